/* replace_part: what the parts of replace share; for replace*.c only. Those of
 * replace_system.c that return an int give -1 and errno on failure. */
#ifndef REL_REPLACE_PART_H
#define REL_REPLACE_PART_H

#include "replace.h"

/* Lets two names in a directory stand for each other's files, in one step. */
int replace_system_exchange(int directory, const char *a, const char *b);

/* The path without links, owned by the caller; or NULL. */
char *replace_system_real(const char *path);

/* renameat(2) within a directory. */
int replace_system_rename(int directory, const char *from, const char *to);

/* Renames, but not over a file that is there (EEXIST). */
int replace_system_place(int directory, const char *from, const char *to);

/* Waits until no other run works in the directory; as far as the file system
 * knows of such locks. Closing it ends that. */
void replace_system_lock(int directory);

/* Whether some process has the file open to write. */
bool replace_system_is_written(int fd);

/* Makes the extended attributes of one file, with its access control list,
 * those of the other. */
int replace_system_copy_attributes(int from, int to);

/* Removes what killed runs left beside the file; false, with what and why,
 * where something can't be told from an editor's save. */
bool replace_clean(Replace *r);

/* Appends what the names of a file's temporary ones begin with,
 * `.NAME.rel-add-`, and a NUL that b->n does not count. */
void replace_add_prefix(Buffer *b, const char *name);

bool replace_same(const struct stat *a, const struct stat *b);

#endif
