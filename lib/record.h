/*
 * record: one fact or finding a line, in twelve tab-separated columns; the
 * form of all that travels between the tools (rel-records(5)).
 *
 * In memory a field without a value is the empty slice, DAY_NONE, WAY_NONE or
 * has_amount false; on the line it is `-`.
 */
#ifndef REL_RECORD_H
#define REL_RECORD_H

#include "arena.h"
#include "day.h"
#include "decimal.h"
#include "diagnostic.h"
#include "input.h"
#include "scan.h"
#include "utf8.h"

typedef enum {
	COLUMN_TYPE,
	COLUMN_DATE,
	COLUMN_PERSON,
	COLUMN_WAY,
	COLUMN_KIND,
	COLUMN_AMOUNT,
	COLUMN_UNIT,
	COLUMN_DUE,
	COLUMN_DONE,
	COLUMN_TAGS,
	COLUMN_SOURCE,
	COLUMN_TEXT,
	COLUMN_COUNT
} Column;

typedef enum { WAY_NONE, WAY_OUT, WAY_IN, WAY_BOTH } Way;

typedef struct {
	Slice type;
	Day date;
	Slice person;
	Way way;
	Slice kind;
	bool has_amount;
	Decimal amount;
	Slice unit;
	Day due;
	Day done;
	Slice tags; /* separated by one space, each with its # */
	Slice source;
	Slice text;
	Slice line; /* when read: its twelve columns as they stand there */
} Record;

/* The column's name, as in a header line; and the column of a name, or
 * COLUMN_COUNT. */
Slice record_column_name(Column column);
Column record_column_of(Slice name);

/* `out`, `in`, `both`, or empty; and the way of such a text, or WAY_NONE. */
Slice record_way_text(Way way);
Way record_way_of(Slice text);

/* Writes the record and its LF; `line` is not used. */
void record_write(Output *o, const Record *r);

/* The value as it stands on a line: itself where it is so, or in the arena. */
Slice record_field(Arena *arena, Slice value);

/* The last three columns, with their LF, that the records of one entry share.
 * Starts as {0}. */
typedef struct {
	Slice tags;
	Slice file;       /* it must stay as it is while the tail is used */
	size_t line;
	Slice text;
	bool is_verbatim;
	size_t room;      /* it takes no more; 0 where it is long */
	Buffer made;      /* it, where it is long, or empty */
	/* Of the record with it that was written last: */
	size_t head;      /* so many bytes before the person, */
	size_t rest;      /* behind the person, */
	size_t n;         /* and in all */
	/* Of the sources of lines that have all but two digits in common: */
	Slice source_file;
	size_t hundred;   /* the first of these lines */
	Buffer source;    /* what these start with */
} RecordTail;

/* What the next does where the source is of another hundred. */
void record_take_hundred(RecordTail *tail);

/* Begins another tail; what it is made of stays the caller's and must last. A
 * text that is_verbatim has no byte that needs an escape, and is not `-`. */
static inline void
record_begin_tail(RecordTail *tail, Slice tags, const Place *source,
    Slice text, bool is_verbatim)
{
	enum { REST = 32, SHORT = 4096 };
	Slice file = source->file;
	tail->tags = tags;
	tail->file = file;
	tail->line = source->line;
	tail->text = text;
	tail->is_verbatim = is_verbatim;
	tail->made.n = 0;
	tail->room = LIKELY((tags.n | file.n | text.n) < SHORT)
	    ? 2 * (tags.n + file.n + text.n) + REST : 0;
	size_t other = (size_t)(tail->source_file.at != file.at) |
	    (tail->source_file.n ^ file.n);
	if (UNLIKELY(other != 0 || source->line - tail->hundred >= 100))
		record_take_hundred(tail);
}

void record_free_tail(RecordTail *tail);

/* The columns from way to done, with their tabs, of records that are written
 * again and again. */
typedef struct {
	char text[32];
	size_t n; /* 0: they are longer, and made each time */
} RecordMiddle;

void record_make_middle(RecordMiddle *middle, const Record *r);

/* Writes the record with the tail instead of its own, and with the middle, if
 * it has been made: else NULL. Its person is a field made with
 * record_field(). */
void record_write_sharing(Output *o, const Record *r,
    const RecordMiddle *middle, RecordTail *tail);

/* The same for another person, right behind: what they share is copied. */
void record_write_again(Output *o, const Record *r, const RecordMiddle *middle,
    RecordTail *tail);

/* Writes the record with a tail that stands in memory; its person is a field
 * made with record_field(). */
void record_write_with_tail(Output *o, const Record *r, Slice tail);

/* Writes a field as it stands on a line: escaped, `-` when empty. */
void record_write_field(Output *o, Slice value);

/* Writes the line with the column names (option -H). */
void record_write_header(Output *o);

/*
 * Records reads those of several inputs one after the other. What is wrong
 * with a line or an input is said to `diagnostics` and passed over.
 */
typedef struct {
	Diagnostics *diagnostics;
	char *const *operands; /* paths or "-", ended by NULL */
	VEC(int) ahead;        /* of each, what input_prepare() gave */
	size_t next;           /* operand */
	bool is_open;
	Slice name; /* of the input that is open */
	Input input;
	size_t line;    /* of the record last read, in the input */
	Scan scan;      /* over the lines that are in memory: */
	size_t at;      /* there the next one starts */
	Day date;       /* the last one read, and its text and tab */
	char date_text[DAY_TEXT + 1];
	Slice longer;   /* the unusual line last read, all of it */
	Buffer clean;
	Utf8Shifts shifts;
	Arena scratch;
} Records;

/* operands is a list ended by NULL; an empty one means standard input. It and
 * diagnostics must outlive r. Enters the gate (sandbox.h): what else is to be
 * opened must be so before. */
void records_open(Records *r, char *const operands[],
    Diagnostics *diagnostics);

/* Instead of operands: the bytes given, called name in messages. */
void records_open_bytes(Records *r, Slice bytes, Slice name,
    Diagnostics *diagnostics);

/* The next record, false at the end. Its slices are good until the next call;
 * all are clean UTF-8 (utf8.h), but for what an escape stands for. */
bool records_next(Records *r, Record *record);

/* After the last: starts over with the first operand, for who opened files
 * alone. What was wrong is said again. */
void records_rewind(Records *r);

/* The line of the record just read, with the columns after the twelfth, if it
 * has more. */
static inline Slice
records_line(const Records *r, const Record *record)
{
	return record->line.at == r->longer.at ? r->longer : record->line;
}

void records_close(Records *r);

/* Reads a line again: what was the `line` of a record read before. What it
 * gives is good as long as the line's memory and the arena. False, without a
 * word, where the line is no record. */
bool record_parse(Slice line, Arena *arena, Record *record);

/* What says which of two records comes first. */
typedef struct {
	Slice source;
	Slice record; /* its `line` */
} RecordOrigin;

static inline RecordOrigin
record_origin(const Record *r)
{
	return (RecordOrigin){ r->source, r->line };
}

/* The same, kept in the arena: the source as part of the line, if it is. */
RecordOrigin record_keep_origin(Arena *arena, const Record *r);

/* The order "by source": file by bytes, then line by number (none: 0), then
 * the whole record by bytes. */
int record_compare_source(RecordOrigin a, RecordOrigin b);

/* FILE and LINE of a source; all of it and 0 where it ends in no :LINE. */
Slice record_source_file(Slice source, size_t *line);

/* Makes the source FILE:LINE of what stands at the place. */
void record_make_source(Buffer *source, Place place);

/* The next tag of a tags column, with its `#`; false after the last.
 * Takes it off *tags. */
bool record_next_tag(Slice *tags, Slice *tag);

#endif
