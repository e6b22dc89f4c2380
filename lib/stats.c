/* stats: see stats.h. */
#include "stats.h"

#include "stats_measure.h"
#include "stats_pairs.h"

static void
write_groups(StatsFacts *facts, Output *output, Diagnostics *diagnostics)
{
	StatsGroups groups = { 0 };
	stats_groups_make(&groups, facts);
	stats_measure_groups(facts, &groups, output, diagnostics);
	stats_groups_free(&groups);
}

void
stats_run(const StatsOptions *options, char *const operands[], Output *output,
    Diagnostics *diagnostics)
{
	StatsOptions gathered = options->pairs ? stats_pairs_options(options)
	                                       : *options;
	StatsFacts facts;
	Records records;
	Record r;
	stats_facts_open(&facts, &gathered);
	records_open(&records, operands, diagnostics);
	while (records_next(&records, &r))
		stats_facts_take(&facts, &r, records.name, records.line);
	records_close(&records);
	stats_facts_settle(&facts);
	if (options->header)
		record_write_header(output);
	if (options->pairs)
		stats_pairs_write(&facts, output);
	else
		write_groups(&facts, output, diagnostics);
	stats_facts_free(&facts);
}
