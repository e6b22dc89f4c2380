/*
 * persons: the people of a stream of records, for the tools that read one; and
 * which of them are meant.
 *
 * A person in several spellings is one (names compare folded, utf8.h). Who is
 * declared, by which names, with which circles, may come anywhere in the
 * stream; so names and circles are asked only at the end, after
 * persons_settle(). Who is meant, by a name or a circle, only ever grows: a
 * yes holds as soon as it is given, a no only at the end.
 */
#ifndef REL_PERSONS_H
#define REL_PERSONS_H

#include "choice.h"
#include "record.h"

typedef struct {
	Slice name;     /* the person record's, else the smallest by bytes */
	Slice folded;
	Slice circles;  /* as a tags column; after persons_settle() */
	bool declared;  /* has a person record */
	bool named;     /* known by one of the names that are meant, so far */
	bool in_circle; /* in one of the circles that are meant, so far */
} Person;

/* What one person record said. */
typedef struct {
	uint32_t person;
	RecordOrigin origin; /* the record is read again when all are known */
} PersonDeclaration;

/* A spelling of up to 24 bytes, in words that may overlap. */
typedef struct {
	uint64_t first;
	uint64_t middle;
	uint64_t last;
	uint32_t n; /* bytes; 0: there is none */
	uint32_t person;
} PersonMet;

/* Starts as {0}, but for names and circles, if only some people are meant:
 * those known by one of the names (full name, handle or alias) and in one of
 * the circles. These must outlive it. */
typedef struct {
	const Choice *names;   /* or NULL: any */
	const Choice *circles; /* or NULL: any or none */
	PersonMet *met;  /* each at a place of its own: a look without a */
	size_t met_mask; /* search, before that into the spellings */
	VEC(Person) people; /* indexes are numbers of persons; never change */
	Map spellings;      /* raw bytes to person: folds a spelling once */
	Map by_folded;
	VEC(PersonDeclaration) declarations;
	Arena arena;
	Buffer scratch;
} Persons;

/* The number of the person that a record's person column names; takes what a
 * person or alias record says. name must not be empty. */
uint32_t persons_take(Persons *p, const Record *r);

/* Decides names and circles; after the last persons_take(). */
void persons_settle(Persons *p);

/* Whether the person is meant, by all that was taken so far. */
static inline bool
persons_is_meant(const Persons *p, uint32_t number)
{
	const Person *person = &p->people.at[number];
	return person->named && person->in_circle;
}

void persons_free(Persons *p);

#endif
