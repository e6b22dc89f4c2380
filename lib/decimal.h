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

#endif
