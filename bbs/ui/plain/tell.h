/*
 * A view in sentences, in the order in which a listener needs them: number, content note, words, writer, time.
 */
#ifndef BBS_UI_PLAIN_TELL_H
#define BBS_UI_PLAIN_TELL_H

#include "ui/plain/state.h"

/* The whole screen; a document from this item on, 0 for the start. Then say_go_on(). */
void tell_screen(struct renderer *, int64_t from);

/* Notices, and a document's items from this one on. Then say_go_on(). */
void tell_on_from(struct renderer *, int64_t from);

/* What has changed since it was said: notices, and items that are new or have other words. */
void tell_changes(struct renderer *, enum said_change);

/* One item now, before what is left of the page. */
void tell_item(struct renderer *, const struct item *);

/* The items of a document before those that were said; false when there are none. */
bool tell_earlier(struct renderer *);

/* Notices nobody has heard yet are kept for the next prompt. */
void tell_news_later(struct renderer *);

/* These notices have been said. */
void tell_heard(struct renderer *);

#endif
