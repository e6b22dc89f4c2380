/*
 * entry: see entry.h. An entry is read in this order: its inline constructs;
 * who each mention is; the head, for the kind and where the tail begins; who
 * took part and who was talked about; the keys; and then all is written, one
 * record a fact and person, in the order of types that rel-records(5) gives.
 */
#include "entry.h"
#include "entry_part.h"

static bool
is_name(void *context, Slice name)
{
	Entries *w = context;
	return people_find_declared(w->people, name) != WHO_NOBODY;
}

static void
on_limit(void *context, size_t pattern)
{
	Entries *w = context;
	diagnostic_report(w->diagnostics, RULE_PATTERN_LIMIT, w->place,
	    pattern_source(w->settings->notations.at[pattern].pattern),
	    SLICE_NONE, SLICE_NONE);
}

void
entries_start(Entries *w)
{
	w->rules = (InlineRules){
		.at_is_mention = !w->settings->mention_off,
		.patterns = w->settings->notations.at,
		.pattern_count = w->settings->notations.n,
		.is_name = is_name,
		.on_limit = on_limit,
		.context = w
	};
	const Settings *s = w->settings;
	memset(w->starts, 0, sizeof w->starts);
	w->settings_are_plain = s->notations.n + s->days.n +
	        s->kind_patterns.n + s->ignored.n == 0 &&
	    !s->mention_off && !w->is_thorough &&
	    (w->output != NULL || w->check != NULL);
}

Place
entry_place_of(const Work *k, size_t at)
{
	return k->e->blocks != NULL
	    ? blocks_place(k->e->blocks, k->e->text_at + at) : k->e->place;
}

/* Sets of people. */

void
entry_begin_sets(Entries *w)
{
	if (w->stamps.n != 0)
		memset(w->stamps.at, 0, w->stamps.n * sizeof *w->stamps.at);
	w->stamp = 1;
}

void
entry_grow_stamps(Entries *w, Who who)
{
	while (w->stamps.n <= who)
		*vec_push(&w->stamps) = 0;
}

void
entry_add_group(Entries *w, Crowd *crowd, Who who)
{
	if (!who_is_group(who))
		return;
	Group *group = &w->settings->groups.at[who - WHO_GROUP];
	for (size_t i = group->who.n; i < group->members.n; i++)
		*vec_push(&group->who) = people_find_member(w->people,
		    group->members.at[i]);
	for (size_t i = 0; i < group->who.n; i++)
		if (who_is_person(group->who.at[i]))
			entry_add_who(w, crowd, group->who.at[i]);
}

/* People. */

void
entry_add_mentioned(Work *k, Crowd *crowd, size_t to)
{
	size_t left = k->w->inlines.counts[INLINE_MENTION];
	for (const Inline *in = k->w->inlines.found.at; left > 0; in++) {
		if (in->type != INLINE_MENTION)
			continue;
		left--;
		if (!in->in_value && in->from < to)
			entry_add_who(k->w, crowd, in->who);
	}
}

/* Who takes part in an entry that is no task, besides those of its head. */
static void
find_people(Work *k)
{
	Entries *w = k->w;
	const Entry *e = k->e;
	bool in_section = who_is_person(e->section);
	bool names_them = w->named.n != 0 || e->guests != NULL;
	bool inherits = !names_them &&
	    (e->has_parent || (in_section && e->is_nested));
	k->is_contact = !inherits;
	if (inherits && e->has_parent) {
		entry_take_parents(w, e);
		return;
	}
	if (in_section || e->guests != NULL) {
		/* They come before those that the head names. */
		entry_begin_set(w);
		w->named.n = 0;
		entry_add_who(w, &w->named, e->section);
		for (size_t i = 0; e->guests != NULL && i < e->guests->n; i++)
			entry_add_who(w, &w->named, e->guests->at[i]);
		entry_add_mentioned(k, &w->named, k->head.end);
	}
	entry_take_named(w);
}

/* Those mentioned, but not among the people. The set of those that are named is
 * still the current one, so each is told by its stamp. */
static void
find_talked_about(Work *k)
{
	Entries *w = k->w;
	size_t n = 0;
	size_t left = k->has_more ? w->inlines.counts[INLINE_MENTION] : 0;
	w->talked_about.n = 0;
	for (const Inline *in = w->inlines.found.at; left > 0; in++) {
		if (in->type != INLINE_MENTION)
			continue;
		left--;
		entry_add_who(w, &w->talked_about, in->who);
	}
	if (!w->is_heir)
		return;
	for (size_t i = 0; i < w->talked_about.n; i++) {
		Who who = w->talked_about.at[i];
		if (!crowds_have(&w->open, k->e->parents, who))
			w->talked_about.at[n++] = who;
	}
	w->talked_about.n = n;
}

/* What --check calls the people; those of a parent are not asked for again. */
static uint32_t
people_number(Entries *w, const Entry *e)
{
	if (!w->is_heir || w->people_of.n == 0)
		return check_people_number(w->check, w->people_of);
	uint32_t *number = &w->open.numbers.at[e->parents.from];
	if (*number == 0)
		*number = check_people_number(w->check, w->people_of) + 1;
	return *number - 1;
}

void
entry_check(Entries *w, const Entry *e)
{
	if (w->check != NULL && w->people_of.n + w->talked_about.n != 0)
		check_entry(w->check, e->day, e->text, people_number(w, e),
		    e->place);
}

static void
do_task(Work *k)
{
	for (size_t i = 0; i < k->w->inlines.found.n; i++)
		if (k->w->inlines.found.at[i].type == INLINE_MENTION)
			entry_find_mentioned(k, &k->w->inlines.found.at[i]);
	if (!entry_find_promise_people(k))
		return;
	entry_check(k->w, k->e);
	entry_read_task_dates(k);
	entry_read_task_keys(k);
	if (k->w->output == NULL)
		return;
	entry_make_tail(k);
	entry_write_facts(k->w);
	entry_write_promise(k);
}

static void
do_entry(Work *k)
{
	const Entry *e = k->e;
	entry_begin_set(k->w);
	k->w->named.n = 0;
	entry_read_head(k);
	if (k->head.kind.n == 0)
		entry_match_kind(k);
	find_people(k);
	find_talked_about(k);
	if (k->w->inlines.counts[INLINE_KEY] != 0 &&
	    (k->names_somebody || who_is_person(e->section) ||
	        e->has_parent || e->guests != NULL))
		entry_read_keys(k);
	entry_check(k->w, e);
	if (k->w->output == NULL ||
	    k->w->people_of.n + k->w->talked_about.n == 0 ||
	    (e->day == DAY_NONE && !who_is_person(e->section)))
		return;
	entry_make_tail(k);
	entry_write_meeting(k);
	entry_write_facts(k->w);
}

void
entry_write(Entries *w, const Entry *e)
{
	Work k;
	k.w = w;
	k.e = e;
	k.names_somebody = false;
	arena_reset(&w->scratch);
	w->facts.n = 0;
	w->place = e->place;
	inline_scan(&w->inlines, e->text, &w->rules);
	if (e->box != BOX_NONE)
		do_task(&k);
	else
		do_entry(&k);
}

void
entries_free(Entries *w)
{
	crowds_free(&w->open);
	inline_free(&w->inlines);
	vec_free(&w->named);
	vec_free(&w->talked_about);
	vec_free(&w->stamps);
	vec_free(&w->facts);
	buffer_free(&w->kinds);
	buffer_free(&w->tags);
	record_free_tail(&w->tail);
	map_free(&w->seen_tags);
	arena_free(&w->scratch);
}
