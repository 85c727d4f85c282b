/*
 * See supervise.h. What the manager left in the environment is taken out of it, so that no child inherits it.
 */
#include <stdio.h>
#include <stdlib.h>

#ifdef BBS_SYSTEMD
#include <systemd/sd-daemon.h>
#endif

#include "base/clock.h"
#include "base/mem.h"
#include "net/serve.h"
#include "net/supervise.h"

static struct {
	char *notify_socket; /* owned; NULL: nobody listens */
	int first, sockets;  /* handed over */
	int64_t gap_ms;      /* between two pings; 0: none are wanted */
	int64_t ping_ms;     /* when the next is due */
} state;

#ifdef BBS_SYSTEMD

void
serve_meet_supervisor(void)
{
	const char *path = getenv("NOTIFY_SOCKET");
	uint64_t limit_us = 0;

	if (sd_watchdog_enabled(1, &limit_us) > 0)
		state.gap_ms = (int64_t)(limit_us / 2000); /* twice as often as would do, sd_watchdog_enabled(3) */
	state.first = SD_LISTEN_FDS_START;
	state.sockets = sd_listen_fds(1);
	free(state.notify_socket);
	state.notify_socket = path ? mem_copy_string(path) : NULL;
	unsetenv("NOTIFY_SOCKET");
}

static void
supervise_send(const char *words)
{
	if (!state.notify_socket)
		return;
	setenv("NOTIFY_SOCKET", state.notify_socket, 1);
	sd_notify(1, words); /* a manager that has gone is no reason to stop */
}

#else

void
serve_meet_supervisor(void)
{
}

static void
supervise_send(const char *words)
{
	(void)words;
}

#endif

size_t
supervise_sockets(int *first)
{
	*first = state.first;
	return state.sockets > 0 ? (size_t)state.sockets : 0;
}

void
supervise_tell(enum supervise_state what)
{
	char words[64];

	switch (what) {
	case SUPERVISE_READY:
		supervise_send("READY=1");
		break;
	case SUPERVISE_RELOADING:
		/* with a time, as newer managers want it; READY=1 is its end */
		snprintf(words, sizeof words, "RELOADING=1\nMONOTONIC_USEC=%lld",
		    (long long)clock_monotonic_ms() * 1000);
		supervise_send(words);
		break;
	case SUPERVISE_STOPPING:
		supervise_send("STOPPING=1");
		break;
	}
}

int64_t
supervise_ping(int64_t now_ms)
{
	if (!state.gap_ms)
		return INT64_MAX;
	if (now_ms >= state.ping_ms) {
		supervise_send("WATCHDOG=1");
		state.ping_ms = now_ms + state.gap_ms;
	}
	return state.ping_ms;
}
