/* Attributes: what keys mean and values must be. */
#include "unit.h"

#include "attribute.h"

static void
keys(void)
{
	/* Each line: the name, then all its keys, as the manual has them. */
	static const struct {
		Meaning meaning;
		const char *keys;
	} lines[] = {
		{ ATTRIBUTE_ALIASES, "aka alias aliases nickname" },
		{ ATTRIBUTE_TAGS, "tags circle circles groups" },
		{ ATTRIBUTE_EVERY, "every cadence frequency contact-frequency "
		    "contactfrequency" },
		{ ATTRIBUTE_BIRTHDAY, "birthday born bday birthdate" },
		{ ATTRIBUTE_ANNIVERSARY, "anniversary" },
		{ ATTRIBUTE_MET, "met since" },
		{ ATTRIBUTE_PAUSE, "pause paused snooze" },
		{ ATTRIBUTE_ENDED, "ended archived died deceased" },
		{ ATTRIBUTE_OTHER, "role" },
		{ ATTRIBUTE_OTHER, "birthdays" },
		{ ATTRIBUTE_OTHER, "" },
	};
	for (size_t i = 0; i < LENGTH(lines); i++) {
		Slice rest = slice_of(lines[i].keys), name;
		Slice first = slice_until(rest, slice_find(rest, 0, ' '));
		do {
			Slice key = slice_until(rest,
			    slice_find(rest, 0, ' '));
			EQUAL(attribute_meaning(key, &name),
			    lines[i].meaning);
			SAME(name, first);
			rest = slice_from(rest, key.n + 1);
		} while (rest.n != 0);
	}
}

/* The text, date and due that reading the value gives, with | between; or
 * "no". */
static void
reads(Meaning meaning, const char *value, const char *wanted)
{
	char day[DAY_TEXT];
	Arena arena = { 0 };
	Buffer b = { 0 };
	AttributeValue read;
	if (attribute_read(meaning, slice_of(value), &arena, &read)) {
		const Day days[] = { read.date, read.due };
		buffer_add(&b, read.text);
		for (size_t i = 0; i < LENGTH(days); i++) {
			buffer_add_byte(&b, '|');
			if (days[i] == DAY_NONE)
				continue;
			day_write(day, days[i]);
			buffer_add(&b, (Slice){ day, DAY_TEXT });
		}
	} else {
		buffer_add(&b, SLICE("no"));
	}
	if (!SAME(buffer_slice(&b), slice_of(wanted)))
		unit_about(slice_of(value));
	buffer_free(&b);
	arena_free(&arena);
}

static void
recurring(void)
{
	for (Meaning m = ATTRIBUTE_BIRTHDAY; m <= ATTRIBUTE_ANNIVERSARY; m++) {
		reads(m, "1815-12-10", "1815-12-10|1815-12-10|");
		reads(m, "[[1815-12-10]]", "1815-12-10|1815-12-10|");
		reads(m, "12-10", "--12-10||");
		reads(m, "--12-10", "--12-10||");
		reads(m, "XXXX-12-10", "--12-10||");
		reads(m, "02-29", "--02-29||");
		reads(m, "2023-02-29", "no");
		reads(m, "02-30", "no");
		reads(m, "13-01", "no");
		reads(m, "00-10", "no");
		reads(m, "12-10-", "no");
		reads(m, "-12-10", "no");
		reads(m, "---12-10", "no");
		reads(m, "1815-12-10 in London", "no");
		reads(m, "10 December", "no");
		reads(m, "12/10", "no");
	}
}

static void
days(void)
{
	reads(ATTRIBUTE_MET, "2019-05-04", "2019-05-04|2019-05-04|");
	reads(ATTRIBUTE_MET, "2019-05-04 at a party",
	    "2019-05-04 at a party|2019-05-04|");
	reads(ATTRIBUTE_MET, "2019-05-04th", "no");
	reads(ATTRIBUTE_MET, "in 2019", "no");
	reads(ATTRIBUTE_MET, "2019-13-04", "no");
	reads(ATTRIBUTE_ENDED, "2019-05-04, sadly",
	    "2019-05-04, sadly|2019-05-04|");
	reads(ATTRIBUTE_ENDED, "yes", "no");
	reads(ATTRIBUTE_PAUSE, "2026-09-01",
	    "2026-09-01|2026-09-01|2026-09-01");
	reads(ATTRIBUTE_PAUSE, "until 2026-09-01",
	    "until 2026-09-01||2026-09-01");
	reads(ATTRIBUTE_PAUSE, "Until  [[2026-09-01]]",
	    "Until  [[2026-09-01]]||2026-09-01");
	reads(ATTRIBUTE_PAUSE, "until2026-09-01", "no");
	reads(ATTRIBUTE_PAUSE, "2026-09-01 or so", "no");
	reads(ATTRIBUTE_PAUSE, "until autumn", "no");
}

static void
words(void)
{
	reads(ATTRIBUTE_OTHER, "engineer", "engineer||");
	reads(ATTRIBUTE_OTHER, "2020-01-01 moved", "2020-01-01 moved|"
	    "2020-01-01|");
	reads(ATTRIBUTE_EVERY, "3w/6w", "3w/6w||");
	reads(ATTRIBUTE_EVERY, "often", "no");
	reads(ATTRIBUTE_EVERY, "0d", "no");
}

static void
cadences(void)
{
	Arena arena = { 0 };
	AttributeValue read;
	CHECK(attribute_read(ATTRIBUTE_EVERY, SLICE("2 quarters"), &arena,
	    &read));
	EQUAL(read.cadence.unit, CADENCE_MONTHS);
	EQUAL(read.cadence.count, 6);
	CHECK(attribute_read(ATTRIBUTE_OTHER, SLICE("2w"), &arena, &read));
	EQUAL(read.cadence.unit, CADENCE_NONE);
	arena_free(&arena);
}

/* All that the reader takes off the list, with | behind each. */
static void
takes(bool (*next)(Slice *list, Slice *item), const char *list,
    const char *wanted)
{
	Slice rest = slice_of(list), item;
	Buffer b = { 0 };
	while (next(&rest, &item)) {
		buffer_add(&b, item);
		buffer_add_byte(&b, '|');
	}
	if (!SAME(buffer_slice(&b), slice_of(wanted)))
		unit_about(slice_of(list));
	buffer_free(&b);
}

static void
aliases(void)
{
	takes(attribute_next_alias, "Bobby", "Bobby|");
	takes(attribute_next_alias, " Bobby , Bob the Builder,@bo ",
	    "Bobby|Bob the Builder|bo|");
	takes(attribute_next_alias, ",,a,, ,b,", "a|b|");
	takes(attribute_next_alias, "", "");
	takes(attribute_next_alias, "@[A, B], [[C, D]], [[@E|f]]",
	    "A, B|C, D|E|");
	takes(attribute_next_alias, "a], b", "a]|b|");
}

static void
tags(void)
{
	takes(attribute_next_tag, "#inner, work", "inner|work|");
	takes(attribute_next_tag, "a b,c\t#d", "a|b|c|d|");
	takes(attribute_next_tag, "1st, #, a/b-c_, -x, a!b", "a/b-c|");
	takes(attribute_next_tag, "\xC3\xA9t\xC3\xA9\xE3\x80\x80#z",
	    "\xC3\xA9t\xC3\xA9|z|");
	takes(attribute_next_tag, "", "");
}

static void
bare_names(void)
{
	static const char *const pairs[][2] = { { "Ada", "Ada" },
		{ "@ada", "ada" }, { "@[Ada Lovelace]", "Ada Lovelace" },
		{ "[[Ada]]", "Ada" }, { "[[@Ada]]", "Ada" },
		{ "[[@Ada|her]]", "Ada" }, { "[[ Ada | her ]]", "Ada" },
		{ " @ada ", "ada" }, { "@", "" }, { "", "" },
		{ "[[]]", "" }, { "A [b] c", "A [b] c" },
		{ "[[]", "[[]" }, { "a]]", "a]]" }, { "[[a]", "[[a]" } };
	for (size_t i = 0; i < LENGTH(pairs); i++)
		SAME(attribute_bare_name(slice_of(pairs[i][0])),
		    slice_of(pairs[i][1]));
}

const UnitTest attribute_tests[] = {
	{ "each key means what the manual says", keys },
	{ "a birthday is a date, with or without a year", recurring },
	{ "met, ended and pause want their dates", days },
	{ "any other value is kept as it is", words },
	{ "every has a cadence", cadences },
	{ "aliases come one by one, commas in brackets being theirs", aliases },
	{ "tags come one by one, and nothing else does", tags },
	{ "a name loses the notation around it", bare_names },
	UNIT_END
};
