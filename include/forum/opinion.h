/*
 * Two opinions of a case. Whoever has the case says what they think, and asks for a second opinion by it. Another of the
 * team then looks at the case without the first one's view and says what they think; from then on both are there for
 * the team to read, and are never changed. How often the two differ is counted (forum/figures.h).
 *
 * It needs three people to be worth much: two who know each other soon think alike, and one of the two may be what the
 * case is about. A smaller team is told so, and whom to ask instead (desk.outside).
 * Source: product page, section 6.
 */
#ifndef BBS_FORUM_OPINION_H
#define BBS_FORUM_OPINION_H

#include "forum/forum.h"
#include "forum/policy.h"
#include "forum/report.h"

/* X(NAME, word in the database): what should be done */
#define OPINION_LIST(X) \
	X(NONE, "none")       /* nothing is needed */ \
	X(TALK, "talk")       /* talk with them */ \
	X(CHANGE, "change")   /* take something out, or hide the message */ \
	X(PAUSE, "pause")     /* the writer needs a pause, or more */ \
	X(OUTSIDE, "outside") /* the lead should ask for help from outside */ \
	X(UNSURE, "unsure")   /* I don't know */

#define OPINION_ENUM(name, word) OPINION_##name,
enum opinion { OPINION_LIST(OPINION_ENUM) OPINION_COUNT };

enum { OPINION_WORDS_BYTES = 2000, OPINION_TEAM_LEAST = 3, OPINIONS_SHOWN = 20 };

const char *opinion_name(enum opinion); /* static */
int opinion_find(const char *word);     /* -1 when there is none */

/* How it stands with a case, for one of the team. */
struct opinion_state {
	struct case_opinion_list seen; /* what they may see: their own; both, once there are two */
	bool may_ask;                  /* they have the case, and nobody gave an opinion */
	bool may_give;                 /* somebody else asked for a second opinion, and they can give it */
	bool is_asked;                 /* the first is there, and the second is waited for */
	bool is_blind;                 /* an opinion is there that they can't see yet */
	int64_t team;                  /* how many can work on the case */
};

/* As desk_open(). */
enum err opinion_look(struct forum *, const struct actor *, int64_t desk_case, struct opinion_state *out);
void opinion_state_clear(struct opinion_state *);

/* Do the two differ, in what should be done or in the risk? False while there are not two. */
bool opinion_differs(const struct case_opinion_list *);

/*
 * Say what you think: the first opinion, which asks for a second, or the second. words: why, "" for none; borrowed.
 *
 * ERR_OK; ERR_TAKEN they gave theirs already, or two did; ERR_DENIED (for the first) it is not theirs to work on, or
 * it is for the lead; ERR_CLOSED; ERR_NOT_FOUND; ERR_TOO_LONG OPINION_WORDS_BYTES; ordinary errors of a write.
 */
enum err opinion_give(struct forum *, const struct actor *, int64_t desk_case, enum opinion, enum risk,
    const char *words);

/*
 * Cases in which this actor could give a second opinion, the oldest first, OPINIONS_SHOWN at most; of each only id,
 * reason, opened_at and thread_title. Needs CAP_DESK.
 */
enum err opinion_list_wanted(struct forum *, const struct actor *, struct desk_case_list *out);

#endif
