/*
 * Conversations (threads), their messages, and how far each member has read. Rules of use as in members.h.
 *
 * Nothing here grows with the size of the board: every query reads an index and stops at the page shown.
 */
#ifndef BBS_STORE_THREADS_H
#define BBS_STORE_THREADS_H

#include "store/db.h"
#include "store/records.h"

enum { UNREAD_STOP = 100 }; /* counting unread stops here: "99+" */

/*
 * Conversations of a board by their newest message, newest first; without those that are pinned.
 *
 * before  only those whose newest message is older than this id; INT64_MAX for the first page
 * member  0: nothing is unread
 *
 * A conversation has the title "" while its first message is hidden or taken down.
 */
enum err threads_list(struct db *, int64_t board, int64_t member, int64_t before, int64_t limit,
    struct thread_list *out);
enum err threads_list_pinned(struct db *, int64_t board, int64_t member,
    struct thread_list *out); /* first pinned first */
enum err threads_find(struct db *, int64_t id, int64_t member, struct thread *out);
enum err threads_find_title(struct db *, int64_t id, char **out); /* as it was given, whatever is hidden; owned */

/* Messages number first..first+limit-1 of a conversation, in order, as this member has them (0 for a guest). */
enum err messages_list(struct db *, int64_t thread, int64_t member, int64_t first, int64_t limit,
    struct message_list *out);
/* These, in this order; those that are not there are left out. numbers: "[3,1,2]", at most a page. */
enum err messages_list_some(struct db *, int64_t thread, int64_t member, const char *numbers, struct message_list *out);
/* Which message each one answers: replies[k] is that of number first + k. replies: room for `limit`, the caller's. */
enum err messages_shape(struct db *, int64_t thread, int64_t first, int64_t limit, int64_t *replies, int64_t *count);
enum err messages_find(struct db *, int64_t thread, int64_t member, int64_t number, struct message *out);
enum err messages_find_id(struct db *, int64_t id, int64_t member, struct message *out);

/*
 * Who wrote it in truth, an alias or not. For what the board does itself (limits, cases, notices); never to be shown
 * or handed to anybody who may not know.
 */
enum err messages_find_writer(struct db *, int64_t id, int64_t *out);
/* The same of whom it answers. */
enum err messages_find_receiver(struct db *, int64_t id, int64_t *out);
/* All of it as its writer has it: the id of an unknown one, the words of one who is leaving. For the same uses. */
enum err messages_find_as_written(struct db *, int64_t id, struct message *out);

/* Id of the newest message on the whole board, 0 for none: the counter of live messages. */
enum err messages_newest(struct db *, int64_t *out);

/* When this member last sent, and how much there is of theirs; for limits. */
struct sending_history {
	int64_t last_message_at, last_conversation_at; /* 0 for never */
	int64_t messages_ever;                         /* counting stops at 100 */
};
enum err messages_history(struct db *, int64_t member, struct sending_history *out);
/* How many of their messages have their name, of the first 100. */
enum err messages_count_signed(struct db *, int64_t member, int64_t *out);
/* When this member's n-th newest message was written; n at least 1. ERR_NOT_FOUND when there are fewer. */
enum err messages_nth_newest(struct db *, int64_t member, int64_t n, int64_t *out_written_at);

/* Writes. */
/* record: board, title, starter, started_at, help are used. */
enum err threads_add(struct db *, const struct thread *record, int64_t *out_id);
/* record: thread, author, reply_to, body, written_at, alias, note are used. out_number: its number in the conversation. */
enum err messages_add(struct db *, const struct message *record, int64_t *out_id, int64_t *out_number);

/* Since when it is pinned, or locked: seconds UTC; 0 for not any more. */
enum err threads_set_pinned(struct db *, int64_t id, int64_t at);
enum err threads_set_locked(struct db *, int64_t id, int64_t at);

/* --- reading --- */

/*
 * Unread messages of one board for a member, at most UNREAD_STOP; of the 500 conversations that moved last.
 * out_saw_all: every conversation that may hold something unread was looked at; NULL is fine.
 */
enum err reading_count_board(struct db *, int64_t member, int64_t board, int64_t *out, bool *out_saw_all);
/* Of those it counts, the conversation to read next: the one that has waited longest. ERR_NOT_FOUND all is read. */
enum err reading_next_on_board(struct db *, int64_t member, int64_t board, int64_t not_thread, int64_t *out_thread);
/*
 * Answers to this member, and mentions of them, among messages span[0] to span[1] that were shown though what stands
 * before them was not: is there any, and they wait no more.
 */
enum err reading_has_told(struct db *, int64_t member, int64_t thread, const int64_t span[static 2], bool *out);
enum err reading_tell(struct db *, int64_t member, int64_t thread, const int64_t span[static 2]);
/* Answers to this member that they have not read, on boards that are on, newest first; of the newest 200 for them. */
enum err reading_replies(struct db *, int64_t member, int64_t limit, struct reply_list *out);
/* A write. Never moves a mark back. */
enum err reading_mark(struct db *, int64_t member, int64_t thread, int64_t number);
/*
 * A write, and the one that moves a mark back: this message, if it was read, and all after it in its conversation are
 * unread again, and nothing else changes. ERR_NOT_FOUND no such message; ERR_LATE it was written before this member
 * joined, so that it never counts, or more than 500 conversations of its board have moved since. Nothing is written then.
 */
enum err reading_keep_unread(struct db *, int64_t member, int64_t thread, int64_t number);
/* A write. Everything on the board up to this message id is read. */
enum err reading_set_floor(struct db *, int64_t member, int64_t board, int64_t message);

#endif
