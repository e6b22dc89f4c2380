/*
 * utf8_fold: folding for comparison; see utf8.h. Most text is ASCII, and is
 * folded eight bytes at a time; most of the other letters are folded each by
 * itself; only what may compose with its neighbours is given to utf8proc whole.
 */
#include "utf8.h"

#include <utf8proc.h>

enum { MOST_MARKS = 30, FOLD_STACK = 256, HIGH = 0x80 };

/* Appends one folded character; a separator only after something else. */
static void
add_folded(Buffer *to, uint32_t c, bool *separated)
{
	bool separator = c == '_' || c == '-' || utf8_is_space(c);
	if (separator && !*separated)
		buffer_add_byte(to, '-');
	*separated = separator;
	if (separator)
		return;
	if (c < 0x80)
		buffer_add_byte(to, (char)c);
	else
		to->n += utf8_put(buffer_room(to, 4), c);
}

/* What add_folded() makes of each byte of ASCII; a separator is a dash. */
static const char folded_ascii[] =
    "\000\001\002\003\004\005\006\007\010-----\016\017"
    "\020\021\022\023\024\025\026\027\030\031\032\033\034\035\036\037"
    "-!\"#$%&'()*+,-./"
    "0123456789:;<=>?"
    "@abcdefghijklmno"
    "pqrstuvwxyz[\\]^-"
    "`abcdefghijklmno"
    "pqrstuvwxyz{|}~\177";

/* Of a word of ASCII: the high bit of each byte that is c. The other bits are
 * anything. */
static inline uint64_t
bytes_equal(uint64_t word, uint64_t c)
{
	return BYTES(HIGH) - (word ^ BYTES(c));
}

/* Folds eight bytes of ASCII each by itself; the high bit of each that is a
 * separator: where two are neighbours, that is not all. */
static inline uint64_t
fold_eight(uint64_t *word)
{
	uint64_t w = *word;
	uint64_t separators = (bytes_equal(w, ' ') | bytes_equal(w, '-') |
	    bytes_equal(w, '_') | bytes_between(w, '\t', '\r')) & BYTES(HIGH);
	uint64_t dashes = separators - (separators >> 7);
	uint64_t capitals = bytes_between(w, 'A', 'Z') & BYTES(HIGH);
	dashes |= separators;
	w |= capitals >> 2;
	*word = (w & ~dashes) | (BYTES('-') & dashes);
	return separators;
}

/* Appends s folded, if it is what most names are: four to sixteen bytes of
 * ASCII without a separator. */
static inline bool
fold_few(Slice s, Buffer *folded)
{
	enum { HALF = sizeof(uint64_t), QUARTER = sizeof(uint32_t) };
	if (s.n < QUARTER || s.n > 2 * (size_t)HALF)
		return false;
	bool is_short = s.n <= HALF;
	uint64_t first = is_short ? bytes_few(s.at, s.n) : bytes_eight(s.at);
	uint64_t last = is_short ? first : bytes_eight(s.at + s.n - HALF);
	if (((first | last) & BYTES(HIGH)) != 0 ||
	    (fold_eight(&first) | fold_eight(&last)) != 0)
		return false;
	char *to = buffer_room(folded, s.n);
	if (is_short) {
		uint32_t start = (uint32_t)first, end = (uint32_t)(first >> 32);
		memcpy(to, &start, QUARTER);
		memcpy(to + s.n - QUARTER, &end, QUARTER);
	} else {
		memcpy(to, &first, HALF);
		memcpy(to + s.n - HALF, &last, HALF);
	}
	folded->n += s.n;
	return true;
}

/* Appends s from byte i on as far as it is ASCII, folded; returns how far. */
static size_t
fold_ascii(Slice s, size_t i, Buffer *folded, bool *separated)
{
	char *start = buffer_room(folded, s.n - i), *to = start;
	bool is_dash = *separated;
	for (bool is_ascii = true; is_ascii && i < s.n;) {
		uint64_t word;
		for (; s.n - i >= sizeof word; i += sizeof word) {
			word = bytes_eight(s.at + i);
			if ((word & BYTES(HIGH)) != 0)
				break;
			uint64_t separators = fold_eight(&word);
			if ((separators & separators << 8) != 0)
				break;
			memcpy(to, &word, sizeof word);
			if (is_dash && *to == '-')
				break;
			to += sizeof word;
			is_dash = to[-1] == '-';
		}
		size_t end = s.n - i < sizeof word ? s.n : i + sizeof word;
		for (; i < end && (unsigned char)s.at[i] < HIGH; i++) {
			*to = folded_ascii[(unsigned char)s.at[i]];
			to += *to != '-' || !is_dash;
			is_dash = folded_ascii[(unsigned char)s.at[i]] == '-';
		}
		is_ascii = i == end;
	}
	*separated = is_dash;
	folded->n += (size_t)(to - start);
	return i;
}

/* Whether c, beyond ASCII, is of those that compose with none of each other,
 * so that folded by itself it is in NFC, if what comes of it is of them. */
static bool
is_alone(uint32_t c)
{
	static const struct {
		uint32_t first;
		uint32_t last;
	} ranges[] = { { 0x80, 0x2FF }, { 0x388, 0x3CE }, { 0x400, 0x482 },
		{ 0x48A, 0x52F }, { 0x2010, 0x205F }, { 0x3041, 0x3096 },
		{ 0x30A1, 0x30FA }, { 0x4E00, 0x9FFF }, { 0xAC00, 0xD7A3 },
		{ 0x1F300, 0x1FAFF } };
	for (size_t i = 0; i < LENGTH(ranges); i++)
		if (c <= ranges[i].last)
			return c >= ranges[i].first;
	return false;
}

/* Appends s folded where that takes no look at its neighbours. */
static bool
fold_each(Slice s, Buffer *folded)
{
	utf8proc_int32_t points[4];
	int class = 0;
	bool separated = false;
	size_t i = fold_ascii(s, 0, folded, &separated);
	while (i < s.n) {
		uint32_t c = utf8_at(s, i, &i);
		if (!is_alone(c))
			return false;
		utf8proc_ssize_t n = utf8proc_decompose_char((int32_t)c, points,
		    LENGTH(points), UTF8PROC_CASEFOLD, &class);
		for (utf8proc_ssize_t k = 0; k < n; k++) {
			uint32_t f = (uint32_t)points[k];
			if (f >= HIGH && !is_alone(f))
				return false;
			add_folded(folded, f, &separated);
		}
		i = fold_ascii(s, i, folded, &separated);
	}
	return true;
}

static bool
has_long_mark_run(Slice s)
{
	int run = 0;
	for (size_t i = 0; i < s.n && run <= MOST_MARKS;)
		run = utf8_is_mark(utf8_at(s, i, &i)) ? run + 1 : 0;
	return run > MOST_MARKS;
}

/* The code points of s under utf8proc's options, in the stack's memory or,
 * where it is too small, in memory that the caller lets go. */
static utf8proc_ssize_t
map_points(Slice s, utf8proc_option_t options,
    utf8proc_int32_t stack[FOLD_STACK], utf8proc_int32_t **points)
{
	const utf8proc_uint8_t *at = (const utf8proc_uint8_t *)s.at;
	utf8proc_ssize_t size = (utf8proc_ssize_t)s.n;
	*points = stack;
	utf8proc_ssize_t n = utf8proc_decompose(at, size, stack, FOLD_STACK,
	    options);
	if (n > FOLD_STACK) {
		*points = base_alloc(base_product((size_t)n, sizeof *stack));
		n = utf8proc_decompose(at, size, *points, n, options);
	}
	if (n > 0 && (options & UTF8PROC_COMPOSE) != 0)
		n = utf8proc_normalize_utf32(*points, n, options);
	return n;
}

/* Whether U+0345, a mark that folds to a letter, may be in s, also as part of
 * a letter: then marks must be in their order before it is folded. */
static bool
may_have_iota_subscript(Slice s)
{
	for (size_t i = 0; i + 1 < s.n; i++)
		if ((s.at[i] == '\xCD' && s.at[i + 1] == '\x85') ||
		    (s.at[i] == '\xE1' && (s.at[i + 1] & 0xFE) == 0xBE))
			return true;
	return false;
}

/* Appends the canonical decomposition of s. */
static void
decompose(Slice s, Buffer *to)
{
	utf8proc_int32_t stack[FOLD_STACK], *points;
	utf8proc_ssize_t n = map_points(s,
	    UTF8PROC_STABLE | UTF8PROC_DECOMPOSE, stack, &points);
	for (utf8proc_ssize_t i = 0; i < n; i++)
		to->n += utf8_put(buffer_room(to, 4), (uint32_t)points[i]);
	if (points != stack)
		base_free(points);
}

void
utf8_fold(Slice s, Buffer *folded)
{
	size_t start = folded->n;
	if (fold_few(s, folded) || fold_each(s, folded))
		return;
	folded->n = start;
	utf8proc_int32_t stack[FOLD_STACK], *points;
	utf8proc_option_t options = UTF8PROC_CASEFOLD;
	Buffer decomposed = { 0 };
	if (!has_long_mark_run(s)) {
		options |= UTF8PROC_STABLE | UTF8PROC_COMPOSE;
		if (may_have_iota_subscript(s)) {
			decompose(s, &decomposed);
			s = buffer_slice(&decomposed);
		}
	}
	utf8proc_ssize_t n = map_points(s, options, stack, &points);
	bool separated = false;
	for (utf8proc_ssize_t i = 0; i < n; i++)
		add_folded(folded, (uint32_t)points[i], &separated);
	if (n < 0)
		buffer_add(folded, s);
	if (points != stack)
		base_free(points);
	buffer_free(&decomposed);
}
