/*
 * people: who is who in a journal: declarations and the names they claim, and
 * then the people that mentions mean (rel-journal(5) PEOPLE).
 *
 * Use: people_start(); for each declaration, in order of the input,
 * people_declare() and what it says by people_add_alias(), _tag(),
 * _attribute(); people_settle() decides whose they are; then people_find()
 * tells who a name is, and makes people of names that nobody declared.
 * Memory grows with people and what is declared of them.
 */
#ifndef REL_PEOPLE_H
#define REL_PEOPLE_H

#include "attribute.h"
#include "diagnostic.h"
#include "map.h"
#include "output.h"
#include "settings.h"

/* Who a name is: the number of a person, the owner, or a group. */
typedef uint32_t Who;

#define WHO_NOBODY MAP_NONE
#define WHO_ME (UINT32_MAX - 1)
#define WHO_GROUP UINT32_C(0x80000000) /* added to the group's number */

static inline bool
who_is_person(Who who)
{
	return who < WHO_GROUP;
}

static inline bool
who_is_group(Who who)
{
	return who >= WHO_GROUP && who < WHO_ME;
}

typedef struct {
	Place place;     /* of the mention or name */
	size_t line;     /* on which its block starts: the records' source */
	Slice mention;   /* the name in the mention; none for a file */
	Slice full_name; /* what follows it, or none */
	bool is_handle;  /* the mention is @name: a handle even when alone */
	uint32_t node;
	Who who;         /* after people_settle() */
} Declaration;

typedef enum { TRAIT_ALIAS, TRAIT_TAG, TRAIT_ATTRIBUTE } TraitType;

typedef struct {
	TraitType type;
	bool dead;              /* an alias that another person has */
	uint32_t declaration;
	Place place;
	Slice folded;           /* the alias, the tag, or the attribute's key */
	AttributeValue value;   /* text: the alias, or the tag with its # */
	uint32_t next;          /* of the same person, after people_settle() */
} Trait;

/* What is known of who is declared, besides the name. */
typedef struct {
	Slice handle;
	Slice folded_name;
	Slice folded_handle;
	uint32_t first_declaration;
	uint32_t first_trait;   /* MAP_NONE for none */
	uint32_t last_trait;
} Human;

/* A set of declarations and settings under one name. */
typedef struct {
	Slice folded;
	Slice name;          /* the full name, else the mention that made it */
	bool has_full_name;
	uint32_t parent;     /* of the union; itself at the root */
	Who who;
} PeopleNode;

/* Who claims a name: a declaration by its full name or mention, or an alias of
 * it; without one the owner. */
typedef struct {
	Slice folded;
	uint32_t node;
	uint32_t declaration; /* MAP_NONE: the owner's */
	uint32_t trait;       /* the alias, or MAP_NONE */
	bool is_handle;
	bool is_first;        /* of those to this name */
	bool dead;            /* somebody else claimed it before */
} Claim;

/* A short name as it was typed lately, and who it is. */
typedef struct {
	uint64_t bytes;
	uint32_t n;     /* 0 for none */
	Who who;
} PeopleMet;

enum { PEOPLE_MET_BITS = 12 };

typedef struct {
	Settings *settings;
	VEC(Declaration) declarations;
	VEC(Trait) traits;
	VEC(Human) humans;  /* the first of all persons, by their numbers */
	VEC(Slice) persons; /* by number: the name; and as a record has it, */
	VEC(Slice) fields;  /* near to one another */
	VEC(PeopleNode) nodes;
	VEC(Claim) claims;
	Map node_of;    /* folded name to node */
	Map claim_of;   /* folded name to the first claim */
	Map names;      /* folded name, and any spelling of it, to Who: so each
	                   is folded once; a folded name folds to itself */
	Map hidden;     /* folded name that a group has, to the person's Who */
	PeopleMet *met; /* by a hash of the bytes; NULL until asked */
	Arena arena;
	Buffer scratch;
} People;

/* Makes *p empty, keeping its memory; p is {0} or was used before. */
void people_start(People *p, Settings *settings);

/* Adds a declaration; its number. Slices are copied, but for place.file. */
uint32_t people_declare(People *p, const Declaration *d);

/* Adds what a declaration says. */
void people_add_alias(People *p, uint32_t declaration, Slice alias,
    Place place);
void people_add_tag(People *p, uint32_t declaration, Slice tag, Place place);
void people_add_attribute(People *p, uint32_t declaration, Slice key,
    const AttributeValue *value, Place place);

/* Decides whose each declaration is; names claimed twice are reported, unless
 * diagnostics is NULL. */
void people_settle(People *p, Diagnostics *diagnostics);

/* What people_find() does with a spelling that it sees for the first time. */
Who people_find_spelling(People *p, Slice name);

/* Who that is; a name that nobody declared becomes a person. */
static inline Who
people_find(People *p, Slice name)
{
	Who who = map_get(&p->names, name);
	return LIKELY(who != WHO_NOBODY) ? who : people_find_spelling(p, name);
}

/* Likewise for n bytes of a longer text, of which `left` are left. */
static inline Who
people_find_in(People *p, const char *at, size_t n, size_t left)
{
	if (n > sizeof(uint64_t) || left < sizeof(uint64_t))
		return people_find(p, (Slice){ at, n });
	if (UNLIKELY(p->met == NULL))
		p->met = base_alloc_clear(1 << PEOPLE_MET_BITS,
		    sizeof *p->met);
	uint64_t bytes = bytes_first(at, n);
	PeopleMet *met = &p->met[bytes_spread(bytes) >> (64 - PEOPLE_MET_BITS)];
	if (UNLIKELY(met->bytes != bytes || met->n != n)) {
		Who who = people_find(p, (Slice){ at, n });
		*met = (PeopleMet){ bytes, (uint32_t)n, who };
	}
	return met->who;
}

/* Likewise for a member of a group, which is no group itself. */
Who people_find_member(People *p, Slice name);

/* The name of a claim as it was typed, and where; line 0 for the owner's. */
Slice people_claimed(const People *p, const Claim *c, Place *place);

static inline bool
people_is_declared(const People *p, Who who)
{
	return who < p->humans.n;
}

/* Who that is, or WHO_NOBODY where nobody declared it. */
Who people_find_declared(People *p, Slice name);

/* Writes the person, alias and attr records, in order of declaration. */
void people_write(People *p, Output *o);

void people_free(People *p);

#endif
