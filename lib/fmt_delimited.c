/*
 * fmt_delimited: columns between tabs (tsv) or commas (csv), for programs.
 *
 * tsv follows the convention of Miller and of IANA's
 * text/tab-separated-values: a field holds no tab and no line end, for they
 * are written \t, \n, \r, and a backslash \\, just as in a record; but what a
 * record writes as `-` is empty here. csv follows RFC 4180, but for its line
 * end: lines end in LF, as all lines of this suite do.
 */
#include "fmt_format.h"

#include "utf8.h"

#include <limits.h>

/* What a spreadsheet may take for the start of a formula: also in full width,
 * and behind what it passes over or does not show. */
static bool
starts_formula(Slice s)
{
	size_t i = 0, next;
	uint32_t c = 0;
	for (; i < s.n; i = next) {
		c = utf8_at(s, i, &next);
		if (!utf8_is_space(c) && !utf8_hides(s, i, c))
			break;
	}
	if (i == s.n)
		return false;
	c -= c > 0xFF00 && c < 0xFF5F ? 0xFEE0 : 0;
	return c == '=' || c == '+' || c == '-' || c == '@';
}

static bool
is_text(Column column)
{
	FmtKind kind = fmt_kind_of(column);
	return kind == VALUE_TEXT || kind == VALUE_SOURCE;
}

/* Whether the bytes of a column need a ' in front. A quote at the start is
 * doubled in csv; in tsv it would be taken for one, off and to its like. */
static bool
needs_guard(const Fmt *f, Column column, Slice bytes, char separator)
{
	return f->options->safe && is_text(column) && (starts_formula(bytes) ||
	    (separator == '\t' && slice_starts(bytes, SLICE("\""))));
}

/* The bytes of a column, and whether they need a ' in front. */
static Slice
field_of(Fmt *f, const Record *r, Column column, char separator,
    char room[DECIMAL_TEXT], bool *guarded)
{
	Slice bytes = fmt_value_written(r, column, room);
	*guarded = needs_guard(f, column, bytes, separator);
	return is_text(column) ? fmt_exact(f, bytes) : bytes;
}

/* Writes a record of which fmt_is_verbatim(). */
static void
write_verbatim(Fmt *f, const Record *r, char separator)
{
	char room[DECIMAL_TEXT];
	/* The texts, an amount, and of each column a ' and what follows. */
	char *start = output_room(f->output,
	    base_sum(r->line.n, DECIMAL_TEXT + 2 * COLUMN_COUNT));
	char *to = start;
	for (size_t i = 0; i < f->column_count; i++) {
		Column column = f->columns[i];
		Slice field = fmt_value_written(r, column, room);
		if (needs_guard(f, column, field, separator))
			*to++ = '\'';
		to = fmt_put(to, field);
		*to++ = separator;
	}
	to[-1] = '\n';
	output_took(f->output, (size_t)(to - start));
}

static void
write_header(Fmt *f, char separator)
{
	if (f->options->no_header)
		return;
	for (size_t i = 0; i < f->column_count; i++) {
		if (i > 0)
			output_byte(f->output, separator);
		output_write(f->output, record_column_name(f->columns[i]));
	}
	output_byte(f->output, '\n');
}

static void
tsv_begin(Fmt *f)
{
	write_header(f, '\t');
}

static void
tsv_record(Fmt *f, const Record *r)
{
	char room[DECIMAL_TEXT];
	bool guarded;
	if (fmt_is_verbatim(f, r, "")) {
		write_verbatim(f, r, '\t');
		return;
	}
	for (size_t i = 0; i < f->column_count; i++) {
		Slice field = field_of(f, r, f->columns[i], '\t', room,
		    &guarded);
		if (i > 0)
			output_byte(f->output, '\t');
		if (guarded)
			output_byte(f->output, '\'');
		/* A record would write these two otherwise than they are. */
		if (field.n == 0 || slice_equal(field, SLICE("-")))
			output_write(f->output, field);
		else
			record_write_field(f->output, field);
	}
	output_byte(f->output, '\n');
}

static void
csv_begin(Fmt *f)
{
	write_header(f, ',');
}

static bool
needs_quotes(Slice s)
{
	static const bool is_sign[UCHAR_MAX + 1] = {
		[','] = true, ['"'] = true, ['\n'] = true, ['\r'] = true
	};
	for (size_t i = 0; i < s.n; i++)
		if (is_sign[(unsigned char)s.at[i]])
			return true;
	return false;
}

static void
write_quoted(Output *o, Slice s, bool guarded)
{
	output_byte(o, '"');
	if (guarded)
		output_byte(o, '\'');
	while (s.n > 0) {
		size_t quote = slice_find(s, 0, '"');
		output_write(o, slice_until(s, quote));
		if (quote < s.n)
			output_write(o, SLICE("\"\""));
		s = slice_from(s, quote + 1);
	}
	output_byte(o, '"');
}

static void
csv_record(Fmt *f, const Record *r)
{
	char room[DECIMAL_TEXT];
	bool guarded;
	/* A line with nothing on it would be no row to many readers. */
	bool alone = f->column_count == 1;
	if (!alone && fmt_is_verbatim(f, r, ",\"")) {
		write_verbatim(f, r, ',');
		return;
	}
	for (size_t i = 0; i < f->column_count; i++) {
		Slice field = field_of(f, r, f->columns[i], ',', room,
		    &guarded);
		if (i > 0)
			output_byte(f->output, ',');
		if (needs_quotes(field) || (alone && field.n == 0)) {
			write_quoted(f->output, field, guarded);
			continue;
		}
		if (guarded)
			output_byte(f->output, '\'');
		output_write(f->output, field);
	}
	output_byte(f->output, '\n');
}

const FmtFormat fmt_tsv = { .name = "tsv",
	.has_columns = true,
	.begin = tsv_begin,
	.record = tsv_record };

const FmtFormat fmt_csv = { .name = "csv",
	.has_columns = true,
	.begin = csv_begin,
	.record = csv_record };
