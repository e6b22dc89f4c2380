/*
 * options: one table a tool, from which its arguments are read, its --help is
 * written, and its manual page is tested.
 *
 * As in GNU getopt_long(3): short options may be joined (-fk all) and take
 * their argument glued or after; long ones take it after = or after; options
 * may stand after operands; -- ends them. A dash and a blank start none.
 */
#ifndef REL_OPTIONS_H
#define REL_OPTIONS_H

#include "slice.h"

typedef struct {
	char letter;          /* or 0 */
	const char *name;     /* the long name, without -- */
	const char *argument; /* its name in --help, or NULL for none */
	const char *help;
} Option;

/* Reading of one argument vector; starts with options_open(). */
typedef struct {
	const Option *table; /* ended by a NULL name */
	char **arguments;    /* what is left to read */
	char **operands;     /* read so far, in order; at the end by NULL */
	size_t operand_count;
	size_t before_end;   /* how many of them stood before -- */
	const char *joined;  /* the rest of an argument of joined letters */
	const char *value;   /* of the option just read, or NULL */
	char dashed[2];      /* the letter just read, behind a dash */
	Slice fault;         /* what is wrong with the arguments */
	const char *why;
} Options;

enum { OPTIONS_END = -1, OPTIONS_BAD = -2 };

/* Operands are gathered in place at the front of the vector (from argv[1] on),
 * so nothing is allocated. argv must be ended by NULL. */
void options_open(Options *o, const Option *table, char **argv);

/* The index in the table of the next option; OPTIONS_END when all are read and
 * operands is complete; OPTIONS_BAD with fault and why. */
int options_next(Options *o);

#endif
