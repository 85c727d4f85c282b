/*
 * Members who are leaving. Rules of use as in members.h.
 */
#ifndef BBS_STORE_LEAVERS_H
#define BBS_STORE_LEAVERS_H

#include "store/db.h"

/* how: "blank" or "keep"; days: as if so many had been seen already. Their open cases go back to the team. A write. */
enum err leavers_begin(struct db *, int64_t member, int64_t at, const char *how, int64_t days);
/* ERR_NOT_FOUND: they are not leaving, or `most` days are over. A write. */
enum err leavers_undo(struct db *, int64_t member, int64_t most);
/* How many days have been seen since, for one of them. ERR_NOT_FOUND. */
enum err leavers_days(struct db *, int64_t member, int64_t *out);
/* One more day has been seen, for all of them. A write. */
enum err leavers_count_day(struct db *);
/* The first who is not gone after so many days; how: owned. ERR_NOT_FOUND. */
enum err leavers_find_due(struct db *, int64_t days, int64_t *member, int64_t *joined_at, char **how);
/* Members of this role who stay: neither closed nor leaving, without that one; at most 100. */
enum err leavers_count_staying(struct db *, const char *role, int64_t but, int64_t *out);

#endif
