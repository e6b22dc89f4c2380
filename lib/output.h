/*
 * output: the only writer of descriptors, but for what tool.c says where there
 * is no memory left.
 *
 * Bytes gather in a buffer of OUTPUT_SIZE and leave by write(2): at first when
 * there are OUTPUT_FIRST of them, so that who reads may soon begin and little
 * output touches little memory. The first error is kept in `error` and ends all
 * writing: callers write on without looking, and ask once at the end, with
 * output_close(). An Output without a descriptor gathers everything in memory
 * (fd OUTPUT_TO_MEMORY), for tests, or throws it away (OUTPUT_TO_NOTHING).
 */
#ifndef REL_OUTPUT_H
#define REL_OUTPUT_H

#include "slice.h"

enum {
	OUTPUT_FIRST = 16 * 1024,
	OUTPUT_SIZE = 64 * 1024,
	OUTPUT_TO_MEMORY = -1,
	OUTPUT_TO_NOTHING = -2
};

typedef struct {
	int fd;
	int error; /* errno of the first write that failed, else 0 */
	char *at;  /* at[0] to at[n - 1] wait to be written */
	size_t n;
	size_t cap; /* so many gather; there may be room for more */
} Output;

/* Makes an Output to a descriptor, which stays the caller's. */
void output_open(Output *o, int fd);

/* What output_room() does where there is too little. */
char *output_make_room(Output *o, size_t n);

/* Room for n contiguous bytes; what is put there counts with output_took(). */
static inline char *
output_room(Output *o, size_t n)
{
	return LIKELY(o->cap - o->n >= n) ? o->at + o->n
	                                  : output_make_room(o, n);
}

static inline void
output_took(Output *o, size_t n)
{
	o->n += n;
}

static inline void
output_byte(Output *o, char c)
{
	*output_room(o, 1) = c;
	o->n++;
}

void output_write(Output *o, Slice s);
void output_number(Output *o, size_t value);

/* Writes what waits; false once anything has failed. */
bool output_flush(Output *o);

/* Flushes and closes the descriptor, for where files are kept elsewhere a full
 * disk may be told only then. What is written later goes nowhere. Returns errno
 * of the first failure or 0; that it was not open is none. */
int output_end(Output *o);

/* Flushes and lets the memory go; returns errno of the first failure or 0. */
int output_close(Output *o);

#endif
