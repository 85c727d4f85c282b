/*
 * What happened next. That somebody put it off is seen by the time they are asked: later than the first time can be.
 */
#include <string.h>

#include "base/clock.h"
#include "forum/board.h"
#include "forum/conversation.h"
#include "forum/judge.h"
#include "forum/label.h"
#include "forum/message.h"
#include "forum/next.h"
#include "forum/sent.h"
#include "store/boards.h"
#include "store/db.h"
#include "store/nexts.h"
#include "store/threads.h"

enum { NEXT_DAY_S = 24 * 60 * 60 };

bool
next_may_ask(const struct board *board, const struct options *options)
{
	static const enum tag losses[] = {TAG_LAST_MONTHS, TAG_AFTER, TAG_GRIEF};

	for (size_t k = 0; k < sizeof losses / sizeof *losses; k++)
		if (tags_have(options->tags, losses[k]))
			return false;
	return !board->is_for_loss && strcmp(options->note, content_note_word(CONTENT_NOTE_DEATH));
}

void
next_settle_options(const struct actor *writer, const struct thread *thread, struct options *options)
{
	if (!options->is_next)
		return;
	options->is_next = thread->starter == writer->member;
	if (options->is_next)
		options->is_anonymous = thread->alias > 0;
}

static enum err
next_note_asking(struct forum *forum, const struct sent *sent)
{
	struct board board = {0};
	enum err err = boards_find_id(forum->db, sent->board, 0, &board);

	if (err == ERR_OK && next_may_ask(&board, sent->options))
		err = nexts_set_ask(forum->db, sent->thread, sent->at + NEXT_ASK_S);
	board_clear(&board);
	return err;
}

enum err
next_note(struct forum *forum, const struct sent *sent)
{
	if (sent->number == 1)
		return sent->options->asks_next ? next_note_asking(forum, sent) : ERR_OK;
	return sent->options->is_next ? nexts_set_message(forum->db, sent->thread, sent->message) : ERR_OK;
}

enum err
next_list(struct forum *forum, const struct actor *actor, struct thread_list *out)
{
	if (!actor_can(actor, CAP_ANSWER))
		return ERR_OK;
	return nexts_list(forum->db, actor->member, clock_now(), NEXT_SHOWN, out);
}

enum err
next_find(struct forum *forum, const struct actor *actor, int64_t id, struct thread *out, bool *may_wait)
{
	struct thread thread = {0};
	int64_t ask_at = 0, started_at = 0, now = clock_now();
	enum err err = actor->member ? nexts_find(forum->db, actor->member, id, &ask_at, &started_at) : ERR_NOT_FOUND;

	if (err == ERR_OK && (!ask_at || ask_at > now))
		err = ERR_NOT_FOUND;
	if (err == ERR_OK)
		err = conversation_get(forum, actor, id, &thread);
	if (err != ERR_OK)
		return err;
	*out = thread;
	*may_wait = ask_at < started_at + NEXT_ASK_S + NEXT_DAY_S;
	return ERR_OK;
}

static enum err
next_change_inside(struct forum *forum, const struct actor *who, int64_t id, bool waits)
{
	struct actor starter = *who;
	struct thread thread = {0};
	bool may_wait = false;
	enum err err = judge_now(forum, &starter, CAP_SETTLE);

	if (err == ERR_OK)
		err = next_find(forum, &starter, id, &thread, &may_wait);
	thread_clear(&thread);
	if (err == ERR_OK && waits && !may_wait)
		err = ERR_LATE;
	return err == ERR_OK ? nexts_set_ask(forum->db, id, waits ? clock_now() + NEXT_ASK_S : 0) : err;
}

static enum err
next_change(struct forum *forum, const struct actor *who, int64_t thread, bool waits)
{
	enum err err = who->member ? db_begin(forum->db) : ERR_DENIED;

	return err == ERR_OK ? db_end(forum->db, next_change_inside(forum, who, thread, waits)) : err;
}

enum err
next_put_off(struct forum *forum, const struct actor *who, int64_t thread)
{
	return next_change(forum, who, thread, true);
}

enum err
next_stop(struct forum *forum, const struct actor *who, int64_t thread)
{
	return next_change(forum, who, thread, false);
}

enum err
next_get_message(struct forum *forum, const struct actor *actor, const struct thread *thread, struct message *out)
{
	struct message message = {0};
	enum err err = thread->next_message ? messages_find_id(forum->db, thread->next_message, actor->member, &message)
					    : ERR_NOT_FOUND;

	if (err == ERR_OK && (!message_is_live(&message) || message.is_unseen))
		err = ERR_NOT_FOUND;
	if (err == ERR_OK)
		*out = message;
	else
		message_clear(&message);
	return err;
}
