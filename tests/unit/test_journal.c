/* A whole tool in the process: journals to records, in pieces of any size. */
#include "unit.h"

#include "journal.h"

#include <unistd.h>

static const char journal[] =
    "# People\n\n"
    "- @ada Ada Lovelace every:2w birthday:1815-12-10 #inner #work\n"
    "- @bob Bob Ortiz every:2mo/3mo aka:Bobby\n"
    "  - cares about: climbing, open data\n\n"
    "## 2026-03-14 Saturday\n\n"
    "- coffee with @ada: she told me about @carol. got:advice(2) #engine\n"
    "  - [ ] send her the notes due:2026-03-20\n"
    "- email from @bob about the slides gave:slides\n";

static const char records[] =
    "person\t-\tAda Lovelace\t-\t-\t-\t-\t-\t-\t#inner #work\tj.md:3\tada\n"
    "attr\t-\tAda Lovelace\t-\tevery\t2\tw\t-\t-\t-\tj.md:3\t2w\n"
    "attr\t1815-12-10\tAda Lovelace\t-\tbirthday\t-\t-\t-\t-\t-\tj.md:3\t"
    "1815-12-10\n"
    "person\t-\tBob Ortiz\t-\t-\t-\t-\t-\t-\t-\tj.md:4\tbob\n"
    "alias\t-\tBob Ortiz\t-\t-\t-\t-\t-\t-\t-\tj.md:4\tBobby\n"
    "attr\t-\tBob Ortiz\t-\tevery\t2\tmo\t-\t-\t-\tj.md:4\t2mo/3mo\n"
    "attr\t-\tBob Ortiz\t-\tcares-about\t-\t-\t-\t-\t-\tj.md:5\t"
    "climbing, open data\n"
    "contact\t2026-03-14\tAda Lovelace\tboth\tcoffee\t-\t-\t-\t-\t#engine\t"
    "j.md:9\tcoffee with @ada: she told me about @carol. got:advice(2) "
    "#engine\n"
    "mention\t2026-03-14\tcarol\t-\tcoffee\t-\t-\t-\t-\t#engine\tj.md:9\t"
    "coffee with @ada: she told me about @carol. got:advice(2) #engine\n"
    "exchange\t2026-03-14\tAda Lovelace\tin\tadvice\t2\t-\t-\t-\t#engine\t"
    "j.md:9\tcoffee with @ada: she told me about @carol. got:advice(2) "
    "#engine\n"
    "promise\t2026-03-14\tAda Lovelace\tout\topen\t-\t-\t2026-03-20\t-\t-\t"
    "j.md:10\tsend her the notes due:2026-03-20\n"
    "contact\t2026-03-14\tBob Ortiz\tin\temail\t-\t-\t-\t-\t-\tj.md:11\t"
    "email from @bob about the slides gave:slides\n"
    "exchange\t2026-03-14\tBob Ortiz\tout\tslides\t1\t-\t-\t-\t-\tj.md:11\t"
    "email from @bob about the slides gave:slides\n";

static void
from_bytes(void)
{
	Output o;
	Diagnostics d;
	JournalOptions options = { .today = day_of(2026, 3, 20) };
	output_open(&o, OUTPUT_TO_MEMORY);
	unit_listen(&d);
	journal_run_bytes(&options, slice_of(journal), SLICE("j.md"), &o, &d);
	SAME(((Slice){ o.at, o.n }), slice_of(records));
	EQUAL(d.to.n, 0);
	/* Nothing is left over that would change a second run. */
	o.n = 0;
	options.people_only = true;
	journal_run_bytes(&options, slice_of(journal), SLICE("j.md"), &o, &d);
	SAME(((Slice){ o.at, o.n }), slice_until(slice_of(records), o.n));
	output_close(&o);
	diagnostics_close(&d);
}

static void
from_chunks(size_t chunk, Output *o)
{
	static char *const none[] = { NULL };
	UnitChunks chunks = unit_chunks(slice_of(journal), chunk);
	int saved = dup(STDIN_FILENO);
	Diagnostics d;
	unit_listen(&d);
	dup2(chunks.fd, STDIN_FILENO);
	o->n = 0;
	journal_run(&(JournalOptions){ .today = day_of(2026, 3, 20),
	    .label = "j.md" }, none, o, &d);
	if (saved >= 0) {
		dup2(saved, STDIN_FILENO);
		close(saved);
	} else {
		close(STDIN_FILENO);
	}
	EQUAL(d.to.n, 0);
	unit_chunks_end(&chunks);
	diagnostics_close(&d);
}

static void
pieces_of_any_size(void)
{
	static const size_t sizes[] = { 1, 2, 5, 64, 4096 };
	Output o;
	output_open(&o, OUTPUT_TO_MEMORY);
	for (size_t i = 0; i < LENGTH(sizes); i++) {
		from_chunks(sizes[i], &o);
		SAME(((Slice){ o.at, o.n }), slice_of(records));
	}
	output_close(&o);
}

/* What plain entries are made of, and what makes them less plain. */
static const char *const pieces[] = { "coffee", "with ", " ", " ", " ", "@ada",
	"@bob", "@carol", "@me", "@zoë", "@", ": ", ":", " - ", " -- ", "-",
	" to ", "from ", "-> ", " <-", "about ", "About", "gave:book",
	"gave:intro(2)", "got:Open_Data(10)", "gave:x(0)", "gave:(1)",
	"gave:a.b", "gave:b.", "got:\"two words\"", "got:x(1.5)", "gave:@ada",
	"received:y", "gave::z", "Gave:Q", "tone:good", "due:2026-03-20",
	"done:2026-03-21", "due:2026-02-30", "due:2026-03-20.", "by:@bob",
	"next:+2w", "#tag", "#open-data", "#a/b-", "#1", "(", "[", "]", ")",
	"(gave:: x)", "(a:b)", "(a::b)", "[[ada]]", "[[@bob]]", "@[Bob Ortiz]",
	"`code`", "`", "<", "<!-- c -->", "note", "met", "e-mail", "1-1",
	"'", "*", "_", ",", ".", "é", "\t", "\\", "\\@ada", "http://x.y",
	"a@b.c", "@ada's", "@ada-", "09:30", "x:y", "T", "\xC2\xA0", "–", "—",
	"→", "\U0001F4C5 2026-03-20", "\u2705", "\u2705 2026-02-30", "#été",
	"gave:thé", "gave:the(2)é", "égave:x", "(été:: x)", "\u3000" };

/* An item or paragraph, perhaps nested, of such pieces. */
static void
add_entry(Buffer *to)
{
	static const char *const starts[] = { "- ", "- ", "- ", "  - ",
		"  - [ ] ", "  - [x] ", "- [ ] ", "- [-] ", "* ", "  - [y] ",
		"   - ", "    - ", "- [] ", "", "\n## 2026-03-15\n\n- ",
		"\n## 2026-03-16 #day\n\n- ", "\n# @bob\n\n- ",
		"\n## 2026-03-17 lunch with @ada\n\n- " };
	bool plain = unit_random(4) != 0;
	buffer_add(to, slice_of(starts[unit_random(plain ? 8
	    : LENGTH(starts))]));
	if (unit_random(3) != 0)
		buffer_add(to, slice_of("coffee with @ada"));
	else if (unit_random(3) == 0)
		buffer_add(to, slice_of("note"));
	for (uint32_t n = unit_random(9); n > 0; n--) {
		buffer_add(to, slice_of(pieces[unit_random(
		    LENGTH(pieces))]));
		if (unit_random(2) != 0)
			buffer_add_byte(to, ' ');
	}
	buffer_add_byte(to, '\n');
}

/* Whether the short ways write, and say, what the thorough ones do; or judge,
 * on a day when all is far ahead. */
static bool
both_ways(Slice text, bool check)
{
	Output o[2];
	Diagnostics d[2];
	for (int way = 0; way < 2; way++) {
		JournalOptions options = { .thorough = way != 0,
			.check = check,
			.today = day_of(check ? 2025 : 2026, 3, 20) };
		output_open(&o[way], OUTPUT_TO_MEMORY);
		unit_listen(&d[way]);
		journal_run_bytes(&options, text, SLICE("j.md"), &o[way],
		    &d[way]);
	}
	bool same = SAME(((Slice){ o[0].at, o[0].n }),
	    ((Slice){ o[1].at, o[1].n })) &&
	    SAME(unit_heard(&d[0]), unit_heard(&d[1]));
	if (!same)
		unit_about(text);
	for (int way = 0; way < 2; way++) {
		output_close(&o[way]);
		diagnostics_close(&d[way]);
	}
	return same;
}

static void
short_way(void)
{
	Buffer text = { 0 };
	for (int round = 0; round < 3000; round++) {
		text.n = 0;
		buffer_add(&text, slice_of(journal));
		for (int n = 0; n < 12; n++)
			add_entry(&text);
		if (!both_ways(buffer_slice(&text), false) ||
		    !both_ways(buffer_slice(&text), true))
			break;
	}
	buffer_free(&text);
}

/* The types of the records of an entry whose head goes on with so many words
 * and what may end it. */
static void
types_of(const char *start, uint32_t words, const char *end, Output *types)
{
	static const char *const some[] = { "words ", "and ", "more ",
		"ab ", "bout ", "abou ", "a ", "b4 " };
	Buffer text = { 0 };
	Output o;
	Diagnostics d;
	buffer_add(&text, SLICE("## 2026-03-14\n\n- "));
	buffer_add(&text, slice_of(start));
	for (; words > 0; words--)
		buffer_add(&text, slice_of(some[words % LENGTH(some)]));
	buffer_add(&text, slice_of(end));
	buffer_add(&text, SLICE(" with @bob\n"));
	output_open(&o, OUTPUT_TO_MEMORY);
	unit_listen(&d);
	journal_run_bytes(&(JournalOptions){ .today = day_of(2026, 3, 20) },
	    buffer_slice(&text), SLICE("j.md"), &o, &d);
	types->n = 0;
	for (Slice all = { o.at, o.n }; all.n != 0;
	    all = slice_from(all, slice_find(all, 0, '\n') + 1))
		output_write(types, slice_until(all, slice_find(all, 0,
		    '\t') + 1));
	output_close(&o);
	diagnostics_close(&d);
	buffer_free(&text);
}

static void
long_heads(void)
{
	static const char *const starts[] = { "coffee with @ada ", "@ada ",
		"@ada had coffee " };
	static const char *const ends[] = { "x", "about x", "ABOUT", "abouts",
		"x-about", "about-x", "about's", "x'about", "x:", "x :",
		"x: about", "x:about", "- x", "-- x", "x - about", "-x",
		"\xE2\x80\x93 x", "\xC3\xA9" "about", "about\xC3\xA9",
		"\xC3\xA9 about", "bb about", "b:", "coffee about" };
	Output few, many;
	output_open(&few, OUTPUT_TO_MEMORY);
	output_open(&many, OUTPUT_TO_MEMORY);
	for (size_t i = 0; i < LENGTH(starts) * LENGTH(ends); i++) {
		const char *start = starts[i / LENGTH(ends)];
		const char *end = ends[i % LENGTH(ends)];
		types_of(start, 1, end, &few);
		CHECK(few.n != 0);
		for (uint32_t words = 57; words < 97; words++) {
			types_of(start, words, end, &many);
			if (!SAME(((Slice){ many.at, many.n }),
			        ((Slice){ few.at, few.n })))
				unit_about(slice_of(end));
		}
	}
	output_close(&few);
	output_close(&many);
}

/* What is passed over while gathering, and what may follow it. */
static const char *const lines[] = {
	"", "", "", " ", "- one with @ada", "- two with @new gave:cake",
	"  - three", "   - [ ] four due:2026-04-01", " - five", "    - six",
	"      - seven", "- [x] eight by:@bob", "* nine", "text", "@yan Yan",
	"  @yan Yan", "    @yan Yan", "---", "===", "```", "```rel",
	"  ```rel", "    ~~~", "~~~", "kind chess", "roster Friends", "<!--",
	"-->", "> quoted", "| table |", "## 2026-02-03", "## 2026-02-04",
	"## 2026-02-30", "# 2026-02-05", "### 2026-02-06",
	"## 2026-02-07 Sunday", "##  2026-02-08", "## 2026-02-09 ##",
	"# People", "# Friends", "## People", "# @zoe Zoe", "## @yves Yves",
	"#a 2026-02-03", "## [[Bob Ortiz]]", "- @wim Wim every:2w",
	"- city: Lisbon", "- born: 2000-01-01", "every: 3w",
	"- caf\303\251 @ada", "- bad \377 @ada", "  - \303\251 bad \377",
	"- tab\tand \\ @bob", "-", "- ", "- - a", "- -", "<<<<<<< ours",
	"=======", ">>>>>>> theirs" };

/* Where a line more or less passed over would make another heading. */
static const char *const headings[] = {
	"# x\n- one\n - two\n\n  @yan Yan\n---\n",
	"# x\n- one\n\n@yan Yan\n---\n",
	"# x\n- one\n\n  - two\n@yan Yan\n---\n",
	"## 2026-02-03\n- one\n## 2026-02-04\n    - two\n@yan Yan\n---\n",
	"## 2026-02-03\n- one\n## 2026-02-04\n  - two\n\n  @yan Yan\n---\n",
	"## 2026-02-03\n- one\n\n#a 2026-02-04\n---\n### @bob Bob\n- a: b\n",
	"## 2026-02-03\n- one\n## 2026-02-041\n### @bob Bob\n- a: b\n",
	"# 2026-02-03\n- one\n## @bob Bob\n- a: b\n# 2026-02-04\n- c: d\n"
};

static void
passed_over(void)
{
	enum { FEW = 9 };
	Buffer text = { 0 };
	for (size_t i = 0; i < LENGTH(headings); i++)
		both_ways(slice_of(headings[i]), false);
	for (int round = 0; round < 10000; round++) {
		/* Of few kinds, so that they meet in all orders. */
		const char *some[FEW];
		for (int i = 0; i < FEW; i++)
			some[i] = lines[unit_random(LENGTH(lines))];
		text.n = 0;
		buffer_add(&text, slice_of(round % 2 == 0 ? "- one with @ada\n"
		                                          : "one\n- two\n"));
		for (size_t n = 4 + unit_random(16); n > 0; n--) {
			buffer_add(&text, slice_of(some[unit_random(FEW)]));
			buffer_add(&text, unit_random(9) != 0 ? SLICE("\n")
			                                      : SLICE("\r\n"));
		}
		if (unit_random(50) == 0)
			buffer_add(&text, SLICE("- nul \0"));
		if (!both_ways(buffer_slice(&text), round % 4 == 0))
			break;
	}
	buffer_free(&text);
}

const UnitTest journal_tests[] = {
	{ "a journal in memory makes its records", from_bytes },
	{ "a stream reads the same in pieces of any size", pieces_of_any_size },
	{ "the short way for plain entries and the long one are one",
	    short_way },
	{ "a long head is read like a short one", long_heads },
	{ "what is passed over for its declarations has none", passed_over },
	UNIT_END
};
