/* people_part: what the parts of people share; for people*.c only. */
#ifndef REL_PEOPLE_PART_H
#define REL_PEOPLE_PART_H

#include "people.h"
#include "utf8.h"

/* The folded name; good until the next call. */
static inline Slice
people_fold(People *p, Slice name)
{
	p->scratch.n = 0;
	utf8_fold(name, &p->scratch);
	return buffer_slice(&p->scratch);
}

#endif
