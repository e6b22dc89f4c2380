/* Days against a twin that counts them one by one from 0001-01-01, a Monday,
 * as a child does on a calendar. */
#include "unit.h"

#include "day.h"

enum { YEARS = 9999, MONTHS = YEARS * 12 };

/* The day before the first of month i (0: January of year 1), and its
 * length. */
static Day month_start[MONTHS + 1];
static int month_length[MONTHS];

static int
twin_length(int year, int month)
{
	switch (month) {
	case 4:
	case 6:
	case 9:
	case 11:
		return 30;
	case 2:
		if (year % 400 == 0)
			return 29;
		return year % 100 != 0 && year % 4 == 0 ? 29 : 28;
	default:
		return 31;
	}
}

static void
count_months(void)
{
	Day day = 0;
	for (int i = 0; i < MONTHS; i++) {
		month_start[i] = day;
		month_length[i] = twin_length(i / 12 + 1, i % 12 + 1);
		day += month_length[i];
	}
	month_start[MONTHS] = day;
}

static void
twin_text(char to[DAY_TEXT], int year, int month, int day)
{
	to[0] = (char)('0' + year / 1000);
	to[1] = (char)('0' + year / 100 % 10);
	to[2] = (char)('0' + year / 10 % 10);
	to[3] = (char)('0' + year % 10);
	to[4] = to[7] = '-';
	to[5] = (char)('0' + month / 10);
	to[6] = (char)('0' + month % 10);
	to[8] = (char)('0' + day / 10);
	to[9] = (char)('0' + day % 10);
}

/* Whether the day with these fields is number n and the given weekday. */
static bool
is_day(Day n, int year, int month, int day, int weekday)
{
	char wanted[DAY_TEXT], came[DAY_TEXT];
	Day read;
	DayFields f = day_fields(n);
	twin_text(wanted, year, month, day);
	day_write(came, n);
	return EQUAL(f.year, year) && EQUAL(f.month, month) &&
	    EQUAL(f.day, day) && EQUAL(day_of(year, month, day), n) &&
	    EQUAL(day_weekday(n), weekday) &&
	    SAME(((Slice){ came, DAY_TEXT }), ((Slice){ wanted, DAY_TEXT })) &&
	    CHECK(day_parse((Slice){ wanted, DAY_TEXT }, &read)) &&
	    EQUAL(read, n);
}

static void
every_day(void)
{
	int year = 1, month = 1, day = 1, weekday = 1;
	Day n = DAY_FIRST;
	while (year <= YEARS) {
		if (!is_day(n, year, month, day, weekday))
			return;
		n++;
		weekday = weekday % 7 + 1;
		if (++day <= twin_length(year, month))
			continue;
		day = 1;
		if (++month <= 12)
			continue;
		month = 1;
		year++;
	}
	EQUAL(n, DAY_LAST + 1);
	EQUAL(n, DAY_NEVER);
}

static void
lengths_of_months(void)
{
	for (int year = 1; year <= YEARS; year++)
		for (int month = 1; month <= 12; month++)
			if (!EQUAL(day_month_length(year, month),
			        twin_length(year, month)))
				return;
}

/* What `months` after day d (from 0) of month i is. */
static Day
twin_add_months(int i, int d, int32_t months)
{
	if (months >= MONTHS - i)
		return DAY_NEVER;
	int to = i + months;
	int last = month_length[to] - 1;
	return month_start[to] + 1 + (d < last ? d : last);
}

/* Whether some steps from day d of month i end where the twin's do. */
static bool
adds_months(int i, int d)
{
	static const int32_t steps[] = { 0, 1, 2, 3, 11, 12, 13, 48, 1199,
		4800, 119987, 119988, INT32_MAX };
	Day day = month_start[i] + 1 + d;
	for (size_t k = 0; k < LENGTH(steps); k++)
		if (!EQUAL(day_add_months(day, steps[k]),
		        twin_add_months(i, d, steps[k])))
			return false;
	return true;
}

static void
adding_months(void)
{
	count_months();
	EQUAL(month_start[MONTHS], DAY_LAST);
	for (int i = 0; i < MONTHS; i++)
		for (int d = 0; d < month_length[i]; d++)
			if (!adds_months(i, d))
				return;
}

static void
adding_any_number_of_months(void)
{
	/* From days that many months lack, to every month there is. */
	static const DayFields from[] = { { 1, 1, 31 }, { 2000, 2, 29 },
		{ 2023, 10, 31 }, { 2024, 1, 30 }, { 9998, 12, 29 } };
	count_months();
	for (size_t k = 0; k < LENGTH(from); k++) {
		const DayFields *f = &from[k];
		int i = (f->year - 1) * 12 + f->month - 1;
		Day day = day_of(f->year, f->month, f->day);
		for (int32_t n = 0; n < MONTHS + 24; n++)
			if (!EQUAL(day_add_months(day, n),
			        twin_add_months(i, f->day - 1, n)))
				return;
	}
}

static void
adding_days(void)
{
	static const Day from[] = { DAY_FIRST, 2, 365, 738000, DAY_LAST - 1,
		DAY_LAST };
	for (size_t k = 0; k < LENGTH(from); k++) {
		Day left = DAY_LAST - from[k];
		EQUAL(day_add_days(from[k], 0), from[k]);
		EQUAL(day_add_days(from[k], left), DAY_LAST);
		EQUAL(day_add_days(from[k], left + 1), DAY_NEVER);
		EQUAL(day_add_days(from[k], left + 2), DAY_NEVER);
		EQUAL(day_add_days(from[k], INT32_MAX), DAY_NEVER);
	}
	EQUAL(day_add_days(day_of(2024, 2, 28), 1), day_of(2024, 2, 29));
	EQUAL(day_add_days(day_of(2023, 2, 28), 1), day_of(2023, 3, 1));
	EQUAL(day_add_days(day_of(1999, 12, 31), 1), day_of(2000, 1, 1));
}

/* Whether these fields are those of no day. */
static bool
is_none(int year, int month, int d)
{
	char text[DAY_TEXT];
	Day day;
	twin_text(text, year, month, d);
	return EQUAL(day_of(year, month, d), DAY_NONE) &&
	    EQUAL(day_read((Slice){ text, DAY_TEXT }, &day),
	        DAY_IMPOSSIBLE) &&
	    EQUAL(day, DAY_NONE);
}

static void
days_that_are_none(void)
{
	for (int year = 1; year <= YEARS; year++)
		for (int i = 0; i < 14 * 33; i++) {
			int month = i / 33, d = i % 33;
			bool is_day = month >= 1 && month <= 12 && d >= 1 &&
			    d <= twin_length(year, month);
			if (!is_day && !is_none(year, month, d))
				return;
		}
	EQUAL(day_of(0, 12, 31), DAY_NONE);
	EQUAL(day_of(10000, 1, 1), DAY_NONE);
	EQUAL(day_of(-1, 1, 1), DAY_NONE);
}

/* One byte changed leaves a text of the form only where it is a digit for a
 * digit. */
static void
other_forms(void)
{
	char text[DAY_TEXT + 1] = "2026-03-14";
	Day day;
	for (size_t i = 0; i < DAY_TEXT; i++)
		for (int c = 0; c < 256; c++) {
			char was = text[i];
			bool is_digit = c >= '0' && c <= '9';
			bool is_form = i == 4 || i == 7 ? c == '-' : is_digit;
			text[i] = (char)c;
			DayReading r = day_read(slice_of(text), &day);
			/* A NUL makes it shorter: no date either. */
			if (!CHECK((r != DAY_NO_DATE) == is_form) ||
			    !CHECK((r == DAY_GOOD) == (day != DAY_NONE)))
				return;
			text[i] = was;
		}
}

static void
lengths_of_text(void)
{
	Day day = DAY_LAST;
	CHECK(!day_parse(SLICE_NONE, &day));
	EQUAL(day, DAY_NONE);
	CHECK(!day_parse(SLICE("2026-03-1"), &day));
	CHECK(!day_parse(SLICE("2026-03-14 "), &day));
	CHECK(!day_parse(SLICE("2026-03-141"), &day));
	CHECK(!day_parse(SLICE("02026-03-14"), &day));
	CHECK(!day_parse(SLICE("2026-3-14"), &day));
	CHECK(!day_parse(SLICE("-026-03-14"), &day));
	EQUAL(day_read(SLICE("2026-03-141"), &day), DAY_GOOD);
	EQUAL(day, day_of(2026, 3, 14));
	EQUAL(day_read(SLICE("2026-03-1"), &day), DAY_NO_DATE);
	EQUAL(day_read(SLICE("0000-01-01"), &day), DAY_IMPOSSIBLE);
	EQUAL(day, DAY_NONE);
}

static void
known_days(void)
{
	EQUAL(day_of(1, 1, 1), 1);
	EQUAL(day_of(1970, 1, 1), 719163);
	EQUAL(day_of(9999, 12, 31), 3652059);
	EQUAL(day_weekday(day_of(1970, 1, 1)), 4);
	EQUAL(day_weekday(day_of(2000, 1, 1)), 6);
	EQUAL(day_weekday(day_of(2026, 3, 14)), 6);
	EQUAL(day_add_months(day_of(2024, 1, 31), 1), day_of(2024, 2, 29));
	EQUAL(day_add_months(day_of(2024, 2, 29), 12), day_of(2025, 2, 28));
	EQUAL(day_add_months(day_of(9999, 12, 31), 1), DAY_NEVER);
}

const UnitTest day_tests[] = {
	{ "days that everybody knows", known_days },
	{ "each of the 3,652,059 days has the fields, weekday and text that "
	  "counting gives", every_day },
	{ "each month has its length", lengths_of_months },
	{ "months are added to each day as the calendar does", adding_months },
	{ "any number of months can be added", adding_any_number_of_months },
	{ "days are added up to the last, and then never come", adding_days },
	{ "what the calendar lacks is no day", days_that_are_none },
	{ "a byte out of place makes it no date", other_forms },
	{ "a date is ten bytes, of a year from 1", lengths_of_text },
	UNIT_END
};
