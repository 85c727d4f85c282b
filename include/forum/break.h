/*
 * Taking a break: a member's own choice. Nothing is sent to them meanwhile, nobody counts on them, and all that was
 * theirs waits as it was. Others can't tell. Coming back is one key, at any time.
 */
#ifndef BBS_FORUM_BREAK_H
#define BBS_FORUM_BREAK_H

#include "forum/forum.h"
#include "forum/policy.h"

#define BREAK_NO_END INT64_C(253402300799) /* the last second of the year 9999: until they come back */

/* X(NAME, days; 0: no end) */
#define BREAK_LIST(X) \
	X(1_WEEK, 7) \
	X(2_WEEKS, 14) \
	X(1_MONTH, 30) \
	X(OPEN, 0)

#define BREAK_ENUM(name, days) BREAK_##name,
enum break_length { BREAK_LIST(BREAK_ENUM) BREAK_COUNT };

/* From now on. Needs CAP_SETTLE. ERR_OK; ERR_DENIED; ERR_CLOSED; errors of a write. */
enum err break_take(struct forum *, const struct actor *, enum break_length);

/* They are back. Also when they were on none. Errors as above. */
enum err break_end(struct forum *, const struct actor *);

/* Until when: seconds UTC, BREAK_NO_END; 0: they are on none. */
int64_t break_until(struct forum *, const struct actor *);

#endif
