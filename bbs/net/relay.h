/*
 * The loop of one visit: the visitor's socket on one side, the session's two on the other.
 */
#ifndef BBS_NET_RELAY_H
#define BBS_NET_RELAY_H

#include "net/visit.h"

/* Serve until the visitor has gone; the exit status (enum serve_exit). Callbacks are set already. */
int relay_serve(struct visit *);

#endif
