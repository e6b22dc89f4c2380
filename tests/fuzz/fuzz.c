/* fuzz: see fuzz.h. */
#define _XOPEN_SOURCE 700 /* setitimer */
#include "fuzz.h"

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/time.h>
#include <unistd.h>

#if defined(__SANITIZE_ADDRESS__)
#define SLOWER 5
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SLOWER 5
#endif
#endif
#ifndef SLOWER
#define SLOWER 1
#endif

/*
 * No input takes more than a second: of the processor's time, for by the clock
 * a busy machine would fail. A timer counts quarters of it; so a second is
 * surely over at the fifth tick within one input. AddressSanitizer makes all
 * slower.
 */
enum { TICK_MICROSECONDS = 250000, MOST_TICKS = 5 * SLOWER };

static volatile sig_atomic_t ticks, is_running;

static void (*target)(Slice input);

static void
say(const char *text)
{
	ssize_t n = write(STDERR_FILENO, text, strlen(text));
	(void)n;
}

void
fuzz_broken(const char *what, const char *file, int line)
{
	char digits[DIGITS_MOST + 1];
	*bytes_put_number(digits, (uint64_t)line) = '\0';
	say("\n");
	say(file);
	say(":");
	say(digits);
	say(": not so: ");
	say(what);
	say("\n");
	abort();
}

static void
on_tick(int number)
{
	(void)number;
	ticks = ticks + 1;
	if (is_running && ticks >= MOST_TICKS) {
		say("\nthis input takes more than a second\n");
		abort();
	}
}

/* For each process anew: AFL++ makes one of another. */
static void
start_timer(void)
{
	static pid_t timed;
	if (timed == getpid())
		return;
	timed = getpid();
	struct itimerval each = { { 0, TICK_MICROSECONDS },
		{ 0, TICK_MICROSECONDS } };
	struct sigaction action = { .sa_handler = on_tick,
		.sa_flags = SA_RESTART };
	sigaction(SIGPROF, &action, NULL);
	setitimer(ITIMER_PROF, &each, NULL);
}

int
LLVMFuzzerInitialize(int *argc, char ***argv)
{
	static const struct {
		const char *name;
		void (*run)(Slice input);
	} targets[] = {
#define X(target) { #target, fuzz_##target },
		FUZZ_TARGETS(X)
#undef X
	};
	const char *name = getenv("REL_FUZZ");
	(void)argc;
	(void)argv;
	for (size_t i = 0; name != NULL && i < LENGTH(targets); i++)
		if (strcmp(name, targets[i].name) == 0)
			target = targets[i].run;
	if (target == NULL) {
		say("fuzz: REL_FUZZ names no target\n");
		exit(2);
	}
	return 0;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	start_timer();
	ticks = 0;
	is_running = true;
	target((Slice){ (const char *)data, n });
	is_running = false;
	return 0;
}

/* Writes the part of s around byte i, what is not printable as \xHH. */
static void
say_around(Slice s, size_t i)
{
	static const char hex[] = "0123456789ABCDEF";
	enum { BEFORE = 120, AFTER = 120 };
	char text[4 * (BEFORE + AFTER) + 2], *to = text;
	for (size_t k = i > BEFORE ? i - BEFORE : 0; k < s.n && k < i + AFTER;
	    k++) {
		unsigned char c = (unsigned char)s.at[k];
		if (c >= ' ' && c < 0x7F) {
			*to++ = (char)c;
			continue;
		}
		memcpy(to, "\\x", 2);
		to[2] = hex[c >> 4];
		to[3] = hex[c & 15];
		to += 4;
	}
	memcpy(to, "\n", 2);
	say(text);
}

void
fuzz_same(Slice came, Slice wanted, const char *file, int line)
{
	size_t i = 0;
	if (LIKELY(slice_equal(came, wanted)))
		return;
	while (i < came.n && i < wanted.n && came.at[i] == wanted.at[i])
		i++;
	say("\nwanted: ");
	say_around(wanted, i);
	say("  came: ");
	say_around(came, i);
	fuzz_broken("the two are the same", file, line);
}

uint64_t fuzz_salt;

uint64_t
fuzz_hash(Slice s)
{
	uint64_t hash = s.n + bytes_spread(fuzz_salt);
	size_t i = 0;
	for (; s.n - i >= sizeof hash; i += sizeof hash)
		hash = bytes_spread((hash ^ bytes_eight(s.at + i)) + hash / 7);
	hash = bytes_spread(hash ^ bytes_few(s.at + i, s.n - i));
	return (hash ^ hash >> 29) | 1;
}

uint32_t
fuzz_random(uint64_t *state, uint32_t below)
{
	/* xorshift64*, Vigna 2016. */
	*state ^= *state >> 12;
	*state ^= *state << 25;
	*state ^= *state >> 27;
	uint64_t high = (*state * UINT64_C(0x2545F4914F6CDD1D)) >> 32;
	return (uint32_t)(high * below >> 32);
}

unsigned
fuzz_choice(Slice input)
{
	enum { SPREAD = 37 };
	unsigned last = input.n != 0 ? (unsigned char)input.at[input.n - 1]
	                             : '\n';
	return last ^ '\n' ^ (unsigned)fuzz_salt * SPREAD;
}

void
fuzz_start(FuzzRun *run)
{
	if (run->out.at == NULL) {
		output_open(&run->out, OUTPUT_TO_MEMORY);
		diagnostics_open(&run->heard, OUTPUT_TO_MEMORY, SLICE("fuzz"));
	}
	run->out.n = run->heard.to.n = 0;
	run->heard.rejected = run->heard.trouble = false;
}

/* What comes by standard input. All programs here are linked so that a call of
 * read() comes to __wrap_read() (ld --wrap): reads of any size, and without a
 * call of the system. */

ssize_t __real_read(int fd, void *to, size_t n);
ssize_t __wrap_read(int fd, void *to, size_t n);

static struct {
	Slice rest;
	uint64_t state;
	uint32_t most; /* bytes a read; 0: standard input is not fed */
} feed;

char *const fuzz_standard_input[] = { (char *)"-", NULL };

void
fuzz_feed(Slice bytes, uint64_t seed)
{
	/* So that nothing takes it for the file that it may be. */
	if (feed.most == 0) {
		int fd = open("/dev/null", O_RDONLY);
		HOLDS(fd >= 0 && dup2(fd, STDIN_FILENO) == STDIN_FILENO);
	}
	feed.rest = bytes;
	feed.state = seed | 1;
	/* The smaller the reads, the rarer: each costs as much as a line. */
	feed.most = UINT32_C(2) << fuzz_random(&feed.state, 13);
	if (feed.most < bytes.n / 64)
		feed.most = (uint32_t)(bytes.n / 64);
}

ssize_t
__wrap_read(int fd, void *to, size_t n)
{
	if (fd != STDIN_FILENO || feed.most == 0)
		return __real_read(fd, to, n);
	size_t size = 1 + fuzz_random(&feed.state, feed.most);
	size = size < n ? size : n;
	size = size < feed.rest.n ? size : feed.rest.n;
	if (size != 0)
		memcpy(to, feed.rest.at, size);
	feed.rest = slice_from(feed.rest, size);
	return (ssize_t)size;
}

/* How far a pattern goes astray; linked as read() is. Where it is to be fast,
 * not for long: that of all takes the most time. */

#ifndef FUZZ_STEPS
#define FUZZ_STEPS UINT32_MAX
#endif

int __real_pcre2_set_match_limit_8(void *context, uint32_t steps);
int __wrap_pcre2_set_match_limit_8(void *context, uint32_t steps);

int
__wrap_pcre2_set_match_limit_8(void *context, uint32_t steps)
{
	return __real_pcre2_set_match_limit_8(context,
	    steps < FUZZ_STEPS ? steps : FUZZ_STEPS);
}

/* A judge of its own, byte by byte (Unicode 15, table 3-7). */
bool
fuzz_is_clean(Slice s, const char *too)
{
	static const struct {
		unsigned char first, last, low, high, more;
	} rows[] = { { 0xC2, 0xDF, 0x80, 0xBF, 0 },
		{ 0xE0, 0xE0, 0xA0, 0xBF, 1 }, { 0xE1, 0xEC, 0x80, 0xBF, 1 },
		{ 0xED, 0xED, 0x80, 0x9F, 1 }, { 0xEE, 0xEF, 0x80, 0xBF, 1 },
		{ 0xF0, 0xF0, 0x90, 0xBF, 2 }, { 0xF1, 0xF3, 0x80, 0xBF, 2 },
		{ 0xF4, 0xF4, 0x80, 0x8F, 2 } };
	for (size_t i = 0, k; i < s.n;) {
		unsigned char c = (unsigned char)s.at[i++];
		if (c < 0x80) {
			if ((c < ' ' && c != '\t' && c != '\n' &&
			        (c == 0 || strchr(too, c) == NULL)) ||
			    c == 0x7F)
				return false;
			continue;
		}
		for (k = 0; k < LENGTH(rows) && (c < rows[k].first ||
		    c > rows[k].last); k++)
			;
		if (k == LENGTH(rows) || s.n - i <= rows[k].more)
			return false;
		unsigned char second = (unsigned char)s.at[i++];
		if (second < rows[k].low || second > rows[k].high ||
		    (c == 0xC2 && second < 0xA0))
			return false;
		for (int more = rows[k].more; more > 0; more--)
			if ((s.at[i++] & 0xC0) != 0x80)
				return false;
	}
	return true;
}

bool
fuzz_line(Slice *text, Slice *line)
{
	size_t end = slice_find(*text, 0, '\n');
	if (text->n == 0)
		return false;
	*line = slice_until(*text, end);
	*text = slice_from(*text, end + 1);
	return true;
}

void
fuzz_check_records(Slice lines)
{
	int columns = 1;
	bool is_empty = true;
	HOLDS(fuzz_is_clean(lines, ""));
	HOLDS(lines.n == 0 || lines.at[lines.n - 1] == '\n');
	for (size_t i = 0; i < lines.n; i++) {
		char c = lines.at[i];
		if (c != '\t' && c != '\n') {
			is_empty = false;
			continue;
		}
		HOLDS(!is_empty);
		HOLDS(c == '\t' || columns == 12);
		columns = c == '\t' ? columns + 1 : 1;
		is_empty = true;
	}
}

void
fuzz_check_messages(Slice lines)
{
	Slice line;
	HOLDS(fuzz_is_clean(lines, ""));
	HOLDS(lines.n == 0 || lines.at[lines.n - 1] == '\n');
	while (fuzz_line(&lines, &line))
		HOLDS(slice_ends(line, SLICE("]")));
}

size_t
fuzz_limits(Slice heard)
{
	size_t count = 0;
	Slice line;
	while (fuzz_line(&heard, &line))
		count += slice_ends(line, SLICE(" [pattern-limit]"));
	return count;
}
