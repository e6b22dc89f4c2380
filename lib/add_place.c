/*
 * add_place: where an entry goes. Below the day's last item, if there is one;
 * else below its heading; else below a new heading, which is put among the
 * other days' in their order. See add_part.h.
 *
 * A day's heading counts where it stands for itself: not in a person's section,
 * where the person would take part in the entry, and, to be written under, not
 * one that is an entry (`## 2026-03-14 lunch with @ada`).
 */
#include "add_part.h"

#define NOWHERE SIZE_MAX
enum { DEEPEST = 6 };

/* What is put in, on its way. */
typedef struct {
	const AddView *view;
	const AddLines *lines;
	AddPlace *place;
	Day day;
	Slice entry;
	Slice end_of_line;
	bool is_bare; /* entries have no bullet, as in plain text they may */
} Work;

static bool
is_blank(const Work *w, size_t line)
{
	return slice_trim(add_line(w->lines, line)).n == 0;
}

static size_t
line_count(const Work *w)
{
	return w->lines->starts.n - 1;
}

/* The last line before `line` that is not blank, or `least`. */
static size_t
last_text(const Work *w, size_t line, size_t least)
{
	for (line--; line > least && is_blank(w, line); line--)
		;
	return line;
}

/* The first heading after block i that closes what one of that level opened;
 * the end of the file counts. */
static size_t
closing(const Work *w, size_t i, int level)
{
	const AddView *v = w->view;
	for (i++; i + 1 < v->blocks.n; i++)
		if (v->blocks.at[i].type == BLOCK_HEADING &&
		    v->blocks.at[i].level <= level)
			break;
	return i;
}

/* Writing. */

static void
end_line(Work *w)
{
	buffer_add(&w->place->text, w->end_of_line);
	w->place->lines++;
}

/* Starts after a line. With a blank one wanted before, one that is there is
 * used. */
static void
start_after(Work *w, size_t line, bool blank)
{
	AddPlace *p = w->place;
	bool adds = blank && line > 0 && !is_blank(w, line);
	if (adds && line < line_count(w) && is_blank(w, line + 1)) {
		line++;
		adds = false;
	}
	p->after_line = line;
	p->at = w->lines->starts.at[line];
	if (line == 0 && slice_starts(w->lines->bytes, SLICE(BYTE_ORDER_MARK)))
		p->at = strlen(BYTE_ORDER_MARK);
	/* The last line may lack its end, or half of it. */
	char last = line > 0 ? w->lines->bytes.at[p->at - 1] : '\n';
	if (last != '\n')
		buffer_add(&p->text, last == '\r' ? SLICE("\n")
		                                  : w->end_of_line);
	if (adds)
		end_line(w);
}

/* Writes the item, with the white space and the bullet of `like`, a line with
 * an item, but for an ordinal: then it has the bullet given. */
static void
put_entry(Work *w, Slice like, char bullet)
{
	Buffer *to = &w->place->text;
	size_t indent = 0, after;
	while (indent < like.n && byte_is_blank(like.at[indent]))
		indent++;
	buffer_add(to, slice_until(like, indent));
	if (w->is_bare)
		like = SLICE_NONE;
	else
		buffer_add_byte(to, bullet);
	for (after = indent + 1; after < like.n && like.at[after] == ' ';)
		after++;
	size_t spaces = after - indent - 1;
	bool copies = indent < like.n && like.at[indent] == bullet &&
	    after < like.n && spaces >= 1 && spaces <= 4;
	for (size_t n = copies ? spaces : !w->is_bare; n > 0; n--)
		buffer_add_byte(to, ' ');
	buffer_add(to, w->entry);
	end_line(w);
	w->place->entry_line = w->place->after_line + w->place->lines;
}

/* Whether an underlined heading starts on the line. */
static bool
is_underlined(const Work *w, size_t line)
{
	const AddView *v = w->view;
	for (size_t i = 0; i < v->blocks.n; i++)
		if (v->blocks.at[i].line == line)
			return v->blocks.at[i].type == BLOCK_HEADING &&
			    add_is_underlined(w->lines, &v->blocks.at[i]);
	return false;
}

/* A blank line after, where something follows; also where an underlined heading
 * does, which would else go on with the entry. */
static void
finish(Work *w, bool blank)
{
	blank = blank || is_underlined(w, w->place->after_line + 1);
	if (blank && w->place->after_line < line_count(w) &&
	    !is_blank(w, w->place->after_line + 1))
		end_line(w);
}

/* How the file is written. */

/* The bullet of the item; 0 where it has a number. */
static char
bullet_of(const Work *w, const AddBlock *b)
{
	Slice line = slice_trim(add_line(w->lines, b->line));
	bool is_bullet = line.n > 0 && (line.at[0] == '-' ||
	    line.at[0] == '*' || line.at[0] == '+');
	return is_bullet ? line.at[0] : '\0';
}

/* The bullet last used before block i, else the first after; else -. */
static char
file_bullet(const Work *w, size_t i)
{
	const AddView *v = w->view;
	char bullet = '\0';
	for (size_t k = 0; k < v->blocks.n && (k < i || bullet == '\0'); k++) {
		const AddBlock *b = &v->blocks.at[k];
		char c = b->type == BLOCK_ITEM && b->depth == 0
		    ? bullet_of(w, b) : '\0';
		bullet = c != '\0' ? c : bullet;
	}
	return bullet != '\0' ? bullet : '-';
}

/* Whether a blank line stands before the headings of days, or after them, as
 * far as there are any; else there should. */
static bool
is_airy(const Work *w, bool before)
{
	const AddView *v = w->view;
	bool any = false;
	for (size_t i = 0; i + 1 < v->blocks.n; i++) {
		const AddBlock *b = &v->blocks.at[i];
		const AddBlock *next = b + 1;
		bool entry = next->type == BLOCK_ITEM ||
		    (v->is_plain && next->type == BLOCK_PARAGRAPH);
		if (!b->opens_day || (before ? b->line == 1 : !entry))
			continue;
		any = true;
		if (is_blank(w, before ? b->line - 1 : next->line - 1))
			return true;
	}
	return !any;
}

/* The day that is there. */

/* Whether an entry below block b would be the day's, and no more. */
static bool
fits(const Work *w, const AddBlock *b)
{
	return b->day == w->day && !b->is_in_section && !b->is_under_entry;
}

/* Whether a blank line stands between item i and the one before it. */
static bool
is_loose(const Work *w, size_t i)
{
	const AddBlock *all = w->view->blocks.at;
	size_t k = i;
	while (k > 0 && all[k - 1].depth > 0)
		k--;
	return k > 0 && all[k - 1].type == BLOCK_ITEM &&
	    is_blank(w, all[i].line - 1);
}

static bool
add_to_items(Work *w)
{
	const AddView *v = w->view;
	size_t i = v->blocks.n;
	while (i > 0 && !(v->blocks.at[i - 1].type == BLOCK_ITEM &&
	    v->blocks.at[i - 1].depth == 0 && fits(w, &v->blocks.at[i - 1])))
		i--;
	if (i == 0)
		return false;
	const AddBlock *b = &v->blocks.at[--i];
	char bullet = bullet_of(w, b);
	size_t end = add_end_of_item(v, i);
	start_after(w, end, is_loose(w, i));
	put_entry(w, add_line(w->lines, b->line),
	    bullet != '\0' ? bullet : file_bullet(w, i));
	/* The blank line used is there again for what follows. */
	finish(w, w->place->after_line > end);
	return true;
}

/* The heading of the day: a block that opens it, or the first block of a file
 * that is the day; NOWHERE if there is none. */
static size_t
find_start(const Work *w)
{
	const AddBlock *all = w->view->blocks.at;
	size_t last = w->view->blocks.n - 1, found = NOWHERE, first = 0;
	for (size_t i = 0; i < last; i++)
		if (all[i].opens_day && fits(w, &all[i]))
			found = i;
	while (first < last && (all[first].type == BLOCK_FRONT ||
	    all[first].type == BLOCK_FRONT_END))
		first++;
	return found != NOWHERE ? found
	    : fits(w, &all[first]) ? first : NOWHERE;
}

/* Below the start of a day that has no items: where the next heading stands. */
static bool
add_to_day(Work *w)
{
	const AddBlock *all = w->view->blocks.at;
	size_t from = find_start(w), to = from, top = 0;
	if (from == NOWHERE)
		return false;
	if (from > 0 && all[from - 1].type == BLOCK_FRONT_END)
		top = all[from - 1].line;
	if (from + 1 < w->view->blocks.n)
		to = closing(w, from, DEEPEST);
	size_t end = last_text(w, all[to].line, top);
	bool airy = true;
	if (all[from].type == BLOCK_HEADING && to == from + 1)
		airy = is_airy(w, false);
	else if (w->is_bare && to > from)
		airy = is_blank(w, all[to - 1].line - 1);
	start_after(w, end, airy);
	put_entry(w, SLICE_NONE, file_bullet(w, from));
	finish(w, is_airy(w, true));
	return true;
}

/* A new day. */

static bool
is_among_days(const AddBlock *b)
{
	return b->opens_day && !b->is_in_day && !b->is_in_section;
}

/* Whether the newest day stands first. */
static bool
is_newest_first(const Work *w)
{
	const AddView *v = w->view;
	Day before = DAY_NONE;
	size_t up = 0, down = 0;
	for (size_t i = 0; i < v->blocks.n; i++) {
		const AddBlock *b = &v->blocks.at[i];
		if (!is_among_days(b))
			continue;
		up += before != DAY_NONE && b->day > before;
		down += b->day < before;
		before = b->day;
	}
	return down > up;
}

/* The days between which the new one goes; NOWHERE: none on that side. */
typedef struct {
	size_t above;
	size_t below;
} Gap;

static Gap
find_gap(const Work *w, bool newest_first)
{
	const AddView *v = w->view;
	Gap gap = { NOWHERE, NOWHERE };
	for (size_t i = 0; i < v->blocks.n; i++) {
		const AddBlock *b = &v->blocks.at[i];
		bool is_older = b->day <= w->day;
		if (!is_among_days(b))
			continue;
		if (is_older != newest_first)
			gap = (Gap){ i, NOWHERE };
		else if (gap.below == NOWHERE)
			gap.below = i;
		if (is_older && newest_first)
			break;
	}
	return gap;
}

/* How much of the date a day has in common with the new one: its year, and its
 * month. */
static int
kinship(const Work *w, size_t i)
{
	if (i == NOWHERE)
		return 0;
	DayFields a = day_fields(w->view->blocks.at[i].day);
	DayFields b = day_fields(w->day);
	return a.year != b.year ? 0 : a.month != b.month ? 1 : 2;
}

/* The same of a day and a heading that is a year, `2026`, or a month,
 * `2026-03`, in which days of that level can stand. */
static int
heading_kinship(Day day, const AddBlock *b, int level)
{
	enum { YEAR = 4, MONTH = 7 };
	char date[DAY_TEXT];
	Slice text = slice_trim(b->text);
	day_write(date, day);
	if (b->type != BLOCK_HEADING || b->is_in_section || b->level >= level ||
	    (text.n != YEAR && text.n != MONTH) ||
	    !slice_equal(text, (Slice){ date, text.n }))
		return 0;
	return text.n == YEAR ? 1 : 2;
}

/* The heading in the gap under which the new day belongs more than to either of
 * its neighbours, or NOWHERE. */
static size_t
find_period(const Work *w, Gap gap, int level)
{
	const AddBlock *all = w->view->blocks.at;
	size_t found = NOWHERE, i = 0, end = w->view->blocks.n - 1;
	int most = kinship(w, gap.above), below = kinship(w, gap.below);
	most = most > below ? most : below;
	if (gap.above != NOWHERE)
		i = closing(w, gap.above, all[gap.above].level);
	for (; i < end && i != gap.below; i++) {
		int k = heading_kinship(w->day, &all[i], level);
		if (k > most) {
			most = k;
			found = i;
		}
	}
	return found;
}

/* The headings that are a year and a month of day i and under which it stands,
 * as far as there are any, the outermost first. */
typedef struct {
	size_t at[2];
	size_t n;
} Periods;

static Periods
find_periods(const Work *w, size_t i)
{
	const AddBlock *all = w->view->blocks.at;
	Periods p = { { NOWHERE, NOWHERE }, 0 };
	size_t k = i == NOWHERE ? 0 : i;
	for (int level = k > 0 ? all[i].level : 0; k-- > 0 && level > 1;) {
		const AddBlock *b = &all[k];
		if (b->type != BLOCK_HEADING || b->level >= level)
			continue;
		if (p.n < LENGTH(p.at) &&
		    heading_kinship(all[i].day, b, level) != 0) {
			p.at[1] = p.at[0];
			p.at[0] = k;
			p.n++;
		}
		level = b->level;
	}
	return p;
}

/* Leaves those that the new day needs of its own: it stands under none of them,
 * nor under such a one already. */
static void
leave_missing(const Work *w, Periods *p, size_t period)
{
	const AddBlock *all = w->view->blocks.at;
	while (p->n > 0 && (heading_kinship(w->day, &all[p->at[0]],
	        DEEPEST + 1) != 0 || (period != NOWHERE &&
	            all[p->at[0]].level <= all[period].level))) {
		p->at[0] = p->at[1];
		p->n--;
	}
}

/* Whether the new day goes next to the one above: in the file's order after
 * the older; but where a section ends between the two, to its relation. */
static bool
is_next_to_above(const Work *w, Gap gap, bool newest_first)
{
	if (gap.above == NOWHERE || gap.below == NOWHERE)
		return gap.below == NOWHERE;
	int level = w->view->blocks.at[gap.above].level;
	int more = kinship(w, gap.above) - kinship(w, gap.below);
	return more != 0 && closing(w, gap.above, level) < gap.below
	    ? more > 0 : !newest_first;
}

/* The style is a neighbour's that is not an entry, if there is one. */
static const AddBlock *
find_style(const Work *w, size_t neighbour)
{
	const AddView *v = w->view;
	const AddBlock *b = &v->blocks.at[neighbour];
	for (size_t i = 0; b->is_under_entry && i < v->blocks.n; i++) {
		const AddBlock *c = &v->blocks.at[i];
		if (is_among_days(c) && c->level == b->level &&
		    !c->is_under_entry)
			b = c;
	}
	return b;
}

/* Ends the heading that stands in the text from that byte on. */
static void
end_heading(Work *w, size_t from)
{
	/* It may be underlined. */
	Slice heading = slice_from(buffer_slice(&w->place->text), from);
	w->place->lines += slice_find(heading, 0, '\n') < heading.n;
	end_line(w);
}

static void
put_day(Work *w, const AddBlock *like)
{
	AddPlace *p = w->place;
	size_t from = p->text.n;
	p->heading_line = p->after_line + p->lines + 1;
	add_heading(w->view, w->lines, like, w->day, w->end_of_line, &p->text);
	end_heading(w, from);
}

/* Writes the year's or the month's heading, and a blank line where one follows
 * the other's. */
static void
put_period(Work *w, const AddBlock *like)
{
	AddPlace *p = w->place;
	size_t from = p->text.n;
	size_t next = like->line + add_is_underlined(w->lines, like) + 1;
	add_period(w->lines, like, w->day, w->end_of_line, &p->text);
	end_heading(w, from);
	p->periods++;
	if (is_blank(w, next))
		end_line(w);
}

static void
add_day(Work *w)
{
	enum { USUAL_LEVEL = 2 };
	const AddBlock *all = w->view->blocks.at;
	size_t end = w->view->blocks.n - 1, line;
	bool newest_first = is_newest_first(w);
	Gap gap = find_gap(w, newest_first);
	bool above = is_next_to_above(w, gap, newest_first);
	size_t i = above ? gap.above : gap.below;
	const AddBlock *like = i != NOWHERE ? find_style(w, i) : NULL;
	size_t period = find_period(w, gap,
	    like != NULL ? like->level : USUAL_LEVEL);
	Periods missing = find_periods(w, i);
	leave_missing(w, &missing, period);
	/* Next to what: the neighbour, or the outermost of what it is in. */
	size_t next = missing.n > 0 ? missing.at[0] : i;
	if (period != NOWHERE)
		end = closing(w, period, DEEPEST);
	else if (above && next != NOWHERE)
		end = closing(w, next, all[next].level);
	if (period == NOWHERE && !above)
		line = all[next].line - 1;
	else
		line = last_text(w, all[end].line, 0);
	/* Below a list's text an underlined one would go on with it. */
	const AddBlock *first = missing.n > 0 ? &all[next] : like;
	start_after(w, line, is_airy(w, true) ||
	    (first != NULL && add_is_underlined(w->lines, first)) ||
	    (missing.n > 0 && is_blank(w, first->line - 1)));
	for (size_t k = 0; k < missing.n; k++)
		put_period(w, &all[missing.at[k]]);
	put_day(w, like);
	if (is_airy(w, false))
		end_line(w);
	put_entry(w, SLICE_NONE, file_bullet(w, i));
	finish(w, is_airy(w, true));
}

static bool
has(const AddView *v, BlockType type)
{
	for (size_t i = 0; i < v->blocks.n; i++)
		if (v->blocks.at[i].type == type)
			return true;
	return false;
}

void
add_place(const AddView *v, const AddLines *l, Day day, Slice entry,
    AddPlace *p)
{
	size_t first = slice_find(l->bytes, 0, '\n');
	bool crlf = first > 0 && first < l->bytes.n &&
	    l->bytes.at[first - 1] == '\r';
	Work w = { v, l, p, day, entry, crlf ? SLICE("\r\n") : SLICE("\n"),
		v->is_plain && entry.at[0] != '[' &&
		    !add_is_underline(entry) && !has(v, BLOCK_ITEM) &&
		    has(v, BLOCK_PARAGRAPH) };
	if (!add_to_items(&w) && !add_to_day(&w))
		add_day(&w);
}
