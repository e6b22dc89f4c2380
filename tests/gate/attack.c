/*
 * attack: what code of somebody else's would try inside a tool. Loaded into it
 * (LD_PRELOAD), it waits for the first read(2) of an input, which is the first
 * byte by which a tool could be taken over (or of the file that ATTACK_AT in
 * the environment names), tries everything below, and says on standard error of
 * each whether it was done or refused.
 *
 * In the working directory are the files `secret` and `victim`.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

static int early = -1; /* a socket from before the gate, and a listener */
static struct sockaddr_in listener;

__attribute__((constructor)) static void
prepare(void)
{
	socklen_t n = sizeof listener;
	int fd = socket(AF_INET, SOCK_STREAM, 0);
	listener.sin_family = AF_INET;
	listener.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	if (bind(fd, (struct sockaddr *)&listener, n) != 0 ||
	    listen(fd, 1) != 0 ||
	    getsockname(fd, (struct sockaddr *)&listener, &n) != 0)
		return;
	early = socket(AF_INET, SOCK_STREAM, 0);
}

static void
say(const char *what, int done)
{
	dprintf(2, "%s: %s\n", what, done ? "done" : "refused");
}

static void
say_opened(const char *what, int fd)
{
	say(what, fd >= 0);
	if (fd >= 0)
		close(fd);
}

/* Executes in a child, for what succeeds does not come back. */
static int
executes(int fd)
{
	char *const argv[] = { (char *)"true", NULL }, *const env[] = { NULL };
	int status;
	pid_t child = fork();
	if (child == 0) {
		if (fd >= 0)
			syscall(SYS_execveat, fd, "", argv, env,
			    AT_EMPTY_PATH);
		else
			execve("/bin/true", argv, env);
		_exit(99);
	}
	return child > 0 && waitpid(child, &status, 0) == child &&
	    WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

/* A program that never was a file: as many bytes of /bin/true as are kept. */
static char program[1 << 20];
static size_t program_size;

__attribute__((constructor)) static void
keep_program(void)
{
	int fd = open("/bin/true", O_RDONLY);
	ssize_t n = (ssize_t)syscall(SYS_read, fd, program, sizeof program);
	program_size = n > 0 ? (size_t)n : 0;
	close(fd);
}

static int
executes_memory(void)
{
	int fd = memfd_create("x", 0);
	return fd >= 0 &&
	    write(fd, program, program_size) == (ssize_t)program_size &&
	    executes(fd);
}

static int
raises_limit(void)
{
	struct rlimit more = { 64, 64 };
	setrlimit(RLIMIT_NOFILE, &more);
	int fd = socket(AF_UNIX, SOCK_STREAM, 0);
	if (fd >= 0)
		close(fd);
	return fd >= 0;
}

static void
attack(void)
{
	char parameters[128] = { 0 };
	say_opened("open", open("secret", O_RDONLY));
	say_opened("open absolute", open("/etc/passwd", O_RDONLY));
	say_opened("open to write", open("victim", O_WRONLY));
	say_opened("create", open("created", O_WRONLY | O_CREAT, 0600));
	say("truncate", truncate("victim", 0) == 0);
	say("link", link("victim", "linked") == 0);
	say("rename", rename("victim", "renamed") == 0);
	say("remove", unlink("renamed") == 0);
	say("directory", mkdir("made", 0700) == 0);
	say("symlink", symlink("secret", "pointing") == 0);
	say("execute", executes(-1));
	say("execute memory", executes_memory());
	say("connect", connect(early, (struct sockaddr *)&listener,
	    sizeof listener) == 0);
	say_opened("socket", socket(AF_INET, SOCK_STREAM, 0));
	say_opened("datagram", socket(AF_INET, SOCK_DGRAM, 0));
	say_opened("local socket", socket(AF_UNIX, SOCK_STREAM, 0));
	say_opened("io_uring", (int)syscall(425, 1, parameters));
	say("more descriptors", raises_limit());
	say("signal", kill(getppid(), 0) == 0);
	say("trace", ptrace(PTRACE_SEIZE, getppid(), NULL, NULL) == 0);
}

static int
is_time(int fd)
{
	const char *at = getenv("ATTACK_AT");
	struct stat wanted, st;
	return fd != early && (at == NULL || (stat(at, &wanted) == 0 &&
	    fstat(fd, &st) == 0 && st.st_ino == wanted.st_ino));
}

ssize_t
read(int fd, void *to, size_t n)
{
	static int is_over;
	if (!is_over && is_time(fd)) {
		is_over = 1;
		attack();
	}
	return (ssize_t)syscall(SYS_read, fd, to, n);
}
