/* inline_mention: code, mentions, tags and date signs; see inline.h. */
#include "inline_part.h"

#include "utf8.h"

static const struct {
	const char *text;
	Sign sign;
} signs[] = {
	{ "\xF0\x9F\x93\x85", SIGN_DUE },  /* U+1F4C5 calendar */
	{ "\xE2\x9C\x85", SIGN_DONE },     /* U+2705 check mark */
	{ "\xE2\x9D\x8C", SIGN_DROPPED },  /* U+274C cross mark */
	{ "\xE2\x9E\x95", SIGN_MADE },     /* U+2795 plus */
};

bool
inline_may_start_after(Slice text, size_t at)
{
	size_t start;
	uint32_t c = utf8_before(text, at, &start);
	return c == 0x2013 || c == 0x2014 || utf8_is_space(c);
}

Inline *
inline_add(Inlines *s, InlineType type, size_t from, size_t to)
{
	Inline *found = vec_push(&s->found);
	s->counts[type]++;
	found->type = type;
	found->from = from;
	found->to = to;
	found->in_value = false;
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

size_t
inline_take_code(Inlines *s, size_t at)
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
			inline_add(s, INLINE_CODE, at, i);
			return i;
		}
	}
}

size_t
inline_take_comment(Inlines *s, size_t at)
{
	Slice text = s->text;
	if (s->inert[s->level].no_comment_end ||
	    !slice_starts(slice_from(text, at), SLICE("<!--")))
		return at + 1;
	/* `<!-->` is whole, as it is in CommonMark. */
	for (size_t i = at + 4; (i = slice_find(text, i, '>')) < text.n; i++)
		if (text.at[i - 1] == '-' && text.at[i - 2] == '-') {
			inline_add(s, INLINE_CODE, at, i + 1);
			return i + 1;
		}
	s->inert[s->level].no_comment_end = true;
	return at + 1;
}

/* Mentions and tags. */

size_t
inline_name_end(Slice text, size_t at, int inner)
{
	int takes = BYTE_LETTER | BYTE_DIGIT | inner;
	size_t i = at;
	for (;;) {
		size_t next;
		while (i < text.n && byte_is(text.at[i], takes))
			i++;
		if (i == text.n || !byte_is(text.at[i], BYTE_BEYOND) ||
		    !utf8_is_word(utf8_at(text, i, &next)))
			break;
		i = next;
	}
	while (i > at && byte_is(text.at[i - 1], inner))
		i--;
	return i;
}

size_t
inline_next_bracket(Slice text, size_t at)
{
	static const char brackets[] = "[]";
	while (at < text.n && text.at[at] != brackets[0] &&
	    text.at[at] != brackets[1])
		at++;
	return at;
}

size_t
inline_add_mention(Inlines *s, size_t from, size_t to, MentionForm form,
    Slice name)
{
	Inline *mention = inline_add(s, INLINE_MENTION, from, to);
	mention->form = form;
	mention->name = name;
	return to;
}

size_t
inline_take_at(Inlines *s, size_t at)
{
	Slice text = s->text;
	size_t from = at + 1, next;
	if (from >= text.n || !inline_may_start(text, at))
		return from;
	if (text.at[from] == '[') {
		size_t end = inline_next_bracket(text, from + 1);
		if (end == text.n || text.at[end] != ']')
			return from;
		Slice name = utf8_trim(slice_between(text, from + 1, end));
		if (name.n == 0)
			return from;
		return inline_add_mention(s, at, end + 1, MENTION_BRACKET,
		    name);
	}
	uint32_t c = utf8_at(text, from, &next);
	if (!(s->rules->at_is_mention || s->in_by) ||
	    !(utf8_is_letter(c) || utf8_is_digit(c)))
		return from;
	size_t end = inline_name_end(text, from, BYTE_IN_NAME);
	return inline_add_mention(s, at, end, MENTION_AT,
	    slice_between(text, from, end));
}

size_t
inline_take_link(Inlines *s, size_t at)
{
	Slice text = s->text;
	if (!slice_starts(slice_from(text, at), SLICE("[[")))
		return at;
	size_t end = inline_next_bracket(text, at + 2);
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
	return inline_add_mention(s, at, end + 2, form, name);
}

size_t
inline_tag_end(Slice text, size_t at)
{
	size_t next;
	if (at + 1 >= text.n ||
	    !utf8_is_letter(utf8_at(text, at + 1, &next)))
		return at + 1;
	return inline_name_end(text, at + 1, BYTE_IN_TAG);
}

size_t
inline_take_tag(Inlines *s, size_t at)
{
	size_t end = inline_tag_end(s->text, at);
	if (end == at + 1 || !inline_may_start(s->text, at))
		return at + 1;
	Inline *tag = inline_add(s, INLINE_TAG, at, end);
	tag->name = slice_between(s->text, at, end);
	return end;
}

/* Date signs. */

/* The sign that starts rest, or LENGTH(signs). */
static size_t
sign_at(Slice rest)
{
	size_t k = 0;
	while (k < LENGTH(signs) &&
	    !slice_starts(rest, slice_of(signs[k].text)))
		k++;
	return k;
}

bool
inline_is_whole_sign(Slice text, size_t i)
{
	return sign_at(slice_from(text, i)) < LENGTH(signs);
}

size_t
inline_take_sign(Inlines *s, size_t at)
{
	size_t k = sign_at(slice_from(s->text, at));
	if (k == LENGTH(signs) || s->rules->any_key)
		return at + 1;
	size_t i = at + strlen(signs[k].text);
	if (slice_starts(slice_from(s->text, i), SLICE("\xEF\xB8\x8F")))
		i += 3;
	i = utf8_skip_space(s->text, i);
	Day day;
	DayReading reading = inline_date(s->text, i, false, &i, &day);
	if (reading == DAY_NO_DATE)
		return at + 1;
	Inline *sign = inline_add(s, INLINE_SIGN, at, i);
	sign->sign = signs[k].sign;
	sign->reading = reading;
	sign->day = day;
	return i;
}
