/*
 * Conversations that members watch. Rules of use as in members.h.
 */
#ifndef BBS_STORE_WATCHES_H
#define BBS_STORE_WATCHES_H

#include "store/db.h"
#include "store/records.h"

/*
 * Those with something unread for this member, on boards that are on, the newest message first. Only id, board, title,
 * message_count, read_number, unread and last_at are filled. Looks at all that they watch: the caller bounds how many.
 */
enum err watches_list_unread(struct db *, int64_t member, int64_t limit, struct thread_list *out);
enum err watches_have(struct db *, int64_t member, int64_t thread, bool *out);
enum err watches_count(struct db *, int64_t member, int64_t most, int64_t *out); /* counting stops at most */

/* Writes. */
enum err watches_add(struct db *, int64_t member, int64_t thread, int64_t at);
enum err watches_remove(struct db *, int64_t member, int64_t thread);

#endif
