/* due_list: see due_list.h. */
#include "due_list.h"

#include <stdlib.h>

void
due_list_open(DueList *l)
{
	*l = (DueList){ 0 };
	output_open(&l->tail, OUTPUT_TO_MEMORY);
}

static Slice
keep_tail(DueList *l)
{
	return arena_copy(&l->tails, (Slice){ l->tail.at, l->tail.n });
}

void
due_list_add(DueList *l, const DueWho *who, DueReason reason, const Record *r)
{
	Output *o = &l->tail;
	o->n = 0;
	record_write_field(o, r->tags);
	output_byte(o, '\t');
	record_write_field(o, r->source);
	output_byte(o, '\t');
	record_write_field(o, r->text);
	output_byte(o, '\n');
	*vec_push(&l->findings) = (DueFinding){ .who = who,
		.tail = keep_tail(l),
		.date = r->date,
		.due = r->due,
		.done = r->done,
		.reason = (uint8_t)reason,
		.way = (uint8_t)r->way };
}

/* The tail from the tab after the tags on. */
static Slice
after_tags(const DueFinding *f)
{
	return slice_from(f->tail, slice_find(f->tail, 0, '\t'));
}

void
due_list_add_tags(DueList *l, DueFinding *finding, Slice tags)
{
	if (tags.n == 0)
		return;
	l->tail.n = 0;
	record_write_field(&l->tail, tags);
	output_write(&l->tail, after_tags(finding));
	finding->tail = keep_tail(l);
}

/* Columns are compared with what follows them: a tab and LF sort before all
 * that may stand in one. */
static int
compare_columns(const DueFinding *a, const DueFinding *b)
{
	int order = a->who != b->who
	    ? slice_compare(a->who->name, b->who->name)
	    : 0;
	if (order == 0 && a->reason != b->reason)
		order = slice_compare(due_reason_text(a->reason),
		    due_reason_text(b->reason));
	if (order == 0)
		order = slice_compare(after_tags(a), after_tags(b));
	if (order == 0 && a->way != b->way)
		order = slice_compare(record_way_text(a->way),
		    record_way_text(b->way));
	if (order == 0)
		order = (a->due > b->due) - (a->due < b->due);
	if (order == 0)
		order = (a->done > b->done) - (a->done < b->done);
	return order != 0 ? order : slice_compare(a->tail, b->tail);
}

static int
by_date(const void *x, const void *y)
{
	const DueFinding *a = x, *b = y;
	if (a->date == b->date)
		return compare_columns(a, b);
	if (a->date == DAY_NONE || b->date == DAY_NONE)
		return a->date == DAY_NONE ? 1 : -1;
	return a->date < b->date ? -1 : 1;
}

static int
by_urgency_and_date(const void *x, const void *y)
{
	const DueUrgency a = ((const DueFinding *)x)->who->urgency;
	const DueUrgency b = ((const DueFinding *)y)->who->urgency;
	if ((a.cadence == 0) != (b.cadence == 0))
		return a.cadence == 0 ? 1 : -1;
	int64_t more = a.silent * b.cadence, less = b.silent * a.cadence;
	if (more != less)
		return more > less ? -1 : 1;
	return by_date(x, y);
}

static void
write_finding(const DueFinding *f, Day today, Output *o)
{
	Record r = { .type = SLICE("due"),
		.date = f->date,
		.person = f->who->name,
		.way = f->way,
		.kind = due_reason_text(f->reason),
		.due = f->due,
		.done = f->done };
	if (f->date != DAY_NONE) {
		r.has_amount = true;
		r.amount = decimal_of(today - f->date);
		r.unit = SLICE("d");
	}
	record_write_with_tail(o, &r, f->tail);
}

void
due_list_write(DueList *l, Day today, bool by_urgency, Output *o)
{
	if (l->findings.n > 1)
		qsort(l->findings.at, l->findings.n, sizeof *l->findings.at,
		    by_urgency ? by_urgency_and_date : by_date);
	for (size_t i = 0; i < l->findings.n; i++)
		write_finding(&l->findings.at[i], today, o);
}

void
due_list_free(DueList *l)
{
	vec_free(&l->findings);
	arena_free(&l->tails);
	output_close(&l->tail);
}
