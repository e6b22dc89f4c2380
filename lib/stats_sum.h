/*
 * stats_sum: a sum of amounts that knows which record is to blame if it has too
 * many digits: the one that made it so, or the last of it.
 */
#ifndef REL_STATS_SUM_H
#define REL_STATS_SUM_H

#include "decimal.h"

/* A line of the input: inputs are numbered in the order they are read. */
typedef struct {
	uint32_t input;
	size_t line; /* from 1; 0 in a sum of nothing */
} StatsSpot;

/* Starts as {0}. */
typedef struct {
	DecimalSum total;
	StatsSpot spot;
} StatsSum;

void stats_sum_add(StatsSum *sum, Decimal value, StatsSpot spot);

/* Adds another sum to it, or takes it away. */
void stats_sum_join(StatsSum *sum, const StatsSum *other);
void stats_sum_take(StatsSum *sum, const StatsSum *other);

/* Whether anything was added. */
bool stats_sum_is_any(const StatsSum *sum);

#endif
