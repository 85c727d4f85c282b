/*
 * What the parts of the full-screen renderer share; nothing here does anything. Each part uses those below it:
 *
 *   full.c                         the renderer: keys in, events out, when to paint
 *   list.c document.c form.c       one for each kind of view: its layout and its keys
 *   fields.c                       how the fields of a form look
 *   bar.c frame.c                  the key bar; how the rows of the screen are shared out
 *   offer.c place.c page.c         key to action; where the visitor is; words laid out in lines
 *   grid.c terminal.c keys.c       pictures to the terminal; ncurses started on it; bytes to key presses
 */
#ifndef BBS_UI_FULL_STATE_H
#define BBS_UI_FULL_STATE_H

#include <stdbool.h>
#include <stdint.h>

#include "ui/full/grid.h"
#include "ui/full/keys.h"
#include "ui/full/page.h"
#include "ui/full/place.h"
#include "ui/renderer.h"
#include "ui/wrap.h"

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
	bool is_small;     /* too small for anything but asking for more */
	bool is_roomy;     /* there are blank rows between the parts */
	int margin, width; /* of the text */
	int content_row, content_rows;
	int bar_row;
	struct page head; /* title, and notices and intro unless they scroll with the content */
	bool notices_scroll, intro_scrolls;
	int said_index; /* the item above which notices that scroll stand; -1: at the top of the page */
	int said_line;  /* where they begin on the page */
};

/* A field of a form on the page. */
struct box {
	int label_line, first_line, rows;
	int cols; /* room for text in a row */
};

struct form {
	struct box *boxes; /* one for each field; owned */
	int body_top;      /* first line of the body that is shown */
	struct wrap wrap;  /* of the body, for: */
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
	struct place places[PLACE_COUNT];
	struct place *place;
	uint64_t shows;
	struct frame frame;
	struct bar bar;
	struct page page; /* of the content */
	struct form form;
	const char *remark; /* a sentence of the renderer's own in place of the key bar; static, or NULL */
	bool is_said;       /* there are notices that have not been shown here */
	bool is_painted;    /* the terminal shows what is true */
	bool has_changed;   /* a field has, and the session does not know yet */
	bool has_intent;
	struct intent intent; /* waits while the session is told of the change */
	bool has_more;        /* the last read was full: more keys are on their way */
	int retry_ms;         /* how long to wait before painting again while the last picture is unsent */
};

#endif
