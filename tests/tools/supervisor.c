/*
 * What systemd is to a service, as far as the program can tell: it opens the door, hears notices and passes signals on.
 *
 *   supervisor ADDRESS WATCHDOG_MS PROGRAM [ARGUMENT...]
 *
 * Lines: "port N", then "told WORD=VALUE" for each that the program sends, at last "ended STATUS". SIGTERM and SIGHUP
 * go to the program. Standard error is the program's journal. Not shipped.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/mem.h"

static volatile sig_atomic_t passed_on[65];

static void
take_signal(int number)
{
	passed_on[number] = 1;
}

static int
open_door(const char *address)
{
	struct sockaddr_in at = {.sin_family = AF_INET};
	socklen_t bytes = sizeof at;
	int fd = socket(AF_INET, SOCK_STREAM, 0);

	if (inet_pton(AF_INET, address, &at.sin_addr) != 1 || bind(fd, (struct sockaddr *)&at, sizeof at) ||
	    listen(fd, 128) || getsockname(fd, (struct sockaddr *)&at, &bytes))
		fatal("door errno=%d", errno);
	printf("port %u\n", ntohs(at.sin_port));
	fflush(stdout);
	return fd;
}

/* In the abstract namespace: nothing is left on disk. */
static int
open_ear(char *name, size_t name_bytes)
{
	struct sockaddr_un at = {.sun_family = AF_UNIX};
	int fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);

	snprintf(name, name_bytes, "@bbs-supervisor-%ld", (long)getpid());
	memcpy(at.sun_path + 1, name + 1, strlen(name) - 1);
	if (bind(fd, (struct sockaddr *)&at, (socklen_t)(offsetof(struct sockaddr_un, sun_path) + strlen(name))))
		fatal("ear errno=%d", errno);
	return fd;
}

static void
set_number(const char *name, long long value)
{
	char text[24];

	snprintf(text, sizeof text, "%lld", value);
	setenv(name, text, 1);
}

static _Noreturn void
be_program(int door, const char *ear, long watchdog_ms, char **argv)
{
	sigset_t none;
	char stream[48];
	struct stat st;

	fstat(STDERR_FILENO, &st);
	snprintf(stream, sizeof stream, "%ju:%ju", (uintmax_t)st.st_dev, (uintmax_t)st.st_ino);
	setenv("JOURNAL_STREAM", stream, 1);
	setenv("NOTIFY_SOCKET", ear, 1);
	set_number("LISTEN_PID", getpid());
	set_number("LISTEN_FDS", 1);
	if (watchdog_ms) {
		set_number("WATCHDOG_PID", getpid());
		set_number("WATCHDOG_USEC", watchdog_ms * 1000LL);
	}
	if (door != 3) {
		dup2(door, 3);
		close(door);
	}
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	execv(argv[0], argv);
	_exit(127);
}

static void
tell(int ear)
{
	char words[4096], *rest = words;
	ssize_t got = recv(ear, words, sizeof words - 1, MSG_DONTWAIT);

	if (got <= 0)
		return;
	words[got] = '\0';
	for (char *line; (line = strsep(&rest, "\n"));)
		if (*line)
			printf("told %s\n", line);
	fflush(stdout);
}

static void
pass_on(pid_t program)
{
	static const int signals[] = {SIGTERM, SIGHUP};

	for (size_t k = 0; k < sizeof signals / sizeof *signals; k++)
		if (passed_on[signals[k]]) {
			passed_on[signals[k]] = 0;
			kill(program, signals[k]);
		}
}

int
main(int argc, char **argv)
{
	static const int signals[] = {SIGTERM, SIGHUP, SIGCHLD};
	struct sigaction action = {.sa_handler = take_signal};
	struct pollfd heard = {.events = POLLIN};
	sigset_t blocked, before;
	char name[64];
	int door, ear, status = 0;
	pid_t program;

	if (argc < 4)
		return 2;
	sigemptyset(&blocked);
	for (size_t k = 0; k < sizeof signals / sizeof *signals; k++) {
		sigaction(signals[k], &action, NULL);
		sigaddset(&blocked, signals[k]);
	}
	sigprocmask(SIG_BLOCK, &blocked, &before); /* they come while waiting, and only then */
	ear = open_ear(name, sizeof name);
	door = open_door(argv[1]);
	program = fork();
	if (program == 0)
		be_program(door, name, strtol(argv[2], NULL, 10), argv + 3);
	close(door);
	heard.fd = ear;
	while (waitpid(program, &status, WNOHANG) == 0) {
		ppoll(&heard, 1, NULL, &before);
		tell(ear);
		pass_on(program);
	}
	tell(ear);
	printf("ended %d\n", WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status));
	return 0;
}
