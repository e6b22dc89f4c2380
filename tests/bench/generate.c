/*
 * generate [-p PEOPLE] N: writes a journal of N interactions, the same for the
 * same N: about 100 bytes each, people in a Zipf distribution, a fifth with an
 * exchange, a twentieth with a promise, nested items, tags, prose between, and
 * 9 in 100 lines with letters beyond ASCII.
 *
 * generate -l [-p PEOPLE] N: writes the same interactions as a ledger journal.
 * A person's account has one `contact` for each contact, and in `favour` what
 * I gave less what I got.
 *
 * generate -s SHAPE SIZE: writes a hostile shape: `line`, one of SIZE bytes;
 * `blank`, SIZE of them; `people`, SIZE of them on a line; `at` and `bracket`,
 * SIZE bytes of nothing else.
 */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
	MOST_PEOPLE = 1000000,
	MOST_DAYS = 8000,
	FEWEST_A_DAY = 3,
	LAST_DAY = 24105, /* 2035-12-31, in days since 1970-01-01 */
	WEEK = 7,
	DATE_TEXT = 10,
	LONGEST_LINE = 4096,
	BUFFER = 65536
};

#define COUNT(table) ((uint32_t)(sizeof(table) / sizeof(table)[0]))

static const char *const kinds[] = { "coffee with", "call with", "email to",
	"email from", "lunch with", "met", "text from", "walk with",
	"zoom with", "dinner with" };
static const char *const words[] = { "the", "plan", "and", "a", "long", "road",
	"we", "talked", "of", "last", "time", "maybe", "again", "soon",
	"nothing", "but", "spring", "work", "her", "new", "house", "his", "old",
	"boat", "which", "they", "sold", "before", "moving", "to", "coast",
	"where", "it", "rains", "less", "than", "here" };
static const char *const foreign[] = { "caf\303\251", "Z\303\274rich",
	"na\303\257ve", "\305\201\303\263d\305\272", "Malm\303\266",
	"fa\303\247ade", "\316\261\316\262\316\263", "\346\235\261\344\272\254",
	"\360\237\216\211", "\342\200\234so\342\200\235" };
static const char *const tags[] = { "#work", "#family", "#book", "#climbing",
	"#open-data" };
static const char *const things[] = { "advice", "intro", "help", "review",
	"lift", "book", "contact", "cake" };

typedef enum { NEITHER, GAVE, GOT } Exchange;
typedef enum { NO_CHILD, OPEN_PROMISE, KEPT_PROMISE, PROSE } Child;

typedef struct {
	long day;
	uint64_t text; /* the seed of its words */
	uint32_t kind;
	uint32_t who, other; /* from 1; other is 0 where there is none */
	Exchange exchange;
	uint32_t thing, amount;
	uint32_t tag; /* one past the table where there is none */
	Child child;
	bool prose_before;
} Interaction;

typedef void Writer(const Interaction *i, bool first_of_day);

/* Where numbers come from (splitmix64): all of it is in the state. */
static uint64_t
next(uint64_t *state)
{
	uint64_t z = *state += 0x9e3779b97f4a7c15;
	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
	z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
	return z ^ (z >> 31);
}

static uint32_t
below(uint64_t *state, uint32_t limit)
{
	return (uint32_t)(((next(state) >> 32) * limit) >> 32);
}

static bool
chance(uint64_t *state, uint32_t percent)
{
	return below(state, 100) < percent;
}

/* How often a person of the rank is met, or one of those before: the sum of
 * the ranks' weights, which are whole numbers and so the same everywhere. */
static uint64_t *weights;
static uint32_t people;

static void
set_people(uint32_t count)
{
	uint64_t sum = 0;
	people = count;
	weights = malloc(count * sizeof *weights);
	if (weights == NULL) {
		perror("generate");
		exit(2);
	}
	for (uint32_t i = 0; i < count; i++)
		weights[i] = sum += ((uint64_t)1 << 40) / (i + 1);
}

/* The first whose sum is above a number below the whole. */
static uint32_t
somebody(uint64_t *state)
{
	uint32_t low = 0, high = people - 1;
	uint64_t sought = next(state) % weights[people - 1];
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (weights[middle] > sought)
			high = middle;
		else
			low = middle + 1;
	}
	return low + 1;
}

/* What is written but not yet given away. */
static char buffer[BUFFER];
static size_t length;

static void
put(const char *text)
{
	size_t n = strlen(text);
	memcpy(buffer + length, text, n);
	length += n;
}

static void
put_number(long number)
{
	char digits[24], *d = digits + sizeof digits - 1;
	unsigned long left = (unsigned long)(number < 0 ? -number : number);
	*d = 0;
	do
		*--d = (char)('0' + left % 10);
	while ((left /= 10) > 0);
	if (number < 0)
		*--d = '-';
	put(d);
}

static void
put_person(const char *before, uint32_t who)
{
	put(before);
	put_number(who);
}

/* Civil days by Hinnant's algorithm. */
static void
put_date(long day)
{
	long z = day + 719468, era = z / 146097, doe = z - era * 146097;
	long yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
	long doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
	long mp = (5 * doy + 2) / 153, d = doy - (153 * mp + 2) / 5 + 1;
	long m = mp < 10 ? mp + 3 : mp - 9, y = yoe + era * 400 + (m <= 2);
	const int digits[] = { (int)(y / 1000), (int)(y / 100 % 10),
		(int)(y / 10 % 10), (int)(y % 10), -1, (int)(m / 10),
		(int)(m % 10), -1, (int)(d / 10), (int)(d % 10) };
	for (int i = 0; i < DATE_TEXT; i++) {
		int c = digits[i] < 0 ? '-' : '0' + digits[i];
		buffer[length++] = (char)c;
	}
}

/* So many words; 9 in 100 times one of them is not of ASCII. */
static void
put_phrase(uint64_t *state, uint32_t count)
{
	uint32_t odd = chance(state, 9) ? below(state, count) : count;
	for (uint32_t i = 0; i < count; i++) {
		if (i > 0)
			put(" ");
		if (i == odd)
			put(foreign[below(state, COUNT(foreign))]);
		else
			put(words[below(state, COUNT(words))]);
	}
}

static void
give_away(void)
{
	fwrite(buffer, 1, length, stdout);
	length = 0;
}

static void
end_line(void)
{
	buffer[length++] = '\n';
	if (length > BUFFER - LONGEST_LINE)
		give_away();
}

static void
write_child(const Interaction *i, uint64_t *state)
{
	if (i->child == NO_CHILD)
		return;
	put("  - ");
	if (i->child == PROSE) {
		put_phrase(state, 8);
	} else {
		put(i->child == KEPT_PROMISE ? "[x] send " : "[ ] send ");
		put_phrase(state, 4);
		put(" due:");
		put_date(i->day + WEEK);
	}
	end_line();
}

static void
write_entry(const Interaction *i, bool first_of_day)
{
	uint64_t state = i->text;
	if (first_of_day) {
		put("\n## ");
		put_date(i->day);
		put("\n");
		end_line();
	}
	if (i->prose_before) {
		put("\nA quiet day, ");
		put_phrase(&state, 8);
		put(".\n");
		end_line();
	}
	put("- ");
	put(kinds[i->kind]);
	put_person(" @p", i->who);
	if (i->other != 0)
		put_person(" and @p", i->other);
	put(": ");
	put_phrase(&state, 9 + below(&state, 9));
	if (i->exchange != NEITHER) {
		put(i->exchange == GAVE ? " gave:" : " got:");
		put(things[i->thing]);
	}
	if (i->amount > 1) {
		put("(");
		put_number((long)i->amount);
		put(")");
	}
	if (i->tag < COUNT(tags)) {
		put(" ");
		put(tags[i->tag]);
	}
	end_line();
	write_child(i, &state);
}

static void
put_posting(uint32_t who, long amount, const char *commodity)
{
	put_person("\n    people:Person Number", who);
	put("  ");
	put_number(amount);
	put(commodity);
}

static void
write_transaction(const Interaction *i, bool first_of_day)
{
	uint64_t state = i->text;
	const uint32_t who[] = { i->who, i->other };
	(void)first_of_day;
	put_date(i->day);
	put(" ");
	put(kinds[i->kind]);
	put(" ");
	put_phrase(&state, 9 + below(&state, 9));
	for (size_t w = 0; w < 2 && who[w] != 0; w++) {
		long amount = (long)i->amount;
		put_posting(who[w], 1, " contact");
		if (i->exchange == NEITHER)
			continue;
		put_posting(who[w], i->exchange == GAVE ? amount : -amount,
		    " favour  ; ");
		put(things[i->thing]);
	}
	put("\n    me\n");
	end_line();
}

static Interaction
interaction(uint64_t *state)
{
	uint32_t r;
	Interaction i = { .text = next(state), .tag = COUNT(tags) };
	i.kind = below(state, COUNT(kinds));
	i.who = somebody(state);
	if (chance(state, 10))
		i.other = somebody(state);
	if (i.other == i.who)
		i.other = 0;
	r = below(state, 10);
	if (r < 2) {
		i.exchange = r == 0 ? GAVE : GOT;
		i.thing = below(state, COUNT(things));
		i.amount = r == 0 ? 1 : 1 + below(state, 3);
	}
	if (chance(state, 15))
		i.tag = below(state, COUNT(tags));
	r = below(state, 40);
	if (r < 4)
		i.child = r == 0 ? OPEN_PROMISE : r == 1 ? KEPT_PROMISE : PROSE;
	i.prose_before = chance(state, 3);
	return i;
}

static void
write_interactions(long n, Writer *write)
{
	uint64_t state = 42;
	long a_day = n / MOST_DAYS + 1;
	if (a_day < FEWEST_A_DAY)
		a_day = FEWEST_A_DAY;
	long day = LAST_DAY - (n + a_day - 1) / a_day;
	for (long k = 0; k < n; k++) {
		Interaction i = interaction(&state);
		if (k % a_day == 0)
			day++;
		i.day = day;
		write(&i, k % a_day == 0);
	}
}

static void
write_roster(void)
{
	put("# People\n");
	end_line();
	for (uint32_t i = 1; i <= people; i++) {
		put_person("- @p", i);
		put_person(" Person Number", i);
		put_person(" every:", i % 9 + 1);
		put_person("w #c", i % 7);
		end_line();
	}
}

/* SIZE bytes of the piece, over and over. */
static void
repeat(const char *piece, long size)
{
	size_t n = strlen(piece), left = (size_t)size;
	while (length + n <= sizeof buffer)
		put(piece);
	for (; left > 0; left -= n) {
		n = left < length ? left : length;
		fwrite(buffer, 1, n, stdout);
	}
	length = 0;
}

/* Whether there is such a shape. */
static bool
write_shape(const char *shape, long size)
{
	bool entry = strcmp(shape, "line") == 0 || strcmp(shape, "people") == 0;
	if (entry)
		fputs("## 2026-03-14\n\n- coffee with @ada", stdout);
	if (strcmp(shape, "line") == 0)
		repeat(" and so on", size);
	else if (strcmp(shape, "blank") == 0)
		repeat("\n", size);
	else if (strcmp(shape, "people") == 0)
		for (long i = 1; i <= size; i++)
			printf(" @p%ld", i);
	else if (strcmp(shape, "at") == 0)
		repeat("@", size);
	else if (strcmp(shape, "bracket") == 0)
		repeat("[", size);
	else
		return false;
	if (entry)
		putchar('\n');
	return true;
}

static void
usage(void)
{
	fputs("usage: generate [-l] [-p PEOPLE] N | -s SHAPE SIZE\n", stderr);
	exit(2);
}

int
main(int argc, char **argv)
{
	bool ledger = false;
	const char *shape = NULL;
	long count = 0, n;
	int option;
	while ((option = getopt(argc, argv, "lp:s:")) != -1)
		if (option == 'l')
			ledger = true;
		else if (option == 'p')
			count = atol(optarg);
		else if (option == 's')
			shape = optarg;
		else
			usage();
	n = optind == argc - 1 ? atol(argv[optind]) : 0;
	if (n < 1 || count < 0 || count > MOST_PEOPLE)
		usage();
	if (count == 0)
		count = n / 50 + 10 < 5000 ? n / 50 + 10 : 5000;
	if (shape != NULL && !write_shape(shape, n))
		usage();
	if (shape == NULL) {
		set_people((uint32_t)count);
		if (!ledger)
			write_roster();
		write_interactions(n, ledger ? write_transaction : write_entry);
	}
	give_away();
	if (fflush(stdout) != 0 || ferror(stdout)) {
		perror("generate");
		return 2;
	}
	return 0;
}
