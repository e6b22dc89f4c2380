/*
 * A journal to its records. Each line has twelve columns and no control; the
 * short way for plain entries and the thorough one are one, and so are bytes in
 * memory and a stream in reads of any size.
 */
#include "fuzz.h"

#include "day.h"
#include "journal.h"

enum { IN_MEMORY, THOROUGH, BY_STREAM, READINGS };

/* What a file's name may say. */
static const char *const names[] = { "j.md", "2026-03-14.md", "@ada.md",
	"notes.txt" };

static JournalOptions
options_of(unsigned choice)
{
	return (JournalOptions){ .check = choice & 4,
		.people_only = choice & 8,
		.plain = choice & 16,
		.header = choice & 32,
		.label = names[choice % LENGTH(names)],
		.today = day_of(2026, 3, 20) };
}

static void
run(FuzzRun *run, JournalOptions options, Slice input, int reading)
{
	static char *const standard_input[] = { NULL };
	options.thorough = reading == THOROUGH;
	fuzz_start(run);
	if (reading != BY_STREAM) {
		journal_run_bytes(&options, input, slice_of(options.label),
		    &run->out, &run->heard);
		return;
	}
	fuzz_feed(input, fuzz_hash(input));
	journal_run(&options, standard_input, &run->out, &run->heard);
}

void
fuzz_parse(Slice input)
{
	static FuzzRun runs[READINGS];
	JournalOptions options = options_of(fuzz_choice(input));
	for (int i = 0; i < READINGS; i++) {
		run(&runs[i], options, input, i);
		SAME(fuzz_out(&runs[i]), fuzz_out(&runs[0]));
		SAME(fuzz_heard(&runs[i]), fuzz_heard(&runs[0]));
		HOLDS(runs[i].heard.rejected == runs[0].heard.rejected);
		HOLDS(!runs[i].heard.trouble);
	}
	fuzz_check_records(fuzz_out(&runs[0]));
	fuzz_check_messages(fuzz_heard(&runs[0]));
	HOLDS(!options.check || runs[0].out.n == 0);
}
