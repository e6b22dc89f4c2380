/* scan: see scan.h. */
#include "scan.h"

#if defined(__GNUC__) && defined(__x86_64__) && !defined(REL_PORTABLE)
#include <immintrin.h>
#define WIDE_X86 1
#elif defined(__aarch64__) && defined(__ARM_NEON) && !defined(REL_PORTABLE)
#include <arm_neon.h>
#define WIDE_NEON 1
#endif

/* The first 64 bytes from byte i on that have a sign: its byte, and the mask
 * of all 64; only whole windows are looked at. s.n - i < 64 if nowhere. */
typedef size_t Way(const ScanSet *set, Slice s, size_t i, uint64_t *signs);

static Way *take_window;

void
scan_set(ScanSet *set, Slice signs, bool beyond)
{
	*set = (ScanSet){ .beyond = beyond };
	for (int h = 0; h < 8; h++)
		set->high[h] = (uint8_t)(1 << h);
	for (size_t i = 0; i < signs.n; i++) {
		unsigned char b = (unsigned char)signs.at[i];
		assert(b < 0x80);
		set->has[b] = true;
		set->low[b & 15] |= set->high[b >> 4];
	}
	for (int b = 0x80; beyond && b < 0x100; b++)
		set->has[b] = true;
}

void
scan_set_odd(ScanSet *set)
{
	char signs[0x20];
	size_t n = 0;
	for (char c = 0; c < ' '; c++)
		if (c != '\t')
			signs[n++] = c;
	signs[n++] = 0x7F;
	scan_set(set, (Slice){ signs, n }, true);
}

static uint64_t
portable_mask(const ScanSet *set, const char *at, size_t n)
{
	uint64_t signs = 0;
	for (size_t k = 0; k < n; k++)
		signs |= (uint64_t)set->has[(unsigned char)at[k]] << k;
	return signs;
}

static size_t
portable(const ScanSet *set, Slice s, size_t i, uint64_t *signs)
{
	*signs = 0;
	for (; s.n - i >= SCAN_WINDOW; i += SCAN_WINDOW)
		if ((*signs = portable_mask(set, s.at + i, SCAN_WINDOW)) != 0)
			break;
	return i;
}

#ifdef WIDE_X86

__attribute__((target("ssse3"))) static size_t
ssse3(const ScanSet *set, Slice s, size_t i, uint64_t *signs)
{
	const __m128i low = _mm_loadu_si128((const void *)set->low);
	const __m128i high = _mm_loadu_si128((const void *)set->high);
	const __m128i half = _mm_set1_epi8(15), none = _mm_setzero_si128();
	const unsigned beyond = set->beyond ? 0xFFFF : 0;
	for (*signs = 0; s.n - i >= SCAN_WINDOW; i += SCAN_WINDOW) {
		for (int k = 0; k < 4; k++) {
			__m128i b = _mm_loadu_si128(
			    (const void *)(s.at + i + 16 * k));
			__m128i is = _mm_and_si128(_mm_shuffle_epi8(low, b),
			    _mm_shuffle_epi8(high, _mm_and_si128(half,
			        _mm_srli_epi16(b, 4))));
			unsigned not = (unsigned)_mm_movemask_epi8(
			    _mm_cmpeq_epi8(is, none));
			unsigned wide = (unsigned)_mm_movemask_epi8(b);
			*signs |= (uint64_t)((not ^ 0xFFFF) |
			    (wide & beyond)) << (16 * k);
		}
		if (*signs != 0)
			break;
	}
	return i;
}

__attribute__((target("avx2"))) static size_t
avx2(const ScanSet *set, Slice s, size_t i, uint64_t *signs)
{
	const __m256i low = _mm256_broadcastsi128_si256(
	    _mm_loadu_si128((const void *)set->low));
	const __m256i high = _mm256_broadcastsi128_si256(
	    _mm_loadu_si128((const void *)set->high));
	const __m256i half = _mm256_set1_epi8(15);
	const __m256i none = _mm256_setzero_si256();
	const unsigned beyond = set->beyond ? UINT32_MAX : 0;
	for (*signs = 0; s.n - i >= SCAN_WINDOW; i += SCAN_WINDOW) {
		for (int k = 0; k < 2; k++) {
			__m256i b = _mm256_loadu_si256(
			    (const void *)(s.at + i + 32 * k));
			__m256i is = _mm256_and_si256(
			    _mm256_shuffle_epi8(low, b),
			    _mm256_shuffle_epi8(high, _mm256_and_si256(half,
			        _mm256_srli_epi16(b, 4))));
			unsigned not = (unsigned)_mm256_movemask_epi8(
			    _mm256_cmpeq_epi8(is, none));
			unsigned wide = (unsigned)_mm256_movemask_epi8(b);
			*signs |= (uint64_t)(~not | (wide & beyond))
			    << (32 * k);
		}
		if (*signs != 0)
			break;
	}
	return i;
}

#elif defined(WIDE_NEON)

static size_t
neon(const ScanSet *set, Slice s, size_t i, uint64_t *signs)
{
	static const uint8_t bits[16] = { 1, 2, 4, 8, 16, 32, 64, 128, 1, 2,
		4, 8, 16, 32, 64, 128 };
	const uint8x16_t low = vld1q_u8(set->low), bit = vld1q_u8(bits);
	const uint8x16_t high = vld1q_u8(set->high);
	const uint8x16_t beyond = vdupq_n_u8(set->beyond ? 0x80 : 0);
	for (*signs = 0; s.n - i >= SCAN_WINDOW; i += SCAN_WINDOW) {
		for (int k = 0; k < 4; k++) {
			uint8x16_t b = vld1q_u8(
			    (const uint8_t *)s.at + i + 16 * k);
			uint8x16_t is = vandq_u8(
			    vqtbl1q_u8(low, vandq_u8(b, vdupq_n_u8(15))),
			    vqtbl1q_u8(high, vshrq_n_u8(b, 4)));
			is = vorrq_u8(is, vandq_u8(b, beyond));
			is = vandq_u8(vtstq_u8(is, is), bit);
			*signs |= (uint64_t)(vaddv_u8(vget_low_u8(is)) |
			    vaddv_u8(vget_high_u8(is)) << 8) << (16 * k);
		}
		if (*signs != 0)
			break;
	}
	return i;
}

#endif

/* The ways that this machine has, best last. */
static int
list_ways(Way *ways[3])
{
	int n = 0;
	ways[n++] = portable;
#ifdef WIDE_X86
	__builtin_cpu_init();
	if (__builtin_cpu_supports("ssse3"))
		ways[n++] = ssse3;
	if (__builtin_cpu_supports("avx2"))
		ways[n++] = avx2;
#elif defined(WIDE_NEON)
	ways[n++] = neon;
#endif
	return n;
}

int
scan_ways(void)
{
	Way *ways[3];
	return list_ways(ways);
}

void
scan_take_way(int way)
{
	Way *ways[3];
	int n = list_ways(ways);
	assert(way >= 0 && way < n);
	take_window = ways[way];
}

/* The last n bytes, fewer than a window, seen through one that ends with them;
 * or, where there are no more, in a copy. */
static uint64_t
last_window(const ScanSet *set, Slice s, size_t n)
{
	char copy[SCAN_WINDOW] = { 0 };
	Slice window = { copy, SCAN_WINDOW };
	size_t before = SCAN_WINDOW - n;
	uint64_t signs;
	if (s.n >= SCAN_WINDOW)
		window.at = s.at + s.n - SCAN_WINDOW;
	else
		memcpy(copy + before, s.at + s.n - n, n);
	take_window(set, window, 0, &signs);
	return signs >> before;
}

size_t
scan_further(Scan *scan, size_t i)
{
	Slice s = scan->s;
	if (UNLIKELY(take_window == NULL))
		scan_take_way(scan_ways() - 1);
	if (s.n > i && s.n - i >= SCAN_WINDOW) {
		i = take_window(scan->set, s, i, &scan->signs);
		scan->base = i;
	}
	if (i >= s.n)
		return s.n;
	if (s.n - i < SCAN_WINDOW) {
		scan->base = i;
		scan->signs = last_window(scan->set, s, s.n - i);
	}
#if defined(__GNUC__)
	return scan->signs == 0 ? s.n
	    : i + (size_t)__builtin_ctzll(scan->signs);
#else
	return scan->signs == 0 ? s.n : scan_next(scan, i);
#endif
}

size_t
scan_any(const ScanSet *set, Slice s, size_t i)
{
	Scan scan;
	scan_start(&scan, set, s);
	return scan_next(&scan, i);
}

size_t
scan_plain(Slice s, size_t i)
{
	static ScanSet odd;
	if (!odd.beyond)
		scan_set_odd(&odd);
	return scan_any(&odd, s, i);
}
