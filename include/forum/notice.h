/*
 * Notices: what the board tells one member, waiting on their first page until they say they have read it.
 */
#ifndef BBS_FORUM_NOTICE_H
#define BBS_FORUM_NOTICE_H

#include "forum/forum.h"
#include "forum/policy.h"
#include "store/records.h"

/* X(NAME, word in the database) */
#define NOTICE_LIST(X) \
	X(HIDDEN, "hidden")         /* a message of theirs was hidden: thread, number, reason, words */ \
	X(RESTORED, "restored")     /* and put back */ \
	X(PAUSED, "paused")         /* they may only read for a while: reason, words */ \
	X(UNPAUSED, "unpaused")     /* the pause was ended early */ \
	X(LOOKED_AT, "looked-at")   /* somebody of the team looked at what they told us: thread, number */ \
	X(WELCOME, "welcome")       /* their request to join was granted */ \
	X(PASSWORD, "password")     /* their password was changed with a recovery code or by the operator */ \
	X(FOLDED, "folded")         /* a message of theirs is folded until the team looks: thread, number, reason */ \
	X(UNFOLDED, "unfolded")     /* and is open again */ \
	X(ERASED, "erased")         /* what told of somebody was taken out for good: thread, number */ \
	X(LIVE, "live")             /* a message of theirs that waited for the team can be read now: thread, number */ \
	X(SENT_BACK, "sent-back")   /* the team sent one back before others saw it: thread or 0, reason, words */ \
	X(FACTOR, "factor")         /* their second factor; reason: "set", "code", "wrong", "reset" */ \
	X(UNANSWERED, "unanswered") /* for hosts: somebody has waited too long: thread, number */ \
	X(SECOND, "second")         /* somebody gave a second opinion in a case of theirs: thread, number */ \
	X(MISSED, "missed")   /* for the team: the time of a case is over, and nobody has looked; reason: its queue */ \
	X(RED, "red")         /* for the lead and who is on call: a red case waits */ \
	X(GIVEN, "given")     /* for one of the team: a case was given to them; number: the case */ \
	X(UPHELD, "upheld")   /* they asked for another look, and it stays: thread, number, words */ \
	X(CHANGED, "changed") /* and it was changed */ \
	X(APPEALED, "appealed")             /* for who decided: another looked at it; reason: "upheld", "changed" */ \
	X(GLASS, "glass")                   /* for the team: the lead opened something sealed alone; look at it */ \
	X(OPENED_NAME, "opened-name")       /* two of the team saw who wrote under a made-up name: thread, number */ \
	X(OPENED_PRIVATE, "opened-private") /* or read private messages */

#define NOTICE_ENUM(name, word) NOTICE_##name,
enum notice_kind { NOTICE_LIST(NOTICE_ENUM) NOTICE_COUNT };

enum { NOTICES_SHOWN = 20 };

const char *notice_kind_name(enum notice_kind); /* static */
int notice_kind_find(const char *word);         /* -1 when there is none */

/* Tell them, inside the caller's transaction. reason: a code; words: what one of the team wrote; "" for neither. */
enum err notice_tell(struct forum *, int64_t member, enum notice_kind, int64_t thread, int64_t number,
    const char *reason, const char *words);

/* The same about a decision of the team, by its id (decision.h). */
enum err notice_tell_decision(struct forum *, int64_t member, enum notice_kind, int64_t decision, int64_t thread,
    int64_t number, const char *reason, const char *words);

/* It is so no more: when they have not read it they need not. Inside the caller's transaction. */
enum err notice_take_back(struct forum *, int64_t member, enum notice_kind, int64_t thread, int64_t number);

/* Newest first, NOTICES_SHOWN at most. Nothing for a guest. */
enum err notice_list(struct forum *, const struct actor *, struct notice_row_list *out);
enum err notice_find(struct forum *, const struct actor *, int64_t id, struct notice_row *out);
enum err notice_dismiss(struct forum *, const struct actor *, int64_t id); /* read, and not to be shown again */

#endif
