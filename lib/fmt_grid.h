/*
 * fmt_grid: rows and columns over records: what a table shows.
 *
 * A grid copies nothing: its rows point to records, and a cell is worked out
 * each time it is asked for. The records, and the slices in the columns, must
 * outlive it. It starts as {0}, is let go with fmt_grid_free(), and is made in
 * this order: columns, rows, sort, choose, bars.
 */
#ifndef REL_FMT_GRID_H
#define REL_FMT_GRID_H

#include "fmt_fact.h"

typedef struct {
	Slice head;     /* stands above it, and names it */
	Slice name;     /* names it, too; or none */
	size_t fact;    /* which of a row's records it shows, from 0 */
	Column column;  /* of that record */
	Slice key;      /* `#KEY`: only this tag's value, of COLUMN_TAGS */
	bool left_out;  /* unless it is chosen by name */
	bool is_bar;    /* shows the number as a bar */
	Decimal full;   /* the number that a whole bar stands for, above zero */
} FmtGridColumn;

typedef struct {
	VEC(FmtGridColumn) columns;
	VEC(const FmtFact *) facts; /* row after row; NULL for none */
	size_t row_facts;           /* records of a row, from 1 */
	/* Of each column of records the cells of the widest, which
	 * fmt_layout_measure() knows; NULL where it must be looked for. */
	const size_t *widest;
	size_t *order;              /* numbers of the rows as sorted, or NULL */
} FmtGrid;

/* The number of rows. */
size_t fmt_grid_rows(const FmtGrid *g);

/* The value in a row, from 0, as sorted. */
FmtValue fmt_grid_value(const FmtGrid *g, size_t row, const FmtGridColumn *c);

/* The record that the column shows in a row, or NULL. */
static inline const FmtFact *
fmt_grid_fact(const FmtGrid *g, size_t row, const FmtGridColumn *c)
{
	if (g->order != NULL)
		row = g->order[row];
	return g->facts.at[row * g->row_facts + c->fact];
}

/* The VALUE of the tag #KEY=VALUE, or none. */
Slice fmt_grid_key(Slice tags, Slice key);

/* What a column shows of a record, or NULL, as it was written. */
static inline Slice
fmt_grid_written(const FmtFact *fact, const FmtGridColumn *c)
{
	if (fact == NULL)
		return SLICE_NONE;
	Slice written = fmt_fact_written(fact, c->column);
	return c->key.n == 0 ? written : fmt_grid_key(written, c->key);
}

/* Whether any row holds something in the column. */
bool fmt_grid_is_filled(const FmtGrid *g, const FmtGridColumn *c);

/* The first column of the name, or NULL; good until the columns change. */
const FmtGridColumn *fmt_grid_find(const FmtGrid *g, Slice name);

/* Sorts the rows by a column. */
void fmt_grid_sort(FmtGrid *g, const FmtGridColumn *by, bool descending);

/* Puts the columns in the order of the names (with `,` between) and drops
 * those not named; a name may stand for several columns, or for none. Without
 * names it drops those left out. */
void fmt_grid_choose(FmtGrid *g, Slice names);

/* Adds bars for a column (a copy, taken before the choice): right of it where
 * it is shown, else as the last. Nothing where no number is above zero. */
void fmt_grid_add_bars(FmtGrid *g, FmtGridColumn of);

void fmt_grid_free(FmtGrid *g);

#endif
