/*
 * decay: see decay.h. Fixed point: the unit of the fraction is 2^-63, so that
 * 1 fits. What is cut off is always cut off downwards: a sum of powers of two
 * is its exact value rounded down, however deep its terms lie, and the
 * boundaries that such a sum can stand on (odd eighths) are whole numbers of
 * the unit.
 */
#include "decay.h"

#define ONE (UINT64_C(1) << 63)
#define LN_2 UINT64_C(0xB17217F7D1CF79AB) /* the logarithm of 2, in 2^-64 */

/* Terms of the series; the next one is below 2^-63. */
enum { PART_BITS = 63, TERMS = 20, CENTS = 100 };

typedef struct {
	uint64_t high;
	uint64_t low;
} Product;

static Product
multiply(uint64_t a, uint64_t b)
{
	uint64_t a1 = a >> 32, a0 = a & UINT32_MAX;
	uint64_t b1 = b >> 32, b0 = b & UINT32_MAX;
	uint64_t middle = a1 * b0 + (a0 * b0 >> 32);
	uint64_t other = a0 * b1 + (middle & UINT32_MAX);
	return (Product){ a1 * b1 + (middle >> 32) + (other >> 32), a * b };
}

/* The product in units of 2^63; it must be below 2^127. */
static uint64_t
units(Product p)
{
	return p.high << 1 | p.low >> PART_BITS;
}

void
decay_add(Decay *sum, uint64_t n)
{
	sum->whole += n;
}

/* 0.5 to the power of time / half_life, for time below half_life, in 2^-63:
 * the exponential series of -x from its end, 1 - x/1 (1 - x/2 (1 - ...)). */
static uint64_t
factor(uint64_t time, uint64_t half_life)
{
	uint64_t ratio = 0; /* in 2^-64, sixteen bits a step */
	for (int i = 0; i < 4; i++) {
		time <<= 16;
		ratio = ratio << 16 | time / half_life;
		time %= half_life;
	}
	uint64_t x = multiply(ratio, LN_2).high, value = ONE;
	for (uint64_t n = TERMS; n > 0; n--)
		value = ONE - multiply(x, value).high / n;
	return value;
}

static void
scale(Decay *sum, uint64_t by)
{
	Product whole = multiply(sum->whole, by);
	sum->part = units(multiply(sum->part, by)) + (whole.low & (ONE - 1));
	sum->whole = units(whole) + (sum->part >> PART_BITS);
	sum->part &= ONE - 1;
}

void
decay_pass(Decay *sum, uint64_t time, uint64_t half_life)
{
	uint64_t halvings = time / half_life;
	if (time % half_life != 0)
		scale(sum, factor(time % half_life, half_life));
	while (halvings > 0 && (sum->whole | sum->part) != 0) {
		uint64_t step = halvings < PART_BITS ? halvings : PART_BITS;
		scale(sum, ONE >> step);
		halvings -= step;
	}
}

Decimal
decay_round(const Decay *sum)
{
	Product scaled = multiply(sum->part, CENTS);
	uint64_t cents = units(scaled);
	cents += (scaled.low & (ONE - 1)) >= ONE / 2;
	return (Decimal){ (int64_t)(sum->whole + cents / CENTS),
		(int32_t)(cents % CENTS) * (int32_t)(DECIMAL_NANO / CENTS) };
}
