/*
 * stats_pairs: who is in contact together with whom (rel-stats --pairs).
 */
#ifndef REL_STATS_PAIRS_H
#define REL_STATS_PAIRS_H

#include "stats_facts.h"

/* Makes of the options those by which facts must be gathered for pairs: all
 * contacts, one by one. */
StatsOptions stats_pairs_options(const StatsOptions *options);

/* Writes a record for every two people in contact in one entry, those with
 * most entries first. Facts must be settled. Time and memory grow with the
 * pairs that there are in every entry. */
void stats_pairs_write(const StatsFacts *facts, Output *output);

#endif
