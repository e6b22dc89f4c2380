/* A whole tool in the process: journals to records, in pieces of any size. */
#include "unit.h"

#include "journal.h"

#include <unistd.h>

static const char journal[] =
    "# People\n\n"
    "- @ada Ada Lovelace every:2w birthday:1815-12-10 #inner #work\n"
    "- @bob Bob Ortiz every:2mo/3mo aka:Bobby\n"
    "  - cares about: climbing, open data\n\n"
    "## 2026-03-14 Saturday\n\n"
    "- coffee with @ada: she told me about @carol. got:advice(2) #engine\n"
    "  - [ ] send her the notes due:2026-03-20\n"
    "- email from @bob about the slides gave:slides\n";

static const char records[] =
    "person\t-\tAda Lovelace\t-\t-\t-\t-\t-\t-\t#inner #work\tj.md:3\tada\n"
    "attr\t-\tAda Lovelace\t-\tevery\t2\tw\t-\t-\t-\tj.md:3\t2w\n"
    "attr\t1815-12-10\tAda Lovelace\t-\tbirthday\t-\t-\t-\t-\t-\tj.md:3\t"
    "1815-12-10\n"
    "person\t-\tBob Ortiz\t-\t-\t-\t-\t-\t-\t-\tj.md:4\tbob\n"
    "alias\t-\tBob Ortiz\t-\t-\t-\t-\t-\t-\t-\tj.md:4\tBobby\n"
    "attr\t-\tBob Ortiz\t-\tevery\t2\tmo\t-\t-\t-\tj.md:4\t2mo/3mo\n"
    "attr\t-\tBob Ortiz\t-\tcares-about\t-\t-\t-\t-\t-\tj.md:5\t"
    "climbing, open data\n"
    "contact\t2026-03-14\tAda Lovelace\tboth\tcoffee\t-\t-\t-\t-\t#engine\t"
    "j.md:9\tcoffee with @ada: she told me about @carol. got:advice(2) "
    "#engine\n"
    "mention\t2026-03-14\tcarol\t-\tcoffee\t-\t-\t-\t-\t#engine\tj.md:9\t"
    "coffee with @ada: she told me about @carol. got:advice(2) #engine\n"
    "exchange\t2026-03-14\tAda Lovelace\tin\tadvice\t2\t-\t-\t-\t#engine\t"
    "j.md:9\tcoffee with @ada: she told me about @carol. got:advice(2) "
    "#engine\n"
    "promise\t2026-03-14\tAda Lovelace\tout\topen\t-\t-\t2026-03-20\t-\t-\t"
    "j.md:10\tsend her the notes due:2026-03-20\n"
    "contact\t2026-03-14\tBob Ortiz\tin\temail\t-\t-\t-\t-\t-\tj.md:11\t"
    "email from @bob about the slides gave:slides\n"
    "exchange\t2026-03-14\tBob Ortiz\tout\tslides\t1\t-\t-\t-\t-\tj.md:11\t"
    "email from @bob about the slides gave:slides\n";

static void
from_bytes(void)
{
	Output o;
	Diagnostics d;
	JournalOptions options = { .today = day_of(2026, 3, 20) };
	output_open(&o, OUTPUT_TO_MEMORY);
	unit_listen(&d);
	journal_run_bytes(&options, slice_of(journal), SLICE("j.md"), &o, &d);
	SAME(((Slice){ o.at, o.n }), slice_of(records));
	EQUAL(d.to.n, 0);
	/* Nothing is left over that would change a second run. */
	o.n = 0;
	options.people_only = true;
	journal_run_bytes(&options, slice_of(journal), SLICE("j.md"), &o, &d);
	SAME(((Slice){ o.at, o.n }), slice_until(slice_of(records), o.n));
	output_close(&o);
	diagnostics_close(&d);
}

static void
from_chunks(size_t chunk, Output *o)
{
	static char *const none[] = { NULL };
	UnitChunks chunks = unit_chunks(slice_of(journal), chunk);
	int saved = dup(STDIN_FILENO);
	Diagnostics d;
	unit_listen(&d);
	dup2(chunks.fd, STDIN_FILENO);
	o->n = 0;
	journal_run(&(JournalOptions){ .today = day_of(2026, 3, 20),
	    .label = "j.md" }, none, o, &d);
	if (saved >= 0) {
		dup2(saved, STDIN_FILENO);
		close(saved);
	} else {
		close(STDIN_FILENO);
	}
	EQUAL(d.to.n, 0);
	unit_chunks_end(&chunks);
	diagnostics_close(&d);
}

static void
pieces_of_any_size(void)
{
	static const size_t sizes[] = { 1, 2, 5, 64, 4096 };
	Output o;
	output_open(&o, OUTPUT_TO_MEMORY);
	for (size_t i = 0; i < LENGTH(sizes); i++) {
		from_chunks(sizes[i], &o);
		SAME(((Slice){ o.at, o.n }), slice_of(records));
	}
	output_close(&o);
}

const UnitTest journal_tests[] = {
	{ "a journal in memory makes its records", from_bytes },
	{ "a stream reads the same in pieces of any size", pieces_of_any_size },
	UNIT_END
};
