/*
 * map: from byte strings to numbers.
 *
 * It starts as {0}. Keys of up to MAP_FEW bytes stand in the map itself, longer
 * ones are not copied: their memory must outlive the map. Nothing is ever
 * removed, and no result depends on the order inside, so the hash may be seeded
 * anew for every process (map_seed()); that keeps a hostile file from choosing
 * keys that collide.
 */
#ifndef REL_MAP_H
#define REL_MAP_H

#include "slice.h"

#define MAP_NONE UINT32_MAX

enum { MAP_FEW = sizeof(uint64_t) };

typedef struct {
	uint32_t hash;
	uint32_t value;
	size_t n; /* of the key's bytes, + 1; 0: no key */
	union {
		uint64_t few; /* bytes_few() of a short key */
		const char *at;
	} key;
} MapEntry;

typedef struct {
	MapEntry *at;
	size_t n;
	size_t mask; /* number of places less one; places are a power of two */
} Map;

/* Sets the seed of all maps of the process; before the first is filled. */
void map_seed(uint64_t seed);

/* The hash of the process: secret, and different for each. */
extern uint64_t map_secret;

static inline uint64_t
map_stir(uint64_t h, uint64_t word)
{
	h = (h ^ word) * UINT64_C(0xD6E8FEB86659FD93);
	h ^= h >> 32;
	h *= map_secret;
	return h ^ (h >> 29);
}

static inline uint32_t
map_hash(Slice s)
{
	uint64_t h = map_secret ^ s.n;
	if (s.n <= sizeof(uint64_t)) {
		h = map_stir(h, bytes_few(s.at, s.n));
		return (uint32_t)(h >> 32) ^ (uint32_t)h;
	}
	for (; s.n > sizeof(uint64_t); s = slice_from(s, sizeof(uint64_t)))
		h = map_stir(h, bytes_eight(s.at));
	h = map_stir(h, bytes_eight(s.at + s.n - sizeof(uint64_t)));
	return (uint32_t)(h >> 32) ^ (uint32_t)h;
}

/* Whether n bytes, more than MAP_FEW, are the same. */
static inline bool
map_same(const char *a, const char *b, size_t n)
{
	if (n > 2 * sizeof(uint64_t))
		return memcmp(a, b, n) == 0;
	return bytes_eight(a) == bytes_eight(b) &&
	    bytes_eight(a + n - sizeof(uint64_t)) ==
	        bytes_eight(b + n - sizeof(uint64_t));
}

/* Where the key is, or the empty place where it would go. */
static inline MapEntry *
map_place(const Map *m, uint32_t h, Slice key)
{
	MapEntry *at = m->at;
	size_t i = h & m->mask, n = key.n + 1;
	bool is_short = key.n <= MAP_FEW;
	uint64_t few = is_short ? bytes_few(key.at, key.n) : 0;
	while (at[i].n != 0 && !(at[i].hash == h && at[i].n == n &&
	        (is_short ? at[i].key.few == few
	                  : map_same(at[i].key.at, key.at, key.n))))
		i = (i + 1) & m->mask;
	return &at[i];
}

/* The value of the key, or MAP_NONE. */
static inline uint32_t
map_get(const Map *m, Slice key)
{
	if (m->n == 0)
		return MAP_NONE;
	const MapEntry *e = map_place(m, map_hash(key), key);
	return e->n != 0 ? e->value : MAP_NONE;
}

/* Where the key's value stands; a new key gets MAP_NONE, and *is_new is set
 * accordingly (it may be NULL). Good until the next map_put(). */
uint32_t *map_put(Map *m, Slice key, bool *is_new);

/* Forgets all keys, in time proportional to their number; keeps the memory
 * unless there was far more of it than they needed. */
void map_clear(Map *m);
void map_free(Map *m);

#endif
