/*
 * stats_source: where an entry was written, in sixteen bytes; what contacts,
 * exchanges and times of one entry have in common.
 */
#ifndef REL_STATS_SOURCE_H
#define REL_STATS_SOURCE_H

#include "spelling.h"

#define STATS_NO_FILE UINT32_MAX

/* Two sources are the same text if and only if these are equal. Without a
 * source the file is STATS_NO_FILE: then nothing else is of the same entry. */
typedef struct {
	uint32_t file;
	uint64_t line;
} StatsSource;

/* files gets the names of the files. */
StatsSource stats_source_of(Spellings *files, Slice source);

/* Whether both are of one entry. */
bool stats_source_is_same(StatsSource a, StatsSource b);

/* An order that puts the facts of one entry side by side. */
int stats_source_compare(StatsSource a, StatsSource b);

#endif
