/*
 * add_heading: the heading of a new day, in the style of another day's: its
 * level, the notation of its date, the name of the weekday. Other words of a
 * title are that day's own. Likewise that of its year or month.
 */
#include "add_part.h"

#include "utf8.h"

/* Appends a name as long as `like` (which is another one), and cased so. */
static void
put_name(Buffer *to, Slice like, const char *old_name, const char *name)
{
	Slice s = slice_of(name);
	/* May is short for itself: then the long form is as likely. */
	if (like.n == DAY_SHORT_NAME && strlen(old_name) != DAY_SHORT_NAME)
		s = slice_until(s, DAY_SHORT_NAME);
	bool upper = like.at[0] < 'a', all = like.at[1] < 'a';
	for (size_t i = 0; i < s.n; i++)
		buffer_add_byte(to, (i == 0 ? upper : all)
		    ? (char)(s.at[i] - ('a' - 'A')) : s.at[i]);
}

static void
put_number(Buffer *to, int value, bool pads)
{
	char *at = buffer_room(to, DIGITS_MOST + 1);
	if (pads && value < 10)
		*at++ = '0';
	to->n = (size_t)(bytes_put_number(at, (uint64_t)value) - to->at);
}

/* Whether a day or month below ten is written with a 0 before it. */
static bool
pads_numbers(const AddView *v)
{
	for (size_t i = 0; i < v->blocks.n; i++) {
		const AddBlock *b = &v->blocks.at[i];
		if (b->opens_day && !b->date.is_iso &&
		    (b->text.at[b->date.day.from] == '0' ||
		        b->text.at[b->date.month.from] == '0'))
			return true;
	}
	return false;
}

typedef struct {
	bool pads;
	const AddBlock *like;
	DayFields old;
	DayFields new;
	int old_weekday; /* from 0 */
	int new_weekday;
	Buffer *to;
} Writer;

static void
put_month(const Writer *w, Slice like)
{
	const char *old = day_months[w->old.month - 1];
	const char *new = day_months[w->new.month - 1];
	assert(like.n != 0);
	if (byte_is_digit(like.at[0]))
		put_number(w->to, w->new.month, w->pads);
	else
		put_name(w->to, like, old, new);
}

/* Writes what starts at byte i of the heading's text, where it changes with the
 * day; the byte after it, or i. */
static size_t
put_changing(const Writer *w, size_t i)
{
	const AddDate *d = &w->like->date;
	Slice text = w->like->text;
	if (i == d->year.from) {
		if (d->year.to - i == 4 && w->new.year < 1000)
			for (int y = w->new.year; y < 1000; y *= 10)
				buffer_add_byte(w->to, '0');
		put_number(w->to, w->new.year, false);
		return d->year.to;
	}
	if (i == d->month.from) {
		put_month(w, slice_between(text, i, d->month.to));
		return d->month.to;
	}
	if (i == d->day.from) {
		put_number(w->to, w->new.day, w->pads);
		return d->day.to;
	}
	size_t end = i;
	if (i > 0 && byte_is(text.at[i - 1], BYTE_LETTER | BYTE_BEYOND))
		return i;
	while (end < text.n && byte_is_letter(text.at[end]))
		end++;
	Slice word = slice_between(text, i, end);
	const char *old = day_weekdays[w->old_weekday];
	if (word.n == 0 || !day_is_name(word, old) ||
	    (end < text.n && !byte_is(text.at[end], BYTE_SPACE) &&
	        byte_is(text.at[end], BYTE_DIGIT | BYTE_BEYOND)))
		return i;
	put_name(w->to, word, old, day_weekdays[w->new_weekday]);
	return end;
}

/* Writes the date's part of the text. A time in its brackets is the other
 * day's. */
static size_t
put_date(const Writer *w, size_t i)
{
	const AddDate *d = &w->like->date;
	Slice text = w->like->text;
	size_t last = d->year.to;
	last = d->month.to > last ? d->month.to : last;
	last = d->day.to > last ? d->day.to : last;
	while (i < d->all.to) {
		size_t next = put_changing(w, i);
		if (next == i && (i < last || text.at[i] == ']' ||
		        text.at[i] == '*' || byte_is_letter(text.at[i])))
			buffer_add_byte(w->to, text.at[i]);
		i = next > i ? next : i + 1;
	}
	return i;
}

/* Writes the title up to the first word that is not the weekday's. */
static void
put_title(const Writer *w, size_t i)
{
	Slice text = w->like->text;
	size_t good = w->to->n; /* up to here it may stay */
	bool has_more = false;
	while (i < text.n && !has_more) {
		size_t next = put_changing(w, i);
		if (next > i) {
			good = w->to->n;
			i = next;
			continue;
		}
		has_more = byte_is(text.at[i], BYTE_LETTER | BYTE_DIGIT |
		        BYTE_BEYOND) || text.at[i] == '#';
		buffer_add_byte(w->to, text.at[i++]);
	}
	if (has_more)
		w->to->n = good;
}

bool
add_is_underline(Slice line)
{
	line = slice_trim(line);
	if (line.n == 0 || (line.at[0] != '=' && line.at[0] != '-'))
		return false;
	for (size_t i = 1; i < line.n; i++)
		if (line.at[i] != line.at[0])
			return false;
	return true;
}

bool
add_is_underlined(const AddLines *l, const AddBlock *b)
{
	Slice line = slice_trim(add_line(l, b->line));
	return line.n != 0 && line.at[0] != '#' &&
	    add_is_underline(add_line(l, b->line + 1));
}

/* Writes what follows the text in the heading's line, a run of #, and the line
 * below, as long as the text where the other is. */
static void
put_end(const Writer *w, const AddLines *l, size_t from, Slice end_of_line)
{
	const AddBlock *b = w->like;
	Slice line = add_line(l, b->line);
	Slice tail = slice_from(line, b->text_column - 1);
	if (slice_starts(tail, b->text))
		buffer_add(w->to, slice_trim_end(slice_from(tail, b->text.n)));
	if (!add_is_underlined(l, b))
		return;
	Slice under = slice_trim_end(add_line(l, b->line + 1));
	size_t n = under.n == b->text.n ? w->to->n - from : under.n;
	buffer_add(w->to, end_of_line);
	for (size_t i = 0; i < n; i++)
		buffer_add_byte(w->to, under.at[i < under.n ? i
		                                           : under.n - 1]);
}

void
add_period(const AddLines *l, const AddBlock *like, Day day, Slice end_of_line,
    Buffer *to)
{
	Writer w = { .like = like, .to = to };
	char date[DAY_TEXT];
	day_write(date, day);
	Slice line = add_line(l, like->line);
	buffer_add(to, slice_until(line, like->text_column - 1));
	size_t from = to->n;
	buffer_add(to, (Slice){ date, slice_trim(like->text).n });
	put_end(&w, l, from, end_of_line);
}

void
add_heading(const AddView *v, const AddLines *l, const AddBlock *like,
    Day day, Slice end_of_line, Buffer *to)
{
	if (like == NULL) {
		/* A person's section that is open there must end. */
		int level = v->blocks.at[v->blocks.n - 1].person_level;
		if (!v->is_plain)
			buffer_add(to, level == 1 ? SLICE("# ")
			                          : SLICE("## "));
		day_write(buffer_room(to, DAY_TEXT), day);
		to->n += DAY_TEXT;
		return;
	}
	Writer w = { like->date.is_iso || pads_numbers(v), like,
		day_fields(like->day), day_fields(day),
		day_weekday(like->day) - 1, day_weekday(day) - 1, to };
	Slice line = add_line(l, like->line);
	buffer_add(to, slice_until(line, like->text_column - 1));
	size_t from = to->n;
	buffer_add(to, slice_until(like->text, like->date.all.from));
	put_title(&w, put_date(&w, like->date.all.from));
	put_end(&w, l, from, end_of_line);
}
