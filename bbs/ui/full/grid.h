/*
 * The terminal's screen: rows and columns of safe text in roles. The only door to ncurses.
 *
 * A picture is made between grid_begin() and grid_end(): everything not put again is gone. Only rows that
 * differ from the last picture are drawn, and ncurses sends only the cells that differ.
 */
#ifndef BBS_UI_FULL_GRID_H
#define BBS_UI_FULL_GRID_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "ui/theme.h"
#include "ui/wire.h"

struct grid;

/*
 * wire, theme borrowed until grid_close(). term: "" or one that the system does not know is taken for an
 * xterm. ERR_OK; ERR_IO when that terminal can't place a cursor. One screen at a time in a process.
 */
enum err grid_open(struct wire *, const char *term, const struct theme *, bool no_color, struct grid **out);

/* Ends the picture, restores the terminal, frees. */
void grid_close(struct grid *);

int grid_cols(const struct grid *);
int grid_rows(const struct grid *);

/* Take the wire's size. The next picture is drawn anew. */
void grid_resize(struct grid *);

/* Something else may have written to the terminal: the next picture is drawn anew. */
void grid_forget(struct grid *);

void grid_begin(struct grid *);

/* Put text of one line at a cell; what is outside of the screen is cut, whole graphemes only. */
void grid_put(struct grid *, int row, int col, enum role, const char *text, size_t bytes);

/* Spaces in that role. */
void grid_fill(struct grid *, int row, int col, int cols, enum role);

/* Where the cursor stands when the picture is there. */
void grid_set_cursor(struct grid *, int row, int col);

void grid_end(struct grid *);

/*
 * Clear the screen (wipe: the scrollback and what was there before, too, as far as the terminal can), give the
 * terminal back, and say the words there. Then only grid_close().
 */
void grid_goodbye(struct grid *, const char *words, bool wipe);

#endif
