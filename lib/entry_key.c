/*
 * entry_key: from the keys of an entry or task to facts; see entry.h. A bad
 * value is an error; a key that lacks what it needs, a warning.
 */
#include "entry_part.h"

#include "amount.h"
#include "utf8.h"

static void
fault(Work *k, Rule rule, const Inline *in)
{
	Slice detail = rule == RULE_BAD_VALUE
	    ? slice_between(k->e->text, in->from, in->to) : in->name;
	diagnostic_report(k->w->diagnostics, rule, entry_place_of(k, in->from),
	    detail, SLICE_NONE, SLICE_NONE);
}

/* Reads the date that all of value is. */
static bool
read_plain_date(const Inline *in, Day *day)
{
	size_t end;
	return !in->is_unclosed && inline_date(in->value, 0, false, &end,
	    day) == DAY_GOOD && end == in->value.n;
}

/* Likewise, or +N counted from base. Bad values are reported; so is a relative
 * one without a base. */
static bool
read_date(Work *k, const Inline *in, Day base, Day *day)
{
	Cadence duration;
	if (read_plain_date(in, day))
		return true;
	bool relative = !in->is_unclosed &&
	    cadence_parse_relative(in->value, &duration);
	if (relative && base == DAY_NONE) {
		fault(k, RULE_NEEDS_DAY, in);
		return false;
	}
	*day = relative ? cadence_after(base, duration) : DAY_NEVER;
	if (*day == DAY_NEVER)
		fault(k, RULE_BAD_VALUE, in);
	return *day != DAY_NEVER;
}

Slice
entry_folded_kind(Entries *w, Slice what)
{
	/* What most are is folded already. */
	size_t i = 0;
	while (i < what.n && ((what.at[i] >= 'a' && what.at[i] <= 'z') ||
	    byte_is_digit(what.at[i])))
		i++;
	if (i == what.n)
		return what;
	w->kinds.n = 0;
	utf8_fold(what, &w->kinds);
	return arena_copy(&w->scratch, buffer_slice(&w->kinds));
}

static bool
read_exchange(Work *k, const Inline *in, KeyFact *f)
{
	Settings *s = k->w->settings;
	Slice what = in->value;
	f->has_amount = in->has_amount &&
	    amount_parse(in->amount, &f->amount, &f->unit);
	if (in->has_amount && !f->has_amount && !in->is_dataview)
		return false;
	if (f->has_amount && in->is_dataview)
		what = utf8_trim(slice_until(what,
		    what.n - in->amount.n - 2));
	if (utf8_is_blank(what))
		return false;
	f->kind = entry_folded_kind(k->w, what);
	if (f->has_amount)
		return true;
	uint32_t weight = map_get(&s->weights, f->kind);
	f->has_amount = true;
	f->amount = decimal_of(1);
	f->unit = SLICE_NONE;
	if (weight != MAP_NONE) {
		f->amount = s->weight_values.at[weight].amount;
		f->unit = s->weight_values.at[weight].unit;
	}
	return true;
}

static bool
read_tone(Slice value, KeyFact *f)
{
	static const struct {
		const char *text;
		int tone;
	} tones[] = { { "good", 1 }, { "bad", -1 }, { "-2", -2 },
		{ "-1", -1 }, { "0", 0 }, { "-0", 0 }, { "+0", 0 },
		{ "1", 1 }, { "+1", 1 }, { "2", 2 }, { "+2", 2 } };
	f->has_amount = true;
	for (size_t i = 0; i < LENGTH(tones); i++)
		if (slice_equal_nocase(value, slice_of(tones[i].text))) {
			f->amount = decimal_of(tones[i].tone);
			return true;
		}
	return false;
}

/* Reads the value of a key other than a date or `by`. */
static bool
read_value(Work *k, const Inline *in, KeyFact *f)
{
	if (in->is_unclosed)
		return false;
	switch (in->key) {
	case KEY_GAVE:
	case KEY_GOT:
		return read_exchange(k, in, f);
	case KEY_TONE:
		return read_tone(in->value, f);
	case KEY_FOR:
		f->has_amount = true;
		f->unit = SLICE("min");
		return amount_parse_time(in->value, &f->amount);
	default:
		f->kind = in->value;
		return !utf8_is_blank(in->value);
	}
}

static void
add_fact(Work *k, const Inline *in, Day day)
{
	KeyFact f = { .key = in->key, .date = day };
	if (!read_value(k, in, &f))
		fault(k, RULE_BAD_VALUE, in);
	else if (day != DAY_NONE)
		*vec_push(&k->w->facts) = f;
}

static void
add_next(Work *k, const Inline *in, Day day)
{
	KeyFact f = { .key = KEY_NEXT, .date = day };
	if (read_date(k, in, day, &f.due))
		*vec_push(&k->w->facts) = f;
}

void
entry_read_keys(Work *k)
{
	for (size_t i = 0; i < k->w->inlines.found.n; i++) {
		const Inline *in = &k->w->inlines.found.at[i];
		if (in->type != INLINE_KEY)
			continue;
		if (in->key >= KEY_DUE)
			fault(k, RULE_NEEDS_TASK, in);
		else if (k->w->people_of.n == 0)
			fault(k, RULE_NEEDS_PEOPLE, in);
		else if (k->e->day == DAY_NONE)
			fault(k, RULE_NEEDS_DAY, in);
		else if (in->key == KEY_NEXT)
			add_next(k, in, k->e->day);
		else
			add_fact(k, in, k->e->day);
	}
}

/* Tasks. */

/* Takes a date of a task, the first good one of its sort. */
static void
take_sign(Work *k, const Inline *in)
{
	Day *to = in->sign == SIGN_DUE ? &k->due
	    : in->sign == SIGN_MADE    ? &k->made
	                               : &k->done;
	if (in->sign == SIGN_DROPPED && k->e->box != BOX_DROPPED)
		return;
	if (in->reading == DAY_IMPOSSIBLE)
		diagnostic_report(k->w->diagnostics, RULE_NO_SUCH_DAY,
		    entry_place_of(k, in->from),
		    slice_between(k->e->text, in->from, in->to), SLICE_NONE,
		    SLICE_NONE);
	else if (*to == DAY_NONE)
		*to = in->day;
}

/* The day that a term of a task is counted from: the entry's; without one, that
 * on which it was kept, wherever that stands. */
static Day
base_day(const Work *k)
{
	if (k->e->day != DAY_NONE || k->e->box != BOX_KEPT)
		return k->e->day;
	for (size_t i = 0; i < k->w->inlines.found.n; i++) {
		const Inline *in = &k->w->inlines.found.at[i];
		Day day;
		if (in->type == INLINE_SIGN && in->sign == SIGN_DONE &&
		    in->reading != DAY_IMPOSSIBLE)
			return in->day;
		if (in->type == INLINE_KEY && in->key == KEY_DONE &&
		    read_plain_date(in, &day))
			return day;
	}
	return DAY_NONE;
}

void
entry_read_task_dates(Work *k)
{
	Day base = base_day(k);
	k->due = k->done = k->made = DAY_NONE;
	for (size_t i = 0; i < k->w->inlines.found.n; i++) {
		const Inline *in = &k->w->inlines.found.at[i];
		if (in->type == INLINE_SIGN)
			take_sign(k, in);
		if (in->type != INLINE_KEY ||
		    (in->key != KEY_DUE && in->key != KEY_DONE))
			continue;
		bool is_due = in->key == KEY_DUE;
		Day day, *to = is_due ? &k->due : &k->done;
		if (read_date(k, in, is_due ? base : k->e->day, &day) &&
		    *to == DAY_NONE)
			*to = day;
	}
	if (k->made == DAY_NONE)
		k->made = k->e->day;
}

void
entry_read_task_keys(Work *k)
{
	bool kept = k->e->box == BOX_KEPT;
	Day base = base_day(k);
	Day done = kept && k->done != DAY_NONE ? k->done : k->e->day;
	for (size_t i = 0; i < k->w->inlines.found.n; i++) {
		const Inline *in = &k->w->inlines.found.at[i];
		if (in->type != INLINE_KEY || in->key >= KEY_DUE)
			continue;
		bool needs = in->key == KEY_NEXT ? base == DAY_NONE
		                                 : kept && done == DAY_NONE;
		if (needs)
			fault(k, RULE_NEEDS_DAY, in);
		else if (in->key == KEY_NEXT)
			add_next(k, in, base);
		else
			add_fact(k, in, kept ? done : DAY_NONE);
	}
}

/* Adds whom the value of a `by` key without a mention names. False where it
 * names nobody. */
static bool
add_promiser(Work *k, const Inline *in, Crowd *crowd)
{
	Slice name = in->value;
	Who who;
	if (name.n == 0)
		return false;
	who = people_find_declared(k->w->people, name);
	entry_add_who(k->w, crowd, who);
	return who != WHO_NOBODY;
}

/* Adds whom the `by` key, number i of what was found, names: by the mentions in
 * its value, or without one. False where it names nobody. */
static bool
add_promisers(Work *k, size_t i, Crowd *crowd)
{
	const Inline *in = &k->w->inlines.found.at[i];
	const Inline *end = in - i + k->w->inlines.found.n;
	bool names = false;
	if (in->is_unclosed)
		return false;
	for (const Inline *m = in + 1; m < end && m->in_value; m++)
		if (m->type == INLINE_MENTION) {
			entry_add_who(k->w, crowd, m->who);
			names = true;
		}
	return names || add_promiser(k, in, crowd);
}

/* Adds whom the `by` keys name; where judge is true, a bad value is
 * reported. */
static void
read_promisers(Work *k, Crowd *crowd, bool judge)
{
	Entries *w = k->w;
	for (size_t i = 0; i < w->inlines.found.n; i++) {
		const Inline *in = &w->inlines.found.at[i];
		if (in->type != INLINE_KEY || in->key != KEY_BY)
			continue;
		if (!add_promisers(k, i, crowd) && judge)
			diagnostic_report(w->diagnostics, RULE_BAD_VALUE,
			    entry_place_of(k, in->from),
			    slice_between(k->e->text, in->from, in->to),
			    SLICE_NONE, SLICE_NONE);
	}
}

bool
entry_find_promise_people(Work *k)
{
	Entries *w = k->w;
	Crowd *people = &w->named;
	entry_begin_set(w);
	people->n = 0;
	read_promisers(k, people, false);
	k->is_theirs = people->n != 0;
	if (people->n == 0)
		entry_add_mentioned(k, people, k->e->text.n);
	entry_take_people(w, k->e);
	if (w->people_of.n == 0) {
		entry_add_who(w, people, k->e->section);
		entry_take_named(w);
	}
	if (w->people_of.n == 0)
		return false;
	/* Only now is a bad `by` known to be in a promise. */
	w->talked_about.n = 0;
	read_promisers(k, &w->talked_about, true);
	w->talked_about.n = 0;
	return true;
}
