/* block_part: what the parts of block share; for block*.c only. */
#ifndef REL_BLOCK_PART_H
#define REL_BLOCK_PART_H

#include "block.h"

/* Hands out the open block, if there is one and somebody waits for it. */
static inline bool
blocks_give(Blocks *b, Block **block)
{
	BlockText *t = b->open;
	if (!b->is_open)
		return false;
	b->is_open = false;
	if (b->skims && (t->block.type == BLOCK_ITEM ||
	        t->block.type == BLOCK_PARAGRAPH))
		return false;
	b->open = b->given;
	b->given = t;
	t->block.text = buffer_slice(&t->text);
	*block = &t->block;
	return true;
}

/* Opens a block in the line being looked at. */
void blocks_start(Blocks *b, BlockType type);

/* Appends bytes `from` to `to` of the line to the open block. */
void blocks_append(Blocks *b, size_t from, size_t to);

/* Passes over what follows a plain item that is passed over, up to a line that
 * may matter, which is then read; false where there is none. */
bool blocks_skim_lines(Blocks *b);

/* Opens an item at the left of a plain line, with its text from byte `from` on.
 * Whether it is whole is left to the caller. */
static inline void
blocks_start_plain_item(Blocks *b, size_t from)
{
	BlockText *t = b->open;
	b->is_open = true;
	t->lines = 1;
	t->block = (Block){ .type = BLOCK_ITEM, .line = b->input->line,
		.is_verbatim = true };
	if (b->skims)
		return;
	t->text.n = t->origins.n = 0;
	*vec_push(&t->origins) = (BlockOrigin){ 0, b->input->line, from + 1,
		true };
	buffer_add(&t->text, slice_trim_end(slice_from(b->line, from)));
}

#endif
