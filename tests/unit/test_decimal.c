/*
 * Decimals against a twin that reckons on paper: numbers are rows of decimal
 * digits, in billionths, and every operation is the one taught at school.
 */
#include "unit.h"

#include "decimal.h"

enum { ROW = 72, PAIRS = 200000, LONGEST_TEXT = 40 };

/* digit[0] counts billionths, digit[9] ones. */
typedef struct {
	bool negative; /* never of zero */
	signed char digit[ROW];
} Paper;

static int
compare_rows(const Paper *a, const Paper *b)
{
	for (int i = ROW - 1; i >= 0; i--)
		if (a->digit[i] != b->digit[i])
			return a->digit[i] < b->digit[i] ? -1 : 1;
	return 0;
}

static const Paper zero;

static bool
is_zero(const Paper *a)
{
	return compare_rows(a, &zero) == 0;
}

/* How many digits there are, without the zeros that lead. */
static int
length(const Paper *a)
{
	int n = ROW;
	while (n > 0 && a->digit[n - 1] == 0)
		n--;
	return n;
}

static int
paper_compare(const Paper *a, const Paper *b)
{
	if (a->negative != b->negative)
		return a->negative ? -1 : 1;
	return a->negative ? compare_rows(b, a) : compare_rows(a, b);
}

static Paper
add_rows(const Paper *a, const Paper *b)
{
	Paper sum = { 0 };
	int carry = 0;
	for (int i = 0; i < ROW; i++) {
		int d = a->digit[i] + b->digit[i] + carry;
		sum.digit[i] = (signed char)(d % 10);
		carry = d / 10;
	}
	return sum;
}

/* a - b where a is not below b. */
static Paper
subtract_rows(const Paper *a, const Paper *b)
{
	Paper rest = { 0 };
	int borrow = 0;
	for (int i = 0; i < ROW; i++) {
		int d = a->digit[i] - b->digit[i] - borrow;
		borrow = d < 0;
		rest.digit[i] = (signed char)(d + 10 * borrow);
	}
	return rest;
}

static Paper
paper_add(const Paper *a, const Paper *b)
{
	bool swap = compare_rows(a, b) < 0;
	const Paper *larger = swap ? b : a, *smaller = swap ? a : b;
	Paper sum = a->negative == b->negative ? add_rows(a, b)
	                                       : subtract_rows(larger, smaller);
	sum.negative = larger->negative && !is_zero(&sum);
	return sum;
}

static Paper
paper_negate(const Paper *a)
{
	Paper n = *a;
	n.negative = !a->negative && !is_zero(a);
	return n;
}

/* With `places` zeros more at the end; fewer, cut off, below 0. */
static Paper
shift(const Paper *a, int places)
{
	Paper shifted = { .negative = a->negative };
	int up = places > 0 ? places : 0, down = up - places;
	memcpy(shifted.digit + up, a->digit + down, (size_t)(ROW - up - down));
	shifted.negative = shifted.negative && !is_zero(&shifted);
	return shifted;
}

/* The whole quotient of two rows, and the rest. */
static Paper
divide_rows(const Paper *a, const Paper *b, Paper *rest)
{
	Paper quotient = { 0 };
	*rest = (Paper){ 0 };
	for (int i = length(a) - 1; i >= 0; i--) {
		*rest = shift(rest, 1);
		rest->digit[0] = a->digit[i];
		while (compare_rows(rest, b) >= 0) {
			*rest = subtract_rows(rest, b);
			quotient.digit[i]++;
		}
	}
	return quotient;
}

/* a / b to so many places, a half going away from zero. */
static Paper
paper_divide(const Paper *a, const Paper *b, int places)
{
	static const Paper one = { .digit = { 1 } };
	Paper row = shift(a, places), rest;
	Paper quotient = divide_rows(&row, b, &rest);
	Paper twice = add_rows(&rest, &rest);
	if (compare_rows(&twice, b) >= 0)
		quotient = add_rows(&quotient, &one);
	quotient = shift(&quotient, 9 - places);
	quotient.negative = a->negative != b->negative && !is_zero(&quotient);
	return quotient;
}

static bool
fits(const Paper *a)
{
	for (int i = 9 + DECIMAL_WHOLE_DIGITS; i < ROW; i++)
		if (a->digit[i] != 0)
			return false;
	return true;
}

static Slice
paper_text(char to[LONGEST_TEXT], const Paper *a)
{
	size_t n = 0;
	int top = 27, low = 0;
	while (top > 9 && a->digit[top] == 0)
		top--;
	while (low < 9 && a->digit[low] == 0)
		low++;
	if (a->negative)
		to[n++] = '-';
	for (int i = top; i >= 9; i--)
		to[n++] = (char)('0' + a->digit[i]);
	if (low < 9)
		to[n++] = '.';
	for (int i = 8; i >= low; i--)
		to[n++] = (char)('0' + a->digit[i]);
	return (Slice){ to, n };
}

static Paper
paper_read(Slice s)
{
	Paper a = { 0 };
	bool negative = slice_starts(s, SLICE("-"));
	s = slice_from(s, negative);
	int point = (int)slice_find(s, 0, '.');
	for (int i = 0; i < (int)s.n; i++)
		if (i != point)
			a.digit[9 + point - i - (i < point)] =
			    (signed char)(s.at[i] - '0');
	a.negative = negative && !is_zero(&a);
	return a;
}

/* A number as text, perhaps with needless zeros: of all lengths, and often of
 * nothing but zeros or nines, where carries run far. */
static Slice
random_text(char to[LONGEST_TEXT])
{
	size_t n = 0, whole = 1 + unit_random(DECIMAL_WHOLE_DIGITS);
	size_t part = unit_random(DECIMAL_FRACTION_DIGITS + 1);
	uint32_t way = unit_random(4);
	if (unit_random(2) == 0)
		to[n++] = '-';
	for (size_t i = 0; i < whole + part; i++) {
		if (i == whole)
			to[n++] = '.';
		uint32_t digit = unit_random(10);
		if (way < 2 && digit != 5)
			digit = way * 9;
		to[n++] = (char)('0' + digit);
	}
	return (Slice){ to, n };
}

static bool
is_number(Decimal came, const Paper *wanted)
{
	char text[DECIMAL_TEXT], twin[LONGEST_TEXT];
	Slice s = { text, decimal_write(text, came) };
	return CHECK(came.nano >= 0 && came.nano < 1000000000) &&
	    SAME(s, paper_text(twin, wanted));
}

static Decimal
number(Slice text)
{
	Decimal d = { 0 };
	if (!CHECK(decimal_parse(text, &d)))
		unit_about(text);
	return d;
}

static void
writing(void)
{
	char text[LONGEST_TEXT];
	for (int i = 0; i < PAIRS; i++) {
		Slice s = random_text(text);
		Paper twin = paper_read(s);
		if (!is_number(number(s), &twin)) {
			unit_about(s);
			return;
		}
	}
}

static bool
adds(Slice s, Slice t)
{
	Paper a = paper_read(s), b = paper_read(t);
	Paper wanted = paper_add(&a, &b), minus = paper_negate(&a);
	Decimal untouched = { 7, 7 }, sum = untouched;
	bool added = decimal_add(number(s), number(t), &sum);
	bool good = EQUAL(added, fits(&wanted)) &&
	    (added ? is_number(sum, &wanted)
	           : EQUAL(decimal_compare(sum, untouched), 0)) &&
	    is_number(decimal_negate(number(s)), &minus) &&
	    EQUAL(decimal_compare(number(s), number(t)),
	        paper_compare(&a, &b)) &&
	    EQUAL(decimal_compare(number(s), number(s)), 0);
	if (!good) {
		unit_about(s);
		unit_about(t);
	}
	return good;
}

static void
sums(void)
{
	char x[LONGEST_TEXT], y[LONGEST_TEXT];
	for (int i = 0; i < PAIRS; i++) {
		Slice s = random_text(x), t = random_text(y);
		if (!adds(s, t))
			return;
	}
}

/* The last sums with 18 digits, and the first with more. */
static void
sums_at_the_limits(void)
{
	static const char *const pairs[][2] = {
		{ "999999999999999999.5", "0.499999999" },
		{ "999999999999999999.5", "0.5" },
		{ "-999999999999999999.5", "-0.499999999" },
		{ "-999999999999999999.5", "-0.5" },
		{ "-999999999999999999.5", "-0.500000001" },
		{ "-999999999999999999", "-1" },
		{ "999999999999999999", "1" },
		{ "-999999999999999999", "-0.999999999" },
		{ "-999999999999999999.999999999",
		    "999999999999999999.999999999" },
		{ "-0.000000001", "0.000000001" } };
	for (size_t i = 0; i < LENGTH(pairs); i++) {
		adds(slice_of(pairs[i][0]), slice_of(pairs[i][1]));
		adds(slice_of(pairs[i][1]), slice_of(pairs[i][0]));
	}
}

static bool
divides(Slice s, Slice t, int places)
{
	Paper a = paper_read(s), b = paper_read(t);
	Decimal untouched = { 7, 7 }, quotient = untouched;
	Paper wanted = paper_divide(&a, &b, places);
	bool divided = decimal_divide(number(s), number(t), places,
	    &quotient);
	bool good = EQUAL(divided, fits(&wanted)) &&
	    (divided ? is_number(quotient, &wanted)
	             : EQUAL(decimal_compare(quotient, untouched), 0));
	if (!good) {
		unit_about(s);
		unit_about(t);
	}
	return good;
}

static void
quotients(void)
{
	char x[LONGEST_TEXT], y[LONGEST_TEXT];
	for (int i = 0; i < PAIRS / 2; i++) {
		Slice s = random_text(x), t = random_text(y);
		Paper divisor = paper_read(t);
		if (!is_zero(&divisor) && !divides(s, t, (int)unit_random(10)))
			return;
	}
}

/* Quotients that lie exactly between two, made from the middle outwards. */
static void
ties(void)
{
	static const char *const cases[][2] = { { "1", "2" }, { "-1", "2" },
		{ "1", "-2" }, { "5", "10" }, { "0.5", "1" }, { "2.5", "1" },
		{ "3.5", "1" }, { "-2.5", "1" }, { "1", "8" }, { "1", "16" },
		{ "0.000000001", "2" }, { "-0.000000001", "2" },
		{ "0.000000001", "20" }, { "999999999999999999.5", "1" },
		{ "-999999999999999999.5", "1" }, { "0.05", "0.1" },
		{ "1", "3" }, { "2", "3" }, { "-2", "3" },
		{ "999999999999999999.999999999", "0.000000001" },
		{ "999999999999999999.999999999",
		    "999999999999999999.999999999" },
		{ "0.000000001", "999999999999999999.999999999" } };
	for (size_t i = 0; i < LENGTH(cases); i++)
		for (int places = 0; places <= 9; places++)
			divides(slice_of(cases[i][0]), slice_of(cases[i][1]),
			    places);
}

static void
rounding(void)
{
	static const Paper one = { .digit = { 0, 0, 0, 0, 0, 0, 0, 0, 0, 1 } };
	static const char *const cases[] = { "0.5", "-0.5", "1.5", "2.5",
		"-2.5", "0.049999999", "0.05", "0.999999999", "-0.999999999",
		"0.000000005", "999999999999999999.4", "0" };
	char text[LONGEST_TEXT];
	for (int i = 0; i < PAIRS + (int)LENGTH(cases); i++) {
		Slice s = i < PAIRS ? random_text(text)
		                    : slice_of(cases[i - PAIRS]);
		int places = (int)unit_random(10);
		Paper a = paper_read(s);
		Paper wanted = paper_divide(&a, &one, places);
		if (!is_number(decimal_round(number(s), places), &wanted)) {
			unit_about(s);
			return;
		}
	}
}

enum { TERMS = 60 };

/* Adds the terms from `from` up to `to`, last first. */
static DecimalSum
sum_of(char texts[TERMS][LONGEST_TEXT], const size_t lengths[TERMS],
    size_t from, size_t to)
{
	DecimalSum sum = { 0 };
	while (to-- > from)
		decimal_sum_add(&sum, number((Slice){ texts[to],
		    lengths[to] }));
	return sum;
}

static bool
is_sum(const DecimalSum *sum, const Paper *wanted)
{
	Decimal untouched = { 7, 7 }, value = untouched;
	bool has_value = decimal_sum_value(sum, &value);
	return EQUAL(has_value, fits(wanted)) &&
	    (has_value ? is_number(value, wanted)
	               : EQUAL(decimal_compare(value, untouched), 0));
}

static bool
adds_up(void)
{
	static char texts[TERMS][LONGEST_TEXT];
	size_t lengths[TERMS], n = 1 + unit_random(TERMS);
	size_t cut = unit_random((uint32_t)n + 1);
	Paper total = { 0 }, first = { 0 };
	for (size_t i = 0; i < n; i++) {
		Slice s = random_text(texts[i]);
		Paper term = paper_read(s);
		lengths[i] = s.n;
		total = paper_add(&total, &term);
		if (i < cut)
			first = total;
	}
	DecimalSum all = sum_of(texts, lengths, 0, n);
	DecimalSum a = sum_of(texts, lengths, 0, cut);
	DecimalSum b = sum_of(texts, lengths, cut, n), joined = a;
	decimal_sum_join(&joined, &b);
	if (!is_sum(&all, &total) || !is_sum(&joined, &total) ||
	    !EQUAL(decimal_sum_compare(&all, &joined), 0) ||
	    !EQUAL(decimal_sum_compare(&a, &all),
	        paper_compare(&first, &total)) ||
	    !EQUAL(decimal_sum_compare(&all, &a),
	        paper_compare(&total, &first)))
		return false;
	decimal_sum_take(&joined, &b);
	return is_sum(&joined, &first);
}

static void
long_sums(void)
{
	for (int i = 0; i < 5000; i++)
		if (!adds_up())
			return;
}

static void
sum_beyond_and_back(void)
{
	Decimal most = number(SLICE("999999999999999999.999999999"));
	Decimal least = decimal_negate(most), value;
	DecimalSum sum = { 0 };
	for (int i = 0; i < 1000000; i++)
		decimal_sum_add(&sum, most);
	CHECK(!decimal_sum_value(&sum, &value));
	for (int i = 0; i < 2000000; i++)
		decimal_sum_add(&sum, least);
	CHECK(!decimal_sum_value(&sum, &value));
	for (int i = 0; i < 999999; i++)
		decimal_sum_add(&sum, most);
	CHECK(decimal_sum_value(&sum, &value));
	EQUAL(decimal_compare(value, least), 0);
}

static void
no_numbers(void)
{
	static const char *const texts[] = { "", "-", ".", ".5", "5.", "-.5",
		"-5.", "+1", "--1", "1-", " 1", "1 ", "1e3", "1E3", "0x1",
		"1,5", "1.2.3", "1..2", "inf", "nan", "1\t", "\xD9\xA1",
		"1000000000000000000", "0000000000000000001", "0.0000000000",
		"1.1234567891", "-1000000000000000000" };
	Decimal d;
	for (size_t i = 0; i < LENGTH(texts); i++)
		if (!CHECK(!decimal_parse(slice_of(texts[i]), &d)))
			unit_about(slice_of(texts[i]));
	CHECK(!decimal_parse(SLICE("1\0"), &d));
}

static void
known_numbers(void)
{
	static const char *const pairs[][2] = { { "0", "0" }, { "-0", "0" },
		{ "-0.000", "0" }, { "007", "7" }, { "1.50", "1.5" },
		{ "-0.5", "-0.5" }, { "000000000000000001", "1" },
		{ "0.000000001", "0.000000001" }, { "10", "10" },
		{ "-999999999999999999.999999999",
		    "-999999999999999999.999999999" } };
	char text[DECIMAL_TEXT];
	for (size_t i = 0; i < LENGTH(pairs); i++) {
		Decimal d = number(slice_of(pairs[i][0]));
		SAME(((Slice){ text, decimal_write(text, d) }),
		    slice_of(pairs[i][1]));
	}
	EQUAL(decimal_compare(decimal_of(-3), number(SLICE("-3"))), 0);
	EQUAL(decimal_compare(number(SLICE("-0.5")), DECIMAL_ZERO), -1);
}

const UnitTest decimal_tests[] = {
	{ "numbers are written without needless zeros", known_numbers },
	{ "what is no number, or has too many digits, is refused",
	    no_numbers },
	{ "numbers are read and written as on paper", writing },
	{ "sums, order and the other sign are those reckoned on paper; a sum "
	  "of more than 18 digits is refused", sums },
	{ "a sum has 18 digits to the last", sums_at_the_limits },
	{ "quotients are those reckoned on paper", quotients },
	{ "a quotient half-way goes away from zero", ties },
	{ "rounding is that on paper", rounding },
	{ "a long sum is the same in any order and any parts", long_sums },
	{ "a sum may leave the limits and come back", sum_beyond_and_back },
	UNIT_END
};
