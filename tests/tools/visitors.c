/*
 * Many visitors at once, and how long a key takes for one of them. For tests/bench/by-hand; not shipped.
 *
 *   visitors [--key FILE] [--command COMMAND] PORT USER[:PASSWORD] N KEYS
 *
 * Opens N terminals (80x24, xterm-256color) on 127.0.0.1, four under way at a time, and waits until all first screens
 * are complete. Then one of them presses Down and Up in turn, KEYS times, each time waiting for the answer. Prints
 * one measure a line, "name value". After that each line on standard input is a round of as many keys more; at its
 * end everybody leaves.
 *
 * With COMMAND it measures an sshd in the same way. `cat` has no use for arrows: there a key is a letter, echoed by
 * the terminal's line. An answer is complete when nothing has come for 2 ms, a first screen after 100 ms. A board that
 * is late may take Down and Up together and rightly paint nothing: such keys are counted by themselves.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <libssh/libssh.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "base/mem.h"

enum {
	AT_ONCE = 4,
	SCREEN_QUIET_US = 100 * 1000,
	ANSWER_QUIET_US = 2 * 1000,
	PATIENCE_US = 20 * 1000 * 1000,
	ANSWER_US = 1000 * 1000,
	LINE_KEYS = 1000, /* a terminal's line takes 4095 letters, then no more */
};

struct visitor {
	ssh_session ssh;
	ssh_channel channel;
	int fd;
	int step;         /* in steps[]; past the last: it has its first screen */
	size_t bytes;     /* of the screen */
	int64_t heard_us; /* when the last of them came */
};

static struct {
	unsigned port;
	const char *user, *password, *command;
	ssh_key key;
	size_t count, key_count;
	struct visitor *visitors;
	bool types_letters;
} state;

static int64_t
now_us(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

static _Noreturn void
give_up(const struct visitor *visitor, const char *what)
{
	fprintf(stderr, "visitors: %s: %s\n", what, visitor ? ssh_get_error(visitor->ssh) : strerror(errno));
	exit(1);
}

/* --- from the socket to the first screen: each step is asked again until it is done --- */

static int
dial(void)
{
	struct sockaddr_in there = {.sin_family = AF_INET, .sin_port = htons((uint16_t)state.port)};
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), on = 1;

	there.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	if (fd < 0 || connect(fd, (struct sockaddr *)&there, sizeof there))
		give_up(NULL, "connect");
	setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
	return fd;
}

static void
visitor_start(struct visitor *visitor)
{
	bool process_config = false;

	*visitor = (struct visitor){.ssh = ssh_new(), .fd = dial()};
	ssh_options_set(visitor->ssh, SSH_OPTIONS_PROCESS_CONFIG, &process_config);
	ssh_options_set(visitor->ssh, SSH_OPTIONS_SSH_DIR, "/nonexistent");
	ssh_options_set(visitor->ssh, SSH_OPTIONS_KNOWNHOSTS, "/dev/null");
	ssh_options_set(visitor->ssh, SSH_OPTIONS_GLOBAL_KNOWNHOSTS, "/dev/null");
	ssh_options_set(visitor->ssh, SSH_OPTIONS_HOST, "127.0.0.1");
	ssh_options_set(visitor->ssh, SSH_OPTIONS_USER, state.user);
	ssh_options_set(visitor->ssh, SSH_OPTIONS_FD, &visitor->fd);
	ssh_set_blocking(visitor->ssh, 0);
}

static int
step_connect(struct visitor *visitor)
{
	return ssh_connect(visitor->ssh);
}

static int
sign_in_by_questions(struct visitor *visitor)
{
	int result = ssh_userauth_kbdint(visitor->ssh, NULL, NULL);

	while (result == SSH_AUTH_INFO) {
		if (ssh_userauth_kbdint_getnprompts(visitor->ssh) > 0)
			ssh_userauth_kbdint_setanswer(visitor->ssh, 0, state.password);
		result = ssh_userauth_kbdint(visitor->ssh, NULL, NULL);
	}
	return result;
}

static int
step_sign_in(struct visitor *visitor)
{
	int result;

	if (state.key)
		result = ssh_userauth_publickey(visitor->ssh, NULL, state.key);
	else if (state.password)
		result = sign_in_by_questions(visitor);
	else
		result = ssh_userauth_none(visitor->ssh, NULL);
	if (result == SSH_AUTH_AGAIN)
		return SSH_AGAIN;
	return result == SSH_AUTH_SUCCESS ? SSH_OK : SSH_ERROR;
}

static int
step_open_channel(struct visitor *visitor)
{
	if (!visitor->channel)
		visitor->channel = ssh_channel_new(visitor->ssh);
	return visitor->channel ? ssh_channel_open_session(visitor->channel) : SSH_ERROR;
}

static int
step_ask_terminal(struct visitor *visitor)
{
	return ssh_channel_request_pty_size(visitor->channel, "xterm-256color", 80, 24);
}

static int
step_ask_shell(struct visitor *visitor)
{
	return state.command ? ssh_channel_request_exec(visitor->channel, state.command)
			     : ssh_channel_request_shell(visitor->channel);
}

/* Take in what has come. */
static void
visitor_listen(struct visitor *visitor)
{
	char bytes[16384];
	int got;

	while ((got = ssh_channel_read_nonblocking(visitor->channel, bytes, sizeof bytes, 0)) > 0) {
		visitor->bytes += (size_t)got;
		visitor->heard_us = now_us();
	}
	if (got < 0 || ssh_channel_is_eof(visitor->channel))
		give_up(visitor, "the screen ended");
}

static int
step_see_screen(struct visitor *visitor)
{
	visitor_listen(visitor);
	return visitor->bytes ? SSH_OK : SSH_AGAIN;
}

static const struct {
	const char *name;
	int (*run)(struct visitor *);
} steps[] = {
    {"key exchange", step_connect},
    {"sign-in", step_sign_in},
    {"channel", step_open_channel},
    {"terminal", step_ask_terminal},
    {"shell", step_ask_shell},
    {"first screen", step_see_screen},
};

enum { STEPS = sizeof steps / sizeof *steps };

static bool
visitor_is_in(const struct visitor *visitor)
{
	return visitor->step == STEPS;
}

/* As far as what has come so far allows. */
static void
visitor_go_on(struct visitor *visitor)
{
	int result = SSH_OK;

	while (!visitor_is_in(visitor) && result == SSH_OK) {
		result = steps[visitor->step].run(visitor);
		if (result == SSH_OK)
			visitor->step++;
		else if (result != SSH_AGAIN)
			give_up(visitor, steps[visitor->step].name);
	}
	if (visitor_is_in(visitor))
		visitor_listen(visitor);
}

/* --- all of them --- */

/* Wait for the first so many, take in what came; false when nothing did within that time. */
static bool
hear_all(size_t started, int64_t within_us)
{
	struct timespec limit = {.tv_sec = within_us / 1000000, .tv_nsec = within_us % 1000000 * 1000};
	struct pollfd *ready = mem_alloc_array(started, sizeof *ready);
	bool heard;

	for (size_t k = 0; k < started; k++) {
		bool writes = ssh_get_poll_flags(state.visitors[k].ssh) & SSH_WRITE_PENDING;

		ready[k] =
		    (struct pollfd){.fd = state.visitors[k].fd, .events = (short)(POLLIN | (writes ? POLLOUT : 0))};
	}
	heard = ppoll(ready, started, &limit, NULL) > 0;
	for (size_t k = 0; heard && k < started; k++)
		if (ready[k].revents)
			visitor_go_on(&state.visitors[k]);
	free(ready);
	return heard;
}

static size_t
count_arrived(size_t started)
{
	size_t count = 0;

	for (size_t k = 0; k < started; k++)
		count += visitor_is_in(&state.visitors[k]);
	return count;
}

/* Log-ins per second count to the last byte of the last first screen, without the wait that proves it the last. */
static void
let_all_in(void)
{
	int64_t began_us = now_us(), ended_us = 0;
	size_t started = 0, arrived = 0;

	while (arrived < state.count) {
		for (; started < state.count && started - arrived < AT_ONCE; started++) {
			visitor_start(&state.visitors[started]);
			visitor_go_on(&state.visitors[started]);
		}
		if (!hear_all(started, PATIENCE_US))
			give_up(NULL, "nothing comes");
		arrived = count_arrived(started);
	}
	while (hear_all(state.count, SCREEN_QUIET_US))
		continue;
	for (size_t k = 0; k < state.count; k++)
		if (state.visitors[k].heard_us > ended_us)
			ended_us = state.visitors[k].heard_us;
	printf("visitors %zu\nlog_ins_per_s %.1f\nfirst_screen_bytes %zu\n", state.count,
	    (double)state.count * 1e6 / (double)(ended_us - began_us), state.visitors[0].bytes);
}

/* --- keys --- */

/* Until nothing has come for so long; false when nothing came at all. */
static bool
visitor_hear_out(struct visitor *visitor, int64_t patience_us, int64_t quiet_us)
{
	struct pollfd ready = {.fd = visitor->fd};
	int64_t before_us = visitor->heard_us, within_us = patience_us;

	for (;;) {
		struct timespec limit = {.tv_sec = within_us / 1000000, .tv_nsec = within_us % 1000000 * 1000};

		ready.events = POLLIN;
		if (ssh_get_poll_flags(visitor->ssh) & SSH_WRITE_PENDING)
			ready.events |= POLLOUT;
		if (ppoll(&ready, 1, &limit, NULL) <= 0)
			return visitor->heard_us != before_us;
		visitor_listen(visitor);
		if (visitor->heard_us != before_us)
			within_us = quiet_us;
	}
}

static void
visitor_type(struct visitor *visitor, const char *bytes)
{
	if (ssh_channel_write(visitor->channel, bytes, (uint32_t)strlen(bytes)) < 0)
		give_up(visitor, "key");
}

static const char *
nth_key(size_t k)
{
	if (state.types_letters)
		return "x";
	return k % 2 ? "\033[A" : "\033[B";
}

static int
compare_times(const void *a, const void *b)
{
	int64_t left = *(const int64_t *)a, right = *(const int64_t *)b;

	return (left > right) - (left < right);
}

static void
press_keys(struct visitor *visitor)
{
	int64_t *took_us = mem_alloc_array(state.key_count, sizeof *took_us);
	size_t bytes = 0, answered = 0;

	for (size_t k = 0; k < state.key_count; k++) {
		size_t bytes_before = visitor->bytes;
		int64_t pressed_us = now_us();

		visitor_type(visitor, nth_key(k));
		if (!visitor_hear_out(visitor, ANSWER_US, ANSWER_QUIET_US))
			continue;
		took_us[answered++] = visitor->heard_us - pressed_us;
		bytes += visitor->bytes - bytes_before;
		if (state.types_letters && k % LINE_KEYS == LINE_KEYS - 1) {
			visitor_type(visitor, "\n");
			visitor_hear_out(visitor, PATIENCE_US, SCREEN_QUIET_US);
		}
	}
	if (answered < state.key_count - state.key_count / 20)
		give_up(NULL, "no answer to many keys");
	qsort(took_us, answered, sizeof *took_us, compare_times);
	printf("key_us_p50 %lld\nkey_us_p99 %lld\nbytes_per_key %.1f\nunanswered_keys %zu\n",
	    (long long)took_us[answered / 2], (long long)took_us[answered * 99 / 100], (double)bytes / (double)answered,
	    state.key_count - answered);
	free(took_us);
}

/* What the server has sent while nobody listened: it is still in the sockets. */
static void
tell_idle_bytes(void)
{
	long long bytes = 0;

	for (size_t k = 0; k < state.count; k++) {
		int waiting = 0;

		if (ioctl(state.visitors[k].fd, FIONREAD, &waiting) == 0)
			bytes += waiting;
	}
	printf("idle_bytes %lld\n", bytes);
}

static int
run(void)
{
	struct visitor *presser;
	char line[64];

	state.visitors = mem_alloc_array(state.count, sizeof *state.visitors);
	presser = &state.visitors[state.count / 2];
	let_all_in();
	if (state.key_count)
		press_keys(presser);
	printf("done\n");
	fflush(stdout);
	while (fgets(line, sizeof line, stdin)) {
		tell_idle_bytes();
		if (state.key_count)
			press_keys(presser);
		printf("done\n");
		fflush(stdout);
	}
	tell_idle_bytes();
	return 0; /* the sockets close by themselves, which is how most visitors leave */
}

/* --- the command line --- */

static int
usage(void)
{
	fprintf(stderr, "usage: visitors [--key FILE] [--command COMMAND] PORT USER[:PASSWORD] N KEYS\n");
	return 2;
}

static int
take_user(char *text)
{
	char *colon = strchr(text, ':');

	state.user = text;
	if (colon) {
		*colon = '\0';
		state.password = colon + 1;
	}
	return *text != '\0';
}

int
main(int argc, char **argv)
{
	struct rlimit files;

	for (argc--, argv++; argc > 1 && !strncmp(*argv, "--", 2); argc -= 2, argv += 2) {
		if (!strcmp(*argv, "--command"))
			state.command = argv[1];
		else if (strcmp(*argv, "--key"))
			return usage();
		else if (ssh_pki_import_privkey_file(argv[1], NULL, NULL, NULL, &state.key) != SSH_OK) {
			fprintf(stderr, "visitors: %s is no private key\n", argv[1]);
			return 2;
		}
	}
	if (argc != 4 || !take_user(argv[1]))
		return usage();
	state.port = (unsigned)strtoul(argv[0], NULL, 10);
	state.count = strtoul(argv[2], NULL, 10);
	state.key_count = strtoul(argv[3], NULL, 10);
	if (!state.port || !state.count)
		return usage();
	state.types_letters = state.command && !strncmp(state.command, "cat", 3);
	if (!getrlimit(RLIMIT_NOFILE, &files)) {
		files.rlim_cur = files.rlim_max;
		setrlimit(RLIMIT_NOFILE, &files);
	}
	return run();
}
