/*
 * persons: the people of a stream of records, for the tools that read one.
 *
 * A person in several spellings is one (names compare folded, utf8.h). Who is
 * declared, by which names, with which circles, may come anywhere in the
 * stream; so it is asked only at the end, after persons_settle().
 */
#ifndef REL_PERSONS_H
#define REL_PERSONS_H

#include "map.h"
#include "record.h"

typedef struct {
	Slice name;     /* the person record's, else the smallest by bytes */
	Slice folded;
	Slice circles;  /* as a tags column; after persons_settle() */
	bool declared;  /* has a person record */
	bool selected;  /* by persons_select() */
} Person;

/* What one person record said. */
typedef struct {
	uint32_t person;
	RecordOrigin origin;
	Slice name;
	Slice tags;
} PersonDeclaration;

/* A further name: a handle or an alias, folded. */
typedef struct {
	uint32_t person;
	Slice folded;
} PersonName;

/* A spelling of up to 24 bytes, in words that may overlap. */
typedef struct {
	uint64_t first;
	uint64_t middle;
	uint64_t last;
	uint32_t n; /* bytes; 0: there is none */
	uint32_t person;
} PersonMet;

/* Starts as {0}. */
typedef struct {
	PersonMet *met;  /* each at a place of its own: a look without a */
	size_t met_mask; /* search, before that into the spellings */
	VEC(Person) people; /* indexes are numbers of persons; never change */
	Map spellings;      /* raw bytes to person: folds a spelling once */
	Map by_folded;
	VEC(PersonDeclaration) declarations;
	VEC(PersonName) names;
	Arena arena;
	Buffer scratch;
} Persons;

/* The number of the person that a record's person column names; takes what a
 * person or alias record says. name must not be empty. */
uint32_t persons_take(Persons *p, const Record *r);

/* Decides names and circles; after the last persons_take(). */
void persons_settle(Persons *p);

/* Sets `selected` of whoever is known by the name (a leading `@` does not
 * matter): full name, handle or alias, folded. After persons_settle(). */
void persons_select(Persons *p, Slice name);

void persons_free(Persons *p);

#endif
