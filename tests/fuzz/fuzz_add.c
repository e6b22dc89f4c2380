/*
 * rel-add: an entry, the first line, into a journal, the others. Either it is
 * refused, or the new text is the old one with lines put in at one place, not a
 * byte else; they end as the first one does. What comes of the new text, read
 * by itself, are the records of the old one, each where its line went (names
 * may be spelled as the entry does), and records of the entry's line alone,
 * which are told. That is so as well when a day is written behind both texts:
 * nothing that the entry opens goes on. The same entry once more goes below
 * itself. (Half of the inputs are asked the one or the other.) All that but for
 * texts with a pattern that takes too long.
 *
 * Now and then the tool itself does it, to a file: that then holds the new text
 * or the old one, and nothing is left beside it.
 */
#include "fuzz.h"

#include "add_part.h"
#include "record.h"
#include "replace.h"
#include "utf8.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

enum { TODAY_YEAR = 2026, RARELY = 64 };

/* What a file's name may say. */
static const char *const names[] = { "j.md", "j.md", "2026-03-14.md",
	"@ada.md", "j.txt" };

/* One of the dates that stand in the text; else one that may. */
static Day
day_in(Slice text, uint64_t *seed)
{
	Day day = day_of(2026, 3, 14);
	size_t at = fuzz_random(seed, (uint32_t)text.n + 1);
	switch (fuzz_random(seed, 8)) {
	case 0:
		return day;
	case 1:
		return day_of(2026, 3, 20);
	case 2:
		return DAY_FIRST;
	default:
		for (; at < text.n; at++)
			if (day_parse(slice_until(slice_from(text, at),
			    DAY_TEXT), &day))
				return day;
		return day_of(2026, 3, 14);
	}
}

/* What was put into the old text: its bytes, and its lines. */
typedef struct {
	Slice bytes;
	size_t after; /* this line */
	size_t lines; /* so many */
} Inserted;

static size_t
count_lines(Slice s)
{
	size_t count = 0;
	for (size_t i = 0; i < s.n; i++)
		count += s.at[i] == '\n';
	return count;
}

/* Whether it is a line's end that is put in first. */
static bool
ends_line(Slice s)
{
	return slice_starts(s, SLICE("\n")) || slice_starts(s, SLICE("\r\n"));
}

/* What was put in at byte `at`, where a line starts. */
static Inserted
insertion(Slice old, Slice new, size_t at)
{
	HOLDS(at <= old.n && new.n > old.n);
	size_t n = new.n - old.n;
	Slice before = slice_until(old, at);
	Inserted in = { .bytes = slice_between(new, at, at + n) };
	bool is_start = before.n == 0 || slice_ends(before, SLICE("\n")) ||
	    slice_equal(before, SLICE(BYTE_ORDER_MARK));
	HOLDS(before.n != 0 || !slice_starts(old, SLICE(BYTE_ORDER_MARK)));
	SAME(slice_until(new, at), before);
	SAME(slice_from(new, at + n), slice_from(old, at));
	HOLDS(is_start || (at == old.n && ends_line(in.bytes)));
	HOLDS(slice_ends(in.bytes, SLICE("\n")));
	in.after = count_lines(before) + !is_start;
	in.lines = count_lines(in.bytes) - !is_start;
	return in;
}

/* That the lines put in are the entry's, perhaps a heading's, and empty ones;
 * and how they end. */
static void
check_lines(const AddTry *t, Inserted in)
{
	Slice old = t->bytes, entry = t->options->text;
	size_t entries = 0, others = 0, first = slice_find(old, 0, '\n');
	bool crlf = first < old.n &&
	    slice_ends(slice_until(old, first), SLICE("\r"));
	Slice rest = in.bytes, line;
	/* Half an end may have been there. */
	if (slice_ends(slice_until(old, t->place.at), SLICE("\r")))
		HOLDS(fuzz_line(&rest, &line) && line.n == 0);
	while (fuzz_line(&rest, &line)) {
		bool has_return = slice_ends(line, SLICE("\r"));
		line.n -= has_return && crlf;
		HOLDS(has_return == crlf);
		if (entries == 0 && slice_ends(line, entry))
			entries++;
		else
			others += slice_trim(line).n != 0;
	}
	HOLDS(entries == 1 && others <= (t->place.heading_line != 0 ? 2 : 0));
}

static bool
is_inserted(Inserted in, size_t line)
{
	return line > in.after && line <= in.after + in.lines;
}

/* Line `number` of the text, from 1. */
static Slice
line_of(Slice text, size_t number)
{
	Slice line = SLICE_NONE;
	while (number > 0 && fuzz_line(&text, &line))
		number--;
	return line;
}

/* Appends what must be the same of a record, on its line of the new text. */
static void
put_key(Slice record, size_t line, Buffer *keys)
{
	for (Column c = 0; c < COLUMN_COUNT; c++) {
		size_t end = slice_find(record, 0, '\t');
		Slice field = slice_until(record, end);
		if (c == COLUMN_PERSON)
			utf8_fold(field, keys);
		else if (c != COLUMN_SOURCE)
			buffer_add(keys, field);
		else
			keys->n = (size_t)(bytes_put_number(buffer_room(keys,
			    DIGITS_MOST), line) - keys->at);
		buffer_add_byte(keys, '\t');
		record = slice_from(record, end + 1);
	}
	buffer_add_byte(keys, '\n');
}

/* The line that the record is from. */
static size_t
source_line(Slice record)
{
	size_t line;
	for (Column c = 0; c < COLUMN_SOURCE; c++)
		record = slice_from(record, slice_find(record, 0, '\t') + 1);
	record_source_file(slice_until(record, slice_find(record, 0, '\t')),
	    &line);
	return line;
}

/* The records of a text, by the way that add does not go. */
static Slice
parse(FuzzRun *run, Slice text, const char *name)
{
	JournalOptions options = { .today = day_of(TODAY_YEAR, 3, 20),
		.thorough = true };
	fuzz_start(run);
	journal_run_bytes(&options, text, slice_of(name), &run->out,
	    &run->heard);
	return fuzz_out(run);
}

/* That the new text makes the old records and some of the entry's line, which
 * are those told. */
static void
check_records(Slice old, Slice new, const char *name, Slice entry, Inserted in,
    Slice told)
{
	static FuzzRun runs[2];
	static Buffer keys[2], sorted[2];
	Slice was = parse(&runs[0], old, name);
	Slice is = parse(&runs[1], new, name), record;
	if (fuzz_limits(fuzz_heard(&runs[0])) != 0 ||
	    fuzz_limits(fuzz_heard(&runs[1])) != 0)
		return;
	keys[0].n = keys[1].n = 0;
	while (fuzz_line(&was, &record)) {
		size_t line = source_line(record);
		line += line > in.after ? in.lines : 0;
		put_key(record, line, &keys[0]);
	}
	while (fuzz_line(&is, &record)) {
		size_t line = source_line(record);
		if (!is_inserted(in, line)) {
			put_key(record, line, &keys[1]);
			continue;
		}
		Slice text = line_of(new, line);
		text.n -= slice_ends(text, SLICE("\r"));
		HOLDS(slice_ends(text, entry));
		HOLDS(fuzz_line(&told, &text));
		SAME(text, record);
	}
	HOLDS(told.n == 0);
	for (int i = 0; i < 2; i++)
		fuzz_sort(buffer_slice(&keys[i]), &sorted[i]);
	SAME(buffer_slice(&sorted[1]), buffer_slice(&sorted[0]));
}

/* All programs here are linked so that a call of fsync() comes to this: others
 * may keep the disk busy for long, and no power is cut. */
int __wrap_fsync(int fd);

int
__wrap_fsync(int fd)
{
	(void)fd;
	return 0;
}

static void
write_file(const char *path, Slice text)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL, 0600);
	HOLDS(fd >= 0 && write(fd, text.at, text.n) == (ssize_t)text.n);
	close(fd);
}

/* The tool itself: what the file holds then is `wanted`. */
static void
check_tool(AddOptions options, const char *name, Slice old, Slice wanted)
{
	Output nothing;
	Diagnostics heard;
	char directory[] = "rel-fuzz-XXXXXX", path[64];
	char *paths[] = { path, NULL };
	Replace file;
	HOLDS(mkdtemp(directory) != NULL);
	strcpy(path, directory);
	strcat(strcat(path, "/"), name);
	write_file(path, old);
	options.paths = paths;
	output_open(&nothing, OUTPUT_TO_NOTHING);
	diagnostics_open(&heard, OUTPUT_TO_NOTHING, SLICE("fuzz"));
	add_run(&options, &nothing, &heard);
	HOLDS(heard.trouble == slice_equal(wanted, old));
	HOLDS(replace_read(&file, path, false));
	SAME(buffer_slice(&file.bytes), wanted);
	replace_end(&file);
	output_close(&nothing);
	diagnostics_close(&heard);
	HOLDS(unlink(path) == 0 && rmdir(directory) == 0);
}

/* The text and, behind it, a further day. */
static Slice
with_more(Slice text, Buffer *longer)
{
	longer->n = 0;
	buffer_add(longer, text);
	if (text.n != 0 && !slice_equal(text, SLICE(BYTE_ORDER_MARK)) &&
	    !slice_ends(text, SLICE("\n")))
		buffer_add_byte(longer, '\n');
	buffer_add(longer, SLICE("\n# 2026-01-02\n\n- tea with @zoe\n"));
	return buffer_slice(longer);
}

/* What is made of the old text, perhaps with more behind it, and what is told
 * of it. */
static void
check_try(const AddTry *t, bool more)
{
	static FuzzRun told;
	static Buffer longer[2];
	Slice new = buffer_slice(&t->text), entry = t->options->text;
	Slice old = t->bytes;
	Inserted in = insertion(old, new, t->place.at);
	fuzz_start(&told);
	add_write_records(t->field, &t->place, &t->new, &told.out);
	check_lines(t, in);
	if (more) {
		old = with_more(old, &longer[0]);
		new = with_more(new, &longer[1]);
	}
	check_records(old, new, t->path, entry, in, fuzz_out(&told));
}

/* Added once more, it goes below itself, and no heading is new. */
static void
check_again(const AddTry *t, bool more)
{
	AddTry again = { .options = t->options, .path = t->path,
		.bytes = buffer_slice(&t->text), .operands = t->operands,
		.field = t->field, .program = t->program };
	HOLDS(add_try(&again));
	HOLDS(again.place.heading_line == 0);
	HOLDS(again.place.entry_line > t->place.entry_line);
	check_try(&again, more);
	add_try_free(&again);
}

void
fuzz_add(Slice input)
{
	Slice old = input, entry;
	uint64_t seed = fuzz_hash(input);
	if (!fuzz_line(&old, &entry))
		return;
	entry = slice_trim(entry);
	/* The tool looks at that before. */
	if (entry.n == 0 || !utf8_is_clean(entry))
		return;
	const char *name = names[fuzz_random(&seed, LENGTH(names))];
	char *operands[] = { (char *)name, NULL };
	AddOptions options = { .text = entry, .day = day_in(input, &seed),
		.today = day_of(TODAY_YEAR, 3, 20) };
	AddTry t = { .options = &options, .path = name, .bytes = old,
		.operands = operands, .field = slice_of(name),
		.program = SLICE("fuzz") };
	bool is_good = add_try(&t);
	HOLDS(!t.old.said.trouble && is_good == (t.why == NULL));
	if (is_good) {
		check_try(&t, fuzz_random(&seed, 2));
		if (fuzz_random(&seed, 2) == 0)
			check_again(&t, fuzz_random(&seed, 2));
	}
	if (fuzz_random(&seed, RARELY) == 0)
		check_tool(options, name, old,
		    is_good ? buffer_slice(&t.text) : old);
	add_try_free(&t);
}
