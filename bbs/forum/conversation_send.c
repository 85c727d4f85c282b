/*
 * Sending. What is sent is judged and written under the board's lock, in one transaction: who its writer is now, the
 * message, the counters, the writer's own read mark, and the end of the draft it came from. Declared in
 * forum/conversation.h.
 */
#include <string.h>

#include "base/clock.h"
#include "base/random.h"
#include "base/str.h"
#include "base/text.h"
#include "forum/avoid.h"
#include "forum/board.h"
#include "forum/conversation.h"
#include "forum/danger.h"
#include "forum/held_send.h"
#include "forum/judge.h"
#include "forum/label.h"
#include "forum/limit.h"
#include "forum/next.h"
#include "forum/nudge.h"
#include "forum/outgoing.h"
#include "forum/sent.h"
#include "store/aliases.h"
#include "store/drafts.h"
#include "store/threads.h"

enum {
	ALIASES_BY_CHANCE = 40, /* the first ones of a conversation say nothing of who came when */
};

static const struct options no_options = {0};

static struct outgoing
conversation_outgoing(const char *title, const char *body, const struct options *options)
{
	return (struct outgoing){
	    .title = title,
	    .body = body,
	    .options = options ? options : &no_options,
	    .is_dark = danger_is_in_message(title, body),
	};
}

static bool
conversation_knows_options(const struct options *options)
{
	return (!*options->help || help_find(options->help) >= 0) &&
	    (!*options->note || content_note_find(options->note) >= 0);
}

/* The one they have in this conversation, or a new one. */
static enum err
conversation_find_alias(struct forum *forum, int64_t thread, int64_t member, int64_t *out)
{
	int64_t count = 0, number;
	enum err err = aliases_find(forum->db, thread, member, out);

	if (err == ERR_NOT_FOUND)
		err = aliases_count(forum->db, thread, &count);
	else
		return err;
	for (int tries = 0; err == ERR_OK; tries++) {
		number = count < ALIASES_BY_CHANCE ? 1 + random_below(ALIASES_BY_CHANCE) : count + 1 + tries;
		err = aliases_add(forum->db, thread, member, number);
		if (err == ERR_OK) {
			*out = number;
			return ERR_OK;
		}
		if (err == ERR_TAKEN)
			err = ERR_OK;
	}
	return err;
}

/* The part of sending that is the same for a first message and an answer. Inside a transaction. */
static enum err
conversation_add(struct forum *forum, const struct actor *who, struct outgoing *outgoing)
{
	struct message message = {
	    .thread = outgoing->thread,
	    .author = who->member,
	    .reply_to = outgoing->reply_to,
	    .note = (char *)outgoing->options->note, /* borrowed, and only read */
	    .written_at = clock_now(),
	};
	struct sent sent = {
	    .writer = who,
	    .board = outgoing->board,
	    .thread = outgoing->thread,
	    .reply_to = outgoing->reply_to,
	    .options = outgoing->options,
	    .at = message.written_at,
	    .is_dark = outgoing->is_dark,
	};
	struct str clean;
	enum err err = ERR_OK;

	text_clean(TEXT_BODY, outgoing->body, &clean);
	message.body = clean.text;
	if (outgoing->options->is_anonymous)
		err = conversation_find_alias(forum, outgoing->thread, who->member, &message.alias);
	if (err == ERR_OK)
		err = messages_add(forum->db, &message, &sent.message, &sent.number);
	if (err == ERR_OK) {
		outgoing->number = sent.number;
		outgoing->message = sent.message;
		sent.body = clean.text;
		err = sent_note(forum, &sent);
	}
	str_clear(&clean);
	return err;
}

/* Whoever it answers may have asked to be told by e-mail; not of words of somebody they have blocked. */
static enum err
conversation_nudge(struct forum *forum, const struct actor *who, int64_t thread, int64_t number)
{
	struct message message = {0};
	int64_t receiver = 0;
	bool is_avoided = false;
	enum err err = messages_find(forum->db, thread, who->member, number, &message);

	if (err == ERR_OK)
		err = messages_find_receiver(forum->db, message.id, &receiver);
	if (err == ERR_OK && !message.alias)
		err = avoid_has_blocked(forum, receiver, who->member, &is_avoided);
	if (err == ERR_OK && receiver != who->member && !is_avoided)
		err = nudge_note_answer(forum, receiver);
	message_clear(&message);
	return err;
}

static enum err
outgoing_start(struct forum *forum, const struct actor *writer, struct outgoing *outgoing)
{
	struct thread thread = {
	    .board = outgoing->board,
	    .starter = writer->member,
	    .started_at = clock_now(),
	    .help = (char *)outgoing->options->help, /* borrowed, and only read */
	};
	struct str clean;
	enum err err;

	text_clean(TEXT_LINE, outgoing->title, &clean);
	thread.title = clean.text;
	err = threads_add(forum->db, &thread, &outgoing->thread);
	str_clear(&clean);
	if (err == ERR_OK)
		err = conversation_add(forum, writer, outgoing);
	return err == ERR_OK ? reading_mark(forum->db, writer->member, outgoing->thread, outgoing->number) : err;
}

enum err
outgoing_go_live(struct forum *forum, const struct actor *writer, struct outgoing *outgoing)
{
	enum err err;

	if (!outgoing->thread)
		return outgoing_start(forum, writer, outgoing);
	err = conversation_add(forum, writer, outgoing);
	if (err == ERR_OK)
		err = conversation_nudge(forum, writer, outgoing->thread, outgoing->number);
	/* one's own words are read; but not what others wrote meanwhile and nobody has shown */
	if (err == ERR_OK && outgoing->number == outgoing->read_number + 1)
		err = reading_mark(forum->db, writer->member, outgoing->thread, outgoing->number);
	return err;
}

/* Live, or kept for the team to look at first: *held is its id then, else 0. */
static enum err
conversation_let_go(struct forum *forum, const struct actor *writer, struct outgoing *outgoing, int64_t *held)
{
	enum held_why why;
	enum err err = held_judge(forum, writer, outgoing, &why);

	*held = 0;
	if (err != ERR_OK)
		return err;
	return why == HELD_COUNT ? outgoing_go_live(forum, writer, outgoing)
				 : held_keep(forum, writer, outgoing, why, held);
}

static enum err
conversation_start_inside(struct forum *forum, const struct actor *who, struct outgoing *outgoing, int64_t *held)
{
	struct actor writer = *who;
	struct board seen = {0};
	int64_t board = outgoing->board;
	enum err err = judge_now(forum, &writer, CAP_START);

	if (err == ERR_OK)
		err = board_get(forum, &writer, board, &seen);
	board_clear(&seen);
	if (err != ERR_OK)
		return err;
	if (limit_wait_s(forum, &writer, true))
		return ERR_RATE;
	err = conversation_let_go(forum, &writer, outgoing, held);
	return err == ERR_OK ? drafts_remove(forum->db, who->member, board, 0, 0) : err;
}

enum err
conversation_start(struct forum *forum, const struct actor *who, int64_t board, const char *title, const char *body,
    const struct options *options, int64_t *out)
{
	struct outgoing outgoing = conversation_outgoing(title, body, options);
	int64_t held;
	enum err err = conversation_check_title(title);

	outgoing.board = board;
	if (err == ERR_OK && !conversation_knows_options(outgoing.options))
		err = ERR_INVALID;
	if (err == ERR_OK)
		err = conversation_check_body(body);
	if (err == ERR_OK)
		err = db_begin(forum->db);
	if (err != ERR_OK)
		return err;
	err = db_end(forum->db, conversation_start_inside(forum, who, &outgoing, &held));
	if (err != ERR_OK)
		return err;
	*out = held ? held : outgoing.thread;
	db_ring(forum->db);
	return held ? ERR_HELD : ERR_OK;
}

/* An answer, and the draft that it was: `draft` is the draft's reply_to. */
struct answer {
	struct outgoing outgoing;
	int64_t draft;
};

/*
 * A name and an alias must not be connected by what a message is. In place of a change it is signed as the message it
 * takes the place of; and what happened next is said by who asked, under the name they asked with.
 */
static enum err
conversation_sign(struct forum *forum, const struct actor *who, const struct thread *thread,
    const struct answer *answer, struct options *options)
{
	struct message message = {0};
	enum err err = ERR_OK;

	if (answer->draft < 0)
		err = messages_find(forum->db, thread->id, who->member, -answer->draft, &message);
	if (answer->draft < 0 && err == ERR_OK)
		options->is_anonymous = message.alias > 0;
	message_clear(&message);
	if (thread->alias && options->is_next)
		options->is_anonymous = true;
	else if (options->is_anonymous)
		options->is_next = false;
	return err;
}

static enum err
conversation_answer_thread(struct forum *forum, const struct actor *who, const struct thread *thread,
    struct answer *answer, int64_t *held)
{
	struct outgoing *outgoing = &answer->outgoing;
	struct options options = *outgoing->options;
	enum err err;

	if (limit_wait_s(forum, who, false))
		return ERR_RATE;
	next_settle_options(who, thread, &options);
	outgoing->options = &options;
	outgoing->board = thread->board;
	outgoing->read_number = thread->read_number;
	err = conversation_sign(forum, who, thread, answer, &options);
	if (err == ERR_OK)
		err = conversation_let_go(forum, who, outgoing, held);
	outgoing->options = &no_options; /* those of this function end with it */
	if (err == ERR_OK)
		err = drafts_remove(forum->db, who->member, thread->board, thread->id, answer->draft);
	return err;
}

static enum err
conversation_answer_inside(struct forum *forum, const struct actor *who, struct answer *answer, int64_t *held)
{
	struct actor writer = *who;
	struct thread thread = {0};
	enum err err = judge_now(forum, &writer, CAP_ANSWER);

	if (err == ERR_OK)
		err = conversation_get(forum, &writer, answer->outgoing.thread, &thread);
	if (err == ERR_OK && !conversation_may_answer(&writer, &thread))
		err = ERR_LOCKED;
	if (err == ERR_OK)
		err = conversation_answer_thread(forum, &writer, &thread, answer, held);
	thread_clear(&thread);
	return err;
}

static enum err
conversation_send_answer(struct forum *forum, const struct actor *who, struct answer *answer, int64_t *out)
{
	int64_t held = 0;
	enum err err = conversation_check_body(answer->outgoing.body);

	if (err == ERR_OK && !conversation_knows_options(answer->outgoing.options))
		err = ERR_INVALID;
	if (err == ERR_OK)
		err = db_begin(forum->db);
	if (err == ERR_OK)
		err = db_end(forum->db, conversation_answer_inside(forum, who, answer, &held));
	if (err != ERR_OK)
		return err;
	*out = held ? held : answer->outgoing.number;
	db_ring(forum->db);
	return held ? ERR_HELD : ERR_OK;
}

enum err
conversation_answer(struct forum *forum, const struct actor *who, int64_t thread, int64_t reply_to, const char *body,
    const struct options *options, int64_t *out)
{
	struct answer answer = {.outgoing = conversation_outgoing("", body, options), .draft = reply_to};

	answer.outgoing.thread = thread;
	answer.outgoing.reply_to = reply_to;
	return conversation_send_answer(forum, who, &answer, out);
}

enum err
conversation_answer_instead(struct forum *forum, const struct actor *who, int64_t thread, int64_t number,
    const char *body, const struct options *options, int64_t *out)
{
	struct answer answer = {.outgoing = conversation_outgoing("", body, options), .draft = -number};

	answer.outgoing.thread = thread;
	answer.outgoing.reply_to = number;
	return conversation_send_answer(forum, who, &answer, out);
}
