/*
 * record_read: lines to records; see record.h. A line is split by memchr; a
 * field is a slice of it unless it holds a backslash. Every column is judged
 * before the type is looked at, so that all tools reject the same lines.
 */
#include "record.h"
#include "record_part.h"

#include "utf8.h"

#include <unistd.h>

void
records_open(Records *r, char *const operands[], Diagnostics *diagnostics)
{
	static char *const standard_input[] = { (char *)"-", NULL };
	*r = (Records){ .diagnostics = diagnostics };
	r->operands = operands[0] != NULL ? operands : standard_input;
}

void
records_open_bytes(Records *r, Slice bytes, Slice name,
    Diagnostics *diagnostics)
{
	static char *const none[] = { NULL };
	*r = (Records){ .diagnostics = diagnostics, .operands = none };
	input_open_bytes(&r->input, bytes);
	r->name = name;
	r->is_open = true;
}

/* Opens the next operand that can be opened; false after the last. */
static bool
open_next(Records *r)
{
	while (*r->operands != NULL) {
		const char *name = *r->operands++;
		r->is_open = true;
		if (strcmp(name, "-") == 0) {
			r->name = SLICE("<stdin>");
			input_open_descriptor(&r->input, STDIN_FILENO);
			return true;
		}
		r->name = slice_of(name);
		if (input_open(&r->input, name))
			return true;
		diagnostic_trouble(r->diagnostics, r->name, r->input.error);
	}
	r->is_open = false;
	return false;
}

static bool
is_header(Slice line)
{
	size_t n = RECORD_HEADER.n;
	return slice_starts(line, RECORD_HEADER) &&
	    (line.n == n || line.at[n] == '\t');
}

/* The next line that is neither empty, a comment nor a header; clean. */
static bool
next_line(Records *r, Slice *line)
{
	for (;;) {
		if (!r->is_open && !open_next(r))
			return false;
		int got = input_line(&r->input, line);
		if (got < 0)
			diagnostic_trouble(r->diagnostics, r->name,
			    r->input.error);
		if (got <= 0) {
			input_close(&r->input);
			r->is_open = false;
			continue;
		}
		if (line->n == 0 || line->at[0] == '#')
			continue;
		if (is_header(*line))
			continue;
		if (utf8_is_clean(*line))
			return true;
		r->clean.n = 0;
		if (utf8_clean(*line, &r->clean, NULL))
			diagnostic_report(r->diagnostics, RULE_UTF8,
			    (Place){ r->name, r->input.line, 1 }, SLICE_NONE,
			    SLICE_NONE, SLICE_NONE);
		*line = buffer_slice(&r->clean);
		return true;
	}
}

/* Splits a line at its tabs; how many of the twelve columns there are. */
static int
split(Slice line, Slice fields[COLUMN_COUNT])
{
	size_t from = 0;
	for (int n = 0; n < COLUMN_COUNT; n++) {
		size_t tab = slice_find(line, from, '\t');
		fields[n] = (Slice){ line.at + from, tab - from };
		if (tab == line.n)
			return n + 1;
		from = tab + 1;
	}
	return COLUMN_COUNT;
}

/* What a line is judged by. */
typedef struct {
	Records *r; /* who reads it, or NULL: nothing is said */
	Slice line;
	Arena *arena;
} Reading;

static bool
reject(const Reading *reading, Rule rule, const char *at, Slice detail)
{
	if (reading->r == NULL)
		return false;
	Place place = { reading->r->name, reading->r->input.line,
		(size_t)(at - reading->line.at) + 1 };
	diagnostic_report(reading->r->diagnostics, rule, place, detail,
	    SLICE_NONE, SLICE_NONE);
	return false;
}

static char
unescaped(char letter)
{
	switch (letter) {
	case 't':
		return '\t';
	case 'n':
		return '\n';
	case 'r':
		return '\r';
	case '\\':
		return '\\';
	default:
		return 0;
	}
}

/* Replaces a field by what it stands for. */
static bool
unescape(const Reading *reading, Slice *field)
{
	Slice s = *field;
	if (s.n == 0 || (s.n == 1 && *s.at == '-')) {
		*field = SLICE_NONE;
		return true;
	}
	if (memchr(s.at, '\\', s.n) == NULL)
		return true;
	if (slice_equal(s, SLICE("\\-"))) {
		*field = SLICE("-");
		return true;
	}
	char *to = arena_alloc(reading->arena, s.n);
	*field = (Slice){ to, 0 };
	for (size_t i = 0; i < s.n; i++) {
		char c = s.at[i];
		if (c == '\\') {
			c = ++i < s.n ? unescaped(s.at[i]) : 0;
			if (c == 0)
				return reject(reading, RULE_RECORD_ESCAPE,
				    s.at + i - 1,
				    slice_until(slice_from(s, i - 1), 2));
		}
		to[field->n++] = c;
	}
	return true;
}

static bool
read_day(const Reading *reading, Slice raw, Slice field, Day *day)
{
	*day = DAY_NONE;
	if (field.n == 0 || day_parse(field, day))
		return true;
	return reject(reading, RULE_RECORD_DATE, raw.at, raw);
}

/* Reads the columns into the record, or says what is wrong. */
static bool
read_fields(const Reading *reading, const Slice raw[COLUMN_COUNT], Record *r)
{
	Slice f[COLUMN_COUNT];
	for (int c = 0; c < COLUMN_COUNT; c++) {
		f[c] = raw[c];
		if (!unescape(reading, &f[c]))
			return false;
	}
	*r = (Record){ .type = f[COLUMN_TYPE],
		.person = f[COLUMN_PERSON],
		.way = record_way_of(f[COLUMN_WAY]),
		.kind = f[COLUMN_KIND],
		.has_amount = f[COLUMN_AMOUNT].n != 0,
		.unit = f[COLUMN_UNIT],
		.tags = f[COLUMN_TAGS],
		.source = f[COLUMN_SOURCE],
		.text = f[COLUMN_TEXT] };
	if (!read_day(reading, raw[COLUMN_DATE], f[COLUMN_DATE], &r->date) ||
	    !read_day(reading, raw[COLUMN_DUE], f[COLUMN_DUE], &r->due) ||
	    !read_day(reading, raw[COLUMN_DONE], f[COLUMN_DONE], &r->done))
		return false;
	if (r->way == WAY_NONE && f[COLUMN_WAY].n != 0)
		return reject(reading, RULE_RECORD_WAY, raw[COLUMN_WAY].at,
		    raw[COLUMN_WAY]);
	if (r->has_amount && !decimal_parse(f[COLUMN_AMOUNT], &r->amount))
		return reject(reading, RULE_RECORD_NUMBER,
		    raw[COLUMN_AMOUNT].at, raw[COLUMN_AMOUNT]);
	return true;
}

static bool
read_record(const Reading *reading, Record *record)
{
	Slice fields[COLUMN_COUNT];
	int n = split(reading->line, fields);
	if (n < COLUMN_COUNT) {
		char has[] = { 'h', 'a', 's', ' ', 0, 0, 0 };
		has[4] = (char)(n < 10 ? '0' + n : '1');
		has[5] = (char)(n < 10 ? 0 : '0' + n - 10);
		return reject(reading, RULE_RECORD_COLUMNS, reading->line.at,
		    slice_of(has));
	}
	if (!read_fields(reading, fields, record))
		return false;
	const char *end = fields[COLUMN_TEXT].at + fields[COLUMN_TEXT].n;
	record->line = slice_until(reading->line,
	    (size_t)(end - reading->line.at));
	return true;
}

bool
records_next(Records *r, Record *record)
{
	Reading reading = { .r = r, .arena = &r->scratch };
	while (next_line(r, &reading.line)) {
		arena_reset(&r->scratch);
		if (read_record(&reading, record))
			return true;
	}
	return false;
}

bool
record_parse(Slice line, Arena *arena, Record *record)
{
	Reading reading = { .line = line, .arena = arena };
	return read_record(&reading, record);
}

void
records_close(Records *r)
{
	input_free(&r->input);
	buffer_free(&r->clean);
	arena_free(&r->scratch);
}
