/* stats_sum: see stats_sum.h. Once a sum has too many digits its spot stays, so
 * it is that of the record which made it so. */
#include "stats_sum.h"

static bool
fits(const StatsSum *sum)
{
	Decimal value;
	return decimal_sum_value(&sum->total, &value);
}

static bool
is_later(StatsSpot a, StatsSpot b)
{
	return a.input != b.input ? a.input > b.input : a.line > b.line;
}

void
stats_sum_add(StatsSum *sum, Decimal value, StatsSpot spot)
{
	if (fits(sum))
		sum->spot = spot;
	decimal_sum_add(&sum->total, value);
}

static void
join_spot(StatsSum *sum, const StatsSum *other)
{
	if (fits(sum) && (!fits(other) || is_later(other->spot, sum->spot)))
		sum->spot = other->spot;
}

void
stats_sum_join(StatsSum *sum, const StatsSum *other)
{
	join_spot(sum, other);
	decimal_sum_join(&sum->total, &other->total);
}

void
stats_sum_take(StatsSum *sum, const StatsSum *other)
{
	join_spot(sum, other);
	decimal_sum_take(&sum->total, &other->total);
}

bool
stats_sum_is_any(const StatsSum *sum)
{
	return sum->spot.line != 0;
}
