/*
 * input: the only reader of descriptors; gives lines.
 *
 * An Input starts as {0}, is opened on one source at a time, and keeps its
 * memory from one to the next. It reads into one buffer, 32 KiB at a time and,
 * when much comes, up to 256 KiB; lines are slices of it, only the line that
 * straddles two reads is moved. A line longer than the buffer makes it grow.
 */
#ifndef REL_INPUT_H
#define REL_INPUT_H

#include "output.h"
#include "scan.h"

enum {
	INPUT_FIRST = 32 * 1024, /* little input touches little memory */
	INPUT_SIZE = 256 * 1024,
	INPUT_SLACK = 16
};

typedef struct {
	int fd;          /* -1: everything is in the buffer */
	int error;       /* errno of what failed, else 0 */
	bool at_end;     /* of the descriptor */
	bool owned;      /* the descriptor is closed by input_close() */
	int64_t base;    /* where input_rewind() goes back to in the file */
	char *at;
	size_t cap;
	size_t step;     /* bytes that the next read asks for */
	size_t from;     /* the next line starts here */
	size_t to;       /* the bytes read end here */
	size_t line;     /* number of the last line given, from 1 */
	bool is_plain;   /* it is printable ASCII without a backslash: nothing
	                    of it needs cleaning, or escaping in a record */
	Scan odd;        /* of the bytes read, for all else */
	Scan signs;      /* and for those of a set of the reader's own, */
	const ScanSet *sought; /* or NULL */
	Output *flushed; /* flushed before a read that may block, or NULL */
} Input;

/* Opens a file, or a descriptor that stays the caller's, or bytes (copied).
 * False, with error set, where the file can't be opened; a directory is one
 * such (EISDIR). */
bool input_open(Input *in, const char *path);
void input_open_descriptor(Input *in, int fd);
void input_open_bytes(Input *in, Slice bytes);

/*
 * Behind the gate (sandbox.h) no file can be opened that was not prepared
 * before. A regular file is opened there and then, and so is read as it is now,
 * whatever takes its name: input_prepare() gives its descriptor, or what was
 * wrong (-errno). What is no such file, and all when half the descriptors are
 * in use, is allowed and opened in its turn: INPUT_LATER. The value is given to
 * input_open_prepared() as often as the file is to be read from its start, and
 * in the end to input_close_prepared().
 */
#define INPUT_LATER INT32_MIN
int input_prepare(const char *path);
bool input_open_prepared(Input *in, int ahead, const char *path);
void input_close_prepared(int ahead);

/* What input_line() does where the line is not plain or not all there. */
int input_line_slowly(Input *in, Slice *line);

/* The next line without its LF or CRLF: 1; 0 at the end; -1 where reading
 * failed, with error set (what was read before came as lines). The slice is
 * good until the next call. */
static inline int
input_line(Input *in, Slice *line)
{
	size_t end = scan_next(&in->odd, in->from);
	if (UNLIKELY(end >= in->to || in->at[end] != '\n'))
		return input_line_slowly(in, line);
	*line = (Slice){ in->at + in->from, end - in->from };
	in->from = end + 1;
	in->line++;
	in->is_plain = true;
	return 1;
}

/* The next line, if it is all there and has no control but its LF and no
 * backslash; is_plain is set, nothing passed over. For that there is
 * input_pass(), n being its length. */
static inline bool
input_peek(Input *in, Slice *line)
{
	size_t end = scan_next(&in->odd, in->from);
	in->is_plain = true;
	while (end < in->to && (unsigned char)in->at[end] > 0x7F) {
		in->is_plain = false;
		/* A letter beyond ASCII stands by others. */
		while (++end < in->to && (unsigned char)in->at[end] > 0x7F)
			;
		end = scan_next(&in->odd, end);
	}
	*line = (Slice){ in->at + in->from, end - in->from };
	return end < in->to && in->at[end] == '\n';
}

static inline void
input_pass(Input *in, size_t n)
{
	in->from += n + 1;
	in->line++;
}

/* What has been read from byte i behind the next one on. */
static inline Slice
input_ahead(const Input *in, size_t i)
{
	return slice_from((Slice){ in->at + in->from, in->to - in->from }, i);
}

/* From now on `signs` is there, for the bytes of this set. */
void input_seek_signs(Input *in, const ScanSet *set);

/* The next lines, as many as have been read, each with its LF, but perhaps for
 * the last of the input; behind them are INPUT_SLACK bytes more, LFs where the
 * last has none. Returns what input_line() does, and does not count. */
int input_lines(Input *in, Slice *lines);

/* Passes over the empty lines that come next, as far as they are read. */
static inline void
input_skip_empty(Input *in)
{
	while (in->from < in->to && in->at[in->from] == '\n') {
		in->from++;
		in->line++;
	}
}

/* Prepares to read everything a second time: a regular file is read again,
 * anything else is first taken into memory whole. Call it before the first
 * line; then input_rewind() starts over. False, with error set, on trouble.
 * input_is_file() tells whether it is a regular file. */
bool input_keep(Input *in);
bool input_is_file(const Input *in);
bool input_rewind(Input *in);

/* Whether a path leads to a regular file, or to a directory. */
bool input_is_file_at(const char *path);
bool input_is_directory_at(const char *path);

void input_close(Input *in);
void input_free(Input *in);

/* Calls take() with each name in the directory that does not start with a dot,
 * in no order. 0, or the errno of what went wrong; some may be taken then. */
int input_list(const char *directory,
    void (*take)(void *context, const char *name), void *context);

/* The files under a directory. */
typedef VEC(char *) InputPaths;

/* Adds the path of each regular file under the directory whose name ends in
 * .md, .markdown or .txt, in byte order of whole paths; names that start with
 * a dot are left out and symbolic links to directories not followed. Paths are
 * owned by the caller (base_free), and prepared (INPUT_LATER). For what can't
 * be read, trouble() is called with its path and errno. */
void input_walk(const char *directory, InputPaths *paths,
    void (*trouble)(void *context, Slice path, int error), void *context);

#endif
