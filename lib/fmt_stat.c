/*
 * fmt_stat: see fmt_stat.h. A first pass finds the measures, a second one puts
 * each record in its place: the row of its group, the column of its measure.
 *
 * Groups times measures may be far more than there are records; past
 * MOST_PLACES for each record there is no grid, so memory and time stay in
 * proportion to the input.
 */
#include "fmt_stat.h"

#include "map.h"
#include "stats_options.h"

#include <stdlib.h>

enum { MOST_PLACES = 32, PLACES_ALWAYS = 4096, MOST_KEYS = 16 };

/* In the order of their columns, which is that of rel-stats. */
static const char *const measures[] = {
#define X(name, measure) measure,
	STATS_MEASURES(X)
#undef X
};

/* A column: a measure, of one way and unit. */
typedef struct {
	Slice name;
	Slice unit;
	Way way;
	bool is_day;    /* not an amount */
	size_t rank;    /* in measures[]; those not in it come last */
	size_t number;  /* in order of appearance */
} Measure;

typedef struct {
	FmtGrid *grid;
	const FmtFact *const *facts;
	size_t n;
	Arena *arena;
	VEC(Measure) measures;
	uint32_t *of_fact;     /* the number of each fact's measure */
	size_t *place;         /* of each number: its place in a row */
	Slice keys[MOST_KEYS]; /* `#KEY` of the groups' tags */
	size_t key_count;
	bool whole_tags;       /* they are not all #KEY=VALUE, each KEY once */
	Buffer scratch;
} Pivot;

static size_t
rank_of(Slice name)
{
	size_t i = 0;
	while (i < LENGTH(measures) &&
	    !slice_equal(slice_of(measures[i]), name))
		i++;
	return i;
}

bool
fmt_stat_is_measure(Slice name)
{
	Slice word = slice_until(name, slice_find(name, 0, ' '));
	return rank_of(word) < LENGTH(measures);
}

bool
fmt_stat_counts(Slice name)
{
	return fmt_stat_is_measure(name) &&
	    !slice_equal(name, SLICE("first")) &&
	    !slice_equal(name, SLICE("last"));
}

/* Joins parts into one key; NUL stands in no clean text. */
static Slice
join(Pivot *p, Slice a, Slice b, uint32_t number)
{
	p->scratch.n = 0;
	memcpy(buffer_room(&p->scratch, sizeof number), &number,
	    sizeof number);
	p->scratch.n = sizeof number;
	buffer_add(&p->scratch, a);
	buffer_add_byte(&p->scratch, '\0');
	buffer_add(&p->scratch, b);
	return buffer_slice(&p->scratch);
}

/* The number that the key, which is copied when new, has in the map. */
static uint32_t *
look_up(Pivot *p, Map *map, Slice key)
{
	if (map_get(map, key) == MAP_NONE)
		key = arena_copy(p->arena, key);
	return map_put(map, key, NULL);
}

static void
find_measures(Pivot *p)
{
	Map map = { 0 };
	for (size_t i = 0; i < p->n; i++) {
		const FmtFact *fact = p->facts[i];
		Slice kind = fmt_fact_written(fact, COLUMN_KIND);
		Slice unit = fmt_fact_written(fact, COLUMN_UNIT);
		Way way = record_way_of(fmt_fact_written(fact, COLUMN_WAY));
		bool is_day = fmt_fact_written(fact, COLUMN_AMOUNT).n == 0 &&
		    fmt_fact_written(fact, COLUMN_DONE).n != 0;
		uint32_t *number = look_up(p, &map,
		    join(p, kind, unit, (uint32_t)way << 1 | is_day));
		if (*number == MAP_NONE) {
			*number = (uint32_t)p->measures.n;
			*vec_push(&p->measures) = (Measure){ kind, unit, way,
				is_day, rank_of(kind), *number };
		}
		p->of_fact[i] = *number;
	}
	map_free(&map);
}

static int
by_measure(const void *x, const void *y)
{
	const Measure *a = x, *b = y;
	if (a->rank != b->rank)
		return a->rank < b->rank ? -1 : 1;
	int order = slice_compare(a->name, b->name);
	if (order == 0)
		order = slice_compare(a->unit, b->unit);
	if (order == 0)
		order = (a->way > b->way) - (a->way < b->way);
	return order != 0 ? order : a->is_day - b->is_day;
}

/* Orders the measures and notes the place of each. */
static void
place_measures(Pivot *p)
{
	qsort(p->measures.at, p->measures.n, sizeof *p->measures.at,
	    by_measure);
	for (size_t i = 0; i < p->measures.n; i++)
		p->place[p->measures.at[i].number] = 1 + i;
}

/* Notes the key of a tag, and among *seen that its record has it; false where
 * it has none, the record has it twice, or there are too many. */
static bool
add_key(Pivot *p, Slice tag, uint32_t *seen)
{
	size_t equals = slice_find(tag, 0, '='), i = 0;
	Slice key = slice_until(tag, equals);
	if (*tag.at != '#' || equals < 2 || equals + 1 >= tag.n)
		return false;
	while (i < p->key_count && !slice_equal(p->keys[i], key))
		i++;
	if (i == MOST_KEYS || (*seen >> i & 1) != 0)
		return false;
	*seen |= UINT32_C(1) << i;
	if (i == p->key_count)
		p->keys[p->key_count++] = key;
	return true;
}

static void
find_keys(Pivot *p)
{
	Slice tag;
	for (size_t i = 0; i < p->n; i++) {
		Slice tags = fmt_fact_written(p->facts[i], COLUMN_TAGS);
		uint32_t seen = 0;
		while (!p->whole_tags && record_next_tag(&tags, &tag))
			p->whole_tags = !add_key(p, tag, &seen);
	}
}

/* The number of the row of the fact's group, which is its date, person and
 * tags. */
static uint32_t *
row_of(Pivot *p, Map *rows, const FmtFact *fact)
{
	FmtValue date = fmt_fact_value(fact, COLUMN_DATE);
	return look_up(p, rows,
	    join(p, fmt_fact_written(fact, COLUMN_PERSON),
	        fmt_fact_written(fact, COLUMN_TAGS),
	        (uint32_t)(date.kind == VALUE_DAY ? date.day : DAY_NONE)));
}

/* Puts the facts in rows; false where that would take too many places. The
 * first of a row's records is any of its group. */
static bool
fill_rows(Pivot *p)
{
	FmtGrid *g = p->grid;
	Map rows = { 0 };
	size_t count = 0, most = base_sum(PLACES_ALWAYS,
	    base_product(p->n, MOST_PLACES));
	for (size_t i = 0; i < p->n && g->facts.n <= most; i++) {
		const FmtFact *fact = p->facts[i];
		uint32_t *row = row_of(p, &rows, fact);
		size_t place = p->place[p->of_fact[i]];
		if (*row == MAP_NONE ||
		    g->facts.at[*row * g->row_facts + place] != NULL) {
			*row = (uint32_t)count++;
			for (size_t n = 0; n < g->row_facts; n++)
				*vec_push(&g->facts) = n == 0 ? fact : NULL;
		}
		g->facts.at[*row * g->row_facts + place] = fact;
	}
	map_free(&rows);
	return g->facts.n <= most;
}

/* The head of a measure, perhaps with its way and unit. */
static Slice
head_of(Pivot *p, const Measure *m, bool with_way, bool with_unit)
{
	const Slice more[] = { with_way ? record_way_text(m->way) : SLICE_NONE,
		with_unit ? m->unit : SLICE_NONE };
	p->scratch.n = 0;
	buffer_add(&p->scratch, m->name);
	for (size_t i = 0; i < LENGTH(more); i++) {
		if (more[i].n != 0)
			buffer_add_byte(&p->scratch, ' ');
		buffer_add(&p->scratch, more[i]);
	}
	return arena_copy(p->arena, buffer_slice(&p->scratch));
}

/* Days and minutes are what a measure of time is in anyway. */
static bool
goes_without_saying(Slice unit)
{
	return slice_equal(unit, SLICE("d")) || slice_equal(unit, SLICE("min"));
}

/* Adds the columns of one name, the measures from `i` on, with way and unit in
 * the head where they differ; returns where the next name starts. */
static size_t
add_measure(Pivot *p, size_t i)
{
	const Measure *first = &p->measures.at[i];
	bool ways = false, units = !goes_without_saying(first->unit);
	size_t end = i;
	for (; end < p->measures.n; end++) {
		const Measure *m = &p->measures.at[end];
		if (!slice_equal(m->name, first->name))
			break;
		ways = ways || m->way != first->way;
		units = units || !slice_equal(m->unit, first->unit);
	}
	for (; i < end; i++) {
		const Measure *m = &p->measures.at[i];
		*vec_push(&p->grid->columns) = (FmtGridColumn){
			.head = head_of(p, m, ways, units),
			.name = m->name,
			.fact = 1 + i,
			.column = m->is_day ? COLUMN_DONE : COLUMN_AMOUNT,
		};
	}
	return end;
}

static void
add_group_column(Pivot *p, FmtGridColumn c)
{
	if (fmt_grid_is_filled(p->grid, &c))
		*vec_push(&p->grid->columns) = c;
}

static void
add_columns(Pivot *p)
{
	add_group_column(p, (FmtGridColumn){ .head = SLICE("date"),
	    .column = COLUMN_DATE });
	add_group_column(p, (FmtGridColumn){ .head = SLICE("who"),
	    .name = SLICE("person"), .column = COLUMN_PERSON });
	for (size_t i = 0; !p->whole_tags && i < p->key_count; i++)
		add_group_column(p, (FmtGridColumn){ .head = p->keys[i],
		    .name = SLICE("tags"), .column = COLUMN_TAGS,
		    .key = p->keys[i] });
	if (p->whole_tags)
		add_group_column(p, (FmtGridColumn){ .head = SLICE("tags"),
		    .column = COLUMN_TAGS });
	for (size_t i = 0; i < p->measures.n;)
		i = add_measure(p, i);
}

bool
fmt_stat_pivot(FmtGrid *g, const FmtFact *const facts[], size_t n,
    Arena *arena)
{
	Pivot p = { .grid = g, .facts = facts, .n = n, .arena = arena };
	p.of_fact = base_alloc(base_product(n, sizeof *p.of_fact));
	find_measures(&p);
	p.place = base_alloc(base_product(p.measures.n, sizeof *p.place));
	place_measures(&p);
	find_keys(&p);
	g->row_facts = 1 + p.measures.n;
	bool worth_it = fill_rows(&p);
	if (worth_it) {
		add_columns(&p);
	} else {
		fmt_grid_free(g);
		*g = (FmtGrid){ 0 };
	}
	vec_free(&p.measures);
	base_free(p.of_fact);
	base_free(p.place);
	buffer_free(&p.scratch);
	return worth_it;
}
