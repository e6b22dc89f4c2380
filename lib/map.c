/*
 * map: open addressing with linear probing, at most three quarters full. The
 * hash multiplies and folds eight bytes a step under a secret seed. See map.h.
 */
#include "map.h"

enum { SMALL = 64 };

static uint64_t seed = UINT64_C(0x9E3779B97F4A7C15);

void
map_seed(uint64_t value)
{
	seed = value | 1;
}

static uint64_t
stir(uint64_t h, uint64_t word)
{
	h = (h ^ word) * UINT64_C(0xD6E8FEB86659FD93);
	h ^= h >> 32;
	h *= seed;
	return h ^ (h >> 29);
}

static uint32_t
hash(Slice s)
{
	uint64_t h = seed ^ s.n;
	uint64_t word;
	while (s.n >= sizeof word) {
		memcpy(&word, s.at, sizeof word);
		h = stir(h, word);
		s = slice_from(s, sizeof word);
	}
	word = 0;
	if (s.n != 0)
		memcpy(&word, s.at, s.n);
	h = stir(h, word);
	return (uint32_t)(h >> 32) ^ (uint32_t)h;
}

/* Where the key is, or the empty place where it would go. */
static MapEntry *
place(const Map *m, uint32_t h, Slice key)
{
	size_t i = h & m->mask;
	while (m->at[i].key.at != NULL &&
	    !(m->at[i].hash == h && slice_equal(m->at[i].key, key)))
		i = (i + 1) & m->mask;
	return &m->at[i];
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
