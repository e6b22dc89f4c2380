/* lead: see lead.h. */
#include "lead.h"

#include "utf8.h"

Box
lead_box(char sign)
{
	switch (sign) {
	case ' ':
	case '/':
		return BOX_OPEN;
	case 'x':
	case 'X':
		return BOX_KEPT;
	case '-':
	case '~':
		return BOX_DROPPED;
	default:
		return BOX_NONE;
	}
}

static size_t
take_box(Slice text, size_t at, Lead *lead)
{
	Slice s = slice_from(text, at);
	if (s.n < 3 || s.at[0] != '[' || s.at[2] != ']' ||
	    !utf8_ends_word(text, at + 3))
		return at;
	lead->box = lead_box(s.at[1]);
	return lead->box != BOX_NONE ? utf8_skip_space(text, at + 3) : at;
}

/* After a date or time: a separator and the white space around it. */
static size_t
take_separator(Slice text, size_t at)
{
	static const char *const separators[] = { ":", "--", "-", "–", "—" };
	size_t i = utf8_skip_space(text, at);
	if (i == text.n || byte_is(text.at[i], BYTE_LETTER | BYTE_DIGIT))
		return i;
	for (size_t k = 0; k < LENGTH(separators); k++) {
		Slice s = slice_of(separators[k]);
		if (slice_starts(slice_from(text, i), s) &&
		    utf8_ends_word(text, i + s.n))
			return utf8_skip_space(text, i + s.n);
	}
	return i;
}

/* The number that s is, of one to `most` digits; -1 if it is none. */
static int
number(Slice s, size_t most)
{
	int value = 0;
	if (s.n == 0 || s.n > most)
		return -1;
	for (size_t i = 0; i < s.n; i++) {
		if (!byte_is_digit(s.at[i]))
			return -1;
		value = value * 10 + (s.at[i] - '0');
	}
	return value;
}

static int
month_number(Slice s)
{
	for (size_t m = 0; m < LENGTH(day_months); m++)
		if (day_is_name(s, day_months[m]))
			return (int)m + 1;
	return number(s, 2);
}

static Slice
group_text(Slice text, const PatternMatch *m, size_t group)
{
	return m->group[group].is_set
	    ? slice_between(text, m->group[group].from, m->group[group].to)
	    : SLICE_NONE;
}

/* A date in the user's notation. */
static size_t
take_pattern(Slice text, size_t at, const LeadRules *rules, Lead *lead)
{
	Slice rest = slice_from(text, at);
	PatternMatch m;
	for (size_t p = 0; p < rules->pattern_count; p++) {
		const DayPattern *d = &rules->patterns[p];
		int got = pattern_match(d->pattern, rest, 0, &m);
		if (got < 0)
			lead->limited = d->pattern;
		if (got <= 0 || m.group[0].to == 0)
			continue;
		int year = number(group_text(rest, &m, d->year), 4);
		int month = month_number(group_text(rest, &m, d->month));
		int day = number(group_text(rest, &m, d->day), 2);
		if (year < 0 || month < 0 || day < 0)
			continue;
		lead->day = day_of(year, month, day);
		lead->pattern = d;
		lead->reading = lead->day != DAY_NONE ? DAY_GOOD
		                                      : DAY_IMPOSSIBLE;
		return at + m.group[0].to;
	}
	return at;
}

void
lead_read_further(Slice text, const LeadRules *rules, Lead *lead)
{
	size_t at = utf8_skip_space(text, 0), end;
	if (rules->boxes)
		at = take_box(text, at, lead);
	lead->date_at = at;
	lead->reading = inline_date(text, at, rules->in_brackets, &end,
	    &lead->day);
	if (lead->reading == DAY_NO_DATE)
		end = take_pattern(text, at, rules, lead);
	lead->date_end = end;
	if (lead->reading != DAY_NO_DATE)
		at = take_separator(text, end);
	if (inline_time(text, at, &end)) {
		lead->has_time = true;
		at = take_separator(text, end);
	}
	lead->text_at = at;
}
