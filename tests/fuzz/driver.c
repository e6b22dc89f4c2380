/*
 * driver: gives the target that REL_FUZZ names each file of its arguments, or
 * of the directories among them; for where there is no fuzzer, and to see what
 * an input does. The first failure ends it, and names the file; else it says
 * how many inputs there were.
 */
#include "fuzz.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* What a target leaves to the input, a format or the size of reads, is tried
 * more than once with each seed. */
enum { ROUNDS = 8 };

static const char *about; /* the file that runs */

static void
say(const char *text)
{
	ssize_t n = write(STDERR_FILENO, text, strlen(text));
	(void)n;
}

static void
on_abort(int number)
{
	say("of ");
	say(about);
	say("\n");
	signal(number, SIG_DFL);
	raise(number);
}

NORETURN static void
give_up(const char *path)
{
	say(path);
	say(": ");
	say(strerror(errno));
	say("\n");
	exit(2);
}

/* In memory of just its size, so that AddressSanitizer knows its ends. */
static void
run_file(const char *path)
{
	struct stat st;
	int fd = open(path, O_RDONLY);
	if (fd < 0 || fstat(fd, &st) != 0)
		give_up(path);
	size_t n = (size_t)st.st_size, done = 0;
	uint8_t *bytes = base_alloc(n);
	for (ssize_t got = 1; done < n && got > 0; done += (size_t)got)
		if ((got = read(fd, bytes + done, n - done)) < 0)
			give_up(path);
	close(fd);
	about = path;
	for (fuzz_salt = 0; fuzz_salt < ROUNDS; fuzz_salt++)
		LLVMFuzzerTestOneInput(bytes, done);
	base_free(bytes);
}

static size_t
run_directory(const char *directory)
{
	size_t count = 0;
	DIR *d = opendir(directory);
	if (d == NULL)
		give_up(directory);
	for (const struct dirent *e; (e = readdir(d)) != NULL; count++) {
		Buffer path = { 0 };
		if (e->d_name[0] == '.') {
			count--;
			continue;
		}
		buffer_add(&path, slice_of(directory));
		buffer_add_byte(&path, '/');
		buffer_add(&path, slice_of(e->d_name));
		buffer_add_byte(&path, '\0');
		run_file(path.at);
		buffer_free(&path);
	}
	closedir(d);
	return count;
}

int
main(int argc, char **argv)
{
	struct stat st;
	size_t count = 0;
	Output o;
	LLVMFuzzerInitialize(&argc, &argv);
	signal(SIGABRT, on_abort);
	for (int i = 1; i < argc; i++) {
		if (stat(argv[i], &st) != 0)
			give_up(argv[i]);
		if (S_ISDIR(st.st_mode)) {
			count += run_directory(argv[i]);
			continue;
		}
		run_file(argv[i]);
		count++;
	}
	output_open(&o, STDOUT_FILENO);
	output_number(&o, count);
	output_write(&o, SLICE(" inputs\n"));
	return output_close(&o) == 0 && count > 0 ? EXIT_SUCCESS
	                                          : EXIT_FAILURE;
}
