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
#include "inline_part.h"

#include "scan.h"
#include "utf8.h"

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
			inline_add_mention(s, from, to, MENTION_PATTERN, what);
		return to;
	}
	Inline *k = inline_add(s, INLINE_KEY, from, to);
	k->has_amount = k->is_dataview = k->is_unclosed = false;
	k->amount = SLICE_NONE;
	k->key = pattern->notation == NOTATION_GAVE ? KEY_GAVE : KEY_GOT;
	k->name = inline_key_name(k->key);
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
		return inline_take_code(s, i);
	case '<':
		return inline_take_comment(s, i);
	case '@':
		return inline_take_at(s, i);
	case '[':
		next = inline_take_link(s, i);
		return next != i ? next : inline_take_dataview(s, i);
	case '(':
		return inline_take_dataview(s, i);
	case '#':
		return inline_take_tag(s, i);
	case ':':
		return inline_take_key(s, start, i);
	case '\\':
		if (i + 1 < s->text.n &&
		    strchr("@#[(", s->text.at[i + 1]) != NULL)
			return i + 2;
		return i + 1;
	default:
		return inline_take_sign(s, i);
	}
}

static void
begin(Inlines *s, Slice text, const InlineRules *rules)
{
	s->text = text;
	s->rules = rules;
	s->found.n = s->next_matches.n = 0;
	memset(s->counts, 0, sizeof s->counts);
	s->level = 0;
	s->begins = 0;
	s->in_by = false;
	s->inert[0].knows_runs = s->inert[0].no_comment_end = false;
	s->knows_brackets = false;
	s->next_quote = s->next_paren = 0;
	for (size_t p = 0; p < rules->pattern_count; p++)
		*vec_push(&s->next_matches) = (InlineMatch){ 0 };
}

/* The signs at which something may start; date signs are beyond ASCII. */
static const ScanSet *
all_signs(void)
{
	static ScanSet set;
	if (set.low[':' & 15] == 0)
		scan_set(&set, SLICE("`<@[(#:\\"), true);
	return &set;
}

/* Whether the sign at byte i may start something (a key before it may, too):
 * what does not, for all that its next byte says, is soon passed over, be there
 * ever so many. Of what is beyond ASCII only date signs do. */
static inline bool
is_sign(Slice text, size_t i)
{
	unsigned char c = (unsigned char)text.at[i];
	char next = i + 1 < text.n ? text.at[i + 1] : ' ';
	if (c == ':')
		return next != ' ';
	if (c == '@')
		return byte_is(next, BYTE_LETTER | BYTE_DIGIT | BYTE_BEYOND) ||
		    next == '[';
	if (c == '[' && next == '[')
		return i + 2 < text.n && text.at[i + 2] != '[';
	return c < 0x80 || c == 0xF0 || c == 0xE2;
}

/* The next byte from i on at which something may start. */
static size_t
next_sign(Slice text, Scan *signs, size_t i)
{
	while ((i = scan_next(signs, i)) < text.n && !is_sign(text, i))
		i++;
	return i;
}

static const ScanSet *
mention_signs(void)
{
	static ScanSet set;
	if (set.low['@' & 15] == 0)
		scan_set(&set, SLICE("`<@[\\"), false);
	return &set;
}

void
inline_scan(Inlines *s, Slice text, const InlineRules *rules)
{
	size_t sign = 0, start = 0, p = 0; /* of what may stand next */
	size_t match_at = text.n;
	Scan signs;
	begin(s, text, rules);
	scan_start(&signs, all_signs(), text);
	for (size_t i = 0; i < text.n;) {
		if (rules->pattern_count != 0)
			p = first_match(s, i, &match_at);
		if (sign < i || i == 0) {
			sign = start = next_sign(text, &signs, i);
			if (sign < text.n && text.at[sign] == ':')
				start = inline_key_start(s, sign, i);
		}
		start = start < i ? i : start;
		if (match_at < start) {
			i = take_match(s, p);
			continue;
		}
		if (sign == text.n)
			break;
		size_t count = s->found.n, next = take(s, start, sign);
		/* Where nothing of ours stands, the user's may. */
		if (match_at < next && s->found.n == count &&
		    match_at <= sign)
			next = take_match(s, p);
		i = next;
	}
}

void
inline_scan_value(Inlines *s, size_t from, size_t to)
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
		else if ((next = inline_take_link(s, i)) == i)
			next = i + 1;
		if (s->found.n > count)
			s->found.at[count].in_value = true;
	}
	s->text = whole;
	s->level = 0;
	s->begins = 0;
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
