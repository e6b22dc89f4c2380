/* Slices and buffers. */
#include "unit.h"

static void
parts(void)
{
	Slice s = SLICE("abcdef");
	SAME(slice_from(s, 2), SLICE("cdef"));
	SAME(slice_from(s, 6), SLICE(""));
	SAME(slice_from(s, 99), SLICE(""));
	SAME(slice_until(s, 2), SLICE("ab"));
	SAME(slice_until(s, 99), s);
	SAME(slice_between(s, 1, 4), SLICE("bcd"));
	EQUAL(slice_between(s, 3, 3).n, 0);
	EQUAL(slice_of(NULL).n, 0);
	SAME(slice_of("x"), SLICE("x"));
}

static void
comparing(void)
{
	CHECK(slice_equal(SLICE_NONE, SLICE("")));
	CHECK(!slice_equal(SLICE("a"), SLICE("ab")));
	CHECK(slice_compare(SLICE("a"), SLICE("ab")) < 0);
	CHECK(slice_compare(SLICE("b"), SLICE("ab")) > 0);
	CHECK(slice_compare(SLICE_NONE, SLICE("")) == 0);
	CHECK(slice_compare(SLICE_NONE, SLICE("a")) < 0);
	/* By bytes: unsigned, and a NUL is a byte as any. */
	CHECK(slice_compare(SLICE("\xC3\xA9"), SLICE("z")) > 0);
	CHECK(slice_compare(SLICE("a\0a"), SLICE("a\0b")) < 0);
	CHECK(slice_starts(SLICE("abc"), SLICE("ab")));
	CHECK(slice_starts(SLICE("abc"), SLICE_NONE));
	CHECK(!slice_starts(SLICE("a"), SLICE("ab")));
	CHECK(slice_ends(SLICE("abc"), SLICE("bc")));
	CHECK(!slice_ends(SLICE("c"), SLICE("bc")));
	CHECK(slice_equal_nocase(SLICE("AbZ"), SLICE("aBz")));
	CHECK(!slice_equal_nocase(SLICE("ab"), SLICE("abc")));
	CHECK(!slice_equal_nocase(SLICE("ab"), SLICE("ac")));
	CHECK(!slice_equal_nocase(SLICE("@"), SLICE("`")));
	CHECK(!slice_equal_nocase(SLICE("["), SLICE("{")));
}

static void
finding(void)
{
	Slice s = SLICE("a,b,,c");
	EQUAL(slice_find(s, 0, ','), 1);
	EQUAL(slice_find(s, 2, ','), 3);
	EQUAL(slice_find(s, 4, ','), 4);
	EQUAL(slice_find(s, 5, ','), 6);
	EQUAL(slice_find(s, 6, ','), 6);
	EQUAL(slice_find(s, 99, ','), 6);
	EQUAL(slice_find(SLICE_NONE, 0, ','), 0);
	SAME(slice_trim(SLICE(" \ta b\t ")), SLICE("a b"));
	SAME(slice_trim(SLICE("\n ")), SLICE("\n"));
	SAME(slice_trim(SLICE(" \t")), SLICE(""));
	SAME(slice_trim_end(SLICE(" a ")), SLICE(" a"));
}

static void
items(void)
{
	Slice list = SLICE(" a b ,,c\t,"), item;
	static const char *const wanted[] = { "a b", "", "c", "" };
	for (size_t i = 0; i < LENGTH(wanted); i++) {
		CHECK(slice_next_item(&list, &item));
		SAME(item, slice_of(wanted[i]));
	}
	CHECK(!slice_next_item(&list, &item));
	list = SLICE("");
	CHECK(slice_next_item(&list, &item) && item.n == 0);
	CHECK(!slice_next_item(&list, &item));
}

static void
bytes(void)
{
	for (int c = 0; c < 256; c++) {
		bool digit = strchr("0123456789", c) != NULL && c != 0;
		bool lower = c >= 'a' && c <= 'z';
		bool upper = c >= 'A' && c <= 'Z';
		CHECK(byte_is_digit((char)c) == digit);
		CHECK(byte_is_letter((char)c) == (lower || upper));
		CHECK(byte_lower((char)c) == (char)(upper ? c + 32 : c));
	}
}

static void
buffers(void)
{
	Buffer b = { 0 };
	buffer_add(&b, SLICE_NONE);
	EQUAL(b.n, 0);
	for (int i = 0; i < 100000; i++) {
		buffer_add(&b, SLICE("ab"));
		buffer_add_byte(&b, 'c');
	}
	EQUAL(b.n, 300000);
	for (size_t i = 0; i < b.n; i++)
		if (!EQUAL(b.at[i], "abc"[i % 3]))
			break;
	b.n = 0;
	memcpy(buffer_room(&b, 3), "xyz", 3);
	EQUAL(b.n, 0);
	b.n += 3;
	SAME(buffer_slice(&b), SLICE("xyz"));
	buffer_free(&b);
	EQUAL(buffer_slice(&b).n, 0);
}

/* Every byte at every place, among letters and among others. */
static void
words_of_eight(void)
{
	enum { EIGHT = 8 };
	static const char *const around[] = { "abcdWXYZ", "01289079",
		"a b-c_d.", "\xC3\xA9\xC3\xA9zzzz" };
	for (size_t k = 0; k < LENGTH(around) * EIGHT * 256; k++) {
		char at[EIGHT];
		memcpy(at, around[k / 256 / EIGHT], EIGHT);
		at[k / 256 % EIGHT] = (char)(k % 256);
		size_t n = 0;
		while (n < EIGHT && byte_is(at[n], BYTE_LETTER | BYTE_DIGIT))
			n++;
		if (!EQUAL(bytes_word(at), n))
			unit_about((Slice){ at, EIGHT });
	}
}

/* So far that a byte is moved less than three times, on the average. */
static void
growth(void)
{
	enum { MANY = 100000 };
	Buffer b = { 0 };
	size_t moved = 0, cap = 0;
	for (size_t i = 0; i < MANY; i++) {
		buffer_add_byte(&b, 'x');
		moved += b.cap != cap ? i : 0;
		cap = b.cap;
	}
	CHECK(moved < 3 * MANY);
	CHECK(b.cap < 2 * MANY);
	buffer_free(&b);
}

const UnitTest slice_tests[] = {
	{ "parts are clipped to what is there", parts },
	{ "order is by bytes", comparing },
	{ "a byte is found from any place on, white space taken off", finding },
	{ "a list has an item more than commas", items },
	{ "digits and letters are those of ASCII", bytes },
	{ "where a word of eight bytes ends", words_of_eight },
	{ "a buffer keeps what is added", buffers },
	{ "a buffer grows by a half", growth },
	UNIT_END
};
