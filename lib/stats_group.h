/*
 * stats_group: cells put together into the groups that are shown.
 */
#ifndef REL_STATS_GROUP_H
#define REL_STATS_GROUP_H

#include "stats_facts.h"

/* A cell that belongs to a group. One with several circles or values of an
 * attribute belongs to several. */
typedef struct {
	uint32_t next;
	uint32_t cell;
} StatsMember;

typedef struct {
	Day date;     /* as in the group's records */
	uint32_t members; /* a list; each of another person */
	Slice person;
	Slice tags;
	const uint32_t *values;
} StatsGroup;

/* Starts as {0}; good as long as the facts. */
typedef struct {
	VEC(StatsGroup) all; /* in the order of the records */
	VEC(StatsMember) members;
	Map by_values;
	VEC(uint32_t) labels; /* spellings, the smallest of those met */
	Map by_label;
	Arena arena;
} StatsGroups;

/* Makes the groups; facts must be settled. */
void stats_groups_make(StatsGroups *g, StatsFacts *facts);

void stats_groups_free(StatsGroups *g);

#endif
