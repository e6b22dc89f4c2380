/*
 * scan: finding the next byte that matters; the only place with instructions
 * of one kind of machine. What they find is what the portable twin finds.
 *
 * A Scan looks at windows of 64 bytes, some at a time, and keeps what it saw as
 * masks, so that to go from sign to sign costs no second look. Any set of ASCII
 * bytes, with or without all bytes above 0x7F, is found at the same cost: a
 * byte is in the set where its low and its high half say so, by two tables of
 * 16 (Langdale and Lemire, "Parsing Gigabytes of JSON per Second", 2019), the
 * latter the same for all sets.
 */
#ifndef REL_SCAN_H
#define REL_SCAN_H

#include "slice.h"

enum { SCAN_WINDOW = 64, SCAN_MOST_WINDOWS = 32 };

/* A set of bytes; made by scan_set() and then only read. */
typedef struct {
	bool has[256];
	uint8_t low[16]; /* b below 0x80 is in the set where low[b & 15] has
	                    the bit 1 << (b >> 4) */
	bool beyond;
} ScanSet;

/* The set of the ASCII bytes of signs, and, where `beyond`, of all bytes above
 * 0x7F. */
void scan_set(ScanSet *set, Slice signs, bool beyond);

/* The set of all bytes but printable ASCII, and of the backslash: what may need
 * cleaning, or an escape in a record. */
const ScanSet *scan_odd(void);

/* On its way through s; s must not change meanwhile. */
typedef struct {
	const ScanSet *set;
	Slice s;
	size_t base;    /* the bytes from here on were looked at, */
	size_t n;       /* so many, */
	size_t windows; /* so many windows of them at the next look; */
	size_t none;    /* from here to base there is no sign */
	uint64_t signs[SCAN_MOST_WINDOWS]; /* which of them are in the set */
} Scan;

static inline void
scan_start(Scan *scan, const ScanSet *set, Slice s)
{
	scan->set = set;
	scan->s = s;
	scan->base = scan->n = scan->none = 0;
	scan->windows = 2;
}

/* What scan_next() does where byte i was not looked at. */
size_t scan_further(Scan *scan, size_t i);

/* Where the first byte of the set stands from byte i on; s.n if nowhere. Any
 * order of i is right; a rising one is fast, however far the next sign is. */
static inline size_t
scan_next(Scan *scan, size_t i)
{
#if defined(__GNUC__)
	size_t in = i - scan->base;
	while (LIKELY(in < scan->n)) {
		uint64_t rest = scan->signs[in / SCAN_WINDOW] >>
		    in % SCAN_WINDOW;
		if (LIKELY(rest != 0))
			return scan->base + in +
			    (size_t)__builtin_ctzll(rest);
		in = (in | (SCAN_WINDOW - 1)) + 1;
	}
	i = scan->base + in;
#endif
	return i < scan->s.n ? scan_further(scan, i) : scan->s.n;
}

/* For two on their way through the same s, in lines: unless the first knows
 * what stands in the SCAN_AHEAD bytes from byte i on, at most s.n, it looks at
 * what follows there, and the second with it, at a price below that of two
 * looks. */
void scan_look_both(Scan *a, Scan *b, size_t i);

enum { SCAN_AHEAD = 256 };

static inline void
scan_both(Scan *a, Scan *b, size_t i)
{
	if (UNLIKELY(i - a->base + SCAN_AHEAD > a->n))
		scan_look_both(a, b, i);
}

/* Where the first byte of the set stands in s, from byte i on; s.n if
 * nowhere. */
size_t scan_any(const ScanSet *set, Slice s, size_t i);

/* Where the first byte stands in s, from byte i on, that is neither printable
 * ASCII nor a tab; s.n if nowhere. */
size_t scan_plain(Slice s, size_t i);

/* How many ways of looking this machine has, the portable one (0) among them,
 * and takes the one of that number; by itself the last is taken. For tests. */
int scan_ways(void);
void scan_take_way(int way);

#endif
