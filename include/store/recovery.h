/*
 * One-use codes to come back with, and who of the team has met a member. Rules of use as in members.h;
 * what counts as right is forum/recovery.h's.
 */
#ifndef BBS_STORE_RECOVERY_H
#define BBS_STORE_RECOVERY_H

#include "store/db.h"
#include "store/records.h"

/* How many of the codes shown to the member would still work. */
enum err recovery_codes_count(struct db *, int64_t member, int64_t *out);
/* Would this one? *out_ends: when it ends of itself, 0 for never. ERR_OK; ERR_NOT_FOUND. */
enum err recovery_codes_find(struct db *, int64_t member, const char *hash, int64_t now, int64_t *out_ends);

/* Writes. expires_at 0: never. */
enum err recovery_codes_add(struct db *, int64_t member, const char *hash, int64_t now, int64_t expires_at);
enum err recovery_codes_use(struct db *, int64_t member, const char *hash, int64_t now);
enum err recovery_codes_remove_lasting(struct db *, int64_t member);   /* those shown to the member, used or not */
enum err recovery_codes_remove_temporary(struct db *, int64_t member); /* those that the team made */

/* Vouches made after `since`, oldest first. */
enum err vouches_list(struct db *, int64_t member, int64_t since, struct vouch_row_list *out);
enum err vouches_save(struct db *, int64_t member, int64_t by_member, int64_t at); /* a write; again is later */
enum err vouches_remove(struct db *, int64_t member);                              /* a write; all of them */

#endif
