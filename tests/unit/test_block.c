/*
 * Blocks of tiny documents, told one after the other: H and its level, I (item)
 * or P (paragraph) and its depth, S (a setting), F (front matter) and its end;
 * then the line, the text and a | behind it.
 */
#include "unit.h"

#include "block.h"

static void
tell(Blocks *b, Buffer *told)
{
	static const char letters[] = { [BLOCK_HEADING] = 'H',
		[BLOCK_ITEM] = 'I',
		[BLOCK_PARAGRAPH] = 'P',
		[BLOCK_FRONT] = 'F',
		[BLOCK_FRONT_END] = '=',
		[BLOCK_SETTING] = 'S' };
	Block *block;
	while (blocks_next(b, &block)) {
		size_t number = block->type == BLOCK_HEADING
		    ? (size_t)block->level : block->depth;
		buffer_add_byte(told, letters[block->type]);
		buffer_add_byte(told, (char)('0' + number % 10));
		buffer_add_byte(told, '@');
		buffer_add_byte(told, (char)('0' + block->line % 10));
		buffer_add_byte(told, ' ');
		buffer_add(told, block->text);
		buffer_add_byte(told, '|');
	}
}

static void
reads_as(const char *text, bool plain, const char *wanted, const char *said)
{
	Input in = { 0 };
	Blocks b = { 0 };
	Buffer told = { 0 };
	Diagnostics d;
	unit_listen(&d);
	input_open_bytes(&in, slice_of(text));
	CHECK(input_keep(&in));
	blocks_open(&b, &in, SLICE("f"), plain, &d);
	tell(&b, &told);
	if (!SAME(buffer_slice(&told), slice_of(wanted)) ||
	    !SAME(slice_until(unit_heard(&d), strlen(said)),
	        slice_of(said)) ||
	    !CHECK(*said != '\0' || d.to.n == 0))
		unit_about(slice_of(text));
	blocks_free(&b);
	input_free(&in);
	buffer_free(&told);
	diagnostics_close(&d);
}

static void
reads(const char *text, const char *wanted)
{
	reads_as(text, false, wanted, "");
}

static void
nothing(void)
{
	reads("", "");
	reads("\n\n \t \n", "");
	reads("\xEF\xBB\xBF", "");
	reads("\xEF\xBB\xBF# a", "H1@1 a|");
	reads("a\n\xEF\xBB\xBF# b", "P0@1 a \xEF\xBB\xBF# b|");
}

static void
headings(void)
{
	reads("# a", "H1@1 a|");
	reads("###### a ######", "H6@1 a|");
	reads("####### a", "P0@1 ####### a|");
	reads("#a", "P0@1 #a|");
	reads("#\ta #b# ##", "H1@1 a #b#|");
	reads("# a#", "H1@1 a#|");
	reads("#", "H1@1 |");
	reads("# #", "H1@1 |");
	reads("   # a", "H1@1 a|");
	reads("a\n# b\nc", "P0@1 a|H1@2 b|P0@3 c|");
	reads("- a\n   # b", "I0@1 a|H1@2 b|");
}

static void
setext(void)
{
	reads("a\n=", "H1@1 a|");
	reads("a\n---", "H2@1 a|");
	reads("a\n-", "H2@1 a|");
	reads("a\n   ===  ", "H1@1 a|");
	reads("a\nb\n===", "P0@1 a b ===|");
	reads("a\n= =", "P0@1 a = =|");
	reads("a\n\n===", "P0@1 a|P0@3 ===|");
	reads("- a\n===", "I0@1 a ===|");
	reads("- a\n---\nb", "I0@1 a|P0@3 b|");
	reads("a\n    ---", "P0@1 a|");
	reads("a\nb\n---\nc", "P0@1 a b|P0@4 c|");
}

static void
items(void)
{
	reads("- a\n* b\n+ c\n1. d\n2) e",
	    "I0@1 a|I0@2 b|I0@3 c|I0@4 d|I0@5 e|");
	reads("-a\n*b\n1.c", "P0@1 -a *b 1.c|");
	reads("a. b", "P0@1 a. b|");
	reads(". b", "P0@1 . b|");
	reads("1a. b", "P0@1 1a. b|");
	reads("1", "P0@1 1|");
	reads("-", "I0@1 |");
	reads("-\n- a", "I0@1 |I0@2 a|");
	reads("123456789. a", "I0@1 a|");
	reads("1234567890. a", "P0@1 1234567890. a|");
	reads("a\n1. b", "P0@1 a 1. b|");
	reads("a\n- b", "P0@1 a|I0@2 b|");
	reads("- a\n1. b", "I0@1 a|I0@2 b|");
	reads("- a\n  - b\n    - c\n  - d\n- e",
	    "I0@1 a|I1@2 b|I2@3 c|I1@4 d|I0@5 e|");
	reads("- a\n - b\n  - c", "I0@1 a|I0@2 b|I0@3 c|");
	reads("- - a\n  - b\n- c", "I0@1 |I1@1 a|I1@2 b|I0@3 c|");
	reads("1. a\n  - b\n   - c", "I0@1 a|I0@2 b|I0@3 c|");
	reads("-     a\n  - b", "I0@1 a|I1@2 b|");
	reads("-\ta\n\t- b\n  - c", "I0@1 a|I1@2 b|I0@3 c|");
}

static void
continuations(void)
{
	reads("a\nb", "P0@1 a b|");
	reads("a  \n   b\t", "P0@1 a b|");
	reads("- a\nb", "I0@1 a b|");
	reads("- a\n        b", "I0@1 a b|");
	reads("- a\n\n  b", "I0@1 a|P1@3 b|");
	reads("- a\n\nb", "I0@1 a|P0@3 b|");
	reads("- a\n\nb\n- c", "I0@1 a|P0@3 b|I0@4 c|");
	reads("- a\n\n      b", "I0@1 a|P1@3 b|");
	reads("- a\n  - b\n\n  c", "I0@1 a|I1@2 b|P1@4 c|");
}

static void
skipped(void)
{
	reads("```\na\n```\nb", "P0@4 b|");
	reads("a\n~~~ x\nb\n~~~~\nc", "P0@1 a|P0@5 c|");
	reads("``` a`b\nc", "P0@1 ``` a`b c|");
	reads("````\n```\na\n````\nb", "P0@5 b|");
	reads("```\n~~~\n```\nb", "P0@4 b|");
	reads("- a\n      ```\n- b\n      ```\n- c", "I0@1 a|I0@5 c|");
	reads("- ```\n- a\n```\nb", "I0@1 |P0@4 b|");
	reads("> a\nb", "P0@2 b|");
	reads("a\n> b\nc", "P0@1 a|P0@3 c|");
	reads("| a |\nb", "P0@2 b|");
	reads("<!-- a -->\nb", "P0@2 b|");
	reads("<!-- a\nb\n--> c\nd", "P0@4 d|");
	reads("a <!-- b", "P0@1 a <!-- b|");
	reads("***\n_ _ _\n- - -\n--\na", "P0@4 -- a|");
	reads("    code\n\ta\n   b", "P0@3 b|");
	reads("a\n    b", "P0@1 a b|");
	reads("- a\n\n      b", "I0@1 a|P1@3 b|");
}

static void
unclosed(void)
{
	reads_as("a\n\n```\nb", false, "P0@1 a|",
	    "f:3:1: warning: a code fence never closed");
	reads_as("<!-- a ->\nb", false, "",
	    "f:1:1: warning: a comment never closed");
	reads_as("```\n<!--\n```\n<!--\n```", false, "",
	    "f:4:1: warning: a comment never closed");
}

static void
settings(void)
{
	reads("```rel\nme x\n\n  group a b\n```",
	    "S0@2 me x|S0@3 |S0@4   group a b|");
	reads("~~~~ rel  now\na\n~~~\n~~~~", "S0@2 a|S0@3 ~~~|");
	reads("```relax\na\n```", "");
	reads("```Rel\na\n```", "");
}

static void
front_matter(void)
{
	reads("---\na: b\n---\nc", "F0@2 a: b|=0@3 |P0@4 c|");
	reads("--- \n- x\n...\nc", "F0@2 - x|=0@3 |P0@4 c|");
	reads("---\n---", "=0@2 |");
	reads("---\na: b\n", "P0@2 a: b|");
	reads("---\n```\na: b\n---\nc", "F0@2 ```|F0@3 a: b|=0@4 |P0@5 c|");
	reads("\n---\na\n---", "H2@3 a|");
	reads("...\na\n...", "P0@1 ... a ...|");
	reads("\xEF\xBB\xBF---\na: b\n---\n", "F0@2 a: b|=0@3 |");
}

static void
plain_text(void)
{
	reads_as("a\nb\n c\nd", true, "P0@1 a|P0@2 b c|P0@4 d|", "");
	reads_as("a\n\n b", true, "P0@1 a|P0@3 b|", "");
	reads_as("    a\n", true, "P0@1 a|", "");
	reads_as("- a\n  b\nc\n# d", true, "I0@1 a b|P0@3 c|H1@4 d|", "");
	reads_as("a\n---\nb", true, "H2@1 a|P0@3 b|", "");
}

static void
conflicts(void)
{
	reads_as("a\n<<<<<<< x\nb\n=======\nc\n>>>>>>> y\nd", false,
	    "P0@1 a|P0@3 b|P0@5 c|P0@7 d|",
	    "f:2:1: error: an unresolved merge conflict [conflict]\n"
	    "f:6:1: error: an unresolved merge conflict [conflict]\n");
	reads("<<<<<<<\na", "P0@1 <<<<<<< a|");
	reads("```\n<<<<<<< x\n```\n", "");
	reads("a\n=======", "H1@1 a|");
}

static void
binary(void)
{
	Input in = { 0 };
	Blocks b = { 0 };
	Block *block;
	input_open_bytes(&in, (Slice){ "a\n\nb\0c\nd", 8 });
	CHECK(input_keep(&in));
	blocks_open(&b, &in, SLICE("f"), false, NULL);
	CHECK(blocks_next(&b, &block));
	CHECK(!blocks_next(&b, &block));
	EQUAL(b.binary_line, 3);
	blocks_free(&b);
	input_free(&in);
}

/* Byte `at` of the only block's text stands in that line and column. */
static void
stands(const char *text, size_t at, size_t line, size_t column)
{
	Input in = { 0 };
	Blocks b = { 0 };
	Block *block;
	input_open_bytes(&in, slice_of(text));
	CHECK(input_keep(&in));
	blocks_open(&b, &in, SLICE("f"), false, NULL);
	if (CHECK(blocks_next(&b, &block))) {
		Place p = blocks_place(&b, at);
		if (!EQUAL(p.line, line) || !EQUAL(p.column, column))
			unit_about(slice_of(text));
		SAME(p.file, SLICE("f"));
	}
	blocks_free(&b);
	input_free(&in);
}

static void
places(void)
{
	stands("abc", 0, 1, 1);
	stands("abc", 2, 1, 3);
	stands("\n\n  abc", 1, 3, 4);
	stands("- abc", 0, 1, 3);
	stands("## abc", 2, 1, 6);
	stands("- a\n  bc\nd", 2, 2, 3);
	stands("- a\n  bc\nd", 3, 2, 4);
	stands("- a\n  bc\nd", 5, 3, 1);
	/* One bad byte became three; those after it stand where they did. */
	stands("a\xFF""b", 0, 1, 1);
	stands("a\xFF""b", 1, 1, 2);
	stands("a\xFF""b", 4, 1, 3);
	stands("a\x01\xFF\n\xFF""b", 8, 2, 1);
	stands("a\x01\xFF\n\xFF""b", 11, 2, 2);
	stands("- \xFF""b\n  \x01""c", 3, 1, 4);
	stands("- \xFF""b\n  \x01""c", 8, 2, 4);
}

static void
lines_of_text(void)
{
	Input in = { 0 };
	Blocks b = { 0 };
	Block *block;
	size_t next;
	input_open_bytes(&in, SLICE("role: a\n  org: \xFF\xFF""b  \ncity: c"));
	CHECK(input_keep(&in));
	blocks_open(&b, &in, SLICE("f"), false, NULL);
	CHECK(blocks_next(&b, &block));
	SAME(blocks_line(&b, 0, &next), SLICE("role: a"));
	SAME(blocks_line(&b, next, &next),
	    SLICE("org: \xEF\xBF\xBD\xEF\xBF\xBD""b"));
	SAME(blocks_line(&b, next, &next), SLICE("city: c"));
	EQUAL(next, block->text.n);
	blocks_free(&b);
	input_free(&in);
}

/* Documents of a few bytes that mean something, whatever they make: what is
 * read must not depend on how often it is, nor on the LF at the end. */
static void
noise(void)
{
	static const char *const pieces[] = { "-", "- ", "#", "# ", "\n", "\n",
		"    ", "\t", "```", "<!--", "-->", "> ", "a", "1. ", "=",
		"---", "***", "|", "rel", "\xFF", "@a" };
	Buffer text = { 0 }, first = { 0 }, second = { 0 };
	Input in = { 0 };
	Blocks b = { 0 };
	for (int round = 0; round < 50000; round++) {
		text.n = first.n = second.n = 0;
		for (uint32_t n = unit_random(14); n > 0; n--)
			buffer_add(&text, slice_of(pieces[unit_random(
			    (uint32_t)LENGTH(pieces))]));
		for (int pass = 0; pass < 2; pass++) {
			input_open_bytes(&in, buffer_slice(&text));
			blocks_open(&b, &in, SLICE("f"), round % 2 == 0,
			    NULL);
			tell(&b, pass == 0 ? &first : &second);
			if (text.n > 0 && text.at[text.n - 1] != '\n')
				buffer_add_byte(&text, '\n');
		}
		if (!SAME(buffer_slice(&second), buffer_slice(&first))) {
			unit_about(buffer_slice(&text));
			break;
		}
	}
	blocks_free(&b);
	input_free(&in);
	buffer_free(&text);
	buffer_free(&first);
	buffer_free(&second);
}

/* A million markers in one line are a million items, found in one pass. */
static void
deep_nests(void)
{
	enum { DEPTH = 1000000 };
	Input in = { 0 };
	Blocks b = { 0 };
	Buffer text = { 0 };
	Block *block = NULL;
	size_t count = 0;
	for (int i = 0; i < DEPTH; i++)
		buffer_add(&text, SLICE("- "));
	buffer_add(&text, SLICE("x"));
	input_open_bytes(&in, buffer_slice(&text));
	blocks_open(&b, &in, SLICE("f"), false, NULL);
	while (blocks_next(&b, &block))
		count++;
	EQUAL(count, DEPTH);
	EQUAL(block->depth, DEPTH - 1);
	SAME(block->text, SLICE("x"));
	blocks_free(&b);
	input_free(&in);
	buffer_free(&text);
}

const UnitTest block_tests[] = {
	{ "nothing makes no blocks", nothing },
	{ "headings start with one to six #", headings },
	{ "a paragraph of one line may be underlined", setext },
	{ "items stand where their markers do", items },
	{ "lines continue a block, paragraphs are children", continuations },
	{ "code, comments, quotes, tables and breaks are skipped", skipped },
	{ "what is never closed is said", unclosed },
	{ "settings come line by line", settings },
	{ "front matter is what is closed and starts on line 1", front_matter },
	{ "in plain text a line is a block", plain_text },
	{ "merge conflicts are errors and end a block", conflicts },
	{ "a NUL byte ends the reading", binary },
	{ "each byte of a text has its place in the file", places },
	{ "a text is given back line by line", lines_of_text },
	{ "a document reads the same twice", noise },
	{ "a million items are nested in one line", deep_nests },
	UNIT_END
};
