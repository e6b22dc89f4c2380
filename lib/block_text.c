/*
 * block_text: the text of a block, as its lines come, and where each byte of it
 * came from; see block.h.
 */
#include "block_part.h"

void
blocks_start(Blocks *b, BlockType type)
{
	BlockText *t = b->open;
	b->is_open = true;
	t->lines = 0;
	t->is_whole = type != BLOCK_ITEM && type != BLOCK_PARAGRAPH;
	t->block.type = type;
	t->block.level = 0;
	t->block.depth = t->is_whole ? 0 : b->items.n;
	t->block.line = b->input->line;
	t->block.is_verbatim = true;
	t->text.n = 0;
	t->origins.n = 0;
}

void
blocks_passed(Blocks *b, bool heading, size_t items)
{
	if (heading || items != 0)
		b->items.n = 0;
	for (size_t i = 1; i <= items; i++)
		*vec_push(&b->items) = i * BLOCKS_PLAIN;
}

/* The column in the file of byte `at` of the line, from 1. */
static size_t
raw_column(const Blocks *b, size_t at)
{
	size_t low = 0, high = b->shifts.n;
	if (LIKELY(high == 0))
		return at + 1;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (b->shifts.at[middle].clean <= at)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == 0)
		return at + 1;
	const Utf8Shift *s = &b->shifts.at[low - 1];
	return s->raw + (at - s->clean) + 1;
}

/* Notes where the bytes from `from` to `to` of the line go to in the text. */
static void
note_origins(Blocks *b, size_t from, size_t to)
{
	BlockText *t = b->open;
	*vec_push(&t->origins) = (BlockOrigin){ t->text.n, b->input->line,
		raw_column(b, from), true };
	for (size_t i = 0; i < b->shifts.n; i++) {
		size_t clean = b->shifts.at[i].clean;
		if (clean > from && clean < to)
			*vec_push(&t->origins) = (BlockOrigin){
				t->text.n + clean - from, b->input->line,
				b->shifts.at[i].raw + 1, false
			};
	}
}

void
blocks_append(Blocks *b, size_t from, size_t to)
{
	BlockText *t = b->open;
	if (t->text.n != 0)
		buffer_add_byte(&t->text, ' ');
	note_origins(b, from, to);
	buffer_add(&t->text, slice_between(b->line, from, to));
	t->block.is_verbatim = t->block.is_verbatim && b->is_verbatim;
	t->lines++;
}

/* The last origin at or before byte `at`. */
static size_t
origin_of(const BlockText *t, size_t at)
{
	size_t low = 0, high = t->origins.n;
	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;
		if (t->origins.at[middle].at <= at)
			low = middle;
		else
			high = middle;
	}
	return low;
}

Place
blocks_place(const Blocks *b, size_t at)
{
	const BlockText *t = b->given;
	if (t->origins.n == 0)
		return (Place){ b->file, t->block.line, 1 };
	const BlockOrigin *o = &t->origins.at[origin_of(t, at)];
	return (Place){ b->file, o->line,
		o->column + (at > o->at ? at - o->at : 0) };
}

size_t
blocks_last_line(const Blocks *b)
{
	const BlockText *t = b->given;
	return t->origins.n != 0 ? t->origins.at[t->origins.n - 1].line
	                         : t->block.line;
}

Slice
blocks_line(const Blocks *b, size_t at, size_t *next)
{
	const BlockText *t = b->given;
	size_t i = origin_of(t, at) + 1;
	while (i < t->origins.n && !t->origins.at[i].starts_line)
		i++;
	*next = i < t->origins.n ? t->origins.at[i].at : t->text.n;
	/* The space that joins two lines belongs to neither. */
	return slice_between(buffer_slice(&t->text), at,
	    *next - (i < t->origins.n));
}
