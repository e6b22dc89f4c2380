/* Records: what is written is read back, whatever it holds and in whatever
 * pieces it comes; what is no record is named and passed over. */
#include "unit.h"

#include "record.h"
#include "utf8.h"

#include <unistd.h>

enum { PIECES = 8, MANY = 4000 };

/* A value of pieces that mean something to the format, and that do not. */
static Slice
random_value(Arena *a)
{
	static const char *const pieces[] = { "\t", "\n", "\r", "\\", "-",
		"\\t", "\\-", "#", " ", "é", "\xE2\x80\xAE", "a", "Ada", ":",
		"12", "type" };
	Buffer b = { 0 };
	for (uint32_t n = unit_random(PIECES); n > 0; n--)
		buffer_add(&b, slice_of(pieces[unit_random(
		    (uint32_t)LENGTH(pieces))]));
	Slice value = arena_copy(a, buffer_slice(&b));
	buffer_free(&b);
	return value;
}

static Day
random_day(void)
{
	return unit_random(3) == 0 ? DAY_NONE
	                           : (Day)(1 + unit_random(DAY_LAST));
}

static Record
random_record(Arena *a)
{
	static const char *const types[] = { "note", "x", "type", "-", "é" };
	Record r = { .type = slice_of(types[unit_random(5)]),
		.date = random_day(),
		.person = random_value(a),
		.way = (Way)unit_random(WAY_BOTH + 1),
		.kind = random_value(a),
		.has_amount = unit_random(2) == 0,
		.unit = random_value(a),
		.due = random_day(),
		.done = random_day(),
		.tags = random_value(a),
		.source = random_value(a),
		.text = random_value(a) };
	if (r.has_amount)
		r.amount = (Decimal){ (int64_t)unit_random(2000) - 1000,
			(int32_t)unit_random(1000000000) };
	return r;
}

static bool
same_record(const Record *a, const Record *b)
{
	return SAME(a->type, b->type) && EQUAL(a->date, b->date) &&
	    SAME(a->person, b->person) && EQUAL(a->way, b->way) &&
	    SAME(a->kind, b->kind) && EQUAL(a->has_amount, b->has_amount) &&
	    (!a->has_amount ||
	        EQUAL(decimal_compare(a->amount, b->amount), 0)) &&
	    SAME(a->unit, b->unit) && EQUAL(a->due, b->due) &&
	    EQUAL(a->done, b->done) && SAME(a->tags, b->tags) &&
	    SAME(a->source, b->source) && SAME(a->text, b->text);
}

/* Writes a record and reads it by both readers. */
static bool
comes_back(const Record *r, Output *o, Diagnostics *d, Arena *arena)
{
	Record read, again;
	Records in;
	o->n = 0;
	record_write(o, r);
	records_open_bytes(&in, (Slice){ o->at, o->n }, SLICE("in"), d);
	bool good = CHECK(records_next(&in, &read)) && same_record(&read, r) &&
	    SAME(read.line, ((Slice){ o->at, o->n - 1 })) &&
	    CHECK(record_parse(read.line, arena, &again)) &&
	    same_record(&again, r) && CHECK(!records_next(&in, &read));
	if (!good)
		unit_about((Slice){ o->at, o->n });
	records_close(&in);
	return good;
}

static void
there_and_back(void)
{
	Arena arena = { 0 };
	Output o;
	Diagnostics d;
	output_open(&o, OUTPUT_TO_MEMORY);
	unit_listen(&d);
	for (int i = 0; i < 50000; i++) {
		Record r = random_record(&arena);
		if (!comes_back(&r, &o, &d, &arena))
			break;
		arena_reset(&arena);
	}
	EQUAL(d.to.n, 0);
	diagnostics_close(&d);
	output_close(&o);
	arena_free(&arena);
}

/* Changes some bytes of a line to what means something, or may not stand. */
static void
damage(char *at, size_t n)
{
	static const char signs[] = "\t\t\t\\-#0123456789. outbhinxe";
	for (uint32_t k = unit_random(4); k > 0; k--)
		at[unit_random((uint32_t)n)] =
		    signs[unit_random((uint32_t)strlen(signs))];
}

/* Lines that may be usual, or nearly, in a stream and by themselves, which is
 * by different code. */
static void
both_readers_agree(void)
{
	static const char *const lines[] = {
		"contact\t2026-03-14\tAda\tboth\tcall\t-\t-\t-\t-\t#a\tf:1\tx",
		"promise\t-\tAda\tin\t-\t-\t-\t2026-01-02\t-\t-\t-\t-",
		"x\t2026-03-14\t-\t-\té\t-1.5\teur\t-\t2026-01-02\t-\t-\t€",
		"y\t2026-03-14\tA\tout\tk\t1\t-\t-\t-\t-\tf:22\t-\tmore" };
	Arena arena = { 0 };
	Diagnostics d;
	unit_listen(&d);
	for (int i = 0; i < 50000; i++) {
		char text[120];
		Slice line = slice_of(lines[unit_random(LENGTH(lines))]);
		Records in;
		Record a, b;
		memcpy(text, line.at, line.n);
		damage(text, line.n);
		line.at = text;
		if (text[0] == '#' || !utf8_is_clean(line))
			continue;
		records_open_bytes(&in, line, SLICE("in"), &d);
		bool is_a = records_next(&in, &a);
		bool is_b = record_parse(line, &arena, &b);
		bool good = EQUAL(is_a, is_b) &&
		    (!is_a || (same_record(&a, &b) && SAME(a.line, b.line)));
		records_close(&in);
		arena_reset(&arena);
		d.to.n = 0;
		if (!good) {
			unit_about(line);
			break;
		}
	}
	diagnostics_close(&d);
	arena_free(&arena);
}

static void
shared_tails(void)
{
	Arena arena = { 0 };
	RecordTail tail = { 0 };
	Buffer source = { 0 };
	Output one, two;
	output_open(&one, OUTPUT_TO_MEMORY);
	output_open(&two, OUTPUT_TO_MEMORY);
	for (int i = 0; i < 5000; i++) {
		Record r = random_record(&arena);
		Place place = { r.source.n != 0 ? r.source : SLICE("-"),
			unit_random(UINT32_MAX), 1 };
		record_make_source(&source, place);
		r.source = buffer_slice(&source);
		r.type = SLICE("note");
		record_write(&one, &r);
		/* Its memory is another text's now. */
		tail.source_file = SLICE_NONE;
		record_begin_tail(&tail, r.tags, &place, r.text, false);
		r.person = record_field(&arena, r.person);
		record_write_sharing(&two, &r, NULL, &tail);
	}
	SAME(((Slice){ two.at, two.n }), ((Slice){ one.at, one.n }));
	output_close(&one);
	output_close(&two);
	record_free_tail(&tail);
	buffer_free(&source);
	arena_free(&arena);
}

/* Of one file after the other, be they in the same memory. */
static void
tails_of_files(void)
{
	static const char *const wanted[] = { "-\tj.md:1\tx\n",
		"-\tj.m:1\tx\n", "-\tk\\\\:1\tx\n" };
	const Slice files[] = { SLICE("j.md"), slice_until(SLICE("j.md"), 3),
		SLICE("k\\") };
	RecordTail tail = { 0 };
	const Record r = { .type = SLICE("x"), .person = SLICE("y") };
	const Slice columns = SLICE("x\t-\ty\t-\t-\t-\t-\t-\t-\t");
	Output o;
	output_open(&o, OUTPUT_TO_MEMORY);
	for (size_t i = 0; i < LENGTH(files); i++) {
		record_begin_tail(&tail, SLICE_NONE,
		    &(Place){ files[i], 1, 1 }, SLICE("x"), false);
		o.n = 0;
		record_write_sharing(&o, &r, NULL, &tail);
		SAME(slice_from((Slice){ o.at, o.n }, columns.n),
		    slice_of(wanted[i]));
	}
	output_close(&o);
	record_free_tail(&tail);
}

/* Every byte that a clean text may hold, alone and in the middle. */
static void
every_byte(void)
{
	Output o;
	Diagnostics d;
	Arena arena = { 0 };
	output_open(&o, OUTPUT_TO_MEMORY);
	unit_listen(&d);
	for (int c = 0; c < 0x7F; c++) {
		char text[] = { 'a', (char)c, 'b' };
		if (c < ' ' && c != '\t' && c != '\n' && c != '\r')
			continue;
		Record r = { .type = SLICE("x"), .text = { text + 1, 1 },
			.kind = { text, 3 } };
		comes_back(&r, &o, &d, &arena);
	}
	EQUAL(d.to.n, 0);
	diagnostics_close(&d);
	output_close(&o);
	arena_free(&arena);
}

/* The one spelling of each value. */
static void
spellings(void)
{
	static const struct {
		Slice value;
		Slice spelling;
	} cases[] = {
		{ { "", 0 }, { "-", 1 } },
		{ { "-", 1 }, { "\\-", 2 } },
		{ { "--", 2 }, { "--", 2 } },
		{ { "\\", 1 }, { "\\\\", 2 } },
		{ { "\\-", 2 }, { "\\\\-", 3 } },
		{ { "a\tb\nc\rd\\e", 9 }, { "a\\tb\\nc\\rd\\\\e", 13 } },
		{ { "#a", 2 }, { "#a", 2 } },
	};
	Output o;
	output_open(&o, OUTPUT_TO_MEMORY);
	for (size_t i = 0; i < LENGTH(cases); i++) {
		o.n = 0;
		record_write_field(&o, cases[i].value);
		SAME(((Slice){ o.at, o.n }), cases[i].spelling);
	}
	o.n = 0;
	record_write(&o, &(Record){ .type = SLICE("x"), .date = DAY_FIRST,
	    .way = WAY_IN, .has_amount = true, .amount = { -1, 500000000 },
	    .done = DAY_LAST });
	SAME(((Slice){ o.at, o.n }), SLICE("x\t0001-01-01\t-\tin\t-\t-0.5\t-"
	                                   "\t-\t9999-12-31\t-\t-\t-\n"));
	output_close(&o);
}

/* Writes again what is read, and the messages behind it. */
static void
digest(Records *in, Diagnostics *d, Output *o)
{
	Record r;
	o->n = 0;
	while (records_next(in, &r)) {
		output_write(o, r.line);
		record_write(o, &r);
	}
	records_close(in);
	output_write(o, unit_heard(d));
}

/* A stream with something wrong here and there. */
static void
write_stream(Output *o)
{
	static const char *const others[] = { "", "# a comment", "bad",
		"x\t2026-02-30\t-\t-\t-\t-\t-\t-\t-\t-\t-\t-",
		"x\t-\t-\tup\t-\t-\t-\t-\t-\t-\t-\t-",
		"x\t-\t-\t-\t-\t1e3\t-\t-\t-\t-\t-\t-",
		"x\t-\t\\q\t-\t-\t-\t-\t-\t-\t-\t-\t-",
		"x\t-\t\xFF\x01\t-\t-\t-\t-\t-\t-\t-\t-\t-\tmore\tand more",
		"x\t\t\t\t\t\t\t\t\t\t\t\r" };
	Arena arena = { 0 };
	for (int i = 0; i < MANY; i++) {
		Record r = random_record(&arena);
		if (i % 97 == 0)
			record_write_header(o);
		if (i % 5 == 0) {
			output_write(o, slice_of(others[unit_random(
			    (uint32_t)LENGTH(others))]));
			output_byte(o, '\n');
		}
		record_write(o, &r);
		arena_reset(&arena);
	}
	output_write(o, SLICE("x\t-\t-\t-\t-\t-\t-\t-\t-\t-\t-\tno LF"));
	arena_free(&arena);
}

/* Reads the stream as standard input, `chunk` bytes a read. */
static void
digest_chunks(Slice stream, size_t chunk, Output *came)
{
	static char *const none[] = { NULL };
	UnitChunks chunks = unit_chunks(stream, chunk);
	Records in;
	Diagnostics d;
	int saved = dup(STDIN_FILENO);
	dup2(chunks.fd, STDIN_FILENO);
	unit_listen(&d);
	records_open(&in, none, &d);
	digest(&in, &d, came);
	diagnostics_close(&d);
	if (saved >= 0) {
		dup2(saved, STDIN_FILENO);
		close(saved);
	} else {
		close(STDIN_FILENO);
	}
	unit_chunks_end(&chunks);
}

static void
pieces_of_any_size(void)
{
	/* The first read would take but a part of a larger one. */
	static const size_t sizes[] = { 1, 3, 11, 1000, 4096, INPUT_FIRST };
	Output stream, wanted, came;
	Records in;
	Diagnostics d;
	output_open(&stream, OUTPUT_TO_MEMORY);
	output_open(&wanted, OUTPUT_TO_MEMORY);
	output_open(&came, OUTPUT_TO_MEMORY);
	write_stream(&stream);
	Slice text = { stream.at, stream.n };
	unit_listen(&d);
	records_open_bytes(&in, text, SLICE("<stdin>"), &d);
	digest(&in, &d, &wanted);
	CHECK(wanted.n > stream.n);
	CHECK(d.rejected);
	for (size_t i = 0; i < LENGTH(sizes); i++) {
		digest_chunks(text, sizes[i], &came);
		if (!SAME(((Slice){ came.at, came.n }),
		        ((Slice){ wanted.at, wanted.n })))
			break;
	}
	diagnostics_close(&d);
	output_close(&stream);
	output_close(&wanted);
	output_close(&came);
}

/* Reads lines of which those given as records are good; what is said. */
static bool
reads(const char *text, size_t records, const char *said)
{
	Records in;
	Record r;
	Diagnostics d;
	size_t count = 0;
	unit_listen(&d);
	records_open_bytes(&in, slice_of(text), SLICE("f"), &d);
	while (records_next(&in, &r))
		count++;
	Slice heard = unit_heard(&d);
	bool good = EQUAL(count, records) &&
	    CHECK(slice_starts(heard, slice_of(said))) &&
	    CHECK(*said != '\0' || heard.n == 0);
	if (!good) {
		unit_about(slice_of(text));
		unit_about(heard);
	}
	records_close(&in);
	diagnostics_close(&d);
	return good;
}

static void
bad_lines(void)
{
	reads("x\t-\t-\t-\t-\t-\t-\t-\t-\t-\t-\n", 0, "f:1:1: error: ");
	reads("\n#\nx\n", 0, "f:3:1: error: ");
	reads("x\t2026-3-14\t-\t-\t-\t-\t-\t-\t-\t-\t-\t-\n", 0,
	    "f:1:3: error: not a date: 2026-3-14 ");
	reads("x\t-\t-\t-\t-\t-\t-\t0000-01-01\t-\t-\t-\t-\n", 0,
	    "f:1:15: error: not a date: ");
	reads("x\t-\t-\t-\t-\t-\t-\t-\t2026-02-29\t-\t-\t-\n", 0,
	    "f:1:17: error: not a date: ");
	reads("x\t-\t-\tOut\t-\t-\t-\t-\t-\t-\t-\t-\n", 0,
	    "f:1:7: error: not out, in or both: Out ");
	reads("x\t-\t-\tou\t-\t-\t-\t-\t-\t-\t-\t-\n", 0, "f:1:7: error: ");
	reads("x\t-\t-\toutx\t-\t-\t-\t-\t-\t-\t-\t-\n", 0,
	    "f:1:7: error: ");
	reads("x\t-\t-\tinn\t-\t-\t-\t-\t-\t-\t-\t-\n", 0, "f:1:7: error: ");
	reads("x\t-\t-\tbothx\t-\t-\t-\t-\t-\t-\t-\t-\n", 0,
	    "f:1:7: error: ");
	reads("x\t-\t-\tbot\t-\t-\t-\t-\t-\t-\t-\t-\n", 0, "f:1:7: error: ");
	reads("x\t-\t-\t-\t-\t1.\t-\t-\t-\t-\t-\t-\n", 0, "f:1:11: error: ");
	reads("x\t-\t-\t-\t-\t1000000000000000000\t-\t-\t-\t-\t-\t-\n", 0,
	    "f:1:11: error: ");
	reads("x\t-\t-\t-\t-\t-0.1234567891\t-\t-\t-\t-\t-\t-\n", 0,
	    "f:1:11: error: ");
	reads("x\t-\ta\\\t-\t-\t-\t-\t-\t-\t-\t-\t-\n", 0, "f:1:6: error: ");
	reads("x\t-\ta\\n\\N\t-\t-\t-\t-\t-\t-\t-\t-\t-\n", 0,
	    "f:1:8: error: unknown escape: \\N ");
	/* \- is an escape only of a whole field. */
	reads("x\t-\ta\\-\t-\t-\t-\t-\t-\t-\t-\t-\t-\n", 0,
	    "f:1:6: error: ");
	reads("x\t-\t\\-\\-\t-\t-\t-\t-\t-\t-\t-\t-\t-\n", 0,
	    "f:1:5: error: ");
}

static void
good_lines(void)
{
	reads("", 0, "");
	reads("\n\n#\n# x\n", 0, "");
	reads("type\tdate\tperson\tway\tkind\tamount\tunit\tdue\tdone\ttags"
	      "\tsource\ttext\n", 0, "");
	reads("x\t\t\t\t\t\t\t\t\t\t\t\n", 1, "");
	reads("x\t-\t-\t-\t-\t-\t-\t-\t-\t-\t-\t-\tmore\t\\q\n", 1, "");
	reads("x\t-\t-\tboth\t-\t007.10\t-\t-\t-\t-\t-\t-", 1, "");
	reads("x\t-\t\\-\t-\t-\t-\t-\t-\t-\t-\t-\t-\r\n", 1, "");
}

static void
columns_and_ways(void)
{
	Output o;
	output_open(&o, OUTPUT_TO_MEMORY);
	for (Column c = 0; c < COLUMN_COUNT; c++) {
		EQUAL(record_column_of(record_column_name(c)), c);
		if (c != 0)
			output_byte(&o, '\t');
		output_write(&o, record_column_name(c));
	}
	output_byte(&o, '\n');
	size_t n = o.n;
	record_write_header(&o);
	SAME(slice_from((Slice){ o.at, o.n }, n), ((Slice){ o.at, n }));
	EQUAL(record_column_of(SLICE("Type")), COLUMN_COUNT);
	EQUAL(record_column_of(SLICE_NONE), COLUMN_COUNT);
	for (Way w = WAY_OUT; w <= WAY_BOTH; w++)
		EQUAL(record_way_of(record_way_text(w)), w);
	EQUAL(record_way_of(SLICE_NONE), WAY_NONE);
	EQUAL(record_way_of(SLICE("OUT")), WAY_NONE);
	output_close(&o);
}

static void
source_order(void)
{
	/* In order: file by bytes, line by number, the record by bytes. */
	static const struct {
		const char *source;
		const char *line;
	} sorted[] = { { "", "a" }, { "", "b" }, { "A:1", "z" },
		{ "a", "x" }, { "a:0", "y" }, { "a:1", "b" }, { "a:1", "c" },
		{ "a:2", "a" }, { "a:9", "a" }, { "a:10", "a" },
		{ "a:010", "b" }, { "a:99999999999", "a" }, { "a.md", "a" },
		{ "a.md:1", "a" }, { "a:1:2", "a" }, { "a:x", "a" },
		{ "é:1", "a" } };
	for (size_t i = 0; i < LENGTH(sorted); i++)
		for (size_t k = 0; k < LENGTH(sorted); k++) {
			RecordOrigin a = { slice_of(sorted[i].source),
				slice_of(sorted[i].line) };
			RecordOrigin b = { slice_of(sorted[k].source),
				slice_of(sorted[k].line) };
			int order = record_compare_source(a, b);
			if (!EQUAL((order > 0) - (order < 0),
			        (i > k) - (i < k))) {
				unit_about(a.source);
				unit_about(b.source);
			}
		}
}

/* The twin of record_compare_source(), for one record. */
static int
plain_order(Slice a, Slice b)
{
	size_t line_a, line_b;
	Slice file_a = record_source_file(a, &line_a);
	Slice file_b = record_source_file(b, &line_b);
	int order = slice_compare(file_a, file_b);
	if (order == 0)
		order = (line_a > line_b) - (line_a < line_b);
	return (order > 0) - (order < 0);
}

/* Sources that are alike, with line numbers and without. */
static void
sources_alike(void)
{
	enum { CASES = 300000, MOST = 24 };
	static const char letters[] = "0019::a";
	char text[2][MOST];
	uint32_t random = 1;
	for (int c = 0; c < CASES; c++) {
		size_t n[2] = { MOST, MOST };
		for (size_t i = 0; i < MOST; i++) {
			random = random * 1103515245 + 12345;
			uint32_t r = random >> 16;
			size_t same = r / 7 % 8;
			text[0][i] = letters[r % 7];
			text[1][i] = letters[same == 0 ? r / 56 % 7 : r % 7];
			if (i > 4 && r % 13 == 0)
				n[r / 13 % 2] = i;
		}
		Slice a = { text[0], n[0] }, b = { text[1], n[1] };
		if (c % 2 == 0)
			b.n = a.n = MOST - (size_t)c / 2 % MOST;
		int order = record_compare_source((RecordOrigin){ a,
		    SLICE_NONE }, (RecordOrigin){ b, SLICE_NONE });
		if (!EQUAL((order > 0) - (order < 0), plain_order(a, b))) {
			unit_about(a);
			unit_about(b);
			break;
		}
	}
}

static void
sources(void)
{
	Buffer b = { 0 };
	size_t line;
	record_make_source(&b, (Place){ SLICE("a b.md"), 120, 3 });
	SAME(buffer_slice(&b), SLICE("a b.md:120"));
	SAME(record_source_file(buffer_slice(&b), &line), SLICE("a b.md"));
	EQUAL(line, 120);
	SAME(record_source_file(SLICE("a:b"), &line), SLICE("a:b"));
	EQUAL(line, 0);
	SAME(record_source_file(SLICE("12"), &line), SLICE("12"));
	EQUAL(line, 0);
	SAME(record_source_file(SLICE("a:"), &line), SLICE("a:"));
	SAME(record_source_file(SLICE("a:1:2"), &line), SLICE("a:1"));
	EQUAL(line, 2);
	EQUAL(record_source_file(SLICE_NONE, &line).n, 0);
	buffer_free(&b);
}

static void
tags(void)
{
	Slice list = SLICE("#a  #b/c #é"), tag;
	CHECK(record_next_tag(&list, &tag));
	SAME(tag, SLICE("#a"));
	CHECK(record_next_tag(&list, &tag));
	SAME(tag, SLICE("#b/c"));
	CHECK(record_next_tag(&list, &tag));
	SAME(tag, SLICE("#é"));
	CHECK(!record_next_tag(&list, &tag));
	list = SLICE_NONE;
	CHECK(!record_next_tag(&list, &tag));
	list = SLICE("   ");
	CHECK(!record_next_tag(&list, &tag));
}

const UnitTest record_tests[] = {
	{ "each value has one spelling", spellings },
	{ "each byte that a field may hold comes back", every_byte },
	{ "what is written is read, and written again the same",
	    there_and_back },
	{ "a stream reads the same in pieces of any size", pieces_of_any_size },
	{ "a bad line is named by its column and passed over", bad_lines },
	{ "empty fields, further columns, comments and headers are no fault",
	    good_lines },
	{ "a line is the same record in a stream and by itself",
	    both_readers_agree },
	{ "columns and ways have names", columns_and_ways },
	{ "order by source is file, line as a number, record", source_order },
	{ "sources that are alike have the same order", sources_alike },
	{ "a source is a file and a line", sources },
	{ "tags are taken one by one", tags },
	{ "a tail made once is that of each record", shared_tails },
	{ "and are of the file that they are of", tails_of_files },
	UNIT_END
};
