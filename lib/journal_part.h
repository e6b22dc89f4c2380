/* journal_part: what the parts of journal share; for journal*.c only. */
#ifndef REL_JOURNAL_PART_H
#define REL_JOURNAL_PART_H

#include "block.h"
#include "check.h"
#include "declare.h"
#include "entry.h"
#include "front.h"
#include "journal.h"
#include "lead.h"
#include "people.h"
#include "record.h"
#include "settings.h"
#include "utf8.h"

enum { LEVELS = 6 };
#define NO_DECLARATION MAP_NONE
#define STANDARD_INPUT "<stdin>"

typedef struct {
	Slice name;      /* in messages and sources */
	char *path;      /* owned; NULL for standard input and bytes */
	int ahead;       /* of input_prepare() */
	Buffer clean;    /* the name, where the path is no clean UTF-8 */
	Input *own;      /* kept in memory, or standard input; else NULL */
	bool is_roster;
	bool is_skipped; /* could not be read, or is binary */
	bool is_watched;
} File;

/* The day that blocks stand under. */
typedef struct {
	bool is_set; /* a day was opened, be it an impossible one */
	Day day;
	Slice tags;  /* of its heading, as a tags column */
} DayScope;

/* What blocks stand under: a file, a heading, an item. */
typedef struct {
	DayScope day;
	uint32_t section;   /* the declaration of a person, or none */
	bool is_in_item;    /* with a text: others are no blocks */
	bool is_roster_item;
	bool is_under_roster_item;
	bool is_entry;
	CrowdPart crowd;    /* its people, if it is an entry; else none */
} Scope;

/* What a heading opened, until one of its level or above. */
typedef struct {
	DayScope day;
	uint32_t section;
	bool is_roster;
	Buffer tags; /* memory of day.tags */
} Level;

typedef struct {
	const JournalOptions *options;
	Output *output;
	Diagnostics *diagnostics;
	VEC(File) files;
	bool has_standard_input; /* among the files */
	bool has_stead;
	Settings settings;
	People people;
	People known;       /* of an earlier gathering */
	Declarer declarer;
	Entries entries;
	Check check;

	bool gathering;
	bool takes_settings; /* in the first gathering */
	bool is_undecided;   /* a heading's links had to be guessed at */

	Input input;
	Blocks blocks;
	Front front;
	const File *file;
	bool is_begun;       /* the file's own context is made */
	uint32_t declaration; /* the number of the next, while emitting */
	uint32_t roster_declarations; /* how many the --roster files have */
	Buffer file_tags;
	Crowd guests;
	Arena arena;         /* of the file */

	Scope base;          /* of the file */
	Scope top;           /* of the headings */
	Lead heading;        /* of the last heading that opened a day */
	bool is_day_heading; /* the last heading did */
	bool is_entry_heading; /* the last heading is an entry */
	Level levels[LEVELS + 1];
	int deepest;         /* no level below this has opened anything */
	bool is_in_roster;   /* and no day or person within it */
	VEC(Scope) items;    /* of the open list items */
} Journal;

Slice journal_folded(Journal *j, Slice text);

bool journal_is_group(Journal *j, Slice name);

/* Whose section a declaration's is; WHO_NOBODY for the owner's and none. */
Who journal_section_person(const Journal *j, uint32_t declaration);

/* The next declaration of the second reading. */
uint32_t journal_next_declaration(Journal *j, size_t line);

void journal_clear_levels(Journal *j, int from);

/* Makes top what the open headings and the file say. */
void journal_make_top(Journal *j);

void journal_take_heading(Journal *j, const Block *b);

/* Opens the day that a heading's text is which is a date and nothing else;
 * false where it is not. */
bool journal_take_bare_day(Journal *j, int level, Slice text);

void journal_take_item_or_paragraph(Journal *j, Block *b);

/* Whether an entry under that needs no more than its text to be understood. */
static inline bool
journal_is_plain_scope(const Journal *j, const Scope *scope)
{
	return scope->day.day != DAY_NONE && scope->day.tags.n == 0 &&
	    scope->section == NO_DECLARATION &&
	    j->file_tags.n == 0 && j->entries.settings_are_plain;
}

/* Opens the item at that depth which is an entry or task with those people. */
void journal_open_entry_item(Journal *j, size_t depth, CrowdPart crowd);

/* The short way for what most lines are: takes those that come next, while they
 * are plain, between two blocks. */
void journal_take_plain(Journal *j);

void journal_start_file(Journal *j);

/* Makes the context that the file itself gives; before its first block. */
void journal_begin_file(Journal *j);

#endif
