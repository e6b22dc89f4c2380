/* The wide scanners against their portable twins, and both against what they
 * are to find. */
#include "unit.h"

#include "scan.h"

enum { ROOM = 112, LONGEST = 80, ALIGNMENTS = 17 };

static const char *const sets[] = { "", "\n", "`<@[(#:\\\xF0\xE2",
	"abcdefghijklmnop", "\x80\xFF\x7F\x01" };

/* Both twins on the text, from every byte on. */
static bool
agrees(const ScanSet *set, Slice s)
{
	for (size_t i = 0; i <= s.n; i++)
		if (!EQUAL(scan_any(set, s, i),
		        scan_any_portable(set, s, i)))
			return false;
	return true;
}

/* A sign at each position of n bytes, and behind their end, where it must not
 * be seen. */
static bool
is_found(const ScanSet *set, char sign, char *bytes, size_t n)
{
	char filling = bytes[0];
	for (size_t at = 0; at <= n; at++) {
		Slice s = { bytes, n };
		bytes[at] = sign;
		bool good = EQUAL(scan_any(set, s, 0), at) &&
		    EQUAL(scan_any_portable(set, s, 0), at);
		bytes[at] = filling;
		if (!good)
			return false;
	}
	return true;
}

static bool
is_found_everywhere(const ScanSet *set, char sign, char filling)
{
	char room[ROOM];
	memset(room, filling, sizeof room);
	for (size_t from = 0; from < ALIGNMENTS; from++)
		for (size_t n = 0; n <= LONGEST; n++)
			if (!is_found(set, sign, room + from, n))
				return false;
	return true;
}

static void
single_signs(void)
{
	ScanSet set;
	for (size_t k = 0; k < LENGTH(sets); k++) {
		scan_set(&set, slice_of(sets[k]));
		for (const char *sign = sets[k]; *sign != '\0'; sign++)
			if (!is_found_everywhere(&set, *sign, 'z'))
				return;
	}
	scan_set(&set, SLICE("\0"));
	is_found_everywhere(&set, '\0', '\1');
	scan_set(&set, SLICE("\1"));
	is_found_everywhere(&set, '\1', '\0');
}

static void
random_text(void)
{
	char room[ROOM];
	ScanSet set;
	for (int round = 0; round < 20000; round++) {
		Slice signs = slice_of(sets[(size_t)round % LENGTH(sets)]);
		scan_set(&set, signs);
		size_t from = unit_random(ALIGNMENTS);
		size_t n = unit_random(LONGEST + 1);
		for (size_t i = 0; i < sizeof room; i++) {
			room[i] = (char)unit_random(256);
			if (unit_random(4) != 0)
				room[i] = 'z';
		}
		if (!agrees(&set, (Slice){ room + from, n }))
			return;
	}
}

static void
every_byte(void)
{
	ScanSet set;
	char text[40];
	scan_set(&set, slice_of(sets[2]));
	for (int c = 0; c < 256; c++) {
		bool is_sign = c != 0 && strchr(sets[2], c) != NULL;
		memset(text, c, sizeof text);
		Slice s = { text, sizeof text };
		EQUAL(scan_any(&set, s, 3), is_sign ? 3 : s.n);
		EQUAL(scan_any_portable(&set, s, 3), is_sign ? 3 : s.n);
	}
}

static bool
is_plain(int c)
{
	return c == '\t' || (c >= 0x20 && c <= 0x7E);
}

/* Each byte at each place among plain ones, and behind the end. */
static void
plain_bytes(void)
{
	char room[ROOM];
	memset(room, '~', sizeof room);
	room[0] = room[20] = '\t';
	room[40] = ' ';
	for (int i = 0; i < 256 * ALIGNMENTS * 60; i++) {
		int c = i % 256;
		size_t from = (size_t)i / 256 % ALIGNMENTS;
		size_t at = (size_t)i / 256 / ALIGNMENTS;
		size_t n = at + (size_t)i % 20;
		char was = room[from + at];
		Slice s = { room + from, n };
		room[from + at] = (char)c;
		size_t wanted = is_plain(c) || n == at ? n : at;
		bool good = EQUAL(scan_plain(s, 0), wanted) &&
		    EQUAL(scan_plain_portable(s, 0), wanted);
		room[from + at] = was;
		if (!good)
			return;
	}
}

static void
plain_from_any_place(void)
{
	char text[LONGEST];
	for (int round = 0; round < 20000; round++) {
		Slice s = { text, unit_random(LONGEST + 1) };
		for (size_t i = 0; i < s.n; i++)
			text[i] = unit_random(12) == 0
			    ? (char)unit_random(256) : 'a';
		for (size_t i = 0; i <= s.n; i++) {
			size_t wanted = i;
			while (wanted < s.n &&
			    is_plain((unsigned char)text[wanted]))
				wanted++;
			if (!EQUAL(scan_plain(s, i), wanted) ||
			    !EQUAL(scan_plain_portable(s, i), wanted))
				return;
		}
	}
}

static void
no_text(void)
{
	ScanSet set;
	scan_set(&set, SLICE(":"));
	EQUAL(scan_any(&set, SLICE_NONE, 0), 0);
	EQUAL(scan_any(&set, SLICE("abc"), 3), 3);
	EQUAL(scan_plain(SLICE_NONE, 0), 0);
	EQUAL(scan_plain(SLICE("\n"), 1), 1);
}

const UnitTest scan_tests[] = {
	{ "a sign is found at every place, alignment and length",
	    single_signs },
	{ "the wide and the portable scanner find the same", random_text },
	{ "a byte that is no sign is none", every_byte },
	{ "the first byte that is not plain is found everywhere",
	    plain_bytes },
	{ "and from any place on", plain_from_any_place },
	{ "nothing is found in nothing", no_text },
	UNIT_END
};
