/*
 * journal_plain: the short way through what most of a journal is: days and,
 * under them, items of one line, at the left or within one there. They are
 * taken as they stand in the input's buffer, without a block made of them; at
 * the first line that may be more the blocks go on. See journal.h.
 */
#include "journal_part.h"

enum { BOX = 4 }; /* "[ ] " */

/* What the lines that were taken leave open. */
typedef struct {
	bool may;        /* entries may be taken where they stand */
	bool heading;    /* a day was taken */
	size_t items;    /* so many items are open: the left one, one in it */
	bool is_open;    /* the last one's people are, too */
	CrowdPart crowds[2]; /* of those items, as far as they are */
} Open;

/* Takes the box that a task's text starts with off it; false where that is
 * something else. */
static bool
take_box(Slice *text, Box *box)
{
	if (text->n <= BOX || text->at[2] != ']' || text->at[3] != ' ' ||
	    !byte_is(text->at[BOX], BYTE_LETTER | BYTE_BEYOND))
		return false;
	*box = lead_box(text->at[1]);
	*text = slice_from(*text, BOX);
	return *box != BOX_NONE;
}

static inline void
take_parents(Journal *j, Entry *e, bool has_parent, CrowdPart parents)
{
	e->has_parent = has_parent;
	e->parents = parents;
	crowds_close(&j->entries.open, parents.end);
}

/* Opens the people of the last item. Where a line was tried since, and left to
 * the blocks, it is not that one's; but then either they are open already or
 * that line ends the item. */
static void
open_people(Journal *j, Open *open, const Entry *e)
{
	if (open->is_open)
		return;
	open->crowds[open->items - 1] = entry_open(&j->entries, e);
	open->is_open = true;
}

/* Takes the item whose text starts at byte `from` of the line. */
static inline bool
take_item(Journal *j, Open *open, Entry *e, Slice line, size_t from)
{
	Input *in = j->blocks.input;
	bool is_left = from == BLOCKS_PLAIN;
	Slice text = slice_from(line, from);
	if ((!is_left && open->items == 0) ||
	    !blocks_end_item(input_ahead(in, line.n + 1)) ||
	    !(in->is_plain || utf8_is_clean_by(&in->odd, in->from,
	                          in->from + line.n)))
		return false;
	e->box = BOX_NONE;
	if (*text.at == '[' && !take_box(&text, &e->box))
		return false;
	e->text = in->is_plain ? slice_trim_end(text) : utf8_trim(text);
	/* What white space was taken off from may start with anything. */
	if (e->text.at != text.at)
		return false;
	e->place.line = in->line + 1;
	if (is_left) {
		take_parents(j, e, j->top.is_entry, j->top.crowd);
	} else {
		if (open->items == 1)
			open_people(j, open, e);
		take_parents(j, e, true, open->crowds[0]);
	}
	if (!entry_write_among(&j->entries, e, &in->signs))
		return false;
	open->items = is_left ? 1 : 2;
	open->is_open = false;
	return true;
}

static bool
take_day(Journal *j, Slice line)
{
	size_t level = line.n - DAY_TEXT - 1;
	if (line.n <= DAY_TEXT + 1 || level > LEVELS || line.at[level] != ' ')
		return false;
	for (size_t i = 0; i < level; i++)
		if (line.at[i] != '#')
			return false;
	return journal_take_bare_day(j, (int)level,
	    slice_from(line, level + 1));
}

/* What stands under the headings may be taken, or not, from here on. */
static void
start_scope(Journal *j, Open *open, Entry *e)
{
	open->may = journal_is_plain_scope(j, &j->top);
	e->day = j->top.day.day;
}

void
journal_take_plain(Journal *j)
{
	Input *in = j->blocks.input;
	Slice line;
	Open open = { 0 };
	Entry e = { .place = { j->file->name, 0, 1 } };
	start_scope(j, &open, &e);
	input_seek_signs(in, entry_signs());
	for (;;) {
		input_skip_empty(in);
		scan_both(&in->odd, &in->signs, in->from);
		Slice ahead = input_ahead(in, 0);
		size_t from = blocks_plain_text(ahead);
		/* Of a line that is not for here the end is not looked for. */
		bool may = from != 0 ? open.may
		                     : ahead.n != 0 && *ahead.at == '#';
		if (!may || !input_peek(in, &line))
			break;
		if (from != 0) {
			if (!take_item(j, &open, &e, line, from))
				break;
		} else {
			if (!take_day(j, line))
				break;
			start_scope(j, &open, &e);
			open.heading = true;
			open.items = 0;
		}
		input_pass(in, line.n);
	}
	blocks_passed(&j->blocks, open.heading, open.items);
	/* What may come stands in the last of them. */
	if (open.items == 0)
		return;
	open_people(j, &open, &e);
	for (size_t i = 0; i < open.items; i++)
		journal_open_entry_item(j, i, open.crowds[i]);
}
