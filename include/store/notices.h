/*
 * What the board tells one member on their first page. Rules of use as in members.h.
 */
#ifndef BBS_STORE_NOTICES_H
#define BBS_STORE_NOTICES_H

#include "store/db.h"
#include "store/records.h"

/* Newest first, with thread_title ("" when it is about no conversation). */
enum err notices_list(struct db *, int64_t member, int64_t limit, struct notice_row_list *out);
enum err notices_find(struct db *, int64_t member, int64_t id, struct notice_row *out);

/* Writes. record: member, kind, thread, number, reason, words, at, decision. */
enum err notices_add(struct db *, const struct notice_row *record);
enum err notices_remove(struct db *, int64_t member, int64_t id);
/* What was not read yet and is so no more. record: member, kind, thread, number are used. */
enum err notices_take_back(struct db *, const struct notice_row *record); /* a write */

#endif
