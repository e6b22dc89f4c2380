/* Contacts counted, against lists that are gone through one by one. */
#include "unit.h"

#include "tally.h"

enum { CONTACTS = 60, SPAN = 100 };

typedef struct {
	Day day[CONTACTS];
	Way way[CONTACTS];
	size_t n;
} Twin;

static void
fill(Twin *twin, Tally *t)
{
	twin->n = 1 + unit_random(CONTACTS);
	for (size_t i = 0; i < twin->n; i++) {
		twin->day[i] = (Day)(1000 + unit_random(SPAN));
		twin->way[i] = (Way)unit_random(TALLY_WAYS);
		tally_add(t, twin->day[i], twin->way[i], true);
	}
}

static uint64_t
twin_unanswered(const Twin *twin)
{
	Day answered = DAY_NONE;
	uint64_t n = 0;
	for (size_t i = 0; i < twin->n; i++)
		if ((twin->way[i] == WAY_IN || twin->way[i] == WAY_BOTH) &&
		    twin->day[i] > answered)
			answered = twin->day[i];
	for (size_t i = 0; i < twin->n; i++)
		n += twin->way[i] == WAY_OUT && twin->day[i] > answered;
	return n;
}

/* The distinct days in order; their number. */
static size_t
twin_days(const Twin *twin, Day days[SPAN])
{
	size_t n = 0;
	for (Day d = 1000; d < 1000 + SPAN; d++)
		for (size_t i = 0; i < twin->n; i++)
			if (twin->day[i] == d) {
				days[n++] = d;
				break;
			}
	return n;
}

/* Twice the median gap: by taking away the smallest gap half of the time. */
static int
twin_gap(const Day days[], size_t n)
{
	int sorted[SPAN], count = 0;
	for (int gap = 1; gap < SPAN; gap++)
		for (size_t i = 1; i < n; i++)
			if (days[i] - days[i - 1] == gap)
				sorted[count++] = gap;
	return sorted[(count - 1) / 2] + sorted[count / 2];
}

static bool
agrees(const Tally *t, const Twin *twin)
{
	Day days[SPAN];
	size_t n = twin_days(twin, days);
	if (!EQUAL(tally_contacts(t), twin->n) ||
	    !EQUAL(t->first, days[0]) || !EQUAL(t->last, days[n - 1]) ||
	    !EQUAL(tally_unanswered(t), twin_unanswered(twin)) ||
	    !EQUAL(t->days.n, n))
		return false;
	for (size_t i = 0; i < n; i++)
		if (!EQUAL(t->days.at[i].day, days[i]))
			return false;
	if (n < 2)
		return true;
	int twice = twin_gap(days, n);
	return EQUAL(decimal_compare(tally_gap(t),
	        (Decimal){ twice / 2, twice % 2 * 500000000 }), 0);
}

static void
counting(void)
{
	Tally t = { 0 };
	Twin twin;
	for (int round = 0; round < 5000; round++) {
		tally_clear(&t);
		fill(&twin, &t);
		tally_settle(&t);
		if (!agrees(&t, &twin))
			break;
	}
	tally_free(&t);
}

/* Two counts put together are one count of all. */
static void
joining(void)
{
	Tally a = { 0 }, b = { 0 };
	Twin one, two;
	for (int round = 0; round < 2000; round++) {
		tally_clear(&a);
		tally_clear(&b);
		fill(&one, &a);
		fill(&two, &b);
		if (one.n + two.n > CONTACTS)
			continue;
		tally_settle(&b);
		tally_join(&a, &b);
		tally_settle(&a);
		memcpy(one.day + one.n, two.day, two.n * sizeof *two.day);
		memcpy(one.way + one.n, two.way, two.n * sizeof *two.way);
		one.n += two.n;
		if (!agrees(&a, &one))
			break;
	}
	tally_free(&a);
	tally_free(&b);
}

static bool
has_strength(const Tally *t, Day today, Cadence half_life, const char *wanted)
{
	char text[DECIMAL_TEXT];
	return SAME(((Slice){ text, decimal_write(text,
	                tally_strength(t, today, half_life)) }),
	    slice_of(wanted));
}

static void
strength(void)
{
	Cadence ninety = { CADENCE_DAYS, 90 };
	Tally t = { 0 };
	tally_add(&t, 1000, WAY_OUT, true);
	tally_settle(&t);
	has_strength(&t, 1000, ninety, "1");
	has_strength(&t, 1090, ninety, "0.5");
	has_strength(&t, 1180, ninety, "0.25");
	/* An eighth is half-way between two hundredths: away from zero. */
	has_strength(&t, 1270, ninety, "0.13");
	has_strength(&t, 1045, ninety, "0.71");
	has_strength(&t, 1001, (Cadence){ CADENCE_WEEKS, 1 }, "0.91");
	has_strength(&t, DAY_LAST, ninety, "0");
	tally_add(&t, 1090, WAY_IN, true);
	tally_add(&t, 1090, WAY_BOTH, true);
	tally_settle(&t);
	has_strength(&t, 1090, ninety, "2.5");
	tally_free(&t);
}

/* Days in the worst order cost no more memory than their number. */
static void
memory(void)
{
	Tally t = { 0 };
	for (int i = 0; i < 1000000; i++)
		tally_add(&t, 1 + i * 7 % 100, WAY_OUT, true);
	CHECK(t.days.cap < 1000);
	tally_settle(&t);
	EQUAL(t.days.n, 100);
	EQUAL(t.days.at[99].by_way[WAY_OUT], 10000);
	tally_free(&t);
}

const UnitTest tally_tests[] = {
	{ "contacts, days, gap and unanswered are those counted one by one",
	    counting },
	{ "counts can be put together", joining },
	{ "strength halves with every half-life, rounded exactly", strength },
	{ "memory grows with the days, whatever their order", memory },
	UNIT_END
};
