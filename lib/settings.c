/* settings: see settings.h. */
#include "settings.h"

#include "amount.h"
#include "attribute.h"
#include "kind.h"
#include "utf8.h"

#include <fnmatch.h>

/* One directive being read. */
typedef struct {
	Settings *settings;
	Diagnostics *diagnostics;
	Place place;  /* of the line */
	Slice line;   /* a copy that the settings own */
	Slice rest;   /* what is still to be read */
	Slice word;   /* the last one read */
} Directive;

static Slice
fold(Settings *s, Slice text)
{
	s->scratch.n = 0;
	utf8_fold(text, &s->scratch);
	return arena_copy(&s->arena, buffer_slice(&s->scratch));
}

/* Where something stands that may be of the line. */
static Place
place_of(const Directive *d, Slice at)
{
	Place place = d->place;
	if (at.at >= d->line.at && at.at <= d->line.at + d->line.n)
		place.column += (size_t)(at.at - d->line.at);
	return place;
}

static bool
fail(const Directive *d, Slice at, const char *why)
{
	diagnostic_report(d->diagnostics, RULE_SETTING, place_of(d, at),
	    at.n != 0 ? at : d->word, slice_of(why), SLICE_NONE);
	return false;
}

/* Where the word at the start of s ends; brackets keep theirs together. */
static size_t
word_end(Slice s)
{
	size_t i = 0, next;
	for (int depth = 0; i < s.n; i = next) {
		uint32_t c = utf8_at(s, i, &next);
		if (depth <= 0 && utf8_is_space(c))
			break;
		depth += (c == '[') - (c == ']');
	}
	return i;
}

/* Reads the next word; false at the end or a comment. */
static bool
next_word(Directive *d)
{
	Slice rest = slice_from(d->rest, utf8_skip_space(d->rest, 0));
	if (rest.n == 0 || rest.at[0] == '#')
		return false;
	size_t end = word_end(rest);
	d->word = slice_until(rest, end);
	d->rest = slice_from(rest, end);
	return true;
}

/* Fails where a word is left over. */
static bool
at_end(Directive *d)
{
	return !next_word(d) || fail(d, d->word, "a word too many");
}

static bool
need_word(Directive *d)
{
	return next_word(d) || fail(d, d->word, "a word is missing after it");
}

/* The name that the last word is, without the notation around it. */
static bool
is_name(const Directive *d, Slice *name)
{
	*name = attribute_bare_name(d->word);
	return name->n != 0 || fail(d, d->word, "not a name");
}

/* The number of the kind that a directive names by a word: what the word means
 * already, else the word itself. */
static uint32_t
kind_number(Settings *s, Slice word)
{
	Slice folded = fold(s, word), known = kind_of(folded);
	uint32_t *number = map_put(&s->kinds, folded, NULL);
	if (*number == MAP_NONE) {
		*number = (uint32_t)s->kind_names.n;
		*vec_push(&s->kind_names) = known.n != 0 ? known : folded;
	}
	return *number;
}

static bool
read_kind(Directive *d)
{
	Settings *s = d->settings;
	if (!need_word(d))
		return false;
	Slice name = d->word;
	if (!need_word(d))
		return false;
	uint32_t kind = kind_number(s, name);
	do
		*map_put(&s->kinds, fold(s, d->word), NULL) = kind;
	while (next_word(d));
	return true;
}

static bool
read_weight(Directive *d)
{
	Settings *s = d->settings;
	Weight weight;
	if (!need_word(d))
		return false;
	Slice what = fold(s, d->word);
	if (!need_word(d))
		return false;
	Slice amount = d->word;
	if (next_word(d))
		amount.n = (size_t)(d->word.at - amount.at) + d->word.n;
	if (!amount_parse(amount, &weight.amount, &weight.unit))
		return fail(d, amount, "not an amount");
	if (!at_end(d))
		return false;
	*map_put(&s->weights, what, NULL) = (uint32_t)s->weight_values.n;
	*vec_push(&s->weight_values) = weight;
	return true;
}

static bool
read_group(Directive *d)
{
	Settings *s = d->settings;
	Slice name, member;
	bool is_new;
	if (!need_word(d) || !is_name(d, &name))
		return false;
	name = fold(s, name);
	if (!need_word(d))
		return false;
	uint32_t *index = map_put(&s->group_names, name, &is_new);
	if (is_new) {
		*index = (uint32_t)s->groups.n;
		*vec_push(&s->groups) = (Group){ .folded = name };
	}
	Group *group = &s->groups.at[*index];
	do {
		if (!is_name(d, &member))
			return false;
		*vec_push(&group->members) = member;
	} while (next_word(d));
	return true;
}

static bool
read_me(Directive *d)
{
	Slice name;
	if (!need_word(d))
		return false;
	do {
		if (!is_name(d, &name))
			return false;
		*vec_push(&d->settings->mine) = fold(d->settings, name);
	} while (next_word(d));
	return true;
}

static bool
read_roster(Directive *d)
{
	if (!need_word(d))
		return false;
	do
		*map_put(&d->settings->rosters, fold(d->settings, d->word),
		    NULL) = 0;
	while (next_word(d));
	return true;
}

static bool
read_people_files(Directive *d)
{
	if (!need_word(d))
		return false;
	do {
		/* fnmatch wants a string. */
		char *glob = arena_alloc(&d->settings->arena, d->word.n + 1);
		memcpy(glob, d->word.at, d->word.n);
		glob[d->word.n] = '\0';
		*vec_push(&d->settings->people_files) =
		    (Slice){ glob, d->word.n };
	} while (next_word(d));
	return true;
}

static bool
read_key(Directive *d)
{
	Settings *s = d->settings;
	if (!need_word(d))
		return false;
	Slice key = fold(s, d->word), meaning;
	if (!need_word(d))
		return false;
	meaning = fold(s, d->word);
	if (!at_end(d))
		return false;
	*map_put(&s->keys, key, NULL) = (uint32_t)s->key_meanings.n;
	*vec_push(&s->key_meanings) = meaning;
	return true;
}

/* Where the condition of an `every` line starts: at the first # before a
 * letter at the start of a word, or at the first word with an = in it. */
static Slice
condition(Slice s)
{
	size_t next;
	for (;;) {
		s = slice_from(s, utf8_skip_space(s, 0));
		if (s.n == 0)
			return s;
		if (s.at[0] == '#')
			return s.n > 1 &&
			    utf8_is_letter(utf8_at(s, 1, &next))
			    ? s : slice_from(s, s.n);
		size_t end = word_end(s);
		if (slice_find(slice_until(s, end), 0, '=') < end)
			return s;
		s = slice_from(s, end);
	}
}

/* A condition as a key of every_for; good until the next use of scratch. */
static Slice
condition_text(Settings *s, Slice key, Slice value)
{
	s->scratch.n = 0;
	buffer_add(&s->scratch, key);
	buffer_add_byte(&s->scratch, '\n');
	buffer_add(&s->scratch, value);
	return buffer_slice(&s->scratch);
}

uint32_t
settings_every(Settings *s, Slice key, Slice value)
{
	return map_get(&s->every_for, condition_text(s, key, value));
}

static bool
read_every(Directive *d)
{
	Settings *s = d->settings;
	EveryRule rule = { .place = d->place };
	Cadence limit;
	Slice key = SLICE_NONE, value;
	Slice from = condition(d->rest);
	rule.text = utf8_trim(slice_until(d->rest,
	    (size_t)(from.at - d->rest.at)));
	if (from.n == 0)
		return fail(d, from, "#CIRCLE or KEY=VALUE is missing");
	if (rule.text.n == 0)
		return fail(d, d->word, "a word is missing after it");
	if (!cadence_parse(rule.text, &rule.cadence, &limit))
		return fail(d, rule.text, "not a cadence");
	size_t end = word_end(from);
	Slice word = slice_until(from, end);
	d->rest = slice_from(from, end);
	if (word.at[0] == '#') {
		if (inline_tag_end(word, 0) != word.n)
			return fail(d, word, "not #CIRCLE");
		value = fold(s, slice_from(word, 1));
	} else {
		size_t equals = slice_find(word, 0, '=');
		attribute_meaning(settings_key(s,
		    fold(s, slice_until(word, equals))), &key);
		value = fold(s, slice_from(word, equals + 1));
		if (equals == 0 || value.n == 0)
			return fail(d, word, "not KEY=VALUE");
	}
	if (!at_end(d))
		return false;
	bool is_new;
	uint32_t *first = map_put(&s->every_for, arena_copy(&s->arena,
	    condition_text(s, key, value)), &is_new);
	if (is_new)
		*first = (uint32_t)s->every.n;
	*vec_push(&s->every) = rule;
	return true;
}

/* Reads /RE/ and compiles it. */
static Pattern *
read_pattern(Directive *d, unsigned how)
{
	enum { MOST_PATTERNS = 256 };
	Slice rest = slice_from(d->rest, utf8_skip_space(d->rest, 0));
	if (rest.n == 0 || rest.at[0] != '/') {
		bool is_none = rest.n == 0 || rest.at[0] == '#';
		fail(d, is_none ? d->word : rest, "/PATTERN/ is missing");
		return NULL;
	}
	size_t end = 1;
	while (end < rest.n && rest.at[end] != '/')
		end += rest.at[end] == '\\' ? 2 : 1;
	if (end >= rest.n) {
		fail(d, rest, "the pattern does not end");
		return NULL;
	}
	Slice re = slice_between(rest, 1, end);
	d->word = slice_until(rest, end + 1);
	d->rest = slice_from(rest, end + 1);
	/* Each is sought in each entry. */
	if (d->settings->pattern_count == MOST_PATTERNS) {
		fail(d, re, "a pattern too many: a run has 256 at most");
		return NULL;
	}
	d->settings->pattern_count++;
	d->settings->scratch.n = 0;
	Pattern *p = pattern_compile(re, how, &d->settings->scratch);
	if (p == NULL)
		diagnostic_report(d->diagnostics, RULE_PATTERN,
		    place_of(d, re), re,
		    buffer_slice(&d->settings->scratch), SLICE_NONE);
	else
		pattern_share_effort(p, &d->settings->effort);
	return p;
}

/* Fails, letting the pattern go, where a word is left over. */
static bool
at_end_of(Directive *d, Pattern *p)
{
	if (at_end(d))
		return true;
	pattern_free(p);
	return false;
}

static bool
read_ignore(Directive *d)
{
	Pattern *p = read_pattern(d, 0);
	if (p == NULL || !at_end_of(d, p))
		return false;
	*vec_push(&d->settings->ignored) = p;
	return true;
}

static bool
match_notation(Directive *d, Notation notation)
{
	InlinePattern n = { .notation = notation };
	Settings *s = d->settings;
	if ((n.pattern = read_pattern(d, 0)) == NULL)
		return false;
	bool person = notation == NOTATION_PERSON;
	n.what = pattern_group(n.pattern, person ? "name" : "what", 1);
	n.amount = person ? 0 : pattern_group(n.pattern, "amount", 2);
	if (n.what == 0) {
		pattern_free(n.pattern);
		return fail(d, d->word, "the pattern has no group");
	}
	if (!at_end_of(d, n.pattern))
		return false;
	*vec_push(&s->notations) = n;
	return true;
}

static bool
match_day(Directive *d)
{
	DayPattern day;
	if ((day.pattern = read_pattern(d, PATTERN_ANCHORED)) == NULL)
		return false;
	day.year = pattern_group(day.pattern, "y", 1);
	day.month = pattern_group(day.pattern, "m", 2);
	day.day = pattern_group(day.pattern, "d", 3);
	if (day.year == 0 || day.month == 0 || day.day == 0) {
		pattern_free(day.pattern);
		return fail(d, d->word, "the pattern needs groups y, m, d");
	}
	if (!at_end_of(d, day.pattern))
		return false;
	*vec_push(&d->settings->days) = day;
	return true;
}

static bool
match_kind(Directive *d)
{
	Pattern *p = read_pattern(d, 0);
	if (p == NULL)
		return false;
	if (!need_word(d)) {
		pattern_free(p);
		return false;
	}
	Settings *s = d->settings;
	Slice name = d->word;
	if (!at_end_of(d, p))
		return false;
	/* The word itself means what it did. */
	Slice kind = settings_find_kind(s, name);
	if (kind.n == 0)
		kind = fold(s, name);
	*vec_push(&s->kind_patterns) = (KindPattern){ p, kind };
	return true;
}

static bool
read_match(Directive *d)
{
	if (!need_word(d))
		return false;
	if (slice_equal(d->word, SLICE("person")))
		return match_notation(d, NOTATION_PERSON);
	if (slice_equal(d->word, SLICE("gave")))
		return match_notation(d, NOTATION_GAVE);
	if (slice_equal(d->word, SLICE("got")))
		return match_notation(d, NOTATION_GOT);
	if (slice_equal(d->word, SLICE("day")))
		return match_day(d);
	if (slice_equal(d->word, SLICE("kind")))
		return match_kind(d);
	return fail(d, d->word, "not person, gave, got, day or kind");
}

static bool
read_mention(Directive *d)
{
	if (!need_word(d))
		return false;
	if (!slice_equal(d->word, SLICE("off")))
		return fail(d, d->word, "not off");
	if (!at_end(d))
		return false;
	d->settings->mention_off = true;
	return true;
}

static const struct {
	const char *name;
	bool (*read)(Directive *d);
} directives[] = {
	{ "every", read_every },
	{ "kind", read_kind },
	{ "weight", read_weight },
	{ "group", read_group },
	{ "me", read_me },
	{ "roster", read_roster },
	{ "people-files", read_people_files },
	{ "key", read_key },
	{ "match", read_match },
	{ "ignore", read_ignore },
	{ "mention", read_mention },
};

void
settings_line(Settings *s, Slice line, Place place, Diagnostics *diagnostics)
{
	Directive d = { .settings = s, .diagnostics = diagnostics,
		.place = place, .line = arena_copy(&s->arena, line) };
	d.rest = d.line;
	s->any = true;
	/* What words were is asked anew. */
	memset(s->words, 0, sizeof s->words);
	if (!next_word(&d))
		return;
	for (size_t i = 0; i < LENGTH(directives); i++)
		if (slice_equal(d.word, slice_of(directives[i].name))) {
			directives[i].read(&d);
			return;
		}
	fail(&d, d.word, "unknown directive");
}

void
settings_start(Settings *s)
{
	*s = (Settings){ 0 };
	*vec_push(&s->mine) = SLICE("me");
	*map_put(&s->rosters, SLICE("people"), NULL) = 0;
}

Slice
settings_find_kind(Settings *s, Slice word)
{
	s->scratch.n = 0;
	utf8_fold(word, &s->scratch);
	Slice folded = buffer_slice(&s->scratch);
	uint32_t kind = map_get(&s->kinds, folded);
	return kind != MAP_NONE ? s->kind_names.at[kind] : kind_of(folded);
}

Slice
settings_key(const Settings *s, Slice folded)
{
	uint32_t i = map_get(&s->keys, folded);
	return i != MAP_NONE ? s->key_meanings.at[i] : folded;
}

bool
settings_is_roster(const Settings *s, Slice folded)
{
	return map_get(&s->rosters, folded) != MAP_NONE;
}

bool
settings_is_people_file(const Settings *s, Slice path)
{
	if (s->people_files.n == 0)
		return false;
	Buffer string = { 0 };
	buffer_add(&string, path);
	buffer_add_byte(&string, '\0');
	bool fits = false;
	for (size_t i = 0; i < s->people_files.n && !fits; i++) {
		const char *glob = s->people_files.at[i].at, *p = string.at;
		while (p != NULL && !fits) {
			fits = fnmatch(glob, p, FNM_PATHNAME) == 0;
			p = strchr(p, '/');
			p = p != NULL ? p + 1 : NULL;
		}
	}
	buffer_free(&string);
	return fits;
}

void
settings_free(Settings *s)
{
	for (size_t i = 0; i < s->groups.n; i++) {
		vec_free(&s->groups.at[i].members);
		vec_free(&s->groups.at[i].who);
	}
	for (size_t i = 0; i < s->notations.n; i++)
		pattern_free(s->notations.at[i].pattern);
	for (size_t i = 0; i < s->days.n; i++)
		pattern_free(s->days.at[i].pattern);
	for (size_t i = 0; i < s->kind_patterns.n; i++)
		pattern_free(s->kind_patterns.at[i].pattern);
	for (size_t i = 0; i < s->ignored.n; i++)
		pattern_free(s->ignored.at[i]);
	map_free(&s->kinds);
	vec_free(&s->kind_names);
	map_free(&s->weights);
	vec_free(&s->weight_values);
	map_free(&s->group_names);
	vec_free(&s->groups);
	vec_free(&s->mine);
	map_free(&s->rosters);
	vec_free(&s->people_files);
	map_free(&s->keys);
	vec_free(&s->key_meanings);
	vec_free(&s->every);
	map_free(&s->every_for);
	vec_free(&s->notations);
	vec_free(&s->days);
	vec_free(&s->kind_patterns);
	vec_free(&s->ignored);
	arena_free(&s->arena);
	buffer_free(&s->scratch);
}
