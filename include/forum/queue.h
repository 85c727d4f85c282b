/*
 * The queues of the desk: by when somebody should look at a case, and who is told when nobody did.
 *
 * The queue of a case follows from what it is: red goes before all, then what it is about, then amber. Its clock begins
 * when it is opened or changes its queue, runs two ways for amber (while one of the team is on the rota, and otherwise: the
 * next morning), and stands still for nobody; only, a case that somebody has is not missed.
 *
 * The times, and who is told: product page, section 6. "The next morning" is two hours after answer.day_from; ours.
 */
#ifndef BBS_FORUM_QUEUE_H
#define BBS_FORUM_QUEUE_H

#include "forum/forum.h"
#include "forum/policy.h"
#include "store/records.h"

/* X(NAME, word in the database, seconds, who is told when it is missed) */
#define QUEUE_LIST(X) \
	X(RED, "red", 15 * 60, TOLD_RED) \
	X(AMBER, "amber", 2 * 3600, TOLD_RED) \
	X(FIRST, "first", 2 * 3600, DESK) /* what waits to be looked at before others see it */ \
	X(DETAILS, "details", 4 * 3600, DESK) \
	X(REPORT, "report", 24 * 3600, DESK) \
	X(APPEAL, "appeal", 5 * 86400, TOLD_RED)

#define QUEUE_ENUM(name, ...) QUEUE_##name,
enum queue { QUEUE_LIST(QUEUE_ENUM) QUEUE_COUNT };

enum { QUEUE_LOOK_S = 60 }; /* so often the keeper looks whether something was missed */

const char *queue_name(enum queue); /* static */
int queue_find(const char *word);   /* -1 when there is none */
enum cap queue_told(enum queue);    /* the capability of those who are told when it is missed */

/* Where a case belongs: of the record risk, reason, held and appeal_of are used. */
enum queue queue_of(const struct desk_case *);

/* By when somebody should look at what comes into this queue now, seconds UTC. */
enum err queue_due(struct forum *, enum queue, int64_t now, int64_t *out);

/* Its risk or reason changed: when that is another queue, its clock begins anew. Inside the caller's transaction. */
enum err queue_follow(struct forum *, int64_t id);

/*
 * For the keeper. Seconds until a case is due that nobody has looked at, 0 for now; ERR_NOT_FOUND none is. And: tell
 * those who are to be told of what was missed, each once, and call the team by the spool.
 */
enum err queue_wait(struct forum *, int64_t *out_s);
enum err queue_tell_missed(struct forum *);

#endif
