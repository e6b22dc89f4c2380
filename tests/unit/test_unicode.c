/*
 * Folding and clusters against the test data of the Unicode Character Database
 * 15.0, where the directory with it is named by REL_UNICODE: the files
 * NormalizationTest.txt, CaseFolding.txt and GraphemeBreakTest.txt.
 */
#include "unit.h"

#include "utf8.h"

#include <stdlib.h>

/* One of the files, line by line; false, and the test skipped, without it. */
static bool
open_data(Input *in, const char *name)
{
	const char *directory = getenv("REL_UNICODE");
	Buffer path = { 0 };
	if (directory == NULL || *directory == '\0') {
		unit_skip("REL_UNICODE names no directory");
		return false;
	}
	buffer_add(&path, slice_of(directory));
	buffer_add_byte(&path, '/');
	buffer_add(&path, slice_of(name));
	buffer_add_byte(&path, '\0');
	bool is_open = CHECK(input_open(in, path.at));
	buffer_free(&path);
	return is_open;
}

/* The next line that holds data, without its comment. */
static bool
next_line(Input *in, Slice *line)
{
	while (input_line(in, line) > 0) {
		*line = slice_trim(slice_until(*line,
		    slice_find(*line, 0, '#')));
		if (line->n != 0 && line->at[0] != '@')
			return true;
	}
	return false;
}

/* Takes a word off, and what separates it. */
static Slice
take_word(Slice *line, char separator)
{
	size_t end = slice_find(*line, 0, separator);
	Slice word = slice_trim(slice_until(*line, end));
	*line = slice_from(*line, end + 1);
	return word;
}

static uint32_t
hex(Slice digits)
{
	uint32_t value = 0;
	for (size_t i = 0; i < digits.n; i++) {
		char c = byte_lower(digits.at[i]);
		value = value * 16 +
		    (uint32_t)(c <= '9' ? c - '0' : c - 'a' + 10);
	}
	return value;
}

/* The text of code points in hexadecimal. */
static Slice
text_of(Slice points, Buffer *text)
{
	text->n = 0;
	while (points.n != 0)
		text->n += utf8_put(buffer_room(text, 4),
		    hex(take_word(&points, ' ')));
	return buffer_slice(text);
}

static bool
folds_to(Slice text, Slice wanted, Buffer *folded)
{
	folded->n = 0;
	utf8_fold(text, folded);
	return SAME(buffer_slice(folded), wanted);
}

/* Source, NFC and NFD of each line are one name. */
static void
normalisation(void)
{
	Input in = { 0 };
	Buffer text = { 0 }, folded = { 0 }, wanted = { 0 };
	Slice line;
	size_t count = 0;
	if (!open_data(&in, "NormalizationTest.txt"))
		return;
	for (; next_line(&in, &line); count++) {
		Slice source = take_word(&line, ';');
		Slice nfc = take_word(&line, ';');
		Slice nfd = take_word(&line, ';');
		wanted.n = 0;
		utf8_fold(text_of(nfc, &text), &wanted);
		Slice w = buffer_slice(&wanted);
		if (!folds_to(text_of(source, &text), w, &folded) ||
		    !folds_to(text_of(nfd, &text), w, &folded) ||
		    !folds_to(w, w, &folded))
			unit_about(source);
	}
	CHECK(count > 18000);
	input_free(&in);
	buffer_free(&text);
	buffer_free(&folded);
	buffer_free(&wanted);
}

/* Each character with a full case folding (C and F) is one name with it. */
static void
case_folding(void)
{
	Input in = { 0 };
	Buffer text = { 0 }, folded = { 0 }, wanted = { 0 };
	Slice line;
	size_t count = 0;
	if (!open_data(&in, "CaseFolding.txt"))
		return;
	while (next_line(&in, &line)) {
		Slice point = take_word(&line, ';');
		Slice status = take_word(&line, ';');
		if (!slice_equal(status, SLICE("C")) &&
		    !slice_equal(status, SLICE("F")))
			continue;
		wanted.n = 0;
		utf8_fold(text_of(take_word(&line, ';'), &text), &wanted);
		if (!folds_to(text_of(point, &text), buffer_slice(&wanted),
		        &folded))
			unit_about(point);
		count++;
	}
	CHECK(count > 1400);
	input_free(&in);
	buffer_free(&text);
	buffer_free(&folded);
	buffer_free(&wanted);
}

/* Reads "÷ 0020 × 0308 ÷" into a text and the places where it breaks. */
static void
read_breaks(Slice line, Buffer *text, bool breaks[64])
{
	text->n = 0;
	while (line.n != 0) {
		Slice sign = take_word(&line, ' ');
		breaks[text->n] = slice_equal(sign, SLICE("÷"));
		if (line.n != 0)
			text->n += utf8_put(buffer_room(text, 4),
			    hex(take_word(&line, ' ')));
	}
}

static bool
breaks_at(Slice s, const bool breaks[64])
{
	int width;
	size_t at = 0;
	while (at < s.n) {
		size_t end = utf8_cluster(s, at, &width);
		for (size_t i = at + 1; i < end; i++)
			if (!CHECK(!breaks[i]))
				return false;
		if (!CHECK(breaks[end]))
			return false;
		at = end;
	}
	return true;
}

static void
grapheme_breaks(void)
{
	Input in = { 0 };
	Buffer text = { 0 };
	Slice line;
	size_t count = 0;
	if (!open_data(&in, "GraphemeBreakTest.txt"))
		return;
	for (; next_line(&in, &line); count++) {
		bool breaks[64] = { false };
		read_breaks(line, &text, breaks);
		/* Clean text has no CR LF, which two would be one cluster. */
		if (slice_find(buffer_slice(&text), 0, '\r') < text.n)
			continue;
		if (!breaks_at(buffer_slice(&text), breaks))
			unit_about(line);
	}
	CHECK(count > 600);
	input_free(&in);
	buffer_free(&text);
}

const UnitTest unicode_tests[] = {
	{ "all spellings of NormalizationTest.txt fold alike", normalisation },
	{ "all of CaseFolding.txt folds alike", case_folding },
	{ "clusters are those of GraphemeBreakTest.txt", grapheme_breaks },
	UNIT_END
};
