/*
 * due_list: the findings of rel-due, put in order and written.
 *
 * A finding is kept as the line that will be written: the order is told by the
 * bytes of its columns.
 */
#ifndef REL_DUE_LIST_H
#define REL_DUE_LIST_H

#include "record.h"

/* How urgent it is to get in touch: silent for so long, over the cadence, in
 * one unit. For whom there is no cadence: 0 over 0. */
typedef struct {
	int64_t silent;
	int64_t cadence; /* silent * cadence of any two must fit */
} DueUrgency;

typedef struct {
	Day date;
	DueUrgency urgency;
	Slice line; /* without its LF; only its length until it is written */
} DueFinding;

/* Starts with due_list_open(). */
typedef struct {
	VEC(DueFinding) findings;
	Output lines; /* to memory: all lines, one after the other */
} DueList;

void due_list_open(DueList *l);

/* Adds the record as a finding; copies what it needs. */
void due_list_add(DueList *l, const Record *r, DueUrgency urgency);

/* Writes the findings by date, person, kind, source, text, then all of them by
 * bytes; with by_urgency the most urgent first, those without a cadence last,
 * and so within the same urgency. Nothing can be added afterwards. */
void due_list_write(DueList *l, bool by_urgency, Output *o);

void due_list_free(DueList *l);

#endif
