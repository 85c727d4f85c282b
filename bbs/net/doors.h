/*
 * The listening sockets: opened from the configuration or handed over, closed at the end. Nothing else.
 */
#ifndef BBS_NET_DOORS_H
#define BBS_NET_DOORS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/config.h"
#include "base/err.h"

enum { DOORS_MOST = 32 };

struct doors {
	int fds[DOORS_MOST]; /* non-blocking */
	size_t count;
	unsigned port; /* the same for all, also when 0 was asked for */
};

/*
 * Take the sockets that a service manager opened, instead of opening any. ERR_OK, also when there are none (count 0);
 * ERR_IO one of them is no listening TCP socket.
 */
enum err doors_take(struct doors *out);

/* As serve_is_public(). */
bool doors_are_public(const struct config *);

/*
 * One socket for each address of net.listen. An address this machine has not (IPv6 switched off) is skipped if
 * another can be had. ERR_TAKEN; ERR_INVALID an address that is none, or more than DOORS_MOST; ERR_IO.
 */
enum err doors_open(const struct config *, struct doors *out);
void doors_close(struct doors *);

#endif
