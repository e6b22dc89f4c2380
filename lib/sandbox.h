/*
 * sandbox: the gate that a tool passes before it looks at the first byte of
 * its input. Behind it the process opens and changes nothing but what was
 * allowed before, connects to nothing and executes nothing, whatever becomes of
 * it.
 *
 * Linux: Landlock, no new privileges, and a seccomp filter or a limit of no
 * descriptors; OpenBSD: pledge; elsewhere the limit alone. What a system lacks
 * is left out without a word. Nothing happens before sandbox_start(), which
 * only a tool calls: where others use the library, allowing and entering do
 * nothing.
 */
#ifndef REL_SANDBOX_H
#define REL_SANDBOX_H

#include "slice.h"

/* From here on things can be allowed, and the gate be entered. */
void sandbox_start(void);

/* Allows opening a file for reading, or a directory and all beneath it. A file
 * is meant as it is now: another one that takes its name is not allowed. What
 * isn't there is passed over. */
void sandbox_allow_read(const char *path);

/* Allows also to make, write, rename and remove files beneath a directory that
 * is open; and root keeps its powers. */
void sandbox_allow_changes(int directory);

/* Closes the gate, for good; a second time does nothing. */
void sandbox_enter(void);

/* What holds: `Landlock 7, rlimit`, `pledge`, or `none here` where nothing
 * does. In a static buffer. */
Slice sandbox_state(void);

#endif
