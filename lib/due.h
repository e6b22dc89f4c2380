/*
 * due: what is due, and why (rel-due(1)).
 *
 * A run reads the facts once, keeps of each person what can still be shown
 * (due_facts.h), and then decides for each reason whether it is to be listed.
 * The findings are `due` records, in one order however the facts came.
 */
#ifndef REL_DUE_H
#define REL_DUE_H

#include "cadence.h"
#include "choice.h"
#include "record.h"

/* X(NAME, reason): each reason to list something, by its kind column. */
#define DUE_REASONS(X)         \
	X(CONTACT, "contact")  \
	X(NEXT, "next")        \
	X(PROMISE, "promise")  \
	X(AWAIT, "await")      \
	X(THANK, "thank")      \
	X(REPAIR, "repair")    \
	X(DATE, "date")        \
	X(PLAN, "plan")        \
	X(FADING, "fading")

typedef enum {
#define X(name, reason) DUE_##name,
	DUE_REASONS(X)
#undef X
	DUE_REASON_COUNT
} DueReason;

/* The reason, as in the kind column. */
Slice due_reason_text(DueReason reason);

/* A set of reasons has the bits of those in it. */
#define DUE_BIT(reason) (UINT32_C(1) << (reason))
#define DUE_ALL (DUE_BIT(DUE_REASON_COUNT) - 1)

typedef struct {
	Day today;
	Cadence within; /* how far ahead to list; durations all four */
	Cadence lead;   /* how far ahead to list dates, where that is more */
	Cadence grace;  /* how long thanks, repair and good wishes may wait */
	Cadence lapse;  /* after which nobody expects thanks any more */
	uint32_t reasons;
	bool undated;   /* list promises without a due day, too */
	bool fading;    /* look for people without a cadence who fade */
	bool by_urgency;
	bool quiet;     /* write nothing */
	bool header;    /* write the column names first */
	Choice names;   /* only people known by one of these */
} DueOptions;

/* The options of a call without any, but for today, which is DAY_NONE. */
DueOptions due_defaults(void);

/* Adds the reasons of a list with commas to the set; false where one is
 * unknown. The case of letters does not matter. */
bool due_parse_reasons(Slice list, uint32_t *reasons);

/* Reads the records of the operands (as records_open() does) and writes what
 * is due, unless quiet. Returns whether anything is. What is wrong with the
 * input goes to diagnostics. */
bool due_run(const DueOptions *options, char *const operands[], Output *o,
    Diagnostics *diagnostics);

#endif
