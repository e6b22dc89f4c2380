/*
 * map: from byte strings to numbers.
 *
 * It starts as {0}. The keys are not copied: their memory must outlive the
 * map. Nothing is ever removed, and no result depends on the order inside, so
 * the hash may be seeded anew for every process (map_seed()); that keeps a
 * hostile file from choosing keys that collide.
 */
#ifndef REL_MAP_H
#define REL_MAP_H

#include "slice.h"

#define MAP_NONE UINT32_MAX

typedef struct {
	uint32_t hash;
	uint32_t value;
	Slice key;
} MapEntry;

typedef struct {
	MapEntry *at;
	size_t n;
	size_t mask; /* number of places less one; places are a power of two */
} Map;

/* Sets the seed of all maps of the process; before the first is filled. */
void map_seed(uint64_t seed);

/* The value of the key, or MAP_NONE. */
uint32_t map_get(const Map *m, Slice key);

/* Where the key's value stands; a new key gets MAP_NONE, and *is_new is set
 * accordingly (it may be NULL). Good until the next map_put(). */
uint32_t *map_put(Map *m, Slice key, bool *is_new);

/* Forgets all keys, in time proportional to their number; keeps the memory
 * unless there was far more of it than they needed. */
void map_clear(Map *m);
void map_free(Map *m);

#endif
