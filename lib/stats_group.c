/*
 * stats_group: see stats_group.h. A group is found by numbers, as a cell is:
 * its person (if people are a key), then a value for each key. A value that is
 * text is given by its label, whose spelling is the smallest of those in all
 * cells that have it; where people are a key it is the person's own, so that
 * records split by person give the same groups.
 */
#include "stats_group.h"

#include "utf8.h"

#include <stdlib.h>

/* A cell on its way into its groups. */
typedef struct {
	StatsGroups *groups;
	const StatsFacts *facts;
	uint32_t cell;
	uint32_t person; /* or MAP_NONE where people are no key */
	uint32_t *values;
	struct {
		const StatsTrait *at; /* what there is to choose from */
		size_t n;
		size_t chosen;
	} *choices; /* by key; traits of the cell's person */
} Placing;

static uint32_t *
keep(StatsGroups *g, const uint32_t *numbers, size_t size)
{
	return memcpy(arena_alloc(&g->arena, size), numbers, size);
}

/* The number of the value's label. */
static uint32_t
label_of(const Placing *p, uint32_t key, uint32_t spelling)
{
	StatsGroups *g = p->groups;
	const Spellings *texts = &p->facts->texts;
	const uint32_t name[] = { p->person, key,
		spelling_sense(texts, spelling) };
	uint32_t number = map_get(&g->by_label,
	    (Slice){ (const char *)name, sizeof name });
	if (number == MAP_NONE) {
		const uint32_t *kept = keep(g, name, sizeof name);
		number = (uint32_t)g->labels.n;
		*map_put(&g->by_label,
		    (Slice){ (const char *)kept, sizeof name }, NULL) = number;
		*vec_push(&g->labels) = spelling;
	}
	uint32_t *label = &g->labels.at[number];
	*label = spelling_smaller(texts, *label, spelling);
	return number;
}

static uint32_t
value_of(const Placing *p, uint32_t key)
{
	const StatsCell *cell = &p->facts->cells.at[p->cell];
	switch (p->facts->keys[key].kind) {
	case STATS_BY_KIND:
		return label_of(p, key, cell->kind);
	case STATS_BY_TAG:
		return label_of(p, key, cell->tag);
	case STATS_BY_CIRCLE:
	case STATS_BY_ATTRIBUTE:
		if (p->choices[key].n == 0)
			return label_of(p, key, p->facts->none);
		return label_of(p, key,
		    p->choices[key].at[p->choices[key].chosen].value);
	default:
		return cell->values[key];
	}
}

/* The group of the values, made if it is new. */
static StatsGroup *
group_of(StatsGroups *g, const uint32_t *values, size_t size)
{
	uint32_t number =
	    map_get(&g->by_values, (Slice){ (const char *)values, size });
	if (number != MAP_NONE)
		return &g->all.at[number];
	const uint32_t *kept = keep(g, values, size);
	*map_put(&g->by_values, (Slice){ (const char *)kept, size }, NULL) =
	    (uint32_t)g->all.n;
	StatsGroup *group = vec_push(&g->all);
	*group = (StatsGroup){ .members = STATS_END, .values = kept };
	return group;
}

static size_t
values_size(const StatsFacts *f)
{
	return (f->key_count + 1) * sizeof *f->values;
}

/* Goes on to the next choice of traits, as an odometer does; false after the
 * last. */
static bool
choose_next(const Placing *p)
{
	for (uint32_t k = 0; k < p->facts->key_count; k++) {
		if (p->choices[k].chosen + 1 < p->choices[k].n) {
			p->choices[k].chosen++;
			return true;
		}
		p->choices[k].chosen = 0;
	}
	return false;
}

static void
place_cell(Placing *p)
{
	const StatsFacts *f = p->facts;
	StatsGroups *g = p->groups;
	uint32_t person = f->cells.at[p->cell].person;
	p->person = f->by_person ? person : MAP_NONE;
	for (uint32_t k = 0; k < f->key_count; k++)
		p->choices[k].n =
		    stats_facts_traits(f, k, person, &p->choices[k].at);
	do {
		p->values[0] = p->person;
		for (uint32_t k = 0; k < f->key_count; k++)
			p->values[k + 1] = value_of(p, k);
		StatsGroup *group = group_of(g, p->values, values_size(f));
		*vec_push(&g->members) =
		    (StatsMember){ group->members, p->cell };
		group->members = (uint32_t)g->members.n - 1;
	} while (choose_next(p));
}

/* Makes the groups that are there without a fact: that of all, or, where
 * people are the only key, those that are declared. */
static void
make_groups_without_facts(const Placing *p)
{
	const StatsFacts *f = p->facts;
	p->values[0] = MAP_NONE;
	p->values[1] = 0;
	if (f->key_count != 1)
		return;
	if (f->keys[0].kind == STATS_BY_ALL)
		group_of(p->groups, p->values, values_size(f));
	for (uint32_t i = 0; f->by_person && i < f->persons.people.n; i++) {
		if (!f->persons.people.at[i].declared ||
		    !stats_facts_is_chosen(f, i))
			continue;
		p->values[0] = i;
		group_of(p->groups, p->values, values_size(f));
	}
}

static bool
is_period(StatsKeyKind kind)
{
	return kind >= STATS_BY_DAY && kind <= STATS_BY_YEAR;
}

static void
add_day(Buffer *text, Day day)
{
	if (day == DAY_NONE) {
		buffer_add_byte(text, '-');
		return;
	}
	day_write(buffer_room(text, DAY_TEXT), day);
	text->n += DAY_TEXT;
}

/* Adds a text with each white space as `_`. */
static void
add_joined(Buffer *to, Slice text)
{
	for (size_t i = 0, next; i < text.n; i = next) {
		if (utf8_is_space(utf8_at(text, i, &next)))
			buffer_add_byte(to, '_');
		else
			buffer_add(to, slice_between(text, i, next));
	}
}

static void
add_value(Buffer *text, const StatsGroups *g, const StatsFacts *f,
    StatsKeyKind kind, uint32_t value)
{
	if (is_period(kind))
		add_day(text, (Day)value);
	else if (kind != STATS_BY_WEEKDAY && kind != STATS_BY_WAY)
		add_joined(text,
		    spelling_text(&f->texts, g->labels.at[value]));
	else if (value == 0)
		buffer_add_byte(text, '-');
	else if (kind == STATS_BY_WAY)
		buffer_add(text, record_way_text((Way)value));
	else
		buffer_add_byte(text, (char)('0' + value));
}

/* Writes down what the group's records will say of it. */
static void
describe(StatsGroups *g, const StatsFacts *f, StatsGroup *group, Buffer *tags)
{
	bool is_dated = false;
	tags->n = 0;
	for (uint32_t k = 0; k < f->key_count; k++) {
		const StatsKey *key = &f->keys[k];
		uint32_t value = group->values[k + 1];
		if (key->kind == STATS_BY_PERSON || key->kind == STATS_BY_ALL)
			continue;
		if (is_period(key->kind) && !is_dated) {
			group->date = (Day)value;
			is_dated = true;
			continue;
		}
		if (tags->n != 0)
			buffer_add_byte(tags, ' ');
		buffer_add_byte(tags, '#');
		buffer_add(tags, key->name);
		buffer_add_byte(tags, '=');
		add_value(tags, g, f, key->kind, value);
	}
	group->tags = arena_copy(&g->arena, buffer_slice(tags));
	if (f->by_person)
		group->person = f->persons.people.at[group->values[0]].name;
}

static int
by_place(const void *x, const void *y)
{
	const StatsGroup *a = x, *b = y;
	if (a->date != b->date) {
		if (a->date == DAY_NONE || b->date == DAY_NONE)
			return a->date == DAY_NONE ? 1 : -1;
		return a->date < b->date ? -1 : 1;
	}
	int order = slice_compare(a->person, b->person);
	return order != 0 ? order : slice_compare(a->tags, b->tags);
}

void
stats_groups_make(StatsGroups *g, StatsFacts *f)
{
	Placing p = { .groups = g, .facts = f,
		.values = base_alloc(values_size(f)) };
	Buffer tags = { 0 };
	size_t size = base_product(f->key_count, sizeof *p.choices);
	p.choices = base_alloc(size);
	memset(p.choices, 0, size);
	for (uint32_t i = 0; i < f->cells.n; i++) {
		p.cell = i;
		if (stats_facts_is_chosen(f, f->cells.at[i].person))
			place_cell(&p);
	}
	make_groups_without_facts(&p);
	map_free(&g->by_values);
	for (size_t i = 0; i < g->all.n; i++)
		describe(g, f, &g->all.at[i], &tags);
	if (g->all.n != 0)
		qsort(g->all.at, g->all.n, sizeof *g->all.at, by_place);
	base_free(p.choices);
	base_free(p.values);
	buffer_free(&tags);
}

void
stats_groups_free(StatsGroups *g)
{
	vec_free(&g->all);
	vec_free(&g->members);
	map_free(&g->by_values);
	vec_free(&g->labels);
	map_free(&g->by_label);
	arena_free(&g->arena);
}
