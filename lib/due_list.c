/* due_list: see due_list.h. */
#include "due_list.h"

#include <stdlib.h>

void
due_list_open(DueList *l)
{
	*l = (DueList){ 0 };
	output_open(&l->lines, OUTPUT_TO_MEMORY);
}

void
due_list_add(DueList *l, const Record *r, DueUrgency urgency)
{
	size_t from = l->lines.n;
	record_write(&l->lines, r);
	*vec_push(&l->findings) = (DueFinding){ r->date, urgency,
		{ NULL, l->lines.n - from - strlen("\n") } };
}

/* Takes the first column off the line; none is empty or holds a tab. */
static Slice
take_column(Slice *line)
{
	size_t tab = slice_find(*line, 0, '\t');
	Slice column = slice_until(*line, tab);
	*line = slice_from(*line, tab + 1);
	return column;
}

/* By the columns that count, which stand in the order they count in. */
static int
compare_lines(Slice a, Slice b)
{
	static const bool counts[COLUMN_COUNT] = { [COLUMN_PERSON] = true,
		[COLUMN_KIND] = true,
		[COLUMN_SOURCE] = true,
		[COLUMN_TEXT] = true };
	Slice rest_a = a, rest_b = b;
	for (Column c = 0; c < COLUMN_COUNT; c++) {
		Slice x = take_column(&rest_a), y = take_column(&rest_b);
		int order = counts[c] ? slice_compare(x, y) : 0;
		if (order != 0)
			return order;
	}
	return slice_compare(a, b);
}

static int
by_date(const void *x, const void *y)
{
	const DueFinding *a = x, *b = y;
	if (a->date == b->date)
		return compare_lines(a->line, b->line);
	if (a->date == DAY_NONE || b->date == DAY_NONE)
		return a->date == DAY_NONE ? 1 : -1;
	return a->date < b->date ? -1 : 1;
}

static int
by_urgency_and_date(const void *x, const void *y)
{
	const DueUrgency a = ((const DueFinding *)x)->urgency;
	const DueUrgency b = ((const DueFinding *)y)->urgency;
	if ((a.cadence == 0) != (b.cadence == 0))
		return a.cadence == 0 ? 1 : -1;
	int64_t more = a.silent * b.cadence, less = b.silent * a.cadence;
	if (more != less)
		return more > less ? -1 : 1;
	return by_date(x, y);
}

/* Now that the lines move no more, says where each is. */
static void
place_lines(DueList *l)
{
	const char *at = l->lines.at;
	for (size_t i = 0; i < l->findings.n; i++) {
		l->findings.at[i].line.at = at;
		at += l->findings.at[i].line.n + strlen("\n");
	}
}

void
due_list_write(DueList *l, bool by_urgency, Output *o)
{
	place_lines(l);
	if (l->findings.n > 1)
		qsort(l->findings.at, l->findings.n, sizeof *l->findings.at,
		    by_urgency ? by_urgency_and_date : by_date);
	for (size_t i = 0; i < l->findings.n; i++) {
		output_write(o, l->findings.at[i].line);
		output_byte(o, '\n');
	}
}

void
due_list_free(DueList *l)
{
	vec_free(&l->findings);
	output_close(&l->lines);
}
