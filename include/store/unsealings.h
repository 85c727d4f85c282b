/*
 * The table unsealing, and what it opens. Rules of use as in members.h.
 */
#ifndef BBS_STORE_UNSEALINGS_H
#define BBS_STORE_UNSEALINGS_H

#include "store/db.h"
#include "store/records.h"

enum err unsealings_find(struct db *, int64_t id, struct unsealing *out);
enum err unsealings_list(struct db *, int64_t desk_case, int64_t limit, struct unsealing_list *out); /* newest first */
/*
 * What waits for somebody of the team: asked for after `since` in an open case, and opened by the lead alone and not yet
 * reviewed; oldest first. Without what is about this member, or about private messages of theirs.
 */
enum err unsealings_list_waiting(struct db *, int64_t member, int64_t since, int64_t limit, struct unsealing_list *out);
/* Opened by the lead alone before then, and not reviewed; counting stops at 100. */
enum err unsealings_count_overdue(struct db *, int64_t before, int64_t *out);
/* One that is over, and whose case is closed since before closed_before or which was over before over_before. */
enum err unsealings_find_to_tell(struct db *, int64_t now, int64_t closed_before, int64_t over_before,
    struct unsealing *out);

/* Both who write in the private conversation of this message; [1] 0 when there is none. */
enum err unsealings_find_pair(struct db *, int64_t private_message, int64_t out[static 2]);
/* Private messages around one, itself too, as many as `most` before and after, oldest first. */
enum err unsealings_list_private(struct db *, int64_t private_message, int64_t most, struct private_message_list *out);

/* Writes. record: desk_case, kind, why, asked_by, asked_at, until, is_glass. */
enum err unsealings_add(struct db *, const struct unsealing *record, int64_t *out_id);
enum err unsealings_grant(struct db *, int64_t id, int64_t by, int64_t until); /* ERR_NOT_FOUND: somebody answered */
enum err unsealings_refuse(struct db *, int64_t id, int64_t by);               /* the same */
enum err unsealings_review(struct db *, int64_t id, int64_t by, int64_t at);   /* the same */
enum err unsealings_set_untold(struct db *, int64_t id);
enum err unsealings_set_told(struct db *, int64_t id, int64_t at);

#endif
