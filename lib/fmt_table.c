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

static const Slice stat = { "stat", 4 };

/* The records of one type. */
typedef struct {
	Slice type;
	size_t layout; /* in layouts[], or their number */
	FmtColumns columns; /* those that may be shown */
	VEC(const FmtFact *) facts;
	size_t widest[COLUMN_COUNT]; /* cells; see fmt_layout.h */
} Table;

/* All of a run; what they hold is in the arena. */
struct FmtTables {
	FmtLayoutStyle style;
	VEC(Table) all;
	Map by_type;
	size_t last; /* the one of the last record */
	Arena arena;
};

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
	g->widest = t->widest;
	for (size_t i = 0; i < t->facts.n; i++)
		*vec_push(&g->facts) = t->facts.at[i];
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
	while (slice_next_item(&names, &name)) {
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
	if (by != NULL) {
		FmtGridColumn whole = *by;
		/* By `tags` all that a group has are meant. */
		if (slice_equal(name, by->name))
			whole.key = SLICE_NONE;
		fmt_grid_sort(g, &whole, descending);
	}
	const FmtGridColumn *found = fmt_grid_find(g, o->bars);
	bool has_bars = found != NULL;
	FmtGridColumn counted = has_bars ? *found : (FmtGridColumn){ 0 };
	fmt_grid_choose(g, o->columns);
	if (has_bars && g->columns.n != 0)
		fmt_grid_add_bars(g, counted);
}

/* Writes a table; *begun says whether there was one before. */
static void
write_table(Fmt *f, const Table *t, bool *begun)
{
	Arena arena = { 0 };
	FmtGrid g = { 0 };
	if (!slice_equal(t->type, stat) ||
	    wants_plain_rows(f->options->columns) ||
	    !fmt_stat_pivot(&g, t->facts.at, t->facts.n, &arena))
		make_rows(&g, t);
	arrange(&g, f->options);
	if (g.columns.n != 0) {
		if (*begun)
			output_byte(f->output, '\n');
		*begun = true;
		fmt_layout_write(f, &g, f->tables->style);
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

/* The columns that a table of the layout may show. */
static FmtColumns
columns_of(size_t layout, const FmtOptions *o)
{
	FmtColumns columns = 0;
	const Field *field;
	bool asked = o->columns.n != 0 || o->sort.n != 0 || o->bars.n != 0;
	if (asked || layout == LENGTH(layouts) || layout == layout_of(stat))
		return FMT_ALL_COLUMNS;
	for (size_t i = 0; (field = field_at(layout, i)) != NULL; i++)
		columns |= FMT_COLUMN(field->column);
	return columns;
}

/* The number of the type's table, which is made when new. */
static size_t
table_of(Fmt *f, Slice type)
{
	struct FmtTables *tables = f->tables;
	bool known = map_get(&tables->by_type, type) != MAP_NONE;
	if (!known)
		type = arena_copy(&tables->arena, type);
	uint32_t *number = map_put(&tables->by_type, type, NULL);
	if (!known) {
		size_t layout = layout_of(type);
		*number = (uint32_t)tables->all.n;
		*vec_push(&tables->all) = (Table){ .type = type,
			.layout = layout,
			.columns = columns_of(layout, f->options) };
	}
	return *number;
}

static void
begin_tables(Fmt *f, FmtLayoutStyle style)
{
	f->tables = base_alloc(sizeof *f->tables);
	*f->tables = (struct FmtTables){ .style = style };
}

static void
table_begin(Fmt *f)
{
	begin_tables(f, LAYOUT_PLAIN);
}

static void
md_begin(Fmt *f)
{
	begin_tables(f, LAYOUT_MARKDOWN);
}

static void
tables_record(Fmt *f, const Record *r)
{
	struct FmtTables *tables = f->tables;
	/* Most are of the type of the one before. */
	if (tables->all.n == 0 ||
	    !slice_equal(r->type, tables->all.at[tables->last].type))
		tables->last = table_of(f, r->type);
	Table *t = &tables->all.at[tables->last];
	const FmtFact *fact = fmt_fact_keep(&tables->arena, r, t->columns);
	fmt_layout_measure(f, tables->style, fact, t->columns, t->widest);
	*vec_push(&t->facts) = fact;
}

static void
tables_end(Fmt *f)
{
	struct FmtTables *tables = f->tables;
	bool begun = false;
	if (tables->all.n != 0)
		qsort(tables->all.at, tables->all.n, sizeof *tables->all.at,
		    by_layout_and_type);
	for (size_t i = 0; i < tables->all.n; i++) {
		write_table(f, &tables->all.at[i], &begun);
		vec_free(&tables->all.at[i].facts);
	}
	vec_free(&tables->all);
	map_free(&tables->by_type);
	arena_free(&tables->arena);
	base_free(tables);
}

const FmtFormat fmt_table = { .name = "table",
	.has_columns = true,
	.has_tables = true,
	.begin = table_begin,
	.record = tables_record,
	.end = tables_end };

const FmtFormat fmt_md = { .name = "md",
	.has_columns = true,
	.has_tables = true,
	.begin = md_begin,
	.record = tables_record,
	.end = tables_end };
