/*
 * find: see find.h. A record has one of three verdicts: it passes, it is
 * dropped, or that is open, because nothing said so far makes its person one of
 * those who are meant. The lines that wait are released from the first on, as
 * far as they are decided: whenever a record says more about a person, and at
 * the end, when whoever is not meant never will be.
 *
 * Time is linear in the input. Memory grows with the people of the stream, if a
 * name or circle is asked for, and with what waits.
 */
#include "find.h"

#include "persons.h"

typedef enum { DROPPED, PASSES, OPEN } Verdict;

/* A line that waits, in Find.lines. */
typedef struct {
	size_t n;
	uint32_t person; /* whom it depends on, */
	bool is_open;    /* if it does */
} Waiting;

typedef struct {
	const FindOptions *options;
	Output *output;
	Diagnostics *diagnostics;
	bool by_person;  /* people are asked for */
	bool by_rest;    /* anything else is */
	bool is_settled; /* whoever is meant is known */
	Persons persons;
	VEC(Waiting) waiting;
	Buffer lines;
	size_t released; /* of those waiting; */
	size_t at;       /* the line of the next starts here */
	Buffer scratch;
} Find;

bool
find_add_ways(FindOptions *o, Slice list)
{
	Slice item;
	while (slice_next_item(&list, &item)) {
		Way way = record_way_of(item);
		if (way == WAY_NONE)
			return false;
		o->ways |= UINT32_C(1) << way;
	}
	return true;
}

bool
find_compile(FindOptions *o, Slice *fault, Buffer *why)
{
	for (size_t i = 0; i < o->expressions.n; i++) {
		*fault = o->expressions.at[i];
		Pattern *p = pattern_compile(*fault,
		    o->any_case ? PATTERN_ANY_CASE : 0, why);
		if (p == NULL)
			return false;
		*vec_push(&o->patterns) = p;
	}
	return true;
}

void
find_options_free(FindOptions *o)
{
	choice_free(&o->names);
	choice_free(&o->circles);
	choice_free(&o->types);
	choice_free(&o->kinds);
	choice_free(&o->tags);
	for (size_t i = 0; i < o->patterns.n; i++)
		pattern_free(o->patterns.at[i]);
	vec_free(&o->patterns);
	vec_free(&o->expressions);
}

/* Whether the type says who people are, and no more. */
static bool
is_of_people(Slice type)
{
	return slice_equal(type, SLICE("person")) ||
	    slice_equal(type, SLICE("alias")) ||
	    slice_equal(type, SLICE("attr"));
}

static bool
may_be(Find *f, const Choice *choice, Slice value)
{
	return choice_is_open(choice) ||
	    choice_has(choice, value, &f->scratch);
}

/* Says that the pattern takes too long on the text of the record. */
static void
report_limit(Find *f, const Records *reader, const Record *r, const Pattern *p)
{
	size_t at = 0;
	for (Column c = 0; c < COLUMN_TEXT; c++)
		at = slice_find(r->line, at, '\t') + 1;
	diagnostic_report(f->diagnostics, RULE_PATTERN_LIMIT,
	    (Place){ reader->name, reader->line, at + 1 }, pattern_source(p),
	    SLICE_NONE, SLICE_NONE);
}

/* Whether a pattern, if there is one, matches the text: 1, 0, or -1 where none
 * does but one takes too long to tell. */
static int
matches(Find *f, const Records *reader, const Record *r)
{
	const FindOptions *o = f->options;
	const Pattern *undecided = NULL;
	PatternMatch match;
	for (size_t i = 0; i < o->patterns.n; i++) {
		int got = pattern_match(o->patterns.at[i], r->text, 0, &match);
		if (got > 0)
			return 1;
		if (got < 0)
			undecided = o->patterns.at[i];
	}
	if (undecided == NULL)
		return o->patterns.n == 0;
	report_limit(f, reader, r, undecided);
	return -1;
}

/* Whether all holds that is asked of the record itself: 1, 0, or -1 where that
 * can't be told. */
static int
fits(Find *f, const Records *reader, const Record *r)
{
	const FindOptions *o = f->options;
	bool is_dated = r->date != DAY_NONE;
	if (!may_be(f, &o->types, r->type) || !may_be(f, &o->kinds, r->kind) ||
	    (o->ways != 0 && (o->ways >> r->way & 1) == 0) ||
	    (is_dated && r->date < o->since) ||
	    (is_dated && o->until != DAY_NONE && r->date > o->until))
		return 0;
	if (!choice_is_open(&o->tags) &&
	    !choice_has_tag(&o->tags, r->tags, &f->scratch))
		return 0;
	return matches(f, reader, r);
}

/* Whether the person, MAP_NONE for nobody, is one of those asked for: 1, 0, or
 * -1 where that is open. */
static int
is_meant(const Find *f, uint32_t person)
{
	if (!f->by_person)
		return 1;
	if (person == MAP_NONE)
		return 0;
	if (persons_is_meant(&f->persons, person))
		return 1;
	return f->is_settled ? 0 : -1;
}

/*
 * What is said of people who remain possible passes, whatever else is asked:
 * those who are meant; inverted, all if more than people is asked for, for
 * facts of anybody may pass then, else those who are not meant.
 */
static Verdict
judge(Find *f, const Records *reader, const Record *r, uint32_t person)
{
	const FindOptions *o = f->options;
	bool is_asked = true;
	if (is_of_people(r->type)) {
		is_asked = o->is_only &&
		    choice_has(&o->types, r->type, &f->scratch);
		if (o->is_only && !is_asked)
			return DROPPED;
	}
	Verdict fitting = o->is_inverted ? DROPPED : PASSES;
	Verdict other = o->is_inverted ? PASSES : DROPPED;
	int rest = is_asked ? fits(f, reader, r)
	                    : !(o->is_inverted && f->by_rest);
	if (rest <= 0)
		return rest < 0 ? DROPPED : other;
	int meant = is_meant(f, person);
	return meant < 0 ? OPEN : meant ? fitting : other;
}

static void
write_line(Output *o, Slice line)
{
	output_write(o, line);
	output_byte(o, '\n');
}

/* Lets go what waits, as far as it is decided. */
static void
release(Find *f)
{
	for (; f->released < f->waiting.n; f->released++) {
		const Waiting *w = &f->waiting.at[f->released];
		int meant = w->is_open ? is_meant(f, w->person)
		                       : !f->options->is_inverted;
		if (meant < 0)
			return;
		if (meant != f->options->is_inverted)
			write_line(f->output,
			    (Slice){ f->lines.at + f->at, w->n });
		f->at += w->n;
	}
	f->waiting.n = f->released = f->lines.n = f->at = 0;
}

static void
take(Find *f, const Records *reader, const Record *r)
{
	uint32_t person = MAP_NONE;
	if (f->by_person && r->person.n != 0)
		person = persons_take(&f->persons, r);
	if (f->waiting.n != 0 && is_of_people(r->type))
		release(f);
	Verdict verdict = judge(f, reader, r, person);
	if (verdict == DROPPED)
		return;
	Slice line = records_line(reader, r);
	if (verdict == PASSES && f->waiting.n == 0) {
		write_line(f->output, line);
		return;
	}
	*vec_push(&f->waiting) = (Waiting){ line.n, person, verdict == OPEN };
	buffer_add(&f->lines, line);
}

static bool
can_be_read_twice(char *const operands[])
{
	char *const *name = operands;
	while (*name != NULL && strcmp(*name, "-") != 0 &&
	    input_is_file_at(*name))
		name++;
	return *name == NULL && name != operands;
}

/* Reads who is who, without a word: the second reading will say what is
 * wrong. */
static void
read_people(Find *f, char *const operands[])
{
	Diagnostics none;
	Records reader;
	Record r;
	diagnostics_open(&none, OUTPUT_TO_NOTHING, SLICE_NONE);
	records_open(&reader, operands, &none);
	while (records_next(&reader, &r))
		if (r.person.n != 0 && is_of_people(r.type))
			persons_take(&f->persons, &r);
	records_close(&reader);
	diagnostics_close(&none);
	f->is_settled = true;
}

void
find_run(const FindOptions *options, char *const operands[], Output *output,
    Diagnostics *diagnostics)
{
	const FindOptions *o = options;
	Find f = { .options = o,
		.output = output,
		.diagnostics = diagnostics,
		.by_person = !choice_is_open(&o->names) ||
		    !choice_is_open(&o->circles),
		.by_rest = !choice_is_open(&o->types) ||
		    !choice_is_open(&o->kinds) || !choice_is_open(&o->tags) ||
		    o->ways != 0 || o->patterns.n != 0 ||
		    o->since != DAY_NONE || o->until != DAY_NONE,
		.persons = { .names = &o->names, .circles = &o->circles } };
	Records reader;
	Record r;
	if (f.by_person && can_be_read_twice(operands))
		read_people(&f, operands);
	if (o->header)
		record_write_header(output);
	records_open(&reader, operands, diagnostics);
	reader.input.flushed = output;
	while (records_next(&reader, &r))
		take(&f, &reader, &r);
	f.is_settled = true;
	release(&f);
	records_close(&reader);
	persons_free(&f.persons);
	vec_free(&f.waiting);
	buffer_free(&f.lines);
	buffer_free(&f.scratch);
}
