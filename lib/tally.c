/*
 * tally: see tally.h. Days are appended as they come, in a journal in order and
 * so only once; when their number has doubled they are sorted and equal ones
 * put together, which costs each a constant time but for the sorting.
 */
#include "tally.h"

#include "decay.h"

#include <stdlib.h>

enum { FEW = 16 };

static int
by_day(const void *x, const void *y)
{
	const TallyDay *a = x, *b = y;
	return (a->day > b->day) - (a->day < b->day);
}

static void
join_day(TallyDay *day, const TallyDay *other)
{
	for (int way = 0; way < TALLY_WAYS; way++)
		day->by_way[way] += other->by_way[way];
}

void
tally_settle(Tally *t)
{
	size_t n = 0;
	bool in_order = true;
	for (size_t i = 1; i < t->days.n && in_order; i++)
		in_order = t->days.at[i - 1].day < t->days.at[i].day;
	if (in_order)
		return;
	qsort(t->days.at, t->days.n, sizeof *t->days.at, by_day);
	for (size_t i = 1; i < t->days.n; i++) {
		if (t->days.at[i].day == t->days.at[n].day)
			join_day(&t->days.at[n], &t->days.at[i]);
		else
			t->days.at[++n] = t->days.at[i];
	}
	t->days.n = n + 1;
}

static void
add_day(Tally *t, const TallyDay *day)
{
	if (t->days.n > 0 && t->days.at[t->days.n - 1].day == day->day) {
		join_day(&t->days.at[t->days.n - 1], day);
		return;
	}
	if (t->days.n >= t->most) {
		tally_settle(t);
		t->most = base_sum(base_product(t->days.n, 2), FEW);
	}
	*vec_push(&t->days) = *day;
}

/* Extends the first and the last day to those of further contacts. */
static void
extend(Tally *t, Day first, Day last)
{
	if (t->first == DAY_NONE || first < t->first)
		t->first = first;
	if (last > t->last)
		t->last = last;
}

void
tally_add(Tally *t, Day day, Way way, bool of_days)
{
	t->by_way[way]++;
	extend(t, day, day);
	if (!of_days)
		return;
	TallyDay one = { .day = day };
	one.by_way[way] = 1;
	add_day(t, &one);
}

void
tally_join(Tally *t, const Tally *other)
{
	if (other->first == DAY_NONE)
		return;
	for (int way = 0; way < TALLY_WAYS; way++)
		t->by_way[way] += other->by_way[way];
	extend(t, other->first, other->last);
	for (size_t i = 0; i < other->days.n; i++)
		add_day(t, &other->days.at[i]);
}

uint64_t
tally_contacts(const Tally *t)
{
	return t->by_way[WAY_NONE] + t->by_way[WAY_OUT] + t->by_way[WAY_IN] +
	    t->by_way[WAY_BOTH];
}

uint64_t
tally_unanswered(const Tally *t)
{
	uint64_t n = 0;
	for (size_t i = t->days.n; i-- > 0;) {
		const uint32_t *by_way = t->days.at[i].by_way;
		if (by_way[WAY_IN] != 0 || by_way[WAY_BOTH] != 0)
			break;
		n += by_way[WAY_OUT];
	}
	return n;
}

static int
by_length(const void *x, const void *y)
{
	Day a = *(const Day *)x, b = *(const Day *)y;
	return (a > b) - (a < b);
}

Decimal
tally_gap(const Tally *t)
{
	size_t n = t->days.n - 1;
	assert(t->days.n >= 2);
	Day *gaps = base_alloc(base_product(n, sizeof *gaps));
	for (size_t i = 0; i < n; i++)
		gaps[i] = t->days.at[i + 1].day - t->days.at[i].day;
	qsort(gaps, n, sizeof *gaps, by_length);
	Day twice = gaps[(n - 1) / 2] + gaps[n / 2];
	base_free(gaps);
	return (Decimal){ twice / 2, twice % 2 * 500000000 };
}

/* From the oldest day on, so that whole half-lives stay exact (decay.h). */
Decimal
tally_strength(const Tally *t, Day today, Cadence half_life)
{
	enum { TICKS = 10000 };
	Decimal days = cadence_days(half_life);
	uint64_t life = (uint64_t)(days.whole * TICKS +
	    days.nano / (DECIMAL_NANO / TICKS));
	Decay sum = { 0 };
	for (size_t i = 0; i < t->days.n; i++) {
		const TallyDay *d = &t->days.at[i];
		Day next = i + 1 < t->days.n ? d[1].day : today;
		for (int way = 0; way < TALLY_WAYS; way++)
			decay_add(&sum, d->by_way[way]);
		decay_pass(&sum, (uint64_t)(next - d->day) * TICKS, life);
	}
	return decay_round(&sum);
}

void
tally_clear(Tally *t)
{
	memset(t->by_way, 0, sizeof t->by_way);
	t->first = t->last = DAY_NONE;
	t->days.n = 0;
}

void
tally_free(Tally *t)
{
	vec_free(&t->days);
}
