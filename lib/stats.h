/*
 * stats: how things stand (rel-stats(1)).
 *
 * A run reads the facts once and gathers numbers by person and by what the
 * facts themselves say; people, their circles and attributes are known only at
 * the end, and then what was gathered is put together into groups. The findings
 * are `stat` or `pair` records, in one order however the facts came.
 */
#ifndef REL_STATS_H
#define REL_STATS_H

#include "record.h"
#include "stats_options.h"

/* Reads the records of the operands (as records_open() does) and writes how
 * things stand. What is wrong with the input goes to diagnostics, and so does
 * each sum that is left out because it has more than 18 digits. */
void stats_run(const StatsOptions *options, char *const operands[],
    Output *output, Diagnostics *diagnostics);

#endif
