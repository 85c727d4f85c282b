/*
 * One visitor as the listener knows it: two processes, one descriptor, a source. Made here; counted, reaped and
 * ended by listener.c.
 */
#ifndef BBS_NET_VISITOR_H
#define BBS_NET_VISITOR_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "net/children.h"
#include "net/hostkey.h"
#include "net/net.h"
#include "net/sources.h"

struct visitor {
	pid_t transport, session; /* 0: not, or no longer */
	int status_fd;            /* 'M' or 'G' comes from the transport once; -1 when closed */
	uint64_t source;
	bool exempt;
	enum sources_stage stage;
	int64_t alone_since_ms; /* the session without its transport; 0 otherwise */
	int last_signal;        /* sent to the session because it lingered */
};

/* What both processes are made from. All borrowed. */
struct visitor_parts {
	const struct config *config;
	const struct net_words *words;
	const struct serve_roles *roles;
	struct secrets *secrets;
	struct child_group *transports, *sessions;
};

/*
 * Fork the two. fd, the accepted socket, is taken whatever happens. *visitor holds source and exempt already.
 * ERR_IO when there are no descriptors or processes left; then nothing of it is.
 */
enum err visitor_start(const struct visitor_parts *, int fd, struct visitor *);

/* Fork the keeper; its process, or -1. */
pid_t visitor_start_keeper(const struct visitor_parts *);

#endif
