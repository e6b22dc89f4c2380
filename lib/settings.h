/*
 * settings: what the settings blocks of a run say (rel-journal(5) SETTINGS).
 * They hold for all inputs of the run.
 */
#ifndef REL_SETTINGS_H
#define REL_SETTINGS_H

#include "arena.h"
#include "cadence.h"
#include "decimal.h"
#include "diagnostic.h"
#include "inline.h"
#include "lead.h"
#include "map.h"

typedef struct {
	Decimal amount;
	Slice unit;
} Weight;

typedef struct {
	Slice folded;
	VEC(Slice) members; /* names as typed, without notation */
	VEC(uint32_t) who;  /* the people they are, once somebody asked */
} Group;

/* every CADENCE #CIRCLE, or KEY=VALUE. */
typedef struct {
	Slice text; /* the cadence as typed */
	Cadence cadence;
	Place place;
} EveryRule;

typedef struct {
	Pattern *pattern;
	Slice kind;
} KindPattern;

/* A word of up to eight bytes as it was typed, and its kind. */
typedef struct {
	uint64_t bytes;
	size_t n; /* 0 for none */
	Slice kind;
} SettingsWord;

enum { SETTINGS_WORDS = 128 };

/* Starts with settings_start(). */
typedef struct {
	bool any;         /* a directive was read */
	Map kinds;        /* folded word to index in kind_names; then kind.h */
	SettingsWord words[SETTINGS_WORDS]; /* the kinds of those last seen */
	VEC(Slice) kind_names;
	Map weights;      /* folded thing to index in weight_values */
	VEC(Weight) weight_values;
	Map group_names;  /* folded name to index in groups */
	VEC(Group) groups;
	VEC(Slice) mine;  /* folded names of the owner */
	Map rosters;      /* the folded headings, as keys */
	VEC(Slice) people_files;
	Map keys;         /* folded key to index in key_meanings */
	VEC(Slice) key_meanings;
	VEC(EveryRule) every;
	Map every_for;    /* condition to the first rule in every that has it */
	VEC(InlinePattern) notations;
	VEC(DayPattern) days;
	VEC(KindPattern) kind_patterns;
	VEC(Pattern *) ignored;
	size_t pattern_count;
	PatternEffort effort; /* of all patterns */
	bool mention_off;
	Arena arena;
	Buffer scratch;
} Settings;

/* Makes *s hold what is so without settings. */
void settings_start(Settings *s);

/* Takes one line of a settings block; what is wrong with it is reported. The
 * file of the place must outlive s. */
void settings_line(Settings *s, Slice line, Place place,
    Diagnostics *diagnostics);

/* What the next does with a word that was not seen lately. */
Slice settings_find_kind(Settings *s, Slice word);

/* The canonical kind of a word, or empty. The words of a journal's heads are
 * few: those seen last are kept as they were typed. */
static inline Slice
settings_kind(Settings *s, Slice word)
{
	if (word.n == 0 || word.n > sizeof(uint64_t))
		return settings_find_kind(s, word);
	uint64_t bytes = bytes_few(word.at, word.n);
	uint64_t spread = bytes_spread(bytes);
	SettingsWord *seen = &s->words[(spread >> 32) % SETTINGS_WORDS];
	if (UNLIKELY(seen->bytes != bytes || seen->n != word.n))
		*seen = (SettingsWord){ bytes, word.n,
			settings_find_kind(s, word) };
	return seen->kind;
}

/* The number of the first `every` rule for who has the circle (key empty, its
 * name folded) or the attribute (both folded); MAP_NONE without one. */
uint32_t settings_every(Settings *s, Slice key, Slice value);

/* What an attribute's folded key is taken for: another, or itself. */
Slice settings_key(const Settings *s, Slice folded);

/* Whether the folded text is a roster's heading. */
bool settings_is_roster(const Settings *s, Slice folded);

/* Whether a file of that path is a person's by a people-files setting. */
bool settings_is_people_file(const Settings *s, Slice path);

void settings_free(Settings *s);

#endif
