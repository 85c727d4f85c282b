/*
 * What members are writing and have not sent. Rules of use as in members.h.
 */
#ifndef BBS_STORE_DRAFTS_H
#define BBS_STORE_DRAFTS_H

#include "store/db.h"
#include "store/records.h"

/* A member's drafts on boards that are on, those that are slept on first, then newest first, with
 * board_name and thread_title. */
enum err drafts_list(struct db *, int64_t member, int64_t limit, struct draft_list *out);
enum err drafts_find(struct db *, int64_t member, int64_t board, int64_t thread, int64_t reply_to, struct draft *out);
enum err drafts_find_id(struct db *, int64_t member, int64_t id, struct draft *out);
/* May this one be saved? ERR_OK it replaces one, or the member has fewer than `most`; ERR_TOO_LONG. */
enum err drafts_check_room(struct db *, const struct draft *record, int64_t most);

/* Writes. One draft for each place: saving again replaces it. record: all but id and the names. */
enum err drafts_save(struct db *, const struct draft *record);
enum err drafts_remove(struct db *, int64_t member, int64_t board, int64_t thread, int64_t reply_to);
/* At most `limit` of those saved before this time, of everybody; db_changes() says how many. */
enum err drafts_expire(struct db *, int64_t before, int64_t limit);

#endif
