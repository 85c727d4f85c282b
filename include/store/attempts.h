/*
 * Tries that are counted for each member over an hour or a day. Rules of use as in members.h. A member that is erased
 * takes no row along: attempts_forget() each kind.
 */
#ifndef BBS_STORE_ATTEMPTS_H
#define BBS_STORE_ATTEMPTS_H

#include "store/db.h"

/* How often this was tried since the first time after `since`; 0 when that is longer ago. member 0 is fine. */
enum err attempts_count(struct db *, int64_t member, const char *kind, int64_t since, int64_t *out);
/* A write: one more; counting starts anew when the first was not after `since`. */
enum err attempts_note(struct db *, int64_t member, const char *kind, int64_t since, int64_t now);
enum err attempts_forget(struct db *, int64_t member, const char *kind); /* a write */

#endif
