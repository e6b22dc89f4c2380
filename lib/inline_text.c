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

DayReading
inline_date(Slice text, size_t at, bool in_brackets, size_t *end, Day *day)
{
	static const char *const around[][2] = { { "[[", "]]" },
		{ "**", "**" }, { "[", "]" }, { "", "" } };
	Slice rest = slice_from(text, at);
	/* Most texts start with no date. */
	if (rest.n == 0 || (!byte_is_digit(rest.at[0]) && rest.at[0] != '[' &&
	        rest.at[0] != '*')) {
		*day = DAY_NONE;
		return DAY_NO_DATE;
	}
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
			    !utf8_is_word(utf8_at(text, next, &after)))
				break;
			next = after;
		} else if (!utf8_is_word(c)) {
			break;
		}
		end = next;
	}
	return end;
}
