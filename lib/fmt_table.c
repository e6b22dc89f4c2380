/*
 * fmt_table: see fmt_table.h. Records are sorted into one table for each type;
 * each becomes a grid, is sorted and cut down to the columns chosen, and is
 * laid out. Tables stand in the order of layouts[], and after them those of
 * other types by name.
 */
#include "fmt_table.h"

#include "fmt_grid.h"
#include "fmt_layout.h"
#include "fmt_stat.h"
#include "map.h"

#include <stdlib.h>

enum { MOST_FIELDS = 8 };

typedef enum { ALWAYS, IF_FILLED, IF_NAMED } When;

typedef struct {
	const char *head;
	Column column;
	When when;
} Field;

/* In the order of the tables. */
static const struct {
	const char *type;
	Field fields[MOST_FIELDS]; /* ended by a NULL head */
} layouts[] = {
	{ "person",
	    { { "who", COLUMN_PERSON, ALWAYS },
	        { "handle", COLUMN_TEXT, ALWAYS },
	        { "circles", COLUMN_TAGS, ALWAYS },
	        { "declared", COLUMN_SOURCE, ALWAYS } } },
	{ "alias",
	    { { "who", COLUMN_PERSON, ALWAYS },
	        { "alias", COLUMN_TEXT, ALWAYS },
	        { "declared", COLUMN_SOURCE, ALWAYS } } },
	{ "attr",
	    { { "who", COLUMN_PERSON, ALWAYS },
	        { "key", COLUMN_KIND, ALWAYS },
	        { "value", COLUMN_TEXT, ALWAYS },
	        { "date", COLUMN_DATE, IF_FILLED },
	        { "due", COLUMN_DUE, IF_FILLED },
	        { "declared", COLUMN_SOURCE, ALWAYS } } },
	{ "contact",
	    { { "date", COLUMN_DATE, ALWAYS },
	        { "who", COLUMN_PERSON, ALWAYS },
	        { "way", COLUMN_WAY, ALWAYS },
	        { "kind", COLUMN_KIND, ALWAYS },
	        { "what", COLUMN_TEXT, ALWAYS } } },
	{ "note",
	    { { "date", COLUMN_DATE, ALWAYS },
	        { "who", COLUMN_PERSON, ALWAYS },
	        { "what", COLUMN_TEXT, ALWAYS } } },
	{ "mention",
	    { { "date", COLUMN_DATE, ALWAYS },
	        { "who", COLUMN_PERSON, ALWAYS },
	        { "kind", COLUMN_KIND, ALWAYS },
	        { "what", COLUMN_TEXT, ALWAYS } } },
	{ "exchange",
	    { { "date", COLUMN_DATE, ALWAYS },
	        { "who", COLUMN_PERSON, ALWAYS },
	        { "way", COLUMN_WAY, ALWAYS },
	        { "what", COLUMN_KIND, ALWAYS },
	        { "amount", COLUMN_AMOUNT, ALWAYS },
	        { "unit", COLUMN_UNIT, ALWAYS },
	        { "text", COLUMN_TEXT, ALWAYS } } },
	{ "tone",
	    { { "date", COLUMN_DATE, ALWAYS },
	        { "who", COLUMN_PERSON, ALWAYS },
	        { "tone", COLUMN_AMOUNT, ALWAYS },
	        { "what", COLUMN_TEXT, ALWAYS } } },
	{ "time",
	    { { "date", COLUMN_DATE, ALWAYS },
	        { "who", COLUMN_PERSON, ALWAYS },
	        { "time", COLUMN_AMOUNT, ALWAYS },
	        { "unit", COLUMN_UNIT, ALWAYS },
	        { "what", COLUMN_TEXT, ALWAYS } } },
	{ "place",
	    { { "date", COLUMN_DATE, ALWAYS },
	        { "who", COLUMN_PERSON, ALWAYS },
	        { "place", COLUMN_KIND, ALWAYS },
	        { "what", COLUMN_TEXT, ALWAYS } } },
	{ "next",
	    { { "date", COLUMN_DATE, ALWAYS },
	        { "who", COLUMN_PERSON, ALWAYS },
	        { "due", COLUMN_DUE, ALWAYS },
	        { "what", COLUMN_TEXT, ALWAYS } } },
	{ "promise",
	    { { "state", COLUMN_KIND, ALWAYS },
	        { "due", COLUMN_DUE, ALWAYS },
	        { "who", COLUMN_PERSON, ALWAYS },
	        { "way", COLUMN_WAY, ALWAYS },
	        { "made", COLUMN_DATE, ALWAYS },
	        { "done", COLUMN_DONE, ALWAYS },
	        { "what", COLUMN_TEXT, ALWAYS } } },
	{ "due",
	    { { "due", COLUMN_DATE, ALWAYS },
	        { "days", COLUMN_AMOUNT, ALWAYS },
	        { "who", COLUMN_PERSON, ALWAYS },
	        { "why", COLUMN_KIND, ALWAYS },
	        { "last", COLUMN_DONE, ALWAYS },
	        { "what", COLUMN_TEXT, ALWAYS },
	        { "limit", COLUMN_DUE, IF_NAMED } } },
	/* Where it can't be pivoted. */
	{ "stat",
	    { { "date", COLUMN_DATE, IF_FILLED },
	        { "who", COLUMN_PERSON, IF_FILLED },
	        { "tags", COLUMN_TAGS, IF_FILLED },
	        { "measure", COLUMN_KIND, ALWAYS },
	        { "way", COLUMN_WAY, IF_FILLED },
	        { "amount", COLUMN_AMOUNT, ALWAYS },
	        { "unit", COLUMN_UNIT, IF_FILLED },
	        { "day", COLUMN_DONE, IF_FILLED } } },
	{ "pair",
	    { { "who", COLUMN_PERSON, ALWAYS },
	        { "with", COLUMN_TEXT, ALWAYS },
	        { "entries", COLUMN_AMOUNT, ALWAYS },
	        { "last", COLUMN_DONE, ALWAYS } } },
};

/* The records of one type. */
typedef struct {
	Slice type;
	size_t layout; /* in layouts[], or their number */
	VEC(const Record *) records;
} Table;

/* The i-th field of a layout, or NULL after the last. */
static const Field *
field_at(size_t layout, size_t i)
{
	if (layout == LENGTH(layouts) || i == MOST_FIELDS ||
	    layouts[layout].fields[i].head == NULL)
		return NULL;
	return &layouts[layout].fields[i];
}

static size_t
layout_of(Slice type)
{
	size_t i = 0;
	while (i < LENGTH(layouts) &&
	    !slice_equal(slice_of(layouts[i].type), type))
		i++;
	return i;
}

/* Whether a layout has a field of this head, of numbers if so asked. */
static bool
is_head(Slice name, bool of_numbers)
{
	const Field *field;
	for (size_t n = 0; n < LENGTH(layouts); n++)
		for (size_t i = 0; (field = field_at(n, i)) != NULL; i++)
			if (slice_equal(slice_of(field->head), name) &&
			    (!of_numbers || field->column == COLUMN_AMOUNT))
				return true;
	return false;
}

bool
fmt_table_knows(Slice name)
{
	return record_column_of(name) < COLUMN_COUNT ||
	    is_head(name, false) || fmt_stat_is_measure(name) ||
	    (name.n > 1 && *name.at == '#');
}

bool
fmt_table_counts(Slice name)
{
	return record_column_of(name) == COLUMN_AMOUNT ||
	    is_head(name, true) || fmt_stat_counts(name);
}

static void
add_column(FmtGrid *g, Slice head, Column column, When when)
{
	FmtGridColumn c = { .head = head, .column = column };
	c.left_out = when == IF_NAMED ||
	    (when == IF_FILLED && !fmt_grid_is_filled(g, &c));
	*vec_push(&g->columns) = c;
}

/* A row a record. After the columns of the layout come, to be chosen, the
 * twelve; of a type without a layout they are what is shown. */
static void
make_rows(FmtGrid *g, const Table *t)
{
	const Field *field;
	g->row_facts = 1;
	for (size_t i = 0; i < t->records.n; i++)
		*vec_push(&g->facts) = t->records.at[i];
	for (size_t i = 0; (field = field_at(t->layout, i)) != NULL; i++)
		add_column(g, slice_of(field->head), field->column,
		    field->when);
	bool known = t->layout < LENGTH(layouts);
	for (Column c = 0; c < COLUMN_COUNT; c++)
		/* Of two columns of one name that of the layout counts. */
		if (fmt_grid_find(g, record_column_name(c)) == NULL)
			add_column(g, record_column_name(c), c,
			    known ? IF_NAMED : IF_FILLED);
}

/* Whether a column is chosen that a pivoted table does not have. */
static bool
wants_plain_rows(Slice names)
{
	Slice name;
	while (fmt_next_name(&names, &name)) {
		Column c = record_column_of(name);
		if (c < COLUMN_COUNT && c != COLUMN_DATE &&
		    c != COLUMN_PERSON && c != COLUMN_TAGS)
			return true;
	}
	return false;
}

/* Sorts the rows and leaves the columns that are to be seen, for which names
 * are looked up while all are there. */
static void
arrange(FmtGrid *g, const FmtOptions *o)
{
	bool descending;
	Slice name;
	fmt_sort_column(o->sort, &name, &descending);
	const FmtGridColumn *by = fmt_grid_find(g, name);
	if (by != NULL)
		fmt_grid_sort(g, by, descending);
	const FmtGridColumn *found = fmt_grid_find(g, o->bars);
	bool has_bars = found != NULL;
	FmtGridColumn counted = has_bars ? *found : (FmtGridColumn){ 0 };
	fmt_grid_choose(g, o->columns);
	if (has_bars && g->columns.n != 0)
		fmt_grid_add_bars(g, counted);
}

/* Writes a table; *begun says whether there was one before. */
static void
write_table(Fmt *f, const Table *t, FmtLayoutStyle style, bool *begun)
{
	Arena arena = { 0 };
	FmtGrid g = { 0 };
	if (!slice_equal(t->type, SLICE("stat")) ||
	    wants_plain_rows(f->options->columns) ||
	    !fmt_stat_pivot(&g, t->records.at, t->records.n, &arena))
		make_rows(&g, t);
	arrange(&g, f->options);
	if (g.columns.n != 0) {
		if (*begun)
			output_byte(f->output, '\n');
		*begun = true;
		fmt_layout_write(f, &g, style);
	}
	fmt_grid_free(&g);
	arena_free(&arena);
}

static int
by_layout_and_type(const void *x, const void *y)
{
	const Table *a = x, *b = y;
	if (a->layout != b->layout)
		return a->layout < b->layout ? -1 : 1;
	return slice_compare(a->type, b->type);
}

static void
write_all(Fmt *f, const Record records[], size_t n, FmtLayoutStyle style)
{
	VEC(Table) tables = { 0 };
	Map by_type = { 0 };
	bool begun = false;
	for (size_t i = 0; i < n; i++) {
		Slice type = records[i].type;
		uint32_t *number = map_put(&by_type, type, NULL);
		if (*number == MAP_NONE) {
			*number = (uint32_t)tables.n;
			*vec_push(&tables) = (Table){ .type = type,
				.layout = layout_of(type) };
		}
		*vec_push(&tables.at[*number].records) = &records[i];
	}
	if (tables.n != 0)
		qsort(tables.at, tables.n, sizeof *tables.at,
		    by_layout_and_type);
	for (size_t i = 0; i < tables.n; i++) {
		write_table(f, &tables.at[i], style, &begun);
		vec_free(&tables.at[i].records);
	}
	vec_free(&tables);
	map_free(&by_type);
}

static void
table_all(Fmt *f, const Record records[], size_t n)
{
	write_all(f, records, n, LAYOUT_PLAIN);
}

static void
md_all(Fmt *f, const Record records[], size_t n)
{
	write_all(f, records, n, LAYOUT_MARKDOWN);
}

const FmtFormat fmt_table = { .name = "table",
	.has_columns = true,
	.has_tables = true,
	.all = table_all };

const FmtFormat fmt_md = { .name = "md",
	.has_columns = true,
	.has_tables = true,
	.all = md_all };
