/*
 * due_list: the findings of rel-due, put in order and written.
 *
 * There may be many, and most are known while the facts are still being read:
 * so a finding is kept as its days and, once, as the bytes that end its line.
 * What they have in common by person is kept with the person.
 */
#ifndef REL_DUE_LIST_H
#define REL_DUE_LIST_H

#include "due.h"

/* How urgent it is to get in touch: silent for so long, over the cadence, in
 * one unit. For whom there is no cadence: 0 over 0. */
typedef struct {
	int64_t silent;
	int64_t cadence; /* silent * cadence of any two must fit */
} DueUrgency;

/* Whom a finding is about. What is said here counts when it is written. */
typedef struct {
	uint32_t number;  /* in Persons */
	uint32_t reasons; /* that may be listed */
	Slice name;       /* as it stands on a line: by record_field() */
	DueUrgency urgency;
} DueWho;

typedef struct {
	const DueWho *who;
	Slice tail; /* tags, source and text as they stand on a line, and LF */
	Day date;
	Day due;
	Day done;
	uint8_t reason; /* a DueReason */
	uint8_t way;    /* a Way */
} DueFinding;

/* Starts with due_list_open(). */
typedef struct {
	VEC(DueFinding) findings;
	Arena tails;
	Output tail; /* to memory: the one that is being made */
} DueList;

void due_list_open(DueList *l);

/* Adds a finding of the record's date, way, due, done, tags, source and text,
 * which are copied; who must last until it is written. */
void due_list_add(DueList *l, const DueWho *who, DueReason reason,
    const Record *r);

/* Gives a finding that has none tags. */
void due_list_add_tags(DueList *l, DueFinding *finding, Slice tags);

/* Writes the findings by date, person, kind, source, text, then all of them by
 * bytes; with by_urgency the most urgent first, those without a cadence last,
 * and so within the same urgency. */
void due_list_write(DueList *l, Day today, bool by_urgency, Output *o);

void due_list_free(DueList *l);

#endif
