/*
 * stats_cell: facts into cells (stats_facts.h).
 */
#ifndef REL_STATS_CELL_H
#define REL_STATS_CELL_H

#include "stats_facts.h"

/* The types of facts that some measure counts. */
typedef enum {
	STATS_NO_FACT,
	STATS_CADENCE, /* an attr record `every` */
	STATS_CONTACT,
	STATS_EXCHANGE, /* out or in, with an amount */
	STATS_MINUTES,
	STATS_TONES,
	STATS_PROMISE, /* out or in */
	STATS_MENTION
} StatsFactType;

/* A record that is to be counted. */
typedef struct {
	const Record *r;
	StatsFactType type;
	uint32_t person;
	uint32_t kind; /* spellings of its values, where they are keys */
	uint32_t tag;
	StatsSpot spot;
} StatsFact;

/* Adds the fact to the cell where it belongs. */
void stats_cell_take(StatsFacts *f, const StatsFact *fact);

#endif
