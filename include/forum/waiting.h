/*
 * Who has not heard back.
 *
 * A message waits when somebody below a greeter starts a conversation with it, or when it is the first they ever sent.
 * The first live message of another member answers it: any one, when it started the conversation; in somebody else's
 * conversation one that answers it, or that comes after it and answers no other. When that answer is taken down it waits
 * again, unless there is another. What is taken down itself waits no more, nor what is locked, nor after WAITING_DAYS.
 *
 * It is due after answer.day_hours when it was sent in the day, by the board's clock, else after answer.night_hours.
 * Past that, those who steer boards are told as well as the greeters; past twice that, everybody. Both are worked out
 * when somebody looks.
 *
 * A promise is made only when somebody covers it: the first turn of a greeter on the rota (forum/rota.h) that is on, or
 * begins within 12 hours, and has half an hour left. It is the end of that turn, or 3 hours after it begins (or after
 * now, when it has begun), whichever is sooner. What was promised stands, whatever becomes of the rota.
 *
 * Whoever takes one has it for 15 minutes, so that six people don't write at once; until they send something there, or
 * give it back; and only while they still may.
 *
 * Source: product page, sections 5, 6 (table of clocks) and 7; the 12 hours, the half hour and the 30 days are ours.
 */
#ifndef BBS_FORUM_WAITING_H
#define BBS_FORUM_WAITING_H

#include "forum/forum.h"
#include "forum/policy.h"
#include "store/records.h"

enum {
	WAITING_SHOWN = 40,
	WAITING_COUNT_MOST = 100, /* counting stops there */
	WAITING_FOR_ALL = 3,
	WAITING_DAYS = 30,
	WAITING_RESERVE_S = 15 * 60,
	WAITING_COVER_S = 12 * 60 * 60, /* a turn that begins later promises nothing */
	WAITING_LEAST_S = 30 * 60,
	WAITING_ANSWER_S = 3 * 60 * 60,
};

struct sent;

/* A message was put in, or taken down or put back: inside that transaction. */
enum err waiting_note_sent(struct forum *, const struct sent *);
enum err waiting_note_gone(struct forum *, int64_t message);
enum err waiting_note_back(struct forum *, int64_t message);

/* By when, for what is sent at that moment; *promised_by 0 when nobody can say. */
enum err waiting_plan(struct forum *, int64_t at, int64_t *promised_by, int64_t *due_at);

/*
 * In all that follows reserved_by is 0, and holder_name "", unless somebody has it now; and the member's id is only
 * known as store/author_sql.h says.
 */

/* Oldest first, WAITING_SHOWN at most. ERR_DENIED without CAP_GREET. */
enum err waiting_list(struct forum *, const struct actor *, struct waiting_list *out);

/* How many wait, and are late: both stop at WAITING_COUNT_MOST. All 0 without CAP_GREET. */
struct waiting_counts {
	int64_t all, late;
};
enum err waiting_count(struct forum *, const struct actor *, struct waiting_counts *out);

/* What nobody answered in twice its time, for anybody who may answer; the oldest WAITING_FOR_ALL, none of their own. */
enum err waiting_list_unheard(struct forum *, const struct actor *, struct waiting_list *out);

/* In this conversation: what the actor waits with themselves; ERR_NOT_FOUND nothing. */
enum err waiting_find_own(struct forum *, const struct actor *, int64_t thread, struct waiting *out);

/* And what a greeter could take: the message of this number, else the oldest. ERR_NOT_FOUND also without CAP_GREET. */
enum err waiting_find(struct forum *, const struct actor *, int64_t thread, int64_t number, struct waiting *out);

/*
 * Say that they are about to answer, or, when they have it, give it back.
 *
 * message  its id
 * out      as it is afterwards; the caller's to clear whenever ERR_OK or ERR_BUSY is returned. reserved_by 0: given back
 *
 * ERR_OK; ERR_BUSY somebody else has it; ERR_NOT_FOUND it waits no more; ERR_DENIED; ERR_CLOSED; errors of a write.
 */
enum err waiting_take(struct forum *, const struct actor *, int64_t message, struct waiting *out);

#endif
