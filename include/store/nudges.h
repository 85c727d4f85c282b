/*
 * Where members want to be told that something waits for them. Nothing else reads this. Rules of use as in members.h.
 */
#ifndef BBS_STORE_NUDGES_H
#define BBS_STORE_NUDGES_H

#include "store/db.h"
#include "store/records.h"

enum err nudges_find(struct db *, int64_t member, struct nudge_row *out);

/* Writes. Saving puts a new address in place of what was there: not confirmed, on, never used. */
enum err nudges_save(struct db *, int64_t member, const char *address, const char *code_hash, int64_t asked_at);
enum err nudges_confirm(struct db *, int64_t member);
enum err nudges_set_on(struct db *, int64_t member, bool is_on);
enum err nudges_set_nudged(struct db *, int64_t member, int64_t at); /* 0: none is out */
enum err nudges_remove(struct db *, int64_t member);

#endif
