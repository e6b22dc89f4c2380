/*
 * kind: the words that say of what kind a contact is, before any setting
 * (rel-journal(5), Kind). They stand sorted in the program: a run has nothing
 * to build of them.
 */
#ifndef REL_KIND_H
#define REL_KIND_H

#include "slice.h"

/* The kind that the folded word means, or none. */
Slice kind_of(Slice folded);

#endif
