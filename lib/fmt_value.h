/*
 * fmt_value: one value of a record, whatever its column, by copy: what is
 * written and what is sorted by.
 */
#ifndef REL_FMT_VALUE_H
#define REL_FMT_VALUE_H

#include "record.h"

/* In the order in which kinds sort; a column of records has but one. */
typedef enum {
	VALUE_NUMBER,
	VALUE_DAY,
	VALUE_SOURCE, /* a text that sorts by file, then line */
	VALUE_TEXT,
	VALUE_NONE
} FmtKind;

typedef struct {
	FmtKind kind;
	union {
		Decimal number;
		Day day;
		Slice text; /* of VALUE_SOURCE, too; never empty */
	};
} FmtValue;

/* The kind of all values of a column that are not VALUE_NONE. */
FmtKind fmt_kind_of(Column column);

/* What a column of a record holds, as bytes: of a text these themselves, else
 * what is written to `room`; none where it holds nothing. */
Slice fmt_value_written(const Record *r, Column column,
    char room[DECIMAL_TEXT]);

/* The value that was written of a column; of a text with the bytes given. */
FmtValue fmt_value_read(Column column, Slice written);

/* What fmt_keys_sort() sorts: a value, and which one it is. */
typedef struct {
	FmtValue value;
	size_t index; /* from 0, each once: ties keep its order */
} FmtKey;

/* Numbers by size, days by date, sources by file and line, texts by bytes;
 * VALUE_NONE last, also in descending order. */
void fmt_keys_sort(FmtKey *keys, size_t n, bool descending);

#endif
