/*
 * What stands inside a text, told as its bytes in order: `code`, @mention,
 * #tag, key{...}, sign<...>, each with from-to. A mention in a value has ^
 * before it, a value that is unclosed !, an amount its parentheses.
 */
#include "unit.h"

#include "inline.h"

static bool
is_bob(void *context, Slice name)
{
	(void)context;
	return slice_equal_nocase(name, SLICE("bob"));
}

static void
count_limit(void *context, size_t pattern)
{
	(void)pattern;
	++*(int *)context;
}

static const InlineRules usual = { .at_is_mention = true,
	.is_name = is_bob };
static const InlineRules any_key = { .at_is_mention = true, .any_key = true,
	.is_name = is_bob };

static void
add_number(Buffer *b, size_t n)
{
	char text[20];
	size_t i = sizeof text;
	do {
		text[--i] = (char)('0' + n % 10);
		n /= 10;
	} while (n != 0);
	buffer_add(b, (Slice){ text + i, sizeof text - i });
}

static void
tell_key(Buffer *b, const Inline *k)
{
	static const char *const names[] = { "gave", "got", "tone", "for", "at",
		"next", "due", "done", "by", "other" };
	buffer_add(b, slice_of(names[k->key]));
	buffer_add_byte(b, '{');
	if (k->is_unclosed)
		buffer_add_byte(b, '!');
	buffer_add(b, k->value);
	if (k->has_amount) {
		buffer_add_byte(b, '(');
		buffer_add(b, k->amount);
		buffer_add_byte(b, ')');
	}
	buffer_add_byte(b, '}');
}

static void
tell(Buffer *b, const Inline *found)
{
	static const char signs[] = { 'D', 'd', 'x', '+' };
	switch (found->type) {
	case INLINE_CODE:
		buffer_add(b, SLICE("code"));
		break;
	case INLINE_MENTION:
		if (found->in_value)
			buffer_add_byte(b, '^');
		buffer_add_byte(b, '@');
		buffer_add(b, found->name);
		break;
	case INLINE_TAG:
		buffer_add(b, found->name);
		break;
	case INLINE_KEY:
		tell_key(b, found);
		break;
	case INLINE_SIGN:
		buffer_add_byte(b, '<');
		buffer_add_byte(b, signs[found->sign]);
		buffer_add(b, found->reading == DAY_GOOD ? SLICE("good>")
		                                         : SLICE("bad>"));
		break;
	}
	add_number(b, found->from);
	buffer_add_byte(b, '-');
	add_number(b, found->to);
	buffer_add_byte(b, ' ');
}

static void
reads_by(const InlineRules *rules, const char *text, const char *wanted)
{
	Inlines s = { 0 };
	Buffer told = { 0 };
	inline_scan(&s, slice_of(text), rules);
	for (size_t i = 0; i < s.found.n; i++)
		tell(&told, &s.found.at[i]);
	if (told.n != 0)
		told.n--;
	if (!SAME(buffer_slice(&told), slice_of(wanted)))
		unit_about(slice_of(text));
	inline_free(&s);
	buffer_free(&told);
}

static void
reads(const char *text, const char *wanted)
{
	reads_by(&usual, text, wanted);
}

static void
mentions(void)
{
	reads("@ada", "@ada0-4");
	reads("with @ada.", "@ada5-9");
	reads("@ada's", "@ada0-4");
	reads("@a_b-c.d-_.", "@a_b-c.d0-8");
	reads("@1st", "@1st0-4");
	reads("@_a @-a @.a @ @", "");
	reads("a@b x.@c", "");
	reads("(@a) [@b] {@c \"@d '@e *@f _@g ,@h ;@i :@j ~@k",
	    "@a1-3 @b6-8 @c11-13 @d15-17 @e19-21 @f23-25 @g27-29 @h31-33 "
	    "@i35-37 @j39-41 @k43-45");
	reads("–@a —@b …@c", "@a3-5 @b9-11");
	reads("\xC2\xA0@a", "@a2-4");
	reads("@éva", "@éva0-5");
	reads("@ada@bob", "@ada0-4");
	reads("\\@ada @bob", "@bob6-10");
	reads("\\\\@ada", "");
}

static void
bracketed(void)
{
	reads("@[Ada Lovelace]", "@Ada Lovelace0-15");
	reads("@[ A ]", "@A0-6");
	reads("@[] @[ ] @[a[b]", "");
	reads("@[a", "");
	reads("x@[a]", "");
	reads("[[@Ada L]]", "@Ada L0-10");
	reads("[[@Ada L|her]]", "@Ada L0-14");
	reads("x[[@Ada]]", "@Ada1-9");
	reads("[[Bob]] [[Eve]] [[bob|x]]", "@Bob0-7 @bob16-25");
	reads("[[Eve @ada]]", "@ada6-10");
	reads("[[@]] [[]] [[@a]", "@a13-15");
	reads("[[[bob]]]", "@bob1-8");
	reads("\\[[bob]]", "");
}

static void
without_at(void)
{
	InlineRules off = usual;
	off.at_is_mention = false;
	reads_by(&off, "@ada @[Ada] [[@Eve]] [[bob]]",
	    "@Ada5-11 @Eve12-20 @bob21-28");
}

static void
tags(void)
{
	reads("#a", "#a0-2");
	reads("#a/b-c_.", "#a/b-c0-6");
	reads("#1 # a#b ##c", "");
	reads("(#a) ,#b", "#a1-3 #b6-8");
	reads("\\#a", "");
	reads("#été", "#été0-6");
}

static void
code(void)
{
	reads("`@a` @b", "code0-4 @b5-7");
	reads("``a`@b`` @c", "code0-8 @c9-11");
	reads("`a @b", "@b3-5");
	reads("``a` @b", "@b5-7");
	reads("` a `` @b ` @c", "code0-11 @c12-14");
	reads("x <!-- @a --> @b", "code2-13 @b14-16");
	reads("x <!-- @a", "@a7-9");
	reads("<!--> @a", "code0-5 @a6-8");
	reads("<!---> @a", "code0-6 @a7-9");
	reads("<!->-> @a <!--x> @b", "@a7-9 @b17-19");
	reads("<!----> @a", "code0-7 @a8-10");
	reads("gave:`x @a`", "gave{`x}0-7 @a8-10");
	reads("\\`@a` @b", "code1-5 @b6-8");
}

static void
keys(void)
{
	reads("gave:intro", "gave{intro}0-10");
	reads("GAVE:x got:y received:z", "gave{x}0-6 got{y}7-12 got{z}13-23");
	reads("tone:good for:1h at:home next:+2w due:x done:y by:bob",
	    "tone{good}0-9 for{1h}10-16 at{home}17-24 next{+2w}25-33 "
	    "due{x}34-39 done{y}40-46 by{bob}47-53");
	reads("gave:a,b. gave:c) gave:d!?;:,.", "gave{a,b}0-8 gave{c}10-16 "
	    "gave{d}18-24");
	reads("(gave:x) [gave:y] ,gave:z", "gave{x}1-7 gave{y}10-16 "
	    "gave{z}19-25");
	reads("xgave:a ;gave:b :gave:c", "");
	reads("gave: a gave :b gave::c", "");
	reads("role:x", "");
	reads("\\gave:x", "");
	reads("gave:a[b] [gave:c]", "gave{a[b]}0-9 gave{c}11-17");
	reads("gave:#a at:b#c", "gave{#a}0-7 at{b#c}8-14");
	reads("gave:@ada", "gave{@ada}0-9 ^@ada5-9");
	reads("at:@[Ada L]", "at{@[Ada}0-8");
	reads("by:@[Bob O] x", "by{@[Bob O]}0-11 ^@Bob O3-11");
	reads("by:[[bob]]", "by{[[bob]]}0-10 ^@bob3-10");
}

static void
amounts(void)
{
	reads("gave:x(2)", "gave{x(2)}0-9");
	reads("gave:x(2), y", "gave{x(2)}0-9");
	reads("gave:x (2)", "gave{x}0-6");
	reads("gave:(2)", "gave{(2)}0-8");
	reads("gave:x()", "gave{x()}0-8");
	reads("gave:x(2 h)y", "gave{x(2 h)}0-11");
	reads("gave:x(2 y", "gave{!x}0-8");
	reads("at:x(2)", "at{x}0-4");
	reads("gave:\"two evenings\"(3h)", "gave{two evenings(3h)}0-23");
	reads("gave:\"a", "gave{!}0-7");
	reads("gave:\"a b", "gave{!}0-7");
	reads("gave:\"@ada\"", "gave{@ada}0-11 ^@ada6-10");
	reads("gave:\"\"", "gave{}0-7");
}

static void
dataview(void)
{
	reads("[gave:: an intro]", "gave{an intro}0-17");
	reads("(got:: x)", "got{x}0-9");
	reads("[gave:: to @carol (2)]", "gave{to @carol (2)(2)}0-22 "
	    "^@carol11-17");
	reads("[gave:: a [b] c]", "gave{a [b] c}0-16");
	reads("[gave:: a (b]", "gave{a (b}0-13");
	reads("[gave:: a", "");
	reads("[gave::]", "gave{}0-8");
	reads("x[gave:: y]", "gave{y}1-11");
	reads("[role:: y]", "");
	reads("\\[gave:: y]", "");
	reads("[gave:: #t \"q\" due:x]", "gave{#t \"q\" due:x}0-21");
	reads("[[gave:: a]]", "");
}

/* A matching bracket counts within 1024 bytes. */
static void
far_brackets(void)
{
	enum { FARTHEST = 1024 };
	for (size_t far = FARTHEST - 1; far <= FARTHEST + 1; far++) {
		Inlines s = { 0 };
		Buffer text = { 0 };
		buffer_add(&text, SLICE("[gave:: "));
		while (text.n < far)
			buffer_add_byte(&text, 'x');
		buffer_add_byte(&text, ']');
		inline_scan(&s, buffer_slice(&text), &usual);
		EQUAL(s.found.n, far <= FARTHEST);
		text.n = 0;
		buffer_add(&text, SLICE("gave:x("));
		while (text.n < 6 + far)
			buffer_add_byte(&text, '1');
		buffer_add_byte(&text, ')');
		inline_scan(&s, buffer_slice(&text), &usual);
		EQUAL(s.found.n, 1);
		EQUAL(s.found.at[0].has_amount, far <= FARTHEST);
		EQUAL(s.found.at[0].is_unclosed, far > FARTHEST);
		inline_free(&s);
		buffer_free(&text);
	}
}

static void
signs(void)
{
	reads("📅 2026-03-14", "<Dgood>0-15");
	reads("📅2026-03-14", "<Dgood>0-14");
	reads("✅ 2026-02-30", "<dbad>0-14");
	reads("❌\xEF\xB8\x8F  2026-03-14", "<xgood>0-18");
	reads("➕ [[2026-03-14]]", "<+good>0-18");
	reads("📅 tomorrow ✅", "");
	reads("📅 2026-03-14th", "");
	reads("📆 2026-03-14", "");
}

static void
rosters(void)
{
	reads_by(&any_key, "@ada Ada every:2w role:\"chief engineer\" #inner",
	    "@ada0-4 other{2w}9-17 other{chief engineer}18-39 #inner40-46");
	reads_by(&any_key, "a-b:c(d) 1a:b", "other{c(d}0-7");
	reads_by(&any_key, "url:http://x https://y",
	    "other{http://x}0-12");
	reads_by(&any_key, "[org:: A B]", "other{A B}0-11");
	reads_by(&any_key, "été:x", "other{x}0-7");
}

/* The user's notations: where ours stands first it wins, and the other way
 * round. */
static void
patterns(void)
{
	Buffer why = { 0 };
	InlinePattern list[2] = { { .notation = NOTATION_PERSON, .what = 1 },
		{ .notation = NOTATION_GAVE, .what = 1, .amount = 2 } };
	InlineRules rules = usual;
	list[0].pattern = pattern_compile(SLICE("~(\\w+)"), 0, &why);
	list[1].pattern = pattern_compile(SLICE("\\+(\\w+)(?:=(\\d+))?"),
	    0, &why);
	rules.patterns = list;
	rules.pattern_count = 2;
	reads_by(&rules, "~ada x ~bob", "@ada0-4 @bob7-11");
	reads_by(&rules, "+tea +cake=2", "gave{tea}0-4 gave{cake(2)}5-12");
	reads_by(&rules, "`~ada` ~bob", "code0-6 @bob7-11");
	reads_by(&rules, "@a~b gave:~c", "@a0-2 @b2-4 gave{~c}5-12");
	reads_by(&rules, "[gave:: ~c] ~d", "gave{~c}0-11 @d12-14");
	reads_by(&rules, "plain", "");
	pattern_free(list[0].pattern);
	pattern_free(list[1].pattern);
	/* Empty matches move on; a slow one is told, once a text. */
	int slow = 0;
	list[0].pattern = pattern_compile(SLICE("(?=(x))"), 0, &why);
	list[1].pattern = pattern_compile(SLICE("(a+)+$"), 0, &why);
	rules.on_limit = count_limit;
	rules.context = &slow;
	reads_by(&rules, "axxa @b", "@b5-7");
	EQUAL(slow, 0);
	reads_by(&rules, "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa! @b",
	    "@b44-46");
	EQUAL(slow, 1);
	pattern_free(list[0].pattern);
	pattern_free(list[1].pattern);
	buffer_free(&why);
}

/* Whatever the text: what is found stands in order, apart, within it. */
static void
noise(void)
{
	static const char *const pieces[] = { "@", "a", "[", "]", "[[", "]]",
		"(", ")", "`", "``", "<!--", "-->", "gave:", "gave::", "\"",
		" ", ":", "#", "\\", "📅", "2026-03-14", "é", ".", "by:" };
	Buffer text = { 0 };
	Inlines s = { 0 };
	for (int round = 0; round < 100000; round++) {
		size_t at = 0;
		text.n = 0;
		for (uint32_t n = unit_random(16); n > 0; n--)
			buffer_add(&text, slice_of(pieces[unit_random(
			    (uint32_t)LENGTH(pieces))]));
		inline_scan(&s, buffer_slice(&text),
		    round % 2 == 0 ? &usual : &any_key);
		for (size_t i = 0; i < s.found.n; i++) {
			const Inline *f = &s.found.at[i];
			bool inside = f->in_value;
			if (!CHECK(f->from < f->to) ||
			    !CHECK(f->to <= (inside ? at : text.n)) ||
			    !CHECK(inside || f->from >= at)) {
				unit_about(buffer_slice(&text));
				round = 100000;
				break;
			}
			at = inside ? at : f->to;
		}
	}
	inline_free(&s);
	buffer_free(&text);
}

/* So many of a piece that looking at each rest again would take hours. */
static void
many(void)
{
	enum { MANY = 300000 };
	static const char *const pieces[] = { "[", "[[", "@[", "(", "`", "<!--",
		"[gave:: ", "(gave:: ", " gave:x(", " gave:\"", " by:@[",
		" by:[[", "[gave:: `", "[gave:: @[", " gave:`", ":", "@", "#",
		"\\", "📅 ", "a-", "[[a|", "[gave:: (x)" };
	Buffer text = { 0 };
	Inlines s = { 0 };
	for (size_t k = 0; k < LENGTH(pieces); k++) {
		text.n = 0;
		for (int i = 0; i < MANY; i++)
			buffer_add(&text, slice_of(pieces[k]));
		inline_scan(&s, buffer_slice(&text), &usual);
		inline_scan(&s, buffer_slice(&text), &any_key);
	}
	/* Backticks of every length, none of which is there twice. */
	text.n = 0;
	for (size_t i = 1; i < 4000; i++) {
		memset(buffer_room(&text, i), '`', i);
		text.n += i;
		buffer_add_byte(&text, ' ');
	}
	inline_scan(&s, buffer_slice(&text), &usual);
	EQUAL(s.found.n, 0);
	inline_free(&s);
	buffer_free(&text);
}

static void
words(void)
{
	static const struct {
		const char *text;
		size_t end;
	} cases[] = { { "ada lovelace", 3 }, { "rock'n'roll x", 11 },
		{ "mother-in-law.", 13 }, { "a-", 1 }, { "a'", 1 },
		{ "a--b", 1 }, { "'a", 0 }, { "-a", 0 }, { "1-1", 3 },
		{ "éva.", 4 }, { "", 0 }, { ".", 0 }, { "a_b", 1 } };
	for (size_t i = 0; i < LENGTH(cases); i++)
		if (!EQUAL(inline_word_end(slice_of(cases[i].text), 0),
		        cases[i].end))
			unit_about(slice_of(cases[i].text));
}

const UnitTest inline_tests[] = {
	{ "@name is a mention where one may stand", mentions },
	{ "names in brackets are mentions", bracketed },
	{ "without @name the other forms stay", without_at },
	{ "tags start with a letter", tags },
	{ "code and comments are inert", code },
	{ "keys have values without a space", keys },
	{ "an amount follows in parentheses", amounts },
	{ "Dataview's form reaches to the matching bracket", dataview },
	{ "a bracket too far away does not match", far_brackets },
	{ "date signs have dates", signs },
	{ "in a roster any key counts", rosters },
	{ "a user's notation counts where ours does not stand", patterns },
	{ "what is found stands in order and apart", noise },
	{ "any number of unclosed things is read in one pass", many },
	{ "a word holds single ' and -", words },
	UNIT_END
};
