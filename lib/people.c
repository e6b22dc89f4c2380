/*
 * people: see people.h.
 *
 * Declarations are gathered under nodes, one for each full name, and one for
 * each mention or name that stands alone. A lone one belongs to whoever claims
 * its name as a full name, handle or alias, anywhere in the input; so nodes
 * are joined (union-find) only when all claims are known. The first claim to a
 * name wins, in order of the input.
 */
#include "people_part.h"

#include "record.h"

enum { OWNER_NODE = 0 };

void
people_start(People *p, Settings *settings)
{
	p->settings = settings;
	p->declarations.n = p->traits.n = p->nodes.n = p->claims.n = 0;
	p->humans.n = p->persons.n = p->fields.n = 0;
	base_free(p->met);
	p->met = NULL;
	map_clear(&p->node_of);
	map_clear(&p->claim_of);
	map_clear(&p->names);
	map_clear(&p->hidden);
	arena_reset(&p->arena);
}

static Slice
folded_copy(People *p, Slice name)
{
	return arena_copy(&p->arena, people_fold(p, name));
}

uint32_t
people_declare(People *p, const Declaration *d)
{
	Declaration *copy = vec_push(&p->declarations);
	*copy = *d;
	copy->mention = arena_copy(&p->arena, d->mention);
	copy->full_name = arena_copy(&p->arena, d->full_name);
	copy->who = WHO_NOBODY;
	return (uint32_t)p->declarations.n - 1;
}

static Trait *
add_trait(People *p, TraitType type, uint32_t declaration, Place place)
{
	Trait *t = vec_push(&p->traits);
	*t = (Trait){ .type = type, .declaration = declaration,
		.place = place };
	return t;
}

void
people_add_alias(People *p, uint32_t declaration, Slice alias, Place place)
{
	Slice folded = folded_copy(p, alias);
	Trait *t = add_trait(p, TRAIT_ALIAS, declaration, place);
	t->value.text = arena_copy(&p->arena, alias);
	t->folded = folded;
}

void
people_add_tag(People *p, uint32_t declaration, Slice tag, Place place)
{
	char *text = arena_bytes(&p->arena, tag.n + 1);
	text[0] = '#';
	memcpy(text + 1, tag.at, tag.n);
	Slice folded = folded_copy(p, tag);
	Trait *t = add_trait(p, TRAIT_TAG, declaration, place);
	t->value.text = (Slice){ text, tag.n + 1 };
	t->folded = folded;
}

void
people_add_attribute(People *p, uint32_t declaration, Slice key,
    const AttributeValue *value, Place place)
{
	Trait *t = add_trait(p, TRAIT_ATTRIBUTE, declaration, place);
	t->folded = arena_copy(&p->arena, key);
	t->value = *value;
	t->value.text = arena_copy(&p->arena, value->text);
}

/* Nodes. */

static uint32_t
root_of(People *p, uint32_t node)
{
	PeopleNode *nodes = p->nodes.at;
	while (nodes[node].parent != node) {
		nodes[node].parent = nodes[nodes[node].parent].parent;
		node = nodes[node].parent;
	}
	return node;
}

static uint32_t
node_named(People *p, Slice name)
{
	Slice folded = folded_copy(p, name);
	bool is_new;
	uint32_t *index = map_put(&p->node_of, folded, &is_new);
	if (is_new) {
		*index = (uint32_t)p->nodes.n;
		*vec_push(&p->nodes) = (PeopleNode){ .folded = folded,
			.name = name, .parent = *index, .who = WHO_NOBODY };
	}
	return *index;
}

static Claim *
add_claim(People *p, Slice folded, uint32_t node, uint32_t declaration)
{
	bool is_new;
	uint32_t *first = map_put(&p->claim_of, folded, &is_new);
	if (is_new)
		*first = (uint32_t)p->claims.n;
	Claim *c = vec_push(&p->claims);
	*c = (Claim){ .folded = folded, .node = node, .is_first = is_new,
		.declaration = declaration, .trait = MAP_NONE };
	return c;
}

Slice
people_claimed(const People *p, const Claim *c, Place *place)
{
	*place = (Place){ 0 };
	if (c->declaration == MAP_NONE)
		return c->folded;
	const Declaration *d = &p->declarations.at[c->declaration];
	*place = d->place;
	if (c->trait == MAP_NONE)
		return c->is_handle || d->full_name.n == 0 ? d->mention
		                                           : d->full_name;
	*place = p->traits.at[c->trait].place;
	return p->traits.at[c->trait].value.text;
}

/* The owner is the first node; all names of the `me` settings are its. */
static void
make_owner(People *p)
{
	for (size_t i = 0; i < p->settings->mine.n; i++) {
		Slice name = p->settings->mine.at[i];
		uint32_t node = node_named(p, name);
		p->nodes.at[node].parent = OWNER_NODE;
		add_claim(p, p->nodes.at[node].folded, OWNER_NODE, MAP_NONE);
	}
	p->nodes.at[OWNER_NODE].who = WHO_ME;
	p->nodes.at[OWNER_NODE].has_full_name = true;
}

static bool
is_mine(People *p, Slice name)
{
	if (name.n == 0)
		return false;
	uint32_t node = map_get(&p->node_of, people_fold(p, name));
	return node != MAP_NONE && root_of(p, node) == OWNER_NODE;
}

/* Puts a declaration under its node and makes its claims. */
static void
place_declaration(People *p, uint32_t number)
{
	Declaration *d = &p->declarations.at[number];
	bool alone = d->full_name.n == 0;
	bool mine = is_mine(p, d->mention);
	uint32_t node = node_named(p, alone ? d->mention : d->full_name);
	if (mine)
		p->nodes.at[root_of(p, node)].parent = OWNER_NODE;
	d->node = node;
	if (alone)
		return;
	PeopleNode *n = &p->nodes.at[node];
	if (!n->has_full_name)
		n->name = d->full_name;
	n->has_full_name = true;
	add_claim(p, n->folded, node, number);
	if (d->mention.n != 0)
		add_claim(p, folded_copy(p, d->mention), node,
		    number)->is_handle = true;
}

static void
place_all(People *p)
{
	size_t t = 0;
	for (uint32_t i = 0; i < p->declarations.n; i++) {
		place_declaration(p, i);
		for (; t < p->traits.n && p->traits.at[t].declaration <= i;
		    t++) {
			Trait *trait = &p->traits.at[t];
			if (trait->type != TRAIT_ALIAS)
				continue;
			uint32_t of = trait->declaration;
			add_claim(p, trait->folded,
			    p->declarations.at[of].node,
			    of)->trait = (uint32_t)t;
		}
	}
}

static bool
is_lone(const People *p, uint32_t declaration)
{
	return declaration != MAP_NONE &&
	    p->declarations.at[declaration].full_name.n == 0;
}

/* The node that has the name of a full one: not that one itself where somebody
 * claimed the name before. Who did so by an alias of a lone name may be another
 * in turn; of names that lead to one another any will do. */
static uint32_t
holder_of(People *p, uint32_t node)
{
	enum { MOST_STEPS = 16 };
	for (int step = 0; step < MOST_STEPS; step++) {
		const PeopleNode *n = &p->nodes.at[node];
		if (!n->has_full_name || node == OWNER_NODE)
			return node;
		node = p->claims.at[map_get(&p->claim_of, n->folded)].node;
	}
	return node;
}

/* A lone name is never a full name that was refused. */
static void
place_lone_names(People *p)
{
	for (size_t i = 0; i < p->claims.n; i++)
		if (is_lone(p, p->claims.at[i].declaration))
			p->claims.at[i].node = holder_of(p,
			    p->claims.at[i].node);
	for (uint32_t i = 0; i < p->declarations.n; i++)
		if (is_lone(p, i))
			p->declarations.at[i].node = holder_of(p,
			    p->declarations.at[i].node);
}

/* Joins each lone name with whoever claims it. */
static void
join_lone_nodes(People *p)
{
	for (uint32_t i = 0; i < p->nodes.n; i++) {
		if (p->nodes.at[i].has_full_name)
			continue;
		uint32_t claim = map_get(&p->claim_of, p->nodes.at[i].folded);
		if (claim == MAP_NONE)
			continue;
		uint32_t to = root_of(p, p->claims.at[claim].node);
		uint32_t from = root_of(p, i);
		if (from != to && from == i)
			p->nodes.at[from].parent = to;
	}
}

/* A lone name that nobody claimed is a claim of its own. */
static void
claim_lone_names(People *p)
{
	for (uint32_t i = 0; i < p->declarations.n; i++) {
		const Declaration *d = &p->declarations.at[i];
		Slice folded = p->nodes.at[d->node].folded;
		if (map_get(&p->claim_of, folded) != MAP_NONE)
			continue;
		add_claim(p, folded, d->node, i)->is_handle = d->is_handle;
	}
}

static Who
add_person(People *p, Slice name)
{
	*vec_push(&p->fields) = record_field(&p->arena, name);
	*vec_push(&p->persons) = name;
	return (Who)p->persons.n - 1;
}

/* Who a declaration's node is; a person is made for the first. */
static Who
who_of_node(People *p, uint32_t number)
{
	Declaration *d = &p->declarations.at[number];
	PeopleNode *root = &p->nodes.at[root_of(p, d->node)];
	if (root->who != WHO_NOBODY)
		return root->who;
	root->who = add_person(p, root->name);
	*vec_push(&p->humans) = (Human){ .folded_name = root->folded,
		.first_declaration = number, .first_trait = MAP_NONE,
		.last_trait = MAP_NONE };
	return root->who;
}

static Slice
name_of(const People *p, Who who)
{
	return who_is_person(who) ? p->persons.at[who] : SLICE("me");
}

static void
judge_claims(People *p, Diagnostics *diagnostics)
{
	for (size_t i = 0; i < p->claims.n; i++) {
		Claim *c = &p->claims.at[i];
		uint32_t first = map_get(&p->claim_of, c->folded);
		uint32_t owner = root_of(p, p->claims.at[first].node);
		uint32_t root = root_of(p, c->node);
		if (owner == root)
			continue;
		c->dead = true;
		if (c->trait != MAP_NONE)
			p->traits.at[c->trait].dead = true;
		Place place;
		Slice name = people_claimed(p, c, &place);
		if (diagnostics != NULL)
			diagnostic_report(diagnostics, RULE_CLAIMED, place,
			    name, name_of(p, p->nodes.at[owner].who),
			    name_of(p, p->nodes.at[root].who));
	}
}

static void
link_trait(People *p, uint32_t number)
{
	Trait *t = &p->traits.at[number];
	Who who = p->declarations.at[t->declaration].who;
	t->next = MAP_NONE;
	if (!who_is_person(who))
		return;
	Human *h = &p->humans.at[who];
	if (h->first_trait == MAP_NONE)
		h->first_trait = number;
	else
		p->traits.at[h->last_trait].next = number;
	h->last_trait = number;
}

/* Takes a declaration's handle: the person's first is the handle, a further
 * one an alias. */
static void
take_handle(People *p, uint32_t number)
{
	const Declaration *d = &p->declarations.at[number];
	if (!who_is_person(d->who) || d->mention.n == 0 ||
	    (d->full_name.n == 0 && !d->is_handle))
		return;
	Slice folded = people_fold(p, d->mention);
	if (map_get(&p->names, folded) != d->who)
		return;
	folded = slice_equal(folded, d->mention)
	    ? d->mention : arena_copy(&p->arena, folded);
	Human *h = &p->humans.at[d->who];
	if (h->handle.n == 0) {
		h->handle = d->mention;
		h->folded_handle = folded;
		return;
	}
	Trait *t = add_trait(p, TRAIT_ALIAS, number,
	    (Place){ d->place.file, d->line, 1 });
	t->value.text = d->mention;
	t->folded = folded;
	link_trait(p, (uint32_t)p->traits.n - 1);
}

/* Makes of the map from names to claims one from names to people. */
static void
take_names(People *p)
{
	bool is_new;
	map_free(&p->names);
	p->names = p->claim_of;
	p->claim_of = (Map){ 0 };
	for (size_t i = 0; i < p->claims.n; i++) {
		const Claim *c = &p->claims.at[i];
		if (c->is_first)
			*map_put(&p->names, c->folded, NULL) =
			    p->nodes.at[root_of(p, c->node)].who;
	}
	for (uint32_t i = 0; i < p->nodes.n; i++) {
		uint32_t *who = map_put(&p->names, p->nodes.at[i].folded,
		    &is_new);
		if (is_new)
			*who = p->nodes.at[root_of(p, i)].who;
	}
}

static void
link_traits(People *p)
{
	size_t count = p->traits.n, t = 0;
	for (uint32_t i = 0; i < p->declarations.n; i++) {
		take_handle(p, i);
		for (; t < count && p->traits.at[t].declaration <= i; t++)
			link_trait(p, (uint32_t)t);
	}
}

/* A group's name is the group's, but where its members are looked up. */
static void
take_groups(People *p)
{
	for (uint32_t i = 0; i < p->settings->groups.n; i++) {
		Slice folded = p->settings->groups.at[i].folded;
		bool is_new;
		uint32_t *who = map_put(&p->names, folded, &is_new);
		if (!is_new)
			*map_put(&p->hidden, folded, NULL) = *who;
		*who = WHO_GROUP + i;
	}
}

void
people_settle(People *p, Diagnostics *diagnostics)
{
	make_owner(p);
	place_all(p);
	map_free(&p->node_of);
	place_lone_names(p);
	join_lone_nodes(p);
	claim_lone_names(p);
	for (uint32_t i = 0; i < p->declarations.n; i++)
		p->declarations.at[i].who = who_of_node(p, i);
	judge_claims(p, diagnostics);
	take_names(p);
	link_traits(p);
	take_groups(p);
	vec_free(&p->nodes);
}

/* Adds a person of a name that nobody has, to one of the two maps; of a name
 * that is typed as it is folded, as most are, one copy is kept. */
static Who
add_undeclared(People *p, Map *names, Slice name, Slice folded, bool is_folded)
{
	folded = arena_copy(&p->arena, folded);
	Who who = add_person(p, is_folded ? folded
	                                  : arena_copy(&p->arena, name));
	*map_put(names, folded, NULL) = who;
	return who;
}

Who
people_find_spelling(People *p, Slice name)
{
	Slice folded = people_fold(p, name);
	if (slice_equal(name, folded))
		return add_undeclared(p, &p->names, name, folded, true);
	Who who = map_get(&p->names, folded);
	if (who != WHO_NOBODY) {
		name = arena_copy(&p->arena, name);
	} else {
		who = add_undeclared(p, &p->names, name, folded, false);
		name = p->persons.at[who];
	}
	*map_put(&p->names, name, NULL) = who;
	return who;
}

Who
people_find_member(People *p, Slice name)
{
	Slice folded = people_fold(p, name);
	Map *names = &p->names;
	Who who = map_get(names, folded);
	if (who_is_group(who)) {
		names = &p->hidden;
		who = map_get(names, folded);
	}
	if (who != WHO_NOBODY)
		return who;
	return add_undeclared(p, names, name, folded,
	    slice_equal(name, folded));
}

Who
people_find_declared(People *p, Slice name)
{
	Who who = map_get(&p->names, name);
	if (who == WHO_NOBODY) {
		who = map_get(&p->names, people_fold(p, name));
		if (who != WHO_NOBODY)
			*map_put(&p->names, arena_copy(&p->arena, name),
			    NULL) = who;
	}
	return who_is_person(who) && !people_is_declared(p, who) ? WHO_NOBODY
	                                                         : who;
}

void
people_free(People *p)
{
	vec_free(&p->declarations);
	vec_free(&p->traits);
	vec_free(&p->humans);
	vec_free(&p->persons);
	vec_free(&p->fields);
	vec_free(&p->nodes);
	vec_free(&p->claims);
	map_free(&p->node_of);
	map_free(&p->claim_of);
	map_free(&p->names);
	map_free(&p->hidden);
	base_free(p->met);
	arena_free(&p->arena);
	buffer_free(&p->scratch);
}
