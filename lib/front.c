/* front: see front.h. */
#include "front.h"

#include "utf8.h"

void
front_start(Front *f)
{
	f->pairs.n = 0;
	f->list_key = SLICE_NONE;
	arena_reset(&f->arena);
}

/* Where the plain value at the start of s ends: at a comment. */
static size_t
plain_end(Slice s)
{
	for (size_t i = 0; (i = slice_find(s, i, '#')) < s.n; i++)
		if (i == 0 || s.at[i - 1] == ' ' || s.at[i - 1] == '\t')
			return i;
	return s.n;
}

/* A scalar: without its quotes or the comment after it. */
static Slice
scalar(Slice s)
{
	s = slice_trim(s);
	if (s.n > 0 && (s.at[0] == '"' || s.at[0] == '\'')) {
		size_t close = slice_find(s, 1, s.at[0]);
		if (close < s.n)
			return utf8_trim(slice_between(s, 1, close));
	}
	return utf8_trim(slice_until(s, plain_end(s)));
}

static void
add(Front *f, Slice key, Slice value, bool is_item, size_t line,
    size_t column)
{
	if (value.n != 0)
		*vec_push(&f->pairs) = (FrontPair){ key, value, is_item, line,
			column };
}

/* The byte after the item of a list in brackets that starts at byte i: that of
 * its comma or closing bracket; s.n where there is none. */
static size_t
flow_item_end(Slice s, size_t i)
{
	while (i < s.n && (s.at[i] == ' ' || s.at[i] == '\t'))
		i++;
	if (i < s.n && (s.at[i] == '"' || s.at[i] == '\''))
		i = slice_find(s, i + 1, s.at[i]);
	for (int depth = 0; i < s.n; i++) {
		if (depth == 0 && (s.at[i] == ',' || s.at[i] == ']'))
			return i;
		depth += (s.at[i] == '[') - (s.at[i] == ']');
	}
	return s.n;
}

/* Whether an item is a mapping, a list or a list of lists. */
static bool
is_deep_item(Slice s)
{
	if (s.n == 0 || s.at[0] == '"' || s.at[0] == '\'')
		return false;
	s = slice_trim(slice_until(s, plain_end(s)));
	if (s.n == 0)
		return false;
	if (s.at[0] == '{' || s.at[s.n - 1] == ':' ||
	    slice_starts(s, SLICE("- ")) ||
	    (s.at[0] == '[' && !slice_starts(s, SLICE("[["))))
		return true;
	for (size_t i = 0; (i = slice_find(s, i, ':')) + 1 < s.n; i++)
		if (s.at[i + 1] == ' ')
			return true;
	return false;
}

/* A list in brackets; s starts behind the opening one. */
static void
add_flow(Front *f, Slice key, Slice s, size_t line)
{
	size_t from = 0, first = f->pairs.n;
	for (;;) {
		size_t end = flow_item_end(s, from);
		if (end >= s.n) {
			f->pairs.n = first; /* it goes on: deeper */
			return;
		}
		Slice item = slice_trim(slice_between(s, from, end));
		if (!is_deep_item(item))
			add(f, key, scalar(item), true, line, 1);
		if (s.at[end] == ']')
			return;
		from = end + 1;
	}
}

static void
add_item(Front *f, Slice line, size_t number)
{
	Slice item = slice_trim(line);
	if (f->list_key.n == 0 || item.n == 0 || item.at[0] != '-' ||
	    (item.n > 1 && item.at[1] != ' ' && item.at[1] != '\t'))
		return;
	size_t column = (size_t)(item.at - line.at) + 1;
	item = slice_trim(slice_from(item, 1));
	if (!is_deep_item(item))
		add(f, f->list_key, scalar(item), true, number, column);
}

/* Where the colon that ends a key stands: before white space or the end. */
static size_t
key_end(Slice line)
{
	size_t i = 0;
	while ((i = slice_find(line, i, ':')) < line.n && i + 1 < line.n &&
	    line.at[i + 1] != ' ' && line.at[i + 1] != '\t')
		i++;
	return i;
}

void
front_line(Front *f, Slice line, size_t number)
{
	line = arena_copy(&f->arena, slice_trim_end(line));
	if (line.n == 0 || line.at[0] == '#')
		return;
	if (line.at[0] == ' ' || line.at[0] == '\t' || line.at[0] == '-') {
		add_item(f, line, number);
		return;
	}
	size_t colon = key_end(line);
	f->list_key = SLICE_NONE;
	if (colon == line.n)
		return;
	Slice key = slice_trim_end(slice_until(line, colon));
	Slice value = slice_trim(slice_from(line, colon + 1));
	if (value.n == 0 || value.at[0] == '#')
		f->list_key = key;
	else if (value.at[0] == '[' && !(slice_starts(value, SLICE("[[")) &&
	             !slice_starts(value, SLICE("[[["))))
		add_flow(f, key, slice_from(value, 1), number);
	else if (strchr("|>{", value.at[0]) == NULL)
		add(f, key, scalar(value), false, number, 1);
}

void
front_free(Front *f)
{
	vec_free(&f->pairs);
	arena_free(&f->arena);
}
