/*
 * replace: a file of the user's, read and replaced as a whole; the only writer
 * of users' files.
 *
 * What must never be lost is a byte that somebody saved: what the file held,
 * what an editor saves meanwhile, what another run of this adds. So:
 *
 *  1. replace_read() follows links once, and from then on works in the
 *     directory of the file itself, under a lock on it, with the file open.
 *     Where a gate is to be entered (sandbox.h), it allows that directory.
 *  2. replace_put() writes the new text to a temporary file beside it
 *     (.NAME.rel-add-PID-INODE; INODE that of the file read), gives it owner,
 *     attributes and mode of the old one, and syncs it.
 *  3. It exchanges the two, in one step of the file system: at any moment the
 *     name stands for the whole old file or the whole new one.
 *  4. Now it looks at what came out, which can no more be opened by its name:
 *     is it the file that was read, and does nobody have it open to write?
 *     The directory is synced. Then, when who was about to open it has done
 *     so, once more, and whether it holds the same bytes.
 *  5. Else somebody saved in between. What came out is put back by a further
 *     exchange, and the caller starts over from there. If what comes out by
 *     that is not what had been put in, or was written to while it was in
 *     place, it is a still newer save: that one is put back, and so on. The
 *     newest save always stays.
 *  6. replace_keep() removes the old file, replace_take_back() puts it back.
 *     Nothing is ever removed but what is known to be our own text or the old
 *     file as it was read.
 *
 * An editor that renames its own file over ours after step 3 wins, as it would
 * over anything.
 *
 * Where there is no exchange (other systems, some network file systems), it is
 * renamed after a last look: what is saved between these two calls is lost.
 * Where nothing tells whether a file is open (F_SETLEASE), so is what somebody
 * who opened the file before step 3 writes after step 4. Where directories
 * can't be locked, two runs are to each other as editors.
 *
 * Signals wait from step 2 to the end. A kill leaves the temporary file: the
 * next run removes it where INODE says that it is our text or the old file;
 * else it might be an editor's save, and the run is refused until somebody has
 * looked.
 */
#ifndef REL_REPLACE_H
#define REL_REPLACE_H

#include "input.h"

#include <signal.h>
#include <sys/stat.h>

/* Starts with replace_read() and ends with replace_end(). */
typedef struct {
	Buffer bytes;      /* what was read */
	bool is_new;       /* there was no file */
	int error;         /* errno of what failed, */
	const char *why;   /* or, where not NULL, words for it, */
	Slice what;        /* about this file; none: the one given */

	int directory;     /* descriptors; -1: not open */
	int fd;            /* the file as it was read */
	int mine;          /* the new text */
	Input input;       /* of fd */
	char *name;        /* in the directory; owned, as the other two */
	char *temporary;
	char *spare;       /* for an exchange that is made of links */
	struct stat old;   /* of the file read */
	struct stat made;  /* of the new text */
	bool is_made;      /* the temporary file was */
	bool is_put;
	bool has_spare;    /* there is no exchange */
	bool is_busy;      /* another run is at it */
	bool blocks;       /* signals wait; before, these did: */
	sigset_t signals;
	Buffer leftover;   /* memory of `what` */
} Replace;

typedef enum {
	REPLACE_DONE,
	REPLACE_CHANGED, /* somebody else saved, or is about to: start over */
	REPLACE_FAILED   /* see error and why; the file is as it was */
} ReplaceResult;

/* Reads the file, if `locks` when no other run is at it; one that is not there
 * reads as empty, with is_new set. False where it can't be read or is no
 * regular file. */
bool replace_read(Replace *r, const char *path, bool locks);

/* Puts a file of these bytes in its stead. */
ReplaceResult replace_put(Replace *r, Slice bytes);

/* After REPLACE_DONE: lets the old file go; or puts it back, where nobody has
 * saved since. */
void replace_keep(Replace *r);
void replace_take_back(Replace *r);

/* To be called in any case. */
void replace_end(Replace *r);

/* Waits a little, the longer the more often it was done, before starting
 * over; false where that was often enough. */
bool replace_wait(int times);

/* Allows to read, behind the gate, whatever file has that name then: all files
 * in its directory, links followed. */
void replace_allow_read(const char *path);

/* Makes the directories above a path that are missing, for their user alone.
 * Returns 0, or the errno of what failed. */
int replace_make_directories(const char *path);

#endif
