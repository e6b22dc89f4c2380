/* options: see options.h. */
#include "options.h"

void
options_open(Options *o, const Option *table, char **argv)
{
	*o = (Options){ .table = table };
	if (*argv != NULL)
		argv++;
	o->arguments = o->operands = argv;
}

static int
bad(Options *o, Slice fault, const char *why)
{
	o->fault = fault;
	o->why = why;
	return OPTIONS_BAD;
}

static int
next_letter(Options *o)
{
	char letter = *o->joined++;
	int i = 0;
	while (o->table[i].name != NULL && o->table[i].letter != letter)
		i++;
	if (o->table[i].name == NULL)
		return bad(o, (Slice){ o->joined - 1, 1 }, "unknown option");
	if (o->table[i].argument == NULL)
		return i;
	o->value = *o->joined != '\0' ? o->joined : *o->arguments;
	if (o->value == NULL)
		return bad(o, (Slice){ o->joined - 1, 1 },
		    "argument missing");
	o->arguments += *o->joined == '\0';
	o->joined = "";
	return i;
}

static int
next_name(Options *o, Slice argument)
{
	size_t equals = slice_find(argument, 0, '=');
	Slice name = slice_until(argument, equals);
	int i = 0;
	while (o->table[i].name != NULL &&
	    !slice_equal(slice_of(o->table[i].name), name))
		i++;
	if (o->table[i].name == NULL)
		return bad(o, argument, "unknown option");
	if (equals < argument.n) {
		if (o->table[i].argument == NULL)
			return bad(o, name, "takes no argument");
		o->value = argument.at + equals + 1;
	} else if (o->table[i].argument != NULL) {
		if (*o->arguments == NULL)
			return bad(o, name, "argument missing");
		o->value = *o->arguments++;
	}
	return i;
}

int
options_next(Options *o)
{
	o->value = NULL;
	if (o->joined != NULL && *o->joined != '\0')
		return next_letter(o);
	bool ended = false;
	while (*o->arguments != NULL) {
		char *argument = *o->arguments++;
		if (ended || argument[0] != '-' || argument[1] == '\0') {
			o->operands[o->operand_count++] = argument;
		} else if (strcmp(argument, "--") == 0) {
			ended = true;
			o->before_end = o->operand_count;
		} else if (argument[1] == '-') {
			return next_name(o, slice_of(argument + 2));
		} else {
			o->joined = argument + 1;
			return next_letter(o);
		}
	}
	o->operands[o->operand_count] = NULL;
	return OPTIONS_END;
}
