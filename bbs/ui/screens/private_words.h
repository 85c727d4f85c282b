/*
 * Private messages in words: how it stands between two, and why words could not be sent. Private to the screens.
 */
#ifndef BBS_UI_SCREENS_PRIVATE_WORDS_H
#define BBS_UI_SCREENS_PRIVATE_WORDS_H

#include "forum/private.h"
#include "ui/visit.h"

/* Whom it is with: "kettle-on", "a former member". Owned. */
char *private_with(const struct private_thread *);

/* What is new, for the first page: "kettle-on asks to write to you". Owned. */
char *private_news_line(const struct private_thread *);

/* How it stands, in two or three words, for a list; "" for nothing to say. Owned. */
char *private_standing_short(const struct private_thread *, int64_t member);

/* The same in sentences, above the messages. Owned. */
char *private_standing(const struct private_thread *, int64_t member);

/* Who wrote a private message that this visitor can see. Owned; NULL: they can't. */
char *private_message_from(struct visit *, int64_t message);

/* Say why these two can't write to each other now: what private_check() answered. */
void private_say_bar(struct visit *, enum err);

/* Say why these words could not be sent: what happened, what is safe, what to do next. */
void private_say_unsent(struct visit *, enum err);

#endif
