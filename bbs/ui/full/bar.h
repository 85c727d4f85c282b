/*
 * The key bar: what can be done now, and with which key.
 */
#ifndef BBS_UI_FULL_BAR_H
#define BBS_UI_FULL_BAR_H

#include "ui/full/state.h"

/* What changes the words in the bar while a view is shown. */
enum bar_mood {
	BAR_PLAIN,
	BAR_READS_ON, /* a document that goes on below */
	BAR_CHOOSES,  /* the visitor is on the action row of a form */
};

void bar_lay_out(struct full *);
void bar_draw(struct full *, enum bar_mood);

/* The next piece with an action, from `from` in steps of 1 or -1; `from` itself when there is none. */
int bar_find_next(const struct bar *, int from, int step);

#endif
