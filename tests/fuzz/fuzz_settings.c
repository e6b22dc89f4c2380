/*
 * Settings and the users' patterns: whatever a settings block says, and however
 * a pattern goes astray, a journal after it is read in time, and the same by
 * the short way as by the thorough one; what a pattern matches is within the
 * text, and whole characters.
 *
 * The input is the lines of the block; after a line `~~~`, the journal.
 */
#include "fuzz.h"

#include "day.h"
#include "journal.h"
#include "pattern.h"

static const char usual_journal[] =
    "# Leute\n\n- @ada Ada Lovelace every:2w #inner role:editor\n"
    "- @bob Bob Ortiz\n\n## 2026-03-14\n\n"
    "- coffee with @ada and [[Bob Ortiz]]: book > Ada, 2 h. got:advice(2)\n"
    "- 14.03.2026 jam with @bob gave:x #tag\n  - [ ] notes due:2026-03-20\n"
    "- lunch with @team about aaaaaaaaaaaaaaaaaaaaaaaaaaaa (((())))\n";

static bool
starts_character(Slice s, size_t i)
{
	return i == s.n || ((unsigned char)s.at[i] & 0xC0) != 0x80;
}

static void
check_match(const PatternMatch *m, Slice text)
{
	for (size_t g = 0; g < PATTERN_GROUPS; g++) {
		size_t from = m->group[g].from, to = m->group[g].to;
		HOLDS(from <= to && to <= text.n);
		HOLDS(starts_character(text, from) &&
		    starts_character(text, to));
		HOLDS(m->group[g].is_set || (from == 0 && to == 0));
	}
	HOLDS(m->group[0].is_set);
}

/* The pattern on the text from every match on: the same again, without one in
 * between. */
static void
check_pattern(Slice re, Slice text, bool anchored)
{
	static Buffer why;
	PatternMatch m, again;
	why.n = 0;
	Pattern *p = pattern_compile(re, anchored, &why);
	HOLDS((p == NULL) == (why.n != 0));
	if (p == NULL)
		return;
	SAME(pattern_source(p), re);
	HOLDS(pattern_group(p, "amount", 2) < PATTERN_GROUPS);
	for (size_t from = 0; from <= text.n;) {
		if (pattern_match(p, text, from, &m) <= 0)
			break;
		check_match(&m, text);
		HOLDS(!anchored || m.group[0].from <= from);
		if (pattern_match(p, text, from, &again) > 0)
			HOLDS(memcmp(&m.group[0], &again.group[0],
			    sizeof m.group[0]) == 0);
		from = m.group[0].to > from ? m.group[0].to : from + 1;
		while (from < text.n && !starts_character(text, from))
			from++;
	}
	pattern_free(p);
}

/* The settings block and the journal that the input is. */
static void
compose(Slice input, Buffer *text)
{
	static const char fence[] = "\n~~~\n";
	size_t n = sizeof fence - 1, cut = 0;
	while (cut + n <= input.n && memcmp(input.at + cut, fence, n) != 0)
		cut++;
	bool has_journal = cut + n <= input.n;
	cut = has_journal ? cut : input.n;
	text->n = 0;
	buffer_add(text, SLICE("~~~rel\n"));
	buffer_add(text, slice_until(input, cut));
	buffer_add(text, SLICE("\n~~~\n\n"));
	buffer_add(text, has_journal ? slice_from(input, cut + n)
	                             : SLICE(usual_journal));
}

void
fuzz_settings(Slice input)
{
	static FuzzRun runs[2];
	static Buffer text;
	unsigned choice = fuzz_choice(input);
	JournalOptions options = { .today = day_of(2026, 3, 20),
		.check = choice & 1 };
	if ((choice & 2) && fuzz_is_clean(input, "")) {
		size_t end = slice_find(input, 0, '\n');
		check_pattern(slice_until(input, end),
		    slice_from(input, end + 1), choice & 1);
		return;
	}
	compose(input, &text);
	for (int i = 0; i < 2; i++) {
		options.thorough = i != 0;
		fuzz_start(&runs[i]);
		journal_run_bytes(&options, buffer_slice(&text),
		    SLICE("j.md"), &runs[i].out, &runs[i].heard);
	}
	SAME(fuzz_out(&runs[0]), fuzz_out(&runs[1]));
	SAME(fuzz_heard(&runs[0]), fuzz_heard(&runs[1]));
	fuzz_check_records(fuzz_out(&runs[0]));
	fuzz_check_messages(fuzz_heard(&runs[0]));
}
