/*
 * What happened next: who started a conversation and said they'd like to be asked is asked once, two weeks later, and
 * what they write then stands first in it. Never where somebody has died.
 */
#ifndef BBS_FORUM_NEXT_H
#define BBS_FORUM_NEXT_H

#include "forum/forum.h"
#include "forum/policy.h"
#include "store/records.h"

struct sent; /* see sent.h beside the source */

enum {
	NEXT_ASK_S = 14 * 24 * 60 * 60, /* ours */
	NEXT_SHOWN = 9,
};

/* May somebody be asked, given the board and what goes along with the words? */
bool next_may_ask(const struct board *, const struct options *);

/*
 * Of an answer that is to say what happened next: does it? Only the starter's does, and it is signed as the first
 * message was, since who says it is who began. Changes options->is_next, and then options->is_anonymous.
 *
 * thread  as the writer sees it
 */
void next_settle_options(const struct actor *writer, const struct thread *, struct options *);

/* Inside the transaction that sends: when to ask; or that this is what happened next. */
enum err next_note(struct forum *, const struct sent *);

/*
 * What the actor can be asked about now, the longest due first, NEXT_SHOWN at most. Only id, board, title and alias are
 * filled.
 */
enum err next_list(struct forum *, const struct actor *, struct thread_list *out);

/*
 * A conversation of the actor's that they are being asked about. *may_wait: they have not asked for another time yet.
 * ERR_NOT_FOUND there is nothing to ask, or not them.
 */
enum err next_find(struct forum *, const struct actor *, int64_t thread, struct thread *out, bool *may_wait);

/* Ask again after NEXT_ASK_S, once; or not any more. As next_find(); ERR_LATE it was put off once; errors of a write. */
enum err next_put_off(struct forum *, const struct actor *who, int64_t thread);
enum err next_stop(struct forum *, const struct actor *who, int64_t thread);

/*
 * The message that says what happened next in a conversation, as the actor sees it. ERR_NOT_FOUND there is none, or it
 * can't be read any more. Permission was asked by conversation_get().
 */
enum err next_get_message(struct forum *, const struct actor *, const struct thread *, struct message *out);

#endif
