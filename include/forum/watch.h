/*
 * Conversations a member watches, so that home says when there is something new in them; and keeping one unread, for
 * later. There are two levels of watching: to, and not to.
 */
#ifndef BBS_FORUM_WATCH_H
#define BBS_FORUM_WATCH_H

#include "forum/forum.h"
#include "forum/policy.h"
#include "store/records.h"

enum {
	WATCH_MOST = 200, /* one member's; ours: home looks at each */
	WATCH_SHOWN = 9,
};

/*
 * Watch a conversation, or stop. For members only. A board they left out of their home is no obstacle. ERR_OK;
 * ERR_DENIED a guest; ERR_NOT_FOUND it can't be read; ERR_TOO_LONG they watch WATCH_MOST already; errors of a write.
 */
enum err watch_set(struct forum *, const struct actor *who, int64_t thread, bool watches);

/* Do they? */
bool watch_has(struct forum *, const struct actor *, int64_t thread);

/*
 * Those with something unread, newest first, WATCH_SHOWN at most. Only id, board, title, message_count, read_number,
 * unread and last_at are filled.
 */
enum err watch_list_unread(struct forum *, const struct actor *, struct thread_list *out);

/*
 * Not now: this message and what came after it in the conversation are unread again. ERR_OK, also when they were unread
 * anyway; ERR_DENIED a guest; ERR_NOT_FOUND; ERR_LATE it is from before they joined, or too much has happened on the board
 * since; errors of a write.
 */
enum err watch_keep_unread(struct forum *, const struct actor *who, int64_t thread, int64_t number);

#endif
