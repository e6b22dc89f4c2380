/*
 * arena: a list of chunks, each at least twice as large as the one before, so
 * that their number is logarithmic in what is kept. See arena.h.
 */
#include "arena.h"

#include <stdalign.h>

struct ArenaChunk {
	ArenaChunk *older;
	size_t used;
	size_t size;
	alignas(max_align_t) char bytes[];
};

enum { FIRST_CHUNK = 4096, UNIT = alignof(max_align_t) };

static size_t
rounded_up(size_t n)
{
	return base_sum(n, UNIT - 1) / UNIT * UNIT;
}

/* All sizes are whole units, so that to align never leads beyond. */
static void
add_chunk(Arena *a, size_t need)
{
	size_t size = a->chunk != NULL ? base_product(a->chunk->size, 2)
	                               : FIRST_CHUNK;
	if (size < need)
		size = rounded_up(need);
	ArenaChunk *c = base_alloc(base_sum(sizeof *c, size));
	c->older = a->chunk;
	c->used = 0;
	c->size = size;
	a->chunk = c;
}

char *
arena_bytes(Arena *a, size_t n)
{
	if (a->chunk == NULL || a->chunk->size - a->chunk->used < n)
		add_chunk(a, n);
	char *p = a->chunk->bytes + a->chunk->used;
	a->chunk->used += n;
	return p;
}

void *
arena_alloc(Arena *a, size_t n)
{
	if (a->chunk != NULL)
		a->chunk->used = rounded_up(a->chunk->used);
	return arena_bytes(a, rounded_up(n));
}

void
arena_trim(Arena *a, const char *end)
{
	a->chunk->used = (size_t)(end - a->chunk->bytes);
}

Slice
arena_copy(Arena *a, Slice s)
{
	if (s.n == 0)
		return SLICE_NONE;
	return (Slice){ memcpy(arena_bytes(a, s.n), s.at, s.n), s.n };
}

static void
free_chunks(ArenaChunk *c)
{
	while (c != NULL) {
		ArenaChunk *older = c->older;
		base_free(c);
		c = older;
	}
}

void
arena_reset(Arena *a)
{
	if (a->chunk == NULL)
		return;
	free_chunks(a->chunk->older);
	a->chunk->older = NULL;
	a->chunk->used = 0;
}

void
arena_free(Arena *a)
{
	free_chunks(a->chunk);
	a->chunk = NULL;
}
