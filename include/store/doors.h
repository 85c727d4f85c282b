/*
 * Invitations, and people who wait to be let in. Rules of use as in members.h.
 */
#ifndef BBS_STORE_DOORS_H
#define BBS_STORE_DOORS_H

#include "store/db.h"
#include "store/records.h"

/* ERR_OK an invitation of this hash is good until after `now` and not used; ERR_NOT_FOUND. */
enum err invitations_check(struct db *, const char *code_hash, int64_t now);

/* Oldest first, with member_name. Those whose role is not `role` any more are left out. */
enum err join_requests_list(struct db *, const char *role, int64_t limit, struct join_request_list *out);
enum err join_requests_find(struct db *, int64_t member, struct join_request *out);

/* Writes. invitations_use(): ERR_NOT_FOUND when it is no good (any more). */
enum err invitations_add(struct db *, const char *code_hash, int64_t by, int64_t at, int64_t expires_at);
enum err invitations_use(struct db *, const char *code_hash, int64_t member, int64_t at);
enum err join_requests_add(struct db *, int64_t member, const char *words, int64_t at);
enum err join_requests_remove(struct db *, int64_t member);

#endif
