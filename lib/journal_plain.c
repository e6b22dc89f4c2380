/*
 * journal_plain: the short way through what most of a journal is: days and,
 * under them, items of one line at the left. They are taken as they stand in
 * the input's buffer, without a block made of them; at the first line that may
 * be more the blocks go on. See journal.h.
 */
#include "journal_part.h"

enum { MARKER = 2 }; /* "- " */

/* Whether the bytes may start a line that is for here; so that of another its
 * end is not looked for. */
static inline bool
may_be_plain(Slice ahead)
{
	return blocks_is_plain_item(ahead) ||
	    (ahead.n != 0 && (*ahead.at == '\n' || *ahead.at == '#'));
}

/* Whether the text needs no escape and no cleaning. */
static inline bool
is_clean(const Input *in, Slice text)
{
	return in->is_plain || utf8_is_clean(text);
}

static inline bool
take_item(Journal *j, Slice line)
{
	Input *in = j->blocks.input;
	if (!blocks_end_item(input_ahead(in, line.n + 1)) ||
	    !is_clean(in, line))
		return false;
	Place place = { j->file->name, in->line + 1, 1 };
	Slice text = slice_from(line, MARKER);
	text = in->is_plain ? slice_trim_end(text) : utf8_trim(text);
	j->entries.crowd.n = j->top.crowd_end;
	/* What white space was taken off from may start with anything. */
	return text.at == line.at + MARKER &&
	    entry_write_among(&j->entries, text, &in->signs, &place,
	        j->top.day.day);
}

static bool
take_day(Journal *j, Slice line)
{
	size_t level = 0;
	while (level < LEVELS && level < line.n && line.at[level] == '#')
		level++;
	return level != 0 && level < line.n && line.at[level] == ' ' &&
	    journal_take_bare_day(j, (int)level, slice_from(line, level + 1));
}

void
journal_take_plain(Journal *j)
{
	Input *in = j->blocks.input;
	Slice line;
	bool may = journal_is_plain_scope(j, &j->top);
	bool heading = false, item = false;
	input_seek_signs(in, entry_signs());
	while (may_be_plain(input_ahead(in, 0)) && input_peek(in, &line)) {
		if (blocks_is_plain_item(line)) {
			if (!may || !take_item(j, line))
				break;
			item = true;
		} else if (line.n != 0) {
			if (!take_day(j, line))
				break;
			may = journal_is_plain_scope(j, &j->top);
			heading = true;
			item = false;
		}
		input_pass(in, line.n);
	}
	blocks_passed(&j->blocks, heading, item);
	/* What may come stands in the last of them. */
	if (item)
		journal_open_entry_item(j, 0);
}
