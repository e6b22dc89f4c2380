/*
 * Days, cadences, decimals and amounts, each line of the input as all of them:
 * what is written reads as itself, sums and quotients are those of integers of
 * 128 bits, and time goes on.
 */
#include "fuzz.h"

#include "amount.h"
#include "attribute.h"
#include "cadence.h"
#include "day.h"
#include "decimal.h"

static void
check_day(Day day)
{
	char text[DAY_TEXT];
	DayFields f = day_fields(day);
	Day again;
	HOLDS(f.year >= 1 && f.year <= 9999 && f.month >= 1 && f.month <= 12);
	HOLDS(f.day >= 1 && f.day <= day_month_length(f.year, f.month));
	HOLDS(day_of(f.year, f.month, f.day) == day);
	day_write(text, day);
	HOLDS(day_parse((Slice){ text, DAY_TEXT }, &again) && again == day);
	/* 0001-01-01 was a Monday. */
	HOLDS(day_weekday(day) == (day - DAY_FIRST) % 7 + 1);
	HOLDS(day_of(f.year, f.month, f.day + 1) == day + 1 ||
	    f.day == day_month_length(f.year, f.month));
}

/* A day so many months on: that of the same name, or the month's last. */
static void
check_months(Day day, int32_t months)
{
	DayFields from = day_fields(day);
	Day to = day_add_months(day, months);
	int64_t month = from.year * INT64_C(12) + from.month - 1 + months;
	if (month / 12 > 9999) {
		HOLDS(to == DAY_NEVER);
		return;
	}
	int year = (int)(month / 12), last;
	last = day_month_length(year, (int)(month % 12) + 1);
	HOLDS(to == day_of(year, (int)(month % 12) + 1,
	    from.day < last ? from.day : last));
}

/* The cadence as a record has it, and as a person would write it again. */
static void
check_cadence(Cadence c, Day day)
{
	char text[DIGITS_MOST + 2];
	Cadence again, limit;
	if (c.unit == CADENCE_NEVER) {
		HOLDS(cadence_after(day, c) == DAY_NEVER);
		return;
	}
	HOLDS(c.unit > CADENCE_NEVER && c.count >= 0 && c.count <= 29997);
	Slice unit = cadence_unit_text(c.unit);
	HOLDS(cadence_unit_of(unit) == c.unit);
	Day after = cadence_after(day, c);
	HOLDS(after >= day && after <= DAY_NEVER);
	HOLDS(after > day || c.count == 0);
	if (c.unit == CADENCE_MONTHS)
		check_months(day, c.count);
	if (c.count == 0 || c.count > 9999)
		return;
	again = cadence_of(true, decimal_of(c.count), unit);
	HOLDS(again.unit == c.unit && again.count == c.count);
	char *end = bytes_put_number(text, (uint64_t)c.count);
	memcpy(end, unit.at, unit.n);
	Slice written = { text, (size_t)(end - text) + unit.n };
	HOLDS(cadence_parse(written, &again, &limit) &&
	    again.unit == c.unit && again.count == c.count &&
	    limit.unit == CADENCE_NONE);
}

static void
check_cadences(Slice line, Day day)
{
	Cadence c, limit;
	if (cadence_parse(line, &c, &limit)) {
		HOLDS(c.unit == CADENCE_NEVER || c.count > 0);
		check_cadence(c, day);
		if (limit.unit != CADENCE_NONE)
			check_cadence(limit, day);
	}
	if (cadence_parse_duration(line, &c)) {
		HOLDS(c.unit != CADENCE_NEVER);
		check_cadence(c, day);
	}
	if (cadence_parse_relative(line, &c)) {
		HOLDS(c.count > 0);
		check_cadence(c, day);
	}
}

#ifdef __SIZEOF_INT128__
__extension__ typedef __int128 Wide;

static const Wide nano = 1000000000;

/* The amount in billionths. */
static Wide
wide_of(Decimal d)
{
	return d.whole * nano + d.nano;
}

static Wide
limit(void)
{
	return nano * nano * nano;
}

/* n / d, rounded half away from zero. */
static Wide
divided(Wide n, Wide d)
{
	bool negative = (n < 0) != (d < 0);
	n = n < 0 ? -n : n;
	d = d < 0 ? -d : d;
	Wide q = n / d + (n % d >= d - n % d);
	return negative ? -q : q;
}

static void
check_quotient(Decimal a, Decimal b, int places)
{
	Decimal q = { 0, 0 };
	Wide unit = nano, wanted;
	if (wide_of(b) == 0)
		return;
	for (int i = 0; i < places; i++)
		unit /= 10;
	/* The billionths of both cancel out. */
	wanted = divided(wide_of(a) * (nano / unit), wide_of(b)) * unit;
	if (decimal_divide(a, b, places, &q))
		HOLDS(wide_of(q) == wanted);
	else
		HOLDS(wanted >= limit() || wanted <= -limit());
	q = decimal_round(a, places);
	HOLDS(wide_of(q) == divided(wide_of(a), unit) * unit);
}

static void
check_pair(Decimal a, Decimal b)
{
	Decimal sum;
	Wide wanted = wide_of(a) + wide_of(b);
	bool fits = wanted < limit() && wanted > -limit();
	HOLDS(decimal_add(a, b, &sum) == fits);
	HOLDS(!fits || wide_of(sum) == wanted);
	HOLDS((decimal_compare(a, b) < 0) == (wide_of(a) < wide_of(b)));
	HOLDS((decimal_compare(a, b) == 0) == (wide_of(a) == wide_of(b)));
	HOLDS(wide_of(decimal_negate(a)) == -wide_of(a));
	check_quotient(a, b, (int)((unsigned)b.nano % 10));
}

/* One amount more for the sum, which is `wide` already; twice, and taken away
 * once. */
static void
check_sum(DecimalSum *sum, Decimal d, Wide *wide)
{
	DecimalSum one = { 0 }, before = *sum;
	Decimal value;
	decimal_sum_add(&one, d);
	decimal_sum_add(sum, d);
	decimal_sum_join(sum, &one);
	decimal_sum_take(sum, &one);
	*wide += wide_of(d);
	bool fits = *wide < limit() && *wide > -limit();
	HOLDS(decimal_sum_value(sum, &value) == fits);
	HOLDS(!fits || wide_of(value) == *wide);
	HOLDS((decimal_sum_compare(sum, &before) > 0) == (wide_of(d) > 0));
	HOLDS((decimal_sum_compare(sum, &before) < 0) == (wide_of(d) < 0));
}
#else
typedef int64_t Wide;

static void
check_pair(Decimal a, Decimal b)
{
	(void)a;
	(void)b;
}

static void
check_sum(DecimalSum *sum, Decimal d, Wide *wide)
{
	(void)wide;
	decimal_sum_add(sum, d);
}
#endif

static void
check_decimal(Slice line, Decimal d)
{
	char text[DECIMAL_TEXT];
	Decimal again;
	size_t n = decimal_write(text, d);
	HOLDS(n <= DECIMAL_TEXT && n <= line.n + 1);
	HOLDS(decimal_parse((Slice){ text, n }, &again) &&
	    decimal_compare(d, again) == 0);
	HOLDS(d.nano >= 0 && d.nano < 1000000000);
}

static void
check_amounts(Slice line)
{
	Decimal d;
	Slice unit;
	if (amount_parse(line, &d, &unit)) {
		HOLDS(decimal_compare(d, DECIMAL_ZERO) > 0);
		HOLDS(decimal_compare(d, decimal_of(1000000000000)) < 0);
		HOLDS(unit.n == 0 || (unit.at >= line.at &&
		    unit.at + unit.n <= line.at + line.n));
	}
	if (amount_parse_time(line, &d))
		HOLDS(decimal_compare(d, DECIMAL_ZERO) > 0);
}

static void
check_attributes(Slice line)
{
	static Arena arena;
	AttributeValue value, again;
	for (Meaning m = ATTRIBUTE_EVERY; m <= ATTRIBUTE_OTHER; m++) {
		if (line.n == 0 || !attribute_read(m, line, &arena, &value))
			continue;
		HOLDS(value.date >= DAY_NONE && value.date <= DAY_LAST);
		HOLDS(value.due >= DAY_NONE && value.due <= DAY_LAST);
		HOLDS(fuzz_is_clean(value.text, ""));
		/* A value as its record has it means the same. */
		HOLDS(attribute_read(m, value.text, &arena, &again));
		SAME(again.text, value.text);
		HOLDS(again.date == value.date && again.due == value.due);
	}
	arena_reset(&arena);
}

void
fuzz_days(Slice input)
{
	Day day = day_of(2026, 2, 28), next;
	Decimal last = decimal_of(1), d;
	DecimalSum sum = { 0 };
	Wide wide = 0;
	Slice line;
	if (!fuzz_is_clean(input, ""))
		return;
	while (fuzz_line(&input, &line)) {
		if (day_read(line, &next) == DAY_GOOD) {
			check_day(day = next);
			HOLDS(day_parse(line, &next) ==
			    (line.n == DAY_TEXT));
		}
		check_cadences(line, day);
		check_amounts(line);
		check_attributes(line);
		if (!decimal_parse(line, &d))
			continue;
		check_decimal(line, d);
		check_pair(d, last);
		check_sum(&sum, d, &wide);
		last = d;
	}
}
