/*
 * inline: what stands inside a block's text: code, mentions, tags, keys, date
 * signs, and the user's own notations (rel-journal(5) MENTIONS, KEYS).
 *
 * A text is read once, from left to right, in time linear in its length, for
 * every text. What is found is not looked into again, but for mentions in the
 * value of a key.
 */
#ifndef REL_INLINE_H
#define REL_INLINE_H

#include "day.h"
#include "pattern.h"
#include "slice.h"

typedef enum {
	INLINE_CODE, /* a code span or comment: inert */
	INLINE_MENTION,
	INLINE_TAG,
	INLINE_KEY,
	INLINE_SIGN /* a date sign with its date */
} InlineType;

#define INLINE_TYPES (INLINE_SIGN + 1)

typedef enum {
	MENTION_AT,      /* @name */
	MENTION_BRACKET, /* @[Any Name] */
	MENTION_LINK_AT, /* [[@Any Name]] */
	MENTION_LINK,    /* [[Any Name]] */
	MENTION_PATTERN  /* match person */
} MentionForm;

typedef enum {
	KEY_GAVE,
	KEY_GOT, /* got, received */
	KEY_TONE,
	KEY_FOR,
	KEY_AT,
	KEY_NEXT,
	KEY_DUE,
	KEY_DONE,
	KEY_BY,
	KEY_OTHER /* only where any key counts */
} Key;

typedef enum { SIGN_DUE, SIGN_DONE, SIGN_DROPPED, SIGN_MADE } Sign;

typedef struct {
	InlineType type;
	size_t from; /* bytes of the text it covers: from */
	size_t to;   /* up to, not with, to */
	Slice name;  /* of a mention; a tag with its #; a key as typed */

	/* What follows is good where it says so. */

	MentionForm form; /* of a mention */
	bool in_value;    /* of all: it stands in the value of the key before */
	uint32_t who;     /* left to the caller: who a mention is */

	Key key;
	Slice value;      /* of a key, without quotes and brackets */
	Slice amount;     /* gave, got: what stood in the parenthesis */
	bool has_amount;
	bool is_dataview; /* [key:: value] or (key:: value) */
	bool is_unclosed; /* a quote or parenthesis never closed */

	Sign sign;
	DayReading reading; /* of the sign's date */
	Day day;
} Inline;

/* A notation of the user's, from a settings block. */
typedef enum { NOTATION_PERSON, NOTATION_GAVE, NOTATION_GOT } Notation;

typedef struct {
	Notation notation;
	Pattern *pattern;
	size_t what;   /* the group of the name or thing */
	size_t amount; /* that of the amount, 0 for none */
} InlinePattern;

typedef struct {
	bool at_is_mention; /* false after the setting `mention off` */
	bool any_key;       /* every key:value counts, as in a roster */
	const InlinePattern *patterns;
	size_t pattern_count;

	/* Whether [[name]] is a mention. */
	bool (*is_name)(void *context, Slice name);
	/* Called when a pattern reached its limit on the text. */
	void (*on_limit)(void *context, size_t pattern);
	void *context;
} InlineRules;

typedef struct {
	size_t open;
	size_t close;
} InlineBracket;

typedef struct {
	PatternMatch match;
	bool is_known;
	bool is_over; /* there are no more */
} InlineMatch;

/* Starts as {0}; its memory is used again for every text. */
typedef struct {
	VEC(Inline) found; /* in order of from */
	size_t counts[INLINE_TYPES]; /* how many of each type */

	/* Of the text being read: */
	Slice text;
	const InlineRules *rules;
	int level;     /* 0 in the text itself, 1 in a key's value */
	size_t begins; /* where what is read at this level begins */
	bool in_by;    /* in the value of `by`, where @name always counts */
	struct {
		VEC(size_t) last_run; /* of backticks, by length: where */
		bool knows_runs;
		bool no_comment_end;
	} inert[2]; /* by level */
	size_t next_quote; /* the first " at or after here, as far as known */
	size_t next_paren;
	VEC(InlineBracket) brackets[2]; /* matching [ ] and ( ), by open */
	size_t bracket_at[2];
	bool knows_brackets;
	VEC(size_t) stack;
	VEC(InlineMatch) next_matches; /* of each pattern */
} Inlines;

/* What the next does beyond ASCII. */
bool inline_may_start_after(Slice text, size_t at);

/* Whether a mention or tag may stand here: at the start, after white space or
 * one of a few signs. */
static inline bool
inline_may_start(Slice text, size_t at)
{
	if (at == 0 || byte_is(text.at[at - 1], BYTE_SPACE | BYTE_OPENS))
		return true;
	return byte_is(text.at[at - 1], BYTE_BEYOND) &&
	    inline_may_start_after(text, at);
}

/* The end of a name or tag that starts at byte `at`: word characters and those
 * ASCII bytes of the kind `inner`, which do not end it. */
size_t inline_name_end(Slice text, size_t at, int inner);

/* What inline_is_sign() does where its first byte stands. */
bool inline_is_whole_sign(Slice text, size_t i);

/* Whether a date sign starts at byte i of the text. */
static inline bool
inline_is_sign(Slice text, size_t i)
{
	return (text.at[i] == '\xE2' || text.at[i] == '\xF0') &&
	    inline_is_whole_sign(text, i);
}

/* The key of that name, in any letter case, but KEY_OTHER; -1 where it is
 * none. */
int inline_key_of(Slice name);

/* Finds what stands in text, which must be clean UTF-8 and outlive the use of
 * s->found. */
void inline_scan(Inlines *s, Slice text, const InlineRules *rules);

/* The end of the tag whose `#` stands at byte `at`, without the `-`, `_` and
 * `/` that are left off; the byte after the `#` where no letter follows it. */
size_t inline_tag_end(Slice text, size_t at);

/*
 * The date that stands at byte `at`: YYYY-MM-DD, bare, in [[ ]] or in **, not
 * followed by a letter or digit; where in_brackets, also [YYYY-MM-DD] and
 * [YYYY-MM-DD HH:MM]. *end is the byte after it unless DAY_NO_DATE.
 */
DayReading inline_date(Slice text, size_t at, bool in_brackets, size_t *end,
    Day *day);

/* Whether a time HH:MM, 00:00 to 23:59, followed by no letter or digit nor `:`
 * and a digit, stands at byte `at`; *end is the byte after it. */
bool inline_time(Slice text, size_t at, size_t *end);

/* The byte after the word (letters, digits and marks, with ' and - between
 * them) that starts at byte `at`; `at` itself where none does. */
size_t inline_word_end(Slice text, size_t at);

void inline_free(Inlines *s);

#endif
