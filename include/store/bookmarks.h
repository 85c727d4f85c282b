/*
 * Messages that members keep to find again. Rules of use as in members.h.
 */
#ifndef BBS_STORE_BOOKMARKS_H
#define BBS_STORE_BOOKMARKS_H

#include "store/db.h"
#include "store/records.h"

/* Those on boards that are on and which they have not told the team of, the last kept first; `skip` of them are left out. */
enum err bookmarks_list(struct db *, int64_t member, int64_t skip, int64_t limit, struct kept_list *out);
/* How many this member has, counted up to `most`. */
enum err bookmarks_count(struct db *, int64_t member, int64_t most, int64_t *out);

/* Writes. Keeping twice, and removing what is not kept, is fine. */
enum err bookmarks_add(struct db *, int64_t member, int64_t message, int64_t at);
enum err bookmarks_remove(struct db *, int64_t member, int64_t message);

#endif
