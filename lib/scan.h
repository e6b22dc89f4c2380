/*
 * scan: finding the next byte that matters; the only place with instructions
 * of one kind of machine. What they find is what the portable twin finds.
 */
#ifndef REL_SCAN_H
#define REL_SCAN_H

#include "slice.h"

enum { SCAN_MOST_SIGNS = 16 };

/* A set of bytes; made by scan_set() and then only read. */
typedef struct {
	bool has[256];
	char signs[SCAN_MOST_SIGNS];
	int count;
} ScanSet;

/* The set of the bytes of signs, at most SCAN_MOST_SIGNS. */
void scan_set(ScanSet *set, Slice signs);

/* Where the first byte of the set stands in s, from byte i on; s.n if
 * nowhere. */
size_t scan_any(const ScanSet *set, Slice s, size_t i);

/* The same, byte by byte. */
size_t scan_any_portable(const ScanSet *set, Slice s, size_t i);

/* Where the first byte stands in s, from byte i on, that is neither printable
 * ASCII nor a tab; s.n if nowhere. */
size_t scan_plain(Slice s, size_t i);

/* The same, byte by byte. */
size_t scan_plain_portable(Slice s, size_t i);

#endif
