/* choice: see choice.h. */
#include "choice.h"

#include "record.h"
#include "utf8.h"

void
choice_add(Choice *c, Slice value)
{
	Buffer folded = { 0 };
	utf8_fold(value, &folded);
	*map_put(&c->folded, arena_copy(&c->arena, buffer_slice(&folded)),
	    NULL) = 0;
	buffer_free(&folded);
}

/* Without the sign that may stand before it. */
static Slice
bare(Slice s, char sign)
{
	return s.n != 0 && *s.at == sign ? slice_from(s, 1) : s;
}

void
choice_add_name(Choice *c, Slice name)
{
	choice_add(c, bare(name, '@'));
}

bool
choice_add_list(Choice *c, Slice list)
{
	Slice item;
	while (slice_next_item(&list, &item)) {
		if (item.n == 0)
			return false;
		choice_add(c, item);
	}
	return true;
}

bool
choice_add_tags(Choice *c, Slice list)
{
	Slice item;
	while (slice_next_item(&list, &item)) {
		Slice tag = bare(item, '#');
		if (tag.n == 0)
			return false;
		choice_add(c, tag);
	}
	return true;
}

bool
choice_has(const Choice *c, Slice value, Buffer *scratch)
{
	/* Most values are folded as they stand, and are found at once. */
	if (map_get(&c->folded, value) != MAP_NONE)
		return true;
	scratch->n = 0;
	utf8_fold(value, scratch);
	return map_get(&c->folded, buffer_slice(scratch)) != MAP_NONE;
}

bool
choice_has_tag(const Choice *c, Slice tags, Buffer *scratch)
{
	Slice tag;
	while (record_next_tag(&tags, &tag))
		if (choice_has(c, bare(tag, '#'), scratch))
			return true;
	return false;
}

void
choice_free(Choice *c)
{
	map_free(&c->folded);
	arena_free(&c->arena);
}
