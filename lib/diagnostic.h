/*
 * diagnostic: the catalogue of all that can be wrong with an input, and the
 * one form in which it is said:
 *
 *	FILE:LINE:COL: error: TEXT [rule]
 *
 * Each rule is explained in the manual, rel-journal(5) or rel-records(5).
 * Trouble that is no fault of the input (a file that can't be read) has
 * another form, `PROGRAM: WHAT: WHY`, and another exit status.
 */
#ifndef REL_DIAGNOSTIC_H
#define REL_DIAGNOSTIC_H

#include "output.h"

/* X(NAME, rule, severity, text): in the text, {} stands for a detail. */
#define DIAGNOSTIC_CATALOGUE(X)                                               \
	/* The text of a journal. */                                          \
	X(UTF8, "utf8", WARNING, "bytes that are not UTF-8")                  \
	X(BINARY, "binary", ERROR,                                            \
	    "a NUL byte: this is no text, and nothing of the file is used")   \
	X(CONFLICT, "conflict", ERROR, "an unresolved merge conflict")        \
	X(UNCLOSED, "unclosed", WARNING, "{} never closed")                   \
	X(CHANGED, "changed", ERROR, "the file changed while it was read")    \
	/* Entries and keys. */                                               \
	X(NO_SUCH_DAY, "no-such-day", ERROR, "no such day: {}")               \
	X(BAD_VALUE, "bad-value", ERROR, "bad value: {}")                     \
	X(NEEDS_DAY, "needs-day", WARNING, "{} needs a day: not recorded")    \
	X(NEEDS_PEOPLE, "needs-people", WARNING,                              \
	    "{} needs people: not recorded")                                  \
	X(NEEDS_TASK, "needs-task", WARNING,                                  \
	    "{} needs a task with people: not recorded")                      \
	/* People and settings. */                                            \
	X(CLAIMED, "claimed", ERROR, "{} already stands for {}, not for {}")  \
	X(BAD_ATTRIBUTE, "bad-attribute", ERROR, "bad value of {}: {}")       \
	X(SETTING, "setting", ERROR, "{}: {}")                                \
	X(PATTERN, "pattern", ERROR, "bad pattern: {}: {}")                   \
	X(PATTERN_LIMIT, "pattern-limit", ERROR,                              \
	    "this pattern takes too long on the text here: {}")              \
	/* Only with --check. */                                              \
	X(UNKNOWN_NAME, "unknown-name", WARNING, "nobody declared {}{}")      \
	X(SIMILAR_NAMES, "similar-names", WARNING,                            \
	    "{} and {} are easily mistaken for each other")                   \
	X(FAR_FUTURE, "far-future", WARNING,                                  \
	    "{} is more than a year ahead")                                   \
	X(TWICE, "twice", WARNING, "the same entry stands at {}")             \
	/* Records. */                                                        \
	X(RECORD_COLUMNS, "record-columns", ERROR,                            \
	    "a record has twelve columns, this line {}")                      \
	X(RECORD_ESCAPE, "record-escape", ERROR, "unknown escape: {}")        \
	X(RECORD_DATE, "record-date", ERROR, "not a date: {}")                \
	X(RECORD_WAY, "record-way", ERROR, "not out, in or both: {}")         \
	X(RECORD_NUMBER, "record-number", ERROR,                              \
	    "not a decimal number of at most 18 digits and 9 after the "      \
	    "point: {}")                                                      \
	X(OVERFLOW, "overflow", ERROR,                                        \
	    "the sum of {} has more than 18 digits")

typedef enum {
#define X(name, rule, severity, text) RULE_##name,
	DIAGNOSTIC_CATALOGUE(X)
#undef X
	RULE_COUNT
} Rule;

/* Where something stands; line and column from 1, 0 for none. */
typedef struct {
	Slice file;
	size_t line;
	size_t column; /* in bytes */
} Place;

/* Counts what is said and says it; starts with diagnostics_open(). */
typedef struct {
	Output to;
	Slice program;
	bool rejected; /* an error was reported: exit status 1 */
	bool trouble;  /* something could not be done: exit status 2 */
} Diagnostics;

/* program is kept, not copied. */
void diagnostics_open(Diagnostics *d, int fd, Slice program);

/* Reports one fault; the details stand for the {} of the rule's text. What
 * they hold is made safe for a terminal and cut when long. */
void diagnostic_report(Diagnostics *d, Rule rule, Place place, Slice detail1,
    Slice detail2, Slice detail3);

/* Reports trouble with a file or stream; error is an errno. */
void diagnostic_trouble(Diagnostics *d, Slice what, int error);

/* The same with a reason that is in words. */
void diagnostic_refuse(Diagnostics *d, Slice what, const char *why);

void diagnostics_close(Diagnostics *d);

#endif
