/*
 * journal: see journal.h.
 *
 * One walk over the blocks serves both readings: it keeps track of the day,
 * the person and the parent that a block stands under, tells declarations,
 * attributes and entries apart, and hands them to declare.c while gathering,
 * to entry.c while emitting. Both readings see the same declarations in the
 * same order, so the second finds whose a section is by counting.
 */
#include "journal.h"

#include "block.h"
#include "check.h"
#include "declare.h"
#include "entry.h"
#include "front.h"
#include "lead.h"
#include "people.h"
#include "record.h"
#include "settings.h"
#include "utf8.h"

#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

enum { LEVELS = 6 };
#define NO_DECLARATION UINT32_MAX
#define STANDARD_INPUT "<stdin>"

typedef struct {
	Slice name;      /* in messages and sources */
	char *path;      /* owned; NULL for standard input and bytes */
	Input *own;      /* kept in memory, or standard input; else NULL */
	bool is_roster;
	bool is_skipped; /* could not be read, or is binary */
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
	bool is_roster_item;
	bool is_under_roster_item;
	bool is_entry;
	size_t crowd_from;  /* its people, if it is an entry */
	size_t crowd_end;
} Scope;

/* What a heading opened, until one of its level or above. */
typedef struct {
	DayScope day;
	uint32_t section;
	Buffer tags; /* memory of day.tags */
} Level;

typedef struct {
	const JournalOptions *options;
	Output *output;
	Diagnostics *diagnostics;
	VEC(File) files;
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
	Level levels[LEVELS + 1];
	int roster_level;    /* 0 where no roster is open */
	VEC(Scope) items;    /* of the open list items */
} Journal;

static Place
block_place(const Journal *j, const Block *b)
{
	return (Place){ j->file->name, b->line, 1 };
}

/* Diagnostics on facts and blocks: said in the second reading; those on the
 * blocks of rosters, which are read only to gather, in the first. */
static Diagnostics *
block_diagnostics(const Journal *j)
{
	bool says = j->gathering ? j->file->is_roster && j->takes_settings
	                         : true;
	return says ? j->diagnostics : NULL;
}

/* Headings. */

static bool
is_in_roster(const Journal *j)
{
	if (j->roster_level == 0)
		return false;
	for (int l = j->roster_level + 1; l <= LEVELS; l++)
		if (j->levels[l].day.is_set ||
		    j->levels[l].section != NO_DECLARATION)
			return false;
	return true;
}

static void
clear_levels(Journal *j, int from)
{
	for (int l = from; l <= LEVELS; l++) {
		j->levels[l].day = (DayScope){ 0 };
		j->levels[l].section = NO_DECLARATION;
	}
	if (j->roster_level >= from)
		j->roster_level = 0;
}

/* Makes top what the open headings and the file say. */
static void
make_top(Journal *j)
{
	j->top = j->base;
	for (int l = 1; l <= LEVELS; l++) {
		if (j->levels[l].day.is_set)
			j->top.day = j->levels[l].day;
		if (j->levels[l].section != NO_DECLARATION)
			j->top.section = j->levels[l].section;
	}
	/* A file's entry is no parent in a person's section. */
	if (j->top.section != NO_DECLARATION && j->base.is_entry) {
		j->top.is_entry = false;
		j->top.crowd_from = j->top.crowd_end;
	}
	j->items.n = 0;
	j->entries.crowd.n = j->top.crowd_end;
}

/* Whose section a declaration's is; WHO_NOBODY for the owner's and none. */
static Who
section_person(const Journal *j, uint32_t declaration)
{
	if (j->gathering || declaration == NO_DECLARATION)
		return WHO_NOBODY;
	Who who = j->people.declarations.at[declaration].who;
	return who_is_person(who) ? who : WHO_NOBODY;
}

/* The next declaration of the second reading. */
static uint32_t
next_declaration(Journal *j, size_t line)
{
	uint32_t number = j->declaration;
	if (number < j->people.declarations.n) {
		const Declaration *d = &j->people.declarations.at[number];
		if (d->line == line && slice_equal(d->place.file,
		        j->file->name)) {
			j->declaration++;
			return number;
		}
	}
	diagnostic_report(j->diagnostics, RULE_CHANGED,
	    (Place){ j->file->name, line, 1 }, SLICE_NONE, SLICE_NONE,
	    SLICE_NONE);
	return NO_DECLARATION;
}

/* Opens a declaration: makes it, or finds it again. */
static uint32_t
declare(Journal *j, const Block *b, Slice text, size_t at, FirstMention first)
{
	if (j->gathering)
		return declare_line(&j->declarer, &j->blocks, text, at, first);
	return next_declaration(j, b->line);
}

static LeadRules
lead_rules(const Journal *j, const Block *b)
{
	return (LeadRules){ .boxes = b->type == BLOCK_ITEM,
		.in_brackets = j->blocks.plain,
		.patterns = j->settings.days.at,
		.pattern_count = j->settings.days.n };
}

static void
report_date(Journal *j, const Block *b, const Lead *lead)
{
	if (lead->reading == DAY_IMPOSSIBLE && !j->gathering)
		diagnostic_report(j->diagnostics, RULE_NO_SUCH_DAY,
		    blocks_place(&j->blocks, lead->date_at),
		    slice_between(b->text, lead->date_at, lead->date_end),
		    SLICE_NONE, SLICE_NONE);
	if (lead->hit_limit && !j->gathering)
		diagnostic_report(j->diagnostics, RULE_PATTERN_LIMIT,
		    block_place(j, b), SLICE("match day"), b->text,
		    SLICE_NONE);
}

/* Whether a setting makes the text prose. */
static bool
is_ignored(Journal *j, Slice text)
{
	PatternMatch m;
	for (size_t i = 0; i < j->settings.ignored.n; i++) {
		const IgnorePattern *p = &j->settings.ignored.at[i];
		int got = pattern_match(p->pattern, text, 0, &m);
		if (got < 0 && !j->gathering)
			diagnostic_report(j->diagnostics, RULE_PATTERN_LIMIT,
			    p->place, SLICE("ignore"), text, SLICE_NONE);
		if (got > 0)
			return true;
	}
	return false;
}

static Slice
folded(Journal *j, Slice text)
{
	j->declarer.scratch.n = 0;
	utf8_fold(text, &j->declarer.scratch);
	return buffer_slice(&j->declarer.scratch);
}

static bool
is_group(Journal *j, Slice name)
{
	return j->settings.group_names.n != 0 &&
	    map_get(&j->settings.group_names, folded(j, name)) != MAP_NONE;
}

/* Makes the tags that a text has a tags column. */
static void
take_tags(Journal *j, Slice text, Buffer *tags)
{
	InlineRules rules = entry_rules(&j->entries);
	tags->n = 0;
	if (slice_find(text, 0, '#') == text.n)
		return;
	inline_scan(&j->entries.inlines, text, &rules);
	for (size_t i = 0; i < j->entries.inlines.found.n; i++) {
		const Inline *in = &j->entries.inlines.found.at[i];
		if (in->type != INLINE_TAG)
			continue;
		if (tags->n != 0)
			buffer_add_byte(tags, ' ');
		buffer_add(tags, in->name);
	}
}

static void
open_day(Journal *j, int level, const Lead *lead, Slice title)
{
	Level *l = &j->levels[level];
	l->day = (DayScope){ .is_set = true, .day = lead->day };
	if (j->gathering)
		return;
	take_tags(j, title, &l->tags);
	l->day.tags = buffer_slice(&l->tags);
}

/* Whether the heading's text mentions somebody other than me. */
static bool
mentions_somebody(Journal *j, Slice text)
{
	InlineRules rules = entry_rules(&j->entries);
	inline_scan(&j->entries.inlines, text, &rules);
	for (size_t i = 0; i < j->entries.inlines.found.n; i++) {
		const Inline *in = &j->entries.inlines.found.at[i];
		if (in->type == INLINE_MENTION &&
		    people_find_declared(&j->people, in->name) != WHO_ME)
			return true;
	}
	return false;
}

static void
write_entry(Journal *j, const Block *b, const Lead *lead, Scope *scope,
    const Scope *parent);

/* A heading that is an entry is the parent of what stands under it. */
static void
take_heading_entry(Journal *j, const Block *b, const Lead *lead, Slice text)
{
	if (j->gathering || (!j->top.day.is_set && lead->reading == DAY_NO_DATE))
		return;
	if (j->top.day.day == DAY_NONE && lead->reading == DAY_NO_DATE)
		return;
	if (!mentions_somebody(j, text))
		return;
	Scope parent = j->top;
	write_entry(j, b, lead, &j->top, &parent);
}

/* Whether the heading, which starts with no date or time, declares a person;
 * then its section is opened. */
static bool
take_person_heading(Journal *j, const Block *b, Slice text, size_t at)
{
	j->declarer.asked = false;
	FirstMention first = declare_first_mention(&j->declarer, text);
	if (!first.found || is_group(j, first.name))
		return false;
	bool declares = declare_heading_declares(&j->declarer, text, first,
	    j->top.day.day != DAY_NONE);
	j->is_undecided = j->is_undecided || j->declarer.asked;
	if (declares)
		j->levels[b->level].section = declare(j, b, text, at, first);
	return declares;
}

static void
take_heading(Journal *j, const Block *b)
{
	LeadRules rules = lead_rules(j, b);
	Lead lead = lead_read(b->text, &rules);
	Slice text = utf8_trim(slice_from(b->text, lead.text_at));
	clear_levels(j, b->level);
	make_top(j);
	if (is_ignored(j, text))
		return;
	report_date(j, b, &lead);
	if (lead.reading != DAY_NO_DATE) {
		open_day(j, b->level, &lead, text);
		make_top(j);
	} else if (settings_is_roster(&j->settings, folded(j, b->text))) {
		j->roster_level = b->level;
		return;
	} else if (!lead.has_time &&
	    take_person_heading(j, b, text, lead.text_at)) {
		make_top(j);
		return;
	}
	take_heading_entry(j, b, &lead, text);
}

/* Items and paragraphs. */

/* Writes the entry that a block is; scope becomes that of its children. */
static void
write_entry(Journal *j, const Block *b, const Lead *lead, Scope *scope,
    const Scope *parent)
{
	Slice text = utf8_trim(slice_from(b->text, lead->text_at));
	Entry e = { .text = text, .place = block_place(j, b),
		.blocks = &j->blocks,
		.text_at = text.n != 0 ? (size_t)(text.at - b->text.at) : 0,
		.box = lead->box, .day = scope->day.day,
		.day_tags = scope->day.tags,
		.file_tags = buffer_slice(&j->file_tags),
		.section = section_person(j, scope->section),
		.is_nested = b->depth > 0 && !parent->is_roster_item,
		.has_parent = parent->is_entry,
		.parent_from = parent->crowd_from,
		.parent_count = parent->crowd_end - parent->crowd_from };
	j->entries.crowd.n = parent->crowd_end;
	entry_write(&j->entries, &e);
	scope->is_entry = true;
	scope->crowd_from = parent->crowd_end;
	scope->crowd_end = j->entries.crowd.n;
}

/* Whether a block that stands under parent may be an attribute. */
static bool
may_be_attribute(const Block *b, const Lead *lead, const Scope *parent)
{
	if (parent->section == NO_DECLARATION || lead->box != BOX_NONE ||
	    lead->reading != DAY_NO_DATE || lead->has_time)
		return false;
	if (parent->is_under_roster_item)
		return parent->is_roster_item;
	return b->depth == 0 && parent->day.day == DAY_NONE;
}

/* Whether an item of a roster declares a person; then scope becomes that of
 * its section. */
static bool
take_roster_item(Journal *j, const Block *b, const Lead *lead, Scope *scope)
{
	if (b->type != BLOCK_ITEM || b->depth != 0 || lead->box != BOX_NONE ||
	    lead->reading != DAY_NO_DATE || lead->has_time || !is_in_roster(j))
		return false;
	Slice text = utf8_trim(slice_from(b->text, lead->text_at));
	FirstMention first = declare_first_mention(&j->declarer, text);
	if (!first.found || is_group(j, first.name))
		return false;
	scope->section = declare(j, b, text, lead->text_at, first);
	scope->is_roster_item = scope->is_under_roster_item = true;
	return true;
}

/* Tells what a block is, and deals with it. */
static void
take_content(Journal *j, const Block *b, const Lead *lead, Scope *scope,
    const Scope *parent)
{
	Slice text = utf8_trim(slice_from(b->text, lead->text_at));
	if (take_roster_item(j, b, lead, scope))
		return;
	if (may_be_attribute(b, lead, parent) &&
	    declare_attributes(&j->declarer, &j->blocks, b, text,
	        lead->text_at, j->gathering ? parent->section : MAP_NONE))
		return;
	if (!j->gathering)
		write_entry(j, b, lead, scope, parent);
}

/* Whether a plain text's block opens a day, as a heading would. */
static bool
is_plain_day(const Journal *j, const Block *b, const Lead *lead)
{
	if (!j->blocks.plain || b->type != BLOCK_PARAGRAPH || b->depth != 0 ||
	    lead->reading == DAY_NO_DATE)
		return false;
	if (utf8_is_blank(slice_from(b->text, lead->text_at)) &&
	    !lead->has_time)
		return true;
	for (size_t i = 0; i < b->text.n; i++)
		if (b->text.at[i] == '@' ||
		    slice_starts(slice_from(b->text, i), SLICE("[[")))
			return false;
	return true;
}

static void
take_item_or_paragraph(Journal *j, Block *b)
{
	LeadRules rules = lead_rules(j, b);
	const Scope *parent = b->depth > 0 ? &j->items.at[b->depth - 1]
	                                   : &j->top;
	bool matters = !j->gathering || j->blocks.plain || is_in_roster(j) ||
	    parent->section != NO_DECLARATION;
	Lead lead = { 0 };
	if (matters)
		lead = lead_read(b->text, &rules);
	if (is_plain_day(j, b, &lead)) {
		b->type = BLOCK_HEADING;
		b->level = 1;
		take_heading(j, b);
		return;
	}
	j->items.n = b->depth;
	Scope above = *parent, scope = above;
	scope.is_roster_item = false;
	scope.is_entry = false;
	scope.crowd_from = scope.crowd_end;
	if (matters && !is_ignored(j, slice_from(b->text, lead.text_at))) {
		if (lead.reading != DAY_NO_DATE)
			scope.day = (DayScope){ .is_set = true,
				.day = lead.day };
		report_date(j, b, &lead);
		take_content(j, b, &lead, &scope, &above);
	}
	if (b->type == BLOCK_ITEM)
		*vec_push(&j->items) = scope;
}

/* Files. */

/* The file's name without its directory and extension. */
static Slice
stem_of(Slice name)
{
	size_t from = name.n, dot;
	while (from > 0 && name.at[from - 1] != '/')
		from--;
	Slice stem = slice_from(name, from);
	for (dot = stem.n; dot > 1 && stem.at[dot - 1] != '.'; dot--)
		;
	return dot > 1 ? slice_until(stem, dot - 1) : stem;
}

/* Reads the day that a file's name starts with; *end is the byte after it. */
static DayReading
day_of_name(Slice stem, Day *day, size_t *end)
{
	char text[DAY_TEXT];
	size_t next;
	if (stem.n < DAY_TEXT || stem.at[4] != stem.at[7])
		return DAY_NO_DATE;
	memcpy(text, stem.at, DAY_TEXT);
	if (text[4] == '_')
		text[4] = text[7] = '-';
	*end = DAY_TEXT;
	if (stem.n > DAY_TEXT) {
		uint32_t c = utf8_at(stem, DAY_TEXT, &next);
		if (utf8_is_letter(c) || utf8_is_digit(c))
			return DAY_NO_DATE;
	}
	return day_read((Slice){ text, DAY_TEXT }, day);
}

/* What the front matter says of the file itself. */
typedef struct {
	const FrontPair *date;
	const FrontPair *person;
	bool is_person;
	size_t people_count;
} FileFacts;

static bool
key_is(Journal *j, const FrontPair *p, Slice name)
{
	return slice_equal(folded(j, p->key), name);
}

/* How a front matter's `date:` reads: it need only start with a date. */
static DayReading
front_date(const FrontPair *p, Day *day)
{
	size_t end;
	DayReading r = inline_date(p->value, 0, false, &end, day);
	if (r != DAY_NO_DATE)
		return r;
	bool timed = p->value.n > DAY_TEXT &&
	    byte_lower(p->value.at[DAY_TEXT]) == 't';
	return timed ? day_read(p->value, day) : DAY_NO_DATE;
}

static void
add_guests(Journal *j, const FrontPair *p)
{
	Slice list = p->value, name;
	if (p->is_item) {
		name = attribute_bare_name(list);
		if (name.n != 0)
			*vec_push(&j->guests) = people_find(&j->people, name);
		return;
	}
	while (attribute_next_alias(&list, &name))
		*vec_push(&j->guests) = people_find(&j->people, name);
}

static FileFacts
read_front(Journal *j)
{
	FileFacts facts = { 0 };
	Day day;
	for (size_t i = 0; i < j->front.pairs.n; i++) {
		const FrontPair *p = &j->front.pairs.at[i];
		if (key_is(j, p, SLICE("date"))) {
			if (facts.date == NULL &&
			    front_date(p, &day) != DAY_NO_DATE)
				facts.date = p;
		} else if (key_is(j, p, SLICE("person"))) {
			if (facts.person == NULL)
				facts.person = p;
		} else if (key_is(j, p, SLICE("type"))) {
			facts.is_person = facts.is_person || slice_equal(
			    folded(j, p->value), SLICE("person"));
		} else if (key_is(j, p, SLICE("people"))) {
			facts.people_count++;
		} else if (key_is(j, p, SLICE("tags"))) {
			Slice list = p->value, tag;
			while (attribute_next_tag(&list, &tag)) {
				if (j->file_tags.n != 0)
					buffer_add_byte(&j->file_tags, ' ');
				buffer_add_byte(&j->file_tags, '#');
				buffer_add(&j->file_tags, tag);
			}
		}
	}
	return facts;
}

/* Declares the person that the file is. */
static void
declare_file(Journal *j, Slice name, size_t line, size_t column)
{
	if (name.n == 0 || is_group(j, name))
		return;
	if (!j->gathering) {
		j->base.section = next_declaration(j, 1);
		return;
	}
	Declaration d = { .mention = name, .line = 1,
		.place = { j->file->name, line, column } };
	j->base.section = people_declare(&j->people, &d);
	for (size_t i = 0; i < j->front.pairs.n; i++) {
		const FrontPair *p = &j->front.pairs.at[i];
		if (!key_is(j, p, SLICE("date")) &&
		    !key_is(j, p, SLICE("person")) &&
		    !key_is(j, p, SLICE("type")) &&
		    !key_is(j, p, SLICE("people")))
			declare_attribute(&j->declarer, j->base.section,
			    p->key, p->value, p->is_item,
			    (Place){ j->file->name, p->line, p->column });
	}
}

/* Decides whether the file is a person. */
static void
take_file_person(Journal *j, Slice stem, const FileFacts *facts)
{
	bool by_name = stem.n > 1 && stem.at[0] == '@';
	if (facts->person != NULL) {
		declare_file(j, attribute_bare_name(facts->person->value),
		    facts->person->line, facts->person->column);
	} else if (facts->is_person || by_name ||
	    settings_is_people_file(&j->settings, j->file->name)) {
		Slice name = stem;
		if (slice_equal(j->file->name, SLICE(STANDARD_INPUT)))
			return; /* it has no name */
		if (by_name)
			name = slice_from(stem, 1);
		declare_file(j, utf8_trim(arena_copy(&j->arena, name)), 1, 1);
	}
}

/* Decides whether the file is a day; *text is its name without it. */
static void
take_file_day(Journal *j, Slice stem, const FileFacts *facts, Slice *text)
{
	Day day = DAY_NONE;
	size_t end = 0;
	Place place = { j->file->name, 1, 1 };
	Slice shown = stem;
	DayReading r = day_of_name(stem, &day, &end);
	*text = stem;
	if (r != DAY_NO_DATE) {
		shown = slice_until(stem, end);
		*text = slice_from(stem, end);
		while (text->n > 0 && strchr("-_: ", text->at[0]) != NULL)
			*text = slice_from(*text, 1);
	}
	if (facts->date != NULL) {
		r = front_date(facts->date, &day);
		place.line = facts->date->line;
		shown = facts->date->value;
	}
	if (r == DAY_NO_DATE)
		return;
	j->base.day = (DayScope){ .is_set = true, .day = day };
	if (r == DAY_IMPOSSIBLE && !j->gathering)
		diagnostic_report(j->diagnostics, RULE_NO_SUCH_DAY, place,
		    shown, SLICE_NONE, SLICE_NONE);
}

/* A file with a day and people is an entry itself. */
static void
take_file_entry(Journal *j, Slice text)
{
	j->guests.n = 0;
	for (size_t i = 0; i < j->front.pairs.n; i++)
		if (key_is(j, &j->front.pairs.at[i], SLICE("people")))
			add_guests(j, &j->front.pairs.at[i]);
	Entry e = { .text = utf8_trim(text),
		.place = { j->file->name, 1, 1 },
		.day = j->base.day.day,
		.file_tags = buffer_slice(&j->file_tags),
		.section = section_person(j, j->base.section),
		.guests = &j->guests };
	entry_write(&j->entries, &e);
	j->base.is_entry = true;
	j->base.crowd_from = 0;
	j->base.crowd_end = j->entries.crowd.n;
}

/* Makes the context that the file itself gives; before its first block. */
static void
begin_file(Journal *j)
{
	Slice text, stem = stem_of(j->file->name);
	Buffer clean = { 0 };
	utf8_clean(stem, &clean, NULL);
	stem = arena_copy(&j->arena, buffer_slice(&clean));
	buffer_free(&clean);
	FileFacts facts = read_front(j);
	j->is_begun = true;
	take_file_day(j, stem, &facts, &text);
	take_file_person(j, stem, &facts);
	if (facts.people_count != 0 && j->base.day.day != DAY_NONE &&
	    !j->gathering)
		take_file_entry(j, text);
	make_top(j);
}

static void
start_file(Journal *j)
{
	front_start(&j->front);
	arena_reset(&j->arena);
	j->is_begun = false;
	j->file_tags.n = 0;
	j->base = (Scope){ .section = NO_DECLARATION };
	j->entries.crowd.n = 0;
	clear_levels(j, 0);
	j->roster_level = 0;
	make_top(j);
}

static void
take_block(Journal *j, Block *b)
{
	if (b->type == BLOCK_FRONT) {
		front_line(&j->front, b->text, b->line);
		return;
	}
	if (b->type == BLOCK_SETTING) {
		if (j->takes_settings)
			settings_line(&j->settings, b->text,
			    block_place(j, b), j->diagnostics);
		return;
	}
	if (!j->is_begun)
		begin_file(j);
	if (b->type == BLOCK_HEADING)
		take_heading(j, b);
	else if (b->type != BLOCK_FRONT_END)
		take_item_or_paragraph(j, b);
}

/* Opens a file for reading from its start; on trouble it is skipped. */
static Input *
open_file(Journal *j, File *f)
{
	if (f->is_skipped)
		return NULL;
	Input *in = f->own != NULL ? f->own : &j->input;
	bool good = f->own != NULL ? input_rewind(in)
	                           : input_open(in, f->path);
	if (good && f->own == NULL && !input_is_file(in)) {
		/* It can be read only once. */
		f->own = base_alloc(sizeof *f->own);
		*f->own = *in;
		*in = (Input){ .fd = -1 };
		in = f->own;
		good = input_keep(in);
	} else if (good && f->own == NULL) {
		good = input_keep(in);
	}
	if (good)
		return in;
	diagnostic_trouble(j->diagnostics, f->name, in->error);
	f->is_skipped = true;
	return NULL;
}

/* Reads one file. False where it cannot be used. */
static bool
read_file(Journal *j, File *f)
{
	Block b;
	Input *in = open_file(j, f);
	if (in == NULL)
		return false;
	Slice name = f->name;
	bool plain = j->options->plain || slice_ends(name, SLICE(".txt"));
	j->file = f;
	start_file(j);
	blocks_open(&j->blocks, in, name, plain, block_diagnostics(j));
	while (blocks_next(&j->blocks, &b))
		take_block(j, &b);
	bool binary = j->blocks.binary_line != 0;
	if (binary)
		diagnostic_report(j->diagnostics, RULE_BINARY,
		    (Place){ name, j->blocks.binary_line, 1 }, SLICE_NONE,
		    SLICE_NONE, SLICE_NONE);
	else if (in->error != 0)
		diagnostic_trouble(j->diagnostics, name, in->error);
	else if (!j->is_begun)
		begin_file(j);
	f->is_skipped = binary || in->error != 0;
	if (f->own == NULL)
		input_close(in);
	return !f->is_skipped;
}

/* Readings. */

/* Reads all files for their declarations. */
static void
gather(Journal *j)
{
	j->gathering = true;
	j->is_undecided = false;
	declare_start(&j->declarer);
	people_start(&j->people, &j->settings);
	for (size_t i = 0; i < j->files.n; i++) {
		size_t declarations = j->people.declarations.n;
		size_t traits = j->people.traits.n;
		size_t faults = j->declarer.faults.n;
		if (!read_file(j, &j->files.at[i])) {
			/* Of a binary file nothing is used. */
			j->people.declarations.n = declarations;
			j->people.traits.n = traits;
			j->declarer.faults.n = faults;
		}
		if (j->files.at[i].is_roster)
			j->roster_declarations =
			    (uint32_t)j->people.declarations.n;
	}
}

/* Gathers until nothing is left to guess: settings change what declares, and a
 * link in a heading is a mention only if its name is declared elsewhere. */
static void
gather_all(Journal *j)
{
	j->takes_settings = true;
	gather(j);
	j->takes_settings = false;
	if (j->settings.any)
		gather(j);
	if (!j->is_undecided)
		return;
	people_settle(&j->people, NULL);
	People swap = j->known;
	j->known = j->people;
	j->people = swap;
	j->declarer.known = &j->known;
	gather(j);
}

static void
report_faults(Journal *j)
{
	for (size_t i = 0; i < j->declarer.faults.n; i++) {
		const Fault *f = &j->declarer.faults.at[i];
		diagnostic_report(j->diagnostics, f->rule, f->place,
		    f->details[0], f->details[1], SLICE_NONE);
	}
}

/* Reads all files but rosters for their facts. */
static void
emit(Journal *j)
{
	j->gathering = false;
	j->declaration = j->roster_declarations;
	for (size_t i = 0; i < j->files.n; i++)
		if (!j->files.at[i].is_roster)
			read_file(j, &j->files.at[i]);
}

static void
run(Journal *j)
{
	const JournalOptions *o = j->options;
	bool writes = !o->check;
	gather_all(j);
	people_settle(&j->people, j->diagnostics);
	report_faults(j);
	if (o->header && writes)
		record_write_header(j->output);
	if (writes)
		people_write(&j->people, j->output);
	else
		check_people(&j->check);
	emit(j);
}

/* Inputs. */

static void
walk_trouble(void *context, Slice path, int error)
{
	Journal *j = context;
	diagnostic_trouble(j->diagnostics, path, error);
}

static bool
is_directory(const char *path)
{
	struct stat st;
	return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

static File *
add_file(Journal *j, char *path, bool is_roster)
{
	File *f = vec_push(&j->files);
	*f = (File){ .name = slice_of(path), .path = path,
		.is_roster = is_roster };
	return f;
}

static void
add_standard_input(Journal *j, bool is_roster)
{
	File *f = add_file(j, NULL, is_roster);
	const char *label = j->options->label;
	f->name = label != NULL ? slice_of(label) : SLICE(STANDARD_INPUT);
	f->own = base_alloc(sizeof *f->own);
	*f->own = (Input){ .fd = -1 };
	input_open_descriptor(f->own, STDIN_FILENO);
	if (!input_keep(f->own)) {
		diagnostic_trouble(j->diagnostics, f->name, f->own->error);
		f->is_skipped = true;
	}
}

static void
add_operand(Journal *j, const char *operand, bool is_roster)
{
	InputPaths paths = { 0 };
	if (strcmp(operand, "-") == 0) {
		add_standard_input(j, is_roster);
		return;
	}
	if (!is_directory(operand)) {
		size_t n = strlen(operand) + 1;
		add_file(j, memcpy(base_alloc(n), operand, n), is_roster);
		return;
	}
	input_walk(operand, &paths, walk_trouble, j);
	for (size_t i = 0; i < paths.n; i++)
		add_file(j, paths.at[i], is_roster);
	vec_free(&paths);
}

static void
start(Journal *j, const JournalOptions *options, Output *output,
    Diagnostics *diagnostics)
{
	*j = (Journal){ .options = options, .output = output,
		.diagnostics = diagnostics, .input = { .fd = -1 } };
	settings_start(&j->settings);
	j->declarer.settings = &j->settings;
	j->declarer.people = &j->people;
	j->entries.settings = &j->settings;
	j->entries.people = &j->people;
	j->entries.diagnostics = diagnostics;
	if (!options->check && !options->people_only)
		j->entries.output = output;
	if (options->check)
		j->entries.check = &j->check;
	j->check.people = &j->people;
	j->check.diagnostics = diagnostics;
	j->check.today = options->today;
}

static void
finish(Journal *j)
{
	for (size_t i = 0; i < j->files.n; i++) {
		if (j->files.at[i].own != NULL)
			input_free(j->files.at[i].own);
		base_free(j->files.at[i].own);
		base_free(j->files.at[i].path);
	}
	for (int l = 0; l <= LEVELS; l++)
		buffer_free(&j->levels[l].tags);
	vec_free(&j->files);
	settings_free(&j->settings);
	people_free(&j->people);
	people_free(&j->known);
	declare_free(&j->declarer);
	entries_free(&j->entries);
	check_free(&j->check);
	input_free(&j->input);
	blocks_free(&j->blocks);
	front_free(&j->front);
	buffer_free(&j->file_tags);
	vec_free(&j->guests);
	vec_free(&j->items);
	arena_free(&j->arena);
}

void
journal_run(const JournalOptions *options, char *const operands[],
    Output *output, Diagnostics *diagnostics)
{
	Journal j;
	start(&j, options, output, diagnostics);
	for (size_t i = 0; options->rosters != NULL &&
	    options->rosters[i] != NULL; i++)
		add_operand(&j, options->rosters[i], true);
	for (size_t i = 0; operands[i] != NULL; i++)
		add_operand(&j, operands[i], false);
	if (operands[0] == NULL)
		add_standard_input(&j, false);
	run(&j);
	finish(&j);
}

void
journal_run_bytes(const JournalOptions *options, Slice bytes, Slice name,
    Output *output, Diagnostics *diagnostics)
{
	Journal j;
	start(&j, options, output, diagnostics);
	File *f = add_file(&j, NULL, false);
	f->name = name;
	f->own = base_alloc(sizeof *f->own);
	*f->own = (Input){ .fd = -1 };
	input_open_bytes(f->own, bytes);
	run(&j);
	finish(&j);
}
