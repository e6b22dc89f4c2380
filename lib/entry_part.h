/* entry_part: what the parts of entry share; for entry*.c only. */
#ifndef REL_ENTRY_PART_H
#define REL_ENTRY_PART_H

#include "entry.h"

/* What the head of an entry says, as far as it is read. */
typedef struct {
	Settings *settings;
	Slice text;      /* of the entry */
	size_t end;      /* the tail begins here */
	Slice kind;      /* canonical, or empty */
	size_t kind_end; /* the byte after the kind word; 0 without one */
} Head;

/* An entry being worked on. */
typedef struct {
	Entries *w;
	const Entry *e;
	Head head;
	const Inline *first; /* mention of the head, or NULL */
	size_t first_least;  /* what was found before it ends here */
	bool has_more;       /* mentions outside the head, or in values */
	bool names_somebody; /* other than me, anywhere */
	bool is_contact;     /* or note: the head names the people itself */
	Way way;
	/* Of a task: */
	bool is_theirs;      /* by: somebody else */
	Day due;
	Day done;
	Day made;
} Work;

Place entry_place_of(const Work *k, size_t at);

/* What entry_begin_set() does when its numbers are used up. */
void entry_begin_sets(Entries *w);

/* Sets of people: a set is begun, and each person goes in once. */
static inline void
entry_begin_set(Entries *w)
{
	if (UNLIKELY(++w->stamp == 0))
		entry_begin_sets(w);
}

/* What entry_add_who() does where there is no room, or no person. */
void entry_grow_stamps(Entries *w, Who who);
void entry_add_group(Entries *w, Crowd *crowd, Who who);

/* Adds whom a mention means: a person, a group's members, not me; each once in
 * a set. */
static inline void
entry_add_who(Entries *w, Crowd *crowd, Who who)
{
	if (UNLIKELY(!who_is_person(who))) {
		entry_add_group(w, crowd, who);
		return;
	}
	if (UNLIKELY(who >= w->stamps.n))
		entry_grow_stamps(w, who);
	if (w->stamps.at[who] == w->stamp)
		return;
	w->stamps.at[who] = w->stamp;
	*vec_push(crowd) = who;
}

/* With --check: judges an entry or promise, if it is somebody's. */
void entry_check(Entries *w, const Entry *e);

/* Finds who a mention is; all are asked in order, so that first spellings
 * count. */
static inline void
entry_find_mentioned(Work *k, Inline *in)
{
	in->who = people_find(k->w->people, in->name);
	if (in->who == WHO_ME)
		return;
	k->names_somebody = true;
	if (UNLIKELY(k->w->check != NULL))
		check_person(k->w->check, in->who, entry_place_of(k, in->from));
}

/* Reads the head, finds who is mentioned anywhere, and adds those of the head
 * to the people, which are a set begun before. */
void entry_read_head(Work *k);

/* The kind by the user's patterns, where no word decides. */
void entry_match_kind(Work *k);

void entry_read_way(Work *k);

/* What entry_read_gap() does where more than a colon stands there. */
bool entry_read_words(Head *head, size_t i, size_t to);

/* Reads the part of the head between two constructs, from byte i to `to`. True
 * where the tail begins in it: most often by a colon, right there. */
static inline bool
entry_read_gap(Head *head, size_t i, size_t to)
{
	if (i + 1 >= to || head->text.at[i] != ':' ||
	    head->text.at[i + 1] != ' ')
		return entry_read_words(head, i, to);
	head->end = i;
	return true;
}

/* What entry_way_before() does where a word or arrow may stand there. */
Way entry_way_of_word_before(Slice text, size_t at, size_t least);

/* The way by the word or arrow right before byte `at`, not before `least`. */
static inline Way
entry_way_before(Slice text, size_t at, size_t least)
{
	while (at > least && text.at[at - 1] == ' ')
		at--;
	if (at == least)
		return WAY_BOTH;
	/* `to`, `from` and arrows end so. */
	char c = text.at[at - 1];
	bool may = byte_is(c, BYTE_BEYOND | BYTE_SPACE) ||
	    byte_lower(c) == 'o' || byte_lower(c) == 'm' || c == '>' ||
	    c == '-' || c == '*' || c == '_';
	return may ? entry_way_of_word_before(text, at, least) : WAY_BOTH;
}

/* The folded thing given or received; good as long as `what` and until the next
 * entry. */
Slice entry_folded_kind(Entries *w, Slice what);

/* Writes the record once for each of them; with a middle made before. */
void entry_write_each_with(Entries *w, Record *r, const RecordMiddle *middle,
    CrowdSlice people);

static inline void
entry_write_each(Entries *w, Record *r, CrowdSlice people)
{
	entry_write_each_with(w, r, NULL, people);
}

/* Adds those mentioned outside values before byte `to`. */
void entry_add_mentioned(Work *k, Crowd *crowd, size_t to);

/* Makes the people those whom the entry names; those of its parent; the
 * latter where there are none of the former. */
static inline void
entry_take_named(Entries *w)
{
	w->is_heir = false;
	w->people_of = crowd_slice(&w->named);
}

static inline void
entry_take_parents(Entries *w, const Entry *e)
{
	w->is_heir = true;
	w->people_of = crowds_slice(&w->open, e->parents);
}

static inline void
entry_take_people(Entries *w, const Entry *e)
{
	if (w->named.n == 0 && e->has_parent)
		entry_take_parents(w, e);
	else
		entry_take_named(w);
}

/* Whose promise a task is; false where it is nobody's. */
bool entry_find_promise_people(Work *k);

/* The keys of an entry that is no task. */
void entry_read_keys(Work *k);

void entry_read_task_dates(Work *k);

/* The keys of a task: what it gives counts once it is kept. */
void entry_read_task_keys(Work *k);

/* The contacts, notes and mentions of an entry that is no task. */
void entry_write_meeting(Work *k);

/* The facts of keys, with the people. */
void entry_write_facts(Entries *w);

/* The kind of a task's promise. */
Slice entry_promise_state(Box box);

void entry_write_promise(Work *k);

void entry_make_tail(Work *k);

#endif
