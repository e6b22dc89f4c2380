/*
 * tool: the start and the end of every tool; the only module that looks at the
 * environment, the clock and the terminal, and the only one that exits.
 *
 *	int
 *	main(int argc, char **argv)
 *	{
 *		Tool t;
 *		tool_start(&t, argv, &usage);
 *		while ((i = tool_option(&t)) != OPTIONS_END)
 *			switch (i) { ... t.value ... }
 *		x_run(&x, t.operands, &t.output, &t.diagnostics);
 *		return tool_finish(&t);
 *	}
 */
#ifndef REL_TOOL_H
#define REL_TOOL_H

#include "arena.h"
#include "day.h"
#include "diagnostic.h"
#include "options.h"
#include "output.h"

enum { STATUS_DONE = 0, STATUS_REJECTED = 1, STATUS_TROUBLE = 2 };

typedef struct {
	const char *program;
	const char *synopsis; /* what follows the program's name */
	const char *summary;  /* a sentence or two */
	const Option *options;
} Usage;

/* The rows of an option table that every tool has, for its end. */
#define TOOL_OPTIONS                                                        \
	{ 0, "today", "DATE",                                               \
		"take DATE for today (default: $REL_TODAY, else the date)" }, \
	{ 0, "help", NULL, "show this help" },                              \
	{ 0, "version", NULL, "show the version" },                         \
	{ 0, NULL, NULL, NULL }

/* The row of option -H, where a tool has it. */
#define TOOL_OPTION_HEADER \
	{ 'H', "header", NULL, "write a first line with the column names" }

typedef struct {
	const Usage *usage;
	Options options;
	const char *value; /* of the option just read */
	Day today;
	VEC(char *) journal; /* of tool_journal(), in the arena */
	Arena arena;
	Output output;
	Diagnostics diagnostics;
} Tool;

/* Prepares everything but the options; argv must be main's. */
void tool_start(Tool *t, char **argv, const Usage *usage);

/* The index of the next option in the tool's table, with t->value, or
 * OPTIONS_END. Deals with those of TOOL_OPTIONS itself, and ends the process
 * on bad usage. */
int tool_option(Tool *t);

/* Reports the value of the option just read as bad usage and ends. */
NORETURN void tool_bad_value(Tool *t, const char *why);

/* Reads the value of the option just read as a date, YYYY-MM-DD; another is bad
 * usage. */
void tool_day(Tool *t, Day *day);

/* Reports any other part of the arguments as bad usage and ends. */
NORETURN void tool_bad_usage(Tool *t, Slice what, const char *why);

/* The operands, ended by NULL. Where there are none and standard input is a
 * terminal, a line on standard error says that it is read. */
char *const *tool_operands(Tool *t);

/* The user's journal, ended by NULL, good until tool_finish(): the
 * file given; else what $REL_JOURNAL lists; else journal.md here, if there is
 * one, else $XDG_DATA_HOME/rel/journal.md, with *is_data set: the directories
 * of that one may be missing. */
char *const *tool_journal(Tool *t, const char *given, bool *is_data);

/* Writes what waits and returns the exit status. */
int tool_finish(Tool *t);

/* Whether the descriptor of standard output is a terminal that shows colour;
 * columns, of the terminal, or 0. */
bool tool_terminal(bool *colour, size_t *columns);

#endif
