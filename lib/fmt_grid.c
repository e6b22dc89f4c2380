/* fmt_grid: see fmt_grid.h. Each function is linear in what it looks at, but
 * for sorting. */
#include "fmt_grid.h"

#include "fmt_format.h"

size_t
fmt_grid_rows(const FmtGrid *g)
{
	return g->facts.n / g->row_facts;
}

Slice
fmt_grid_key(Slice tags, Slice key)
{
	Slice tag;
	while (record_next_tag(&tags, &tag))
		if (tag.n > key.n && tag.at[key.n] == '=' &&
		    slice_starts(tag, key))
			return slice_from(tag, key.n + 1);
	return SLICE_NONE;
}

FmtValue
fmt_grid_value(const FmtGrid *g, size_t row, const FmtGridColumn *c)
{
	return fmt_value_read(c->column,
	    fmt_grid_written(fmt_grid_fact(g, row, c), c));
}

bool
fmt_grid_is_filled(const FmtGrid *g, const FmtGridColumn *c)
{
	for (size_t row = 0; row < fmt_grid_rows(g); row++)
		if (fmt_grid_value(g, row, c).kind != VALUE_NONE)
			return true;
	return false;
}

/* Nothing is named by the empty name. */
static bool
is_named(const FmtGridColumn *c, Slice name)
{
	return name.n != 0 &&
	    (slice_equal(c->head, name) || slice_equal(c->name, name));
}

const FmtGridColumn *
fmt_grid_find(const FmtGrid *g, Slice name)
{
	for (size_t i = 0; i < g->columns.n; i++)
		if (is_named(&g->columns.at[i], name))
			return &g->columns.at[i];
	return NULL;
}

void
fmt_grid_sort(FmtGrid *g, const FmtGridColumn *by, bool descending)
{
	size_t n = fmt_grid_rows(g);
	FmtKey *keys = base_alloc(base_product(n, sizeof *keys));
	size_t *order = base_alloc(base_product(n, sizeof *order));
	for (size_t i = 0; i < n; i++)
		keys[i] = (FmtKey){ fmt_grid_value(g, i, by), i };
	fmt_keys_sort(keys, n, descending);
	for (size_t i = 0; i < n; i++)
		order[i] = keys[i].index;
	base_free(keys);
	g->order = order;
}

void
fmt_grid_choose(FmtGrid *g, Slice names)
{
	FmtGrid chosen = { 0 };
	Slice name;
	bool all = names.n == 0;
	for (size_t i = 0; all && i < g->columns.n; i++)
		if (!g->columns.at[i].left_out)
			*vec_push(&chosen.columns) = g->columns.at[i];
	while (slice_next_item(&names, &name))
		for (size_t i = 0; i < g->columns.n; i++)
			if (is_named(&g->columns.at[i], name))
				*vec_push(&chosen.columns) = g->columns.at[i];
	vec_free(&g->columns);
	g->columns = chosen.columns;
}

/* The place right of the column, or the last. */
static size_t
place_beside(const FmtGrid *g, const FmtGridColumn *of)
{
	for (size_t i = 0; i < g->columns.n; i++)
		if (g->columns.at[i].fact == of->fact &&
		    g->columns.at[i].column == of->column)
			return i + 1;
	return g->columns.n;
}

void
fmt_grid_add_bars(FmtGrid *g, FmtGridColumn of)
{
	Decimal full = DECIMAL_ZERO;
	for (size_t row = 0; row < fmt_grid_rows(g); row++) {
		FmtValue v = fmt_grid_value(g, row, &of);
		if (v.kind == VALUE_NUMBER &&
		    decimal_compare(v.number, full) > 0)
			full = v.number;
	}
	if (decimal_compare(full, DECIMAL_ZERO) == 0)
		return;
	size_t place = place_beside(g, &of);
	vec_push(&g->columns);
	memmove(g->columns.at + place + 1, g->columns.at + place,
	    (g->columns.n - 1 - place) * sizeof *g->columns.at);
	of.head = of.name = SLICE_NONE;
	of.is_bar = true;
	of.full = full;
	g->columns.at[place] = of;
}

void
fmt_grid_free(FmtGrid *g)
{
	vec_free(&g->columns);
	vec_free(&g->facts);
	base_free(g->order);
	g->order = NULL;
}
