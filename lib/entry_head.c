/*
 * entry_head: the head of an entry: where the tail begins, the kind of contact
 * and its way; see entry.h.
 */
#include "entry_part.h"

#include "scan.h"
#include "utf8.h"

static bool
space_before(Slice text, size_t at)
{
	size_t start;
	return at > 0 && utf8_is_space(utf8_before(text, at, &start));
}

/* Whether the character at byte i, which is in no word, splits head and tail:
 * a colon before white space, or a dash between white space. */
static bool
is_split(Slice text, size_t i)
{
	size_t next;
	uint32_t c = utf8_at(text, i, &next);
	if (c == ':')
		return utf8_ends_word(text, next);
	if (c == '-' && next < text.n && text.at[next] == '-')
		next++;
	else if (c != '-' && c != 0x2013 && c != 0x2014)
		return false;
	return space_before(text, i) && next < text.n &&
	    utf8_ends_word(text, next);
}

/* Whether the word starts the tail; if not, it may be the kind. */
static inline bool
read_word(Head *head, size_t from, size_t to)
{
	Slice word = { head->text.at + from, to - from };
	if (word.n == strlen("about") &&
	    slice_equal_nocase(word, SLICE("about"))) {
		head->end = from;
		return true;
	}
	if (head->kind.n == 0) {
		head->kind = settings_kind(head->settings, word);
		head->kind_end = head->kind.n != 0 ? to : 0;
	}
	return false;
}

/* What the words of a long head are passed over by when its kind is known: of
 * the words only `about` matters then, and what is more than letters. */
static const ScanSet *
late_signs(void)
{
	static ScanSet set;
	if (!set.beyond)
		scan_set(&set, SLICE("-:'bB"), true);
	return &set;
}

/* Where the word or sign stands that is next of those, from byte i on. */
static size_t
pass_words(Scan *signs, size_t i)
{
	size_t at = scan_next(signs, i);
	while (at > i && byte_is(signs->s.at[at - 1], BYTE_LETTER |
	        BYTE_DIGIT))
		at--;
	return at;
}

bool
entry_read_words(Head *head, size_t i, size_t to)
{
	enum { WORD = BYTE_LETTER | BYTE_DIGIT, LONG = 256,
		MATTERS = WORD | BYTE_BEYOND | BYTE_DASH };
	Slice text = slice_until(head->text, to);
	bool is_long = to - i >= LONG;
	Scan signs;
	if (UNLIKELY(is_long))
		scan_start(&signs, late_signs(), text);
	for (;;) {
		if (UNLIKELY(is_long) && head->kind.n != 0)
			i = pass_words(&signs, i);
		while (i < to && !byte_is(text.at[i], MATTERS))
			i++;
		if (i == to)
			return false;
		size_t end = i;
		while (end < to && byte_is(text.at[end], WORD))
			end++;
		if (end < to && byte_is(text.at[end], BYTE_BEYOND |
		        BYTE_DASH) && text.at[end] != ':')
			end = inline_word_end(text, i);
		if (end == i) {
			if (is_split(head->text, i)) {
				head->end = i;
				return true;
			}
			utf8_at(text, i, &end);
		} else if (read_word(head, i, end)) {
			return true;
		}
		i = end;
	}
}

/* Takes a mention, which stands in the head or behind it. */
static inline void
take_mention(Work *k, Inline *in, bool in_head, size_t least)
{
	entry_find_mentioned(k, in);
	if (!in_head || in->in_value) {
		k->has_more = true;
		return;
	}
	if (k->first == NULL) {
		k->first = in;
		k->first_least = least;
	}
	entry_add_who(k->w, &k->w->named, in->who);
}

void
entry_read_head(Work *k)
{
	Inline *in = k->w->inlines.found.at;
	size_t left = k->w->inlines.found.n;
	size_t at = 0;
	bool in_head = true;
	k->head = (Head){ .settings = k->w->settings, .text = k->e->text,
		.end = k->e->text.n };
	k->first = NULL;
	k->has_more = false;
	for (; left > 0; left--, in++) {
		if (in_head && !in->in_value)
			in_head = !entry_read_gap(&k->head, at, in->from);
		if (in->type == INLINE_MENTION)
			take_mention(k, in, in_head, at);
		if (!in->in_value)
			at = in->to;
	}
	if (in_head)
		entry_read_gap(&k->head, at, k->e->text.n);
}

void
entry_match_kind(Work *k)
{
	Settings *s = k->w->settings;
	Slice head = slice_until(k->e->text, k->head.end);
	PatternMatch m;
	k->head.kind_end = 0;
	for (size_t i = 0; i < s->kind_patterns.n; i++) {
		int got = pattern_match(s->kind_patterns.at[i].pattern, head,
		    0, &m);
		if (got < 0)
			diagnostic_report(k->w->diagnostics,
			    RULE_PATTERN_LIMIT, k->e->place,
			    pattern_source(s->kind_patterns.at[i].pattern),
			    SLICE_NONE, SLICE_NONE);
		if (got > 0) {
			k->head.kind = s->kind_patterns.at[i].kind;
			return;
		}
	}
}

/* The way. */

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
	if (s.n == 0 || byte_is_letter(s.at[0]) || s.at[0] == ' ')
		return WAY_BOTH;
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

Way
entry_way_of_word_before(Slice text, size_t at, size_t least)
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
			        utf8_ends_word(text, at) ? way : WAY_BOTH;
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
		return space_before(text, at) && utf8_ends_word(text, at + n)
		    ? way : WAY_BOTH;
	return way_of_word(slice_between(text, at,
	    inline_word_end(text, at)));
}

static Way
reversed(Way way)
{
	return way == WAY_OUT ? WAY_IN : way == WAY_IN ? WAY_OUT : way;
}

void
entry_read_way(Work *k)
{
	Slice head = slice_until(k->e->text, k->head.end);
	k->way = WAY_BOTH;
	if (k->first != NULL) {
		k->way = entry_way_before(head, k->first->from, k->first_least);
		if (k->first->who == WHO_ME)
			k->way = reversed(k->way);
	} else if (k->head.kind_end != 0) {
		k->way = way_after(head, k->head.kind_end);
	}
}
