/*
 * A board with nothing in it: serve_run() with a session that answers every sign-in question and echoes what is
 * typed. For trying the SSH side alone, with real clients. Not shipped.
 *
 *   echo_board DIRECTORY [section.option=value ...]
 *
 * prints "ready PORT FINGERPRINT". Names decide what the session does: "guest" is let in with nothing, "nobody"
 * never, "busy" is told so, "slow" has its password judged in 150 ms, "deaf" gets a session that reads nothing,
 * "loud" one that writes for ever, "crash" one that dies at the first byte, "stay" one that doesn't end with its
 * visitor. A password is right when it is "right"; any key is. Ctrl-D leaves.
 */
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/config.h"
#include "base/control.h"
#include "base/log.h"
#include "base/sandbox.h"
#include "net/serve.h"

static struct {
	char name[CONTROL_NAME_BYTES + 1]; /* of the last question */
	const char *dir;
} state;

static uint32_t
echo_judge(const struct control *question)
{
	bool guest = !strcmp(question->name, "guest"), nobody = !strcmp(question->name, "nobody");

	switch (question->kind) {
	case CONTROL_ASK_NONE:
		return guest ? CONTROL_YES_GUEST : CONTROL_NO;
	case CONTROL_ASK_KEY:
		return nobody ? CONTROL_NO : CONTROL_YES;
	case CONTROL_ASK_PROMPT:
		if (!strcmp(question->name, "join"))
			return CONTROL_YES_GUEST;
		return CONTROL_ASK;
	default:
		if (!strcmp(question->name, "busy"))
			return CONTROL_BUSY;
		if (!strcmp(question->name, "slow"))
			usleep(150 * 1000); /* lint: allow sleep, it stands for the time that hashing takes */
		return !nobody && !strcmp(question->secret, "right") ? CONTROL_YES : CONTROL_NO;
	}
}

static void
echo_say(int fd, const char *bytes, size_t count)
{
	while (count) {
		ssize_t sent = send(fd, bytes, count, MSG_NOSIGNAL);

		if (sent <= 0)
			_exit(0);
		bytes += sent;
		count -= (size_t)sent;
	}
}

static void
echo_leave(int control_fd)
{
	struct control leave = {.kind = CONTROL_LEAVE};

	control_send(control_fd, &leave);
	_exit(0);
}

static void
echo_bytes(int bytes_fd, int control_fd)
{
	char bytes[4096];
	ssize_t got = recv(bytes_fd, bytes, sizeof bytes, 0);

	if (got <= 0 || memchr(bytes, 4, (size_t)got)) {
		echo_say(bytes_fd, "bye\r\n", 5);
		echo_leave(control_fd);
	}
	if (!strcmp(state.name, "crash"))
		raise(SIGSEGV);
	echo_say(bytes_fd, bytes, (size_t)got);
}

static void
echo_control(int bytes_fd, int control_fd)
{
	struct control message, answer = {.kind = CONTROL_ANSWER};
	char line[160];

	if (control_receive(control_fd, &message, 0) != ERR_OK)
		_exit(0);
	if (message.kind == CONTROL_START || message.kind == CONTROL_RESIZE) {
		snprintf(line, sizeof line, "%s %ux%u term=%s terminal=%d plain=%d\r\n",
		    message.kind == CONTROL_START ? "start" : "resize", message.cols, message.rows, message.term,
		    message.has_terminal, message.wants_plain);
		echo_say(bytes_fd, line, strlen(line));
		return;
	}
	memcpy(state.name, message.name, sizeof state.name);
	answer.verdict = echo_judge(&message);
	if (control_send(control_fd, &answer) != ERR_OK)
		_exit(0);
}

static int
echo_session(void *context, int bytes_fd, int control_fd)
{
	(void)context;
	if (sandbox_enter(SANDBOX_SESSION, state.dir, NULL) != ERR_OK)
		return 1;
	for (;;) {
		bool deaf = !strcmp(state.name, "deaf"), loud = !strcmp(state.name, "loud");
		struct pollfd ready[] = {
		    {.fd = control_fd, .events = POLLIN},
		    {.fd = deaf || loud ? -1 : bytes_fd, .events = POLLIN},
		};

		if (poll(ready, 2, loud ? 1 : -1) < 0)
			continue;
		if (ready[0].revents & POLLHUP) {
			while (!strcmp(state.name, "stay"))
				poll(NULL, 0, 1000);
			return 0;
		}
		if (ready[0].revents)
			echo_control(bytes_fd, control_fd);
		else if (ready[1].revents)
			echo_bytes(bytes_fd, control_fd);
		if (loud)
			echo_say(bytes_fd, "0123456789 the quick brown fox jumps over the lazy dog\r\n", 56);
	}
}

static int
echo_keeper(void *context)
{
	(void)context;
	if (sandbox_enter(SANDBOX_KEEPER, state.dir, NULL) != ERR_OK)
		return 1;
	while (poll(NULL, 0, -1) <= 0) /* signals only; SIGTERM ends it */
		;
	return 0;
}

static void
echo_ready(void *context, unsigned port, const char *fingerprint)
{
	(void)context;
	printf("ready %u %s\n", port, fingerprint);
	fflush(stdout);
}

static void
echo_set_options(struct config *config, char **options)
{
	struct config_error error;

	config_set(config, "net.port", "0", &error);
	for (; *options; options++) {
		char *value = strchr(*options, '=');

		if (!value)
			continue;
		*value++ = '\0';
		if (config_set(config, *options, value, &error) != ERR_OK)
			fprintf(stderr, "%s: no\n", *options);
	}
}

int
main(int count, char **arguments)
{
	static const struct net_words words = {
	    .sign_in_hint = "New here? Press Enter with no password to join or look around.",
	    .password_label = "Password: ",
	    .busy_now = "Busy now, try again.",
	    .shutting_down = "The board is closing. Your drafts are safe.",
	    .session_died = "That was our fault. Please connect again.",
	    .full_house = "The house is full.",
	    .only_a_shell = "This board has no files and no commands.",
	};
	static const struct serve_roles roles = {.session = echo_session, .keeper = echo_keeper};
	struct config config;
	enum err result;

	if (count < 2)
		return 2;
	state.dir = arguments[1];
	config_init(&config);
	echo_set_options(&config, arguments + 2);
	log_init((enum log_level)config.log_level, "listener");
	result = serve_run(&config, state.dir, &words, &roles, echo_ready);
	if (result != ERR_OK)
		perror(err_name(result));
	config_clear(&config);
	return (int)result;
}
