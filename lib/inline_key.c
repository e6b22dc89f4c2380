/*
 * inline_key: keys with their values, as key:value and as Dataview writes them;
 * see inline.h.
 */
#include "inline_part.h"

#include "utf8.h"

enum { FARTHEST_BRACKET = 1024, UNKNOWN = -1 };

static const Slice key_names[KEY_OTHER] = { SLICE_INIT("gave"),
	SLICE_INIT("got"), SLICE_INIT("tone"), SLICE_INIT("for"),
	SLICE_INIT("at"), SLICE_INIT("next"), SLICE_INIT("due"),
	SLICE_INIT("done"), SLICE_INIT("by") };

Slice
inline_key_name(Key key)
{
	return key_names[key];
}

static bool
may_start_key(Slice text, size_t at)
{
	size_t start;
	if (at == 0)
		return true;
	uint32_t c = utf8_before(text, at, &start);
	return c == '(' || c == '[' || c == ',' || utf8_is_space(c);
}

static size_t
space_after(Slice text, size_t at)
{
	size_t next;
	while (at < text.n && !utf8_is_space(utf8_at(text, at, &next)))
		at = next;
	return at;
}

/* The bytes of a word of up to eight, whatever the case of its letters: with
 * that bit no other byte is one of them. */
static inline uint64_t
few_folded(Slice word)
{
	return bytes_few(word.at, word.n) | BYTES(0x20);
}

int
inline_key_of(Slice name)
{
	const Slice received = SLICE("received");
	if (name.n < strlen("at") || name.n > received.n)
		return UNKNOWN;
	uint64_t word = few_folded(name);
	for (Key k = KEY_GAVE; k < KEY_OTHER; k++) {
		Slice known = key_names[k];
		if (name.n == known.n && word == few_folded(known))
			return (int)k;
	}
	return name.n == received.n && word == few_folded(received)
	    ? KEY_GOT : UNKNOWN;
}

/* Whether name may be a key; which one. */
static bool
is_key(const Inlines *s, Slice name, Key *key)
{
	size_t next;
	int known = UNKNOWN;
	if (name.n == 0)
		return false;
	if (s->rules->any_key)
		known = utf8_is_letter(utf8_at(name, 0, &next)) ? KEY_OTHER
		                                                : UNKNOWN;
	else
		known = inline_key_of(name);
	*key = known == UNKNOWN ? KEY_OTHER : (Key)known;
	return known != UNKNOWN;
}

size_t
inline_key_start(const Inlines *s, size_t at, size_t least)
{
	size_t start;
	while (at > least) {
		uint32_t c = utf8_before(s->text, at, &start);
		bool inside = s->rules->any_key
		    ? utf8_is_word(c) || c == '-'
		    : c < 0x80 && byte_is_letter((char)c);
		if (start < least || !inside)
			break;
		at = start;
	}
	return at;
}

/* A bare value without what ends a sentence or belongs to the text around. */
static Slice
bare_value(Slice run)
{
	bool has_open = slice_find(run, 0, '[') < run.n;
	while (run.n > 0 &&
	    (strchr(".,;:!?)", run.at[run.n - 1]) != NULL ||
	        (run.at[run.n - 1] == ']' && !has_open)))
		run.n--;
	return run;
}

/* Where c stands at or after `from`, given that *known is where it was found
 * the last time. */
static size_t
next_of(Slice text, size_t from, char c, size_t *known)
{
	if (*known < from)
		*known = slice_find(text, from, c);
	return *known;
}

/* Takes the amount whose parenthesis opens at byte `open`; the byte after. */
static size_t
take_amount(Inlines *s, Inline *k, size_t open)
{
	size_t close = next_of(s->text, open + 1, ')', &s->next_paren);
	if (close == s->text.n || close - open > FARTHEST_BRACKET) {
		k->is_unclosed = true;
		return space_after(s->text, open);
	}
	k->has_amount = true;
	k->amount = slice_between(s->text, open + 1, close);
	return close + 1;
}

static size_t
take_quoted(Inlines *s, Inline *k, size_t from)
{
	size_t close = next_of(s->text, from + 1, '"', &s->next_quote);
	if (close == s->text.n) {
		k->is_unclosed = true;
		return space_after(s->text, from);
	}
	k->value = slice_between(s->text, from + 1, close);
	return close + 1;
}

/* The mention in brackets that is all of by:@[Any Name], or no byte. */
static size_t
bracketed_name(const Inlines *s, size_t from)
{
	Slice rest = slice_from(s->text, from);
	bool link = slice_starts(rest, SLICE("[["));
	if (!link && !slice_starts(rest, SLICE("@[")))
		return from;
	size_t end = inline_next_bracket(s->text, from + 2);
	Slice close = link ? SLICE("]]") : SLICE("]");
	return slice_starts(slice_from(s->text, end), close) ? end + close.n
	                                                     : from;
}

static size_t
take_bare(Inlines *s, Inline *k, size_t from)
{
	size_t next, end = k->key == KEY_BY ? bracketed_name(s, from) : from;
	if (end > from) {
		k->value = slice_between(s->text, from, end);
		return end;
	}
	while (end < s->text.n) {
		uint32_t c = utf8_at(s->text, end, &next);
		if (utf8_is_space(c) || (c == '(' && k->key != KEY_OTHER))
			break;
		end = next;
	}
	k->value = bare_value(slice_between(s->text, from, end));
	bool takes_amount = k->key == KEY_GAVE || k->key == KEY_GOT;
	if (takes_amount && end < s->text.n && s->text.at[end] == '(')
		return end;
	return from + k->value.n;
}

size_t
inline_take_key(Inlines *s, size_t from, size_t colon)
{
	Slice text = s->text;
	Key key;
	size_t at = colon + 1, next;
	if (from == colon || !may_start_key(text, from) || at >= text.n ||
	    text.at[at] == ':' || utf8_is_space(utf8_at(text, at, &next)) ||
	    !is_key(s, slice_between(text, from, colon), &key))
		return at;
	if (key == KEY_OTHER &&
	    slice_starts(slice_from(text, at), SLICE("//")))
		return at;
	Inline k = { .type = INLINE_KEY, .from = from, .key = key,
		.name = slice_between(text, from, colon) };
	size_t end = text.at[at] == '"' ? take_quoted(s, &k, at)
	                                : take_bare(s, &k, at);
	if ((key == KEY_GAVE || key == KEY_GOT) && !k.is_unclosed &&
	    end < text.n && text.at[end] == '(')
		end = take_amount(s, &k, end);
	k.to = end;
	*vec_push(&s->found) = k;
	s->counts[INLINE_KEY]++;
	s->in_by = key == KEY_BY;
	inline_scan_value(s, at, end);
	s->in_by = false;
	return end;
}

/* Dataview. */

/* Finds the matching brackets of the text, of each of the two kinds. */
static void
learn_brackets(Inlines *s)
{
	static const char signs_of[2][2] = { { '[', ']' }, { '(', ')' } };
	s->knows_brackets = true;
	for (int kind = 0; kind < 2; kind++) {
		s->brackets[kind].n = s->bracket_at[kind] = s->stack.n = 0;
		for (size_t i = 0; i < s->text.n; i++) {
			if (s->text.at[i] == signs_of[kind][0]) {
				*vec_push(&s->stack) = s->brackets[kind].n;
				*vec_push(&s->brackets[kind]) =
				    (InlineBracket){ i, s->text.n };
			} else if (s->text.at[i] == signs_of[kind][1] &&
			    s->stack.n > 0) {
				size_t open = s->stack.at[--s->stack.n];
				s->brackets[kind].at[open].close = i;
			}
		}
	}
}

/* The bracket that matches the one at byte `open`, if it is near enough. */
static bool
find_close(Inlines *s, size_t open, size_t *close)
{
	int kind = s->text.at[open] == '(';
	if (!s->knows_brackets)
		learn_brackets(s);
	size_t *i = &s->bracket_at[kind];
	while (s->brackets[kind].at[*i].open < open)
		++*i;
	*close = s->brackets[kind].at[*i].close;
	return *close < s->text.n && *close - open <= FARTHEST_BRACKET;
}

/* Splits a last parenthesis off, for what reads it to judge. */
static void
split_amount(Inline *k)
{
	Slice v = k->value;
	if (v.n == 0 || v.at[v.n - 1] != ')')
		return;
	size_t open = v.n - 1;
	while (open > 0 && v.at[open] != '(')
		open--;
	if (v.at[open] != '(')
		return;
	k->has_amount = true;
	k->amount = slice_between(v, open + 1, v.n - 1);
}

size_t
inline_take_dataview(Inlines *s, size_t open)
{
	Slice text = s->text;
	size_t from = open + 1, end = from, close, next;
	Key key;
	while (end < text.n) {
		uint32_t c = utf8_at(text, end, &next);
		if (!utf8_is_word(c) && c != '-')
			break;
		end = next;
	}
	if (!slice_starts(slice_from(text, end), SLICE("::")) ||
	    !is_key(s, slice_between(text, from, end), &key) ||
	    !find_close(s, open, &close) || close < end + 2)
		return open + 1;
	Inline k = { .type = INLINE_KEY, .from = open, .to = close + 1,
		.key = key, .name = slice_between(text, from, end),
		.value = utf8_trim(slice_between(text, end + 2, close)),
		.is_dataview = true };
	if (key == KEY_GAVE || key == KEY_GOT)
		split_amount(&k);
	*vec_push(&s->found) = k;
	s->counts[INLINE_KEY]++;
	s->in_by = key == KEY_BY;
	inline_scan_value(s, end + 2, close);
	s->in_by = false;
	return close + 1;
}
