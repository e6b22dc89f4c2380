/*
 * base: what every module stands on: memory that never returns NULL, checked
 * sizes, and growable arrays.
 *
 * Life cycle of memory: base_alloc() and base_resize() give memory that
 * base_free() takes back. When there is none left they call the handler set by
 * base_on_exhaustion(), which must not return; so no caller tests for NULL.
 */
#ifndef REL_BASE_H
#define REL_BASE_H

#include <assert.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define LENGTH(array) (sizeof(array) / sizeof *(array))

#if defined(__GNUC__)
#define LIKELY(x) __builtin_expect(!!(x), 1)
#define UNLIKELY(x) __builtin_expect(!!(x), 0)
#define NORETURN __attribute__((noreturn))
#define ALWAYS_INLINE __attribute__((always_inline))
#define NEVER_INLINE __attribute__((noinline)) /* large, and seldom called */
#else
#define LIKELY(x) (x)
#define UNLIKELY(x) (x)
#define NORETURN
#define ALWAYS_INLINE
#define NEVER_INLINE
#endif

typedef void (*BaseHandler)(void);

/* Sets what is called when memory is exhausted. It must end the process or
 * jump; until it is set, that is abort(). */
void base_on_exhaustion(BaseHandler handler);

/* Ends through the handler: for a size that no memory could hold. */
NORETURN void base_exhausted(void);

/* Memory for n bytes, not cleared; n may be 0. Owned by the caller. */
void *base_alloc(size_t n);

/* Memory for n elements of the given size, all bytes 0. */
void *base_alloc_clear(size_t n, size_t size);

/* The same memory with room for n bytes; p may be NULL. */
void *base_resize(void *p, size_t n);

void base_free(void *p);

/* a + b and a * b; a sum or product that does not fit ends as exhaustion. */
static inline size_t
base_sum(size_t a, size_t b)
{
	if (UNLIKELY(a > SIZE_MAX - b))
		base_exhausted();
	return a + b;
}

static inline size_t
base_product(size_t a, size_t b)
{
	if (UNLIKELY(b != 0 && a > SIZE_MAX / b))
		base_exhausted();
	return a * b;
}

/*
 * VEC(T) is a growable array of T: at[0] to at[n - 1] are in use. It starts
 * as {0}, owns its memory, and is let go with vec_free().
 */
#define VEC(T)             \
	struct {           \
		T *at;     \
		size_t n;  \
		size_t cap; \
	}

/* A pointer to a new last element, not cleared; older pointers may move. */
#define vec_push(v)                                                  \
	((v)->at = LIKELY((v)->n < (v)->cap) ? (v)->at                  \
	     : vec_grow((v)->at, (v)->n, &(v)->cap, sizeof *(v)->at), \
	 &(v)->at[(v)->n++])

#define vec_free(v) \
	(base_free((v)->at), (v)->at = NULL, (v)->n = (v)->cap = 0)

/* at, of n elements of the given size, grown by half or more. */
void *vec_grow(void *at, size_t n, size_t *cap, size_t size);

#endif
