/*
 * record_write: records to lines; see record.h. Hardly a field needs an escape:
 * the short ones are looked at and copied as one or two words, the long ones
 * by scan.h.
 */
#include "record.h"
#include "record_part.h"

#include "scan.h"

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
NEVER_INLINE static char *
put_escaped(char *to, const char *from, size_t n)
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

/* The same for many bytes: those that need no escape are copied at once. */
NEVER_INLINE static char *
put_long(char *to, Slice value)
{
	static ScanSet escaped;
	if (!escaped.has['\\'])
		scan_set(&escaped, SLICE("\t\n\r\\"), false);
	Scan signs;
	scan_start(&signs, &escaped, value);
	for (size_t i = 0, next; i < value.n; i = next + 1) {
		next = scan_next(&signs, i);
		memcpy(to, value.at + i, next - i);
		to += next - i;
		if (next < value.n)
			to = put_escaped(to, value.at + next, 1);
	}
	return to;
}

/* Writes the bytes, escaped, to `to`, which has room for twice as many; returns
 * the end. */
static inline char *
put_bytes(char *to, Slice value)
{
	const char *at = value.at;
	size_t n = value.n;
	if (n > 2 * sizeof(uint64_t))
		return put_long(to, value);
	if (n >= sizeof(uint64_t)) {
		uint64_t first = bytes_eight(at);
		uint64_t last = bytes_eight(at + n - sizeof last);
		if (UNLIKELY(has_escaped(first) || has_escaped(last)))
			return put_escaped(to, at, n);
		memcpy(to, &first, sizeof first);
		memcpy(to + n - sizeof last, &last, sizeof last);
		return to + n;
	}
	if (n >= sizeof(uint32_t)) {
		if (UNLIKELY(has_escaped(bytes_few(at, n))))
			return put_escaped(to, at, n);
		memcpy(to, at, sizeof(uint32_t));
		memcpy(to + n - sizeof(uint32_t),
		    at + n - sizeof(uint32_t), sizeof(uint32_t));
		return to + n;
	}
	return put_escaped(to, at, n);
}

/* Writes the field to `to`, which has room for twice its bytes and two more;
 * returns the end. */
static inline char *
put_field(char *to, Slice value)
{
	if (LIKELY(value.n > 1 || (value.n == 1 && *value.at != '-')))
		return put_bytes(to, value);
	if (value.n == 1)
		*to++ = '\\';
	*to = '-';
	return to + 1;
}

static char *
put_day(char *to, Day day)
{
	if (day == DAY_NONE) {
		*to = '-';
		return to + 1;
	}
	/* Records of one day, and days of one month, come one after the
	 * other. */
	enum { SURE = 28 }; /* each month has as many days */
	static Day first; /* of the month of the last one */
	static char text[DAY_TEXT];
	static Day last;
	if (day != last) {
		if (first != DAY_NONE && day >= first && day - first < SURE) {
			memcpy(text + 8, digit_pairs + 2 * (day - first + 1),
			    2);
		} else {
			day_write(text, day);
			first = day - day_fields(day).day + 1;
		}
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

/* Makes the field of the file's name, once for many records. */
static void
take_file(RecordTail *tail, Slice file)
{
	tail->file = file;
	tail->field.n = 0;
	buffer_room(&tail->field, base_product(file.n, 2));
	tail->field.n = (size_t)(put_bytes(tail->field.at, file) -
	    tail->field.at);
}

void
record_make_tail(RecordTail *tail, Slice tags, const Place *source,
    Slice text, bool is_verbatim)
{
	enum { REST = 32 };
	Slice file = source->file;
	if (UNLIKELY(tail->file.at != file.at || tail->file.n != file.n))
		take_file(tail, file);
	size_t n = base_sum(base_sum(tags.n, file.n), text.n);
	tail->text.n = 0;
	char *start = buffer_room(&tail->text,
	    base_sum(base_product(n, 2), REST));
	char *to = put_field(start, tags);
	*to++ = '\t';
	to = bytes_put(to, buffer_slice(&tail->field));
	*to++ = ':';
	to = bytes_put_number(to, source->line);
	*to++ = '\t';
	if (is_verbatim)
		to = (char *)memcpy(to, text.at, text.n) + text.n;
	else
		to = put_field(to, text);
	*to++ = '\n';
	tail->text.n = (size_t)(to - start);
}

void
record_free_tail(RecordTail *tail)
{
	buffer_free(&tail->text);
	buffer_free(&tail->field);
}

/* Writes the columns from amount to done, each with its tab. */
static char *
put_values(char *to, const Record *r)
{
	static const char none[] = "-\t-\t-\t-\t";
	if (!r->has_amount && r->unit.n == 0 && r->due == DAY_NONE &&
	    r->done == DAY_NONE) {
		memcpy(to, none, sizeof none - 1);
		return to + sizeof none - 1;
	}
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

Slice
record_field(Arena *arena, Slice value)
{
	enum { SHORT = 64 };
	char small[2 * SHORT + 2];
	char *to = value.n <= SHORT ? small
	    : arena_bytes(arena, base_sum(base_product(value.n, 2), 2));
	Slice field = { to, (size_t)(put_field(to, value) - to) };
	if (slice_equal(field, value))
		return value;
	return value.n <= SHORT ? arena_copy(arena, field) : field;
}

/* Writes the columns before the tags, each with its tab; returns the end. The
 * type is one of our words, the person already a field. */
static inline char *
put_columns(char *to, const Record *r)
{
	static const struct {
		char text[8];
		size_t n;
	} ways[] = { { "-\t", 2 }, { "out\t", 4 }, { "in\t", 3 },
		{ "both\t", 5 } };
	to = bytes_put(to, r->type);
	*to++ = '\t';
	to = put_day(to, r->date);
	*to++ = '\t';
	to = bytes_put(to, r->person);
	*to++ = '\t';
	memcpy(to, ways[r->way].text, sizeof ways[0].text);
	to += ways[r->way].n;
	to = put_field(to, r->kind);
	*to++ = '\t';
	return put_values(to, r);
}

/* The most that put_values() writes. */
static size_t
values_room(const Record *r)
{
	enum { REST = 8 + DECIMAL_TEXT + 2 * DAY_TEXT };
	return base_sum(base_product(r->unit.n, 2), REST);
}

/* The most that put_columns() writes. */
static inline size_t
columns_room(const Record *r)
{
	enum { REST = 32 + DAY_TEXT, SMALL = 1 << 20 };
	size_t values = values_room(r), kind = r->kind.n;
	size_t names = r->type.n | r->person.n | kind;
	if (LIKELY((names | values) < SMALL))
		return r->type.n + r->person.n + 2 * kind + values + REST;
	names = base_sum(r->type.n, r->person.n);
	kind = base_sum(base_product(kind, 2), REST);
	return base_sum(base_sum(names, kind), values);
}

void
record_write_with_tail(Output *o, const Record *r, Slice tail)
{
	bool is_long = tail.n >= OUTPUT_SIZE;
	char *start = output_room(o, base_sum(columns_room(r),
	    is_long ? 0 : tail.n));
	char *to = put_columns(start, r);
	if (UNLIKELY(is_long)) {
		output_took(o, (size_t)(to - start));
		output_write(o, tail);
		return;
	}
	memcpy(to, tail.at, tail.n);
	output_took(o, (size_t)(to - start) + tail.n);
}

/* Writes what other tools named freely, with its tab. */
static void
write_cell(Output *o, Slice value, char end)
{
	record_write_field(o, value);
	output_byte(o, end);
}

void
record_write(Output *o, const Record *r)
{
	char *start, *to;
	write_cell(o, r->type, '\t');
	to = start = output_room(o, DAY_TEXT + 1);
	to = put_day(to, r->date);
	*to++ = '\t';
	output_took(o, (size_t)(to - start));
	write_cell(o, r->person, '\t');
	write_cell(o, record_way_text(r->way), '\t');
	write_cell(o, r->kind, '\t');
	start = output_room(o, values_room(r));
	output_took(o, (size_t)(put_values(start, r) - start));
	write_cell(o, r->tags, '\t');
	write_cell(o, r->source, '\t');
	write_cell(o, r->text, '\n');
}

void
record_write_header(Output *o)
{
	output_write(o, RECORD_HEADER);
	output_byte(o, '\n');
}
