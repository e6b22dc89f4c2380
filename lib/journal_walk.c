/*
 * journal_walk: what a block stands under, and so what it is: a heading opens
 * days, people and rosters; an item or paragraph is a declaration, an
 * attribute or an entry. See journal.h.
 */
#include "journal_part.h"

static Place
block_place(const Journal *j, const Block *b)
{
	return (Place){ j->file->name, b->line, 1 };
}

static bool
is_in_roster(const Journal *j)
{
	for (int l = j->deepest; l > 0; l--) {
		if (j->levels[l].is_roster)
			return true;
		if (j->levels[l].day.is_set ||
		    j->levels[l].section != NO_DECLARATION)
			return false;
	}
	return false;
}

void
journal_clear_levels(Journal *j, int from)
{
	for (int l = from; l <= j->deepest; l++) {
		j->levels[l].day.is_set = false;
		j->levels[l].section = NO_DECLARATION;
		j->levels[l].is_roster = false;
	}
	if (j->deepest >= from)
		j->deepest = from > 0 ? from - 1 : 0;
}

/* The level of a heading that opens something. */
static Level *
open_level(Journal *j, int level)
{
	if (j->deepest < level)
		j->deepest = level;
	return &j->levels[level];
}

void
journal_make_top(Journal *j)
{
	const Level *day = NULL, *section = NULL;
	for (int l = 1; l <= j->deepest; l++) {
		const Level *at = &j->levels[l];
		day = at->day.is_set ? at : day;
		section = at->section != NO_DECLARATION ? at : section;
	}
	j->top = j->base;
	if (day != NULL)
		j->top.day = day->day;
	if (section != NULL)
		j->top.section = section->section;
	/* A file's entry is no parent in a person's section. */
	if (j->top.section != NO_DECLARATION && j->base.is_entry) {
		j->top.is_entry = false;
		j->top.crowd.from = j->top.crowd.end;
	}
	j->items.n = 0;
	crowds_close(&j->entries.open, j->top.crowd.end);
	j->is_in_roster = is_in_roster(j);
	/* Outside rosters and people's sections only headings declare. */
	blocks_skim(&j->blocks, j->gathering && !j->blocks.plain &&
	    !j->options->thorough &&
	    j->top.section == NO_DECLARATION && !j->is_in_roster);
}

Who
journal_section_person(const Journal *j, uint32_t declaration)
{
	if (j->gathering || declaration == NO_DECLARATION)
		return WHO_NOBODY;
	Who who = j->people.declarations.at[declaration].who;
	return who_is_person(who) ? who : WHO_NOBODY;
}

/* Whether the next declaration of the second reading is on this line. */
static bool
is_declared_here(const Journal *j, size_t line)
{
	if (j->declaration >= j->people.declarations.n)
		return false;
	const Declaration *d = &j->people.declarations.at[j->declaration];
	return d->line == line && slice_equal(d->place.file, j->file->name);
}

uint32_t
journal_next_declaration(Journal *j, size_t line)
{
	if (is_declared_here(j, line))
		return j->declaration++;
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
	return journal_next_declaration(j, b->line);
}

static LeadRules
lead_rules(const Journal *j, const Block *b)
{
	return (LeadRules){ .boxes = b->type == BLOCK_ITEM,
		.in_brackets = j->blocks.plain,
		.patterns = j->settings.days.at,
		.pattern_count = j->settings.days.n };
}

static inline void
report_date(Journal *j, const Block *b, const Lead *lead)
{
	if (LIKELY(lead->reading != DAY_IMPOSSIBLE && lead->limited == NULL))
		return;
	if (lead->reading == DAY_IMPOSSIBLE && !j->gathering)
		diagnostic_report(j->diagnostics, RULE_NO_SUCH_DAY,
		    blocks_place(&j->blocks, lead->date_at),
		    slice_between(b->text, lead->date_at, lead->date_end),
		    SLICE_NONE, SLICE_NONE);
	if (lead->limited != NULL && !j->gathering)
		diagnostic_report(j->diagnostics, RULE_PATTERN_LIMIT,
		    block_place(j, b), pattern_source(lead->limited),
		    SLICE_NONE, SLICE_NONE);
}

/* Whether a setting makes the text prose. */
static inline bool
is_ignored(Journal *j, const Block *b, Slice text)
{
	PatternMatch m;
	for (size_t i = 0; i < j->settings.ignored.n; i++) {
		Pattern *p = j->settings.ignored.at[i];
		int got = pattern_match(p, text, 0, &m);
		if (got < 0 && !j->gathering)
			diagnostic_report(j->diagnostics, RULE_PATTERN_LIMIT,
			    block_place(j, b), pattern_source(p), SLICE_NONE,
			    SLICE_NONE);
		if (got > 0)
			return true;
	}
	return false;
}

Slice
journal_folded(Journal *j, Slice text)
{
	j->declarer.scratch.n = 0;
	utf8_fold(text, &j->declarer.scratch);
	return buffer_slice(&j->declarer.scratch);
}

bool
journal_is_group(Journal *j, Slice name)
{
	const Map *groups = &j->settings.group_names;
	return groups->n != 0 &&
	    map_get(groups, journal_folded(j, name)) != MAP_NONE;
}

/* Writes the entry that a block is; scope becomes that of its children. */
static void
write_entry(Journal *j, const Block *b, const Lead *lead, Scope *scope,
    const Scope *parent)
{
	Slice text = utf8_trim(slice_from(b->text, lead->text_at));
	Entry e = { .text = text, .is_verbatim = b->is_verbatim,
		.place = block_place(j, b),
		.blocks = &j->blocks,
		.text_at = text.n != 0 ? (size_t)(text.at - b->text.at) : 0,
		.box = lead->box, .day = scope->day.day,
		.day_tags = scope->day.tags,
		.file_tags = buffer_slice(&j->file_tags),
		.section = journal_section_person(j, scope->section),
		.is_nested = b->type == BLOCK_ITEM && parent->is_in_item &&
		    !parent->is_roster_item,
		.has_parent = parent->is_entry,
		.parents = parent->crowd };
	crowds_close(&j->entries.open, parent->crowd.end);
	entry_write(&j->entries, &e);
	scope->is_entry = true;
	scope->crowd = entry_open(&j->entries, &e);
}

/* Headings. */

/* Makes the tags that a text has a tags column. */
static void
take_tags(Journal *j, Slice text, Buffer *tags)
{
	tags->n = 0;
	if (slice_find(text, 0, '#') == text.n)
		return;
	inline_scan(&j->entries.inlines, text, &j->entries.rules);
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
	Level *l = open_level(j, level);
	l->day = (DayScope){ .is_set = true, .day = lead->day };
	if (j->gathering || lead->day == DAY_NONE)
		return;
	take_tags(j, title, &l->tags);
	l->day.tags = buffer_slice(&l->tags);
}

/* Whether the heading's text mentions somebody other than me. */
static bool
mentions_somebody(Journal *j, Slice text)
{
	inline_scan(&j->entries.inlines, text, &j->entries.rules);
	for (size_t i = 0; i < j->entries.inlines.found.n; i++) {
		const Inline *in = &j->entries.inlines.found.at[i];
		if (in->type == INLINE_MENTION &&
		    people_find_declared(&j->people, in->name) != WHO_ME)
			return true;
	}
	return false;
}

/* A heading that is an entry is the parent of what stands under it. */
static void
take_heading_entry(Journal *j, const Block *b, const Lead *lead, Slice text)
{
	bool dated = j->top.day.day != DAY_NONE ||
	    lead->reading != DAY_NO_DATE;
	if (j->gathering || !dated || text.n == 0 ||
	    !mentions_somebody(j, text))
		return;
	Scope parent = j->top;
	write_entry(j, b, lead, &j->top, &parent);
	j->is_entry_heading = true;
}

/* Whether the heading, which starts with no date or time, declares a person;
 * then its section is opened. */
static bool
take_person_heading(Journal *j, const Block *b, Slice text, size_t at)
{
	j->declarer.asked = false;
	j->declarer.place = block_place(j, b);
	FirstMention first = declare_first_mention(&j->declarer, text);
	if (!first.found || journal_is_group(j, first.name))
		return false;
	bool declares = declare_heading_declares(&j->declarer, text, first,
	    j->top.day.day != DAY_NONE);
	j->is_undecided = j->is_undecided || j->declarer.asked;
	if (declares)
		open_level(j, b->level)->section = declare(j, b, text, at,
		    first);
	return declares;
}

/* Takes a heading that starts with no date. */
static void
take_undated_heading(Journal *j, const Block *b, const Lead *lead, Slice text)
{
	if (settings_is_roster(&j->settings, journal_folded(j, b->text))) {
		open_level(j, b->level)->is_roster = true;
		journal_make_top(j);
	} else if (!lead->has_time &&
	    take_person_heading(j, b, text, lead->text_at)) {
		journal_make_top(j);
	} else {
		take_heading_entry(j, b, lead, text);
	}
}

bool
journal_take_bare_day(Journal *j, int level, Slice text)
{
	Day day;
	if (text.n != DAY_TEXT || j->settings.ignored.n != 0 ||
	    j->options->thorough || j->options->watch != NULL ||
	    !day_parse(text, &day))
		return false;
	journal_clear_levels(j, level);
	open_level(j, level)->day = (DayScope){ .is_set = true, .day = day };
	journal_make_top(j);
	/* Of which day it is nothing depends while gathering. */
	blocks_skim_days(&j->blocks, level);
	return true;
}

void
journal_take_heading(Journal *j, const Block *b)
{
	if (journal_take_bare_day(j, b->level, b->text))
		return;
	LeadRules rules = lead_rules(j, b);
	Lead lead;
	lead_read(b->text, &rules, &lead);
	Slice text = utf8_trim(slice_from(b->text, lead.text_at));
	bool ignored = is_ignored(j, b, text);
	bool dated = lead.reading != DAY_NO_DATE && !ignored;
	journal_clear_levels(j, b->level);
	j->is_entry_heading = false;
	j->is_day_heading = dated;
	if (dated) {
		j->heading = lead;
		open_day(j, b->level, &lead, text);
	}
	journal_make_top(j);
	if (ignored)
		return;
	report_date(j, b, &lead);
	if (dated)
		take_heading_entry(j, b, &lead, text);
	else
		take_undated_heading(j, b, &lead, text);
}

/* Items and paragraphs. */

/* Whether a block that stands under parent may be an attribute. */
static inline bool
may_be_attribute(const Lead *lead, const Scope *parent)
{
	if (parent->section == NO_DECLARATION || lead->box != BOX_NONE ||
	    lead->reading != DAY_NO_DATE || lead->has_time)
		return false;
	if (parent->is_under_roster_item)
		return parent->is_roster_item;
	return !parent->is_in_item && parent->day.day == DAY_NONE;
}

/* Whether an item in a roster declares a person; then scope becomes that of
 * its section. */
static bool
take_roster_item(Journal *j, const Block *b, const Lead *lead, Scope *scope)
{
	if (b->type != BLOCK_ITEM || scope->is_in_item ||
	    lead->box != BOX_NONE ||
	    lead->reading != DAY_NO_DATE || lead->has_time)
		return false;
	if (!j->gathering && is_declared_here(j, b->line)) {
		/* What was found once is not looked for again. */
		scope->section = j->declaration++;
	} else {
		Slice text = utf8_trim(slice_from(b->text, lead->text_at));
		FirstMention first = declare_first_mention(&j->declarer, text);
		if (!first.found || journal_is_group(j, first.name))
			return false;
		scope->section = declare(j, b, text, lead->text_at, first);
	}
	scope->is_roster_item = scope->is_under_roster_item = true;
	return true;
}

/* Tells what a block is, and deals with it. */
static void
take_content(Journal *j, const Block *b, const Lead *lead, Scope *scope,
    const Scope *parent)
{
	Slice text = utf8_trim(slice_from(b->text, lead->text_at));
	j->declarer.place = block_place(j, b);
	if (j->is_in_roster && take_roster_item(j, b, lead, scope))
		return;
	if (may_be_attribute(lead, parent) &&
	    declare_attributes(&j->declarer, &j->blocks, b, text,
	        lead->text_at, j->gathering ? parent->section : MAP_NONE))
		return;
	if (!j->gathering)
		write_entry(j, b, lead, scope, parent);
}

/* Whether a plain text's block opens a day, as a heading would. */
static bool
is_plain_day(const Block *b, const Lead *lead)
{
	if (b->type != BLOCK_PARAGRAPH || b->depth != 0 ||
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

void
journal_open_entry_item(Journal *j, size_t depth, CrowdPart crowd)
{
	j->items.n = depth;
	/* In its place: a copy would wait for what was just written. */
	Scope *scope = vec_push(&j->items);
	const Scope *parent = depth > 0 ? &j->items.at[depth - 1] : &j->top;
	*scope = *parent;
	scope->is_in_item = true;
	scope->is_roster_item = false;
	scope->is_entry = true;
	scope->crowd = crowd;
}

/* Writes what most blocks are, an entry under a day and nothing else; false
 * where it may be more. Its scope becomes that of its children. */
static bool
take_plain_entry(Journal *j, const Block *b, const Scope *parent)
{
	Slice text = utf8_trim(b->text);
	if (!b->is_verbatim || text.n == 0 || text.at != b->text.at ||
	    !byte_is(*text.at, BYTE_LETTER | BYTE_BEYOND) ||
	    j->blocks.plain || !journal_is_plain_scope(j, parent))
		return false;
	Entry e = { .text = text, .place = block_place(j, b),
		.day = parent->day.day, .has_parent = parent->is_entry,
		.parents = parent->crowd };
	crowds_close(&j->entries.open, parent->crowd.end);
	if (!entry_write_plain(&j->entries, &e))
		return false;
	j->items.n = b->depth;
	if (b->type == BLOCK_ITEM)
		journal_open_entry_item(j, b->depth,
		    entry_open(&j->entries, &e));
	return true;
}

void
journal_take_item_or_paragraph(Journal *j, Block *b)
{
	const Scope *parent = b->depth > 0 ? &j->items.at[b->depth - 1]
	                                   : &j->top;
	if (!j->gathering && take_plain_entry(j, b, parent))
		return;
	bool matters = !j->gathering || j->blocks.plain || j->is_in_roster ||
	    parent->section != NO_DECLARATION;
	LeadRules rules = lead_rules(j, b);
	Lead lead;
	lead_read(matters ? b->text : SLICE_NONE, &rules, &lead);
	if (UNLIKELY(j->blocks.plain) && is_plain_day(b, &lead)) {
		b->type = BLOCK_HEADING;
		b->level = 1;
		journal_take_heading(j, b);
		return;
	}
	j->items.n = b->depth;
	Scope scope = *parent;
	/* An item without a paragraph is no block: what stands in it stands
	 * under what it stands in. */
	if (b->text.n == 0) {
		*vec_push(&j->items) = scope;
		return;
	}
	scope.is_roster_item = false;
	scope.is_entry = false;
	scope.crowd.from = scope.crowd.end;
	Slice text = slice_from(b->text, lead.text_at);
	if (matters && !is_ignored(j, b, text)) {
		if (lead.reading != DAY_NO_DATE)
			scope.day = (DayScope){ .is_set = true,
				.day = lead.day };
		report_date(j, b, &lead);
		take_content(j, b, &lead, &scope, parent);
	}
	if (b->type == BLOCK_ITEM) {
		scope.is_in_item = true;
		*vec_push(&j->items) = scope;
	}
}
