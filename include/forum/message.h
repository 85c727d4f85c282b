/*
 * What people do with one message after it was sent: change it, take it down, keep it to find it again.
 *
 * A message never loses its number: answers to it stay where they are, and nothing about unread changes.
 */
#ifndef BBS_FORUM_MESSAGE_H
#define BBS_FORUM_MESSAGE_H

#include "forum/forum.h"
#include "forum/policy.h"
#include "store/records.h"

enum {
	MESSAGE_CHANGE_S = 24 * 60 * 60, /* product page, section 4 */
	MESSAGE_KEPT_MOST = 1000,        /* one member's; ours */
	MESSAGE_KEPT_PAGE = 40,
};

/* Is it there to be read: neither hidden nor withdrawn? */
bool message_is_live(const struct message *);

/*
 * May they change it now? ERR_OK; ERR_DENIED not theirs, or they may not write; ERR_NOT_FOUND it was taken down;
 * ERR_LATE it was sent more than MESSAGE_CHANGE_S ago.
 */
enum err message_check_change(const struct actor *, const struct message *);

/* ERR_OK; ERR_DENIED not theirs; ERR_NOT_FOUND it was taken down already. */
enum err message_check_withdraw(const struct actor *, const struct message *);

/*
 * The writer says it in other words; what it said before is kept for the team. In a locked conversation too: they are
 * their own words. The draft of the change is gone then.
 *
 * who     borrowed; judged by what the database says now
 * number  of the message in the conversation
 * body    as for conversation_start(); the same text again changes nothing
 *
 * As message_check_change(); ERR_NOT_FOUND also the conversation; ERR_CLOSED the account; ERR_EMPTY, ERR_TOO_LONG;
 * ERR_FULL, ERR_STORE nothing was written.
 */
enum err message_change(struct forum *, const struct actor *who, int64_t thread, int64_t number, const char *body);

/*
 * The writer takes it down for good; the answers stay. Needs no right to read the board: what somebody wrote is
 * theirs when they are paused, too. As message_check_withdraw(); ERR_CLOSED the account; errors of a write.
 */
enum err message_withdraw(struct forum *, const struct actor *who, int64_t thread, int64_t number);

/*
 * Keep a message to find it again, or stop. For members only. ERR_OK; ERR_DENIED a guest; ERR_NOT_FOUND; ERR_TOO_LONG
 * they keep MESSAGE_KEPT_MOST already; errors of a write.
 */
enum err message_keep(struct forum *, const struct actor *who, int64_t thread, int64_t number, bool keeps);

/*
 * What they keep, the last kept first, after `skip` of them; only on boards that they may read. One more than
 * MESSAGE_KEPT_PAGE is looked at: *more says whether there are others after this page.
 */
enum err message_list_kept(struct forum *, const struct actor *, int64_t skip, struct kept_list *out, bool *more);

/*
 * What a hidden message said, for its writer alone; out owned. ERR_NOT_FOUND when it is not theirs, not hidden, or its
 * text was let go.
 */
enum err message_hidden_words(struct forum *, const struct actor *who, int64_t thread, int64_t number, char **out);

#endif
