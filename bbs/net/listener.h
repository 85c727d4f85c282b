/*
 * The listener: the sockets where visitors arrive, the processes made for each, the keeper, and how all of it
 * ends. It parses nothing that a visitor sends and opens no database.
 */
#ifndef BBS_NET_LISTENER_H
#define BBS_NET_LISTENER_H

#include "net/doors.h"
#include "net/hostkey.h"
#include "net/net.h"

struct listener;

/* Everything borrowed until listener_free(); *out returns owned. ERR_IO; ERR_INVALID net.centres cannot be read. */
enum err listener_new(const struct config *, const struct net_words *, const struct serve_roles *, struct secrets *,
    const struct doors *, struct listener **out);

/* Until SIGTERM or SIGINT, and then until all children have gone, which takes at most 5 s. */
enum err listener_run(struct listener *);

void listener_free(struct listener *);

#endif
