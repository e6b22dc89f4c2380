/* entry_write: writes the facts of an entry; see entry.h. */
#include "entry_part.h"

#include "utf8.h"

static bool
add_tag(Entries *w, Slice tag, bool several)
{
	bool is_new = true;
	if (several) {
		w->kinds.n = 0;
		utf8_fold(tag, &w->kinds);
		map_put(&w->seen_tags, arena_copy(&w->scratch,
		    buffer_slice(&w->kinds)), &is_new);
	}
	if (!is_new)
		return false;
	if (w->tags.n != 0)
		buffer_add_byte(&w->tags, ' ');
	buffer_add(&w->tags, tag);
	return true;
}

/* The tags of the text, then the day's, then the file's; each once. */
static void
gather_tags(Work *k)
{
	Entries *w = k->w;
	const Slice inherited[] = { k->e->day_tags, k->e->file_tags };
	size_t count = w->inlines.counts[INLINE_TAG];
	w->tags.n = 0;
	if (count + inherited[0].n + inherited[1].n == 0)
		return;
	bool several = count + inherited[0].n + inherited[1].n > 1;
	if (several)
		map_clear(&w->seen_tags);
	for (size_t i = 0; i < w->inlines.found.n; i++)
		if (w->inlines.found.at[i].type == INLINE_TAG)
			add_tag(w, w->inlines.found.at[i].name, several);
	for (size_t i = 0; i < LENGTH(inherited); i++) {
		Slice tags = inherited[i], tag;
		while (record_next_tag(&tags, &tag))
			add_tag(w, tag, several);
	}
}

void
entry_make_tail(Work *k)
{
	Entries *w = k->w;
	gather_tags(k);
	record_begin_tail(&w->tail, buffer_slice(&w->tags), &k->e->place,
	    k->e->text, k->e->is_verbatim && k->e->text.n > 1);
}

void
entry_write_each_with(Entries *w, Record *r, const RecordMiddle *middle,
    CrowdSlice people)
{
	const Slice *fields = w->people->fields.at;
	if (people.n == 0)
		return;
	r->person = fields[people.at[0]];
	record_write_sharing(w->output, r, middle, &w->tail);
	for (size_t i = 1; i < people.n; i++) {
		r->person = fields[people.at[i]];
		record_write_again(w->output, r, middle, &w->tail);
	}
}

static void
write_fact(Entries *w, const KeyFact *f)
{
	static const Slice types[] = { [KEY_GAVE] = SLICE_INIT("exchange"),
		[KEY_GOT] = SLICE_INIT("exchange"),
		[KEY_TONE] = SLICE_INIT("tone"),
		[KEY_FOR] = SLICE_INIT("time"), [KEY_AT] = SLICE_INIT("place"),
		[KEY_NEXT] = SLICE_INIT("next") };
	Record r = { .type = types[f->key], .date = f->date, .kind = f->kind,
		.has_amount = f->has_amount, .amount = f->amount,
		.unit = f->unit, .due = f->due };
	if (f->key == KEY_GAVE || f->key == KEY_GOT)
		r.way = f->key == KEY_GOT ? WAY_IN : WAY_OUT;
	entry_write_each(w, &r, w->people_of);
}

void
entry_write_facts(Entries *w)
{
	static const Key order[] = { KEY_GAVE, KEY_TONE, KEY_FOR, KEY_AT,
		KEY_NEXT };
	if (w->facts.n == 1) {
		write_fact(w, w->facts.at);
		return;
	}
	for (size_t o = 0; w->facts.n != 0 && o < LENGTH(order); o++)
		for (size_t i = 0; i < w->facts.n; i++) {
			const KeyFact *f = &w->facts.at[i];
			if ((f->key == KEY_GOT ? KEY_GAVE : f->key) ==
			    order[o])
				write_fact(w, f);
		}
}

Slice
entry_promise_state(Box box)
{
	static const char *const states[] = { [BOX_OPEN] = "open",
		[BOX_KEPT] = "kept", [BOX_DROPPED] = "dropped" };
	return slice_of(states[box]);
}

void
entry_write_promise(Work *k)
{
	Record r = { .type = SLICE("promise"), .date = k->made,
		.way = k->is_theirs ? WAY_IN : WAY_OUT,
		.kind = entry_promise_state(k->e->box), .due = k->due,
		.done = k->done };
	entry_write_each(k->w, &r, k->w->people_of);
}

void
entry_write_meeting(Work *k)
{
	bool dated = k->e->day != DAY_NONE;
	bool is_note = !dated || slice_equal(k->head.kind, SLICE("note"));
	Record r = { .type = is_note ? SLICE("note") : SLICE("contact"),
		.date = k->e->day };
	r.kind = is_note ? SLICE("note") : k->head.kind;
	bool writes = dated ? is_note || k->is_contact
	                    : who_is_person(k->e->section);
	if (writes && k->w->people_of.n != 0) {
		if (!is_note)
			entry_read_way(k);
		r.way = is_note ? WAY_NONE : k->way;
		entry_write_each(k->w, &r, k->w->people_of);
	}
	if (!dated || k->w->talked_about.n == 0)
		return;
	r = (Record){ .type = SLICE("mention"), .date = k->e->day,
		.kind = k->head.kind };
	entry_write_each(k->w, &r, crowd_slice(&k->w->talked_about));
}
