/*
 * A terminal inside a test. The program under test runs in a thread of its own, and only while the test waits
 * for it: each vt_ call hands it one thing (keys, a new size, news, time) and comes back when it waits for the
 * next, so that tests read as a story and never depend on timing.
 *
 *	vt = vt_open(80, 24);
 *	vt_start(vt, run_a_session, &context);
 *	vt_type(vt, "\033[B\r");
 *	text = vt_text(vt);
 */
#ifndef BBS_TESTS_VT_H
#define BBS_TESTS_VT_H

#include <stdbool.h>
#include <stddef.h>

#include "ui/wire.h"

struct vt;

/* A terminal of this size; pins nothing. vt_close() ends the program by WIRE_CLOSING if it still runs. */
struct vt *vt_open(int cols, int rows);
void vt_close(struct vt *);

/* Run until it waits for the first time. wire is good until run() returns. */
void vt_start(struct vt *, void (*run)(void *context, struct wire *), void *context);

void vt_type(struct vt *, const char *keys);
void vt_type_bytes(struct vt *, const void *bytes, size_t count);
void vt_resize(struct vt *, int cols, int rows);
void vt_ring(struct vt *); /* WIRE_NEWS */
void vt_end(struct vt *);  /* WIRE_CLOSING */
void vt_hang_up(struct vt *);

/*
 * Let time pass: a pinned clock moves, and the wait times out if it was to last at most this long. False when
 * the program waits for longer.
 */
bool vt_pass(struct vt *, int ms);

bool vt_has_ended(const struct vt *);
int vt_patience_ms(const struct vt *); /* how long the program waits now; -1 for ever */

/* Stop taking what the program writes, as a slow line does, or go on with it. The program then sees it unsent. */
void vt_stall(struct vt *, bool is_stalled);

/* The screen, "|" before each row, blanks at the end left out, "^" below the cursor; returns owned. */
char *vt_text(struct vt *);

/* One letter for each cell: . plain, b bold, u underlined, r reversed, c coloured; upper case: several. Owned. */
char *vt_styles(struct vt *);

/* One cell, for drawing it. */
struct vt_look {
	char text[32];              /* UTF-8; "" for nothing, and for the right half of a wide character */
	int foreground, background; /* 0..7 as a terminal counts its colours; -1 for its own */
	bool is_bold, is_underlined, is_reversed;
};

void vt_get_size(const struct vt *, int *cols, int *rows);
void vt_look_at(const struct vt *, int row, int col, struct vt_look *out);

/* Is this somewhere on the screen, in one row? */
bool vt_shows(struct vt *, const char *words);

void vt_get_cursor(const struct vt *, int *row, int *col);

/* Bytes written since the last call of this. */
size_t vt_take_bytes(struct vt *);

/*
 * Everything written that is not one of the few sequences a screen of ours needs, as words with commas between
 * them, "" for nothing: other escape sequences, control characters, bidi controls, bytes that are not UTF-8.
 */
const char *vt_strange(const struct vt *);

/* Everything written since the last vt_take_bytes(), for looking at; not NUL-terminated. */
const char *vt_written(const struct vt *, size_t *count);

#endif
