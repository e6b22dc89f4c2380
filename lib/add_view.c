/* add_view: a file as the journal's reader sees it, and as lines of bytes. */
#include "add_part.h"

static AddSpan
span_of(const PatternMatch *m, size_t group, size_t at)
{
	return (AddSpan){ at + m->group[group].from, at + m->group[group].to };
}

static AddDate
date_of(Slice text, const Lead *lead)
{
	AddDate d = { .all = { lead->date_at, lead->date_end } };
	PatternMatch m;
	if (lead->pattern == NULL) {
		size_t at = lead->date_at;
		while (!byte_is_digit(text.at[at]))
			at++;
		d.year = (AddSpan){ at, at + 4 };
		d.month = (AddSpan){ at + 5, at + 7 };
		d.day = (AddSpan){ at + 8, at + DAY_TEXT };
		d.is_iso = true;
	} else if (pattern_match(lead->pattern->pattern,
	               slice_from(text, lead->date_at), 0, &m) > 0) {
		d.year = span_of(&m, lead->pattern->year, lead->date_at);
		d.month = span_of(&m, lead->pattern->month, lead->date_at);
		d.day = span_of(&m, lead->pattern->day, lead->date_at);
	}
	return d;
}

void
add_watch(void *context, const JournalSight *sight)
{
	AddView *v = context;
	const Block *from = sight->block;
	AddBlock *b = vec_push(&v->blocks);
	*b = (AddBlock){ .type = BLOCK_FRONT_END,
		.line = sight->blocks->input->line + 1,
		.skipped_to = sight->blocks->skipped_to,
		.day = sight->day,
		.is_in_day = sight->is_in_day,
		.is_in_section = sight->is_in_section,
		.is_under_entry = sight->is_under_entry,
		.person_level = sight->person_level };
	v->is_plain = sight->blocks->plain;
	if (from == NULL) {
		v->conflict_line = sight->blocks->conflict_line;
		return;
	}
	b->type = from->type;
	b->level = from->level;
	b->depth = from->depth;
	b->line = from->line;
	b->last_line = blocks_last_line(sight->blocks);
	b->text = arena_copy(&v->arena, from->text);
	if (from->type != BLOCK_HEADING)
		return;
	b->text_column = blocks_place(sight->blocks, 0).column;
	if (sight->lead == NULL)
		return;
	b->opens_day = sight->lead->reading == DAY_GOOD;
	if (b->opens_day)
		b->date = date_of(b->text, sight->lead);
}

size_t
add_end_of_item(const AddView *v, size_t i)
{
	const AddBlock *b = &v->blocks.at[i];
	size_t end = b->last_line;
	/* A setting is no block of the list. */
	for (b++; b->depth > 0 || b->type == BLOCK_SETTING; b++)
		end = b->depth > 0 ? b->last_line : end;
	if (b->skipped_to > end && b->skipped_to < b->line)
		end = b->skipped_to;
	return end;
}

void
add_view_free(AddView *v)
{
	vec_free(&v->blocks);
	arena_free(&v->arena);
}

void
add_lines_open(AddLines *l, Slice bytes)
{
	*l = (AddLines){ .bytes = bytes };
	for (size_t at = 0; at < bytes.n; at = slice_find(bytes, at, '\n') + 1)
		*vec_push(&l->starts) = at;
	*vec_push(&l->starts) = bytes.n;
}

Slice
add_line(const AddLines *l, size_t number)
{
	if (number == 0 || number >= l->starts.n)
		return SLICE_NONE;
	size_t to = l->starts.at[number];
	Slice s = slice_between(l->bytes, l->starts.at[number - 1], to);
	if (s.n > 0 && s.at[s.n - 1] == '\n')
		s.n--;
	if (s.n > 0 && s.at[s.n - 1] == '\r')
		s.n--;
	return slice_starts(s, SLICE(BYTE_ORDER_MARK)) && number == 1
	    ? slice_from(s, strlen(BYTE_ORDER_MARK)) : s;
}
