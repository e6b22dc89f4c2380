/* Spellings: a number each, a sense in common. */
#include "unit.h"

#include "spelling.h"

static void
numbers(void)
{
	Spellings s = { 0 };
	uint32_t ada = spelling_number(&s, SLICE("Ada Lovelace"));
	uint32_t other = spelling_number(&s, SLICE("ada_lovelace"));
	uint32_t bob = spelling_number(&s, SLICE("Bob"));
	CHECK(ada != other && other != bob && ada != bob);
	EQUAL(spelling_number(&s, SLICE("Ada Lovelace")), ada);
	EQUAL(spelling_sense(&s, ada), spelling_sense(&s, other));
	CHECK(spelling_sense(&s, ada) != spelling_sense(&s, bob));
	SAME(spelling_text(&s, other), SLICE("ada_lovelace"));
	EQUAL(spelling_smaller(&s, ada, other), ada);
	EQUAL(spelling_smaller(&s, other, ada), ada);
	EQUAL(spelling_smaller(&s, bob, bob), bob);
	CHECK(spelling_is_same(&s, SLICE("BOB"), SLICE("bob")));
	CHECK(!spelling_is_same(&s, SLICE("bob"), SLICE("bo b")));
	CHECK(spelling_is_same(&s, SLICE_NONE, SLICE("")));
	spellings_free(&s);
}

static void
copies(void)
{
	char text[8];
	Spellings s = { 0 };
	for (int i = 0; i < 1000; i++) {
		memcpy(text, "name000", 8);
		text[4] = (char)('0' + i / 100);
		text[5] = (char)('0' + i / 10 % 10);
		text[6] = (char)('0' + i % 10);
		EQUAL(spelling_number(&s, slice_of(text)), i);
	}
	SAME(spelling_text(&s, 7), SLICE("name007"));
	EQUAL(spelling_number(&s, SLICE("name999")), 999);
	spellings_free(&s);
}

const UnitTest spelling_tests[] = {
	{ "a spelling has a number, what folds alike a sense", numbers },
	{ "texts are copied", copies },
	UNIT_END
};
