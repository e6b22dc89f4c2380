/* What stands before a text, told as box, date, time and the text left. */
#include "unit.h"

#include "lead.h"

static void
reads_by(const LeadRules *rules, const char *text, const char *wanted)
{
	static const char *const boxes[] = { "", "[open] ", "[kept] ",
		"[dropped] " };
	char day[DAY_TEXT];
	Buffer b = { 0 };
	Lead lead;
	lead_read(slice_of(text), rules, &lead);
	buffer_add(&b, slice_of(boxes[lead.box]));
	if (lead.reading == DAY_IMPOSSIBLE)
		buffer_add(&b, SLICE("(none) "));
	if (lead.reading == DAY_GOOD) {
		day_write(day, lead.day);
		buffer_add(&b, (Slice){ day, DAY_TEXT });
		buffer_add_byte(&b, ' ');
	}
	CHECK((lead.day == DAY_NONE) == (lead.reading != DAY_GOOD));
	if (lead.has_time)
		buffer_add(&b, SLICE("(time) "));
	buffer_add_byte(&b, '|');
	buffer_add(&b, slice_from(slice_of(text), lead.text_at));
	if (!SAME(buffer_slice(&b), slice_of(wanted)))
		unit_about(slice_of(text));
	buffer_free(&b);
}

static void
reads(const char *text, const char *wanted)
{
	reads_by(&(LeadRules){ .boxes = true }, text, wanted);
}

static void
boxes(void)
{
	reads("[ ] x", "[open] |x");
	reads("[/] x", "[open] |x");
	reads("[x] x", "[kept] |x");
	reads("[X] x", "[kept] |x");
	reads("[-] x", "[dropped] |x");
	reads("[~]", "[dropped] |");
	reads("[ ]x", "|[ ]x");
	reads("[] x", "|[] x");
	reads("[?] x", "|[?] x");
	reads("[x", "|[x");
	reads("[", "|[");
	reads("[x) y", "|[x) y");
	reads("[  ] x", "|[  ] x");
	reads("[x] [ ] y", "[kept] |[ ] y");
	reads_by(&(LeadRules){ 0 }, "[x] y", "|[x] y");
}

static void
dates(void)
{
	reads("2026-03-14 x", "2026-03-14 |x");
	reads("2026-03-14", "2026-03-14 |");
	reads("[[2026-03-14]] x", "2026-03-14 |x");
	reads("**2026-03-14** x", "2026-03-14 |x");
	reads("2026-03-14, x", "2026-03-14 |, x");
	reads("2026-03-14th", "|2026-03-14th");
	reads("2026-03-145", "|2026-03-145");
	reads("2026-03-14é", "|2026-03-14é");
	reads("[2026-03-14] x", "|[2026-03-14] x");
	reads("[[2026-03-14] x", "|[[2026-03-14] x");
	reads("2026-02-30 x", "(none) |x");
	reads("x 2026-03-14", "|x 2026-03-14");
	reads("[x] 2026-03-14 y", "[kept] 2026-03-14 |y");
	reads("2026-03-14 [x] y", "2026-03-14 |[x] y");
	reads("2026-03-14 2026-03-15", "2026-03-14 |2026-03-15");
}

static void
plain_dates(void)
{
	LeadRules plain = { .in_brackets = true };
	reads_by(&plain, "[2026-03-14] x", "2026-03-14 |x");
	reads_by(&plain, "[2026-03-14 09:00] x", "2026-03-14 |x");
	reads_by(&plain, "[2026-03-14 9:00] x", "|[2026-03-14 9:00] x");
	reads_by(&plain, "[2026-03-14 24:00] x", "|[2026-03-14 24:00] x");
	reads_by(&plain, "[2026-02-30] x", "(none) |x");
}

static void
times(void)
{
	reads("09:30 x", "(time) |x");
	reads("00:00", "(time) |");
	reads("23:59 x", "(time) |x");
	reads("24:00 x", "|24:00 x");
	reads("12:60 x", "|12:60 x");
	reads("9:30 x", "|9:30 x");
	reads("09:30am", "|09:30am");
	reads("09:30:15 x", "|09:30:15 x");
	reads("09:305", "|09:305");
	reads("2026-03-14 09:30 x", "2026-03-14 (time) |x");
	reads("09:30 2026-03-14 x", "(time) |2026-03-14 x");
}

static void
separators(void)
{
	reads("2026-03-14: x", "2026-03-14 |x");
	reads("2026-03-14 - x", "2026-03-14 |x");
	reads("2026-03-14 -- x", "2026-03-14 |x");
	reads("2026-03-14 – x", "2026-03-14 |x");
	reads("2026-03-14 — x", "2026-03-14 |x");
	reads("2026-03-14 -", "2026-03-14 |");
	reads("2026-03-14 -x", "2026-03-14 |-x");
	reads("2026-03-14 --- x", "2026-03-14 |--- x");
	reads("2026-03-14 - - x", "2026-03-14 |- x");
	reads("2026-03-14: 09:30 - x", "2026-03-14 (time) |x");
	reads("09:30: x", "(time) |x");
	reads("09:30 - x", "(time) |x");
	reads("- x", "|- x");
	reads(": x", "|: x");
	reads("[x] - y", "[kept] |- y");
	reads("[ ]: x", "|[ ]: x");
}

static void
notations(void)
{
	Buffer why = { 0 };
	Pattern *p = pattern_compile(
	    SLICE("(?<d>\\d\\d?)\\. (?<m>\\w+) (?<y>\\d+)"),
	    PATTERN_ANCHORED, &why);
	DayPattern notation = { p, pattern_group(p, "y", 1),
		pattern_group(p, "m", 2), pattern_group(p, "d", 3) };
	LeadRules rules = { .boxes = true, .patterns = &notation,
		.pattern_count = 1 };
	reads_by(&rules, "4. March 2026: x", "2026-03-04 |x");
	reads_by(&rules, "4. mar 2026 x", "2026-03-04 |x");
	reads_by(&rules, "04. 03 2026 x", "2026-03-04 |x");
	reads_by(&rules, "1. January 2026 x", "2026-01-01 |x");
	reads_by(&rules, "31. dec 9999 x", "9999-12-31 |x");
	reads_by(&rules, "1. 013 2026 x", "|1. 013 2026 x");
	reads_by(&rules, "4. Sept 2026 x", "|4. Sept 2026 x");
	reads_by(&rules, "30. February 2026 x", "(none) |x");
	reads_by(&rules, "4. May 12026 x", "|4. May 12026 x");
	reads_by(&rules, "[x] 4. May 26 10:00 x",
	    "[kept] 0026-05-04 (time) |x");
	reads_by(&rules, "on 4. May 2026", "|on 4. May 2026");
	reads_by(&rules, "2026-03-14 x", "2026-03-14 |x");
	pattern_free(p);
	buffer_free(&why);
}

const UnitTest lead_tests[] = {
	{ "a task box counts before white space", boxes },
	{ "a date may lead, bare or in its notations", dates },
	{ "in plain text brackets do, too", plain_dates },
	{ "a time is of a day", times },
	{ "separators count after a date or a time", separators },
	{ "a user's notation is tried after ours", notations },
	UNIT_END
};
