/* amount: see amount.h. */
#include "amount.h"

#include "utf8.h"

enum { MOST_WHOLE = 12, MOST_FRACTION = 6, MOST_TIME_DIGITS = 4,
	MINUTES_OF_HOUR = 60 };

static size_t
digits_end(Slice s, size_t i)
{
	while (i < s.n && byte_is_digit(s.at[i]))
		i++;
	return i;
}

/* The end of the number at byte `from`, within the limits; `from` if there is
 * none. That digits follow its point is seen by decimal_parse(). */
static size_t
number_end(Slice s, size_t from, size_t most_whole)
{
	size_t whole = digits_end(s, from);
	if (whole == from || whole - from > most_whole)
		return from;
	if (whole == s.n || s.at[whole] != '.')
		return whole;
	size_t end = digits_end(s, whole + 1);
	return end - whole - 1 > MOST_FRACTION ? from : end;
}

static bool
is_unit(Slice s)
{
	size_t next;
	uint32_t c = utf8_at(s, 0, &next);
	if (utf8_is_currency(c))
		return next == s.n;
	for (size_t i = 0; i < s.n; i = next)
		if (!utf8_is_letter(utf8_at(s, i, &next)))
			return false;
	return true;
}

bool
amount_parse(Slice text, Decimal *amount, Slice *unit)
{
	text = utf8_trim(text);
	size_t from = 0;
	while (from < text.n && !byte_is_digit(text.at[from]))
		from++;
	size_t end = number_end(text, from, MOST_WHOLE);
	if (end == from ||
	    !decimal_parse(slice_between(text, from, end), amount) ||
	    decimal_compare(*amount, DECIMAL_ZERO) <= 0)
		return false;
	Slice before = utf8_trim(slice_until(text, from));
	Slice after = utf8_trim(slice_from(text, end));
	*unit = before.n != 0 ? before : after;
	return unit->n == 0 ||
	    ((before.n == 0 || after.n == 0) && is_unit(*unit));
}

/* value times sixty; it has at most four digits before the point. */
static bool
hours(Slice number, Decimal *minutes)
{
	Decimal value;
	if (!decimal_parse(number, &value))
		return false;
	int64_t nano = (int64_t)value.nano * MINUTES_OF_HOUR;
	*minutes = (Decimal){ value.whole * MINUTES_OF_HOUR +
		    nano / DECIMAL_NANO,
		(int32_t)(nano % DECIMAL_NANO) };
	return true;
}

bool
amount_parse_time(Slice text, Decimal *minutes)
{
	Decimal more = DECIMAL_ZERO;
	size_t end = number_end(text, 0, MOST_TIME_DIGITS);
	Slice number = slice_until(text, end), rest = slice_from(text, end);
	if (end == 0)
		return false;
	bool whole = slice_find(number, 0, '.') == number.n;
	if (rest.n > 0 && byte_lower(rest.at[0]) == 'h') {
		rest = slice_from(rest, 1);
		end = digits_end(rest, 0);
		bool has_unit = rest.n == end + 1 &&
		    byte_lower(rest.at[end]) == 'm';
		if (!hours(number, minutes) || end > MOST_TIME_DIGITS ||
		    (rest.n != end && !(has_unit && end > 0)) ||
		    (end > 0 && (!whole ||
		        !decimal_parse(slice_until(rest, end), &more))))
			return false;
	} else if (!whole || !decimal_parse(number, minutes) ||
	    (!slice_equal_nocase(rest, SLICE("m")) &&
	        !slice_equal_nocase(rest, SLICE("min")))) {
		return false;
	}
	return decimal_add(*minutes, more, minutes) &&
	    decimal_compare(*minutes, DECIMAL_ZERO) > 0;
}
