/*
 * declare: reading declarations: roster lines, headings that are people, and
 * the attributes in their sections (rel-journal(5) PEOPLE).
 */
#ifndef REL_DECLARE_H
#define REL_DECLARE_H

#include "block.h"
#include "inline.h"
#include "people.h"

/* A fault found while declarations are gathered; said when all are known. */
typedef struct {
	Rule rule;
	Place place;
	Slice details[2];
} Fault;

/* Starts as {0} but for the pointers. */
typedef struct {
	Settings *settings;
	People *people;
	People *known; /* of an earlier gathering, or NULL */
	Place place;   /* of the block being looked at */
	bool asked;    /* whether [[Name]] is a name had to be decided */
	VEC(Fault) faults;
	Inlines inlines;
	Arena arena;   /* of the faults' details */
	Buffer scratch;
} Declarer;

/* The mention at the start of a text. */
typedef struct {
	bool found;
	bool is_link;  /* [[Any Name]] */
	bool is_handle; /* @name */
	Slice name;
	size_t end;    /* the byte after it */
} FirstMention;

/* Forgets the faults. */
void declare_start(Declarer *d);

/* The mention that starts the text, a link counting as one; what the other
 * functions are given next to a FirstMention is the text that it was found in
 * last. */
FirstMention declare_first_mention(Declarer *d, Slice text);

/* Whether a heading's text that starts with that mention declares a person; in
 * a day it must be the mention alone, or with keys and tags. */
bool declare_heading_declares(Declarer *d, Slice text, FirstMention first,
    bool in_day);

/* Adds the declaration that a roster line or heading is, and all it says; text
 * starts at byte `at` of the block. Returns its number. */
uint32_t declare_line(Declarer *d, const Blocks *blocks, Slice text, size_t at,
    FirstMention first);

/* Whether the block's text reads as attributes; with `declaration` not
 * MAP_NONE they are added to it. */
bool declare_attributes(Declarer *d, const Blocks *blocks, const Block *block,
    Slice text, size_t at, uint32_t declaration);

/* Adds one attribute, of any meaning; is_item where it comes from a list, whose
 * items are one alias each. key is as typed. */
void declare_attribute(Declarer *d, uint32_t declaration, Slice key,
    Slice value, bool is_item, Place place);

void declare_free(Declarer *d);

#endif
