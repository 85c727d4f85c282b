/*
 * How people come to belong: the door stands open, or the team says yes to each, or an invitation is needed, or nobody
 * is let in for now. The team's choice at any moment. Source: product page, section 5.
 */
#ifndef BBS_FORUM_JOINING_H
#define BBS_FORUM_JOINING_H

#include "forum/forum.h"
#include "forum/policy.h"
#include "store/records.h"

/* X(NAME, word in the database and for the operator) */
#define JOINING_LIST(X) \
	X(OPEN, "open") \
	X(APPROVAL, "approval") \
	X(INVITATION, "invitation") \
	X(PAUSED, "paused")

#define JOINING_ENUM(name, word) JOINING_##name,
enum joining { JOINING_LIST(JOINING_ENUM) JOINING_COUNT };

enum {
	JOINING_WORDS_BYTES = 600, /* what somebody may write to the team with their request */
	JOINING_INVITATION_DAYS = 14,
	JOINING_REQUESTS_SHOWN = 50,
};

const char *joining_word(enum joining); /* static */
int joining_find(const char *word);     /* -1 when there is none */

/* As it is now. What can't be read counts as paused. */
enum joining joining_now(struct forum *);

/* who NULL: the operator; else needs CAP_ADMIT. ERR_OK; ERR_DENIED; errors of a write. */
enum err joining_choose(struct forum *, const struct actor *who, enum joining);

/* A code for one person, good for JOINING_INVITATION_DAYS; out holds CODE_CHARS + 1. who as above. */
enum err joining_invite(struct forum *, const struct actor *who, char *out);

/* Is this, as typed, an invitation that is good now? ERR_OK; ERR_EMPTY; ERR_NOT_FOUND. */
enum err joining_check_invitation(struct forum *, const char *typed);

/* Somebody who joins by the screens; all borrowed. password or key may be NULL, not both. */
struct newcomer {
	const char *name, *password, *key;
	const char *invitation;   /* as typed; used when one is needed */
	const char *words;        /* to the team; used when the team says yes to each */
	const char *agreed_words; /* what they said yes to; NULL where that is not known */
};

/*
 * Join the way the door stands at this moment. ERR_OK and *out, whose role is "new", or "waiting" for the team's yes;
 * ERR_CLOSED nobody is let in for now, or the door was moved meanwhile; ERR_NOT_FOUND the invitation is no good (any more); else as account_join().
 */
enum err joining_join(struct forum *, const struct newcomer *, struct actor *out);

/* Who waits for a yes, the first first. Needs CAP_ADMIT. */
enum err joining_requests(struct forum *, const struct actor *who, struct join_request_list *out);
enum err joining_request(struct forum *, const struct actor *who, int64_t member, struct join_request *out);

/* Say yes, or close the account. ERR_OK; ERR_DENIED; ERR_NOT_FOUND somebody else answered before. */
enum err joining_answer(struct forum *, const struct actor *who, int64_t member, bool is_yes);

#endif
