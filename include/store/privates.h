/*
 * Private conversations between two members, as one of them has them: what was kept back from somebody does not exist
 * for them. Rules of use as in members.h.
 *
 * Nothing here grows with the size of the board: every list reads an index and stops at its limit.
 */
#ifndef BBS_STORE_PRIVATES_H
#define BBS_STORE_PRIVATES_H

#include "store/db.h"
#include "store/records.h"

/*
 * By their newest message, newest first; without those that somebody whom they have blocked asks for.
 * before: only those whose newest message is older than this id; INT64_MAX for the first page.
 */
enum err privates_list(struct db *, int64_t member, int64_t before, int64_t limit, struct private_thread_list *out);
/* Those with news, newest first; without the ones with somebody whom they have blocked. */
enum err privates_list_news(struct db *, int64_t member, int64_t limit, struct private_thread_list *out);
/* ERR_NOT_FOUND also when they are none of the two, or nothing of it has reached them. */
enum err privates_find(struct db *, int64_t id, int64_t member, struct private_thread *out);
/* Do they have any? ERR_OK; ERR_NOT_FOUND. */
enum err privates_check_any(struct db *, int64_t member);

/* What is between these two, whoever asked. ERR_NOT_FOUND. */
struct private_pair {
	int64_t id, asker, ended_by;
	char state[8];
};
enum err privates_find_pair(struct db *, int64_t one, int64_t two, struct private_pair *out);

/* How many this member asked for since then, and not after `now`, as a clock that jumped has it; counting stops at 100. */
enum err privates_count_asked(struct db *, int64_t asker, int64_t since, int64_t now, int64_t *out);

/* Messages that this member can see, before this id, newest first. */
enum err private_messages_list(struct db *, int64_t thread, int64_t member, int64_t before, int64_t limit,
    struct private_message_list *out);
/* ERR_NOT_FOUND also when this member can't see it. */
enum err private_messages_find(struct db *, int64_t id, int64_t member, struct private_message *out);

/* When this member last sent one, 0 for never; and their n-th newest, n at least 1: ERR_NOT_FOUND there are fewer. */
enum err private_messages_last_at(struct db *, int64_t author, int64_t *out);
enum err private_messages_nth_newest(struct db *, int64_t author, int64_t n, int64_t *out_written_at);

/* --- writes --- */

/* With a side for each of the two; nothing has reached either. */
enum err privates_add(struct db *, int64_t asker, int64_t other, int64_t at, int64_t *out_id);
enum err privates_set_state(struct db *, int64_t id, const char *state, int64_t ended_by);
/* private_thread, author, body, written_at are used. It reaches both sides, or the writer's alone when kept back. */
enum err private_messages_add(struct db *, const struct private_message *record, bool is_kept_back, int64_t *out_id);
/* Tell everybody of the two but this one that there is something new. */
enum err privates_note_news(struct db *, int64_t id, int64_t but);
/* Read up to this id, never back; up to the newest there is no news any more. */
enum err privates_mark_read(struct db *, int64_t id, int64_t member, int64_t message);
/* Its words are gone. ERR_NOT_FOUND it is not live. */
enum err private_messages_withdraw(struct db *, int64_t id);

#endif
