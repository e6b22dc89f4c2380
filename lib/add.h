/*
 * add: puts one entry into a journal, under its day: what rel-add does.
 *
 * Where it goes is decided by what the journal's own reader says of each block
 * (journal.h); what comes of it is read once more before it is written, and
 * must be the old text and that entry.
 */
#ifndef REL_ADD_H
#define REL_ADD_H

#include "day.h"
#include "diagnostic.h"
#include "output.h"

typedef struct {
	char *const *paths; /* the journal: files and directories, ended by
	                       NULL; the first is added to */
	Slice text;         /* of the entry, one line */
	Day day;
	Day today;
	bool makes_directories; /* above that, where they are missing */
	bool dry;           /* nothing is written to the journal */
	bool header;        /* a first line with the column names */
} AddOptions;

/* Adds the entry and writes its records, and what is wrong with it. On any
 * trouble the journal stays as it was. */
void add_run(const AddOptions *options, Output *output,
    Diagnostics *diagnostics);

#endif
