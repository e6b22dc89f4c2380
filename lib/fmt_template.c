/*
 * fmt_template: a line a record, from a text in which {COLUMN} stands for what
 * the column holds. {{ and }} are braces, \t a tab, \n a line end, \\ a
 * backslash; a } alone is itself.
 *
 * Templates are short: each record walks its text anew.
 */
#include "fmt_format.h"

typedef enum { PIECE_BYTES, PIECE_COLUMN, PIECE_BAD } PieceKind;

/* The next part of a template. */
typedef struct {
	PieceKind kind;
	Slice bytes;     /* what it stands for, or what is bad */
	Column column;
	const char *why; /* it is bad */
} Piece;

static Piece
read_escape(Slice s)
{
	if (s.n > 1 && s.at[1] == 't')
		return (Piece){ .bytes = SLICE("\t") };
	if (s.n > 1 && s.at[1] == 'n')
		return (Piece){ .bytes = SLICE("\n") };
	if (s.n > 1 && s.at[1] == '\\')
		return (Piece){ .bytes = SLICE("\\") };
	return (Piece){ .kind = PIECE_BAD,
		.bytes = slice_until(s, 2),
		.why = "unknown escape" };
}

/* Takes the first part off a template, which must not be empty. */
static Piece
next_piece(Slice *rest)
{
	Slice s = *rest;
	size_t n = 0;
	*rest = slice_from(s, 2);
	if (*s.at == '\\')
		return read_escape(s);
	if (slice_starts(s, SLICE("{{")) || slice_starts(s, SLICE("}}")))
		return (Piece){ .bytes = slice_until(s, 1) };
	if (*s.at == '{') {
		n = slice_find(s, 0, '}');
		Slice name = slice_until(slice_from(s, 1), n - 1);
		Column column = record_column_of(name);
		*rest = slice_from(s, n + 1);
		if (n == s.n)
			return (Piece){ PIECE_BAD, s, 0, "no } after this {" };
		if (column == COLUMN_COUNT)
			return (Piece){ PIECE_BAD, name, 0, "unknown column" };
		return (Piece){ PIECE_COLUMN, SLICE_NONE, column, NULL };
	}
	do
		n++;
	while (n < s.n && s.at[n] != '{' && s.at[n] != '}' && s.at[n] != '\\');
	*rest = slice_from(s, n);
	return (Piece){ .bytes = slice_until(s, n) };
}

const char *
fmt_template_fault(Slice template, Slice *fault)
{
	while (template.n > 0) {
		Piece piece = next_piece(&template);
		*fault = piece.bytes;
		if (piece.kind == PIECE_BAD)
			return piece.why;
	}
	return NULL;
}

static void
template_record(Fmt *f, const Record *r)
{
	char room[DECIMAL_TEXT];
	Slice rest = f->options->template;
	while (rest.n > 0) {
		Piece piece = next_piece(&rest);
		if (piece.kind == PIECE_COLUMN)
			piece.bytes = fmt_shown(f,
			    fmt_value_written(r, piece.column, room));
		output_write(f->output, piece.bytes);
	}
	output_byte(f->output, '\n');
}

const FmtFormat fmt_template = { .name = "template",
	.record = template_record };
