/* replace: see replace.h, which has the protocol. */
#include "replace.h"
#include "output.h"
#include "replace_part.h"
#include "sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

/* Without waiting for who would open the other end of a FIFO. */
enum { OPEN_TO_READ = O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC };

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

/* Where the name starts in a path. */
static size_t
name_of(const char *path)
{
	size_t from = strlen(path);
	while (from > 0 && path[from - 1] != '/')
		from--;
	return from;
}

/* The directory of a path, owned by the caller. */
static char *
directory_of(const char *path)
{
	size_t from = name_of(path);
	return copy_text(from == 0 ? SLICE(".") : (Slice){ path, from });
}

/* Opens the directory of a path, to change files in it where that is locked,
 * and finds the name in it. */
static bool
open_directory(Replace *r, const char *path, bool locks)
{
	char *directory = directory_of(path);
	r->name = copy_text(slice_of(path + name_of(path)));
	r->directory = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	bool good = r->directory >= 0 || fail(r);
	if (good && locks) {
		replace_system_lock(r->directory);
		sandbox_allow_changes(r->directory);
	} else if (good) {
		sandbox_allow_read(directory);
	}
	base_free(directory);
	return good;
}

/* Reads the file from its start, and takes what it holds, or compares it with
 * what was taken. The second time no memory is needed that could lack. */
static bool
read_bytes(Replace *r, bool takes)
{
	Slice lines, rest = buffer_slice(&r->bytes);
	if (lseek(r->fd, 0, SEEK_SET) != 0)
		return fail(r);
	input_open_descriptor(&r->input, r->fd);
	while (input_lines(&r->input, &lines) > 0) {
		if (takes)
			buffer_add(&r->bytes, lines);
		else if (!slice_starts(rest, lines))
			return false;
		rest = slice_from(rest, lines.n);
	}
	r->error = r->input.error;
	return r->error == 0 && (takes || rest.n == 0);
}

static bool
read_file(Replace *r)
{
	r->fd = openat(r->directory, r->name, OPEN_TO_READ);
	if (r->fd < 0 || fstat(r->fd, &r->old) != 0)
		return fail(r);
	if (!S_ISREG(r->old.st_mode))
		return refuse(r, "not a regular file");
	return read_bytes(r, true);
}

bool
replace_read(Replace *r, const char *path, bool locks)
{
	struct stat st;
	*r = (Replace){ .directory = -1, .fd = -1, .mine = -1,
		.input = { .fd = -1 } };
	char *real = replace_system_real(path);
	if (real != NULL) {
		bool good = open_directory(r, real, locks) && read_file(r);
		base_free(real);
		return good;
	}
	r->error = errno;
	/* A link to nowhere is more likely a slip than a wish. */
	if (errno != ENOENT || lstat(path, &st) == 0)
		return false;
	r->error = 0;
	r->is_new = true;
	if (!open_directory(r, path, locks))
		return false;
	if (*r->name == '\0') {
		errno = ENOENT;
		return fail(r);
	}
	return true;
}

/* The new text. */

static void
add_number(Buffer *b, uint64_t number)
{
	char *from = buffer_room(b, DIGITS_MOST);
	b->n += (size_t)(bytes_put_number(from, number) - from);
}

static char *
make_name(const Replace *r, Slice end)
{
	Buffer b = { 0 };
	replace_add_prefix(&b, r->name);
	add_number(&b, (uint64_t)getpid());
	buffer_add_byte(&b, '-');
	add_number(&b, r->is_new ? 0 : (uint64_t)r->old.st_ino);
	buffer_add(&b, end);
	buffer_add_byte(&b, '\0');
	return b.at;
}

/* Whether we may replace the file, and nothing that it has would be lost. */
static ReplaceResult
may_replace(Replace *r)
{
	enum { ANYBODY = S_IWUSR | S_IWGRP | S_IWOTH };
	struct stat now;
	if (r->is_new)
		return REPLACE_DONE;
	if (fstat(r->fd, &now) != 0) {
		fail(r);
		return REPLACE_FAILED;
	}
	/* It may be the spare name of a run that goes on. */
	if (now.st_nlink > 1 && r->is_busy)
		return REPLACE_CHANGED;
	if (now.st_nlink > 1) {
		refuse(r, "has further names (hard links), which would "
		          "keep the old text");
		return REPLACE_FAILED;
	}
	/* Of what nobody may write root should know, too. */
	if ((now.st_mode & ANYBODY) == 0)
		r->error = EACCES;
	else if (faccessat(r->directory, r->name, W_OK, 0) != 0)
		fail(r);
	return r->error == 0 ? REPLACE_DONE : REPLACE_FAILED;
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
	r->is_made = r->mine >= 0;
	if (r->mine < 0 || fstat(r->mine, &r->made) != 0 ||
	    !write_bytes(r->mine, bytes) || !take_after_old(r) ||
	    fsync(r->mine) != 0)
		return false;
	/* We are not to be among those who have it open to write. */
	close(r->mine);
	r->mine = openat(r->directory, r->temporary, OPEN_TO_READ);
	return r->mine >= 0 && fstat(r->mine, &r->made) == 0;
}

/* The exchange. */

/* Whether it is the file, and nothing was written to it in between. */
static bool
is_version(const struct stat *a, const struct stat *b)
{
	return replace_same(a, b) && a->st_size == b->st_size &&
	    a->st_mtim.tv_sec == b->st_mtim.tv_sec &&
	    a->st_mtim.tv_nsec == b->st_mtim.tv_nsec;
}

/* Whether the file that was read still holds what it did, and is nobody's to
 * write. */
static bool
is_untouched(Replace *r)
{
	struct stat st;
	return fstat(r->fd, &st) == 0 && is_version(&st, &r->old) &&
	    !replace_system_is_written(r->fd) && read_bytes(r, false);
}

static bool
look(const Replace *r, const char *name, struct stat *st)
{
	return fstatat(r->directory, name, st, AT_SYMLINK_NOFOLLOW) == 0;
}

/* Looks at what came out: is it the version that should, and done with? False
 * where that can't be told. */
static bool
look_at_what_came(const Replace *r, const struct stat *wanted,
    struct stat *came, bool *is_wanted)
{
	int fd = openat(r->directory, r->temporary, OPEN_TO_READ);
	if (fd < 0 || fstat(fd, came) != 0) {
		int error = errno;
		if (fd >= 0)
			close(fd);
		errno = error;
		return false;
	}
	*is_wanted = is_version(came, wanted) &&
	    !replace_system_is_written(fd);
	close(fd);
	return true;
}

static int
exchange(const Replace *r)
{
	return replace_system_exchange(r->directory, r->temporary, r->name);
}

/*
 * Exchanges until what comes out is what had been put in, untouched: then the
 * newest save is in place. `in` is put in, *out should come out; in the end
 * they are what is in place and what came out.
 */
static bool
settle(const Replace *r, struct stat *in, struct stat *out)
{
	enum { MOST = 1000, SOON = 10 };
	for (int times = 0; times < MOST; times++) {
		struct stat came;
		bool is_wanted;
		/* A save that came out must not stay out for one failure. */
		if (exchange(r) != 0 && (times == 0 || exchange(r) != 0))
			return false;
		if (!look_at_what_came(r, out, &came, &is_wanted)) {
			/* Better what was there than what is not known. */
			int error = errno;
			exchange(r);
			errno = error;
			return false;
		}
		if (is_wanted)
			return true;
		*out = *in;
		*in = came;
		poll(NULL, 0, times > SOON);
	}
	errno = EBUSY;
	return false;
}

/* Removes the temporary file, where it is what it should be. */
static void
drop(const Replace *r, const struct stat *what)
{
	struct stat st;
	int error = errno;
	if (look(r, r->temporary, &st) && is_version(&st, what))
		unlinkat(r->directory, r->temporary, 0);
	errno = error;
}

/* Some file systems have no directories to be synced: EINVAL. */
static bool
sync_directory(const Replace *r)
{
	return fsync(r->directory) == 0 || errno == EINVAL;
}

/* Ends an attempt with only our own text to be removed. */
static ReplaceResult
leave(const Replace *r, ReplaceResult result)
{
	drop(r, &r->made);
	return result;
}

/* The last step: what was put lasts, or is taken back. */
static ReplaceResult
make_last(Replace *r)
{
	r->is_put = true;
	if (sync_directory(r))
		return REPLACE_DONE;
	fail(r);
	replace_take_back(r);
	errno = r->error;
	return REPLACE_FAILED;
}

/* Puts the new file where there was none. */
static ReplaceResult
put_first(Replace *r)
{
	if (replace_system_place(r->directory, r->temporary, r->name) != 0)
		return leave(r, errno == EEXIST ? REPLACE_CHANGED
		                                : REPLACE_FAILED);
	return make_last(r);
}

/* Without an exchange: renames after a last look. The old file keeps a name,
 * by which it may come back. */
static ReplaceResult
put_over(Replace *r)
{
	struct stat st;
	int d = r->directory;
	if (linkat(d, r->name, d, r->spare, 0) != 0)
		return leave(r, REPLACE_FAILED);
	r->has_spare = true;
	if (!look(r, r->spare, &st) || !replace_same(&st, &r->old) ||
	    !is_untouched(r)) {
		unlinkat(d, r->spare, 0);
		return leave(r, REPLACE_CHANGED);
	}
	if (replace_system_rename(d, r->temporary, r->name) != 0) {
		fail(r);
		unlinkat(d, r->spare, 0);
		errno = r->error;
		return leave(r, REPLACE_FAILED);
	}
	/* What came out has the other name here. */
	char *name = r->temporary;
	r->temporary = r->spare;
	r->spare = name;
	return make_last(r);
}

static ReplaceResult
put_instead(Replace *r)
{
	struct stat st, in = r->made, out = r->old;
	if (!look(r, r->name, &st) || !is_version(&st, &r->old) ||
	    replace_system_is_written(r->fd))
		return leave(r, REPLACE_CHANGED);
	if (!settle(r, &in, &out))
		return errno == ENOSYS || errno == EINVAL
		    ? put_over(r) : leave(r, REPLACE_FAILED);
	/* Our own file may be there and hold what an editor wrote to it. */
	if (!is_version(&in, &r->made) || !is_version(&out, &r->old)) {
		drop(r, &out);
		return REPLACE_CHANGED;
	}
	if (make_last(r) != REPLACE_DONE)
		return REPLACE_FAILED;
	/* Only now: who was about to open it to write has done so. */
	if (is_untouched(r))
		return REPLACE_DONE;
	replace_take_back(r);
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
	if (!replace_clean(r))
		return REPLACE_FAILED;
	if ((result = may_replace(r)) != REPLACE_DONE)
		return result;
	hold_signals(r);
	if (!make_temporary(r, bytes)) {
		fail(r);
		if (r->is_made)
			unlinkat(r->directory, r->temporary, 0);
		return r->error == EEXIST ? REPLACE_CHANGED : REPLACE_FAILED;
	}
	result = r->is_new ? put_first(r) : put_instead(r);
	if (result == REPLACE_FAILED)
		fail(r);
	return result;
}

/* The end. */

void
replace_keep(Replace *r)
{
	if (r->is_put && !r->is_new)
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
	if (r->is_new) {
		if (replace_system_place(r->directory, r->name,
		        r->temporary) != 0)
			return;
		drop(r, &r->made);
		/* If that was not ours, it is still there. */
		replace_system_place(r->directory, r->temporary, r->name);
	} else if (r->has_spare) {
		if (look(r, r->name, &in) && is_version(&in, &r->made))
			replace_system_rename(r->directory, r->temporary,
			    r->name);
		drop(r, &r->old);
	} else {
		fstat(r->fd, &in);
		if (settle(r, &in, &out))
			drop(r, &out);
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
	input_free(&r->input);
	if (r->blocks)
		sigprocmask(SIG_SETMASK, &r->signals, NULL);
	*r = (Replace){ .directory = -1, .fd = -1, .mine = -1,
		.input = { .fd = -1 } };
}

bool
replace_wait(int times)
{
	enum { MOST = 200, LONGEST = 10 };
	poll(NULL, 0, times < LONGEST ? times : LONGEST);
	return times < MOST;
}

void
replace_allow_read(const char *path)
{
	char *real = replace_system_real(path);
	if (real == NULL)
		return;
	char *directory = directory_of(real);
	sandbox_allow_read(directory);
	base_free(directory);
	base_free(real);
}

int
replace_make_directories(const char *path)
{
	int error = 0;
	char *copy = copy_text(slice_of(path));
	for (size_t i = 1; error == 0 && copy[i] != '\0'; i++) {
		if (copy[i] != '/')
			continue;
		copy[i] = '\0';
		if (mkdir(copy, S_IRWXU) != 0 && errno != EEXIST) {
			error = errno;
			error = input_is_directory_at(copy) ? 0 : error;
		}
		copy[i] = '/';
	}
	base_free(copy);
	return error;
}
