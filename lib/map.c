/*
 * map: open addressing with linear probing, at most three quarters full. The
 * hash multiplies and folds eight bytes a step under a secret seed; the last
 * step overlaps the one before, so that no byte is taken alone. See map.h.
 */
#include "map.h"

enum { SMALL = 64 };

static uint64_t seed = UINT64_C(0x9E3779B97F4A7C15);

void
map_seed(uint64_t value)
{
	seed = value | 1;
}

static inline uint64_t
stir(uint64_t h, uint64_t word)
{
	h = (h ^ word) * UINT64_C(0xD6E8FEB86659FD93);
	h ^= h >> 32;
	h *= seed;
	return h ^ (h >> 29);
}

static inline uint32_t
hash(Slice s)
{
	uint64_t h = seed ^ s.n;
	if (s.n <= sizeof(uint64_t)) {
		h = stir(h, bytes_few(s.at, s.n));
		return (uint32_t)(h >> 32) ^ (uint32_t)h;
	}
	for (; s.n > sizeof(uint64_t); s = slice_from(s, sizeof(uint64_t)))
		h = stir(h, bytes_eight(s.at));
	h = stir(h, bytes_eight(s.at + s.n - sizeof(uint64_t)));
	return (uint32_t)(h >> 32) ^ (uint32_t)h;
}

/* Whether n bytes are the same, most often few ones. */
static inline bool
is_same(const char *a, const char *b, size_t n)
{
	if (n <= sizeof(uint64_t))
		return bytes_few(a, n) == bytes_few(b, n);
	if (n > 2 * sizeof(uint64_t))
		return memcmp(a, b, n) == 0;
	return bytes_eight(a) == bytes_eight(b) &&
	    bytes_eight(a + n - sizeof(uint64_t)) ==
	        bytes_eight(b + n - sizeof(uint64_t));
}

/* Where the key is, or the empty place where it would go. */
static inline MapEntry *
place(const Map *m, uint32_t h, Slice key)
{
	MapEntry *at = m->at;
	size_t i = h & m->mask;
	while (at[i].key.at != NULL && !(at[i].hash == h &&
	        at[i].key.n == key.n && is_same(at[i].key.at, key.at, key.n)))
		i = (i + 1) & m->mask;
	return &at[i];
}

static void
grow(Map *m)
{
	Map larger = { 0 };
	size_t places = m->at != NULL ? base_product(m->mask + 1, 2) : 16;
	larger.mask = places - 1;
	size_t bytes = base_product(places, sizeof *larger.at);
	larger.at = base_alloc(bytes);
	memset(larger.at, 0, bytes);
	larger.n = m->n;
	for (size_t i = 0; m->at != NULL && i <= m->mask; i++)
		if (m->at[i].key.at != NULL)
			*place(&larger, m->at[i].hash, m->at[i].key) =
			    m->at[i];
	base_free(m->at);
	*m = larger;
}

uint32_t
map_get(const Map *m, Slice key)
{
	if (m->n == 0)
		return MAP_NONE;
	if (key.n == 0)
		key = (Slice){ "", 0 };
	const MapEntry *e = place(m, hash(key), key);
	return e->key.at != NULL ? e->value : MAP_NONE;
}

uint32_t *
map_put(Map *m, Slice key, bool *is_new)
{
	if (m->at == NULL || m->n >= (m->mask + 1) / 4 * 3)
		grow(m);
	if (key.n == 0)
		key = (Slice){ "", 0 };
	uint32_t h = hash(key);
	MapEntry *e = place(m, h, key);
	bool missing = e->key.at == NULL;
	if (missing) {
		*e = (MapEntry){ h, MAP_NONE, key };
		m->n++;
	}
	if (is_new != NULL)
		*is_new = missing;
	return &e->value;
}

void
map_clear(Map *m)
{
	/* A table that was large once must not make every later use slow. */
	if (m->at != NULL && m->mask + 1 > SMALL && m->n < (m->mask + 1) / 8)
		map_free(m);
	else if (m->n != 0)
		memset(m->at, 0, (m->mask + 1) * sizeof *m->at);
	m->n = 0;
}

void
map_free(Map *m)
{
	base_free(m->at);
	*m = (Map){ 0 };
}
