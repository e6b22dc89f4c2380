/*
 * amount: how much was given or received, as a person writes it: `2`, `3h`,
 * `€50`, `50 EUR` (rel-journal(5) EXCHANGES).
 */
#ifndef REL_AMOUNT_H
#define REL_AMOUNT_H

#include "decimal.h"

/* Reads a decimal number above zero, of at most twelve digits before the point
 * and six after, with a unit (letters, or one currency sign) on at most one
 * side. *unit is a slice of text, empty for none. */
bool amount_parse(Slice text, Decimal *amount, Slice *unit);

/* Reads a stretch of time: 1h30, 1h30m, 2h, 1.5h, 30m, 90min, above zero; in
 * minutes. */
bool amount_parse_time(Slice text, Decimal *minutes);

#endif
