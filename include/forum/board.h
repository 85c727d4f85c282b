/*
 * Boards as one visitor sees them.
 */
#ifndef BBS_FORUM_BOARD_H
#define BBS_FORUM_BOARD_H

#include "forum/forum.h"
#include "forum/policy.h"
#include "store/records.h"

/* Is the board one this actor may read: switched on, and open or the actor a member? */
bool board_may_read(const struct actor *, const struct board *);

/* Boards this actor may read, in order, without those they left out of their home; or just these. */
enum err board_list(struct forum *, const struct actor *, struct board_list *out);
enum err board_list_hidden(struct forum *, const struct actor *, struct board_list *out);

/*
 * Leave a board out of this member's home and of next unread, or put it back. It can be opened all the same. ERR_OK;
 * ERR_DENIED a guest; ERR_NOT_FOUND; errors of a write.
 */
enum err board_hide(struct forum *, const struct actor *who, int64_t board, bool is_hidden);

/* ERR_NOT_FOUND also when the actor may not read it: it might as well not exist. */
enum err board_get(struct forum *, const struct actor *, int64_t id, struct board *out);
enum err board_find(struct forum *, const struct actor *, const char *slug, struct board *out);

/* Unread messages of a member on a board; 100 means 100 or more. 0 for a guest. */
int64_t board_unread(struct forum *, const struct actor *, int64_t board);

/* --- for the operator --- */

enum err board_list_all(struct forum *, struct board_list *out);
/* ERR_INVALID slug (3-30 of a-z 0-9 -) or empty name; ERR_TOO_LONG name past 40, about past 100 or notice past 200 characters;
 * ERR_TAKEN; ERR_NOT_FOUND group. */
enum err board_add(struct forum *, const struct board *record);
/* slug names it; NULL text or -1 leaves a thing as it is. position 1 is first in its group. */
struct board_change {
	const char *name, *about;
	const char *notice; /* one line, up to 200 characters; "" takes it away */
	int is_open, is_on;
	int64_t position;
};
enum err board_edit(struct forum *, const char *slug, const struct board_change *);

#endif
