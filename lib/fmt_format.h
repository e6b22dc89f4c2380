/*
 * fmt_format: what rel-fmt's formats are made of, and what they share.
 *
 * To add a format: write its file, declare it below, and give it a row in the
 * table of fmt.c.
 */
#ifndef REL_FMT_FORMAT_H
#define REL_FMT_FORMAT_H

#include "fmt.h"
#include "fmt_value.h"

/* One run. */
typedef struct {
	const FmtOptions *options;
	Output *output;
	/* The columns to write, of a format that has the twelve. */
	Column columns[COLUMN_COUNT];
	size_t column_count;
	/* What stands before the value of each, of a format that names it. */
	Slice heads[COLUMN_COUNT];
	Buffer head_bytes;
	struct FmtTables *tables; /* of a format that has_tables */
	struct FmtHeatmap *heatmap; /* of that format */
	size_t written; /* records so far, without the one at hand */
	Buffer scratch; /* of fmt_shown() */
} Fmt;

/*
 * A format is told of each record by record(), of the first before it comes by
 * begin(), and after the last by end() (these two may be NULL). What it may not
 * write at once it keeps itself.
 */
typedef struct {
	const char *name;
	bool has_columns; /* that can be chosen */
	bool has_tables;  /* with heads for names, and bars; see fmt_table.h */
	void (*begin)(Fmt *f);
	void (*record)(Fmt *f, const Record *r);
	void (*end)(Fmt *f);
} FmtFormat;

extern const FmtFormat fmt_table, fmt_md;
extern const FmtFormat fmt_tsv, fmt_csv;
extern const FmtFormat fmt_json, fmt_jsonl;
extern const FmtFormat fmt_errors;
extern const FmtFormat fmt_heatmap;
extern const FmtFormat fmt_template;

/* What is wrong with a template, or NULL; *fault is the part at fault. */
const char *fmt_template_fault(Slice template, Slice *fault);

/* The column to sort by; false where the option has another form. */
bool fmt_sort_column(Slice sort, Slice *name, bool *descending);

/* Whether all fields of a record that was read can be written as they stand on
 * its line: there is no escape in it and none of the signs, and the output is
 * no terminal. Then its texts are slices of the line, without controls. */
bool fmt_is_verbatim(const Fmt *f, const Record *r, const char *signs);

/* Whether the text is ASCII without controls: a cell a byte. */
bool fmt_is_plain(Slice text);

/* Copies the text to where there is room for it; returns its end. */
static inline char *
fmt_put(char *to, Slice s)
{
	if (s.n != 0)
		memcpy(to, s.at, s.n);
	return to + s.n;
}

/* The text made safe for a terminal (utf8_show()); good until the next call. */
Slice fmt_shown(Fmt *f, Slice text);

/* The text as it is, but safe where the output is a terminal. Likewise. */
Slice fmt_exact(Fmt *f, Slice text);

#endif
