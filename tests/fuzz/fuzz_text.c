/*
 * The blocks of a text and what stands in them: all within its bounds, in
 * order, and the same whatever way of scanning finds them. Where only headings
 * and settings are waited for, these are the ones.
 */
#include "fuzz.h"

#include "block.h"
#include "front.h"
#include "inline.h"
#include "lead.h"

/* One way of reading a text, and what it came to, as numbers and bytes. */
typedef struct {
	Input input;
	Blocks blocks;
	Inlines inlines;
	Buffer told;
	Buffer headings; /* and settings, and front matter */
} Reading;

static bool
is_name(void *context, Slice name)
{
	(void)context;
	return name.n % 2 == 0;
}

static const InlineRules usual = { .at_is_mention = true,
	.is_name = is_name };
static const InlineRules any_key = { .any_key = true, .is_name = is_name };

static void
tell(Buffer *b, size_t number)
{
	memcpy(buffer_room(b, sizeof number), &number, sizeof number);
	b->n += sizeof number;
}

static void
tell_slice(Buffer *b, Slice s)
{
	tell(b, s.n);
	buffer_add(b, s);
}

/* Whether the part is one of the whole, or none. */
static bool
is_within(Slice part, Slice whole)
{
	return part.n == 0 || (part.at >= whole.at &&
	    part.at + part.n <= whole.at + whole.n);
}

static bool
is_named(const Inline *i)
{
	return i->type == INLINE_MENTION || i->type == INLINE_TAG ||
	    i->type == INLINE_KEY;
}

static void
check_inline(const Inline *i, Slice text)
{
	HOLDS(i->from < i->to && i->to <= text.n);
	HOLDS(!is_named(i) || is_within(i->name, text));
	HOLDS(i->type != INLINE_KEY || (is_within(i->value, text) &&
	    is_within(i->amount, text)));
	HOLDS(i->type != INLINE_TAG ||
	    (i->name.n > 1 && *i->name.at == '#'));
	HOLDS(i->type != INLINE_MENTION || i->name.n > 0);
	HOLDS(i->type != INLINE_SIGN || (i->reading == DAY_GOOD) ==
	    (i->day != DAY_NONE));
}

static void
tell_inlines(Buffer *told, const Inlines *s, Slice text)
{
	size_t counts[INLINE_TYPES] = { 0 }, from = 0, end = 0;
	for (size_t k = 0; k < s->found.n; k++) {
		const Inline *i = &s->found.at[k];
		check_inline(i, text);
		HOLDS(i->from >= from);
		/* What stands in a value is the only thing in another. */
		HOLDS(i->in_value ? i->to <= end : i->from >= end);
		from = i->from;
		end = i->in_value ? end : i->to;
		counts[i->type]++;
		tell(told, i->type);
		tell(told, i->from);
		tell(told, i->to);
		if (is_named(i))
			tell_slice(told, i->name);
		if (i->type == INLINE_KEY)
			tell_slice(told, i->value);
	}
	HOLDS(memcmp(counts, s->counts, sizeof counts) == 0);
}

static void
check_lead(Slice text, bool is_plain, Buffer *told)
{
	LeadRules rules = { .boxes = !is_plain, .in_brackets = is_plain };
	Lead lead;
	lead_read(text, &rules, &lead);
	HOLDS(lead.text_at <= text.n);
	HOLDS(lead.reading == DAY_NO_DATE ||
	    (lead.date_at < lead.date_end && lead.date_end <= lead.text_at));
	HOLDS((lead.reading == DAY_GOOD) == (lead.day != DAY_NONE));
	tell(told, lead.text_at);
}

/* The lines of a block, one after the other, are its text. */
static void
check_lines(Reading *r, const Block *b, size_t lines)
{
	size_t at = 0, next, line = 0;
	do {
		Slice part = blocks_line(&r->blocks, at, &next);
		Place place = blocks_place(&r->blocks, at);
		HOLDS(is_within(part, b->text));
		HOLDS(next > at || next == b->text.n);
		HOLDS(place.line >= b->line && place.line <= lines);
		HOLDS(place.line > line || at == 0);
		HOLDS(place.column > 0);
		line = place.line;
		at = next;
	} while (at < b->text.n);
}

static void
check_block(Reading *r, const Block *b, size_t line, size_t lines)
{
	HOLDS(b->line >= line && b->line <= lines);
	HOLDS(b->type != BLOCK_HEADING || (b->level >= 1 && b->level <= 6));
	HOLDS(b->depth <= r->input.to); /* a byte each */
	HOLDS(fuzz_is_clean(b->text, ""));
	HOLDS(slice_find(b->text, 0, '\n') == b->text.n);
	if (b->is_verbatim)
		HOLDS(slice_find(b->text, 0, '\t') == b->text.n &&
		    slice_find(b->text, 0, '\\') == b->text.n);
	check_lines(r, b, lines);
}

static void
tell_block(Buffer *told, const Block *b)
{
	tell(told, b->type);
	tell(told, (size_t)b->level);
	tell(told, b->line);
	tell_slice(told, b->text);
}

static void
read_blocks(Reading *r, Slice text, size_t lines, bool is_plain, bool skims)
{
	static Front front;
	size_t line = 0;
	Block *b;
	r->told.n = r->headings.n = 0;
	front_start(&front);
	input_open_bytes(&r->input, text);
	blocks_open(&r->blocks, &r->input, SLICE("f"), is_plain, NULL);
	blocks_skim(&r->blocks, skims);
	while (blocks_next(&r->blocks, &b)) {
		check_block(r, b, line, lines);
		line = b->line;
		if (b->type != BLOCK_ITEM && b->type != BLOCK_PARAGRAPH)
			tell_block(&r->headings, b);
		if (b->type == BLOCK_FRONT)
			front_line(&front, b->text, b->line);
		if (skims)
			continue;
		tell_block(&r->told, b);
		tell(&r->told, b->depth);
		inline_scan(&r->inlines, b->text, is_plain ? &any_key
		                                           : &usual);
		tell_inlines(&r->told, &r->inlines, b->text);
		check_lead(b->text, is_plain, &r->told);
	}
	tell(&r->told, r->blocks.binary_line);
	tell(&r->headings, r->blocks.binary_line);
}

/* Every way finds the signs that are there, from one to the next. */
static void
check_ways(Slice text, int ways)
{
	const ScanSet *set = scan_odd();
	Scan scan;
	for (int way = 0; way < ways; way++) {
		scan_take_way(way);
		scan_start(&scan, set, text);
		for (size_t i = 0, next; i <= text.n; i = next + 1) {
			next = scan_next(&scan, i);
			for (; i < next; i++)
				HOLDS(!set->has[(unsigned char)text.at[i]]);
			HOLDS(next >= text.n ||
			    set->has[(unsigned char)text.at[next]]);
		}
	}
}

/* Without blocks, and without a byte behind the text. */
static void
check_bare(Slice text)
{
	static Inlines inlines;
	static Buffer told;
	HOLDS(utf8_is_clean(text) == (fuzz_is_clean(text, "") &&
	    slice_find(text, 0, '\n') == text.n));
	if (!utf8_is_clean(text))
		return;
	told.n = 0;
	inline_scan(&inlines, text, &usual);
	tell_inlines(&told, &inlines, text);
	check_lead(text, true, &told);
}

static void
check_unicode(Slice text)
{
	static Buffer clean, again;
	static Utf8Shifts shifts;
	size_t next, start;
	int width;
	clean.n = again.n = shifts.n = 0;
	utf8_clean(text, &clean, &shifts);
	Slice s = buffer_slice(&clean);
	HOLDS(fuzz_is_clean(s, "") && utf8_is_clean(s));
	for (size_t i = 0; i < shifts.n; i++)
		HOLDS(shifts.at[i].clean <= s.n && shifts.at[i].raw <= text.n);
	for (size_t i = 0; i < s.n; i = next) {
		uint32_t c = utf8_at(s, i, &next);
		HOLDS(next > i && next <= s.n);
		HOLDS(utf8_before(s, next, &start) == c && start == i);
	}
	for (size_t i = 0; i < s.n; i = next) {
		next = utf8_cluster(s, i, &width);
		HOLDS(next > i && next <= s.n && width >= 0 && width <= 2);
	}
	utf8_fold(s, &again);
	HOLDS(fuzz_is_clean(buffer_slice(&again), ""));
	again.n = 0;
	utf8_show(text, &again);
	HOLDS(fuzz_is_clean(buffer_slice(&again), ""));
}

void
fuzz_text(Slice input)
{
	static Reading one, other;
	int ways = scan_ways();
	unsigned choice = fuzz_choice(input);
	bool is_plain = choice & 1;
	size_t lines = 1;
	for (size_t i = 0; i < input.n; i++)
		lines += input.at[i] == '\n';
	if (choice & 2) {
		check_unicode(input);
		return;
	}
	/* The best way, and one of the others. */
	scan_take_way((int)(fuzz_hash(input) / 2 %
	    (uint64_t)(ways > 1 ? ways - 1 : 1)));
	read_blocks(&other, input, lines, is_plain, false);
	check_ways(input, ways);
	check_bare(input);
	read_blocks(&one, input, lines, is_plain, false);
	SAME(buffer_slice(&one.told), buffer_slice(&other.told));
	read_blocks(&other, input, lines, is_plain, true);
	SAME(buffer_slice(&other.headings), buffer_slice(&one.headings));
}
