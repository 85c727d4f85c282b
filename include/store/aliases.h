/*
 * Names for one conversation that are nobody's: the table alias. Rules of use as in members.h.
 */
#ifndef BBS_STORE_ALIASES_H
#define BBS_STORE_ALIASES_H

#include "store/db.h"

/* The number this member has in the conversation. ERR_NOT_FOUND. */
enum err aliases_find(struct db *, int64_t thread, int64_t member, int64_t *out);
/* How many there are in the conversation. */
enum err aliases_count(struct db *, int64_t thread, int64_t *out);
/* A write. ERR_TAKEN: somebody has that number, or the member one already. */
enum err aliases_add(struct db *, int64_t thread, int64_t member, int64_t number);

#endif
