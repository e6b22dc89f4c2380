/* cadence: see cadence.h. */
#include "cadence.h"

#include "utf8.h"

enum { MOST_DIGITS = 4 };

typedef struct {
	const char *text;
	CadenceUnit unit;
	int32_t times;
} Word;

static const Word units[] = {
	{ "d", CADENCE_DAYS, 1 }, { "day", CADENCE_DAYS, 1 },
	{ "days", CADENCE_DAYS, 1 }, { "w", CADENCE_WEEKS, 1 },
	{ "week", CADENCE_WEEKS, 1 }, { "weeks", CADENCE_WEEKS, 1 },
	{ "m", CADENCE_MONTHS, 1 }, { "mo", CADENCE_MONTHS, 1 },
	{ "month", CADENCE_MONTHS, 1 }, { "months", CADENCE_MONTHS, 1 },
	{ "q", CADENCE_MONTHS, 3 }, { "quarter", CADENCE_MONTHS, 3 },
	{ "quarters", CADENCE_MONTHS, 3 }, { "y", CADENCE_YEARS, 1 },
	{ "year", CADENCE_YEARS, 1 }, { "years", CADENCE_YEARS, 1 },
};

static const Word names[] = {
	{ "daily", CADENCE_DAYS, 1 }, { "weekly", CADENCE_WEEKS, 1 },
	{ "fortnightly", CADENCE_WEEKS, 2 }, { "monthly", CADENCE_MONTHS, 1 },
	{ "quarterly", CADENCE_MONTHS, 3 }, { "yearly", CADENCE_YEARS, 1 },
	{ "never", CADENCE_NEVER, 0 },
};

static bool
find(const Word *words, size_t n, Slice text, int32_t count, Cadence *c)
{
	for (size_t i = 0; i < n; i++)
		if (slice_equal_nocase(text, slice_of(words[i].text))) {
			c->unit = words[i].unit;
			c->count = words[i].times * count;
			return true;
		}
	return false;
}

static bool
find_unit(Slice text, int32_t count, Cadence *c)
{
	return find(units, LENGTH(units), text, count, c);
}

/* Reads digits at the start of *text and takes them off; -1 if there are none,
 * or more than four that count. */
static int32_t
take_count(Slice *text)
{
	size_t n = 0, first;
	int32_t count = 0;
	while (n < text->n && text->at[n] == '0')
		n++;
	first = n;
	for (; n < text->n && byte_is_digit(text->at[n]); n++) {
		if (n - first == MOST_DIGITS)
			return -1;
		count = count * 10 + (text->at[n] - '0');
	}
	*text = slice_from(*text, n);
	return n > 0 ? count : -1;
}

/* The text after a leading word `every` and white space. */
static Slice
without_every(Slice text)
{
	Slice rest = slice_from(text, strlen("every"));
	if (slice_equal_nocase(slice_until(text, strlen("every")),
	        SLICE("every")) &&
	    rest.n > 0 && utf8_trim(rest).at != rest.at)
		return utf8_trim(rest);
	return text;
}

/* Reads a count and a unit, `P2W`, or a bare count of days. */
static bool
parse_counted(Slice text, Cadence *c)
{
	bool iso = text.n > 1 && byte_lower(text.at[0]) == 'p';
	if (iso)
		text = slice_from(text, 1);
	int32_t count = take_count(&text);
	if (count < 0)
		return false;
	if (iso)
		return text.n == 1 && find_unit(text, count, c);
	return find_unit(text.n == 0 ? SLICE("d") : utf8_trim(text), count, c);
}

static bool
parse_one(Slice text, Cadence *c)
{
	text = without_every(utf8_trim(text));
	return parse_counted(text, c) || find_unit(text, 1, c) ||
	    find(names, LENGTH(names), text, 1, c);
}

bool
cadence_parse(Slice text, Cadence *cadence, Cadence *limit)
{
	size_t slash = slice_find(text, 0, '/');
	*limit = (Cadence){ CADENCE_NONE, 0 };
	if (!parse_one(slice_until(text, slash), cadence))
		return false;
	if (cadence->unit != CADENCE_NEVER && cadence->count == 0)
		return false;
	if (slash == text.n)
		return true;
	return cadence->unit != CADENCE_NEVER &&
	    parse_one(slice_from(text, slash + 1), limit) && limit->count != 0;
}

bool
cadence_parse_duration(Slice text, Cadence *duration)
{
	return parse_one(text, duration) && duration->unit != CADENCE_NEVER;
}

bool
cadence_parse_relative(Slice text, Cadence *duration)
{
	if (text.n == 0 || text.at[0] != '+')
		return false;
	text = slice_from(text, 1);
	int32_t count = take_count(&text);
	return count > 0 && find_unit(text, count, duration);
}

Day
cadence_after(Day day, Cadence cadence)
{
	/* So many of any unit are past the calendar, and days of them too many
	 * to count. */
	if (cadence.count > DAY_LAST)
		return DAY_NEVER;
	switch (cadence.unit) {
	case CADENCE_DAYS:
		return day_add_days(day, cadence.count);
	case CADENCE_WEEKS:
		return day_add_days(day, cadence.count * 7);
	case CADENCE_MONTHS:
		return day_add_months(day, cadence.count);
	case CADENCE_YEARS:
		return day_add_months(day, cadence.count * 12);
	default:
		return DAY_NEVER;
	}
}

Decimal
cadence_days(Cadence cadence)
{
	/* In ten-thousandths of a day. */
	static const int64_t length[] = { [CADENCE_DAYS] = 10000,
		[CADENCE_WEEKS] = 70000,
		[CADENCE_MONTHS] = 304375,
		[CADENCE_YEARS] = 3652500 };
	int64_t n = cadence.unit >= CADENCE_DAYS
	    ? length[cadence.unit] * cadence.count : 0;
	return (Decimal){ n / 10000, (int32_t)(n % 10000) * 100000 };
}

static const char *const unit_texts[] = { [CADENCE_DAYS] = "d",
	[CADENCE_WEEKS] = "w",
	[CADENCE_MONTHS] = "mo",
	[CADENCE_YEARS] = "y" };

Slice
cadence_unit_text(CadenceUnit unit)
{
	return unit >= CADENCE_DAYS ? slice_of(unit_texts[unit]) : SLICE_NONE;
}

CadenceUnit
cadence_unit_of(Slice text)
{
	for (CadenceUnit u = CADENCE_DAYS; u <= CADENCE_YEARS; u++)
		if (slice_equal(text, slice_of(unit_texts[u])))
			return u;
	return CADENCE_NONE;
}

Cadence
cadence_of(bool has_amount, Decimal amount, Slice unit)
{
	Cadence c = { cadence_unit_of(unit), (int32_t)amount.whole };
	if (!has_amount)
		return (Cadence){ CADENCE_NEVER, 0 };
	if (c.unit == CADENCE_NONE || amount.nano != 0 || amount.whole < 1 ||
	    amount.whole > INT32_MAX)
		return (Cadence){ CADENCE_NONE, 0 };
	return c;
}
