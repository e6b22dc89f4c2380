/*
 * decimal: exact decimal amounts of up to 18 digits before and 9 after the
 * point, by value. No binary floating point anywhere.
 *
 * The value is whole + nano / 10^9, with nano from 0 to 999,999,999, also below
 * zero (-0.5 is -1 + 0.5): so there is one form for each value.
 */
#ifndef REL_DECIMAL_H
#define REL_DECIMAL_H

#include "slice.h"

typedef struct {
	int64_t whole;
	int32_t nano;
} Decimal;

enum {
	DECIMAL_WHOLE_DIGITS = 18,
	DECIMAL_FRACTION_DIGITS = 9,
	DECIMAL_TEXT = 1 + DECIMAL_WHOLE_DIGITS + 1 + DECIMAL_FRACTION_DIGITS
};

#define DECIMAL_ZERO ((Decimal){ 0, 0 })
#define DECIMAL_NANO INT64_C(1000000000) /* make a whole */

/* value must be within 18 digits. */
Decimal decimal_of(int64_t value);

/* Reads -?digits, perhaps . and digits, all of text; false if it is of another
 * form or has more digits than the limits (needless zeros count). */
bool decimal_parse(Slice text, Decimal *value);

/* Writes it without needless zeros, never as -0; returns the bytes written. */
size_t decimal_write(char to[DECIMAL_TEXT], Decimal value);

/* False, and *sum untouched, where the sum has more than 18 digits. */
bool decimal_add(Decimal a, Decimal b, Decimal *sum);
Decimal decimal_negate(Decimal a);

/* Below, at or above 0 as a is less than, equal to or greater than b. */
int decimal_compare(Decimal a, Decimal b);

/* a / b for b not zero, rounded half away from zero to 0 to 9 places; false
 * where the quotient has more than 18 digits. */
bool decimal_divide(Decimal a, Decimal b, int places, Decimal *quotient);

/* value rounded half away from zero to 0 to 9 places; the result has at most
 * 18 digits before the point unless value was within half a unit of that. */
Decimal decimal_round(Decimal value, int places);

/*
 * DecimalSum is a sum on its way. It starts as {0} and has room for any number
 * of amounts, so that the order in which they come never decides whether the
 * sum overflows: that is asked once, at the end.
 *
 * The value is high * 10^18 + whole + nano / 10^9, with whole from 0 to
 * 10^18 - 1 and nano from 0 to 999,999,999.
 */
typedef struct {
	int64_t high;
	int64_t whole;
	int32_t nano;
} DecimalSum;

void decimal_sum_add(DecimalSum *sum, Decimal value);

/* Adds another sum to it, or takes it away. */
void decimal_sum_join(DecimalSum *sum, const DecimalSum *other);
void decimal_sum_take(DecimalSum *sum, const DecimalSum *other);

/* False, and *value untouched, where the sum has more than 18 digits. */
bool decimal_sum_value(const DecimalSum *sum, Decimal *value);

/* Below, at or above 0 as a is less than, equal to or greater than b. */
int decimal_sum_compare(const DecimalSum *a, const DecimalSum *b);

#endif
