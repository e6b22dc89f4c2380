/* Text against a twin that knows UTF-8 only by its definition: a sequence is
 * valid if encoding the code point that it says gives it back. */
#include "unit.h"

#include "utf8.h"

#define REPLACED "\xEF\xBF\xBD"

static size_t
encode(char to[4], uint32_t c)
{
	unsigned char *p = (unsigned char *)to;
	if (c < 0x80) {
		p[0] = (unsigned char)c;
		return 1;
	}
	if (c < 0x800) {
		p[0] = (unsigned char)(0xC0 + c / 0x40);
		p[1] = (unsigned char)(0x80 + c % 0x40);
		return 2;
	}
	if (c < 0x10000) {
		p[0] = (unsigned char)(0xE0 + c / 0x1000);
		p[1] = (unsigned char)(0x80 + c / 0x40 % 0x40);
		p[2] = (unsigned char)(0x80 + c % 0x40);
		return 3;
	}
	p[0] = (unsigned char)(0xF0 + c / 0x40000);
	p[1] = (unsigned char)(0x80 + c / 0x1000 % 0x40);
	p[2] = (unsigned char)(0x80 + c / 0x40 % 0x40);
	p[3] = (unsigned char)(0x80 + c % 0x40);
	return 4;
}

/* Length of the valid sequence at byte i, or 0; its code point. */
static size_t
twin_sequence(Slice s, size_t i, uint32_t *c)
{
	static const uint32_t lead[] = { 0, 0, 0xC0, 0xE0, 0xF0 };
	char again[4];
	const unsigned char *p = (const unsigned char *)s.at + i;
	for (size_t n = 1; n <= 4 && n <= s.n - i; n++) {
		if (p[0] < lead[n])
			continue;
		*c = p[0] - lead[n];
		for (size_t k = 1; k < n; k++)
			*c = *c * 0x40 + (uint32_t)(p[k] - 0x80);
		if (*c <= 0x10FFFF && (*c < 0xD800 || *c > 0xDFFF) &&
		    encode(again, *c) == n && memcmp(again, p, n) == 0)
			return n;
	}
	return 0;
}

static bool
twin_is_control(uint32_t c)
{
	return (c < 0x20 && c != '\t') || (c >= 0x7F && c < 0xA0);
}

typedef struct {
	Buffer clean;
	Utf8Shifts shifts;
} Cleaned;

static bool
twin_clean(Slice s, Cleaned *to)
{
	bool bad = false;
	uint32_t c = 0;
	to->clean.n = to->shifts.n = 0;
	for (size_t i = 0, n; i < s.n; i += n) {
		n = twin_sequence(s, i, &c);
		bad = bad || n == 0;
		if (n != 0 && !twin_is_control(c)) {
			buffer_add(&to->clean, slice_between(s, i, i + n));
			continue;
		}
		n = n != 0 ? n : 1;
		buffer_add(&to->clean, SLICE(REPLACED));
		*vec_push(&to->shifts) = (Utf8Shift){ to->clean.n, i + n };
	}
	return bad;
}

static Cleaned came, wanted;

static bool
same_shifts(void)
{
	if (!EQUAL(came.shifts.n, wanted.shifts.n))
		return false;
	for (size_t i = 0; i < came.shifts.n; i++)
		if (!EQUAL(came.shifts.at[i].clean,
		        wanted.shifts.at[i].clean) ||
		    !EQUAL(came.shifts.at[i].raw, wanted.shifts.at[i].raw))
			return false;
	return true;
}

/* Whether s is cleaned as the twin does. */
static bool
cleans(Slice s)
{
	came.clean.n = came.shifts.n = 0;
	bool was_bad = twin_clean(s, &wanted);
	bool good = EQUAL(utf8_clean(s, &came.clean, &came.shifts), was_bad) &&
	    SAME(buffer_slice(&came.clean), buffer_slice(&wanted.clean)) &&
	    same_shifts() &&
	    EQUAL(utf8_is_clean(s), wanted.shifts.n == 0) &&
	    CHECK(utf8_is_clean(buffer_slice(&came.clean)));
	if (!good)
		unit_about(s);
	return good;
}

static void
forget(void)
{
	buffer_free(&came.clean);
	buffer_free(&wanted.clean);
	vec_free(&came.shifts);
	vec_free(&wanted.shifts);
}

/* All sequences of n bytes whose first is `from` to `to`, alone and amid text
 * of a length that moves them through a word. */
static bool
cleans_all(size_t n, uint32_t from, uint32_t to)
{
	char text[32];
	uint32_t end = (to + 1) << (8 * (n - 1));
	for (uint32_t i = from << (8 * (n - 1)); i < end; i++) {
		size_t before = i % 9, after = i % 7;
		memset(text, 'a', sizeof text);
		for (size_t k = 0; k < n; k++)
			text[before + k] = (char)(i >> (8 * (n - 1 - k)));
		if (!cleans((Slice){ text + before, n }) ||
		    !cleans((Slice){ text, before + n + after }))
			return false;
	}
	return true;
}

static void
short_sequences(void)
{
	if (cleans_all(1, 0, 0xFF) && cleans_all(2, 0, 0xFF))
		cleans_all(3, 0xDF, 0xF0);
	forget();
}

/* Of four bytes, those at the edges of every range. */
static void
long_sequences(void)
{
	static const unsigned char bytes[] = { 0x00, 0x09, 0x20, 0x41, 0x7F,
		0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC2, 0xE0, 0xED,
		0xF0, 0xF4, 0xFF };
	char text[24];
	size_t count = LENGTH(bytes);
	for (unsigned lead = 0xEF; lead <= 0xF8; lead++)
		for (size_t i = 0; i < count * count * count * count; i++) {
			size_t rest = i;
			memset(text, 'a', sizeof text);
			text[5] = (char)lead;
			for (size_t k = 6; k < 10; k++, rest /= count)
				text[k] = (char)bytes[rest % count];
			if (!cleans((Slice){ text + i % 6, 10 + i % 7 - 1 })) {
				forget();
				return;
			}
		}
	forget();
}

static void
noise(void)
{
	char text[64];
	for (int round = 0; round < 200000; round++) {
		size_t n = unit_random(sizeof text + 1);
		for (size_t i = 0; i < n; i++)
			text[i] = unit_random(2) == 0
			    ? (char)(0x20 + unit_random(0x5F))
			    : (char)unit_random(256);
		if (!cleans((Slice){ text, n }))
			break;
	}
	forget();
}

static bool
is_scalar(uint32_t c)
{
	return c < 0xD800 || c > 0xDFFF;
}

static void
code_points(void)
{
	char text[6] = { 'x' }, put[4];
	for (uint32_t c = 0; c <= 0x10FFFF; c++) {
		if (!is_scalar(c))
			continue;
		size_t n = encode(text + 1, c), next, start;
		text[1 + n] = 'x';
		Slice s = { text, n + 2 };
		if (!EQUAL(utf8_at(s, 1, &next), c) || !EQUAL(next, 1 + n) ||
		    !EQUAL(utf8_before(s, 1 + n, &start), c) ||
		    !EQUAL(start, 1) || !EQUAL(utf8_put(put, c), n) ||
		    !CHECK(memcmp(put, text + 1, n) == 0))
			return;
	}
}

/* Bad bytes are U+FFFD one by one, from both ends alike. */
static void
bad_bytes(void)
{
	char text[8];
	for (int round = 0; round < 300000; round++) {
		size_t n = 1 + unit_random(sizeof text), next = 0, start;
		for (size_t i = 0; i < n; i++)
			text[i] = (char)(0x70 + unit_random(0x90));
		Slice s = { text, n };
		for (size_t i = 0; i < n; i = next) {
			uint32_t c, twin = 0xFFFD;
			size_t length = twin_sequence(s, i, &twin);
			c = utf8_at(s, i, &next);
			if (!EQUAL(next, i + (length != 0 ? length : 1)) ||
			    !EQUAL(c, length != 0 ? twin : 0xFFFD) ||
			    !EQUAL(utf8_before(s, next, &start), c) ||
			    !EQUAL(start, i)) {
				unit_about(s);
				return;
			}
		}
	}
}

static void
kinds_of_characters(void)
{
	CHECK(utf8_is_letter('a') && utf8_is_letter(0xE9));
	CHECK(utf8_is_letter(0x4E2D) && utf8_is_letter(0x1D5D0));
	CHECK(!utf8_is_letter('1') && !utf8_is_letter(0x301));
	CHECK(!utf8_is_letter('_') && !utf8_is_letter(0x2160));
	CHECK(utf8_is_digit('7') && utf8_is_digit(0x661));
	CHECK(!utf8_is_digit(0xB2) && !utf8_is_digit(0x2160));
	CHECK(utf8_is_mark(0x301) && utf8_is_mark(0x903));
	CHECK(utf8_is_mark(0x20DD) && !utf8_is_mark('a'));
	CHECK(utf8_is_mark(0x300) && !utf8_is_mark(0x2FF));
	CHECK(utf8_is_currency('$') && utf8_is_currency(0x20AC));
	CHECK(utf8_is_currency(0xA3) && !utf8_is_currency('%'));
	for (uint32_t c = 0; c <= 0x10FFFF; c++)
		if (!EQUAL(utf8_is_word(c), utf8_is_letter(c) ||
		        utf8_is_digit(c) || utf8_is_mark(c)))
			return;
}

static void
white_space(void)
{
	/* PropList.txt, White_Space. */
	static const uint32_t spaces[] = { 9, 10, 11, 12, 13, 32, 0x85, 0xA0,
		0x1680, 0x2000, 0x2001, 0x2002, 0x2003, 0x2004, 0x2005, 0x2006,
		0x2007, 0x2008, 0x2009, 0x200A, 0x2028, 0x2029, 0x202F, 0x205F,
		0x3000 };
	size_t k = 0;
	for (uint32_t c = 0; c <= 0x10FFFF; c++) {
		bool is_space = k < LENGTH(spaces) && c == spaces[k];
		k += is_space;
		if (!EQUAL(utf8_is_space(c), is_space))
			return;
	}
	SAME(utf8_trim(SLICE(" \xC2\xA0 a\xE3\x80\x80""b \xE2\x80\xAF")),
	    SLICE("a\xE3\x80\x80""b"));
	SAME(utf8_trim(SLICE(" \t ")), SLICE(""));
	SAME(utf8_trim(SLICE("\xE2\x80\x8B")), SLICE("\xE2\x80\x8B"));
	Slice spaced = SLICE("a \t\xC2\xA0""b");
	EQUAL(utf8_skip_space(spaced, 0), 0);
	EQUAL(utf8_skip_space(spaced, 1), 5);
	EQUAL(utf8_skip_space(spaced, 3), 5);
	EQUAL(utf8_skip_space(spaced, 6), 6);
	CHECK(!utf8_ends_word(spaced, 0) && utf8_ends_word(spaced, 1));
	CHECK(utf8_ends_word(spaced, 3) && !utf8_ends_word(spaced, 5));
	CHECK(utf8_ends_word(spaced, 6) && utf8_ends_word(SLICE_NONE, 0));
	CHECK(utf8_is_blank(SLICE(" \xE2\x80\x83")));
	CHECK(utf8_is_blank(SLICE_NONE));
	CHECK(!utf8_is_blank(SLICE(" . ")));
}

static bool
folds(Slice s, Slice folded)
{
	Buffer b = { 0 };
	utf8_fold(s, &b);
	bool good = SAME(buffer_slice(&b), folded);
	buffer_free(&b);
	return good;
}

static void
folding(void)
{
	static const char *const pairs[][2] = {
		{ "Ada Lovelace", "ada-lovelace" },
		{ "Ada_Lovelace", "ada-lovelace" },
		{ "ADA \t_- LOVELACE", "ada-lovelace" },
		{ "-ada-", "-ada-" },
		{ " ada ", "-ada-" },
		{ "ada\xC2\xA0\xE3\x80\x80""b", "ada-b" },
		{ "Jos\xC3\x89", "jos\xC3\xA9" },
		{ "JOSE\xCC\x81", "jos\xC3\xA9" },
		{ "Stra\xC3\x9F""e", "strasse" },
		{ "STRASSE", "strasse" },
		{ "STRA\xE1\xBA\x9E""E", "strasse" },
		{ "\xCE\xA3\xCE\x8A\xCE\xA3\xCE\xA5\xCE\xA6\xCE\x9F\xCE\xA3",
		    "\xCF\x83\xCE\xAF\xCF\x83\xCF\x85\xCF\x86\xCE\xBF"
		    "\xCF\x83" },
		{ "\xEF\xAC\x81", "fi" },
		/* No language's own way: I is i, dotted I is i and a dot. */
		{ "I", "i" },
		{ "\xC4\xB0", "i\xCC\x87" },
		{ "\xC4\xB1", "\xC4\xB1" },
		/* Canonical, not compatibility: the Kelvin sign is K, a full
		 * width A stays wide. */
		{ "\xE2\x84\xAA", "k" },
		{ "\xEF\xBC\xA1", "\xEF\xBD\x81" },
		{ "\xEA\xB0\x80", "\xE1\x84\x80\xE1\x85\xA1" },
		/* Marks in any order: an ypogegrammeni is a letter when
		 * folded, and must find its place before. */
		{ "\xCE\xB1\xCD\x85\xCC\x81", "\xCE\xAC\xCE\xB9" },
		{ "\xCE\xB1\xCC\x81\xCD\x85", "\xCE\xAC\xCE\xB9" },
		{ "\xE1\xBE\xB4", "\xCE\xAC\xCE\xB9" },
		{ "", "" },
	};
	for (size_t i = 0; i < LENGTH(pairs); i++) {
		Slice s = slice_of(pairs[i][0]), t = slice_of(pairs[i][1]);
		/* Hangul composes: both spellings fold to the syllable. */
		if (slice_starts(t, SLICE("\xE1\x84\x80"))) {
			folds(t, s);
			t = s;
		}
		folds(s, t);
	}
}

/* Whether folding s twice is folding it once. */
static bool
folds_once(Slice s, Buffer *once, Buffer *twice)
{
	once->n = twice->n = 0;
	utf8_fold(s, once);
	utf8_fold(buffer_slice(once), twice);
	return SAME(buffer_slice(twice), buffer_slice(once)) &&
	    CHECK(utf8_is_clean(buffer_slice(once)));
}

static void
folding_twice(void)
{
	char text[6] = { 'x' };
	Buffer once = { 0 }, twice = { 0 };
	for (uint32_t c = 0xA0; c <= 0x10FFFF; c++) {
		if (!is_scalar(c))
			continue;
		size_t n = encode(text + 1, c);
		text[1 + n] = 'X';
		if (!folds_once((Slice){ text, n + 2 }, &once, &twice) ||
		    !folds_once((Slice){ text + 1, n }, &once, &twice))
			break;
	}
	buffer_free(&once);
	buffer_free(&twice);
}

/* Whether s folds to the same behind a character that needs a look at what
 * follows it, and composes with neither, as alone. */
static bool
folds_behind(Slice s, Buffer *alone, Buffer *behind)
{
	static const char first[] = "\xE0\xA4\x84"; /* Devanagari short A */
	Buffer text = { 0 };
	alone->n = behind->n = 0;
	buffer_add(&text, SLICE(first));
	buffer_add(&text, s);
	buffer_add(alone, SLICE(first));
	utf8_fold(s, alone);
	utf8_fold(buffer_slice(&text), behind);
	bool good = SAME(buffer_slice(alone), buffer_slice(behind));
	if (!good)
		unit_about(s);
	buffer_free(&text);
	return good;
}

static void
folding_each(void)
{
	char text[6] = { 'X' };
	Buffer alone = { 0 }, behind = { 0 };
	for (uint32_t c = 0; c < 0x30000; c++) {
		if (!is_scalar(c))
			continue;
		size_t n = encode(text + 1, c);
		text[1 + n] = 'X';
		if (!folds_behind((Slice){ text, n + 2 }, &alone, &behind))
			break;
	}
	buffer_free(&alone);
	buffer_free(&behind);
}

/* What may stand next to each other, in texts of up to sixty bytes and more:
 * separators above all. */
static void
folding_any(void)
{
	enum { TEXTS = 100000, MOST = 64 };
	static const uint32_t starts[] = { 0, ' ', '-', '_', 'A', 'a', 0xA0,
		0xC0, 0x130, 0x1E0, 0x300, 0x345, 0x388, 0x3B0, 0x419, 0x483,
		0x1100, 0x1161, 0x11A8, 0x1E9E, 0x2000, 0x2028, 0x3041, 0x3099,
		0x4E00, 0xAC00, 0x1F300 };
	Buffer text = { 0 }, alone = { 0 }, behind = { 0 };
	for (size_t i = 0; i < TEXTS; i++) {
		size_t count = unit_random(MOST);
		uint32_t few = 1 + unit_random(LENGTH(starts));
		text.n = 0;
		for (size_t k = 0; k < count; k++) {
			uint32_t c = unit_random(3) != 0
			    ? starts[unit_random(6)] + unit_random(32)
			    : starts[unit_random(few)] + unit_random(24);
			text.n += encode(buffer_room(&text, 4), c);
		}
		if (!folds_behind(buffer_slice(&text), &alone, &behind))
			break;
	}
	buffer_free(&text);
	buffer_free(&alone);
	buffer_free(&behind);
}

/* Runs of marks: at the limit, past it, and far past it. */
static void
many_marks(void)
{
	static const size_t runs[] = { 1, 29, 30, 31, 32, 1000, 64000 };
	Buffer name = { 0 }, once = { 0 }, twice = { 0 };
	for (size_t k = 0; k < LENGTH(runs); k++) {
		name.n = 0;
		buffer_add(&name, SLICE("Ade"));
		for (size_t i = 0; i < runs[k]; i++)
			buffer_add(&name, SLICE("\xCC\x81"));
		folds_once(buffer_slice(&name), &once, &twice);
		bool composed = !slice_starts(buffer_slice(&once),
		    SLICE("ade"));
		EQUAL(composed, runs[k] <= 30);
	}
	buffer_free(&name);
	buffer_free(&once);
	buffer_free(&twice);
}

static bool
shows(Slice s, Slice shown)
{
	Buffer b = { 0 };
	utf8_show(s, &b);
	bool good = SAME(buffer_slice(&b), shown);
	buffer_free(&b);
	return good;
}

static void
showing(void)
{
	shows(SLICE("plain \xC3\xA9"), SLICE("plain \xC3\xA9"));
	shows(SLICE("a\x1B[31mb"), SLICE("a^[[31mb"));
	shows(SLICE("\t\n\r\x7F"), SLICE("^I^J^M^?"));
	shows(SLICE("\0"), SLICE("^@"));
	shows(SLICE("a\xC2\x85""b"), SLICE("a" REPLACED "b"));
	shows(SLICE("a\xE2\x80\xAE""b"), SLICE("a<U+202E>b"));
	shows(SLICE("a\xE2\x80\x8B""b"), SLICE("a<U+200B>b"));
	shows(SLICE("\xEF\xBB\xBF"), SLICE("<U+FEFF>"));
	shows(SLICE("\xF3\xA0\x81\x81"), SLICE("<U+E0041>"));
	shows(SLICE("a\xFF""b"), SLICE("a" REPLACED "b"));
	/* Woman, joiner, laptop; a joiner between letters is hidden. */
	Slice coder = SLICE("\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x92\xBB");
	shows(coder, coder);
	shows(SLICE("a\xE2\x80\x8D""b"), SLICE("a<U+200D>b"));
	/* Skin tones and VS16 belong to the pictograph before. */
	Slice dark = SLICE("\xF0\x9F\x91\xA9\xF0\x9F\x8F\xBB\xE2\x80\x8D"
	                   "\xF0\x9F\x92\xBB\xEF\xB8\x8F\xE2\x80\x8D"
	                   "\xF0\x9F\x92\xBB\xF0\x9F\x8F\xBF\xE2\x80\x8D"
	                   "\xF0\x9F\x92\xBB");
	shows(dark, dark);
	shows(SLICE("\xF0\x9F\x91\xA9\xE2\x80\x8D"),
	    SLICE("\xF0\x9F\x91\xA9<U+200D>"));
	shows(SLICE("\xE2\x80\x8D\xF0\x9F\x91\xA9"),
	    SLICE("<U+200D>\xF0\x9F\x91\xA9"));
	/* One selector chooses a form of a character; a run hides bytes. */
	Slice form = SLICE("\xE8\x91\x9B\xF3\xA0\x84\x80");
	shows(form, form);
	shows(SLICE("a\xEF\xB8\x80\xEF\xB8\x81\xF3\xA0\x84\x80"),
	    SLICE("a\xEF\xB8\x80<U+FE01><U+E0100>"));
	shows(SLICE("\xEF\xB8\x8F"), SLICE("<U+FE0F>"));
	shows(SLICE("a\xE2\x80\x8B\xEF\xB8\x8F"),
	    SLICE("a<U+200B><U+FE0F>"));
}

/* The characters that are not seen, or move others. */
static void
hidden(void)
{
	static const uint32_t ranges[][2] = { { 0, 0x1F }, { 0x7F, 0x9F },
		{ 0xAD, 0xAD }, { 0x34F, 0x34F }, { 0x61C, 0x61C },
		{ 0x115F, 0x1160 }, { 0x17B4, 0x17B5 }, { 0x180E, 0x180E },
		{ 0x200B, 0x200F }, { 0x2028, 0x202E }, { 0x2060, 0x206F },
		{ 0x3164, 0x3164 }, { 0xFEFF, 0xFEFF }, { 0xFFA0, 0xFFA0 },
		{ 0xFFF0, 0xFFFB }, { 0x1BCA0, 0x1BCA3 },
		{ 0x1D173, 0x1D17A }, { 0xE0000, 0xE00FF },
		{ 0xE01F0, 0xE0FFF } };
	size_t k = 0;
	for (uint32_t c = 0; c <= 0x10FFFF; c++) {
		while (k < LENGTH(ranges) && c > ranges[k][1])
			k++;
		bool hides = k < LENGTH(ranges) && c >= ranges[k][0];
		if (!EQUAL(utf8_is_hidden(c), hides))
			return;
	}
}

/* Nothing that is shown hides anything. */
static void
nothing_hidden(void)
{
	char text[4];
	Buffer shown = { 0 };
	for (uint32_t c = 0; c <= 0x10FFFF; c++) {
		if (!is_scalar(c))
			continue;
		shown.n = 0;
		utf8_show((Slice){ text, encode(text, c) }, &shown);
		for (size_t i = 0, next; i < shown.n; i = next) {
			uint32_t d = utf8_at(buffer_slice(&shown), i, &next);
			if (!CHECK(!utf8_is_hidden(d)))
				break;
		}
	}
	buffer_free(&shown);
}

/* A part of what was scanned is judged as if nothing stood behind it. */
static void
parts(void)
{
	Slice text = SLICE("a\xC3\xA9 \xE2\x82\xACx \xF0\x9F\x98\x80");
	for (size_t to = 0; to <= text.n; to++) {
		Scan scan;
		scan_start(&scan, scan_odd(), text);
		EQUAL(utf8_is_clean_by(&scan, 0, to),
		    utf8_is_clean(slice_until(text, to)));
	}
}

const UnitTest utf8_tests[] = {
	{ "all sequences of up to three bytes are cleaned as defined",
	    short_sequences },
	{ "longer sequences are cleaned as defined, at each edge",
	    long_sequences },
	{ "noise is cleaned as defined, and each replacement has its place",
	    noise },
	{ "a part is clean by itself", parts },
	{ "each code point is read from both sides and written", code_points },
	{ "each bad byte is one U+FFFD, from both sides", bad_bytes },
	{ "letters, digits, marks and currency signs are Unicode's",
	    kinds_of_characters },
	{ "white space is Unicode's", white_space },
	{ "names that are the same fold alike", folding },
	{ "each code point folds once and for all", folding_twice },
	{ "each letter folds alike, whatever stands before", folding_each },
	{ "any text folds alike, whatever stands before", folding_any },
	{ "a long run of marks is folded, not normalised, and in no time",
	    many_marks },
	{ "what is shown is safe for a terminal", showing },
	{ "hidden are controls of all kinds", hidden },
	{ "no code point stays hidden", nothing_hidden },
	UNIT_END
};
