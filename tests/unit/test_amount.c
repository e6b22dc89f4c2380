/* Amounts and stretches of time as people write them. */
#include "unit.h"

#include "amount.h"

static Slice
written(Decimal d, char text[DECIMAL_TEXT])
{
	return (Slice){ text, decimal_write(text, d) };
}

static void
good_amounts(void)
{
	static const char *const cases[][3] = { { "2", "2", "" },
		{ "3h", "3", "h" }, { "€50", "50", "€" }, { "50€", "50", "€" },
		{ "$5.50", "5.5", "$" }, { "50 EUR", "50", "EUR" },
		{ "EUR 50", "50", "EUR" }, { " 2 ", "2", "" },
		{ "0.5", "0.5", "" }, { "007", "7", "" },
		{ "999999999999.999999", "999999999999.999999", "" },
		{ "1 évening", "1", "évening" },
		{ "£\xC2\xA0""3", "3", "£" }, { "0.000001", "0.000001", "" } };
	char text[DECIMAL_TEXT];
	for (size_t i = 0; i < LENGTH(cases); i++) {
		Decimal amount = DECIMAL_ZERO;
		Slice unit = SLICE("none");
		if (!CHECK(amount_parse(slice_of(cases[i][0]), &amount,
		        &unit)) ||
		    !SAME(written(amount, text), slice_of(cases[i][1])) ||
		    !SAME(unit, slice_of(cases[i][2])))
			unit_about(slice_of(cases[i][0]));
	}
}

static void
bad_amounts(void)
{
	static const char *const texts[] = { "", " ", "0", "0.0", "-1", "+1",
		"1.", ".5", "1e3", "1,5", "1/2", "h", "€", "€5€", "EUR 5 EUR",
		"5 two words", "5 h2", "5 2", "€€5", "5%", "5 h.", "#5",
		"1234567890123", "1.1234567", "000000000000.1234567",
		"0000000000001", "€EUR 5", "\xD9\xA5", "5 _", "5-" };
	for (size_t i = 0; i < LENGTH(texts); i++) {
		Decimal amount;
		Slice unit;
		if (!CHECK(!amount_parse(slice_of(texts[i]), &amount, &unit)))
			unit_about(slice_of(texts[i]));
	}
}

static void
good_times(void)
{
	static const char *const cases[][2] = { { "1h30", "90" },
		{ "1h30m", "90" }, { "2h", "120" }, { "1.5h", "90" },
		{ "30m", "30" }, { "90min", "90" }, { "1H30M", "90" },
		{ "5MIN", "5" }, { "0h1", "1" }, { "1h0", "60" },
		{ "1h0m", "60" }, { "9999h9999m", "609939" },
		{ "0.000001h", "0.00006" }, { "0001m", "1" },
		{ "0.333333h", "19.99998" }, { "9999.999999h", "599999.99994" },
		{ "1.0h", "60" } };
	char text[DECIMAL_TEXT];
	for (size_t i = 0; i < LENGTH(cases); i++) {
		Decimal minutes = DECIMAL_ZERO;
		if (!CHECK(amount_parse_time(slice_of(cases[i][0]),
		        &minutes)) ||
		    !SAME(written(minutes, text), slice_of(cases[i][1])))
			unit_about(slice_of(cases[i][0]));
	}
}

static void
bad_times(void)
{
	static const char *const texts[] = { "", "h", "m", "30", "1.5", "0h",
		"0m", "0h0m", "0.0h", "1h30x", "1h30mm", "1hm", "1h m", "1 h",
		"1.5m", "1.5min", "1.5h30", "1.h", ".5h", "12345m", "12345h",
		"1h12345", "1h12345m", "1.1234567h", "-1h", "1h-5", "1h30min",
		"1d", "1hour", "1h30.5", "2h30m ", "1e3m" };
	for (size_t i = 0; i < LENGTH(texts); i++) {
		Decimal minutes;
		if (!CHECK(!amount_parse_time(slice_of(texts[i]), &minutes)))
			unit_about(slice_of(texts[i]));
	}
}

const UnitTest amount_tests[] = {
	{ "an amount is a number with a unit on one side", good_amounts },
	{ "anything else is none", bad_amounts },
	{ "a time is hours, minutes, or both", good_times },
	{ "any other time is none", bad_times },
	UNIT_END
};
