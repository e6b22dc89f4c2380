/*
 * day: civil days of the proleptic Gregorian calendar, 0001-01-01 to
 * 9999-12-31 (ISO 8601), as one integer.
 *
 * Between the edges of a program a day is a number that can be compared and
 * subtracted; text and fields exist only here. Conversions follow Howard
 * Hinnant, "chrono-Compatible Low-Level Date Algorithms" (2013).
 */
#ifndef REL_DAY_H
#define REL_DAY_H

#include "slice.h"

/* Days since 0000-12-31: 1 is 0001-01-01. */
typedef int32_t Day;

enum {
	DAY_NONE = 0,        /* no day */
	DAY_FIRST = 1,       /* 0001-01-01, a Monday */
	DAY_LAST = 3652059,  /* 9999-12-31 */
	DAY_NEVER = 3652060, /* a sum past DAY_LAST: after every day */
	DAY_TEXT = 10,       /* bytes of YYYY-MM-DD */
	DAY_SURE = 28        /* each month has as many days */
};

typedef struct {
	int year;  /* 1 to 9999 */
	int month; /* 1 to 12 */
	int day;   /* 1 to 31 */
} DayFields;

/* The day, or DAY_NONE where the calendar has none such. */
Day day_of(int year, int month, int day);

/* day must be DAY_FIRST to DAY_LAST. */
DayFields day_fields(Day day);

/* Number of days of a month, 28 to 31. */
int day_month_length(int year, int month);

/* How the first ten bytes of a text read as a date. */
typedef enum {
	DAY_NO_DATE,    /* not of the form YYYY-MM-DD */
	DAY_IMPOSSIBLE, /* of the form, but no day: 2026-02-30, 0000-01-01 */
	DAY_GOOD
} DayReading;

/* Reads YYYY-MM-DD at the start of text; *day is set to the day, or DAY_NONE
 * unless DAY_GOOD. What follows the ten bytes is not looked at. */
DayReading day_read(Slice text, Day *day);

/* True and *day where text is exactly YYYY-MM-DD and a day. */
bool day_parse(Slice text, Day *day);

/* Writes DAY_TEXT bytes; day must be DAY_FIRST to DAY_LAST. */
void day_write(char to[DAY_TEXT], Day day);

/* day plus a number of days or months (0 or more), to the last day of the
 * month where the day does not exist; DAY_NEVER past DAY_LAST. */
Day day_add_days(Day day, int32_t days);
Day day_add_months(Day day, int32_t months);

/* ISO 8601: 1 is Monday, 7 is Sunday. */
int day_weekday(Day day);

/* The English names, in small letters, of which the first letters may stand for
 * all; weekdays from Monday on. */
enum { DAY_SHORT_NAME = 3 };
extern const char *const day_months[12];
extern const char *const day_weekdays[7];

/* Whether the word is the name or its first letters, in any letter case. */
bool day_is_name(Slice word, const char *name);

#endif
