/* stats_source: see stats_source.h. */
#include "stats_source.h"

#include "record.h"

StatsSource
stats_source_of(Spellings *files, Slice source)
{
	size_t line;
	if (source.n == 0)
		return (StatsSource){ STATS_NO_FILE, 0 };
	Slice file = record_source_file(source, &line);
	/* A line that is not written as a number would be (0, 007) is no
	 * line here: other texts have the same number. */
	if (line == 0 || source.at[file.n + 1] == '0') {
		file = source;
		line = 0;
	}
	return (StatsSource){ spelling_number(files, file), line };
}

bool
stats_source_is_same(StatsSource a, StatsSource b)
{
	return a.file != STATS_NO_FILE && a.file == b.file &&
	    a.line == b.line;
}

int
stats_source_compare(StatsSource a, StatsSource b)
{
	if (a.file != b.file)
		return a.file < b.file ? -1 : 1;
	return (a.line > b.line) - (a.line < b.line);
}
