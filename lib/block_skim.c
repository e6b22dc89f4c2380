/*
 * block_skim: what follows a plain item that is passed over, and is passed over
 * with it; see block.h.
 */
#include "block_part.h"
#include "day.h"

enum { TEXT = BYTE_LETTER | BYTE_BEYOND }; /* what starts so is nothing else */

/* But behind white space beyond ASCII a line may be a thematic break yet. */
static inline bool
is_wide_space(Slice line, size_t i)
{
	return byte_is(line.at[i], BYTE_BEYOND) &&
	    utf8_ends_word(line, i);
}

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

/* Whether a line that is neither empty nor a plain item at the left is passed
 * over: a blank one, another item, a day. The items that are open are then that
 * at the left, or none; those within it make no difference. */
NEVER_INLINE static bool
skim_other(Blocks *b, Slice line)
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
	/* What is indented less is not within the item, without one code. */
	if (i < BLOCKS_PLAIN || b->items.n == 0 || line.n - i < 3 ||
	    line.at[i] != '-' || line.at[i + 1] != ' ' ||
	    (!byte_is(line.at[i + 2], TEXT) && line.at[i + 2] != '[') ||
	    is_wide_space(line, i + 2))
		return false;
	b->is_open = true;
	return true;
}

ALWAYS_INLINE static inline bool
skim_line(Blocks *b, Slice line)
{
	if (line.n == 0) {
		b->is_open = false;
		return true;
	}
	if (blocks_plain_text(line) != BLOCKS_PLAIN ||
	    is_wide_space(line, BLOCKS_PLAIN))
		return skim_other(b, line);
	b->items.n = 1;
	b->is_open = true;
	return true;
}

/* What ends a line, or may be no part of one that is passed over. */
static const ScanSet *
line_ends(void)
{
	static ScanSet ends;
	if (!ends.has['\n'])
		scan_set(&ends, SLICE("\n\r\0"), false);
	return &ends;
}

/* Passes over those of the next lines that are all there; of what they are made
 * nobody wants to know. */
static void
skim_ahead(Blocks *b)
{
	Input *in = b->input;
	size_t from = in->from, lines = 0, end;
	input_seek_signs(in, line_ends());
	while ((end = scan_next(&in->signs, from)) < in->to &&
	    in->at[end] == '\n' &&
	    skim_line(b, (Slice){ in->at + from, end - from })) {
		from = end + 1;
		lines++;
	}
	in->from = from;
	in->line += lines;
}

bool
blocks_skim_lines(Blocks *b)
{
	Input *in = b->input;
	for (;;) {
		if (b->diagnostics == NULL)
			skim_ahead(b);
		if (input_line(in, &b->line) <= 0)
			return false;
		/* Its other bytes are looked at where they are wanted. */
		if ((!in->is_plain && (b->diagnostics != NULL ||
		            slice_find(b->line, 0, '\0') < b->line.n)) ||
		    !skim_line(b, b->line))
			return true;
	}
}
