/* Front matter, told as its pairs: key=value, an item with + for =. */
#include "unit.h"

#include "front.h"

static void
reads(const char *text, const char *wanted)
{
	Front f = { 0 };
	Buffer b = { 0 };
	Slice rest = slice_of(text);
	front_start(&f);
	for (size_t line = 2; rest.n != 0; line++) {
		size_t end = slice_find(rest, 0, '\n');
		front_line(&f, slice_until(rest, end), line);
		rest = slice_from(rest, end + 1);
	}
	for (size_t i = 0; i < f.pairs.n; i++) {
		const FrontPair *p = &f.pairs.at[i];
		buffer_add(&b, p->key);
		buffer_add_byte(&b, p->is_item ? '+' : '=');
		buffer_add(&b, p->value);
		buffer_add_byte(&b, ';');
	}
	if (!SAME(buffer_slice(&b), slice_of(wanted)))
		unit_about(slice_of(text));
	buffer_free(&b);
	front_free(&f);
}

static void
pairs(void)
{
	reads("date: 2026-03-14\nperson: Ada", "date=2026-03-14;person=Ada;");
	reads("a:b\nc :d\n", "");
	reads("a b: c: d\n", "a b=c: d;");
	reads("url: http://x/y:z\n", "url=http://x/y:z;");
	reads("a:\t b \t\n", "a=b;");
	reads("# a: b\n\nc: d # e\n", "c=d;");
	reads("a: b#c\n", "a=b#c;");
	reads("tags: #a\n", "");
	reads(" a: b\n", "");
}

static void
quotes(void)
{
	reads("a: \"b: # c\" # d\n", "a=b: # c;");
	reads("a: 'it''s'\n", "a=it;");
	reads("a: ' b '\n", "a=b;");
	reads("a: \"\"\n", "");
	reads("a: \"b\n", "a=\"b;");
}

static void
lists(void)
{
	reads("a: [b, c]\n", "a+b;a+c;");
	reads("a: [b, \"c, d\", 'e]']\n", "a+b;a+c, d;a+e];");
	reads("a: []\n", "");
	reads("a: [b,, c,]\n", "a+b;a+c;");
	reads("a: [[B]]\n", "a=[[B]];");
	reads("a: [[[B]], [[C]]]\n", "a+[[B]];a+[[C]];");
	reads("a: [b, c\n", "");
	reads("a:\n  - b\n  - c\n", "a+b;a+c;");
	reads("a:\n- b\n- \"c: d\"\n", "a+b;a+c: d;");
	reads("a: # x\n  - b # y\n", "a+b;");
	reads("a:\n  - [[B]]\n", "a+[[B]];");
	reads("a: b\n  - c\n", "a=b;");
	reads("a:\n  -b\n  -\n", "");
}

static void
deeper_things(void)
{
	reads("a: |\n  b: c\nd: e\n", "d=e;");
	reads("a: >\n  b\n", "");
	reads("a: {b: c}\n", "");
	reads("a:\n  - b: c\n  - d:\n  - {e}\n  - [f]\n  - - g\n  - h\n",
	    "a+h;");
	reads("a:\n  b: c\nd: e\n", "d=e;");
}

static void
places(void)
{
	Front f = { 0 };
	front_start(&f);
	front_line(&f, SLICE("a: b"), 2);
	front_line(&f, SLICE("c:"), 3);
	front_line(&f, SLICE("  - d"), 4);
	EQUAL(f.pairs.n, 2);
	EQUAL(f.pairs.at[0].line, 2);
	EQUAL(f.pairs.at[0].column, 1);
	EQUAL(f.pairs.at[1].line, 4);
	EQUAL(f.pairs.at[1].column, 3);
	front_start(&f);
	EQUAL(f.pairs.n, 0);
	front_line(&f, SLICE("  - d"), 2);
	EQUAL(f.pairs.n, 0);
	front_free(&f);
}

const UnitTest front_tests[] = {
	{ "a pair is a key at column 1 and a value after colon and space",
	    pairs },
	{ "quotes and comments are taken off", quotes },
	{ "a list gives its key for each item", lists },
	{ "deeper things are passed over", deeper_things },
	{ "a pair knows its place", places },
	UNIT_END
};
