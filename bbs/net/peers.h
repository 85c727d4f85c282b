/*
 * The addresses of those who are connected, for the one line of the log that names them (log.h). In memory that no
 * child is given: a session or a transport that is taken over learns nobody's address.
 */
#ifndef BBS_NET_PEERS_H
#define BBS_NET_PEERS_H

#include <stddef.h>

#include "net/address.h"

struct peers;
struct peers *peers_new(void); /* returns owned */
void peers_free(struct peers *);

/* place: any number; the memory grows with the highest. */
void peers_set(struct peers *, size_t place, const struct address *);

/* Borrowed until the next peers_set(). The place was set before. */
const struct address *peers_at(const struct peers *, size_t place);

#endif
