/*
 * due: see due.h. First the facts are gathered (due_facts.c); then each reason
 * is a function of a person's state that lists a finding or none; at last the
 * findings are put in order (due_list.c). What forbids a reason altogether is
 * in one place, reasons_of().
 */
#include "due.h"

#include "due_facts.h"

#include <stdlib.h>

static const char *const reason_texts[DUE_REASON_COUNT] = {
#define X(name, reason) reason,
	DUE_REASONS(X)
#undef X
};

Slice
due_reason_text(DueReason reason)
{
	return slice_of(reason_texts[reason]);
}

typedef struct {
	const DueOptions *options;
	DueFacts facts;
	Arena names;
	Arena arena; /* of lines read again; for one person */
	VEC(Record) gifts; /* of one person */
	Buffer text;
} Due;

/* One of the people, while it is looked at. */
typedef struct {
	Due *due;
	const Person *person;
	DuePerson *known;
	Cadence cadence;   /* CADENCE_NONE, too */
} Subject;

DueOptions
due_defaults(void)
{
	return (DueOptions){ .within = { CADENCE_DAYS, 0 },
		.lead = { CADENCE_DAYS, 7 },
		.grace = { CADENCE_DAYS, 7 },
		.lapse = { CADENCE_DAYS, 90 },
		.reasons = DUE_ALL };
}

static DueReason
reason_of(Slice text)
{
	DueReason r = 0;
	while (r < DUE_REASON_COUNT &&
	    !slice_equal_nocase(text, due_reason_text(r)))
		r++;
	return r;
}

bool
due_parse_reasons(Slice list, uint32_t *reasons)
{
	Slice item;
	while (slice_next_item(&list, &item)) {
		DueReason r = reason_of(item);
		if (r == DUE_REASON_COUNT)
			return false;
		*reasons |= DUE_BIT(r);
	}
	return true;
}

/* The record that is held; one of empty fields where none is. */
static Record
read_held(const Subject *s, const DueHeld *held)
{
	Record r = { 0 };
	if (held->n != 0)
		record_parse(due_held_origin(held).record, &s->due->arena, &r);
	return r;
}

/* Which reasons the person's state allows of those asked for. */
static uint32_t
reasons_of(const Subject *s)
{
	const DueOptions *o = s->due->options;
	const DuePerson *p = s->known;
	uint32_t contact = DUE_BIT(DUE_CONTACT), fading = DUE_BIT(DUE_FADING);
	uint32_t next = DUE_BIT(DUE_NEXT), silent = 0;
	if (!persons_is_meant(&s->due->facts.persons, s->known->who->number))
		return 0;
	if (p->more->paused > o->today)
		silent |= contact | next | fading | DUE_BIT(DUE_THANK) |
		    DUE_BIT(DUE_REPAIR);
	if (p->more->ended != DAY_NONE && p->more->ended <= o->today)
		silent |= ~(DUE_BIT(DUE_PROMISE) | DUE_BIT(DUE_AWAIT));
	if (p->has_plan)
		silent |= contact | next | fading;
	if (p->more->nexts.n != 0 || s->cadence.unit == CADENCE_NONE)
		silent |= contact;
	if (s->cadence.unit == CADENCE_NEVER)
		silent |= contact;
	if (!o->fading || s->cadence.unit != CADENCE_NONE)
		silent |= fading;
	return o->reasons & ~silent;
}

/* The day silence is counted from, or DAY_NONE. */
static Day
silent_since(const DuePerson *p)
{
	return p->contact.day != DAY_NONE ? p->contact.day : p->more->met;
}

/* In sixteenths of a day, which months and years are whole numbers of. */
static DueUrgency
urgency_of(const Subject *s)
{
	enum { PARTS = 16 };
	/* Of millions of years, so that products fit: see due_list.h. */
	const int64_t longest = INT64_MAX / PARTS / DAY_NEVER;
	Decimal days = cadence_days(s->cadence);
	int64_t length = days.whole * PARTS +
	    days.nano / (DECIMAL_NANO / PARTS);
	Day since = silent_since(s->known);
	if (length == 0)
		return (DueUrgency){ 0, 0 };
	if (since == DAY_NONE)
		return (DueUrgency){ 1, 1 };
	return (DueUrgency){
		((int64_t)s->due->options->today - since) * PARTS,
		length < longest ? length : longest };
}

static Subject
subject_of(Due *due, uint32_t number)
{
	Subject s = { .due = due,
		.person = &due->facts.persons.people.at[number],
		.known = &due->facts.people.at[number] };
	arena_reset(&due->arena);
	if (s.known->more->every.n != 0) {
		Record every = read_held(&s, &s.known->more->every);
		s.cadence = cadence_of(every.has_amount, every.amount,
		    every.unit);
	}
	DueWho *who = s.known->who;
	who->name = record_field(&due->names, s.person->name);
	who->reasons = reasons_of(&s);
	who->urgency = urgency_of(&s);
	return s;
}

static bool
may(const Subject *s, DueReason reason)
{
	return (s->known->who->reasons & DUE_BIT(reason)) != 0;
}

/* Lists the finding, of which date, way, due, done, tags, source and text are
 * set, unless it comes too late. */
static void
list(const Subject *s, DueReason reason, Record finding)
{
	if (finding.date > s->due->facts.last_day)
		return;
	due_list_add(&s->due->facts.list, s->known->who, reason, &finding);
}

/* The day plus the longest cadence, which stands after the cadence in the
 * words of the every record; DAY_NONE without one. */
static Day
limit_day(const Record *every, Day from)
{
	Cadence longest, more;
	Slice text = slice_from(every->text,
	    slice_find(every->text, 0, '/') + 1);
	if (from == DAY_NONE || !cadence_parse(text, &longest, &more) ||
	    more.unit != CADENCE_NONE)
		return DAY_NONE;
	Day day = cadence_after(from, longest);
	return day <= DAY_LAST ? day : DAY_NONE;
}

static void
list_contact(const Subject *s)
{
	const DuePerson *p = s->known;
	if (!may(s, DUE_CONTACT))
		return;
	Day from = silent_since(p);
	Record every = read_held(s, &p->more->every);
	Record last = read_held(s, &p->contact);
	list(s, DUE_CONTACT, (Record){
		.date = from != DAY_NONE ? cadence_after(from, s->cadence)
		                         : s->due->options->today,
		.way = WAY_OUT,
		.due = limit_day(&every, from),
		.done = p->contact.day,
		.tags = s->person->circles,
		.source = p->contact.day != DAY_NONE ? last.source
		                                     : every.source,
		.text = last.text });
}

static void
list_next(const Subject *s)
{
	const DuePerson *p = s->known;
	if (p->more->nexts.n == 0 || !may(s, DUE_NEXT))
		return;
	const DueHeld *next = &p->more->nexts.at[p->more->nexts.n - 1];
	Record r = read_held(s, next);
	list(s, DUE_NEXT, (Record){ .date = next->due,
		.way = WAY_OUT,
		.done = p->contact.day,
		.tags = r.tags,
		.source = r.source,
		.text = r.text });
}

static int
by_day_and_source(const void *x, const void *y)
{
	const Record *a = x, *b = y;
	if (a->date != b->date)
		return a->date < b->date ? -1 : 1;
	return record_compare_source(record_origin(a), record_origin(b));
}

/* Reads the person's gifts, at least one, into due->gifts, the oldest first. */
static void
read_gifts(const Subject *s)
{
	const DueWaiting *gifts = &s->known->more->gifts;
	s->due->gifts.n = 0;
	for (size_t i = 0; i < gifts->n; i++)
		*vec_push(&s->due->gifts) = read_held(s, &gifts->at[i]);
	qsort(s->due->gifts.at, s->due->gifts.n, sizeof *s->due->gifts.at,
	    by_day_and_source);
}

/* Their kinds, with commas between. */
static Slice
text_of_gifts(Due *due)
{
	due->text.n = 0;
	for (size_t i = 0; i < due->gifts.n; i++) {
		Slice kind = due->gifts.at[i].kind;
		if (due->text.n != 0 && kind.n != 0)
			buffer_add(&due->text, SLICE(", "));
		buffer_add(&due->text, kind);
	}
	return buffer_slice(&due->text);
}

static void
list_thanks(const Subject *s)
{
	if (s->known->more->gifts.n == 0 || !may(s, DUE_THANK))
		return;
	read_gifts(s);
	const Record *oldest = &s->due->gifts.at[0];
	list(s, DUE_THANK, (Record){
		.date = cadence_after(oldest->date, s->due->options->grace),
		.way = WAY_OUT,
		.done = oldest->date,
		.tags = s->person->circles,
		.source = oldest->source,
		.text = text_of_gifts(s->due) });
}

static void
list_repair(const Subject *s)
{
	const DueHeld *tone = &s->known->more->tone;
	Record r = read_held(s, tone);
	if (r.amount.whole >= 0 || s->known->contact.day > tone->day ||
	    !may(s, DUE_REPAIR))
		return;
	list(s, DUE_REPAIR, (Record){
		.date = cadence_after(tone->day, s->due->options->grace),
		.way = WAY_OUT,
		.done = tone->day,
		.tags = r.tags,
		.source = r.source,
		.text = r.text });
}

static void
list_fading(const Subject *s)
{
	enum { ENOUGH = 4 };
	DuePerson *p = s->known;
	if (p->more->days.n < ENOUGH || !may(s, DUE_FADING))
		return;
	Record last = read_held(s, &p->contact);
	Day date = day_add_days(p->contact.day,
	    due_twice_median_gap(&p->more->days));
	/* More than twice: there is no fading ahead of time. */
	if (date >= s->due->options->today)
		return;
	list(s, DUE_FADING, (Record){ .date = date,
		.way = WAY_OUT,
		.done = p->contact.day,
		.tags = s->person->circles,
		.source = last.source,
		.text = last.text });
}

static void
list_person(Due *due, uint32_t number)
{
	Subject s = subject_of(due, number);
	list_contact(&s);
	list_next(&s);
	list_thanks(&s);
	list_repair(&s);
	list_fading(&s);
}

/* Whether what was listed while the facts were read still is to be, now that
 * its person is known; completes it. */
static bool
is_listed(Due *due, DueFinding *d)
{
	DueFacts *f = &due->facts;
	Day contact = f->people.at[d->who->number].contact.day;
	if ((d->who->reasons & DUE_BIT(d->reason)) == 0)
		return false;
	if (d->reason == DUE_PLAN)
		d->done = contact;
	if (d->reason != DUE_DATE)
		return true;
	if (d->date <= due->options->today && contact >= d->date)
		return false;
	due_list_add_tags(&f->list, d,
	    f->persons.people.at[d->who->number].circles);
	return true;
}

static void
find(Due *due)
{
	DueFacts *f = &due->facts;
	DueList *l = &f->list;
	size_t early = l->findings.n, kept = 0;
	due_facts_settle(f);
	for (uint32_t i = 0; i < f->people.n; i++)
		list_person(due, i);
	for (size_t i = 0; i < l->findings.n; i++)
		if (i >= early || is_listed(due, &l->findings.at[i]))
			l->findings.at[kept++] = l->findings.at[i];
	l->findings.n = kept;
}

bool
due_run(const DueOptions *options, char *const operands[], Output *o,
    Diagnostics *diagnostics)
{
	Due due = { .options = options };
	Records records;
	Record r;
	due_facts_open(&due.facts, options);
	records_open(&records, operands, diagnostics);
	while (records_next(&records, &r))
		due_facts_take(&due.facts, &r);
	records_close(&records);
	find(&due);
	bool is_any = due.facts.list.findings.n != 0;
	if (!options->quiet) {
		if (options->header)
			record_write_header(o);
		due_list_write(&due.facts.list, options->today,
		    options->by_urgency, o);
	}
	due_facts_free(&due.facts);
	arena_free(&due.names);
	arena_free(&due.arena);
	vec_free(&due.gifts);
	buffer_free(&due.text);
	return is_any;
}
