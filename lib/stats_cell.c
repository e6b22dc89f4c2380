/*
 * stats_cell: see stats_cell.h. A cell is found by its person and its values,
 * which are numbers: the sense of a spelling, a way, a weekday, or the first
 * day of a period. For each type of fact one function adds it.
 */
#include "stats_cell.h"

/* The first day of the period that the day is in. */
static Day
period_of(StatsKeyKind kind, Day day)
{
	if (day == DAY_NONE || kind == STATS_BY_DAY)
		return day;
	if (kind == STATS_BY_WEEK)
		return day - (day_weekday(day) - 1);
	DayFields d = day_fields(day);
	if (kind == STATS_BY_QUARTER)
		d.month -= (d.month - 1) % 3;
	return day_of(d.year, kind == STATS_BY_YEAR ? 1 : d.month, 1);
}

/* What the fact has for a key; 0 where it has no day or way, and where the key
 * asks who the person is. */
static uint32_t
value_of(const StatsFacts *f, StatsKeyKind kind, const StatsFact *fact)
{
	Day day = fact->r->date;
	switch (kind) {
	case STATS_BY_KIND:
		return spelling_sense(&f->texts, fact->kind);
	case STATS_BY_TAG:
		return spelling_sense(&f->texts, fact->tag);
	case STATS_BY_WAY:
		return fact->r->way;
	case STATS_BY_WEEKDAY:
		return day != DAY_NONE ? (uint32_t)day_weekday(day) : 0;
	case STATS_BY_DAY:
	case STATS_BY_WEEK:
	case STATS_BY_MONTH:
	case STATS_BY_QUARTER:
	case STATS_BY_YEAR:
		return (uint32_t)period_of(kind, day);
	default:
		return 0;
	}
}

static Slice
bytes_of(const uint32_t *numbers, size_t n)
{
	return (Slice){ (const char *)numbers, n * sizeof *numbers };
}

/* A copy that lasts as long as f. */
static uint32_t *
keep(StatsFacts *f, const uint32_t *numbers, size_t n)
{
	uint32_t *copy = arena_alloc(&f->arena, n * sizeof *numbers);
	memcpy(copy, numbers, n * sizeof *numbers);
	return copy;
}

static StatsCell *
new_cell(StatsFacts *f, const StatsFact *fact, const uint32_t *values)
{
	StatsCell *cell = vec_push(&f->cells);
	*cell = (StatsCell){ .person = fact->person,
		.values = values,
		.kind = fact->kind,
		.tag = fact->tag,
		.amounts = STATS_END,
		.entries = STATS_END,
		.shares = STATS_END,
		.more = &f->nothing };
	return cell;
}

/* The cell of f->values, made if it is new. */
static StatsCell *
search_cell(StatsFacts *f, const StatsFact *fact)
{
	size_t n = f->key_count + 1;
	uint32_t number = map_get(&f->by_values, bytes_of(f->values, n));
	if (number != MAP_NONE)
		return &f->cells.at[number];
	const uint32_t *values = keep(f, f->values, n);
	*map_put(&f->by_values, bytes_of(values, n), NULL) =
	    (uint32_t)f->cells.n;
	return new_cell(f, fact, values + 1);
}

/* What the cell has of its own besides contacts and lists. */
static StatsMore *
more_of(StatsFacts *f, StatsCell *cell)
{
	if (cell->more == &f->nothing) {
		cell->more = arena_alloc(&f->arena, sizeof *cell->more);
		*cell->more = (StatsMore){ 0 };
	}
	return cell->more;
}

/* Whether the cell has the values of f->values. */
static bool
has_values(const StatsFacts *f, const StatsCell *cell)
{
	uint32_t k = 0;
	while (k < f->key_count && cell->values[k] == f->values[k + 1])
		k++;
	return k == f->key_count;
}

/* Mostly it is the cell that the person's last fact went to; always, where no
 * key is asked of the fact. */
static StatsCell *
cell_of(StatsFacts *f, const StatsFact *fact)
{
	while (f->latest.n <= fact->person)
		*vec_push(&f->latest) = MAP_NONE;
	uint32_t *latest = &f->latest.at[fact->person];
	if (!f->by_fact && *latest != MAP_NONE)
		return &f->cells.at[*latest];
	f->values[0] = fact->person;
	for (uint32_t k = 0; k < f->key_count; k++)
		f->values[k + 1] = value_of(f, f->keys[k].kind, fact);
	if (*latest != MAP_NONE && has_values(f, &f->cells.at[*latest]))
		return &f->cells.at[*latest];
	/* Without a key of facts it is the person's first. */
	StatsCell *cell = f->by_fact ? search_cell(f, fact)
	                             : new_cell(f, fact, f->values + 1);
	*latest = (uint32_t)(cell - f->cells.at);
	return cell;
}

/* Of several cadences the last by source stands. */
static void
take_cadence(StatsFacts *f, StatsCell *cell, const Record *r)
{
	StatsEvery *e = &more_of(f, cell)->every;
	if (e->cadence.unit != CADENCE_NONE &&
	    record_compare_source(record_origin(r), e->origin) < 0)
		return;
	*e = (StatsEvery){ cadence_of(r->has_amount, r->amount, r->unit),
		record_keep_origin(&f->arena, r) };
}

/* What stands between the second and the third tab of the line. */
static Slice
person_on_line(Slice line)
{
	size_t from = slice_find(line, slice_find(line, 0, '\t') + 1, '\t') + 1;
	return slice_between(line, from, slice_find(line, from, '\t'));
}

static void
take_contact(StatsFacts *f, StatsCell *cell, const Record *r)
{
	tally_add(&cell->contacts, r->date, r->way, f->of_days != 0);
	if (f->of_entries == 0)
		return;
	StatsEntry entry = { .next = cell->entries,
		.speller = spelling_number(&f->spellers,
		    person_on_line(r->line)),
		.source = stats_source_of(&f->files, r->source),
		.day = r->date,
		.way = r->way };
	cell->entries = (uint32_t)f->entries.n;
	*vec_push(&f->entries) = entry;
}

/* The cell's amounts of the unit. */
static StatsAmount *
amount_of(StatsFacts *f, StatsCell *cell, Slice unit)
{
	if (cell->amounts != STATS_END &&
	    slice_equal(f->amounts.at[cell->amounts].unit, unit))
		return &f->amounts.at[cell->amounts];
	const uint32_t key[] = { (uint32_t)(cell - f->cells.at),
		unit.n != 0 ? spelling_number(&f->texts, unit) : MAP_NONE };
	uint32_t number =
	    map_get(&f->by_unit, bytes_of(key, LENGTH(key)));
	if (number != MAP_NONE)
		return &f->amounts.at[number];
	number = (uint32_t)f->amounts.n;
	*map_put(&f->by_unit,
	    bytes_of(keep(f, key, LENGTH(key)), LENGTH(key)), NULL) = number;
	StatsAmount *amount = vec_push(&f->amounts);
	*amount = (StatsAmount){ .next = cell->amounts,
		.unit = unit.n != 0 ? spelling_text(&f->texts, key[1])
		                    : SLICE_NONE };
	cell->amounts = number;
	return amount;
}

static void
take_exchange(StatsFacts *f, StatsCell *cell, const StatsFact *fact)
{
	const Record *r = fact->r;
	StatsAmount *amount = amount_of(f, cell, r->unit);
	stats_sum_add(r->way == WAY_OUT ? &amount->gave : &amount->got,
	    r->amount, fact->spot);
}

static void
take_minutes(StatsFacts *f, StatsCell *cell, const StatsFact *fact)
{
	const Record *r = fact->r;
	if (f->by_person) {
		stats_sum_add(&more_of(f, cell)->time, r->amount, fact->spot);
		return;
	}
	StatsShare share = { .next = cell->shares,
		.person = fact->person,
		.source = stats_source_of(&f->files, r->source) };
	stats_sum_add(&share.minutes, r->amount, fact->spot);
	cell->shares = (uint32_t)f->shares.n;
	*vec_push(&f->shares) = share;
}

static void
take_promise(StatsFacts *f, StatsCell *cell, const Record *r)
{
	StatsPromises *p = &more_of(f, cell)->promises[r->way == WAY_OUT
	    ? STATS_MINE : STATS_THEIRS];
	bool is_kept = spelling_is_same(&f->texts, r->kind, SLICE("kept"));
	bool is_open = spelling_is_same(&f->texts, r->kind, SLICE("open"));
	p->all++;
	p->kept += is_kept;
	p->open += is_open;
	if (r->due != DAY_NONE)
		p->late += (is_kept && r->done > r->due) ||
		    (is_open && f->options->today > r->due);
}

void
stats_cell_take(StatsFacts *f, const StatsFact *fact)
{
	StatsCell *cell = cell_of(f, fact);
	const Record *r = fact->r;
	cell->kind = spelling_smaller(&f->texts, cell->kind, fact->kind);
	cell->tag = spelling_smaller(&f->texts, cell->tag, fact->tag);
	switch (fact->type) {
	case STATS_CADENCE:
		take_cadence(f, cell, r);
		break;
	case STATS_CONTACT:
		take_contact(f, cell, r);
		break;
	case STATS_EXCHANGE:
		take_exchange(f, cell, fact);
		break;
	case STATS_MINUTES:
		take_minutes(f, cell, fact);
		break;
	case STATS_TONES:
		stats_sum_add(&more_of(f, cell)->tone, r->amount, fact->spot);
		more_of(f, cell)->tones++;
		break;
	case STATS_PROMISE:
		take_promise(f, cell, r);
		break;
	case STATS_MENTION:
		more_of(f, cell)->mentions++;
		break;
	case STATS_NO_FACT:
		break;
	}
}
