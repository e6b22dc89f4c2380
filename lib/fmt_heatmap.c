/*
 * fmt_heatmap: the contacts of a year as a picture, a week a column, a weekday
 * a row; the weeks end with that of today. A day is as dark as it is full,
 * next to the fullest. What it counts takes the same memory for every input.
 */
#include "fmt_format.h"

enum {
	WEEK = 7,
	WEEKS = 53, /* all of a year, however it lies */
	SHADES = 4,
	LABEL = 4   /* cells: a weekday and a space */
};

struct FmtHeatmap {
	Day first; /* a Monday; may be before DAY_FIRST */
	Day last;
	size_t weeks;
	size_t counts[WEEK * WEEKS]; /* contacts of each day from first on */
};

static const char weekdays[WEEK][LABEL] = { "Mon", "Tue", "Wed", "Thu", "Fri",
	"Sat", "Sun" };
static const char months[12][4] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun",
	"Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
/* By whether they are to be ASCII. */
static const char *const shades[2][SHADES] = { { "░", "▒", "▓", "█" },
	{ ".", "+", "o", "#" } };

static void
heatmap_begin(Fmt *f)
{
	const FmtOptions *o = f->options;
	struct FmtHeatmap *h = base_alloc(sizeof *h);
	*h = (struct FmtHeatmap){ .last = o->today, .weeks = WEEKS };
	if (o->width > LABEL && o->width - LABEL < WEEKS)
		h->weeks = o->width - LABEL;
	/* DAY_FIRST was a Monday. */
	h->first = o->today - (o->today + WEEK - DAY_FIRST) % WEEK -
	    WEEK * ((Day)h->weeks - 1);
	f->heatmap = h;
}

static void
heatmap_record(Fmt *f, const Record *r)
{
	struct FmtHeatmap *h = f->heatmap;
	if (slice_equal(r->type, SLICE("contact")) && r->date != DAY_NONE &&
	    r->date >= h->first && r->date <= h->last)
		h->counts[r->date - h->first]++;
}

/* The month that begins in a week, from 0, or -1. */
static int
month_begun(const struct FmtHeatmap *h, size_t week)
{
	Day sunday = h->first + WEEK * (Day)week + WEEK - 1;
	if (sunday < DAY_FIRST + WEEK - 1 || sunday > DAY_LAST)
		return -1;
	DayFields fields = day_fields(sunday);
	return fields.day <= WEEK ? fields.month - 1 : -1;
}

/* The months, each above the week in which it begins, if there is room. */
static void
write_months(Fmt *f)
{
	const struct FmtHeatmap *h = f->heatmap;
	const size_t width = f->options->width, name = 3;
	size_t at = 0; /* cells written */
	for (size_t week = 0; week < h->weeks; week++) {
		int month = month_begun(h, week);
		if (month < 0 || (width > LABEL && LABEL + week + name > width))
			continue;
		for (; at < LABEL + week; at++)
			output_byte(f->output, ' ');
		output_write(f->output, slice_of(months[month]));
		at += name;
	}
	output_byte(f->output, '\n');
}

/* The shade of a count, 1 to SHADES, or 0 for none; most is at least SHADES. */
static size_t
shade_of(size_t count, size_t most)
{
	/* As many quarters of the most as are begun. */
	return count / most * SHADES +
	    (count % most * SHADES + most - 1) / most;
}

static Slice
sign_of(const Fmt *f, size_t shade)
{
	if (shade == 0)
		return SLICE(" ");
	return slice_of(shades[f->options->ascii][shade - 1]);
}

static void
write_weekday(Fmt *f, size_t weekday, size_t most)
{
	const struct FmtHeatmap *h = f->heatmap;
	size_t blank = 1;
	output_write(f->output, slice_of(weekdays[weekday]));
	for (size_t week = 0; week < h->weeks; week++) {
		size_t count = h->counts[week * WEEK + weekday];
		if (count == 0) {
			blank++;
			continue;
		}
		for (; blank > 0; blank--)
			output_byte(f->output, ' ');
		output_write(f->output, sign_of(f, shade_of(count, most)));
	}
	output_byte(f->output, '\n');
}

static void
write_count(Output *o, size_t n, Slice what)
{
	output_number(o, n);
	output_byte(o, ' ');
	output_write(o, what);
	if (n != 1)
		output_byte(o, 's');
}

/* How many there are, and what each shade stands for. */
static void
write_legend(Fmt *f, size_t most)
{
	const struct FmtHeatmap *h = f->heatmap;
	size_t contacts = 0, days = 0;
	for (size_t i = 0; i < WEEK * h->weeks; i++) {
		contacts += h->counts[i];
		days += h->counts[i] != 0;
	}
	output_byte(f->output, '\n');
	write_count(f->output, contacts, SLICE("contact"));
	output_write(f->output, SLICE(" on "));
	write_count(f->output, days, SLICE("day"));
	output_byte(f->output, ' ');
	for (size_t shade = 1, from = 1, to; shade <= SHADES; shade++) {
		to = most / SHADES * shade + most % SHADES * shade / SHADES;
		output_byte(f->output, ' ');
		output_write(f->output, sign_of(f, shade));
		output_byte(f->output, ' ');
		output_number(f->output, from);
		if (to > from) {
			output_byte(f->output, '-');
			output_number(f->output, to);
		}
		from = to + 1;
	}
	output_byte(f->output, '\n');
}

static void
heatmap_end(Fmt *f)
{
	const struct FmtHeatmap *h = f->heatmap;
	size_t most = SHADES; /* of few, each one more is a shade more */
	for (size_t i = 0; i < WEEK * h->weeks; i++)
		if (h->counts[i] > most)
			most = h->counts[i];
	if (!f->options->no_header)
		write_months(f);
	for (size_t weekday = 0; weekday < WEEK; weekday++)
		write_weekday(f, weekday, most);
	if (!f->options->no_header)
		write_legend(f, most);
	base_free(f->heatmap);
}

const FmtFormat fmt_heatmap = { .name = "heatmap",
	.begin = heatmap_begin,
	.record = heatmap_record,
	.end = heatmap_end };
