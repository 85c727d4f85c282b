/*
 * Printing for people who listen: paragraphs in, lines out, stopping each screenful. Knows nothing of views.
 *
 * What is to be said waits here as paragraphs and is broken into lines only when it is printed, so a window
 * that changes its size in the middle costs nothing. What has been said stays until the next thing, for "r".
 */
#ifndef BBS_UI_PLAIN_SAY_H
#define BBS_UI_PLAIN_SAY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"
#include "ui/wire.h"

enum { SAY_BY_WINDOW = -1, SAY_WIDTH_COLS = 78, SAY_ROWS_WITHOUT_TERMINAL = 24 };

/* Somewhere in the text an item begins or ends. */
struct say_mark {
	size_t at;
	int64_t id;
	bool is_end;
};

struct say {
	struct wire *wire; /* borrowed */
	bool has_terminal;
	bool flows;     /* no stop, and no line is broken, whatever the two below say */
	int page_lines; /* lines before a stop; 0 never stops; SAY_BY_WINDOW */
	int width_cols; /* 0 never breaks a line; SAY_BY_WINDOW */

	struct str text;        /* every paragraph of the thing being said, each ended by a newline */
	size_t put;             /* where the next paragraph goes */
	size_t from, at;        /* the last part said began at `from`; the next begins at `at` */
	size_t pause;           /* stop here even if the page is not full; 0 for nowhere */
	struct say_mark *marks; /* owned */
	size_t mark_count;
	size_t settled; /* this many marks are from before the insertion: they move with their text */

	int64_t current; /* the item that was begun last */
	int64_t whole;   /* the highest item that was said to its end */

	int lines;        /* printed since the visitor last typed */
	bool is_mid_line; /* a prompt or an echo stands open */
	struct str out;   /* not yet on the wire */
};

void say_init(struct say *, struct wire *, bool has_terminal);
void say_clear(struct say *);

/* Forget what was said and what was left: something else follows. */
void say_begin(struct say *);

/*
 * What is added now comes before what was left of the text, with a pause between. say_close() says it. Something
 * must be added.
 */
void say_interrupt(struct say *);
void say_close(struct say *);

/* Add paragraphs, any bytes; made safe here. Nothing is added for "". */
void say_add(struct say *, const char *text);
void say_add_gap(struct say *); /* an empty line, unless there is one, or nothing was added yet */
void say_add_mark(struct say *, int64_t id, bool is_end);

/* Print until the page is full or all is said. */
void say_go_on(struct say *);
bool say_has_more(const struct say *);
void say_stop(struct say *);   /* leave the rest */
void say_repeat(struct say *); /* the part said last, once more */

/* One thing said at once, outside the text: neither stopped nor repeated. */
void say_aside(struct say *, const char *text);

/* A prompt: the line stays open with a terminal, and ends without one. */
void say_prompt(struct say *, const char *text);

/* Bytes that are already safe, as they are. */
void say_echo(struct say *, const char *bytes, size_t count);
void say_newline(struct say *);
void say_flush(struct say *);

/* The lines of a page and the columns of a line now; 0 for no limit. */
int say_page(const struct say *);
int say_width(const struct say *);

/*
 * Add a sentence to a paragraph in the making: a space before it, and a full stop after it unless it has an
 * end. Nothing is added for "".
 */
void say_join(struct str *, const char *sentence);
void say_join_format(struct str *, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Add a paragraph that is this one sentence. */
void say_add_sentence(struct say *, const char *sentence);

/* Does it end so that a voice pauses? */
bool say_is_ended(const char *text);

#endif
