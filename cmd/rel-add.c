/* rel-add: puts an entry into the journal; the work is done by lib/add.c. */
#include "add.h"
#include "tool.h"
#include "utf8.h"

enum { FILE_OPTION, DATE, DRY, HEADER };

static const Option options[] = {
	[FILE_OPTION] = { 'f', "file", "FILE",
	    "the journal, or the directory of a file a day" },
	[DATE] = { 'd', "date", "DATE",
	    "the day: a date, today, yesterday or a weekday (today)" },
	[DRY] = { 'n', "dry-run", NULL, "show the facts, but write nothing" },
	[HEADER] = TOOL_OPTION_HEADER,
	TOOL_OPTIONS
};

static const Usage usage = { "rel-add",
	"[-f FILE] [-d DATE] [-n] [-H] [--today DATE] TEXT...",
	"Puts an entry into the journal, below the heading of its day, and\n"
	"writes the facts that it makes, one a line.",
	options };

/* The last day before `today` of that name. */
static bool
parse_weekday(Slice name, Day today, Day *day)
{
	for (int i = 0; i < 7; i++) {
		if (!day_is_name(name, day_weekdays[i]))
			continue;
		int ago = (day_weekday(today) + 6 - i) % 7;
		*day = today - (ago == 0 ? 7 : ago);
		return *day >= DAY_FIRST;
	}
	return false;
}

static bool
parse_day(Slice text, Day today, Day *day)
{
	if (slice_equal_nocase(text, SLICE("today"))) {
		*day = today;
		return true;
	}
	if (slice_equal_nocase(text, SLICE("yesterday"))) {
		*day = today - 1;
		return *day >= DAY_FIRST;
	}
	return parse_weekday(text, today, day) || day_parse(text, day);
}

/* The words as one line, without white space around it and a dash before. */
static Slice
join(Tool *t, char *const words[], Buffer *text)
{
	for (size_t i = 0; words[i] != NULL; i++) {
		if (i > 0)
			buffer_add_byte(text, ' ');
		buffer_add(text, slice_of(words[i]));
	}
	/* It would be taken off: ` -- ` has a meaning in an entry. */
	if (t->options.before_end != 0)
		tool_bad_usage(t, SLICE("--"), "within the text: quote that");
	Slice s = slice_trim(buffer_slice(text));
	/* The entry gets the bullet that is right where it goes. */
	if (slice_starts(s, SLICE("- ")))
		s = slice_trim(slice_from(s, 2));
	if (s.n == 0)
		tool_bad_usage(t, SLICE("TEXT"), "missing");
	if (!utf8_is_clean(s))
		tool_bad_usage(t, s, "not one line of UTF-8 without control "
		                     "characters");
	return s;
}

int
main(int argc, char **argv)
{
	Tool t;
	AddOptions o = { 0 };
	Buffer text = { 0 };
	const char *file = NULL, *date = "today";
	tool_start(&t, argv, &usage);
	for (int i; (i = tool_option(&t)) != OPTIONS_END;)
		switch (i) {
		case FILE_OPTION:
			file = t.value;
			break;
		case DATE:
			date = t.value;
			break;
		case DRY:
			o.dry = true;
			break;
		case HEADER:
			o.header = true;
			break;
		}
	(void)argc;
	o.today = t.today;
	o.text = join(&t, t.options.operands, &text);
	if (!parse_day(slice_of(date), t.today, &o.day))
		tool_bad_usage(&t, slice_of(date), "not a date, today, "
		                                   "yesterday or a weekday");
	o.paths = tool_journal(&t, file, &o.makes_directories);
	add_run(&o, &t.output, &t.diagnostics);
	buffer_free(&text);
	return tool_finish(&t);
}
