/* rel-parse: reads journals and writes their facts, one a line. */
#include "journal.h"
#include "tool.h"

enum { CHECK, HEADER, LABEL, PEOPLE, PLAIN, ROSTER };

static const Option options[] = {
	{ 0, "check", NULL, "write only diagnostics, and more of them" },
	TOOL_OPTION_HEADER,
	{ 0, "label", "NAME", "what standard input is called" },
	{ 0, "people", NULL, "write only who is declared, and how" },
	{ 0, "plain", NULL, "read all inputs as plain text" },
	{ 0, "roster", "FILE", "take people and settings from FILE, no facts" },
	TOOL_OPTIONS
};

static const Usage usage = {
	.program = "rel-parse",
	.synopsis = "[--check] [-H] [--plain] [--people] [--roster FILE]...\n"
	            "                 [--label NAME] [--today DATE] "
	            "[FILE|DIR|-]...",
	.summary = "Reads journals (Markdown or plain text) and writes one "
	           "fact a line.",
	.options = options,
};

int
main(int argc, char **argv)
{
	Tool t;
	JournalOptions o = { 0 };
	size_t rosters = 0;
	tool_start(&t, argv, &usage);
	o.rosters = base_alloc(((size_t)argc + 1) * sizeof *o.rosters);
	for (int i; (i = tool_option(&t)) != OPTIONS_END;)
		switch (i) {
		case CHECK:
			o.check = true;
			break;
		case HEADER:
			o.header = true;
			break;
		case LABEL:
			o.label = t.value;
			break;
		case PEOPLE:
			o.people_only = true;
			break;
		case PLAIN:
			o.plain = true;
			break;
		default:
			o.rosters[rosters++] = (char *)(uintptr_t)t.value;
		}
	o.rosters[rosters] = NULL;
	o.today = t.today;
	journal_run(&o, tool_operands(&t), &t.output, &t.diagnostics);
	base_free(o.rosters);
	return tool_finish(&t);
}
