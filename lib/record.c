/*
 * record: see record.h. A line is split by memchr; a field is a slice of it
 * unless it holds a backslash. Every column is judged before the type is
 * looked at, so that all tools reject the same lines.
 */
#include "record.h"

#include "utf8.h"

#include <unistd.h>

static const char header[] = "type\tdate\tperson\tway\tkind\tamount\tunit\t"
                             "due\tdone\ttags\tsource\ttext";

static const char *const column_names[COLUMN_COUNT] = { "type", "date",
	"person", "way", "kind", "amount", "unit", "due", "done", "tags",
	"source", "text" };

static const char *const ways[] = { "", "out", "in", "both" };

Slice
record_column_name(Column column)
{
	return slice_of(column_names[column]);
}

Column
record_column_of(Slice name)
{
	Column c = 0;
	while (c < COLUMN_COUNT && !slice_equal(name, record_column_name(c)))
		c++;
	return c;
}

Slice
record_way_text(Way way)
{
	return slice_of(ways[way]);
}

Way
record_way_of(Slice text)
{
	for (Way w = WAY_OUT; w <= WAY_BOTH; w++)
		if (slice_equal(text, slice_of(ways[w])))
			return w;
	return WAY_NONE;
}

/* The letter that stands for c after a backslash, or 0. */
static char
escape_of(char c)
{
	switch (c) {
	case '\t':
		return 't';
	case '\n':
		return 'n';
	case '\r':
		return 'r';
	case '\\':
		return '\\';
	default:
		return 0;
	}
}

/* Eight bytes of one value. */
#define BYTES(b) (UINT64_C(0x0101010101010101) * (b))

/* Whether a byte of the word may need an escape: a control or a backslash. (It
 * may be said of a word without one.) */
static bool
has_escaped(uint64_t word)
{
	uint64_t control = (word - BYTES(0x20)) & ~word;
	uint64_t backslash = word ^ BYTES((uint64_t)'\\');
	backslash = (backslash - BYTES(1)) & ~backslash;
	return ((control | backslash) & BYTES(0x80)) != 0;
}

/* Writes n bytes, escaped; returns the end. */
static char *
put_bytes(char *to, const char *from, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		char c = from[i], letter = escape_of(c);
		if (letter != 0) {
			*to++ = '\\';
			c = letter;
		}
		*to++ = c;
	}
	return to;
}

/* Writes the field, of at most n bytes, to `to`, which has room for twice as
 * many and one more; returns the end. */
static char *
put_field(char *to, Slice value)
{
	if (value.n == 0 || (value.n == 1 && *value.at == '-')) {
		if (value.n == 1)
			*to++ = '\\';
		*to++ = '-';
		return to;
	}
	size_t i = 0;
	for (; value.n - i >= sizeof(uint64_t); i += sizeof(uint64_t)) {
		uint64_t word;
		memcpy(&word, value.at + i, sizeof word);
		if (has_escaped(word))
			to = put_bytes(to, value.at + i, sizeof word);
		else
			to = (char *)memcpy(to, &word, sizeof word) +
			    sizeof word;
	}
	return put_bytes(to, value.at + i, value.n - i);
}

static char *
put_day(char *to, Day day)
{
	if (day == DAY_NONE) {
		*to = '-';
		return to + 1;
	}
	/* Records of one day come one after the other. */
	static Day last;
	static char text[DAY_TEXT];
	if (day != last) {
		day_write(text, day);
		last = day;
	}
	memcpy(to, text, DAY_TEXT);
	return to + DAY_TEXT;
}

void
record_write_field(Output *o, Slice value)
{
	char *to = output_room(o, base_sum(base_product(value.n, 2), 2));
	output_took(o, (size_t)(put_field(to, value) - to));
}

void
record_make_tail(Buffer *tail, Slice tags, Slice source, Slice text)
{
	const Slice fields[] = { tags, source, text };
	tail->n = 0;
	for (size_t i = 0; i < LENGTH(fields); i++) {
		char *to = buffer_room(tail,
		    base_sum(base_product(fields[i].n, 2), 3));
		char *end = put_field(to, fields[i]);
		*end++ = i + 1 < LENGTH(fields) ? '\t' : '\n';
		tail->n += (size_t)(end - to);
	}
}

/* Writes the columns before the tags, each with its tab; returns the end. */
static char *
put_columns(char *to, const Record *r)
{
	to = put_field(to, r->type);
	*to++ = '\t';
	to = put_day(to, r->date);
	*to++ = '\t';
	to = put_field(to, r->person);
	*to++ = '\t';
	to = put_field(to, record_way_text(r->way));
	*to++ = '\t';
	to = put_field(to, r->kind);
	*to++ = '\t';
	if (r->has_amount)
		to += decimal_write(to, r->amount);
	else
		*to++ = '-';
	*to++ = '\t';
	to = put_field(to, r->unit);
	*to++ = '\t';
	to = put_day(to, r->due);
	*to++ = '\t';
	to = put_day(to, r->done);
	*to++ = '\t';
	return to;
}

/* The most that put_columns() writes. */
static size_t
columns_room(const Record *r)
{
	size_t n = base_sum(base_sum(r->type.n, r->person.n),
	    base_sum(r->kind.n, r->unit.n));
	return base_sum(base_product(n, 2),
	    64 + DECIMAL_TEXT + 3 * DAY_TEXT);
}

void
record_write_with_tail(Output *o, const Record *r, Slice tail)
{
	char *start = output_room(o, base_sum(columns_room(r), tail.n));
	char *to = put_columns(start, r);
	memcpy(to, tail.at, tail.n);
	output_took(o, (size_t)(to - start) + tail.n);
}

void
record_write(Output *o, const Record *r)
{
	char *start = output_room(o, columns_room(r));
	output_took(o, (size_t)(put_columns(start, r) - start));
	record_write_field(o, r->tags);
	output_byte(o, '\t');
	record_write_field(o, r->source);
	output_byte(o, '\t');
	record_write_field(o, r->text);
	output_byte(o, '\n');
}

void
record_write_header(Output *o)
{
	output_write(o, SLICE(header));
	output_byte(o, '\n');
}

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
		if (slice_starts(*line, SLICE(header)) &&
		    (line->n == strlen(header) ||
		        line->at[strlen(header)] == '\t'))
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

Slice
record_source_file(Slice source, size_t *line)
{
	size_t i = source.n, digits = 0;
	*line = 0;
	while (i > 0 && byte_is_digit(source.at[i - 1])) {
		i--;
		digits++;
	}
	/* More digits than any file has lines are no line number. */
	if (digits == 0 || digits > 18 || i == 0 || source.at[i - 1] != ':')
		return source;
	for (size_t d = i; d < source.n; d++)
		*line = *line * 10 + (size_t)(source.at[d] - '0');
	return slice_until(source, i - 1);
}

int
record_compare_source(const Record *a, const Record *b)
{
	size_t line_a, line_b;
	Slice file_a = record_source_file(a->source, &line_a);
	Slice file_b = record_source_file(b->source, &line_b);
	int order = slice_compare(file_a, file_b);
	if (order != 0)
		return order;
	if (line_a != line_b)
		return line_a < line_b ? -1 : 1;
	return slice_compare(a->line, b->line);
}

void
record_make_source(Buffer *source, Place place)
{
	char digits[20];
	size_t n = sizeof digits, line = place.line;
	source->n = 0;
	buffer_add(source, place.file);
	buffer_add_byte(source, ':');
	do {
		digits[--n] = (char)('0' + line % 10);
		line /= 10;
	} while (line != 0);
	buffer_add(source, (Slice){ digits + n, sizeof digits - n });
}

bool
record_next_tag(Slice *tags, Slice *tag)
{
	size_t from = 0;
	while (from < tags->n && tags->at[from] == ' ')
		from++;
	size_t to = slice_find(*tags, from, ' ');
	*tag = slice_between(*tags, from, to);
	*tags = slice_from(*tags, to);
	return tag->n != 0;
}
