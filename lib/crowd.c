/* crowd: see crowd.h. */
#include "crowd.h"

CrowdPart
crowds_open(Crowds *c, CrowdSlice people)
{
	CrowdPart part = { c->who.n, c->who.n + people.n };
	for (size_t i = 0; i < people.n; i++) {
		Who who = people.at[i];
		while (c->last.n <= who)
			*vec_push(&c->last) = 0;
		*vec_push(&c->who) = who;
		*vec_push(&c->below) = c->last.at[who];
		*vec_push(&c->numbers) = 0;
		c->last.at[who] = c->who.n;
	}
	return part;
}

void
crowds_take_off(Crowds *c, size_t end)
{
	for (size_t i = c->who.n; i > end; i--)
		c->last.at[c->who.at[i - 1]] = c->below.at[i - 1];
	c->who.n = c->below.n = c->numbers.n = end;
}

bool
crowds_have(const Crowds *c, CrowdPart part, Who who)
{
	return who < c->last.n && c->last.at[who] > part.from;
}

void
crowds_free(Crowds *c)
{
	vec_free(&c->who);
	vec_free(&c->below);
	vec_free(&c->last);
	vec_free(&c->numbers);
}
