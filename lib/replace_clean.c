/*
 * replace_clean: what runs that were killed left beside a file. What a leftover
 * is, its name tells: .NAME.rel-add-PID-INODE, with the number of the file that
 * was to be replaced (0: none). See replace.h.
 */
#include "replace_part.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

void
replace_add_prefix(Buffer *b, const char *name)
{
	buffer_add_byte(b, '.');
	buffer_add(b, slice_of(name));
	buffer_add(b, SLICE(".rel-add-"));
	*buffer_room(b, 1) = '\0';
}

bool
replace_same(const struct stat *a, const struct stat *b)
{
	return a->st_dev == b->st_dev && a->st_ino == b->st_ino;
}

/* Takes digits off the text; false where there are none, or too many. */
static bool
take_number(Slice *text, uint64_t *number)
{
	size_t n = 0;
	for (*number = 0; n < text->n && byte_is_digit(text->at[n]); n++)
		*number = *number * 10 + (uint64_t)(text->at[n] - '0');
	*text = slice_from(*text, n);
	return n > 0 && n < DIGITS_MOST;
}

/* Reads what follows the prefix; false where it is nothing of ours. */
static bool
read_name(Slice rest, pid_t *pid, uint64_t *inode)
{
	uint64_t number;
	if (!take_number(&rest, &number) || rest.n == 0 || rest.at[0] != '-')
		return false;
	*pid = (pid_t)number;
	rest = slice_from(rest, 1);
	return *pid > 0 && take_number(&rest, inode) &&
	    (rest.n == 0 || slice_equal(rest, SLICE("-")));
}

static bool
is_alive(pid_t pid)
{
	return pid != getpid() && (kill(pid, 0) == 0 || errno != ESRCH);
}

/* Whether the leftover holds nothing but our own text, or the old file as it
 * was when it was replaced. */
static bool
is_known(const Replace *r, const struct stat *left, uint64_t inode)
{
	if (inode == 0)
		return true;
	if (!r->is_new && (replace_same(left, &r->old) ||
	        inode == (uint64_t)r->old.st_ino))
		return true;
	/* The exchange changed its status; what was written after changed
	 * both times. */
	return inode == (uint64_t)left->st_ino &&
	    (left->st_mtim.tv_sec != left->st_ctim.tv_sec ||
	        left->st_mtim.tv_nsec != left->st_ctim.tv_nsec);
}

static bool
clean_one(Replace *r, const char *name, size_t prefix)
{
	struct stat st;
	uint64_t inode;
	pid_t pid;
	if (!read_name(slice_from(slice_of(name), prefix), &pid, &inode))
		return true;
	if (is_alive(pid)) {
		r->is_busy = true;
		return true;
	}
	if (fstatat(r->directory, name, &st, AT_SYMLINK_NOFOLLOW) != 0)
		return true;
	if (is_known(r, &st, inode)) {
		unlinkat(r->directory, name, 0);
		return true;
	}
	r->leftover.n = 0;
	buffer_add(&r->leftover, slice_of(name));
	r->what = buffer_slice(&r->leftover);
	r->why = "was left when a rel-add was killed, and may hold what was "
	         "saved then: compare it with the journal, and remove it";
	return false;
}

bool
replace_clean(Replace *r)
{
	Buffer prefix = { 0 };
	bool good = true;
	int fd = openat(r->directory, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *d = fd >= 0 ? fdopendir(fd) : NULL;
	if (d == NULL) {
		r->error = errno;
		if (fd >= 0)
			close(fd);
		return false;
	}
	replace_add_prefix(&prefix, r->name);
	for (const struct dirent *e; good && (e = readdir(d)) != NULL;)
		if (slice_starts(slice_of(e->d_name), buffer_slice(&prefix)))
			good = clean_one(r, e->d_name, prefix.n);
	closedir(d);
	buffer_free(&prefix);
	return good;
}
