/*
 * fmt_errors: FILE:LINE:1: note: WHO: WHY, the form in which compilers and
 * rel-parse report, for the error list of an editor. A record that stands on
 * no line is left out: there is nothing to jump to.
 */
#include "fmt_format.h"

/* Writes a further word of the reason. */
static void
add_word(Fmt *f, bool *begun, Slice word)
{
	if (word.n == 0)
		return;
	if (*begun)
		output_byte(f->output, ' ');
	output_write(f->output, fmt_shown(f, word));
	*begun = true;
}

static void
add_column(Fmt *f, bool *begun, const Record *r, Column column)
{
	char room[DECIMAL_TEXT];
	add_word(f, begun, fmt_value_written(r, column, room));
}

/* `, 3 days overdue` of a due record. */
static void
write_overdue(Fmt *f, Decimal days)
{
	char room[DECIMAL_TEXT];
	int order = decimal_compare(days, DECIMAL_ZERO);
	if (order == 0) {
		output_write(f->output, SLICE(", due today"));
		return;
	}
	if (order < 0)
		days = decimal_negate(days);
	bool one = decimal_compare(days, decimal_of(1)) == 0;
	output_write(f->output, order < 0 ? SLICE(", due in ") : SLICE(", "));
	output_write(f->output, (Slice){ room, decimal_write(room, days) });
	output_write(f->output, one ? SLICE(" day") : SLICE(" days"));
	if (order > 0)
		output_write(f->output, SLICE(" overdue"));
}

/* What the record is, in a few words; false where there are none. */
static bool
write_reason(Fmt *f, const Record *r)
{
	bool begun = false;
	if (slice_equal(r->type, SLICE("due"))) {
		add_word(f, &begun, r->kind.n != 0 ? r->kind : r->type);
		if (r->has_amount)
			write_overdue(f, r->amount);
		return true;
	}
	add_word(f, &begun, r->type);
	if (r->way != WAY_BOTH)
		add_column(f, &begun, r, COLUMN_WAY);
	add_word(f, &begun, r->kind);
	add_column(f, &begun, r, COLUMN_AMOUNT);
	add_word(f, &begun, r->unit);
	if (r->due != DAY_NONE) {
		add_word(f, &begun, SLICE("due"));
		add_column(f, &begun, r, COLUMN_DUE);
	}
	return begun;
}

static void
errors_record(Fmt *f, const Record *r)
{
	size_t line;
	Slice file = record_source_file(r->source, &line);
	if (file.n == 0 || line == 0)
		return;
	output_write(f->output, fmt_shown(f, file));
	output_byte(f->output, ':');
	output_number(f->output, line);
	output_write(f->output, SLICE(":1: note: "));
	if (r->person.n != 0) {
		output_write(f->output, fmt_shown(f, r->person));
		output_write(f->output, SLICE(": "));
	}
	if (write_reason(f, r) && r->text.n != 0)
		output_write(f->output, SLICE(": "));
	output_write(f->output, fmt_shown(f, r->text));
	output_byte(f->output, '\n');
}

const FmtFormat fmt_errors = { .name = "errors", .record = errors_record };
