/*
 * pattern: the user's regular expressions; the only user of PCRE2.
 *
 * Patterns are PCRE2 with UTF and UCP, matched under a match limit and a heap
 * limit, so that none of them can hang the tool or eat the machine. Where
 * there is a JIT compiler it is used; when its stack does not do, the match is
 * made once more without it.
 */
#ifndef REL_PATTERN_H
#define REL_PATTERN_H

#include "slice.h"

enum { PATTERN_GROUPS = 8 };

typedef struct Pattern Pattern;

/* What a match covers, in bytes of the text; a group that took no part, or is
 * beyond the pattern's, has from == to == 0 and is_set false. */
typedef struct {
	struct {
		size_t from;
		size_t to;
		bool is_set;
	} group[PATTERN_GROUPS]; /* 0 is the whole match */
} PatternMatch;

/* How a pattern matches: only where the search starts; letters whatever their
 * case. */
enum { PATTERN_ANCHORED = 1, PATTERN_ANY_CASE = 2 };

/* The compiled pattern, owned by the caller; NULL, and the reason appended to
 * why, where re is none, or not UTF-8. how is a sum of the above, or 0. */
Pattern *pattern_compile(Slice re, unsigned how, Buffer *why);

/* What matches that take far more steps than is usual have cost so far, and how
 * many bytes were searched: so many more such matches are allowed. Starts as
 * {0}. */
typedef struct {
	uint64_t taken;
	uint64_t bytes;
} PatternEffort;

/* Makes p share its effort with others; *effort must outlive it. So many
 * patterns that go astray take no longer than a few. */
void pattern_share_effort(Pattern *p, PatternEffort *effort);

/* The first match at or after byte `from` of text, which must be clean UTF-8:
 * 1; 0 if there is none; -1 if a limit was reached. A pattern that reached it
 * a few times is not tried again: it is -1 at once, for every text. */
int pattern_match(Pattern *p, Slice text, size_t from, PatternMatch *match);

/* The regular expression itself; good as long as p. */
Slice pattern_source(const Pattern *p);

/* The number of the group of that name; else `number`, if the pattern has so
 * many groups and fewer than PATTERN_GROUPS; else 0. */
size_t pattern_group(const Pattern *p, const char *name, size_t number);

void pattern_free(Pattern *p);

#endif
