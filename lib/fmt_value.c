/* fmt_value: see fmt_value.h. */
#include "fmt_value.h"

#include <stdlib.h>

FmtKind
fmt_kind_of(Column column)
{
	switch (column) {
	case COLUMN_AMOUNT:
		return VALUE_NUMBER;
	case COLUMN_DATE:
	case COLUMN_DUE:
	case COLUMN_DONE:
		return VALUE_DAY;
	case COLUMN_SOURCE:
		return VALUE_SOURCE;
	default:
		return VALUE_TEXT;
	}
}

static inline Slice
text_of(const Record *r, Column column)
{
	switch (column) {
	case COLUMN_TYPE:
		return r->type;
	case COLUMN_PERSON:
		return r->person;
	case COLUMN_WAY:
		return record_way_text(r->way);
	case COLUMN_KIND:
		return r->kind;
	case COLUMN_UNIT:
		return r->unit;
	case COLUMN_TAGS:
		return r->tags;
	case COLUMN_SOURCE:
		return r->source;
	default:
		return r->text;
	}
}

/* Records of one day come one after the other, so the last one written is
 * kept. */
static Slice
write_day(char room[DECIMAL_TEXT], Day day)
{
	static Day last;
	static char text[DAY_TEXT];
	if (day == DAY_NONE)
		return SLICE_NONE;
	if (day != last) {
		day_write(text, day);
		last = day;
	}
	return (Slice){ memcpy(room, text, DAY_TEXT), DAY_TEXT };
}

Slice
fmt_value_written(const Record *r, Column column, char room[DECIMAL_TEXT])
{
	switch (column) {
	case COLUMN_DATE:
		return write_day(room, r->date);
	case COLUMN_DUE:
		return write_day(room, r->due);
	case COLUMN_DONE:
		return write_day(room, r->done);
	case COLUMN_AMOUNT:
		if (!r->has_amount)
			return SLICE_NONE;
		return (Slice){ room, decimal_write(room, r->amount) };
	default:
		return text_of(r, column);
	}
}

FmtValue
fmt_value_read(Column column, Slice written)
{
	FmtValue value = { .kind = fmt_kind_of(column) };
	bool read = true;
	if (written.n == 0)
		value.kind = VALUE_NONE;
	else if (value.kind == VALUE_NUMBER)
		read = decimal_parse(written, &value.number);
	else if (value.kind == VALUE_DAY)
		read = day_parse(written, &value.day);
	else
		value.text = written;
	assert(read);
	return value;
}

static int
compare_sources(Slice a, Slice b)
{
	size_t line_a, line_b;
	Slice file_a = record_source_file(a, &line_a);
	Slice file_b = record_source_file(b, &line_b);
	int order = slice_compare(file_a, file_b);
	return order != 0 ? order : (line_a > line_b) - (line_a < line_b);
}

/* Of two values of which neither is VALUE_NONE. */
static int
compare(const FmtValue *a, const FmtValue *b)
{
	if (a->kind != b->kind)
		return a->kind < b->kind ? -1 : 1;
	switch (a->kind) {
	case VALUE_NUMBER:
		return decimal_compare(a->number, b->number);
	case VALUE_DAY:
		return (a->day > b->day) - (a->day < b->day);
	case VALUE_SOURCE:
		return compare_sources(a->text, b->text);
	default:
		return slice_compare(a->text, b->text);
	}
}

/* sign turns the order of the values, but neither that of ties nor the place
 * of those that are none. */
static int
compare_keys(const FmtKey *a, const FmtKey *b, int sign)
{
	bool none_a = a->value.kind == VALUE_NONE;
	bool none_b = b->value.kind == VALUE_NONE;
	int order = 0;
	if (none_a != none_b)
		return none_a ? 1 : -1;
	if (!none_a)
		order = compare(&a->value, &b->value);
	if (order != 0)
		return order > 0 ? sign : -sign;
	return a->index < b->index ? -1 : 1;
}

static int
ascending(const void *a, const void *b)
{
	return compare_keys(a, b, 1);
}

static int
descending_order(const void *a, const void *b)
{
	return compare_keys(a, b, -1);
}

void
fmt_keys_sort(FmtKey *keys, size_t n, bool descending)
{
	if (n > 1)
		qsort(keys, n, sizeof *keys,
		    descending ? descending_order : ascending);
}
