/*
 * Holding a message on its way out: the part of forum/held.h for those who send. Private to forum; inside the caller's
 * transaction.
 */
#ifndef BBS_FORUM_HELD_SEND_H
#define BBS_FORUM_HELD_SEND_H

#include "forum/held.h"
#include "forum/outgoing.h"

/* Must the team look at it first, and why? *why HELD_COUNT: no. writer: as they are now. */
enum err held_judge(struct forum *, const struct actor *writer, const struct outgoing *, enum held_why *why);

/* Keep it, and open its case. */
enum err held_keep(struct forum *, const struct actor *writer, const struct outgoing *, enum held_why why,
    int64_t *out_id);

/* May its case be closed: does nothing wait in it? ERR_OK, ERR_HELD. */
enum err held_check_close(struct forum *, int64_t desk_case);

#endif
