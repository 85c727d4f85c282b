/*
 * Messages that the team looks at before others see them: the first few of a new member (limits.first_messages),
 * everything of a member whose messages are looked at first, and what has a word that is watched for.
 *
 *  - Despair is never held, whoever writes it: see danger.h.
 *  - What is held is no message yet. Only its writer sees it, and the team in its case. Limits, mentions, who waits for
 *    an answer and what is promised begin when it goes live.
 *  - A first message goes live by itself HELD_LIVE_S after it was sent, but only while a moderator is here; its case
 *    stays open. What was held for another reason waits for the team.
 *  - Where there is nobody who could let it out, nothing is held.
 *
 * Source: product page, section 6.
 */
#ifndef BBS_FORUM_HELD_H
#define BBS_FORUM_HELD_H

#include "forum/forum.h"
#include "forum/moderation.h"
#include "forum/policy.h"
#include "forum/writing.h"
#include "store/helds.h"

/* X(NAME, word in the database): why it is held */
#define HELD_LIST(X) \
	X(FIRST, "first")     /* among the first messages of a new member */ \
	X(WORDS, "words")     /* a watched word is in it */ \
	X(CHECKED, "checked") /* the team looks at all that this member sends */

#define HELD_ENUM(name, word) HELD_##name,
enum held_why { HELD_LIST(HELD_ENUM) HELD_COUNT };

enum {
	HELD_SHOWN = 20,
	HELD_LIVE_S = 30 * 60, /* product page, section 6 */
};

int held_why_find(const char *word); /* -1 when there is none */

/* One's own, oldest first, HELD_SHOWN at most; those that answer in one conversation. Nothing for a guest. */
enum err held_list(struct forum *, const struct actor *, struct held_list *out);
enum err held_list_in(struct forum *, const struct actor *, int64_t thread, struct held_list *out);
/* One's own. ERR_NOT_FOUND also when it has gone live, or was sent back. */
enum err held_find(struct forum *, const struct actor *, int64_t id, struct held *out);

/*
 * Its writer takes it back: it is a draft again, below what they are writing there, and its case is closed.
 * ERR_OK and the place of the draft; ERR_NOT_FOUND as above; ERR_CLOSED the account; errors of a write.
 */
enum err held_take_back(struct forum *, const struct actor *, int64_t id, struct place *out);

/* --- for the team --- */

/* What a case is about, while it is held. member is DESK_UNKNOWN where the writer is not to be known. ERR_NOT_FOUND. */
enum err held_in_case(struct forum *, const struct actor *, int64_t desk_case, struct held *out);

/*
 * Let it out, and close the case; its writer is told. Needs CAP_RELEASE, and the case. Errors as desk_grade(), and
 * ERR_NOT_FOUND it is not held any more; ERR_LATE its writer may not write now; ERR_LOCKED its conversation is.
 */
enum err held_let_out(struct forum *, const struct actor *, int64_t desk_case);

/*
 * Send it back: its writer is told why, in these words, and has what they wrote as a draft. The case is closed. words:
 * as moderation_check_words() wants them. Errors as above.
 */
enum err held_send_back(struct forum *, const struct actor *, int64_t desk_case, enum ground, const char *words);

/* --- for the keeper --- */

/* Seconds until one goes live by itself, 0 when one is due; INT64_MAX for never. */
int64_t held_wait_s(struct forum *);
/* Those that are due go live, while a moderator is here. *did: one has. */
enum err held_go_live_due(struct forum *, bool *did);

#endif
