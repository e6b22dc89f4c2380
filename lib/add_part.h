/* add_part: what the parts of add share; for add*.c only. */
#ifndef REL_ADD_PART_H
#define REL_ADD_PART_H

#include "add.h"
#include "arena.h"
#include "journal.h"

/* Bytes of a text. */
typedef struct {
	size_t from;
	size_t to;
} AddSpan;

/* The date of a day's heading, in its text. */
typedef struct {
	AddSpan all;
	AddSpan year;
	AddSpan month;
	AddSpan day;
	bool is_iso; /* YYYY-MM-DD */
} AddDate;

/* A block of the file. */
typedef struct {
	BlockType type;
	int level;
	size_t depth;
	size_t line;
	size_t last_line;
	size_t skipped_to;   /* Blocks.skipped_to, as it was then */
	Slice text;
	size_t text_column;  /* of a heading, in its line, from 1 */
	Day day;
	bool opens_day;
	bool is_in_day;
	bool is_in_section;
	bool is_under_entry;
	int person_level;
	AddDate date;        /* where it opens a day */
} AddBlock;

/* The file as the journal's reader saw it; starts as {0}. The last of the
 * blocks stands for the end of the file, one line behind it. */
typedef struct {
	VEC(AddBlock) blocks;
	size_t conflict_line;
	bool is_plain;
	Arena arena;
} AddView;

/* A JournalWatch; the context is an AddView. */
void add_watch(void *context, const JournalSight *sight);

/* The last line of item i, of what stands in it, and of what is skipped there;
 * of another block its own. */
size_t add_end_of_item(const AddView *v, size_t i);

void add_view_free(AddView *v);

/* The lines of a text, from 1. */
typedef struct {
	Slice bytes;
	VEC(size_t) starts; /* and last, where one more would start */
} AddLines;

void add_lines_open(AddLines *l, Slice bytes);

/* A line without its end, and without a byte order mark; none: empty. */
Slice add_line(const AddLines *l, size_t number);

/* What is to be put in, and where. */
typedef struct {
	size_t at;           /* in front of this byte */
	Buffer text;
	size_t after_line;   /* the new lines come after this one, */
	size_t lines;        /* so many; of these, by number in the new text: */
	size_t heading_line; /* the day's heading, or 0 */
	size_t entry_line;
	size_t periods;      /* how many are headings of a year or a month */
} AddPlace;

/* Finds the place for the entry; p is {0}. */
void add_place(const AddView *v, const AddLines *l, Day day, Slice entry,
    AddPlace *p);

/* The journal, with some bytes in the file's stead, as it was read. */
typedef struct {
	AddView view;
	Output records;
	Diagnostics said;
} AddReading;

/* One time of adding the entry to the file's bytes, in memory alone. Starts as
 * {0}, but for: */
typedef struct {
	const AddOptions *options;
	const char *path;      /* of the file, */
	Slice bytes;           /* what it holds, */
	char *const *operands; /* the journal that it is of, ended by NULL, */
	Slice field;           /* what it is called in records, */
	Slice program;         /* and who says so in trouble */
	AddLines lines;
	AddPlace place;
	Buffer text;           /* the file's new one; none where the old one
	                          alone is a reason to refuse */
	AddReading old;
	AddReading new;
	AddReading judged;     /* the new text, with --check */
	const char *why;       /* it is refused, or NULL */
} AddTry;

/* Makes the new text and reads it; true where it may stand in the old one's
 * stead. Else why says why not, or one reading's `said` what trouble there
 * was. */
bool add_try(AddTry *t);

void add_try_free(AddTry *t);

/* Whether the new reading is the old one, but for the lines on which things
 * stand, and the entry where it should be. file is its name in records. */
bool add_agrees(const AddOptions *o, Slice file, const AddPlace *p,
    const AddReading *old, const AddReading *new);

/* Writes the records of the new lines. */
void add_write_records(Slice file, const AddPlace *p, const AddReading *new,
    Output *output);

/* Writes the trouble that there was in reading; false if there was none. */
bool add_write_trouble(const AddReading *r, Diagnostics *diagnostics);

/* Writes what the file was said to leave open, which may be why an entry behind
 * it is none; file is its name in diagnostics. */
void add_write_unclosed(Slice file, const AddPlace *p,
    const AddReading *judged, Diagnostics *diagnostics);

/* Writes what was said of the new lines; file is its name in diagnostics. */
void add_write_said(Slice file, const AddPlace *p, const AddReading *judged,
    Diagnostics *diagnostics);

/* Whether the line would make a heading of one above. */
bool add_is_underline(Slice line);

/* Whether the heading is underlined. */
bool add_is_underlined(const AddLines *l, const AddBlock *b);

/* Appends the heading of a day, its line or lines without the last end, in the
 * style of another; like may be NULL. */
void add_heading(const AddView *v, const AddLines *l, const AddBlock *like,
    Day day, Slice end_of_line, Buffer *to);

/* Appends likewise the heading of the day's year or month; like is one. */
void add_period(const AddLines *l, const AddBlock *like, Day day,
    Slice end_of_line, Buffer *to);

#endif
