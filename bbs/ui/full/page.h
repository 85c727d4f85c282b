/*
 * Words laid out in lines for one width, before any scrolling: what a window on the screen moves over. Knows no
 * keys and no kinds of view.
 */
#ifndef BBS_UI_FULL_PAGE_H
#define BBS_UI_FULL_PAGE_H

#include <stdbool.h>
#include <stddef.h>

#include "ui/full/grid.h"
#include "ui/theme.h"

enum { PAGE_NO_ITEM = -1 };

struct page_span {
	const char *text; /* borrowed from the view, or kept by page_keep() */
	size_t bytes;
	int col; /* from the left margin */
	enum role role;
};

struct page_line {
	int item; /* index of the item it belongs to, or PAGE_NO_ITEM */
	size_t first_span, span_count;
};

struct page {
	struct page_line *lines;
	struct page_span *spans;
	char **kept;
	int count;
	int indent;     /* of words added from now on */
	bool is_spaced; /* a free line after each line of a body but the last */
	size_t span_count, kept_count;
	size_t line_capacity, span_capacity;
};

void page_clear(struct page *); /* frees; ready for use again */

/* Begin a line. */
void page_add_line(struct page *, int item);

/* Put words on the line that was begun last; borrowed until page_clear(). */
void page_add_span(struct page *, int col, enum role, const char *text, size_t bytes);

/* The page takes the text; returns it, good until page_clear(). */
const char *page_keep(struct page *, char *owned);

/* As many lines as the text needs at this width, at most `most`; what is left over is told by "...". */
void page_add_text(struct page *, int item, enum role, const char *text, int width, int most);

/* Paragraphs of a message, the quoted lines in their own role. */
void page_add_body(struct page *, int item, enum role, const char *text, int width);

/*
 * Put a piece of words on the last line after what is there, two spaces on, or on a new line when there is no
 * room. *col is the column reached, 0 at the beginning of a line.
 */
void page_add_piece(struct page *, int item, enum role, const char *text, int width, int *col);

/* The first or last line of this item; -1 when it has none. */
int page_first_line(const struct page *, int item);
int page_last_line(const struct page *, int item);

void page_draw_line(const struct page *, int line, struct grid *, int row, int margin);

#endif
