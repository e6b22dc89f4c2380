/*
 * record_read: lines to records; see record.h. One scan goes over all lines
 * that are read and lists the tabs, the ends of lines and whatever is rare; a
 * line without the latter is judged without a second look. A field is a slice
 * of the line unless it holds a backslash. Every column is judged before the
 * type is looked at, so that all tools reject the same lines.
 */
#include "record.h"
#include "record_part.h"

#include "sandbox.h"
#include "utf8.h"

#include <unistd.h>

/* A date and its text from the start: no bytes that are none compare equal. */
static void
start(Records *r, char *const operands[], Diagnostics *diagnostics)
{
	*r = (Records){ .diagnostics = diagnostics,
		.operands = operands,
		.date = DAY_FIRST };
	memcpy(r->date_text, "0001-01-01\t", sizeof r->date_text);
}

void
records_open(Records *r, char *const operands[], Diagnostics *diagnostics)
{
	static char dash[] = "-";
	static char *const standard_input[] = { dash, NULL };
	start(r, operands[0] != NULL ? operands : standard_input, diagnostics);
	for (char *const *path = r->operands; *path != NULL; path++)
		*vec_push(&r->ahead) = strcmp(*path, "-") == 0
		    ? INPUT_LATER : input_prepare(*path);
	sandbox_enter();
}

void
records_open_bytes(Records *r, Slice bytes, Slice name,
    Diagnostics *diagnostics)
{
	static char *const none[] = { NULL };
	start(r, none, diagnostics);
	input_open_bytes(&r->input, bytes);
	r->name = name;
	r->is_open = true;
}

/* Opens the next operand that can be opened; false after the last. */
static bool
open_next(Records *r)
{
	while (r->operands[r->next] != NULL) {
		const char *name = r->operands[r->next];
		int ahead = r->ahead.at[r->next++];
		r->is_open = true;
		r->line = 0;
		if (strcmp(name, "-") == 0) {
			r->name = SLICE("<stdin>");
			input_open_descriptor(&r->input, STDIN_FILENO);
			return true;
		}
		r->name = slice_of(name);
		if (input_open_prepared(&r->input, ahead, name))
			return true;
		diagnostic_trouble(r->diagnostics, r->name, r->input.error);
	}
	r->is_open = false;
	return false;
}

static bool
is_header(Slice line)
{
	size_t n = RECORD_HEADER.n;
	return slice_starts(line, RECORD_HEADER) &&
	    (line.n == n || line.at[n] == '\t');
}

/* A line, split at its tabs. Column c starts at start[c] and ends a byte before
 * start[c + 1]. */
typedef struct {
	Slice all;
	const char *start[COLUMN_COUNT + 1];
	int count;       /* of the columns, at most twelve */
	bool is_odd;     /* holds more than printable ASCII and tabs, */
	bool is_escaped; /* or a backslash (set where it is odd) */
} Line;

static inline Slice
column_of(const Line *l, Column c)
{
	return (Slice){ l->start[c],
		(size_t)(l->start[c + 1] - l->start[c]) - 1 };
}

/* Splits the line that starts at byte i; returns where the next one starts. */
static size_t
split_line(Scan *scan, size_t i, Line *l)
{
	Slice s = scan->s;
	int n = 0;
	l->start[0] = s.at + i;
	l->is_odd = l->is_escaped = false;
	for (; (i = scan_next(scan, i)) < s.n && s.at[i] != '\n'; i++) {
		if (s.at[i] != '\t')
			l->is_odd = true;
		else if (n < COLUMN_COUNT)
			l->start[++n] = s.at + i + 1;
	}
	const char *end = s.at + i;
	if (l->is_odd && end[-1] == '\r')
		end--;
	if (n < COLUMN_COUNT)
		l->start[++n] = end + 1;
	l->all = (Slice){ l->start[0], (size_t)(end - l->start[0]) };
	l->count = n;
	return i + 1;
}

/* Makes an odd line clean, and says so to r. */
static void
clean_line(Records *r, Line *l)
{
	Scan scan;
	if (!utf8_is_clean(l->all)) {
		r->clean.n = 0;
		r->shifts.n = 0;
		if (utf8_clean(l->all, &r->clean, &r->shifts))
			diagnostic_report(r->diagnostics, RULE_UTF8,
			    (Place){ r->name, r->line, r->shifts.at[0].raw },
			    SLICE_NONE, SLICE_NONE, SLICE_NONE);
		scan_start(&scan, scan_odd(), buffer_slice(&r->clean));
		split_line(&scan, 0, l);
	}
	l->is_escaped = memchr(l->all.at, '\\', l->all.n) != NULL;
}

/* Goes on to the next input, or to the next lines of the one that is open. */
static bool
next_lines(Records *r)
{
	Slice lines;
	while (r->is_open || open_next(r)) {
		int got = input_lines(&r->input, &lines);
		if (got > 0) {
			scan_start(&r->scan, scan_odd(), lines);
			r->longer = SLICE_NONE;
			r->at = 0;
			return true;
		}
		if (got < 0)
			diagnostic_trouble(r->diagnostics, r->name,
			    r->input.error);
		input_close(&r->input);
		r->is_open = false;
	}
	return false;
}

static bool
reject(Records *r, const Line *l, Rule rule, const char *at, Slice detail)
{
	/* Without a reader nothing is said. */
	if (r != NULL)
		diagnostic_report(r->diagnostics, rule, (Place){ r->name,
		    r->line, (size_t)(at - l->all.at) + 1 }, detail,
		    SLICE_NONE, SLICE_NONE);
	return false;
}

static char
unescaped(char letter)
{
	switch (letter) {
	case 't':
		return '\t';
	case 'n':
		return '\n';
	case 'r':
		return '\r';
	case '\\':
		return '\\';
	default:
		return 0;
	}
}

/* Where a backslash stands that is no escape; s.n if nowhere. */
static size_t
find_bad_escape(Slice s)
{
	size_t i = 0;
	if (slice_equal(s, SLICE("\\-")))
		return s.n;
	while ((i = slice_find(s, i, '\\')) < s.n &&
	    i + 1 < s.n && unescaped(s.at[i + 1]) != 0)
		i += 2;
	return i;
}

static bool
judge_escapes(Records *r, const Line *l)
{
	for (Column c = 0; c < COLUMN_COUNT; c++) {
		Slice s = column_of(l, c);
		size_t i = find_bad_escape(s);
		if (i < s.n)
			return reject(r, l, RULE_RECORD_ESCAPE, s.at + i,
			    slice_until(slice_from(s, i), 2));
	}
	return true;
}

/* Replaces a field, of good escapes, by what it stands for. */
static void
unescape(Arena *arena, Slice *field)
{
	Slice s = *field;
	if (slice_equal(s, SLICE("\\-")))
		*field = SLICE("-");
	else if (slice_find(s, 0, '\\') < s.n) {
		char *to = arena_bytes(arena, s.n);
		*field = (Slice){ to, 0 };
		for (size_t i = 0; i < s.n; i++) {
			bool is_escape = s.at[i] == '\\';
			i += is_escape;
			to[field->n++] =
			    is_escape ? unescaped(s.at[i]) : s.at[i];
		}
	}
}

/* The column, empty where it is `-`. */
static inline Slice
value_of(const Line *l, Column c)
{
	Slice s = column_of(l, c);
	if (s.n == 1 && *s.at == '-')
		s.n = 0;
	return s;
}

static bool
judge_day(Records *r, const Line *l, Column c, Day *day)
{
	Slice s = value_of(l, c);
	*day = DAY_NONE;
	return s.n == 0 || day_parse(s, day) ||
	    reject(r, l, RULE_RECORD_DATE, s.at, s);
}

static bool
judge_way(Records *r, const Line *l, Way *way)
{
	Slice s = value_of(l, COLUMN_WAY);
	*way = record_way_of(s);
	return *way != WAY_NONE || s.n == 0 ||
	    reject(r, l, RULE_RECORD_WAY, s.at, s);
}

static bool
judge_amount(Records *r, const Line *l, Record *record)
{
	Slice s = value_of(l, COLUMN_AMOUNT);
	record->amount = DECIMAL_ZERO;
	record->has_amount = s.n != 0;
	return s.n == 0 || decimal_parse(s, &record->amount) ||
	    reject(r, l, RULE_RECORD_NUMBER, s.at, s);
}

/*
 * Judges every column, whatever the type, and makes the record. A column with
 * an escape is never a day, way or number, so these are judged as they stand.
 * r is who reads the line, or NULL.
 */
static bool
read_record(Records *r, const Line *l, Arena *arena, Record *record)
{
	if (UNLIKELY(l->count < COLUMN_COUNT)) {
		char has[sizeof "has 18446744073709551615"] = "has ";
		const char *end = bytes_put_number(has + 4,
		    (uint64_t)l->count);
		return reject(r, l, RULE_RECORD_COLUMNS, l->all.at,
		    (Slice){ has, (size_t)(end - has) });
	}
	if ((UNLIKELY(l->is_escaped) && !judge_escapes(r, l)) ||
	    !judge_day(r, l, COLUMN_DATE, &record->date) ||
	    !judge_day(r, l, COLUMN_DUE, &record->due) ||
	    !judge_day(r, l, COLUMN_DONE, &record->done) ||
	    !judge_way(r, l, &record->way) || !judge_amount(r, l, record))
		return false;
	record->type = value_of(l, COLUMN_TYPE);
	record->person = value_of(l, COLUMN_PERSON);
	record->kind = value_of(l, COLUMN_KIND);
	record->unit = value_of(l, COLUMN_UNIT);
	record->tags = value_of(l, COLUMN_TAGS);
	record->source = value_of(l, COLUMN_SOURCE);
	record->text = value_of(l, COLUMN_TEXT);
	record->line = (Slice){ l->all.at,
		(size_t)(l->start[COLUMN_COUNT] - l->all.at) - 1 };
	if (UNLIKELY(l->is_escaped)) {
		Slice *const fields[] = { &record->type, &record->person,
			&record->kind, &record->unit, &record->tags,
			&record->source, &record->text };
		for (size_t i = 0; i < LENGTH(fields); i++)
			unescape(arena, fields[i]);
	}
	return true;
}

/* Drops byte order marks: other programs may put one before a file, and cat
 * that file behind another. */
static void
drop_marks(Line *l)
{
	while (slice_starts(l->all, SLICE(BYTE_ORDER_MARK))) {
		l->all = slice_from(l->all, strlen(BYTE_ORDER_MARK));
		l->start[0] = l->all.at;
	}
}

/* Passes over the line that starts at r->at; true and the record where it is
 * one that can be read. */
static bool
read_line(Records *r, Record *record)
{
	Line l;
	r->at = split_line(&r->scan, r->at, &l);
	if (UNLIKELY(l.is_odd))
		drop_marks(&l);
	if (l.all.n == 0 || *l.all.at == '#' || is_header(l.all))
		return false;
	if (l.is_odd)
		clean_line(r, &l);
	r->longer = l.all;
	arena_reset(&r->scratch);
	return read_record(r, &l, &r->scratch, record);
}

/*
 * The usual line has twelve columns, no escape, no control and nothing wrong.
 * It is read from left to right in one go, most columns by a look at what
 * mostly stands there. Where anything is unusual, read_line() starts over with
 * the line: what it says counts, and what is said here is the same. Input
 * keeps INPUT_SLACK bytes behind the last line, so that looks need no limit.
 */
typedef struct {
	Scan *scan;
	const char *at;  /* of byte 0 */
	size_t i;        /* the next column starts here */
	bool is_unusual;
} Usual;

/* Where the next byte stands, from byte i on, that is neither printable ASCII
 * nor of a good character beyond it; that of a bad one, if one comes first. */
static size_t
pass_beyond(Scan *scan, size_t i)
{
	while (i < scan->s.n && (signed char)scan->s.at[i] < 0) {
		size_t next;
		uint32_t c = utf8_at(scan->s, i, &next);
		if (c < 0xA0 || (c == 0xFFFD && next == i + 1))
			return i;
		i = scan_next(scan, next);
	}
	return i;
}

/* Takes the bytes up to the next sign, which is to be `end`. */
static inline Slice
take_until(Usual *u, char end)
{
	size_t from = u->i, to = scan_next(u->scan, from);
	if (UNLIKELY((signed char)u->at[to] < 0))
		to = pass_beyond(u->scan, to);
	if (UNLIKELY(u->at[to] != end)) {
		u->is_unusual = true;
		return SLICE_NONE;
	}
	u->i = to + 1;
	return (Slice){ u->at + from, to - from };
}

static inline bool
take_empty(Usual *u)
{
	if (memcmp(u->at + u->i, "-\t", 2) != 0)
		return false;
	u->i += 2;
	return true;
}

/* Most often empty. */
static inline Slice
take_text(Usual *u)
{
	return take_empty(u) ? SLICE_NONE : take_until(u, '\t');
}

/* Most often `contact`. */
static inline Slice
take_type(Usual *u)
{
	static const char contact[] = "contact\t";
	const char *at = u->at + u->i;
	if (LIKELY(bytes_eight(at) == bytes_eight(contact))) {
		u->i += sizeof(uint64_t);
		return (Slice){ at, sizeof(uint64_t) - 1 };
	}
	u->is_unusual = *at == '#' || *at == *BYTE_ORDER_MARK;
	return take_text(u);
}

static inline Day
take_day(Usual *u)
{
	Day day;
	if (LIKELY(take_empty(u)))
		return DAY_NONE;
	u->is_unusual |= !day_parse(take_until(u, '\t'), &day);
	return day;
}

/* Most often that of the record before. */
static inline Day
take_date(Usual *u, Records *r)
{
	const char *text = u->at + u->i;
	if (UNLIKELY(memcmp(text, r->date_text, sizeof r->date_text) != 0)) {
		Day day = take_day(u);
		if (day != DAY_NONE) {
			r->date = day;
			memcpy(r->date_text, text, sizeof r->date_text);
		}
		return day;
	}
	u->i += sizeof r->date_text;
	return r->date;
}

/* Without a branch, for all of them are common: the letter that each starts
 * with says which it can be. */
static inline Way
take_way(Usual *u)
{
	static const struct {
		char text[sizeof(uint64_t) + 1];
		char counts[sizeof(uint64_t) + 1];
		uint8_t n;
		uint8_t way;
	} ways[] = { { "in\t\0\0\0\0\0", "\xFF\xFF\xFF\0\0\0\0", 3, WAY_IN },
		{ "both\t\0\0\0", "\xFF\xFF\xFF\xFF\xFF\0\0", 5, WAY_BOTH },
		{ "-\t\0\0\0\0\0\0", "\xFF\xFF\0\0\0\0\0", 2, WAY_NONE },
		{ "out\t\0\0\0\0", "\xFF\xFF\xFF\xFF\0\0\0", 4, WAY_OUT } };
	const char *at = u->at + u->i;
	unsigned which = (unsigned char)*at / 2 % LENGTH(ways);
	u->is_unusual |= (bytes_eight(at) & bytes_eight(ways[which].counts)) !=
	    bytes_eight(ways[which].text);
	u->i += ways[which].n;
	return ways[which].way;
}

static inline bool
take_amount(Usual *u, Decimal *amount)
{
	*amount = DECIMAL_ZERO;
	if (take_empty(u))
		return false;
	u->is_unusual |= !decimal_parse(take_until(u, '\t'), amount);
	return true;
}

/* The columns from amount to done, most often all empty. */
static inline void
take_values(Usual *u, Record *record)
{
	static const char none[] = "-\t-\t-\t-\t";
	if (LIKELY(bytes_eight(u->at + u->i) == bytes_eight(none))) {
		record->has_amount = false;
		record->amount = DECIMAL_ZERO;
		record->unit = SLICE_NONE;
		record->due = record->done = DAY_NONE;
		u->i += sizeof(uint64_t);
		return;
	}
	record->has_amount = take_amount(u, &record->amount);
	record->unit = take_text(u);
	record->due = take_day(u);
	record->done = take_day(u);
}

/* Reads the line that starts at r->at, and passes over it, if it is usual. */
static bool
read_usual(Records *r, Record *record)
{
	Usual u = { .scan = &r->scan, .at = r->scan.s.at, .i = r->at };
	const char *line = u.at + u.i;
	record->type = take_type(&u);
	if (UNLIKELY(u.is_unusual))
		return false;
	record->date = take_date(&u, r);
	record->person = take_text(&u);
	record->way = take_way(&u);
	record->kind = take_text(&u);
	take_values(&u, record);
	record->tags = take_text(&u);
	record->source = take_text(&u);
	record->text = take_until(&u, '\n');
	if (record->text.n == 1 && *record->text.at == '-')
		record->text = SLICE_NONE;
	record->line = (Slice){ line, (size_t)(u.at + u.i - line) - 1 };
	if (UNLIKELY(u.is_unusual))
		return false;
	r->at = u.i;
	return true;
}

bool
records_next(Records *r, Record *record)
{
	for (;;) {
		if (UNLIKELY(r->at >= r->scan.s.n) && !next_lines(r))
			return false;
		r->line++;
		if (LIKELY(read_usual(r, record)) || read_line(r, record))
			return true;
	}
}

bool
record_parse(Slice line, Arena *arena, Record *record)
{
	Scan scan;
	Line l;
	scan_start(&scan, scan_odd(), line);
	split_line(&scan, 0, &l);
	l.is_escaped = l.is_odd && slice_find(line, 0, '\\') < line.n;
	return read_record(NULL, &l, arena, record);
}

void
records_rewind(Records *r)
{
	r->next = 0;
}

void
records_close(Records *r)
{
	input_free(&r->input);
	for (size_t i = 0; i < r->ahead.n; i++)
		input_close_prepared(r->ahead.at[i]);
	vec_free(&r->ahead);
	buffer_free(&r->clean);
	vec_free(&r->shifts);
	arena_free(&r->scratch);
}
