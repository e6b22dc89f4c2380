/* The words of the manual's table, each line a kind. */
#include "unit.h"

#include "kind.h"

static const char *const lines[] = {
	"call called calls phone phoned rang",
	"video videocall zoom facetime",
	"chat chatted text texted sms message messaged msg dm",
	"email emailed e-mail mail mailed",
	"letter postcard card",
	"meeting meet met 1-1",
	"coffee tea",
	"breakfast brunch",
	"lunch lunched",
	"dinner supper dined",
	"drinks drink beer pub",
	"visit visited",
	"walk walked hike hiked",
	"event conference party wedding concert",
	"note noted",
};

static void
table(void)
{
	for (size_t i = 0; i < LENGTH(lines); i++) {
		Slice line = slice_of(lines[i]);
		Slice kind = slice_until(line, slice_find(line, 0, ' '));
		while (line.n != 0) {
			size_t end = slice_find(line, 0, ' ');
			Slice word = slice_until(line, end);
			if (!SAME(kind_of(word), kind))
				unit_about(word);
			line = slice_from(line, end + 1);
		}
	}
}

static void
others(void)
{
	static const char *const words[] = { "", "0", "cal", "callz", "zooms",
		"conference", "conferences", "Call", "call ", "wa", "zz" };
	for (size_t i = 0; i < LENGTH(words); i++) {
		Slice word = slice_of(words[i]);
		if (!CHECK((kind_of(word).n != 0) ==
		        slice_equal(word, SLICE("conference"))))
			unit_about(word);
	}
	CHECK(kind_of((Slice){ "call\0", 5 }).n == 0);
}

const UnitTest kind_tests[] = {
	{ "each word of the table has its kind", table },
	{ "no other word has one", others },
	UNIT_END,
};
