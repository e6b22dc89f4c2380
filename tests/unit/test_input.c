/* Lines: from bytes, from a file, and from a stream in pieces of any size. */
#include "unit.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* Lines as a text: each with its length, so that no two lists look alike. */
static void
read_lines(Input *in, Buffer *to)
{
	Slice line;
	int got;
	while ((got = input_line(in, &line)) > 0) {
		buffer_add(to, line);
		buffer_add_byte(to, '\n');
		buffer_add_byte(to, (char)('0' + line.n % 10));
	}
	EQUAL(got, 0);
	EQUAL(in->error, 0);
	buffer_add_byte(to, (char)('0' + in->line % 10));
}

/* The same by the definition: cut at LF, take one CR off. */
static void
twin_lines(Slice s, Buffer *to)
{
	size_t count = 0;
	for (size_t i = 0; i < s.n; count++) {
		size_t end = slice_find(s, i, '\n'), n = end - i;
		if (n > 0 && s.at[end - 1] == '\r')
			n--;
		buffer_add(to, slice_between(s, i, i + n));
		buffer_add_byte(to, '\n');
		buffer_add_byte(to, (char)('0' + n % 10));
		i = end + 1;
	}
	buffer_add_byte(to, (char)('0' + count % 10));
}

static void
noise(Buffer *text, size_t n, uint32_t line_length)
{
	text->n = 0;
	for (size_t i = 0; i < n; i++) {
		uint32_t r = unit_random(line_length);
		buffer_add_byte(text, r == 0 ? '\n' : r == 1 ? '\r'
		        : r == 2             ? '\0'
		                             : (char)('a' + r % 26));
	}
}

static bool
reads_chunks(Slice text, size_t chunk, Buffer *came, Slice wanted)
{
	UnitChunks chunks = unit_chunks(text, chunk);
	Input in = { 0 };
	came->n = 0;
	input_open_descriptor(&in, chunks.fd);
	read_lines(&in, came);
	input_free(&in);
	unit_chunks_end(&chunks);
	return SAME(buffer_slice(came), wanted);
}

static void
chunks_of_any_size(void)
{
	static const size_t sizes[] = { 1, 2, 3, 7, 64, 4095, 4096, 60001 };
	static const uint32_t lines[] = { 3, 4, 40, 100000 };
	Buffer text = { 0 }, came = { 0 }, wanted = { 0 };
	for (size_t l = 0; l < LENGTH(lines); l++) {
		noise(&text, 9000 + l, lines[l]);
		if (l == 3)
			buffer_add_byte(&text, '\n');
		wanted.n = 0;
		twin_lines(buffer_slice(&text), &wanted);
		for (size_t k = 0; k < LENGTH(sizes); k++)
			reads_chunks(buffer_slice(&text), sizes[k], &came,
			    buffer_slice(&wanted));
	}
	buffer_free(&text);
	buffer_free(&came);
	buffer_free(&wanted);
}

/* Lines that straddle the reads of a file, and one that fills several. */
static void
file_and_bytes(void)
{
	Buffer text = { 0 }, came = { 0 }, wanted = { 0 };
	Input in = { 0 };
	for (uint32_t length = 5; length < 2000000; length *= 12) {
		noise(&text, 3 * INPUT_SIZE + 11, length);
		wanted.n = came.n = 0;
		twin_lines(buffer_slice(&text), &wanted);
		input_open_bytes(&in, buffer_slice(&text));
		read_lines(&in, &came);
		SAME(buffer_slice(&came), buffer_slice(&wanted));
		came.n = 0;
		int fd = unit_file(buffer_slice(&text));
		input_close(&in);
		input_open_descriptor(&in, fd);
		read_lines(&in, &came);
		SAME(buffer_slice(&came), buffer_slice(&wanted));
		input_close(&in);
		close(fd);
	}
	input_free(&in);
	buffer_free(&text);
	buffer_free(&came);
	buffer_free(&wanted);
}

static void
ends_of_lines(void)
{
	static const struct {
		Slice text;
		Slice lines; /* each with a | */
	} cases[] = {
		{ { "", 0 }, { "", 0 } },
		{ { "\n", 1 }, { "|", 1 } },
		{ { "a", 1 }, { "a|", 2 } },
		{ { "a\n", 2 }, { "a|", 2 } },
		{ { "a\r\nb\r\r\n\r\n", 9 }, { "a|b\r||", 6 } },
		{ { "\n\na", 3 }, { "||a|", 4 } },
		{ { "a\rb\n", 4 }, { "a\rb|", 4 } },
		{ { "a\0b\n", 4 }, { "a\0b|", 4 } },
	};
	Input in = { 0 };
	Buffer came = { 0 };
	Slice line;
	for (size_t i = 0; i < LENGTH(cases); i++) {
		came.n = 0;
		input_open_bytes(&in, cases[i].text);
		while (input_line(&in, &line) > 0) {
			buffer_add(&came, line);
			buffer_add_byte(&came, '|');
		}
		SAME(buffer_slice(&came), cases[i].lines);
		EQUAL(input_line(&in, &line), 0);
	}
	input_free(&in);
	buffer_free(&came);
}

/* Reads all twice; both times it must be the text from byte `from` on. */
static void
reads_twice(Input *in, Slice text)
{
	Buffer came = { 0 }, wanted = { 0 };
	twin_lines(text, &wanted);
	CHECK(input_keep(in));
	for (int round = 0; round < 3; round++) {
		came.n = 0;
		read_lines(in, &came);
		SAME(buffer_slice(&came), buffer_slice(&wanted));
		CHECK(input_rewind(in));
	}
	buffer_free(&came);
	buffer_free(&wanted);
}

static void
a_second_time(void)
{
	Buffer text = { 0 };
	Input in = { 0 };
	noise(&text, 2 * INPUT_SIZE + 5, 50);
	Slice all = buffer_slice(&text);
	input_open_bytes(&in, all);
	CHECK(!input_is_file(&in));
	reads_twice(&in, all);
	input_close(&in);
	int fd = unit_file(all);
	input_open_descriptor(&in, fd);
	CHECK(input_is_file(&in));
	reads_twice(&in, all);
	input_close(&in);
	/* A descriptor that somebody has read from begins where it stands. */
	lseek(fd, 100, SEEK_SET);
	input_open_descriptor(&in, fd);
	reads_twice(&in, slice_from(all, 100));
	input_close(&in);
	close(fd);
	UnitChunks chunks = unit_chunks(all, 1000);
	input_open_descriptor(&in, chunks.fd);
	reads_twice(&in, all);
	input_free(&in);
	unit_chunks_end(&chunks);
	buffer_free(&text);
}

static void
trouble(void)
{
	Input in = { 0 };
	Slice line;
	CHECK(!input_open(&in, "/nonexistent/x"));
	EQUAL(in.error, ENOENT);
	CHECK(!input_open(&in, "/"));
	EQUAL(in.error, EISDIR);
	int fd = unit_file(SLICE("x"));
	close(fd);
	input_open_descriptor(&in, fd);
	EQUAL(input_line(&in, &line), -1);
	EQUAL(in.error, EBADF);
	CHECK(!input_keep(&in));
	input_free(&in);
}

/* What waits is written before a read that may block. */
static void
flushing(void)
{
	Input in = { 0 };
	Output o;
	Slice line;
	UnitChunks chunks = unit_chunks(SLICE("a\nb\n"), 2);
	int fd = unit_file(SLICE_NONE);
	output_open(&o, fd);
	input_open_descriptor(&in, chunks.fd);
	in.flushed = &o;
	EQUAL(input_line(&in, &line), 1);
	output_write(&o, SLICE("answer"));
	EQUAL(lseek(fd, 0, SEEK_END), 0);
	EQUAL(input_line(&in, &line), 1);
	EQUAL(lseek(fd, 0, SEEK_END), strlen("answer"));
	output_close(&o);
	close(fd);
	input_free(&in);
	unit_chunks_end(&chunks);
}

static void
count_trouble(void *context, Slice path, int error)
{
	++*(int *)context;
	CHECK(error != 0);
	CHECK(path.n > 0);
}

/* Makes an empty file, with a name that ends in / a directory, and with one
 * that holds > a link to what follows that. */
static void
make(const char *name)
{
	char link[32];
	const char *to = strchr(name, '>');
	if (to != NULL) {
		size_t n = (size_t)(to - name);
		memcpy(link, name, n);
		link[n] = '\0';
		CHECK(symlink(to + 1, link) == 0);
	} else if (name[strlen(name) - 1] == '/') {
		CHECK(mkdir(name, 0700) == 0);
	} else {
		close(open(name, O_WRONLY | O_CREAT | O_EXCL, 0600));
	}
}

/* Takes away what make() made. */
static void
unmake(const char *name)
{
	char link[32];
	size_t n = strcspn(name, ">");
	memcpy(link, name, n);
	link[n] = '\0';
	if (rmdir(link) != 0)
		CHECK(unlink(link) == 0);
}

static void
walk(void)
{
	static const char *const wanted[] = { "./A.md", "./a-b.md", "./a.md",
		"./a/c/x.markdown", "./a/z.txt", "./b.md", "./dead.md",
		"./link.md" };
	InputPaths paths = { 0 };
	int troubles = 0;
	input_walk(".", &paths, count_trouble, &troubles);
	EQUAL(paths.n, LENGTH(wanted));
	for (size_t i = 0; i < paths.n; i++) {
		SAME(slice_of(paths.at[i]),
		    slice_of(i < LENGTH(wanted) ? wanted[i] : ""));
		base_free(paths.at[i]);
	}
	EQUAL(troubles, 0);
	paths.n = 0;
	input_walk("nowhere", &paths, count_trouble, &troubles);
	EQUAL(paths.n, 0);
	EQUAL(troubles, 1);
	vec_free(&paths);
}

static void
directories(void)
{
	static const char *const made[] = { "b.md", "a/", "a/z.txt", "a/c/",
		"a/c/x.markdown", "a.md", "A.md", ".hidden.md", ".git/",
		".git/x.md", "a/no.mdx", "a/md", "a-b.md", "empty/", "d.md/",
		"link.md>a/z.txt", "dead.md>nowhere", "loop>a", "e.md>a" };
	char root[] = "/tmp/rel-unit-XXXXXX";
	int back = open(".", O_RDONLY);
	if (!CHECK(mkdtemp(root) != NULL) || !CHECK(chdir(root) == 0))
		return;
	for (size_t i = 0; i < LENGTH(made); i++)
		make(made[i]);
	walk();
	for (size_t i = LENGTH(made); i-- > 0;)
		unmake(made[i]);
	CHECK(fchdir(back) == 0);
	CHECK(rmdir(root) == 0);
	close(back);
}

const UnitTest input_tests[] = {
	{ "lines end in LF or CRLF, the last perhaps in nothing",
	    ends_of_lines },
	{ "pieces of any size make the same lines", chunks_of_any_size },
	{ "a file and bytes make the same lines", file_and_bytes },
	{ "everything can be read a second time", a_second_time },
	{ "trouble is told by its errno", trouble },
	{ "output waits for no input", flushing },
	{ "a directory's journals come in byte order of their paths",
	    directories },
	UNIT_END
};
