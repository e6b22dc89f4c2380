/*
 * stats_measure: the numbers of a group, and the records that say them.
 */
#ifndef REL_STATS_MEASURE_H
#define REL_STATS_MEASURE_H

#include "stats_group.h"

/* Writes the records of the groups, of each the chosen measures in their order.
 * A sum of more than 18 digits is left out, and said to diagnostics. */
void stats_measure_groups(const StatsFacts *facts, const StatsGroups *groups,
    Output *output, Diagnostics *diagnostics);

#endif
