/*
 * Asking who somebody is now, where it counts: under the board's lock. Private to forum.
 *
 * What a session knows of its visitor may be old: they may have been paused, closed or given another role since. So
 * every act asks again, inside the transaction that writes.
 */
#ifndef BBS_FORUM_JUDGE_H
#define BBS_FORUM_JUDGE_H

#include "forum/forum.h"
#include "forum/policy.h"
#include "store/records.h"

/*
 * Inside the transaction that acts: bring the actor up to date with the database, and ask. ERR_OK; ERR_CLOSED,
 * ERR_DENIED; ERR_STORE.
 */
enum err judge_now(struct forum *, struct actor *, enum cap);

/* db_begin(), and judge_now() of a copy. ERR_OK: end it with db_end(). Otherwise nothing is held. */
enum err judge_begin(struct forum *, const struct actor *, enum cap);

/* May this member, by the role that is kept of them? A moderator who is paused is one of the team all the same. */
bool judge_has(const struct member *, enum cap);

#endif
