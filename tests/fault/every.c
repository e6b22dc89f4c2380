/*
 * every WHAT COMMAND...: runs the command once undisturbed, and once for each
 * call that it makes, with that call disturbed by the shim next to this
 * program, and says where what came is not what must come.
 *
 *	alloc  the call gives no memory; so, in turn, do it alone and it with
 *	       all after it. What must come is the message, alone behind what
 *	       else was said, status 2, and nothing written but what would have
 *	       been; or, where the command can do without, all as undisturbed,
 *	       and nothing more left behind.
 *	short  each read, each write, all reads, and all writes do less than
 *	       they were asked for. All must be as undisturbed.
 *
 * The command reads standard input, a file, from its start. Written is a line:
 * how often the command ended by the message, and how often as undisturbed.
 * Exit status: 0; 1 where something else came; 2 on trouble.
 */
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

enum { SECONDS = 20, MOST = 4 * 1024 * 1024 };

typedef struct {
	char *at;
	size_t n;
} Text;

/* What became of one run; status is that of waitpid(). */
typedef struct {
	Text out;
	Text err;
	Text report;
	int status;
} Run;

typedef struct {
	unsigned long allocs;
	unsigned long reads;
	unsigned long writes;
	long live;
} Counts;

static const char *shim, *program;
static char **command;
static Run undisturbed;
static Counts usual;
static unsigned long said, survived, failed;

static void
trouble(const char *what)
{
	perror(what);
	exit(2);
}

static int
scratch(void)
{
	char name[] = "every.XXXXXX";
	int fd = mkstemp(name);
	if (fd < 0 || unlink(name) != 0)
		trouble(name);
	return fd;
}

static void
set_number(const char *name, unsigned long value)
{
	char text[32];
	snprintf(text, sizeof text, "%lu", value);
	setenv(name, text, 1);
}

static void
become(const int *fds)
{
	lseek(STDIN_FILENO, 0, SEEK_SET);
	dup2(fds[0], STDOUT_FILENO);
	dup2(fds[1], STDERR_FILENO);
	set_number("FAULT_REPORT", (unsigned long)fds[2]);
	setenv("LD_PRELOAD", shim, 1);
	alarm(SECONDS);
	execvp(command[0], command);
	_exit(127);
}

/* All that was written to the descriptor, and a NUL; it is emptied. */
static Text
taken(int fd)
{
	Text t = { malloc(MOST), 0 };
	ssize_t n;
	if (t.at == NULL)
		trouble("every");
	while ((n = pread(fd, t.at + t.n, MOST - t.n - 1, (off_t)t.n)) > 0)
		t.n += (size_t)n;
	t.at[t.n] = '\0';
	if (n < 0 || t.n == MOST - 1 || ftruncate(fd, 0) != 0 ||
	    lseek(fd, 0, SEEK_SET) != 0)
		trouble("every");
	return t;
}

/* Runs the command with calls from..to of that name disturbed. */
static Run
run(const char *call, unsigned long from, unsigned long to)
{
	static int fds[3];
	Run r;
	if (fds[0] == 0)
		for (int i = 0; i < 3; i++)
			fds[i] = scratch();
	setenv("FAULT_CALL", call, 1);
	set_number("FAULT_FROM", from);
	set_number("FAULT_TO", to);
	fflush(NULL);
	pid_t child = fork();
	if (child == 0)
		become(fds);
	if (child < 0 || waitpid(child, &r.status, 0) != child)
		trouble("every");
	r.out = taken(fds[0]);
	r.err = taken(fds[1]);
	r.report = taken(fds[2]);
	return r;
}

static void
run_free(Run *r)
{
	free(r->out.at);
	free(r->err.at);
	free(r->report.at);
}

static Counts
counts_of(const Run *r)
{
	Counts c = { 0 };
	char line[128] = "";
	if (r->report.n < sizeof line)
		memcpy(line, r->report.at, r->report.n);
	if (sscanf(line, "%lu %lu %lu %ld", &c.allocs, &c.reads, &c.writes,
	    &c.live) != 4)
		c.live = LONG_MAX;
	return c;
}

static int
is_prefix(Text part, Text whole)
{
	return part.n <= whole.n && memcmp(part.at, whole.at, part.n) == 0;
}

static int
is_same(Text a, Text b)
{
	return a.n == b.n && is_prefix(a, b);
}

static int
is_undisturbed(const Run *r)
{
	return r->status == undisturbed.status &&
	    is_same(r->out, undisturbed.out) &&
	    is_same(r->err, undisturbed.err) && counts_of(r).live <= usual.live;
}

/* Whether that is the end of the text; if so, before is what stands before. */
static int
ends_in(Text t, const char *line, Text *before)
{
	size_t n = strlen(line);
	*before = (Text){ t.at, t.n - n };
	return t.n >= n && memcmp(t.at + before->n, line, n) == 0;
}

/* The message, and before it nothing but what would have been. */
static int
is_exhausted(const Run *r)
{
	char line[256];
	Text before;
	snprintf(line, sizeof line, "%s: out of memory\n", program);
	return ends_in(r->err, line, &before) &&
	    is_prefix(before, undisturbed.err) &&
	    is_prefix(r->out, undisturbed.out);
}

/* What the tool asked of the C library could not be done, and it is named. */
static int
is_named(const Run *r)
{
	char line[256];
	snprintf(line, sizeof line, "%s: ", program);
	return strstr(r->err.at, line) != NULL &&
	    strstr(r->err.at, ": Cannot allocate memory\n") != NULL;
}

static int
is_said(const Run *r)
{
	return WIFEXITED(r->status) && WEXITSTATUS(r->status) == 2 &&
	    (is_exhausted(r) || is_named(r));
}

static void
judge(const char *call, unsigned long from, unsigned long to)
{
	Run r = run(call, from, to);
	if (strcmp(call, "alloc") == 0 && is_said(&r)) {
		said++;
	} else if (is_undisturbed(&r)) {
		survived++;
	} else {
		failed++;
		printf("%s %lu%s of %s: %s %d, %zu of %zu bytes, said: ", call,
		    from, to > from ? " and on" : "", program,
		    WIFSIGNALED(r.status) ? "signal" : "status",
		    WIFSIGNALED(r.status) ? WTERMSIG(r.status)
		                          : WEXITSTATUS(r.status),
		    r.out.n, undisturbed.out.n);
		printf("%.*s\n", r.err.n > 500 ? 500 : (int)r.err.n, r.err.at);
	}
	run_free(&r);
}

static void
judge_each(const char *call, unsigned long n)
{
	for (unsigned long i = 1; i <= n; i++)
		judge(call, i, i);
}

static void
judge_all(const char *what)
{
	if (strcmp(what, "alloc") == 0) {
		judge_each("alloc", usual.allocs);
		for (unsigned long i = 1; i <= usual.allocs; i++)
			judge("alloc", i, ULONG_MAX);
	} else {
		judge_each("read", usual.reads);
		judge_each("write", usual.writes);
		judge("read", 1, ULONG_MAX);
		judge("write", 1, ULONG_MAX);
	}
}

int
main(int argc, char **argv)
{
	static char path[4096];
	if (argc < 3 || (strcmp(argv[1], "alloc") != 0 &&
	    strcmp(argv[1], "short") != 0)) {
		fputs("usage: every alloc|short COMMAND...\n", stderr);
		return 2;
	}
	char *slash = strrchr(argv[0], '/');
	snprintf(path, sizeof path, "%.*sshim.so",
	    slash != NULL ? (int)(slash - argv[0] + 1) : 0, argv[0]);
	shim = path;
	command = argv + 2;
	slash = strrchr(command[0], '/');
	program = slash != NULL ? slash + 1 : command[0];
	undisturbed = run("none", 0, 0);
	usual = counts_of(&undisturbed);
	if (!WIFEXITED(undisturbed.status) || usual.allocs == 0 ||
	    usual.live == LONG_MAX) {
		fprintf(stderr, "every: %s: nothing to disturb\n", program);
		return 2;
	}
	judge_all(argv[1]);
	printf("%s: %lu out of memory, %lu undisturbed, %ld kept\n", program,
	    said, survived, usual.live);
	return failed != 0;
}
