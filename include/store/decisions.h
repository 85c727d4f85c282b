/*
 * What the team did to somebody's words or membership, and whether it was looked at again. Rules of use as in members.h.
 */
#ifndef BBS_STORE_DECISIONS_H
#define BBS_STORE_DECISIONS_H

#include "store/db.h"
#include "store/records.h"

enum err decisions_find(struct db *, int64_t id, struct decision *out);
/* The one that this case is an appeal of. ERR_NOT_FOUND also when it was erased with its member. */
enum err decisions_find_appealed(struct db *, int64_t desk_case, struct decision *out);
/* Of a case, oldest first. */
enum err decisions_list(struct db *, int64_t desk_case, int64_t limit, struct decision_list *out);

/* The newest such act: about this message, or (0) about this member. 0 when there is none. */
enum err decisions_newest(struct db *, const char *act, int64_t message, int64_t about, int64_t *out_id);

/* Writes. record: desk_case, act, ground, about, thread, message, by_member, at, is_untold. */
enum err decisions_add(struct db *, const struct decision *record, int64_t *out_id);
/* It is appealed. ERR_NOT_FOUND it was before. */
enum err decisions_set_appealed(struct db *, int64_t id, int64_t at);
/* ERR_NOT_FOUND there is a result already. */
enum err decisions_set_result(struct db *, int64_t id, const char *result, int64_t at);

#endif
