/* The values that an option allows. */
#include "unit.h"

#include "choice.h"

static void
values(void)
{
	Choice c = { 0 };
	Buffer b = { 0 };
	CHECK(choice_is_open(&c));
	CHECK(choice_add_list(&c, SLICE("Two Evenings, call,\xC3\x89TUDE")));
	choice_add(&c, SLICE("a,b"));
	CHECK(!choice_is_open(&c));
	CHECK(choice_has(&c, SLICE("two_evenings"), &b));
	CHECK(choice_has(&c, SLICE("CALL"), &b));
	CHECK(choice_has(&c, SLICE("e\xCC\x81tude"), &b));
	CHECK(choice_has(&c, SLICE("a,b"), &b));
	CHECK(!choice_has(&c, SLICE("a"), &b));
	CHECK(!choice_has(&c, SLICE("calls"), &b));
	CHECK(!choice_has(&c, SLICE_NONE, &b));
	choice_free(&c);
	buffer_free(&b);
}

static void
empty_ones(void)
{
	static const char *const lists[] = { "", ",", "a,", ",a", "a,,b",
		"a, ,b" };
	Choice c = { 0 };
	for (size_t i = 0; i < LENGTH(lists); i++)
		if (!CHECK(!choice_add_list(&c, slice_of(lists[i])) &&
		        !choice_add_tags(&c, slice_of(lists[i]))))
			unit_about(slice_of(lists[i]));
	CHECK(!choice_add_tags(&c, SLICE("a,#")));
	choice_free(&c);
}

static void
tags(void)
{
	Choice c = { 0 };
	Buffer b = { 0 };
	CHECK(choice_add_tags(&c, SLICE("#Work, book/one")));
	CHECK(choice_has_tag(&c, SLICE("#work"), &b));
	CHECK(choice_has_tag(&c, SLICE("#a #b #WORK #c"), &b));
	CHECK(choice_has_tag(&c, SLICE("#book/one"), &b));
	CHECK(!choice_has_tag(&c, SLICE("#book #workshop #a"), &b));
	CHECK(!choice_has_tag(&c, SLICE_NONE, &b));
	choice_free(&c);
	buffer_free(&b);
}

/* A name has no sign, a value may; nobody has an empty name. */
static void
names(void)
{
	Choice c = { 0 };
	Buffer b = { 0 };
	choice_add_name(&c, SLICE("@ada"));
	choice_add_name(&c, SLICE_NONE);
	CHECK(choice_has(&c, SLICE("Ada"), &b));
	CHECK(!choice_has(&c, SLICE("@ada"), &b));
	choice_free(&c);
	choice_add_name(&c, SLICE_NONE);
	CHECK(!choice_is_open(&c));
	CHECK(!choice_has(&c, SLICE("ada"), &b));
	choice_free(&c);
	buffer_free(&b);
}

const UnitTest choice_tests[] = {
	{ "values compare folded, and whole", values },
	{ "a list with an empty value is none", empty_ones },
	{ "tags compare with their sign or without", tags },
	{ "a name loses its sign", names },
	UNIT_END
};
