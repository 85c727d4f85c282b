/*
 * The parts of the full-screen renderer, and what they share.
 *
 *   full.c      the renderer: keys in, events out, when to paint
 *   keys.c      bytes to key presses           grid.c      pictures to the terminal (ncurses)
 *   page.c      words laid out in lines        frame.c     how the rows of the screen are shared out
 *   bar.c       the key bar                    list.c document.c form.c   one for each kind of view
 *   fields.c    how the fields of a form look  terminal.c  ncurses started on whatever terminal it is
 */
#ifndef BBS_UI_FULL_FULL_H
#define BBS_UI_FULL_FULL_H

#include <stdbool.h>
#include <stdint.h>

#include "ui/full/grid.h"
#include "ui/full/keys.h"
#include "ui/full/page.h"
#include "ui/renderer.h"
#include "ui/wrap.h"

enum {
	FULL_LEAST_COLS = 40,
	FULL_LEAST_ROWS = 12,  /* below that only a request for a bigger window */
	FULL_CONTENT_ROWS = 4, /* what the content always gets */
	FULL_ROOMY_ROWS = 20,  /* from here on there are blank rows between the parts */
	FULL_TEXT_COLS = 100,  /* longer lines are hard to read */
	FULL_PLACES = 16,      /* screens whose place is remembered: the visitor's stack is rarely deeper */
	FULL_SURE_MS = 2000,   /* Ctrl-X twice within this while writing */
};

/* Where the visitor is on one screen; kept while other screens are in front of it. */
struct place {
	uint64_t serial; /* 0: free */
	uint64_t used;   /* the smallest has been away longest */
	int64_t chosen;  /* id of the chosen item */
	int index;       /* where in the view it was, for when it has gone */
	int top;         /* the line of the page at the top of the content */
	int offset;      /* rows from the top of the content to the chosen item's first line */
	size_t field;    /* the field being filled in; as many as there are fields: the action row */
	size_t left;     /* the field from which the action row was entered */
	int piece;       /* the chosen piece of the action row; -1: none yet */
	int64_t seen;    /* see struct intent */
};

/* Words of the key bar: a key and what it does. */
struct bar_piece {
	enum action action; /* ACTION_NONE: a hint, not something to choose */
	char key[16];       /* "" for none */
	const char *label;  /* borrowed from the view, or static */
	int row, col, cols;
};

struct bar {
	struct bar_piece pieces[ACTION_COUNT + 2];
	int count, rows;
};

/* How the rows are shared out: where bar and head, content, key bar. */
struct frame {
	bool is_small; /* too small for anything but asking for more */
	bool is_roomy;
	int margin, width; /* of the text */
	int content_row, content_rows;
	int bar_row;
	struct page head; /* title, and notices and intro unless they scroll with the content */
	bool notices_scroll, intro_scrolls;
};

/* A field of a form on the page. */
struct box {
	int label_line, first_line, rows;
	int cols; /* room for text in a row */
};

struct form {
	struct box *boxes; /* one for each field; owned */
	size_t box_count;
	int body_top;     /* first line of the body that is shown */
	struct wrap wrap; /* of the body, for: */
	const struct edit *wrapped;
	uint64_t wrapped_changes;
	int wrapped_cols;
	int64_t sure_until_ms; /* a second Ctrl-X before this leaves */
	struct str typed;      /* characters not yet put into the field */
};

struct full {
	struct renderer_setup setup;
	struct grid *grid;
	struct keys keys;
	const struct view *view; /* NULL before the first show() */
	struct place places[FULL_PLACES];
	struct place *place;
	uint64_t shows;
	struct frame frame;
	struct bar bar;
	struct page page; /* of the content */
	struct form form;
	const char *remark; /* a sentence of the renderer's own in place of the key bar; static, or NULL */
	bool is_painted;    /* the terminal shows what is true */
	bool has_changed;   /* a field has, and the session does not know yet */
	bool has_intent;
	struct intent intent; /* waits while the session is told of the change */
	bool has_more;        /* the last read was full: more keys are on their way */
	int retry_ms;         /* how long to wait before painting again while the last picture is unsent */
};

/* --- full.c --- */

/* Lay everything out anew, for another view or size. */
void full_lay_out(struct full *);

/*
 * The offered action that this key asks for, or ACTION_NONE. Esc goes back, too; Ctrl-C and Ctrl-D leave, since
 * people press them; leaving at once is always possible.
 */
enum action full_find_action(const struct full *, uint32_t key);

/* --- frame.c --- */

void frame_lay_out(struct full *);
void frame_clear(struct frame *);

/* Put what does not fit above the content at the beginning of the page. */
void frame_add_head(struct full *);

/* Everything but the content and the key bar. */
void frame_draw(struct full *);
void frame_draw_small(struct full *);
void frame_draw_mark(struct full *, int row); /* of the chosen item or field, left of the text */

/* Scrolling of the content: the last possible top, going to one, and going so that lines first..last are shown. */
int frame_last_top(const struct full *);
void frame_scroll_to(struct full *, int top);
void frame_show_lines(struct full *, int first, int last);

/* --- bar.c --- */

void bar_lay_out(struct full *);
void bar_draw(struct full *);

/* The next piece with an action, from `from` in steps of 1 or -1; `from` itself when there is none. */
int bar_find_next(const struct bar *, int from, int step);

/* --- list.c --- */

/* Can this item be chosen? */
bool item_can_be_chosen(const struct item *);

/*
 * Find the chosen item of the place again after the view changed, by its id, else near where it was. Returns its
 * index, or -1 when there is nothing to choose.
 */
int place_settle(struct full *);
void place_choose(struct full *, int index);

void list_lay_out(struct full *);
void list_draw(struct full *);
enum action list_press(struct full *, uint32_t key);

/* --- document.c --- */

void document_lay_out(struct full *);
void document_draw(struct full *);
enum action document_press(struct full *, uint32_t key);
bool document_is_at_end(const struct full *);

/* --- fields.c --- */

void form_lay_out(struct full *);
void form_draw(struct full *);
void form_show_field(struct full *); /* scroll to it */
void form_wrap(struct full *, const struct edit *, int cols);

/* --- form.c --- */

void form_settle(struct full *); /* after the view or the bar changed */
enum action form_press(struct full *, const struct key_press *);
bool form_is_on_actions(const struct full *);
void form_flush(struct full *); /* put what was typed into its field */
void form_clear(struct form *);

#endif
