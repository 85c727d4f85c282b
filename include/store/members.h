/*
 * Members and their keys. Rules about names and passwords are forum/account.h's.
 *
 * Throughout the store: functions that write must be called between db_begin() and db_commit(); a find may
 * answer ERR_NOT_FOUND; out is untouched on failure.
 */
#ifndef BBS_STORE_MEMBERS_H
#define BBS_STORE_MEMBERS_H

#include "store/db.h"
#include "store/records.h"

enum err members_find(struct db *, const char *name, struct member *out);
enum err members_find_id(struct db *, int64_t id, struct member *out);
/* Of this member's password; owned, the caller wipes it. ERR_NOT_FOUND also when they have none. */
enum err members_find_hash(struct db *, const char *name, char **out);
/* Is a name, or one that folds to the same, in use? ERR_OK it is free; ERR_TAKEN. */
enum err members_check_free(struct db *, const char *name_folded);
/* In order of name; message_count is filled. */
enum err members_list(struct db *, struct member_list *out);

/*
 * Writes. record: name, role, password_hash, joined_at, consented_at, floor_message are used. ERR_TAKEN when the
 * name is.
 */
enum err members_add(struct db *, const struct member *record, const char *name_folded, int64_t *out_id);
enum err members_set_role(struct db *, int64_t id, const char *role);
enum err members_set_password(struct db *, int64_t id, const char *password_hash);
enum err members_set_closed(struct db *, int64_t id, bool is_closed);
enum err members_set_looks(struct db *, int64_t id, bool is_plain, const char *theme);
enum err members_set_last_here(struct db *, int64_t id, int64_t at);

/* key: "ssh-ed25519 AAAA...". ERR_NOT_FOUND when this member has no such key. */
enum err members_check_key(struct db *, int64_t member, const char *key);
enum err members_add_key(struct db *, int64_t member, const char *key, int64_t at); /* a write; twice is fine */

#endif
