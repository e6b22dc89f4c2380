/* day: see day.h. A month is counted from March, so that the leap day is the
 * last of its year and no table of lengths is needed. */
#include "day.h"

enum { ERA_YEARS = 400, ERA_DAYS = 146097, MARCH_1_OF_YEAR_0 = 306 };

int
day_month_length(int year, int month)
{
	static const char length[] = { 31, 28, 31, 30, 31, 30,
		                       31, 31, 30, 31, 30, 31 };
	return length[month - 1] + (month == 2 && year % 4 == 0 &&
	    (year % 100 != 0 || year % 400 == 0));
}

Day
day_of(int year, int month, int day)
{
	if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 ||
	    (day > DAY_SURE && day > day_month_length(year, month)))
		return DAY_NONE;
	int y = month > 2 ? year : year - 1;
	int since_march = month > 2 ? month - 3 : month + 9;
	int of_year = (153 * since_march + 2) / 5 + day - 1;
	return y * 365 + y / 4 - y / 100 + y / ERA_YEARS + of_year -
	    MARCH_1_OF_YEAR_0 + 1;
}

DayFields
day_fields(Day day)
{
	int n = day - 1 + MARCH_1_OF_YEAR_0;
	int era = n / ERA_DAYS, of_era = n % ERA_DAYS;
	int year_of_era = (of_era - of_era / 1460 + of_era / 36524 -
	                      of_era / 146096) / 365;
	int of_year = of_era -
	    (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
	int since_march = (5 * of_year + 2) / 153;
	int month = since_march < 10 ? since_march + 3 : since_march - 9;
	return (DayFields){ .year = era * ERA_YEARS + year_of_era +
		                (month <= 2),
		.month = month,
		.day = of_year - (153 * since_march + 2) / 5 + 1 };
}

/* The number that two digits are; what else stands there goes into *other. */
static int
two_digits(const char *at, unsigned *other)
{
	unsigned tens = (unsigned char)at[0] - (unsigned)'0';
	unsigned ones = (unsigned char)at[1] - (unsigned)'0';
	*other |= (tens > 9) | (ones > 9);
	return (int)(tens * 10 + ones);
}

DayReading
day_read(Slice text, Day *day)
{
	/* Days of one month come one after the other: its bytes, and the day
	 * before its first. */
	static uint64_t last_month;
	static Day before;
	const char *at = text.at;
	unsigned other = 0;
	*day = DAY_NONE;
	if (text.n < DAY_TEXT || at[4] != '-' || at[7] != '-')
		return DAY_NO_DATE;
	uint64_t of_year = bytes_eight(at);
	int of_month = two_digits(at + 8, &other);
	if (LIKELY(of_year == last_month) && other == 0 && of_month > 0 &&
	    of_month <= DAY_SURE) {
		*day = before + of_month;
		return DAY_GOOD;
	}
	int century = two_digits(at, &other);
	int year = two_digits(at + 2, &other);
	int month = two_digits(at + 5, &other);
	if (other != 0)
		return DAY_NO_DATE;
	*day = day_of(century * 100 + year, month, of_month);
	if (*day == DAY_NONE)
		return DAY_IMPOSSIBLE;
	last_month = of_year;
	before = *day - of_month;
	return DAY_GOOD;
}

bool
day_parse(Slice text, Day *day)
{
	*day = DAY_NONE;
	return text.n == DAY_TEXT && day_read(text, day) == DAY_GOOD;
}

static void
put_two(char *to, int value)
{
	memcpy(to, digit_pairs + 2 * value, 2);
}

void
day_write(char to[DAY_TEXT], Day day)
{
	DayFields f = day_fields(day);
	put_two(to, f.year / 100);
	put_two(to + 2, f.year % 100);
	to[4] = '-';
	put_two(to + 5, f.month);
	to[7] = '-';
	put_two(to + 8, f.day);
}

Day
day_add_days(Day day, int32_t days)
{
	return days > DAY_LAST - day ? DAY_NEVER : day + days;
}

Day
day_add_months(Day day, int32_t months)
{
	DayFields f = day_fields(day);
	int32_t at = f.year * 12 + f.month - 1;
	if (months > 9999 * 12 + 11 - at)
		return DAY_NEVER;
	at += months;
	int year = at / 12, month = at % 12 + 1;
	int last = day_month_length(year, month);
	return day_of(year, month, f.day < last ? f.day : last);
}

int
day_weekday(Day day)
{
	return (day - 1) % 7 + 1;
}

const char *const day_months[12] = { "january", "february", "march", "april",
	"may", "june", "july", "august", "september", "october", "november",
	"december" };
const char *const day_weekdays[7] = { "monday", "tuesday", "wednesday",
	"thursday", "friday", "saturday", "sunday" };

bool
day_is_name(Slice word, const char *name)
{
	Slice whole = slice_of(name);
	return slice_equal_nocase(word, whole) ||
	    slice_equal_nocase(word, slice_until(whole, DAY_SHORT_NAME));
}
