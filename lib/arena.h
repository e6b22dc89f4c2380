/*
 * arena: memory that is let go all at once.
 *
 * It starts as {0}. What arena_alloc() gives is good until arena_reset() or
 * arena_free(); nothing is given back piece by piece. After a reset the largest
 * chunk is used again, so a scratch arena that is reset for every record
 * allocates nothing once it has seen the largest of them.
 */
#ifndef REL_ARENA_H
#define REL_ARENA_H

#include "slice.h"

typedef struct ArenaChunk ArenaChunk;

typedef struct {
	ArenaChunk *chunk; /* the newest; older ones hang behind it */
} Arena;

/* n bytes, not cleared, aligned for any type. */
void *arena_alloc(Arena *a, size_t n);

/* The same for bytes: not aligned. */
char *arena_bytes(Arena *a, size_t n);

/* Gives back what was allocated last from `end` on, a place in it. */
void arena_trim(Arena *a, const char *end);

/* A copy of s. */
Slice arena_copy(Arena *a, Slice s);

void arena_reset(Arena *a);
void arena_free(Arena *a);

#endif
