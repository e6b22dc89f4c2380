/* tool: see tool.h. */
#include "tool.h"

#include "map.h"
#include "utf8.h"

#include <errno.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "config.h"
#ifdef HAVE_SYS_AUXV_H
#include <sys/auxv.h>
#endif
#ifdef HAVE_SYS_IOCTL_H
#include <sys/ioctl.h>
#endif

static const char *program = "rel";

static void
write_error(Slice s)
{
	while (s.n > 0) {
		ssize_t n = write(STDERR_FILENO, s.at, s.n);
		if (n < 0 && errno != EINTR)
			return;
		s = slice_from(s, n > 0 ? (size_t)n : 0);
	}
}

static void
out_of_memory(void)
{
	write_error(slice_of(program));
	write_error(SLICE(": out of memory\n"));
	_exit(STATUS_TROUBLE);
}

void
tool_bad_usage(Tool *t, Slice what, const char *why)
{
	Output *o = &t->diagnostics.to;
	Buffer shown = { 0 };
	utf8_show(what, &shown);
	output_write(o, slice_of(program));
	output_write(o, SLICE(": "));
	output_write(o, buffer_slice(&shown));
	output_write(o, SLICE(": "));
	output_write(o, slice_of(why));
	output_write(o, SLICE("\nTry "));
	output_write(o, slice_of(program));
	output_write(o, SLICE(" --help.\n"));
	output_flush(o);
	buffer_free(&shown);
	exit(STATUS_TROUBLE);
}

static Day
day_of_clock(void)
{
	time_t now = time(NULL);
	struct tm tm;
	if (now == (time_t)-1 || localtime_r(&now, &tm) == NULL)
		return DAY_NONE;
	return day_of(tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday);
}

/* A seed that other people's files can't foresee. */
static uint64_t
fresh_seed(const void *stack)
{
#if defined(HAVE_SYS_AUXV_H) && defined(AT_RANDOM)
	/* Linux gives every process sixteen random bytes. */
	const void *random = (const void *)getauxval(AT_RANDOM);
	if (random != NULL) {
		uint64_t seed;
		memcpy(&seed, random, sizeof seed);
		return seed;
	}
#endif
	struct timespec now = { 0 };
	clock_gettime(CLOCK_REALTIME, &now);
	return (uint64_t)(uintptr_t)stack ^ (uint64_t)now.tv_nsec << 24 ^
	    (uint64_t)now.tv_sec ^ (uint64_t)getpid() << 40;
}

void
tool_start(Tool *t, char **argv, const Usage *usage)
{
	*t = (Tool){ .usage = usage };
	program = usage->program;
	base_on_exhaustion(out_of_memory);
	map_seed(fresh_seed(t));
	output_open(&t->output, STDOUT_FILENO);
	diagnostics_open(&t->diagnostics, STDERR_FILENO, slice_of(program));
	options_open(&t->options, usage->options, argv);
}

static void
write_option(Output *o, const Option *option)
{
	size_t from = o->n;
	output_write(o, SLICE("  "));
	if (option->letter != 0) {
		output_byte(o, '-');
		output_byte(o, option->letter);
		output_write(o, SLICE(", "));
	} else {
		output_write(o, SLICE("    "));
	}
	output_write(o, SLICE("--"));
	output_write(o, slice_of(option->name));
	if (option->argument != NULL) {
		output_byte(o, ' ');
		output_write(o, slice_of(option->argument));
	}
	do
		output_byte(o, ' ');
	while (o->n - from < 24);
	output_write(o, slice_of(option->help));
	output_byte(o, '\n');
}

static void
write_help(Output *o, const Usage *usage)
{
	output_write(o, SLICE("usage: "));
	output_write(o, slice_of(usage->program));
	output_byte(o, ' ');
	output_write(o, slice_of(usage->synopsis));
	output_byte(o, '\n');
	output_write(o, slice_of(usage->summary));
	output_write(o, SLICE("\n\n"));
	for (const Option *p = usage->options; p->name != NULL; p++)
		write_option(o, p);
	output_write(o, SLICE("\nThe manual: man "));
	output_write(o, slice_of(usage->program));
	output_byte(o, '\n');
}

static void
write_version(Output *o, const Usage *usage)
{
	output_write(o, slice_of(usage->program));
	output_write(o, SLICE(" (rel) " PACKAGE_VERSION "\n"));
}

/* Sets today from REL_TODAY or the clock, where no option did. */
static void
find_today(Tool *t)
{
	const char *given = getenv("REL_TODAY");
	if (t->today != DAY_NONE)
		return;
	if (given == NULL || *given == '\0')
		t->today = day_of_clock();
	else if (!day_parse(slice_of(given), &t->today))
		tool_bad_usage(t, slice_of(given), "REL_TODAY is not a date");
}

int
tool_option(Tool *t)
{
	for (;;) {
		int i = options_next(&t->options);
		t->value = t->options.value;
		if (i == OPTIONS_BAD)
			tool_bad_usage(t, t->options.fault, t->options.why);
		if (i == OPTIONS_END) {
			find_today(t);
			return i;
		}
		Slice name = slice_of(t->usage->options[i].name);
		if (slice_equal(name, SLICE("today"))) {
			if (!day_parse(slice_of(t->value), &t->today))
				tool_bad_value(t, "not a date");
		} else if (slice_equal(name, SLICE("help"))) {
			write_help(&t->output, t->usage);
			exit(tool_finish(t));
		} else if (slice_equal(name, SLICE("version"))) {
			write_version(&t->output, t->usage);
			exit(tool_finish(t));
		} else {
			return i;
		}
	}
}

void
tool_bad_value(Tool *t, const char *why)
{
	tool_bad_usage(t, slice_of(t->value), why);
}

char *const *
tool_operands(Tool *t)
{
	if (t->options.operand_count == 0 && isatty(STDIN_FILENO)) {
		write_error(slice_of(program));
		write_error(SLICE(": reading from the terminal\n"));
	}
	return t->options.operands;
}

int
tool_finish(Tool *t)
{
	int error = output_close(&t->output);
	if (error != 0)
		diagnostic_trouble(&t->diagnostics, SLICE("standard output"),
		    error);
	int status = t->diagnostics.trouble ? STATUS_TROUBLE
	    : t->diagnostics.rejected       ? STATUS_REJECTED
	                                    : STATUS_DONE;
	diagnostics_close(&t->diagnostics);
	return status;
}

bool
tool_terminal(bool *colour, size_t *columns)
{
	const char *no_colour = getenv("NO_COLOR"), *term = getenv("TERM");
	bool terminal = isatty(STDOUT_FILENO);
	*colour = terminal && (no_colour == NULL || *no_colour == '\0') &&
	    term != NULL && strcmp(term, "dumb") != 0;
	*columns = 0;
#ifdef TIOCGWINSZ
	struct winsize size;
	if (terminal && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0)
		*columns = size.ws_col;
#endif
	return terminal;
}
