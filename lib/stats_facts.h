/*
 * stats_facts: what rel-stats gathers of a stream of facts.
 *
 * Facts are gathered in cells: one for each person and each combination of
 * values that the facts themselves have for the keys (kind, tag, month, ...).
 * What depends on who the people are (their names, circles and attributes, and
 * whether -p means them) may come later in the stream, so it is asked only when
 * cells are put together into groups (stats_group.h).
 *
 * Of a fact nothing is kept but numbers. Only where an entry with several
 * people is to count once, or is asked for its exchanges, does a contact leave
 * some thirty bytes. So memory grows with people, values and days.
 */
#ifndef REL_STATS_FACTS_H
#define REL_STATS_FACTS_H

#include "persons.h"
#include "spelling.h"
#include "stats_options.h"
#include "stats_source.h"
#include "stats_sum.h"
#include "tally.h"

/* Ends the lists of a cell, which run through arrays of StatsFacts. */
#define STATS_END UINT32_MAX

enum { STATS_MINE, STATS_THEIRS, STATS_SIDES };

/* Promises of one side. */
typedef struct {
	uint64_t all;
	uint64_t kept;
	uint64_t late;
	uint64_t open;
} StatsPromises;

/* What was given and got in one unit. */
typedef struct {
	uint32_t next;
	Slice unit;
	StatsSum gave;
	StatsSum got;
} StatsAmount;

/* One contact. */
typedef struct {
	uint32_t next;
	uint32_t speller; /* its person, as spelled on the line */
	StatsSource source;
	Day day;
	Way way;
} StatsEntry;

/* Minutes with one person in one entry. */
typedef struct {
	uint32_t next;
	uint32_t person;
	StatsSource source;
	StatsSum minutes;
} StatsShare;

/* The cadence that stands, and the record it is from. */
typedef struct {
	Cadence cadence; /* CADENCE_NONE without one */
	RecordOrigin origin;
} StatsEvery;

/* What is counted in few cells. */
typedef struct {
	StatsPromises promises[STATS_SIDES];
	uint64_t mentions;
	uint64_t tones;
	StatsSum tone;
	StatsSum time;    /* where people are a key; else the shares */
	StatsEvery every;
} StatsMore;

typedef struct {
	const uint32_t *values; /* a number for each key (stats_cell.c) */
	uint32_t person;
	uint32_t kind;          /* spellings, the smallest of those met */
	uint32_t tag;
	uint32_t amounts;       /* lists */
	uint32_t entries;
	uint32_t shares;
	Tally contacts;
	StatsMore *more; /* of nothing else but where it is `nothing` */
} StatsCell;

/* A value that a person has for a key: a circle, or an attribute's value. */
typedef struct {
	uint32_t key;
	uint32_t person;
	uint32_t sense; /* of the value */
	uint32_t value; /* a spelling, without `#` */
} StatsTrait;

/* There was an exchange with the person in the entry. */
typedef struct {
	StatsSource source;
	uint32_t person;
} StatsGift;

typedef struct {
	const StatsOptions *options;
	const StatsKey *keys;
	uint32_t key_count;  /* at least 1 */
	uint32_t key_kinds;  /* a bit for each StatsKeyKind among them */
	bool by_person;      /* people are one of the keys */
	bool by_fact;        /* a key is asked of the fact itself */
	uint32_t measures;   /* those chosen; */
	uint32_t of_days;    /* of these, those that need contacts by day, */
	uint32_t of_entries; /* and those that need them one by one */

	Persons persons;
	Spellings texts;     /* values, units, names of attributes */
	Spellings files;
	Spellings spellers;
	uint32_t none;       /* the spelling `-` */

	VEC(Slice) inputs;   /* the names of what was read */
	VEC(StatsCell) cells;
	Map by_values;        /* only if by_fact */
	StatsMore nothing;    /* stays empty */
	VEC(uint32_t) latest; /* by person: the cell last taken, or none */
	VEC(StatsAmount) amounts;
	Map by_unit;
	VEC(StatsEntry) entries;
	VEC(StatsShare) shares;
	VEC(StatsTrait) traits;
	VEC(StatsGift) gifts;

	uint32_t *values;     /* of one fact: to look up its cell; without
	                         by_fact all but the first are those of each */
	VEC(StatsTrait) tags; /* and its tags */
	Arena arena;
	Buffer scratch;
} StatsFacts;

/* options must outlive f. */
void stats_facts_open(StatsFacts *f, const StatsOptions *options);

/* Takes what the record says, which stands on the line of the input so named;
 * the name must outlive f. Types that are not facts say nothing. */
void stats_facts_take(StatsFacts *f, const Record *r, Slice input,
    size_t line);

/* Settles who is who and who is meant, and puts traits and gifts in order,
 * each trait once; after the last stats_facts_take(). */
void stats_facts_settle(StatsFacts *f);

/* Whether -p means the person, or there is none. After settling. */
bool stats_facts_is_chosen(const StatsFacts *f, uint32_t person);

/* Whether anything was exchanged in the entry. After settling. */
bool stats_facts_has_exchange(const StatsFacts *f, StatsSource source);

/* The person's traits for the key, side by side; their number. After
 * settling. */
size_t stats_facts_traits(const StatsFacts *f, uint32_t key, uint32_t person,
    const StatsTrait **first);

void stats_facts_free(StatsFacts *f);

#endif
