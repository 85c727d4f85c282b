/*
 * Hugs, thanks and me-toos. Rules of use as in members.h. No function here says who gave one.
 */
#ifndef BBS_STORE_HUGS_H
#define BBS_STORE_HUGS_H

#include "store/db.h"
#include "store/records.h"

enum { HUGS_STOP = 100 }; /* counting stops here: "99+" */

/*
 * What messages number first..first+limit-1 of a conversation were given, by number and then in the order of `kinds`;
 * nothing for what was given none. One query.
 *
 * kinds   a JSON list of the words
 * member  who asks, for is_own
 */
enum err hugs_list(struct db *, int64_t thread, int64_t member, int64_t first, int64_t limit, const char *kinds,
    struct hug_row_list *out);

/*
 * What this member was given and has not seen, the newest message first, each kind of a message one row; only for live
 * messages on boards that are on, and of the newest 500 that were given.
 */
enum err hugs_list_unseen(struct db *, int64_t member, struct hug_row_list *out);

/* Of what this member was given up to a time: for messages number first..last of this conversation. */
struct hugs_here {
	int64_t member, thread, first, last;
	int64_t until; /* seconds UTC */
};

/* Is something of it unseen? */
enum err hugs_have_unseen(struct db *, const struct hugs_here *, bool *out);

/* How many this member gave after `since`, and not after `now` as a clock that jumped has it; counting stops at `most`. */
enum err hugs_count_given(struct db *, int64_t member, int64_t since, int64_t now, int64_t most, int64_t *out);

/* Writes. */
enum err hugs_add(struct db *, int64_t message, const char *kind, int64_t member, int64_t to_member, int64_t at);
enum err hugs_remove(struct db *, int64_t message, const char *kind, int64_t member); /* ERR_NOT_FOUND none was given */
enum err hugs_see(struct db *, const struct hugs_here *);

#endif
