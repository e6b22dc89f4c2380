/* persons: see persons.h. */
#include "persons.h"

#include "utf8.h"

#include <stdlib.h>

static Slice
folded_copy(Persons *p, Slice name)
{
	p->scratch.n = 0;
	utf8_fold(name, &p->scratch);
	return arena_copy(&p->arena, buffer_slice(&p->scratch));
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
			.folded = folded };
	} else {
		Person *person = &p->people.at[*number];
		if (slice_compare(name, person->name) < 0)
			person->name = name;
	}
	uint32_t found = *number;
	*map_put(&p->spellings, name, NULL) = found;
	return found;
}

uint32_t
persons_take(Persons *p, const Record *r)
{
	uint32_t number = map_get(&p->spellings, r->person);
	if (number == MAP_NONE)
		number = new_spelling(p, r->person);
	bool is_person = slice_equal(r->type, SLICE("person"));
	if (is_person)
		*vec_push(&p->declarations) = (PersonDeclaration){ number,
			{ arena_copy(&p->arena, r->source),
			    arena_copy(&p->arena, r->line) },
			arena_copy(&p->arena, r->person),
			arena_copy(&p->arena, r->tags) };
	if ((is_person || slice_equal(r->type, SLICE("alias"))) &&
	    r->text.n != 0)
		*vec_push(&p->names) = (PersonName){ number,
			folded_copy(p, r->text) };
	return number;
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
	if (p->declarations.n != 0)
		qsort(p->declarations.at, p->declarations.n,
		    sizeof *p->declarations.at, by_person_and_source);
	for (size_t i = 0; i < p->declarations.n;) {
		const PersonDeclaration *d = &p->declarations.at[i];
		uint32_t number = d->person;
		Person *person = &p->people.at[number];
		person->declared = true;
		person->name = d->name;
		circles.n = 0;
		map_clear(&seen);
		for (; i < p->declarations.n &&
		    p->declarations.at[i].person == number; i++)
			add_circles(p, &seen, &circles,
			    p->declarations.at[i].tags);
		person->circles =
		    arena_copy(&p->arena, buffer_slice(&circles));
	}
	buffer_free(&circles);
	map_free(&seen);
}

void
persons_select(Persons *p, Slice name)
{
	if (name.n > 0 && *name.at == '@')
		name = slice_from(name, 1);
	Slice folded = folded_copy(p, name);
	uint32_t number = map_get(&p->by_folded, folded);
	if (number != MAP_NONE)
		p->people.at[number].selected = true;
	for (size_t i = 0; i < p->names.n; i++)
		if (slice_equal(p->names.at[i].folded, folded))
			p->people.at[p->names.at[i].person].selected = true;
}

void
persons_free(Persons *p)
{
	vec_free(&p->people);
	vec_free(&p->declarations);
	vec_free(&p->names);
	map_free(&p->spellings);
	map_free(&p->by_folded);
	arena_free(&p->arena);
	buffer_free(&p->scratch);
}
