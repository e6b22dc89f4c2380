/* tool: see tool.h. */
#include "tool.h"

#include "map.h"
#include "sandbox.h"
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

/* Whether the C library could not read what it knows of the time zone. It
 * takes UTC then, as for a zone that there is not, and tells by errno only. */
static bool
is_zone_unread(int error)
{
	return error == EIO || error == EINTR || error == EMFILE ||
	    error == ENFILE || error == ENOMEM;
}

static Day
day_of_clock(Diagnostics *d)
{
	time_t now = time(NULL);
	struct tm tm;
	errno = 0;
	if (now == (time_t)-1 || localtime_r(&now, &tm) == NULL)
		return DAY_NONE;
	if (is_zone_unread(errno))
		diagnostic_trouble(d, SLICE("time zone"), errno);
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

/* From here on the gate can be entered; false where the user wants none. */
static bool
start_sandbox(void)
{
	const char *given = getenv("REL_SANDBOX");
	if (given != NULL && strcmp(given, "off") == 0)
		return false;
	sandbox_start();
	return true;
}

/* The state is what holds, not what should: so the gate is entered. */
static void
write_version(Output *o, const Usage *usage)
{
	bool is_wanted = start_sandbox();
	sandbox_enter();
	Slice state = is_wanted ? sandbox_state()
	                        : SLICE("off (REL_SANDBOX)");
	output_write(o, slice_of(usage->program));
	output_write(o, SLICE(" (rel) " PACKAGE_VERSION "\nsandbox: "));
	output_write(o, state);
	output_byte(o, '\n');
}

/* Sets today from REL_TODAY or the clock, where no option did. */
static void
find_today(Tool *t)
{
	const char *given = getenv("REL_TODAY");
	if (t->today != DAY_NONE)
		return;
	if (given == NULL || *given == '\0')
		t->today = day_of_clock(&t->diagnostics);
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
			start_sandbox();
			return i;
		}
		Slice name = slice_of(t->usage->options[i].name);
		if (slice_equal(name, SLICE("today"))) {
			tool_day(t, &t->today);
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

void
tool_day(Tool *t, Day *day)
{
	if (!day_parse(slice_of(t->value), day))
		tool_bad_value(t, "not a date");
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

/* Two pieces of text as one string. */
static char *
join(Arena *arena, Slice a, Slice b)
{
	char *s = arena_bytes(arena, base_sum(base_sum(a.n, b.n), 1));
	memcpy(s, a.at, a.n);
	if (b.n != 0)
		memcpy(s + a.n, b.at, b.n);
	s[a.n + b.n] = '\0';
	return s;
}

/* Below the directory where an application's data belongs (XDG Base Directory
 * Specification), NULL where nothing says which that is. */
static char *
data_path(Arena *arena)
{
	const char *data = getenv("XDG_DATA_HOME"), *home = getenv("HOME");
	/* A path that is not absolute does not count there. */
	if (data != NULL && *data == '/')
		return join(arena, slice_of(data), SLICE("/rel/journal.md"));
	if (home != NULL && *home != '\0')
		return join(arena, slice_of(home),
		    SLICE("/.local/share/rel/journal.md"));
	return NULL;
}

/* Lists what stands between the colons of $REL_JOURNAL. */
static void
split_journal(Tool *t, Slice list)
{
	for (size_t end; list.n > 0; list = slice_from(list, end + 1)) {
		end = slice_find(list, 0, ':');
		if (end > 0)
			*vec_push(&t->journal) = join(&t->arena,
			    slice_until(list, end), SLICE_NONE);
	}
}

char *const *
tool_journal(Tool *t, const char *given, bool *is_data)
{
	static const char here[] = "journal.md";
	if (given != NULL)
		*vec_push(&t->journal) = (char *)(uintptr_t)given;
	else
		split_journal(t, slice_of(getenv("REL_JOURNAL")));
	if (t->journal.n == 0 && access(here, F_OK) == 0)
		*vec_push(&t->journal) = (char *)(uintptr_t)here;
	*is_data = t->journal.n == 0;
	if (*is_data) {
		char *path = data_path(&t->arena);
		if (path == NULL)
			tool_bad_usage(t, SLICE("no journal"),
			    "none is given, and HOME is not set");
		*vec_push(&t->journal) = path;
	}
	for (size_t i = 0; i < t->journal.n; i++)
		if (strcmp(t->journal.at[i], "-") == 0)
			tool_bad_usage(t, SLICE("-"), "not a journal's file");
	*vec_push(&t->journal) = NULL;
	return t->journal.at;
}

int
tool_finish(Tool *t)
{
	int error = output_end(&t->output);
	output_close(&t->output);
	if (error != 0)
		diagnostic_trouble(&t->diagnostics, SLICE("standard output"),
		    error);
	int status = t->diagnostics.trouble ? STATUS_TROUBLE
	    : t->diagnostics.rejected       ? STATUS_REJECTED
	                                    : STATUS_DONE;
	diagnostics_close(&t->diagnostics);
	vec_free(&t->journal);
	arena_free(&t->arena);
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
