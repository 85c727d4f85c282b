/*
 * The demo board with the clock pinned, and one visitor on one screen of it: what goldens of screens, pages on
 * paper and pictures are made of.
 */
#ifndef BBS_TESTS_STAGE_H
#define BBS_TESTS_STAGE_H

#include <stdbool.h>

#include "base/config.h"
#include "ui/keymap.h"
#include "ui/stack.h"
#include "vt.h"

enum { STAGE_NOW = 1780513200 }; /* Wednesday 3 June 2026, 7 in the evening, UTC */

struct stage {
	char *data; /* the data directory, gone after stage_close() */
	struct config config;
	struct keymap keymap;
};

/* Who is on which screen. */
struct part {
	const char *as; /* a member (one of the team gave the second factor), or NULL for a guest */
	struct route route;
	bool is_plain;
	bool is_unproven; /* one of the team, without the second factor */
	bool is_echoed;   /* plain: as in a terminal, where what is typed can be seen */
};

int stage_open(struct stage *);  /* 0, or -1; for a group's set-up */
int stage_close(struct stage *); /* 0 */

/* The board as it was at first: what one scene leaves behind must not colour the next. */
void stage_reset(struct stage *);

/* The visit of a part, with no session; give back with stage_end_visit(). */
void stage_begin_visit(struct stage *, const struct part *, struct visit *out);
void stage_end_visit(struct visit *);

/* Run the part's session in this terminal until it waits for the first key. All borrowed until vt_close(). */
struct performance {
	struct stage *stage;
	const struct part *part;
};
void stage_perform(struct performance *, struct vt *);

/* What the part's screen says; the caller clears the view. */
void stage_view(struct stage *, const struct part *, struct view *out);

#endif
