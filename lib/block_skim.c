/*
 * block_skim: what follows a plain item that is passed over, and is passed over
 * with it; see block.h.
 */
#include "block_part.h"
#include "day.h"

enum { MOST_LEVEL = 6 };

/* Whether the line is the heading of a day that is passed over. */
static bool
is_skimmed_day(const Blocks *b)
{
	size_t level = (size_t)b->skimmed_days;
	Day day;
	return level != 0 && b->line.n == level + 1 + DAY_TEXT &&
	    slice_equal(slice_until(b->line, level + 1),
	        slice_from(SLICE("###### "), MOST_LEVEL - level)) &&
	    day_parse(slice_from(b->line, level + 1), &day);
}

bool
blocks_skim_line(Blocks *b)
{
	Slice line = b->line;
	size_t i = 0;
	while (i < line.n && line.at[i] == ' ')
		i++;
	bool is_day = i == 0 && line.n != 0 && line.at[0] == '#';
	if (i == line.n || (is_day && is_skimmed_day(b))) {
		b->items.n = is_day ? 0 : b->items.n;
		b->is_open = false;
		return true;
	}
	if (line.n - i < 3 || line.at[i] != '-' || line.at[i + 1] != ' ' ||
	    (!byte_is_letter(line.at[i + 2]) && line.at[i + 2] != '['))
		return false;
	/* What is indented less is not within the item, without one code. */
	if (i != 0 && (b->items.n == 0 || i < PLAIN_CONTENT))
		return false;
	/* Its other bytes are looked at where they are wanted. */
	if (!b->input->is_plain && (b->diagnostics != NULL ||
	        slice_find(line, i, '\0') < line.n))
		return false;
	b->items.n = 1;
	b->is_open = true;
	return true;
}
