/*
 * fmt_fact: a record kept in memory, in little more than its own bytes: what
 * its columns hold, written one after the other, and where each ends.
 */
#ifndef REL_FMT_FACT_H
#define REL_FMT_FACT_H

#include "fmt_value.h"

typedef struct {
	/* Each column is shown as it stands here: it is plain (fmt_format.h),
	 * without a space at its ends. */
	bool is_simple;
	uint32_t end[COLUMN_COUNT]; /* in bytes[] */
	char bytes[];
} FmtFact;

/* A set of columns; and one that has them all. */
typedef uint32_t FmtColumns;
#define FMT_COLUMN(column) (UINT32_C(1) << (column))
#define FMT_ALL_COLUMNS (FMT_COLUMN(COLUMN_COUNT) - 1)

/* Keeps these columns of the record, of at most 4 GiB, in the arena; the others
 * hold nothing. */
const FmtFact *fmt_fact_keep(Arena *arena, const Record *r,
    FmtColumns columns);

/* What fmt_value_written() wrote of the column. */
static inline Slice
fmt_fact_written(const FmtFact *fact, Column column)
{
	uint32_t from = column > 0 ? fact->end[column - 1] : 0;
	return (Slice){ fact->bytes + from, fact->end[column] - from };
}

FmtValue fmt_fact_value(const FmtFact *fact, Column column);

#endif
