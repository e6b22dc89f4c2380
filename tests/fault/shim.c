/*
 * shim: preloaded into a tool by ./every, makes what the tool asks of the
 * system fail. The environment says which calls:
 *
 *	FAULT_CALL    alloc, read or write
 *	FAULT_FROM    the first call that is hit, from 1
 *	FAULT_TO      the last one
 *	FAULT_REPORT  a descriptor to which, at exit, a line is written: how
 *	              many allocations, reads and writes there were, and how
 *	              many pieces of memory were not let go
 *
 * An allocation that is hit gives NULL; a read or a write does less than it
 * was asked for: one to seven bytes.
 *
 * Counted is from the start of main on, so nothing of the loader.
 */
#include <dlfcn.h>
#include <errno.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

enum { EARLY = 64 * 1024, ALIGNED = 16 };
enum { ALLOC, READ, WRITE, CALLS };

static const char *const names[CALLS] = { "alloc", "read", "write" };

static void *(*real_malloc)(size_t);
static void *(*real_calloc)(size_t, size_t);
static void *(*real_realloc)(void *, size_t);
static void (*real_free)(void *);
static ssize_t (*real_read)(int, void *, size_t);
static ssize_t (*real_write)(int, const void *, size_t);

/* Memory for those who ask before the real one is found. */
static _Alignas(ALIGNED) char early[EARLY];
static size_t early_used;

static int hit_call = -1;
static unsigned long hit_from, hit_to, count[CALLS];
static long live;
static int is_counting;

/* A pointer to an object for a pointer to a function: what dlsym() is for. */
static void
find(void *function, size_t size, const char *name)
{
	void *p = dlsym(RTLD_NEXT, name);
	if (p == NULL || size != sizeof p)
		abort();
	memcpy(function, &p, sizeof p);
}

static void
find_all(void)
{
	find(&real_free, sizeof real_free, "free");
	find(&real_calloc, sizeof real_calloc, "calloc");
	find(&real_realloc, sizeof real_realloc, "realloc");
	find(&real_read, sizeof real_read, "read");
	find(&real_write, sizeof real_write, "write");
	find(&real_malloc, sizeof real_malloc, "malloc");
}

static unsigned long
number(const char *name)
{
	const char *s = getenv(name);
	return s != NULL ? strtoul(s, NULL, 10) : 0;
}

__attribute__((constructor)) static void
start(void)
{
	const char *call = getenv("FAULT_CALL");
	if (real_malloc == NULL)
		find_all();
	for (int i = 0; call != NULL && i < CALLS; i++)
		if (strcmp(call, names[i]) == 0)
			hit_call = i;
	hit_from = number("FAULT_FROM");
	hit_to = number("FAULT_TO");
	is_counting = 1;
}

__attribute__((destructor)) static void
report(void)
{
	char line[128];
	int fd = (int)number("FAULT_REPORT");
	is_counting = 0;
	if (fd <= 0)
		return;
	int n = snprintf(line, sizeof line, "%lu %lu %lu %ld\n", count[ALLOC],
	    count[READ], count[WRITE], live);
	if (real_write(fd, line, (size_t)n) != n)
		abort();
}

/* Whether this call, one more of its kind, is one to be hit. */
static int
is_hit(int call)
{
	if (!is_counting)
		return 0;
	unsigned long n = ++count[call];
	return call == hit_call && hit_from <= n && n <= hit_to;
}

static void *
early_alloc(size_t n)
{
	size_t from = early_used;
	early_used += (n + ALIGNED - 1) / ALIGNED * ALIGNED;
	if (early_used > EARLY)
		abort();
	return early + from;
}

static int
is_early(const void *p)
{
	uintptr_t at = (uintptr_t)p, first = (uintptr_t)early;
	return at >= first && at < first + EARLY;
}

static void *
given(void *p)
{
	live += is_counting && p != NULL;
	return p;
}

static void *
none(void)
{
	errno = ENOMEM;
	return NULL;
}

void *
malloc(size_t n)
{
	if (real_malloc == NULL)
		return early_alloc(n);
	return is_hit(ALLOC) ? none() : given(real_malloc(n));
}

void *
calloc(size_t n, size_t size)
{
	if (real_malloc == NULL)
		return early_alloc(n * size);
	return is_hit(ALLOC) ? none() : given(real_calloc(n, size));
}

void *
realloc(void *p, size_t n)
{
	if (is_early(p))
		abort();
	if (is_hit(ALLOC))
		return none();
	return p == NULL ? given(real_realloc(p, n)) : real_realloc(p, n);
}

void
free(void *p)
{
	if (p == NULL || is_early(p))
		return;
	live -= is_counting;
	real_free(p);
}

static size_t
less(int call, size_t n)
{
	size_t most = 1 + count[call] % 7;
	return is_hit(call) && n > most ? most : n;
}

ssize_t
read(int fd, void *to, size_t n)
{
	return real_read(fd, to, less(READ, n));
}

ssize_t
write(int fd, const void *from, size_t n)
{
	return real_write(fd, from, less(WRITE, n));
}
