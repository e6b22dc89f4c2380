/*
 * utf8: see utf8.h. ASCII never reaches utf8proc: every function decides it by
 * itself first, so the tables are paid for only by text that needs them.
 */
#include "utf8.h"

#include "scan.h"

#include <utf8proc.h>

#define REPLACEMENT "\xEF\xBF\xBD"

/* Length of the valid sequence at p, of at most n bytes (n > 0), or 0. */
static size_t
sequence(const unsigned char *p, size_t n)
{
	unsigned char lead = p[0], low = 0x80, high = 0xBF;
	size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
	if (lead < 0x80)
		return 1;
	if (lead < 0xC2 || lead > 0xF4 || length > n)
		return 0;
	if (lead == 0xE0)
		low = 0xA0;
	else if (lead == 0xED)
		high = 0x9F;
	else if (lead == 0xF0)
		low = 0x90;
	else if (lead == 0xF4)
		high = 0x8F;
	if (p[1] < low || p[1] > high)
		return 0;
	for (size_t i = 2; i < length; i++)
		if (p[i] < 0x80 || p[i] > 0xBF)
			return 0;
	return length;
}

/* The same for the sequences of most letters; 0 for the others, too. */
static inline size_t
letter(const unsigned char *p, size_t n)
{
	if (p[0] > 0xC2 && p[0] < 0xE0)
		return n > 1 && (p[1] & 0xC0) == 0x80 ? 2 : 0;
	return p[0] > 0xE0 && p[0] < 0xED && n > 2 &&
	        (p[1] & 0xC0) == 0x80 && (p[2] & 0xC0) == 0x80 ? 3 : 0;
}

static bool
is_control(const unsigned char *p)
{
	return (p[0] < 0x20 && p[0] != '\t') || p[0] == 0x7F ||
	    (p[0] == 0xC2 && p[1] < 0xA0);
}

/* The length of the clean character at the start of p, n bytes (> 0), or 0. */
static inline size_t
clean_character(const unsigned char *p, size_t n)
{
	size_t length = letter(p, n);
	if (length == 0)
		length = sequence(p, n);
	return length == 0 || is_control(p) ? 0 : length;
}

/* How many bytes at the start of text are clean. A letter beyond ASCII is soon
 * followed by another: for that no scan is started anew. */
static size_t
clean_length(Slice text)
{
	enum { SOON = 8 };
	const unsigned char *p = (const unsigned char *)text.at;
	size_t i = 0;
	/* Of many bad bytes each is the first of what is left. */
	if (text.n != 0 && p[0] >= ' ' && p[0] < 0x7F)
		i = scan_plain(text, 0);
	for (; i < text.n; i = scan_plain(text, i))
		do {
			size_t n = clean_character(p + i, text.n - i);
			if (n == 0)
				return i;
			i += n;
			for (size_t k = 0; k < SOON && i < text.n &&
			    p[i] >= ' ' && p[i] < 0x7F; k++)
				i++;
		} while (i < text.n && p[i] > 0x7F);
	return i;
}

bool
utf8_is_clean(Slice text)
{
	return clean_length(text) == text.n;
}

bool
utf8_is_clean_by(Scan *beyond, size_t i, size_t to)
{
	const unsigned char *p = (const unsigned char *)beyond->s.at;
	while ((i = scan_next(beyond, i)) < to)
		do {
			size_t n = clean_character(p + i, to - i);
			if (n == 0)
				return false;
			i += n;
		} while (i < to && p[i] > 0x7F);
	return true;
}

bool
utf8_clean(Slice text, Buffer *clean, Utf8Shifts *shifts)
{
	bool bad = false;
	size_t from = clean->n, raw = 0;
	while (raw < text.n) {
		Slice rest = slice_from(text, raw);
		size_t n = clean_length(rest);
		buffer_add(clean, slice_until(rest, n));
		raw += n;
		if (raw == text.n)
			break;
		n = sequence((const unsigned char *)text.at + raw,
		    text.n - raw);
		bad = bad || n == 0;
		raw += n != 0 ? n : 1;
		if (shifts != NULL)
			*vec_push(shifts) = (Utf8Shift){
				clean->n - from + strlen(REPLACEMENT), raw
			};
		buffer_add(clean, SLICE(REPLACEMENT));
	}
	return bad;
}

uint32_t
utf8_decode(Slice s, size_t i, size_t *next)
{
	const unsigned char *p = (const unsigned char *)s.at + i;
	size_t n = sequence(p, s.n - i);
	*next = i + (n != 0 ? n : 1);
	switch (n) {
	case 1:
		return p[0];
	case 2:
		return (p[0] & 0x1Fu) << 6 | (p[1] & 0x3Fu);
	case 3:
		return (p[0] & 0x0Fu) << 12 | (p[1] & 0x3Fu) << 6 |
		    (p[2] & 0x3Fu);
	case 4:
		return (p[0] & 0x07u) << 18 | (p[1] & 0x3Fu) << 12 |
		    (p[2] & 0x3Fu) << 6 | (p[3] & 0x3Fu);
	default:
		return 0xFFFD;
	}
}

uint32_t
utf8_decode_before(Slice s, size_t i, size_t *start)
{
	size_t at = i - 1, next;
	while (at > 0 && i - at < 4 && (s.at[at] & 0xC0) == 0x80)
		at--;
	uint32_t c = utf8_at(s, at, &next);
	if (next != i) {
		at = i - 1;
		c = 0xFFFD;
	}
	*start = at;
	return c;
}

static utf8proc_category_t
category(uint32_t c)
{
	return utf8proc_category((utf8proc_int32_t)c);
}

bool
utf8_is_wide_letter(uint32_t c)
{
	utf8proc_category_t k = category(c);
	return k >= UTF8PROC_CATEGORY_LU && k <= UTF8PROC_CATEGORY_LO;
}

bool
utf8_is_wide_digit(uint32_t c)
{
	return category(c) == UTF8PROC_CATEGORY_ND;
}

bool
utf8_is_mark(uint32_t c)
{
	if (c < 0x300)
		return false;
	utf8proc_category_t k = category(c);
	return k >= UTF8PROC_CATEGORY_MN && k <= UTF8PROC_CATEGORY_ME;
}

bool
utf8_is_wide_word(uint32_t c)
{
	return utf8_is_letter(c) || utf8_is_digit(c) || utf8_is_mark(c);
}

bool
utf8_is_currency(uint32_t c)
{
	if (c < 0x80)
		return c == '$';
	return category(c) == UTF8PROC_CATEGORY_SC;
}

bool
utf8_is_wide_space(uint32_t c)
{
	return c == 0x85 || c == 0xA0 || c == 0x1680 ||
	    (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 ||
	    c == 0x202F || c == 0x205F || c == 0x3000;
}

Slice
utf8_trim_space(Slice s)
{
	size_t i;
	while (s.n > 0 && utf8_is_space(utf8_before(s, s.n, &i)))
		s.n = i;
	while (s.n > 0 && utf8_is_space(utf8_at(s, 0, &i)))
		s = slice_from(s, i);
	return s;
}

bool
utf8_is_blank(Slice s)
{
	return utf8_skip_space(s, 0) == s.n;
}

/* Whether a byte of the word is below ' ' or above '~'. What the sum or the
 * difference carries into a byte comes from one that is. */
static bool
has_odd(uint64_t word)
{
	return ((word | (word + BYTES(1)) | (word - BYTES(' '))) &
	           BYTES(0x80)) != 0;
}

size_t
utf8_skip_plain(Slice s, size_t i)
{
	uint64_t words[2];
	bool is_long = s.n - i >= sizeof words;
	for (; s.n - i >= sizeof words; i += sizeof words) {
		memcpy(words, s.at + i, sizeof words);
		if (has_odd(words[0]) || has_odd(words[1]))
			break;
	}
	/* The last words, with bytes that were looked at already. */
	if (is_long && s.n - i < sizeof words) {
		memcpy(words, s.at + s.n - sizeof words, sizeof words);
		if (!has_odd(words[0]) && !has_odd(words[1]))
			return s.n;
	}
	while (i < s.n && s.at[i] >= ' ' && s.at[i] <= '~')
		i++;
	return i;
}

size_t
utf8_put(char to[4], uint32_t c)
{
	return (size_t)utf8proc_encode_char((utf8proc_int32_t)c,
	    (utf8proc_uint8_t *)to);
}

/* Whether c is printable ASCII or one of the Latin letters up to U+02FF: of
 * width 1, and two of them never are one cluster. */
static bool
is_latin(uint32_t c)
{
	return (c >= 0x20 && c < 0x7F) || (c >= 0xC0 && c < 0x300);
}

static bool
is_pictograph(uint32_t c)
{
	int k = utf8proc_get_property((utf8proc_int32_t)c)->boundclass;
	return k == UTF8PROC_BOUNDCLASS_EXTENDED_PICTOGRAPHIC;
}

/* Whether VS16 asks for a picture of it: of a keycap, too. */
static bool
is_emoji(uint32_t c)
{
	return is_pictograph(c) || (c >= '0' && c <= '9') || c == '#' ||
	    c == '*';
}

/* Letters that belong to the one before and have a cell of their own: the Thai
 * and the Lao vowel AM, and the sound marks of narrow Katakana. */
static bool
stands_beside(uint32_t c)
{
	return c == 0x0E33 || c == 0x0EB3 || c == 0xFF9E || c == 0xFF9F;
}

size_t
utf8_cluster(Slice s, size_t i, int *width)
{
	utf8proc_int32_t state = 0;
	uint32_t c = utf8_at(s, i, &i);
	bool wide = false;
	size_t after;
	*width = 1;
	if (is_latin(c) && (i == s.n || is_latin(utf8_at(s, i, &after))))
		return i;
	*width = utf8proc_charwidth((utf8proc_int32_t)c);
	while (i < s.n) {
		size_t next;
		uint32_t d = utf8_at(s, i, &next);
		if ((c < 0x80 && d < 0x80) ||
		    utf8proc_grapheme_break_stateful((utf8proc_int32_t)c,
		        (utf8proc_int32_t)d, &state))
			break;
		bool flag = c >= 0x1F1E6 && c <= 0x1F1FF && d >= 0x1F1E6;
		wide = wide || (d == 0xFE0F && is_emoji(c)) ||
		    (flag && d <= 0x1F1FF);
		int more = utf8proc_charwidth((utf8proc_int32_t)d);
		if (stands_beside(d))
			*width += more;
		else if (more > *width)
			*width = more;
		c = d;
		i = next;
	}
	if (wide)
		*width = 2;
	return i;
}

bool
utf8_is_hidden(uint32_t c)
{
	if (c < 0xA0)
		return c < 0x20 || c >= 0x7F;
	if (c < 0x2000)
		return c == 0xAD || c == 0x34F || c == 0x61C || c == 0x115F ||
		    c == 0x1160 || c == 0x17B4 || c == 0x17B5 || c == 0x180E;
	if (c < 0x10000)
		return (c >= 0x200B && c <= 0x200F) ||
		    (c >= 0x2028 && c <= 0x202E) ||
		    (c >= 0x2060 && c <= 0x206F) || c == 0x3164 ||
		    c == 0xFEFF || c == 0xFFA0 || (c >= 0xFFF0 && c <= 0xFFFB);
	return (c >= 0x1BCA0 && c <= 0x1BCA3) ||
	    (c >= 0x1D173 && c <= 0x1D17A) ||
	    (c >= 0xE0000 && c <= 0xE00FF) || (c >= 0xE01F0 && c <= 0xE0FFF);
}

static bool
is_selector(uint32_t c)
{
	return (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0100 && c <= 0xE01EF) ||
	    (c >= 0x180B && c <= 0x180F && c != 0x180E);
}

/* A variation selector chooses a form of the character before it; more of them
 * carry what nobody sees. */
bool
utf8_hides(Slice s, size_t i, uint32_t c)
{
	if (!is_selector(c))
		return utf8_is_hidden(c);
	if (i == 0)
		return true;
	uint32_t before = utf8_before(s, i, &i);
	return is_selector(before) || utf8_is_hidden(before) ||
	    utf8_is_space(before);
}

/* Whether the joiner between bytes i and next makes two pictographs one. */
static bool
joins(Slice s, size_t i, size_t next)
{
	size_t at = i;
	uint32_t before = 0;
	while (at > 0) {
		before = utf8_before(s, at, &at);
		/* Variation selectors and skin tones belong to the first. */
		if (before != 0xFE0F && (before < 0x1F3FB || before > 0x1F3FF))
			break;
	}
	return before >= 0x80 && is_pictograph(before) && next < s.n &&
	    is_pictograph(utf8_at(s, next, &next));
}

static void
show_hidden(uint32_t c, Buffer *shown)
{
	static const char hex[] = "0123456789ABCDEF";
	if (c < 0x20 || c == 0x7F) {
		buffer_add_byte(shown, '^');
		buffer_add_byte(shown, (char)(c ^ 0x40));
		return;
	}
	if (c < 0xA0) {
		buffer_add(shown, SLICE(REPLACEMENT));
		return;
	}
	buffer_add(shown, SLICE("<U+"));
	for (int shift = c > 0xFFFF ? 16 : 12; shift >= 0; shift -= 4)
		buffer_add_byte(shown, hex[c >> shift & 15]);
	buffer_add_byte(shown, '>');
}

void
utf8_show(Slice s, Buffer *shown)
{
	size_t from = 0, next;
	for (size_t i = 0; (i = utf8_skip_plain(s, i)) < s.n; i = next) {
		uint32_t c = utf8_at(s, i, &next);
		bool bad = c == 0xFFFD && next == i + 1;
		if (!bad && (!utf8_hides(s, i, c) ||
		        (c == 0x200D && joins(s, i, next))))
			continue;
		buffer_add(shown, slice_between(s, from, i));
		if (bad)
			buffer_add(shown, SLICE(REPLACEMENT));
		else
			show_hidden(c, shown);
		from = next;
	}
	buffer_add(shown, slice_from(s, from));
}
