/*
 * Why words could not be sent: what happened, what is safe, what to do next. Private to the screens that send.
 */
#ifndef BBS_UI_SCREENS_UNSENT_H
#define BBS_UI_SCREENS_UNSENT_H

#include "ui/visit.h"

/* What was to be sent. */
struct unsent {
	bool is_conversation; /* a new one, with a title */
	bool is_change;       /* other words for a message of one's own */
	const char *title;    /* borrowed; "" for none */
};

/* Say why. err: what the forum answered. */
void unsent_explain(struct visit *, enum err, const struct unsent *);

/* Why a message can't be changed any more: ERR_LATE, or it was taken down. */
void unsent_explain_unchangeable(struct visit *, enum err);

#endif
