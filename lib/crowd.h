/*
 * crowd: people in the order in which they were named, each once; and those of
 * the entries that are open, so that what is nested in an entry has its people
 * without a copy, however much that is.
 */
#ifndef REL_CROWD_H
#define REL_CROWD_H

#include "people.h"

typedef VEC(Who) Crowd;

/* The people of a crowd, or some of them; who made it has the memory. */
typedef struct {
	const Who *at;
	size_t n;
} CrowdSlice;

/* The people of one open entry. */
typedef struct {
	size_t from;
	size_t end;
} CrowdPart;

/* The crowds of the open entries, each behind its parent's. Starts as {0}. */
typedef struct {
	Crowd who;
	VEC(size_t) below;     /* for each, where the same stands below; and, */
	VEC(size_t) last;      /* by person, where it stands last; + 1, or 0 */
	VEC(uint32_t) numbers; /* of a part, where it begins; + 1, or 0 */
} Crowds;

static inline CrowdSlice
crowd_slice(const Crowd *crowd)
{
	return (CrowdSlice){ crowd->at, crowd->n };
}

/* Those of a part; good until crowds_open(). */
static inline CrowdSlice
crowds_slice(const Crowds *c, CrowdPart part)
{
	if (part.from == part.end)
		return (CrowdSlice){ NULL, 0 };
	return (CrowdSlice){ c->who.at + part.from, part.end - part.from };
}

/* Adds an entry's people behind all that are there. */
CrowdPart crowds_open(Crowds *c, CrowdSlice people);

/* What crowds_close() does where there are some. */
void crowds_take_off(Crowds *c, size_t end);

/* Takes off what stands behind `end`. */
static inline void
crowds_close(Crowds *c, size_t end)
{
	if (UNLIKELY(c->who.n > end))
		crowds_take_off(c, end);
}

/* Whether the part, which is the last, has that person. */
bool crowds_have(const Crowds *c, CrowdPart part, Who who);

void crowds_free(Crowds *c);

#endif
