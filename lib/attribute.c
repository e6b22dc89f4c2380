/* attribute: see attribute.h. */
#include "attribute.h"

#include "inline.h"
#include "utf8.h"

static const struct {
	const char *key;
	const char *name;
	Meaning meaning;
} keys[] = {
	{ "aka", "aka", ATTRIBUTE_ALIASES },
	{ "alias", "aka", ATTRIBUTE_ALIASES },
	{ "aliases", "aka", ATTRIBUTE_ALIASES },
	{ "nickname", "aka", ATTRIBUTE_ALIASES },
	{ "tags", "tags", ATTRIBUTE_TAGS },
	{ "circle", "tags", ATTRIBUTE_TAGS },
	{ "circles", "tags", ATTRIBUTE_TAGS },
	{ "groups", "tags", ATTRIBUTE_TAGS },
	{ "every", "every", ATTRIBUTE_EVERY },
	{ "cadence", "every", ATTRIBUTE_EVERY },
	{ "frequency", "every", ATTRIBUTE_EVERY },
	{ "contact-frequency", "every", ATTRIBUTE_EVERY },
	{ "contactfrequency", "every", ATTRIBUTE_EVERY },
	{ "birthday", "birthday", ATTRIBUTE_BIRTHDAY },
	{ "born", "birthday", ATTRIBUTE_BIRTHDAY },
	{ "bday", "birthday", ATTRIBUTE_BIRTHDAY },
	{ "birthdate", "birthday", ATTRIBUTE_BIRTHDAY },
	{ "anniversary", "anniversary", ATTRIBUTE_ANNIVERSARY },
	{ "met", "met", ATTRIBUTE_MET },
	{ "since", "met", ATTRIBUTE_MET },
	{ "pause", "pause", ATTRIBUTE_PAUSE },
	{ "paused", "pause", ATTRIBUTE_PAUSE },
	{ "snooze", "pause", ATTRIBUTE_PAUSE },
	{ "ended", "ended", ATTRIBUTE_ENDED },
	{ "archived", "ended", ATTRIBUTE_ENDED },
	{ "died", "ended", ATTRIBUTE_ENDED },
	{ "deceased", "ended", ATTRIBUTE_ENDED },
};

Meaning
attribute_meaning(Slice folded, Slice *name)
{
	for (size_t i = 0; folded.n != 0 && i < LENGTH(keys); i++)
		if (*folded.at == *keys[i].key &&
		    slice_equal(folded, slice_of(keys[i].key))) {
			*name = slice_of(keys[i].name);
			return keys[i].meaning;
		}
	*name = folded;
	return ATTRIBUTE_OTHER;
}

/* Whether all of value is a date. */
static bool
is_date(Slice value, Day *day)
{
	size_t end;
	return inline_date(value, 0, false, &end, day) == DAY_GOOD &&
	    end == value.n;
}

/* Reads MM-DD, --MM-DD or XXXX-MM-DD, the year being unknown: --MM-DD. */
static bool
read_yearless(Slice value, Arena *arena, Slice *text)
{
	enum { LEAP_YEAR = 2000 };
	if (value.n == DAY_TEXT &&
	    slice_equal_nocase(slice_until(value, 5), SLICE("XXXX-")))
		value = slice_from(value, 5);
	else if (slice_starts(value, SLICE("--")))
		value = slice_from(value, 2);
	if (value.n != 5 || value.at[2] != '-' || !byte_is_digit(value.at[0]) ||
	    !byte_is_digit(value.at[1]) || !byte_is_digit(value.at[3]) ||
	    !byte_is_digit(value.at[4]))
		return false;
	int month = (value.at[0] - '0') * 10 + value.at[1] - '0';
	int day = (value.at[3] - '0') * 10 + value.at[4] - '0';
	if (day_of(LEAP_YEAR, month, day) == DAY_NONE)
		return false;
	char *to = arena_alloc(arena, 7);
	memcpy(to, "--", 2);
	memcpy(to + 2, value.at, value.n);
	*text = (Slice){ to, 7 };
	return true;
}

static bool
read_recurring(Slice value, Arena *arena, AttributeValue *read)
{
	if (!is_date(value, &read->date))
		return read_yearless(value, arena, &read->text);
	char *to = arena_alloc(arena, DAY_TEXT);
	day_write(to, read->date);
	read->text = (Slice){ to, DAY_TEXT };
	return true;
}

static bool
read_pause(Slice value, AttributeValue *read)
{
	Slice until = SLICE("until"), rest = slice_from(value, until.n);
	if (is_date(value, &read->due))
		return true;
	return slice_equal_nocase(slice_until(value, until.n), until) &&
	    utf8_trim(rest).at != rest.at &&
	    is_date(utf8_trim(rest), &read->due);
}

bool
attribute_read(Meaning meaning, Slice value, Arena *arena, AttributeValue *read)
{
	Cadence limit;
	size_t end;
	*read = (AttributeValue){ .text = value };
	bool dated = inline_date(value, 0, false, &end, &read->date) ==
	    DAY_GOOD;
	switch (meaning) {
	case ATTRIBUTE_EVERY:
		return cadence_parse(value, &read->cadence, &limit);
	case ATTRIBUTE_BIRTHDAY:
	case ATTRIBUTE_ANNIVERSARY:
		read->date = DAY_NONE;
		return read_recurring(value, arena, read);
	case ATTRIBUTE_MET:
	case ATTRIBUTE_ENDED:
		return dated;
	case ATTRIBUTE_PAUSE:
		return read_pause(value, read);
	default:
		return true;
	}
}

Slice
attribute_bare_name(Slice name)
{
	name = utf8_trim(name);
	bool link = slice_starts(name, SLICE("[["));
	if (link && slice_ends(name, SLICE("]]")) && name.n >= 4) {
		name = slice_between(name, 2, name.n - 2);
		name = utf8_trim(slice_until(name, slice_find(name, 0, '|')));
	}
	if (name.n > 0 && name.at[0] == '@')
		name = slice_from(name, 1);
	if (!link && name.n >= 2 && name.at[0] == '[' &&
	    name.at[name.n - 1] == ']')
		name = slice_between(name, 1, name.n - 1);
	return utf8_trim(name);
}

/* Where the comma stands that ends the first of the list, outside brackets. */
static size_t
item_end(Slice list)
{
	size_t i = 0;
	for (int depth = 0; i < list.n; i++) {
		if (list.at[i] == ',' && depth <= 0)
			break;
		depth += (list.at[i] == '[') - (list.at[i] == ']');
	}
	return i;
}

bool
attribute_next_alias(Slice *list, Slice *alias)
{
	while (list->n > 0) {
		size_t end = item_end(*list);
		*alias = attribute_bare_name(slice_until(*list, end));
		*list = slice_from(*list, end + 1);
		if (alias->n != 0)
			return true;
	}
	return false;
}

/* Whether s is a tag's name: a letter, then letters, digits, marks, _ - /. */
static bool
is_tag(Slice s)
{
	size_t next;
	if (s.n == 0 || !utf8_is_letter(utf8_at(s, 0, &next)))
		return false;
	for (size_t i = next; i < s.n; i = next) {
		uint32_t c = utf8_at(s, i, &next);
		if (c != '_' && c != '-' && c != '/' && !utf8_is_letter(c) &&
		    !utf8_is_digit(c) && !utf8_is_mark(c))
			return false;
	}
	return true;
}

bool
attribute_next_tag(Slice *list, Slice *tag)
{
	while (list->n > 0) {
		size_t end = 0, next = 0;
		while (end < list->n) {
			uint32_t c = utf8_at(*list, end, &next);
			if (c == ',' || utf8_is_space(c))
				break;
			end = next;
		}
		*tag = slice_until(*list, end);
		*list = slice_from(*list, next);
		if (tag->n > 0 && tag->at[0] == '#')
			*tag = slice_from(*tag, 1);
		while (tag->n > 0 &&
		    strchr("-_/", tag->at[tag->n - 1]) != NULL)
			tag->n--;
		if (is_tag(*tag))
			return true;
	}
	return false;
}
