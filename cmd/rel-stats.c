/* rel-stats: how things stand; the work is done by lib/stats.c. */
#include "stats.h"
#include "tool.h"

enum {
	BY,
	MEASURE,
	PERSON,
	SINCE,
	UNTIL,
	HALF_LIFE,
	PAIRS,
	HEADER
};

static const Option options[] = {
	[BY] = { 'b', "by", "KEY,...",
	    "group by person (the default), all, month, role, ..." },
	[MEASURE] = { 'm', "measure", "MEASURE,...",
	    "write these measures; all: every one" },
	[PERSON] = { 'p', "person", "NAME", "keep only facts of this person" },
	[SINCE] = { 0, "since", "DATE", "leave out facts before DATE" },
	[UNTIL] = { 0, "until", "DATE", "leave out facts after DATE" },
	[HALF_LIFE] = { 0, "half-life", "DUR",
	    "after which a contact counts half in strength (90d)" },
	[PAIRS] = { 0, "pairs", NULL,
	    "write who is in contact together with whom" },
	[HEADER] = TOOL_OPTION_HEADER,
	TOOL_OPTIONS
};

static const Usage usage = { "rel-stats",
	"[-b KEY,...] [-m MEASURE,...] [-p NAME]... [--since DATE]\n"
	"                 [--until DATE] [--half-life DUR] [--pairs] [-H]\n"
	"                 [--today DATE] [FILE...]",
	"Reads records (of rel-parse) and writes one `stat` record for each\n"
	"group and measure.",
	options };

static void
set_half_life(Tool *t, Cadence *half_life)
{
	if (!cadence_parse_duration(slice_of(t->value), half_life) ||
	    half_life->count == 0)
		tool_bad_value(t,
		    "not a duration above zero (as 30d, 12w or 3mo)");
}

static void
set_option(Tool *t, int option, StatsOptions *stats)
{
	switch (option) {
	case BY:
		if (!stats_parse_keys(stats, slice_of(t->value)))
			tool_bad_value(t, "an empty key");
		break;
	case MEASURE:
		if (!stats_parse_measures(stats, slice_of(t->value)))
			tool_bad_value(t, "unknown measure");
		break;
	case PERSON:
		choice_add_name(&stats->names, slice_of(t->value));
		break;
	case SINCE:
		tool_day(t, &stats->since);
		break;
	case UNTIL:
		tool_day(t, &stats->until);
		break;
	case HALF_LIFE:
		set_half_life(t, &stats->half_life);
		break;
	case PAIRS:
		stats->pairs = true;
		break;
	case HEADER:
		stats->header = true;
		break;
	}
}

int
main(int argc, char **argv)
{
	Tool t;
	StatsOptions stats = { 0 };
	int option;
	(void)argc;
	tool_start(&t, argv, &usage);
	while ((option = tool_option(&t)) != OPTIONS_END)
		set_option(&t, option, &stats);
	stats.today = t.today;
	stats_run(&stats, tool_operands(&t), &t.output, &t.diagnostics);
	stats_options_free(&stats);
	return tool_finish(&t);
}
