/* A record kept by rel-fmt, against the record. */
#include "unit.h"

#include "fmt_fact.h"

static const char *const texts[] = { "", "a", "Ada Lovelace", " a", "a ",
	"\xC3\xA9", "a\tb", "-", "0123456789", "#a #b=1", "~", "\x7F" };

static Slice
random_text(void)
{
	return slice_of(texts[unit_random(LENGTH(texts))]);
}

static Day
random_day(void)
{
	return unit_random(3) == 0 ? DAY_NONE
	                           : (Day)(1 + unit_random(DAY_LAST));
}

static Record
random_record(void)
{
	return (Record){ .type = random_text(),
		.date = random_day(),
		.person = random_text(),
		.way = (Way)unit_random(4),
		.kind = random_text(),
		.has_amount = unit_random(2) == 0,
		.amount = { (int64_t)unit_random(2000) - 1000, 500000000 },
		.unit = random_text(),
		.due = random_day(),
		.done = random_day(),
		.tags = random_text(),
		.source = random_text(),
		.text = random_text() };
}

/* Shown as it stands: printable ASCII, no space at the ends. */
static bool
is_simple(Slice s)
{
	for (size_t i = 0; i < s.n; i++)
		if (s.at[i] < ' ' || s.at[i] > '~')
			return false;
	return s.n == 0 || (*s.at != ' ' && s.at[s.n - 1] != ' ');
}

static bool
is_kept(const FmtFact *fact, const Record *r, FmtColumns columns)
{
	char room[DECIMAL_TEXT];
	bool simple = true;
	for (Column c = 0; c < COLUMN_COUNT; c++) {
		Slice wanted = SLICE_NONE;
		if ((columns & FMT_COLUMN(c)) != 0)
			wanted = fmt_value_written(r, c, room);
		simple = simple && is_simple(wanted);
		if (!SAME(fmt_fact_written(fact, c), wanted))
			return false;
	}
	return EQUAL(fact->is_simple, simple);
}

static void
kept_records(void)
{
	Arena arena = { 0 };
	bool good = true;
	for (int round = 0; good && round < 20000; round++) {
		Record r = random_record();
		FmtColumns columns = FMT_ALL_COLUMNS;
		if (round % 2 != 0)
			columns = unit_random(FMT_ALL_COLUMNS + 1);
		const FmtFact *fact = fmt_fact_keep(&arena, &r, columns);
		good = is_kept(fact, &r, columns);
	}
	arena_free(&arena);
}

static void
values(void)
{
	Arena arena = { 0 };
	for (int round = 0; round < 20000; round++) {
		Record r = random_record();
		const FmtFact *fact = fmt_fact_keep(&arena, &r,
		    FMT_ALL_COLUMNS);
		FmtValue due = fmt_fact_value(fact, COLUMN_DUE);
		FmtValue amount = fmt_fact_value(fact, COLUMN_AMOUNT);
		FmtValue text = fmt_fact_value(fact, COLUMN_TEXT);
		if (!EQUAL(due.kind == VALUE_NONE, r.due == DAY_NONE) ||
		    (due.kind == VALUE_DAY && !EQUAL(due.day, r.due)) ||
		    !EQUAL(amount.kind == VALUE_NUMBER, r.has_amount) ||
		    (r.has_amount &&
		        !EQUAL(decimal_compare(amount.number, r.amount), 0)) ||
		    !EQUAL(text.kind == VALUE_NONE, r.text.n == 0) ||
		    (r.text.n != 0 && !SAME(text.text, r.text)))
			break;
	}
	arena_free(&arena);
}

const UnitTest fmt_tests[] = {
	{ "a record kept holds what its columns held", kept_records },
	{ "and the same values", values },
	UNIT_END
};
