/*
 * choice: the values that an option allows, compared folded (utf8.h).
 *
 * It starts as {0} and then is open: what was not asked for may be anything.
 */
#ifndef REL_CHOICE_H
#define REL_CHOICE_H

#include "arena.h"
#include "map.h"

typedef struct {
	Map folded;
	Arena arena;
} Choice;

/* Adds a value, which is copied; or a name, for which a leading `@` does not
 * matter. */
void choice_add(Choice *c, Slice value);
void choice_add_name(Choice *c, Slice name);

/* Add the values of a list with commas (slice_next_item()); of tags, each with
 * its `#` or without. False where one is empty. */
bool choice_add_list(Choice *c, Slice list);
bool choice_add_tags(Choice *c, Slice list);

static inline bool
choice_is_open(const Choice *c)
{
	return c->folded.n == 0;
}

/* Whether the value is one of those added; scratch is for folding. */
bool choice_has(const Choice *c, Slice value, Buffer *scratch);

/* Whether one of the tags, as of a tags column, is. */
bool choice_has_tag(const Choice *c, Slice tags, Buffer *scratch);

void choice_free(Choice *c);

#endif
