/*
 * unit: tests of single modules, from inside the process.
 *
 * A file of tests, test_MODULE.c, ends with the table MODULE_tests, closed by
 * UNIT_END; UNIT_MODULES below lists the modules. A test is a function without
 * arguments that states what must hold by CHECK(), EQUAL() and SAME(); each of
 * them tells whether it held, so that a loop over millions of cases can stop
 * at the first that doesn't. Where a test needs a judge, that is a twin: code
 * of its own, as plain and slow as can be.
 */
#ifndef REL_UNIT_H
#define REL_UNIT_H

#include "diagnostic.h"
#include "input.h"

#define UNIT_MODULES(X) \
	X(base)         \
	X(slice)        \
	X(arena)        \
	X(map)          \
	X(scan)         \
	X(day)          \
	X(decimal)      \
	X(utf8)         \
	X(unicode)      \
	X(width)        \
	X(pattern)      \
	X(output)       \
	X(input)        \
	X(diagnostic)   \
	X(record)       \
	X(record_write) \
	X(block)        \
	X(inline)       \
	X(lead)         \
	X(front)        \
	X(cadence)      \
	X(amount)       \
	X(attribute)    \
	X(kind)         \
	X(crowd)        \
	X(check)        \
	X(tally)        \
	X(spelling)     \
	X(choice)       \
	X(persons)      \
	X(journal)      \
	X(fmt)          \
	X(options)

typedef struct {
	const char *says; /* a sentence of behaviour */
	void (*run)(void);
} UnitTest;

#define UNIT_END { NULL, NULL }

#define X(module) extern const UnitTest module##_tests[];
UNIT_MODULES(X)
#undef X

/* That something holds; that two integers are equal; that two slices are. The
 * value is whether it was so; if not, the test fails and says where. */
#define CHECK(holds) unit_check((holds), #holds, __FILE__, __LINE__)
#define EQUAL(came, wanted)                                            \
	unit_equal((int64_t)(came), (int64_t)(wanted), #came, __FILE__, \
	    __LINE__)
#define SAME(came, wanted) unit_same((came), (wanted), __FILE__, __LINE__)

bool unit_check(bool holds, const char *what, const char *file, int line);
bool unit_equal(int64_t came, int64_t wanted, const char *what,
    const char *file, int line);
bool unit_same(Slice came, Slice wanted, const char *file, int line);

/* Says about what case the checks that failed so far were. */
void unit_about(Slice what);

/* Ends up as a skipped test, for the reason given; the test must return. */
void unit_skip(const char *why);

/* A number from 0 to below - 1 (below > 0). Every test gets the same numbers
 * in every run. */
uint32_t unit_random(uint32_t below);

/* Diagnostics that gather in memory what is said; and what was said. */
void unit_listen(Diagnostics *d);
Slice unit_heard(const Diagnostics *d);

/* Writes bytes to a fresh file without a name; its descriptor, at the start.
 * The caller closes it. */
int unit_file(Slice bytes);

/* A descriptor from which each read gives exactly the next `chunk` bytes (the
 * last the rest), however much is asked for. The writer is a process of its
 * own: end with unit_chunks_end(). */
typedef struct {
	int fd;
	int64_t writer;
} UnitChunks;

UnitChunks unit_chunks(Slice bytes, size_t chunk);
void unit_chunks_end(UnitChunks *chunks);

#endif
