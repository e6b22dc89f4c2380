/* slice: see slice.h. */
#include "slice.h"

int
slice_compare(Slice a, Slice b)
{
	size_t n = a.n < b.n ? a.n : b.n;
	int order = n != 0 ? memcmp(a.at, b.at, n) : 0;
	return order != 0 ? order : (a.n > b.n) - (a.n < b.n);
}

bool
slice_ends(Slice s, Slice suffix)
{
	return s.n >= suffix.n &&
	    slice_equal(slice_from(s, s.n - suffix.n), suffix);
}

bool
slice_equal_nocase(Slice a, Slice b)
{
	if (a.n != b.n)
		return false;
	for (size_t i = 0; i < a.n; i++)
		if (byte_lower(a.at[i]) != byte_lower(b.at[i]))
			return false;
	return true;
}

Slice
slice_trim_end(Slice s)
{
	while (s.n > 0 && (s.at[s.n - 1] == ' ' || s.at[s.n - 1] == '\t'))
		s.n--;
	return s;
}

Slice
slice_trim(Slice s)
{
	while (s.n > 0 && (*s.at == ' ' || *s.at == '\t')) {
		s.at++;
		s.n--;
	}
	return slice_trim_end(s);
}

char *
buffer_room(Buffer *b, size_t n)
{
	size_t need = base_sum(b->n, n);
	if (need > b->cap) {
		b->cap = base_sum(need, need / 2 + 64);
		b->at = base_resize(b->at, b->cap);
	}
	return b->at + b->n;
}

void
buffer_add(Buffer *b, Slice s)
{
	char *to = buffer_room(b, s.n);
	if (s.n != 0)
		memcpy(to, s.at, s.n);
	b->n += s.n;
}

void
buffer_add_byte(Buffer *b, char c)
{
	*buffer_room(b, 1) = c;
	b->n++;
}

Slice
buffer_slice(const Buffer *b)
{
	return (Slice){ b->at, b->n };
}

void
buffer_free(Buffer *b)
{
	base_free(b->at);
	*b = (Buffer){ 0 };
}
