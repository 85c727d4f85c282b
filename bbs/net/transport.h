/*
 * The transport: the one process that speaks SSH with one visitor. It holds four descriptors and the host key,
 * and hands on questions and bytes.
 */
#ifndef BBS_NET_TRANSPORT_H
#define BBS_NET_TRANSPORT_H

#include <stdint.h>

#include "net/hostkey.h"
#include "net/net.h"

struct transport {
	const struct config *config;
	const struct net_words *words;
	struct secrets *secrets; /* wiped once the key is read */
	uint32_t label;          /* stands for the address in the log */
	int tcp_fd;              /* non-blocking */
	int bytes_fd, control_fd, status_fd;
};

/* In a fresh process with nothing else open: serve the visitor; returns the exit status (enum serve_exit). */
int transport_run(const struct transport *);

#endif
