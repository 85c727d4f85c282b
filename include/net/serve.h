/*
 * Serving: the listener and, for each visitor, the transport. See ARCHITECTURE.md for the processes.
 */
#ifndef BBS_NET_SERVE_H
#define BBS_NET_SERVE_H

#include <stdbool.h>

#include "base/config.h"
#include "base/err.h"
#include "net/net.h"

/* What has a form of its own: ERR_OK, or ERR_INVALID when net.centres has a word that is no address or network. */
enum err serve_check_config(const struct config *);

/*
 * Take what a service manager (systemd) left in the environment: sockets it opened, whom to tell, how often it wants
 * to hear of us. Before the environment is cleared; serve_run() uses it. Nothing without one.
 */
void serve_meet_supervisor(void);

/*
 * Will serve_run() hear anybody but this machine itself? True when an address of net.listen, or a socket that was
 * handed over, is beyond loopback. Call serve_meet_supervisor() before. What is no address or no
 * socket is left to serve_run(), which then opens nothing.
 */
bool serve_is_public(const struct config *);

/*
 * Listen, accept, fork, until SIGTERM or SIGINT; then tell every visitor and be gone within 5 s.
 *
 * config      borrowed until reload() gives another
 * secrets_dir holds host_key (made when absent, mode 0600); borrowed
 * ready       called once with the port in use and the key's SHA256 fingerprint, when visitors can come
 *
 * ERR_OK after a clean end; ERR_TAKEN the port is in use; ERR_IO with errno; ERR_INVALID an address that is
 * none; ERR_DAMAGED the host key cannot be read as one.
 */
enum err serve_run(const struct config *config, const char *secrets_dir, const struct net_words *words,
    const struct serve_roles *roles, void (*ready)(void *context, unsigned port, const char *fingerprint));

#endif
