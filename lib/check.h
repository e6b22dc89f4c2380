/*
 * check: what `rel-parse --check` warns of beyond errors: names that nobody
 * declared, names easily mistaken for each other, entries far ahead, entries
 * that stand twice (rel-journal(5) DIAGNOSTICS).
 */
#ifndef REL_CHECK_H
#define REL_CHECK_H

#include "crowd.h"
#include "diagnostic.h"

enum { CHECK_LONGEST = 64 };

/* A folded name in code points; n is 0 for one too long to compare. */
typedef struct {
	size_t claim; /* the first to the name */
	int n;
	uint32_t points[CHECK_LONGEST];
} CheckName;

typedef struct {
	People *people;
	Diagnostics *diagnostics;
	Day today;
	Map people_numbers; /* of people, each a Who */
	Map entries;        /* day, people and folded text to index in places */
	VEC(Place) places;
	VEC(CheckName) names; /* that are declared, each once */
	VEC(bool) reported; /* by person: already named as unknown */
	Arena arena;
	Buffer key;
} Check;

/* Warns of declared names that are easily mistaken; after people_settle(). */
void check_people(Check *c);

/* Whether check_person() warns of who that is. */
bool check_warns_of(const Check *c, Who who);

/* Warns of a person whom nobody declared, once. */
void check_person(Check *c, Who who, Place place);

/* The number of these people, in this order; counted from 0. */
uint32_t check_people_number(Check *c, CrowdSlice people);

/* Warns of an entry far ahead, and of one that stands twice with the same
 * people, by their number. */
void check_entry(Check *c, Day day, Slice text, uint32_t people, Place place);

/* How many insertions, deletions, replacements and swaps of neighbours, in
 * code points, make b of a (optimal string alignment); `most` + 1 where it
 * takes more than `most`, which is at most 2. */
int check_distance(Slice a, Slice b, int most);

void check_free(Check *c);

#endif
