/*
 * measure ROUNDS: reads commands, a line each: a label, a tab, and what sh -c
 * runs. It runs them in turn, so many rounds, with nothing on their standard
 * input, and writes a line for each run: the label, the round, the wall time
 * and the time of the processors in seconds, and the largest resident set of
 * any of the command's processes in KiB; between tabs.
 *
 * A command that fails ends it, in status 2.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { MOST_ROUNDS = 9999, MOST_COMMANDS = 64, LONGEST_LINE = 4096 };

#ifdef __APPLE__
enum { RSS_IN_A_KIB = 1024 };
#else
enum { RSS_IN_A_KIB = 1 };
#endif

typedef struct {
	char label[LONGEST_LINE];
	const char *command; /* in the label's array, behind it */
} Command;

static Command commands[MOST_COMMANDS];

static void
trouble(const char *what)
{
	fprintf(stderr, "measure: %s\n", what);
	exit(2);
}

static double
now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static double
in_seconds(struct timeval t)
{
	return (double)t.tv_sec + (double)t.tv_usec / 1e6;
}

static void
become(const char *command)
{
	int nothing = open("/dev/null", O_RDONLY);
	if (nothing >= 0 && dup2(nothing, STDIN_FILENO) >= 0)
		execl("/bin/sh", "sh", "-c", command, (char *)NULL);
	_exit(127);
}

static void
run(const Command *c, int round)
{
	double start = now(), wall;
	int status = 0;
	struct rusage used;
	pid_t child = fork();
	if (child == 0)
		become(c->command);
	if (child < 0 || wait4(child, &status, 0, &used) != child)
		trouble("no process for a command");
	wall = now() - start;
	if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
		fprintf(stderr, "measure: failed: %s\n", c->command);
		exit(2);
	}
	printf("%s\t%d\t%.6f\t%.6f\t%ld\n", c->label, round, wall,
	    in_seconds(used.ru_utime) + in_seconds(used.ru_stime),
	    (long)used.ru_maxrss / RSS_IN_A_KIB);
}

static int
read_commands(void)
{
	int n = 0;
	char line[LONGEST_LINE];
	while (fgets(line, sizeof line, stdin) != NULL) {
		char *tab = strchr(line, '\t'), *end = strchr(line, '\n');
		if (n == MOST_COMMANDS || tab == NULL || end == NULL)
			trouble("too many commands, or one too long");
		*tab = *end = 0;
		memcpy(commands[n].label, line, sizeof line);
		commands[n].command = commands[n].label + (tab - line) + 1;
		n++;
	}
	return n;
}

int
main(int argc, char **argv)
{
	int rounds = argc == 2 ? atoi(argv[1]) : 0, count;
	if (rounds < 1 || rounds > MOST_ROUNDS) {
		fputs("usage: measure ROUNDS <COMMANDS\n", stderr);
		return 2;
	}
	count = read_commands();
	/* A child must not write once more what waits to be written. */
	setvbuf(stdout, NULL, _IOLBF, BUFSIZ);
	for (int r = 1; r <= rounds; r++)
		for (int c = 0; c < count; c++)
			run(&commands[c], r);
	return 0;
}
