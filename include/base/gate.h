/*
 * A gate that lets few through at once, shared by all processes of a board, or by those that were forked from the
 * one that made it: hashing a password takes 64 MiB, and four at once are enough for this machine. Held by a lock that the
 * kernel lets go when a process dies, so a crash never closes the gate.
 */
#ifndef BBS_BASE_GATE_H
#define BBS_BASE_GATE_H

#include "base/err.h"

enum { GATE_INSIDE = 4, GATE_WAITING = 32 }; /* security page: argon2id 4 at once, 32 waiting */

/*
 * Make the gate, before forking; later calls in children use it, in a sandbox too. A second time does nothing.
 * Without it gate_enter() always lets in.
 *
 * path   a file, made when absent, that every process with the same path shares; NULL: this family only
 *
 * ERR_OK; ERR_IO with errno.
 */
enum err gate_init(const char *path);

/* The descriptor that a child must keep open to use the gate, or -1: everything else is closed after a fork. */
int gate_fd(void);

/* Wait for a place. ERR_OK; ERR_BUSY when 32 are waiting already. Then gate_leave() once. */
enum err gate_enter(void);
void gate_leave(void);

#endif
