/*
 * entry_plain: the short way for what most entries and tasks are: a plain text
 * with people by @name, perhaps a tag, simple exchanges, a task's dates, under
 * a day and perhaps another entry. One pass from sign to sign finds who took
 * part and what was given; whatever is not known here is left to entry_write(),
 * before anything is written. So it may know little, but must know that for
 * sure: a test gives both the same texts.
 */
#include "entry_part.h"

#include "scan.h"
#include "utf8.h"

enum { MOST_AMOUNT_DIGITS = 6 };

typedef struct {
	Entries *w;
	const Entry *e;
	Slice text; /* of e */
	Scan *signs;
	size_t from; /* where the text starts among the bytes of signs */
	Head head;
	bool in_head;
	size_t done; /* the last construct ends here */
	Way way;     /* before the first mention of the head */
	const EntryStart *start; /* of the head, or NULL */
	Slice tag;
	Crowd *behind; /* those who are mentioned behind the head */
	Day due;
	Day kept;
} Plain;

const ScanSet *
entry_signs(void)
{
	static ScanSet signs;
	if (!signs.has['@'])
		scan_set(&signs, SLICE("`<@[(#:"), true);
	return &signs;
}

/* The next sign at or after byte i; text.n or beyond if there is none. */
static inline size_t
next_sign(const Plain *p, size_t i)
{
	return scan_next(p->signs, p->from + i) - p->from;
}

/* A construct stands there: whether it is in the head is known now. */
static inline void
take_construct(Plain *p, size_t from, size_t to)
{
	if (p->in_head)
		p->in_head = !entry_read_gap(&p->head, p->done, from);
	p->done = to;
}

/* Reads what stands before the first mention, at byte i, and what follows of
 * it. */
NEVER_INLINE static void
read_start(Plain *p, size_t i, EntryStart *start)
{
	start->n = i;
	start->is_all = entry_read_gap(&p->head, 0, i);
	start->kind = p->head.kind;
	start->way = entry_way_before(p->text, i, 0);
	record_make_middle(&start->middle, &(Record){
	    .way = start->way, .kind = start->kind });
}

/* Takes the first mention, at byte i, and what stands before it: most often
 * what stood before others, `coffee with `, and is not read again. */
static void
take_start(Plain *p, size_t i, size_t to)
{
	enum { WORD = sizeof(uint64_t) };
	const char *at = p->text.at;
	if (i == 0 || i > 2 * WORD) {
		p->way = entry_way_before(p->text, i, 0);
		take_construct(p, i, to);
		return;
	}
	uint64_t first = i < WORD ? bytes_few(at, i) : bytes_eight(at);
	uint64_t last = i < WORD ? 0 : bytes_eight(at + i - WORD);
	uint64_t spread = bytes_spread(first ^ last);
	EntryStart *seen = &p->w->starts[spread >>
	    (64 - ENTRY_STARTS_BITS)];
	if (UNLIKELY(seen->n != i || seen->first != first ||
	        seen->last != last)) {
		seen->first = first;
		seen->last = last;
		read_start(p, i, seen);
	}
	p->head.kind = seen->kind;
	p->in_head = !seen->is_all;
	p->way = seen->way;
	p->start = seen;
	p->done = to;
}

static inline size_t
end_of(Slice text, size_t i, int kinds)
{
	while (i < text.n && byte_is(text.at[i], kinds))
		i++;
	return i;
}

/* Whether what follows is for Unicode's tables to judge. */
static inline bool
is_beyond(Slice text, size_t i)
{
	return i < text.n && byte_is(text.at[i], BYTE_BEYOND);
}

/* Where the name ends that starts at byte `from`; `from` itself where none
 * does. */
static inline size_t
name_end(Slice text, size_t from)
{
	enum { WORD = BYTE_LETTER | BYTE_DIGIT, SHORT = 8 };
	size_t end = from, next;
	/* Most are a short word. */
	if (text.n - from >= SHORT) {
		size_t n = bytes_word(text.at + from);
		if (LIKELY(n > 0 && n < SHORT && !byte_is(text.at[from + n],
		        BYTE_BEYOND | BYTE_IN_NAME)))
			return from + n;
	}
	if (byte_is(text.at[from], WORD))
		end = end_of(text, from + 1, WORD | BYTE_IN_NAME);
	else if (!byte_is(text.at[from], BYTE_BEYOND) ||
	    !utf8_is_letter(utf8_at(text, from, &next)))
		return from;
	if (is_beyond(text, end))
		return inline_name_end(text, from, BYTE_IN_NAME);
	while (byte_is(text.at[end - 1], BYTE_IN_NAME))
		end--;
	return end;
}

/* Takes the sign at byte i; the byte to go on from, or 0 where this is nothing
 * for here. */
static inline size_t
take_at(Plain *p, size_t i)
{
	Entries *w = p->w;
	Slice text = p->text;
	size_t from = i + 1;
	if (from == text.n || !inline_may_start(text, i))
		return from;
	size_t end = name_end(text, from);
	if (end == from)
		return text.at[from] == '[' || is_beyond(text, from) ? 0
		                                                     : from;
	if (p->in_head && p->done == 0) {
		take_start(p, i, end);
	} else {
		if (p->in_head && w->named.n == 0)
			p->way = entry_way_before(text, i, p->done);
		take_construct(p, i, end);
	}
	Who who = people_find_in(w->people, text.at + from, end - from,
	    text.n - from);
	if (!who_is_person(who) ||
	    UNLIKELY(w->check != NULL && check_warns_of(w->check, who)))
		return 0;
	entry_add_who(w, p->in_head ? &w->named : p->behind, who);
	/* The colon behind a mention is no key's. */
	return end + 1 < text.n && text.at[end] == ':' &&
	        text.at[end + 1] == ' ' ? end + 1 : end;
}

NEVER_INLINE static size_t
take_tag(Plain *p, size_t i)
{
	enum { IN_TAG = BYTE_LETTER | BYTE_DIGIT | BYTE_IN_TAG };
	Slice text = p->text;
	if (i + 1 == text.n || !inline_may_start(text, i) ||
	    !byte_is(text.at[i + 1], BYTE_LETTER | BYTE_BEYOND))
		return i + 1;
	size_t end = end_of(text, i + 1, IN_TAG);
	if (is_beyond(text, end) || p->tag.n != 0)
		return 0;
	while (byte_is(text.at[end - 1], BYTE_IN_TAG))
		end--;
	p->tag = slice_between(text, i, end);
	take_construct(p, i, end);
	return end;
}

/* Reads (N), of few digits and not 0; the byte after it, or 0. */
static size_t
read_amount(Slice text, size_t open, Decimal *amount)
{
	size_t end = end_of(text, open + 1, BYTE_DIGIT);
	int64_t value = 0;
	if (end == text.n || text.at[end] != ')' ||
	    end - open - 1 > MOST_AMOUNT_DIGITS)
		return 0;
	for (size_t i = open + 1; i < end; i++)
		value = value * 10 + (text.at[i] - '0');
	*amount = decimal_of(value);
	return value > 0 ? end + 1 : 0;
}

/* Where the bare value ends that starts at byte `from`: before a space or a
 * parenthesis; `from` itself where it is none, or one for Unicode's tables, or
 * with a sign, or does not start and end in a letter or digit. */
static inline size_t
value_end(Plain *p, size_t from)
{
	enum { WORD = BYTE_LETTER | BYTE_DIGIT, SHORT = 8 };
	Slice text = p->text;
	/* Most are a short word. */
	if (text.n - from >= SHORT) {
		size_t n = bytes_word(text.at + from);
		if (LIKELY(n > 0 && n < SHORT && (text.at[from + n] == ' ' ||
		        text.at[from + n] == '(')))
			return from + n;
	}
	size_t end = from;
	while (end < text.n && text.at[end] != ' ' && text.at[end] != '(' &&
	    !is_beyond(text, end))
		end++;
	return end == from || is_beyond(text, end) ||
	        !byte_is(text.at[from], WORD) ||
	        !byte_is(text.at[end - 1], WORD) || next_sign(p, from) < end
	    ? from : end;
}

/* Takes gave:WHAT or got:WHAT, with a bare value, and perhaps an amount. */
NEVER_INLINE static size_t
take_exchange(Plain *p, size_t from, size_t colon, Key key)
{
	Slice text = p->text;
	size_t at = colon + 1, end = value_end(p, at);
	Decimal amount = { 1, 0 };
	if (end == at || p->w->settings->weights.n != 0)
		return 0;
	Slice kind = entry_folded_kind(p->w, slice_between(text, at, end));
	if (end < text.n && text.at[end] == '(' &&
	    (end = read_amount(text, end, &amount)) == 0)
		return 0;
	*vec_push(&p->w->facts) = (KeyFact){ .key = key, .kind = kind,
		.date = p->e->day, .has_amount = true, .amount = amount };
	take_construct(p, from, end);
	return end;
}

/* Takes due:YYYY-MM-DD or done:YYYY-MM-DD of a task. */
NEVER_INLINE static size_t
take_date(Plain *p, size_t from, size_t colon, Day *to)
{
	size_t end = colon + 1 + DAY_TEXT;
	Day day;
	if (end > p->text.n || (end < p->text.n && p->text.at[end] != ' ') ||
	    !day_parse(slice_between(p->text, colon + 1, end), &day))
		return 0;
	if (*to == DAY_NONE)
		*to = day;
	take_construct(p, from, end);
	return end;
}

/* Takes what the key at byte `from` says. */
NEVER_INLINE static size_t
take_key(Plain *p, size_t from, size_t colon, int key)
{
	bool is_task = p->e->box != BOX_NONE;
	if (key == KEY_GAVE || key == KEY_GOT)
		return is_task ? 0 : take_exchange(p, from, colon, (Key)key);
	if (!is_task || (key != KEY_DUE && key != KEY_DONE))
		return 0;
	return take_date(p, from, colon, key == KEY_DUE ? &p->due : &p->kept);
}

static inline size_t
take_colon(Plain *p, size_t colon)
{
	Slice text = p->text;
	size_t from = colon;
	if (colon + 1 == text.n || text.at[colon + 1] == ' ')
		return colon + 1;
	while (from > p->done && byte_is_letter(text.at[from - 1]))
		from--;
	int key = inline_key_of(slice_between(text, from, colon));
	if (key < 0 || text.at[colon + 1] == ':')
		return colon + 1;
	if (from > 0 && is_beyond(text, from - 1))
		return 0;
	char before = from > 0 ? text.at[from - 1] : ' ';
	if (before != ' ' && before != '(' && before != '[' && before != ',')
		return colon + 1;
	return take_key(p, from, colon, key);
}

/* Whether what looks like Dataview's form may start at the parenthesis. */
static bool
may_be_dataview(Slice text, size_t open)
{
	size_t end = open + 1;
	while (end < text.n && (byte_is(text.at[end], BYTE_LETTER |
	        BYTE_DIGIT) || text.at[end] == '-'))
		end++;
	return is_beyond(text, end) || (end + 1 < text.n &&
	    text.at[end] == ':' && text.at[end + 1] == ':');
}

/* Beyond ASCII all is text, unless it is a date sign; the byte behind it. */
NEVER_INLINE static size_t
take_beyond(Slice text, size_t i)
{
	for (; is_beyond(text, i); i++)
		if (inline_is_sign(text, i))
			return 0;
	return i;
}

static inline size_t
take_sign(Plain *p, size_t i)
{
	char c = p->text.at[i];
	if (c == '@')
		return take_at(p, i);
	if (c == ':')
		return take_colon(p, i);
	if (byte_is(c, BYTE_BEYOND))
		return take_beyond(p->text, i);
	if (c == '#')
		return take_tag(p, i);
	return c != '(' || may_be_dataview(p->text, i) ? 0 : i + 1;
}

static void
make_tail(const Plain *p)
{
	record_begin_tail(&p->w->tail, p->tag, &p->e->place, p->text,
	    p->text.n > 1);
}

/* The record's middle, if it has been made. */
static inline const RecordMiddle *
middle_of(const Plain *p, const Record *r)
{
	const EntryStart *start = p->start;
	return start != NULL && start->kind.at == r->kind.at &&
	        start->way == r->way ? &start->middle : NULL;
}

/* Writes the facts of an entry that is no task; where it has its people from
 * its parent, it is no contact. */
static void
write_meeting(Plain *p)
{
	Entries *w = p->w;
	Record *r = &w->record;
	bool is_note = slice_equal(p->head.kind, SLICE("note"));
	if (w->is_heir && !is_note && w->facts.n == 0)
		return;
	r->type = is_note ? SLICE("note") : SLICE("contact");
	r->date = p->e->day;
	r->kind = p->head.kind;
	r->way = is_note ? WAY_NONE : p->way;
	make_tail(p);
	if (is_note || !w->is_heir)
		entry_write_each_with(w, r, middle_of(p, r), w->people_of);
	if (w->talked_about.n != 0) {
		r->type = SLICE("mention");
		r->way = WAY_NONE;
		entry_write_each(w, r, crowd_slice(&w->talked_about));
	}
	if (w->facts.n != 0)
		entry_write_facts(w);
}

static bool
take_meeting(Plain *p)
{
	Entries *w = p->w;
	entry_take_people(w, p->e);
	if (w->is_heir && w->talked_about.n != 0)
		return false;
	if (w->people_of.n == 0 && w->facts.n != 0)
		return false;
	if (w->people_of.n + w->talked_about.n == 0)
		return true;
	if (UNLIKELY(w->check != NULL)) {
		entry_check(w, p->e);
		return true;
	}
	if (p->in_head)
		entry_read_gap(&p->head, p->done, p->text.n);
	write_meeting(p);
	return true;
}

NEVER_INLINE static void
take_task(Plain *p)
{
	Entries *w = p->w;
	Record *r = &w->record;
	entry_take_people(w, p->e);
	if (w->people_of.n == 0)
		return;
	if (UNLIKELY(w->check != NULL)) {
		entry_check(w, p->e);
		return;
	}
	r->type = SLICE("promise");
	r->date = p->e->day;
	r->kind = entry_promise_state(p->e->box);
	r->way = WAY_OUT;
	r->due = p->due;
	r->done = p->kept;
	make_tail(p);
	entry_write_each(w, r, w->people_of);
	r->due = r->done = DAY_NONE;
}

bool
entry_write_among(Entries *w, const Entry *e, Scan *signs)
{
	Plain p;
	bool is_task = e->box != BOX_NONE;
	p.w = w;
	p.e = e;
	p.text = e->text;
	p.signs = signs;
	p.from = (size_t)(e->text.at - signs->s.at);
	p.head = (Head){ .settings = w->settings, .text = e->text };
	p.in_head = !is_task;
	p.done = 0;
	p.way = WAY_BOTH;
	p.start = NULL;
	p.tag = SLICE_NONE;
	p.behind = is_task ? &w->named : &w->talked_about;
	p.due = p.kept = DAY_NONE;
	arena_reset(&w->scratch);
	w->facts.n = w->named.n = w->talked_about.n = 0;
	entry_begin_set(w);
	for (size_t i = 0; (i = next_sign(&p, i)) < p.text.n;)
		if ((i = take_sign(&p, i)) == 0)
			return false;
	if (!is_task)
		return take_meeting(&p);
	take_task(&p);
	return true;
}

bool
entry_write_plain(Entries *w, const Entry *e)
{
	Scan signs;
	scan_start(&signs, entry_signs(), e->text);
	return entry_write_among(w, e, &signs);
}
