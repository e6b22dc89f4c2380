/* pattern: see pattern.h. */
#include "pattern.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

/*
 * Most matches take few steps. One that takes more than what is usual for its
 * text is made again with the whole limit, some milliseconds, as long as there
 * is effort left: so much at first, and more for each text.
 */
enum {
	MATCH_LIMIT = 1000000,
	USUAL_LIMIT = 4096, /* and */
	USUAL_STEPS = 16,   /* for each byte of the text */
	FIRST_EFFORTS = 16,
	EFFORT_BYTES = 65536, /* of text give one more */
	HEAP_LIMIT_KIB = 64 * 1024,
	MOST_LIMITS = 8 /* of one pattern */
};

struct Pattern {
	pcre2_code *code;
	pcre2_match_context *context;
	pcre2_match_data *data;
	Buffer source;
	int limits; /* how often the limit was reached */
	PatternEffort own;
	PatternEffort *effort; /* its own, or shared */
};

Pattern *
pattern_compile(Slice re, unsigned how, Buffer *why)
{
	int error;
	PCRE2_SIZE offset;
	uint32_t options = PCRE2_UTF | PCRE2_UCP | PCRE2_NEVER_BACKSLASH_C;
	if ((how & PATTERN_ANCHORED) != 0)
		options |= PCRE2_ANCHORED;
	if ((how & PATTERN_ANY_CASE) != 0)
		options |= PCRE2_CASELESS;
	pcre2_code *code = pcre2_compile((PCRE2_SPTR)(re.n ? re.at : ""), re.n,
	    options, &error, &offset, NULL);
	if (code == NULL && error == PCRE2_ERROR_HEAP_FAILED)
		base_exhausted();
	if (code == NULL) {
		PCRE2_UCHAR text[128];
		pcre2_get_error_message(error, text, sizeof text);
		buffer_add(why, slice_of((const char *)text));
		return NULL;
	}
	/* Without JIT the same matches are found, only later. */
	(void)pcre2_jit_compile(code, PCRE2_JIT_COMPLETE);
	Pattern *p = base_alloc(sizeof *p);
	*p = (Pattern){ .code = code };
	buffer_add(&p->source, re);
	p->context = pcre2_match_context_create(NULL);
	p->data = pcre2_match_data_create_from_pattern(code, NULL);
	if (p->context == NULL || p->data == NULL)
		base_exhausted();
	p->effort = &p->own;
	pcre2_set_heap_limit(p->context, HEAP_LIMIT_KIB);
	return p;
}

void
pattern_share_effort(Pattern *p, PatternEffort *effort)
{
	p->effort = effort;
}

/* pcre2_match() with a limit of so many steps. */
static int
match_within(Pattern *p, Slice text, size_t from, uint32_t limit)
{
	PCRE2_SPTR at = (PCRE2_SPTR)(text.n != 0 ? text.at : "");
	pcre2_set_match_limit(p->context, limit);
	int n = pcre2_match(p->code, at, text.n, from, PCRE2_NO_UTF_CHECK,
	    p->data, p->context);
	if (n == PCRE2_ERROR_JIT_STACKLIMIT)
		n = pcre2_match(p->code, at, text.n, from,
		    PCRE2_NO_UTF_CHECK | PCRE2_NO_JIT, p->data, p->context);
	return n;
}

/* Whether a match may be tried with the whole limit; then it is counted. */
static bool
takes_effort(PatternEffort *e)
{
	if (e->taken >= FIRST_EFFORTS + e->bytes / EFFORT_BYTES)
		return false;
	e->taken++;
	return true;
}

static void
take_groups(const Pattern *p, size_t count, PatternMatch *match)
{
	const PCRE2_SIZE *ends = pcre2_get_ovector_pointer(p->data);
	*match = (PatternMatch){ 0 };
	for (size_t g = 0; g < count && g < PATTERN_GROUPS; g++) {
		if (ends[2 * g] == PCRE2_UNSET || ends[2 * g] > ends[2 * g + 1])
			continue;
		match->group[g].from = ends[2 * g];
		match->group[g].to = ends[2 * g + 1];
		match->group[g].is_set = true;
	}
}

int
pattern_match(Pattern *p, Slice text, size_t from, PatternMatch *match)
{
	const size_t longest = (MATCH_LIMIT - USUAL_LIMIT) / USUAL_STEPS;
	size_t bytes = text.n - from < longest ? text.n - from : longest;
	if (p->limits == MOST_LIMITS)
		return -1;
	p->effort->bytes += bytes;
	int n = match_within(p, text, from,
	    USUAL_LIMIT + (uint32_t)bytes * USUAL_STEPS);
	if (n == PCRE2_ERROR_MATCHLIMIT && takes_effort(p->effort))
		n = match_within(p, text, from, MATCH_LIMIT);
	if (n == PCRE2_ERROR_NOMATCH)
		return 0;
	if (n == PCRE2_ERROR_NOMEMORY)
		base_exhausted();
	if (n <= 0) {
		p->limits++;
		return -1;
	}
	/* By \K within a group that is called a match may start behind its end,
	 * or end before where it was sought: there is nothing to it. */
	const PCRE2_SIZE *ends = pcre2_get_ovector_pointer(p->data);
	if (ends[0] > ends[1] || ends[0] < from)
		return 0;
	take_groups(p, (size_t)n, match);
	return 1;
}

Slice
pattern_source(const Pattern *p)
{
	return buffer_slice(&p->source);
}

size_t
pattern_group(const Pattern *p, const char *name, size_t number)
{
	uint32_t count = 0;
	int n = pcre2_substring_number_from_name(p->code, (PCRE2_SPTR)name);
	if (n > 0)
		return n < PATTERN_GROUPS ? (size_t)n : 0;
	pcre2_pattern_info(p->code, PCRE2_INFO_CAPTURECOUNT, &count);
	return number <= count && number < PATTERN_GROUPS ? number : 0;
}

void
pattern_free(Pattern *p)
{
	if (p == NULL)
		return;
	pcre2_match_data_free(p->data);
	pcre2_match_context_free(p->context);
	pcre2_code_free(p->code);
	buffer_free(&p->source);
	base_free(p);
}
