/*
 * check: see check.h. Names are compared each with each, so only up to a fixed
 * number of them; two of different length, or alike in nothing, are told apart
 * before any table is filled.
 */
#include "check.h"

#include "record.h"
#include "utf8.h"

enum { MOST_COMPARED = 2000, FARTHEST_EDITS = 2, FARTHEST_DAYS = 366 };

/* The code points of s; none where there are more than fit. */
static CheckName
name_of(Slice s)
{
	CheckName name = { .n = 0 };
	for (size_t i = 0; i < s.n; name.n++) {
		if (name.n == CHECK_LONGEST)
			return (CheckName){ .n = 0 };
		name.points[name.n] = utf8_at(s, i, &i);
	}
	return name;
}

static int
least(int a, int b)
{
	return a < b ? a : b;
}

/* check_distance() of names read already. */
static int
distance(const CheckName *a, const CheckName *b, int most)
{
	int rows[3][CHECK_LONGEST + 1];
	int n = a->n, m = b->n;
	if (n == 0 || m == 0 || n - m > most || m - n > most)
		return most + 1;
	const uint32_t *p = a->points, *q = b->points;
	for (int j = 0; j <= m; j++)
		rows[0][j] = j;
	for (int i = 1; i <= n; i++) {
		int *row = rows[i % 3], *above = rows[(i + 2) % 3];
		int best = row[0] = i;
		for (int j = 1; j <= m; j++) {
			int cost = p[i - 1] != q[j - 1];
			row[j] = least(above[j - 1] + cost,
			    least(above[j], row[j - 1]) + 1);
			if (i > 1 && j > 1 && p[i - 1] == q[j - 2] &&
			    p[i - 2] == q[j - 1])
				row[j] = least(row[j],
				    rows[(i + 1) % 3][j - 2] + 1);
			best = least(best, row[j]);
		}
		if (best > most)
			return most + 1;
	}
	return least(rows[n % 3][m], most + 1);
}

int
check_distance(Slice a, Slice b, int most)
{
	CheckName p = name_of(a), q = name_of(b);
	return distance(&p, &q, most);
}

/* Reads the declared names, once; false where they are too many to compare. */
static bool
read_names(Check *c)
{
	const People *p = c->people;
	size_t claims = c->names.n == 0 ? p->claims.n : 0;
	for (size_t i = 0; i < claims && c->names.n <= MOST_COMPARED; i++) {
		const Claim *claim = &p->claims.at[i];
		/* `me` is a name that nobody needs to declare. */
		if (!claim->is_first || claim->declaration == MAP_NONE)
			continue;
		CheckName *name = vec_push(&c->names);
		*name = name_of(claim->folded);
		name->claim = i;
	}
	return c->names.n <= MOST_COMPARED;
}

static const Claim *
claim_of(const Check *c, const CheckName *name)
{
	return &c->people->claims.at[name->claim];
}

static Who
who_of(const Check *c, const CheckName *name)
{
	uint32_t declaration = claim_of(c, name)->declaration;
	return c->people->declarations.at[declaration].who;
}

void
check_people(Check *c)
{
	const People *p = c->people;
	if (!read_names(c))
		return;
	for (size_t i = 0; i < c->names.n; i++)
		for (size_t k = 0; k < i; k++) {
			const CheckName *n = &c->names.at[k];
			const CheckName *m = &c->names.at[i];
			if (distance(n, m, 1) > 1 ||
			    who_of(c, n) == who_of(c, m))
				continue;
			const Claim *a = claim_of(c, n);
			const Claim *b = claim_of(c, m);
			bool swap = a->declaration > b->declaration;
			Place place, first;
			Slice later = people_claimed(p, swap ? a : b, &place);
			diagnostic_report(c->diagnostics, RULE_SIMILAR_NAMES,
			    place, later,
			    people_claimed(p, swap ? b : a, &first),
			    SLICE_NONE);
		}
}

/* The declared name nearest to the folded one, or NULL. */
static const Claim *
nearest(Check *c, Slice folded)
{
	const Claim *found = NULL;
	CheckName name = name_of(folded);
	int best = least(FARTHEST_EDITS, name.n - 1);
	if (name.n == 0 || !read_names(c))
		return NULL;
	for (size_t i = 0; i < c->names.n; i++) {
		int d = distance(&name, &c->names.at[i], best);
		if (d > best)
			continue;
		found = claim_of(c, &c->names.at[i]);
		best = d - 1;
		if (best < 0)
			break;
	}
	return found;
}

bool
check_warns_of(const Check *c, Who who)
{
	return who_is_person(who) && c->people->humans.n != 0 &&
	    !people_is_declared(c->people, who) &&
	    (who >= c->reported.n || !c->reported.at[who]);
}

void
check_person(Check *c, Who who, Place place)
{
	const People *p = c->people;
	if (!check_warns_of(c, who))
		return;
	while (c->reported.n <= who)
		*vec_push(&c->reported) = false;
	c->reported.at[who] = true;
	c->key.n = 0;
	utf8_fold(p->persons.at[who], &c->key);
	const Claim *near = nearest(c, buffer_slice(&c->key));
	c->key.n = 0;
	if (near != NULL) {
		buffer_add(&c->key, SLICE(" (did you mean "));
		Place declared;
		if (near->is_handle)
			buffer_add_byte(&c->key, '@');
		buffer_add(&c->key, people_claimed(p, near, &declared));
		buffer_add(&c->key, SLICE("?)"));
	}
	diagnostic_report(c->diagnostics, RULE_UNKNOWN_NAME, place,
	    p->persons.at[who], buffer_slice(&c->key), SLICE_NONE);
}

static void
report_twice(Check *c, Place first, Place place)
{
	record_make_source(&c->key, first);
	diagnostic_report(c->diagnostics, RULE_TWICE, place,
	    buffer_slice(&c->key), SLICE_NONE, SLICE_NONE);
}

uint32_t
check_people_number(Check *c, CrowdSlice people)
{
	Slice key = { (const char *)people.at, people.n * sizeof *people.at };
	uint32_t number = map_get(&c->people_numbers, key);
	if (number != MAP_NONE)
		return number;
	number = (uint32_t)c->people_numbers.n;
	*map_put(&c->people_numbers, arena_copy(&c->arena, key), NULL) = number;
	return number;
}

void
check_entry(Check *c, Day day, Slice text, uint32_t people, Place place)
{
	char date[DAY_TEXT];
	if (day == DAY_NONE)
		return;
	day_write(date, day);
	if (day - c->today > FARTHEST_DAYS)
		diagnostic_report(c->diagnostics, RULE_FAR_FUTURE, place,
		    (Slice){ date, sizeof date }, SLICE_NONE, SLICE_NONE);
	c->key.n = 0;
	buffer_add(&c->key, (Slice){ date, sizeof date });
	buffer_add(&c->key, (Slice){ (const char *)&people, sizeof people });
	utf8_fold(text, &c->key);
	/* Few stand twice. */
	bool is_new;
	uint32_t *number = map_put(&c->entries,
	    arena_copy(&c->arena, buffer_slice(&c->key)), &is_new);
	if (!is_new) {
		report_twice(c, c->places.at[*number], place);
		return;
	}
	*number = (uint32_t)c->places.n;
	*vec_push(&c->places) = place;
}

void
check_free(Check *c)
{
	map_free(&c->people_numbers);
	map_free(&c->entries);
	vec_free(&c->places);
	vec_free(&c->names);
	vec_free(&c->reported);
	arena_free(&c->arena);
	buffer_free(&c->key);
}
