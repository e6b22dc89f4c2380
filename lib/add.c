/*
 * add: see add.h.
 *
 * The journal is read as it is, which tells where the entry goes; then as it
 * would be. Every block and every record of the file must be there again, the
 * same but for the lines they stand on, and besides them the entry's. Then the
 * file is replaced (replace.h); if somebody saved meanwhile, all of this is
 * done again with what was saved.
 */
#include "add.h"
#include "add_part.h"

#include "record.h"
#include "replace.h"
#include "utf8.h"

typedef struct {
	const AddOptions *options;
	Output *output;
	Diagnostics *diagnostics;
	Buffer path;          /* of the file added to, ended by NUL, */
	Buffer clean;         /* as clean text, */
	Buffer shown;         /* in diagnostics, */
	Slice field;          /* in records */
	Arena arena;
	Replace file;
	VEC(char *) operands; /* of the journal's reader, ended by NULL */
} Add;

typedef enum { TRY_DONE, TRY_AGAIN, TRY_FAILED } TryResult;

#define DAY_NAME_END ".md"

/* Reads YYYY-MM-DD.md or YYYY_MM_DD.md; *sign is what stands between. */
static bool
read_day_name(const char *name, Day *day, char *sign)
{
	char text[DAY_TEXT];
	if (strlen(name) != DAY_TEXT + sizeof DAY_NAME_END - 1 ||
	    strcmp(name + DAY_TEXT, DAY_NAME_END) != 0)
		return false;
	memcpy(text, name, DAY_TEXT);
	*sign = text[4];
	if (*sign == '_' && text[7] == '_')
		text[4] = text[7] = '-';
	return day_parse((Slice){ text, DAY_TEXT }, day);
}

/* The names of days in a directory. */
typedef struct {
	Day day;   /* sought */
	Day latest;
	char sign; /* that stands between the numbers: in the day's own name,
	              if it is there, else in the latest */
} DayNames;

static void
take_name(void *context, const char *name)
{
	DayNames *names = context;
	Day day;
	char sign;
	if (!read_day_name(name, &day, &sign))
		return;
	if (day == names->day)
		day = DAY_NEVER;
	if (day > names->latest || (day == names->latest && sign == '-')) {
		names->latest = day;
		names->sign = sign;
	}
}

static void
add_day_name(const char *directory, Day day, Buffer *path)
{
	DayNames names = { day, DAY_NONE, '-' };
	char *at = buffer_room(path, DAY_TEXT);
	/* What can't be listed is told of by who reads the journal. */
	input_list(directory, take_name, &names);
	day_write(at, day);
	at[4] = at[7] = names.sign;
	path->n += DAY_TEXT;
	buffer_add(path, SLICE(DAY_NAME_END));
}

/* Finds the file in the journal's first path: that, or what a directory has for
 * the day. */
static void
find_file(Add *a)
{
	const char *first = a->options->paths[0];
	buffer_add(&a->path, slice_of(first));
	if (input_is_directory_at(first)) {
		if (a->path.at[a->path.n - 1] != '/')
			buffer_add_byte(&a->path, '/');
		add_day_name(first, a->options->day, &a->path);
	}
	*buffer_room(&a->path, 1) = '\0';
	utf8_clean(buffer_slice(&a->path), &a->clean, NULL);
	utf8_show(buffer_slice(&a->clean), &a->shown);
	a->field = record_field(&a->arena, buffer_slice(&a->clean));
}

/* The journal's other files are read several times, and may be replaced in
 * between; what is beneath a directory is allowed by its reader. */
static void
allow_journal(const Add *a)
{
	for (char *const *p = a->options->paths; *p != NULL; p++)
		if (!input_is_directory_at(*p) && strcmp(*p, a->path.at) != 0)
			replace_allow_read(*p);
}

static TryResult
refuse(Add *a, const char *why)
{
	diagnostic_refuse(a->diagnostics, buffer_slice(&a->path), why);
	return TRY_FAILED;
}

static TryResult
give_up(Add *a)
{
	const Replace *r = &a->file;
	Slice what = r->what.n != 0 ? r->what : buffer_slice(&a->path);
	if (r->why != NULL)
		diagnostic_refuse(a->diagnostics, what, r->why);
	else
		diagnostic_trouble(a->diagnostics, what, r->error);
	return TRY_FAILED;
}

/* Lists what the journal's reader reads. It would not find in a directory what
 * is not yet there. */
static void
list_operands(Add *a)
{
	char *const *paths = a->options->paths;
	a->operands.n = 0;
	for (size_t i = 0; paths[i] != NULL; i++)
		*vec_push(&a->operands) = paths[i];
	if (a->file.is_new && strcmp(paths[0], a->path.at) != 0)
		*vec_push(&a->operands) = a->path.at;
	*vec_push(&a->operands) = NULL;
}

static void
read_journal(const AddTry *t, Slice bytes, bool check, AddReading *r)
{
	JournalOptions o = { .check = check, .today = t->options->today,
		.stead = t->path, .bytes = bytes, .watch = add_watch,
		.watcher = &r->view };
	output_open(&r->records, OUTPUT_TO_MEMORY);
	diagnostics_open(&r->said, OUTPUT_TO_MEMORY, t->program);
	journal_run(&o, t->operands, &r->records, &r->said);
}

static void
reading_free(AddReading *r)
{
	add_view_free(&r->view);
	output_close(&r->records);
	diagnostics_close(&r->said);
}

/* Reads the file as it is; only a journal that can be read whole is one. */
static bool
read_old(AddTry *t)
{
	if (slice_find(t->bytes, 0, '\0') < t->bytes.n) {
		t->why = "a NUL byte: this is no text";
		return false;
	}
	read_journal(t, t->bytes, false, &t->old);
	if (t->old.view.conflict_line != 0)
		t->why = "an unresolved merge conflict";
	return t->why == NULL && !t->old.said.trouble;
}

/* Makes the new text of the old one, and reads it. */
static void
compose(AddTry *t)
{
	const AddOptions *o = t->options;
	add_lines_open(&t->lines, t->bytes);
	add_place(&t->old.view, &t->lines, o->day, o->text, &t->place);
	buffer_add(&t->text, slice_until(t->bytes, t->place.at));
	buffer_add(&t->text, buffer_slice(&t->place.text));
	buffer_add(&t->text, slice_from(t->bytes, t->place.at));
	read_journal(t, buffer_slice(&t->text), false, &t->new);
	read_journal(t, buffer_slice(&t->text), true, &t->judged);
}

bool
add_try(AddTry *t)
{
	if (!read_old(t))
		return false;
	compose(t);
	if (t->new.said.trouble || t->judged.said.trouble)
		return false;
	if (!add_agrees(t->options, t->field, &t->place, &t->old, &t->new))
		t->why = "the text would not be read as one entry, or would "
		         "change what else is there";
	return t->why == NULL;
}

void
add_try_free(AddTry *t)
{
	vec_free(&t->lines.starts);
	buffer_free(&t->place.text);
	buffer_free(&t->text);
	reading_free(&t->old);
	reading_free(&t->new);
	reading_free(&t->judged);
}

/* Writes what was gathered; false where that fails. */
static bool
tell(const Add *a, Output *told)
{
	told->fd = a->output->fd;
	a->output->error = output_end(told);
	a->output->fd = OUTPUT_TO_NOTHING;
	output_close(told);
	return a->output->error == 0;
}

/* Replaces the file and tells of it, or neither. */
static TryResult
put(Add *a, const AddTry *t)
{
	Output told;
	TryResult result = TRY_FAILED;
	/* In memory: none may lack when the file is replaced. */
	output_open(&told, OUTPUT_TO_MEMORY);
	if (a->options->header)
		record_write_header(&told);
	add_write_records(a->field, &t->place, &t->new, &told);
	ReplaceResult put = a->options->dry ? REPLACE_DONE
	    : replace_put(&a->file, buffer_slice(&t->text));
	if (put == REPLACE_DONE && tell(a, &told)) {
		replace_keep(&a->file);
		return TRY_DONE;
	}
	if (put == REPLACE_DONE)
		/* The end of the tool says why. */
		replace_take_back(&a->file);
	else if (put == REPLACE_CHANGED)
		result = TRY_AGAIN;
	else
		result = give_up(a);
	output_close(&told);
	return result;
}

static TryResult
try_it(Add *a, AddTry *t, bool is_last)
{
	if (!add_try(t)) {
		if (add_write_trouble(&t->old, a->diagnostics) ||
		    add_write_trouble(&t->new, a->diagnostics) ||
		    add_write_trouble(&t->judged, a->diagnostics))
			return TRY_FAILED;
		/* Another file of the journal may have changed between. */
		if (t->text.n != 0 && !is_last)
			return TRY_AGAIN;
		add_write_unclosed(buffer_slice(&a->shown), &t->place,
		    &t->judged, a->diagnostics);
		return refuse(a, t->why);
	}
	TryResult result = put(a, t);
	if (result == TRY_DONE)
		add_write_said(buffer_slice(&a->shown), &t->place, &t->judged,
		    a->diagnostics);
	return result;
}

static TryResult
try(Add *a, bool is_last)
{
	const AddOptions *o = a->options;
	if (!replace_read(&a->file, a->path.at, !o->dry) &&
	    !(o->dry && o->makes_directories && a->file.is_new))
		return give_up(a);
	list_operands(a);
	AddTry t = { .options = a->options, .path = a->path.at,
		.bytes = buffer_slice(&a->file.bytes),
		.operands = a->operands.at, .field = a->field,
		.program = a->diagnostics->program };
	TryResult result = try_it(a, &t, is_last);
	add_try_free(&t);
	return result;
}

/* Tries, until nobody saves meanwhile. */
static void
try_again(Add *a)
{
	for (int times = 1;; times++) {
		TryResult result = try(a, times > 2);
		replace_end(&a->file);
		if (result != TRY_AGAIN)
			break;
		if (!replace_wait(times)) {
			refuse(a, "is being written to, again and again");
			break;
		}
	}
}

void
add_run(const AddOptions *options, Output *output, Diagnostics *diagnostics)
{
	Add a = { .options = options, .output = output,
		.diagnostics = diagnostics };
	find_file(&a);
	int error = options->makes_directories && !options->dry
	    ? replace_make_directories(a.path.at) : 0;
	allow_journal(&a);
	if (error != 0)
		diagnostic_trouble(diagnostics, buffer_slice(&a.path), error);
	else
		try_again(&a);
	buffer_free(&a.path);
	buffer_free(&a.clean);
	buffer_free(&a.shown);
	vec_free(&a.operands);
	arena_free(&a.arena);
}
