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

static void
grow(Map *m)
{
	Map larger = { 0 };
	size_t places = m->at != NULL ? base_product(m->mask + 1, 2) : 16;
	larger.mask = places - 1;
	larger.at = base_alloc_clear(places, sizeof *larger.at);
	larger.n = m->n;
	for (size_t i = 0; m->at != NULL && i <= m->mask; i++)
		if (m->at[i].key.at != NULL)
			*map_place(&larger, m->at[i].hash, m->at[i].key) =
			    m->at[i];
	base_free(m->at);
	*m = larger;
}

uint32_t *
map_put(Map *m, Slice key, bool *is_new)
{
	if (m->at == NULL || m->n >= (m->mask + 1) / 4 * 3)
		grow(m);
	if (key.n == 0)
		key = (Slice){ "", 0 };
	uint32_t h = map_hash(key);
	MapEntry *e = map_place(m, h, key);
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
