/* The people of a stream, in whatever order it says who they are. */
#include "unit.h"

#include "persons.h"

static void
take(Persons *p, const char *type, const char *person, const char *tags,
    const char *source, const char *text)
{
	Record r = { .type = slice_of(type), .person = slice_of(person),
		.tags = slice_of(tags), .source = slice_of(source),
		.text = slice_of(text) };
	Output line;
	output_open(&line, OUTPUT_TO_MEMORY);
	record_write(&line, &r);
	r.line = (Slice){ line.at, line.n - 1 };
	persons_take(p, &r);
	output_close(&line);
}

/* Person number i as NAME/CIRCLES, an undeclared one with ? before it. */
static void
is(const Persons *p, size_t i, const char *wanted)
{
	Buffer b = { 0 };
	const Person *person = &p->people.at[i];
	if (!person->declared)
		buffer_add_byte(&b, '?');
	buffer_add(&b, person->name);
	buffer_add_byte(&b, '/');
	buffer_add(&b, person->circles);
	SAME(buffer_slice(&b), slice_of(wanted));
	buffer_free(&b);
}

static void
names(void)
{
	Persons p = { 0 };
	take(&p, "contact", "ada lovelace", "#x", "j:1", "t");
	take(&p, "contact", "bob", "", "j:1", "t");
	take(&p, "contact", "Bob", "", "j:2", "t");
	take(&p, "person", "Ada Lovelace", "", "p:1", "ada");
	EQUAL(p.people.n, 2);
	persons_settle(&p);
	is(&p, 0, "Ada Lovelace/");
	is(&p, 1, "?Bob/");
	persons_free(&p);
}

/* Several person records: the first by source names, all give circles. */
static void
circles(void)
{
	static const char *const said[][3] = {
		{ "ADA", "#work #b", "p:10" }, { "Ada", "#Work #a", "p:2" },
		{ "ada", "#a #c", "q:1" } };
	static const int orders[][3] = { { 0, 1, 2 }, { 2, 1, 0 },
		{ 1, 0, 2 }, { 0, 2, 1 } };
	for (size_t i = 0; i < LENGTH(orders); i++) {
		Persons p = { 0 };
		for (int k = 0; k < 3; k++) {
			const char *const *s = said[orders[i][k]];
			take(&p, "person", s[0], s[1], s[2], "");
		}
		persons_settle(&p);
		EQUAL(p.people.n, 1);
		is(&p, 0, "Ada/#Work #a #b #c");
		persons_free(&p);
	}
}

/* Whether the name means person i, of these two. */
static bool
means(const char *name, size_t i)
{
	Choice names = { 0 };
	choice_add_name(&names, slice_of(name));
	Persons p = { .names = &names };
	take(&p, "alias", "Ada Lovelace", "", "p:2", "Countess");
	take(&p, "person", "Ada Lovelace", "", "p:1", "ada");
	take(&p, "contact", "bob", "", "j:1", "not an alias");
	bool good = EQUAL(persons_is_meant(&p, 0), i == 0) &&
	    EQUAL(persons_is_meant(&p, 1), i == 1);
	persons_free(&p);
	choice_free(&names);
	return good;
}

static void
meaning(void)
{
	means("Ada Lovelace", 0);
	means("ada-lovelace", 0);
	means("@ada", 0);
	means("ADA", 0);
	means("countess", 0);
	means("Bob", 1);
	means("@bob", 1);
	means("not an alias", 2);
	means("ad", 2);
	means("", 2);
}

/* Bob, of the circle work, who is known by an alias as well. */
static void
meaning_at_once(void)
{
	Choice names = { 0 }, circles = { 0 };
	choice_add_name(&names, SLICE("Bobby"));
	CHECK(choice_add_tags(&circles, SLICE("home, #Work")));
	Persons p = { .names = &names, .circles = &circles };
	take(&p, "contact", "bob", "#work", "j:1", "Bobby");
	CHECK(!persons_is_meant(&p, 0));
	take(&p, "alias", "Bob", "#work", "p:2", "Bobby");
	CHECK(!persons_is_meant(&p, 0));
	take(&p, "person", "BOB", "#x #WORK", "p:2", "b");
	CHECK(persons_is_meant(&p, 0));
	take(&p, "person", "Bob", "#x", "p:3", "b");
	CHECK(persons_is_meant(&p, 0));
	take(&p, "person", "Carol", "#work", "p:4", "carol");
	CHECK(!persons_is_meant(&p, 1));
	persons_free(&p);
	choice_free(&names);
	choice_free(&circles);
}

const UnitTest persons_tests[] = {
	{ "a person has the spelling of the person record, else the smallest",
	    names },
	{ "circles add up by source", circles },
	{ "a person is known by name, handle and alias", meaning },
	{ "who is meant is known as soon as it is said", meaning_at_once },
	UNIT_END
};
