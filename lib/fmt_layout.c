/*
 * fmt_layout: see fmt_layout.h. Cells are measured first, unless that was done
 * when their records came, and then written. Widths are in terminal cells, by
 * grapheme cluster.
 *
 * Numbers stand right, all else left. The last column, when it stands left, is
 * not filled up; and no column is filled up beyond WIDEST cells, or one long
 * name would make every line as long: so the output stays in proportion to the
 * input. A longer cell moves the rest of its line to the right.
 */
#include "fmt_layout.h"

#include "utf8.h"

#define ELLIPSIS "\xE2\x80\xA6"
#define NANO ((uint64_t)DECIMAL_NANO)

enum {
	WIDEST = 200,       /* cells that a column is filled up to */
	READABLE = 8,       /* cells left of a text before another is cut */
	MARKDOWN_LEAST = 3, /* dashes in a rule */
	BAR_CELLS = 20,
	EIGHTHS = 8
};

/* What a cell shows, and how wide that is. */
typedef struct {
	Slice text;
	size_t width;
} Cell;

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
	size_t rows;
	Track *tracks; /* one a column */
	size_t gap;    /* spaces due before what comes next on the line */
	Buffer bar;
} Layout;

static size_t
count(Slice s, char c)
{
	size_t n = 0, i = 0;
	while ((i = slice_find(s, i, c)) < s.n) {
		n++;
		i++;
	}
	return n;
}

/* Each is written with a backslash before it in Markdown. */
static inline size_t
count_pipes(const Layout *l, Slice s)
{
	return l->style == LAYOUT_MARKDOWN ? count(s, '|') : 0;
}

/* How many bytes from byte i on are a character each: plain ones, but for the
 * last, which what follows may join. */
static size_t
count_single(Slice s, size_t i)
{
	size_t end = utf8_skip_plain(s, i);
	return end - i - (end > i && end < s.n);
}

/* How many bytes of a text fit into so many cells, and how many they take. By
 * characters, but as long as there is room enough, plain ones all at once. */
static size_t
fit(const Layout *l, Slice s, size_t cells, size_t *taken)
{
	size_t i = 0, next;
	bool nearly_full = false;
	int width;
	*taken = 0;
	for (; i < s.n; i = next) {
		size_t single = nearly_full ? 0 : count_single(s, i);
		next = i + single;
		size_t more = single +
		    count_pipes(l, slice_between(s, i, next));
		nearly_full = nearly_full || more > cells - *taken;
		if (single == 0 || nearly_full) {
			next = utf8_cluster(s, i, &width);
			more = (size_t)width +
			    count_pipes(l, slice_between(s, i, next));
		}
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

static Cell
bar_cell(Layout *l, size_t row, const FmtGridColumn *c)
{
	Slice bar = bar_of(l, fmt_grid_value(l->grid, row, c), c->full);
	return (Cell){ bar, cells_of(l, bar) };
}

/* A text made safe and trimmed. */
static Cell
text_cell(Layout *l, Slice text)
{
	text = slice_trim(fmt_shown(l->f, text));
	return (Cell){ text, cells_of(l, text) };
}

/* What is written of a record, as a cell that shows never nothing. */
static inline Cell
fact_cell(Layout *l, const FmtFact *fact, Slice written)
{
	Cell cell = { written, written.n };
	if (written.n != 0 && (!fact->is_simple || l->style != LAYOUT_PLAIN))
		cell = text_cell(l, written);
	return cell.text.n != 0 ? cell : (Cell){ SLICE("-"), 1 };
}

/* Good until the next call. */
static inline Cell
cell_at(Layout *l, size_t row, const FmtGridColumn *c)
{
	if (c->is_bar)
		return bar_cell(l, row, c);
	const FmtFact *fact = fmt_grid_fact(l->grid, row, c);
	return fact_cell(l, fact, fmt_grid_written(fact, c));
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

static void
raise(size_t *widest, size_t width)
{
	if (width > *widest)
		*widest = width;
}

void
fmt_layout_measure(Fmt *f, FmtLayoutStyle style, const FmtFact *fact,
    FmtColumns columns, size_t widest[COLUMN_COUNT])
{
	Layout l = { .f = f, .style = style };
	for (Column c = 0; c < COLUMN_COUNT; c++)
		if ((columns & FMT_COLUMN(c)) != 0)
			raise(&widest[c], fact_cell(&l, fact,
			    fmt_fact_written(fact, c)).width);
}

/* The cells of the widest cell of a column. */
static size_t
widest_of(Layout *l, const FmtGridColumn *c)
{
	size_t widest = 0;
	if (l->grid->widest != NULL && !c->is_bar)
		return l->grid->widest[c->column];
	for (size_t row = 0; row < l->rows; row++)
		raise(&widest, cell_at(l, row, c).width);
	return widest;
}

/* Sets each limit to the width of the widest cell. */
static void
measure(Layout *l)
{
	for (size_t i = 0; i < l->grid->columns.n; i++) {
		const FmtGridColumn *c = &l->grid->columns.at[i];
		Track *t = &l->tracks[i];
		start_track(c, t);
		t->limit = least_width(l);
		if (!l->f->options->no_header)
			raise(&t->limit, text_cell(l, c->head).width);
		raise(&t->limit, widest_of(l, c));
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

static char *
put_run(char *to, char c, size_t n)
{
	if (n != 0)
		memset(to, c, n);
	return to + n;
}

static char *
put_escaped(const Layout *l, char *to, Slice s)
{
	while (l->style == LAYOUT_MARKDOWN && s.n > 0) {
		size_t pipe = slice_find(s, 0, '|');
		to = fmt_put(to, slice_until(s, pipe));
		if (pipe < s.n)
			to = fmt_put(to, SLICE("\\|"));
		s = slice_from(s, pipe + 1);
	}
	return fmt_put(to, s);
}

/* Writes a cell of plain text that fits, as most do. */
static inline void
write_plain_cell(Layout *l, const Track *t, Slice text, size_t width)
{
	size_t spaces = width < t->width ? t->width - width : 0;
	size_t before = t->right ? spaces : 0, gap = l->gap + before;
	char *to = output_room(l->f->output, base_sum(text.n, gap));
	fmt_put(put_run(to, ' ', gap), text);
	output_took(l->f->output, gap + text.n);
	l->gap = spaces - before + 2;
}

/* Writes a cell. The spaces after it wait, to be written at once with those
 * before the next; so there are none at the end of a line. */
static void
write_cell(Layout *l, const Track *t, Slice text, size_t width)
{
	bool markdown = l->style == LAYOUT_MARKDOWN;
	if (text.n == 0 && !markdown) {
		l->gap += t->width + 2;
		return;
	}
	if (LIKELY(!markdown && width <= t->limit)) {
		write_plain_cell(l, t, text, width);
		return;
	}
	bool cut = width > t->limit;
	if (cut) {
		text = slice_until(text, fit(l, text, t->limit - 1, &width));
		width++;
	}
	size_t spaces = width < t->width ? t->width - width : 0;
	size_t before = t->right ? spaces : 0;
	size_t bytes = base_sum(text.n, count_pipes(l, text));
	char *start = output_room(l->f->output,
	    base_sum(bytes, l->gap + before + strlen("| " ELLIPSIS)));
	char *to = put_run(start, ' ', l->gap + (markdown ? 0 : before));
	if (markdown)
		to = put_run(fmt_put(to, SLICE("| ")), ' ', before);
	to = put_escaped(l, to, text);
	if (cut)
		to = fmt_put(to, SLICE(ELLIPSIS));
	output_took(l->f->output, (size_t)(to - start));
	l->gap = spaces - before + (markdown ? 1 : 2);
}

static void
end_line(Layout *l)
{
	Output *o = l->f->output;
	if (l->style == LAYOUT_MARKDOWN) {
		put_run(output_room(o, l->gap), ' ', l->gap);
		output_took(o, l->gap);
		output_byte(o, '|');
	}
	output_byte(o, '\n');
	l->gap = 0;
}

static void
write_heads(Layout *l)
{
	bool bold = l->f->options->colour && l->style == LAYOUT_PLAIN;
	if (bold)
		output_write(l->f->output, SLICE("\033[1m"));
	for (size_t i = 0; i < l->grid->columns.n; i++) {
		Cell cell = text_cell(l, l->grid->columns.at[i].head);
		write_cell(l, &l->tracks[i], cell.text, cell.width);
	}
	if (bold)
		output_write(l->f->output, SLICE("\033[0m"));
	end_line(l);
}

static void
write_row(Layout *l, size_t row)
{
	for (size_t i = 0; i < l->grid->columns.n; i++) {
		Cell cell = cell_at(l, row, &l->grid->columns.at[i]);
		write_cell(l, &l->tracks[i], cell.text, cell.width);
	}
	end_line(l);
}

/* The line under the heads, which says how columns stand. */
static void
write_rule(Layout *l)
{
	Output *o = l->f->output;
	for (size_t i = 0; i < l->grid->columns.n; i++) {
		const Track *t = &l->tracks[i];
		output_write(o, i > 0 ? SLICE(" | ") : SLICE("| "));
		put_run(output_room(o, t->width), '-', t->width);
		output_took(o, t->width - t->right);
		if (t->right)
			output_byte(o, ':');
	}
	output_write(o, SLICE(" |\n"));
}

void
fmt_layout_write(Fmt *f, const FmtGrid *g, FmtLayoutStyle style)
{
	Layout l = { .f = f, .grid = g, .style = style };
	l.rows = fmt_grid_rows(g);
	l.tracks = base_alloc(base_product(g->columns.n, sizeof *l.tracks));
	measure(&l);
	cut_to_width(&l);
	fill_to(&l);
	if (!f->options->no_header)
		write_heads(&l);
	if (!f->options->no_header && style == LAYOUT_MARKDOWN)
		write_rule(&l);
	for (size_t row = 0; row < l.rows; row++)
		write_row(&l, row);
	base_free(l.tracks);
	buffer_free(&l.bar);
}
