/*
 * The stack of screens: which is on top, what happens to an intent, and what every screen has in common (help,
 * people to call, next unread, leaving).
 */
#ifndef BBS_UI_STACK_H
#define BBS_UI_STACK_H

#include "ui/screens.h"

struct stack {
	struct screen *top;  /* owned, each with the one below it */
	struct visit *visit; /* borrowed */
	screen_opener *open;
	uint64_t serials;
	char *said; /* owned: what the visit had to say, until the next thing asked; NULL for nothing */
	enum role said_role;
	bool ended;
	enum outcome_kind ending; /* once ended: OUTCOME_LEAVE or OUTCOME_VANISH */
	bool restyle;             /* a renderer must be opened anew; the loop clears it */
};

/* open: screens_open(), or a test's own. */
void stack_init(struct stack *, struct visit *, screen_opener *open, const struct route *first);
void stack_clear(struct stack *); /* closes every screen */

/* What the top screen says, with what every screen offers. The caller clears the view. */
void stack_view(struct stack *, struct view *out);

/* Hand an intent to the top screen, and carry out what it answers. */
void stack_act(struct stack *, const struct intent *);

/* Save what is unsaved on every screen. ERR_OK when all of it is. */
enum err stack_tick(struct stack *);

#endif
