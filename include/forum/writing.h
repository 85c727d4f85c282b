/*
 * Drafts: what a member is writing and has not sent. Nothing typed is ever lost.
 */
#ifndef BBS_FORUM_WRITING_H
#define BBS_FORUM_WRITING_H

#include "forum/forum.h"
#include "forum/policy.h"
#include "store/records.h"

enum { WRITING_DRAFTS_MOST = 50 }; /* one member's; ours: more than anybody writes, little enough to keep */

/* Where something is being written: thread 0 for a new conversation on a board. */
struct place {
	int64_t board, thread, reply_to;
};

/* ERR_NOT_FOUND when nothing was kept there. */
enum err writing_find(struct forum *, const struct actor *, struct place, struct draft *out);
enum err writing_find_id(struct forum *, const struct actor *, int64_t id, struct draft *out);

/* Newest first, 20 at most, with the names of their places. Those on boards that are off stay kept, unlisted. */
enum err writing_list(struct forum *, const struct actor *, struct draft_list *out);

/*
 * Keep what is there now; both texts blank removes the draft. ERR_OK; ERR_TOO_LONG nothing is kept at this place
 * yet, and the member has WRITING_DRAFTS_MOST drafts elsewhere; ERR_CLOSED the account was closed; ordinary errors
 * of a write. But for ERR_OK what was kept before is still there.
 */
enum err writing_save(struct forum *, const struct actor *, struct place, const char *title, const char *body);
enum err writing_discard(struct forum *, const struct actor *, struct place);

#endif
