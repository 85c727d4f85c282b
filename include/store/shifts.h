/*
 * When people of the team say they are here: the table shift. Rules of use as in members.h.
 */
#ifndef BBS_STORE_SHIFTS_H
#define BBS_STORE_SHIFTS_H

#include "store/db.h"
#include "store/records.h"

/* By weekday and time, at most `limit`; without those of members who are closed, leaving or gone. now: for is_away. */
enum err shifts_list(struct db *, int64_t now, int64_t limit, struct shift_list *out);

/* Whose it is. ERR_NOT_FOUND. */
enum err shifts_find_member(struct db *, int64_t id, int64_t *out_member);

/* All there are, and how many of them are this member's; both stop at `most`. */
enum err shifts_count(struct db *, int64_t member, int64_t most, int64_t *out_mine, int64_t *out_all);

/* Writes. record: member, weekday, starts, ends are used. ERR_TAKEN the very same is there; ERR_NOT_FOUND. */
enum err shifts_add(struct db *, const struct shift *record, int64_t *out_id);
enum err shifts_remove(struct db *, int64_t id);

#endif
