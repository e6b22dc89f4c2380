/* Arenas: pieces of all sizes, written full, none touching another. */
#include "unit.h"

#include "arena.h"

#include <stdalign.h>

enum { PIECES = 3000 };

static void
fill(Arena *a, unsigned char *pieces[PIECES], size_t sizes[PIECES])
{
	for (size_t i = 0; i < PIECES; i++) {
		sizes[i] = unit_random(i % 100 == 0 ? 20000 : 40);
		pieces[i] = arena_alloc(a, sizes[i]);
		CHECK((uintptr_t)pieces[i] % alignof(max_align_t) == 0);
		memset(pieces[i], (int)(i % 251), sizes[i]);
	}
}

static bool
is_whole(unsigned char *pieces[PIECES], const size_t sizes[PIECES])
{
	for (size_t i = 0; i < PIECES; i++)
		for (size_t k = 0; k < sizes[i]; k++)
			if (!EQUAL(pieces[i][k], i % 251))
				return false;
	return true;
}

static void
pieces(void)
{
	static unsigned char *at[PIECES];
	static size_t sizes[PIECES];
	Arena a = { 0 };
	for (int round = 0; round < 3; round++) {
		fill(&a, at, sizes);
		if (!is_whole(at, sizes))
			break;
		arena_reset(&a);
	}
	arena_free(&a);
	arena_reset(&a);
	CHECK(arena_alloc(&a, 1) != NULL);
	arena_free(&a);
}

static void
steady_state(void)
{
	Arena a = { 0 };
	arena_alloc(&a, 100000);
	arena_reset(&a);
	void *first = arena_alloc(&a, 100);
	for (int i = 0; i < 1000; i++) {
		arena_reset(&a);
		CHECK(arena_alloc(&a, 100) == first);
		arena_alloc(&a, 90000);
	}
	arena_free(&a);
}

static void
copies(void)
{
	Arena a = { 0 };
	char text[] = "abc";
	Slice copy = arena_copy(&a, slice_of(text));
	text[0] = 'x';
	SAME(copy, SLICE("abc"));
	EQUAL(arena_copy(&a, SLICE_NONE).n, 0);
	arena_free(&a);
}

const UnitTest arena_tests[] = {
	{ "pieces are aligned and do not touch", pieces },
	{ "after a reset nothing more is allocated", steady_state },
	{ "a copy is one", copies },
	UNIT_END
};
