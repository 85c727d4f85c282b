/*
 * Which kind of terminal somebody has, and ncurses started on it.
 */
#ifndef BBS_UI_FULL_TERMINAL_H
#define BBS_UI_FULL_TERMINAL_H

#include <stdbool.h>
#include <stdio.h>

#include "ui/wire.h"

/*
 * Start ncurses for a terminal of the wire's size that is written to through file. Returns its SCREEN, or NULL when
 * nothing can be placed on that terminal. term: "" or one that the system does not know is taken for an xterm.
 */
void *terminal_start(const char *term, const struct wire *wire, FILE *file);

/* Does it mark pasted text when asked to? Others would print the request. */
bool terminal_knows_paste(const char *term);

#endif
