/*
 * race FILE SAVES PAUSE replace|write: an editor that saves all the time, for
 * the tests of rel-add, with at most PAUSE microseconds between. It holds its
 * own text, `- save N` below a day, and saves it whole: by a new file that is
 * renamed over the old one, or written in place.
 *
 * After each save it looks whether the file has it, though perhaps with lines
 * that somebody added; what is not there at once may just be on its way back,
 * so that it looks for a while. Writes how many saves were lost; exits 1 if
 * any was, 2 on trouble, or where the file holds what nobody wrote.
 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { MOST = 1 << 20, LOOKS = 300 };

static char text[MOST];

static void
die(const char *what)
{
	fprintf(stderr, "race: %s: %s\n", what, strerror(errno));
	exit(2);
}

static void
write_file(const char *path, int flags, long save)
{
	char line[80];
	int n = snprintf(line, sizeof line, "## 2026-03-14\n\n- save %ld\n",
	    save);
	int fd = open(path, O_WRONLY | O_CREAT | flags, 0644);
	if (fd < 0 || write(fd, line, (size_t)n) != n || close(fd) != 0)
		die(path);
}

/* Whether a line is one that somebody writes. */
static int
is_known(const char *line)
{
	return line[0] == '\0' || strcmp(line, "## 2026-03-14") == 0 ||
	    strncmp(line, "- save ", 7) == 0 ||
	    strncmp(line, "- add ", 6) == 0;
}

/* Whether the file has the save, by its name. */
static int
has_save(const char *path, long save)
{
	char wanted[40];
	int found = 0;
	size_t n = 0;
	ssize_t got;
	int fd = open(path, O_RDONLY);
	if (fd < 0)
		die(path);
	while ((got = read(fd, text + n, MOST - 1 - n)) > 0)
		n += (size_t)got;
	close(fd);
	text[n] = '\0';
	snprintf(wanted, sizeof wanted, "- save %ld", save);
	for (char *line = text, *end; *line != '\0'; line = end + 1) {
		end = strchr(line, '\n');
		if (end == NULL) {
			fprintf(stderr, "race: a line without end\n");
			exit(2);
		}
		*end = '\0';
		if (!is_known(line)) {
			fprintf(stderr, "race: damaged: %s\n", line);
			exit(2);
		}
		found = found || strcmp(line, wanted) == 0;
	}
	return found;
}

int
main(int argc, char **argv)
{
	char temporary[4096];
	long saves = argc == 5 ? atol(argv[2]) : 0, lost = 0;
	if (saves <= 0) {
		fprintf(stderr, "usage: race FILE SAVES PAUSE replace|write\n");
		return 2;
	}
	long pause = atol(argv[3]);
	int replaces = strcmp(argv[4], "replace") == 0;
	snprintf(temporary, sizeof temporary, "%s.editor", argv[1]);
	for (long save = 1; save <= saves; save++) {
		if (!replaces) {
			write_file(argv[1], O_TRUNC, save);
		} else {
			write_file(temporary, O_EXCL, save);
			if (rename(temporary, argv[1]) != 0)
				die(argv[1]);
		}
		int looks = 0;
		struct timespec wait = { 0, save * 7919 % (pause + 1) * 1000 };
		nanosleep(&wait, NULL);
		while (!has_save(argv[1], save) && ++looks < LOOKS)
			poll(NULL, 0, 1);
		lost += looks == LOOKS;
	}
	printf("%ld of %ld saves lost\n", lost, saves);
	return lost != 0;
}
