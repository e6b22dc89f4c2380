/*
 * fmt_layout: see fmt_layout.h. Two passes over the cells: one measures, one
 * writes. Widths are in terminal cells, by grapheme cluster.
 *
 * Numbers stand right, all else left. The last column, when it stands left, is
 * not filled up; and no column is filled up beyond WIDEST cells, or one long
 * name would make every line as long: so the output stays in proportion to the
 * input. A longer cell moves the rest of its line to the right.
 */
#include "fmt_layout.h"

#include "utf8.h"

#define ELLIPSIS "\xE2\x80\xA6"
#define NANO UINT64_C(1000000000)

enum {
	WIDEST = 200,       /* cells that a column is filled up to */
	READABLE = 8,       /* cells left of a text before another is cut */
	MARKDOWN_LEAST = 3, /* dashes in a rule */
	BAR_CELLS = 20,
	EIGHTHS = 8
};

/* How a column stands on the line; widths in cells. */
typedef struct {
	size_t limit; /* longer text is cut; at first the widest cell's width */
	size_t width; /* filled up to this */
	bool is_text; /* may be cut */
	bool right;
} Track;

typedef struct {
	Fmt *f;
	const FmtGrid *grid;
	FmtLayoutStyle style;
	Track *tracks; /* one a column */
	Buffer line;
	Buffer bar;
} Layout;

/* The head's line, in place of a row's number. */
#define HEAD SIZE_MAX

/* Each is written with a backslash before it in Markdown. */
static size_t
count_pipes(const Layout *l, Slice s)
{
	size_t n = 0, i = 0;
	if (l->style != LAYOUT_MARKDOWN)
		return 0;
	while ((i = slice_find(s, i, '|')) < s.n) {
		n++;
		i++;
	}
	return n;
}

/* How many bytes of a text fit into so many cells, and how many they take. */
static size_t
fit(const Layout *l, Slice s, size_t cells, size_t *taken)
{
	size_t i = 0, next;
	int width;
	*taken = 0;
	for (; i < s.n; i = next) {
		next = utf8_cluster(s, i, &width);
		size_t more = (size_t)width +
		    count_pipes(l, slice_between(s, i, next));
		if (more > cells - *taken)
			break;
		*taken += more;
	}
	return i;
}

static size_t
cells_of(const Layout *l, Slice s)
{
	size_t taken;
	if (fmt_is_plain(s))
		return s.n + count_pipes(l, s);
	fit(l, s, SIZE_MAX, &taken);
	return taken;
}

/* A bar for a part of the whole in billionths: at least its smallest piece,
 * for there is something to show. */
static void
draw_bar(Buffer *bar, uint64_t part, bool ascii)
{
	uint64_t steps = BAR_CELLS * (ascii ? 1 : EIGHTHS);
	uint64_t n = (part * steps + NANO / 2) / NANO;
	char last[] = "\xE2\x96\x88";
	if (n == 0)
		n = 1;
	if (ascii) {
		memset(buffer_room(bar, n), '#', n);
		bar->n += n;
		return;
	}
	for (; n >= EIGHTHS; n -= EIGHTHS)
		buffer_add(bar, slice_of(last));
	/* U+2589 has seven eighths, U+258F has one. */
	last[2] = (char)(0x90 - n);
	if (n > 0)
		buffer_add(bar, slice_of(last));
}

/* The bar of a number; nothing for zero and below. */
static Slice
bar_of(Layout *l, FmtValue value, Decimal full)
{
	Decimal part;
	l->bar.n = 0;
	if (value.kind == VALUE_NUMBER &&
	    decimal_compare(value.number, DECIMAL_ZERO) > 0 &&
	    decimal_divide(value.number, full, DECIMAL_FRACTION_DIGITS, &part))
		draw_bar(&l->bar,
		    (uint64_t)part.whole * NANO + (uint64_t)part.nano,
		    l->f->options->ascii);
	return buffer_slice(&l->bar);
}

/* What a cell shows. Good until the next call. */
static Slice
cell_text(Layout *l, size_t row, const FmtGridColumn *c,
    char room[DECIMAL_TEXT])
{
	if (row == HEAD)
		return slice_trim(fmt_shown(l->f, c->head));
	FmtValue value = fmt_grid_value(l->grid, row, c);
	if (c->is_bar)
		return bar_of(l, value, c->full);
	Slice text = fmt_value_bytes(&value, room);
	text = slice_trim(fmt_shown(l->f, text));
	return text.n != 0 ? text : SLICE("-");
}

/* A column's kind is that of the values it shows. */
static void
start_track(const FmtGridColumn *c, Track *t)
{
	FmtKind kind = c->is_bar ? VALUE_NONE : fmt_kind_of(c->column);
	t->right = kind == VALUE_NUMBER;
	t->is_text = c->column != COLUMN_WAY &&
	    (kind == VALUE_TEXT || kind == VALUE_SOURCE);
}

static size_t
least_width(const Layout *l)
{
	return l->style == LAYOUT_MARKDOWN ? MARKDOWN_LEAST : 1;
}

/* Sets each limit to the width of the widest cell. */
static void
measure(Layout *l)
{
	const FmtGrid *g = l->grid;
	size_t rows = fmt_grid_rows(g);
	char room[DECIMAL_TEXT];
	for (size_t i = 0; i < g->columns.n; i++) {
		const FmtGridColumn *c = &g->columns.at[i];
		Track *t = &l->tracks[i];
		start_track(c, t);
		t->limit = least_width(l);
		size_t row = l->f->options->no_header ? 0 : HEAD;
		for (; row != rows; row++) {
			size_t n = cells_of(l, cell_text(l, row, c, room));
			if (n > t->limit)
				t->limit = n;
		}
	}
}

/* The text column of the highest limit above the floor, of several the last;
 * NULL where there is none. */
static Track *
widest_text(const Layout *l, size_t floor)
{
	Track *widest = NULL;
	for (size_t i = 0; i < l->grid->columns.n; i++) {
		Track *t = &l->tracks[i];
		if (t->is_text && t->limit > floor &&
		    (widest == NULL || t->limit >= widest->limit))
			widest = t;
	}
	return widest;
}

/* Lowers limits by so many cells in all, none below the floor, and of the
 * widest column first; returns what is left to lower. */
static size_t
lower(Layout *l, size_t cells, size_t floor)
{
	Track *t;
	while (cells > 0 && (t = widest_text(l, floor)) != NULL) {
		size_t step = t->limit - floor;
		step = step < cells ? step : cells;
		t->limit -= step;
		cells -= step;
	}
	return cells;
}

/* Cuts text until a line fits: first down to where it still says something,
 * then, if it must be, to nothing. */
static void
cut_to_width(Layout *l)
{
	size_t n = l->grid->columns.n, width = l->f->options->width;
	size_t total = l->style == LAYOUT_MARKDOWN ? 3 * n + 1 : 2 * (n - 1);
	for (size_t i = 0; i < n; i++)
		total = base_sum(total, l->tracks[i].limit);
	if (width != 0 && total > width)
		lower(l, lower(l, total - width, READABLE), least_width(l));
}

static void
fill_to(Layout *l)
{
	size_t n = l->grid->columns.n;
	for (size_t i = 0; i < n; i++) {
		Track *t = &l->tracks[i];
		t->width = t->limit < WIDEST ? t->limit : WIDEST;
	}
	/* After the last there is nothing to align but its rule. */
	Track *last = &l->tracks[n - 1];
	size_t head = cells_of(l,
	    fmt_shown(l->f, l->grid->columns.at[n - 1].head));
	if (!last->right && head < last->width)
		last->width = head > least_width(l) ? head : least_width(l);
}

static void
add_run(Buffer *line, char c, size_t n)
{
	if (n != 0)
		memset(buffer_room(line, n), c, n);
	line->n += n;
}

static void
add_escaped(Layout *l, Slice s)
{
	while (l->style == LAYOUT_MARKDOWN && s.n > 0) {
		size_t pipe = slice_find(s, 0, '|');
		buffer_add(&l->line, slice_until(s, pipe));
		if (pipe < s.n)
			buffer_add(&l->line, SLICE("\\|"));
		s = slice_from(s, pipe + 1);
	}
	buffer_add(&l->line, s);
}

static void
add_cell(Layout *l, const Track *t, Slice text)
{
	size_t taken = cells_of(l, text);
	bool cut = taken > t->limit;
	if (cut) {
		text = slice_until(text, fit(l, text, t->limit - 1, &taken));
		taken++;
	}
	size_t spaces = taken < t->width ? t->width - taken : 0;
	if (t->right)
		add_run(&l->line, ' ', spaces);
	add_escaped(l, text);
	if (cut)
		buffer_add(&l->line, SLICE(ELLIPSIS));
	if (!t->right)
		add_run(&l->line, ' ', spaces);
}

static void
write_row(Layout *l, size_t row)
{
	bool markdown = l->style == LAYOUT_MARKDOWN;
	bool bold = l->f->options->colour && row == HEAD && !markdown;
	Slice between = markdown ? SLICE(" | ") : SLICE("  ");
	char room[DECIMAL_TEXT];
	l->line.n = 0;
	if (markdown)
		buffer_add(&l->line, SLICE("| "));
	for (size_t i = 0; i < l->grid->columns.n; i++) {
		if (i > 0)
			buffer_add(&l->line, between);
		add_cell(l, &l->tracks[i],
		    cell_text(l, row, &l->grid->columns.at[i], room));
	}
	if (markdown)
		buffer_add(&l->line, SLICE(" |"));
	if (bold)
		output_write(l->f->output, SLICE("\033[1m"));
	output_write(l->f->output, slice_trim_end(buffer_slice(&l->line)));
	output_write(l->f->output, bold ? SLICE("\033[0m\n") : SLICE("\n"));
}

/* The line under the heads, which says how columns stand. */
static void
write_rule(Layout *l)
{
	l->line.n = 0;
	for (size_t i = 0; i < l->grid->columns.n; i++) {
		const Track *t = &l->tracks[i];
		buffer_add(&l->line, i > 0 ? SLICE(" | ") : SLICE("| "));
		add_run(&l->line, '-', t->width - t->right);
		if (t->right)
			buffer_add_byte(&l->line, ':');
	}
	buffer_add(&l->line, SLICE(" |\n"));
	output_write(l->f->output, buffer_slice(&l->line));
}

void
fmt_layout_write(Fmt *f, const FmtGrid *g, FmtLayoutStyle style)
{
	Layout l = { .f = f, .grid = g, .style = style };
	l.tracks = base_alloc(base_product(g->columns.n, sizeof *l.tracks));
	measure(&l);
	cut_to_width(&l);
	fill_to(&l);
	if (!f->options->no_header)
		write_row(&l, HEAD);
	if (!f->options->no_header && style == LAYOUT_MARKDOWN)
		write_rule(&l);
	for (size_t row = 0; row < fmt_grid_rows(g); row++)
		write_row(&l, row);
	base_free(l.tracks);
	buffer_free(&l.line);
	buffer_free(&l.bar);
}
