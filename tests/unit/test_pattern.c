/* The user's patterns, and their limits. */
#include "unit.h"

#include "pattern.h"

/* The pattern, which must be a good one. */
static Pattern *
compiled(const char *re, unsigned how)
{
	Buffer why = { 0 };
	Pattern *p = pattern_compile(slice_of(re), how, &why);
	CHECK(p != NULL);
	EQUAL(why.n, 0);
	buffer_free(&why);
	return p;
}

static void
matches(void)
{
	Pattern *p = compiled("(?<name>[A-Z]\\w+) (x)?", 0);
	Slice text = SLICE("- Ada \xC3\x89va x");
	PatternMatch m;
	EQUAL(pattern_match(p, text, 0, &m), 1);
	EQUAL(m.group[0].from, 2);
	EQUAL(m.group[0].to, 6);
	EQUAL(m.group[1].to, 5);
	CHECK(m.group[1].is_set && !m.group[2].is_set);
	CHECK(!m.group[3].is_set && m.group[3].to == 0);
	/* Letters are Unicode's. */
	EQUAL(pattern_match(p, text, 3, &m), 0);
	EQUAL(pattern_group(p, "name", 2), 1);
	EQUAL(pattern_group(p, "other", 2), 2);
	EQUAL(pattern_group(p, "other", 3), 0);
	pattern_free(p);
	p = compiled("\\w+", PATTERN_ANCHORED);
	EQUAL(pattern_match(p, SLICE(" \xC3\x89va"), 0, &m), 0);
	EQUAL(pattern_match(p, SLICE(" \xC3\x89va"), 1, &m), 1);
	EQUAL(m.group[0].to, 5);
	EQUAL(pattern_match(p, SLICE_NONE, 0, &m), 0);
	pattern_free(p);
	p = compiled("\xC3\xA9VA", PATTERN_ANY_CASE);
	EQUAL(pattern_match(p, text, 0, &m), 1);
	EQUAL(m.group[0].from, 6);
	pattern_free(p);
	p = compiled("ADA|\\w", PATTERN_ANY_CASE | PATTERN_ANCHORED);
	EQUAL(pattern_match(p, text, 0, &m), 0);
	EQUAL(pattern_match(p, text, 2, &m), 1);
	EQUAL(m.group[0].to, 5);
	pattern_free(p);
	pattern_free(NULL);
}

static void
bad_patterns(void)
{
	static const char *const bad[] = { "(", "[", "a{2,1}", "(?<n>", "\\",
		"(?P<1>x)", "\\C", "*", "\xFF" };
	for (size_t i = 0; i < LENGTH(bad); i++) {
		Buffer why = { 0 };
		Pattern *p = pattern_compile(slice_of(bad[i]), 0, &why);
		CHECK(p == NULL);
		if (!CHECK(why.n > 0))
			unit_about(slice_of(bad[i]));
		pattern_free(p);
		buffer_free(&why);
	}
}

/* Of many groups the first few are told. */
static void
groups(void)
{
	Pattern *p = compiled("(a)(b)(c)(d)(e)(f)(g)(h)(?<n>i)", 0);
	PatternMatch m;
	EQUAL(pattern_match(p, SLICE("xabcdefghi"), 0, &m), 1);
	for (size_t g = 1; g < PATTERN_GROUPS; g++) {
		EQUAL(m.group[g].from, g);
		EQUAL(m.group[g].to, g + 1);
	}
	EQUAL(pattern_group(p, "x", PATTERN_GROUPS - 1), PATTERN_GROUPS - 1);
	EQUAL(pattern_group(p, "x", PATTERN_GROUPS), 0);
	EQUAL(pattern_group(p, "n", 1), 0);
	SAME(pattern_source(p), SLICE("(a)(b)(c)(d)(e)(f)(g)(h)(?<n>i)"));
	pattern_free(p);
	p = compiled("(a)|(b)", 0);
	EQUAL(pattern_match(p, SLICE("b"), 0, &m), 1);
	CHECK(!m.group[1].is_set && m.group[2].is_set);
	EQUAL(pattern_match(p, SLICE("a"), 0, &m), 1);
	CHECK(m.group[1].is_set && !m.group[2].is_set);
	pattern_free(p);
}

/* What would take ages ends as a limit, never as "no match". */
static void
limits(void)
{
	static const char *const slow[] = { "(a+)+$", "(a|aa)+$",
		"(a*)*b\\1c", "^(a?){40}a{40}$", "(?:.*.*.*.*.*)=" };
	char text[4001];
	PatternMatch m;
	memset(text, 'a', sizeof text - 1);
	text[sizeof text - 1] = '!';
	for (size_t i = 0; i < LENGTH(slow); i++) {
		Pattern *p = compiled(slow[i], 0);
		int got = pattern_match(p, (Slice){ text, sizeof text }, 0,
		    &m);
		if (!CHECK(got <= 0))
			unit_about(slice_of(slow[i]));
		/* Of these two the engine cannot see that they fail. */
		if (i < 2)
			EQUAL(got, -1);
		pattern_free(p);
	}
	/* One that did so time and again is given up. */
	Pattern *p = compiled("(a+)+$", 0);
	EQUAL(pattern_match(p, SLICE("a"), 0, &m), 1);
	for (int i = 0; i < 100; i++)
		EQUAL(pattern_match(p, (Slice){ text, sizeof text }, 0, &m),
		    -1);
	EQUAL(pattern_match(p, SLICE("a"), 0, &m), -1);
	pattern_free(p);
}

/* Of patterns that go astray many together are allowed hardly more than a
 * few; some leave the others as they are. */
static void
shared_effort(void)
{
	enum { MANY = 100, BAD = 12, FIRST = 16 };
	char text[41];
	PatternEffort effort = { 0 };
	PatternMatch m;
	memset(text, 'a', sizeof text - 1);
	text[sizeof text - 1] = '!';
	Slice whole = { text, sizeof text }, part = slice_from(whole, 20);
	Pattern *fair = compiled("(a|aa)+$", 0);
	pattern_share_effort(fair, &effort);
	for (int k = 0; k < BAD; k++) {
		Pattern *bad = compiled("(a+)+$", 0);
		pattern_share_effort(bad, &effort);
		for (int i = 0; i < MANY; i++)
			EQUAL(pattern_match(bad, whole, 0, &m), -1);
		pattern_free(bad);
		if (k == 0)
			EQUAL(pattern_match(fair, part, 0, &m), 0);
	}
	EQUAL(effort.taken, FIRST);
	EQUAL(pattern_match(fair, part, 0, &m), -1);
	EQUAL(pattern_match(fair, SLICE("aa"), 0, &m), 1);
	pattern_free(fair);
}

/* The more text there is, the more matches may take long. */
static void
effort_for_text(void)
{
	enum { MANY = 1000, N = 1 << 16 };
	char text[21];
	Buffer prose = { 0 };
	PatternMatch m;
	memset(text, 'a', sizeof text - 1);
	text[sizeof text - 1] = '!';
	memset(buffer_room(&prose, N), '.', N);
	prose.n = N;
	Pattern *p = compiled("(a|aa)+$", 0);
	for (int i = 0; i < MANY; i++) {
		EQUAL(pattern_match(p, (Slice){ text, sizeof text }, 0, &m),
		    0);
		EQUAL(pattern_match(p, buffer_slice(&prose), 0, &m), 0);
	}
	pattern_free(p);
	buffer_free(&prose);
}

/* A match too deep for the JIT's stack is made without it. */
static void
deep(void)
{
	enum { N = 200000 };
	Buffer text = { 0 };
	PatternMatch m;
	Pattern *p = compiled("^(?:a(?=(b))?)*+!", 0);
	memset(buffer_room(&text, N), 'a', N);
	text.n = N;
	buffer_add_byte(&text, '!');
	EQUAL(pattern_match(p, buffer_slice(&text), 0, &m), 1);
	EQUAL(m.group[0].to, N + 1);
	pattern_free(p);
	buffer_free(&text);
}

const UnitTest pattern_tests[] = {
	{ "a match and its groups are found where they stand", matches },
	{ "the first groups are told, by number and name", groups },
	{ "a bad pattern is none, and it is said why", bad_patterns },
	{ "a pattern that takes too long is an error", limits },
	{ "many patterns that take too long take no longer than a few",
	    shared_effort },
	{ "and more of them with more text", effort_for_text },
	{ "a long text is matched whole", deep },
	UNIT_END
};
