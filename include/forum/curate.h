/*
 * Answers that the team keeps for everybody on a board. Each step is in the audit.
 */
#ifndef BBS_FORUM_CURATE_H
#define BBS_FORUM_CURATE_H

#include "forum/forum.h"
#include "forum/policy.h"
#include "store/records.h"

enum {
	CURATE_MOST = 200, /* on one board; ours: a list people can still look through */
	CURATE_PAGE = 40,
};

/*
 * Keep a message for everybody, or stop; needs CAP_CURATE. ERR_OK; ERR_DENIED; ERR_NOT_FOUND it can't be read;
 * ERR_TOO_LONG the board keeps CURATE_MOST already; ERR_CLOSED the account; errors of a write.
 */
enum err curate_keep(struct forum *, const struct actor *who, int64_t thread, int64_t number, bool keeps);

/* Is this message kept? */
bool curate_has(struct forum *, int64_t message);

/* How many there are on a board for this actor to read; counting stops at 100. 0 where they may not read. */
int64_t curate_count(struct forum *, const struct actor *, int64_t board);

/*
 * Those of a board, the last kept first, after `skip` of them, CURATE_PAGE at most; *more: there are others after
 * this page. What is hidden or taken down is left out. ERR_NOT_FOUND as board_get().
 */
enum err curate_list(struct forum *, const struct actor *, int64_t board, int64_t skip, struct kept_list *out,
    bool *more);

#endif
