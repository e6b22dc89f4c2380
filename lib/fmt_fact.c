/* fmt_fact: see fmt_fact.h. */
#include "fmt_fact.h"

#include "fmt_format.h"

static bool
has_space_at_end(Slice s)
{
	return s.n != 0 && (*s.at == ' ' || s.at[s.n - 1] == ' ');
}

const FmtFact *
fmt_fact_keep(Arena *arena, const Record *r, FmtColumns columns)
{
	char rooms[COLUMN_COUNT][DECIMAL_TEXT];
	Slice written[COLUMN_COUNT];
	uint32_t end[COLUMN_COUNT];
	size_t n = 0;
	bool spaced = false;
	for (Column c = 0; c < COLUMN_COUNT; c++) {
		written[c] = SLICE_NONE;
		if ((columns & FMT_COLUMN(c)) != 0) {
			written[c] = fmt_value_written(r, c, rooms[c]);
			spaced = spaced || has_space_at_end(written[c]);
			n = base_sum(n, written[c].n);
		}
		end[c] = (uint32_t)n;
	}
	if (n > UINT32_MAX)
		base_exhausted();
	FmtFact *fact = arena_alloc(arena, base_sum(sizeof *fact, n));
	char *to = fact->bytes;
	for (Column c = 0; c < COLUMN_COUNT; c++)
		to = fmt_put(to, written[c]);
	memcpy(fact->end, end, sizeof end);
	fact->is_simple = !spaced && fmt_is_plain((Slice){ fact->bytes, n });
	return fact;
}

FmtValue
fmt_fact_value(const FmtFact *fact, Column column)
{
	return fmt_value_read(column, fmt_fact_written(fact, column));
}
