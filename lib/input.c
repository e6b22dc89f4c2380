/*
 * input: see input.h. read(2) and not mmap(2): an editor that truncates a
 * mapped file would kill its reader.
 */
#include "input.h"

#include "sandbox.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#ifndef O_CLOEXEC
#define O_CLOEXEC 0
#endif

/* Linux can make a pipe larger; the name is hidden without _GNU_SOURCE. */
#if defined(__linux__) && !defined(F_SETPIPE_SZ)
#define F_SETPIPE_SZ 1031
#endif

/* To be called whenever bytes came or moved. */
static void
scan_again(Input *in)
{
	scan_start(&in->odd, scan_odd(), (Slice){ in->at, in->to });
	scan_start(&in->signs, in->sought, (Slice){ in->at, in->to });
}

void
input_seek_signs(Input *in, const ScanSet *set)
{
	if (in->sought == set)
		return;
	in->sought = set;
	scan_again(in);
}

static void
start(Input *in, int fd)
{
	in->fd = fd;
	in->error = 0;
	in->at_end = fd < 0;
	in->owned = false;
	in->step = INPUT_FIRST;
	in->from = in->to = in->line = 0;
	in->base = 0;
	scan_again(in);
}

bool
input_open(Input *in, const char *path)
{
	struct stat st;
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	start(in, fd);
	if (fd < 0) {
		in->error = errno;
		return false;
	}
	in->owned = true;
	if (fstat(fd, &st) == 0 && S_ISDIR(st.st_mode)) {
		input_close(in);
		in->error = EISDIR;
		return false;
	}
	return true;
}

void
input_open_descriptor(Input *in, int fd)
{
	start(in, fd);
}

int
input_prepare(const char *path)
{
	enum { SURE = 10 }; /* every system has twice as many */
	struct stat st;
	if (stat(path, &st) != 0)
		return -errno;
	if (S_ISDIR(st.st_mode))
		return -EISDIR;
	int fd = S_ISREG(st.st_mode) ? open(path, O_RDONLY | O_CLOEXEC)
	                             : INPUT_LATER;
	int error = errno;
	if (fd == -1 && error != EMFILE && error != ENFILE)
		return -error;
	/* A low one is a standard stream's, which was closed. */
	if (fd > STDERR_FILENO &&
	    (fd < SURE || fd < sysconf(_SC_OPEN_MAX) / 2))
		return fd;
	if (fd >= 0)
		close(fd);
	sandbox_allow_read(path);
	return INPUT_LATER;
}

bool
input_open_prepared(Input *in, int ahead, const char *path)
{
	if (ahead == INPUT_LATER)
		return input_open(in, path);
	start(in, ahead < 0 ? -1 : ahead);
	if (ahead >= 0)
		return input_rewind(in);
	in->error = -ahead;
	return false;
}

void
input_close_prepared(int ahead)
{
	if (ahead >= 0)
		close(ahead);
}

/* Makes room for at least n more bytes behind those read, and the slack. */
static void
make_room(Input *in, size_t n)
{
	n = base_sum(n, INPUT_SLACK);
	if (in->cap - in->to >= n)
		return;
	in->cap = base_product(base_sum(in->to, n), 2);
	in->at = base_resize(in->at, in->cap);
}

void
input_open_bytes(Input *in, Slice bytes)
{
	start(in, -1);
	make_room(in, bytes.n);
	if (bytes.n != 0)
		memcpy(in->at, bytes.at, bytes.n);
	in->to = bytes.n;
	scan_again(in);
}

/* After a read that was filled: much comes. */
static void
read_larger(Input *in)
{
#ifdef F_SETPIPE_SZ
	/* So that who writes and who reads wait less for each other. What is
	 * no pipe, or may not be larger, stays as it is. */
	if (in->step == INPUT_FIRST && !in->owned)
		(void)fcntl(in->fd, F_SETPIPE_SZ, INPUT_SIZE);
#endif
	if (in->step < INPUT_SIZE)
		in->step *= 2;
}

/* Reads once behind what is there; false at the end or on an error. */
static bool
read_more(Input *in)
{
	if (in->at_end)
		return false;
	make_room(in, INPUT_SIZE);
	if (in->flushed != NULL)
		output_flush(in->flushed);
	ssize_t n;
	do
		n = read(in->fd, in->at + in->to, in->step);
	while (n < 0 && errno == EINTR);
	if (n < 0)
		in->error = errno;
	else if ((size_t)n == in->step)
		read_larger(in);
	in->at_end = n <= 0;
	in->to += n > 0 ? (size_t)n : 0;
	scan_again(in);
	return n > 0;
}

/* Moves what is not yet given to the start of the buffer, or almost: what is
 * read next is to go to the start of a cache line, where the system copies
 * fastest. */
static void
move_down(Input *in)
{
	enum { CACHE_LINE = 64 };
	if (in->from < CACHE_LINE)
		return;
	size_t n = in->to - in->from;
	size_t end = (size_t)((uintptr_t)in->at + n) % CACHE_LINE;
	size_t to = end != 0 ? CACHE_LINE - end : 0;
	if (n != 0)
		memmove(in->at + to, in->at + in->from, n);
	in->from = to;
	in->to = to + n;
	scan_again(in);
}

/* Where the line ends that is plain up to byte i, or in->to. */
static size_t
end_of_odd_line(Input *in, size_t i)
{
	const char *at = in->at;
	if (i + 1 < in->to && at[i] == '\r' && at[i + 1] == '\n')
		return i + 1;
	in->is_plain = false;
	const char *end = memchr(at + i, '\n', in->to - i);
	return end != NULL ? (size_t)(end - at) : in->to;
}

/* Gives the bytes from in->from up to `end` as a line, and passes over them
 * and the LF. */
static int
give_line(Input *in, size_t end, Slice *line)
{
	const char *at = in->at + in->from;
	size_t n = end - in->from;
	in->from = end < in->to ? end + 1 : end;
	in->line++;
	*line = (Slice){ at, n > 0 && at[n - 1] == '\r' ? n - 1 : n };
	return 1;
}

int
input_line_slowly(Input *in, Slice *line)
{
	size_t searched = in->from; /* no LF stands before here */
	in->is_plain = true;
	for (;;) {
		size_t end = scan_next(&in->odd, searched);
		if (end < in->to && in->at[end] != '\n')
			end = end_of_odd_line(in, end);
		if (LIKELY(end < in->to))
			return give_line(in, end, line);
		size_t there = in->to - in->from;
		if (!in->at_end)
			move_down(in);
		if (!read_more(in)) {
			if (there == 0)
				return in->error != 0 ? -1 : 0;
			return give_line(in, in->to, line);
		}
		searched = in->from + there;
	}
}

int
input_lines(Input *in, Slice *lines)
{
	size_t searched = 0; /* bytes from the first on known to hold no LF */
	make_room(in, 0);
	for (;;) {
		size_t there = in->to - in->from, n = there;
		memset(in->at + in->to, '\n', INPUT_SLACK);
		while (n > searched && in->at[in->from + n - 1] != '\n')
			n--;
		if (n > searched) {
			*lines = (Slice){ in->at + in->from, n };
			in->from += n;
			return 1;
		}
		searched = there;
		if (!in->at_end)
			move_down(in);
		if (!read_more(in)) {
			if (there == 0)
				return in->error != 0 ? -1 : 0;
			*lines = (Slice){ in->at + in->from, there };
			in->from += there;
			return 1;
		}
	}
}

bool
input_is_file(const Input *in)
{
	struct stat st;
	return in->fd >= 0 && fstat(in->fd, &st) == 0 && S_ISREG(st.st_mode);
}

bool
input_is_file_at(const char *path)
{
	struct stat st;
	return stat(path, &st) == 0 && S_ISREG(st.st_mode);
}

bool
input_is_directory_at(const char *path)
{
	struct stat st;
	return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

bool
input_keep(Input *in)
{
	if (input_is_file(in) &&
	    (in->base = lseek(in->fd, 0, SEEK_CUR)) >= 0)
		return true;
	while (read_more(in))
		;
	if (in->owned)
		close(in->fd);
	in->owned = false;
	in->fd = -1;
	return in->error == 0;
}

bool
input_rewind(Input *in)
{
	if (in->error != 0)
		return false; /* which a second try does not make good */
	in->from = in->line = 0;
	scan_again(in);
	if (in->fd < 0)
		return true;
	in->to = 0;
	in->step = INPUT_FIRST;
	in->at_end = false;
	in->error = lseek(in->fd, (off_t)in->base, SEEK_SET) >= 0 ? 0 : errno;
	return in->error == 0;
}

void
input_close(Input *in)
{
	if (in->owned)
		close(in->fd);
	start(in, -1);
}

void
input_free(Input *in)
{
	input_close(in);
	base_free(in->at);
	in->at = NULL;
	in->cap = 0;
}

static char *
join_path(const char *directory, const char *name)
{
	Buffer path = { 0 };
	buffer_add(&path, slice_of(directory));
	if (path.n > 0 && path.at[path.n - 1] != '/')
		buffer_add_byte(&path, '/');
	buffer_add(&path, slice_of(name));
	buffer_add_byte(&path, '\0');
	return path.at;
}

static bool
is_journal_name(const char *name)
{
	Slice s = slice_of(name);
	return slice_ends(s, SLICE(".md")) ||
	    slice_ends(s, SLICE(".markdown")) || slice_ends(s, SLICE(".txt"));
}

typedef struct {
	InputPaths *files;
	InputPaths directories; /* still to be read */
	const char *directory;  /* being read */
	void (*trouble)(void *context, Slice path, int error);
	void *context;
} Walk;

/* Takes the path over: it is kept in one of the lists or let go. */
static void
sort_in(Walk *w, char *path, const char *name)
{
	struct stat st, target;
	if (lstat(path, &st) != 0) {
		w->trouble(w->context, slice_of(path), errno);
	} else if (S_ISDIR(st.st_mode)) {
		*vec_push(&w->directories) = path;
		return;
	} else if (is_journal_name(name)) {
		if (S_ISLNK(st.st_mode) && stat(path, &target) == 0) {
			st = target;
			sandbox_allow_read(path);
		}
		/* A dangling link is named as trouble when it is opened. */
		if (S_ISREG(st.st_mode) || S_ISLNK(st.st_mode)) {
			*vec_push(w->files) = path;
			return;
		}
	}
	base_free(path);
}

int
input_list(const char *directory,
    void (*take)(void *context, const char *name), void *context)
{
	DIR *d = opendir(directory);
	if (d == NULL)
		return errno;
	const struct dirent *entry;
	errno = 0;
	while ((entry = readdir(d)) != NULL) {
		if (entry->d_name[0] != '.')
			take(context, entry->d_name);
		errno = 0;
	}
	int error = errno;
	closedir(d);
	return error;
}

static void
take_name(void *context, const char *name)
{
	Walk *w = context;
	sort_in(w, join_path(w->directory, name), name);
}

static void
read_directory(Walk *w, const char *directory)
{
	w->directory = directory;
	int error = input_list(directory, take_name, w);
	if (error != 0)
		w->trouble(w->context, slice_of(directory), error);
}

static int
by_bytes(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

void
input_walk(const char *directory, InputPaths *paths,
    void (*trouble)(void *context, Slice path, int error), void *context)
{
	Walk w = { .files = paths, .trouble = trouble, .context = context };
	size_t first = paths->n;
	sandbox_allow_read(directory);
	read_directory(&w, directory);
	while (w.directories.n > 0) {
		char *path = w.directories.at[--w.directories.n];
		read_directory(&w, path);
		base_free(path);
	}
	vec_free(&w.directories);
	if (paths->n > first)
		qsort(paths->at + first, paths->n - first, sizeof *paths->at,
		    by_bytes);
}
