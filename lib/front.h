/*
 * front: the flat `key: value` pairs of front matter, a small part of YAML
 * (rel-journal(5) FRONT MATTER). Deeper things are passed over.
 */
#ifndef REL_FRONT_H
#define REL_FRONT_H

#include "arena.h"

typedef struct {
	Slice key;     /* as typed */
	Slice value;   /* without quotes and comment; not empty */
	bool is_item;  /* of a list, [a, b] or `- a` lines */
	size_t line;   /* on which the value stands */
	size_t column; /* of the key, or of a list's line; from 1 */
} FrontPair;

/* Starts as {0}. */
typedef struct {
	VEC(FrontPair) pairs;
	Slice list_key; /* a key without a value: items may follow */
	Arena arena;    /* holds the text */
} Front;

/* Forgets all pairs. */
void front_start(Front *f);

/* Takes one line of front matter; the line is copied. */
void front_line(Front *f, Slice line, size_t number);

void front_free(Front *f);

#endif
