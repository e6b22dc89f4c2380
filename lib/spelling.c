/* spelling: see spelling.h. */
#include "spelling.h"

#include "utf8.h"

static uint32_t
new_spelling(Spellings *s, Slice text)
{
	uint32_t number = (uint32_t)s->all.n;
	bool is_new;
	s->scratch.n = 0;
	utf8_fold(text, &s->scratch);
	Slice folded = arena_copy(&s->arena, buffer_slice(&s->scratch));
	uint32_t *sense = map_put(&s->by_folded, folded, &is_new);
	if (is_new)
		*sense = number;
	*vec_push(&s->all) = (Spelling){ arena_copy(&s->arena, text), *sense };
	*map_put(&s->by_text, s->all.at[number].text, NULL) = number;
	return number;
}

uint32_t
spelling_number(Spellings *s, Slice text)
{
	uint32_t number = map_get(&s->by_text, text);
	return number != MAP_NONE ? number : new_spelling(s, text);
}

bool
spelling_is_same(Spellings *s, Slice a, Slice b)
{
	if (slice_equal(a, b))
		return true;
	uint32_t number = spelling_number(s, a);
	return spelling_sense(s, number) ==
	    spelling_sense(s, spelling_number(s, b));
}

void
spellings_free(Spellings *s)
{
	vec_free(&s->all);
	map_free(&s->by_text);
	map_free(&s->by_folded);
	arena_free(&s->arena);
	buffer_free(&s->scratch);
}
