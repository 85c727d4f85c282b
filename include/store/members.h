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
/*
 * Is a name, or one that folds to the same, in use, or kept aside past `now`? What is this member's own is free to
 * them; 0 for nobody's. ERR_OK it is free; ERR_TAKEN.
 */
enum err members_check_free(struct db *, const char *name_folded, int64_t now, int64_t member);
/* The name of the first open account with this role that stays; owned. ERR_NOT_FOUND. */
enum err members_find_role(struct db *, const char *role, char **out_name);
/* The next with this role after that id who is not closed. ERR_NOT_FOUND. */
enum err members_next_of_role(struct db *, const char *role, int64_t after, int64_t *out);
/* In order of name; message_count is filled. */
enum err members_list(struct db *, struct member_list *out);

/* Members of this role who are neither closed nor paused nor leaving, without that one; at most 100. */
enum err members_count_role(struct db *, const char *role, int64_t but, int64_t now, int64_t *out);

/*
 * Writes. record: name, role, password_hash, joined_at, consented_at, floor_message are used. ERR_TAKEN when the
 * name is.
 */
enum err members_add(struct db *, const struct member *record, const char *name_folded, int64_t *out_id);
enum err members_set_role(struct db *, int64_t id, const char *role);
enum err members_set_password(struct db *, int64_t id, const char *password_hash);
enum err members_set_closed(struct db *, int64_t id, bool is_closed);
enum err members_set_paused(struct db *, int64_t id, int64_t until, const char *reason); /* until 0: not paused */
enum err members_set_looks(struct db *, int64_t id, const struct looks *);
enum err members_set_break(struct db *, int64_t id, int64_t until); /* of their own; 0: on none */
enum err members_set_last_here(struct db *, int64_t id, int64_t at);
enum err members_set_consented(struct db *, int64_t id, int64_t at);
enum err members_set_language(struct db *, int64_t id, const char *language); /* "" for the board's own */
enum err members_set_timezone(struct db *, int64_t id, const char *timezone);
enum err members_set_shown(struct db *, int64_t id, const char *about, bool shows_joined);
/* ERR_TAKEN when somebody has the name or one that folds to the same. */
enum err members_set_name(struct db *, int64_t id, const char *name, const char *name_folded, int64_t at);

/* A name given up, kept aside for its member until then. */
enum err members_keep_name(struct db *, const char *name_folded, int64_t member, int64_t until);
enum err members_free_name(struct db *, const char *name_folded); /* it is kept no longer */

/* key: "ssh-ed25519 AAAA...". ERR_NOT_FOUND when this member has no such key. */
enum err members_check_key(struct db *, int64_t member, const char *key);
enum err members_list_keys(struct db *, int64_t member, struct key_row_list *out);  /* oldest first */
enum err members_add_key(struct db *, int64_t member, const char *key, int64_t at); /* a write; twice is fine */
enum err members_remove_key(struct db *, int64_t member, const char *key);          /* a write */

#endif
