/*
 * What each process may still ask of the kernel. Every trial runs in a child, since there is no way back out.
 */
#include <curses.h>
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <sodium.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <term.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/sandbox.h"

enum { FINE = 0, SIGNALLED = 1000 };

static char directory[] = "/tmp/bbs-sandbox-XXXXXX", spool[] = "/tmp/bbs-sandbox-XXXXXX";

/* The exit status of a trial in a sandbox, or SIGNALLED + the signal that ended it. */
static int
try(enum sandbox_role role, int (*trial)(void))
{
	int status;
	pid_t child = fork();

	if (child == 0) {
		if (sandbox_enter(role, role == SANDBOX_TRANSPORT ? NULL : directory,
			role == SANDBOX_KEEPER ? spool : NULL) != ERR_OK)
			_exit(99);
		_exit(trial());
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	return WIFSIGNALED(status) ? SIGNALLED + WTERMSIG(status) : WEXITSTATUS(status);
}

#define ASSERT_FINE(role, trial) assert_int_equal(try(role, trial), FINE)
#ifdef BBS_SANITIZE
#define ASSERT_KILLED(role, trial) (void)trial /* the runtime needs most calls, so little is refused */
#else
#define ASSERT_KILLED(role, trial) assert_int_equal(try(role, trial), SIGNALLED + SIGSYS)
#endif

static int
run_a_program(void)
{
	return execl("/bin/true", "true", NULL);
}
static int
open_a_socket(void)
{
	return socket(AF_INET, SOCK_STREAM, 0);
}
static int
fork_once(void)
{
	return fork() == 0 ? FINE : FINE;
}
static int
trace_somebody(void)
{
	return (int)ptrace(PTRACE_ATTACH, getppid(), NULL, NULL);
}
static int
signal_somebody(void)
{
	return kill(getppid(), 0);
}
static int
signal_group(void)
{
	return kill(0, SIGUSR1);
}
static int
kill_group(void)
{
	return kill(0, SIGTERM);
}

static int
open_a_file(void)
{
	return open("/etc/hostname", O_RDONLY) < 0 && errno == EACCES ? FINE : 1;
}

static int __attribute__((unused)) /* under a sanitizer's runtime */
make_memory_executable(void)
{
	void *memory = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	if (memory == MAP_FAILED)
		return 1;
	if (mprotect(memory, 4096, PROT_READ | PROT_EXEC) == 0 || errno != EACCES)
		return 2;
	return mmap(NULL, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) == MAP_FAILED ? FINE : 3;
}

static int
type_into_the_terminal(void)
{
	return ioctl(STDERR_FILENO, TIOCSTI, "x") < 0 && errno == ENOTTY ? FINE : 1;
}

static int
use_what_it_holds(void)
{
	unsigned char bytes[32];
	void *memory = malloc(1 << 20);

	randombytes_buf(bytes, sizeof bytes);
	free(memory);
	return write(STDERR_FILENO, "", 0) == 0 && memory ? FINE : 1;
}

static int
use_sqlite(void)
{
	char path[100], *error = NULL;
	sqlite3 *db;
	int result;

	snprintf(path, sizeof path, "%s/t.db", directory);
	if (sqlite3_open(path, &db) != SQLITE_OK)
		return 1;
	result = sqlite3_exec(db,
	    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE IF NOT EXISTS t (a); BEGIN IMMEDIATE;"
	    "INSERT INTO t VALUES (zeroblob(100000)); COMMIT; SELECT count(*) FROM t;"
	    "PRAGMA wal_checkpoint(TRUNCATE); PRAGMA journal_mode=DELETE; INSERT INTO t VALUES (1); VACUUM",
	    NULL, NULL, &error);
	if (result != SQLITE_OK)
		fprintf(stderr, "%s\n", error);
	return result == SQLITE_OK && sqlite3_close(db) == SQLITE_OK ? FINE : 2;
}

static int
use_argon2id(void)
{
	char hash[crypto_pwhash_STRBYTES];

	return crypto_pwhash_str(hash, "x", 1, 3, 64 << 20);
}

static int
use_terminfo(void)
{
	int result = 0;

	return setupterm("xterm-256color", STDERR_FILENO, &result) == OK ? FINE : 1;
}

static int
write_to_the_spool(void)
{
	char path[100], final[100];
	int fd;

	snprintf(path, sizeof path, "%s/.part", spool);
	snprintf(final, sizeof final, "%s/whole", spool);
	fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
	if (fd < 0)
		return errno == EACCES ? FINE : 1;
	return write(fd, "x", 1) == 1 && !fsync(fd) && !rename(path, final) && !unlink(final) ? 2 : 3;
}

static void
a_transport_does_nothing_but_its_work(void **state)
{
	(void)state;
	ASSERT_FINE(SANDBOX_TRANSPORT, use_what_it_holds);
	ASSERT_FINE(SANDBOX_TRANSPORT, type_into_the_terminal);
#ifndef BBS_SANITIZE
	ASSERT_FINE(SANDBOX_TRANSPORT, open_a_file);
	ASSERT_FINE(SANDBOX_TRANSPORT, make_memory_executable);
#endif
	ASSERT_KILLED(SANDBOX_TRANSPORT, run_a_program);
	ASSERT_KILLED(SANDBOX_TRANSPORT, open_a_socket);
	ASSERT_KILLED(SANDBOX_TRANSPORT, fork_once);
	ASSERT_KILLED(SANDBOX_TRANSPORT, trace_somebody);
	ASSERT_KILLED(SANDBOX_TRANSPORT, signal_somebody);
	ASSERT_KILLED(SANDBOX_TRANSPORT, signal_group);
}

static void
a_session_can_use_what_it_needs(void **state)
{
	(void)state;
	ASSERT_FINE(SANDBOX_SESSION, use_what_it_holds);
	ASSERT_FINE(SANDBOX_SESSION, use_sqlite);
	ASSERT_FINE(SANDBOX_SESSION, use_argon2id);
	ASSERT_FINE(SANDBOX_SESSION, use_terminfo);
	ASSERT_FINE(SANDBOX_KEEPER, use_sqlite);
}

static void
a_session_can_do_nothing_else(void **state)
{
	(void)state;
	ASSERT_FINE(SANDBOX_SESSION, type_into_the_terminal);
	if (strstr(sandbox_describe(), "landlock")) {
		ASSERT_FINE(SANDBOX_SESSION, open_a_file);
		ASSERT_FINE(SANDBOX_SESSION, write_to_the_spool);
	}
#ifndef BBS_SANITIZE
	ASSERT_FINE(SANDBOX_SESSION, make_memory_executable);
#endif
	ASSERT_KILLED(SANDBOX_SESSION, run_a_program);
	ASSERT_KILLED(SANDBOX_SESSION, open_a_socket);
	ASSERT_KILLED(SANDBOX_SESSION, fork_once);
	ASSERT_KILLED(SANDBOX_SESSION, trace_somebody);
	ASSERT_KILLED(SANDBOX_SESSION, signal_somebody);
	ASSERT_KILLED(SANDBOX_SESSION, signal_group);
}

static void
the_keeper_fills_the_spool_and_touches_no_other_file(void **state)
{
	(void)state;
	assert_int_equal(try(SANDBOX_KEEPER, write_to_the_spool), 2);
	if (strstr(sandbox_describe(), "landlock"))
		ASSERT_FINE(SANDBOX_KEEPER, open_a_file);
}

static void
the_keeper_wakes_its_group_and_kills_nobody(void **state)
{
	(void)state;
	signal(SIGUSR1, SIG_IGN);
	ASSERT_FINE(SANDBOX_KEEPER, signal_group);
	ASSERT_KILLED(SANDBOX_KEEPER, kill_group);
	ASSERT_KILLED(SANDBOX_KEEPER, run_a_program);
}

static int
begin(void **state)
{
	(void)state;
	return sodium_init() >= 0 && mkdtemp(directory) && mkdtemp(spool) && sandbox_init() == ERR_OK ? 0 : -1;
}

static int
tidy(void **state)
{
	static const char *const names[] = {"t.db", "t.db-wal", "t.db-shm", "t.db-journal"};
	char path[100];

	(void)state;
	for (size_t k = 0; k < sizeof names / sizeof *names; k++) {
		snprintf(path, sizeof path, "%s/%s", directory, names[k]);
		unlink(path);
	}
	return rmdir(directory) || rmdir(spool);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_transport_does_nothing_but_its_work),
	    cmocka_unit_test(a_session_can_use_what_it_needs),
	    cmocka_unit_test(a_session_can_do_nothing_else),
	    cmocka_unit_test(the_keeper_fills_the_spool_and_touches_no_other_file),
	    cmocka_unit_test(the_keeper_wakes_its_group_and_kills_nobody),
	};

	return cmocka_run_group_tests(tests, begin, tidy);
}
