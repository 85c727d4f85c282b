/*
 * Forking: what every child of the listener is stripped of, and the groups they stand in. Which children there
 * are and what becomes of them is listener.c's.
 */
#ifndef BBS_NET_CHILDREN_H
#define BBS_NET_CHILDREN_H

#include <signal.h>
#include <stddef.h>
#include <sys/types.h>

/*
 * A group of processes that comes and goes: its number changes when all of it has gone. Sessions and the keeper
 * share one, so that the keeper can wake all sessions by signalling its own; transports have another, so that
 * Ctrl-C in a terminal reaches the listener only.
 */
struct child_group {
	pid_t number; /* 0: none yet */
};

/* Close all descriptors but 0, 1, 2 and these (at most 16; -1 are skipped). */
void children_keep_only(const int *fds, size_t count);

/*
 * fork(2) into the group. In the child, already: signals as they were before the listener set its own but for
 * SIGPIPE, SIGXFSZ and SIGUSR1, which are ignored; SIGTERM blocked until the role lets it in; no core, not
 * traceable; death_signal when the listener dies, 0 for none.
 */
pid_t children_fork(struct child_group *, int death_signal);

/* In a child, when it is ready to be ended by a signal. */
void children_unblock_signals(void);

/* In the listener: block what it takes from its descriptor, ignore what no child may die of. */
void children_set_signals(sigset_t *blocked);

#endif
