/* scan: see scan.h. */
#include "scan.h"

#if defined(__GNUC__) && defined(__x86_64__) && !defined(REL_PORTABLE)
#include <immintrin.h>
#define WIDE_X86 1
#ifdef __has_include
#if __has_include(<sys/platform/x86.h>)
#include <sys/platform/x86.h>
#endif
#endif
/* What the C library found out at its start need not be asked again: in a
 * virtual machine each CPUID is a trap. */
#ifdef CPU_FEATURE_ACTIVE
#define CAN(upper, lower) CPU_FEATURE_ACTIVE(upper)
#else
#define CAN(upper, lower) __builtin_cpu_supports(lower)
#endif
#elif defined(__aarch64__) && defined(__ARM_NEON) && !defined(REL_PORTABLE)
#include <arm_neon.h>
#define WIDE_NEON 1
#endif

/* Which of the 64 bytes from `at` on are in the set. */
typedef uint64_t Window(const ScanSet *set, const char *at);

/* Looks at n bytes from `at` on, 64 of them for each of signs. */
typedef void Look(const ScanSet *restrict set, const char *at, size_t n,
    uint64_t *restrict signs);

/* Looks at so many windows from `at` on for two sets. */
typedef void LookBoth(const ScanSet *restrict a, const ScanSet *restrict b,
    const char *at, size_t windows, uint64_t *restrict signs_a,
    uint64_t *restrict signs_b);

typedef struct {
	Look *look;
	LookBoth *look_both;
} Way;

/* So few bytes are looked at sooner than a window is filled. */
enum { SHORT = 16 };

static Way way; /* the best, once there is a set to look for */

void
scan_set(ScanSet *set, Slice signs, bool beyond)
{
	if (way.look == NULL)
		scan_take_way(scan_ways() - 1);
	*set = (ScanSet){ .beyond = beyond };
	for (size_t i = 0; i < signs.n; i++) {
		unsigned char b = (unsigned char)signs.at[i];
		assert(b < 0x80);
		set->has[b] = true;
		set->low[b & 15] |= (uint8_t)(1 << (b >> 4));
	}
	for (int b = 0x80; beyond && b < 0x100; b++)
		set->has[b] = true;
}

/* The set of all bytes but printable ASCII, and of `too`, unless that is 0. */
static void
set_odd(ScanSet *set, char too)
{
	char signs[' ' + 2];
	size_t n = 0;
	for (int c = 0; c < ' '; c++)
		signs[n++] = (char)c;
	signs[n++] = 0x7F;
	if (too != 0)
		signs[n++] = too;
	scan_set(set, (Slice){ signs, n }, true);
}

const ScanSet *
scan_odd(void)
{
	static ScanSet odd;
	if (!odd.beyond)
		set_odd(&odd, '\\');
	return &odd;
}

/* The number of the lowest bit set; one is. */
static size_t
first_bit(uint64_t bits)
{
#if defined(__GNUC__)
	return (size_t)__builtin_ctzll(bits);
#else
	size_t n = 0;
	for (; (bits & 1) == 0; bits >>= 1)
		n++;
	return n;
#endif
}

/* By the high half of a byte: its bit in ScanSet.low. */
#if defined(WIDE_X86) || defined(WIDE_NEON)
static const uint8_t high_bits[16] = { 1, 2, 4, 8, 16, 32, 64, 128 };
#endif

/* A Look by the Window of its machine. The last bytes are seen through a window
 * that ends with them or, where there are too few, in a copy. */
ALWAYS_INLINE static inline void
look_by(Window window, const ScanSet *restrict set, const char *at, size_t n,
    uint64_t *restrict signs)
{
	size_t i = 0;
	for (; n - i >= SCAN_WINDOW; i += SCAN_WINDOW)
		*signs++ = window(set, at + i);
	if (i == n)
		return;
	if (i > 0) {
		*signs = window(set, at + n - SCAN_WINDOW) >>
		    (SCAN_WINDOW - (n - i));
		return;
	}
	char copy[SCAN_WINDOW] = { 0 };
	memcpy(copy, at, n);
	*signs = window(set, copy) & ((UINT64_C(1) << n) - 1);
}

/* A LookBoth likewise: what both need of a byte is found out once. */
ALWAYS_INLINE static inline void
look_both_by(Window window, const ScanSet *restrict a,
    const ScanSet *restrict b, const char *at, size_t windows,
    uint64_t *restrict signs_a, uint64_t *restrict signs_b)
{
	for (size_t i = 0; i < windows; i++, at += SCAN_WINDOW) {
		uint64_t in_a = window(a, at), in_b = window(b, at);
		signs_a[i] = in_a;
		signs_b[i] = in_b;
	}
}

static inline uint64_t
portable_window(const ScanSet *set, const char *at)
{
	uint64_t signs = 0;
	for (size_t k = 0; k < SCAN_WINDOW; k++)
		signs |= (uint64_t)set->has[(unsigned char)at[k]] << k;
	return signs;
}

static void
portable(const ScanSet *restrict set, const char *at, size_t n,
    uint64_t *restrict signs)
{
	look_by(portable_window, set, at, n, signs);
}

static void
portable_both(const ScanSet *restrict a, const ScanSet *restrict b,
    const char *at, size_t windows, uint64_t *restrict signs_a,
    uint64_t *restrict signs_b)
{
	look_both_by(portable_window, a, b, at, windows, signs_a, signs_b);
}

#ifdef WIDE_X86

__attribute__((target("ssse3"))) static inline uint64_t
ssse3_window(const ScanSet *set, const char *at)
{
	const __m128i low = _mm_loadu_si128((const void *)set->low);
	const __m128i high = _mm_loadu_si128((const void *)high_bits);
	const __m128i half = _mm_set1_epi8(15), none = _mm_setzero_si128();
	const __m128i beyond = _mm_set1_epi8(set->beyond ? -1 : 0);
	uint64_t not = 0;
	for (int k = 0; k < 4; k++) {
		__m128i b = _mm_loadu_si128((const void *)(at + 16 * k));
		__m128i is = _mm_and_si128(_mm_shuffle_epi8(low, b),
		    _mm_shuffle_epi8(high,
		        _mm_and_si128(half, _mm_srli_epi16(b, 4))));
		__m128i is_not = _mm_andnot_si128(_mm_and_si128(b, beyond),
		    _mm_cmpeq_epi8(is, none));
		not |= (uint64_t)(unsigned)_mm_movemask_epi8(is_not)
		    << (16 * k);
	}
	return ~not;
}

__attribute__((target("ssse3"))) static void
ssse3(const ScanSet *restrict set, const char *at, size_t n,
    uint64_t *restrict signs)
{
	look_by(ssse3_window, set, at, n, signs);
}

__attribute__((target("ssse3"))) static void
ssse3_both(const ScanSet *restrict a, const ScanSet *restrict b, const char *at,
    size_t windows, uint64_t *restrict signs_a, uint64_t *restrict signs_b)
{
	look_both_by(ssse3_window, a, b, at, windows, signs_a, signs_b);
}

__attribute__((target("avx2"))) static inline uint64_t
avx2_window(const ScanSet *set, const char *at)
{
	const __m256i low = _mm256_broadcastsi128_si256(
	    _mm_loadu_si128((const void *)set->low));
	const __m256i high = _mm256_broadcastsi128_si256(
	    _mm_loadu_si128((const void *)high_bits));
	const __m256i half = _mm256_set1_epi8(15);
	const __m256i none = _mm256_setzero_si256();
	const __m256i beyond = _mm256_set1_epi8(set->beyond ? -1 : 0);
	uint64_t not = 0;
	for (int k = 0; k < 2; k++) {
		__m256i b = _mm256_loadu_si256((const void *)(at + 32 * k));
		__m256i is = _mm256_and_si256(_mm256_shuffle_epi8(low, b),
		    _mm256_shuffle_epi8(high,
		        _mm256_and_si256(half, _mm256_srli_epi16(b, 4))));
		__m256i is_not = _mm256_andnot_si256(
		    _mm256_and_si256(b, beyond),
		    _mm256_cmpeq_epi8(is, none));
		not |= (uint64_t)(unsigned)_mm256_movemask_epi8(is_not)
		    << (32 * k);
	}
	return ~not;
}

__attribute__((target("avx2"))) static void
avx2(const ScanSet *restrict set, const char *at, size_t n,
    uint64_t *restrict signs)
{
	look_by(avx2_window, set, at, n, signs);
}

__attribute__((target("avx2"))) static void
avx2_both(const ScanSet *restrict a, const ScanSet *restrict b, const char *at,
    size_t windows, uint64_t *restrict signs_a, uint64_t *restrict signs_b)
{
	look_both_by(avx2_window, a, b, at, windows, signs_a, signs_b);
}

#elif defined(WIDE_NEON)

static inline uint64_t
neon_window(const ScanSet *set, const char *at)
{
	static const uint8_t bits[16] = { 1, 2, 4, 8, 16, 32, 64, 128, 1, 2,
		4, 8, 16, 32, 64, 128 };
	const uint8x16_t low = vld1q_u8(set->low), bit = vld1q_u8(bits);
	const uint8x16_t high = vld1q_u8(high_bits);
	const uint8x16_t beyond = vdupq_n_u8(set->beyond ? 0x80 : 0);
	uint64_t signs = 0;
	for (int k = 0; k < 4; k++) {
		uint8x16_t b = vld1q_u8((const uint8_t *)at + 16 * k);
		uint8x16_t is = vandq_u8(
		    vqtbl1q_u8(low, vandq_u8(b, vdupq_n_u8(15))),
		    vqtbl1q_u8(high, vshrq_n_u8(b, 4)));
		is = vorrq_u8(is, vandq_u8(b, beyond));
		is = vandq_u8(vtstq_u8(is, is), bit);
		signs |= (uint64_t)(vaddv_u8(vget_low_u8(is)) |
		    vaddv_u8(vget_high_u8(is)) << 8) << (16 * k);
	}
	return signs;
}

static void
neon(const ScanSet *restrict set, const char *at, size_t n,
    uint64_t *restrict signs)
{
	look_by(neon_window, set, at, n, signs);
}

static void
neon_both(const ScanSet *restrict a, const ScanSet *restrict b, const char *at,
    size_t windows, uint64_t *restrict signs_a, uint64_t *restrict signs_b)
{
	look_both_by(neon_window, a, b, at, windows, signs_a, signs_b);
}

#endif

/* The ways that this machine has, best last. */
static int
list_ways(Way ways[3])
{
	int n = 0;
	ways[n++] = (Way){ portable, portable_both };
#ifdef WIDE_X86
	if (CAN(SSSE3, "ssse3"))
		ways[n++] = (Way){ ssse3, ssse3_both };
	if (CAN(AVX2, "avx2"))
		ways[n++] = (Way){ avx2, avx2_both };
#elif defined(WIDE_NEON)
	ways[n++] = (Way){ neon, neon_both };
#endif
	return n;
}

int
scan_ways(void)
{
	Way ways[3];
	return list_ways(ways);
}

void
scan_take_way(int number)
{
	Way ways[3];
	int n = list_ways(ways);
	assert(number >= 0 && number < n);
	way = ways[number];
}

/* Looks at what follows byte i, at more of it from time to time. */
static void
look_further(Scan *scan, size_t i)
{
	size_t most = scan->windows * SCAN_WINDOW, left = scan->s.n - i;
	scan->base = i;
	scan->n = left;
	if (left > most) {
		scan->n = most;
		if (scan->windows < SCAN_MOST_WINDOWS)
			scan->windows *= 2;
	}
	way.look(scan->set, scan->s.at + i, scan->n, scan->signs);
}

void
scan_look_both(Scan *a, Scan *b, size_t i)
{
	size_t windows = (a->s.n - i) / SCAN_WINDOW;
	if (windows > SCAN_MOST_WINDOWS)
		windows = SCAN_MOST_WINDOWS;
	/* What is known to hold none is not looked at again. */
	if (windows == 0 || (i >= b->none && i < b->base))
		return;
	way.look_both(a->set, b->set, a->s.at + i, windows, a->signs,
	    b->signs);
	a->base = b->base = a->none = b->none = i;
	a->n = b->n = windows * SCAN_WINDOW;
}

size_t
scan_further(Scan *scan, size_t i)
{
	size_t from = i;
	if (i < scan->base && i >= scan->none) {
		from = scan->none;
		i = scan->base;
	}
	while (i < scan->s.n) {
		size_t in = i - scan->base;
		if (in >= scan->n) {
			look_further(scan, i);
			scan->none = from;
			in = 0;
		}
		uint64_t rest = scan->signs[in / SCAN_WINDOW] >>
		    in % SCAN_WINDOW;
		if (rest != 0)
			return i + first_bit(rest);
		i += SCAN_WINDOW - in % SCAN_WINDOW;
	}
	/* What is asked next, behind there, needs no look. */
	scan->base = scan->s.n;
	scan->n = 0;
	scan->none = from;
	return scan->s.n;
}

size_t
scan_any(const ScanSet *set, Slice s, size_t i)
{
	Scan scan;
	if (i < s.n && s.n - i < SHORT) {
		while (i < s.n && !set->has[(unsigned char)s.at[i]])
			i++;
		return i;
	}
	scan_start(&scan, set, s);
	return scan_further(&scan, i);
}

size_t
scan_plain(Slice s, size_t i)
{
	static ScanSet odd;
	if (!odd.beyond)
		set_odd(&odd, 0);
	while ((i = scan_any(&odd, s, i)) < s.n && s.at[i] == '\t')
		i++;
	return i;
}
