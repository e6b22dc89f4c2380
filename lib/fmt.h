/*
 * fmt: records for eyes and for other programs (rel-fmt(1)).
 *
 * A format is one row of the table in fmt.c and one source file; what formats
 * share is in fmt_format.h. Some write record by record as they are read, the
 * others (table, md) and all that is sorted gather the input first, in memory
 * proportional to it. Time is linear in the input, but for sorting.
 */
#ifndef REL_FMT_H
#define REL_FMT_H

#include "day.h"
#include "diagnostic.h"

/* Slices point into memory of the caller; an empty one stands for an option
 * that was not given. All zero is a call without options. */
typedef struct {
	Slice format;   /* a format's name; none: table */
	Slice template; /* of format template */
	bool has_template;
	Slice columns;  /* names with `,` between, in the order to show */
	Slice sort;     /* NAME, NAME:asc or NAME:desc */
	Slice bars;     /* the column that bars stand for */
	size_t width;   /* cells in a line of a table; 0: nothing is cut */
	bool no_header;
	bool ascii;     /* bars of #, a heatmap of . + o # */
	Day today;      /* with which a heatmap ends */
	bool safe;      /* csv and tsv are for a spreadsheet */
	bool colour;
	bool terminal;  /* the output is one: exact formats hide nothing */
} FmtOptions;

/* What is wrong with the options, or NULL; *fault is the part at fault. It
 * depends on nothing but the options. */
const char *fmt_fault(const FmtOptions *options, Slice *fault);

/* Reads the records of the operands (as records_open() does) and writes them.
 * The options must be without fault. Formats that write record by record flush
 * before a read that may block. */
void fmt_run(const FmtOptions *options, char *const operands[],
    Output *output, Diagnostics *diagnostics);

#endif
