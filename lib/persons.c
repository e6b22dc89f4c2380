/* persons: see persons.h. */
#include "persons.h"

#include "utf8.h"

#include <stdlib.h>

enum {
	FEW_PLACES = 64,
	MOST_PLACES = 16384,
	WORD = sizeof(uint64_t),
	MOST_WORDS = 3 * WORD /* bytes of a spelling that has a place */
};

static Slice
folded_copy(Persons *p, Slice name)
{
	p->scratch.n = 0;
	utf8_fold(name, &p->scratch);
	return arena_copy(&p->arena, buffer_slice(&p->scratch));
}

static bool
may_be_any(const Choice *c)
{
	return c == NULL || choice_is_open(c);
}

/* The person of a spelling that was not seen before. */
static uint32_t
new_spelling(Persons *p, Slice name)
{
	Slice folded = folded_copy(p, name);
	bool is_new;
	uint32_t *number = map_put(&p->by_folded, folded, &is_new);
	name = arena_copy(&p->arena, name);
	if (is_new) {
		*number = (uint32_t)p->people.n;
		*vec_push(&p->people) = (Person){ .name = name,
			.folded = folded,
			.named = may_be_any(p->names) ||
			    choice_has(p->names, folded, &p->scratch),
			.in_circle = may_be_any(p->circles) };
	} else {
		Person *person = &p->people.at[*number];
		if (slice_compare(name, person->name) < 0)
			person->name = name;
	}
	uint32_t found = *number;
	*map_put(&p->spellings, name, NULL) = found;
	return found;
}

/* A place for each of the people, and as many again, but in so much memory
 * that it stays near the processor. */
static void
make_places(Persons *p)
{
	size_t places = p->met != NULL ? (p->met_mask + 1) * 2 : FEW_PLACES;
	base_free(p->met);
	p->met = base_alloc(places * sizeof *p->met);
	memset(p->met, 0, places * sizeof *p->met);
	p->met_mask = places - 1;
}

/* The words of a spelling, of 1 to 24 bytes. */
static inline PersonMet
words_of(Slice name)
{
	PersonMet m = { .n = (uint32_t)name.n };
	if (UNLIKELY(name.n < WORD)) {
		m.first = bytes_few(name.at, name.n);
		return m;
	}
	m.first = bytes_eight(name.at);
	m.last = bytes_eight(name.at + name.n - WORD);
	m.middle = name.n > 2 * WORD ? bytes_eight(name.at + WORD) : 0;
	return m;
}

static inline PersonMet *
place_of(const Persons *p, const PersonMet *m)
{
	uint64_t h = bytes_spread(m->first ^ m->middle * 3 ^ m->last * 31);
	return &p->met[h >> 48 & p->met_mask];
}

static uint32_t
search(Persons *p, Slice name)
{
	uint32_t number = map_get(&p->spellings, name);
	return number != MAP_NONE ? number : new_spelling(p, name);
}

/* Searches the name, too long for a place or not the last one met there. */
static uint32_t
meet(Persons *p, Slice name)
{
	if (name.n > MOST_WORDS)
		return search(p, name);
	if (p->met == NULL ||
	    (p->people.n >= p->met_mask && p->met_mask < MOST_PLACES - 1))
		make_places(p);
	PersonMet m = words_of(name);
	m.person = search(p, name);
	*place_of(p, &m) = m;
	return m.person;
}

/* The person of the name, by the spelling as it stands. */
static inline uint32_t
person_of(Persons *p, Slice name)
{
	if (UNLIKELY(name.n > MOST_WORDS || p->met == NULL))
		return meet(p, name);
	PersonMet m = words_of(name);
	const PersonMet *place = place_of(p, &m);
	if (LIKELY(place->first == m.first && place->last == m.last &&
	        place->middle == m.middle && place->n == m.n))
		return place->person;
	return meet(p, name);
}

static uint32_t
take_names(Persons *p, const Record *r, bool is_declared)
{
	uint32_t number = person_of(p, r->person);
	Person *person = &p->people.at[number];
	if (!person->named && r->text.n != 0)
		person->named = choice_has(p->names, r->text, &p->scratch);
	if (!is_declared)
		return number;
	if (!person->in_circle)
		person->in_circle =
		    choice_has_tag(p->circles, r->tags, &p->scratch);
	*vec_push(&p->declarations) = (PersonDeclaration){ number,
		record_keep_origin(&p->arena, r) };
	return number;
}

uint32_t
persons_take(Persons *p, const Record *r)
{
	bool is_declared = slice_equal(r->type, SLICE("person"));
	if (UNLIKELY(is_declared || slice_equal(r->type, SLICE("alias"))))
		return take_names(p, r, is_declared);
	return person_of(p, r->person);
}

static int
by_person_and_source(const void *x, const void *y)
{
	const PersonDeclaration *a = x, *b = y;
	if (a->person != b->person)
		return a->person < b->person ? -1 : 1;
	return record_compare_source(a->origin, b->origin);
}

/* Adds the tags that are not yet in `seen` to the circles. */
static void
add_circles(Persons *p, Map *seen, Buffer *circles, Slice tags)
{
	Slice tag;
	while (record_next_tag(&tags, &tag)) {
		bool is_new;
		map_put(seen, folded_copy(p, tag), &is_new);
		if (!is_new)
			continue;
		if (circles->n != 0)
			buffer_add_byte(circles, ' ');
		buffer_add(circles, tag);
	}
}

void
persons_settle(Persons *p)
{
	Buffer circles = { 0 };
	Map seen = { 0 };
	Record r;
	if (p->declarations.n != 0)
		qsort(p->declarations.at, p->declarations.n,
		    sizeof *p->declarations.at, by_person_and_source);
	for (size_t i = 0; i < p->declarations.n;) {
		const PersonDeclaration *d = &p->declarations.at[i];
		uint32_t number = d->person;
		Person *person = &p->people.at[number];
		circles.n = 0;
		map_clear(&seen);
		for (; i < p->declarations.n &&
		    (d = &p->declarations.at[i])->person == number; i++) {
			record_parse(d->origin.record, &p->arena, &r);
			if (!person->declared)
				person->name = r.person;
			person->declared = true;
			add_circles(p, &seen, &circles, r.tags);
		}
		person->circles =
		    arena_copy(&p->arena, buffer_slice(&circles));
	}
	buffer_free(&circles);
	map_free(&seen);
	/* Nobody is looked up any more. */
	map_free(&p->spellings);
	map_free(&p->by_folded);
	vec_free(&p->declarations);
}

void
persons_free(Persons *p)
{
	base_free(p->met);
	vec_free(&p->people);
	vec_free(&p->declarations);
	map_free(&p->spellings);
	map_free(&p->by_folded);
	arena_free(&p->arena);
	buffer_free(&p->scratch);
}
