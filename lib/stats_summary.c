/*
 * stats_summary: see stats_summary.h. What can be added is added cell by cell;
 * what has to be compared (units, sources) is gathered first and sorted.
 */
#include "stats_summary.h"

#include <stdlib.h>

static void
clear(StatsSummary *s)
{
	tally_clear(&s->records);
	tally_clear(&s->once);
	memset(s->promises, 0, sizeof s->promises);
	s->relational = s->people = s->mentions = s->tones = 0;
	s->tone = s->time = (StatsSum){ 0 };
	s->every = (StatsEvery){ 0 };
	s->amounts.n = s->entries.n = s->shares.n = 0;
}

/* Gathers the cell's lists, to be put in order when all are there. */
static void
gather(StatsSummary *s, const StatsCell *cell)
{
	const StatsFacts *f = s->facts;
	for (uint32_t i = cell->amounts; i != STATS_END;
	    i = f->amounts.at[i].next)
		*vec_push(&s->amounts) = f->amounts.at[i];
	for (uint32_t i = cell->entries; i != STATS_END;
	    i = f->entries.at[i].next)
		*vec_push(&s->entries) = f->entries.at[i];
	for (uint32_t i = cell->shares; i != STATS_END;
	    i = f->shares.at[i].next)
		*vec_push(&s->shares) = f->shares.at[i];
}

static void
add_more(StatsSummary *s, const StatsMore *more)
{
	for (int side = 0; side < STATS_SIDES; side++) {
		s->promises[side].all += more->promises[side].all;
		s->promises[side].kept += more->promises[side].kept;
		s->promises[side].late += more->promises[side].late;
		s->promises[side].open += more->promises[side].open;
	}
	s->mentions += more->mentions;
	s->tones += more->tones;
	stats_sum_join(&s->tone, &more->tone);
	stats_sum_join(&s->time, &more->time);
	s->every = more->every; /* where people are a key there is one cell */
}

static void
add_cell(StatsSummary *s, const StatsCell *cell)
{
	tally_join(&s->records, &cell->contacts);
	s->people += cell->contacts.first != DAY_NONE;
	add_more(s, cell->more);
	gather(s, cell);
}

static int
by_unit(const void *x, const void *y)
{
	const StatsAmount *a = x, *b = y;
	return slice_compare(a->unit, b->unit);
}

/* Puts the amounts of the same unit together. */
static void
settle_amounts(StatsSummary *s)
{
	StatsAmount *at = s->amounts.at;
	size_t last = 0;
	if (s->amounts.n <= 1)
		return;
	qsort(at, s->amounts.n, sizeof *at, by_unit);
	for (size_t i = 1; i < s->amounts.n; i++) {
		if (slice_equal(at[last].unit, at[i].unit)) {
			stats_sum_join(&at[last].gave, &at[i].gave);
			stats_sum_join(&at[last].got, &at[i].got);
		} else {
			at[++last] = at[i];
		}
	}
	s->amounts.n = last + 1;
}

static int
by_source(const void *x, const void *y)
{
	const StatsEntry *a = x, *b = y;
	return stats_source_compare(a->source, b->source);
}

/* Whether the record of a is smaller by bytes than that of b, as far as that
 * matters: what comes after the way does not. */
static bool
is_smaller(const StatsFacts *f, const StatsEntry *a, const StatsEntry *b)
{
	static const int order[] = { [WAY_NONE] = 0, [WAY_BOTH] = 1,
		[WAY_IN] = 2, [WAY_OUT] = 3 };
	if (a->day != b->day)
		return a->day < b->day;
	if (a->speller != b->speller)
		return slice_compare(spelling_text(&f->spellers, a->speller),
		           spelling_text(&f->spellers, b->speller)) < 0;
	return order[a->way] < order[b->way];
}

/* Counts the entries; where people are no key, one for all contacts that have
 * a source in common. */
static void
settle_entries(StatsSummary *s)
{
	const StatsFacts *f = s->facts;
	const StatsEntry *at = s->entries.at;
	size_t n = s->entries.n;
	if (!f->by_person && n > 1)
		qsort(s->entries.at, n, sizeof *at, by_source);
	for (size_t i = 0, next; i < n; i = next) {
		const StatsEntry *entry = &at[i];
		for (next = i + 1; !f->by_person && next < n &&
		    stats_source_is_same(at[next].source, at[i].source);
		    next++)
			if (is_smaller(f, &at[next], entry))
				entry = &at[next];
		if (!f->by_person)
			tally_add(&s->once, entry->day, entry->way, true);
		s->relational += !stats_facts_has_exchange(f, entry->source);
	}
}

static int
by_source_and_person(const void *x, const void *y)
{
	const StatsShare *a = x, *b = y;
	int order = stats_source_compare(a->source, b->source);
	if (order != 0)
		return order;
	return (a->person > b->person) - (a->person < b->person);
}

/* The sum of the share at i and of those after it that are of the same entry
 * and person; returns where the next ones start. */
static size_t
sum_of_person(const StatsShare *at, size_t i, size_t n, StatsSum *sum)
{
	size_t next = i;
	*sum = (StatsSum){ 0 };
	do
		stats_sum_join(sum, &at[next++].minutes);
	while (next < n && at[next].person == at[i].person &&
	    stats_source_is_same(at[next].source, at[i].source));
	return next;
}

/* Adds to the time, of each entry, the largest sum of one person. */
static void
settle_shares(StatsSummary *s)
{
	const StatsShare *at = s->shares.at;
	size_t n = s->shares.n;
	if (n > 1)
		qsort(s->shares.at, n, sizeof *at, by_source_and_person);
	for (size_t i = 0, next; i < n; i = next) {
		StatsSum largest, sum;
		next = sum_of_person(at, i, n, &largest);
		while (next < n &&
		    stats_source_is_same(at[next].source, at[i].source)) {
			next = sum_of_person(at, next, n, &sum);
			if (decimal_sum_compare(&sum.total,
			        &largest.total) > 0)
				largest = sum;
		}
		stats_sum_join(&s->time, &largest);
	}
}

void
stats_summary_open(StatsSummary *s, const StatsFacts *facts)
{
	*s = (StatsSummary){ .facts = facts };
	s->met = facts->by_person ? &s->records : &s->once;
}

void
stats_summary_make(StatsSummary *s, const StatsGroups *groups,
    const StatsGroup *group)
{
	clear(s);
	for (uint32_t i = group->members; i != STATS_END;
	    i = groups->members.at[i].next)
		add_cell(s, &s->facts->cells.at[groups->members.at[i].cell]);
	settle_amounts(s);
	settle_entries(s);
	settle_shares(s);
	tally_settle(&s->records);
	tally_settle(&s->once);
}

void
stats_summary_free(StatsSummary *s)
{
	tally_free(&s->records);
	tally_free(&s->once);
	vec_free(&s->amounts);
	vec_free(&s->entries);
	vec_free(&s->shares);
}
