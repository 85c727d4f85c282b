/*
 * Conversations: reading them, starting them, answering in them.
 *
 * Limits (product page, sections 3 and 4; security page, table): a title 1..80 graphemes, a message 1 byte to
 * 64 KiB, both not blank; sending as limit_wait_s() says.
 */
#ifndef BBS_FORUM_CONVERSATION_H
#define BBS_FORUM_CONVERSATION_H

#include "forum/forum.h"
#include "forum/policy.h"
#include "store/records.h"

enum {
	CONVERSATION_TITLE_MOST = 80,   /* graphemes */
	CONVERSATION_TITLE_BYTES = 320, /* what a title field holds */
	CONVERSATION_BODY_BYTES = 64 * 1024,
	CONVERSATION_QUOTE_LINES = 6,
	CONVERSATION_PAGE = 40, /* messages, or conversations, in one view */
};

/*
 * Conversations of a board the actor may read, newest message first, without those that are pinned. before: see
 * threads_list(). One more than CONVERSATION_PAGE is given when there are more.
 */
enum err conversation_list(struct forum *, const struct actor *, int64_t board, int64_t before,
    struct thread_list *out);

/* Those pinned to the top of the board; see forum/steer.h. */
enum err conversation_list_pinned(struct forum *, const struct actor *, int64_t board, struct thread_list *out);

/* May they answer in it: it is not locked, or they may steer? */
bool conversation_may_answer(const struct actor *, const struct thread *);

/* For the operator: what is pinned, then the newest CONVERSATION_PAGE of any board, by its short name. ERR_NOT_FOUND. */
enum err conversation_list_newest(struct forum *, const char *slug, struct thread_list *out);

/* ERR_NOT_FOUND also when its board is not one the actor may read. */
enum err conversation_get(struct forum *, const struct actor *, int64_t id, struct thread *out);

/* Messages number first and on, CONVERSATION_PAGE at most. Permission was asked by conversation_get(). */
enum err conversation_messages(struct forum *, const struct actor *, const struct thread *, int64_t first,
    struct message_list *out);
enum err conversation_message(struct forum *, const struct actor *, const struct thread *, int64_t number,
    struct message *out);

/*
 * What it is about: words of TAG_LIST, divided by spaces, those that fit; "" for none. out: TAGS_BYTES. Permission was
 * asked by conversation_get().
 */
enum err conversation_tags(struct forum *, const struct thread *, char *out);

/* Where a message of this id stands: its conversation, and its number in it. ERR_NOT_FOUND as conversation_get(). */
enum err conversation_locate(struct forum *, const struct actor *, int64_t message, int64_t *out_thread,
    int64_t *out_number);

/* Is this text fit to send? ERR_OK, ERR_EMPTY, ERR_TOO_LONG. The same checks are made when sending. */
enum err conversation_check_title(const char *title);
enum err conversation_check_body(const char *body);

/*
 * Start a conversation with its first message.
 *
 * who    borrowed; needs CAP_START, and to see the board, by the role they have in the database now
 * title, body  borrowed; sanitised and trimmed here again
 * options  what goes along with them; NULL for nothing. ERR_INVALID: a word of it is in no list of forum/label.h
 * out    id of the new conversation
 *
 * ERR_OK: it is on disk, the draft of this place is gone, and others are told. ERR_HELD: the same, but the team looks
 * at it before others see it, and out is the id of what is held (forum/held.h). ERR_CLOSED the account; ERR_DENIED;
 * ERR_NOT_FOUND no such board; ERR_EMPTY, ERR_TOO_LONG; ERR_RATE (see limit_wait_s()); ERR_FULL, ERR_STORE nothing was written, and
 * the draft is as it was.
 */
enum err conversation_start(struct forum *, const struct actor *who, int64_t board, const char *title, const char *body,
    const struct options *options, int64_t *out);

/* Answer; reply_to is a message number or 0. out: the new message's number. Needs CAP_ANSWER. As
 * above; ERR_LOCKED, see conversation_may_answer(). */
enum err conversation_answer(struct forum *, const struct actor *who, int64_t thread, int64_t reply_to,
    const char *body, const struct options *options, int64_t *out);

/*
 * An answer to one's own message, in place of changing it: as conversation_answer(), but the draft that goes is that of
 * the change, and it is signed as that message is: by name, or under the alias.
 */
enum err conversation_answer_instead(struct forum *, const struct actor *who, int64_t thread, int64_t number,
    const char *body, const struct options *options, int64_t *out);

/*
 * The first words of a message that somebody wrote, not quoted, on one line; at most `cols` columns, with "..." where
 * they were cut. Returns owned, "" when there are none.
 */
char *conversation_first_words(const struct message *, int cols);

/*
 * The first lines of a message as a quote, "> " before each; at most CONVERSATION_QUOTE_LINES of about 70
 * columns, without what it quotes itself. Returns owned, "" when nothing is left.
 */
char *conversation_quote(const struct message *);

/* --- reading --- */

/* Read up to this number. Never goes back. Nothing for a guest. */
void conversation_mark_read(struct forum *, const struct actor *, const struct thread *, int64_t number);

/*
 * Messages first to last were shown, but not what stands before them. Nothing counts as read; yet answers to the actor
 * and mentions of them among these wait for them no more. Nothing for a guest.
 */
void conversation_note_shown(struct forum *, const struct actor *, int64_t thread, int64_t first, int64_t last);

/*
 * The next conversation with something unread, beginning with board `from` (0 for the first) and going round.
 * not_thread is left out. ERR_NOT_FOUND when all is read.
 */
enum err conversation_next_unread(struct forum *, const struct actor *, int64_t from, int64_t not_thread, int64_t *out);

/* Unread answers to this actor, newest first, 9 at most. */
enum err conversation_replies(struct forum *, const struct actor *, struct reply_list *out);

#endif
