/*
 * entry: from an entry or task to its facts: who took part, who was talked
 * about, what was exchanged and promised (rel-journal(5) ENTRIES, KEYS,
 * PROMISES).
 */
#ifndef REL_ENTRY_H
#define REL_ENTRY_H

#include "block.h"
#include "check.h"
#include "crowd.h"
#include "inline.h"
#include "lead.h"
#include "record.h"

/* What an entry needs to know of where it stands. */
typedef struct {
	Slice text;       /* without what the lead takes off */
	bool is_verbatim; /* no byte of it needs an escape in a record */
	Place place;      /* where the block starts: its source */
	const Blocks *blocks; /* for places in the text; NULL where it is none
	                         of a block's */
	size_t text_at;   /* where text starts in the block's */
	Box box;          /* BOX_NONE: no task */
	Day day;          /* DAY_NONE: none */
	Slice day_tags;   /* as a tags column: of the day's heading */
	Slice file_tags;  /* of the front matter */
	Who section;      /* the person in whose section it stands, or
	                     WHO_NOBODY */
	bool is_nested;   /* an item within another in that section */
	bool has_parent;  /* it is the child of an entry */
	CrowdPart parents; /* the parent's people, the last of the open ones */
	const Crowd *guests; /* of a file's `people:`, or NULL */
} Entry;

/* One fact of a key, before it is known with whom. */
typedef struct {
	Key key;
	Slice kind;
	bool has_amount;
	Decimal amount;
	Slice unit;
	Day due;
	Day date;
} KeyFact;

/* How a head began that was read lately: its bytes before the first @, up to
 * 16 of them, and what they say. */
typedef struct {
	uint64_t first; /* eight bytes, or all */
	uint64_t last;
	size_t n;       /* 0 for none */
	Slice kind;
	bool is_all;    /* the tail begins in them */
	Way way;
	RecordMiddle middle; /* of contacts of that kind and way */
} EntryStart;

enum { ENTRY_STARTS_BITS = 7, ENTRY_STARTS = 1 << ENTRY_STARTS_BITS };

/* Starts as {0} but for the pointers. */
typedef struct {
	Settings *settings;
	People *people;
	Output *output;           /* NULL: no records, only diagnostics */
	Diagnostics *diagnostics;
	Check *check;             /* NULL without --check */

	Place place;              /* of the entry being written */
	Record record;            /* a plain entry's; most of it stays empty */
	Crowds open;              /* the people of the entries that are open */
	InlineRules rules;        /* by which a text is scanned */
	bool is_thorough;         /* for tests: entry_write_plain() is not
	                             to be used */
	bool settings_are_plain;  /* no patterns, and @name is a mention */
	EntryStart starts[ENTRY_STARTS];
	Inlines inlines;
	CrowdSlice people_of;     /* who takes part: the parent's people, or */
	bool is_heir;             /* not these but */
	Crowd named;              /* whom the entry names itself */
	Crowd talked_about;
	VEC(uint32_t) stamps;     /* by person: the last set it was put in */
	uint32_t stamp;
	VEC(KeyFact) facts;
	Buffer kinds;             /* folded kinds of exchanges */
	Buffer tags;
	RecordTail tail;
	Map seen_tags;
	Arena scratch;            /* reset for every entry */
} Entries;

/* To be called when all settings are known, before the first entry. */
void entries_start(Entries *w);

/* Writes the facts of an entry. */
void entry_write(Entries *w, const Entry *e);

/* The same for an entry or task that stands under a day, outside sections, and
 * has no tags from there and no guests; no byte of its text needs an escape, it
 * starts with a letter or beyond ASCII, and the settings are plain. False, with
 * nothing written, where it takes entry_write() to understand it. */
bool entry_write_plain(Entries *w, const Entry *e);

/* The same for a text that stands among the bytes that `signs` goes over, for
 * those of entry_signs(). */
bool entry_write_among(Entries *w, const Entry *e, Scan *signs);
const ScanSet *entry_signs(void);

/* Opens the entry that was the last to be written, or tried, for its children:
 * their parents. */
static inline CrowdPart
entry_open(Entries *w, const Entry *e)
{
	return w->is_heir ? e->parents
	                  : crowds_open(&w->open, crowd_slice(&w->named));
}

void entries_free(Entries *w);

#endif
