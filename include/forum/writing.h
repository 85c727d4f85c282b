/*
 * Drafts: what a member is writing and has not sent. Nothing typed is ever lost.
 */
#ifndef BBS_FORUM_WRITING_H
#define BBS_FORUM_WRITING_H

#include "forum/forum.h"
#include "forum/policy.h"
#include "store/records.h"

/* Where something is being written: thread 0 for a new conversation on a board. */
struct place {
	int64_t board, thread, reply_to;
};

/* ERR_NOT_FOUND when nothing was kept there. */
enum err writing_find(struct forum *, const struct actor *, struct place, struct draft *out);
enum err writing_find_id(struct forum *, const struct actor *, int64_t id, struct draft *out);

/* Newest first, 9 at most, with the names of their places. */
enum err writing_list(struct forum *, const struct actor *, struct draft_list *out);

/*
 * Keep what is there now; both texts blank removes the draft. Ordinary errors of a write: what was kept before
 * is then still there.
 */
enum err writing_save(struct forum *, const struct actor *, struct place, const char *title, const char *body);
enum err writing_discard(struct forum *, const struct actor *, struct place);

#endif
