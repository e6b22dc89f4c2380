/*
 * tally: contacts counted by way, with their first and last day and, if asked
 * for, by day; and what follows from the days.
 *
 * Memory grows with the distinct days, not with the contacts, in whatever order
 * these come.
 */
#ifndef REL_TALLY_H
#define REL_TALLY_H

#include "cadence.h"
#include "record.h"

enum { TALLY_WAYS = WAY_BOTH + 1 };

typedef struct {
	Day day;
	uint32_t by_way[TALLY_WAYS];
} TallyDay;

/* Starts as {0}; tally_free() lets it go. */
typedef struct {
	uint64_t by_way[TALLY_WAYS];
	Day first; /* DAY_NONE without a contact */
	Day last;
	VEC(TallyDay) days; /* after tally_settle() ascending, each once */
	size_t most;        /* so many days, and it is time to settle them */
} Tally;

/* Counts a contact; among the days only if asked for. */
void tally_add(Tally *t, Day day, Way way, bool by_day);

/* Adds what another has counted. */
void tally_join(Tally *t, const Tally *other);

/* Puts the days in order; after the last contact, before what follows. */
void tally_settle(Tally *t);

uint64_t tally_contacts(const Tally *t);

/* The contacts `out` on days after the last with one `in` or `both`. */
uint64_t tally_unanswered(const Tally *t);

/* The median of the days between successive days; there must be two. A half
 * is possible. */
Decimal tally_gap(const Tally *t);

/* The sum over the contacts of 0.5 to the power of days to today / half-life,
 * to two places; half_life of at least a day, no contact after today. */
Decimal tally_strength(const Tally *t, Day today, Cadence half_life);

/* Forgets the contacts and keeps the memory. */
void tally_clear(Tally *t);
void tally_free(Tally *t);

#endif
