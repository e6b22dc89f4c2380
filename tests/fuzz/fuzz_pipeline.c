/*
 * The pipeline end to end: a journal (or, where a tab stands in the first line,
 * a stream of records) through rel-due, rel-stats and rel-fmt. Findings are
 * records; shuffled records give the same findings, byte for byte; what each
 * format writes another program can read. Of the tools one is asked about
 * shuffled records.
 */
#include "fuzz.h"

#include "due.h"
#include "fmt.h"
#include "stats.h"

static void
run_due(FuzzRun *run, Slice records, uint64_t seed, unsigned choice)
{
	DueOptions options = due_defaults();
	options.today = day_of(2026, 3, 20);
	options.within = (Cadence){ CADENCE_YEARS, choice & 1 ? 100 : 0 };
	options.undated = options.fading = !(choice & 2);
	options.by_urgency = choice & 4;
	if (choice & 128)
		choice_add_name(&options.names, SLICE("@ada"));
	fuzz_start(run);
	fuzz_feed(records, seed);
	bool any = due_run(&options, fuzz_standard_input, &run->out,
	    &run->heard);
	HOLDS(any == (run->out.n != 0));
	choice_free(&options.names);
}

static void
run_stats(FuzzRun *run, Slice records, uint64_t seed, unsigned choice)
{
	static const char *const keys[] = { "person", "all", "person,month",
		"kind,way", "tag", "circle,weekday", "role,quarter", "week" };
	StatsOptions options = { .today = day_of(2026, 3, 20),
		.since = choice & 2 ? day_of(2026, 1, 1) : DAY_NONE,
		.pairs = choice & 8 };
	if (choice & 128)
		choice_add_name(&options.names, SLICE("@ada"));
	HOLDS(stats_parse_keys(&options, slice_of(keys[choice / 16 %
	    LENGTH(keys)])));
	HOLDS(stats_parse_measures(&options, SLICE("all")));
	fuzz_start(run);
	fuzz_feed(records, seed);
	stats_run(&options, fuzz_standard_input, &run->out, &run->heard);
	stats_options_free(&options);
}

/* What formats write. */

/* Passes over a string that starts at byte i. */
static size_t
json_string(Slice s, size_t i)
{
	HOLDS(i < s.n && s.at[i] == '"');
	for (i++; i < s.n && s.at[i] != '"'; i++) {
		HOLDS((unsigned char)s.at[i] >= ' ');
		if (s.at[i] != '\\')
			continue;
		HOLDS(++i < s.n && strchr("\"\\ntru", s.at[i]) != NULL);
		if (s.at[i] != 'u')
			continue;
		for (int k = 0; k < 4; k++)
			HOLDS(++i < s.n && strchr("0123456789abcdef",
			    s.at[i]) != NULL);
	}
	HOLDS(i < s.n);
	return i + 1;
}

static size_t
json_value(Slice s, size_t i)
{
	HOLDS(i < s.n);
	if (s.at[i] == '"')
		return json_string(s, i);
	if (s.at[i] == '[') {
		do
			i = json_string(s, i + 1);
		while (i < s.n && s.at[i] == ',');
		HOLDS(i < s.n && s.at[i] == ']');
		return i + 1;
	}
	size_t end = i;
	while (end < s.n && s.at[end] != ',' && s.at[end] != '}')
		end++;
	Decimal d;
	HOLDS(decimal_parse(slice_between(s, i, end), &d));
	return end;
}

static void
check_object(Slice s)
{
	size_t i = 1;
	HOLDS(s.n >= 2 && s.at[0] == '{');
	while (s.at[i] != '}') {
		i = json_string(s, i);
		HOLDS(i < s.n && s.at[i] == ':');
		i = json_value(s, i + 1);
		HOLDS(i < s.n && (s.at[i] == ',' || s.at[i] == '}'));
		i += s.at[i] == ',';
	}
	HOLDS(i + 1 == s.n);
}

static void
check_json_lines(Slice text)
{
	Slice line;
	while (fuzz_line(&text, &line))
		check_object(line);
}

static void
check_json(Slice text)
{
	Slice line;
	if (slice_equal(text, SLICE("[]\n")))
		return;
	HOLDS(slice_starts(text, SLICE("[\n")));
	HOLDS(slice_ends(text, SLICE("\n]\n")));
	text = slice_between(text, 2, text.n - 2);
	while (fuzz_line(&text, &line)) {
		HOLDS(text.n == 0 || slice_ends(line, SLICE(",")));
		line.n -= text.n != 0;
		check_object(line);
	}
}

/* Twelve fields a row, quoted ones whole (RFC 4180). */
static void
check_csv(Slice s)
{
	int fields = 1;
	bool is_quoted = false;
	for (size_t i = 0; i < s.n; i++) {
		if (s.at[i] == '"')
			is_quoted = !is_quoted;
		if (is_quoted)
			continue;
		HOLDS(s.at[i] != '\r');
		fields += s.at[i] == ',';
		if (s.at[i] != '\n')
			continue;
		HOLDS(fields == 12);
		fields = 1;
	}
	HOLDS(!is_quoted && fields == 1);
}

static void
check_tsv(Slice s)
{
	Slice line;
	while (fuzz_line(&s, &line)) {
		int tabs = 0;
		for (size_t i = 0; i < line.n; i++)
			tabs += line.at[i] == '\t';
		HOLDS(tabs == 11);
	}
}

static void
check_nothing(Slice s)
{
	(void)s;
}

static const struct {
	const char *name;
	const char *controls; /* that it may write */
	bool has_twelve;      /* columns are to be checked */
	void (*check)(Slice text);
} formats[] = { { "table", "", false, check_nothing },
	{ "md", "", false, check_nothing },
	{ "tsv", "", true, check_tsv },
	{ "csv", "\r", true, check_csv },
	{ "json", "", false, check_json },
	{ "jsonl", "", false, check_json_lines },
	{ "errors", "", false, check_nothing },
	{ "heatmap", "", false, check_nothing },
	{ "template", "\r", false, check_nothing } };

/* Options of rel-fmt; without those that the format does not have. */
static FmtOptions
fmt_options(size_t which, uint64_t *seed)
{
	static const char *const columns[] = { "", "person,text",
		"date,amount,kind", "who,contacts,last" };
	static const char *const bars[] = { "", "", "amount", "contacts" };
	static const char *const sorts[] = { "", "amount:desc", "source",
		"date" };
	FmtOptions o = { .format = slice_of(formats[which].name),
		.today = day_of(2026, 3, 20),
		.columns = slice_of(columns[fuzz_random(seed, 4)]),
		.bars = slice_of(bars[fuzz_random(seed, 4)]),
		.sort = slice_of(sorts[fuzz_random(seed, 4)]),
		.width = fuzz_random(seed, 2) * fuzz_random(seed, 90),
		.ascii = fuzz_random(seed, 2),
		.safe = fuzz_random(seed, 2),
		.terminal = fuzz_random(seed, 2) };
	Slice fault;
	if (slice_equal(o.format, SLICE("template"))) {
		o.has_template = true;
		o.template = SLICE("{person}: {text} {{{tags}\\t{due}");
	}
	if (formats[which].has_twelve || fmt_fault(&o, &fault) != NULL)
		o.columns = o.bars = SLICE_NONE;
	if (fmt_fault(&o, &fault) != NULL)
		o.sort = SLICE_NONE;
	HOLDS(fmt_fault(&o, &fault) == NULL);
	return o;
}

static void
run_fmt(Slice records, uint64_t seed)
{
	static FuzzRun run;
	size_t which = fuzz_random(&seed, LENGTH(formats));
	FmtOptions options = fmt_options(which, &seed);
	fuzz_start(&run);
	fuzz_feed(records, seed);
	fmt_run(&options, fuzz_standard_input, &run.out, &run.heard);
	Slice out = fuzz_out(&run);
	HOLDS(fuzz_is_clean(out, options.terminal ? ""
	                                          : formats[which].controls));
	HOLDS(out.n == 0 || out.at[out.n - 1] == '\n');
	formats[which].check(out);
	fuzz_check_messages(fuzz_heard(&run));
}

void
fuzz_pipeline(Slice input)
{
	static FuzzRun due[2], stats[2];
	static Buffer shuffled;
	unsigned choice = fuzz_choice(input);
	uint64_t seed = fuzz_hash(input), pick = seed;
	Slice records = fuzz_records_of(input);
	run_due(&due[0], records, seed, choice);
	run_stats(&stats[0], records, seed, choice);
	fuzz_check_records(fuzz_out(&due[0]));
	fuzz_check_records(fuzz_out(&stats[0]));
	HOLDS(records.at == input.at || due[0].heard.to.n == 0);
	fuzz_check_messages(fuzz_heard(&due[0]));
	fuzz_check_messages(fuzz_heard(&stats[0]));
	fuzz_shuffle(records, seed, &shuffled);
	if (fuzz_random(&pick, 2) == 0) {
		run_due(&due[1], buffer_slice(&shuffled), seed, choice);
		SAME(fuzz_out(&due[1]), fuzz_out(&due[0]));
	} else {
		run_stats(&stats[1], buffer_slice(&shuffled), seed, choice);
		SAME(fuzz_out(&stats[1]), fuzz_out(&stats[0]));
	}
	run_fmt(records, seed);
	run_fmt(fuzz_out(&due[0]), seed + 2);
	run_fmt(fuzz_out(&stats[0]), seed + 4);
}
