/* Argument vectors, told as the steps they make: an option is its letter or
 * name, a value follows after =, operands come last. */
#include "unit.h"

#include "options.h"

enum { MOST_ARGUMENTS = 8 };

static const Option table[] = { { 'f', "fading", NULL, "" },
	{ 'k', "kind", "K", "" }, { 'q', "quiet", NULL, "" },
	{ 0, "by", "WHAT", "" }, { 0, "kin", NULL, "" },
	{ 0, NULL, NULL, NULL } };

/* Splits the words at single spaces into an argument vector; `_` is an empty
 * argument. */
static void
split(char *words, char *argv[MOST_ARGUMENTS + 2])
{
	size_t n = 0;
	argv[n++] = (char *)"program";
	for (char *word = words; word != NULL && *word != '\0';) {
		char *space = strchr(word, ' ');
		if (space != NULL)
			*space++ = '\0';
		argv[n++] = strcmp(word, "_") == 0 ? (char *)"" : word;
		word = space;
	}
	argv[n] = NULL;
}

static void
tell(Options *o, Buffer *b)
{
	int i;
	while ((i = options_next(o)) >= 0) {
		buffer_add(b, slice_of(table[i].name));
		if (o->value != NULL) {
			buffer_add_byte(b, '=');
			buffer_add(b, slice_of(o->value));
		}
		buffer_add_byte(b, ' ');
	}
	buffer_add(b, i == OPTIONS_END ? SLICE("|") : SLICE("bad "));
	if (i == OPTIONS_BAD) {
		buffer_add(b, o->fault);
		CHECK(o->why != NULL);
		return;
	}
	for (size_t k = 0; o->operands[k] != NULL; k++) {
		buffer_add_byte(b, ' ');
		buffer_add(b, slice_of(o->operands[k]));
	}
}

static void
reads(const char *words, const char *wanted)
{
	char copy[100], *argv[MOST_ARGUMENTS + 2];
	Buffer told = { 0 };
	Options o;
	memcpy(copy, words, strlen(words) + 1);
	split(copy, argv);
	options_open(&o, table, argv);
	tell(&o, &told);
	if (!SAME(buffer_slice(&told), slice_of(wanted)))
		unit_about(slice_of(words));
	buffer_free(&told);
}

static void
letters(void)
{
	reads("", "|");
	reads("-f", "fading |");
	reads("-f -q", "fading quiet |");
	reads("-fq", "fading quiet |");
	reads("-kx", "kind=x |");
	reads("-k x", "kind=x |");
	reads("-fkx", "fading kind=x |");
	reads("-fk x", "fading kind=x |");
	reads("-fkq -q", "fading kind=q quiet |");
	reads("-k=x", "kind==x |");
	reads("-k -f", "kind=-f |");
	reads("-k --", "kind=-- |");
	reads("-k _", "kind= |");
	reads("-k - a", "kind=- | a");
}

static void
names(void)
{
	reads("--fading", "fading |");
	reads("--kind x", "kind=x |");
	reads("--kind=x", "kind=x |");
	reads("--kind=", "kind= |");
	reads("--kind=a=b", "kind=a=b |");
	reads("--kind -f", "kind=-f |");
	reads("--by urgency --kin", "by=urgency kin |");
	reads("--kind _ x", "kind= | x");
}

static void
operands(void)
{
	reads("a b", "| a b");
	reads("-", "| -");
	reads("a -f b -q c", "fading quiet | a b c");
	reads("a -k x b", "kind=x | a b");
	reads("-f -- -q", "fading | -q");
	reads("a -- -f -- b", "| a -f -- b");
	reads("--", "|");
	reads("-- --", "| --");
	reads("a _ b", "| a  b");
	reads("- -f -", "fading | - -");
}

static void
faults(void)
{
	reads("-x", "bad -x");
	reads("-fx", "fading bad -x");
	reads("-k", "bad -k");
	reads("-fk", "fading bad -k");
	reads("--x", "bad --x");
	reads("--x=y", "bad --x");
	reads("--fad", "bad --fad");
	reads("--fading=x", "bad --fading");
	reads("--fading=", "bad --fading");
	reads("--kind", "bad --kind");
	reads("--FADING", "bad --FADING");
	reads("---", "bad ---");
	reads("--=x", "bad --");
	reads("a --x -f", "bad --x");
	/* Options without a letter have none, not even NUL. */
	reads("-b", "bad -b");
}

static void
no_arguments_at_all(void)
{
	char *argv[] = { NULL };
	Options o;
	options_open(&o, table, argv);
	EQUAL(options_next(&o), OPTIONS_END);
	CHECK(o.operands[0] == NULL);
}

const UnitTest options_tests[] = {
	{ "letters may be joined, a value glued or next", letters },
	{ "long names take a value after = or next", names },
	{ "options may stand after operands, -- ends them", operands },
	{ "what is wrong is named", faults },
	{ "an empty vector has no options", no_arguments_at_all },
	UNIT_END
};
