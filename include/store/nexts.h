/*
 * What happened next: whom to ask, and which message said it. Rules of use as in members.h.
 */
#ifndef BBS_STORE_NEXTS_H
#define BBS_STORE_NEXTS_H

#include "store/db.h"
#include "store/records.h"

/*
 * Conversations of this starter that are due to be asked about, the longest due first: there to be read and to be
 * answered in, on boards that are on and not for loss. Only id, board, title and alias are filled.
 */
enum err nexts_list(struct db *, int64_t starter, int64_t now, int64_t limit, struct thread_list *out);

/* Of a conversation of this starter: when they are asked, 0 for never or not any more. ERR_NOT_FOUND it is not theirs. */
enum err nexts_find(struct db *, int64_t starter, int64_t thread, int64_t *out_ask_at, int64_t *out_started_at);

/* Writes. */
enum err nexts_set_ask(struct db *, int64_t thread, int64_t ask_at); /* 0: not any more */
/* This message says it, and nobody is asked any more. */
enum err nexts_set_message(struct db *, int64_t thread, int64_t message);

#endif
