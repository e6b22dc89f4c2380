/* Maps against keys whose value is known by themselves. */
#include "unit.h"

#include "arena.h"
#include "map.h"

#include <stdlib.h>

enum { MANY = 300000, LONGEST = 24 };

/* Key number i: no two are the same, and among them are all lengths from 4
 * on, long common beginnings and endings, and NULs. */
static Slice
key(char to[LONGEST], uint32_t i)
{
	size_t n = 4 + i % (LONGEST - 3), at = i % 3 == 0 ? 0 : n - 4;
	memset(to, i % 2 == 0 ? '\0' : 'k', n);
	for (size_t k = 0; k < 4; k++)
		to[at + k] = (char)(i >> (8 * k));
	return (Slice){ to, n };
}

/* More keys than 2^16: some have the whole 32-bit hash in common. */
static void
many_keys(void)
{
	char room[LONGEST];
	Map m = { 0 };
	Arena a = { 0 };
	bool is_new;
	for (uint32_t i = 0; i < MANY; i++) {
		uint32_t *value = map_put(&m, arena_copy(&a, key(room, i)),
		    &is_new);
		if (!CHECK(is_new) || !CHECK(*value == MAP_NONE))
			break;
		*value = i;
	}
	EQUAL(m.n, MANY);
	for (uint32_t i = 0; i < MANY; i++) {
		if (!EQUAL(map_get(&m, key(room, i)), i) ||
		    !EQUAL(*map_put(&m, key(room, i), &is_new), i) ||
		    !CHECK(!is_new) ||
		    !CHECK(map_get(&m, key(room, MANY + i)) == MAP_NONE))
			break;
	}
	map_free(&m);
	arena_free(&a);
}

static void
same_under_any_seed(void)
{
	static const uint64_t seeds[] = { 0, 1, UINT64_MAX,
		UINT64_C(0x8000000000000000) };
	char room[1000][LONGEST];
	for (size_t k = 0; k < LENGTH(seeds); k++) {
		Map m = { 0 };
		map_seed(seeds[k]);
		for (uint32_t i = 0; i < LENGTH(room); i++)
			*map_put(&m, key(room[i], i), NULL) = i;
		for (uint32_t i = 0; i < LENGTH(room); i++)
			if (!EQUAL(map_get(&m, key(room[i], i)), i))
				break;
		map_free(&m);
	}
	map_seed(UINT64_C(0x9E3779B97F4A7C15));
}

/* Keys that are one another's beginnings, of one byte value: what collides in
 * a hash that forgets lengths or mixes badly. */
static void
prefixes(void)
{
	static char zeros[5000];
	Map m = { 0 };
	for (uint32_t n = 0; n < sizeof zeros; n++)
		*map_put(&m, (Slice){ zeros, n }, NULL) = n;
	EQUAL(m.n, sizeof zeros);
	for (uint32_t n = 0; n < sizeof zeros; n++)
		EQUAL(map_get(&m, (Slice){ zeros, n }), n);
	map_free(&m);
}

static void
empty_key(void)
{
	Map m = { 0 };
	CHECK(map_get(&m, SLICE_NONE) == MAP_NONE);
	*map_put(&m, SLICE_NONE, NULL) = 5;
	EQUAL(map_get(&m, SLICE("")), 5);
	EQUAL(m.n, 1);
	CHECK(map_get(&m, SLICE("\0")) == MAP_NONE);
	map_free(&m);
}

static void
clearing(void)
{
	char room[LONGEST];
	Map m = { 0 };
	Arena a = { 0 };
	map_clear(&m);
	for (uint32_t size = 1; size <= 100000; size *= 10) {
		for (uint32_t i = 0; i < size; i++)
			*map_put(&m, arena_copy(&a, key(room, i)), NULL) = i;
		map_clear(&m);
		EQUAL(m.n, 0);
		/* With one key in it a lookup goes through the table. */
		map_put(&m, SLICE("x"), NULL);
		for (uint32_t i = 0; i < size; i++)
			if (!CHECK(map_get(&m, key(room, i)) == MAP_NONE))
				break;
		map_clear(&m);
		arena_reset(&a);
	}
	/* What was large once does not stay so for a few keys. */
	map_put(&m, SLICE("a"), NULL);
	map_clear(&m);
	CHECK(m.at == NULL || m.mask < 1024);
	map_free(&m);
	arena_free(&a);
}

/* How many places beyond their own the keys of a map stand. */
static size_t
displaced(const Map *m)
{
	size_t sum = 0;
	for (size_t i = 0; i <= m->mask; i++)
		if (m->at[i].key.at != NULL)
			sum += (i - m->at[i].hash) & m->mask;
	return sum;
}

/* Who knows the seed can choose keys that all want the same place; under
 * another seed they are keys like others. */
static void
chosen_keys(void)
{
	enum { CHOSEN = 3000, PLACES = 4096 };
	static const uint64_t seeds[] = { 12345, UINT64_C(0xFEDCBA9876543210) };
	size_t sums[LENGTH(seeds)];
	char room[LONGEST];
	VEC(Slice) keys = { 0 };
	Arena a = { 0 };
	map_seed(seeds[0]);
	for (uint32_t i = 0; keys.n < CHOSEN; i++)
		if (map_hash(key(room, i)) % PLACES == 0)
			*vec_push(&keys) = arena_copy(&a, key(room, i));
	for (size_t k = 0; k < LENGTH(seeds); k++) {
		Map m = { 0 };
		map_seed(seeds[k]);
		for (size_t i = 0; i < keys.n; i++)
			map_put(&m, keys.at[i], NULL);
		EQUAL(m.mask + 1, PLACES);
		sums[k] = displaced(&m);
		map_free(&m);
	}
	CHECK(sums[0] > (size_t)CHOSEN * CHOSEN / 4);
	CHECK(sums[1] < (size_t)CHOSEN * 8);
	map_seed(UINT64_C(0x9E3779B97F4A7C15));
	vec_free(&keys);
	arena_free(&a);
}

const UnitTest map_tests[] = {
	{ "300,000 keys, with colliding hashes, keep their values", many_keys },
	{ "the seed changes nothing that is found", same_under_any_seed },
	{ "keys that begin alike are different", prefixes },
	{ "the empty key is one", empty_key },
	{ "keys chosen to collide do not, under another seed", chosen_keys },
	{ "cleared, a map is empty and not large", clearing },
	UNIT_END
};
