/*
 * Messages that wait to be answered, or did: the table waiting. Rules of use as in members.h; what they mean is in
 * forum/waiting.h.
 */
#ifndef BBS_STORE_WAITINGS_H
#define BBS_STORE_WAITINGS_H

#include "store/db.h"
#include "store/records.h"

/*
 * Those that wait: live, in a conversation that is not locked, on a board that is on, not older than `after`; oldest
 * first. member: who asks, for names; 0 gives nothing of an unknown writer.
 */
enum err waitings_list(struct db *, int64_t member, int64_t after, int64_t limit, struct waiting_list *out);

/* The same, but past twice their time at `now`, and by somebody else. */
enum err waitings_list_unheard(struct db *, int64_t member, int64_t after, int64_t now, int64_t limit,
    struct waiting_list *out);

/* How many wait, and how many of them are past their time at `now`; both of the oldest `most`. */
enum err waitings_count(struct db *, int64_t after, int64_t now, int64_t most, int64_t *out_all, int64_t *out_late);

/* One, by its message, whether it waits or was answered; ERR_NOT_FOUND also when its words were taken down. */
enum err waitings_find(struct db *, int64_t message, int64_t member, struct waiting *out);

/* Of those in one conversation that wait: this member's own, and the oldest of all. ERR_NOT_FOUND. */
enum err waitings_find_own(struct db *, int64_t thread, int64_t member, int64_t after, struct waiting *out);
enum err waitings_find_oldest(struct db *, int64_t thread, int64_t member, int64_t after, struct waiting *out);

/* Writes. record: message, thread, member, since, promised_by, due_at, is_first are used. */
enum err waitings_add(struct db *, const struct waiting *record);

/*
 * A new message of this writer answers what waits here, and ends what they had reserved: not so when it is sent without a
 * name, since whoever sees the one end as the other comes would know whose it is. reply_to: a number, or 0.
 */
struct waiting_answer {
	int64_t thread, message, writer, reply_to, at;
	bool is_anonymous;
};
enum err waitings_answer(struct db *, const struct waiting_answer *, int64_t after);

/*
 * This message was taken down: what it had answered looks for the next answer there is, or waits again. And: it was put
 * back; what waits in its conversation may have an answer.
 */
enum err waitings_lose_answer(struct db *, int64_t message);
enum err waitings_regain_answer(struct db *, int64_t message);

/* until 0: nobody's. ERR_NOT_FOUND. */
enum err waitings_reserve(struct db *, int64_t message, int64_t member, int64_t until);

#endif
