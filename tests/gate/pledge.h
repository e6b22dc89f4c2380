/* pledge, as OpenBSD's <unistd.h> declares it: see pledge.c. */
#ifndef REL_PLEDGE_H
#define REL_PLEDGE_H

int pledge(const char *promises, const char *promises_of_executed);

#endif
