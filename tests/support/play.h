/*
 * A renderer with one view, run in a terminal of a test, with no session behind it.
 */
#ifndef BBS_TESTS_PLAY_H
#define BBS_TESTS_PLAY_H

#include <stdbool.h>

#include "base/str.h"
#include "ui/renderer.h"
#include "vt.h"

struct play {
	struct vt *vt;
	const struct renderer_ops *ops;
	const char *term, *theme; /* NULL: "xterm-256color", "default" */
	bool no_color;
	int text_cols; /* as in struct renderer_setup */
	bool is_spaced;
	const struct view *view; /* shown at the start and after vt_ring(); borrowed */
	struct keymap keymap;
	enum err opened;
	struct str events; /* "OPEN 21 seen 0\n", "CHANGED\n", ... */
	struct intent last;
	const char *goodbye; /* said when it ends, after the screen is cleared; NULL: nothing */
	bool wipe;
};

/* Open a terminal of that size and show the view; the themes must be loaded. */
void play_start(struct play *, const struct view *, int cols, int rows);
void play_end(struct play *);

/* Show another view, as a session does when something happened. */
void play_show(struct play *, const struct view *);

#endif
