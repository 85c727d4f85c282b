/*
 * A view on paper: wrapped pages of plain text for a printer. Not a renderer of a session: it asks nothing, answers
 * nothing, and leaves out what only a screen can do (offers, which item is chosen, what is unread).
 *
 * For CUPS: `lp -o media=A4 -o cpi=10 -o lpi=6 FILE` prints paper_normal, and `lp -o media=A4 -o cpi=5 -o lpi=3 FILE`
 * paper_large, in letters twice as wide and high (about 24 points). CUPS leaves margins of its own, 77 columns and 64
 * lines of A4 (38 and 32 in large print): no line and no foot of ours goes past them. US Letter is too short for these.
 */
#ifndef BBS_UI_PAPER_H
#define BBS_UI_PAPER_H

#include <stdio.h>

#include "base/err.h"
#include "ui/view.h"

/* A sheet, in characters. The margins are a part of it. */
struct paper {
	int cols;        /* across; at least PAPER_COLS_LEAST between the margins, at most 1000 in all */
	int rows;        /* down; at least PAPER_ROWS_LEAST between the margins, at most 1000 in all */
	int left, right; /* margins, 0 or more */
	int top, bottom; /* the foot, "Page 2 of 3", stands just above the bottom margin */
};

enum { PAPER_COLS_LEAST = 20, PAPER_ROWS_LEAST = 6 };

extern const struct paper paper_normal; /* A4: 80 columns, 66 lines */
extern const struct paper paper_large;  /* the same in large print: 40 columns, 33 lines */

/*
 * Print a view of any kind. Every page has the title and "Page 2 of 3" at its foot; a form feed stands between pages.
 * An item that fits on one page is on one page; a heading is on the page of what it is about; no line of a paragraph
 * stands alone. What goes on after "1. " or "- " is set in. A list is numbered. A form has lines to write on where it was empty; what is secret is never printed.
 *
 * Texts are made safe once more here: what comes out is printable UTF-8, newlines, and form feeds of our own. No line
 * is wider than cols - right.
 *
 * view, paper  borrowed
 * out          flushed, not closed; borrowed
 *
 * ERR_OK; ERR_INVALID the paper is smaller or larger than said above, nothing was written; ERR_FULL the disk is full;
 * ERR_IO with errno: some pages may be out.
 */
enum err paper_print(const struct view *, const struct paper *, FILE *out);

#endif
