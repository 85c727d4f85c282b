/*
 * Waiting for the visitor, the window, the keeper and the end, in one place.
 */
#include <errno.h>
#include <linux/sockios.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/control.h"
#include "ui/wire.h"

enum { LOOK_MS = 60 * 1000 };

static struct {
	volatile sig_atomic_t news, resized, closing;
	sigset_t while_waiting; /* what is blocked during ppoll(): all but ours */
} state;

static void
wire_take_signal(int number)
{
	switch (number) {
	case SIGUSR1:
		state.news = 1;
		break;
	case SIGWINCH:
		state.resized = 1;
		break;
	default:
		state.closing = 1;
	}
}

void
wire_init_signals(void)
{
	static const int ours[] = {SIGUSR1, SIGWINCH, SIGTERM, SIGHUP};
	struct sigaction action = {.sa_handler = wire_take_signal};
	sigset_t blocked;

	sigemptyset(&blocked);
	sigemptyset(&action.sa_mask);
	for (size_t k = 0; k < sizeof ours / sizeof *ours; k++)
		sigaddset(&blocked, ours[k]);
	sigprocmask(SIG_BLOCK, &blocked, &state.while_waiting);
	for (size_t k = 0; k < sizeof ours / sizeof *ours; k++) {
		sigdelset(&state.while_waiting, ours[k]);
		sigaction(ours[k], &action, NULL);
	}
	signal(SIGPIPE, SIG_IGN);
	signal(SIGINT, SIG_IGN);
	signal(SIGQUIT, SIG_IGN);
	signal(SIGTSTP, SIG_IGN);
}

/* One thing that a signal told us, or WIRE_TIMEOUT for none. */
static enum wire_event
wire_signalled(struct wire *wire)
{
	struct winsize size;

	if (state.closing)
		return WIRE_CLOSING;
	if (state.resized) {
		state.resized = 0;
		if (wire->control_fd < 0 && !ioctl(wire->out_fd, TIOCGWINSZ, &size)) {
			control_clamp(size.ws_col, size.ws_row, &wire->cols, &wire->rows);
			return WIRE_RESIZED;
		}
	}
	if (state.news) {
		state.news = 0;
		return WIRE_NEWS;
	}
	return WIRE_TIMEOUT;
}

static enum wire_event
wire_take_control(struct wire *wire)
{
	struct control control;

	switch (control_receive(wire->control_fd, &control, MSG_DONTWAIT)) {
	case ERR_OK:
		break;
	case ERR_BUSY:
		return WIRE_TIMEOUT;
	default:
		return WIRE_HANGUP;
	}
	if (control.kind != CONTROL_RESIZE)
		return WIRE_TIMEOUT;
	control_clamp(control.cols, control.rows, &wire->cols, &wire->rows);
	return WIRE_RESIZED;
}

void
wire_look_for_news(struct wire *wire)
{
	wire->look_at_ms = clock_monotonic_ms() + LOOK_MS;
}

/* How long to wait when the caller would wait that long: not past the next look for news. */
static int
wire_until_look(const struct wire *wire, int timeout_ms)
{
	int64_t left_ms = wire->look_at_ms - clock_monotonic_ms();

	if (!wire->look_at_ms || (timeout_ms >= 0 && timeout_ms <= left_ms))
		return timeout_ms;
	return left_ms > 0 ? (int)left_ms : 0;
}

static enum wire_event
wire_time_out(struct wire *wire)
{
	if (!wire->look_at_ms || clock_monotonic_ms() < wire->look_at_ms)
		return WIRE_TIMEOUT;
	wire_look_for_news(wire);
	return WIRE_NEWS;
}

static enum wire_event
wire_wait_here(struct wire *wire, int timeout_ms)
{
	int wait_ms = wire_until_look(wire, timeout_ms);
	struct pollfd fds[2] = {
	    {.fd = wire->in_fd, .events = POLLIN},
	    {.fd = wire->control_fd, .events = POLLIN},
	};
	struct timespec limit = {.tv_sec = wait_ms / 1000, .tv_nsec = wait_ms % 1000 * 1000000L};
	enum wire_event event;
	int ready;

	event = wire_signalled(wire);
	if (event != WIRE_TIMEOUT)
		return event;
	ready = ppoll(fds, 2, wait_ms < 0 ? NULL : &limit, &state.while_waiting);
	if (ready < 0 && errno == EINTR)
		return wire_signalled(wire);
	if (ready <= 0)
		return ready ? WIRE_HANGUP : wire_time_out(wire);
	if (fds[1].revents) {
		event = wire_take_control(wire);
		if (event == WIRE_RESIZED || (event == WIRE_HANGUP && !(fds[0].revents & POLLIN)))
			return event;
	}
	if (fds[0].revents & POLLIN)
		return WIRE_BYTES;
	return fds[0].revents ? WIRE_HANGUP : WIRE_TIMEOUT;
}

enum wire_event
wire_wait(struct wire *wire, int timeout_ms)
{
	enum wire_event event =
	    wire->wait ? wire->wait(wire->context, wire, timeout_ms) : wire_wait_here(wire, timeout_ms);

	if (event == WIRE_BYTES && wire->heard)
		wire->heard(wire->whose);
	return event;
}

bool
wire_has_bytes(const struct wire *wire)
{
	struct pollfd in = {.fd = wire->in_fd, .events = POLLIN};

	return !wire->wait && poll(&in, 1, 0) > 0;
}

void
wire_write(struct wire *wire, const char *bytes, size_t count)
{
	while (count) {
		ssize_t written = write(wire->out_fd, bytes, count);

		if (written < 0 && errno == EINTR)
			continue;
		if (written <= 0)
			return;
		bytes += written;
		count -= (size_t)written;
	}
}

size_t
wire_unsent(const struct wire *wire)
{
	int unsent;

	if (wire->control_fd < 0 || ioctl(wire->out_fd, SIOCOUTQ, &unsent) || unsent < 0)
		return 0;
	return (size_t)unsent;
}
