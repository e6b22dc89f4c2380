/*
 * spelling: texts by number, and which of them are the same when folded
 * (utf8.h).
 *
 * A stream says the same few kinds, tags and units over and over. Here each
 * spelling is stored and folded once; what refers to it keeps four bytes.
 */
#ifndef REL_SPELLING_H
#define REL_SPELLING_H

#include "arena.h"
#include "map.h"

typedef struct {
	Slice text;
	uint32_t sense; /* the same number for all that fold alike */
} Spelling;

/* Starts as {0}; spellings_free() lets it go. */
typedef struct {
	VEC(Spelling) all; /* by their numbers; these never change */
	Map by_text;
	Map by_folded;
	Arena arena;
	Buffer scratch;
} Spellings;

/* The number of the spelling; the text is copied. */
uint32_t spelling_number(Spellings *s, Slice text);

static inline Slice
spelling_text(const Spellings *s, uint32_t number)
{
	return s->all.at[number].text;
}

static inline uint32_t
spelling_sense(const Spellings *s, uint32_t number)
{
	return s->all.at[number].sense;
}

/* Whether the texts fold alike. Both are given numbers. */
bool spelling_is_same(Spellings *s, Slice a, Slice b);

/* The one of two spellings that is smaller by bytes. */
static inline uint32_t
spelling_smaller(const Spellings *s, uint32_t a, uint32_t b)
{
	if (LIKELY(a == b))
		return a;
	return slice_compare(spelling_text(s, a), spelling_text(s, b)) < 0 ? a
	                                                                   : b;
}

void spellings_free(Spellings *s);

#endif
