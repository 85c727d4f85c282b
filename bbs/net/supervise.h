/*
 * The service manager that started this program, if one did: the sockets it opened for us, what it wants to be told,
 * the watchdog. Without one, or built without libsystemd, all of this does nothing.
 */
#ifndef BBS_NET_SUPERVISE_H
#define BBS_NET_SUPERVISE_H

#include <stddef.h>
#include <stdint.h>

/* Sockets handed over, which are now close-on-exec: their number, 0 for none; *first and those after it. */
size_t supervise_sockets(int *first);

enum supervise_state { SUPERVISE_READY, SUPERVISE_RELOADING, SUPERVISE_STOPPING };
void supervise_tell(enum supervise_state);

/* Say that we are alive, when that is due. When it will be again (monotonic), INT64_MAX: nobody waits for it. */
int64_t supervise_ping(int64_t now_ms);

#endif
