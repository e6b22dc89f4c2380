/*
 * rel-find, some conditions over a stream of records (or a journal's). What
 * passes are lines of the input that are records, in their order; what fits and
 * what does not are together all of them, none twice; the order of the lines
 * changes nothing of what passes, nor do the sizes of reads, nor that a file is
 * read twice where of a stream lines wait. Of what takes a further run, here
 * and below, each input is asked one.
 *
 * Two exceptions. What says who people are is left out with -o, unless its type
 * is asked for, and passes both ways where it must (rel-find(1)). And a record
 * that a pattern takes too long on passes neither way; each of these is named,
 * and whether there are any hangs on what was searched before, so that only
 * without them the order does not matter, nor what else there is.
 *
 * What passed passes again: all that made it pass is still there, for who
 * people are passes with what is about them. With -o alone it does not, and
 * somebody who was known by a handle or circle is so no more: then it may be
 * less, but with -v as well it is not, for that leaves nobody else out. In the
 * same way, without -o and -v, all conditions at once are some, and then the
 * others.
 */
#include "fuzz.h"

#include "find.h"

#include <stdio.h>
#include <unistd.h>

/* What may be asked for. */
enum {
	NAME = 1,
	CIRCLE = 2,
	TYPE = 4,
	KIND = 8,
	TAG = 16,
	WAYS = 32,
	TEXT = 64,
	DATES = 128,
	PEOPLE = NAME | CIRCLE,
	ALL = 255
};

typedef struct {
	Slice lines;   /* of the records, of which values are taken */
	unsigned asks; /* a sum of the above */
	uint64_t seed;
	bool is_only;
	bool is_inverted;
} Question;

/* What stands in a column of one of the records; empty if there is none. */
static Slice
field_of(const Question *q, Column column, uint64_t *seed)
{
	Slice rest = q->lines;
	size_t at = fuzz_random(seed, (uint32_t)rest.n + 1);
	at -= at == rest.n && at > 0;
	while (at > 0 && rest.at[at - 1] != '\n')
		at--;
	rest = slice_from(rest, at);
	rest = slice_until(rest, slice_find(rest, 0, '\n'));
	for (Column c = 0; c < column; c++)
		rest = slice_from(rest, slice_find(rest, 0, '\t') + 1);
	return slice_until(rest, slice_find(rest, 0, '\t'));
}

/* Its first word. */
static Slice
word_of(const Question *q, Column column, uint64_t *seed)
{
	Slice field = field_of(q, column, seed);
	return slice_until(field, slice_find(field, 0, ' '));
}

/* A word of a text, or something that matches more, or takes long. */
static Slice
expression_of(const Question *q, uint64_t *seed)
{
	static const char *const usual[] = { "^$", "[aeiou]{2}", "\\d$",
		"\xC3\x96", "(a+)+$", "" };
	static Buffer quoted;
	Slice word = word_of(q, COLUMN_TEXT, seed);
	if (slice_find(word, 0, '\\') < word.n || fuzz_random(seed, 4) == 0)
		return slice_of(usual[fuzz_random(seed, LENGTH(usual))]);
	quoted.n = 0;
	buffer_add(&quoted, SLICE("\\Q"));
	buffer_add(&quoted, word);
	return buffer_slice(&quoted);
}

static void
ask_of_person(const Question *q, unsigned what, uint64_t *seed, FindOptions *o)
{
	/* A handle or alias is the text of who declares it. */
	Column column = fuzz_random(seed, 2) ? COLUMN_TEXT : COLUMN_PERSON;
	if (what == NAME)
		choice_add_name(&o->names, field_of(q, column, seed));
	else
		choice_add_tags(&o->circles, word_of(q, COLUMN_TAGS, seed));
}

static void
ask_of_record(const Question *q, unsigned what, uint64_t *seed, FindOptions *o)
{
	static const char *const ways[] = { "out", "in", "both", "in,out" };
	if (what == TYPE)
		choice_add_list(&o->types, field_of(q, COLUMN_TYPE, seed));
	else if (what == KIND)
		choice_add_list(&o->kinds, field_of(q, COLUMN_KIND, seed));
	else if (what == TAG)
		choice_add_tags(&o->tags, word_of(q, COLUMN_TAGS, seed));
	else if (what == WAYS)
		HOLDS(find_add_ways(o, slice_of(ways[fuzz_random(seed,
		    LENGTH(ways))])));
	else if (what == TEXT)
		*vec_push(&o->expressions) = expression_of(q, seed);
	else if (!day_parse(field_of(q, COLUMN_DATE, seed),
	             fuzz_random(seed, 2) ? &o->since : &o->until))
		o->since = day_of(2026, 3, 1);
}

/* Each condition is the same, whichever others are asked for. */
static FindOptions
options_of(const Question *q)
{
	FindOptions o = { .is_only = q->is_only,
		.is_inverted = q->is_inverted,
		.any_case = q->seed & 64 };
	for (unsigned what = 1; what < ALL; what *= 2) {
		uint64_t seed = bytes_spread(q->seed + what) | 1;
		if ((q->asks & what) == 0)
			continue;
		/* Several values are more than one. */
		for (int n = fuzz_random(&seed, 4) == 0; n >= 0; n--)
			if ((what & PEOPLE) != 0)
				ask_of_person(q, what, &seed, &o);
			else if (what != TEXT || n == 0)
				ask_of_record(q, what, &seed, &o);
	}
	return o;
}

/* The operands of a file of these bytes, which has no other name. */
static char *const *
file_of(Slice bytes)
{
	static char path[sizeof "/dev/fd/" + DIGITS_MOST] = "/dev/fd/";
	static char *operands[] = { path, NULL };
	static int fd = -1;
	if (fd < 0) {
		FILE *file = tmpfile();
		HOLDS(file != NULL);
		fd = fileno(file);
		*bytes_put_number(path + strlen(path), (uint64_t)fd) = '\0';
		HOLDS(input_is_file_at(path));
	}
	HOLDS(bytes.n == 0 ||
	    pwrite(fd, bytes.at, bytes.n, 0) == (ssize_t)bytes.n);
	HOLDS(ftruncate(fd, (off_t)bytes.n) == 0);
	return operands;
}

static void
find(FuzzRun *run, const Question *q, char *const operands[])
{
	static Buffer why;
	Slice fault;
	FindOptions o = options_of(q);
	HOLDS(find_compile(&o, &fault, &why));
	fuzz_start(run);
	find_run(&o, operands, &run->out, &run->heard);
	HOLDS(!run->heard.trouble);
	find_options_free(&o);
}

static void
find_in(FuzzRun *run, const Question *q, Slice bytes, uint64_t seed)
{
	fuzz_feed(bytes, seed);
	find(run, q, fuzz_standard_input);
}

/* The lines that are records, each with its LF. */
static Slice
lines_of(Slice records)
{
	static Buffer lines;
	Slice line;
	lines.n = 0;
	while (fuzz_record_line(&records, &line)) {
		buffer_add(&lines, line);
		buffer_add_byte(&lines, '\n');
	}
	return buffer_slice(&lines);
}

/* Takes the line off the text if it comes next. */
static bool
take(Slice *text, Slice line)
{
	if (!slice_starts(*text, line) || text->n == line.n ||
	    text->at[line.n] != '\n')
		return false;
	*text = slice_from(*text, line.n + 1);
	return true;
}

static bool
is_of_people(Slice type)
{
	return slice_equal(type, SLICE("person")) ||
	    slice_equal(type, SLICE("alias")) ||
	    slice_equal(type, SLICE("attr"));
}

static bool
asks_people(const FindOptions *o)
{
	return !choice_is_open(&o->names) || !choice_is_open(&o->circles);
}

/* Whether the record meets each condition but those on people and texts. */
static bool
meets(const FindOptions *o, Slice line)
{
	static Arena arena;
	static Buffer scratch;
	Record r;
	HOLDS(record_parse(line, &arena, &r));
	bool is_undated = r.date == DAY_NONE;
	bool meets = (choice_is_open(&o->types) ||
	        choice_has(&o->types, r.type, &scratch)) &&
	    (choice_is_open(&o->kinds) ||
	        choice_has(&o->kinds, r.kind, &scratch)) &&
	    (choice_is_open(&o->tags) ||
	        choice_has_tag(&o->tags, r.tags, &scratch)) &&
	    (o->ways == 0 || (o->ways & UINT32_C(1) << r.way) != 0) &&
	    (is_undated || o->since == DAY_NONE || o->since <= r.date) &&
	    (is_undated || o->until == DAY_NONE || o->until >= r.date);
	arena_reset(&arena);
	return meets;
}

/* Where a line of people goes that is no record like any other. */
static void
check_people(const FindOptions *o, bool fits, bool passes_inverted)
{
	bool asks_more = !choice_is_open(&o->types) ||
	    !choice_is_open(&o->kinds) || !choice_is_open(&o->tags) ||
	    o->ways != 0 || o->expressions.n != 0 || o->since != DAY_NONE ||
	    o->until != DAY_NONE;
	if (o->is_only) {
		HOLDS(!fits && !passes_inverted);
		return;
	}
	HOLDS(fits || asks_people(o));
	HOLDS(asks_more ? passes_inverted : passes_inverted != fits);
}

/* That each of the lines is where it should be, and there is no other; how many
 * are in neither though they should be in one. */
static size_t
check_parts(const Question *q, Slice fitting, Slice others)
{
	static Buffer scratch;
	FindOptions o = options_of(q);
	Slice rest = q->lines, line;
	size_t lacking = 0;
	while (fuzz_line(&rest, &line)) {
		bool fits = take(&fitting, line);
		bool passes_inverted = take(&others, line);
		Slice type = slice_until(line, slice_find(line, 0, '\t'));
		if (is_of_people(type) && !(o.is_only &&
		    choice_has(&o.types, type, &scratch))) {
			check_people(&o, fits, passes_inverted);
			continue;
		}
		HOLDS(!fits || !passes_inverted);
		HOLDS(!fits || meets(&o, line));
		HOLDS(!passes_inverted || !meets(&o, line) ||
		    asks_people(&o) || o.expressions.n != 0);
		lacking += !fits && !passes_inverted;
	}
	HOLDS(fitting.n == 0 && others.n == 0);
	find_options_free(&o);
	return lacking;
}

/* Whether the two heard the same of inputs of these names. */
static void
check_heard(Slice a, const char *name_a, Slice b, const char *name_b)
{
	Slice x, y;
	while (fuzz_line(&a, &x)) {
		HOLDS(fuzz_line(&b, &y));
		HOLDS(slice_starts(x, slice_of(name_a)));
		HOLDS(slice_starts(y, slice_of(name_b)));
		SAME(slice_from(x, strlen(name_a)),
		    slice_from(y, strlen(name_b)));
	}
	HOLDS(b.n == 0);
}

static void
check_shuffled(const Question *q, Slice passed)
{
	static FuzzRun run;
	static Buffer shuffled, wanted, came;
	fuzz_shuffle(q->lines, q->seed, &shuffled);
	find_in(&run, q, buffer_slice(&shuffled), q->seed + 2);
	fuzz_sort(passed, &wanted);
	fuzz_sort(fuzz_out(&run), &came);
	SAME(buffer_slice(&came), buffer_slice(&wanted));
}

/* That what passed passes again, or no more than that. */
static void
check_again(const Question *q, Slice passed)
{
	static FuzzRun run;
	Slice line, rest;
	find_in(&run, q, passed, q->seed + 4);
	rest = fuzz_out(&run);
	if (!q->is_only || q->is_inverted || (q->asks & PEOPLE) == 0) {
		SAME(rest, passed);
		return;
	}
	while (fuzz_line(&passed, &line))
		take(&rest, line);
	HOLDS(rest.n == 0);
}

/* That some conditions, and then the others, are all. */
static void
check_split(const Question *q, Slice passed)
{
	static FuzzRun some, others;
	Question first = *q, second = *q;
	first.asks &= (unsigned)(q->seed >> 32);
	second.asks &= ~first.asks;
	find_in(&some, &first, q->lines, q->seed + 6);
	find_in(&others, &second, fuzz_out(&some), q->seed + 8);
	/* One that is not tried for all may now be tried too often. */
	if (fuzz_limits(fuzz_heard(&some)) == 0 &&
	    fuzz_limits(fuzz_heard(&others)) == 0)
		SAME(fuzz_out(&others), passed);
}

/* The same by reads of other sizes, or from a file. */
static void
check_source(const Question *q, Slice records, const FuzzRun *run, bool file)
{
	static FuzzRun again;
	if (!file) {
		find_in(&again, q, records, q->seed + 10);
		SAME(fuzz_heard(&again), fuzz_heard(run));
	} else {
		char *const *operands = file_of(records);
		find(&again, q, operands);
		check_heard(fuzz_heard(&again), operands[0], fuzz_heard(run),
		    "<stdin>");
	}
	SAME(fuzz_out(&again), fuzz_out(run));
}

void
fuzz_find(Slice input)
{
	enum { OTHERS = 5 };
	static FuzzRun run, inverted;
	Slice records = fuzz_records_of(input);
	uint64_t seed = fuzz_hash(input), pick = seed;
	/* A quarter of the conditions, and those that the text chooses. */
	unsigned asks = (unsigned)(seed & seed >> 8);
	Question q = { lines_of(records), (fuzz_choice(input) ^ asks) & ALL,
		seed, seed >> 17 & 1, seed >> 18 & 1 };
	Question other = q;
	other.is_inverted = !q.is_inverted;
	find_in(&run, &q, records, seed);
	find_in(&inverted, &other, records, seed);
	SAME(fuzz_heard(&inverted), fuzz_heard(&run));
	fuzz_check_messages(fuzz_heard(&run));
	Slice passed = fuzz_out(&run), others = fuzz_out(&inverted);
	size_t limits = fuzz_limits(fuzz_heard(&run));
	HOLDS(check_parts(&q, q.is_inverted ? others : passed,
	    q.is_inverted ? passed : others) == limits);
	uint32_t which = fuzz_random(&pick, OTHERS);
	if (which < 2)
		check_source(&q, records, &run, which == 0);
	else if (limits != 0)
		return;
	else if (which == 2)
		check_shuffled(&q, passed);
	else if (which == 3)
		check_again(&q, passed);
	else if (!q.is_only && !q.is_inverted)
		check_split(&q, passed);
}
