/*
 * due_facts: see due_facts.h.
 *
 * What can't be listed on any account is not kept: promises, plans and dates
 * past the last day asked for, gifts past the lapse. What depends on facts
 * still to come (a next on the last contact, a gift on what I gave later) waits
 * in a list that is sifted whenever it has doubled. Each record costs a
 * constant time, but for the sorting of what waits.
 */
#include "due_facts.h"

#include "utf8.h"

#include <stdlib.h>

enum { FEW = 8 };

static Day
later_day(Day a, Day b)
{
	return a > b ? a : b;
}

/* The earlier of two days that are not DAY_NONE; the one that is not. */
static Day
earlier_day(Day a, Day b)
{
	if (a == DAY_NONE || b == DAY_NONE)
		return later_day(a, b);
	return a < b ? a : b;
}

void
due_facts_open(DueFacts *f, const DueOptions *options)
{
	*f = (DueFacts){ .options = options,
		.persons = { .names = &options->names } };
	f->last_day = cadence_after(options->today, options->within);
	f->last_date = later_day(f->last_day,
	    cadence_after(options->today, options->lead));
	/* What never comes is not listed, however far ahead one looks. */
	f->last_day = earlier_day(f->last_day, DAY_LAST);
	f->last_date = earlier_day(f->last_date, DAY_LAST);
	due_list_open(&f->list);
}

static bool
is_wanted(const DueFacts *f, DueReason reason)
{
	return (f->options->reasons & DUE_BIT(reason)) != 0;
}

/* Whether it has a day, and that is not to come. */
static bool
has_happened(const DueFacts *f, const Record *r)
{
	return r->date != DAY_NONE && r->date <= f->options->today;
}

/* Takes the record in the place of what was held. The memory grows to what is
 * needed and no more: there are many of these, and few grow twice. */
static inline void
hold(DueHeld *h, Day day, const Record *r)
{
	size_t n = r->line.n, need = n;
	size_t from = (uintptr_t)r->source.at - (uintptr_t)r->line.at;
	bool is_inside = from < n;
	h->day = day;
	h->due = r->due;
	h->n = n;
	h->source_n = r->source.n;
	h->source_from = is_inside ? from : n;
	if (UNLIKELY(!is_inside))
		need = base_sum(n, r->source.n);
	if (h->cap < need) {
		h->at = base_resize(h->at, need);
		h->cap = need;
	}
	memcpy(h->at, r->line.at, n);
	if (UNLIKELY(!is_inside && r->source.n != 0))
		memcpy(h->at + n, r->source.at, r->source.n);
}

/* The same, if it is later, or of the same day and later by source. */
static void
hold_last(DueHeld *h, Day day, const Record *r)
{
	if (h->n == 0 || day > h->day ||
	    (day == h->day && record_compare_source(record_origin(r),
	                          due_held_origin(h)) > 0))
		hold(h, day, r);
}

/* The next that would be shown: the one due first; of such, the first. */
static int
compare_next(const DueHeld *a, const DueHeld *b)
{
	if (a->due != b->due)
		return a->due < b->due ? -1 : 1;
	return record_compare_source(due_held_origin(a), due_held_origin(b));
}

/* By day, the last first; of a day, the one to be shown first. */
static int
by_day_down(const void *x, const void *y)
{
	const DueHeld *a = x, *b = y;
	if (a->day != b->day)
		return a->day > b->day ? -1 : 1;
	return compare_next(a, b);
}

/* Drops those of the day and before. */
static void
drop_until(DueWaiting *w, Day day)
{
	size_t kept = 0;
	for (size_t i = 0; i < w->n; i++) {
		if (w->at[i].day > day)
			w->at[kept++] = w->at[i];
		else
			base_free(w->at[i].at);
	}
	w->n = kept;
}

/* What the person has of its own besides contacts. */
static DueMore *
more_of(DueFacts *f, DuePerson *p)
{
	if (p->more == &f->nothing) {
		p->more = arena_alloc(&f->arena, sizeof *p->more);
		memset(p->more, 0, sizeof *p->more);
	}
	return p->more;
}

/* A gift is answered by what I gave on its day or since. */
static void
sift_gifts(DuePerson *p)
{
	drop_until(&p->more->gifts, p->given);
}

/* A contact after its day does away with a next, and with those written before
 * it: so of them only those due earlier are of use. What is left is due the
 * earlier, the longer ago it was written. */
static void
sift_nexts(DuePerson *p)
{
	DueWaiting *w = &p->more->nexts;
	size_t kept = 0;
	drop_until(w, p->contact.day - 1);
	if (w->n > 1)
		qsort(w->at, w->n, sizeof *w->at, by_day_down);
	for (size_t i = 0; i < w->n; i++) {
		if (kept == 0 || compare_next(&w->at[i], &w->at[kept - 1]) < 0)
			w->at[kept++] = w->at[i];
		else
			base_free(w->at[i].at);
	}
	w->n = kept;
}

static void
add_waiting(DuePerson *p, DueWaiting *w, void (*sift)(DuePerson *),
    const Record *r)
{
	if (w->n >= w->most) {
		sift(p);
		w->most = 2 * w->n + FEW;
	}
	DueHeld *h = vec_push(w);
	*h = (DueHeld){ 0 };
	hold(h, r->date, r);
}

static int
by_number(const void *x, const void *y)
{
	Day a = *(const Day *)x, b = *(const Day *)y;
	return (a > b) - (a < b);
}

static void
sift_days(DueDays *days)
{
	size_t kept = 0;
	if (days->n > 1)
		qsort(days->at, days->n, sizeof *days->at, by_number);
	for (size_t i = 0; i < days->n; i++)
		if (kept == 0 || days->at[i] != days->at[kept - 1])
			days->at[kept++] = days->at[i];
	days->n = kept;
}

static void
add_day(DueDays *days, Day day)
{
	if (days->n > 0 && days->at[days->n - 1] == day)
		return;
	if (days->n >= days->most) {
		sift_days(days);
		days->most = 2 * days->n + FEW;
	}
	*vec_push(days) = day;
}

static void
take_contact(DueFacts *f, uint32_t number, const Record *r)
{
	DuePerson *p = &f->people.at[number];
	if (r->date > f->options->today) {
		p->has_plan = true;
		if (r->date <= f->last_day && is_wanted(f, DUE_PLAN))
			due_list_add(&f->list, p->who, DUE_PLAN,
			    &(Record){ .date = r->date,
			        .way = r->way,
			        .tags = r->tags,
			        .source = r->source,
			        .text = r->text });
	} else if (r->date != DAY_NONE) {
		hold_last(&p->contact, r->date, r);
		if (f->options->fading)
			add_day(&more_of(f, p)->days, r->date);
	}
}

static void
take_next(DueFacts *f, uint32_t number, const Record *r)
{
	DuePerson *p = &f->people.at[number];
	if (has_happened(f, r) && r->due != DAY_NONE &&
	    r->date >= p->contact.day)
		add_waiting(p, &more_of(f, p)->nexts, sift_nexts, r);
}

static void
take_exchange(DueFacts *f, uint32_t number, const Record *r)
{
	DuePerson *p = &f->people.at[number];
	if (!has_happened(f, r))
		return;
	if (r->way == WAY_OUT)
		p->given = later_day(p->given, r->date);
	else if (r->way == WAY_IN && r->date > p->given &&
	    is_wanted(f, DUE_THANK) &&
	    cadence_after(r->date, f->options->lapse) >= f->options->today)
		add_waiting(p, &more_of(f, p)->gifts, sift_gifts, r);
}

static void
take_tone(DueFacts *f, uint32_t number, const Record *r)
{
	if (has_happened(f, r) && r->has_amount)
		hold_last(&more_of(f, &f->people.at[number])->tone, r->date,
		    r);
}

/* The kind as kinds are compared; good until the next call. */
static Slice
folded(DueFacts *f, Slice kind)
{
	f->scratch.n = 0;
	utf8_fold(kind, &f->scratch);
	return buffer_slice(&f->scratch);
}

static void
take_promise(DueFacts *f, uint32_t number, const Record *r)
{
	DueReason reason = r->way == WAY_OUT ? DUE_PROMISE : DUE_AWAIT;
	bool is_listed = r->due != DAY_NONE ? r->due <= f->last_day
	                                    : f->options->undated;
	if (is_listed && is_wanted(f, reason) &&
	    (r->way == WAY_OUT || r->way == WAY_IN) &&
	    r->date <= f->options->today &&
	    slice_equal(folded(f, r->kind), SLICE("open")))
		due_list_add(&f->list, f->people.at[number].who, reason,
		    &(Record){ .date = r->due,
		        .way = r->way,
		        .done = r->date,
		        .tags = r->tags,
		        .source = r->source,
		        .text = r->text });
}

/* The first day of a birthday or anniversary; year 0 where that is unknown. */
static bool
first_of(const Record *r, DayFields *first)
{
	char text[DAY_TEXT] = { '2', '0', '0', '0' };
	Day day = r->date;
	if (day != DAY_NONE) {
		*first = day_fields(day);
		return true;
	}
	if (r->text.n != strlen("--MM-DD") || r->text.at[0] != '-')
		return false;
	/* In a year that has a 29 February. */
	memcpy(text + 4, r->text.at + 1, DAY_TEXT - 4);
	if (!day_parse((Slice){ text, sizeof text }, &day))
		return false;
	*first = day_fields(day);
	first->year = 0;
	return true;
}

/* The day in that year; DAY_NONE outside the calendar. */
static Day
occurrence(DayFields first, int year)
{
	int last = day_month_length(year, first.month);
	return day_of(year, first.month, first.day < last ? first.day : last);
}

/* Its text is `birthday 40`, or the key alone where the first year is not
 * known. */
static void
add_date(DueFacts *f, uint32_t number, Day day, const Record *r)
{
	f->text.n = 0;
	buffer_add(&f->text, r->kind);
	if (r->date != DAY_NONE) {
		char digits[DECIMAL_TEXT];
		int years = day_fields(day).year - day_fields(r->date).year;
		buffer_add_byte(&f->text, ' ');
		buffer_add(&f->text, (Slice){ digits,
			decimal_write(digits, decimal_of(years)) });
	}
	due_list_add(&f->list, f->people.at[number].who, DUE_DATE,
	    &(Record){ .date = day,
	        .source = r->source,
	        .text = buffer_slice(&f->text) });
}

static void
take_date(DueFacts *f, uint32_t number, const Record *r)
{
	DayFields first;
	Day today = f->options->today;
	if (!is_wanted(f, DUE_DATE) || !first_of(r, &first))
		return;
	int year = day_fields(today).year;
	if (occurrence(first, year) > today)
		year--;
	Day passed = occurrence(first, year);
	if (year > first.year &&
	    cadence_after(passed, f->options->grace) >= today)
		add_date(f, number, passed, r);
	Day coming = occurrence(first,
	    (year > first.year ? year : first.year) + 1);
	if (coming != DAY_NONE && coming <= f->last_date)
		add_date(f, number, coming, r);
}

static void
take_attribute(DueFacts *f, uint32_t number, const Record *r)
{
	DuePerson *p = &f->people.at[number];
	Slice key = folded(f, r->kind);
	if (slice_equal(key, SLICE("every"))) {
		if (cadence_of(r->has_amount, r->amount, r->unit).unit !=
		    CADENCE_NONE)
			hold_last(&more_of(f, p)->every, DAY_NONE, r);
	} else if (slice_equal(key, SLICE("birthday")) ||
	    slice_equal(key, SLICE("anniversary"))) {
		take_date(f, number, r);
	} else if (slice_equal(key, SLICE("met"))) {
		DueMore *more = more_of(f, p);
		more->met = earlier_day(more->met, r->date);
	} else if (slice_equal(key, SLICE("pause"))) {
		DueMore *more = more_of(f, p);
		more->paused = later_day(more->paused, r->due);
	} else if (slice_equal(key, SLICE("ended"))) {
		DueMore *more = more_of(f, p);
		more->ended = earlier_day(more->ended, r->date);
	}
}

static void
take_nothing(DueFacts *f, uint32_t number, const Record *r)
{
	(void)f, (void)number, (void)r;
}

typedef void (*Take)(DueFacts *f, uint32_t number, const Record *r);

/* What takes records of the type; NULL for what is no fact. The other facts
 * still say how a name is spelled. */
static Take
take_of(Slice type)
{
	if (slice_equal(type, SLICE("contact")))
		return take_contact;
	if (slice_equal(type, SLICE("exchange")))
		return take_exchange;
	if (slice_equal(type, SLICE("promise")))
		return take_promise;
	if (slice_equal(type, SLICE("attr")))
		return take_attribute;
	if (slice_equal(type, SLICE("tone")))
		return take_tone;
	if (slice_equal(type, SLICE("next")))
		return take_next;
	if (slice_equal(type, SLICE("person")) ||
	    slice_equal(type, SLICE("alias")) ||
	    slice_equal(type, SLICE("note")) ||
	    slice_equal(type, SLICE("mention")) ||
	    slice_equal(type, SLICE("time")) ||
	    slice_equal(type, SLICE("place")))
		return take_nothing;
	return NULL;
}

/* Persons are numbered as they come. */
static void
add_person(DueFacts *f)
{
	DueWho *who = arena_alloc(&f->arena, sizeof *who);
	*who = (DueWho){ .number = (uint32_t)f->people.n };
	*vec_push(&f->people) = (DuePerson){ .who = who,
		.more = &f->nothing };
}

void
due_facts_take(DueFacts *f, const Record *r)
{
	Take take = take_of(r->type);
	if (take == NULL || r->person.n == 0)
		return;
	uint32_t number = persons_take(&f->persons, r);
	if (UNLIKELY(f->people.n <= number))
		add_person(f);
	take(f, number, r);
}

void
due_facts_settle(DueFacts *f)
{
	persons_settle(&f->persons);
	for (size_t i = 0; i < f->people.n; i++) {
		DuePerson *p = &f->people.at[i];
		if (p->more == &f->nothing)
			continue;
		sift_nexts(p);
		sift_gifts(p);
		sift_days(&p->more->days);
	}
}

int32_t
due_twice_median_gap(DueDays *days)
{
	size_t n = days->n - 1;
	for (size_t i = 0; i < n; i++)
		days->at[i] = days->at[i + 1] - days->at[i];
	days->n = n;
	qsort(days->at, n, sizeof *days->at, by_number);
	return days->at[(n - 1) / 2] + days->at[n / 2];
}

static void
free_waiting(DueWaiting *w)
{
	for (size_t i = 0; i < w->n; i++)
		base_free(w->at[i].at);
	vec_free(w);
}

void
due_facts_free(DueFacts *f)
{
	for (size_t i = 0; i < f->people.n; i++) {
		DuePerson *p = &f->people.at[i];
		base_free(p->contact.at);
		if (p->more == &f->nothing)
			continue;
		base_free(p->more->every.at);
		base_free(p->more->tone.at);
		free_waiting(&p->more->nexts);
		free_waiting(&p->more->gifts);
		vec_free(&p->more->days);
	}
	vec_free(&f->people);
	persons_free(&f->persons);
	arena_free(&f->arena);
	due_list_free(&f->list);
	buffer_free(&f->scratch);
	buffer_free(&f->text);
}
