/*
 * A client that misbehaves in one way at a time, to see that the server does not.
 *
 *   hostile HOST PORT CASE|all [NAME]
 *
 * One line for each case: "ok" or "BAD", the case, what happened. Exit status 0 when all were ok. NAME signs in
 * with the none method, "guest" unless given. Not shipped.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <libssh/callbacks.h>
#include <libssh/libssh.h>
#include <poll.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { PATIENCE_S = 20 };

static struct {
	const char *host;
	unsigned port;
	const char *name;
	char said[200]; /* what happened, for the line */
} state;

static bool
say(bool fine, const char *what)
{
	snprintf(state.said, sizeof state.said, "%s", what);
	return fine;
}

static int64_t
now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* --- a good client, as far as each case needs one --- */

static ssh_session
open_session(const char *name)
{
	ssh_session ssh = ssh_new();
	bool process_config = false;
	long patience_s = PATIENCE_S;

	ssh_options_set(ssh, SSH_OPTIONS_PROCESS_CONFIG, &process_config);
	ssh_options_set(ssh, SSH_OPTIONS_SSH_DIR, "/nonexistent");
	ssh_options_set(ssh, SSH_OPTIONS_KNOWNHOSTS, "/dev/null");
	ssh_options_set(ssh, SSH_OPTIONS_GLOBAL_KNOWNHOSTS, "/dev/null");
	ssh_options_set(ssh, SSH_OPTIONS_HOST, state.host);
	ssh_options_set(ssh, SSH_OPTIONS_PORT, &state.port);
	ssh_options_set(ssh, SSH_OPTIONS_TIMEOUT, &patience_s);
	ssh_options_set(ssh, SSH_OPTIONS_USER, name);
	if (ssh_connect(ssh) == SSH_OK)
		return ssh;
	say(false, ssh_get_error(ssh));
	ssh_free(ssh);
	return NULL;
}

static ssh_session
sign_in(void)
{
	ssh_session ssh = open_session(state.name);

	if (!ssh || ssh_userauth_none(ssh, NULL) == SSH_AUTH_SUCCESS)
		return ssh;
	say(false, "could not sign in");
	ssh_disconnect(ssh);
	ssh_free(ssh);
	return NULL;
}

static ssh_channel
open_channel(ssh_session ssh)
{
	ssh_channel channel = ssh_channel_new(ssh);

	if (channel && ssh_channel_open_session(channel) == SSH_OK)
		return channel;
	say(false, "no channel");
	return NULL;
}

/* A session channel with a shell; a terminal of that kind and size when term is not NULL. */
static ssh_channel
open_shell(ssh_session ssh, const char *term, int cols, int rows)
{
	ssh_channel channel = ssh ? open_channel(ssh) : NULL;

	if (!channel)
		return NULL;
	if (term && ssh_channel_request_pty_size(channel, term, cols, rows) != SSH_OK)
		say(false, "no terminal");
	else if (ssh_channel_request_shell(channel) != SSH_OK)
		say(false, "no shell");
	else
		return channel;
	return NULL;
}

/* The process ends after each case, so nothing is freed and nothing can be freed twice. */
static bool
leave(ssh_session ssh, bool fine)
{
	if (ssh)
		ssh_silent_disconnect(ssh);
	return fine;
}

/* Is something sent back within the patience? Then the session is alive. */
static bool
has_answer(ssh_channel channel)
{
	char bytes[4096];

	return ssh_channel_read_timeout(channel, bytes, sizeof bytes, 0, PATIENCE_S * 1000) > 0;
}

/* libssh 0.11 has another call for it, and calls this one old. */
static int
exit_status(ssh_channel channel)
{
#if LIBSSH_VERSION_INT >= SSH_VERSION_INT(0, 11, 0)
	uint32_t status;

	return ssh_channel_get_exit_state(channel, &status, NULL, NULL) == SSH_OK ? (int)status : -1;
#else
	return ssh_channel_get_exit_status(channel);
#endif
}

/* Read what comes until the server ends it; the exit status, or -1. */
static int
read_to_end(ssh_channel channel, char *errors, size_t errors_bytes)
{
	int64_t until_ms = now_ms() + PATIENCE_S * 1000;
	char bytes[4096];
	int got;

	errors[0] = '\0';
	while (!ssh_channel_is_eof(channel) && now_ms() < until_ms) {
		ssh_channel_read_timeout(channel, bytes, sizeof bytes, 0, 50);
		got = ssh_channel_read_nonblocking(channel, bytes, sizeof bytes, 1);
		if (got > 0)
			snprintf(errors, errors_bytes, "%.*s", got, bytes);
	}
	return exit_status(channel);
}

static bool
ends_with_sentence(ssh_session ssh, ssh_channel channel)
{
	char errors[160];
	int status = read_to_end(channel, errors, sizeof errors);

	errors[strcspn(errors, "\r\n")] = '\0';
	snprintf(state.said, sizeof state.said, "status %d, \"%s\"", status, errors);
	return leave(ssh, status == 1 && *errors);
}

/* --- the cases --- */

static bool
case_exec(void)
{
	ssh_session ssh = sign_in();
	ssh_channel channel = ssh ? open_channel(ssh) : NULL;

	if (!channel)
		return leave(ssh, false);
	ssh_channel_request_exec(channel, "touch /tmp/kidsof-was-here");
	return ends_with_sentence(ssh, channel);
}

static bool
case_sftp(void)
{
	ssh_session ssh = sign_in();
	ssh_channel channel = ssh ? open_channel(ssh) : NULL;

	if (!channel)
		return leave(ssh, false);
	ssh_channel_request_subsystem(channel, "sftp");
	return ends_with_sentence(ssh, channel);
}

static bool
case_direct_tcpip(void)
{
	ssh_session ssh = sign_in();
	ssh_channel channel = ssh ? ssh_channel_new(ssh) : NULL;
	bool refused = channel && ssh_channel_open_forward(channel, "127.0.0.1", 22, "127.0.0.1", 1) != SSH_OK;

	return leave(ssh, channel && say(refused, refused ? "refused" : "OPENED"));
}

static bool
case_tcpip_forward(void)
{
	ssh_session ssh = sign_in();
	bool refused = ssh && ssh_channel_listen_forward(ssh, NULL, 0, NULL) != SSH_OK;

	return leave(ssh, ssh && say(refused, refused ? "refused" : "OPENED"));
}

static bool
case_x11(void)
{
	ssh_session ssh = sign_in();
	ssh_channel channel = ssh ? open_channel(ssh) : NULL;
	bool refused = channel && ssh_channel_request_x11(channel, 0, NULL, NULL, 0) != SSH_OK;

	return leave(ssh, channel && say(refused, refused ? "refused" : "OPENED"));
}

/* The request wants no reply, so all there is to see is that nothing comes of it. */
static bool
case_agent(void)
{
	ssh_session ssh = sign_in();
	ssh_channel channel = ssh ? open_channel(ssh) : NULL;
	bool fine = channel && ssh_channel_request_auth_agent(channel) == SSH_OK &&
	    ssh_channel_request_shell(channel) == SSH_OK;

	return leave(ssh, fine && say(has_answer(channel), "the shell answers, no agent channel"));
}

static bool
case_second_channel(void)
{
	ssh_session ssh = sign_in();
	ssh_channel first = open_shell(ssh, NULL, 0, 0), second = first ? ssh_channel_new(ssh) : NULL;
	bool refused = second && ssh_channel_open_session(second) != SSH_OK;

	return leave(ssh, second && say(refused, refused ? "refused" : "OPENED"));
}

static bool
case_huge_name(void)
{
	char *name = malloc(100001);
	ssh_session ssh = open_session(state.name);
	int result;

	if (!name || !ssh)
		return leave(ssh, false);
	memset(name, 'a', 100000);
	name[100000] = '\0';
	ssh_options_set(ssh, SSH_OPTIONS_USER, name);
	result = ssh_userauth_none(ssh, NULL);
	say(true, result == SSH_AUTH_DENIED ? "denied" : result == SSH_AUTH_ERROR ? "sent away" : "LET IN");
	return leave(ssh, result != SSH_AUTH_SUCCESS);
}

static bool
answers_with(const char *term, int cols, int rows)
{
	ssh_session ssh = sign_in();
	ssh_channel channel = open_shell(ssh, term, cols, rows);
	bool fine = channel && say(has_answer(channel), "answers");

	return leave(ssh, fine);
}

static bool
case_huge_term(void)
{
	char term[30001];

	memset(term, 'x', sizeof term - 1);
	term[sizeof term - 1] = '\0';
	return answers_with(term, 80, 24);
}

static bool
case_odd_term(void)
{
	return answers_with("../../../etc/passwd", 80, 24);
}

static bool
case_no_size(void)
{
	return answers_with("xterm", 0, 0);
}

static bool
case_huge_size(void)
{
	return answers_with("xterm", -1, -1); /* 4 294 967 295 on the wire */
}

static bool
case_many_windows(void)
{
	ssh_session ssh = sign_in();
	ssh_channel channel = open_shell(ssh, "xterm", 80, 24);
	bool fine = channel != NULL;

	for (int k = 0; k < 20000 && fine; k++)
		fine = ssh_channel_change_pty_size(channel, 40 + k % 200, 12 + k % 90) == SSH_OK;
	if (fine)
		ssh_channel_write(channel, "x", 1);
	fine = fine && say(has_answer(channel), "answers");
	return leave(ssh, fine);
}

/*
 * A megabyte typed without reading a byte of the answers. Either end is right: a session that reads gets it all,
 * one that doesn't has its visitor sent away. What is wrong is a connection that hangs.
 */
static bool
case_type_megabyte(void)
{
	ssh_session ssh = sign_in();
	ssh_channel channel = open_shell(ssh, NULL, 0, 0);
	char bytes[1000];
	int64_t began_ms = now_ms();
	int written = 0;

	if (!channel)
		return leave(ssh, false);
	memset(bytes, 'x', sizeof bytes);
	for (int k = 0; k < 1000 && written >= 0; k++)
		written = ssh_channel_write(channel, bytes, sizeof bytes);
	snprintf(state.said, sizeof state.said, "%s after %lld ms", written >= 0 ? "taken" : "sent away",
	    (long long)(now_ms() - began_ms));
	return leave(ssh, now_ms() - began_ms < PATIENCE_S * 1000);
}

static bool
case_wrong_passwords(void)
{
	ssh_session ssh = open_session("nobody");
	int result = SSH_AUTH_DENIED, tries = 0;

	if (!ssh)
		return false;
	ssh_userauth_none(ssh, NULL);
	while (tries < 100 && result == SSH_AUTH_DENIED) {
		result = ssh_userauth_password(ssh, NULL, "wrong");
		tries++;
	}
	snprintf(state.said, sizeof state.said, "sent away at try %d", tries);
	return leave(ssh, result == SSH_AUTH_ERROR);
}

/* --- below SSH --- */

static int
open_socket(void)
{
	struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)state.port)};
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

	if (fd < 0 || inet_pton(AF_INET, state.host, &address.sin_addr) != 1 ||
	    connect(fd, (struct sockaddr *)&address, sizeof address)) {
		say(false, "cannot connect");
		return -1;
	}
	return fd;
}

/* Send these and see that the server hangs up within so many seconds. */
static bool
is_sent_away(const char *bytes, size_t count, int within_s)
{
	int fd = open_socket();
	int64_t began_ms = now_ms(), until_ms = began_ms + within_s * 1000;
	struct pollfd ready = {.fd = fd, .events = POLLIN};
	char heard[4096];
	ssize_t got = 1;

	if (fd < 0)
		return false;
	if (count && send(fd, bytes, count, MSG_NOSIGNAL) < 0)
		got = 0;
	while (got > 0 && now_ms() < until_ms && poll(&ready, 1, (int)(until_ms - now_ms())) == 1)
		got = recv(fd, heard, sizeof heard, 0);
	close(fd);
	snprintf(state.said, sizeof state.said, "%s after %lld ms", got <= 0 ? "sent away" : "STILL THERE",
	    (long long)(now_ms() - began_ms));
	return got <= 0;
}

static bool
case_silence(void)
{
	return is_sent_away("", 0, 15);
}

static bool
case_http(void)
{
	static const char request[] = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";

	return is_sent_away(request, sizeof request - 1, 15);
}

static bool
case_garbage(void)
{
	char bytes[4096];

	memcpy(bytes, "SSH-2.0-x\r\n", 11);
	memset(bytes + 11, 0x55, sizeof bytes - 11);
	return is_sent_away(bytes, sizeof bytes, 15);
}

/* --- running them --- */

static const struct {
	const char *name;
	bool (*run)(void);
} cases[] = {
    {"exec", case_exec},
    {"sftp", case_sftp},
    {"direct-tcpip", case_direct_tcpip},
    {"tcpip-forward", case_tcpip_forward},
    {"x11", case_x11},
    {"agent", case_agent},
    {"second-channel", case_second_channel},
    {"huge-name", case_huge_name},
    {"huge-term", case_huge_term},
    {"odd-term", case_odd_term},
    {"no-size", case_no_size},
    {"huge-size", case_huge_size},
    {"many-windows", case_many_windows},
    {"type-megabyte", case_type_megabyte},
    {"wrong-passwords", case_wrong_passwords},
    {"http", case_http},
    {"garbage", case_garbage},
    {"silence", case_silence},
};

int
main(int count, char **arguments)
{
	bool all = count > 3 && !strcmp(arguments[3], "all"), fine = true, found = false;

	if (count < 4) {
		fprintf(stderr, "usage: hostile HOST PORT CASE|all [NAME]\n");
		return 2;
	}
	state.host = arguments[1];
	state.port = (unsigned)strtoul(arguments[2], NULL, 10);
	state.name = count > 4 ? arguments[4] : "guest";
	for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
		bool good;

		if (!all && strcmp(arguments[3], cases[k].name))
			continue;
		found = true;
		state.said[0] = '\0';
		good = cases[k].run();
		printf("%s %s: %s\n", good ? "ok" : "BAD", cases[k].name, state.said);
		fflush(stdout);
		fine = fine && good;
	}
	return found && fine ? 0 : 1;
}
