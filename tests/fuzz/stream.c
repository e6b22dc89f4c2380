/*
 * stream: a stream of records, as several targets want it: of any text, line by
 * line as the manual has it, and in another order.
 */
#include "fuzz.h"

#include "journal.h"
#include "record.h"
#include "utf8.h"

#include <stdlib.h>

Slice
fuzz_records_of(Slice input)
{
	static FuzzRun run;
	JournalOptions options = { .today = day_of(2026, 3, 20) };
	size_t line = slice_find(input, 0, '\n');
	if (slice_find(input, 0, '\t') < line)
		return input;
	fuzz_start(&run);
	journal_run_bytes(&options, input, SLICE("j.md"), &run.out,
	    &run.heard);
	return fuzz_out(&run);
}

static bool
is_header(Slice line)
{
	static Output header;
	if (header.at == NULL) {
		output_open(&header, OUTPUT_TO_MEMORY);
		record_write_header(&header);
		header.at[header.n - 1] = '\t';
	}
	/* Of a line of just the names there is no tab behind the last. */
	return slice_starts(line, (Slice){ header.at, header.n }) ||
	    slice_equal(line, (Slice){ header.at, header.n - 1 });
}

bool
fuzz_record_line(Slice *text, Slice *line)
{
	static Buffer clean;
	static Arena arena;
	Record r;
	while (fuzz_line(text, line)) {
		if (line->n != 0 && line->at[line->n - 1] == '\r')
			line->n--;
		while (slice_starts(*line, SLICE(BYTE_ORDER_MARK)))
			*line = slice_from(*line, strlen(BYTE_ORDER_MARK));
		if (line->n == 0 || *line->at == '#' || is_header(*line))
			continue;
		clean.n = 0;
		utf8_clean(*line, &clean, NULL);
		*line = buffer_slice(&clean);
		bool is_record = record_parse(*line, &arena, &r);
		arena_reset(&arena);
		if (is_record)
			return true;
	}
	return false;
}

/* Its lines, good until the next call. */
static Slice *
split(Slice text, size_t *count)
{
	static VEC(Slice) lines;
	Slice line;
	lines.n = 0;
	while (fuzz_line(&text, &line))
		*vec_push(&lines) = line;
	*count = lines.n;
	return lines.at;
}

static void
put_line(Slice line, Buffer *to)
{
	buffer_add(to, line);
	buffer_add_byte(to, '\n');
}

void
fuzz_shuffle(Slice text, uint64_t seed, Buffer *shuffled)
{
	size_t n;
	Slice *lines = split(text, &n);
	shuffled->n = 0;
	for (; n > 0; n--) {
		size_t k = fuzz_random(&seed, (uint32_t)n);
		put_line(lines[k], shuffled);
		lines[k] = lines[n - 1];
	}
}

static int
compare(const void *a, const void *b)
{
	return slice_compare(*(const Slice *)a, *(const Slice *)b);
}

void
fuzz_sort(Slice text, Buffer *sorted)
{
	size_t n;
	Slice *lines = split(text, &n);
	sorted->n = 0;
	if (n != 0)
		qsort(lines, n, sizeof *lines, compare);
	for (size_t i = 0; i < n; i++)
		put_line(lines[i], sorted);
}
