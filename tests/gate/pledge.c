/*
 * pledge: OpenBSD's pledge(2) on Linux, as strict and no more, so that what
 * lib/sandbox.c promises there can be tested here. A system call that the
 * promises do not hold ends the process (SIGSYS), as there. What that system
 * does not have is a promise to nobody: F_SETPIPE_SZ, fgetxattr(2).
 *
 * The names of the calls behind each promise are those of its manual (7.6).
 * Ours may be others: what the C library makes of fstat() or isatty() is taken
 * for what it was asked.
 */
#define _GNU_SOURCE
#include "base.h"

#if defined(__linux__)

#include <errno.h>
#include <fcntl.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

enum {
	STDIO = 1 << 0,
	RPATH = 1 << 1,
	WPATH = 1 << 2,
	CPATH = 1 << 3,
	FATTR = 1 << 4,
	CHOWN = 1 << 5,
	FLOCK = 1 << 6,
	PROC = 1 << 7,
	TTY = 1 << 8
};

static const struct {
	const char *name;
	unsigned promise;
} known[] = { { "stdio", STDIO }, { "rpath", RPATH }, { "wpath", WPATH },
	{ "cpath", CPATH }, { "fattr", FATTR }, { "chown", CHOWN },
	{ "flock", FLOCK }, { "proc", PROC }, { "tty", TTY } };

/* A call needs the promises if its argument `which` (from 1; 0: whatever they
 * are) has one of the bits `mask`, or, with the mask EQUALS, is `value`. The
 * first row that fits decides. */
enum { EQUALS = 0 };

typedef struct {
	uint32_t call;
	unsigned promises;
	int which;
	uint32_t mask, value;
} Row;

#define CALL(name, promises) { __NR_##name, promises, 0, 0, 0 }
#define HAS(name, which, mask, promises) \
	{ __NR_##name, promises, which, mask, 0 }
#define IS(name, which, value, promises) \
	{ __NR_##name, promises, which, EQUALS, value }

static const Row rows[] = {
	CALL(read, STDIO), CALL(readv, STDIO), CALL(pread64, STDIO),
	CALL(write, STDIO), CALL(writev, STDIO), CALL(pwrite64, STDIO),
	CALL(close, STDIO), CALL(lseek, STDIO), CALL(fstat, STDIO),
	CALL(fsync, STDIO), CALL(ftruncate, STDIO), CALL(dup, STDIO),
	CALL(brk, STDIO), CALL(mmap, STDIO), CALL(mremap, STDIO),
	CALL(munmap, STDIO), CALL(mprotect, STDIO), CALL(madvise, STDIO),
	CALL(exit, STDIO), CALL(exit_group, STDIO), CALL(futex, STDIO),
	CALL(rt_sigaction, STDIO), CALL(rt_sigprocmask, STDIO),
	CALL(rt_sigreturn, STDIO), CALL(rt_sigtimedwait, STDIO),
	CALL(clock_gettime, STDIO), CALL(nanosleep, STDIO),
	CALL(clock_nanosleep, STDIO), CALL(getrandom, STDIO),
	CALL(getpid, STDIO), CALL(gettid, STDIO), CALL(getuid, STDIO),
	CALL(geteuid, STDIO), CALL(getgid, STDIO), CALL(getegid, STDIO),
	CALL(ppoll, STDIO), CALL(pselect6, STDIO), CALL(sysinfo, STDIO),
	CALL(restart_syscall, STDIO), CALL(flistxattr, STDIO),
	CALL(fgetxattr, STDIO), CALL(fsetxattr, STDIO),
	CALL(fremovexattr, STDIO),
#ifdef __NR_poll
	CALL(poll, STDIO),
#endif
	/* getrlimit(); setrlimit() is for who may make processes. */
	IS(prlimit64, 3, 0, STDIO), CALL(prlimit64, PROC),
	CALL(kill, PROC),
	HAS(newfstatat, 4, AT_EMPTY_PATH, STDIO), CALL(newfstatat, RPATH),
	HAS(openat, 3, O_CREAT, RPATH | WPATH | CPATH),
	HAS(openat, 3, O_WRONLY | O_RDWR, WPATH), CALL(openat, RPATH),
#ifdef __NR_open
	HAS(open, 2, O_CREAT, RPATH | WPATH | CPATH),
	HAS(open, 2, O_WRONLY | O_RDWR, WPATH), CALL(open, RPATH),
#endif
	CALL(getdents64, RPATH), CALL(faccessat, RPATH),
	CALL(faccessat2, RPATH),
	CALL(readlinkat, RPATH), CALL(getcwd, RPATH),
#ifdef __NR_readlink
	CALL(readlink, RPATH), CALL(access, RPATH),
#endif
	CALL(renameat, CPATH), CALL(renameat2, CPATH), CALL(linkat, CPATH),
	CALL(unlinkat, CPATH), CALL(mkdirat, CPATH),
#ifdef __NR_unlink
	CALL(unlink, CPATH), CALL(rename, CPATH), CALL(link, CPATH),
#endif
	CALL(fchmod, FATTR), CALL(fchmodat, FATTR), CALL(utimensat, FATTR),
	CALL(fchown, CHOWN), CALL(fchownat, CHOWN), CALL(flock, FLOCK),
	IS(fcntl, 2, F_SETLK, FLOCK), IS(fcntl, 2, F_SETLKW, FLOCK),
	IS(fcntl, 2, F_GETLK, FLOCK), IS(fcntl, 2, F_SETLEASE, FLOCK),
	CALL(fcntl, STDIO),
	/* isatty() */
	IS(ioctl, 2, TCGETS, STDIO), IS(ioctl, 2, FIONREAD, STDIO),
	CALL(ioctl, TTY)
};

/* Which promises are named; 0 where one is none. */
static unsigned
parse(const char *names)
{
	unsigned promised = 0;
	while (*names != '\0') {
		size_t n = strcspn(names, " "), i = 0;
		while (i < LENGTH(known) &&
		    (strlen(known[i].name) != n ||
		        memcmp(known[i].name, names, n) != 0))
			i++;
		if (i == LENGTH(known))
			return 0;
		promised |= known[i].promise;
		names += n + strspn(names + n, " ");
	}
	return promised;
}

/* The low half of an argument; what is asked of it here has no high one. */
static uint32_t
argument(int which)
{
	size_t at = offsetof(struct seccomp_data, args) +
	    (size_t)(which - 1) * sizeof(uint64_t);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
	at += sizeof(uint32_t);
#endif
	return (uint32_t)at;
}

/* Ends the process at what is not promised. */
static struct sock_filter *
put_row(const Row *r, unsigned promised, struct sock_filter *to)
{
	const struct sock_filter load_call = BPF_STMT(
	    BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr));
	bool is_promised = (r->promises & ~promised) == 0;
	*to++ = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K,
	    r->call, 0, r->which == 0 ? 1 : 4);
	if (r->which != 0) {
		*to++ = (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS,
		    argument(r->which));
		*to++ = r->mask == EQUALS
		    ? (struct sock_filter)BPF_JUMP(
		          BPF_JMP | BPF_JEQ | BPF_K, r->value, 0, 1)
		    : (struct sock_filter)BPF_JUMP(
		          BPF_JMP | BPF_JSET | BPF_K, r->mask, 0, 1);
	}
	*to++ = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K,
	    is_promised ? SECCOMP_RET_ALLOW : SECCOMP_RET_KILL_PROCESS);
	if (r->which != 0)
		*to++ = load_call;
	return to;
}

int
pledge(const char *promises, const char *promises_of_executed)
{
	static struct sock_filter filter[5 * LENGTH(rows) + 2];
	unsigned promised = parse(promises);
	struct sock_filter *to = filter;
	if (promised == 0 || promises_of_executed != NULL) {
		errno = EINVAL;
		return -1;
	}
	*to++ = (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS,
	    offsetof(struct seccomp_data, nr));
	for (size_t i = 0; i < LENGTH(rows); i++)
		to = put_row(&rows[i], promised, to);
	*to++ = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K,
	    SECCOMP_RET_KILL_PROCESS);
	struct sock_fprog program = { (unsigned short)(to - filter), filter };
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
		return -1;
	return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program);
}

#elif !defined(__OpenBSD__)

int
pledge(const char *promises, const char *promises_of_executed)
{
	(void)promises;
	(void)promises_of_executed;
	return -1;
}

#endif
