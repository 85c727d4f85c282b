/*
 * libssh as a server, set up: which algorithms, which key. And how the listener makes it warm, so that forks
 * share what it loads. No visitor's bytes come near this.
 */
#ifndef BBS_NET_SSHD_H
#define BBS_NET_SSHD_H

#include <libssh/libssh.h>

#include "base/err.h"

/*
 * A session on an accepted socket, non-blocking, with nothing sent yet. key borrowed (copied by libssh), fd taken.
 * *out returns owned. ERR_INVALID when the library refuses one of our settings.
 */
enum err sshd_open(int fd, ssh_key key, ssh_session *out);

/* In the listener, before the first fork: one handshake with ourselves under a key made for it. ERR_IO. */
enum err sshd_warm_up(void);

#endif
