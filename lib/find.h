/*
 * find: the records that fit (rel-find(1)).
 *
 * Each condition that is given must hold; one with several values holds where
 * one of them does. What is asked of a record itself is decided when it is
 * read. Who is meant by a name or a circle may be said later in the stream: a
 * line that waits for that is kept, and so are those behind it, for lines pass
 * in their order. Files that can be read twice are, and nothing waits.
 */
#ifndef REL_FIND_H
#define REL_FIND_H

#include "choice.h"
#include "pattern.h"
#include "record.h"

/* Starts as {0}, which lets all pass; find_options_free() lets it go. */
typedef struct {
	Choice names;    /* people known by one of these, */
	Choice circles;  /* and in one of these */
	Choice types;
	Choice kinds;
	Choice tags;
	uint32_t ways;   /* a bit for each Way; 0: any */
	VEC(Slice) expressions;
	VEC(Pattern *) patterns; /* of the expressions; find_compile() */
	bool any_case;   /* of the letters that they match */
	Day since;       /* no earlier than this, or DAY_NONE */
	Day until;       /* no later, or DAY_NONE */
	bool is_inverted; /* what does not fit passes instead */
	bool is_only;    /* and not what else is said of the people */
	bool header;     /* write the column names first */
} FindOptions;

/* Adds the ways of a list with commas; false where one is unknown. */
bool find_add_ways(FindOptions *o, Slice list);

/* Makes patterns of the expressions, once all options are set. False, with the
 * expression that is none and the reason appended to why. */
bool find_compile(FindOptions *o, Slice *fault, Buffer *why);

/* Reads the records of the operands (as records_open() does) and writes the
 * lines of those that pass, as they stand. What is wrong with the input goes to
 * diagnostics, and so does each record that a pattern takes too long on, which
 * does not pass. */
void find_run(const FindOptions *options, char *const operands[],
    Output *output, Diagnostics *diagnostics);

void find_options_free(FindOptions *o);

#endif
