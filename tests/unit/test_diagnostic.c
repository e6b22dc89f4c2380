/* Messages: their one form, and that they are safe to look at. */
#include "unit.h"

static void
form(void)
{
	Diagnostics d;
	unit_listen(&d);
	diagnostic_report(&d, RULE_UNCLOSED, (Place){ SLICE("a.md"), 3, 14 },
	    SLICE("a comment"), SLICE_NONE, SLICE_NONE);
	SAME(unit_heard(&d),
	    SLICE("a.md:3:14: warning: a comment never closed [unclosed]\n"));
	CHECK(!d.rejected && !d.trouble);
	d.to.n = 0;
	diagnostic_report(&d, RULE_CLAIMED, (Place){ SLICE("b.md"), 1, 2 },
	    SLICE("ada"), SLICE("Ada Lovelace"), SLICE("Ada Byron"));
	SAME(unit_heard(&d), SLICE("b.md:1:2: error: ada already stands for "
	                           "Ada Lovelace, not for Ada Byron "
	                           "[claimed]\n"));
	CHECK(d.rejected && !d.trouble);
	diagnostics_close(&d);
}

/* Braces in a detail stand for nothing. */
static void
braces(void)
{
	Diagnostics d;
	unit_listen(&d);
	diagnostic_report(&d, RULE_SETTING, (Place){ SLICE("{}"), 1, 1 },
	    SLICE("{}"), SLICE("x"), SLICE_NONE);
	SAME(unit_heard(&d), SLICE("{}:1:1: error: {}: x [setting]\n"));
	diagnostics_close(&d);
}

static void
safety(void)
{
	Diagnostics d;
	unit_listen(&d);
	diagnostic_report(&d, RULE_BAD_VALUE,
	    (Place){ SLICE("a\x1B[2J\n.md"), 1, 1 },
	    SLICE("x\x1B]0;y\x07\xFF\xE2\x80\xAE"), SLICE_NONE, SLICE_NONE);
	Slice heard = unit_heard(&d);
	EQUAL(slice_find(heard, 0, '\x1B'), heard.n);
	EQUAL(slice_find(heard, 0, '\x07'), heard.n);
	EQUAL(slice_find(heard, 0, '\n'), heard.n - 1);
	EQUAL(slice_find(heard, 0, '\xFF'), heard.n);
	diagnostics_close(&d);
}

/* A long detail is cut between characters. */
static void
long_details(void)
{
	Diagnostics d;
	Buffer detail = { 0 };
	unit_listen(&d);
	buffer_add_byte(&detail, 'x');
	for (int i = 0; i < 100000; i++)
		buffer_add(&detail, SLICE("é"));
	diagnostic_report(&d, RULE_BAD_VALUE, (Place){ SLICE("a"), 1, 1 },
	    buffer_slice(&detail), SLICE_NONE, SLICE_NONE);
	Slice heard = unit_heard(&d);
	CHECK(heard.n < 200);
	CHECK(slice_ends(heard, SLICE("é… [bad-value]\n")));
	buffer_free(&detail);
	diagnostics_close(&d);
}

const UnitTest diagnostic_tests[] = {
	{ "a message names place, severity and rule; an error rejects", form },
	{ "a detail is taken as it is", braces },
	{ "nothing in a message moves the cursor", safety },
	{ "a long detail is cut between characters", long_details },
	UNIT_END
};
