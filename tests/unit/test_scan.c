/* Every way of scanning against what it is to find, in texts that begin and
 * end at every place of a window. */
#include "unit.h"

#include "scan.h"

enum { ROOM = 256, LONGEST = 150, ALIGNMENTS = 17 };

static const struct {
	const char *signs;
	bool beyond;
} sets[] = { { "", false }, { "\n", false }, { "`<@[(#:\\", true },
	{ "abcdefghijklmnopqrstuvwxyz0123456789 ", false },
	{ "\x7F\x01@`", false }, { "", true } };

static bool
has(size_t k, char c)
{
	return (unsigned char)c >= 0x80 ? sets[k].beyond
	    : c != '\0' && strchr(sets[k].signs, c) != NULL;
}

static size_t
wanted(size_t k, Slice s, size_t i)
{
	while (i < s.n && !has(k, s.at[i]))
		i++;
	return i;
}

/* From every byte on, and from sign to sign. */
static bool
is_right(const ScanSet *set, size_t k, Slice s)
{
	Scan scan;
	scan_start(&scan, set, s);
	for (size_t i = 0; i <= s.n; i++)
		if (!EQUAL(scan_any(set, s, i), wanted(k, s, i)) ||
		    !EQUAL(scan_next(&scan, i), wanted(k, s, i)))
			return false;
	scan_start(&scan, set, s);
	for (size_t i = 0; i < s.n; i++) {
		size_t next = wanted(k, s, i);
		if (!EQUAL(scan_next(&scan, i), next))
			return false;
		i = next;
	}
	return true;
}

/* A sign at each place of n bytes, and behind their end, where it must not be
 * seen. */
static bool
is_found(const ScanSet *set, char sign, char *bytes, size_t n)
{
	char filling = bytes[0];
	for (size_t at = 0; at <= n; at++) {
		bytes[at] = sign;
		bool good = EQUAL(scan_any(set, (Slice){ bytes, n }, 0), at);
		bytes[at] = filling;
		if (!good)
			return false;
	}
	return true;
}

static void
single_signs(void)
{
	char room[ROOM];
	ScanSet set;
	for (int sign = 0; sign < 0x80; sign++) {
		char c = (char)sign;
		scan_set(&set, (Slice){ &c, 1 }, false);
		memset(room, sign == 'z' ? 'y' : 'z', sizeof room);
		for (size_t n = 0; n <= LONGEST; n += 13)
			if (!is_found(&set, c, room + n % ALIGNMENTS, n))
				return;
	}
	scan_set(&set, SLICE(""), true);
	memset(room, 'z', sizeof room);
	for (int sign = 0x80; sign < 0x100; sign++)
		if (!is_found(&set, (char)sign, room, LONGEST))
			return;
}

static void
random_text(void)
{
	char room[ROOM];
	ScanSet set;
	for (int round = 0; round < 3000; round++) {
		size_t k = (size_t)round % LENGTH(sets);
		scan_set(&set, slice_of(sets[k].signs), sets[k].beyond);
		size_t from = unit_random(ALIGNMENTS);
		size_t n = unit_random(LONGEST + 1);
		bool rare = unit_random(2) == 0;
		for (size_t i = 0; i < sizeof room; i++)
			room[i] = rare && unit_random(40) != 0 ? '~'
			    : (char)unit_random(256);
		if (!is_right(&set, k, (Slice){ room + from, n }))
			return;
	}
}

/* Two on their way through the same text, from line to line and, within a line,
 * from sign to sign; now and then one is asked elsewhere. */
static bool
both_are_right(const ScanSet *a, size_t ka, const ScanSet *b, size_t kb,
    Slice s)
{
	Scan lines, signs;
	scan_start(&lines, a, s);
	scan_start(&signs, b, s);
	for (size_t i = 0; i < s.n; i++) {
		scan_both(&lines, &signs, i);
		size_t end = wanted(ka, s, i);
		for (size_t at = i; at < end; at++) {
			size_t next = wanted(kb, s, at);
			if (!EQUAL(scan_next(&signs, at), next))
				return false;
			at = next;
		}
		size_t other = unit_random((uint32_t)s.n);
		if (!EQUAL(scan_next(&lines, i), end) ||
		    (unit_random(8) == 0 &&
		        !EQUAL(scan_next(&signs, other),
		            wanted(kb, s, other))))
			return false;
		i = end;
	}
	return true;
}

static void
two_at_once(void)
{
	enum { LONG = 6000, ROUNDS = 60 };
	static char room[LONG];
	ScanSet a, b;
	for (int round = 0; round < ROUNDS; round++) {
		size_t ka = unit_random(LENGTH(sets));
		size_t kb = unit_random(LENGTH(sets));
		uint32_t rare = 1 + unit_random(600);
		scan_set(&a, slice_of(sets[ka].signs), sets[ka].beyond);
		scan_set(&b, slice_of(sets[kb].signs), sets[kb].beyond);
		for (size_t i = 0; i < sizeof room; i++)
			room[i] = unit_random(rare) != 0 ? '~'
			    : (char)unit_random(256);
		if (!both_are_right(&a, ka, &b, kb,
		        (Slice){ room, unit_random(LONG + 1) }))
			return;
	}
}

static bool
is_plain(char c)
{
	return c == '\t' || (c >= ' ' && c < 0x7F);
}

static void
plain_text(void)
{
	char room[ROOM];
	memset(room, 'z', sizeof room);
	for (int sign = 0; sign < 0x100; sign++)
		for (size_t at = 0; at <= LONGEST; at += 7) {
			char c = (char)sign;
			room[at] = c;
			size_t good = EQUAL(scan_plain((Slice){ room,
			    LONGEST }, 0), is_plain(c) || at >= LONGEST
			        ? LONGEST : at);
			room[at] = 'z';
			if (!good)
				return;
		}
}

/* Runs a test with every way that this machine has. */
static void
each_way(void (*test)(void))
{
	int ways = scan_ways();
	for (int way = 0; way < ways; way++) {
		scan_take_way(way);
		test();
	}
}

static void
single_signs_each_way(void)
{
	each_way(single_signs);
}

static void
random_text_each_way(void)
{
	each_way(random_text);
}

static void
two_at_once_each_way(void)
{
	each_way(two_at_once);
}

static void
plain_text_each_way(void)
{
	each_way(plain_text);
}

static void
no_text(void)
{
	ScanSet set;
	scan_set(&set, SLICE(":"), true);
	EQUAL(scan_any(&set, SLICE_NONE, 0), 0);
	EQUAL(scan_any(&set, SLICE("abc"), 3), 3);
	EQUAL(scan_plain(SLICE_NONE, 0), 0);
	EQUAL(scan_plain(SLICE("\n"), 1), 1);
}

const UnitTest scan_tests[] = {
	{ "two are on their way through one text", two_at_once_each_way },
	{ "a sign is found at every place and length",
	    single_signs_each_way },
	{ "every way finds what is there, from sign to sign",
	    random_text_each_way },
	{ "the first byte that is not plain is found", plain_text_each_way },
	{ "nothing is found in nothing", no_text },
	UNIT_END
};
