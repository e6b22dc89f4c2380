/* rel-fmt: records for eyes and other programs; the work is done by
 * lib/fmt.c. */
#include "fmt.h"
#include "tool.h"

enum {
	FORMAT,
	TEMPLATE,
	COLUMNS,
	SORT,
	BARS,
	ASCII,
	WIDTH,
	COLOR,
	SAFE,
	NO_HEADER,
	HEADER
};

static const Option options[] = {
	[FORMAT] = { 't', "format", "FORMAT",
	    "table, md, tsv, csv, json, jsonl, heatmap, errors" },
	[TEMPLATE] = { 'T', "template", "TEMPLATE",
	    "write a line a record: '{person} since {done}'" },
	[COLUMNS] = { 'c', "columns", "COL,...",
	    "write these columns, in this order" },
	[SORT] = { 0, "sort", "COL[:desc]", "sort by this column" },
	[BARS] = { 0, "bars", "COL", "show this column as bars, too" },
	[ASCII] = { 0, "ascii", NULL, "draw bars with #, days with . + o #" },
	[WIDTH] = { 0, "width", "N",
	    "cut text so that lines take N cells; 0: never" },
	[COLOR] = { 0, "color", "WHEN", "auto, always or never (auto)" },
	[SAFE] = { 0, "safe", NULL,
	    "put ' before what a spreadsheet takes for a formula" },
	[NO_HEADER] = { 'n', "no-header", NULL, "leave out headers" },
	[HEADER] = { 'H', "header", NULL, "write headers (as it does anyway)" },
	TOOL_OPTIONS
};

static const Usage usage = { "rel-fmt",
	"[-t FORMAT] [-T TEMPLATE] [-c COL,...] [--sort COL[:desc]]\n"
	"               [--bars COL] [--ascii] [--width N] [--color WHEN]\n"
	"               [--safe] [-n] [-H] [--today DATE] [FILE...]",
	"Reads records of any type and writes them for a person or a program.",
	options };

/* What an empty list would mean is not given; the user meant something. */
static void
set_name(Tool *t, Slice *name)
{
	*name = slice_of(t->value);
	if (name->n == 0)
		tool_bad_value(t, "empty");
}

static void
set_width(Tool *t, size_t *width)
{
	Slice digits = slice_of(t->value);
	*width = 0;
	for (size_t i = 0; i < digits.n; i++) {
		if (!byte_is_digit(digits.at[i]) || i == 6)
			tool_bad_value(t, "not a width of up to six digits");
		*width = *width * 10 + (size_t)(digits.at[i] - '0');
	}
	if (digits.n == 0)
		tool_bad_value(t, "empty");
}

static void
set_color(Tool *t, FmtOptions *o, bool automatic)
{
	Slice when = slice_of(t->value);
	o->colour = slice_equal(when, SLICE("always")) ||
	    (automatic && slice_equal(when, SLICE("auto")));
	if (!o->colour && !slice_equal(when, SLICE("never")) &&
	    !slice_equal(when, SLICE("auto")))
		tool_bad_value(t, "neither auto, always nor never");
}

/* automatic: whether there is colour unless somebody says otherwise. */
static void
set_option(Tool *t, int option, FmtOptions *o, bool automatic)
{
	switch (option) {
	case FORMAT:
		set_name(t, &o->format);
		break;
	case TEMPLATE:
		o->template = slice_of(t->value);
		o->has_template = true;
		break;
	case COLUMNS:
		set_name(t, &o->columns);
		break;
	case SORT:
		set_name(t, &o->sort);
		break;
	case BARS:
		set_name(t, &o->bars);
		break;
	case ASCII:
		o->ascii = true;
		break;
	case WIDTH:
		set_width(t, &o->width);
		break;
	case COLOR:
		set_color(t, o, automatic);
		break;
	case SAFE:
		o->safe = true;
		break;
	case NO_HEADER:
	case HEADER:
		o->no_header = option == NO_HEADER;
		break;
	}
}

int
main(int argc, char **argv)
{
	Tool t;
	FmtOptions o = { 0 };
	Slice fault;
	int option;
	(void)argc;
	tool_start(&t, argv, &usage);
	o.terminal = tool_terminal(&o.colour, &o.width);
	bool automatic = o.colour;
	while ((option = tool_option(&t)) != OPTIONS_END)
		set_option(&t, option, &o, automatic);
	o.today = t.today;
	const char *why = fmt_fault(&o, &fault);
	if (why != NULL)
		tool_bad_usage(&t, fault, why);
	fmt_run(&o, tool_operands(&t), &t.output, &t.diagnostics);
	return tool_finish(&t);
}
