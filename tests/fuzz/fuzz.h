/*
 * fuzz: any bytes at all, and what must hold of them nevertheless.
 *
 * A target, fuzz_NAME.c, is a function that takes the bytes, lets the modules
 * work on them, and states what must hold by HOLDS() and fuzz_same(): where it
 * does not, the process says so and ends by abort(), which is what a fuzzer
 * waits for. FUZZ_TARGETS below lists them. One program holds them all, and
 * REL_FUZZ in the environment names the one to run: libFuzzer or AFL++ calls
 * LLVMFuzzerTestOneInput(), or driver.c does with the files that it is given.
 *
 * What a target chooses (options, sizes of reads) it takes from the bytes
 * alone, so that an input that failed once fails again.
 */
#ifndef REL_FUZZ_H
#define REL_FUZZ_H

#include "diagnostic.h"
#include "output.h"

#define FUZZ_TARGETS(X) \
	X(text)         \
	X(parse)        \
	X(records)      \
	X(settings)     \
	X(days)         \
	X(find)         \
	X(add)          \
	X(pipeline)

#define X(target) void fuzz_##target(Slice input);
FUZZ_TARGETS(X)
#undef X

/* The entry points of libFuzzer, which AFL++ knows as well. */
int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

/* Ends the process unless something holds; unless two slices are equal. */
#define HOLDS(condition)      \
	(LIKELY(condition)    \
	     ? (void)0        \
	     : fuzz_broken(#condition, __FILE__, __LINE__))
#define SAME(came, wanted) fuzz_same(came, wanted, __FILE__, __LINE__)

NORETURN void fuzz_broken(const char *what, const char *file, int line);
void fuzz_same(Slice came, Slice wanted, const char *file, int line);

/* A number that depends on the bytes (and on the salt, which is 0 but where the
 * driver tries what else it might choose); and the next of the numbers that
 * follow from one, below `below`. */
extern uint64_t fuzz_salt;
uint64_t fuzz_hash(Slice s);
uint32_t fuzz_random(uint64_t *state, uint32_t below);

/* What a text chooses, by its last byte: 0 where that is a line end, as it is
 * in most (but for the salt). */
unsigned fuzz_choice(Slice input);

/* What a tool writes and says. Starts as {0}; its memory is used again. */
typedef struct {
	Output out;
	Diagnostics heard;
} FuzzRun;

void fuzz_start(FuzzRun *run);

static inline Slice
fuzz_out(const FuzzRun *run)
{
	return (Slice){ run->out.at, run->out.n };
}

static inline Slice
fuzz_heard(const FuzzRun *run)
{
	return (Slice){ run->heard.to.at, run->heard.to.n };
}

/* Makes standard input give the bytes, in reads of sizes that follow from
 * seed; good until the next call. fuzz_standard_input are operands that name
 * it. */
void fuzz_feed(Slice bytes, uint64_t seed);
extern char *const fuzz_standard_input[];

/* Whether it is valid UTF-8 without control characters but tab, LF and those
 * of `too`. */
bool fuzz_is_clean(Slice s, const char *too);

/* The next line, without its LF, of which text may lack the last; takes it off
 * *text. False after the last. */
bool fuzz_line(Slice *text, Slice *line);

/* The stream of records that an input is: itself where a tab stands in its
 * first line, else those of the journal. Good until the next call. */
Slice fuzz_records_of(Slice input);

/* The next line that is a record, clean and without its end; takes all up to
 * its end off *text. False after the last. Good until the next call. */
bool fuzz_record_line(Slice *text, Slice *line);

/* The lines in another order, and in that of their bytes; each with its LF. */
void fuzz_shuffle(Slice text, uint64_t seed, Buffer *shuffled);
void fuzz_sort(Slice text, Buffer *sorted);

/* Whether these are lines of twelve columns, none of them empty; whether these
 * are messages on an input. */
void fuzz_check_records(Slice lines);
void fuzz_check_messages(Slice lines);

/* How many of the messages are of patterns that took too long: then it hangs on
 * what was searched before whether others do. */
size_t fuzz_limits(Slice heard);

#endif
