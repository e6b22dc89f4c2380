/*
 * block: the Markdown blocks of a journal, one after the other: the subset of
 * CommonMark that rel-journal(5) describes. What is skipped there (code,
 * quotes, tables, comments) never appears.
 *
 * Blocks reads a line ahead and holds one block's text at a time; its memory
 * grows with the longest block and the deepest nesting, not with the file.
 */
#ifndef REL_BLOCK_H
#define REL_BLOCK_H

#include "diagnostic.h"
#include "input.h"
#include "utf8.h"

typedef enum {
	BLOCK_HEADING,
	BLOCK_ITEM,      /* a list item's own paragraph, perhaps empty */
	BLOCK_PARAGRAPH,
	BLOCK_FRONT,     /* one line of front matter, as it stands */
	BLOCK_FRONT_END, /* after the last of them, if there is front matter */
	BLOCK_SETTING    /* one line of a settings block */
} BlockType;

/* Where a part of a block's text came from. */
typedef struct {
	size_t at;     /* from this byte of the text on */
	size_t line;   /* from 1 */
	size_t column; /* in bytes, from 1 */
	bool starts_line;
} BlockOrigin;

typedef struct {
	BlockType type;
	int level;    /* of a heading, 1 to 6 */
	size_t depth; /* how many open list items it stands in */
	size_t line;  /* on which it starts */
	bool is_verbatim; /* no byte of its text needs an escape in a record */
	Slice text;   /* its lines, joined by single spaces; clean UTF-8 */
} Block;

typedef enum { BLOCKS_TEXT, BLOCKS_FENCE, BLOCKS_COMMENT, BLOCKS_FRONT }
BlocksMode;

/* A block on its way. */
typedef struct {
	Block block;
	size_t lines;
	bool is_whole;       /* nothing can continue it */
	Buffer text;
	VEC(BlockOrigin) origins;
} BlockText;

typedef struct {
	Input *input;
	Diagnostics *diagnostics; /* NULL: nothing is said */
	Slice file;
	bool plain;
	bool skims;          /* items and paragraphs are passed over, */
	int skimmed_days;    /* and days' headings of this level, or 0 */

	BlocksMode mode;
	char fence;          /* ` or ~ */
	size_t fence_length;
	size_t opened_on;    /* line of the fence or comment */
	bool is_settings;    /* the fence's info string is rel */
	bool in_conflict;    /* between merge conflict markers */
	size_t binary_line;  /* of the first NUL byte, or 0: reading ended */
	size_t conflict_line; /* of the last merge conflict's marker, or 0 */
	size_t skipped_to;   /* the last line so far of what was skipped within
	                        an item, or 0 */
	bool skips_inside;   /* the fence or comment is within an item */

	bool has_line;       /* a line is read and not used up */
	bool mid_line;       /* a list marker of it is */
	Slice line;
	bool is_verbatim;    /* it has neither tab nor backslash */
	size_t at;           /* used up to this byte, */
	size_t column;       /* which is in this column, from 0 */
	char break_sign;     /* from here to no_break the line is no thematic */
	size_t no_break;     /* break of this sign */
	Utf8Shifts shifts;   /* of the line */
	Buffer clean;

	bool is_open;        /* a block is being gathered, in `open` */
	BlockText *open;
	BlockText *given;    /* the last one given */
	BlockText texts[2];
	VEC(size_t) items;   /* content columns of the open items */
} Blocks;

/* Starts reading `input` (prepared with input_keep()) from its start. b is {0}
 * or was used before; file is kept, not copied. */
void blocks_open(Blocks *b, Input *input, Slice file, bool plain,
    Diagnostics *diagnostics);

/* Whether items and paragraphs are passed over from here on, for who waits for
 * headings and settings alone; to be said before the first block or after a
 * heading. */
static inline void
blocks_skim(Blocks *b, bool skims)
{
	b->skims = skims;
	b->skimmed_days = 0;
}

/* And that so are headings of this level that are a date, YYYY-MM-DD, and
 * nothing else: after one that is so, others like it may change nothing. To be
 * said after blocks_skim(); holds until it is called again. */
static inline void
blocks_skim_days(Blocks *b, int level)
{
	b->skimmed_days = b->skims ? level : 0;
}

/* Whether the next line starts a block, for all that is before it; then who
 * reads may take lines from the input himself, */
static inline bool
blocks_are_between(const Blocks *b)
{
	return b->mode == BLOCKS_TEXT && !b->has_line && !b->is_open &&
	    b->binary_line == 0;
}

/* and say what they were: a heading, perhaps, and then, perhaps, plain items,
 * of which so many are open, each two columns within the other. */
void blocks_passed(Blocks *b, bool heading, size_t items);

enum { BLOCKS_PLAIN = 2 }; /* column of what a plain item at the left holds */

/* Where the text of a plain item starts, which most lines are: at the left or
 * two columns within such a one, with a letter or beyond ASCII, so that it is
 * nothing else, or perhaps a task's box; 0 where the line that the bytes start
 * with is none, or where they are few: then it may be one. */
static inline size_t
blocks_plain_text(Slice ahead)
{
	const char *at = ahead.at;
	if (UNLIKELY(ahead.n <= (size_t)2 * BLOCKS_PLAIN))
		return 0;
	size_t i = bytes_are(at, "  ") ? BLOCKS_PLAIN : 0;
	size_t text = i + BLOCKS_PLAIN;
	return bytes_are(at + i, "- ") && (at[text] == '[' ||
	        byte_is(at[text], BYTE_LETTER | BYTE_BEYOND)) ? text : 0;
}

/* Whether an item's text ends before a line that starts so: an empty one, or an
 * item at the left or within this one. (There are others.) */
static inline bool
blocks_end_item(Slice next)
{
	size_t i = 0;
	if (next.n != 0 && next.at[0] == '\n')
		return true;
	while (i < next.n && next.at[i] == ' ')
		i++;
	return i != 1 && i + 1 < next.n && bytes_are(next.at + i, "- ");
}

/* The next block; false at the end, where binary_line or input->error tells
 * whether it was a good one. Good until the next call. */
bool blocks_next(Blocks *b, Block **block);

/* The place of byte `at` of the text of the last block given. */
Place blocks_place(const Blocks *b, size_t at);

/* The last line of the text of the last block given. */
size_t blocks_last_line(const Blocks *b);

/* The line of the text that starts at byte `at`: its text, and where the next
 * one starts (text.n after the last). */
Slice blocks_line(const Blocks *b, size_t at, size_t *next);

void blocks_free(Blocks *b);

#endif
