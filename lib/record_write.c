/* record_write: records to lines; see record.h. */
#include "record.h"
#include "record_part.h"

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
	output_write(o, RECORD_HEADER);
	output_byte(o, '\n');
}
