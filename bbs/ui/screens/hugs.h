/*
 * Hugs, thanks and me-toos on the screen: what is said of them, and giving one. Private to the screens.
 */
#ifndef BBS_UI_SCREENS_HUGS_H
#define BBS_UI_SCREENS_HUGS_H

#include "forum/hug.h"
#include "ui/screen.h"

/* "2 hugs and yours, 1 thank you"; owned, "" for none. */
char *hugs_words(const struct hugs *);

/* "2 hugs and a thank you"; owned. */
char *hugs_news_words(const int64_t counts[static HUG_COUNT]);

/* Say it beside each message of the page, whose items have the numbers from `first` on as ids. */
void hugs_mark(struct visit *, const struct thread *, int64_t first, struct view *);

/* Which one this action gives; false for any other action. */
bool hugs_find_action(enum action, enum hug *out);

/* May they give any at all? */
bool hugs_may_offer(const struct visit *);

/* Give one or take it back, and say so. number 0: of no message in particular. */
void hugs_give(struct visit *, int64_t thread, int64_t number, enum hug);

#endif
