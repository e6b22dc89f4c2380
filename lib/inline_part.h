/*
 * inline_part: what the parts of inline share; for inline*.c only.
 *
 * Each take_ function looks at one sign of the text, at byte `at` (a key's
 * colon, an opening bracket), adds what it finds there, and returns the byte
 * to go on from.
 */
#ifndef REL_INLINE_PART_H
#define REL_INLINE_PART_H

#include "inline.h"

/* Adds what was found; what only its type has is for the caller to set. */
Inline *inline_add(Inlines *s, InlineType type, size_t from, size_t to);

/* Where the bracket stands that ends the run of other characters from `at`. */
size_t inline_next_bracket(Slice text, size_t at);

size_t inline_take_code(Inlines *s, size_t at);

size_t inline_take_comment(Inlines *s, size_t at);

size_t inline_take_at(Inlines *s, size_t at);

/* [[Any Name]] and [[@Any Name]]; `at` itself where there is no such thing, so
 * that something else may stand there. */
size_t inline_take_link(Inlines *s, size_t at);

size_t inline_take_tag(Inlines *s, size_t at);

size_t inline_take_sign(Inlines *s, size_t at);

/* key:value, whose name is from `from` to the colon. */
size_t inline_take_key(Inlines *s, size_t from, size_t colon);

/* [key:: value] or (key:: value) at byte `open`. */
size_t inline_take_dataview(Inlines *s, size_t open);

/* Where the word that ends before byte `at` starts. */
size_t inline_key_start(const Inlines *s, size_t at, size_t least);

/* Finds mentions and code between two bytes of the text; a construct that
 * reaches beyond is left out. */
void inline_scan_value(Inlines *s, size_t from, size_t to);

/* The name of a key, not KEY_OTHER. */
Slice inline_key_name(Key key);

/* Adds a mention; returns `to`. */
size_t inline_add_mention(Inlines *s, size_t from, size_t to, MentionForm form,
    Slice name);

#endif
