/*
 * journal: see journal.h.
 *
 * One walk over the blocks serves both readings: it keeps track of the day,
 * the person and the parent that a block stands under, tells declarations,
 * attributes and entries apart, and hands them to declare.c while gathering,
 * to entry.c while emitting. Both readings see the same declarations in the
 * same order, so the second finds whose a section is by counting.
 */
#include "journal.h"
#include "journal_part.h"

#include "sandbox.h"

#include <unistd.h>

/* Diagnostics on facts and blocks: said in the second reading; those on the
 * blocks of rosters, which are read only to gather, in the first. */
static Diagnostics *
block_diagnostics(const Journal *j)
{
	bool says = j->gathering ? j->file->is_roster && j->takes_settings
	                         : true;
	return says ? j->diagnostics : NULL;
}

static void
take_block(Journal *j, Block *b)
{
	if (b->type == BLOCK_FRONT) {
		front_line(&j->front, b->text, b->line);
		return;
	}
	if (b->type == BLOCK_SETTING) {
		if (j->takes_settings)
			settings_line(&j->settings, b->text,
			    (Place){ j->file->name, b->line, 1 },
			    j->diagnostics);
		return;
	}
	if (!j->is_begun)
		journal_begin_file(j);
	if (b->type == BLOCK_HEADING)
		journal_take_heading(j, b);
	else if (b->type != BLOCK_FRONT_END)
		journal_take_item_or_paragraph(j, b);
}

/* Opens a file for reading from its start; on trouble it is skipped. */
static Input *
open_file(Journal *j, File *f)
{
	if (f->is_skipped)
		return NULL;
	Input *in = f->own != NULL ? f->own : &j->input;
	bool good = f->own != NULL
	    ? input_rewind(in)
	    : input_open_prepared(in, f->ahead, f->path);
	if (good && f->own == NULL && !input_is_file(in)) {
		/* It can be read only once. */
		f->own = base_alloc(sizeof *f->own);
		*f->own = *in;
		*in = (Input){ .fd = -1 };
		in = f->own;
		good = input_keep(in);
	} else if (good && f->own == NULL) {
		good = input_keep(in);
	}
	if (good)
		return in;
	diagnostic_trouble(j->diagnostics, f->name, in->error);
	f->is_skipped = true;
	return NULL;
}

/* Shows a block, or with NULL the end of the file, to who watches. */
static void
show(const Journal *j, const Block *b)
{
	bool is_heading = b != NULL && b->type == BLOCK_HEADING;
	int level = is_heading ? b->level : 0;
	JournalSight s = { .blocks = &j->blocks, .block = b,
		.lead = is_heading && j->is_day_heading ? &j->heading : NULL,
		.day = j->top.day.day,
		.is_in_section = j->top.section != j->base.section ||
		    j->is_in_roster,
		.is_under_entry = j->is_entry_heading };
	for (int l = j->deepest; l > 0; l--) {
		if (l < level && j->levels[l].day.is_set)
			s.is_in_day = true;
		if (j->levels[l].section != NO_DECLARATION)
			s.person_level = l;
	}
	j->options->watch(j->options->watcher, &s);
}

/* Reads one file. False where it cannot be used. */
static bool
read_file(Journal *j, File *f)
{
	Block *b;
	Input *in = open_file(j, f);
	if (in == NULL)
		return false;
	Slice name = f->name;
	bool plain = j->options->plain || slice_ends(name, SLICE(".txt"));
	j->file = f;
	journal_start_file(j);
	blocks_open(&j->blocks, in, name, plain, block_diagnostics(j));
	bool shows = f->is_watched && !j->gathering;
	bool is_short = !j->gathering && !plain && !shows &&
	    j->entries.settings_are_plain;
	while (blocks_next(&j->blocks, &b)) {
		take_block(j, b);
		if (is_short && blocks_are_between(&j->blocks) && j->is_begun)
			journal_take_plain(j);
		if (UNLIKELY(shows))
			show(j, b);
	}
	bool binary = j->blocks.binary_line != 0;
	if (binary)
		diagnostic_report(j->diagnostics, RULE_BINARY,
		    (Place){ name, j->blocks.binary_line, 1 }, SLICE_NONE,
		    SLICE_NONE, SLICE_NONE);
	else if (in->error != 0)
		diagnostic_trouble(j->diagnostics, name, in->error);
	else if (!j->is_begun)
		journal_begin_file(j);
	if (shows)
		show(j, NULL);
	f->is_skipped = binary || in->error != 0;
	if (f->own == NULL)
		input_close(in);
	return !f->is_skipped;
}

/* Readings. */

/* Reads all files for their declarations. */
static void
gather(Journal *j)
{
	j->gathering = true;
	j->is_undecided = false;
	declare_start(&j->declarer);
	people_start(&j->people, &j->settings);
	for (size_t i = 0; i < j->files.n; i++) {
		size_t declarations = j->people.declarations.n;
		size_t traits = j->people.traits.n;
		size_t faults = j->declarer.faults.n;
		if (!read_file(j, &j->files.at[i])) {
			/* Of a binary file nothing is used. */
			j->people.declarations.n = declarations;
			j->people.traits.n = traits;
			j->declarer.faults.n = faults;
		}
		if (j->files.at[i].is_roster)
			j->roster_declarations =
			    (uint32_t)j->people.declarations.n;
	}
}

/* Gathers until nothing is left to guess: settings change what declares, and a
 * link in a heading is a mention only if its name is declared elsewhere. */
static void
gather_all(Journal *j)
{
	j->takes_settings = true;
	gather(j);
	j->takes_settings = false;
	if (j->settings.any)
		gather(j);
	if (!j->is_undecided)
		return;
	people_settle(&j->people, NULL);
	People swap = j->known;
	j->known = j->people;
	j->people = swap;
	j->declarer.known = &j->known;
	gather(j);
}

static void
report_faults(Journal *j)
{
	for (size_t i = 0; i < j->declarer.faults.n; i++) {
		const Fault *f = &j->declarer.faults.at[i];
		diagnostic_report(j->diagnostics, f->rule, f->place,
		    f->details[0], f->details[1], SLICE_NONE);
	}
}

/* Reads all files but rosters for their facts. */
static void
emit(Journal *j)
{
	j->gathering = false;
	entries_start(&j->entries);
	j->declaration = j->roster_declarations;
	for (size_t i = 0; i < j->files.n; i++)
		if (!j->files.at[i].is_roster)
			read_file(j, &j->files.at[i]);
}

static void
run(Journal *j)
{
	const JournalOptions *o = j->options;
	bool writes = !o->check;
	gather_all(j);
	people_settle(&j->people, j->diagnostics);
	report_faults(j);
	if (o->header && writes)
		record_write_header(j->output);
	if (writes)
		people_write(&j->people, j->output);
	else
		check_people(&j->check);
	emit(j);
}

/* Inputs. */

static void
walk_trouble(void *context, Slice path, int error)
{
	Journal *j = context;
	diagnostic_trouble(j->diagnostics, path, error);
}

static File *
add_file(Journal *j, Slice name, char *path, bool is_roster)
{
	File *f = vec_push(&j->files);
	*f = (File){ .name = name, .path = path, .ahead = INPUT_LATER,
		.is_roster = is_roster };
	if (!utf8_is_clean(name)) {
		utf8_clean(name, &f->clean, NULL);
		f->name = buffer_slice(&f->clean);
	}
	return f;
}

/* Makes the file one of these bytes. */
static void
hold_bytes(File *f, Slice bytes)
{
	f->own = base_alloc(sizeof *f->own);
	*f->own = (Input){ .fd = -1 };
	input_open_bytes(f->own, bytes);
}

static void
add_standard_input(Journal *j, bool is_roster)
{
	const char *label = j->options->label;
	Slice name = label != NULL ? slice_of(label) : SLICE(STANDARD_INPUT);
	File *f = add_file(j, name, NULL, is_roster);
	f->own = base_alloc(sizeof *f->own);
	*f->own = (Input){ .fd = -1 };
	input_open_descriptor(f->own, STDIN_FILENO);
}

/* The gate: all inputs are known, and none is read yet. */
static void
enter(Journal *j)
{
	sandbox_enter();
	for (size_t i = 0; i < j->files.n; i++) {
		File *f = &j->files.at[i];
		if (f->own == NULL || input_keep(f->own))
			continue;
		diagnostic_trouble(j->diagnostics, f->name, f->own->error);
		f->is_skipped = true;
	}
}

/* Adds a file by its path, which it takes over. */
static void
add_path(Journal *j, char *path, bool is_roster, bool is_operand)
{
	const JournalOptions *o = j->options;
	if (o->stead == NULL || strcmp(path, o->stead) != 0) {
		File *f = add_file(j, slice_of(path), path, is_roster);
		if (is_operand)
			f->ahead = input_prepare(path);
	} else if (j->has_stead) {
		base_free(path);
	} else {
		File *f = add_file(j, slice_of(path), path, is_roster);
		hold_bytes(f, o->bytes);
		f->is_watched = o->watch != NULL;
		j->has_stead = true;
	}
}

static void
add_operand(Journal *j, const char *operand, bool is_roster)
{
	InputPaths paths = { 0 };
	const char *stead = j->options->stead;
	if (strcmp(operand, "-") == 0) {
		/* There is one; a second mention finds it at its end. */
		if (!j->has_standard_input)
			add_standard_input(j, is_roster);
		j->has_standard_input = true;
		return;
	}
	if ((stead != NULL && strcmp(operand, stead) == 0) ||
	    !input_is_directory_at(operand)) {
		size_t n = strlen(operand) + 1;
		char *path = memcpy(base_alloc(n), operand, n);
		add_path(j, path, is_roster, true);
		return;
	}
	input_walk(operand, &paths, walk_trouble, j);
	for (size_t i = 0; i < paths.n; i++)
		add_path(j, paths.at[i], is_roster, false);
	vec_free(&paths);
}

static void
start(Journal *j, const JournalOptions *options, Output *output,
    Diagnostics *diagnostics)
{
	*j = (Journal){ .options = options, .output = output,
		.diagnostics = diagnostics, .input = { .fd = -1 } };
	settings_start(&j->settings);
	j->declarer.settings = &j->settings;
	j->declarer.people = &j->people;
	j->entries.settings = &j->settings;
	j->entries.people = &j->people;
	j->entries.diagnostics = diagnostics;
	j->entries.is_thorough = options->thorough;
	if (!options->check && !options->people_only)
		j->entries.output = output;
	if (options->check)
		j->entries.check = &j->check;
	j->check.people = &j->people;
	j->check.diagnostics = diagnostics;
	j->check.today = options->today;
}

static void
finish(Journal *j)
{
	for (size_t i = 0; i < j->files.n; i++) {
		if (j->files.at[i].own != NULL)
			input_free(j->files.at[i].own);
		base_free(j->files.at[i].own);
		input_close_prepared(j->files.at[i].ahead);
		base_free(j->files.at[i].path);
		buffer_free(&j->files.at[i].clean);
	}
	for (int l = 0; l <= LEVELS; l++)
		buffer_free(&j->levels[l].tags);
	vec_free(&j->files);
	settings_free(&j->settings);
	people_free(&j->people);
	people_free(&j->known);
	declare_free(&j->declarer);
	entries_free(&j->entries);
	check_free(&j->check);
	input_free(&j->input);
	blocks_free(&j->blocks);
	front_free(&j->front);
	buffer_free(&j->file_tags);
	vec_free(&j->guests);
	vec_free(&j->items);
	arena_free(&j->arena);
}

void
journal_run(const JournalOptions *options, char *const operands[],
    Output *output, Diagnostics *diagnostics)
{
	Journal j;
	start(&j, options, output, diagnostics);
	for (size_t i = 0; options->rosters != NULL &&
	    options->rosters[i] != NULL; i++)
		add_operand(&j, options->rosters[i], true);
	for (size_t i = 0; operands[i] != NULL; i++)
		add_operand(&j, operands[i], false);
	if (operands[0] == NULL)
		add_standard_input(&j, false);
	enter(&j);
	run(&j);
	finish(&j);
}

void
journal_run_bytes(const JournalOptions *options, Slice bytes, Slice name,
    Output *output, Diagnostics *diagnostics)
{
	Journal j;
	start(&j, options, output, diagnostics);
	hold_bytes(add_file(&j, name, NULL, false), bytes);
	run(&j);
	finish(&j);
}
