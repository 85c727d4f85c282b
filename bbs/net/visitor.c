/*
 * Two processes for a visitor, joined by two socketpairs: bytes and control. A third, to the listener, carries one
 * byte when the visitor has signed in. Each process keeps only its own ends.
 */
#include <fcntl.h>
#include <signal.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/gate.h"
#include "base/log.h"
#include "net/transport.h"
#include "net/visitor.h"

enum { BYTES_BUFFER = 64 * 1024 }; /* the kernel's share of what is under way between the two */

/* [0] is the transport's end of bytes and control, the listener's of status. */
struct visitor_sockets {
	int bytes[2], control[2], status[2];
};

static void
sockets_close(const int pair[static 2])
{
	for (int k = 0; k < 2; k++)
		if (pair[k] >= 0)
			close(pair[k]);
}

static void
visitor_close_sockets(const struct visitor_sockets *sockets)
{
	sockets_close(sockets->bytes);
	sockets_close(sockets->control);
	sockets_close(sockets->status);
}

static enum err
visitor_open_sockets(struct visitor_sockets *out)
{
	int bytes = BYTES_BUFFER;

	*out = (struct visitor_sockets){{-1, -1}, {-1, -1}, {-1, -1}};
	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, out->bytes) ||
	    socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, out->control) ||
	    socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, out->status)) {
		visitor_close_sockets(out);
		return ERR_IO;
	}
	/* the transport never blocks, the session's ends do */
	fcntl(out->bytes[0], F_SETFL, O_NONBLOCK);
	fcntl(out->control[0], F_SETFL, O_NONBLOCK);
	for (int k = 0; k < 2; k++)
		setsockopt(out->bytes[k], SOL_SOCKET, SO_SNDBUF, &bytes, sizeof bytes);
	return ERR_OK;
}

static _Noreturn void
visitor_be_transport(const struct visitor_parts *parts, const struct visitor_sockets *sockets, int fd,
    const struct visitor *visitor)
{
	const int kept[] = {fd, sockets->bytes[0], sockets->control[0], sockets->status[1]};
	struct transport transport = {
	    .config = parts->config,
	    .words = parts->words,
	    .secrets = parts->secrets,
	    .label = (uint32_t)visitor->source,
	    .tcp_fd = fd,
	    .bytes_fd = sockets->bytes[0],
	    .control_fd = sockets->control[0],
	    .status_fd = sockets->status[1],
	};

	children_keep_only(kept, sizeof kept / sizeof *kept);
	log_init((enum log_level)parts->config->log_level, "transport");
	_exit(transport_run(&transport));
}

static _Noreturn void
visitor_be_session(const struct visitor_parts *parts, const struct visitor_sockets *sockets)
{
	const int kept[] = {sockets->bytes[1], sockets->control[1], gate_fd()};

	secrets_close(parts->secrets); /* before anything else */
	children_keep_only(kept, sizeof kept / sizeof *kept);
	log_init((enum log_level)parts->config->log_level, "session");
	children_unblock_signals();
	_exit(parts->roles->session(parts->roles->context, sockets->bytes[1], sockets->control[1]));
}

enum err
visitor_start(const struct visitor_parts *parts, int fd, struct visitor *visitor)
{
	struct visitor_sockets sockets;
	enum err result = visitor_open_sockets(&sockets);

	if (result != ERR_OK) {
		close(fd);
		return result;
	}
	/* the transport first: its greeting is on the way while the session is made */
	visitor->transport = children_fork(parts->transports, SIGTERM);
	if (visitor->transport == 0)
		visitor_be_transport(parts, &sockets, fd, visitor);
	close(fd);
	visitor->session = visitor->transport > 0 ? children_fork(parts->sessions, 0) : -1;
	if (visitor->session == 0)
		visitor_be_session(parts, &sockets);
	visitor->status_fd = sockets.status[0];
	sockets.status[0] = -1;
	visitor_close_sockets(&sockets);
	if (visitor->transport > 0 && visitor->session > 0)
		return ERR_OK;
	if (visitor->transport > 0) /* reaped as nobody's */
		kill(visitor->transport, SIGKILL);
	close(visitor->status_fd);
	return ERR_IO;
}

pid_t
visitor_start_keeper(const struct visitor_parts *parts)
{
	const int kept[] = {gate_fd()};
	pid_t keeper = children_fork(parts->sessions, SIGTERM);

	if (keeper != 0)
		return keeper;
	secrets_close(parts->secrets);
	children_keep_only(kept, sizeof kept / sizeof *kept);
	log_init((enum log_level)parts->config->log_level, "keeper");
	children_unblock_signals();
	_exit(parts->roles->keeper(parts->roles->context));
}
