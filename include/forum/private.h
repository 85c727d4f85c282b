/*
 * Private messages between two members, where the board has them: a switch of the team's, off at first.
 *
 * One asks, with a first message; the other says yes or no, or blocks. Until there is a yes it stays at one message.
 * Whoever ends it, or said no, is the only one who can begin again, by writing.
 *
 * Who is blocked can't tell: what they send is sent as ever, and only they see it. Nobody of the team reads private
 * messages by themselves. So the program opens no case for dark words in one; their writer is shown the people to call,
 * and that is all. Who tells the team about a private message shows the team that one; those around it are sealed, and
 * two of the team can open them (unseal.h).
 *
 * Limits (product page, section 5; five a day is ours): not in a member's first PRIVATE_AFTER_S; PRIVATE_ASKS_A_DAY
 * new ones a day; each message at the pace of limit.h; 1 byte to CONVERSATION_BODY_BYTES.
 */
#ifndef BBS_FORUM_PRIVATE_H
#define BBS_FORUM_PRIVATE_H

#include "forum/forum.h"
#include "forum/policy.h"
#include "store/privates.h"

enum {
	PRIVATE_PAGE = 40,
	PRIVATE_NEWS_SHOWN = 9,
	PRIVATE_ASKS_A_DAY = 5,
	PRIVATE_AFTER_S = 7 * 24 * 60 * 60,
};

/* Does the board have them? */
bool private_is_on(struct forum *);

/* who: one of the team with CAP_ADMIT; NULL is the operator. Nothing that was written is lost by switching off. */
enum err private_switch(struct forum *, const struct actor *who, bool is_on);

/* Is there anything of it for this actor: they may write, or have some already? False while the board has none. */
bool private_has_place(struct forum *, const struct actor *);

/* May this actor be offered to write to that member? The member may still be out of reach, which is said on asking. */
bool private_may_offer(struct forum *, const struct actor *, int64_t other);

/*
 * May they write to each other now? The same is asked when sending.
 *
 * ERR_OK; ERR_LOCKED the board has none; ERR_DENIED the actor may not: paused, or in their first days; ERR_NOT_FOUND
 * that member can't get any now, for whatever reason; ERR_RESERVED the actor has blocked them; ERR_TAKEN the actor has
 * asked, and there is no answer yet; ERR_LATE the other ended it, or said no; ERR_RATE no more new ones today;
 * ERR_CLOSED the actor's account; ERR_STORE.
 */
enum err private_check(struct forum *, const struct actor *, int64_t other);

/*
 * Write to a member: ask, say yes by answering, go on, or begin again what the actor ended.
 *
 * body  borrowed; sanitised and trimmed here
 * out   id of what they have between them
 *
 * ERR_OK: it is on disk, and what was kept of these words (FORM_PRIVATE, 0, other) is gone. As private_check();
 * ERR_RATE also: see limit_private_wait_s(); ERR_EMPTY, ERR_TOO_LONG; ERR_FULL. But for ERR_OK nothing was written.
 */
enum err private_write(struct forum *, const struct actor *who, int64_t other, const char *body, int64_t *out);

/*
 * Say yes to who asked. ERR_OK, also when it was said already; ERR_NOT_FOUND nobody asked; errors of private_check().
 */
enum err private_accept(struct forum *, const struct actor *, int64_t id);

/* Say no to who asked, or end it. Needs CAP_SETTLE. ERR_OK, also when it is over already; ERR_NOT_FOUND; errors of a
 * write. */
enum err private_end(struct forum *, const struct actor *, int64_t id);

/* A message of one's own is taken down for both. Needs CAP_SETTLE. ERR_OK; ERR_DENIED; ERR_NOT_FOUND; of a write. */
enum err private_withdraw(struct forum *, const struct actor *, int64_t message);

/* --- reading: ERR_LOCKED while the board has none --- */

/* By newest message; before: see privates_list(). One more than PRIVATE_PAGE when there are more. */
enum err private_list(struct forum *, const struct actor *, int64_t before, struct private_thread_list *out);
/* What is new, newest first, PRIVATE_NEWS_SHOWN at most. Nothing while the board has none. */
enum err private_list_news(struct forum *, const struct actor *, struct private_thread_list *out);
enum err private_get(struct forum *, const struct actor *, int64_t id, struct private_thread *out);
/* What the actor has with this member. ERR_NOT_FOUND also when nothing of it has reached them. */
enum err private_find_with(struct forum *, const struct actor *, int64_t other, int64_t *out_id);
/* Oldest first, those before this id; *more says whether there are earlier ones. */
enum err private_messages(struct forum *, const struct actor *, const struct private_thread *, int64_t before,
    struct private_message_list *out, bool *more);
enum err private_message(struct forum *, const struct actor *, int64_t id, struct private_message *out);
/* Read up to this message id. */
void private_mark_read(struct forum *, const struct actor *, const struct private_thread *, int64_t message);

#endif
