/*
 * inline: see inline.h.
 *
 * The scanner hops from sign to sign. What could make it look at a byte twice
 * is remembered for the text: where the last run of each number of backticks
 * is, that no comment ends, the next quote and parenthesis, and, once a
 * Dataview key is seen, the matching brackets of the whole text. So no number
 * of unclosed constructs makes it slower than one.
 */
#include "inline.h"

#include "scan.h"
#include "utf8.h"

enum { FARTHEST_BRACKET = 1024, UNKNOWN = -1, TIME_TEXT = 5 };

static const char *const key_names[KEY_OTHER] = { "gave", "got", "tone", "for",
	"at", "next", "due", "done", "by" };

static const struct {
	const char *text;
	Sign sign;
} signs[] = {
	{ "\xF0\x9F\x93\x85", SIGN_DUE },  /* U+1F4C5 calendar */
	{ "\xE2\x9C\x85", SIGN_DONE },     /* U+2705 check mark */
	{ "\xE2\x9D\x8C", SIGN_DROPPED },  /* U+274C cross mark */
	{ "\xE2\x9E\x95", SIGN_MADE },     /* U+2795 plus */
};

static bool
is_word_char(uint32_t c)
{
	return utf8_is_letter(c) || utf8_is_digit(c) || utf8_is_mark(c);
}

/* Whether a mention or tag may stand here: at the start, after white space or
 * one of a few signs. */
static bool
may_start(Slice text, size_t at)
{
	size_t start;
	if (at == 0)
		return true;
	uint32_t c = utf8_before(text, at, &start);
	if (c < 0x80)
		return utf8_is_space(c) ||
		    (c != 0 && strchr("([{\"'*_,;:~", (int)c) != NULL);
	return c == 0x2013 || c == 0x2014 || utf8_is_space(c);
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

static Inline *
add(Inlines *s, InlineType type, size_t from, size_t to)
{
	Inline *found = vec_push(&s->found);
	*found = (Inline){ .type = type, .from = from, .to = to };
	return found;
}

/* Code spans and comments. */

static void
learn_backticks(Inlines *s)
{
	s->inert[s->level].knows_runs = true;
	s->inert[s->level].last_run.n = 0;
	for (size_t i = s->begins; (i = slice_find(s->text, i, '`')) <
	    s->text.n;) {
		size_t from = i;
		while (i < s->text.n && s->text.at[i] == '`')
			i++;
		while (s->inert[s->level].last_run.n <= i - from)
			*vec_push(&s->inert[s->level].last_run) = 0;
		s->inert[s->level].last_run.at[i - from] = from;
	}
}

static size_t
take_code(Inlines *s, size_t at)
{
	size_t i = at;
	if (!s->inert[s->level].knows_runs)
		learn_backticks(s);
	while (i < s->text.n && s->text.at[i] == '`')
		i++;
	size_t length = i - at;
	if (s->inert[s->level].last_run.at[length] <= at)
		return i;
	for (;;) {
		size_t from = i = slice_find(s->text, i, '`');
		while (i < s->text.n && s->text.at[i] == '`')
			i++;
		if (i - from == length) {
			add(s, INLINE_CODE, at, i);
			return i;
		}
	}
}

static size_t
take_comment(Inlines *s, size_t at)
{
	Slice text = s->text;
	if (s->inert[s->level].no_comment_end ||
	    !slice_starts(slice_from(text, at), SLICE("<!--")))
		return at + 1;
	for (size_t i = at + 4; (i = slice_find(text, i, '>')) < text.n; i++)
		if (i >= at + 6 && text.at[i - 1] == '-' &&
		    text.at[i - 2] == '-') {
			add(s, INLINE_CODE, at, i + 1);
			return i + 1;
		}
	s->inert[s->level].no_comment_end = true;
	return at + 1;
}

/* Mentions and tags. */

/* The end of a name or tag that starts at byte `at`: word characters and those
 * of `inner`, which do not end it. */
static size_t
name_end(Slice text, size_t at, const char *inner)
{
	size_t end = at, next;
	for (size_t i = at; i < text.n; i = next) {
		uint32_t c = utf8_at(text, i, &next);
		if (c < 0x80 && c != 0 && strchr(inner, (int)c) != NULL)
			continue;
		if (!is_word_char(c))
			break;
		end = next;
	}
	return end;
}

/* Where the bracket stands that ends the run of other characters from `at`. */
static size_t
next_bracket(Slice text, size_t at)
{
	static const char brackets[] = "[]";
	while (at < text.n && text.at[at] != brackets[0] &&
	    text.at[at] != brackets[1])
		at++;
	return at;
}

static size_t
add_mention(Inlines *s, size_t from, size_t to, MentionForm form, Slice name)
{
	Inline *mention = add(s, INLINE_MENTION, from, to);
	mention->form = form;
	mention->name = name;
	return to;
}

static size_t
take_at(Inlines *s, size_t at)
{
	Slice text = s->text;
	size_t from = at + 1, next;
	if (from >= text.n || !may_start(text, at))
		return from;
	if (text.at[from] == '[') {
		size_t end = next_bracket(text, from + 1);
		if (end == text.n || text.at[end] != ']')
			return from;
		Slice name = utf8_trim(slice_between(text, from + 1, end));
		if (name.n == 0)
			return from;
		return add_mention(s, at, end + 1, MENTION_BRACKET, name);
	}
	uint32_t c = utf8_at(text, from, &next);
	if (!s->rules->at_is_mention ||
	    !(utf8_is_letter(c) || utf8_is_digit(c)))
		return from;
	size_t end = name_end(text, from, "_-.");
	return add_mention(s, at, end, MENTION_AT,
	    slice_between(text, from, end));
}

/* [[Any Name]] and [[@Any Name]]; `at` itself where there is no such thing, so
 * that something else may stand there. */
static size_t
take_link(Inlines *s, size_t at)
{
	Slice text = s->text;
	if (!slice_starts(slice_from(text, at), SLICE("[[")))
		return at;
	size_t end = next_bracket(text, at + 2);
	if (!slice_starts(slice_from(text, end), SLICE("]]")))
		return at + 1;
	Slice name = slice_between(text, at + 2, end);
	name = utf8_trim(slice_until(name, slice_find(name, 0, '|')));
	MentionForm form = MENTION_LINK;
	if (name.n > 0 && name.at[0] == '@') {
		form = MENTION_LINK_AT;
		name = utf8_trim(slice_from(name, 1));
	}
	if (name.n == 0 || (form == MENTION_LINK &&
	        !s->rules->is_name(s->rules->context, name)))
		return at + 2;
	return add_mention(s, at, end + 2, form, name);
}

static size_t
take_tag(Inlines *s, size_t at)
{
	size_t next;
	if (at + 1 >= s->text.n || !may_start(s->text, at) ||
	    !utf8_is_letter(utf8_at(s->text, at + 1, &next)))
		return at + 1;
	size_t end = name_end(s->text, at + 1, "_-/");
	add(s, INLINE_TAG, at, end)->name = slice_between(s->text, at, end);
	return end;
}

/* Date signs. */

static size_t
take_sign(Inlines *s, size_t at)
{
	Slice rest = slice_from(s->text, at);
	size_t k = 0, next;
	while (k < LENGTH(signs) && !slice_starts(rest, slice_of(signs[k].text)))
		k++;
	if (k == LENGTH(signs) || s->rules->any_key)
		return at + 1;
	size_t i = at + strlen(signs[k].text);
	if (slice_starts(slice_from(s->text, i), SLICE("\xEF\xB8\x8F")))
		i += 3;
	while (i < s->text.n && utf8_is_space(utf8_at(s->text, i, &next)))
		i = next;
	Day day;
	DayReading reading = inline_date(s->text, i, false, &i, &day);
	if (reading == DAY_NO_DATE)
		return at + 1;
	Inline *sign = add(s, INLINE_SIGN, at, i);
	sign->sign = signs[k].sign;
	sign->reading = reading;
	sign->day = day;
	return i;
}

/* Keys. */

static int
key_of(Slice name)
{
	for (Key k = KEY_GAVE; k < KEY_OTHER; k++)
		if (slice_equal_nocase(name, slice_of(key_names[k])))
			return (int)k;
	return slice_equal_nocase(name, SLICE("received")) ? KEY_GOT : UNKNOWN;
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
		known = key_of(name);
	*key = known == UNKNOWN ? KEY_OTHER : (Key)known;
	return known != UNKNOWN;
}

/* Where the word that ends before byte `at` starts. */
static size_t
key_start(const Inlines *s, size_t at, size_t least)
{
	size_t start;
	while (at > least) {
		uint32_t c = utf8_before(s->text, at, &start);
		bool inside = s->rules->any_key
		    ? is_word_char(c) || c == '-'
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
	size_t end = next_bracket(s->text, from + 2);
	Slice close = link ? SLICE("]]") : SLICE("]");
	return slice_starts(slice_from(s->text, end), close) ? end + close.n
	                                                     : from;
}

static size_t
take_bare(Inlines *s, Inline *k, size_t from)
{
	size_t end = from, next;
	if (k->key == KEY_BY && (end = bracketed_name(s, from)) > from) {
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

static void
scan_value(Inlines *s, size_t from, size_t to);

/* key:value, whose name is from `from` to the colon. */
static size_t
take_key(Inlines *s, size_t from, size_t colon)
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
	scan_value(s, at, end);
	return end;
}

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

/* [key:: value] or (key:: value) at byte `open`. */
static size_t
take_dataview(Inlines *s, size_t open)
{
	Slice text = s->text;
	size_t from = open + 1, end = from, close, next;
	Key key;
	while (end < text.n) {
		uint32_t c = utf8_at(text, end, &next);
		if (!is_word_char(c) && c != '-')
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
	scan_value(s, end + 2, close);
	return close + 1;
}

/* The user's notations. */

/* The next match of pattern p that starts at or after `at`, or NULL. */
static const PatternMatch *
match_from(Inlines *s, size_t p, size_t at)
{
	InlineMatch *m = &s->next_matches.at[p];
	while (!m->is_over && (!m->is_known || m->match.group[0].from < at)) {
		size_t from = 0;
		if (m->is_known) {
			from = m->match.group[0].to;
			if (from == m->match.group[0].from && from < s->text.n)
				utf8_at(s->text, from, &from);
			else if (from == m->match.group[0].from)
				from = s->text.n + 1;
		}
		int got = from > s->text.n ? 0
		    : pattern_match(s->rules->patterns[p].pattern, s->text,
		          from, &m->match);
		if (got < 0)
			s->rules->on_limit(s->rules->context, p);
		m->is_known = true;
		m->is_over = got <= 0;
	}
	return m->is_over ? NULL : &m->match;
}

/* The pattern whose match comes first at or after `at`, and where it starts
 * (text.n where none does). */
static size_t
first_match(Inlines *s, size_t at, size_t *start)
{
	size_t first = 0;
	*start = s->text.n;
	for (size_t p = 0; p < s->rules->pattern_count; p++) {
		const PatternMatch *m = match_from(s, p, at);
		if (m != NULL && m->group[0].from < *start) {
			*start = m->group[0].from;
			first = p;
		}
	}
	return first;
}

static Slice
group_text(const Inlines *s, const PatternMatch *m, size_t group)
{
	return group < PATTERN_GROUPS && m->group[group].is_set
	    ? slice_between(s->text, m->group[group].from, m->group[group].to)
	    : SLICE_NONE;
}

static size_t
take_match(Inlines *s, size_t p)
{
	const InlinePattern *pattern = &s->rules->patterns[p];
	const PatternMatch *m = &s->next_matches.at[p].match;
	size_t from = m->group[0].from, to = m->group[0].to, next;
	Slice what = utf8_trim(group_text(s, m, pattern->what));
	if (to == from) {
		utf8_at(s->text, from, &next);
		return next;
	}
	if (pattern->notation == NOTATION_PERSON) {
		if (what.n != 0)
			add_mention(s, from, to, MENTION_PATTERN, what);
		return to;
	}
	Inline *k = add(s, INLINE_KEY, from, to);
	k->key = pattern->notation == NOTATION_GAVE ? KEY_GAVE : KEY_GOT;
	k->name = slice_of(key_names[k->key]);
	k->value = what;
	if (pattern->amount != 0 && pattern->amount < PATTERN_GROUPS &&
	    m->group[pattern->amount].is_set) {
		k->has_amount = true;
		k->amount = group_text(s, m, pattern->amount);
	}
	return to;
}

/* What starts at the sign at byte i; the byte to go on from. A key is the only
 * thing that starts before its sign, at `start`. */
static size_t
take(Inlines *s, size_t start, size_t i)
{
	size_t next;
	switch (s->text.at[i]) {
	case '`':
		return take_code(s, i);
	case '<':
		return take_comment(s, i);
	case '@':
		return take_at(s, i);
	case '[':
		next = take_link(s, i);
		return next != i ? next : take_dataview(s, i);
	case '(':
		return take_dataview(s, i);
	case '#':
		return take_tag(s, i);
	case ':':
		return take_key(s, start, i);
	case '\\':
		if (i + 1 < s->text.n &&
		    strchr("@#[", s->text.at[i + 1]) != NULL)
			return i + 2;
		return i + 1;
	default:
		return take_sign(s, i);
	}
}

static void
begin(Inlines *s, Slice text, const InlineRules *rules)
{
	s->text = text;
	s->rules = rules;
	s->found.n = s->next_matches.n = 0;
	s->level = 0;
	s->begins = 0;
	s->inert[0].knows_runs = s->inert[0].no_comment_end = false;
	s->knows_brackets = false;
	s->next_quote = s->next_paren = 0;
	for (size_t p = 0; p < rules->pattern_count; p++)
		*vec_push(&s->next_matches) = (InlineMatch){ 0 };
}

/* The signs at which something may start; of date signs the first byte. */
static const ScanSet *
all_signs(void)
{
	static ScanSet set;
	if (set.count == 0)
		scan_set(&set, SLICE("`<@[(#:\\\xF0\xE2"));
	return &set;
}

static const ScanSet *
mention_signs(void)
{
	static ScanSet set;
	if (set.count == 0)
		scan_set(&set, SLICE("`<@[\\"));
	return &set;
}

void
inline_scan(Inlines *s, Slice text, const InlineRules *rules)
{
	begin(s, text, rules);
	for (size_t i = 0; i < text.n;) {
		size_t match_at, p = first_match(s, i, &match_at);
		size_t sign = scan_any(all_signs(), text, i), start = sign;
		if (sign < text.n && text.at[sign] == ':')
			start = key_start(s, sign, i);
		if (match_at < start) {
			i = take_match(s, p);
			continue;
		}
		if (sign == text.n)
			break;
		size_t count = s->found.n, next = take(s, start, sign);
		/* Where nothing of ours stands, the user's may. */
		if (s->found.n == count && match_at < next &&
		    match_at <= sign)
			next = take_match(s, p);
		i = next;
	}
}

/* Finds mentions and code between two bytes of the text; a construct that
 * reaches beyond is left out. */
static void
scan_value(Inlines *s, size_t from, size_t to)
{
	Slice whole = s->text;
	s->text = slice_until(whole, to);
	s->level = 1;
	s->begins = from;
	s->inert[1].knows_runs = s->inert[1].no_comment_end = false;
	for (size_t i = from, next; i < to; i = next) {
		size_t count = s->found.n;
		i = scan_any(mention_signs(), s->text, i);
		if (i == to)
			break;
		if (s->text.at[i] != '[')
			next = take(s, i, i);
		else if ((next = take_link(s, i)) == i)
			next = i + 1;
		if (s->found.n > count)
			s->found.at[count].in_value = true;
	}
	s->text = whole;
	s->level = 0;
	s->begins = 0;
}

void
inline_scan_mentions(Inlines *s, Slice text, const InlineRules *rules)
{
	begin(s, text, rules);
	scan_value(s, 0, text.n);
}

/* Whether HH:MM, from 00:00 to 23:59, starts s. */
static bool
is_time(Slice s)
{
	if (s.n < TIME_TEXT || !byte_is_digit(s.at[0]) ||
	    !byte_is_digit(s.at[1]) || s.at[2] != ':' ||
	    !byte_is_digit(s.at[3]) || !byte_is_digit(s.at[4]))
		return false;
	return (s.at[0] < '2' || (s.at[0] == '2' && s.at[1] < '4')) &&
	    s.at[3] < '6';
}

bool
inline_time(Slice text, size_t at, size_t *end)
{
	size_t i = at + TIME_TEXT, next;
	if (!is_time(slice_from(text, at)))
		return false;
	if (i < text.n) {
		uint32_t c = utf8_at(text, i, &next);
		if (utf8_is_letter(c) || utf8_is_digit(c))
			return false;
		if (c == ':' && next < text.n &&
		    utf8_is_digit(utf8_at(text, next, &next)))
			return false;
	}
	*end = i;
	return true;
}

DayReading
inline_date(Slice text, size_t at, bool in_brackets, size_t *end, Day *day)
{
	static const char *const around[][2] = { { "[[", "]]" },
		{ "**", "**" }, { "[", "]" }, { "", "" } };
	Slice rest = slice_from(text, at);
	for (size_t k = 0; k < LENGTH(around); k++) {
		Slice open = slice_of(around[k][0]);
		Slice close = slice_of(around[k][1]);
		if (!slice_starts(rest, open) || (k == 2 && !in_brackets))
			continue;
		DayReading r = day_read(slice_from(rest, open.n), day);
		size_t i = open.n + DAY_TEXT, next;
		if (r == DAY_NO_DATE)
			continue;
		if (k == 2 && i < rest.n && rest.at[i] == ' ' &&
		    is_time(slice_from(rest, i + 1)))
			i += 1 + TIME_TEXT;
		if (!slice_starts(slice_from(rest, i), close))
			continue;
		i += close.n;
		if (i < rest.n) {
			uint32_t c = utf8_at(rest, i, &next);
			if (utf8_is_letter(c) || utf8_is_digit(c))
				continue;
		}
		*end = at + i;
		return r;
	}
	*day = DAY_NONE;
	return DAY_NO_DATE;
}

size_t
inline_word_end(Slice text, size_t at)
{
	size_t end = at, next, after;
	while (end < text.n) {
		uint32_t c = utf8_at(text, end, &next);
		if (c == '\'' || c == '-') {
			if (end == at || next >= text.n ||
			    !is_word_char(utf8_at(text, next, &after)))
				break;
			next = after;
		} else if (!is_word_char(c)) {
			break;
		}
		end = next;
	}
	return end;
}

void
inline_free(Inlines *s)
{
	vec_free(&s->found);
	vec_free(&s->inert[0].last_run);
	vec_free(&s->inert[1].last_run);
	vec_free(&s->brackets[0]);
	vec_free(&s->brackets[1]);
	vec_free(&s->stack);
	vec_free(&s->next_matches);
}
