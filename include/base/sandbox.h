/*
 * What a process may still ask of the kernel once it meets a visitor. Filters are compiled once, in the
 * process that forks, and entered in the child before its first read.
 */
#ifndef BBS_BASE_SANDBOX_H
#define BBS_BASE_SANDBOX_H

#include "base/err.h"

enum sandbox_role {
	SANDBOX_TRANSPORT, /* I/O on what it holds, memory, time, random: no open, socket, fork, exec, kill */
	SANDBOX_SESSION,   /* also files (landlock: db/ and terminfo); no exec, socket, fork, ptrace, kill */
	SANDBOX_KEEPER,    /* as a session, also kill (to wake sessions), inotify, and the files of the spool */
	SANDBOX_ROLES,
};

/* Compile every filter. Once, before the first fork. ERR_IO when the kernel or library can't. */
enum err sandbox_init(void);

/*
 * Enter for good. db_dir: the directory that a session or keeper may read and write, NULL for a transport; spool_dir:
 * one more, for a keeper alone, else NULL; borrowed. A refused call ends the process with SIGSYS, except open-like calls, which fail with EACCES so
 * that libraries can carry on. ERR_IO when it could not be entered: the caller must end. Under ASan or
 * valgrind builds (BBS_SANITIZE defined) the filter allows what the runtime needs.
 */
enum err sandbox_enter(enum sandbox_role, const char *db_dir, const char *spool_dir);

/* "seccomp landlock" or "seccomp": what sandbox_enter() will use here, for the log at start. */
const char *sandbox_describe(void);

#endif
