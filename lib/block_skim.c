/*
 * block_skim: what follows a plain item that is passed over, and is passed over
 * with it; see block.h.
 */
#include "block_part.h"
#include "day.h"

enum { TEXT = BYTE_LETTER | BYTE_BEYOND }; /* what starts so is nothing else */

/* Whether the line is the heading of a day that is passed over. */
static bool
is_skimmed_day(const Blocks *b, Slice line)
{
	size_t level = (size_t)b->skimmed_days, i = 0;
	Day day;
	if (level == 0 || line.n != level + 1 + DAY_TEXT)
		return false;
	while (i < level && line.at[i] == '#')
		i++;
	return i == level && line.at[i] == ' ' &&
	    day_parse(slice_from(line, level + 1), &day);
}

/* Whether the line is passed over: a blank one, an item, a day. The items that
 * are open are then that at the left, or none; those within it make no
 * difference. */
static inline bool
skim_line(Blocks *b, Slice line)
{
	size_t i = 0;
	while (i < line.n && line.at[i] == ' ')
		i++;
	if (i == line.n) {
		b->is_open = false;
		return true;
	}
	if (i == 0 && line.at[0] == '#') {
		if (!is_skimmed_day(b, line))
			return false;
		b->items.n = 0;
		b->is_open = false;
		return true;
	}
	if (line.n - i < 3 || line.at[i] != '-' || line.at[i + 1] != ' ' ||
	    (!byte_is(line.at[i + 2], TEXT) && line.at[i + 2] != '['))
		return false;
	/* What is indented less is not within the item, without one code. */
	if (i != 0 && (b->items.n == 0 || i < PLAIN_CONTENT))
		return false;
	b->items.n = 1;
	b->is_open = true;
	return true;
}

/* Whether the bytes may start a line that is passed over. */
static inline bool
may_be_skimmed(Slice ahead)
{
	if (ahead.n < 3)
		return false;
	char c = ahead.at[0];
	return c == '-' ? byte_is(ahead.at[2], TEXT) || ahead.at[2] == '['
	                : c == '\n' || c == ' ' || c == '#';
}

bool
blocks_skim_lines(Blocks *b)
{
	Input *in = b->input;
	Slice line;
	for (;;) {
		while (may_be_skimmed(input_ahead(in, 0)) &&
		    input_peek(in, &line) &&
		    (in->is_plain || b->diagnostics == NULL) &&
		    skim_line(b, line))
			input_pass(in, line.n);
		if (input_line(in, &b->line) <= 0)
			return false;
		/* Its other bytes are looked at where they are wanted. */
		if ((!in->is_plain && (b->diagnostics != NULL ||
		            slice_find(b->line, 0, '\0') < b->line.n)) ||
		    !skim_line(b, b->line))
			return true;
	}
}
