/*
 * journal: from the files of a journal to its records: what rel-parse does.
 *
 * All inputs are read once for their settings and declarations (again where
 * settings or links between headings change what is a declaration), and once
 * more for their facts. A regular file is read again from disk, so that memory
 * grows with people and not with the journal; anything else is kept.
 */
#ifndef REL_JOURNAL_H
#define REL_JOURNAL_H

#include "diagnostic.h"
#include "day.h"
#include "output.h"

typedef struct {
	bool check;        /* only diagnostics, and more of them */
	bool people_only;  /* only person, alias and attr records */
	bool plain;        /* all inputs are plain text */
	bool header;       /* a first line with the column names */
	const char *label; /* the name of standard input, or NULL */
	char **rosters;    /* files of declarations and settings; ended by NULL,
	                      or NULL */
	Day today;
	bool thorough;     /* for tests: no short ways */
} JournalOptions;

/* Reads the operands (files, directories, "-"; none: standard input), ended by
 * NULL, and writes their records. */
void journal_run(const JournalOptions *options, char *const operands[],
    Output *output, Diagnostics *diagnostics);

/* Reads bytes as the input called `name` instead. */
void journal_run_bytes(const JournalOptions *options, Slice bytes, Slice name,
    Output *output, Diagnostics *diagnostics);

#endif
