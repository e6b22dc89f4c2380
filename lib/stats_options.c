/* stats_options: see stats_options.h. */
#include "stats_options.h"

#include "utf8.h"

static const char *const measure_names[] = {
#define X(name, measure) measure,
	STATS_MEASURES(X)
#undef X
};

static const char *const key_names[] = {
#define X(name, key) key,
	STATS_KEYS(X)
#undef X
};

Slice
stats_measure_name(StatsMeasure measure)
{
	return slice_of(measure_names[measure]);
}

Slice
stats_key_name(StatsKeyKind kind)
{
	return kind < STATS_BY_ATTRIBUTE ? slice_of(key_names[kind])
	                                 : SLICE_NONE;
}

/* Adds a key unless it is there already. */
static void
add_key(StatsOptions *o, Slice folded)
{
	StatsKeyKind kind = 0;
	for (size_t i = 0; i < o->keys.n; i++)
		if (slice_equal(o->keys.at[i].name, folded))
			return;
	while (kind < STATS_BY_ATTRIBUTE &&
	    !slice_equal(stats_key_name(kind), folded))
		kind++;
	*vec_push(&o->keys) = (StatsKey){ kind,
		arena_copy(&o->arena, folded) };
}

bool
stats_parse_keys(StatsOptions *o, Slice list)
{
	Buffer folded = { 0 };
	Slice item;
	bool is_good = true;
	while (is_good && slice_next_item(&list, &item)) {
		folded.n = 0;
		utf8_fold(item, &folded);
		is_good = item.n != 0;
		if (is_good)
			add_key(o, buffer_slice(&folded));
	}
	buffer_free(&folded);
	return is_good;
}

bool
stats_parse_measures(StatsOptions *o, Slice list)
{
	Slice item;
	while (slice_next_item(&list, &item)) {
		StatsMeasure m = 0;
		while (m < STATS_MEASURE_COUNT &&
		    !slice_equal_nocase(item, stats_measure_name(m)))
			m++;
		if (m < STATS_MEASURE_COUNT)
			o->measures |= STATS_BIT(m);
		else if (slice_equal_nocase(item, SLICE("all")))
			o->measures |= STATS_ALL;
		else
			return false;
	}
	return true;
}

void
stats_options_free(StatsOptions *o)
{
	vec_free(&o->keys);
	choice_free(&o->names);
	arena_free(&o->arena);
}
