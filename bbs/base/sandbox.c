/*
 * What a process may still ask of the kernel, as tables of system calls; and landlock's list of directories.
 * The tables are the policy: to allow a call, add it to the smallest table that needs it and say why.
 *
 * A call in no table ends the process (SIGSYS), which the listener logs and counts as a crash. Calls that open
 * files fail with EACCES in a transport instead, since libraries try a file and carry on without.
 *
 * Not a defence against a kernel bug, and not against reading what the process holds already.
 */
#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <linux/sockios.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <seccomp.h>
#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <linux/filter.h>

#include "base/mem.h"
#include "base/sandbox.h"

static struct {
	struct sock_fprog filters[SANDBOX_ROLES]; /* .filter owned */
	int landlock_abi;                         /* 0 where the kernel has none */
} state;

#define COUNT(table) (sizeof(table) / sizeof *(table))

/* Everybody: I/O on what is held, memory, time, random, an orderly end. */
static const int everybody[] = {SCMP_SYS(read), SCMP_SYS(write), SCMP_SYS(readv), SCMP_SYS(writev), SCMP_SYS(close),
    SCMP_SYS(lseek), SCMP_SYS(recvfrom), SCMP_SYS(recvmsg), SCMP_SYS(sendto), SCMP_SYS(sendmsg), SCMP_SYS(shutdown),
    SCMP_SYS(recv), SCMP_SYS(send), SCMP_SYS(getsockopt), SCMP_SYS(getsockname), SCMP_SYS(getpeername), SCMP_SYS(poll),
    SCMP_SYS(ppoll), SCMP_SYS(select), SCMP_SYS(pselect6), SCMP_SYS(_newselect), SCMP_SYS(brk), SCMP_SYS(munmap),
    SCMP_SYS(mremap), SCMP_SYS(madvise), SCMP_SYS(mlock), SCMP_SYS(mlock2), SCMP_SYS(munlock), SCMP_SYS(futex),
    SCMP_SYS(set_robust_list), SCMP_SYS(rseq), SCMP_SYS(membarrier), SCMP_SYS(clock_gettime), SCMP_SYS(clock_getres),
    SCMP_SYS(gettimeofday), SCMP_SYS(time), SCMP_SYS(nanosleep), SCMP_SYS(clock_nanosleep), SCMP_SYS(getrandom),
    SCMP_SYS(restart_syscall), SCMP_SYS(rt_sigaction), SCMP_SYS(rt_sigprocmask), SCMP_SYS(rt_sigreturn),
    SCMP_SYS(sigreturn), SCMP_SYS(rt_sigtimedwait), SCMP_SYS(sigaltstack), SCMP_SYS(getpid), SCMP_SYS(getppid),
    SCMP_SYS(gettid), SCMP_SYS(getuid), SCMP_SYS(geteuid), SCMP_SYS(getgid), SCMP_SYS(getegid), SCMP_SYS(getpgrp),
    SCMP_SYS(getpgid), SCMP_SYS(uname), SCMP_SYS(sysinfo), SCMP_SYS(getrusage), SCMP_SYS(times), SCMP_SYS(sched_yield),
    SCMP_SYS(sched_getaffinity), SCMP_SYS(fstat), SCMP_SYS(ioctl), /* but see sandbox_enter_ioctls() */
    SCMP_SYS(exit), SCMP_SYS(exit_group)};

/* Sessions and the keeper: SQLite's files, terminfo, catalogues. Landlock says which. */
static const int files[] = {SCMP_SYS(open), SCMP_SYS(openat), SCMP_SYS(access), SCMP_SYS(faccessat),
    SCMP_SYS(faccessat2), SCMP_SYS(stat), SCMP_SYS(lstat), SCMP_SYS(newfstatat), SCMP_SYS(statx), SCMP_SYS(fstatfs),
    SCMP_SYS(statfs), SCMP_SYS(readlink), SCMP_SYS(readlinkat), SCMP_SYS(getcwd), SCMP_SYS(getdents64),
    SCMP_SYS(pread64), SCMP_SYS(pwrite64), SCMP_SYS(preadv), SCMP_SYS(pwritev), SCMP_SYS(fsync), SCMP_SYS(fdatasync),
    SCMP_SYS(ftruncate), SCMP_SYS(fallocate), SCMP_SYS(fadvise64), SCMP_SYS(flock), SCMP_SYS(fcntl), SCMP_SYS(unlink),
    SCMP_SYS(unlinkat), SCMP_SYS(rename), SCMP_SYS(renameat), SCMP_SYS(renameat2), SCMP_SYS(link), SCMP_SYS(linkat),
    SCMP_SYS(mkdir), SCMP_SYS(mkdirat), SCMP_SYS(rmdir), SCMP_SYS(fchmod), SCMP_SYS(fchown), SCMP_SYS(utimensat),
    SCMP_SYS(umask), SCMP_SYS(msync), SCMP_SYS(dup), SCMP_SYS(dup2), SCMP_SYS(dup3), SCMP_SYS(pipe), SCMP_SYS(pipe2),
    SCMP_SYS(eventfd2), SCMP_SYS(setitimer), SCMP_SYS(alarm), SCMP_SYS(rt_sigpending), SCMP_SYS(rt_sigsuspend),
    SCMP_SYS(pause), SCMP_SYS(signalfd4)};

/* Newer ncurses takes on its own user's file rights, which it has already, before it opens terminfo. */
static const int needless[] = {SCMP_SYS(setfsuid), SCMP_SYS(setfsgid)};

/* The keeper watches files and keeps time while nobody is there. */
static const int keeper_only[] = {SCMP_SYS(inotify_init1), SCMP_SYS(inotify_add_watch), SCMP_SYS(inotify_rm_watch),
    SCMP_SYS(timerfd_create), SCMP_SYS(timerfd_settime), SCMP_SYS(epoll_create1), SCMP_SYS(epoll_ctl),
    SCMP_SYS(epoll_wait), SCMP_SYS(epoll_pwait)};

/* What a transport's libraries try and do without: OpenSSL looks for a device, libssh for a file. */
static const int opens[] = {SCMP_SYS(open), SCMP_SYS(openat), SCMP_SYS(openat2), SCMP_SYS(creat), SCMP_SYS(access),
    SCMP_SYS(faccessat), SCMP_SYS(faccessat2), SCMP_SYS(stat), SCMP_SYS(lstat), SCMP_SYS(statx), SCMP_SYS(statfs),
    SCMP_SYS(readlink), SCMP_SYS(readlinkat), SCMP_SYS(getcwd)};

/* A sanitizer's runtime needs nearly everything (threads, ptrace, files in /proc); only the worst is refused. */
static const int worst[] = {SCMP_SYS(execve), SCMP_SYS(execveat), SCMP_SYS(socket), SCMP_SYS(connect)};
#ifdef BBS_SANITIZE
enum { FORGIVING = true };
#else
enum { FORGIVING = false };
#endif

static int
sandbox_add(scmp_filter_ctx filter, uint32_t action, const int *calls, size_t count)
{
	int result = 0;

	for (size_t k = 0; k < count && !result; k++)
		result = seccomp_rule_add(filter, action, calls[k], 0);
	return result;
}

static struct scmp_arg_cmp
sandbox_argument(unsigned which, enum scmp_compare how, uint64_t a, uint64_t b)
{
	return (struct scmp_arg_cmp){.arg = which, .op = how, .datum_a = a, .datum_b = b};
}

/* Memory may be mapped and its protection changed, but never made executable. */
static int
sandbox_add_memory(scmp_filter_ctx filter)
{
	struct scmp_arg_cmp plain = sandbox_argument(2, SCMP_CMP_MASKED_EQ, PROT_EXEC, 0);
	struct scmp_arg_cmp executable = sandbox_argument(2, SCMP_CMP_MASKED_EQ, PROT_EXEC, PROT_EXEC);
	const int calls[] = {SCMP_SYS(mmap), SCMP_SYS(mmap2), SCMP_SYS(mprotect)};
	int result = 0;

	for (size_t k = 0; k < COUNT(calls) && !result; k++) {
		result = seccomp_rule_add(filter, SCMP_ACT_ALLOW, calls[k], 1, plain);
		if (!result)
			result = seccomp_rule_add(filter, SCMP_ACT_ERRNO(EACCES), calls[k], 1, executable);
	}
	return result;
}

/* Asking what the limits are is harmless, and qsort() and sysconf() do; setting them or asking others is not. */
static int
sandbox_add_limits(scmp_filter_ctx filter)
{
	int result = seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(getrlimit), 0);

	if (!result)
		result = seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(prlimit64), 2,
		    sandbox_argument(0, SCMP_CMP_EQ, 0, 0), sandbox_argument(2, SCMP_CMP_EQ, 0, 0));
	return result;
}

static int
sandbox_add_transport(scmp_filter_ctx filter)
{
	int result = sandbox_add(filter, SCMP_ACT_ERRNO(EACCES), opens, COUNT(opens));

	/* the one option that has to be set again and again: see relay_answer_at_once() */
	if (!result)
		result = seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(setsockopt), 2,
		    sandbox_argument(1, SCMP_CMP_EQ, IPPROTO_TCP, 0),
		    sandbox_argument(2, SCMP_CMP_EQ, TCP_QUICKACK, 0));
	/* fstat(3) of glibc is newfstatat with an empty path; with a path it is an open-like call */
	if (!result)
		result = seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(newfstatat), 1,
		    sandbox_argument(3, SCMP_CMP_EQ, AT_EMPTY_PATH, 0));
	if (!result)
		result = seccomp_rule_add(filter, SCMP_ACT_ERRNO(EACCES), SCMP_SYS(newfstatat), 1,
		    sandbox_argument(3, SCMP_CMP_NE, AT_EMPTY_PATH, 0));
	return result;
}

/* The one signal that the keeper sends: SIGUSR1, to its own group. */
static int
sandbox_add_keeper(scmp_filter_ctx filter)
{
	int result = sandbox_add(filter, SCMP_ACT_ALLOW, keeper_only, COUNT(keeper_only));

	if (!result)
		result = seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(kill), 2,
		    sandbox_argument(0, SCMP_CMP_MASKED_EQ, 0xffffffff, 0),
		    sandbox_argument(1, SCMP_CMP_MASKED_EQ, 0xffffffff, SIGUSR1));
	return result;
}

static int
sandbox_fill(scmp_filter_ctx filter, enum sandbox_role role)
{
	int result = sandbox_add(filter, SCMP_ACT_ALLOW, everybody, COUNT(everybody));

	if (!result)
		result = sandbox_add_memory(filter);
	if (!result)
		result = sandbox_add_limits(filter);
	if (!result && role == SANDBOX_TRANSPORT)
		return sandbox_add_transport(filter);
	if (!result)
		result = sandbox_add(filter, SCMP_ACT_ALLOW, files, COUNT(files));
	if (!result)
		result = sandbox_add(filter, SCMP_ACT_ERRNO(EPERM), needless, COUNT(needless));
	if (!result && role == SANDBOX_KEEPER)
		result = sandbox_add_keeper(filter);
	return result;
}

static scmp_filter_ctx
sandbox_new_filter(enum sandbox_role role)
{
	scmp_filter_ctx filter = seccomp_init(FORGIVING ? SCMP_ACT_ALLOW : SCMP_ACT_KILL_PROCESS);
	int result;

	if (!filter)
		return NULL;
	result =
	    FORGIVING ? sandbox_add(filter, SCMP_ACT_KILL_PROCESS, worst, COUNT(worst)) : sandbox_fill(filter, role);
	if (!result)
		return filter;
	seccomp_release(filter);
	return NULL;
}

/* The filter as the kernel takes it, read back from a file in memory. False with errno when it cannot be. */
static bool
sandbox_read_back(int fd, struct sock_fprog *out)
{
	struct stat info;
	ssize_t got;

	if (fstat(fd, &info) || info.st_size <= 0 || (size_t)info.st_size / sizeof *out->filter > BPF_MAXINSNS)
		return false;
	out->len = (unsigned short)((size_t)info.st_size / sizeof *out->filter);
	out->filter = mem_alloc_array(out->len, sizeof *out->filter);
	got = pread(fd, out->filter, (size_t)info.st_size, 0);
	return got == info.st_size;
}

static bool
sandbox_compile(enum sandbox_role role, struct sock_fprog *out)
{
	scmp_filter_ctx filter = sandbox_new_filter(role);
	int fd = memfd_create("bbs-filter", MFD_CLOEXEC);
	bool fine;

	if (filter) /* a binary tree: 10 comparisons instead of 100 for the last call of the table */
		seccomp_attr_set(filter, SCMP_FLTATR_CTL_OPTIMIZE, 2);
	fine = filter && fd >= 0 && seccomp_export_bpf(filter, fd) == 0 && sandbox_read_back(fd, out);
	if (fd >= 0)
		close(fd);
	seccomp_release(filter);
	return fine;
}

enum err
sandbox_init(void)
{
	long abi = syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);

	state.landlock_abi = abi > 0 ? (int)abi : 0;
	for (int role = 0; role < SANDBOX_ROLES; role++)
		if (!state.filters[role].filter && !sandbox_compile((enum sandbox_role)role, &state.filters[role]))
			return ERR_IO;
	return ERR_OK;
}

const char *
sandbox_describe(void)
{
	return state.landlock_abi ? "seccomp+landlock" : "seccomp";
}

/* --- landlock: which files --- */

enum {
	READ_FILES = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR,
	CHANGE_FILES = LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_REMOVE_FILE | LANDLOCK_ACCESS_FS_MAKE_REG,
	ALL_FILES_V1 = (LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1, /* every right of the first version */
	REFER = 1 << 13,
	TRUNCATE = 1 << 14, /* versions 2 and 3; Debian 12's header lacks the last */
	FILE_RIGHTS = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_WRITE_FILE | TRUNCATE
};

static uint64_t
sandbox_rights_known(void)
{
	uint64_t rights = ALL_FILES_V1;

	if (state.landlock_abi >= 2)
		rights |= REFER;
	if (state.landlock_abi >= 3)
		rights |= TRUNCATE;
	return rights;
}

/* A path that is not there needs no right: only a failure to add one counts. */
static bool
sandbox_let(int ruleset, const char *path, uint64_t rights)
{
	struct landlock_path_beneath_attr rule = {.allowed_access = rights & sandbox_rights_known()};
	struct stat info;
	long result;

	rule.parent_fd = open(path, O_PATH | O_CLOEXEC);
	if (rule.parent_fd < 0)
		return true;
	if (!fstat(rule.parent_fd, &info) && !S_ISDIR(info.st_mode))
		rule.allowed_access &= FILE_RIGHTS;
	result = syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
	close(rule.parent_fd);
	return result == 0;
}

static bool
sandbox_let_change(int ruleset, const char *dir)
{
	return !dir || sandbox_let(ruleset, dir, READ_FILES | CHANGE_FILES | REFER | TRUNCATE);
}

static bool
sandbox_let_all(int ruleset, const char *db_dir, const char *spool_dir)
{
	static const char *const readable[] = {"/etc/terminfo", "/lib/terminfo", "/usr/lib/terminfo",
	    "/usr/share/terminfo", "/usr/share/zoneinfo", "/etc/localtime", "/dev/urandom", "/usr/share/locale",
	    "/usr/local/share/locale", "/usr/lib/locale"};
	bool fine = sandbox_let(ruleset, "/dev/null", READ_FILES | LANDLOCK_ACCESS_FS_WRITE_FILE);

	for (size_t k = 0; k < COUNT(readable); k++)
		fine = fine && sandbox_let(ruleset, readable[k], READ_FILES);
	return fine && sandbox_let_change(ruleset, db_dir) && sandbox_let_change(ruleset, spool_dir);
}

static bool
sandbox_enter_landlock(const char *db_dir, const char *spool_dir)
{
	struct landlock_ruleset_attr everything = {.handled_access_fs = sandbox_rights_known()};
	long ruleset = syscall(SYS_landlock_create_ruleset, &everything, sizeof everything, 0);
	bool fine;

	if (ruleset < 0)
		return false;
	fine = sandbox_let_all((int)ruleset, db_dir, spool_dir) &&
	    syscall(SYS_landlock_restrict_self, (int)ruleset, 0) == 0;
	close((int)ruleset);
	return fine;
}

/* --- entering --- */

enum { IOCTL_REQUEST_AT = offsetof(struct seccomp_data, args[1]) + (__BYTE_ORDER__ == __ORDER_BIG_ENDIAN__ ? 4 : 0) };
#define ALLOW_REQUEST(request) \
	BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)(request), 0, 1), BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW)

/*
 * ncurses asks some of these of its terminal, a session how much of its last screen is unsent; any other request
 * is answered ENOTTY. By hand, since libseccomp has no "none of these". What matters is TIOCSTI: standard error
 * may be the operator's terminal, and must not be typed into.
 */
static bool
sandbox_enter_ioctls(void)
{
	struct sock_filter code[] = {BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
	    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_ioctl, 1, 0), BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
	    BPF_STMT(BPF_LD | BPF_W | BPF_ABS, IOCTL_REQUEST_AT), ALLOW_REQUEST(TIOCGWINSZ), ALLOW_REQUEST(TCGETS),
	    ALLOW_REQUEST(TCSETS), ALLOW_REQUEST(TCSETSW), ALLOW_REQUEST(TCSETSF), ALLOW_REQUEST(FIONREAD),
	    ALLOW_REQUEST(SIOCOUTQ), BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | ENOTTY)};
	struct sock_fprog filter = {.len = COUNT(code), .filter = code};

	return syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &filter) == 0;
}

enum err
sandbox_enter(enum sandbox_role role, const char *db_dir, const char *spool_dir)
{
	const struct sock_fprog *filter = &state.filters[role];

	if (!filter->filter || prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0))
		return ERR_IO;
	if (role != SANDBOX_TRANSPORT && state.landlock_abi && !sandbox_enter_landlock(db_dir, spool_dir))
		return ERR_IO;
	if (!sandbox_enter_ioctls() || syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, filter))
		return ERR_IO;
	return ERR_OK;
}
