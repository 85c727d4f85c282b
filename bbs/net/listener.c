/*
 * The listener's loop: one epoll over doors, signals and a descriptor per visitor. It sleeps for ever when nothing
 * is due. All it knows of a visitor is a keyed hash, one byte when somebody has signed in, and how two processes
 * ended.
 */
#include <errno.h>
#include <signal.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/random.h"
#include "net/address.h"
#include "net/listener.h"
#include "net/peers.h"
#include "net/supervise.h"
#include "net/visitor.h"

enum {
	KEY_AGE_MS = 24 * 3600 * 1000,
	ACCEPT_AT_ONCE = 16,   /* then look at the other events */
	ACCEPT_PAUSE_MS = 500, /* without descriptors or processes, trying again at once would only burn time */
	DROP_LOG_MS = 1000,
	LINGER_TERM_MS = 10000, /* a session whose visitor has gone gets this long to save, then SIGTERM, */
	LINGER_KILL_MS = 15000, /* then SIGKILL */
	KEEPER_WELL_MS = 60000, /* a keeper that ran this long did not die of what it was started with */
	KEEPER_DELAY_MS = 1000,
	KEEPER_DELAY_MOST_MS = 60000,
	/* shutting down, from the signal on: */
	STOP_TERM_MS = 3000,
	STOP_KILL_MS = 4500,
	STOP_KEEPER_KILL_MS = 4800,
};

/* What an epoll event is about: the upper half says which kind, the lower the visitor's place. */
enum { EVENT_DOOR, EVENT_SIGNAL, EVENT_VISITOR };

struct listener {
	const struct config *config;
	const struct serve_roles *roles;
	const struct doors *doors;
	struct visitor_parts parts;
	struct child_group transports, sessions;
	struct sources *sources; /* owned */
	struct sources_limits limits;
	struct network *centres; /* owned */
	size_t centre_count;
	int64_t key_made_ms;
	struct visitor *visitors; /* owned; a place with neither process is free */
	struct peers *peers;      /* owned; by the visitor's place */
	size_t places;
	int epoll_fd, signal_fd;
	sigset_t old_mask;

	pid_t keeper; /* 0: none running */
	int64_t keeper_started_ms, keeper_delay_ms, keeper_due_ms;
	int64_t accept_again_ms; /* 0: accepting */
	int64_t drops_logged_ms;
	unsigned drops;

	bool stopping;
	int64_t stop_ms;
	int stop_signal; /* the hardest sent to sessions so far */
	bool keeper_told;
};

static int64_t
earlier(int64_t a, int64_t b)
{
	return a < b ? a : b;
}

/* --- visitors --- */

static bool
visitor_is_there(const struct visitor *visitor)
{
	return visitor->transport || visitor->session;
}

static struct visitor *
listener_find_free_place(struct listener *listener)
{
	size_t places = listener->places;

	for (size_t k = 0; k < places; k++)
		if (!visitor_is_there(&listener->visitors[k]))
			return &listener->visitors[k];
	listener->places = places ? places * 2 : 64;
	listener->visitors = mem_resize_array(listener->visitors, listener->places, sizeof *listener->visitors);
	memset(listener->visitors + places, 0, (listener->places - places) * sizeof *listener->visitors);
	return &listener->visitors[places];
}

static bool
listener_watch(struct listener *listener, int fd, int kind, size_t place)
{
	struct epoll_event event = {.events = EPOLLIN, .data.u64 = (uint64_t)kind << 32 | place};

	return epoll_ctl(listener->epoll_fd, EPOLL_CTL_ADD, fd, &event) == 0;
}

static void
listener_close_status(struct listener *listener, struct visitor *visitor)
{
	if (visitor->status_fd < 0)
		return;
	/* a child just forked may hold a copy for a moment, so closing alone would not end the watch */
	epoll_ctl(listener->epoll_fd, EPOLL_CTL_DEL, visitor->status_fd, NULL);
	close(visitor->status_fd);
	visitor->status_fd = -1;
}

/* The one byte of a transport. Anything else, or a second one, is its end as far as this goes. */
static void
listener_hear_visitor(struct listener *listener, struct visitor *visitor)
{
	char byte = 0;
	ssize_t got = recv(visitor->status_fd, &byte, 1, MSG_DONTWAIT);
	bool guest = byte == 'G';

	if (got < 0 && (errno == EAGAIN || errno == EINTR))
		return;
	if (got != 1 || (byte != 'G' && byte != 'M') || visitor->stage != SOURCES_SIGNING_IN) {
		listener_close_status(listener, visitor);
		return;
	}
	visitor->stage = sources_sign_in(listener->sources, &listener->limits, visitor->source, visitor->exempt, guest);
	if (guest && send(visitor->status_fd, visitor->stage == SOURCES_GUEST ? "Y" : "N", 1, MSG_NOSIGNAL) != 1)
		log_debug("transport_deaf source=%08x", (uint32_t)visitor->source);
}

/* --- how processes end --- */

/* The one line of the log with an address in it: what scripts/fail2ban reads. A centre's is never told. */
static void
listener_penalise(struct listener *listener, const struct visitor *visitor, const char *why, int64_t seconds)
{
	char address[ADDRESS_TEXT];

	if (visitor->exempt)
		return;
	sources_penalise(listener->sources, visitor->source, seconds, clock_monotonic_ms());
	log_info("penalised why=%s seconds=%lld address=%s source=%08x", why, (long long)seconds,
	    address_format(peers_at(listener->peers, (size_t)(visitor - listener->visitors)), address),
	    (uint32_t)visitor->source);
}

/*
 * True for the signals of a crash: not those that the listener, an operator or a kernel without memory sends to end
 * somebody.
 */
static bool
listener_judge_signal(struct listener *listener, const struct visitor *visitor, const char *what, int status)
{
	if (!WIFSIGNALED(status) || WTERMSIG(status) == SIGTERM || listener->stopping || visitor->last_signal)
		return false;
	if (WTERMSIG(status) == SIGKILL) {
		log_warning("%s_killed source=%08x", what, (uint32_t)visitor->source);
		return false;
	}
	log_error("%s_crashed signal=%d source=%08x", what, WTERMSIG(status), (uint32_t)visitor->source);
	listener_penalise(listener, visitor, "crashed", PENALTY_CRASH_S);
	return true;
}

static void
listener_end_transport(struct listener *listener, struct visitor *visitor, int status)
{
	int code = WIFEXITED(status) ? WEXITSTATUS(status) : SERVE_EXIT_OK;

	visitor->transport = 0;
	visitor->alone_since_ms = clock_monotonic_ms();
	listener_close_status(listener, visitor);
	sources_gone(listener->sources, visitor->source, visitor->stage);
	if (listener_judge_signal(listener, visitor, "transport", status))
		return;
	if (code == SERVE_EXIT_FAILED_AUTH)
		listener_penalise(listener, visitor, "failed", PENALTY_FAILED_S);
	else if (code == SERVE_EXIT_PROTOCOL)
		listener_penalise(listener, visitor, "protocol", PENALTY_PROTOCOL_S);
	/* scanners come and go by the thousand: only what cost something is worth a line */
	log_write(code == SERVE_EXIT_OK || code == SERVE_EXIT_NEVER_TRIED ? LOG_LEVEL_DEBUG : LOG_LEVEL_INFO,
	    "gone why=%d source=%08x", code, (uint32_t)visitor->source);
}

static void
listener_end_session(struct listener *listener, struct visitor *visitor, int status)
{
	visitor->session = 0;
	listener_judge_signal(listener, visitor, "session", status);
	if (WIFEXITED(status) && WEXITSTATUS(status) == SERVE_EXIT_FAILED_AUTH) {
		log_info("guessed source=%08x", (uint32_t)visitor->source);
		listener_penalise(listener, visitor, "guessed", PENALTY_FAILED_S);
	} else if (WIFEXITED(status) && WEXITSTATUS(status))
		log_warning("session_failed status=%d source=%08x", WEXITSTATUS(status), (uint32_t)visitor->source);
}

static void
listener_end_keeper(struct listener *listener, int status)
{
	int64_t now_ms = clock_monotonic_ms();
	int64_t delay_ms = listener->keeper_delay_ms;

	if (now_ms - listener->keeper_started_ms >= KEEPER_WELL_MS)
		delay_ms = KEEPER_DELAY_MS;
	listener->keeper = 0;
	listener->keeper_due_ms = now_ms + delay_ms;
	listener->keeper_delay_ms = earlier(delay_ms * 2, KEEPER_DELAY_MOST_MS);
	if (!listener->stopping)
		log_warning("keeper_ended signal=%d status=%d again_ms=%lld",
		    WIFSIGNALED(status) ? WTERMSIG(status) : 0, WIFEXITED(status) ? WEXITSTATUS(status) : 0,
		    (long long)delay_ms);
}

static void
listener_reap(struct listener *listener)
{
	int status;
	pid_t child;

	while ((child = waitpid(-1, &status, WNOHANG)) > 0) {
		if (child == listener->keeper)
			listener_end_keeper(listener, status);
		for (size_t k = 0; k < listener->places; k++) {
			struct visitor *visitor = &listener->visitors[k];

			if (visitor->transport == child)
				listener_end_transport(listener, visitor, status);
			else if (visitor->session == child)
				listener_end_session(listener, visitor, status);
			else
				continue;
			break;
		}
	}
}

/* --- arriving --- */

static void
listener_note_drop(struct listener *listener, enum sources_verdict verdict, uint64_t source, int64_t now_ms)
{
	static const char *const why[] = {
	    [SOURCES_ADMIT] = "no_resources",
	    [SOURCES_FULL] = "full",
	    [SOURCES_EARLY_DROP] = "early_drop",
	    [SOURCES_TOO_MANY] = "too_many",
	    [SOURCES_PENALISED] = "penalised",
	};

	listener->drops++;
	if (listener->drops_logged_ms && now_ms - listener->drops_logged_ms < DROP_LOG_MS)
		return; /* a flood must not become one of the log */
	listener->drops_logged_ms = now_ms;
	log_info("dropped why=%s source=%08x count=%u", why[verdict], (uint32_t)source, listener->drops);
	listener->drops = 0;
}

static void
listener_renew_key(struct listener *listener, int64_t now_ms)
{
	if (now_ms - listener->key_made_ms < KEY_AGE_MS)
		return;
	randombytes_buf(listener->parts.secrets->source_key, SOURCE_KEY_BYTES);
	listener->key_made_ms = now_ms;
}

/* fd taken. */
static void
listener_admit(struct listener *listener, int fd, const struct address *address)
{
	int64_t now_ms = clock_monotonic_ms();
	struct visitor newcomer = {.status_fd = -1}, *place;
	enum sources_verdict verdict;

	listener_renew_key(listener, now_ms);
	newcomer.source = source_hash(listener->parts.secrets->source_key, address);
	newcomer.exempt = networks_contain(listener->centres, listener->centre_count, address);
	verdict = sources_admit(listener->sources, &listener->limits, newcomer.source, newcomer.exempt, now_ms,
	    random_below(100));
	if (verdict != SOURCES_ADMIT) {
		close(fd);
		listener_note_drop(listener, verdict, newcomer.source, now_ms);
		return;
	}
	place = listener_find_free_place(listener);
	if (visitor_start(&listener->parts, fd, &newcomer) != ERR_OK) {
		sources_gone(listener->sources, newcomer.source, SOURCES_SIGNING_IN);
		listener_note_drop(listener, SOURCES_ADMIT, newcomer.source, now_ms);
		return;
	}
	*place = newcomer;
	peers_set(listener->peers, (size_t)(place - listener->visitors), address);
	listener_watch(listener, place->status_fd, EVENT_VISITOR, (size_t)(place - listener->visitors));
}

/* Stop or go on listening without closing the doors. */
static void
listener_set_doors(struct listener *listener, bool open)
{
	for (size_t k = 0; k < listener->doors->count; k++) {
		struct epoll_event event = {.events = open ? EPOLLIN : 0, .data.u64 = (uint64_t)EVENT_DOOR << 32 | k};

		epoll_ctl(listener->epoll_fd, EPOLL_CTL_MOD, listener->doors->fds[k], &event);
	}
	listener->accept_again_ms = open ? 0 : clock_monotonic_ms() + ACCEPT_PAUSE_MS;
}

static void
listener_accept(struct listener *listener, int door)
{
	struct sockaddr_storage peer;
	struct address address;

	for (int k = 0; k < ACCEPT_AT_ONCE; k++) {
		socklen_t bytes = sizeof peer;
		int fd = accept4(door, (struct sockaddr *)&peer, &bytes, SOCK_CLOEXEC | SOCK_NONBLOCK);

		if (fd < 0 && (errno == EMFILE || errno == ENFILE || errno == ENOBUFS || errno == ENOMEM)) {
			log_error("accept_failed errno=%d", errno);
			listener_set_doors(listener, false);
		}
		if (fd < 0)
			return;
		if (address_from_socket(&peer, &address))
			listener_admit(listener, fd, &address);
		else
			close(fd);
	}
}

/* --- configuration --- */

static enum err
listener_use_config(struct listener *listener, const struct config *config)
{
	struct network *centres = NULL;
	size_t count = 0;

	if (networks_parse(config->net_centres, &centres, &count) != ERR_OK)
		return ERR_INVALID;
	free(listener->centres);
	listener->centres = centres;
	listener->centre_count = count;
	listener->config = listener->parts.config = config;
	listener->limits = (struct sources_limits){
	    .visitors = config->net_max_visitors,
	    .signing_in = config->net_max_signing_in,
	    .signing_in_per_source = config->net_max_signing_in_per_source,
	    .guests = config->net_max_guests,
	    .guests_per_source = config->net_max_guests_per_source,
	    .penalties = config->limits_penalties,
	};
	return ERR_OK;
}

static void
listener_reload(struct listener *listener)
{
	const struct config *config;

	supervise_tell(SUPERVISE_RELOADING);
	config = listener->roles->reload ? listener->roles->reload(listener->roles->context) : NULL;

	if (config && listener_use_config(listener, config) != ERR_OK)
		log_error("centres_unreadable");
	else
		log_info("reloaded new=%d", config != NULL);
	supervise_tell(SUPERVISE_READY);
}

/* --- stopping --- */

static void
listener_stop(struct listener *listener)
{
	if (listener->stopping)
		return;
	log_info("stopping visitors=%lld", (long long)sources_visitors(listener->sources));
	supervise_tell(SUPERVISE_STOPPING);
	listener->stopping = true;
	listener->stop_ms = clock_monotonic_ms();
	listener_set_doors(listener, false);
	for (size_t k = 0; k < listener->doors->count; k++)
		epoll_ctl(listener->epoll_fd, EPOLL_CTL_DEL, listener->doors->fds[k], NULL);
	for (size_t k = 0; k < listener->places; k++)
		if (listener->visitors[k].transport)
			kill(listener->visitors[k].transport, SIGTERM);
}

static void
listener_signal_visitors(struct listener *listener, int signal)
{
	for (size_t k = 0; k < listener->places; k++) {
		struct visitor *visitor = &listener->visitors[k];

		if (visitor->session)
			kill(visitor->session, signal);
		if (visitor->transport && signal == SIGKILL)
			kill(visitor->transport, signal);
	}
	listener->stop_signal = signal;
}

static bool
listener_has_visitors(const struct listener *listener)
{
	for (size_t k = 0; k < listener->places; k++)
		if (visitor_is_there(&listener->visitors[k]))
			return true;
	return false;
}

/* Transports were told at the signal; sessions that stay are told, then made to; the keeper comes last. */
static void
listener_hasten(struct listener *listener, int64_t now_ms)
{
	int64_t since_ms = now_ms - listener->stop_ms;
	bool visitors = listener_has_visitors(listener);

	if (visitors && since_ms >= STOP_TERM_MS && !listener->stop_signal)
		listener_signal_visitors(listener, SIGTERM);
	if (visitors && since_ms >= STOP_KILL_MS && listener->stop_signal != SIGKILL)
		listener_signal_visitors(listener, SIGKILL);
	if (listener->keeper && !listener->keeper_told && (!visitors || since_ms >= STOP_KILL_MS)) {
		kill(listener->keeper, SIGTERM);
		listener->keeper_told = true;
	}
	if (listener->keeper && since_ms >= STOP_KEEPER_KILL_MS)
		kill(listener->keeper, SIGKILL);
}

static int64_t
listener_stop_due(const struct listener *listener, int64_t now_ms)
{
	static const int steps[] = {STOP_TERM_MS, STOP_KILL_MS, STOP_KEEPER_KILL_MS};

	for (size_t k = 0; k < sizeof steps / sizeof *steps; k++)
		if (now_ms < listener->stop_ms + steps[k])
			return listener->stop_ms + steps[k];
	return now_ms + 100;
}

/* --- what is due --- */

/* A session whose visitor has gone and that does not end: help it. When to look again, INT64_MAX for never. */
static int64_t
listener_end_lingering(struct visitor *visitor, int64_t now_ms)
{
	int64_t since_ms = now_ms - visitor->alone_since_ms;
	int signal = since_ms >= LINGER_KILL_MS ? SIGKILL : since_ms >= LINGER_TERM_MS ? SIGTERM : 0;

	if (!visitor->session || visitor->transport)
		return INT64_MAX;
	if (signal && signal != visitor->last_signal) {
		log_warning("session_lingers signal=%d source=%08x", signal, (uint32_t)visitor->source);
		kill(visitor->session, signal);
		visitor->last_signal = signal;
	}
	if (signal == SIGKILL)
		return INT64_MAX;
	return visitor->alone_since_ms + (signal ? LINGER_KILL_MS : LINGER_TERM_MS);
}

static void
listener_start_keeper(struct listener *listener, int64_t now_ms)
{
	listener->keeper = visitor_start_keeper(&listener->parts);
	if (listener->keeper < 0)
		listener->keeper = 0;
	listener->keeper_started_ms = now_ms;
	listener->keeper_due_ms = now_ms + listener->keeper_delay_ms;
}

/* Do what is due; the moment when something will be next, INT64_MAX for never. */
static int64_t
listener_do_due(struct listener *listener)
{
	int64_t now_ms = clock_monotonic_ms(), next_ms = supervise_ping(now_ms);

	if (listener->stopping) {
		listener_hasten(listener, now_ms);
		return earlier(next_ms, listener_stop_due(listener, now_ms));
	}
	if (!listener->keeper && listener->roles->keeper) {
		if (now_ms >= listener->keeper_due_ms)
			listener_start_keeper(listener, now_ms);
		if (!listener->keeper)
			next_ms = listener->keeper_due_ms;
	}
	if (listener->accept_again_ms && now_ms >= listener->accept_again_ms)
		listener_set_doors(listener, true);
	if (listener->accept_again_ms)
		next_ms = earlier(next_ms, listener->accept_again_ms);
	for (size_t k = 0; k < listener->places; k++)
		next_ms = earlier(next_ms, listener_end_lingering(&listener->visitors[k], now_ms));
	return next_ms;
}

/* --- the loop --- */

static void
listener_take_signal(struct listener *listener)
{
	struct signalfd_siginfo signal;

	if (read(listener->signal_fd, &signal, sizeof signal) != (ssize_t)sizeof signal)
		return;
	switch (signal.ssi_signo) {
	case SIGCHLD:
		listener_reap(listener);
		break;
	case SIGHUP:
		listener_reload(listener);
		break;
	default:
		listener_stop(listener);
	}
}

static void
listener_handle(struct listener *listener, const struct epoll_event *event)
{
	size_t which = (size_t)(event->data.u64 & 0xffffffff);

	switch (event->data.u64 >> 32) {
	case EVENT_DOOR:
		if (!listener->stopping)
			listener_accept(listener, listener->doors->fds[which]);
		break;
	case EVENT_SIGNAL:
		listener_take_signal(listener);
		break;
	default: /* an earlier event of the same turn may have ended it */
		if (listener->visitors[which].status_fd >= 0)
			listener_hear_visitor(listener, &listener->visitors[which]);
	}
}

static int
listener_sleep_ms(int64_t next_ms)
{
	int64_t left_ms = next_ms == INT64_MAX ? -1 : next_ms - clock_monotonic_ms();

	if (next_ms != INT64_MAX && left_ms < 0)
		return 0;
	return left_ms > 3600 * INT64_C(1000) ? 3600 * 1000 : (int)left_ms;
}

enum err
listener_run(struct listener *listener)
{
	struct epoll_event events[64];

	mem_fill_holes(); /* all that children share is there */
	while (!listener->stopping || listener_has_visitors(listener) || listener->keeper) {
		int64_t next_ms = listener_do_due(listener);
		int count = epoll_wait(listener->epoll_fd, events, 64, listener_sleep_ms(next_ms));

		if (count < 0 && errno != EINTR)
			return ERR_IO;
		for (int k = 0; k < count; k++)
			listener_handle(listener, &events[k]);
	}
	log_info("stopped ms=%lld", (long long)(clock_monotonic_ms() - listener->stop_ms));
	return ERR_OK;
}

/* --- making and freeing --- */

static enum err
listener_open(struct listener *listener)
{
	sigset_t blocked;
	bool fine;

	sigprocmask(SIG_BLOCK, NULL, &listener->old_mask);
	children_set_signals(&blocked);
	listener->epoll_fd = epoll_create1(EPOLL_CLOEXEC);
	listener->signal_fd = signalfd(-1, &blocked, SFD_CLOEXEC | SFD_NONBLOCK);
	fine = listener->epoll_fd >= 0 && listener->signal_fd >= 0 &&
	    listener_watch(listener, listener->signal_fd, EVENT_SIGNAL, 0);
	for (size_t k = 0; k < listener->doors->count; k++)
		fine = fine && listener_watch(listener, listener->doors->fds[k], EVENT_DOOR, k);
	return fine ? ERR_OK : ERR_IO;
}

enum err
listener_new(const struct config *config, const struct net_words *words, const struct serve_roles *roles,
    struct secrets *secrets, const struct doors *doors, struct listener **out)
{
	struct listener *listener = mem_alloc(sizeof *listener);
	enum err result;

	listener->roles = roles;
	listener->doors = doors;
	listener->sources = sources_new();
	listener->peers = peers_new();
	listener->parts = (struct visitor_parts){.words = words,
	    .roles = roles,
	    .secrets = secrets,
	    .transports = &listener->transports,
	    .sessions = &listener->sessions};
	listener->key_made_ms = clock_monotonic_ms();
	listener->keeper_delay_ms = KEEPER_DELAY_MS;
	listener->epoll_fd = listener->signal_fd = -1;
	result = listener_use_config(listener, config);
	if (result == ERR_OK)
		result = listener_open(listener);
	if (result == ERR_OK)
		*out = listener;
	else
		listener_free(listener);
	return result;
}

void
listener_free(struct listener *listener)
{
	if (listener->signal_fd >= 0) {
		close(listener->signal_fd);
		sigprocmask(SIG_SETMASK, &listener->old_mask, NULL);
	}
	if (listener->epoll_fd >= 0)
		close(listener->epoll_fd);
	sources_free(listener->sources);
	peers_free(listener->peers);
	free(listener->centres);
	free(listener->visitors);
	free(listener);
}
