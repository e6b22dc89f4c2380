/*
 * stats_facts: see stats_facts.h. A record goes through three questions: who is
 * it about, does a chosen measure count it, and which cells does it fall into
 * (several only if it has several tags). Each costs a look or two into hash
 * tables, whatever was read before.
 */
#include "stats_facts.h"

#include "stats_cell.h"

#include <stdlib.h>

/* The measures that count facts of a type. */
static const uint32_t counted_by[] = {
	[STATS_NO_FACT] = 0,
	[STATS_CADENCE] = STATS_BIT(STATS_EVERY),
	[STATS_CONTACT] = STATS_BIT(STATS_CONTACTS) | STATS_BIT(STATS_DAYS) |
	    STATS_BIT(STATS_INITIATED) | STATS_BIT(STATS_UNANSWERED) |
	    STATS_BIT(STATS_FIRST) | STATS_BIT(STATS_LAST) |
	    STATS_BIT(STATS_SINCE) | STATS_BIT(STATS_GAP) |
	    STATS_BIT(STATS_PEOPLE) | STATS_BIT(STATS_RELATIONAL) |
	    STATS_BIT(STATS_STRENGTH),
	[STATS_EXCHANGE] = STATS_BIT(STATS_BALANCE), /* see is_counted() */
	[STATS_MINUTES] = STATS_BIT(STATS_TIME),
	[STATS_TONES] = STATS_BIT(STATS_TONE),
	[STATS_PROMISE] = STATS_BIT(STATS_PROMISED) | STATS_BIT(STATS_KEPT) |
	    STATS_BIT(STATS_LATE) | STATS_BIT(STATS_OPEN),
	[STATS_MENTION] = STATS_BIT(STATS_MENTIONS),
};

/* All facts say how a name is spelled, those that nothing counts, too. */
static const struct {
	Slice name;
	StatsFactType type;
} types[] = {
	{ SLICE_INIT("contact"), STATS_CONTACT },
	{ SLICE_INIT("exchange"), STATS_EXCHANGE },
	{ SLICE_INIT("promise"), STATS_PROMISE },
	{ SLICE_INIT("attr"), STATS_CADENCE },
	{ SLICE_INIT("mention"), STATS_MENTION },
	{ SLICE_INIT("time"), STATS_MINUTES },
	{ SLICE_INIT("tone"), STATS_TONES },
	{ SLICE_INIT("person"), STATS_NO_FACT },
	{ SLICE_INIT("alias"), STATS_NO_FACT },
	{ SLICE_INIT("note"), STATS_NO_FACT },
	{ SLICE_INIT("place"), STATS_NO_FACT },
	{ SLICE_INIT("next"), STATS_NO_FACT },
};

static void
choose_measures(StatsFacts *f)
{
	uint32_t usual = STATS_BIT(STATS_CONTACTS) | STATS_BIT(STATS_GAVE) |
	    STATS_BIT(STATS_GOT) | STATS_BIT(STATS_BALANCE);
	uint32_t of_days = STATS_BIT(STATS_DAYS) | STATS_BIT(STATS_GAP);
	uint32_t of_entries = STATS_BIT(STATS_RELATIONAL);
	uint32_t of_both = STATS_BIT(STATS_UNANSWERED) |
	    STATS_BIT(STATS_STRENGTH);
	if (f->by_person) {
		usual |= STATS_BIT(STATS_LAST) | STATS_BIT(STATS_SINCE) |
		    STATS_BIT(STATS_OPEN);
		of_days |= of_both;
	} else {
		usual |= STATS_BIT(STATS_PEOPLE);
		of_entries |= of_both | STATS_BIT(STATS_CONTACTS) |
		    STATS_BIT(STATS_INITIATED);
	}
	f->measures = f->options->measures;
	if (f->measures == 0)
		f->measures = usual;
	f->of_days = f->measures & of_days;
	f->of_entries = f->measures & of_entries;
}

void
stats_facts_open(StatsFacts *f, const StatsOptions *options)
{
	static const StatsKey person = { STATS_BY_PERSON, { NULL, 0 } };
	*f = (StatsFacts){ .options = options,
		.keys = options->keys.at,
		.key_count = (uint32_t)options->keys.n,
		.persons = { .names = &options->names } };
	if (f->key_count == 0) {
		f->keys = &person;
		f->key_count = 1;
	}
	for (uint32_t k = 0; k < f->key_count; k++)
		f->key_kinds |= STATS_BIT(f->keys[k].kind);
	f->by_person = (f->key_kinds & STATS_BIT(STATS_BY_PERSON)) != 0;
	f->by_fact = (f->key_kinds & ~(STATS_BIT(STATS_BY_PERSON) |
	    STATS_BIT(STATS_BY_ALL) | STATS_BIT(STATS_BY_CIRCLE) |
	    STATS_BIT(STATS_BY_ATTRIBUTE))) != 0;
	choose_measures(f);
	f->values = base_alloc(base_product(base_sum(f->key_count, 1),
	    sizeof *f->values));
	f->none = spelling_number(&f->texts, SLICE("-"));
}

/* The spelling of a value as groups show it: without `#`, and `-` where that
 * leaves nothing. */
static uint32_t
value_spelling(StatsFacts *f, Slice text)
{
	f->scratch.n = 0;
	for (size_t i = 0; i < text.n; i++)
		if (text.at[i] != '#')
			buffer_add_byte(&f->scratch, text.at[i]);
	if (f->scratch.n == 0)
		return f->none;
	return spelling_number(&f->texts, buffer_slice(&f->scratch));
}

static StatsTrait
trait_of(StatsFacts *f, uint32_t key, uint32_t person, Slice text)
{
	uint32_t value = value_spelling(f, text);
	return (StatsTrait){ key, person, spelling_sense(&f->texts, value),
		value };
}

static int
by_key_and_person(const void *x, const void *y)
{
	const StatsTrait *a = x, *b = y;
	if (a->key != b->key)
		return a->key < b->key ? -1 : 1;
	return (a->person > b->person) - (a->person < b->person);
}

static int
by_value(const void *x, const void *y)
{
	const StatsTrait *a = x, *b = y;
	int order = by_key_and_person(x, y);
	if (order != 0)
		return order;
	return (a->sense > b->sense) - (a->sense < b->sense);
}

/* Sorts the traits and leaves one of those that fold alike, in the smallest
 * spelling. Returns how many there are then. */
static size_t
put_in_order(const StatsFacts *f, StatsTrait *traits, size_t n)
{
	size_t last = 0;
	if (n <= 1)
		return n;
	qsort(traits, n, sizeof *traits, by_value);
	for (size_t i = 1; i < n; i++) {
		if (by_value(&traits[last], &traits[i]) == 0)
			traits[last].value = spelling_smaller(&f->texts,
			    traits[last].value, traits[i].value);
		else
			traits[++last] = traits[i];
	}
	return last + 1;
}

/* Whether the record says what facts of its type must. */
static bool
is_complete(StatsFacts *f, const Record *r, StatsFactType type)
{
	switch (type) {
	case STATS_CADENCE:
		return spelling_is_same(&f->texts, r->kind, SLICE("every")) &&
		    cadence_of(r->has_amount, r->amount, r->unit).unit !=
		    CADENCE_NONE;
	case STATS_CONTACT:
		return r->date != DAY_NONE;
	case STATS_EXCHANGE:
		return r->has_amount &&
		    (r->way == WAY_OUT || r->way == WAY_IN);
	case STATS_MINUTES:
		return r->has_amount &&
		    (r->unit.n == 0 || slice_equal(r->unit, SLICE("min")));
	case STATS_TONES:
		return r->has_amount;
	case STATS_PROMISE:
		return r->way == WAY_OUT || r->way == WAY_IN;
	default:
		return true;
	}
}

/* Whether a chosen measure counts the record. */
static bool
is_counted(StatsFacts *f, const Record *r, StatsFactType type)
{
	uint32_t measures = counted_by[type];
	if (type == STATS_EXCHANGE) {
		measures |= r->way == WAY_OUT ? STATS_BIT(STATS_GAVE)
		                              : STATS_BIT(STATS_GOT);
		if (r->unit.n == 0)
			measures |= STATS_BIT(STATS_RECIPROCITY);
	}
	if (type == STATS_CADENCE && !f->by_person)
		return false;
	return (measures & f->measures) != 0 && is_complete(f, r, type);
}

/* Takes the fact into one cell, or one for each of its tags. */
static void
take_counted(StatsFacts *f, StatsFact *fact)
{
	Slice tags = fact->r->tags, tag;
	fact->kind = fact->tag = f->none;
	if (f->key_kinds & STATS_BIT(STATS_BY_KIND))
		fact->kind = value_spelling(f, fact->r->kind);
	if ((f->key_kinds & STATS_BIT(STATS_BY_TAG)) == 0 || tags.n == 0) {
		stats_cell_take(f, fact);
		return;
	}
	f->tags.n = 0;
	while (record_next_tag(&tags, &tag))
		*vec_push(&f->tags) = trait_of(f, 0, 0, tag);
	f->tags.n = put_in_order(f, f->tags.at, f->tags.n);
	if (f->tags.n == 0)
		stats_cell_take(f, fact);
	for (size_t i = 0; i < f->tags.n; i++) {
		fact->tag = f->tags.at[i].value;
		stats_cell_take(f, fact);
	}
}

/* Keeps an attribute's value for the key that asks for it. */
static void
take_attribute(StatsFacts *f, const Record *r, uint32_t person)
{
	if ((f->key_kinds & STATS_BIT(STATS_BY_ATTRIBUTE)) == 0 ||
	    r->text.n == 0)
		return;
	for (uint32_t k = 0; k < f->key_count; k++)
		if (f->keys[k].kind == STATS_BY_ATTRIBUTE &&
		    spelling_is_same(&f->texts, r->kind, f->keys[k].name))
			*vec_push(&f->traits) =
			    trait_of(f, k, person, r->text);
}

static StatsSpot
spot_of(StatsFacts *f, Slice input, size_t line)
{
	if (f->inputs.n == 0 || f->inputs.at[f->inputs.n - 1].at != input.at)
		*vec_push(&f->inputs) = input;
	return (StatsSpot){ (uint32_t)f->inputs.n - 1, line };
}

/* False where the type is none of a fact. */
static inline bool
find_type(Slice type, StatsFactType *found)
{
	size_t t = 0;
	*found = STATS_CONTACT;
	if (LIKELY(slice_equal(type, SLICE("contact"))))
		return true;
	while (t < LENGTH(types) && !slice_equal(type, types[t].name))
		t++;
	if (t == LENGTH(types))
		return false;
	*found = types[t].type;
	return true;
}

void
stats_facts_take(StatsFacts *f, const Record *r, Slice input, size_t line)
{
	StatsFact fact = { .r = r };
	if (!find_type(r->type, &fact.type) || r->person.n == 0)
		return;
	fact.person = persons_take(&f->persons, r);
	if (fact.type == STATS_CADENCE)
		take_attribute(f, r, fact.person);
	if (!stats_is_within(f->options, r->date))
		return;
	if (fact.type == STATS_EXCHANGE &&
	    (f->measures & STATS_BIT(STATS_RELATIONAL)) != 0 &&
	    is_complete(f, r, fact.type))
		*vec_push(&f->gifts) = (StatsGift){
			stats_source_of(&f->files, r->source), fact.person };
	if (!is_counted(f, r, fact.type))
		return;
	/* Contacts add to no sum that could have too many digits. */
	if (fact.type != STATS_CONTACT)
		fact.spot = spot_of(f, input, line);
	take_counted(f, &fact);
}

static int
by_source(const void *x, const void *y)
{
	const StatsGift *a = x, *b = y;
	return stats_source_compare(a->source, b->source);
}

/* Drops the gifts of people who are not meant and sorts the others. */
static void
settle_gifts(StatsFacts *f)
{
	size_t n = 0;
	for (size_t i = 0; i < f->gifts.n; i++)
		if (stats_facts_is_chosen(f, f->gifts.at[i].person))
			f->gifts.at[n++] = f->gifts.at[i];
	f->gifts.n = n;
	if (n != 0)
		qsort(f->gifts.at, n, sizeof *f->gifts.at, by_source);
}

/* Makes traits of the circles, for the key that asks for them. */
static void
settle_circles(StatsFacts *f, uint32_t key)
{
	for (uint32_t i = 0; i < f->persons.people.n; i++) {
		Slice circles = f->persons.people.at[i].circles, circle;
		while (record_next_tag(&circles, &circle))
			*vec_push(&f->traits) = trait_of(f, key, i, circle);
	}
}

void
stats_facts_settle(StatsFacts *f)
{
	persons_settle(&f->persons);
	for (uint32_t k = 0; k < f->key_count; k++)
		if (f->keys[k].kind == STATS_BY_CIRCLE)
			settle_circles(f, k);
	f->traits.n = put_in_order(f, f->traits.at, f->traits.n);
	settle_gifts(f);
}

bool
stats_facts_is_chosen(const StatsFacts *f, uint32_t person)
{
	return persons_is_meant(&f->persons, person);
}

bool
stats_facts_has_exchange(const StatsFacts *f, StatsSource source)
{
	const StatsGift key = { .source = source };
	return f->gifts.n != 0 && source.file != STATS_NO_FILE &&
	    bsearch(&key, f->gifts.at, f->gifts.n, sizeof key, by_source) !=
	    NULL;
}

size_t
stats_facts_traits(const StatsFacts *f, uint32_t key, uint32_t person,
    const StatsTrait **first)
{
	const StatsTrait wanted = { .key = key, .person = person };
	size_t from = 0, to = f->traits.n;
	while (from < to) {
		size_t middle = from + (to - from) / 2;
		if (by_key_and_person(&f->traits.at[middle], &wanted) < 0)
			from = middle + 1;
		else
			to = middle;
	}
	size_t n = 0;
	while (from + n < f->traits.n &&
	    by_key_and_person(&f->traits.at[from + n], &wanted) == 0)
		n++;
	*first = n != 0 ? &f->traits.at[from] : NULL;
	return n;
}

void
stats_facts_free(StatsFacts *f)
{
	for (size_t i = 0; i < f->cells.n; i++)
		tally_free(&f->cells.at[i].contacts);
	persons_free(&f->persons);
	spellings_free(&f->texts);
	spellings_free(&f->files);
	spellings_free(&f->spellers);
	vec_free(&f->inputs);
	vec_free(&f->cells);
	vec_free(&f->latest);
	map_free(&f->by_values);
	vec_free(&f->amounts);
	map_free(&f->by_unit);
	vec_free(&f->entries);
	vec_free(&f->shares);
	vec_free(&f->traits);
	vec_free(&f->gifts);
	vec_free(&f->tags);
	base_free(f->values);
	arena_free(&f->arena);
	buffer_free(&f->scratch);
}
