/* Cadences as people write them. */
#include "unit.h"

#include "cadence.h"

static bool
is(Cadence c, CadenceUnit unit, int32_t count)
{
	return EQUAL(c.unit, unit) && EQUAL(c.count, count);
}

static void
good(void)
{
	static const struct {
		const char *text;
		CadenceUnit unit;
		int32_t count;
	} cases[] = {
		{ "2 weeks", CADENCE_WEEKS, 2 },
		{ "10 days", CADENCE_DAYS, 10 },
		{ "2w", CADENCE_WEEKS, 2 }, { "P2W", CADENCE_WEEKS, 2 },
		{ "p3m", CADENCE_MONTHS, 3 }, { "P1Y", CADENCE_YEARS, 1 },
		{ "30", CADENCE_DAYS, 30 }, { "every 2w", CADENCE_WEEKS, 2 },
		{ "Every  3 Months", CADENCE_MONTHS, 3 },
		{ "every month", CADENCE_MONTHS, 1 },
		{ "month", CADENCE_MONTHS, 1 }, { "d", CADENCE_DAYS, 1 },
		{ "DAY", CADENCE_DAYS, 1 }, { "2m", CADENCE_MONTHS, 2 },
		{ "2mo", CADENCE_MONTHS, 2 }, { "2 q", CADENCE_MONTHS, 6 },
		{ "quarter", CADENCE_MONTHS, 3 },
		{ "4 quarters", CADENCE_MONTHS, 12 },
		{ "y", CADENCE_YEARS, 1 }, { "2years", CADENCE_YEARS, 2 },
		{ "daily", CADENCE_DAYS, 1 }, { "weekly", CADENCE_WEEKS, 1 },
		{ "Fortnightly", CADENCE_WEEKS, 2 },
		{ "monthly", CADENCE_MONTHS, 1 },
		{ "quarterly", CADENCE_MONTHS, 3 },
		{ "yearly", CADENCE_YEARS, 1 }, { "never", CADENCE_NEVER, 0 },
		{ "every never", CADENCE_NEVER, 0 },
		{ "1", CADENCE_DAYS, 1 }, { "9999", CADENCE_DAYS, 9999 },
		{ "9999q", CADENCE_MONTHS, 29997 },
		{ " 2w\t", CADENCE_WEEKS, 2 },
		{ "2\xC2\xA0w", CADENCE_WEEKS, 2 },
	};
	Cadence c, limit;
	for (size_t i = 0; i < LENGTH(cases); i++)
		if (!CHECK(cadence_parse(slice_of(cases[i].text), &c,
		        &limit)) ||
		    !is(c, cases[i].unit, cases[i].count) ||
		    !EQUAL(limit.unit, CADENCE_NONE))
			unit_about(slice_of(cases[i].text));
}

static void
bad(void)
{
	static const char *const texts[] = { "", " ", "soon", "0", "0d", "0w",
		"10000", "10000d", "-1", "-2w", "+2w", "1.5w", "2 w x", "w2",
		"P", "PW", "P2", "P2 W", "P2W3D", "2ww", "every", "everyday",
		"every2w", "every every 2w", "2 biweekly", "biweekly",
		"week ly", "never 2", "/", "2w/", "/2w", "2w/soon", "2w/0d",
		"2w/3w/4w", "\xD9\xA2w", "2w\xE2\x80\x8B",
		"99999999999999999999d" };
	Cadence c, limit;
	for (size_t i = 0; i < LENGTH(texts); i++)
		if (!CHECK(!cadence_parse(slice_of(texts[i]), &c, &limit)))
			unit_about(slice_of(texts[i]));
}

static void
limits(void)
{
	Cadence c, limit;
	CHECK(cadence_parse(SLICE("3w/6w"), &c, &limit));
	is(c, CADENCE_WEEKS, 3);
	is(limit, CADENCE_WEEKS, 6);
	CHECK(cadence_parse(SLICE("every 2 months / quarterly"), &c, &limit));
	is(c, CADENCE_MONTHS, 2);
	is(limit, CADENCE_MONTHS, 3);
	CHECK(cadence_parse(SLICE("30/P2M"), &c, &limit));
	is(c, CADENCE_DAYS, 30);
	is(limit, CADENCE_MONTHS, 2);
}

static void
durations(void)
{
	Cadence c;
	CHECK(cadence_parse_duration(SLICE("0"), &c));
	is(c, CADENCE_DAYS, 0);
	CHECK(cadence_parse_duration(SLICE("0w"), &c));
	EQUAL(c.count, 0);
	CHECK(cadence_parse_duration(SLICE("3d"), &c));
	is(c, CADENCE_DAYS, 3);
	CHECK(cadence_parse_duration(SLICE("monthly"), &c));
	is(c, CADENCE_MONTHS, 1);
	CHECK(!cadence_parse_duration(SLICE("never"), &c));
	CHECK(!cadence_parse_duration(SLICE("2w/3w"), &c));
	CHECK(!cadence_parse_duration(SLICE(""), &c));
	CHECK(!cadence_parse_duration(SLICE("-1d"), &c));
}

static void
relative(void)
{
	static const char *const texts[] = { "", "+", "+0d", "+w", "2w", "+2",
		"+2 w", "+ 2w", "+2w ", "+10000d", "-2w", "+P2W", "+monthly",
		"++2w", "+2w/3w" };
	Cadence c;
	for (size_t i = 0; i < LENGTH(texts); i++)
		if (!CHECK(!cadence_parse_relative(slice_of(texts[i]), &c)))
			unit_about(slice_of(texts[i]));
	CHECK(cadence_parse_relative(SLICE("+2w"), &c));
	is(c, CADENCE_WEEKS, 2);
	CHECK(cadence_parse_relative(SLICE("+1Q"), &c));
	is(c, CADENCE_MONTHS, 3);
	CHECK(cadence_parse_relative(SLICE("+9999days"), &c));
	is(c, CADENCE_DAYS, 9999);
}

static void
after(void)
{
	Day d = day_of(2026, 1, 31);
	EQUAL(cadence_after(d, (Cadence){ CADENCE_DAYS, 1 }),
	    day_of(2026, 2, 1));
	EQUAL(cadence_after(d, (Cadence){ CADENCE_WEEKS, 2 }),
	    day_of(2026, 2, 14));
	EQUAL(cadence_after(d, (Cadence){ CADENCE_MONTHS, 1 }),
	    day_of(2026, 2, 28));
	EQUAL(cadence_after(d, (Cadence){ CADENCE_MONTHS, 3 }),
	    day_of(2026, 4, 30));
	EQUAL(cadence_after(day_of(2024, 2, 29), (Cadence){ CADENCE_YEARS, 1 }),
	    day_of(2025, 2, 28));
	EQUAL(cadence_after(d, (Cadence){ CADENCE_NEVER, 0 }), DAY_NEVER);
	EQUAL(cadence_after(d, (Cadence){ CADENCE_YEARS, 7973 }),
	    day_of(9999, 1, 31));
	EQUAL(cadence_after(d, (Cadence){ CADENCE_YEARS, 7974 }), DAY_NEVER);
	/* What a record may say: far past all calendars. */
	for (CadenceUnit u = CADENCE_DAYS; u <= CADENCE_YEARS; u++)
		EQUAL(cadence_after(DAY_LAST, (Cadence){ u, INT32_MAX }),
		    DAY_NEVER);
}

static void
lengths(void)
{
	static const struct {
		Cadence cadence;
		const char *days;
	} cases[] = { { { CADENCE_DAYS, 10 }, "10" },
		{ { CADENCE_WEEKS, 3 }, "21" },
		{ { CADENCE_MONTHS, 1 }, "30.4375" },
		{ { CADENCE_MONTHS, 3 }, "91.3125" },
		{ { CADENCE_YEARS, 1 }, "365.25" },
		{ { CADENCE_YEARS, INT32_MAX }, "784368402066.75" } };
	char text[DECIMAL_TEXT];
	for (size_t i = 0; i < LENGTH(cases); i++)
		SAME(((Slice){ text, decimal_write(text,
		         cadence_days(cases[i].cadence)) }),
		    slice_of(cases[i].days));
}

/* What stands behind the text is not of it. */
static void
ends(void)
{
	static const char zeros[] = "0000000012";
	Cadence c;
	CHECK(!cadence_parse_duration((Slice){ zeros, 0 }, &c));
	for (size_t n = 1; n <= 8; n++)
		CHECK(cadence_parse_duration((Slice){ zeros, n }, &c) &&
		    is(c, CADENCE_DAYS, 0));
	CHECK(cadence_parse_duration((Slice){ zeros, 9 }, &c) &&
	    is(c, CADENCE_DAYS, 1));
}

static void
records(void)
{
	for (CadenceUnit u = CADENCE_DAYS; u <= CADENCE_YEARS; u++)
		EQUAL(cadence_unit_of(cadence_unit_text(u)), u);
	EQUAL(cadence_unit_of(SLICE("m")), CADENCE_NONE);
	EQUAL(cadence_unit_of(SLICE_NONE), CADENCE_NONE);
	EQUAL(cadence_unit_text(CADENCE_NEVER).n, 0);
	is(cadence_of(true, decimal_of(3), SLICE("mo")), CADENCE_MONTHS, 3);
	is(cadence_of(true, decimal_of(INT32_MAX), SLICE("d")), CADENCE_DAYS,
	    INT32_MAX);
	is(cadence_of(false, DECIMAL_ZERO, SLICE_NONE), CADENCE_NEVER, 0);
	EQUAL(cadence_of(true, decimal_of(0), SLICE("w")).unit, CADENCE_NONE);
	EQUAL(cadence_of(true, decimal_of(-1), SLICE("w")).unit, CADENCE_NONE);
	EQUAL(cadence_of(true, decimal_of(1), SLICE("x")).unit, CADENCE_NONE);
	EQUAL(cadence_of(true, (Decimal){ 1, 1 }, SLICE("w")).unit,
	    CADENCE_NONE);
	EQUAL(cadence_of(true, decimal_of(INT64_C(4294967297)),
	          SLICE("w")).unit, CADENCE_NONE);
}

const UnitTest cadence_tests[] = {
	{ "a cadence is a count and a unit, a unit, or a word", good },
	{ "anything else is none", bad },
	{ "a longest cadence follows after /", limits },
	{ "a duration may be zero and is not never", durations },
	{ "a relative date is glued and from 1", relative },
	{ "what comes after goes by the calendar", after },
	{ "its mean length is exact", lengths },
	{ "it ends where its text does", ends },
	{ "a record's amount and unit are a cadence or none", records },
	UNIT_END
};
