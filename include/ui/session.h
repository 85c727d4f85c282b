/*
 * A visitor's session: deciding sign-in for the transport, then being the visitor's board.
 */
#ifndef BBS_UI_SESSION_H
#define BBS_UI_SESSION_H

#include <stdbool.h>

#include "base/config.h"
#include "ui/keymap.h"

/* What every session of this program shares; made before forks, borrowed for ever. */
struct session_setup {
	const char *data; /* the data directory */
	const struct config *config;
	const struct keymap *keymap;
};

enum session_end {
	SESSION_WELL,
	SESSION_BROKEN,
	SESSION_GUESSED, /* wrong passwords on the board's own sign-in screen, and nobody signed in */
};

/*
 * Over SSH: answer the transport's questions on control_fd until it says START, then run the board on bytes_fd.
 * Enters the sandbox first.
 */
enum session_end session_run(const struct session_setup *, int bytes_fd, int control_fd);

/* The same board on this process's own terminal, or on its standard input and output as plain lines. */
int session_run_here(const struct session_setup *, bool want_plain);

#endif
