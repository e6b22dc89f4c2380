/*
 * unit: runs the tests of all modules, or of those named as arguments, and
 * writes a line each (Test Anything Protocol, version 12): what fails is said
 * in lines with # before it. The exit status is 1 if a test failed.
 */
#include "unit.h"

#include <stdlib.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MOST_SAID = 5, LONGEST_SAID = 200 };

static const struct {
	const char *name;
	const UnitTest *tests;
} modules[] = {
#define X(module) { #module, module##_tests },
	UNIT_MODULES(X)
#undef X
};

/* Of the test that runs. */
static int failures;
static const char *skipped;
static uint64_t random_state;

static Output out;

static void
say(const char *text)
{
	output_write(&out, slice_of(text));
}

static void
say_number(int64_t value)
{
	if (value < 0)
		output_byte(&out, '-');
	output_number(&out, (size_t)(value < 0 ? -value : value));
}

/* The bytes, those not printable as \xHH. */
static void
say_bytes(Slice s)
{
	static const char hex[] = "0123456789ABCDEF";
	for (size_t i = 0; i < s.n && i < LONGEST_SAID; i++) {
		unsigned char c = (unsigned char)s.at[i];
		if (c >= 0x20 && c < 0x7F) {
			output_byte(&out, s.at[i]);
			continue;
		}
		say("\\x");
		output_byte(&out, hex[c >> 4]);
		output_byte(&out, hex[c & 15]);
	}
	if (s.n > LONGEST_SAID)
		say("...");
}

/* Counts a failure; whether it is to be said: one that repeats itself for
 * millions of cases is not. */
static bool
fail(const char *file, int line)
{
	const char *name = strrchr(file, '/');
	if (++failures > MOST_SAID)
		return false;
	say("# ");
	say(name != NULL ? name + 1 : file);
	say(":");
	say_number(line);
	say(": ");
	return true;
}

bool
unit_check(bool holds, const char *what, const char *file, int line)
{
	if (LIKELY(holds))
		return true;
	if (fail(file, line)) {
		say("not so: ");
		say(what);
		say("\n");
	}
	return false;
}

bool
unit_equal(int64_t came, int64_t wanted, const char *what, const char *file,
    int line)
{
	if (LIKELY(came == wanted))
		return true;
	if (fail(file, line)) {
		say(what);
		say(" is ");
		say_number(came);
		say(", not ");
		say_number(wanted);
		say("\n");
	}
	return false;
}

bool
unit_same(Slice came, Slice wanted, const char *file, int line)
{
	if (LIKELY(slice_equal(came, wanted)))
		return true;
	if (fail(file, line)) {
		say("wanted: ");
		say_bytes(wanted);
		say("\n#   came: ");
		say_bytes(came);
		say("\n");
	}
	return false;
}

void
unit_about(Slice what)
{
	if (failures == 0 || failures > MOST_SAID)
		return;
	say("#  about: ");
	say_bytes(what);
	say("\n");
}

void
unit_skip(const char *why)
{
	skipped = why;
}

uint32_t
unit_random(uint32_t below)
{
	/* xorshift64*, Vigna 2016. */
	random_state ^= random_state >> 12;
	random_state ^= random_state << 25;
	random_state ^= random_state >> 27;
	uint64_t high = (random_state * UINT64_C(0x2545F4914F6CDD1D)) >> 32;
	return (uint32_t)(high * below >> 32);
}

void
unit_listen(Diagnostics *d)
{
	diagnostics_open(d, OUTPUT_TO_MEMORY, SLICE("unit"));
}

Slice
unit_heard(const Diagnostics *d)
{
	return (Slice){ d->to.at, d->to.n };
}

static void
write_all(int fd, Slice bytes, size_t chunk)
{
	while (bytes.n > 0) {
		ssize_t n = write(fd, bytes.at,
		    bytes.n < chunk ? bytes.n : chunk);
		if (n <= 0)
			_exit(1);
		bytes = slice_from(bytes, (size_t)n);
	}
}

int
unit_file(Slice bytes)
{
	const char *directory = getenv("TMPDIR");
	Buffer path = { 0 };
	buffer_add(&path, slice_of(directory != NULL ? directory : "/tmp"));
	buffer_add(&path, SLICE("/rel-unit-XXXXXX"));
	buffer_add_byte(&path, '\0');
	int fd = mkstemp(path.at);
	assert(fd >= 0);
	unlink(path.at);
	buffer_free(&path);
	write_all(fd, bytes, bytes.n);
	lseek(fd, 0, SEEK_SET);
	return fd;
}

UnitChunks
unit_chunks(Slice bytes, size_t chunk)
{
	int ends[2];
	/* A socket that keeps packets apart: a read takes one, never two. */
	int failed = socketpair(AF_UNIX, SOCK_SEQPACKET, 0, ends);
	assert(failed == 0);
	output_flush(&out);
	pid_t writer = fork();
	assert(writer >= 0);
	if (writer == 0) {
		close(ends[0]);
		write_all(ends[1], bytes, chunk);
		_exit(0);
	}
	close(ends[1]);
	return (UnitChunks){ ends[0], writer };
}

void
unit_chunks_end(UnitChunks *chunks)
{
	close(chunks->fd);
	waitpid((pid_t)chunks->writer, NULL, 0);
}

/* Runs a test and writes its line; whether it passed. */
static bool
run(const char *module, const UnitTest *test, size_t number)
{
	failures = 0;
	skipped = NULL;
	random_state = UINT64_C(0x9E3779B97F4A7C15);
	test->run();
	say(failures == 0 ? "ok " : "not ok ");
	output_number(&out, number);
	say(" - ");
	say(module);
	say(": ");
	say(test->says);
	if (skipped != NULL) {
		say(" # SKIP ");
		say(skipped);
	}
	say("\n");
	output_flush(&out);
	return failures == 0;
}

static bool
is_chosen(const char *module, char *const names[])
{
	bool all = *names == NULL;
	for (; *names != NULL; names++)
		all = all || strcmp(*names, module) == 0;
	return all;
}

int
main(int argc, char **argv)
{
	size_t count = 0, number = 0;
	if (argc > 0)
		argv++;
	output_open(&out, STDOUT_FILENO);
	for (size_t m = 0; m < LENGTH(modules); m++)
		for (const UnitTest *t = modules[m].tests; t->says; t++)
			count += is_chosen(modules[m].name, argv);
	say("1..");
	output_number(&out, count);
	say("\n");
	bool passed = count > 0;
	for (size_t m = 0; m < LENGTH(modules); m++) {
		if (!is_chosen(modules[m].name, argv))
			continue;
		for (const UnitTest *t = modules[m].tests; t->says; t++)
			passed = run(modules[m].name, t, ++number) && passed;
	}
	return output_close(&out) == 0 && passed ? EXIT_SUCCESS : EXIT_FAILURE;
}
