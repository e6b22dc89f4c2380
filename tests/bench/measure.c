/*
 * measure ROUNDS COMMAND...: runs each command (by sh -c) in turn, so many
 * rounds, and writes a line for each: the median of its wall time in seconds,
 * the largest resident set of any of its processes in KiB, and the command.
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { MOST_ROUNDS = 99, MOST_COMMANDS = 64 };

static double seconds[MOST_COMMANDS][MOST_ROUNDS];
static long kib[MOST_COMMANDS];

static double
now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void
run(const char *command, double *time, long *memory)
{
	double start = now();
	int status;
	struct rusage used;
	pid_t child = fork();
	if (child == 0) {
		execl("/bin/sh", "sh", "-c", command, (char *)NULL);
		_exit(127);
	}
	if (child < 0 || wait4(child, &status, 0, &used) != child) {
		perror("measure");
		exit(2);
	}
	*time = now() - start;
	if (used.ru_maxrss > *memory)
		*memory = used.ru_maxrss;
	if (!WIFEXITED(status) || WEXITSTATUS(status) > 1) {
		fprintf(stderr, "measure: failed: %s\n", command);
		exit(2);
	}
}

static int
ascending(const void *a, const void *b)
{
	const double *x = a, *y = b;
	return (*x > *y) - (*x < *y);
}

int
main(int argc, char **argv)
{
	int rounds = argc > 1 ? atoi(argv[1]) : 0, commands = argc - 2;
	if (rounds < 1 || rounds > MOST_ROUNDS || commands < 1 ||
	    commands > MOST_COMMANDS) {
		fputs("usage: measure ROUNDS COMMAND...\n", stderr);
		return 2;
	}
	for (int r = 0; r < rounds; r++)
		for (int c = 0; c < commands; c++)
			run(argv[c + 2], &seconds[c][r], &kib[c]);
	for (int c = 0; c < commands; c++) {
		qsort(seconds[c], (size_t)rounds, sizeof seconds[c][0],
		    ascending);
		printf("%.6f\t%ld\t%s\n", seconds[c][rounds / 2], kib[c],
		    argv[c + 2]);
	}
	return 0;
}
