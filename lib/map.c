/*
 * map: open addressing with linear probing, at most three quarters full. The
 * hash multiplies and folds eight bytes a step under a secret seed; the last
 * step overlaps the one before, so that no byte is taken alone. See map.h.
 */
#include "map.h"

enum { SMALL = 64 };

uint64_t map_secret = UINT64_C(0x9E3779B97F4A7C15);

void
map_seed(uint64_t value)
{
	map_secret = value | 1;
}

static MapEntry *
empty_place(const Map *m, uint32_t h)
{
	size_t i = h & m->mask;
	while (m->at[i].n != 0)
		i = (i + 1) & m->mask;
	return &m->at[i];
}

static void
grow(Map *m)
{
	Map larger = { 0 };
	size_t places = m->at != NULL ? base_product(m->mask + 1, 2) : 16;
	larger.mask = places - 1;
	/* All of it will be written to: not by calloc(), whose pages cost twice
	 * where they are read first. */
	size_t size = base_product(places, sizeof *larger.at);
	larger.at = memset(base_alloc(size), 0, size);
	larger.n = m->n;
	for (size_t i = 0; m->at != NULL && i <= m->mask; i++)
		if (m->at[i].n != 0)
			*empty_place(&larger, m->at[i].hash) = m->at[i];
	base_free(m->at);
	*m = larger;
}

uint32_t *
map_put(Map *m, Slice key, bool *is_new)
{
	if (m->at == NULL || m->n >= (m->mask + 1) / 4 * 3)
		grow(m);
	uint32_t h = map_hash(key);
	MapEntry *e = map_place(m, h, key);
	bool missing = e->n == 0;
	if (missing) {
		*e = (MapEntry){ .hash = h, .value = MAP_NONE, .n = key.n + 1 };
		if (key.n <= MAP_FEW)
			e->key.few = bytes_few(key.at, key.n);
		else
			e->key.at = key.at;
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
