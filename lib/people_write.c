/* people_write: the records of those who are declared; see people.h. */
#include "people_part.h"

#include "record.h"

static Slice
name_of(const People *p, const Human *h)
{
	return p->persons.at[h - p->humans.at];
}

/* The person's circles, joined as a tags column. */
static Slice
circles(const People *p, const Human *h, Buffer *joined)
{
	joined->n = 0;
	for (uint32_t i = h->first_trait; i != MAP_NONE;
	    i = p->traits.at[i].next) {
		const Trait *t = &p->traits.at[i];
		if (t->type != TRAIT_TAG || t->dead)
			continue;
		if (joined->n != 0)
			buffer_add_byte(joined, ' ');
		buffer_add(joined, t->value.text);
	}
	return buffer_slice(joined);
}

/* Marks tags and aliases that repeat another of the person as dead. */
static void
mark_repeats(People *p, const Human *h, Map *aliases, Map *tags)
{
	bool is_new;
	map_clear(aliases);
	map_clear(tags);
	map_put(aliases, h->folded_name, NULL);
	if (h->handle.n != 0)
		map_put(aliases, h->folded_handle, NULL);
	for (uint32_t i = h->first_trait; i != MAP_NONE;
	    i = p->traits.at[i].next) {
		Trait *t = &p->traits.at[i];
		if (t->dead || t->type == TRAIT_ATTRIBUTE)
			continue;
		map_put(t->type == TRAIT_TAG ? tags : aliases, t->folded,
		    &is_new);
		t->dead = !is_new;
	}
}

static void
write_attribute(Output *o, Slice name, Slice key,
    const AttributeValue *value, Slice source)
{
	Record r = { .type = SLICE("attr"), .date = value->date,
		.person = name, .kind = key, .due = value->due,
		.source = source, .text = value->text };
	if (value->cadence.unit >= CADENCE_DAYS) {
		r.has_amount = true;
		r.amount = decimal_of(value->cadence.count);
		r.unit = cadence_unit_text(value->cadence.unit);
	}
	record_write(o, &r);
}

/* The first `every` rule that fits the person, or MAP_NONE; none where the
 * person has a cadence. */
static uint32_t
rule_for(People *p, const Human *h)
{
	uint32_t first = MAP_NONE;
	for (uint32_t i = h->first_trait; i != MAP_NONE;
	    i = p->traits.at[i].next) {
		const Trait *t = &p->traits.at[i];
		uint32_t rule = MAP_NONE;
		if (t->type == TRAIT_TAG)
			rule = settings_every(p->settings, SLICE_NONE,
			    t->folded);
		if (t->type == TRAIT_ATTRIBUTE) {
			if (slice_equal(t->folded, SLICE("every")))
				return MAP_NONE;
			rule = settings_every(p->settings, t->folded,
			    people_fold(p, t->value.text));
		}
		first = rule < first ? rule : first;
	}
	return first;
}

/* The cadence that a setting gives, where the person has none. */
static void
write_ruled_cadence(People *p, const Human *h, Output *o, Buffer *source)
{
	if (p->settings->every.n == 0)
		return;
	uint32_t number = rule_for(p, h);
	if (number == MAP_NONE)
		return;
	const EveryRule *rule = &p->settings->every.at[number];
	record_make_source(source, rule->place);
	write_attribute(o, name_of(p, h), SLICE("every"),
	    &(AttributeValue){ .text = rule->text, .cadence = rule->cadence },
	    buffer_slice(source));
}

static void
write_human(People *p, const Human *h, Output *o, Buffer *joined,
    Buffer *source)
{
	const Declaration *d = &p->declarations.at[h->first_declaration];
	record_make_source(source, (Place){ d->place.file, d->line, 1 });
	Slice name = name_of(p, h);
	record_write(o, &(Record){ .type = SLICE("person"), .person = name,
	    .tags = circles(p, h, joined), .text = h->handle,
	    .source = buffer_slice(source) });
	for (int pass = TRAIT_ALIAS; pass <= TRAIT_ATTRIBUTE; pass++)
		for (uint32_t i = h->first_trait; i != MAP_NONE;
		    i = p->traits.at[i].next) {
			const Trait *t = &p->traits.at[i];
			if ((int)t->type != pass || t->dead)
				continue;
			record_make_source(source, t->place);
			if (pass == TRAIT_ALIAS)
				record_write(o, &(Record){
				    .type = SLICE("alias"),
				    .person = name,
				    .text = t->value.text,
				    .source = buffer_slice(source) });
			else if (pass == TRAIT_ATTRIBUTE)
				write_attribute(o, name, t->folded, &t->value,
				    buffer_slice(source));
		}
	write_ruled_cadence(p, h, o, source);
}

void
people_write(People *p, Output *o)
{
	Buffer joined = { 0 }, source = { 0 };
	Map aliases = { 0 }, tags = { 0 };
	for (size_t i = 0; i < p->humans.n; i++) {
		const Human *h = &p->humans.at[i];
		mark_repeats(p, h, &aliases, &tags);
		write_human(p, h, o, &joined, &source);
	}
	buffer_free(&joined);
	buffer_free(&source);
	map_free(&aliases);
	map_free(&tags);
}
