/*
 * entry: see entry.h. An entry is read in this order: its inline constructs;
 * who each mention is; the head, for the kind and where the tail begins; who
 * took part and who was talked about; the keys; and then all is written, one
 * record a fact and person, in the order of types that rel-records(5) gives.
 */
#include "entry.h"

#include "amount.h"
#include "utf8.h"

/* What the head of an entry says. */
typedef struct {
	size_t end;      /* the tail begins here */
	Slice kind;      /* canonical, or empty */
	size_t kind_end; /* the byte after the kind word; 0 without one */
} Head;

/* An entry being worked on. */
typedef struct {
	Entries *w;
	const Entry *e;
	Head head;
	bool names_somebody; /* other than me, anywhere */
	bool is_contact;     /* or note: the head names the people itself */
	bool is_silent;      /* its keys are prose */
	Way way;
	/* Of a task: */
	bool is_theirs;      /* by: somebody else */
	Day due;
	Day done;
	Day made;
} Work;

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
	Place place = w->settings->notation_places.at[pattern];
	diagnostic_report(w->diagnostics, RULE_PATTERN_LIMIT, place,
	    SLICE("match"), w->inlines.text, SLICE_NONE);
}

InlineRules
entry_rules(Entries *w)
{
	return (InlineRules){ .at_is_mention = !w->settings->mention_off,
		.patterns = w->settings->notations.at,
		.pattern_count = w->settings->notations.n,
		.is_name = is_name,
		.on_limit = on_limit,
		.context = w };
}

static Place
place_of(const Work *k, size_t at)
{
	return k->e->blocks != NULL
	    ? blocks_place(k->e->blocks, k->e->text_at + at) : k->e->place;
}

/* Sets of people: a set is begun, and each person goes in once. */

static void
begin_set(Entries *w)
{
	if (++w->stamp == 0) {
		memset(w->stamps.at, 0, w->stamps.n * sizeof *w->stamps.at);
		w->stamp = 1;
	}
}

static bool
put_once(Entries *w, Who who)
{
	while (w->stamps.n <= who)
		*vec_push(&w->stamps) = 0;
	if (w->stamps.at[who] == w->stamp)
		return false;
	w->stamps.at[who] = w->stamp;
	return true;
}

/* Adds whom a mention means: a person, a group's members, not me. */
static void
add_who(Entries *w, Crowd *crowd, Who who)
{
	if (who_is_person(who)) {
		if (put_once(w, who))
			*vec_push(crowd) = who;
		return;
	}
	if (!who_is_group(who))
		return;
	const Group *group = &w->settings->groups.at[who - WHO_GROUP];
	for (size_t i = 0; i < group->members.n; i++) {
		Who member = people_find(w->people, group->members.at[i]);
		if (who_is_person(member) && put_once(w, member))
			*vec_push(crowd) = member;
	}
}

/* The head. */

static bool
space_or_end(Slice text, size_t at)
{
	size_t next;
	return at >= text.n || utf8_is_space(utf8_at(text, at, &next));
}

static bool
space_before(Slice text, size_t at)
{
	size_t start;
	return at > 0 && utf8_is_space(utf8_before(text, at, &start));
}

/* Whether the character c at byte i, of `next`, splits head and tail. */
static bool
is_split(Slice text, uint32_t c, size_t i, size_t next)
{
	if (c == ':')
		return space_or_end(text, next);
	if (c == '-' && next < text.n && text.at[next] == '-')
		next++;
	else if (c != '-' && c != 0x2013 && c != 0x2014)
		return false;
	return space_before(text, i) && next < text.n &&
	    space_or_end(text, next);
}

/* Reads the text between two constructs, from byte i to `to`. True where the
 * tail begins. */
static bool
read_gap(Work *k, size_t i, size_t to)
{
	Slice text = slice_until(k->e->text, to);
	size_t next;
	for (; i < to; i = next) {
		size_t end = inline_word_end(text, i);
		uint32_t c = utf8_at(text, i, &next);
		if (end == i) {
			if (!is_split(k->e->text, c, i, next))
				continue;
			k->head.end = i;
			return true;
		}
		next = end;
		Slice word = slice_between(text, i, end);
		if (slice_equal_nocase(word, SLICE("about"))) {
			k->head.end = i;
			return true;
		}
		if (k->head.kind.n == 0) {
			k->head.kind = settings_kind(k->w->settings, word);
			k->head.kind_end = end;
		}
	}
	return false;
}

static void
read_head(Work *k)
{
	size_t at = 0;
	k->head = (Head){ .end = k->e->text.n };
	for (size_t i = 0; i < k->w->inlines.found.n; i++) {
		const Inline *in = &k->w->inlines.found.at[i];
		if (in->in_value)
			continue;
		if (read_gap(k, at, in->from))
			return;
		at = in->to;
	}
	read_gap(k, at, k->e->text.n);
}

/* The kind by the user's patterns, where no word decides. */
static void
match_kind(Work *k)
{
	Settings *s = k->w->settings;
	Slice head = slice_until(k->e->text, k->head.end);
	PatternMatch m;
	if (k->head.kind.n != 0)
		return;
	k->head.kind_end = 0;
	for (size_t i = 0; i < s->kind_patterns.n; i++) {
		int got = pattern_match(s->kind_patterns.at[i].pattern, head,
		    0, &m);
		if (got < 0)
			diagnostic_report(k->w->diagnostics,
			    RULE_PATTERN_LIMIT, s->kind_patterns.at[i].place,
			    SLICE("match kind"), head, SLICE_NONE);
		if (got > 0) {
			k->head.kind = s->kind_patterns.at[i].kind;
			return;
		}
	}
}

static bool
is_filler(uint32_t c)
{
	return c == '*' || c == '_' || utf8_is_space(c);
}

static Way
way_of_arrow(Slice s, size_t *n)
{
	static const struct {
		const char *text;
		Way way;
	} arrows[] = { { "->", WAY_OUT }, { "→", WAY_OUT },
		{ "<-", WAY_IN }, { "←", WAY_IN } };
	for (size_t i = 0; i < LENGTH(arrows); i++) {
		*n = strlen(arrows[i].text);
		if (slice_starts(s, slice_of(arrows[i].text)))
			return arrows[i].way;
	}
	return WAY_BOTH;
}

static Way
way_of_word(Slice word)
{
	if (slice_equal_nocase(word, SLICE("to")))
		return WAY_OUT;
	return slice_equal_nocase(word, SLICE("from")) ? WAY_IN : WAY_BOTH;
}

/* The way by the word or arrow right before byte `at`, not before `least`. */
static Way
way_before(Slice text, size_t at, size_t least)
{
	size_t start, end, n;
	while (at > least && is_filler(utf8_before(text, at, &start)))
		at = start;
	for (n = 2; n <= 3 && at >= least + n; n++) {
		size_t length;
		Way way = way_of_arrow(slice_between(text, at - n, at),
		    &length);
		if (way != WAY_BOTH && length == n)
			return (at == n || space_before(text, at - n)) &&
			        space_or_end(text, at) ? way : WAY_BOTH;
	}
	for (end = at; at > least; at = start) {
		uint32_t c = utf8_before(text, at, &start);
		if (start < least || !(c == '\'' || c == '-' ||
		        utf8_is_letter(c) || utf8_is_digit(c) ||
		        utf8_is_mark(c)))
			break;
	}
	while (at < end && (text.at[at] == '-' || text.at[at] == '\''))
		at++;
	return way_of_word(slice_between(text, at, end));
}

/* The way by the word or arrow right after the kind word. */
static Way
way_after(Slice text, size_t at)
{
	size_t next, n;
	while (at < text.n && is_filler(utf8_at(text, at, &next)))
		at = next;
	Way way = way_of_arrow(slice_from(text, at), &n);
	if (way != WAY_BOTH)
		return space_before(text, at) && space_or_end(text, at + n)
		    ? way : WAY_BOTH;
	return way_of_word(slice_between(text, at,
	    inline_word_end(text, at)));
}

static Way
reversed(Way way)
{
	return way == WAY_OUT ? WAY_IN : way == WAY_IN ? WAY_OUT : way;
}

static void
read_way(Work *k)
{
	Slice head = slice_until(k->e->text, k->head.end);
	size_t least = 0;
	k->way = WAY_BOTH;
	for (size_t i = 0; i < k->w->inlines.found.n; i++) {
		const Inline *in = &k->w->inlines.found.at[i];
		if (in->from >= k->head.end)
			break;
		if (in->type == INLINE_MENTION && !in->in_value) {
			k->way = way_before(head, in->from, least);
			if (k->w->mentioned.at[i] == WHO_ME)
				k->way = reversed(k->way);
			return;
		}
		least = in->to > least ? in->to : least;
	}
	if (k->head.kind_end != 0)
		k->way = way_after(head, k->head.kind_end);
}

/* People. */

/* Finds who is mentioned, in order, so that first spellings count. */
static void
find_mentioned(Work *k)
{
	Entries *w = k->w;
	w->mentioned.n = 0;
	k->names_somebody = false;
	for (size_t i = 0; i < w->inlines.found.n; i++) {
		const Inline *in = &w->inlines.found.at[i];
		Who who = WHO_NOBODY;
		if (in->type == INLINE_MENTION)
			who = people_find(w->people, in->name);
		*vec_push(&w->mentioned) = who;
		if (who == WHO_NOBODY || who == WHO_ME)
			continue;
		k->names_somebody = true;
		if (w->check != NULL)
			check_person(w->check, who, place_of(k, in->from));
	}
}

/* Adds those mentioned outside values, from byte `from` to byte `to`. */
static void
add_mentioned(Work *k, Crowd *crowd, size_t to)
{
	for (size_t i = 0; i < k->w->inlines.found.n; i++) {
		const Inline *in = &k->w->inlines.found.at[i];
		if (in->type == INLINE_MENTION && !in->in_value &&
		    in->from < to)
			add_who(k->w, crowd, k->w->mentioned.at[i]);
	}
}

static void
add_parents(Work *k)
{
	for (size_t i = 0; i < k->e->parent_count; i++) {
		Who who = k->w->crowd.at[k->e->parent_from + i];
		if (put_once(k->w, who))
			*vec_push(&k->w->people_of) = who;
	}
}

/* Who takes part in an entry that is no task. */
static void
find_people(Work *k)
{
	Entries *w = k->w;
	const Entry *e = k->e;
	bool in_section = who_is_person(e->section);
	begin_set(w);
	w->people_of.n = 0;
	add_mentioned(k, &w->people_of, k->head.end);
	bool names_them = w->people_of.n != 0 || e->guests != NULL;
	bool inherits = !names_them &&
	    (e->has_parent || (in_section && e->is_nested));
	k->is_contact = !inherits;
	begin_set(w);
	w->people_of.n = 0;
	if (inherits && e->has_parent) {
		add_parents(k);
	} else {
		add_who(w, &w->people_of, e->section);
		for (size_t i = 0; e->guests != NULL && i < e->guests->n; i++)
			add_who(w, &w->people_of, e->guests->at[i]);
		add_mentioned(k, &w->people_of, k->head.end);
	}
}

/* Those mentioned, but not among the people. The set of these is still the
 * current one, so each is told by its stamp. */
static void
find_talked_about(Work *k)
{
	k->w->talked_about.n = 0;
	for (size_t i = 0; i < k->w->inlines.found.n; i++)
		if (k->w->inlines.found.at[i].type == INLINE_MENTION)
			add_who(k->w, &k->w->talked_about,
			    k->w->mentioned.at[i]);
}

/* Tasks: who promised whom. */

/* Adds whom the value of a `by` key without a mention names. False where it
 * names nobody. */
static bool
add_promiser(Work *k, const Inline *in, Crowd *crowd)
{
	Slice name = in->value;
	Who who;
	if (in->is_unclosed || name.n == 0)
		return false;
	if (name.at[0] == '@')
		who = people_find(k->w->people, slice_from(name, 1));
	else
		who = people_find_declared(k->w->people, name);
	add_who(k->w, crowd, who);
	return who != WHO_NOBODY;
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
		size_t m = i + 1, named = 0;
		for (; m < w->inlines.found.n && w->inlines.found.at[m].in_value;
		    m++) {
			if (w->inlines.found.at[m].type != INLINE_MENTION)
				continue;
			add_who(w, crowd, w->mentioned.at[m]);
			named++;
		}
		if (named == 0 && !add_promiser(k, in, crowd) && judge)
			diagnostic_report(w->diagnostics, RULE_BAD_VALUE,
			    place_of(k, in->from),
			    slice_between(k->e->text, in->from, in->to),
			    SLICE_NONE, SLICE_NONE);
	}
}

/* Whose promise a task is; false where it is nobody's. */
static bool
find_promise_people(Work *k)
{
	Entries *w = k->w;
	Crowd *people = &w->people_of;
	begin_set(w);
	people->n = 0;
	read_promisers(k, people, false);
	k->is_theirs = people->n != 0;
	if (people->n == 0)
		add_mentioned(k, people, k->e->text.n);
	if (people->n == 0 && k->e->has_parent)
		add_parents(k);
	if (people->n == 0)
		add_who(w, people, k->e->section);
	if (people->n == 0)
		return false;
	/* Only now is a bad `by` known to be in a promise. */
	w->talked_about.n = 0;
	read_promisers(k, &w->talked_about, true);
	w->talked_about.n = 0;
	return true;
}

/* Keys. */

static void
fault(Work *k, Rule rule, const Inline *in)
{
	Slice detail = rule == RULE_BAD_VALUE
	    ? slice_between(k->e->text, in->from, in->to) : in->name;
	diagnostic_report(k->w->diagnostics, rule, place_of(k, in->from),
	    detail, SLICE_NONE, SLICE_NONE);
}

/* Reads the date that all of value is, or +N counted from base. Bad values
 * are reported; so is a relative one without a base. */
static bool
read_date(Work *k, const Inline *in, Day base, Day *day)
{
	size_t end;
	Cadence duration;
	if (!in->is_unclosed && inline_date(in->value, 0, false, &end, day) ==
	        DAY_GOOD && end == in->value.n)
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

/* The folded thing given or received; kept until the next entry. */
static Slice
folded_kind(Entries *w, Slice what)
{
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
	if (what.n == 0)
		return false;
	f->kind = folded_kind(k->w, what);
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
		return in->value.n != 0;
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

/* The keys of an entry that is no task. */
static void
read_keys(Work *k)
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
		    place_of(k, in->from),
		    slice_between(k->e->text, in->from, in->to), SLICE_NONE,
		    SLICE_NONE);
	else if (*to == DAY_NONE)
		*to = in->day;
}

static void
read_task_dates(Work *k)
{
	k->due = k->done = k->made = DAY_NONE;
	for (size_t i = 0; i < k->w->inlines.found.n; i++) {
		const Inline *in = &k->w->inlines.found.at[i];
		if (in->type == INLINE_SIGN)
			take_sign(k, in);
		if (in->type != INLINE_KEY ||
		    (in->key != KEY_DUE && in->key != KEY_DONE))
			continue;
		Day day, *to = in->key == KEY_DUE ? &k->due : &k->done;
		if (read_date(k, in, k->e->day, &day) && *to == DAY_NONE)
			*to = day;
	}
	if (k->made == DAY_NONE)
		k->made = k->e->day;
}

/* The keys of a task: what it gives counts once it is kept. */
static void
read_task_keys(Work *k)
{
	bool kept = k->e->box == BOX_KEPT;
	Day day = k->e->day;
	Day done = kept && k->done != DAY_NONE ? k->done : day;
	for (size_t i = 0; i < k->w->inlines.found.n; i++) {
		const Inline *in = &k->w->inlines.found.at[i];
		if (in->type != INLINE_KEY || in->key >= KEY_DUE)
			continue;
		Day next = day != DAY_NONE ? day : done;
		bool needs = in->key == KEY_NEXT ? next == DAY_NONE
		                                 : kept && done == DAY_NONE;
		if (needs)
			fault(k, RULE_NEEDS_DAY, in);
		else if (in->key == KEY_NEXT)
			add_next(k, in, next);
		else
			add_fact(k, in, kept ? done : DAY_NONE);
	}
}

/* Writing. */

static bool
add_tag(Entries *w, Slice tag, bool several)
{
	bool is_new = true;
	if (several) {
		w->kinds.n = 0;
		utf8_fold(tag, &w->kinds);
		map_put(&w->seen_tags, arena_copy(&w->scratch,
		    buffer_slice(&w->kinds)), &is_new);
	}
	if (!is_new)
		return false;
	if (w->tags.n != 0)
		buffer_add_byte(&w->tags, ' ');
	buffer_add(&w->tags, tag);
	return true;
}

/* The tags of the text, then the day's, then the file's; each once. */
static void
gather_tags(Work *k)
{
	Entries *w = k->w;
	const Slice inherited[] = { k->e->day_tags, k->e->file_tags };
	size_t count = 0;
	w->tags.n = 0;
	for (size_t i = 0; i < w->inlines.found.n; i++)
		count += w->inlines.found.at[i].type == INLINE_TAG;
	bool several = count + inherited[0].n + inherited[1].n > 1;
	if (several)
		map_clear(&w->seen_tags);
	for (size_t i = 0; i < w->inlines.found.n; i++)
		if (w->inlines.found.at[i].type == INLINE_TAG)
			add_tag(w, w->inlines.found.at[i].name, several);
	for (size_t i = 0; i < LENGTH(inherited); i++) {
		Slice tags = inherited[i], tag;
		while (record_next_tag(&tags, &tag))
			add_tag(w, tag, several);
	}
}

static void
make_tail(Work *k)
{
	Entries *w = k->w;
	gather_tags(k);
	record_make_source(&w->source, k->e->place);
	record_make_tail(&w->tail, buffer_slice(&w->tags),
	    buffer_slice(&w->source), k->e->text);
}

/* Writes the record once for each of the crowd. */
static void
write_each(Entries *w, Record *r, const Crowd *crowd)
{
	for (size_t i = 0; i < crowd->n; i++) {
		r->person = w->people->humans.at[crowd->at[i]].name;
		record_write_with_tail(w->output, r, buffer_slice(&w->tail));
	}
}

static void
write_facts(Work *k)
{
	static const Key order[] = { KEY_GAVE, KEY_TONE, KEY_FOR, KEY_AT,
		KEY_NEXT };
	static const char *const types[] = { "exchange", "tone", "time",
		"place", "next" };
	for (size_t o = 0; o < LENGTH(order); o++)
		for (size_t i = 0; i < k->w->facts.n; i++) {
			const KeyFact *f = &k->w->facts.at[i];
			bool got = f->key == KEY_GOT;
			if ((got ? KEY_GAVE : f->key) != order[o])
				continue;
			Record r = { .type = slice_of(types[o]),
				.date = f->date, .kind = f->kind,
				.has_amount = f->has_amount,
				.amount = f->amount, .unit = f->unit,
				.due = f->due };
			if (order[o] == KEY_GAVE)
				r.way = got ? WAY_IN : WAY_OUT;
			write_each(k->w, &r, &k->w->people_of);
		}
}

static void
write_promise(Work *k)
{
	static const char *const states[] = { [BOX_OPEN] = "open",
		[BOX_KEPT] = "kept", [BOX_DROPPED] = "dropped" };
	Record r = { .type = SLICE("promise"), .date = k->made,
		.way = k->is_theirs ? WAY_IN : WAY_OUT,
		.kind = slice_of(states[k->e->box]), .due = k->due,
		.done = k->done };
	write_each(k->w, &r, &k->w->people_of);
}

/* The contacts, notes and mentions of an entry that is no task. */
static void
write_meeting(Work *k)
{
	bool dated = k->e->day != DAY_NONE;
	bool is_note = !dated || slice_equal(k->head.kind, SLICE("note"));
	Record r = { .type = is_note ? SLICE("note") : SLICE("contact"),
		.date = k->e->day };
	r.kind = is_note ? SLICE("note") : k->head.kind;
	r.way = is_note ? WAY_NONE : k->way;
	if (dated ? is_note || k->is_contact : who_is_person(k->e->section))
		write_each(k->w, &r, &k->w->people_of);
	r = (Record){ .type = SLICE("mention"), .date = k->e->day,
		.kind = k->head.kind };
	if (dated)
		write_each(k->w, &r, &k->w->talked_about);
}

static void
push_people(Work *k)
{
	for (size_t i = 0; i < k->w->people_of.n; i++)
		*vec_push(&k->w->crowd) = k->w->people_of.at[i];
}

/* With --check: an entry or promise of somebody's. */
static void
check(Work *k)
{
	Entries *w = k->w;
	if (w->check != NULL && w->people_of.n + w->talked_about.n != 0)
		check_entry(w->check, k->e->day, k->e->text, w->people_of.at,
		    w->people_of.n, k->e->place);
}

static void
do_task(Work *k)
{
	if (!find_promise_people(k)) {
		k->w->people_of.n = 0;
		return;
	}
	check(k);
	read_task_dates(k);
	read_task_keys(k);
	if (k->w->output == NULL)
		return;
	make_tail(k);
	write_facts(k);
	write_promise(k);
}

static void
do_entry(Work *k)
{
	read_head(k);
	match_kind(k);
	find_people(k);
	find_talked_about(k);
	if (k->names_somebody || who_is_person(k->e->section) ||
	    k->e->has_parent || k->e->guests != NULL)
		read_keys(k);
	check(k);
	if (k->w->output == NULL ||
	    k->w->people_of.n + k->w->talked_about.n == 0 ||
	    (k->e->day == DAY_NONE && !who_is_person(k->e->section)))
		return;
	read_way(k);
	make_tail(k);
	write_meeting(k);
	write_facts(k);
}

void
entry_write(Entries *w, const Entry *e)
{
	Work k = { .w = w, .e = e };
	InlineRules rules = entry_rules(w);
	arena_reset(&w->scratch);
	w->facts.n = 0;
	inline_scan(&w->inlines, e->text, &rules);
	find_mentioned(&k);
	if (e->box != BOX_NONE)
		do_task(&k);
	else
		do_entry(&k);
	push_people(&k);
}

void
entries_free(Entries *w)
{
	vec_free(&w->crowd);
	inline_free(&w->inlines);
	vec_free(&w->mentioned);
	vec_free(&w->people_of);
	vec_free(&w->talked_about);
	vec_free(&w->stamps);
	vec_free(&w->facts);
	buffer_free(&w->kinds);
	buffer_free(&w->tags);
	buffer_free(&w->source);
	buffer_free(&w->tail);
	map_free(&w->seen_tags);
	arena_free(&w->scratch);
}
