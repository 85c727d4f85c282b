/*
 * Steering a board: what is pinned to its top, and conversations that nobody may answer any more. Each act is noted
 * in the audit.
 */
#ifndef BBS_FORUM_STEER_H
#define BBS_FORUM_STEER_H

#include "forum/forum.h"
#include "forum/policy.h"

enum { STEER_PINNED_MOST = 3 }; /* on one board; product page, section 6 */

/*
 * Needs CAP_STEER, and to see the board. What is so already stays so, and is not noted again. ERR_OK; ERR_DENIED;
 * ERR_CLOSED the account; ERR_NOT_FOUND; ERR_TOO_LONG (pinning) STEER_PINNED_MOST are; errors of a write.
 */
enum err steer_pin(struct forum *, const struct actor *who, int64_t thread, bool is_pinned);
enum err steer_lock(struct forum *, const struct actor *who, int64_t thread, bool is_locked);

#endif
