/*
 * due_facts: what rel-due keeps of a stream of facts.
 *
 * Of each person a small state of fixed size, and the lines of those records
 * that may still be shown; a record that is outdone by another gives its
 * memory to that, or back. So memory grows with people and with what is open,
 * not with contacts. The order of the facts does not matter.
 */
#ifndef REL_DUE_FACTS_H
#define REL_DUE_FACTS_H

#include "due_list.h"
#include "persons.h"

/* A record kept as its line, to be read again by record_parse(), and its
 * source, by which it is compared: part of the line or, where that has it with
 * escapes, behind it. */
typedef struct {
	Day day; /* of the fact; DAY_NONE in one not set */
	Day due;
	size_t n; /* bytes of the line; 0: there is none */
	size_t source_from;
	size_t source_n;
	char *at;
	size_t cap;
} DueHeld;

static inline RecordOrigin
due_held_origin(const DueHeld *h)
{
	return (RecordOrigin){ { h->at + h->source_from, h->source_n },
		{ h->at, h->n } };
}

/* Records of one person of which several may be shown, or any of which may
 * turn out to be the one. Those that no longer may are dropped whenever the
 * number has doubled, so that costs a constant time each. A VEC. */
typedef struct {
	DueHeld *at;
	size_t n;
	size_t cap;
	size_t most; /* so many, and it is time to drop some */
} DueWaiting;

/* Days, each perhaps several times until due_facts_settle(). A VEC, too. */
typedef struct {
	Day *at;
	size_t n;
	size_t cap;
	size_t most;
} DueDays;

/* What is known of few of the people. */
typedef struct {
	DueHeld every;    /* the cadence that counts */
	DueHeld tone;     /* the last one */
	DueWaiting nexts; /* of which one may stand */
	DueWaiting gifts; /* received, within the lapse */
	DueDays days;     /* of contact; only if options->fading */
	Day met;          /* the first; or DAY_NONE */
	Day paused;       /* until this day, the last; or DAY_NONE */
	Day ended;        /* the first; or DAY_NONE */
} DueMore;

typedef struct {
	DueHeld contact;  /* the last one; day: DAY_NONE if never */
	DueWho *who;
	DueMore *more;    /* of nobody else but where it is `nothing` */
	Day given;        /* when I gave something last; or DAY_NONE */
	bool has_plan;    /* a contact lies in the future */
} DuePerson;

typedef struct {
	const DueOptions *options;
	Day last_day;  /* that is listed; of dates: */
	Day last_date;
	Persons persons;
	VEC(DuePerson) people; /* by their number in persons */
	DueMore nothing; /* stays empty */
	Arena arena; /* of what is known of them */
	DueList list; /* promises, plans and dates that are to be listed, unless
	                 their person's state forbids it */
	Buffer scratch;
	Buffer text;
} DueFacts;

/* options must outlive f. */
void due_facts_open(DueFacts *f, const DueOptions *options);

/* Takes what the record says; types that are not facts say nothing. */
void due_facts_take(DueFacts *f, const Record *r);

/* Settles names and drops what is outdone; after the last due_facts_take().
 * Then of a person's nexts the last is the one that stands, gifts are those
 * unanswered, days ascend. */
void due_facts_settle(DueFacts *f);

void due_facts_free(DueFacts *f);

/* Twice the median gap between two or more settled days: a whole number of
 * days, for that of an even number of gaps is the mean of two. It leaves the
 * gaps in place of the days. */
int32_t due_twice_median_gap(DueDays *days);

#endif
