/*
 * block: see block.h. Each line is looked at once, from its first character
 * that is not white space; a list marker is used up and the rest of the line
 * looked at again. The text of the open block is copied out of the input's
 * buffer as it comes, so a line need not outlive the next read. There is room
 * for two: a line that ends one block and opens the next does both at once.
 */
#include "block.h"
#include "block_part.h"

enum { TAB_WIDTH = 4, CODE_INDENT = 4, MOST_HEADING_INDENT = 3,
	MOST_LEVEL = 6, MOST_ORDINAL_DIGITS = 9, SHORTEST_FENCE = 3,
	SHORTEST_BREAK = 3 };

static void
report(const Blocks *b, Rule rule, size_t line, size_t column, Slice detail)
{
	if (b->diagnostics != NULL)
		diagnostic_report(b->diagnostics, rule,
		    (Place){ b->file, line, column }, detail, SLICE_NONE,
		    SLICE_NONE);
}

/* Makes the line clean; false where it shows that the file is binary. */
static bool
clean_line(Blocks *b)
{
	if (utf8_is_clean(b->line))
		return true;
	if (slice_find(b->line, 0, '\0') < b->line.n) {
		b->binary_line = b->input->line;
		return false;
	}
	b->clean.n = 0;
	if (utf8_clean(b->line, &b->clean, &b->shifts))
		report(b, RULE_UTF8, b->input->line, b->shifts.at[0].raw,
		    SLICE_NONE);
	b->line = buffer_slice(&b->clean);
	return true;
}

/* Takes what was read for the line to be looked at, clean. */
static bool
take_read(Blocks *b)
{
	b->shifts.n = 0;
	b->is_verbatim = b->input->is_plain;
	if (UNLIKELY(!b->input->is_plain)) {
		if (b->input->line == 1 &&
		    slice_starts(b->line, SLICE(BYTE_ORDER_MARK)))
			b->line = slice_from(b->line,
			    strlen(BYTE_ORDER_MARK));
		if (!clean_line(b))
			return false;
		b->is_verbatim = slice_find(b->line, 0, '\\') == b->line.n &&
		    slice_find(b->line, 0, '\t') == b->line.n;
	}
	b->at = b->column = b->no_break = 0;
	b->has_line = true;
	b->mid_line = false;
	return true;
}

/* Reads a line; an empty one and a plain item are left as they are, with
 * has_line false. */
static inline bool
read_line(Blocks *b)
{
	if (b->binary_line != 0 || input_line(b->input, &b->line) <= 0)
		return false;
	return (b->mode == BLOCKS_TEXT && b->input->is_plain &&
	    (b->line.n == 0 || blocks_plain_text(b->line) == BLOCKS_PLAIN)) ||
	    take_read(b);
}

static bool
is_front_fence(Slice line, bool is_last)
{
	line = slice_trim_end(line);
	return slice_equal(line, SLICE("---")) ||
	    (is_last && slice_equal(line, SLICE("...")));
}

/* Whether there is front matter: a fence on the first line, and one after. */
static bool
has_front_matter(Blocks *b)
{
	Diagnostics *diagnostics = b->diagnostics;
	b->diagnostics = NULL;
	bool found = false;
	if (read_line(b) && is_front_fence(b->line, false))
		while (!found && read_line(b))
			found = is_front_fence(b->line, true);
	b->diagnostics = diagnostics;
	b->has_line = false;
	b->binary_line = 0;
	return input_rewind(b->input) && found;
}

void
blocks_open(Blocks *b, Input *input, Slice file, bool plain,
    Diagnostics *diagnostics)
{
	b->input = input;
	b->diagnostics = diagnostics;
	b->file = file;
	b->plain = plain;
	b->mode = BLOCKS_TEXT;
	b->in_conflict = b->has_line = b->is_open = false;
	blocks_skim(b, false);
	b->binary_line = b->conflict_line = b->skipped_to = 0;
	b->items.n = 0;
	b->open = &b->texts[0];
	b->given = &b->texts[1];
	if (has_front_matter(b)) {
		read_line(b);
		b->has_line = false;
		b->mode = BLOCKS_FRONT;
	}
}

/* Whether what comes next, if it is read, cannot be the open block's. */
static bool
is_whole(const Blocks *b)
{
	Slice next = input_ahead(b->input, 0);
	if (b->skims || b->plain)
		return false;
	return b->open->block.type == BLOCK_ITEM ? blocks_end_item(next)
	    : next.n != 0 && next.at[0] == '\n';
}

static void
append_rest(Blocks *b)
{
	b->has_line = false;
	/* Of what is passed over only headings are wanted, and a paragraph may
	 * become one by the line below it. */
	if (b->skims && (b->items.n > 0 || b->open->lines > 0)) {
		b->open->lines++;
		return;
	}
	blocks_append(b, b->at, b->at +
	    slice_trim_end(slice_from(b->line, b->at)).n);
	b->open->is_whole = is_whole(b);
}

/* Moves over white space; false where nothing else follows. */
static bool
skip_space(Blocks *b)
{
	for (; b->at < b->line.n; b->at++) {
		if (b->line.at[b->at] == ' ')
			b->column++;
		else if (b->line.at[b->at] == '\t')
			b->column += TAB_WIDTH - b->column % TAB_WIDTH;
		else
			return true;
	}
	return false;
}

static size_t
run_length(Slice s, char c)
{
	size_t n = 0;
	while (n < s.n && s.at[n] == c)
		n++;
	return n;
}

/* Whether s is so many of c, or more, and nothing else but white space. */
static bool
is_run(Slice s, char c, size_t least)
{
	size_t n = run_length(s, c);
	return n >= least && utf8_skip_space(s, n) == s.n;
}

static bool
is_fence(Slice rest, char *sign, size_t *length)
{
	*sign = rest.at[0];
	if (*sign != '`' && *sign != '~')
		return false;
	*length = run_length(rest, *sign);
	return *length >= SHORTEST_FENCE &&
	    (*sign == '~' || slice_find(rest, *length, '`') == rest.n);
}

static void
open_fence(Blocks *b, Slice rest)
{
	Slice info = utf8_trim(slice_from(rest, b->fence_length));
	Slice word = slice_until(info, strlen("rel"));
	b->mode = BLOCKS_FENCE;
	b->opened_on = b->input->line;
	b->is_settings = slice_equal(word, SLICE("rel")) &&
	    utf8_ends_word(info, word.n);
}

static bool
has_comment_end(Slice s)
{
	for (size_t i = 0; (i = slice_find(s, i, '>')) < s.n; i++)
		if (i >= 2 && s.at[i - 1] == '-' && s.at[i - 2] == '-')
			return true;
	return false;
}

/* Three or more of one sign and nothing else but white space. That it is none
 * is remembered, for the same question comes back after each list marker. */
static bool
is_thematic_break(Blocks *b)
{
	char sign = b->line.at[b->at];
	size_t count = 0, i, next;
	if ((sign != '-' && sign != '*' && sign != '_') ||
	    (sign == b->break_sign && b->at < b->no_break))
		return false;
	for (i = b->at; i < b->line.n; i = next) {
		bool is_space = utf8_is_space(utf8_at(b->line, i, &next));
		if (!is_space && b->line.at[i] != sign)
			break;
		count += !is_space;
	}
	if (i == b->line.n)
		return count >= SHORTEST_BREAK;
	b->break_sign = sign;
	b->no_break = i;
	return false;
}

/* What is skipped, wherever it stands: ends the block, leaves lists open. */
static bool
skip_inert(Blocks *b)
{
	Slice rest = slice_from(b->line, b->at);
	if (is_fence(rest, &b->fence, &b->fence_length)) {
		open_fence(b, rest);
		return true;
	}
	if (slice_starts(rest, SLICE("<!--"))) {
		/* `<!-->` is whole, as it is in CommonMark. */
		if (!has_comment_end(slice_from(rest, strlen("<!")))) {
			b->mode = BLOCKS_COMMENT;
			b->opened_on = b->input->line;
		}
		return true;
	}
	return rest.at[0] == '>' || rest.at[0] == '|' || is_thematic_break(b);
}

/* Length of the list marker at the start of rest, or 0. */
static size_t
marker_length(const Blocks *b, Slice rest)
{
	size_t n = 0;
	if (rest.at[0] == '-' || rest.at[0] == '*' || rest.at[0] == '+') {
		n = 1;
	} else {
		while (n < rest.n && byte_is_digit(rest.at[n]))
			n++;
		if (n == 0 || n > MOST_ORDINAL_DIGITS || n == rest.n ||
		    (rest.at[n] != '.' && rest.at[n] != ')'))
			return 0;
		/* "met in\n2019. A year" is one paragraph. */
		if (b->is_open && b->items.n == 0)
			return 0;
		n++;
	}
	return utf8_ends_word(rest, n) ? n : 0;
}

static void
close_items(Blocks *b, size_t column)
{
	while (b->items.n > 0 && b->items.at[b->items.n - 1] > column)
		b->items.n--;
}

/* Whether what stands here is indented too far to be anything but text: code,
 * or a paragraph's next line. */
static bool
is_code(const Blocks *b)
{
	return b->column >= CODE_INDENT && b->items.n == 0 && !b->mid_line &&
	    !b->plain;
}

/* Opens the item whose marker, of n bytes, stands here. */
static void
open_item(Blocks *b, size_t n)
{
	close_items(b, b->column);
	blocks_start(b, BLOCK_ITEM);
	b->at += n;
	b->column += n;
	size_t after = b->column;
	bool has_text = skip_space(b);
	*vec_push(&b->items) = has_text && b->column - after <= TAB_WIDTH
	    ? b->column : after + 1;
	b->mid_line = has_text;
	b->has_line = has_text;
}

/* Level of the heading that a one-line paragraph becomes by this line; or 0. */
static int
setext_level(const Blocks *b)
{
	const BlockText *t = b->open;
	if (!b->is_open || t->block.type != BLOCK_PARAGRAPH || t->lines != 1 ||
	    t->block.depth != 0 || b->column > MOST_HEADING_INDENT)
		return 0;
	char sign = b->line.at[b->at];
	if ((sign != '=' && sign != '-') ||
	    !is_run(slice_from(b->line, b->at), sign, 1))
		return 0;
	return sign == '=' ? 1 : 2;
}

/* Level of the ATX heading that this line is; or 0. */
static int
atx_level(const Blocks *b)
{
	Slice rest = slice_from(b->line, b->at);
	size_t n = run_length(rest, '#');
	if (n == 0 || n > MOST_LEVEL || b->column > MOST_HEADING_INDENT ||
	    !utf8_ends_word(rest, n))
		return 0;
	return (int)n;
}

/* Opens the heading that this line is. */
static void
open_heading(Blocks *b, int level)
{
	b->items.n = 0;
	blocks_start(b, BLOCK_HEADING);
	b->open->block.level = level;
	b->at = utf8_skip_space(b->line, b->at + (size_t)level);
	Slice rest = utf8_trim(slice_from(b->line, b->at));
	size_t n = rest.n;
	while (n > 0 && rest.at[n - 1] == '#')
		n--;
	Slice before = utf8_trim(slice_until(rest, n));
	if (n == 0 || before.n < n)
		rest = before;
	blocks_append(b, b->at, b->at + rest.n);
	b->has_line = false;
}

/* A merge conflict's marker; it ends the block. */
static bool
is_conflict(Blocks *b)
{
	bool starts = slice_starts(b->line, SLICE("<<<<<<< "));
	if (b->in_conflict &&
	    slice_equal(slice_trim_end(b->line), SLICE("=======")))
		return true;
	if (!starts && !slice_starts(b->line, SLICE(">>>>>>> ")))
		return false;
	report(b, RULE_CONFLICT, b->input->line, 1, SLICE_NONE);
	b->conflict_line = b->input->line;
	b->in_conflict = starts;
	return true;
}

/* Goes on with a line of text. True where that ended a block. */
static bool
take_text(Blocks *b, Block **block)
{
	bool gave = false;
	bool joins = !b->plain || b->column > 0 || b->mid_line;
	if (!b->is_open || !joins) {
		gave = blocks_give(b, block);
		close_items(b, b->column);
		blocks_start(b, BLOCK_PARAGRAPH);
	}
	append_rest(b);
	return gave;
}

/* What only the start of a line can be: the end of a paragraph that it makes a
 * heading, or a heading. False where it is neither. */
static bool
take_heading(Blocks *b, Block **block, bool *gave)
{
	int level = setext_level(b);
	if (level != 0) {
		b->open->block.type = BLOCK_HEADING;
		b->open->block.level = level;
		b->has_line = false;
		*gave = blocks_give(b, block);
		return true;
	}
	if ((level = atx_level(b)) == 0)
		return false;
	*gave = blocks_give(b, block);
	open_heading(b, level);
	return true;
}

/* For who asks where an item ends. */
static void
note_skipped(Blocks *b)
{
	if (b->skips_inside)
		b->skipped_to = b->input->line;
}

/* Looks at what starts with one of the signs that may be more than text.
 * False where it is text. */
static bool
take_sign(Blocks *b, Block **block, bool *gave)
{
	char c = b->line.at[b->at];
	if (b->at == 0 && (c == '<' || c == '>' || c == '=') &&
	    is_conflict(b)) {
		b->has_line = false;
		*gave = blocks_give(b, block);
		return true;
	}
	if (!b->mid_line && take_heading(b, block, gave))
		return true;
	if (skip_inert(b)) {
		b->skips_inside = b->items.n > 0 &&
		    b->column >= b->items.at[0];
		note_skipped(b);
		b->has_line = false;
		*gave = blocks_give(b, block);
		return true;
	}
	if (is_code(b))
		return false;
	size_t n = marker_length(b, slice_from(b->line, b->at));
	if (n == 0)
		return false;
	*gave = blocks_give(b, block);
	open_item(b, n);
	return true;
}

/* Takes what read_line() left: an empty line, which only ends a block, or a
 * plain item. */
static inline bool
take_plain_line(Blocks *b, Block **block)
{
	bool gave = blocks_give(b, block);
	if (b->line.n == 0) {
		input_skip_empty(b->input);
		return gave;
	}
	b->items.n = 0;
	*vec_push(&b->items) = BLOCKS_PLAIN;
	blocks_start_plain_item(b, BLOCKS_PLAIN);
	b->open->is_whole = is_whole(b);
	if (b->skims && blocks_skim_lines(b))
		take_read(b);
	return gave;
}

/* Looks at the line, or what a marker left of it; true where that ended a
 * block. */
static bool
take_line(Blocks *b, Block **block)
{
	static const bool signs[256] = { ['#'] = true, ['`'] = true,
		['~'] = true, ['<'] = true, ['>'] = true, ['|'] = true,
		['-'] = true, ['*'] = true, ['+'] = true, ['_'] = true,
		['='] = true, ['0'] = true, ['1'] = true, ['2'] = true,
		['3'] = true, ['4'] = true, ['5'] = true, ['6'] = true,
		['7'] = true, ['8'] = true, ['9'] = true };
	bool gave = false;
	if (!b->mid_line && !skip_space(b)) {
		b->has_line = false;
		return blocks_give(b, block);
	}
	if (signs[(unsigned char)b->line.at[b->at]] &&
	    take_sign(b, block, &gave))
		return gave;
	/* As much indent goes on with a paragraph, or is code. */
	if (is_code(b) && !b->is_open) {
		b->has_line = false;
		return blocks_give(b, block);
	}
	return take_text(b, block);
}

static bool
closes_fence(const Blocks *b)
{
	return is_run(slice_trim(b->line), b->fence, b->fence_length);
}

/* A line of its own, as it stands. */
static bool
give_line(Blocks *b, BlockType type, Block **block)
{
	blocks_start(b, type);
	blocks_append(b, 0, b->line.n);
	return blocks_give(b, block);
}

/* Deals with a line of a fence, a comment or front matter. */
static bool
take_special(Blocks *b, Block **block)
{
	b->has_line = false;
	if (b->mode != BLOCKS_FRONT)
		note_skipped(b);
	switch (b->mode) {
	case BLOCKS_FENCE:
		if (closes_fence(b))
			b->mode = BLOCKS_TEXT;
		else if (b->is_settings)
			return give_line(b, BLOCK_SETTING, block);
		return false;
	case BLOCKS_COMMENT:
		if (has_comment_end(b->line))
			b->mode = BLOCKS_TEXT;
		return false;
	default:
		if (is_front_fence(b->line, true)) {
			b->mode = BLOCKS_TEXT;
			blocks_start(b, BLOCK_FRONT_END);
			return blocks_give(b, block);
		}
		is_conflict(b);
		return give_line(b, BLOCK_FRONT, block);
	}
}

bool
blocks_next(Blocks *b, Block **block)
{
	for (;;) {
		if (b->is_open && b->open->is_whole && blocks_give(b, block))
			return true;
		if (!b->has_line && !read_line(b))
			break;
		bool gave = b->mode != BLOCKS_TEXT ? take_special(b, block)
		    : b->has_line                  ? take_line(b, block)
		                                   : take_plain_line(b, block);
		if (gave)
			return true;
	}
	if (b->mode == BLOCKS_FENCE || b->mode == BLOCKS_COMMENT)
		report(b, RULE_UNCLOSED, b->opened_on, 1,
		    b->mode == BLOCKS_FENCE ? SLICE("a code fence")
		                            : SLICE("a comment"));
	b->mode = BLOCKS_TEXT;
	return b->binary_line == 0 && blocks_give(b, block);
}

void
blocks_free(Blocks *b)
{
	for (size_t i = 0; i < LENGTH(b->texts); i++) {
		vec_free(&b->texts[i].origins);
		buffer_free(&b->texts[i].text);
	}
	vec_free(&b->shifts);
	vec_free(&b->items);
	buffer_free(&b->clean);
}
