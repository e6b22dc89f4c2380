/*
 * decay: sums that lose half of themselves in every half-life, without
 * floating point: the same bits on every machine.
 *
 * Where only whole half-lives pass, the sum is exact but for what is below
 * 2^-63, and one that stands on a boundary of rounding is never moved off it.
 * Otherwise a step is exact to about 2^-60 of the sum; the true value is
 * irrational then and stands on no boundary.
 */
#ifndef REL_DECAY_H
#define REL_DECAY_H

#include "decimal.h"

/* whole + part / 2^63; part is below 2^63. Starts as {0}. */
typedef struct {
	uint64_t whole;
	uint64_t part;
} Decay;

void decay_add(Decay *sum, uint64_t n);

/* Multiplies the sum by 0.5 to the power of time / half_life, in whatever unit
 * both are; both below 2^47, half_life not 0. */
void decay_pass(Decay *sum, uint64_t time, uint64_t half_life);

/* The sum, rounded half up to two places. */
Decimal decay_round(const Decay *sum);

#endif
