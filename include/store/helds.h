/*
 * What was sent and waits for the team. Rules of use as in members.h.
 */
#ifndef BBS_STORE_HELDS_H
#define BBS_STORE_HELDS_H

#include "store/db.h"
#include "store/records.h"

struct held {
	int64_t id, member, board;
	int64_t thread, reply_to; /* 0 for a new conversation, 0 for no message in particular */
	char *title, *body;       /* title "" of an answer */
	struct options options;   /* without wake_at */
	char *why;                /* a word of forum/held.h's list */
	int64_t sent_at;
	int64_t live_at;                 /* when it goes live by itself while a moderator is here; 0: it does not */
	char *board_name, *thread_title; /* thread_title: as its writer sees it, "" for none */
};
void held_clear(struct held *);
RECORD_LIST(held);

enum err helds_find(struct db *, int64_t id, struct held *out);
enum err helds_find_in_case(struct db *, int64_t desk_case, struct held *out);
/* A member's on boards that are on, oldest first; those of one conversation. */
enum err helds_list(struct db *, int64_t member, int64_t limit, struct held_list *out);
enum err helds_list_thread(struct db *, int64_t member, int64_t thread, int64_t limit, struct held_list *out);

/* When this member sent the newest that waits, and the newest that starts a conversation; 0 for none. */
enum err helds_last(struct db *, int64_t member, int64_t *out_at, int64_t *out_conversation_at);
enum err helds_count(struct db *, int64_t member, int64_t *out); /* counting stops at 100 */

/* Until when all that this member sends is looked at first; 0, or in the past: it is not. */
enum err helds_checked_until(struct db *, int64_t member, int64_t *out);

/* When the next one goes live by itself; ERR_NOT_FOUND none does. */
enum err helds_next_at(struct db *, int64_t *out);
/* The id of one that does by now. ERR_NOT_FOUND. */
enum err helds_find_due(struct db *, int64_t now, int64_t *out);

/* --- writes --- */

enum err helds_add(struct db *, const struct held *record, int64_t *out_id);
enum err helds_remove(struct db *, int64_t id);
enum err helds_wait_for_team(struct db *, int64_t id); /* it does not go live by itself */

/* A case about it. due_at: see desk_case. */
enum err helds_add_case(struct db *, const struct held *, int64_t due_at, int64_t *out_case);
/* The open case about it. ERR_NOT_FOUND. */
enum err helds_find_case(struct db *, int64_t held, int64_t *out_case);
/* It became that message: the case is about it now. */
enum err helds_case_went_live(struct db *, int64_t desk_case, int64_t thread, int64_t message);

#endif
