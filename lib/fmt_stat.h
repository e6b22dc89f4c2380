/*
 * fmt_stat: `stat` records (rel-stats(1)) as a grid, a row a group and a
 * column a measure.
 */
#ifndef REL_FMT_STAT_H
#define REL_FMT_STAT_H

#include "fmt_grid.h"

/* Whether a name is, or starts with, that of a measure (`open`, `open in`);
 * and whether that is a number rather than a day. */
bool fmt_stat_is_measure(Slice name);
bool fmt_stat_counts(Slice name);

/*
 * Fills g, which must be {0}, with the n > 0 records of facts. The grid's
 * columns are the groups' (who, date, and one for each `#KEY`), then the
 * measures, in the order of rel-stats(1). Two records for one place make two
 * rows, so nothing is lost. False, with g left {0}, where most places would be
 * empty. What the heads need is allocated in the arena.
 */
bool fmt_stat_pivot(FmtGrid *g, const FmtFact *const facts[], size_t n,
    Arena *arena);

#endif
