/* Distances of names against a twin that tries everything. */
#include "unit.h"

#include "check.h"

enum { LONGEST = 6 };

/* The optimal string alignment of the first i and j letters. */
static int
twin(const char *a, int i, const char *b, int j)
{
	if (i == 0 || j == 0)
		return i + j;
	int best = twin(a, i - 1, b, j - 1) + (a[i - 1] != b[j - 1]);
	int other = twin(a, i - 1, b, j) + 1;
	best = other < best ? other : best;
	other = twin(a, i, b, j - 1) + 1;
	best = other < best ? other : best;
	if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
		other = twin(a, i - 2, b, j - 2) + 1;
		best = other < best ? other : best;
	}
	return best;
}

static void
distances(void)
{
	for (int round = 0; round < 30000; round++) {
		char a[LONGEST], b[LONGEST];
		size_t n = 1 + unit_random(LONGEST);
		size_t m = 1 + unit_random(LONGEST);
		for (size_t i = 0; i < LONGEST; i++) {
			a[i] = (char)('a' + unit_random(3));
			b[i] = (char)('a' + unit_random(3));
		}
		int wanted = twin(a, (int)n, b, (int)m);
		for (int most = 0; most <= 2; most++)
			if (!EQUAL(check_distance((Slice){ a, n },
			               (Slice){ b, m }, most),
			        wanted <= most ? wanted : most + 1)) {
				unit_about((Slice){ a, n });
				unit_about((Slice){ b, m });
				return;
			}
	}
}

static void
characters(void)
{
	EQUAL(check_distance(SLICE("jos\xC3\xA9"), SLICE("jose"), 2), 1);
	EQUAL(check_distance(SLICE("\xE4\xB8\xAD"), SLICE("\xE5\x9B\xBD"), 2),
	    1);
	EQUAL(check_distance(SLICE("ab\xC3\xA9"), SLICE("a\xC3\xA9""b"), 2),
	    1);
}

static void
long_names(void)
{
	char a[2000], b[2000];
	memset(a, 'a', sizeof a);
	memset(b, 'a', sizeof b);
	b[10] = 'b';
	/* Up to 64 characters they are compared, beyond never. */
	EQUAL(check_distance((Slice){ a, 64 }, (Slice){ b, 64 }, 2), 1);
	EQUAL(check_distance((Slice){ a, 64 }, (Slice){ a, 62 }, 2), 2);
	EQUAL(check_distance((Slice){ a, sizeof a }, (Slice){ b, sizeof b },
	          2), 3);
}

const UnitTest check_tests[] = {
	{ "names are as far apart as the fewest edits tell", distances },
	{ "an edit is one of a character, not of a byte", characters },
	{ "very long names are not compared", long_names },
	UNIT_END
};
