/* How records are written: values of every length, and of megabytes. */
#include "unit.h"

#include "record.h"

#include <stdio.h>

/* Values of every length about those at which the writer changes its way. */
static void
fields_of_any_length(void)
{
	enum { LONGEST = 200 };
	Arena arena = { 0 };
	Buffer value = { 0 };
	Output o;
	output_open(&o, OUTPUT_TO_MEMORY);
	for (int n = 0; n <= LONGEST; n++)
		for (int at = -1; at < n; at++) {
			value.n = 0;
			for (int i = 0; i < n; i++)
				buffer_add_byte(&value, i == at ? '\t' : 'a');
			o.n = 0;
			record_write_field(&o, buffer_slice(&value));
			Slice wanted = { o.at, o.n };
			if (!EQUAL(o.n, n == 0 ? 1 : n + (at >= 0)) ||
			    !SAME(record_field(&arena, buffer_slice(&value)),
			        wanted))
				break;
		}
	output_close(&o);
	buffer_free(&value);
	arena_free(&arena);
}

static void
large_values(void)
{
	enum { LARGE = 3 << 20 };
	Arena arena = { 0 };
	Output o;
	Diagnostics d;
	Records in;
	Record read;
	unit_listen(&d);
	output_open(&o, OUTPUT_TO_MEMORY);
	char *bytes = arena_alloc(&arena, LARGE);
	memset(bytes, '\\', LARGE);
	Slice large = { bytes, LARGE };
	Record r = { .type = SLICE("x"), .person = large, .kind = large,
		.unit = large, .tags = large, .source = large, .text = large };
	record_write(&o, &r);
	records_open_bytes(&in, (Slice){ o.at, o.n }, SLICE("in"), &d);
	CHECK(records_next(&in, &read));
	SAME(read.person, large);
	SAME(read.kind, large);
	SAME(read.unit, large);
	SAME(read.tags, large);
	SAME(read.source, large);
	SAME(read.text, large);
	records_close(&in);
	EQUAL(unit_heard(&d).n, 0);
	/* A tail is made of a place, so without the source. */
	RecordTail tail = { 0 };
	r.source = SLICE("a:1");
	record_begin_tail(&tail, large, &(Place){ SLICE("a"), 1, 1 }, large,
	    false);
	o.n = 0;
	record_write(&o, &r);
	size_t n = o.n;
	r.person = record_field(&arena, large);
	record_write_sharing(&o, &r, NULL, &tail);
	SAME(((Slice){ o.at + n, o.n - n }), ((Slice){ o.at, n }));
	record_free_tail(&tail);
	output_close(&o);
	diagnostics_close(&d);
	arena_free(&arena);
}

/* Several records share a tail of any length, in an output of any fill: what
 * comes out is what record_write() writes. */
static void
tails_of_many(void)
{
	enum { MOST = 3 * OUTPUT_SIZE, ROUNDS = 200, FILE_SIZE = 1 << 22 };
	RecordTail tail = { 0 };
	char *text = base_alloc(MOST), *got = base_alloc(FILE_SIZE);
	FILE *to = tmpfile();
	Output o, wanted;
	memset(text, 'a', MOST);
	output_open(&o, fileno(to));
	output_open(&wanted, OUTPUT_TO_MEMORY);
	for (int round = 0; round < ROUNDS; round++) {
		bool is_long = unit_random(50) == 0, is_begun = false;
		Record r = { .type = SLICE("x"), .person = SLICE("y"),
			.source = SLICE("j:7"),
			.text = { text, unit_random(is_long ? MOST : 6000) } };
		text[unit_random(MOST)] = '\\';
		record_begin_tail(&tail, SLICE_NONE,
		    &(Place){ SLICE("j"), 7, 1 }, r.text, false);
		for (uint32_t i = unit_random(is_long ? 3 : 9); i > 0; i--) {
			static const char names[] = "abcdefghijklmnopqrstu";
			r.person = (Slice){ names, 1 + unit_random(20) };
			if (is_begun && unit_random(2) == 0) {
				record_write(&wanted, &r);
				record_write_again(&o, &r, NULL, &tail);
				continue;
			}
			is_begun = true;
			r.date = (Day)(1 + unit_random(DAY_LAST));
			r.due = (Day)unit_random(3);
			record_write(&wanted, &r);
			record_write_sharing(&o, &r, NULL, &tail);
		}
	}
	output_flush(&o);
	rewind(to);
	size_t n = fread(got, 1, FILE_SIZE, to);
	CHECK(n < FILE_SIZE);
	SAME(((Slice){ got, n }), ((Slice){ wanted.at, wanted.n }));
	output_close(&o);
	output_close(&wanted);
	fclose(to);
	base_free(got);
	base_free(text);
	record_free_tail(&tail);
}

/* A middle made before, of whatever length, is what would be made anew. */
static void
middles(void)
{
	static const char letters[] = "a\\bcdefghijklmnopqrstuvwxyz-0123456789";
	const Place place = { SLICE("j"), 7, 1 };
	RecordTail tail = { 0 };
	Output o, wanted;
	size_t made = 0;
	output_open(&o, OUTPUT_TO_MEMORY);
	output_open(&wanted, OUTPUT_TO_MEMORY);
	for (size_t n = 0; n < sizeof letters; n++)
		for (Way way = WAY_NONE; way <= WAY_BOTH; way++) {
			Record r = { .type = SLICE("contact"), .way = way,
				.person = SLICE("y"), .kind = { letters, n },
				.source = SLICE("j:7"), .date = 1,
				.has_amount = n % 2 == 0,
				.amount = { 123456, 0 },
				.due = n % 5 == 0 ? 3 : DAY_NONE };
			RecordMiddle middle;
			record_make_middle(&middle, &r);
			made += middle.n != 0;
			record_begin_tail(&tail, SLICE_NONE, &place, r.text,
			    false);
			record_write(&wanted, &r);
			record_write_sharing(&o, &r, &middle, &tail);
		}
	CHECK(made > 40);
	SAME(((Slice){ o.at, o.n }), ((Slice){ wanted.at, wanted.n }));
	output_close(&o);
	output_close(&wanted);
	record_free_tail(&tail);
}

const UnitTest record_write_tests[] = {
	{ "a value of any length is escaped where it must be",
	    fields_of_any_length },
	{ "values of megabytes come back", large_values },
	{ "a tail is copied from the record before where it is at hand",
	    tails_of_many },
	{ "the columns from way to done are the same made before", middles },
	UNIT_END
};
