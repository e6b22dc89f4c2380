/*
 * record_write: records to lines; see record.h. Hardly a field needs an escape:
 * the short ones are looked at and copied as one or two words, the long ones
 * by scan.h.
 */
#include "record.h"
#include "record_part.h"

#include "scan.h"

enum { COPIED = 32 }; /* bytes that are copied at once */

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

/* The day that a column had last. */
typedef struct {
	Day day;
	Day first; /* of its month */
	char text[DAY_TEXT];
} LastDay;

NEVER_INLINE static void
take_day(LastDay *last, Day day)
{
	if (last->first != DAY_NONE && day >= last->first &&
	    day - last->first < DAY_SURE) {
		memcpy(last->text + 8,
		    digit_pairs + 2 * (day - last->first + 1), 2);
	} else {
		day_write(last->text, day);
		last->first = day - day_fields(day).day + 1;
	}
	last->day = day;
}

/* Records of one day, and days of one month, come one after the other. */
static inline char *
put_day(char *to, Day day, LastDay *last)
{
	if (day == DAY_NONE) {
		*to = '-';
		return to + 1;
	}
	if (day != last->day)
		take_day(last, day);
	memcpy(to, last->text, DAY_TEXT);
	return to + DAY_TEXT;
}

static inline char *
put_date(char *to, Day day)
{
	static LastDay last;
	return put_day(to, day, &last);
}

/* Writes due or done. */
static char *
put_term(char *to, Day day)
{
	static LastDay last;
	return put_day(to, day, &last);
}

void
record_write_field(Output *o, Slice value)
{
	char *to = output_room(o, base_sum(base_product(value.n, 2), 2));
	output_took(o, (size_t)(put_field(to, value) - to));
}

/* Writes the columns from unit to done, each with its tab. */
NEVER_INLINE static char *
put_terms(char *to, const Record *r)
{
	to = put_field(to, r->unit);
	*to++ = '\t';
	to = put_term(to, r->due);
	*to++ = '\t';
	to = put_term(to, r->done);
	*to++ = '\t';
	return to;
}

/* Writes the columns from amount to done, each with its tab. */
static inline char *
put_values(char *to, const Record *r)
{
	static const char none[] = "\t-\t-\t-\t";
	if (r->has_amount)
		to += decimal_write(to, r->amount);
	else
		*to++ = '-';
	if (UNLIKELY(r->unit.n != 0 || r->due != DAY_NONE ||
	        r->done != DAY_NONE)) {
		*to++ = '\t';
		return put_terms(to, r);
	}
	memcpy(to, none, sizeof none);
	return to + sizeof none - 1;
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

/* Writes way and kind, and the values. */
static inline char *
put_middle(char *to, const Record *r)
{
	static const struct {
		char text[8];
		size_t n;
	} ways[] = { { "-\t", 2 }, { "out\t", 4 }, { "in\t", 3 },
		{ "both\t", 5 } };
	memcpy(to, ways[r->way].text, sizeof ways[0].text);
	to += ways[r->way].n;
	to = put_field(to, r->kind);
	*to++ = '\t';
	return put_values(to, r);
}

/* Writes the columns before the person, each with its tab; returns the end. The
 * type is one of our words. */
static inline char *
put_head(char *to, const Record *r)
{
	to = bytes_put(to, r->type);
	*to++ = '\t';
	to = put_date(to, r->date);
	*to++ = '\t';
	return to;
}

/* What the columns from amount to done take at most, but for the unit. */
enum { VALUES_ROOM = 8 + DECIMAL_TEXT + 2 * DAY_TEXT };

static size_t
values_room(const Record *r)
{
	return base_sum(base_product(r->unit.n, 2), VALUES_ROOM);
}

void
record_make_middle(RecordMiddle *middle, const Record *r)
{
	enum { MOST = sizeof middle->text, WAY = 8 };
	char text[2 * MOST + WAY + VALUES_ROOM];
	middle->n = 0;
	if (r->kind.n + r->unit.n >= MOST)
		return;
	size_t n = (size_t)(put_middle(text, r) - text);
	if (n > MOST)
		return;
	memcpy(middle->text, text, n);
	middle->n = n;
}

/* The most that the columns before the tags take, and what is copied beyond
 * them. */
static inline size_t
columns_room(const Record *r)
{
	enum { REST = 128, SHORT = 256 };
	if (LIKELY((r->type.n | r->person.n | r->kind.n | r->unit.n) < SHORT))
		return 6 * SHORT + REST;
	size_t names = base_sum(r->type.n, r->person.n);
	size_t kind = base_sum(base_product(r->kind.n, 2), REST);
	return base_sum(base_sum(names, kind), values_room(r));
}

void
record_write_with_tail(Output *o, const Record *r, Slice tail)
{
	bool is_long = tail.n >= OUTPUT_SIZE;
	char *start = output_room(o, base_sum(columns_room(r),
	    is_long ? 0 : tail.n));
	char *to = put_head(start, r);
	to = bytes_put(to, r->person);
	*to++ = '\t';
	to = put_middle(to, r);
	if (UNLIKELY(is_long)) {
		output_took(o, (size_t)(to - start));
		output_write(o, tail);
		return;
	}
	memcpy(to, tail.at, tail.n);
	output_took(o, (size_t)(to - start) + tail.n);
}

/* Makes what the sources of a hundred lines start with. */
void
record_take_hundred(RecordTail *tail)
{
	Buffer *source = &tail->source;
	source->n = 0;
	char *to = buffer_room(source, base_sum(base_product(tail->file.n, 2),
	    1 + DIGITS_MOST));
	to = put_bytes(to, tail->file);
	*to++ = ':';
	tail->source_file = tail->file;
	tail->hundred = tail->line / 100 * 100;
	if (tail->hundred != 0)
		to = bytes_put_number(to, tail->hundred / 100);
	source->n = (size_t)(to - source->at);
}

/* Copies 32 bytes, perhaps more than matter. */
static inline void
copy_some(char *to, const char *from)
{
	char some[COPIED];
	memcpy(some, from, sizeof some);
	memcpy(to, some, sizeof some);
}

static inline char *
put_tail(char *to, const RecordTail *tail)
{
	to = put_field(to, tail->tags);
	*to++ = '\t';
	to = bytes_put(to, buffer_slice(&tail->source));
	size_t ones = tail->line - tail->hundred;
	memcpy(to, digit_pairs + 2 * ones, 2);
	if (UNLIKELY(tail->hundred == 0 && ones < 10))
		*to++ = (char)('0' + ones);
	else
		to += 2;
	*to++ = '\t';
	if (tail->is_verbatim) {
		memcpy(to, tail->text.at, tail->text.n);
		to += tail->text.n;
	} else {
		to = put_field(to, tail->text);
	}
	*to++ = '\n';
	return to;
}

/* Writes a record whose tail is long: that is made once, in memory of its
 * own. */
NEVER_INLINE static void
write_with_long_tail(Output *o, const Record *r, RecordTail *tail)
{
	enum { REST = 32 };
	size_t n = base_sum(base_sum(tail->tags.n, tail->file.n),
	    tail->text.n);
	if (tail->made.n == 0) {
		char *start = buffer_room(&tail->made,
		    base_sum(base_product(n, 2), REST));
		tail->made.n = (size_t)(put_tail(start, tail) - start);
	}
	record_write_with_tail(o, r, buffer_slice(&tail->made));
}

void
record_write_sharing(Output *o, const Record *r, const RecordMiddle *middle,
    RecordTail *tail)
{
	if (UNLIKELY(tail->room == 0)) {
		write_with_long_tail(o, r, tail);
		return;
	}
	char *start = output_room(o,
	    base_sum(columns_room(r), tail->room));
	char *person = put_head(start, r);
	char *rest = bytes_put(person, r->person), *to = rest;
	*to++ = '\t';
	if (middle != NULL && middle->n != 0) {
		copy_some(to, middle->text);
		to += middle->n;
	} else {
		to = put_middle(to, r);
	}
	to = put_tail(to, tail);
	tail->head = (size_t)(person - start);
	tail->rest = (size_t)(to - rest);
	tail->n = (size_t)(to - start);
	output_took(o, tail->n);
}

void
record_write_again(Output *o, const Record *r, const RecordMiddle *middle,
    RecordTail *tail)
{
	size_t room = base_sum(columns_room(r), tail->room);
	if (UNLIKELY(tail->room == 0 || o->cap - o->n < room)) {
		record_write_sharing(o, r, middle, tail);
		return;
	}
	char *start = o->at + o->n;
	assert(tail->head <= COPIED);
	copy_some(start, start - tail->n);
	char *to = bytes_put(start + tail->head, r->person);
	memcpy(to, start - tail->rest, tail->rest);
	tail->n = (size_t)(to - start) + tail->rest;
	output_took(o, tail->n);
}

void
record_free_tail(RecordTail *tail)
{
	buffer_free(&tail->made);
	buffer_free(&tail->source);
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
	to = put_date(to, r->date);
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
