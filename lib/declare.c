/*
 * declare: see declare.h. A line of a declaration is scanned with the rule
 * that any key counts; its name, its tags and keys, and the words between them
 * are told apart by where they stand.
 */
#include "declare.h"

#include "utf8.h"

static void
add_fault(Declarer *d, Rule rule, Place place, Slice detail1, Slice detail2)
{
	*vec_push(&d->faults) = (Fault){ rule, place,
		{ arena_copy(&d->arena, detail1),
		    arena_copy(&d->arena, detail2) } };
}

void
declare_start(Declarer *d)
{
	d->faults.n = 0;
	d->asked = false;
	arena_reset(&d->arena);
}

/* Names are not known while they are gathered: without an earlier gathering
 * each link counts as a mention, and that it was asked is remembered. */
static bool
is_name(void *context, Slice name)
{
	Declarer *d = context;
	d->asked = true;
	return d->known == NULL ||
	    people_find_declared(d->known, name) != WHO_NOBODY;
}

static void
on_limit(void *context, size_t pattern)
{
	Declarer *d = context;
	const Fault *last = d->faults.n != 0
	    ? &d->faults.at[d->faults.n - 1] : NULL;
	/* A text may be scanned more than once. */
	if (last == NULL || last->rule != RULE_PATTERN_LIMIT ||
	    last->place.line != d->place.line)
		add_fault(d, RULE_PATTERN_LIMIT, d->place,
		    pattern_source(d->settings->notations.at[pattern].pattern),
		    SLICE_NONE);
}

static InlineRules
rules_of(Declarer *d, bool any_key)
{
	return (InlineRules){ .at_is_mention = !d->settings->mention_off,
		.any_key = any_key,
		.patterns = d->settings->notations.at,
		.pattern_count = d->settings->notations.n,
		.is_name = is_name,
		.on_limit = on_limit,
		.context = d };
}

static Slice
folded(Declarer *d, Slice text)
{
	d->scratch.n = 0;
	utf8_fold(text, &d->scratch);
	return buffer_slice(&d->scratch);
}

/* [[Any Name]] at the start of the text, which no scan finds for certain. */
static bool
first_link(Slice text, FirstMention *first)
{
	if (!slice_starts(text, SLICE("[[")) ||
	    slice_starts(text, SLICE("[[@")))
		return false;
	size_t end = 2;
	while (end < text.n && text.at[end] != '[' && text.at[end] != ']')
		end++;
	if (!slice_starts(slice_from(text, end), SLICE("]]")))
		return false;
	Slice name = slice_between(text, 2, end);
	name = utf8_trim(slice_until(name, slice_find(name, 0, '|')));
	*first = (FirstMention){ .found = name.n != 0, .is_link = true,
		.name = name, .end = end + 2 };
	return true;
}

FirstMention
declare_first_mention(Declarer *d, Slice text)
{
	FirstMention first = { 0 };
	InlineRules rules = rules_of(d, true);
	if (text.n == 0 || first_link(text, &first) ||
	    (strchr("@[", text.at[0]) == NULL && rules.pattern_count == 0))
		return first;
	inline_scan(&d->inlines, text, &rules);
	if (d->inlines.found.n == 0)
		return first;
	const Inline *in = &d->inlines.found.at[0];
	if (in->type != INLINE_MENTION || in->from != 0)
		return first;
	return (FirstMention){ .found = true, .name = in->name,
		.is_handle = in->form == MENTION_AT, .end = in->to };
}

/* Whether a date stands in the text between two bytes. */
static bool
has_date(Slice text, size_t from, size_t to)
{
	size_t end, start;
	Day day;
	for (size_t i = from; i + DAY_TEXT <= to; i++) {
		if (!byte_is_digit(text.at[i]))
			continue;
		bool bare = i == 0;
		if (!bare) {
			uint32_t c = utf8_before(text, i, &start);
			bare = !utf8_is_letter(c) && !utf8_is_digit(c);
		}
		if (bare && inline_date(slice_until(text, to), i, false, &end,
		        &day) != DAY_NO_DATE)
			return true;
	}
	return false;
}

/* Whether a genitive goes on from a name's end: `ada's`, with either of the
 * apostrophes that people type. */
static bool
has_apostrophe(Slice text, size_t at)
{
	Slice rest = slice_from(text, at);
	return slice_starts(rest, SLICE("'")) ||
	    slice_starts(rest, SLICE("\xE2\x80\x99"));
}

bool
declare_heading_declares(Declarer *d, Slice text, FirstMention first,
    bool in_day)
{
	size_t at = first.end;
	if (!first.found || first.is_link || has_apostrophe(text, at))
		return false;
	for (size_t i = 1; i <= d->inlines.found.n; i++) {
		const Inline *in = i < d->inlines.found.n
		    ? &d->inlines.found.at[i] : NULL;
		if (in != NULL && (in->in_value || in->from < at))
			continue;
		size_t to = in != NULL ? in->from : text.n;
		if (has_date(text, at, to) || (in_day &&
		        !utf8_is_blank(slice_between(text, at, to))))
			return false;
		if (in == NULL)
			break;
		if (in->type == INLINE_MENTION ||
		    (in_day && in->type == INLINE_CODE))
			return false;
		at = in->to;
	}
	return true;
}

/* The name and the note of a declaration. */

static bool
is_edge(uint32_t c)
{
	return utf8_is_space(c) ||
	    (c < 0x80 && c != 0 && strchr(",;()[]", (int)c) != NULL);
}

/* Without white space and , ; ( ) [ ] at both ends. */
static Slice
trim_edges(Slice s)
{
	size_t i;
	while (s.n > 0 && is_edge(utf8_before(s, s.n, &i)))
		s.n = i;
	while (s.n > 0 && is_edge(utf8_at(s, 0, &i)))
		s = slice_from(s, i);
	return s;
}

/* Length of the dash, or colon, that stands alone at byte i of a text that
 * begins at byte `least`; or 0. */
static size_t
mark_length(Slice text, size_t i, size_t least)
{
	static const char *const marks[] = { ":", "--", "-", "–", "—" };
	size_t start, next;
	Slice rest = slice_from(text, i);
	if (rest.n != 0 && !byte_is(*rest.at, BYTE_DASH | BYTE_BEYOND))
		return 0;
	for (size_t k = 0; k < LENGTH(marks); k++) {
		Slice mark = slice_of(marks[k]);
		if (!slice_starts(rest, mark))
			continue;
		bool after = mark.n == rest.n ||
		    utf8_is_space(utf8_at(rest, mark.n, &next));
		bool before = k == 0 || i == least ||
		    utf8_is_space(utf8_before(text, i, &start));
		if (after && before)
			return mark.n;
	}
	return 0;
}

/* Where the name that starts at byte `at` ends, no later than `to`. Code,
 * comments and mentions among what the scanner found are not looked into. */
static size_t
name_end(const Inlines *s, Slice text, size_t at, size_t to)
{
	bool begun = false;
	size_t next, found = 0;
	for (size_t i = at; i < to; i = next) {
		uint32_t c = utf8_at(text, i, &next);
		while (found < s->found.n && s->found.at[found].from < i)
			found++;
		if (found < s->found.n && s->found.at[found].from == i) {
			next = s->found.at[found].to;
			begun = true;
			continue;
		}
		if (byte_is(text.at[i], BYTE_LETTER | BYTE_DIGIT)) {
			begun = true;
			continue;
		}
		if (mark_length(text, i, at) != 0 || c == ':')
			return i;
		if (begun && c < 0x80 && c != 0 &&
		    strchr(",;()", (int)c) != NULL)
			return i;
		begun = begun || !is_edge(c);
	}
	return to;
}

/* Appends the words of s to the note, joined by single spaces. */
static void
add_words(Buffer *note, Slice s)
{
	while ((s = utf8_trim(s)).n > 0) {
		size_t end = 0, next;
		while (end < s.n && !utf8_is_space(utf8_at(s, end, &next)))
			end = next;
		if (note->n != 0)
			buffer_add_byte(note, ' ');
		buffer_add(note, slice_until(s, end));
		s = slice_from(s, end);
	}
}

/* Signs that belong to the word of a key or tag: before it, and behind. */
static bool
is_opening(char c)
{
	return c == '(' || c == '[' || c == ',';
}

static bool
is_left_off(char c)
{
	return strchr(".,;:!?)]", c) != NULL;
}

/* The note without what it does not begin or end with; a colon or dash that
 * ends the name or begins the note belongs to neither. */
static Slice
trim_note(Slice note)
{
	note = trim_edges(note);
	size_t mark = note.n != 0 ? mark_length(note, 0, 0) : 0;
	return mark != 0 ? trim_edges(slice_from(note, mark)) : note;
}

static void
add_key(Declarer *d, uint32_t declaration, const Inline *in, Place place)
{
	if (in->is_unclosed)
		add_fault(d, RULE_BAD_ATTRIBUTE, place, in->name,
		    SLICE("the quote never closes"));
	else if (in->value.n != 0)
		declare_attribute(d, declaration, in->name, in->value, false,
		    place);
}

/* Adds the keys and tags found behind byte `from` of the text. */
static void
add_keys_and_tags(Declarer *d, const Blocks *blocks, size_t at, size_t from,
    uint32_t declaration)
{
	for (size_t i = 0; i < d->inlines.found.n; i++) {
		Inline in = d->inlines.found.at[i];
		if (in.from < from || in.in_value)
			continue;
		Place place = blocks_place(blocks, at + in.from);
		if (in.type == INLINE_TAG)
			people_add_tag(d->people, declaration,
			    slice_from(in.name, 1), place);
		else if (in.type == INLINE_KEY)
			add_key(d, declaration, &in, place);
	}
}

/* Whether the scanner's find is a key or tag of the line, behind `from`. */
static bool
is_part(const Inline *in, size_t from)
{
	return in->from >= from && !in->in_value &&
	    (in->type == INLINE_TAG || in->type == INLINE_KEY);
}

uint32_t
declare_line(Declarer *d, const Blocks *blocks, Slice text, size_t at,
    FirstMention first)
{
	Declaration declaration = { .mention = first.name,
		.is_handle = first.is_handle,
		.place = blocks_place(blocks, at),
		.line = blocks->given->block.line };
	Buffer note = { 0 };
	size_t from = first.end, end, to = text.n;
	if (first.is_link) {
		InlineRules rules = rules_of(d, true);
		inline_scan(&d->inlines, text, &rules);
	}
	for (size_t i = d->inlines.found.n; i > 0; i--)
		if (is_part(&d->inlines.found.at[i - 1], from))
			to = d->inlines.found.at[i - 1].from;
	end = name_end(&d->inlines, text, from, to);
	declaration.full_name = trim_edges(slice_between(text, from, end));
	if (end < to)
		end += text.at[end] == ':' ? 1 : mark_length(text, end, from);
	uint32_t number = people_declare(d->people, &declaration);
	for (size_t i = 0; i < d->inlines.found.n; i++) {
		const Inline *in = &d->inlines.found.at[i];
		if (!is_part(in, from))
			continue;
		/* A user's notation may start with what is left off. */
		size_t before = in->from > end ? in->from : end;
		while (before > end && is_opening(text.at[before - 1]))
			before--;
		add_words(&note, slice_between(text, end, before));
		for (end = in->to; end < text.n && is_left_off(text.at[end]);)
			end++;
	}
	add_words(&note, slice_from(text, end));
	add_keys_and_tags(d, blocks, at, from, number);
	AttributeValue words;
	attribute_read(ATTRIBUTE_OTHER, trim_note(buffer_slice(&note)),
	    &d->arena, &words);
	if (words.text.n != 0)
		people_add_attribute(d->people, number, SLICE("note"), &words,
		    (Place){ blocks->file, declaration.line, 1 });
	buffer_free(&note);
	return number;
}

/* Attributes. */

static void
add_aliases(Declarer *d, uint32_t declaration, Slice value, bool is_item,
    Place place)
{
	Slice alias = attribute_bare_name(value);
	if (is_item && alias.n != 0)
		people_add_alias(d->people, declaration, alias, place);
	while (!is_item && attribute_next_alias(&value, &alias))
		people_add_alias(d->people, declaration, alias, place);
}

void
declare_attribute(Declarer *d, uint32_t declaration, Slice key, Slice value,
    bool is_item, Place place)
{
	Slice name, tag;
	AttributeValue read;
	Meaning meaning = attribute_meaning(settings_key(d->settings,
	    folded(d, key)), &name);
	switch (meaning) {
	case ATTRIBUTE_ALIASES:
		add_aliases(d, declaration, value, is_item, place);
		return;
	case ATTRIBUTE_TAGS:
		while (attribute_next_tag(&value, &tag))
			people_add_tag(d->people, declaration, tag, place);
		return;
	default:
		break;
	}
	if (attribute_read(meaning, value, &d->arena, &read))
		people_add_attribute(d->people, declaration, name, &read,
		    place);
	else
		add_fault(d, RULE_BAD_ATTRIBUTE, place, key, value);
}

static bool
is_emphasis(char c)
{
	return c == '*' || c == '_';
}

/* Reads `key: value` or `key:: value`: one to three words of letters, digits
 * and -, starting with a letter; * and _ around the key do not matter. */
static bool
split_attribute(Slice line, Slice *key, Slice *value)
{
	size_t i = 0, words = 0, from, next, end;
	while (i < line.n && is_emphasis(line.at[i]))
		i++;
	from = end = i;
	while (i < line.n) {
		uint32_t c = utf8_at(line, i, &next);
		bool inside = utf8_is_letter(c) || utf8_is_digit(c) ||
		    utf8_is_mark(c) || c == '-';
		if (!inside && !utf8_is_space(c))
			break;
		words += inside && (i == from || end < i);
		i = next;
		if (inside)
			end = i;
	}
	if (words == 0 || words > 3 ||
	    !utf8_is_letter(utf8_at(line, from, &next)))
		return false;
	*key = slice_between(line, from, end);
	for (i = end; i < line.n && is_emphasis(line.at[i]); i++)
		;
	if (i == line.n || line.at[i] != ':')
		return false;
	i += i + 1 < line.n && line.at[i + 1] == ':' ? 2 : 1;
	for (; from > 0 && i < line.n && is_emphasis(line.at[i]); i++)
		;
	*value = utf8_trim(slice_from(line, i));
	return value->n != 0 && value->at != line.at + i;
}

/* Whether nothing stands there but what a bare value leaves off. */
static bool
is_punctuation(Slice s)
{
	s = utf8_trim(s);
	while (s.n > 0 && strchr(".,;:!?)", s.at[0]) != NULL)
		s = slice_from(s, 1);
	return s.n == 0;
}

/* Whether the line is made of keys and tags only; leaves them found. */
static bool
is_all_keys(Declarer *d, Slice line)
{
	InlineRules rules = rules_of(d, true);
	size_t at = 0;
	bool any = false;
	inline_scan(&d->inlines, line, &rules);
	for (size_t i = 0; i < d->inlines.found.n; i++) {
		const Inline *in = &d->inlines.found.at[i];
		if (in->in_value)
			continue;
		if (!is_part(in, 0) ||
		    !is_punctuation(slice_between(line, at, in->from)))
			return false;
		at = in->to;
		any = true;
	}
	return any && is_punctuation(slice_from(line, at));
}

/* Whether one line reads as attributes; adds them to a declaration. */
static bool
read_line(Declarer *d, const Blocks *blocks, Slice line, size_t at,
    uint32_t declaration)
{
	Slice key, value;
	if (split_attribute(line, &key, &value)) {
		if (declaration != MAP_NONE)
			declare_attribute(d, declaration, key, value, false,
			    blocks_place(blocks, at));
		return true;
	}
	if (!is_all_keys(d, line))
		return false;
	if (declaration != MAP_NONE)
		add_keys_and_tags(d, blocks, at, 0, declaration);
	return true;
}

bool
declare_attributes(Declarer *d, const Blocks *blocks, const Block *block,
    Slice text, size_t at, uint32_t declaration)
{
	if (block->type != BLOCK_PARAGRAPH)
		return read_line(d, blocks, text, at, declaration);
	size_t next;
	for (size_t i = 0; i < block->text.n; i = next)
		if (!read_line(d, blocks, blocks_line(blocks, i, &next), i,
		        MAP_NONE))
			return false;
	for (size_t i = 0; i < block->text.n && declaration != MAP_NONE;
	    i = next)
		read_line(d, blocks, blocks_line(blocks, i, &next), i,
		    declaration);
	return block->text.n != 0;
}

void
declare_free(Declarer *d)
{
	vec_free(&d->faults);
	inline_free(&d->inlines);
	arena_free(&d->arena);
	buffer_free(&d->scratch);
}
