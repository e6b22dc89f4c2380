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

#include "block.h"
#include "day.h"
#include "diagnostic.h"
#include "lead.h"
#include "output.h"

/* A block, and what it stands under; a heading stands under itself. */
typedef struct {
	const Blocks *blocks;
	const Block *block;   /* NULL at the end of the file */
	const Lead *lead;     /* of a heading that opens a day, else NULL */
	Day day;              /* that is open, be it the file's */
	bool is_in_day;       /* a heading within what another opened */
	bool is_in_section;   /* of a person, not the file's, or a roster */
	bool is_under_entry;  /* the heading that is open is one */
	int person_level;     /* of the outermost open heading that is a
	                         person, else 0 */
} JournalSight;

/* Is shown each block in the order of the file. All that it is given is good
 * until it returns. */
typedef void JournalWatch(void *context, const JournalSight *sight);

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
	const char *stead; /* the path, of an operand or below one, of a file
	                      in whose stead bytes are read, once; or NULL */
	Slice bytes;
	JournalWatch *watch; /* is shown that file's blocks; or NULL */
	void *watcher;       /* its context */
} JournalOptions;

/* Reads the operands (files, directories, "-"; none: standard input), ended by
 * NULL, and writes their records. */
void journal_run(const JournalOptions *options, char *const operands[],
    Output *output, Diagnostics *diagnostics);

/* Reads bytes as the input called `name` instead. */
void journal_run_bytes(const JournalOptions *options, Slice bytes, Slice name,
    Output *output, Diagnostics *diagnostics);

#endif
