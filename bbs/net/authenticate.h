/*
 * Sign-in, as libssh's callbacks.
 */
#ifndef BBS_NET_AUTHENTICATE_H
#define BBS_NET_AUTHENTICATE_H

#include "net/visit.h"

void authenticate_init(struct visit *);
int authenticate_message(struct visit *, ssh_message); /* of type SSH_REQUEST_AUTH; as an ssh_message_callback */

#endif
