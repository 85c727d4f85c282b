/*
 * Lines of text, and cutting them into pages. Knows no view.
 */
#ifndef BBS_UI_PAPER_SHEETS_H
#define BBS_UI_PAPER_SHEETS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

struct sheets_line {
	char *text;    /* owned, safe; "" for a blank line */
	int col;       /* where it begins, from the left margin */
	bool is_start; /* a unit begins: what is kept on one page when it fits on one */
	bool is_glued; /* the next line must be on the same page */
};

struct sheets {
	struct sheets_line *lines; /* owned */
	size_t count, room;
	int width; /* columns for words, at least 1 */
};

void sheets_init(struct sheets *, int width);
void sheets_clear(struct sheets *);

/* The next line begins a unit; with a blank line before it unless it is the first. */
void sheets_begin(struct sheets *);

/* What is there must stay with what comes: the last line is glued to the next. */
void sheets_glue(struct sheets *);

/*
 * Add paragraphs. text is any text, made safe here; borrowed. They begin at column col, at most the middle; what goes
 * on after "1. ", "- " or "[ ] " is set in, and a quote keeps its "> " on every line. The first two and last two lines
 * of a paragraph are glued. Blank lines at either end are left out. "" adds nothing.
 */
void sheets_add(struct sheets *sheets, int col, const char *text);

void sheets_add_blank(struct sheets *);
void sheets_add_rule(struct sheets *, int col, char mark, int cols); /* cols marks, at most to the right margin */

/*
 * Where the page that begins at line `at` ends (its last line + 1), with so many rows on it, and where the next one
 * begins: blank lines between pages belong to neither. at < count; rows at least 1.
 */
size_t sheets_break(const struct sheets *, size_t at, int rows, size_t *next);

#endif
