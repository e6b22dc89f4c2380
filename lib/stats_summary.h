/*
 * stats_summary: what the cells of one group make together.
 */
#ifndef REL_STATS_SUMMARY_H
#define REL_STATS_SUMMARY_H

#include "stats_group.h"

/* Starts with stats_summary_open(). */
typedef struct {
	const StatsFacts *facts;
	Tally records;       /* contacts, each record */
	Tally once;          /* contacts, each entry */
	const Tally *met;    /* which of the two counts people's contacts */
	uint64_t relational; /* of the latter, those without an exchange */
	uint64_t people;
	StatsPromises promises[STATS_SIDES];
	uint64_t mentions;
	uint64_t tones;
	StatsSum tone;
	StatsSum time;
	StatsEvery every;
	VEC(StatsAmount) amounts; /* by unit, none first */
	VEC(StatsEntry) entries;  /* scratch */
	VEC(StatsShare) shares;
} StatsSummary;

/* facts must be settled, and outlive s. */
void stats_summary_open(StatsSummary *s, const StatsFacts *facts);

/* Makes the summary of the group, whatever it was of before. */
void stats_summary_make(StatsSummary *s, const StatsGroups *groups,
    const StatsGroup *group);

void stats_summary_free(StatsSummary *s);

#endif
