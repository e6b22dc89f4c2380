/*
 * replace_system: what a safe replacement needs of the system and POSIX does
 * not have; with the best that there is elsewhere. See replace_part.h.
 */
#ifdef __linux__
#define _GNU_SOURCE 1
#elif !defined(__APPLE__) && !defined(__FreeBSD__)
#define _XOPEN_SOURCE 700
#endif
#include "replace_part.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h> /* renameat() */
#include <stdlib.h>
#include <sys/file.h>
#include <unistd.h>

#ifdef __linux__
#include <sys/syscall.h>
#include <sys/xattr.h>
#endif

enum { NO_REPLACE = 1, EXCHANGE = 2 };

static int
rename_with(int directory, const char *from, const char *to, unsigned flags)
{
#ifdef SYS_renameat2
	/* Not every libc of these days has a function for it. */
	return (int)syscall(SYS_renameat2, directory, from, directory, to,
	    flags);
#else
	(void)directory, (void)from, (void)to, (void)flags;
	errno = ENOSYS;
	return -1;
#endif
}

char *
replace_system_real(const char *path)
{
	return realpath(path, NULL);
}

int
replace_system_rename(int directory, const char *from, const char *to)
{
	return renameat(directory, from, directory, to);
}

int
replace_system_exchange(int directory, const char *a, const char *b)
{
	return rename_with(directory, a, b, EXCHANGE);
}

int
replace_system_place(int directory, const char *from, const char *to)
{
	int n = rename_with(directory, from, to, NO_REPLACE);
	if (n == 0 || (errno != ENOSYS && errno != EINVAL))
		return n;
	n = linkat(directory, from, directory, to, 0);
	return n == 0 ? unlinkat(directory, from, 0) : n;
}

void
replace_system_lock(int directory)
{
#ifdef LOCK_EX
	while (flock(directory, LOCK_EX) != 0 && errno == EINTR)
		;
#else
	(void)directory;
#endif
}

bool
replace_system_is_written(int fd)
{
#if defined(__linux__) && defined(F_SETLEASE)
	/* A lease for reading is given only where nobody may write; one who
	 * then wants to open it waits. */
	if (fcntl(fd, F_SETLEASE, F_RDLCK) != 0)
		return errno == EAGAIN;
	fcntl(fd, F_SETLEASE, F_UNLCK);
#else
	(void)fd;
#endif
	return false;
}

#ifdef __linux__

/* The names of a file's attributes, each ended by NUL. */
static bool
list_attributes(int fd, Buffer *names)
{
	ssize_t n;
	names->n = 0;
	for (;;) {
		n = flistxattr(fd, NULL, 0);
		if (n <= 0)
			break;
		n = flistxattr(fd, buffer_room(names, (size_t)n), (size_t)n);
		if (n >= 0 || errno != ERANGE)
			break;
	}
	names->n = n > 0 ? (size_t)n : 0;
	return n >= 0 || errno == ENOTSUP;
}

/* The value of an attribute; false, with errno, where there is none. */
static bool
get_attribute(int fd, const char *name, Buffer *value)
{
	ssize_t n = fgetxattr(fd, name, NULL, 0);
	value->n = 0;
	if (n < 0)
		return false;
	n = fgetxattr(fd, name, buffer_room(value, (size_t)n), (size_t)n);
	value->n = n > 0 ? (size_t)n : 0;
	return n >= 0;
}

static bool
copy_attribute(int from, int to, const char *name)
{
	Buffer wanted = { 0 }, there = { 0 };
	bool good = get_attribute(from, name, &wanted);
	/* What the system gave by itself may be what is wanted, and may not be
	 * ours to set. */
	bool same = good && get_attribute(to, name, &there) &&
	    slice_equal(buffer_slice(&wanted), buffer_slice(&there));
	if (good && !same)
		good = fsetxattr(to, name, wanted.at, wanted.n, 0) == 0;
	buffer_free(&wanted);
	buffer_free(&there);
	return good;
}

/* Removes the attributes that one file has (names) and the other lacks. */
static bool
remove_others(int from, int to, const Buffer *names)
{
	Buffer value = { 0 };
	bool good = true;
	for (size_t i = 0; good && i < names->n;) {
		const char *name = names->at + i;
		i += strlen(name) + 1;
		/* Those of the system's security are not ours to remove. */
		if (slice_starts(slice_of(name), SLICE("security.")) ||
		    get_attribute(from, name, &value))
			continue;
		good = errno == ENODATA && fremovexattr(to, name) == 0;
	}
	buffer_free(&value);
	return good;
}

#endif

int
replace_system_copy_attributes(int from, int to)
{
	bool good = true;
#ifdef __linux__
	Buffer names = { 0 };
	good = list_attributes(to, &names) && remove_others(from, to, &names) &&
	    list_attributes(from, &names);
	for (size_t i = 0; good && i < names.n;
	    i += strlen(names.at + i) + 1)
		good = copy_attribute(from, to, names.at + i);
	int error = errno;
	buffer_free(&names);
	errno = error;
#else
	(void)from, (void)to;
#endif
	return good ? 0 : -1;
}
