/*
 * slice: a piece of somebody else's bytes, by value; and Buffer, bytes that
 * grow.
 *
 * A Slice owns nothing and ends at no NUL. It is good as long as the memory it
 * points into; who hands one out says how long that is. The empty slice
 * (n == 0) stands for "none" throughout; its pointer may be NULL.
 */
#ifndef REL_SLICE_H
#define REL_SLICE_H

#include "base.h"

typedef struct {
	const char *at;
	size_t n;
} Slice;

/* The slice of a string literal; the second form is for static tables. */
#define SLICE(literal) ((Slice)SLICE_INIT(literal))
#define SLICE_INIT(literal) { (literal), sizeof(literal) - 1 }
#define SLICE_NONE ((Slice){ NULL, 0 })

/* The slice of a string; NULL gives the empty one. */
static inline Slice
slice_of(const char *string)
{
	return (Slice){ string, string != NULL ? strlen(string) : 0 };
}

/* The part from byte i on; that before byte i; i is clipped to s.n. */
static inline Slice
slice_from(Slice s, size_t i)
{
	if (i >= s.n)
		return (Slice){ s.at, 0 };
	return (Slice){ s.at + i, s.n - i };
}

static inline Slice
slice_until(Slice s, size_t i)
{
	return (Slice){ s.at, i < s.n ? i : s.n };
}

/* The part from byte i up to byte j; i <= j <= s.n. */
static inline Slice
slice_between(Slice s, size_t i, size_t j)
{
	assert(i <= j && j <= s.n);
	return i == j ? SLICE_NONE : (Slice){ s.at + i, j - i };
}

static inline bool
slice_equal(Slice a, Slice b)
{
	/* b is often a constant. */
	return a.n == b.n && (b.n == 0 || memcmp(a.at, b.at, b.n) == 0);
}

static inline bool
slice_starts(Slice s, Slice prefix)
{
	return s.n >= prefix.n && (prefix.n == 0 ||
	    memcmp(s.at, prefix.at, prefix.n) == 0);
}

/* Where c stands first in s, from byte i on; s.n if nowhere. */
static inline size_t
slice_find(Slice s, size_t i, char c)
{
	const char *at = i < s.n ? memchr(s.at + i, c, s.n - i) : NULL;
	return at != NULL ? (size_t)(at - s.at) : s.n;
}

/* Below, at or above 0 as a sorts before, with or after b, by bytes. */
int slice_compare(Slice a, Slice b);

bool slice_ends(Slice s, Slice suffix);

/* Whether n bytes are equal but for the case of ASCII letters. */
bool bytes_equal_nocase(const char *a, const char *b, size_t n);

/* Equal but for the case of ASCII letters. */
static inline bool
slice_equal_nocase(Slice a, Slice b)
{
	return a.n == b.n && bytes_equal_nocase(a.at, b.at, a.n);
}

/* What a byte is, in ASCII only, whatever the locale. */
enum {
	BYTE_LETTER = 1,
	BYTE_DIGIT = 2,
	BYTE_SPACE = 4,    /* White_Space: blank, tab to carriage return */
	BYTE_BEYOND = 8,   /* above 0x7F: what it is, utf8.h knows */
	BYTE_IN_NAME = 16, /* _ - . */
	BYTE_IN_TAG = 32,  /* _ - / */
	BYTE_DASH = 64,    /* - : ', which end words or join them */
	BYTE_OPENS = 128   /* before a mention or tag, besides BYTE_SPACE:
	                      ( [ { " ' * _ , ; : ~ */
};

extern const uint8_t byte_kinds[256];

/* The decimal digits of 0 to 99, two each. */
extern const char digit_pairs[];

static inline bool
byte_is(char c, int kinds)
{
	return (byte_kinds[(unsigned char)c] & kinds) != 0;
}

static inline bool
byte_is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static inline bool
byte_is_letter(char c)
{
	return byte_is(c, BYTE_LETTER);
}

static inline bool
byte_is_blank(char c)
{
	return c == ' ' || c == '\t';
}

static inline char
byte_lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

/* Without spaces and tabs at the end. */
static inline Slice
slice_trim_end(Slice s)
{
	while (s.n > 0 && byte_is_blank(s.at[s.n - 1]))
		s.n--;
	return s;
}

/* Without spaces and tabs at both ends. */
Slice slice_trim(Slice s);

/* Takes the next item off a list with commas, trimmed; false after the last.
 * There is one item more than commas, perhaps empty. */
bool slice_next_item(Slice *list, Slice *item);

/* Writes value in decimal, two digits a step, at most DIGITS_MOST of them;
 * returns the end. */
enum { DIGITS_MOST = 20 };

static inline char *
bytes_put_number(char *to, uint64_t value)
{
	enum { FEW = 100000 };
	uint64_t rest = value;
	size_t n = 1;
	for (; UNLIKELY(rest >= FEW); rest /= FEW)
		n += 5;
	n += (size_t)(rest >= 10) + (rest >= 100) + (rest >= 1000) +
	    (rest >= 10000);
	char *end = to + n, *at = end;
	for (; value >= 100; value /= 100) {
		at -= 2;
		memcpy(at, digit_pairs + 2 * (value % 100), 2);
	}
	if (value >= 10)
		memcpy(at - 2, digit_pairs + 2 * value, 2);
	else
		at[-1] = (char)('0' + value);
	return end;
}

/* Writes the bytes, most often few, and returns the end. */
static inline char *
bytes_put(char *to, Slice s)
{
	uint64_t first, last;
	uint32_t few;
	if (UNLIKELY(s.n > 2 * sizeof first)) {
		memcpy(to, s.at, s.n);
	} else if (s.n > sizeof first) {
		memcpy(&first, s.at, sizeof first);
		memcpy(&last, s.at + s.n - sizeof last, sizeof last);
		memcpy(to, &first, sizeof first);
		memcpy(to + s.n - sizeof last, &last, sizeof last);
	} else if (s.n >= sizeof few) {
		memcpy(&few, s.at, sizeof few);
		memcpy(to, &few, sizeof few);
		memcpy(&few, s.at + s.n - sizeof few, sizeof few);
		memcpy(to + s.n - sizeof few, &few, sizeof few);
	} else {
		for (size_t i = 0; i < s.n; i++)
			to[i] = s.at[i];
	}
	return to + s.n;
}

/* Spreads a word over the high bits, for a place in a small table (Knuth's
 * multiplicative hash; not secret, so never for what may not collide). */
static inline uint64_t
bytes_spread(uint64_t word)
{
	return word * UINT64_C(0x9E3779B97F4A7C15);
}

/* Whether two bytes are those of the string. */
static inline bool
bytes_are(const char *at, const char two[3])
{
	return memcmp(at, two, 2) == 0;
}

/* Eight bytes of one value. */
#define BYTES(b) (UINT64_C(0x0101010101010101) * (b))

/* Eight bytes as one word, in the machine's order. */
static inline uint64_t
bytes_eight(const char *at)
{
	uint64_t word;
	memcpy(&word, at, sizeof word);
	return word;
}

/* The first n, up to eight, of the eight bytes as one word in which no others
 * are left. */
static inline uint64_t
bytes_first(const char *at, size_t n)
{
	static const unsigned char kept[16] = { 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
		0xFF, 0xFF, 0xFF };
	uint64_t mask;
	memcpy(&mask, kept + sizeof mask - n, sizeof mask);
	return bytes_eight(at) & mask;
}

/* Of a word of ASCII: the high bit of each byte from low to high. The other
 * bits are anything. */
static inline uint64_t
bytes_between(uint64_t word, uint64_t low, uint64_t high)
{
	return (word + BYTES(0x80 - low)) & ~(word + BYTES(0x7F - high));
}

/* How many of the first of eight bytes are letters or digits of ASCII. */
static inline size_t
bytes_word(const char *at)
{
#if defined(__GNUC__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
	uint64_t word = bytes_eight(at), ascii = word & BYTES(0x7F);
	uint64_t is = bytes_between(ascii | BYTES(0x20), 'a', 'z') |
	    bytes_between(ascii, '0', '9');
	uint64_t is_not = ~is & BYTES(0x80);
	is_not |= word & BYTES(0x80);
	return is_not != 0 ? (size_t)__builtin_ctzll(is_not) / 8 : 8;
#else
	size_t n = 0;
	while (n < 8 && byte_is(at[n], BYTE_LETTER | BYTE_DIGIT))
		n++;
	return n;
#endif
}

/* n bytes, up to eight, as one word, different for different bytes of one n. */
static inline uint64_t
bytes_few(const char *at, size_t n)
{
	uint32_t first, last;
	if (n >= sizeof first) {
		memcpy(&first, at, sizeof first);
		memcpy(&last, at + n - sizeof last, sizeof last);
		return (uint64_t)last << 32 | first;
	}
	if (n == 0)
		return 0;
	return (uint64_t)(unsigned char)at[0] |
	    (uint64_t)(unsigned char)at[n / 2] << 8 |
	    (uint64_t)(unsigned char)at[n - 1] << 16;
}

/*
 * Buffer: a growable string of bytes. It starts as {0}; buffer_slice() is good
 * until the next change; buffer_free() lets it go. To reuse it, set n to 0.
 */
typedef struct {
	char *at;
	size_t n;
	size_t cap;
} Buffer;

void buffer_grow(Buffer *b, size_t n);

/* Makes room for n more bytes, without counting them; where they go. */
static inline char *
buffer_room(Buffer *b, size_t n)
{
	if (UNLIKELY(b->cap - b->n <= n))
		buffer_grow(b, n);
	return b->at + b->n;
}

static inline void
buffer_add(Buffer *b, Slice s)
{
	char *to = buffer_room(b, s.n);
	if (s.n != 0)
		memcpy(to, s.at, s.n);
	b->n += s.n;
}

static inline void
buffer_add_byte(Buffer *b, char c)
{
	*buffer_room(b, 1) = c;
	b->n++;
}

static inline Slice
buffer_slice(const Buffer *b)
{
	return (Slice){ b->at, b->n };
}

void buffer_free(Buffer *b);

#endif
