/* inline_text: dates, times and words as they stand in a text; see inline.h. */
#include "inline.h"

#include "utf8.h"

enum { TIME_TEXT = 5 };

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

/* What may stand around a date, in the order in which it is tried. */
static const struct {
	Slice open;
	Slice close;
} around[] = { { SLICE_INIT("[["), SLICE_INIT("]]") },
	{ SLICE_INIT("**"), SLICE_INIT("**") },
	{ SLICE_INIT("["), SLICE_INIT("]") },
	{ SLICE_INIT(""), SLICE_INIT("") } };

enum { IN_BRACKETS = 2, BARE = 3 };

/* The date within one of the pairs of signs, at the start of rest; *length is
 * that of all. */
static DayReading
date_within(Slice rest, size_t pair, size_t *length, Day *day)
{
	Slice open = around[pair].open, close = around[pair].close;
	size_t i = open.n + DAY_TEXT, next;
	if (!slice_starts(rest, open))
		return DAY_NO_DATE;
	DayReading r = day_read(slice_from(rest, open.n), day);
	if (r == DAY_NO_DATE)
		return DAY_NO_DATE;
	if (pair == IN_BRACKETS && i < rest.n && rest.at[i] == ' ' &&
	    is_time(slice_from(rest, i + 1)))
		i += 1 + TIME_TEXT;
	if (!slice_starts(slice_from(rest, i), close))
		return DAY_NO_DATE;
	*length = i + close.n;
	if (*length < rest.n) {
		uint32_t c = utf8_at(rest, *length, &next);
		if (utf8_is_letter(c) || utf8_is_digit(c))
			return DAY_NO_DATE;
	}
	return r;
}

DayReading
inline_date(Slice text, size_t at, bool in_brackets, size_t *end, Day *day)
{
	Slice rest = slice_from(text, at);
	char first = rest.n != 0 ? rest.at[0] : '\0';
	size_t k = byte_is_digit(first) ? BARE
	    : first == '[' || first == '*' ? 0 : LENGTH(around);
	for (; k < LENGTH(around); k++) {
		size_t length;
		if (k == IN_BRACKETS && !in_brackets)
			continue;
		DayReading r = date_within(rest, k, &length, day);
		if (r == DAY_NO_DATE)
			continue;
		*end = at + length;
		return r;
	}
	*day = DAY_NONE;
	return DAY_NO_DATE;
}

size_t
inline_word_end(Slice text, size_t at)
{
	enum { WORD = BYTE_LETTER | BYTE_DIGIT };
	size_t end = at, next, after;
	for (;;) {
		while (end < text.n && byte_is(text.at[end], WORD))
			end++;
		if (end == text.n)
			return end;
		uint32_t c = utf8_at(text, end, &next);
		if (c == '\'' || c == '-') {
			if (end == at || next >= text.n ||
			    !utf8_is_word(utf8_at(text, next, &after)))
				return end;
			next = after;
		} else if (c < 0x80 || !utf8_is_word(c)) {
			return end;
		}
		end = next;
	}
}
