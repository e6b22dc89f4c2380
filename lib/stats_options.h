/*
 * stats_options: what rel-stats is asked for; and the names of its measures and
 * keys.
 */
#ifndef REL_STATS_OPTIONS_H
#define REL_STATS_OPTIONS_H

#include "arena.h"
#include "cadence.h"
#include "choice.h"

/* X(NAME, measure): each measure by its kind column, in order. */
#define STATS_MEASURES(X)                \
	X(CONTACTS, "contacts")          \
	X(DAYS, "days")                  \
	X(INITIATED, "initiated")        \
	X(UNANSWERED, "unanswered")      \
	X(FIRST, "first")                \
	X(LAST, "last")                  \
	X(SINCE, "since")                \
	X(EVERY, "every")                \
	X(GAP, "gap")                    \
	X(PEOPLE, "people")              \
	X(TIME, "time")                  \
	X(GAVE, "gave")                  \
	X(GOT, "got")                    \
	X(BALANCE, "balance")            \
	X(RECIPROCITY, "reciprocity")    \
	X(PROMISED, "promised")          \
	X(KEPT, "kept")                  \
	X(LATE, "late")                  \
	X(OPEN, "open")                  \
	X(TONE, "tone")                  \
	X(RELATIONAL, "relational")      \
	X(STRENGTH, "strength")          \
	X(MENTIONS, "mentions")

typedef enum {
#define X(name, measure) STATS_##name,
	STATS_MEASURES(X)
#undef X
	STATS_MEASURE_COUNT
} StatsMeasure;

/* A set of measures has the bits of those in it. */
#define STATS_BIT(measure) (UINT32_C(1) << (measure))
#define STATS_ALL (STATS_BIT(STATS_MEASURE_COUNT) - 1)

/* X(NAME, key): what facts are grouped by; any other key is an attribute's. */
#define STATS_KEYS(X)          \
	X(PERSON, "person")    \
	X(ALL, "all")          \
	X(KIND, "kind")        \
	X(WAY, "way")          \
	X(TAG, "tag")          \
	X(CIRCLE, "circle")    \
	X(WEEKDAY, "weekday")  \
	X(DAY, "day")          \
	X(WEEK, "week")        \
	X(MONTH, "month")      \
	X(QUARTER, "quarter")  \
	X(YEAR, "year")

typedef enum {
#define X(name, key) STATS_BY_##name,
	STATS_KEYS(X)
#undef X
	STATS_BY_ATTRIBUTE
} StatsKeyKind;

typedef struct {
	StatsKeyKind kind;
	Slice name; /* as -b gives it, folded */
} StatsKey;

/* Starts as {0}; stats_options_free() lets it go. */
typedef struct {
	Day today;         /* facts after it are left out */
	Day since;         /* so are facts before it, or DAY_NONE */
	Day until;         /* and facts after it, or DAY_NONE */
	Cadence half_life; /* of strength; CADENCE_NONE: 90 days */
	uint32_t measures; /* 0: the usual ones */
	bool pairs;        /* write pairs of people instead */
	bool header;       /* write the column names first */
	VEC(StatsKey) keys; /* each once; none: person */
	Choice names;       /* only people known by one of these */
	Arena arena;
} StatsOptions;

/* Add the keys, or the measures (or `all`), of a list with commas; false where
 * one is empty, or an unknown measure. */
bool stats_parse_keys(StatsOptions *o, Slice list);
bool stats_parse_measures(StatsOptions *o, Slice list);

/* The name of a measure; that of a key, empty for an attribute's. */
Slice stats_measure_name(StatsMeasure measure);
Slice stats_key_name(StatsKeyKind kind);

/* Whether a fact of this day is neither after today nor outside the limits. One
 * without a day is within. */
static inline bool
stats_is_within(const StatsOptions *o, Day day)
{
	if (day == DAY_NONE)
		return true;
	return day <= o->today && day >= o->since &&
	    (o->until == DAY_NONE || day <= o->until);
}

void stats_options_free(StatsOptions *o);

#endif
