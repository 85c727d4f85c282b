/*
 * Finding out what a terminal can do, and starting ncurses on it.
 */
#ifndef NCURSES_WIDECHAR
#define NCURSES_WIDECHAR 1
#endif
#define NCURSES_NOMACROS 1

#include <curses.h>
#include <stdlib.h>
#include <string.h>
#include <term.h>

#include "base/mem.h"
#include "ui/full/calm.h"
#include "ui/full/terminal.h"

bool
terminal_knows_paste(const char *term)
{
	static const char *const families[] = {"xterm", "screen", "tmux", "rxvt", "putty", "foot", "alacritty", "kitty",
	    "konsole", "gnome", "vte", "st-", "wezterm", "contour", "iterm", "mintty", "ghostty"};

	for (size_t k = 0; k < sizeof families / sizeof *families; k++)
		if (!strncmp(term, families[k], strlen(families[k])))
			return true;
	return !*term;
}

static void
terminal_set_environment(const struct wire *wire)
{
	char number[16];

	snprintf(number, sizeof number, "%d", wire->rows);
	setenv("LINES", number, 1);
	snprintf(number, sizeof number, "%d", wire->cols);
	setenv("COLUMNS", number, 1);
	setenv("NCURSES_NO_UTF8_ACS", "1", 1);
	setenv("NCURSES_NO_PADDING", "1", 1);
}

/* Can this terminal be drawn on, once newterm() has read what it can do? */
static bool
terminal_is_capable(void)
{
	return cursor_address && clear_screen && !hard_copy && !over_strike;
}

/* Every kind of xterm, and the linux console, gets what calm.h holds, not what its name promises. */
static SCREEN *
terminal_start_calm(FILE *file)
{
	char *before = mem_copy_string(getenv("TERMINFO"));
	SCREEN *curses;

	setenv("TERMINFO", CALM_TERMINFO, 1);
	curses = newterm(CALM_NAME, file, file);
	if (*before)
		setenv("TERMINFO", before, 1);
	else
		unsetenv("TERMINFO");
	free(before);
	return curses;
}

/* Has the system a description of this terminal? newterm() would lose memory over the question. */
static bool
terminal_is_known(const char *term, int fd)
{
	int problem;

	if (setupterm(term, fd, &problem) != OK)
		return false;
	del_curterm(cur_term);
	return true;
}

/* What the system does not know is most likely some kind of xterm; what it knows and can't draw is not for us. */
void *
terminal_start(const char *term, const struct wire *wire, FILE *file)
{
	SCREEN *curses;

	terminal_set_environment(wire);
	if (!strcmp(term, "dumb"))
		return NULL;
	if (*term && strncmp(term, "xterm", 5) != 0 && strncmp(term, "linux", 5) != 0 &&
	    terminal_is_known(term, fileno(file)))
		curses = newterm(term, file, file);
	else
		curses = terminal_start_calm(file);
	if (curses && !terminal_is_capable()) {
		endwin();
		delscreen(curses);
		return NULL;
	}
	return curses;
}
