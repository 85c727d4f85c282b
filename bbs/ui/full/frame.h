/*
 * How the rows of the screen are shared out, and the parts that every kind of view has.
 */
#ifndef BBS_UI_FULL_FRAME_H
#define BBS_UI_FULL_FRAME_H

#include "ui/full/state.h"

enum { FRAME_LEAST_COLS = 40, FRAME_LEAST_ROWS = 12 }; /* below that only a request for a bigger window */

/* The columns, and what there is room for; then, with the key bar laid out, the rows. */
void frame_measure(struct full *);
void frame_lay_out(struct full *);
void frame_clear(struct frame *);

/*
 * Put what does not fit above the content at the beginning of the page, and notices, when somebody is further down,
 * above the item that is chosen when they come: so they are read first, wherever that is. frame_add_said() comes
 * before each item; frame_show_said() goes there, when the notices have not been shown, and says whether it did.
 */
void frame_add_head(struct full *);
void frame_add_said(struct full *, int index);
bool frame_show_said(struct full *);

/* Everything but the content and the key bar. */
void frame_draw(struct full *);
void frame_draw_small(struct full *);
void frame_draw_mark(struct full *, int row); /* of the chosen item or field, left of the text */

/* Scrolling of the content: the last possible top, going to one, and going so that lines first..last are shown. */
int frame_last_top(const struct full *);
void frame_scroll_to(struct full *, int top);
void frame_show_lines(struct full *, int first, int last);

/* Remember the row on which the chosen item begins, so that it stays there when the view changes. */
void frame_note_row(struct full *);

#endif
