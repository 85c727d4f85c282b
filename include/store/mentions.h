/*
 * Who is named in which message. Rules of use as in members.h.
 */
#ifndef BBS_STORE_MENTIONS_H
#define BBS_STORE_MENTIONS_H

#include "store/db.h"
#include "store/records.h"

/*
 * Messages that name this member and that they have not read, newest first: live, on boards that are on, by others,
 * no answers to them, and not signed by somebody they have blocked. Of the newest 200 that name them.
 */
enum err mentions_list(struct db *, int64_t member, int64_t limit, struct reply_list *out);

/* Writes. */
enum err mentions_add(struct db *, int64_t member, int64_t message);
enum err mentions_remove(struct db *, int64_t message); /* nobody is named in it any more */

#endif
