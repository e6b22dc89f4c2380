/*
 * attribute: what is known about a person, key by key: the keys that mean
 * something to the suite, their other names, and what their values must be
 * (rel-journal(5) PEOPLE).
 */
#ifndef REL_ATTRIBUTE_H
#define REL_ATTRIBUTE_H

#include "arena.h"
#include "cadence.h"
#include "day.h"

typedef enum {
	ATTRIBUTE_ALIASES,
	ATTRIBUTE_TAGS,
	ATTRIBUTE_EVERY,
	ATTRIBUTE_BIRTHDAY,
	ATTRIBUTE_ANNIVERSARY,
	ATTRIBUTE_MET,
	ATTRIBUTE_PAUSE,
	ATTRIBUTE_ENDED,
	ATTRIBUTE_OTHER
} Meaning;

/* The value of an attribute as its record has it. */
typedef struct {
	Slice text;
	Day date;        /* its value starts with */
	Day due;         /* of pause: the day */
	Cadence cadence; /* of every */
} AttributeValue;

/* What a folded key means; the name under which it is recorded is *name (the
 * key itself for ATTRIBUTE_OTHER). */
Meaning attribute_meaning(Slice folded, Slice *name);

/* Reads a value, not empty, of a key of that meaning; aliases and tags have
 * readers of their own below. False where it is none. Text that is not a slice
 * of the value comes from the arena. */
bool attribute_read(Meaning meaning, Slice value, Arena *arena,
    AttributeValue *read);

/* Takes the next name off a comma-separated list, without @, @[ ] or [[ ]];
 * false after the last. Empty ones are passed over. */
bool attribute_next_alias(Slice *list, Slice *alias);

/* Takes the next tag off a list separated by commas or spaces, without its #;
 * false after the last. What is no tag is passed over. */
bool attribute_next_tag(Slice *list, Slice *tag);

/* A name without the notation around it: @name, @[name], [[name]],
 * [[@name|shown]]. */
Slice attribute_bare_name(Slice name);

#endif
