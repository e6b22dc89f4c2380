/* record: the columns, their names, and what stands in them; see record.h. */
#include "record.h"
#include "record_part.h"

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

Slice
record_source_file(Slice source, size_t *line)
{
	enum { MOST_DIGITS = 18 };
	size_t i = source.n, number = 0;
	uint64_t unit = 1;
	for (; i > 0 && byte_is_digit(source.at[i - 1]); i--, unit *= 10)
		number += (size_t)(source.at[i - 1] - '0') * unit;
	size_t digits = source.n - i;
	*line = 0;
	/* More digits than any file has lines are no line number. */
	if (digits == 0 || digits > MOST_DIGITS || i == 0 ||
	    source.at[i - 1] != ':')
		return source;
	*line = number;
	return slice_until(source, i - 1);
}

/* The order of two sources of one length that differ in nothing but digits at
 * their ends: that of their bytes, whether these are a line number or not.
 * False where they are not so. */
static inline bool
compare_alike(Slice a, Slice b, int *order)
{
	enum { END = 8 };
	size_t n = a.n, i = n - END;
	if (n != b.n || n < END || memcmp(a.at, b.at, i) != 0)
		return false;
	while (i < n && a.at[i] == b.at[i])
		i++;
	*order = i < n ? a.at[i] - b.at[i] : 0;
	while (i < n && byte_is_digit(a.at[i]) && byte_is_digit(b.at[i]))
		i++;
	return i == n;
}

int
record_compare_source(RecordOrigin a, RecordOrigin b)
{
	int alike;
	if (LIKELY(compare_alike(a.source, b.source, &alike)))
		return alike != 0 ? alike : slice_compare(a.record, b.record);
	size_t line_a, line_b;
	Slice file_a = record_source_file(a.source, &line_a);
	Slice file_b = record_source_file(b.source, &line_b);
	int order = slice_compare(file_a, file_b);
	if (order != 0)
		return order;
	if (line_a != line_b)
		return line_a < line_b ? -1 : 1;
	return slice_compare(a.record, b.record);
}

RecordOrigin
record_keep_origin(Arena *arena, const Record *r)
{
	Slice line = arena_copy(arena, r->line);
	uintptr_t from = (uintptr_t)r->source.at - (uintptr_t)r->line.at;
	return (RecordOrigin){ from < line.n
	        ? slice_between(line, from, from + r->source.n)
	        : arena_copy(arena, r->source),
		line };
}

void
record_make_source(Buffer *source, Place place)
{
	source->n = 0;
	buffer_add(source, place.file);
	buffer_add_byte(source, ':');
	char *to = buffer_room(source, DIGITS_MOST);
	source->n += (size_t)(bytes_put_number(to, place.line) - to);
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
