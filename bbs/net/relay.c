/*
 * One visitor from the first byte to the last: what to wait for, when to run libssh, which bytes go where, how it
 * ends. How the process got ready is transport.c's; what a visitor may ask, authenticate.c's and channel.c's.
 *
 * libssh is run only when its socket is ready and what it may bring still fits (pump.h); nothing here blocks but
 * the one poll(2).
 */
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/mem.h"
#include "net/authenticate.h"
#include "net/channel.h"
#include "net/relay.h"

enum {
	SHELL_MS = 30 * 1000,         /* from signing in to asking for a shell */
	DELIVER_MS = 30 * 1000,       /* for a client to take what is pending when its session has ended */
	CLOSE_MS = 30 * 1000,         /* for the client to close after us: OpenSSH does when its pager has read all */
	SHUTDOWN_MS = 2500,           /* both of these together when the board stops */
	FLUSH_MS = 500,               /* for a last reply before signing in was given up */
	CHUNK_BYTES = 4096,           /* on the stack of an idle process, so not more than a screen needs */
	STRANGER_BYTES = 1024 * 1024, /* from somebody who has not signed in */
};

/* --- libssh --- */

static bool
relay_has_output(const struct visit *visit)
{
	return ssh_get_status(visit->ssh) & SSH_WRITE_PENDING;
}

/* Output that somebody waits for: then libssh must be run even if there is little room for what it brings. */
static bool
relay_output_waits(const struct visit *visit)
{
	return pump_count(&visit->to_client) || relay_has_output(visit) ||
	    (visit->channel && !ssh_channel_window_size(visit->channel));
}

static bool
relay_may_read(const struct visit *visit)
{
	return pump_may_read(pump_count(&visit->to_session), relay_output_waits(visit));
}

/*
 * Why libssh gave up. Leaving is everybody's right, as is speaking only other algorithms than ours; the rest is
 * breaking the protocol.
 */
static enum serve_exit
relay_judge_failure(const struct visit *visit)
{
	static const char *const harmless[] = {"Socket error", "Received SSH_MSG_DISCONNECT", "kex error"};
	const char *error = ssh_get_error(visit->ssh);

	for (size_t k = 0; k < sizeof harmless / sizeof *harmless; k++)
		if (!strncmp(error, harmless[k], strlen(harmless[k])))
			return visit->signed_in ? SERVE_EXIT_OK : SERVE_EXIT_NEVER_TRIED;
	log_info("protocol source=%08x words=%.100s", visit->label, error);
	return SERVE_EXIT_PROTOCOL;
}

/*
 * Acknowledge what has come without the usual 40 ms in which the kernel hopes for an answer to ride on. OpenSSH's
 * client has Nagle's delay on until it is signed in: its second packet waits for this.
 */
static void
relay_answer_at_once(const struct visit *visit)
{
	int on = 1;

	setsockopt(visit->tcp_fd, IPPROTO_TCP, TCP_QUICKACK, &on, sizeof on);
}

static void
relay_run_keys(struct visit *visit)
{
	int result = ssh_handle_key_exchange(visit->ssh);

	relay_answer_at_once(visit);
	if (result == SSH_AGAIN)
		return;
	visit->event = result == SSH_OK ? ssh_event_new() : NULL;
	if (!visit->event || ssh_event_add_session(visit->event, visit->ssh) != SSH_OK) {
		visit_end(visit, relay_judge_failure(visit));
		return;
	}
	if (visit->stage == VISIT_KEYS) /* a hasty client may be further already */
		visit->stage = VISIT_SIGN_IN;
}

/* One run of libssh: read what is there, call our callbacks, send what is queued. */
static void
relay_run_ssh(struct visit *visit)
{
	if (!visit->event)
		relay_run_keys(visit);
	else if (ssh_event_dopoll(visit->event, 0) == SSH_ERROR ||
	    (ssh_get_status(visit->ssh) & (SSH_CLOSED | SSH_CLOSED_ERROR)))
		visit_end(visit, relay_judge_failure(visit));
	if (!visit->signed_in && visit->socket_counter.in_bytes > STRANGER_BYTES)
		visit_end(visit, SERVE_EXIT_PROTOCOL);
	if (visit->keys_chosen && !visit->keys_sent_ms && visit->socket_counter.out_bytes > visit->keys_chosen_bytes)
		visit->keys_sent_ms = clock_monotonic_ms();
}

/* libssh tells how far a connection is: 0.8 when the algorithms are chosen, the client's half then is under way. */
static void
relay_note_progress(void *context, float progress)
{
	struct visit *visit = context;

	if (progress < 0.75F || visit->keys_chosen)
		return;
	visit->keys_chosen = true;
	visit->keys_chosen_bytes = visit->socket_counter.out_bytes;
}

static int
relay_take_message(ssh_session ssh, ssh_message message, void *context)
{
	(void)ssh;
	if (ssh_message_type(message) == SSH_REQUEST_AUTH)
		return authenticate_message(context, message);
	return channel_message(context, message);
}

/* --- bytes --- */

static void
relay_write_session(struct visit *visit)
{
	while (pump_count(&visit->to_session)) {
		ssize_t sent = send(visit->bytes_fd, pump_head(&visit->to_session), pump_count(&visit->to_session),
		    MSG_DONTWAIT | MSG_NOSIGNAL);

		if (sent < 0 && (errno == EAGAIN || errno == EINTR))
			return;
		visit->moved = true;
		/* a session that has gone says so where its output is read */
		pump_drop(&visit->to_session, sent > 0 ? (size_t)sent : pump_count(&visit->to_session));
	}
	if (visit->client_eof && !visit->session_told_eof) {
		visit->session_told_eof = true;
		shutdown(visit->bytes_fd, SHUT_WR);
	}
}

/* As much of what is queued as the client has window for, when nothing of libssh's own waits. */
static void
relay_write_client(struct visit *visit)
{
	size_t count = pump_count(&visit->to_client);
	uint32_t window;
	int sent;

	if (!visit->channel || !count || relay_has_output(visit))
		return;
	window = ssh_channel_window_size(visit->channel);
	if (!window) /* a write would run libssh from inside, waiting for one */
		return;
	if (count > window)
		count = window;
	sent = visit->to_stderr
	    ? ssh_channel_write_stderr(visit->channel, pump_head(&visit->to_client), (uint32_t)count)
	    : ssh_channel_write(visit->channel, pump_head(&visit->to_client), (uint32_t)count);
	if (sent < 0)
		visit_end(visit, relay_judge_failure(visit));
	else
		pump_drop(&visit->to_client, (size_t)sent);
}

static bool
relay_may_take_from_session(const struct visit *visit)
{
	return visit->stage == VISIT_RUNNING && !relay_output_waits(visit);
}

static void relay_note_session_end(struct visit *);

static void
relay_read_session(struct visit *visit)
{
	char bytes[CHUNK_BYTES];
	uint32_t window = ssh_channel_window_size(visit->channel);
	ssize_t got = recv(visit->bytes_fd, bytes, window < sizeof bytes ? window : sizeof bytes, MSG_DONTWAIT);

	if (got < 0 && (errno == EAGAIN || errno == EINTR))
		return;
	if (got <= 0) {
		relay_note_session_end(visit);
		return;
	}
	pump_add(&visit->to_client, bytes, (size_t)got);
	relay_write_client(visit);
	if (!visit->seen) { /* the board is on the screen: what keys and signing in took is not needed again */
		visit->seen = true;
		mem_give_back();
	}
	/* take in at once that the socket can be written to again, so that the next poll(2) can sleep */
	if (!visit->ended && relay_may_read(visit) && (ssh_get_poll_flags(visit->ssh) & SSH_WRITE_PENDING))
		relay_run_ssh(visit);
}

/* --- the session's side of the control socket --- */

static void
relay_read_control(struct visit *visit)
{
	struct control message;
	enum err result;

	while ((result = control_receive(visit->control_fd, &message, MSG_DONTWAIT)) == ERR_OK) {
		if (message.kind == CONTROL_LEAVE)
			visit->session_left = true;
		else
			log_warning("session_odd source=%08x kind=%u", visit->label, message.kind);
	}
	if (result != ERR_BUSY)
		visit->control_gone = true;
}

/* Its output is at an end, all of it is in our hands. Did it say goodbye? */
static void
relay_note_session_end(struct visit *visit)
{
	if (!visit->control_gone)
		relay_read_control(visit);
	if (visit->session_left) {
		visit_part(visit, NULL, false, EXIT_SUCCESS, SERVE_EXIT_OK, DELIVER_MS);
		return;
	}
	log_warning("session_died source=%08x", visit->label);
	visit_part(visit, visit->words->session_died, true, EXIT_FAILURE, SERVE_EXIT_OK, DELIVER_MS);
}

/* --- ending --- */

/* The board stops, or the listener has gone. Before there is a channel a disconnect message has to do. */
static void
relay_shut_down(struct visit *visit)
{
	if (visit->channel && visit->stage < VISIT_PARTING) {
		visit_part(visit, visit->words->shutting_down, true, EXIT_SUCCESS, SERVE_EXIT_OK, SHUTDOWN_MS);
		return;
	}
	if (visit->channel && visit->part_by_ms > clock_monotonic_ms() + SHUTDOWN_MS)
		visit->part_by_ms = clock_monotonic_ms() + SHUTDOWN_MS;
	if (visit->channel)
		return;
	ssh_session_set_disconnect_message(visit->ssh, visit->words->shutting_down);
	visit_end(visit, SERVE_EXIT_OK);
}

/* All is said: the status, end of file, close. Then the client has the word, for a short while. */
static void
relay_close_channel(struct visit *visit)
{
	int64_t by_ms = clock_monotonic_ms() + CLOSE_MS;

	if (visit->stage != VISIT_PARTING || pump_count(&visit->to_client))
		return;
	ssh_channel_request_send_exit_status(visit->channel, visit->exit_status);
	ssh_channel_close(visit->channel);
	visit->stage = VISIT_CLOSING;
	if (visit->part_by_ms > by_ms)
		visit->part_by_ms = by_ms;
}

/* When the visit has to have got further, and what it means if it has not. */
static int64_t
relay_deadline(const struct visit *visit, enum serve_exit *why)
{
	const struct config *config = visit->config;
	int64_t all = visit->began_ms + config->net_sign_in_s * 1000, step = all;

	*why = SERVE_EXIT_TIMEOUT;
	switch (visit->stage) {
	case VISIT_KEYS:
		step = visit->keys_sent_ms ? visit->keys_sent_ms + config->net_fingerprint_s * 1000
					   : visit->began_ms + config->net_key_exchange_s * 1000;
		break;
	case VISIT_SIGN_IN:
		break;
	case VISIT_SHELL:
		return visit->signed_in_ms + SHELL_MS;
	case VISIT_RUNNING:
		*why = SERVE_EXIT_PROTOCOL;
		return visit->stalled_since_ms ? visit->stalled_since_ms + PUMP_STALL_MS : INT64_MAX;
	case VISIT_PARTING:
	case VISIT_CLOSING:
		*why = visit->why;
		return visit->part_by_ms;
	}
	return step < all ? step : all;
}

static void
relay_check_time(struct visit *visit)
{
	int64_t now_ms = clock_monotonic_ms();
	enum serve_exit why;

	pump_has_stalled(&visit->stalled_since_ms,
	    visit->stage == VISIT_RUNNING && !pump_may_read(pump_count(&visit->to_session), false), visit->moved,
	    now_ms);
	visit->moved = false;
	channel_send_resize(visit, now_ms);
	if (now_ms >= relay_deadline(visit, &why)) {
		if (why == SERVE_EXIT_PROTOCOL)
			log_info("flooded source=%08x", visit->label);
		visit_end(visit, why);
	}
}

/* How long poll(2) may sleep: for ever when nothing is due, since nobody wakes on a timer while idle. */
static int
relay_sleep_ms(const struct visit *visit)
{
	enum serve_exit why;
	int64_t due = relay_deadline(visit, &why), left;

	if (visit->resized && visit->resize_sent_ms + CHANNEL_RESIZE_GAP_MS < due)
		due = visit->resize_sent_ms + CHANNEL_RESIZE_GAP_MS;
	if (due == INT64_MAX)
		return -1;
	left = due - clock_monotonic_ms();
	if (left < 0)
		return 0;
	return left > 3600 * 1000 ? 3600 * 1000 : (int)left;
}

/* --- the loop --- */

enum { ON_TCP, ON_BYTES, ON_CONTROL, ON_SIGNAL, ON_COUNT };

/*
 * The client's socket is read when there is room and nothing of ours waits to go out (a client that asks without
 * reading the answers gets stuck itself), and otherwise only watched for its going.
 */
static short
relay_tcp_events(const struct visit *visit)
{
	bool writes = ssh_get_poll_flags(visit->ssh) & SSH_WRITE_PENDING;

	if (!relay_may_read(visit))
		return POLLRDHUP;
	return (short)((relay_has_output(visit) ? POLLRDHUP : POLLIN) | (writes ? POLLOUT : 0));
}

static void
relay_wait(struct visit *visit, struct pollfd ready[static ON_COUNT])
{
	short bytes = 0;

	if (relay_may_take_from_session(visit))
		bytes |= POLLIN;
	if (pump_count(&visit->to_session))
		bytes |= POLLOUT;
	ready[ON_TCP] = (struct pollfd){.fd = visit->tcp_fd, .events = relay_tcp_events(visit)};
	ready[ON_BYTES] = (struct pollfd){.fd = bytes ? visit->bytes_fd : -1, .events = bytes};
	ready[ON_CONTROL] =
	    (struct pollfd){.fd = visit->control_gone || visit->stage != VISIT_RUNNING ? -1 : visit->control_fd,
		.events = POLLIN};
	ready[ON_SIGNAL] = (struct pollfd){.fd = visit->signal_fd, .events = POLLIN};
	if (poll(ready, ON_COUNT, relay_sleep_ms(visit)) < 0)
		for (int k = 0; k < ON_COUNT; k++)
			ready[k].revents = 0;
}

static void
relay_look_at_tcp(struct visit *visit, const struct pollfd *ready)
{
	if (ready->revents & (POLLIN | POLLOUT))
		relay_run_ssh(visit);
	else if (ready->revents) /* it has gone while it was held back */
		visit_end(visit, visit->signed_in ? SERVE_EXIT_OK : SERVE_EXIT_NEVER_TRIED);
}

static void
relay_turn(struct visit *visit)
{
	struct pollfd ready[ON_COUNT];
	struct signalfd_siginfo signal;

	relay_wait(visit, ready);
	if (ready[ON_SIGNAL].revents && read(visit->signal_fd, &signal, sizeof signal) > 0)
		relay_shut_down(visit);
	if (ready[ON_TCP].revents && !visit->ended)
		relay_look_at_tcp(visit, &ready[ON_TCP]);
	if (visit->ended)
		return;
	if (ready[ON_CONTROL].revents)
		relay_read_control(visit);
	relay_write_session(visit);
	relay_write_client(visit);
	if ((ready[ON_BYTES].revents & (POLLIN | POLLHUP | POLLERR)) && relay_may_take_from_session(visit))
		relay_read_session(visit);
	/* a goodbye may have been queued just now, and no event would come for it */
	if (!visit->ended)
		relay_write_client(visit);
	if (!visit->ended)
		relay_close_channel(visit);
	relay_check_time(visit);
}

/* Before there is a channel: let the last reply out, then say that this was all. */
static void
relay_disconnect(struct visit *visit)
{
	int64_t until_ms = clock_monotonic_ms() + FLUSH_MS;
	struct pollfd ready = {.fd = visit->tcp_fd, .events = POLLOUT};

	if (visit->channel || (ssh_get_status(visit->ssh) & (SSH_CLOSED | SSH_CLOSED_ERROR)))
		return;
	while (visit->event && relay_has_output(visit) && clock_monotonic_ms() < until_ms &&
	    poll(&ready, 1, FLUSH_MS) == 1)
		if (ssh_event_dopoll(visit->event, 0) == SSH_ERROR)
			return;
	ssh_disconnect(visit->ssh);
}

/*
 * As OpenSSH since 9.8: an attempt that failed is what counts, not only having used up all of them, or leaving
 * before the last would make guessing free. A time-out stays one: people are slow, and it is never penalised.
 */
static enum serve_exit
relay_judge_end(const struct visit *visit)
{
	bool gave_up = !visit->signed_in && visit->failures && visit->why == SERVE_EXIT_NEVER_TRIED;

	return gave_up ? SERVE_EXIT_FAILED_AUTH : visit->why;
}

int
relay_serve(struct visit *visit)
{
	ssh_set_message_callback(visit->ssh, relay_take_message, visit);
	visit->callbacks =
	    (struct ssh_callbacks_struct){.userdata = visit, .connect_status_function = relay_note_progress};
	ssh_callbacks_init(&visit->callbacks);
	ssh_set_callbacks(visit->ssh, &visit->callbacks);
	ssh_set_counters(visit->ssh, &visit->socket_counter, &visit->packet_counter);
	relay_run_ssh(visit); /* our banner and offer go out before the client's come in */
	while (!visit->ended)
		relay_turn(visit);
	relay_disconnect(visit);
	return (int)relay_judge_end(visit);
}
