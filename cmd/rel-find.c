/* rel-find: the records that fit; the work is done by lib/find.c. */
#include "find.h"
#include "tool.h"

enum {
	PERSON,
	TYPE,
	KIND,
	WAY,
	TAG,
	CIRCLE,
	REGEXP,
	IGNORE_CASE,
	INVERT,
	ONLY,
	SINCE,
	UNTIL,
	HEADER
};

static const Option options[] = {
	[PERSON] = { 'p', "person", "NAME", "only about this person" },
	[TYPE] = { 't', "type", "TYPE,...",
	    "only of these types: contact, promise, ..." },
	[KIND] = { 'k', "kind", "KIND,...",
	    "only of these kinds: call, open, ..." },
	[WAY] = { 'w', "way", "WAY,...", "only these ways: out, in, both" },
	[TAG] = { 'g', "tag", "TAG,...", "only with one of these tags" },
	[CIRCLE] = { 'c', "circle", "CIRCLE,...",
	    "only about people of these circles" },
	[REGEXP] = { 'e', "regexp", "RE", "only with a text that RE matches" },
	[IGNORE_CASE] = { 'i', "ignore-case", NULL,
	    "RE matches letters of either case" },
	[INVERT] = { 'v', "invert", NULL, "only what does not fit" },
	[ONLY] = { 'o', "only", NULL,
	    "without the records that say who people are" },
	[SINCE] = { 0, "since", "DATE", "leave out records before DATE" },
	[UNTIL] = { 0, "until", "DATE", "leave out records after DATE" },
	[HEADER] = TOOL_OPTION_HEADER,
	TOOL_OPTIONS
};

static const Usage usage = { "rel-find",
	"[-p NAME]... [-t TYPE,...] [-k KIND,...] [-w WAY,...]\n"
	"                [-g TAG,...] [-c CIRCLE,...] [-e RE]... [-i] [-v]\n"
	"                [-o] [--since DATE] [--until DATE] [-H]\n"
	"                [--today DATE] [FILE...]",
	"Reads records, as rel-parse writes them, and writes those that fit\n"
	"all conditions; of several values of a condition any will do.",
	options };

static void
need(Tool *t, bool is_good, const char *why)
{
	if (!is_good)
		tool_bad_value(t, why);
}

static void
set_option(Tool *t, int option, FindOptions *o)
{
	Slice value = slice_of(t->value);
	switch (option) {
	case PERSON:
		choice_add_name(&o->names, value);
		break;
	case TYPE:
		need(t, choice_add_list(&o->types, value), "an empty type");
		break;
	case KIND:
		need(t, choice_add_list(&o->kinds, value), "an empty kind");
		break;
	case WAY:
		need(t, find_add_ways(o, value), "not out, in or both");
		break;
	case TAG:
		need(t, choice_add_tags(&o->tags, value), "an empty tag");
		break;
	case CIRCLE:
		need(t, choice_add_tags(&o->circles, value),
		    "an empty circle");
		break;
	case REGEXP:
		*vec_push(&o->expressions) = value;
		break;
	case IGNORE_CASE:
		o->any_case = true;
		break;
	case INVERT:
		o->is_inverted = true;
		break;
	case ONLY:
		o->is_only = true;
		break;
	case SINCE:
		tool_day(t, &o->since);
		break;
	case UNTIL:
		tool_day(t, &o->until);
		break;
	case HEADER:
		o->header = true;
		break;
	}
}

static void
compile(Tool *t, FindOptions *o)
{
	Buffer why = { 0 };
	Slice fault;
	if (!find_compile(o, &fault, &why)) {
		buffer_add_byte(&why, '\0');
		tool_bad_usage(t, fault, why.at);
	}
	buffer_free(&why);
}

int
main(int argc, char **argv)
{
	Tool t;
	FindOptions o = { 0 };
	int option;
	(void)argc;
	tool_start(&t, argv, &usage);
	while ((option = tool_option(&t)) != OPTIONS_END)
		set_option(&t, option, &o);
	compile(&t, &o);
	find_run(&o, tool_operands(&t), &t.output, &t.diagnostics);
	find_options_free(&o);
	return tool_finish(&t);
}
