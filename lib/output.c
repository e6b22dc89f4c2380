/* output: see output.h. */
#include "output.h"

#include <errno.h>
#include <unistd.h>

void
output_open(Output *o, int fd)
{
	*o = (Output){ .fd = fd, .cap = OUTPUT_FIRST };
	o->at = base_alloc(OUTPUT_SIZE);
}

static void
write_all(Output *o, Slice s)
{
	if (o->fd == OUTPUT_TO_NOTHING)
		return;
	while (s.n != 0 && o->error == 0) {
		ssize_t n = write(o->fd, s.at, s.n);
		if (n >= 0)
			s = slice_from(s, (size_t)n);
		else if (errno != EINTR)
			o->error = errno;
	}
}

bool
output_flush(Output *o)
{
	if (o->fd == OUTPUT_TO_MEMORY)
		return true;
	write_all(o, (Slice){ o->at, o->n });
	o->n = 0;
	return o->error == 0;
}

char *
output_make_room(Output *o, size_t n)
{
	output_flush(o);
	if (o->cap < OUTPUT_SIZE)
		o->cap *= 2; /* for which there is room */
	if (o->cap - o->n < n) {
		size_t cap = base_sum(base_sum(o->n, n), o->n);
		o->cap = cap > OUTPUT_SIZE ? cap : OUTPUT_SIZE;
		o->at = base_resize(o->at, o->cap);
	}
	return o->at + o->n;
}

void
output_write(Output *o, Slice s)
{
	if (s.n == 0)
		return;
	if (s.n >= OUTPUT_SIZE && o->fd != OUTPUT_TO_MEMORY) {
		output_flush(o);
		write_all(o, s);
		return;
	}
	memcpy(output_room(o, s.n), s.at, s.n);
	o->n += s.n;
}

void
output_number(Output *o, size_t value)
{
	char *to = output_room(o, DIGITS_MOST);
	output_took(o, (size_t)(bytes_put_number(to, value) - to));
}

int
output_end(Output *o)
{
	output_flush(o);
	/* One that can't be written to may be somebody else's by now. */
	if (o->fd >= 0 && o->error == 0 && close(o->fd) != 0 &&
	    errno != EBADF)
		o->error = errno;
	o->fd = OUTPUT_TO_NOTHING;
	return o->error;
}

int
output_close(Output *o)
{
	output_flush(o);
	base_free(o->at);
	o->at = NULL;
	o->n = o->cap = 0;
	return o->error;
}
