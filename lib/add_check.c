/*
 * add_check: whether the journal with the entry is the journal and the entry:
 * block by block, and record by record. See add_part.h.
 */
#include "add_part.h"

#include "record.h"
#include "utf8.h"

static bool
is_added(const AddPlace *p, size_t line)
{
	return line > p->after_line && line <= p->after_line + p->lines;
}

/* Where a line of the old text stands in the new one. */
static size_t
moved(const AddPlace *p, size_t line)
{
	return line > p->after_line ? line + p->lines : line;
}

/* Blocks. */

/* Whether block i is the entry: an item, or in plain text a line, that belongs
 * to the day and to nobody, and that takes in nothing of what follows. */
static bool
is_entry(const AddOptions *o, const AddPlace *p, const AddView *v, size_t i)
{
	const AddBlock *b = &v->blocks.at[i];
	return b->line == p->entry_line && b->depth == 0 &&
	    (b->type == BLOCK_ITEM ||
	        (b->type == BLOCK_PARAGRAPH && v->is_plain)) &&
	    b->day == o->day && !b->is_in_section && !b->is_under_entry &&
	    slice_equal(b->text, o->text) &&
	    add_end_of_item(v, i) == b->line;
}

static bool
is_heading(const AddOptions *o, const AddPlace *p, const AddBlock *b)
{
	return b->line == p->heading_line && b->type == BLOCK_HEADING &&
	    b->opens_day && b->day == o->day;
}

/* Whether it is a heading of a year or a month, for the day's below. */
static bool
is_period(const AddPlace *p, const AddBlock *b)
{
	return is_added(p, b->line) && b->line < p->heading_line &&
	    b->type == BLOCK_HEADING && !b->opens_day && !b->is_in_section;
}

static bool
same_block(const AddPlace *p, const AddBlock *old, const AddBlock *new)
{
	return old->type == new->type && old->level == new->level &&
	    old->depth == new->depth && moved(p, old->line) == new->line &&
	    old->opens_day == new->opens_day &&
	    old->is_in_section == new->is_in_section &&
	    old->is_under_entry == new->is_under_entry &&
	    slice_equal(old->text, new->text);
}

/* Whether there are the old blocks, the entry, and its headings where it needs
 * any. The last block of each is the end, which may have come to stand under
 * the new day. */
static bool
blocks_agree(const AddOptions *o, const AddPlace *p, const AddView *old,
    const AddView *new)
{
	size_t i = 0, entries = 0, headings = 0, periods = 0;
	for (size_t k = 0; k + 1 < new->blocks.n; k++) {
		const AddBlock *b = &new->blocks.at[k];
		if (is_entry(o, p, new, k))
			entries++;
		else if (is_heading(o, p, b))
			headings++;
		else if (is_period(p, b))
			periods++;
		else if (i + 1 >= old->blocks.n ||
		    !same_block(p, &old->blocks.at[i++], b))
			return false;
	}
	return i + 1 == old->blocks.n && entries == 1 &&
	    headings == (p->heading_line != 0) && periods == p->periods;
}

/* Records. */

static bool
next_line(Slice *rest, Slice *line)
{
	if (rest->n == 0)
		return false;
	size_t end = slice_find(*rest, 0, '\n');
	*line = slice_until(*rest, end);
	*rest = slice_from(*rest, end + 1);
	return true;
}

static Slice
records_of(const AddReading *r)
{
	return (Slice){ r->records.at, r->records.n };
}

static void
split(Slice line, Slice columns[COLUMN_COUNT])
{
	for (int i = 0; i < COLUMN_COUNT; i++) {
		size_t end = slice_find(line, 0, '\t');
		columns[i] = slice_until(line, end);
		line = slice_from(line, end + 1);
	}
}

/* The columns of the next record that comes of the file, and its line. */
static bool
next_record(Slice file, Slice *rest, Slice columns[COLUMN_COUNT], size_t *line)
{
	Slice record;
	while (next_line(rest, &record)) {
		split(record, columns);
		if (slice_equal(record_source_file(columns[COLUMN_SOURCE],
		        line), file))
			return true;
	}
	return false;
}

/* Whether two spellings are one name: the first in the journal is that of all,
 * and the entry may have become the first. */
static bool
same_name(Slice a, Slice b)
{
	Buffer x = { 0 }, y = { 0 };
	if (slice_equal(a, b))
		return true;
	utf8_fold(a, &x);
	utf8_fold(b, &y);
	bool same = slice_equal(buffer_slice(&x), buffer_slice(&y));
	buffer_free(&x);
	buffer_free(&y);
	return same;
}

static bool
same_record(const Slice old[COLUMN_COUNT], const Slice new[COLUMN_COUNT])
{
	for (int i = 0; i < COLUMN_COUNT; i++)
		if (i == COLUMN_PERSON ? !same_name(old[i], new[i])
		        : i != COLUMN_SOURCE && !slice_equal(old[i], new[i]))
			return false;
	return true;
}

/* Whether the file's records are the old ones, and those of the new lines. */
static bool
records_agree(Slice file, const AddPlace *p, Slice old, Slice new)
{
	Slice was[COLUMN_COUNT], is[COLUMN_COUNT];
	size_t old_line, line;
	while (next_record(file, &new, is, &line))
		if (!is_added(p, line) &&
		    (!next_record(file, &old, was, &old_line) ||
		        moved(p, old_line) != line || !same_record(was, is)))
			return false;
	return !next_record(file, &old, was, &old_line);
}

bool
add_agrees(const AddOptions *o, Slice file, const AddPlace *p,
    const AddReading *old, const AddReading *new)
{
	return blocks_agree(o, p, &old->view, &new->view) &&
	    records_agree(file, p, records_of(old), records_of(new));
}

/* What is new. */

void
add_write_records(Slice file, const AddPlace *p, const AddReading *new,
    Output *output)
{
	Slice rest = records_of(new), columns[COLUMN_COUNT];
	size_t line;
	while (next_record(file, &rest, columns, &line)) {
		const char *from = columns[0].at;
		Slice text = columns[COLUMN_TEXT];
		if (!is_added(p, line))
			continue;
		output_write(output, (Slice){ from,
		    (size_t)(text.at + text.n - from) });
		output_byte(output, '\n');
	}
}

/* What a diagnostic says of the file, after its place, FILE:LINE:COL; nothing,
 * and line 0, where it is of another. */
static Slice
said_of(Slice file, Slice said, size_t *line)
{
	size_t end = file.n;
	*line = 0;
	if (!slice_starts(said, file) || end == said.n || said.at[end] != ':')
		return SLICE_NONE;
	end = slice_find(said, end + 1, ':');
	record_source_file(slice_until(said, end), line);
	return slice_from(said, slice_find(said, end + 1, ':'));
}

/* Writes a line that another Diagnostics gathered. */
static void
pass_on(Diagnostics *d, Slice line)
{
	output_write(&d->to, line);
	output_byte(&d->to, '\n');
	output_flush(&d->to);
}

bool
add_write_trouble(const AddReading *r, Diagnostics *diagnostics)
{
	Slice rest = { r->said.to.at, r->said.to.n }, line;
	Slice program = diagnostics->program;
	if (!r->said.trouble)
		return false;
	while (next_line(&rest, &line))
		if (slice_starts(line, program) && line.n > program.n &&
		    slice_starts(slice_from(line, program.n), SLICE(": ")))
			pass_on(diagnostics, line);
	diagnostics->trouble = true;
	return true;
}

void
add_write_unclosed(Slice file, const AddPlace *p, const AddReading *judged,
    Diagnostics *diagnostics)
{
	Slice rest = { judged->said.to.at, judged->said.to.n }, line;
	size_t number;
	while (next_line(&rest, &line))
		if (slice_ends(said_of(file, line, &number),
		        SLICE(" [unclosed]")) &&
		    number <= p->after_line)
			pass_on(diagnostics, line);
}

void
add_write_said(Slice file, const AddPlace *p, const AddReading *judged,
    Diagnostics *diagnostics)
{
	Slice rest = { judged->said.to.at, judged->said.to.n }, line;
	size_t number;
	while (next_line(&rest, &line)) {
		Slice what = said_of(file, line, &number);
		if (what.n == 0 || !is_added(p, number))
			continue;
		pass_on(diagnostics, line);
		if (slice_starts(what, SLICE(": error: ")))
			diagnostics->rejected = true;
	}
}
