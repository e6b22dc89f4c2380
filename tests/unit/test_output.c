/* The writer: to memory, to a descriptor, to one that fails. */
#include "unit.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

static void
to_memory(void)
{
	Output o;
	output_open(&o, OUTPUT_TO_MEMORY);
	for (int i = 0; i < 100000; i++)
		output_write(&o, SLICE("abc"));
	CHECK(output_flush(&o));
	EQUAL(o.n, 300000);
	o.n = 0;
	output_byte(&o, '-');
	output_write(&o, SLICE_NONE);
	output_number(&o, 0);
	output_byte(&o, ' ');
	output_number(&o, SIZE_MAX);
	SAME(((Slice){ o.at, o.n }), SIZE_MAX == UINT64_MAX
	        ? SLICE("-0 18446744073709551615")
	        : SLICE("-0 4294967295"));
	memcpy(output_room(&o, 2), "xy", 2);
	output_took(&o, 2);
	CHECK(slice_ends((Slice){ o.at, o.n }, SLICE("xy")));
	EQUAL(output_close(&o), 0);
}

static void
to_nothing(void)
{
	Output o;
	output_open(&o, OUTPUT_TO_NOTHING);
	for (int i = 0; i < 100000; i++)
		output_write(&o, SLICE("abc"));
	EQUAL(o.cap, OUTPUT_SIZE);
	CHECK(output_flush(&o));
	EQUAL(output_close(&o), 0);
}

/* Pieces smaller and larger than the buffer arrive in order. */
static void
to_descriptor(void)
{
	enum { PIECES = 300 };
	static char piece[2 * OUTPUT_SIZE + 3];
	Output o;
	Input in = { 0 };
	Slice line;
	int fd = unit_file(SLICE_NONE);
	output_open(&o, fd);
	for (size_t i = 0; i < PIECES; i++) {
		size_t n = i * i * 7 % sizeof piece;
		memset(piece, (int)('a' + i % 26), n);
		output_write(&o, (Slice){ piece, n });
		output_byte(&o, '\n');
	}
	EQUAL(output_close(&o), 0);
	lseek(fd, 0, SEEK_SET);
	input_open_descriptor(&in, fd);
	for (size_t i = 0; i < PIECES; i++) {
		if (!EQUAL(input_line(&in, &line), 1) ||
		    !EQUAL(line.n, i * i * 7 % sizeof piece))
			break;
		if (line.n != 0)
			CHECK(line.at[0] == (char)('a' + i % 26) &&
			    line.at[line.n - 1] == line.at[0]);
	}
	EQUAL(input_line(&in, &line), 0);
	input_free(&in);
	close(fd);
}

/* The first error stays, however much is written after it. */
static void
failing(void)
{
	Output o;
	int fd = open("/dev/null", O_RDONLY);
	output_open(&o, fd);
	output_write(&o, SLICE("x"));
	CHECK(!output_flush(&o));
	EQUAL(o.error, EBADF);
	for (int i = 0; i < 100000; i++)
		output_write(&o, SLICE("abc"));
	/* What can't be written is not kept either. */
	EQUAL(o.cap, OUTPUT_SIZE);
	EQUAL(output_close(&o), EBADF);
	close(fd);
}

const UnitTest output_tests[] = {
	{ "memory takes what is written", to_memory },
	{ "what is thrown away is not kept", to_nothing },
	{ "a descriptor gets every byte, in order", to_descriptor },
	{ "the first error stays", failing },
	UNIT_END
};
