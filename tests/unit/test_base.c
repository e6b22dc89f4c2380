/* Memory and sizes; exhaustion is caught by jumping out of the handler. */
#include "unit.h"

#include <setjmp.h>

static jmp_buf out;

static void
jump_out(void)
{
	longjmp(out, 1);
}

/* Whether f(a, b) ends as exhaustion. */
static bool
exhausts(size_t (*f)(size_t, size_t), size_t a, size_t b)
{
	base_on_exhaustion(jump_out);
	if (setjmp(out) != 0) {
		base_on_exhaustion(NULL);
		return true;
	}
	f(a, b);
	base_on_exhaustion(NULL);
	return false;
}

static void
sizes(void)
{
	EQUAL(base_sum(2, 3), 5);
	EQUAL(base_product(6, 7), 42);
	EQUAL(base_product(0, SIZE_MAX), 0);
	EQUAL(base_product(SIZE_MAX, 0), 0);
	CHECK(base_sum(SIZE_MAX, 0) == SIZE_MAX);
	CHECK(base_sum(SIZE_MAX - 7, 7) == SIZE_MAX);
	CHECK(base_product(SIZE_MAX, 1) == SIZE_MAX);
	CHECK(base_product(SIZE_MAX / 2, 2) == SIZE_MAX - 1);
	CHECK(exhausts(base_sum, SIZE_MAX, 1));
	CHECK(exhausts(base_sum, SIZE_MAX / 2 + 1, SIZE_MAX / 2 + 1));
	CHECK(exhausts(base_product, SIZE_MAX / 2 + 1, 2));
	CHECK(exhausts(base_product, 3, SIZE_MAX / 3 + 1));
	CHECK(exhausts(base_product, SIZE_MAX, SIZE_MAX));
}

static void
nothing(void)
{
	void *p = base_alloc(0);
	CHECK(p != NULL);
	p = base_resize(p, 0);
	CHECK(p != NULL);
	base_free(p);
	base_free(NULL);
	p = base_resize(NULL, 16);
	memset(p, 1, 16);
	base_free(p);
}

static void
vectors(void)
{
	enum { MANY = 100000 };
	VEC(uint32_t) v = { 0 };
	size_t moves = 0;
	for (uint32_t i = 0; i < MANY; i++) {
		size_t cap = v.cap;
		*vec_push(&v) = i;
		moves += v.cap != cap;
	}
	EQUAL(v.n, MANY);
	for (uint32_t i = 0; i < v.n; i++)
		if (!EQUAL(v.at[i], i))
			break;
	/* By half or more each time: log(MANY) / log(1.5) and a few. */
	CHECK(moves < 30);
	vec_free(&v);
	CHECK(v.at == NULL && v.n == 0 && v.cap == 0);
	*vec_push(&v) = 7;
	EQUAL(v.at[0], 7);
	vec_free(&v);
}

const UnitTest base_tests[] = {
	{ "a size that no memory holds ends as exhaustion", sizes },
	{ "no bytes are memory, too", nothing },
	{ "a vector keeps what is pushed and seldom moves", vectors },
	UNIT_END
};
