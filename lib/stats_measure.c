/*
 * stats_measure: see stats_measure.h. Each measure is a function in a table; it
 * reads the summary of a group and writes its records. One that has no fact
 * behind it writes nothing, unless it is a count.
 */
#include "stats_measure.h"

#include "stats_summary.h"

enum { PLACES = 2 };

typedef struct {
	StatsSummary sum; /* of the group */
	const StatsGroup *group;
	Output *output;
	Diagnostics *diagnostics;
	Buffer name; /* of a sum, in a message */
} Writer;

/* Writes a record of the group; kind is the measure. */
static void
put(const Writer *w, StatsMeasure measure, Record r)
{
	r.type = SLICE("stat");
	r.date = w->group->date;
	r.person = w->group->person;
	r.kind = stats_measure_name(measure);
	r.tags = w->group->tags;
	record_write(w->output, &r);
}

static void
put_number(const Writer *w, StatsMeasure measure, Decimal value, Slice unit)
{
	put(w, measure, (Record){ .has_amount = true, .amount = value,
		.unit = unit });
}

static void
put_count(const Writer *w, StatsMeasure measure, Way way, uint64_t n)
{
	put(w, measure, (Record){ .way = way, .has_amount = true,
		.amount = decimal_of((int64_t)n) });
}

/* Reports that the sum of the measure has too many digits. */
static void
report(Writer *w, StatsMeasure measure, Slice unit, StatsSpot spot)
{
	Place place = { w->sum.facts->inputs.at[spot.input], spot.line, 1 };
	w->name.n = 0;
	buffer_add(&w->name, stats_measure_name(measure));
	if (unit.n != 0) {
		buffer_add(&w->name, SLICE(" in "));
		buffer_add(&w->name, unit);
	}
	if (w->group->person.n != 0) {
		buffer_add(&w->name, SLICE(" of "));
		buffer_add(&w->name, w->group->person);
	}
	diagnostic_report(w->diagnostics, RULE_OVERFLOW, place,
	    buffer_slice(&w->name), SLICE_NONE, SLICE_NONE);
}

/* The value of a sum; false, and said, where it has too many digits. */
static bool
value_of(Writer *w, StatsMeasure measure, Slice unit, const StatsSum *sum,
    Decimal *value)
{
	if (decimal_sum_value(&sum->total, value))
		return true;
	report(w, measure, unit, sum->spot);
	return false;
}

static void
put_sum(Writer *w, StatsMeasure measure, Slice unit, const StatsSum *sum)
{
	Decimal value;
	if (stats_sum_is_any(sum) && value_of(w, measure, unit, sum, &value))
		put_number(w, measure, value, unit);
}

/* A quotient, to two places; spot is to blame if that has too many digits. */
static void
put_quotient(Writer *w, StatsMeasure measure, Decimal part, Decimal whole,
    StatsSpot spot)
{
	Decimal quotient;
	if (decimal_divide(part, whole, PLACES, &quotient))
		put_number(w, measure, quotient, SLICE_NONE);
	else
		report(w, measure, SLICE_NONE, spot);
}

static void
put_contacts(Writer *w, StatsMeasure measure)
{
	put_count(w, measure, WAY_NONE, tally_contacts(w->sum.met));
}

static void
put_days(Writer *w, StatsMeasure measure)
{
	put_count(w, measure, WAY_NONE, w->sum.records.days.n);
}

static void
put_initiated(Writer *w, StatsMeasure measure)
{
	for (Way way = WAY_OUT; way <= WAY_BOTH; way++)
		put_count(w, measure, way, w->sum.met->by_way[way]);
}

static void
put_unanswered(Writer *w, StatsMeasure measure)
{
	put_count(w, measure, WAY_NONE, tally_unanswered(w->sum.met));
}

static void
put_first(Writer *w, StatsMeasure measure)
{
	if (w->sum.records.first != DAY_NONE)
		put(w, measure, (Record){ .done = w->sum.records.first });
}

static void
put_last(Writer *w, StatsMeasure measure)
{
	if (w->sum.records.last != DAY_NONE)
		put(w, measure, (Record){ .done = w->sum.records.last });
}

static void
put_since(Writer *w, StatsMeasure measure)
{
	Day today = w->sum.facts->options->today;
	if (w->sum.records.last != DAY_NONE)
		put_number(w, measure,
		    decimal_of(today - w->sum.records.last), SLICE("d"));
}

static void
put_every(Writer *w, StatsMeasure measure)
{
	if (w->sum.every.cadence.unit > CADENCE_NEVER)
		put_number(w, measure,
		    decimal_round(cadence_days(w->sum.every.cadence), PLACES),
		    SLICE("d"));
}

static void
put_gap(Writer *w, StatsMeasure measure)
{
	if (w->sum.records.days.n >= 2)
		put_number(w, measure, tally_gap(&w->sum.records), SLICE("d"));
}

static void
put_people(Writer *w, StatsMeasure measure)
{
	put_count(w, measure, WAY_NONE, w->sum.people);
}

static void
put_time(Writer *w, StatsMeasure measure)
{
	put_sum(w, measure, SLICE("min"), &w->sum.time);
}

static void
put_gave(Writer *w, StatsMeasure measure)
{
	for (size_t i = 0; i < w->sum.amounts.n; i++)
		put_sum(w, measure, w->sum.amounts.at[i].unit,
		    &w->sum.amounts.at[i].gave);
}

static void
put_got(Writer *w, StatsMeasure measure)
{
	for (size_t i = 0; i < w->sum.amounts.n; i++)
		put_sum(w, measure, w->sum.amounts.at[i].unit,
		    &w->sum.amounts.at[i].got);
}

static void
put_balance(Writer *w, StatsMeasure measure)
{
	for (size_t i = 0; i < w->sum.amounts.n; i++) {
		StatsSum sum = w->sum.amounts.at[i].gave;
		stats_sum_take(&sum, &w->sum.amounts.at[i].got);
		put_sum(w, measure, w->sum.amounts.at[i].unit, &sum);
	}
}

static void
put_reciprocity(Writer *w, StatsMeasure measure)
{
	const StatsAmount *plain = w->sum.amounts.at;
	Decimal gave, got;
	if (w->sum.amounts.n == 0 || plain->unit.n != 0 ||
	    !value_of(w, measure, SLICE_NONE, &plain->gave, &gave) ||
	    !value_of(w, measure, SLICE_NONE, &plain->got, &got))
		return;
	bool is_less = decimal_compare(gave, got) < 0;
	Decimal larger = is_less ? got : gave;
	if (decimal_compare(larger, DECIMAL_ZERO) != 0)
		put_quotient(w, measure, is_less ? gave : got, larger,
		    is_less ? plain->got.spot : plain->gave.spot);
}

static void
put_promises(Writer *w, StatsMeasure measure)
{
	for (int side = 0; side < STATS_SIDES; side++) {
		const StatsPromises *p = &w->sum.promises[side];
		uint64_t n = measure == STATS_KEPT ? p->kept
		    : measure == STATS_LATE        ? p->late
		    : measure == STATS_OPEN        ? p->open
		                                   : p->all;
		put_count(w, measure, side == STATS_MINE ? WAY_OUT : WAY_IN,
		    n);
	}
}

static void
put_tone(Writer *w, StatsMeasure measure)
{
	Decimal sum;
	if (w->sum.tones != 0 &&
	    value_of(w, measure, SLICE_NONE, &w->sum.tone, &sum))
		put_quotient(w, measure, sum,
		    decimal_of((int64_t)w->sum.tones), w->sum.tone.spot);
}

static void
put_relational(Writer *w, StatsMeasure measure)
{
	uint64_t contacts = tally_contacts(w->sum.met);
	if (contacts != 0)
		put_quotient(w, measure,
		    decimal_of((int64_t)w->sum.relational),
		    decimal_of((int64_t)contacts), (StatsSpot){ 0, 0 });
}

static void
put_strength(Writer *w, StatsMeasure measure)
{
	const StatsOptions *o = w->sum.facts->options;
	Cadence half_life = o->half_life;
	if (half_life.unit == CADENCE_NONE)
		half_life = (Cadence){ CADENCE_DAYS, 90 };
	if (w->sum.met->days.n != 0)
		put_number(w, measure,
		    tally_strength(w->sum.met, o->today, half_life),
		    SLICE_NONE);
}

static void
put_mentions(Writer *w, StatsMeasure measure)
{
	put_count(w, measure, WAY_NONE, w->sum.mentions);
}

static void (*const measures[])(Writer *w, StatsMeasure measure) = {
	[STATS_CONTACTS] = put_contacts,
	[STATS_DAYS] = put_days,
	[STATS_INITIATED] = put_initiated,
	[STATS_UNANSWERED] = put_unanswered,
	[STATS_FIRST] = put_first,
	[STATS_LAST] = put_last,
	[STATS_SINCE] = put_since,
	[STATS_EVERY] = put_every,
	[STATS_GAP] = put_gap,
	[STATS_PEOPLE] = put_people,
	[STATS_TIME] = put_time,
	[STATS_GAVE] = put_gave,
	[STATS_GOT] = put_got,
	[STATS_BALANCE] = put_balance,
	[STATS_RECIPROCITY] = put_reciprocity,
	[STATS_PROMISED] = put_promises,
	[STATS_KEPT] = put_promises,
	[STATS_LATE] = put_promises,
	[STATS_OPEN] = put_promises,
	[STATS_TONE] = put_tone,
	[STATS_RELATIONAL] = put_relational,
	[STATS_STRENGTH] = put_strength,
	[STATS_MENTIONS] = put_mentions,
};

void
stats_measure_groups(const StatsFacts *facts, const StatsGroups *groups,
    Output *output, Diagnostics *diagnostics)
{
	Writer w = { .output = output, .diagnostics = diagnostics };
	stats_summary_open(&w.sum, facts);
	for (size_t i = 0; i < groups->all.n; i++) {
		w.group = &groups->all.at[i];
		stats_summary_make(&w.sum, groups, w.group);
		for (StatsMeasure m = 0; m < STATS_MEASURE_COUNT; m++)
			if ((facts->measures & STATS_BIT(m)) != 0)
				measures[m](&w, m);
	}
	stats_summary_free(&w.sum);
	buffer_free(&w.name);
}
