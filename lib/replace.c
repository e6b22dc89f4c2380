/* replace: see replace.h, which has the protocol. */
#include "replace.h"
#include "input.h"
#include "output.h"
#include "replace_part.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

static bool
fail(Replace *r)
{
	r->error = errno;
	return false;
}

static bool
refuse(Replace *r, const char *why)
{
	r->why = why;
	return false;
}

/* Reading. */

static char *
copy_text(Slice s)
{
	char *copy = base_alloc(base_sum(s.n, 1));
	if (s.n != 0)
		memcpy(copy, s.at, s.n);
	copy[s.n] = '\0';
	return copy;
}

/* Opens the directory of a path and finds the name in it. */
static bool
open_directory(Replace *r, const char *path)
{
	Slice whole = slice_of(path);
	size_t from = whole.n;
	while (from > 0 && path[from - 1] != '/')
		from--;
	r->name = copy_text(slice_from(whole, from));
	char *directory = copy_text(from == 0 ? SLICE(".")
	                                      : slice_until(whole, from));
	r->directory = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	bool good = r->directory >= 0 || fail(r);
	base_free(directory);
	return good;
}

static bool
read_bytes(int fd, Buffer *bytes, int *error)
{
	Input in = { .fd = -1 };
	Slice lines;
	bytes->n = 0;
	if (lseek(fd, 0, SEEK_SET) != 0) {
		*error = errno;
		return false;
	}
	input_open_descriptor(&in, fd);
	while (input_lines(&in, &lines) > 0)
		buffer_add(bytes, lines);
	*error = in.error;
	input_free(&in);
	return *error == 0;
}

static bool
read_file(Replace *r)
{
	/* Who puts a FIFO there would make us wait. */
	r->fd = openat(r->directory, r->name,
	    O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	if (r->fd < 0 || fstat(r->fd, &r->old) != 0)
		return fail(r);
	if (!S_ISREG(r->old.st_mode))
		return refuse(r, "not a regular file");
	return read_bytes(r->fd, &r->bytes, &r->error);
}

bool
replace_read(Replace *r, const char *path)
{
	struct stat st;
	*r = (Replace){ .directory = -1, .fd = -1, .mine = -1 };
	char *real = replace_system_real(path);
	if (real != NULL) {
		bool good = open_directory(r, real) && read_file(r);
		base_free(real);
		return good;
	}
	r->error = errno;
	/* A link to nowhere is more likely a slip than a wish. */
	if (errno != ENOENT || lstat(path, &st) == 0)
		return false;
	r->error = 0;
	r->is_new = true;
	if (!open_directory(r, path))
		return false;
	return *r->name != '\0' || (errno = EISDIR, fail(r));
}

/* The new text. */

static char *
make_name(const Replace *r, Slice end)
{
	Buffer b = { 0 };
	replace_add_prefix(&b, r->name);
	b.n = (size_t)(bytes_put_number(buffer_room(&b, DIGITS_MOST),
	    (uint64_t)getpid()) - b.at);
	buffer_add_byte(&b, '-');
	b.n = (size_t)(bytes_put_number(buffer_room(&b, DIGITS_MOST),
	    r->is_new ? 0 : (uint64_t)r->old.st_ino) - b.at);
	buffer_add(&b, end);
	buffer_add_byte(&b, '\0');
	return b.at;
}

/* Whether we may replace the file, and nothing that it has would be lost. */
static bool
may_replace(Replace *r)
{
	enum { ANYBODY = S_IWUSR | S_IWGRP | S_IWOTH };
	struct stat now;
	if (r->is_new)
		return true;
	if (fstat(r->fd, &now) != 0)
		return fail(r);
	if (now.st_nlink > 1)
		return refuse(r, "has further names (hard links), which would "
		                 "keep the old text");
	/* Of what nobody may write root should know, too. */
	if ((r->old.st_mode & ANYBODY) == 0)
		return errno = EACCES, fail(r);
	return faccessat(r->directory, r->name, W_OK, 0) == 0 || fail(r);
}

/* Gives the new file what the old one has besides its bytes. */
static bool
take_after_old(const Replace *r)
{
	const struct stat *old = &r->old;
	if (r->is_new)
		return true;
	if ((r->made.st_uid != old->st_uid || r->made.st_gid != old->st_gid) &&
	    fchown(r->mine, old->st_uid, old->st_gid) != 0)
		return false;
	return replace_system_copy_attributes(r->fd, r->mine) == 0 &&
	    fchmod(r->mine, old->st_mode & (mode_t)~S_IFMT) == 0;
}

static bool
write_bytes(int fd, Slice bytes)
{
	Output o;
	output_open(&o, fd);
	output_write(&o, bytes);
	errno = output_close(&o);
	return errno == 0;
}

static bool
make_temporary(Replace *r, Slice bytes)
{
	r->temporary = make_name(r, SLICE(""));
	r->spare = make_name(r, SLICE("-"));
	r->mine = openat(r->directory, r->temporary,
	    O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
	    r->is_new ? 0666 : 0600);
	return r->mine >= 0 && fstat(r->mine, &r->made) == 0 &&
	    write_bytes(r->mine, bytes) && take_after_old(r) &&
	    fsync(r->mine) == 0;
}

/* The exchange. */

/* Whether the file is the one read, as far as can be told at once. */
static bool
is_as_read(const Replace *r, const struct stat *st)
{
	const struct stat *old = &r->old;
	return replace_same(st, old) && st->st_size == old->st_size &&
	    st->st_mtim.tv_sec == old->st_mtim.tv_sec &&
	    st->st_mtim.tv_nsec == old->st_mtim.tv_nsec &&
	    !replace_system_is_written(r->fd);
}

/* Whether the file that was read still holds what it did. */
static bool
is_untouched(const Replace *r)
{
	struct stat st;
	Buffer now = { 0 };
	int error;
	bool good = fstat(r->fd, &st) == 0 && is_as_read(r, &st) &&
	    read_bytes(r->fd, &now, &error) &&
	    slice_equal(buffer_slice(&now), buffer_slice(&r->bytes));
	buffer_free(&now);
	return good;
}

/* Exchanges the file and the temporary one; where there is no such call, with
 * a further link. */
static int
exchange(const Replace *r)
{
	int d = r->directory;
	int n = replace_system_exchange(d, r->temporary, r->name);
	if (n == 0 || (errno != ENOSYS && errno != EINVAL))
		return n;
	if (linkat(d, r->name, d, r->spare, 0) != 0)
		return -1;
	if (replace_system_rename(d, r->temporary, r->name) != 0) {
		int error = errno;
		unlinkat(d, r->spare, 0);
		errno = error;
		return -1;
	}
	return replace_system_rename(d, r->spare, r->temporary);
}

static bool
look(const Replace *r, const char *name, struct stat *st)
{
	return fstatat(r->directory, name, st, AT_SYMLINK_NOFOLLOW) == 0;
}

/*
 * Exchanges until what comes out is what had been put in: then the newest save
 * is in place. `in` is put in, *out should come out; in the end they are what
 * is in place and what came out.
 */
static bool
settle(const Replace *r, struct stat *in, struct stat *out)
{
	for (bool again = false;; again = true) {
		struct stat came;
		/* A save that came out must not stay out for one failure. */
		if (exchange(r) != 0 && (!again || exchange(r) != 0))
			return false;
		if (!look(r, r->temporary, &came)) {
			/* Better what was there than what is not known. */
			int error = errno;
			exchange(r);
			errno = error;
			return false;
		}
		if (replace_same(&came, out))
			return true;
		*out = *in;
		*in = came;
	}
}

/* Removes the temporary file, where it is what it should be. */
static void
drop(Replace *r, const struct stat *what)
{
	struct stat st;
	if (look(r, r->temporary, &st) && replace_same(&st, what))
		unlinkat(r->directory, r->temporary, 0);
}

/* Some file systems have no directories to be synced: EINVAL. */
static bool
sync_directory(const Replace *r)
{
	return fsync(r->directory) == 0 || errno == EINVAL;
}

/* Puts the new file where there was none. */
static ReplaceResult
put_first(Replace *r)
{
	if (replace_system_place(r->directory, r->temporary, r->name) != 0) {
		int error = errno;
		drop(r, &r->made);
		errno = error;
		return error == EEXIST ? REPLACE_CHANGED : REPLACE_FAILED;
	}
	r->is_put = true;
	return REPLACE_DONE;
}

static ReplaceResult
put_instead(Replace *r)
{
	struct stat st, in = r->made, out = r->old;
	if (!look(r, r->name, &st) || !is_as_read(r, &st)) {
		drop(r, &r->made);
		return REPLACE_CHANGED;
	}
	if (!settle(r, &in, &out)) {
		int error = errno;
		drop(r, &r->made);
		errno = error;
		return REPLACE_FAILED;
	}
	if (replace_same(&in, &r->made)) {
		if (is_untouched(r)) {
			r->is_put = true;
			return REPLACE_DONE;
		}
		in = r->old;
		out = r->made;
		if (!settle(r, &in, &out))
			return REPLACE_FAILED;
	}
	drop(r, &out);
	return REPLACE_CHANGED;
}

/* While the file and the temporary one are exchanged, no signal may end us;
 * nor may what a lease or a limit sends. */
static void
hold_signals(Replace *r)
{
	sigset_t all;
	struct sigaction ignore = { 0 };
	ignore.sa_handler = SIG_IGN;
	sigfillset(&all);
	sigprocmask(SIG_SETMASK, &all, &r->signals);
	r->blocks = true;
	sigaction(SIGXFSZ, &ignore, NULL);
#ifdef SIGPOLL
	sigaction(SIGPOLL, &ignore, NULL);
#endif
}

ReplaceResult
replace_put(Replace *r, Slice bytes)
{
	ReplaceResult result;
	if (!replace_clean(r) || !may_replace(r))
		return REPLACE_FAILED;
	hold_signals(r);
	if (!make_temporary(r, bytes)) {
		fail(r);
		if (r->mine >= 0)
			unlinkat(r->directory, r->temporary, 0);
		return r->error == EEXIST ? REPLACE_CHANGED : REPLACE_FAILED;
	}
	result = r->is_new ? put_first(r) : put_instead(r);
	if (result == REPLACE_DONE && !sync_directory(r)) {
		fail(r);
		replace_take_back(r);
		return REPLACE_FAILED;
	}
	if (result == REPLACE_FAILED)
		fail(r);
	return result;
}

/* The end. */

void
replace_keep(Replace *r)
{
	if (!r->is_new)
		drop(r, &r->old);
	r->is_put = false;
}

void
replace_take_back(Replace *r)
{
	struct stat in = r->old, out = r->made;
	if (!r->is_put)
		return;
	r->is_put = false;
	if (!r->is_new) {
		if (settle(r, &in, &out))
			drop(r, &out);
	} else if (replace_system_place(r->directory, r->name,
	               r->temporary) == 0) {
		drop(r, &r->made);
		/* If that was not ours, it is still there. */
		replace_system_place(r->directory, r->temporary, r->name);
	}
	sync_directory(r);
}

static void
close_one(int fd)
{
	if (fd >= 0)
		close(fd);
}

void
replace_end(Replace *r)
{
	close_one(r->mine);
	close_one(r->fd);
	close_one(r->directory);
	base_free(r->name);
	base_free(r->temporary);
	base_free(r->spare);
	buffer_free(&r->bytes);
	buffer_free(&r->leftover);
	if (r->blocks)
		sigprocmask(SIG_SETMASK, &r->signals, NULL);
	*r = (Replace){ .directory = -1, .fd = -1, .mine = -1 };
}

bool
replace_wait(int times)
{
	enum { MOST = 200, LONGEST = 10 };
	poll(NULL, 0, times < LONGEST ? times : LONGEST);
	return times < MOST;
}

bool
replace_is_directory(const char *path)
{
	struct stat st;
	return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

void
replace_make_directories(const char *path)
{
	char *copy = copy_text(slice_of(path));
	for (size_t i = 1; copy[i] != '\0'; i++) {
		if (copy[i] != '/')
			continue;
		copy[i] = '\0';
		mkdir(copy, S_IRWXU);
		copy[i] = '/';
	}
	base_free(copy);
}
