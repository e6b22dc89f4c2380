/*
 * again FILE: runs a tool many times in one process, so that what watches the
 * process, as valgrind does, starts only once. Each line of the file is a
 * command of that tool, in words between spaces. Its output is the process's.
 *
 * Exit status: the greatest of the commands'. A command that ends the process
 * itself, as --help does, ends it here, too.
 */
#include "again.h"

#undef main

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { MOST_WORDS = 64, LONGEST_LINE = 4096 };

static int output; /* that of the process */

int main(int argc, char **argv);

/* One command. What is counted is counted in here (../linear.bats), so that
 * it keeps its name and place. */
__attribute__((noinline)) int again_run(int argc, char **argv);

int
again_run(int argc, char **argv)
{
	return again_tool(argc, argv);
}

static int
run_line(char *line)
{
	char *words[MOST_WORDS + 1];
	int n = 0;
	line[strcspn(line, "\n")] = '\0';
	for (char *p = strtok(line, " "); p != NULL; p = strtok(NULL, " ")) {
		if (n == MOST_WORDS)
			return 2;
		words[n++] = p;
	}
	words[n] = NULL;
	/* A tool closes its standard output. */
	return n > 0 && dup2(output, STDOUT_FILENO) >= 0 ? again_run(n, words)
	                                                 : 2;
}

int
main(int argc, char **argv)
{
	static char line[LONGEST_LINE];
	int most = 0;
	FILE *f = argc == 2 ? fopen(argv[1], "r") : NULL;
	if (f == NULL) {
		fputs("usage: again FILE\n", stderr);
		return 2;
	}
	output = dup(STDOUT_FILENO);
	while (fgets(line, sizeof line, f) != NULL) {
		int status = run_line(line);
		most = status > most ? status : most;
	}
	close(output);
	fclose(f);
	return most;
}
