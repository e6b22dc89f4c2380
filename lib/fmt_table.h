/*
 * fmt_table: the formats table and md, for eyes: a table for each type of
 * record, of those columns that matter to it.
 */
#ifndef REL_FMT_TABLE_H
#define REL_FMT_TABLE_H

#include "fmt_format.h"

/* Whether some table has a column of the name: one of the twelve, a head
 * (rel-fmt(1)), a measure, or `#KEY`; and whether it may hold numbers. */
bool fmt_table_knows(Slice name);
bool fmt_table_counts(Slice name);

#endif
