/*
 * stats_pairs: see stats_pairs.h. Contacts are sorted by entry; each entry then
 * counts for every two of its people.
 */
#include "stats_pairs.h"

#include <stdlib.h>

/* A person in contact in an entry. */
typedef struct {
	StatsSource source;
	uint32_t person;
	Day day;
} Meeting;

typedef VEC(Meeting) Meetings;

typedef struct {
	Slice first;
	Slice second; /* after the first, by bytes */
	uint64_t entries;
	Day last;
} Pair;

typedef struct {
	const StatsFacts *facts;
	VEC(Pair) all;
	Map by_people;
	Arena arena;
} Pairs;

StatsOptions
stats_pairs_options(const StatsOptions *options)
{
	static StatsKey all = { STATS_BY_ALL, { "all", 3 } };
	StatsOptions o = *options;
	o.keys.at = &all;
	o.keys.n = 1;
	o.measures = STATS_BIT(STATS_CONTACTS);
	return o;
}

static int
by_entry(const void *x, const void *y)
{
	const Meeting *a = x, *b = y;
	int order = stats_source_compare(a->source, b->source);
	if (order != 0)
		return order;
	return (a->person > b->person) - (a->person < b->person);
}

/* All contacts by entry, each person of one once, with the last of the days. */
static void
find_meetings(const StatsFacts *f, Meetings *m)
{
	size_t last = 0;
	for (size_t c = 0; c < f->cells.n; c++) {
		const StatsCell *cell = &f->cells.at[c];
		for (uint32_t i = cell->entries; i != STATS_END;
		    i = f->entries.at[i].next) {
			const StatsEntry *e = &f->entries.at[i];
			*vec_push(m) = (Meeting){ e->source, cell->person,
				e->day };
		}
	}
	if (m->n <= 1)
		return;
	qsort(m->at, m->n, sizeof *m->at, by_entry);
	for (size_t i = 1; i < m->n; i++) {
		if (by_entry(&m->at[last], &m->at[i]) != 0)
			m->at[++last] = m->at[i];
		else if (m->at[i].day > m->at[last].day)
			m->at[last].day = m->at[i].day;
	}
	m->n = last + 1;
}

/* Counts an entry of two people; a is the person with the smaller number. */
static void
count_pair(Pairs *p, const Meeting *a, const Meeting *b)
{
	const uint32_t key[] = { a->person, b->person };
	uint32_t number = map_get(&p->by_people,
	    (Slice){ (const char *)key, sizeof key });
	if (number == MAP_NONE) {
		char *kept = arena_alloc(&p->arena, sizeof key);
		memcpy(kept, key, sizeof key);
		number = (uint32_t)p->all.n;
		*map_put(&p->by_people, (Slice){ kept, sizeof key }, NULL) =
		    number;
		Slice x = p->facts->persons.people.at[a->person].name;
		Slice y = p->facts->persons.people.at[b->person].name;
		bool in_order = slice_compare(x, y) < 0;
		*vec_push(&p->all) = (Pair){ .first = in_order ? x : y,
			.second = in_order ? y : x };
	}
	Pair *pair = &p->all.at[number];
	Day day = a->day > b->day ? a->day : b->day;
	pair->entries++;
	if (day > pair->last)
		pair->last = day;
}

/* Counts the pairs of one entry of which at least one person is meant: each is
 * met once, from the side of the first of its people who is. */
static void
count_entry(Pairs *p, const Meeting *at, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (!stats_facts_is_chosen(p->facts, at[i].person))
			continue;
		for (size_t j = 0; j < i; j++)
			if (!stats_facts_is_chosen(p->facts, at[j].person))
				count_pair(p, &at[j], &at[i]);
		for (size_t j = i + 1; j < n; j++)
			count_pair(p, &at[i], &at[j]);
	}
}

static int
by_entries(const void *x, const void *y)
{
	const Pair *a = x, *b = y;
	if (a->entries != b->entries)
		return a->entries > b->entries ? -1 : 1;
	int order = slice_compare(a->first, b->first);
	return order != 0 ? order : slice_compare(a->second, b->second);
}

static void
write_pairs(Pairs *p, Output *output)
{
	if (p->all.n != 0)
		qsort(p->all.at, p->all.n, sizeof *p->all.at, by_entries);
	for (size_t i = 0; i < p->all.n; i++) {
		const Pair *pair = &p->all.at[i];
		record_write(output, &(Record){ .type = SLICE("pair"),
			.person = pair->first,
			.has_amount = true,
			.amount = decimal_of((int64_t)pair->entries),
			.done = pair->last,
			.text = pair->second });
	}
}

void
stats_pairs_write(const StatsFacts *facts, Output *output)
{
	Pairs p = { .facts = facts };
	Meetings m = { 0 };
	find_meetings(facts, &m);
	for (size_t i = 0, next; i < m.n; i = next) {
		for (next = i + 1; next < m.n &&
		    stats_source_is_same(m.at[next].source, m.at[i].source);
		    next++)
			;
		count_entry(&p, &m.at[i], next - i);
	}
	write_pairs(&p, output);
	vec_free(&m);
	vec_free(&p.all);
	map_free(&p.by_people);
	arena_free(&p.arena);
}
