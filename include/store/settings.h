/*
 * What the team or the operator chose for the whole board, by name. Rules of use as in members.h.
 */
#ifndef BBS_STORE_SETTINGS_H
#define BBS_STORE_SETTINGS_H

#include "store/db.h"

/* value owned by the caller; set_at: seconds UTC. Either may be NULL. ERR_NOT_FOUND when it was never set. */
enum err settings_find(struct db *, const char *name, char **value, int64_t *set_at);

/* Writes, inside a transaction. by: member id, 0 for the operator. */
enum err settings_save(struct db *, const char *name, const char *value, int64_t at, int64_t by);

#endif
