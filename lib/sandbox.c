/*
 * sandbox: see sandbox.h. What a system has not is left out, so nothing here
 * is ever trouble: `--version` says what holds.
 *
 * Landlock decides on paths: opening, executing, changing. Where all inputs are
 * open before, and that is usual, no process needs another descriptor: a limit
 * of none refuses sockets, too, and costs nothing. A seccomp filter does the
 * same where files are still to be opened, or where there is no Landlock; to
 * install one takes the kernel some 40 us.
 *
 * With pledge(2) one call says it all; tests/gate has one for Linux.
 */
#include "config.h"

/* No standard knows what is asked of the system here. */
#if defined(__linux__)
#define _GNU_SOURCE
#elif defined(__OpenBSD__)
#define _BSD_SOURCE
#endif

#include "sandbox.h"

#include <sys/resource.h>
#include <unistd.h>

/* A sanitizer reads /proc and starts helpers when it has something to say. */
#if defined(__SANITIZE_ADDRESS__)
#define IS_SANITIZED true
#elif defined(__has_feature)
#define IS_SANITIZED __has_feature(address_sanitizer)
#else
#define IS_SANITIZED false
#endif

static bool is_started;
static bool is_entered;
static bool opens;   /* something may be opened behind the gate, */
static bool changes; /* or even changed */
static char state[48];

Slice
sandbox_state(void)
{
	return *state != '\0' ? slice_of(state) : SLICE("none here");
}

static void
add_state(const char *what)
{
	size_t n = strlen(state);
	assert(n + strlen(what) < sizeof state - 2);
	strcpy(state + n, n > 0 ? ", " : "");
	strcat(state, what);
}

#if !defined(HAVE_PLEDGE)
/* Lets the process have no descriptor beyond those that it has. */
static bool
limit_descriptors(void)
{
	static const struct rlimit none = { 0 };
	if (opens || setrlimit(RLIMIT_NOFILE, &none) != 0)
		return false;
	add_state("rlimit");
	return true;
}
#endif

#if defined(__linux__) && !defined(HAVE_PLEDGE)

#include <errno.h>
#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/syscall.h>

/*
 * Landlock. The headers may be older than the kernel, so what they say is said
 * here again; the numbers are the same everywhere and never change.
 */
#ifndef __NR_landlock_create_ruleset
#define __NR_landlock_create_ruleset 444
#define __NR_landlock_add_rule 445
#define __NR_landlock_restrict_self 446
#endif

enum { ASK_VERSION = 1, PATH_BENEATH = 1 };

enum {
	FS_WRITE_FILE = 1 << 1,
	FS_READ_FILE = 1 << 2,
	FS_READ_DIR = 1 << 3,
	FS_REMOVE_FILE = 1 << 5,
	FS_MAKE_REGULAR = 1 << 8
};

typedef struct {
	uint64_t fs;
	uint64_t net;
	uint64_t scoped;
} Rights;

typedef struct {
	uint64_t rights;
	int32_t beneath;
} __attribute__((packed)) Rule;

static int ruleset = -1;
static long version;
static Rights handled; /* what the kernel's version can refuse: all of it */

static void
landlock_start(void)
{
	/* How many rights on files the versions know. */
	static const char files[] = { 0, 13, 14, 15, 15, 16 };
	version = syscall(__NR_landlock_create_ruleset, NULL, 0, ASK_VERSION);
	if (version < 1)
		return;
	size_t known = version < (long)LENGTH(files) ? (size_t)version
	                                             : LENGTH(files) - 1;
	handled.fs = (UINT64_C(1) << files[known]) - 1;
	handled.net = version >= 4 ? 3 : 0;    /* bind and connect of TCP */
	handled.scoped = version >= 6 ? 3 : 0; /* abstract sockets, signals */
	ruleset = (int)syscall(__NR_landlock_create_ruleset, &handled,
	    sizeof handled, 0);
}

/* Adds a rule for what is open; false where it is no directory and has no
 * rights of one. */
static bool
add_rule(int beneath, uint64_t rights)
{
	Rule rule = { rights, beneath };
	return syscall(__NR_landlock_add_rule, ruleset, PATH_BENEATH, &rule,
	           0) == 0 || errno != EINVAL;
}

void
sandbox_allow_read(const char *path)
{
	opens = true;
	int fd = ruleset < 0 ? -1 : open(path, O_PATH | O_CLOEXEC);
	if (fd < 0)
		return;
	/* What can't be opened otherwise, as a pipe without a name, needs no
	 * rule. */
	if (!add_rule(fd, FS_READ_FILE | FS_READ_DIR))
		add_rule(fd, FS_READ_FILE);
	close(fd);
}

void
sandbox_allow_changes(int directory)
{
	opens = changes = true;
	if (ruleset >= 0)
		add_rule(directory, FS_READ_FILE | FS_READ_DIR |
		        FS_WRITE_FILE | FS_REMOVE_FILE | FS_MAKE_REGULAR);
}

static bool
landlock_enter(void)
{
	char name[sizeof "Landlock " + DIGITS_MOST] = "Landlock ";
	bool holds = ruleset >= 0 &&
	    syscall(__NR_landlock_restrict_self, ruleset, 0) == 0;
	if (ruleset >= 0)
		close(ruleset);
	ruleset = -1;
	if (!holds)
		return false;
	*bytes_put_number(name + strlen(name), (size_t)version) = '\0';
	add_state(name);
	return true;
}

/*
 * Privileges: root may read what others may not, and no more. In particular it
 * may not raise the limit again.
 */
static void
drop_capabilities(void)
{
	enum { DAC_OVERRIDE = 1 << 1, DAC_READ_SEARCH = 1 << 2 };
	struct {
		uint32_t version;
		int pid;
	} self = { 0x20080522, 0 };
	struct {
		uint32_t effective, permitted, inheritable;
	} has[2];
	if (changes || geteuid() != 0 ||
	    syscall(__NR_capget, &self, has) != 0)
		return;
	has[0].permitted &= DAC_OVERRIDE | DAC_READ_SEARCH;
	has[0].effective = has[0].permitted;
	has[1].effective = has[1].permitted = 0;
	has[0].inheritable = has[1].inheritable = 0;
	(void)syscall(__NR_capset, &self, has);
}

/*
 * seccomp: system calls that no tool needs, for what Landlock does not know of.
 */
#if defined(__x86_64__) && !defined(__ILP32__)
#define NATIVE AUDIT_ARCH_X86_64
#elif defined(__aarch64__) && defined(__AARCH64EL__)
#define NATIVE AUDIT_ARCH_AARCH64
#elif defined(__riscv) && __riscv_xlen == 64
#define NATIVE AUDIT_ARCH_RISCV64
#endif

#if defined(HAVE_LINUX_SECCOMP_H) && defined(NATIVE)

#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>

#ifndef __NR_io_uring_setup
#define __NR_io_uring_setup 425
#endif
#ifndef SECCOMP_FILTER_FLAG_SPEC_ALLOW
#define SECCOMP_FILTER_FLAG_SPEC_ALLOW 4
#endif

#define LOAD(member)                        \
	BPF_STMT(BPF_LD | BPF_W | BPF_ABS,  \
	    offsetof(struct seccomp_data, member))
#define IF(relation, value, yes, no) \
	BPF_JUMP(BPF_JMP | (relation) | BPF_K, value, yes, no)
#define RETURN(what) BPF_STMT(BPF_RET | BPF_K, what)
#define REFUSE RETURN(SECCOMP_RET_ERRNO | EPERM)

/* A call is refused where it stands, so that no jump needs to be counted. */
#define REFUSE_CALL(nr) IF(BPF_JEQ, nr, 0, 1), REFUSE

static void
seccomp_enter(void)
{
	static struct sock_filter filter[] = {
		LOAD(arch),
		IF(BPF_JEQ, NATIVE, 1, 0),
		REFUSE,
		LOAD(nr),
		IF(BPF_JGE, 0x40000000, 0, 1), /* x32 is x86_64's second */
		REFUSE,
		REFUSE_CALL(__NR_execve),
		REFUSE_CALL(__NR_execveat),
		REFUSE_CALL(__NR_socket),
		REFUSE_CALL(__NR_connect),
		REFUSE_CALL(__NR_bind),
		REFUSE_CALL(__NR_ptrace),
		REFUSE_CALL(__NR_process_vm_readv),
		REFUSE_CALL(__NR_process_vm_writev),
		REFUSE_CALL(__NR_io_uring_setup),
		RETURN(SECCOMP_RET_ALLOW)
	};
	struct sock_fprog program = { LENGTH(filter), filter };
	/* That flag: without it older kernels make the process slower. */
	if (syscall(__NR_seccomp, SECCOMP_SET_MODE_FILTER,
	        SECCOMP_FILTER_FLAG_SPEC_ALLOW, &program) == 0)
		add_state("seccomp");
}

#else

static void
seccomp_enter(void)
{
}

#endif

void
sandbox_start(void)
{
	if (is_started || IS_SANITIZED)
		return;
	is_started = true;
	landlock_start();
}

void
sandbox_enter(void)
{
	if (!is_started || is_entered)
		return;
	is_entered = true;
	/* Without it neither of them is for everybody. */
	(void)prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
	drop_capabilities();
	bool has_landlock = landlock_enter(), is_limited = limit_descriptors();
	if (!has_landlock || !is_limited)
		seccomp_enter();
}

#else

/* pledge(2) refuses setrlimit(2), too; who may open nothing needs no limit. */
static void
confine(void)
{
#if defined(HAVE_PLEDGE)
	/* proc: whether who left a file behind is still there, kill(pid, 0). */
	const char *promises = changes
	    ? "stdio rpath wpath cpath fattr chown flock proc"
	    : opens ? "stdio rpath"
	            : "stdio";
	if (pledge(promises, NULL) == 0)
		add_state("pledge");
#else
	limit_descriptors();
#endif
}

void
sandbox_start(void)
{
	is_started = true;
}

void
sandbox_allow_read(const char *path)
{
	opens = true;
	(void)path;
}

void
sandbox_allow_changes(int directory)
{
	opens = changes = true;
	(void)directory;
}

void
sandbox_enter(void)
{
	if (!is_started || is_entered || IS_SANITIZED)
		return;
	is_entered = true;
	confine();
}

#endif
