/*
 * Opening what is sealed in a case: who wrote under a made-up name, and the private messages around one that a member
 * told the team about.
 *
 *  - It takes two of the team. Who has the case asks; another grants; it is open to these two for an hour, and not
 *    longer than the case is.
 *  - For danger to life the lead alone may break the glass, in a red case. Another looks at that within 24 hours.
 *  - Neither of the two may be whom it is about.
 *  - Asking, granting, refusing, each look, and the review are in the audit.
 *  - Whoever it was about is told, a day after the case is closed (or a month after it was opened), unless the lead noted
 *    that telling would endanger somebody.
 *
 * Source: product page, sections 5 and 6; feature map, 5.7.
 */
#ifndef BBS_FORUM_UNSEAL_H
#define BBS_FORUM_UNSEAL_H

#include "forum/forum.h"
#include "forum/policy.h"
#include "store/records.h"

/* X(NAME, word in the database) */
#define UNSEAL_KIND_LIST(X) \
	X(NAME, "name")       /* of an unknown writer */ \
	X(PRIVATE, "private") /* the messages around one that was told of */
#define UNSEAL_WHY_LIST(X) \
	X(DANGER, "danger") /* somebody may be in danger */ \
	X(HARM, "harm")     /* somebody may be being harmed */ \
	X(AGAIN, "again")   /* the same person seems to hurt others again and again */ \
	X(LAW, "law")       /* the law asks for it */

#define UNSEAL_KIND_ENUM(name, word) UNSEAL_##name,
enum unseal_kind { UNSEAL_KIND_LIST(UNSEAL_KIND_ENUM) UNSEAL_KIND_COUNT };
#define UNSEAL_WHY_ENUM(name, word) UNSEAL_FOR_##name,
enum unseal_why { UNSEAL_WHY_LIST(UNSEAL_WHY_ENUM) UNSEAL_WHY_COUNT };

int unseal_kind_find(const char *word); /* -1 when there is none */
int unseal_why_find(const char *word);

enum {
	UNSEAL_OPEN_S = 3600,
	UNSEAL_ASKED_S = 86400, /* a request that nobody answered is over */
	UNSEAL_REVIEW_S = 86400,
	UNSEAL_SHOWN = 20,
	UNSEAL_AROUND = 10, /* private messages before and after the one */
};

enum unseal_state {
	UNSEAL_ASKED,   /* waits for a second person */
	UNSEAL_OPEN,    /* to those two, or the lead */
	UNSEAL_REFUSED, /* by the second */
	UNSEAL_LAPSED,  /* nobody answered, or the case was closed */
	UNSEAL_OVER,    /* it was open */
};
enum unseal_state unseal_state(const struct unsealing *, int64_t now);
bool unseal_is_for(const struct unsealing *, const struct actor *); /* who asked or granted it */

/* Of one case, newest first, UNSEAL_SHOWN at most. Needs CAP_UNSEAL. ERR_NOT_FOUND also when it is about the actor. */
enum err unseal_list(struct forum *, const struct actor *, int64_t desk_case, struct unsealing_list *out);
/* What waits for an answer or a review by anybody. Needs CAP_UNSEAL. */
enum err unseal_list_waiting(struct forum *, const struct actor *, struct unsealing_list *out);
/* Broken glass that nobody reviewed in time; counting stops at 100. */
enum err unseal_count_overdue(struct forum *, int64_t *out);

/*
 * Ask for what is sealed in this case. Needs CAP_UNSEAL, and the case: errors as desk_grade(). ERR_NOT_FOUND nothing of
 * the kind is sealed in it; ERR_TAKEN it is asked for or open already.
 */
enum err unseal_ask(struct forum *, const struct actor *, int64_t desk_case, enum unseal_kind, enum unseal_why);
/* The same alone, at once: needs CAP_GLASS, and a red case. The others are told. */
enum err unseal_break_glass(struct forum *, const struct actor *, int64_t desk_case, enum unseal_kind);
/*
 * Grant, or refuse. Needs CAP_UNSEAL. ERR_DENIED who asked can't, nor whom it is about; ERR_NOT_FOUND it is answered or
 * too old; ERR_CLOSED the case is.
 */
enum err unseal_answer(struct forum *, const struct actor *, int64_t id, bool is_yes);
/* Somebody else looked at what the lead did. Needs CAP_UNSEAL. ERR_DENIED they are the lead who did; ERR_NOT_FOUND. */
enum err unseal_review(struct forum *, const struct actor *, int64_t id, bool was_right);
/* Telling would endanger somebody. Needs CAP_UNTOLD. */
enum err unseal_leave_untold(struct forum *, const struct actor *, int64_t id);

/* What is inside. */
struct unsealed {
	struct unsealing row;
	int64_t members[2]; /* the writer; of private messages both. 0 for none */
	char *names[2];     /* "" of who has gone */
	struct private_message_list messages;
};
/* A look: noted in the audit. unseal_read() is for showing it once more. ERR_DENIED it isn't open to this actor. */
enum err unseal_look(struct forum *, const struct actor *, int64_t id);
enum err unseal_read(struct forum *, const struct actor *, int64_t id, struct unsealed *out);
void unsealed_clear(struct unsealed *);

/* Tell those it was about, when it is time. The keeper's. */
enum err unseal_tell_due(struct forum *);

#endif
