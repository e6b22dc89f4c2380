/* scan: see scan.h. With SSE2, 16 bytes are compared with each sign at once. */
#include "scan.h"

#if defined(__SSE2__) && defined(__GNUC__)
#include <emmintrin.h>
#define HAVE_WIDE 1
#else
#define HAVE_WIDE 0
#endif

void
scan_set(ScanSet *set, Slice signs)
{
	assert(signs.n <= SCAN_MOST_SIGNS);
	*set = (ScanSet){ .count = (int)signs.n };
	for (size_t i = 0; i < signs.n; i++) {
		set->has[(unsigned char)signs.at[i]] = true;
		set->signs[i] = signs.at[i];
	}
}

size_t
scan_any_portable(const ScanSet *set, Slice s, size_t i)
{
	while (i < s.n && !set->has[(unsigned char)s.at[i]])
		i++;
	return i;
}

size_t
scan_any(const ScanSet *set, Slice s, size_t i)
{
#if HAVE_WIDE
	for (; s.n >= 16 && i <= s.n - 16; i += 16) {
		__m128i bytes = _mm_loadu_si128(
		    (const __m128i *)(const void *)(s.at + i));
		__m128i hits = _mm_setzero_si128();
		for (int k = 0; k < set->count; k++)
			hits = _mm_or_si128(hits, _mm_cmpeq_epi8(bytes,
			    _mm_set1_epi8(set->signs[k])));
		int mask = _mm_movemask_epi8(hits);
		if (mask != 0)
			return i + (size_t)__builtin_ctz((unsigned)mask);
	}
#endif
	return scan_any_portable(set, s, i);
}

size_t
scan_plain_portable(Slice s, size_t i)
{
	while (i < s.n && ((s.at[i] >= ' ' && s.at[i] < 0x7F) ||
	        s.at[i] == '\t'))
		i++;
	return i;
}

size_t
scan_plain(Slice s, size_t i)
{
#if HAVE_WIDE
	const __m128i space = _mm_set1_epi8(' '), tab = _mm_set1_epi8('\t');
	const __m128i delete = _mm_set1_epi8(0x7F);
	for (; s.n >= 16 && i <= s.n - 16; i += 16) {
		__m128i bytes = _mm_loadu_si128(
		    (const __m128i *)(const void *)(s.at + i));
		/* Bytes above 0x7F are below zero. */
		__m128i odd = _mm_andnot_si128(_mm_cmpeq_epi8(bytes, tab),
		    _mm_cmplt_epi8(bytes, space));
		odd = _mm_or_si128(odd, _mm_cmpeq_epi8(bytes, delete));
		int mask = _mm_movemask_epi8(odd);
		if (mask != 0)
			return i + (size_t)__builtin_ctz((unsigned)mask);
	}
#endif
	return scan_plain_portable(s, i);
}
