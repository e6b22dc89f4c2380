/*
 * lead: what may stand before a block's text: a task box, a date, a time, with
 * separators (rel-journal(5) ENTRIES).
 */
#ifndef REL_LEAD_H
#define REL_LEAD_H

#include "inline.h"

typedef enum { BOX_NONE, BOX_OPEN, BOX_KEPT, BOX_DROPPED } Box;

/* A notation of the user's for a date: groups of year, month and day. */
typedef struct {
	Pattern *pattern;
	size_t year;
	size_t month;
	size_t day;
} DayPattern;

typedef struct {
	bool boxes;       /* a task box counts (list items) */
	bool in_brackets; /* [2026-03-14] is a date (plain text) */
	const DayPattern *patterns;
	size_t pattern_count;
} LeadRules;

typedef struct {
	Box box;
	DayReading reading; /* of the date; DAY_NO_DATE without one */
	Day day;            /* DAY_NONE unless DAY_GOOD */
	const DayPattern *pattern; /* the notation of it, NULL for YYYY-MM-DD */
	size_t date_at;     /* the date is text[date_at] up to date_end */
	size_t date_end;
	bool has_time;
	const Pattern *limited; /* a pattern that reached its limit, or NULL */
	size_t text_at;     /* here the text proper begins */
} Lead;

/* The box of that sign between its brackets, or BOX_NONE. */
Box lead_box(char sign);

/* What lead_read() does where the text starts with no letter. */
void lead_read_further(Slice text, const LeadRules *rules, Lead *lead);

static inline void
lead_read(Slice text, const LeadRules *rules, Lead *lead)
{
	*lead = (Lead){ 0 };
	/* Most texts start with a letter: nothing of it stands there. */
	if (rules->pattern_count != 0 || text.n == 0 ||
	    !byte_is_letter(text.at[0]))
		lead_read_further(text, rules, lead);
}

#endif
