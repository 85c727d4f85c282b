/*
 * The gate, as byte locks on an empty file: bytes 0-3 are the places inside, the next 32 the places to wait. The file
 * is opened once and for good, since closing any descriptor of it would let go of this process's locks. POSIX locks belong to a process, so a crash lets go and a fork holds nothing of its parent's.
 * Not fair between those who wait; nobody waits longer than the few who hash before.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/gate.h"

static struct {
	int fd;     /* -1 without a gate */
	int inside; /* the place held, -1 outside */
} state = {.fd = -1, .inside = -1};

enum err
gate_init(const char *path)
{
	if (state.fd >= 0)
		return ERR_OK;
	state.fd = path ? open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600) : memfd_create("bbs-gate", MFD_CLOEXEC);
	return state.fd < 0 ? ERR_IO : ERR_OK;
}

int
gate_fd(void)
{
	return state.fd;
}

/* Lock or unlock one byte. command: F_SETLK or F_SETLKW. False when another process has it. */
static bool
gate_set(int command, int byte, short type)
{
	struct flock lock = {.l_type = type, .l_whence = SEEK_SET, .l_start = byte, .l_len = 1};
	int result;

	do
		result = fcntl(state.fd, command, &lock);
	while (result < 0 && errno == EINTR);
	return result == 0;
}

/* The first free place of so many from there, taken; -1 when all are held. */
static int
gate_take_free(int first, int count)
{
	for (int byte = first; byte < first + count; byte++)
		if (gate_set(F_SETLK, byte, F_WRLCK))
			return byte;
	return -1;
}

enum err
gate_enter(void)
{
	int waiting;

	if (state.fd < 0)
		return ERR_OK;
	state.inside = gate_take_free(0, GATE_INSIDE);
	if (state.inside >= 0)
		return ERR_OK;
	waiting = gate_take_free(GATE_INSIDE, GATE_WAITING);
	if (waiting < 0)
		return ERR_BUSY;
	/* those who wait are spread over the places by where they stand */
	if (gate_set(F_SETLKW, waiting % GATE_INSIDE, F_WRLCK))
		state.inside = waiting % GATE_INSIDE;
	gate_set(F_SETLK, waiting, F_UNLCK);
	return state.inside >= 0 ? ERR_OK : ERR_BUSY;
}

void
gate_leave(void)
{
	if (state.fd < 0 || state.inside < 0)
		return;
	gate_set(F_SETLK, state.inside, F_UNLCK);
	state.inside = -1;
}
