/*
 * journal_file: what a file as a whole says: that it is a day, a person, an
 * entry, by its name and its front matter. See journal.h.
 */
#include "journal_part.h"

/* What the front matter says of the file itself. */
typedef struct {
	const FrontPair *date;
	const FrontPair *person;
	bool is_person;
	size_t people_count;
} FileFacts;

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

static bool
key_is(Journal *j, const FrontPair *p, Slice name)
{
	return slice_equal(journal_folded(j, p->key), name);
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
add_guest(Journal *j, const FrontPair *p, Slice name)
{
	Who who = people_find(&j->people, name);
	*vec_push(&j->guests) = who;
	if (j->entries.check != NULL)
		check_person(j->entries.check, who,
		    (Place){ j->file->name, p->line, p->column });
}

static void
add_guests(Journal *j, const FrontPair *p)
{
	Slice list = p->value, name;
	if (p->is_item) {
		name = attribute_bare_name(list);
		if (name.n != 0)
			add_guest(j, p, name);
		return;
	}
	while (attribute_next_alias(&list, &name))
		add_guest(j, p, name);
}

static void
add_file_tags(Journal *j, Slice list)
{
	Slice tag;
	while (attribute_next_tag(&list, &tag)) {
		if (j->file_tags.n != 0)
			buffer_add_byte(&j->file_tags, ' ');
		buffer_add_byte(&j->file_tags, '#');
		buffer_add(&j->file_tags, tag);
	}
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
			    journal_folded(j, p->value), SLICE("person"));
		} else if (key_is(j, p, SLICE("people"))) {
			facts.people_count++;
		} else if (key_is(j, p, SLICE("tags"))) {
			add_file_tags(j, p->value);
		}
	}
	return facts;
}

/* Declares the person that the file is. */
static void
declare_file(Journal *j, Slice name, size_t line, size_t column)
{
	if (name.n == 0 || journal_is_group(j, name))
		return;
	if (!j->gathering) {
		j->base.section = journal_next_declaration(j, 1);
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
		.section = journal_section_person(j, j->base.section),
		.guests = &j->guests };
	entry_write(&j->entries, &e);
	j->base.is_entry = true;
	j->base.crowd = entry_open(&j->entries, &e);
}

void
journal_begin_file(Journal *j)
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
	journal_make_top(j);
}

void
journal_start_file(Journal *j)
{
	front_start(&j->front);
	arena_reset(&j->arena);
	j->is_begun = false;
	j->file_tags.n = 0;
	j->base = (Scope){ .section = NO_DECLARATION };
	crowds_close(&j->entries.open, 0);
	j->is_day_heading = j->is_entry_heading = false;
	j->deepest = LEVELS;
	journal_clear_levels(j, 0);
	journal_make_top(j);
}
