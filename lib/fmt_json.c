/*
 * fmt_json: an array of objects (json), or an object a line (jsonl), in the
 * form of RFC 8259. A record's object has its columns for members; the amount
 * is a number of all its digits, tags are an array of strings without their #,
 * the others are strings, and a column that holds nothing is left out.
 */
#include "fmt_format.h"

#include "utf8.h"

static void
write_unit(Output *o, uint32_t unit)
{
	static const char hex[] = "0123456789abcdef";
	char text[] = { '\\', 'u', hex[unit >> 12], hex[unit >> 8 & 15],
		hex[unit >> 4 & 15], hex[unit & 15] };
	output_write(o, (Slice){ text, sizeof text });
}

/* \uXXXX: beyond the first 65,536 characters it takes two. */
static void
write_escaped(Output *o, uint32_t c)
{
	switch (c) {
	case '"':
		output_write(o, SLICE("\\\""));
		break;
	case '\\':
		output_write(o, SLICE("\\\\"));
		break;
	case '\n':
		output_write(o, SLICE("\\n"));
		break;
	case '\r':
		output_write(o, SLICE("\\r"));
		break;
	case '\t':
		output_write(o, SLICE("\\t"));
		break;
	default:
		if (c > 0xFFFF)
			write_unit(o, 0xD800 + ((c - 0x10000) >> 10));
		write_unit(o, c > 0xFFFF ? 0xDC00 + (c & 0x3FF) : c);
	}
}

/* Makes the heads `,"COLUMN":`; the first one's comma gives way to a brace. */
static void
json_begin(Fmt *f)
{
	size_t end[COLUMN_COUNT], from = 0;
	Buffer *bytes = &f->head_bytes;
	for (size_t i = 0; i < f->column_count; i++) {
		buffer_add(bytes, SLICE(",\""));
		buffer_add(bytes, record_column_name(f->columns[i]));
		buffer_add(bytes, SLICE("\":"));
		end[i] = bytes->n;
	}
	for (size_t i = 0; i < f->column_count; from = end[i++])
		f->heads[i] = slice_between(buffer_slice(bytes), from, end[i]);
}

/* On a terminal whatever it would not show is escaped, too: that hides
 * nothing, and reads as the same string. */
static void
write_text(Fmt *f, Slice s)
{
	bool terminal = f->options->terminal;
	size_t from = 0, next;
	for (size_t i = 0; i < s.n; i = next) {
		unsigned char byte = (unsigned char)s.at[i];
		next = i + 1;
		if (byte >= 0x80 && !terminal)
			continue;
		if (byte >= 0x20 && byte < 0x7F && byte != '"' && byte != '\\')
			continue;
		uint32_t c = utf8_at(s, i, &next);
		if (byte >= 0x80 && !utf8_hides(s, i, c))
			continue;
		output_write(f->output, slice_between(s, from, i));
		write_escaped(f->output, c);
		from = next;
	}
	output_write(f->output, slice_from(s, from));
}

static void
write_string(Fmt *f, Slice s, bool verbatim)
{
	if (!verbatim) {
		output_byte(f->output, '"');
		write_text(f, s);
		output_byte(f->output, '"');
		return;
	}
	char *to = output_room(f->output, base_sum(s.n, 2));
	*to = '"';
	*fmt_put(to + 1, s) = '"';
	output_took(f->output, s.n + 2);
}

static void
write_tags(Fmt *f, Slice tags, bool verbatim)
{
	char separator = '[';
	Slice tag;
	while (record_next_tag(&tags, &tag)) {
		output_byte(f->output, separator);
		write_string(f, slice_from(tag, *tag.at == '#'), verbatim);
		separator = ',';
	}
	output_byte(f->output, ']');
}

/* Tags that are but spaces hold none. */
static bool
holds_nothing(Column column, Slice bytes)
{
	Slice tag;
	return bytes.n == 0 ||
	    (column == COLUMN_TAGS && !record_next_tag(&bytes, &tag));
}

static void
write_object(Fmt *f, const Record *r)
{
	bool verbatim = fmt_is_verbatim(f, r, "\"");
	char separator = '{';
	char room[DECIMAL_TEXT];
	for (size_t i = 0; i < f->column_count; i++) {
		Column column = f->columns[i];
		Slice bytes = fmt_value_written(r, column, room);
		if (holds_nothing(column, bytes))
			continue;
		char *head = output_room(f->output, f->heads[i].n);
		fmt_put(head, f->heads[i]);
		*head = separator;
		output_took(f->output, f->heads[i].n);
		if (column == COLUMN_TAGS)
			write_tags(f, bytes, verbatim);
		else if (column == COLUMN_AMOUNT)
			output_write(f->output, bytes);
		else
			write_string(f, bytes, verbatim);
		separator = ',';
	}
	output_write(f->output, separator == '{' ? SLICE("{}") : SLICE("}"));
}

static void
json_record(Fmt *f, const Record *r)
{
	output_write(f->output, f->written == 0 ? SLICE("[\n") : SLICE(",\n"));
	write_object(f, r);
}

static void
json_end(Fmt *f)
{
	output_write(f->output,
	    f->written == 0 ? SLICE("[]\n") : SLICE("\n]\n"));
}

static void
jsonl_record(Fmt *f, const Record *r)
{
	write_object(f, r);
	output_byte(f->output, '\n');
}

const FmtFormat fmt_json = { .name = "json",
	.has_columns = true,
	.begin = json_begin,
	.record = json_record,
	.end = json_end };

const FmtFormat fmt_jsonl = { .name = "jsonl",
	.has_columns = true,
	.begin = json_begin,
	.record = jsonl_record };
