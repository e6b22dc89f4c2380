/*
 * base: see base.h. All memory of the suite comes through here, so that one
 * place decides what its exhaustion means and one place can be made to fail.
 */
#include "base.h"

#include <stdlib.h>

static BaseHandler on_exhaustion;

void
base_on_exhaustion(BaseHandler handler)
{
	on_exhaustion = handler;
}

void
base_exhausted(void)
{
	if (on_exhaustion != NULL)
		on_exhaustion();
	abort();
}

void *
base_alloc(size_t n)
{
	void *p = malloc(n != 0 ? n : 1);
	if (p == NULL)
		base_exhausted();
	return p;
}

void *
base_alloc_clear(size_t n, size_t size)
{
	/* Large memory comes cleared from the system, and is not touched. */
	void *p = calloc(n != 0 ? n : 1, size != 0 ? size : 1);
	if (p == NULL)
		base_exhausted();
	return p;
}

void *
base_resize(void *p, size_t n)
{
	p = realloc(p, n != 0 ? n : 1);
	if (p == NULL)
		base_exhausted();
	return p;
}

void
base_free(void *p)
{
	free(p);
}

void *
vec_grow(void *at, size_t n, size_t *cap, size_t size)
{
	*cap = base_sum(n, n / 2 + 8);
	return base_resize(at, base_product(*cap, size));
}
