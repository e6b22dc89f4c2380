/*
 * fmt: see fmt.h. Chooses the format, judges the options, and brings the
 * records to the format: one by one as they come, or sorted, from memory.
 */
#include "fmt.h"

#include "fmt_format.h"
#include "fmt_table.h"
#include "utf8.h"

static const FmtFormat *const formats[] = { &fmt_table, &fmt_md, &fmt_tsv,
	&fmt_csv, &fmt_json, &fmt_jsonl, &fmt_heatmap, &fmt_errors,
	&fmt_template };

/* NULL where there is none of the name. */
static const FmtFormat *
find_format(const FmtOptions *o)
{
	if (o->format.n == 0)
		return o->has_template ? &fmt_template : &fmt_table;
	for (size_t i = 0; i < LENGTH(formats); i++)
		if (slice_equal(slice_of(formats[i]->name), o->format))
			return formats[i];
	return NULL;
}

bool
fmt_sort_column(Slice sort, Slice *name, bool *descending)
{
	size_t colon = slice_find(sort, 0, ':');
	Slice order = slice_from(sort, colon);
	*name = slice_until(sort, colon);
	*descending = slice_equal(order, SLICE(":desc"));
	return *descending || order.n == 0 ||
	    slice_equal(order, SLICE(":asc"));
}

static bool
knows(const FmtFormat *format, Slice name)
{
	if (format->has_tables)
		return fmt_table_knows(name);
	return record_column_of(name) < COLUMN_COUNT;
}

/* Whether the column is among the first n of the list. */
static bool
is_among(const Column columns[], size_t n, Column column)
{
	while (n > 0)
		if (columns[--n] == column)
			return true;
	return false;
}

/* What is wrong with the columns chosen. */
static const char *
columns_fault(const FmtFormat *format, Slice names, Slice *fault)
{
	Column before[COLUMN_COUNT];
	size_t n = 0;
	*fault = names;
	if (names.n != 0 && !format->has_columns)
		return "this format has no columns to choose";
	while (slice_next_item(&names, fault)) {
		if (!knows(format, *fault))
			return "unknown column";
		if (format->has_tables)
			continue;
		/* In an object or under a head, a name stands once. */
		Column column = record_column_of(*fault);
		if (is_among(before, n, column))
			return "the same column twice";
		before[n++] = column;
	}
	return NULL;
}

static const char *
format_fault(const FmtFormat *format, const FmtOptions *o, Slice *fault)
{
	*fault = o->format;
	if (format == NULL)
		return "unknown format";
	if (format != &fmt_template)
		return o->has_template ? "this format has no template" : NULL;
	if (!o->has_template)
		return "this format needs a template (-T)";
	return fmt_template_fault(o->template, fault);
}

const char *
fmt_fault(const FmtOptions *o, Slice *fault)
{
	const FmtFormat *format = find_format(o);
	const char *why = format_fault(format, o, fault);
	bool descending;
	if (why == NULL)
		why = columns_fault(format, o->columns, fault);
	if (why != NULL)
		return why;
	if (o->sort.n != 0) {
		if (!fmt_sort_column(o->sort, fault, &descending)) {
			*fault = o->sort;
			return "after the column comes :asc or :desc";
		}
		if (!knows(format, *fault))
			return "unknown column";
	}
	*fault = o->bars;
	if (o->bars.n == 0)
		return NULL;
	if (!format->has_tables)
		return "bars need a table";
	return fmt_table_counts(o->bars) ? NULL : "no column of numbers";
}

bool
fmt_is_verbatim(const Fmt *f, const Record *r, const char *signs)
{
	Slice line = r->line;
	if (f->options->terminal || slice_find(line, 0, '\\') < line.n)
		return false;
	for (; *signs != '\0'; signs++)
		if (slice_find(line, 0, *signs) < line.n)
			return false;
	return true;
}

bool
fmt_is_plain(Slice text)
{
	return utf8_skip_plain(text, 0) == text.n;
}

Slice
fmt_shown(Fmt *f, Slice text)
{
	if (fmt_is_plain(text))
		return text;
	f->scratch.n = 0;
	utf8_show(text, &f->scratch);
	return buffer_slice(&f->scratch);
}

Slice
fmt_exact(Fmt *f, Slice text)
{
	return f->options->terminal ? fmt_shown(f, text) : text;
}

static void
set_columns(Fmt *f)
{
	Slice names = f->options->columns, name;
	while (slice_next_item(&names, &name))
		f->columns[f->column_count++] = record_column_of(name);
	while (f->options->columns.n == 0 && f->column_count < COLUMN_COUNT) {
		f->columns[f->column_count] = (Column)f->column_count;
		f->column_count++;
	}
}

static void
write_record(Fmt *f, const FmtFormat *format, const Record *r)
{
	format->record(f, r);
	f->written++;
}

/* Keeps a record that was read: its line is copied, and its texts are those on
 * the copy, where no escape made them other bytes. */
static void
keep_record(Arena *arena, const Record *r, Record *kept)
{
	Slice line = arena_copy(arena, r->line);
	if (slice_find(line, 0, '\\') < line.n) {
		bool read = record_parse(line, arena, kept);
		assert(read);
		return;
	}
	*kept = *r;
	Slice *texts[] = { &kept->type, &kept->person, &kept->kind,
		&kept->unit, &kept->tags, &kept->source, &kept->text,
		&kept->line };
	for (size_t i = 0; i < LENGTH(texts); i++)
		if (texts[i]->n != 0)
			texts[i]->at = line.at + (texts[i]->at - r->line.at);
}

/* Takes all records into memory, sorts them and writes them. */
static void
write_sorted(Fmt *f, const FmtFormat *format, Records *reader)
{
	VEC(Record) records = { 0 };
	VEC(FmtKey) keys = { 0 };
	Arena arena = { 0 };
	Record r;
	char room[DECIMAL_TEXT];
	bool descending;
	Slice name;
	fmt_sort_column(f->options->sort, &name, &descending);
	Column column = record_column_of(name);
	for (size_t i = 0; records_next(reader, &r); i++) {
		Record *kept = vec_push(&records);
		keep_record(&arena, &r, kept);
		*vec_push(&keys) = (FmtKey){ fmt_value_read(column,
			fmt_value_written(kept, column, room)), i };
	}
	fmt_keys_sort(keys.at, keys.n, descending);
	for (size_t i = 0; i < keys.n; i++)
		write_record(f, format, &records.at[keys.at[i].index]);
	vec_free(&keys);
	vec_free(&records);
	arena_free(&arena);
}

static void
write_as_read(Fmt *f, const FmtFormat *format, Records *reader)
{
	Record r;
	reader->input.flushed = f->output;
	while (records_next(reader, &r))
		write_record(f, format, &r);
}

void
fmt_run(const FmtOptions *o, char *const operands[], Output *output,
    Diagnostics *diagnostics)
{
	const FmtFormat *format = find_format(o);
	Fmt f = { .options = o, .output = output };
	Records reader;
	assert(format != NULL);
	if (!format->has_tables)
		set_columns(&f);
	records_open(&reader, operands, diagnostics);
	if (format->begin != NULL)
		format->begin(&f);
	if (!format->has_tables && o->sort.n != 0)
		write_sorted(&f, format, &reader);
	else
		write_as_read(&f, format, &reader);
	if (format->end != NULL)
		format->end(&f);
	records_close(&reader);
	buffer_free(&f.head_bytes);
	buffer_free(&f.scratch);
}
