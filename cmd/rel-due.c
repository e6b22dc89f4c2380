/* rel-due: what is due, and why; the work is done by lib/due.c. */
#include "due.h"
#include "tool.h"

enum {
	WITHIN,
	LEAD,
	GRACE,
	LAPSE,
	KIND,
	PERSON,
	ALL,
	FADING,
	QUIET,
	HEADER,
	BY
};

static const Option options[] = {
	[WITHIN] = { 'w', "within", "DUR", "list what is due within DUR (0d)" },
	[LEAD] = { 0, "lead", "DUR", "announce dates DUR ahead (7d)" },
	[GRACE] = { 0, "grace", "DUR",
	    "thanks, repair and wishes may wait for DUR (7d)" },
	[LAPSE] = { 0, "lapse", "DUR", "gifts ask for thanks for DUR (90d)" },
	[KIND] = { 'k', "kind", "REASON,...", "list only for these reasons" },
	[PERSON] = { 'p', "person", "NAME", "list only this person" },
	[ALL] = { 'a', "all", NULL, "list promises without a due day, too" },
	[FADING] = { 'f', "fading", NULL,
	    "list who has gone quiet, without a cadence, too" },
	[QUIET] = { 'q', "quiet", NULL,
	    "write nothing; exit 0 if something is due, else 1" },
	[HEADER] = TOOL_OPTION_HEADER,
	[BY] = { 0, "by", "urgency", "the most urgent first" },
	TOOL_OPTIONS
};

static const Usage usage = { "rel-due",
	"[-w DUR] [--lead DUR] [--grace DUR] [--lapse DUR]\n"
	"               [-k REASON,...] [-p NAME]... [-a] [-f] [-q] [-H]\n"
	"               [--by urgency] [--today DATE] [FILE...]",
	"Reads records, as rel-parse writes them, and writes one `due` record\n"
	"for each thing to do.",
	options };

/* The arguments, read. */
typedef struct {
	DueOptions due;
	uint32_t reasons; /* of -k; 0 without it */
} Arguments;

static void
set_duration(Tool *t, Cadence *duration)
{
	if (!cadence_parse_duration(slice_of(t->value), duration))
		tool_bad_value(t, "not a duration (as 3d, 2w or 1mo)");
}

static void
set_option(Tool *t, int option, Arguments *a)
{
	switch (option) {
	case WITHIN:
		set_duration(t, &a->due.within);
		break;
	case LEAD:
		set_duration(t, &a->due.lead);
		break;
	case GRACE:
		set_duration(t, &a->due.grace);
		break;
	case LAPSE:
		set_duration(t, &a->due.lapse);
		break;
	case KIND:
		if (!due_parse_reasons(slice_of(t->value), &a->reasons))
			tool_bad_value(t, "unknown reason");
		break;
	case PERSON:
		choice_add_name(&a->due.names, slice_of(t->value));
		break;
	case ALL:
		a->due.undated = true;
		break;
	case FADING:
		a->due.fading = true;
		break;
	case QUIET:
		a->due.quiet = true;
		break;
	case HEADER:
		a->due.header = true;
		break;
	case BY:
		if (strcmp(t->value, "urgency") != 0)
			tool_bad_value(t, "no such order (there is: urgency)");
		a->due.by_urgency = true;
		break;
	}
}

int
main(int argc, char **argv)
{
	Tool t;
	Arguments a = { .due = due_defaults() };
	int option;
	(void)argc;
	tool_start(&t, argv, &usage);
	while ((option = tool_option(&t)) != OPTIONS_END)
		set_option(&t, option, &a);
	a.due.today = t.today;
	if (a.reasons != 0)
		a.due.reasons = a.reasons;
	bool is_any = due_run(&a.due, tool_operands(&t), &t.output,
	    &t.diagnostics);
	choice_free(&a.due.names);
	int status = tool_finish(&t);
	return a.due.quiet && !is_any && status == STATUS_DONE
	    ? STATUS_REJECTED
	    : status;
}
