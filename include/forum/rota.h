/*
 * The rota: when people of the team say they are here, every week, by the board's own clock (board.timezone). What is
 * promised to somebody who writes, and "the next is here at 8", come from here.
 *
 * A time is minutes after midnight. Where clocks go forward or back it is the hour they show, see clock_moment(): a
 * shift is then an hour shorter or longer, as it is for those who sit there. Who is closed, paused, on a break or
 * leaving, or has lost the role, covers nothing.
 */
#ifndef BBS_FORUM_ROTA_H
#define BBS_FORUM_ROTA_H

#include "forum/forum.h"
#include "forum/policy.h"
#include "store/records.h"

/* Ours: three a day for a week; and a rota that a team can still read. */
enum { ROTA_MINE_MOST = 21, ROTA_MOST = 300, ROTA_DAY_MINUTES = 24 * 60 };

/*
 * A time of day as people type it: "9", "9:30", "9.30", "21", "9pm", "9 pm", "noon", "midnight", "24". -1 when it is
 * none, or two times at once: "9" is 9 in the morning.
 */
int rota_read_time(const char *text);

/* The rota by weekday and time. ERR_DENIED without CAP_ROTA. And for the operator. */
enum err rota_list(struct forum *, const struct actor *, struct shift_list *out);
enum err rota_list_all(struct forum *, struct shift_list *out);

/*
 * They are here then, every week; needs CAP_ROTA.
 *
 * weekday  1 Monday to 7 Sunday
 * starts, ends  0 to 1439; ends not after starts: the next day
 * ERR_OK; ERR_DENIED; ERR_INVALID out of range, or the two are the same; ERR_TAKEN it is there already; ERR_TOO_LONG
 * ROTA_MINE_MOST or ROTA_MOST; ERR_CLOSED; errors of a write.
 */
enum err rota_add(struct forum *, const struct actor *, int64_t weekday, int64_t starts, int64_t ends, int64_t *out_id);

/* One of their own. ERR_NOT_FOUND also when it is somebody else's; as above. */
enum err rota_remove(struct forum *, const struct actor *, int64_t id);

/* The same for the operator; the audit notes it. ERR_NOT_FOUND nobody has that name, no such shift; ERR_DENIED their
   role has no part in the rota; as above. */
enum err rota_add_for(struct forum *, const char *name, int64_t weekday, int64_t starts, int64_t ends, int64_t *out_id);
enum err rota_remove_any(struct forum *, int64_t id);

/* One turn of a shift; seconds UTC. */
struct turn {
	int64_t member;
	int64_t starts_at, ends_at;
};

/*
 * The first turn of anybody with this capability that is on, or begins, within `within_s` of now, and leaves at least
 * `least_s` of itself; of several that are on now the one that ends last. within_s: at most 7 days. ERR_NOT_FOUND.
 */
enum err rota_find(struct forum *, enum cap, int64_t now, int64_t within_s, int64_t least_s, struct turn *out);

/* The first that begins after now, within 7 days. ERR_NOT_FOUND. */
enum err rota_find_next(struct forum *, enum cap, int64_t now, struct turn *out);

/* Whose turn it is now; members[0..*count-1] are ids, `most` of them at most. ERR_OK also for nobody. */
enum err rota_on_now(struct forum *, enum cap, int64_t now, int64_t *members, size_t most, size_t *count);

#endif
