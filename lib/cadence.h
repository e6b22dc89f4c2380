/*
 * cadence: how often, as a person writes it: `2w`, `every 3 months`, `monthly`,
 * `never`, `3w/6w` (rel-journal(5), CADENCES).
 */
#ifndef REL_CADENCE_H
#define REL_CADENCE_H

#include "day.h"
#include "decimal.h"

typedef enum {
	CADENCE_NONE,  /* no cadence */
	CADENCE_NEVER,
	CADENCE_DAYS,
	CADENCE_WEEKS,
	CADENCE_MONTHS, /* a quarter is three */
	CADENCE_YEARS
} CadenceUnit;

typedef struct {
	CadenceUnit unit;
	int32_t count; /* 1 or more; as a duration also 0; of never, 0 */
} Cadence;

/* Reads the cadence that all of text is, and the longest that may follow it
 * after a `/` (limit->unit is CADENCE_NONE without one). */
bool cadence_parse(Slice text, Cadence *cadence, Cadence *limit);

/* Reads a count, which may be 0, and a unit, or another cadence but never;
 * without a limit. For options. */
bool cadence_parse_duration(Slice text, Cadence *duration);

/* Reads `+N` and a unit, all glued, N from 1 (`+2w`, in journals). */
bool cadence_parse_relative(Slice text, Cadence *duration);

/* The day plus the cadence; DAY_NEVER for never or past the calendar. */
Day cadence_after(Day day, Cadence cadence);

/* Its mean length in days: a month is 30.4375, a year 365.25. */
Decimal cadence_days(Cadence cadence);

/* The cadence of an `every` record, by its amount and unit: never without an
 * amount; CADENCE_NONE where they are no cadence. */
Cadence cadence_of(bool has_amount, Decimal amount, Slice unit);

/* `d`, `w`, `mo` or `y`; and the unit that such a text names, or
 * CADENCE_NONE. */
Slice cadence_unit_text(CadenceUnit unit);
CadenceUnit cadence_unit_of(Slice text);

#endif
