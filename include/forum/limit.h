/*
 * How fast one person may send. The pace of newcomers, and a member's several times that, are options. Source:
 * security page: new 1 per 30 s, 10 an hour, 1 conversation per 10 min; member 3x.
 */
#ifndef BBS_FORUM_LIMIT_H
#define BBS_FORUM_LIMIT_H

#include "forum/forum.h"
#include "forum/policy.h"

/* Seconds until this actor may send (a new conversation, or an answer); 0 for now. */
int64_t limit_wait_s(struct forum *, const struct actor *, bool is_conversation);

/* The same for a private message, counted by themselves. */
int64_t limit_private_wait_s(struct forum *, const struct actor *);

#endif
