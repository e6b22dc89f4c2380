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
	o->dashed[0] = '-';
	o->dashed[1] = letter;
	Slice option = { o->dashed, sizeof o->dashed };
	while (o->table[i].name != NULL && o->table[i].letter != letter)
		i++;
	if (o->table[i].name == NULL)
		return bad(o, option, "unknown option");
	if (o->table[i].argument == NULL)
		return i;
	o->value = *o->joined != '\0' ? o->joined : *o->arguments;
	if (o->value == NULL)
		return bad(o, option, "argument missing");
	o->arguments += *o->joined == '\0';
	o->joined = "";
	return i;
}

static int
next_name(Options *o, Slice argument)
{
	size_t equals = slice_find(argument, 0, '=');
	Slice option = slice_until(argument, equals);
	Slice name = slice_from(option, 2);
	int i = 0;
	while (o->table[i].name != NULL &&
	    !slice_equal(slice_of(o->table[i].name), name))
		i++;
	if (o->table[i].name == NULL)
		return bad(o, option, "unknown option");
	if (equals < argument.n) {
		if (o->table[i].argument == NULL)
			return bad(o, option, "takes no argument");
		o->value = argument.at + equals + 1;
	} else if (o->table[i].argument != NULL) {
		if (*o->arguments == NULL)
			return bad(o, option, "argument missing");
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
		if (ended || argument[0] != '-' || argument[1] == '\0' ||
		    argument[1] == ' ') {
			o->operands[o->operand_count++] = argument;
		} else if (strcmp(argument, "--") == 0) {
			ended = true;
			o->before_end = o->operand_count;
		} else if (argument[1] == '-') {
			return next_name(o, slice_of(argument));
		} else {
			o->joined = argument + 1;
			return next_letter(o);
		}
	}
	o->operands[o->operand_count] = NULL;
	return OPTIONS_END;
}
