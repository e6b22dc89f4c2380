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

/* On a terminal whatever it would not show is escaped, too: that hides
 * nothing, and reads as the same string. */
static void
write_string(Fmt *f, Slice s)
{
	bool terminal = f->options->terminal;
	size_t from = 0, next;
	output_byte(f->output, '"');
	for (size_t i = 0; i < s.n; i = next) {
		unsigned char byte = (unsigned char)s.at[i];
		next = i + 1;
		if (byte >= 0x80 && !terminal)
			continue;
		if (byte >= 0x20 && byte < 0x7F && byte != '"' && byte != '\\')
			continue;
		uint32_t c = utf8_at(s, i, &next);
		if (byte >= 0x80 && !utf8_is_hidden(c))
			continue;
		output_write(f->output, slice_between(s, from, i));
		write_escaped(f->output, c);
		from = next;
	}
	output_write(f->output, slice_from(s, from));
	output_byte(f->output, '"');
}

static void
write_tags(Fmt *f, Slice tags)
{
	char separator = '[';
	Slice tag;
	while (record_next_tag(&tags, &tag)) {
		output_byte(f->output, separator);
		write_string(f, slice_from(tag, *tag.at == '#'));
		separator = ',';
	}
	output_byte(f->output, ']');
}

static void
write_value(Fmt *f, Column column, const FmtValue *value)
{
	char room[DECIMAL_TEXT];
	Slice bytes = fmt_value_bytes(value, room);
	if (column == COLUMN_TAGS)
		write_tags(f, bytes);
	else if (value->kind == VALUE_NUMBER)
		output_write(f->output, bytes);
	else
		write_string(f, bytes);
}

/* Tags that are but spaces hold none. */
static bool
holds_nothing(const FmtValue *value, Column column)
{
	if (value->kind == VALUE_NONE || column != COLUMN_TAGS)
		return value->kind == VALUE_NONE;
	Slice tags = value->text, tag;
	return !record_next_tag(&tags, &tag);
}

static void
write_object(Fmt *f, const Record *r)
{
	char separator = '{';
	for (size_t i = 0; i < f->column_count; i++) {
		Column column = f->columns[i];
		FmtValue value = fmt_value_of(r, column);
		if (holds_nothing(&value, column))
			continue;
		output_byte(f->output, separator);
		output_byte(f->output, '"');
		output_write(f->output, record_column_name(column));
		output_write(f->output, SLICE("\":"));
		write_value(f, column, &value);
		separator = ',';
	}
	if (separator == '{')
		output_byte(f->output, '{');
	output_byte(f->output, '}');
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
	.record = json_record,
	.end = json_end };

const FmtFormat fmt_jsonl = { .name = "jsonl",
	.has_columns = true,
	.record = jsonl_record };
