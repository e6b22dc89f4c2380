/* slice: see slice.h. */
#include "slice.h"

/* Runs of neighbours. */
#define THREE(x) (x), (x), (x)
#define SIX(x) THREE(x), THREE(x)
#define LETTERS SIX(BYTE_LETTER), SIX(BYTE_LETTER), SIX(BYTE_LETTER), \
	SIX(BYTE_LETTER), BYTE_LETTER, BYTE_LETTER
#define SIXTEEN(x) SIX(x), SIX(x), THREE(x), (x)
#define SIXTY_FOUR(x) SIXTEEN(x), SIXTEEN(x), SIXTEEN(x), SIXTEEN(x)

const uint8_t byte_kinds[256] = {
	['\t'] = BYTE_SPACE, BYTE_SPACE, BYTE_SPACE, BYTE_SPACE, BYTE_SPACE,
	[' '] = BYTE_SPACE,
	['"'] = BYTE_OPENS,
	['\''] = BYTE_OPENS | BYTE_DASH,
	['('] = BYTE_OPENS,
	['*'] = BYTE_OPENS,
	[','] = BYTE_OPENS,
	['-'] = BYTE_IN_NAME | BYTE_IN_TAG | BYTE_DASH,
	['.'] = BYTE_IN_NAME, BYTE_IN_TAG,
	['0'] = SIX(BYTE_DIGIT), THREE(BYTE_DIGIT), BYTE_DIGIT,
	[':'] = BYTE_OPENS | BYTE_DASH, BYTE_OPENS,
	['A'] = LETTERS, BYTE_OPENS,
	['_'] = BYTE_IN_NAME | BYTE_IN_TAG | BYTE_OPENS,
	['a'] = LETTERS, BYTE_OPENS,
	['~'] = BYTE_OPENS,
	[0x80] = SIXTY_FOUR(BYTE_BEYOND), SIXTY_FOUR(BYTE_BEYOND)
};

const char digit_pairs[] =
    "0001020304050607080910111213141516171819"
    "2021222324252627282930313233343536373839"
    "4041424344454647484950515253545556575859"
    "6061626364656667686970717273747576777879"
    "8081828384858687888990919293949596979899";

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
bytes_equal_nocase(const char *a, const char *b, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (byte_lower(a[i]) != byte_lower(b[i]))
			return false;
	return true;
}

Slice
slice_trim(Slice s)
{
	while (s.n > 0 && byte_is_blank(*s.at)) {
		s.at++;
		s.n--;
	}
	return slice_trim_end(s);
}

bool
slice_next_item(Slice *list, Slice *item)
{
	if (list->at == NULL)
		return false;
	size_t comma = slice_find(*list, 0, ',');
	*item = slice_trim(slice_until(*list, comma));
	*list = comma < list->n ? slice_from(*list, comma + 1) : SLICE_NONE;
	return true;
}

void
buffer_grow(Buffer *b, size_t n)
{
	size_t need = base_sum(b->n, n);
	b->cap = base_sum(need, need / 2 + 64);
	b->at = base_resize(b->at, b->cap);
}

void
buffer_free(Buffer *b)
{
	base_free(b->at);
	*b = (Buffer){ 0 };
}
