/* How wide text is shown: what is known at a glance, against what is looked up
 * or counted byte by byte. */
#include "unit.h"

#include "utf8.h"

/* The clusters of s must be of these bytes and widths. */
static void
clusters(Slice s, const size_t bytes[], const int widths[], size_t count)
{
	size_t at = 0, k = 0;
	int width;
	while (at < s.n) {
		size_t end = utf8_cluster(s, at, &width);
		if (!CHECK(k < count) || !EQUAL(end - at, bytes[k]) ||
		    !EQUAL(width, widths[k])) {
			unit_about(slice_from(s, at));
			return;
		}
		at = end;
		k++;
	}
	EQUAL(k, count);
}

static void
widths(void)
{
	/* a; e with acute, decomposed; a wide one; a flag; a heart with VS16;
	 * a hand with a skin tone; a family joined. */
	clusters(SLICE("ae\xCC\x81\xE4\xB8\xAD"),
	    (const size_t[]){ 1, 3, 3 }, (const int[]){ 1, 1, 2 }, 3);
	clusters(SLICE("\xF0\x9F\x87\xAB\xF0\x9F\x87\xB7!"),
	    (const size_t[]){ 8, 1 }, (const int[]){ 2, 1 }, 2);
	clusters(SLICE("\xE2\x9D\xA4\xEF\xB8\x8F.\xE2\x9D\xA4"),
	    (const size_t[]){ 6, 1, 3 }, (const int[]){ 2, 1, 1 }, 3);
	clusters(SLICE("\xF0\x9F\x91\x8B\xF0\x9F\x8F\xBDx"),
	    (const size_t[]){ 8, 1 }, (const int[]){ 2, 1 }, 2);
	clusters(SLICE("\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x91\xA7"),
	    (const size_t[]){ 11 }, (const int[]){ 2 }, 1);
	clusters(SLICE("\xCC\x81"), (const size_t[]){ 2 },
	    (const int[]){ 0 }, 1);
	/* The vowel AM, Thai and Lao; narrow Katakana with sound marks. */
	clusters(SLICE("\xE0\xB8\x97\xE0\xB8\xB3\xE0\xBA\x81\xE0\xBA\xB3"),
	    (const size_t[]){ 6, 6 }, (const int[]){ 2, 2 }, 2);
	clusters(SLICE("\xEF\xBD\xB6\xEF\xBE\x9E\xEF\xBE\x8A\xEF\xBE\x9F"),
	    (const size_t[]){ 6, 6 }, (const int[]){ 2, 2 }, 2);
}

static bool
is_plain(char c)
{
	return c >= ' ' && c <= '~';
}

/* Each byte at each place among plain ones, and behind the end. */
static void
plain_bytes(void)
{
	enum { LONGEST = 40, ALIGNMENTS = 9 };
	char room[ALIGNMENTS + LONGEST + 2];
	for (int i = 0; i < 256 * ALIGNMENTS * LONGEST * LONGEST; i++) {
		size_t from = (size_t)i / 256 % ALIGNMENTS;
		size_t at = (size_t)i / 256 / ALIGNMENTS % LONGEST;
		size_t n = (size_t)i / 256 / ALIGNMENTS / LONGEST;
		memset(room, i % 2 == 0 ? ' ' : '~', sizeof room);
		room[from + at] = (char)(i % 256);
		Slice s = { room + from, n };
		size_t wanted = at < n && !is_plain(s.at[at]) ? at : n;
		if (!EQUAL(utf8_skip_plain(s, 0), wanted))
			return;
	}
}

static void
plain_from_any_place(void)
{
	char text[80];
	for (int round = 0; round < 20000; round++) {
		Slice s = { text, unit_random(sizeof text + 1) };
		for (size_t i = 0; i < s.n; i++)
			text[i] = unit_random(20) == 0
			    ? (char)unit_random(256) : 'a';
		for (size_t i = 0; i <= s.n; i++) {
			size_t wanted = i;
			while (wanted < s.n && is_plain(text[wanted]))
				wanted++;
			if (!EQUAL(utf8_skip_plain(s, i), wanted))
				return;
		}
	}
}

/* The first cluster of the text must be its first n bytes, one cell wide. */
static bool
is_one_cell(const Buffer *text, size_t n)
{
	int width;
	return EQUAL(utf8_cluster(buffer_slice(text), 0, &width), n) &&
	    EQUAL(width, 1);
}

/* Letters that the tables are not asked for: U+00A0 asks for them. */
static void
latin_letters(void)
{
	Buffer text = { 0 };
	for (uint32_t c = 0x20; c < 0x300; c++) {
		if (c >= 0x7F && c < 0xC0)
			continue;
		text.n = 0;
		text.n = utf8_put(buffer_room(&text, 4), c);
		size_t n = text.n;
		bool alone = is_one_cell(&text, n);
		buffer_add(&text, SLICE("\xC2\xA0"));
		bool before = is_one_cell(&text, n);
		text.n = n;
		buffer_add(&text, SLICE("\xC3\xA9"));
		if (!alone || !before || !is_one_cell(&text, n))
			break;
		text.n = n;
		buffer_add(&text, SLICE("\xCC\x81"));
		int width;
		if (!EQUAL(utf8_cluster(buffer_slice(&text), 0, &width),
		        text.n) || !EQUAL(width, 1))
			break;
	}
	buffer_free(&text);
}

const UnitTest width_tests[] = {
	{ "clusters have the width that terminals give them", widths },
	{ "the first byte that is not plain is found everywhere",
	    plain_bytes },
	{ "and from any place on", plain_from_any_place },
	{ "letters known without the tables are as these say",
	    latin_letters },
	UNIT_END
};
