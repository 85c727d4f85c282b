/*
 * A transport gets ready: its socket's options, its signals, the host key out of the page of secrets, libssh, and
 * then the sandbox, all before the first byte of a visitor is read. What follows is relay.c.
 *
 * The process ends without freeing: a channel freed after ssh_disconnect() is freed twice, and the kernel is quicker.
 */
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <sys/signalfd.h>
#include <sys/socket.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/sandbox.h"
#include "net/authenticate.h"
#include "net/channel.h"
#include "net/relay.h"
#include "net/sshd.h"
#include "net/transport.h"

/* Nagle's delay makes log-in 44 ms instead of 10. Buffers are small so that what we bound is bounded there too. */
static void
transport_set_socket(int fd)
{
	static const struct {
		int level, option, value;
	} options[] = {
	    {IPPROTO_TCP, TCP_NODELAY, 1},
	    {SOL_SOCKET, SO_KEEPALIVE, 1},
	    {IPPROTO_TCP, TCP_KEEPIDLE, 30},
	    {IPPROTO_TCP, TCP_KEEPINTVL, 30},
	    {IPPROTO_TCP, TCP_USER_TIMEOUT, 90 * 1000},
	    {IPPROTO_TCP, TCP_NOTSENT_LOWAT, 32 * 1024},
	    {SOL_SOCKET, SO_RCVBUF, 64 * 1024},
	};

	for (size_t k = 0; k < sizeof options / sizeof *options; k++)
		setsockopt(fd, options[k].level, options[k].option, &options[k].value, sizeof options[k].value);
}

static int
transport_open_signals(void)
{
	sigset_t signals;

	sigemptyset(&signals);
	sigaddset(&signals, SIGTERM);
	sigprocmask(SIG_SETMASK, &signals, NULL);
	return signalfd(-1, &signals, SFD_NONBLOCK | SFD_CLOEXEC);
}

static enum err
transport_open_ssh(struct visit *visit, struct secrets *secrets)
{
	ssh_key key = NULL;
	enum err result = hostkey_decode(secrets, &key);

	secrets_close(secrets);
	if (result != ERR_OK)
		return result;
	result = sshd_open(visit->tcp_fd, key, &visit->ssh);
	ssh_key_free(key);
	return result;
}

static void
transport_set_callbacks(struct visit *visit)
{
	visit->server_callbacks.userdata = visit;
	authenticate_init(visit);
	channel_init(visit);
	ssh_callbacks_init(&visit->server_callbacks);
	ssh_set_server_callbacks(visit->ssh, &visit->server_callbacks);
}

int
transport_run(const struct transport *transport)
{
	static struct visit visit;

	visit = (struct visit){
	    .config = transport->config,
	    .words = transport->words,
	    .label = transport->label,
	    .tcp_fd = transport->tcp_fd,
	    .bytes_fd = transport->bytes_fd,
	    .control_fd = transport->control_fd,
	    .status_fd = transport->status_fd,
	    .began_ms = clock_monotonic_ms(),
	};
	pump_init(&visit.to_session, PUMP_STUCK_MOST);
	pump_init(&visit.to_client, PUMP_MOST);
	transport_set_socket(visit.tcp_fd);
	visit.signal_fd = transport_open_signals();
	if (visit.signal_fd < 0 || transport_open_ssh(&visit, transport->secrets) != ERR_OK) {
		log_error("transport_broken source=%08x", visit.label);
		return SERVE_EXIT_OK;
	}
	transport_set_callbacks(&visit);
	if (sandbox_enter(SANDBOX_TRANSPORT, NULL, NULL) != ERR_OK) {
		log_error("sandbox_refused source=%08x", visit.label);
		return SERVE_EXIT_OK;
	}
	return relay_serve(&visit);
}
