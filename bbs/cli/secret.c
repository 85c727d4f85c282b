/*
 * Asking for a password with nothing shown. The signals that end a program are held back while the terminal does
 * not echo, and watched: one of them ends the asking, the terminal is put right, and then it is let through.
 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/signalfd.h>
#include <termios.h>
#include <unistd.h>

#include "cli/secret.h"
#include "cli/words.h"

/* The terminal while it does not echo. */
struct asking {
	int tty_fd, signal_fd;
	struct termios terminal;
	sigset_t mask;
};

void
secret_clear(struct secret *secret)
{
	explicit_bzero(secret, sizeof *secret);
}

enum err
secret_read_line(int fd, struct secret *out)
{
	size_t length = 0;
	enum err err = ERR_OK;
	ssize_t count;
	char byte;

	while ((count = read(fd, &byte, 1)) == 1 || (count < 0 && errno == EINTR)) {
		if (count < 0)
			continue;
		if (byte == '\n')
			break;
		if (!byte)
			err = ERR_INVALID;
		else if (length == CONTROL_SECRET_BYTES)
			err = ERR_TOO_LONG;
		else
			out->text[length++] = byte;
	}
	if (length && out->text[length - 1] == '\r')
		length--;
	out->text[length] = '\0';
	return err == ERR_OK && !length ? ERR_EMPTY : err;
}

static void
asking_close(struct asking *asking)
{
	if (asking->signal_fd >= 0) {
		tcsetattr(asking->tty_fd, TCSAFLUSH, &asking->terminal);
		close(asking->signal_fd);
	}
	close(asking->tty_fd);
	sigprocmask(SIG_SETMASK, &asking->mask, NULL); /* what was held back comes now */
}

static enum err
asking_open(struct asking *asking)
{
	struct termios quiet;
	sigset_t ends, held;

	asking->tty_fd = open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY);
	if (asking->tty_fd < 0)
		return ERR_IO;
	sigemptyset(&ends);
	sigaddset(&ends, SIGINT);
	sigaddset(&ends, SIGTERM);
	sigaddset(&ends, SIGHUP);
	sigaddset(&ends, SIGQUIT);
	held = ends;
	sigaddset(&held, SIGTSTP);
	sigprocmask(SIG_BLOCK, &held, &asking->mask);
	asking->signal_fd = tcgetattr(asking->tty_fd, &asking->terminal) ? -1 : signalfd(-1, &ends, SFD_CLOEXEC);
	if (asking->signal_fd < 0) {
		asking_close(asking);
		return ERR_IO;
	}
	quiet = asking->terminal;
	quiet.c_lflag &= ~(tcflag_t)ECHO;
	quiet.c_lflag |= ECHONL | ICANON | ISIG;
	tcsetattr(asking->tty_fd, TCSAFLUSH, &quiet);
	return ERR_OK;
}

static enum err
asking_line(struct asking *asking, const char *question, const char *name, struct secret *out)
{
	struct pollfd fds[] = {{.fd = asking->signal_fd, .events = POLLIN}, {.fd = asking->tty_fd, .events = POLLIN}};

	dprintf(asking->tty_fd, "%s %s: ", question, name);
	while (poll(fds, 2, -1) < 0 && errno == EINTR)
		continue;
	return fds[0].revents ? ERR_EMPTY : secret_read_line(asking->tty_fd, out);
}

enum err
secret_ask(const char *name, struct secret *out)
{
	struct asking asking;
	struct secret again;
	enum err err = asking_open(&asking);

	if (err != ERR_OK)
		return err;
	err = asking_line(&asking, _("Password for"), name, out);
	if (err == ERR_OK)
		err = asking_line(&asking, _("The same again, for"), name, &again);
	if (err == ERR_OK && strcmp(out->text, again.text))
		err = ERR_INVALID;
	secret_clear(&again);
	asking_close(&asking);
	return err;
}
