/* Crowds of open entries against a plain stack of them. */
#include "unit.h"

#include "crowd.h"

enum { PEOPLE = 12, DEEPEST = 8, STEPS = 20000 };

typedef struct {
	Crowds crowds;
	uint64_t random;
	CrowdPart parts[DEEPEST];
	Who who[DEEPEST][PEOPLE]; /* the twin */
	size_t count[DEEPEST];
	size_t depth;
} Stack;

static uint64_t
draw(Stack *s, uint64_t below)
{
	s->random = bytes_spread(s->random + 1);
	return (s->random >> 32) % below;
}

/* Opens an entry with some of the people, no one twice. */
static void
open_some(Stack *s)
{
	size_t depth = s->depth++;
	s->count[depth] = 0;
	for (Who who = 0; who < PEOPLE; who++)
		if (draw(s, 3) == 0)
			s->who[depth][s->count[depth]++] = who;
	s->parts[depth] = crowds_open(&s->crowds,
	    (CrowdSlice){ s->who[depth], s->count[depth] });
}

/* Closes the entries from that depth on. */
static void
close_to(Stack *s, size_t depth)
{
	s->depth = depth;
	crowds_close(&s->crowds, depth > 0 ? s->parts[depth - 1].end : 0);
}

static bool
last_is_as_opened(const Stack *s)
{
	CrowdPart last = s->parts[s->depth - 1];
	CrowdSlice people = crowds_slice(&s->crowds, last);
	size_t next = 0;
	if (!EQUAL(people.n, s->count[s->depth - 1]))
		return false;
	for (Who who = 0; who <= PEOPLE; who++) {
		bool is_there = next < people.n &&
		    s->who[s->depth - 1][next] == who;
		if (is_there && !EQUAL(people.at[next++], who))
			return false;
		if (!EQUAL(crowds_have(&s->crowds, last, who), is_there))
			return false;
	}
	return EQUAL(next, people.n);
}

static void
the_last_has_its_own(void)
{
	Stack s = { .random = 1 };
	for (int step = 0; step < STEPS; step++) {
		if (s.depth == DEEPEST || (s.depth > 0 && draw(&s, 2) == 0))
			close_to(&s, draw(&s, s.depth));
		else
			open_some(&s);
		if (s.depth > 0 && !last_is_as_opened(&s))
			break;
	}
	close_to(&s, 0);
	EQUAL(s.crowds.who.n, 0);
	crowds_free(&s.crowds);
}

const UnitTest crowd_tests[] = {
	{ "the last open crowd has those it was opened with",
	    the_last_has_its_own },
	UNIT_END
};
