/*
 * fmt_layout: a grid on lines, its columns aligned: as plain text, or as a
 * table of GitHub Flavored Markdown.
 */
#ifndef REL_FMT_LAYOUT_H
#define REL_FMT_LAYOUT_H

#include "fmt_format.h"
#include "fmt_grid.h"

typedef enum { LAYOUT_PLAIN, LAYOUT_MARKDOWN } FmtLayoutStyle;

/* Raises the widths of columns, in cells, to those of the record. */
void fmt_layout_measure(Fmt *f, FmtLayoutStyle style, const FmtFact *fact,
    FmtColumns columns, size_t widest[COLUMN_COUNT]);

/* Writes the grid, which must have a column, with heads unless no_header. What
 * its records hold is made safe for a terminal. */
void fmt_layout_write(Fmt *f, const FmtGrid *g, FmtLayoutStyle style);

#endif
