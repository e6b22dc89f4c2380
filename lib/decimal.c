/*
 * decimal: see decimal.h. Sums work on the two parts; division goes over the
 * amount in billionths, an integer of up to 90 bits held in two words.
 */
#include "decimal.h"

#define LIMIT INT64_C(1000000000000000000)

Decimal
decimal_of(int64_t value)
{
	return (Decimal){ value, 0 };
}

/* Reads the digits at *at, moving it past them; -1 for none or too many. */
static int64_t
read_digits(Slice s, size_t *at, int most)
{
	int64_t value = 0;
	size_t from = *at;
	while (*at < s.n && byte_is_digit(s.at[*at])) {
		if (*at - from == (size_t)most)
			return -1;
		value = value * 10 + (s.at[(*at)++] - '0');
	}
	return *at > from ? value : -1;
}

bool
decimal_parse(Slice text, Decimal *value)
{
	bool negative = text.n > 0 && text.at[0] == '-';
	size_t at = negative;
	int64_t whole = read_digits(text, &at, DECIMAL_WHOLE_DIGITS), nano = 0;
	if (whole < 0)
		return false;
	if (at < text.n && text.at[at] == '.') {
		size_t from = ++at;
		nano = read_digits(text, &at, DECIMAL_FRACTION_DIGITS);
		if (nano < 0)
			return false;
		for (size_t n = at - from; n < DECIMAL_FRACTION_DIGITS; n++)
			nano *= 10;
	}
	if (at != text.n)
		return false;
	*value = (Decimal){ whole, (int32_t)nano };
	if (negative)
		*value = decimal_negate(*value);
	return true;
}

size_t
decimal_write(char to[DECIMAL_TEXT], Decimal value)
{
	size_t n = 0;
	if (LIKELY(value.nano == 0 && (uint64_t)value.whole < 10)) {
		*to = (char)('0' + value.whole);
		return 1;
	}
	if (value.whole < 0) {
		to[n++] = '-';
		value = decimal_negate(value);
	}
	n = (size_t)(bytes_put_number(to + n, (uint64_t)value.whole) - to);
	int32_t nano = value.nano;
	if (nano == 0)
		return n;
	to[n++] = '.';
	for (int32_t unit = (int32_t)DECIMAL_NANO / 10; nano != 0; unit /= 10) {
		to[n++] = (char)('0' + nano / unit);
		nano %= unit;
	}
	return n;
}

bool
decimal_add(Decimal a, Decimal b, Decimal *sum)
{
	int64_t whole = a.whole + b.whole;
	int64_t nano = (int64_t)a.nano + b.nano;
	if (nano >= DECIMAL_NANO) {
		nano -= DECIMAL_NANO;
		whole++;
	}
	/* -10^18 itself is in range only with a part of one above it. */
	if (whole >= LIMIT || whole < -LIMIT || (whole == -LIMIT && nano == 0))
		return false;
	*sum = (Decimal){ whole, (int32_t)nano };
	return true;
}

Decimal
decimal_negate(Decimal a)
{
	if (a.nano == 0)
		return (Decimal){ -a.whole, 0 };
	return (Decimal){ -a.whole - 1, (int32_t)(DECIMAL_NANO - a.nano) };
}

int
decimal_compare(Decimal a, Decimal b)
{
	if (a.whole != b.whole)
		return a.whole < b.whole ? -1 : 1;
	return (a.nano > b.nano) - (a.nano < b.nano);
}

/* An integer of 128 bits. */
typedef struct {
	uint64_t high;
	uint64_t low;
} Wide;

static Wide
wide_times(Wide a, uint32_t by)
{
	uint64_t low = (a.low & UINT32_MAX) * by;
	uint64_t middle = (a.low >> 32) * by + (low >> 32);
	return (Wide){ a.high * by + (middle >> 32),
		(middle << 32) | (low & UINT32_MAX) };
}

static Wide
wide_plus(Wide a, Wide b)
{
	uint64_t low = a.low + b.low;
	return (Wide){ a.high + b.high + (low < a.low), low };
}

static bool
wide_less(Wide a, Wide b)
{
	return a.high != b.high ? a.high < b.high : a.low < b.low;
}

/* |value| in billionths. */
static Wide
wide_of(Decimal value)
{
	if (value.whole < 0)
		value = decimal_negate(value);
	Wide w = wide_times((Wide){ 0, (uint64_t)value.whole },
	    (uint32_t)DECIMAL_NANO);
	return wide_plus(w, (Wide){ 0, (uint64_t)value.nano });
}

/* The integer quotient, by shifting and subtracting; b below 2^127. */
static Wide
wide_quotient(Wide a, Wide b)
{
	Wide quotient = { 0, 0 }, rest = { 0, 0 };
	for (int bit = 127; bit >= 0; bit--) {
		uint64_t word = bit >= 64 ? a.high : a.low;
		rest = wide_plus(rest, rest);
		rest.low |= word >> (bit & 63) & 1;
		quotient = wide_plus(quotient, quotient);
		if (!wide_less(rest, b)) {
			uint64_t borrow = rest.low < b.low;
			rest = (Wide){ rest.high - b.high - borrow,
				rest.low - b.low };
			quotient.low |= 1;
		}
	}
	return quotient;
}

static uint32_t
power_of_ten(int exponent)
{
	uint32_t power = 1;
	while (exponent-- > 0)
		power *= 10;
	return power;
}

bool
decimal_divide(Decimal a, Decimal b, int places, Decimal *quotient)
{
	bool negative = (a.whole < 0) != (b.whole < 0);
	uint32_t units = power_of_ten(places);
	Wide divisor = wide_of(b);
	/* Half away from zero: (2 a + b) / 2 b, cut off. */
	Wide twice = wide_times(wide_times(wide_of(a), units), 2);
	Wide q = wide_quotient(wide_plus(twice, divisor),
	    wide_times(divisor, 2));
	Wide whole = wide_quotient(q, (Wide){ 0, units });
	if (whole.high != 0 || whole.low >= (uint64_t)LIMIT)
		return false;
	/* What is left is below units, whatever the words above it were. */
	uint32_t part = (uint32_t)(q.low - whole.low * units);
	*quotient = (Decimal){ (int64_t)whole.low,
		(int32_t)(part * (uint32_t)(DECIMAL_NANO / units)) };
	if (negative)
		*quotient = decimal_negate(*quotient);
	return true;
}

Decimal
decimal_round(Decimal value, int places)
{
	int32_t unit = (int32_t)(DECIMAL_NANO / power_of_ten(places));
	bool negative = value.whole < 0;
	if (negative)
		value = decimal_negate(value);
	int32_t rest = value.nano % unit;
	int64_t nano = (int64_t)value.nano - rest;
	if (rest >= unit - rest)
		nano += unit;
	value = nano == DECIMAL_NANO ? (Decimal){ value.whole + 1, 0 }
	                     : (Decimal){ value.whole, (int32_t)nano };
	return negative ? decimal_negate(value) : value;
}

/* Brings the parts back into their ranges, each at most one step off. */
static void
settle(DecimalSum *sum)
{
	if (sum->nano < 0) {
		sum->nano += (int32_t)DECIMAL_NANO;
		sum->whole--;
	} else if (sum->nano >= DECIMAL_NANO) {
		sum->nano -= (int32_t)DECIMAL_NANO;
		sum->whole++;
	}
	if (sum->whole < 0) {
		sum->whole += LIMIT;
		sum->high--;
	} else if (sum->whole >= LIMIT) {
		sum->whole -= LIMIT;
		sum->high++;
	}
}

void
decimal_sum_add(DecimalSum *sum, Decimal value)
{
	sum->whole += value.whole;
	sum->nano += value.nano;
	settle(sum);
}

void
decimal_sum_join(DecimalSum *sum, const DecimalSum *other)
{
	sum->high += other->high;
	sum->whole += other->whole;
	sum->nano += other->nano;
	settle(sum);
}

void
decimal_sum_take(DecimalSum *sum, const DecimalSum *other)
{
	sum->high -= other->high;
	sum->whole -= other->whole;
	sum->nano -= other->nano;
	settle(sum);
}

bool
decimal_sum_value(const DecimalSum *sum, Decimal *value)
{
	/* Below zero the value is -10^18 and the part that is above it. */
	if (sum->high < -1 || sum->high > 0 ||
	    (sum->high == -1 && sum->whole == 0 && sum->nano == 0))
		return false;
	*value = (Decimal){ sum->high * LIMIT + sum->whole, sum->nano };
	return true;
}

int
decimal_sum_compare(const DecimalSum *a, const DecimalSum *b)
{
	if (a->high != b->high)
		return a->high < b->high ? -1 : 1;
	return decimal_compare((Decimal){ a->whole, a->nano },
	    (Decimal){ b->whole, b->nano });
}
