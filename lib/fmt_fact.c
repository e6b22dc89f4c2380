/* fmt_fact: see fmt_fact.h. */
#include "fmt_fact.h"

#include "fmt_format.h"

static bool
has_space_at_end(Slice s)
{
	return s.n != 0 && (*s.at == ' ' || s.at[s.n - 1] == ' ');
}

/* Writes what the column of the record holds; returns its end. */
static inline char *
put_column(char *to, const Record *r, Column c, bool *spaced)
{
	Slice written = fmt_value_written(r, c, to);
	if (written.n == 0)
		return to;
	*spaced = *spaced || has_space_at_end(written);
	return written.at == to ? to + written.n : fmt_put(to, written);
}

const FmtFact *
fmt_fact_keep(Arena *arena, const Record *r, FmtColumns columns)
{
	/* Texts are no longer than they stand on the line. */
	size_t most = base_sum(r->line.n, 3 * DAY_TEXT + 2 * DECIMAL_TEXT);
	if (most > UINT32_MAX)
		base_exhausted();
	FmtFact *fact = arena_alloc(arena, base_sum(sizeof *fact, most));
	char *to = fact->bytes;
	bool spaced = false;
	for (Column c = 0; c < COLUMN_COUNT; c++) {
		if ((columns & FMT_COLUMN(c)) != 0)
			to = put_column(to, r, c, &spaced);
		fact->end[c] = (uint32_t)(to - fact->bytes);
	}
	arena_trim(arena, to);
	fact->is_simple = !spaced && fmt_is_plain((Slice){ fact->bytes,
		fact->end[COLUMN_COUNT - 1] });
	return fact;
}

FmtValue
fmt_fact_value(const FmtFact *fact, Column column)
{
	return fmt_value_read(column, fmt_fact_written(fact, column));
}
