/*
 * utf8: Unicode text as this suite needs it; the only user of utf8proc.
 *
 * Text inside the suite is clean: valid UTF-8 (Unicode 15, table 3-7) without
 * control characters but tab, for utf8_clean() made it so at the door. The
 * other functions rely on that; on other bytes they stay within bounds and
 * call each bad byte U+FFFD.
 */
#ifndef REL_UTF8_H
#define REL_UTF8_H

#include "scan.h"

/* What some programs put in front of a text; no part of it. */
#define BYTE_ORDER_MARK "\xEF\xBB\xBF"

/* Where in a cleaned text a byte of the raw one went: at clean, a replacement
 * stands for the raw bytes that end before raw. */
typedef struct {
	size_t clean;
	size_t raw;
} Utf8Shift;

typedef VEC(Utf8Shift) Utf8Shifts;

/* True where text is clean already: then nothing needs be done. */
bool utf8_is_clean(Slice text);

/* Likewise for the bytes from i up to `to` among those of a scan, which stops
 * at each beyond ASCII. */
bool utf8_is_clean_by(Scan *beyond, size_t i, size_t to);

/* Appends text to clean with each byte that is part of no valid sequence, and
 * each control character but tab, as U+FFFD. Returns whether there was any of
 * the former. For each replacement a shift is added, unless shifts is NULL. */
bool utf8_clean(Slice text, Buffer *clean, Utf8Shifts *shifts);

/* What the two below do beyond ASCII. */
uint32_t utf8_decode(Slice s, size_t i, size_t *next);
uint32_t utf8_decode_before(Slice s, size_t i, size_t *start);

/* The code point at byte i (i < s.n) and the byte after it. */
static inline uint32_t
utf8_at(Slice s, size_t i, size_t *next)
{
	unsigned char c = (unsigned char)s.at[i];
	*next = i + 1;
	return LIKELY(c < 0x80) ? c : utf8_decode(s, i, next);
}

/* The code point that ends before byte i (i > 0) and where it starts. */
static inline uint32_t
utf8_before(Slice s, size_t i, size_t *start)
{
	unsigned char c = (unsigned char)s.at[i - 1];
	*start = i - 1;
	return LIKELY(c < 0x80) ? c : utf8_decode_before(s, i, start);
}

/* What the four below do beyond ASCII. */
bool utf8_is_wide_letter(uint32_t c);
bool utf8_is_wide_digit(uint32_t c);
bool utf8_is_wide_word(uint32_t c);
bool utf8_is_wide_space(uint32_t c);

/* General categories: L*, Nd, M*, Sc. */
static inline bool
utf8_is_letter(uint32_t c)
{
	return c < 0x80 ? byte_is_letter((char)c) : utf8_is_wide_letter(c);
}

static inline bool
utf8_is_digit(uint32_t c)
{
	return c < 0x80 ? byte_is_digit((char)c) : utf8_is_wide_digit(c);
}

bool utf8_is_mark(uint32_t c);
bool utf8_is_currency(uint32_t c);

/* A letter, digit or mark: what words are made of. */
static inline bool
utf8_is_word(uint32_t c)
{
	if (c < 0x80)
		return byte_is((char)c, BYTE_LETTER | BYTE_DIGIT);
	return utf8_is_wide_word(c);
}

/* The property White_Space. */
static inline bool
utf8_is_space(uint32_t c)
{
	if (c < 0x80)
		return byte_is((char)c, BYTE_SPACE);
	return utf8_is_wide_space(c);
}

Slice utf8_trim_space(Slice s);

/* Without White_Space at both ends. */
static inline Slice
utf8_trim(Slice s)
{
	enum { MAYBE = BYTE_SPACE | BYTE_BEYOND };
	if (s.n == 0 || (!byte_is(s.at[0], MAYBE) &&
	        !byte_is(s.at[s.n - 1], MAYBE)))
		return s;
	return utf8_trim_space(s);
}

/* The byte after the White_Space that stands at byte i, if any. */
static inline size_t
utf8_skip_space(Slice s, size_t i)
{
	size_t next;
	while (i < s.n && utf8_is_space(utf8_at(s, i, &next)))
		i = next;
	return i;
}

/* Whether White_Space stands at byte i, or s ends there. */
static inline bool
utf8_ends_word(Slice s, size_t i)
{
	size_t next;
	return i >= s.n || utf8_is_space(utf8_at(s, i, &next));
}

/* Whether nothing but White_Space stands in s. */
bool utf8_is_blank(Slice s);

/* The first byte from byte i on (i <= s.n) that is not printable ASCII, ` ` to
 * `~`, or s.n: before it each byte is shown as itself, in one cell. */
size_t utf8_skip_plain(Slice s, size_t i);

/* Appends s folded for comparison: NFC and full case folding (Unicode 15
 * sections 3.11, 3.13), then each run of White_Space, `_` and `-` as one `-`.
 * A string with more than 30 combining marks in a row is not normalised, only
 * case-folded, for normalisation is quadratic in such a run. */
void utf8_fold(Slice s, Buffer *folded);

/* Writes c (at most U+10FFFF, no surrogate) to `to`; returns its length. */
size_t utf8_put(char to[4], uint32_t c);

/* The extended grapheme cluster (UAX 29) at byte i: the byte after it, and its
 * width in terminal cells, from 0 (a flag and an emoji with VS16 have 2). */
size_t utf8_cluster(Slice s, size_t i, int *width);

/* Characters that change how the text around them is shown, or are not seen:
 * bidirectional controls, zero-width and tag characters, fillers, other
 * controls. Variation selectors depend on what stands before: utf8_hides() asks
 * for the character c that stands at byte i of s. */
bool utf8_is_hidden(uint32_t c);
bool utf8_hides(Slice s, size_t i, uint32_t c);

/* Appends s made safe for a terminal: controls as ^X or U+FFFD, other hidden
 * characters as <U+202E>. A zero-width joiner between two pictographs stays,
 * for it makes them one, and so does a variation selector after what it may
 * vary; further ones are hidden characters. */
void utf8_show(Slice s, Buffer *shown);

#endif
