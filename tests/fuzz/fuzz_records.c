/*
 * A stream of records. What was written is read back and written the same, and
 * so is every line that was in the one spelling already; the reader of a line
 * and the reader of a stream agree on what is a record, and on what is in it;
 * the size of reads changes nothing; the order by source is one.
 */
#include "fuzz.h"

#include "record.h"

static bool
is_same(const Record *a, const Record *b)
{
	return slice_equal(a->type, b->type) && a->date == b->date &&
	    slice_equal(a->person, b->person) && a->way == b->way &&
	    slice_equal(a->kind, b->kind) &&
	    a->has_amount == b->has_amount &&
	    decimal_compare(a->amount, b->amount) == 0 &&
	    slice_equal(a->unit, b->unit) && a->due == b->due &&
	    a->done == b->done && slice_equal(a->tags, b->tags) &&
	    slice_equal(a->source, b->source) &&
	    slice_equal(a->text, b->text) && slice_equal(a->line, b->line);
}

/* Whether the record's line has the one spelling of its values: no field is
 * empty, no number has needless digits. */
static bool
is_canonical(const Record *r)
{
	Slice rest = r->line;
	char digits[DECIMAL_TEXT];
	for (Column c = 0; c < COLUMN_COUNT; c++) {
		size_t end = slice_find(rest, 0, '\t');
		Slice field = slice_until(rest, end);
		if (field.n == 0)
			return false;
		if (c == COLUMN_AMOUNT && r->has_amount &&
		    !slice_equal(field, (Slice){ digits,
		        decimal_write(digits, r->amount) }))
			return false;
		rest = slice_from(rest, end + 1);
	}
	return true;
}

/* The order by source as record.h says it, without a short way. */
static int
compare(RecordOrigin a, RecordOrigin b)
{
	size_t line_a, line_b;
	int order = slice_compare(record_source_file(a.source, &line_a),
	    record_source_file(b.source, &line_b));
	if (order == 0 && line_a != line_b)
		order = line_a < line_b ? -1 : 1;
	return order != 0 ? order : slice_compare(a.record, b.record);
}

static int
sign(int order)
{
	return (order > 0) - (order < 0);
}

static void
check_order(const Record *r, Slice before, Buffer *source)
{
	RecordOrigin a = record_origin(r);
	RecordOrigin b = { buffer_slice(source), before };
	HOLDS(sign(record_compare_source(a, b)) == sign(compare(a, b)));
	HOLDS(sign(record_compare_source(b, a)) == sign(compare(b, a)));
	source->n = 0;
	buffer_add(source, r->source);
}

static void
check_record(const Record *r, const FuzzRun *run, size_t from)
{
	static Arena arena;
	Record again;
	Slice written = slice_from(fuzz_out(run), from);
	HOLDS(record_parse(r->line, &arena, &again) && is_same(r, &again));
	if (is_canonical(r))
		SAME(slice_until(written, written.n - 1), r->line);
	HOLDS(written.n != 0 && written.at[written.n - 1] == '\n');
	arena_reset(&arena);
}

/* Reads records and writes them again; how many there are. */
static size_t
pass(FuzzRun *run, Records *records)
{
	static Buffer source;
	Record r;
	size_t count = 0, from = 0, before = 0;
	source.n = 0;
	for (; records_next(records, &r); count++) {
		before = from;
		from = run->out.n;
		record_write(&run->out, &r);
		check_record(&r, run, from);
		check_order(&r, slice_between(fuzz_out(run), before, from),
		    &source);
	}
	records_close(records);
	return count;
}

static size_t
pass_bytes(FuzzRun *run, Slice bytes)
{
	Records records;
	fuzz_start(run);
	records_open_bytes(&records, bytes, SLICE("<stdin>"), &run->heard);
	return pass(run, &records);
}

/* How many lines are records by themselves. */
static size_t
count_lines(Slice text)
{
	size_t count = 0;
	Slice line;
	while (fuzz_record_line(&text, &line))
		count++;
	return count;
}

void
fuzz_records(Slice input)
{
	static FuzzRun first, second, stream;
	Records records;
	size_t count = pass_bytes(&first, input);
	HOLDS(count == count_lines(input));
	fuzz_check_records(fuzz_out(&first));
	fuzz_check_messages(fuzz_heard(&first));
	HOLDS(pass_bytes(&second, fuzz_out(&first)) == count);
	SAME(fuzz_out(&second), fuzz_out(&first));
	HOLDS(second.heard.to.n == 0);
	fuzz_start(&stream);
	fuzz_feed(input, fuzz_hash(input));
	records_open(&records, fuzz_standard_input, &stream.heard);
	pass(&stream, &records);
	SAME(fuzz_out(&stream), fuzz_out(&first));
	SAME(fuzz_heard(&stream), fuzz_heard(&first));
}
