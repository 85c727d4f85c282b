/*
 * Who is watching, said as it is; and when somebody will answer. Source: product page, section 5.
 */
#ifndef BBS_UI_WATCHING_H
#define BBS_UI_WATCHING_H

#include "ui/visit.h"

/* "A moderator is here. If someone is in danger, call 999.", or when the next one is, or that nobody is. Owned. */
char *watching_words(struct visit *);

/* "9 people are here now."; owned, NULL for one alone. */
char *watching_count_words(struct visit *);

/* "Someone will answer by 9 tonight.", or, with 0, that nobody can say. Owned. */
char *watching_promise_words(int64_t promised_by);

#endif
