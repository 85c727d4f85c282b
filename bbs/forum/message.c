/*
 * One message after it was sent. Each act is judged and written in one transaction, like sending.
 */
#include <string.h>

#include "base/clock.h"
#include "base/str.h"
#include "base/text.h"
#include "forum/board.h"
#include "forum/case_file.h"
#include "forum/conversation.h"
#include "forum/danger.h"
#include "forum/judge.h"
#include "forum/mention.h"
#include "forum/message.h"
#include "forum/waiting.h"
#include "store/bookmarks.h"
#include "store/drafts.h"
#include "store/revisions.h"
#include "store/threads.h"

bool
message_is_live(const struct message *message)
{
	return !strcmp(message->state, "live");
}

enum err
message_check_change(const struct actor *actor, const struct message *message)
{
	if (!actor->member || message->author != actor->member || !actor_can(actor, CAP_CHANGE))
		return ERR_DENIED;
	if (!message_is_live(message))
		return ERR_NOT_FOUND;
	return clock_now() - message->written_at > MESSAGE_CHANGE_S ? ERR_LATE : ERR_OK;
}

enum err
message_check_withdraw(const struct actor *actor, const struct message *message)
{
	if (!actor->member || message->author != actor->member || !actor_can(actor, CAP_SETTLE))
		return ERR_DENIED;
	return message_is_live(message) ? ERR_OK : ERR_NOT_FOUND;
}

/* Their message of a conversation they may read, when they may change it. */
static enum err
message_get_changeable(struct forum *forum, const struct actor *writer, const struct thread *thread, int64_t number,
    struct message *out)
{
	enum err err = conversation_message(forum, writer, thread, number, out);

	if (err == ERR_OK)
		err = message_check_change(writer, out);
	return err;
}

static enum err
message_change_body(struct forum *forum, int64_t board, const struct message *message, const char *body, bool is_dark)
{
	struct str clean;
	enum err err = ERR_OK;

	text_clean(TEXT_BODY, body, &clean);
	if (strcmp(clean.text, message->body))
		err = messages_revise(forum->db, message->id, clean.text, message->author, clock_now());
	if (err == ERR_OK)
		err = mention_note(forum, message->author, board, message->id, clean.text);
	if (err == ERR_OK && is_dark)
		err = case_note_danger(forum, message->author, message->thread, message->id, clean.text);
	str_clear(&clean);
	return err;
}

static enum err
message_change_inside(struct forum *forum, const struct actor *who, int64_t thread_id, int64_t number, const char *body,
    bool is_dark)
{
	struct actor writer = *who;
	struct thread thread = {0};
	struct message message = {0};
	enum err err = judge_now(forum, &writer, CAP_CHANGE);

	if (err == ERR_OK)
		err = conversation_get(forum, &writer, thread_id, &thread);
	if (err == ERR_OK)
		err = message_get_changeable(forum, &writer, &thread, number, &message);
	if (err == ERR_OK)
		err = message_change_body(forum, thread.board, &message, body, is_dark);
	if (err == ERR_OK)
		err = drafts_remove(forum->db, writer.member, thread.board, thread_id, -number);
	message_clear(&message);
	thread_clear(&thread);
	return err;
}

enum err
message_change(struct forum *forum, const struct actor *who, int64_t thread, int64_t number, const char *body)
{
	bool is_dark = danger_is_in_message("", body);
	enum err err = conversation_check_body(body);

	if (err == ERR_OK)
		err = db_begin(forum->db);
	if (err == ERR_OK)
		err = db_end(forum->db, message_change_inside(forum, who, thread, number, body, is_dark));
	if (err == ERR_OK && is_dark)
		db_ring(forum->db);
	return err;
}

static enum err
message_withdraw_inside(struct forum *forum, const struct actor *who, int64_t thread, int64_t number)
{
	struct actor writer = *who;
	struct message message = {0};
	enum err err = judge_now(forum, &writer, CAP_SETTLE);

	if (err == ERR_OK)
		err = messages_find(forum->db, thread, writer.member, number, &message);
	if (err == ERR_OK)
		err = message_check_withdraw(&writer, &message);
	if (err == ERR_OK)
		err = messages_set_state(forum->db, message.id, "withdrawn", writer.member, clock_now());
	if (err == ERR_OK)
		err = waiting_note_gone(forum, message.id);
	message_clear(&message);
	return err;
}

enum err
message_withdraw(struct forum *forum, const struct actor *who, int64_t thread, int64_t number)
{
	enum err err = db_begin(forum->db);

	if (err != ERR_OK)
		return err;
	return db_end(forum->db, message_withdraw_inside(forum, who, thread, number));
}

static enum err
message_keep_one(struct forum *forum, const struct actor *who, const struct message *message, bool keeps)
{
	int64_t count = 0;
	enum err err;

	if (!keeps)
		return bookmarks_remove(forum->db, who->member, message->id);
	err = bookmarks_count(forum->db, who->member, MESSAGE_KEPT_MOST, &count);
	if (err == ERR_OK && count >= MESSAGE_KEPT_MOST && !message->is_kept)
		err = ERR_TOO_LONG;
	return err == ERR_OK ? bookmarks_add(forum->db, who->member, message->id, clock_now()) : err;
}

static enum err
message_keep_inside(struct forum *forum, const struct actor *who, int64_t thread_id, int64_t number, bool keeps)
{
	struct actor keeper = *who;
	struct thread thread = {0};
	struct message message = {0};
	enum err err = judge_now(forum, &keeper, CAP_SETTLE);

	if (err == ERR_OK)
		err = conversation_get(forum, &keeper, thread_id, &thread);
	if (err == ERR_OK)
		err = conversation_message(forum, &keeper, &thread, number, &message);
	if (err == ERR_OK)
		err = message_keep_one(forum, &keeper, &message, keeps);
	message_clear(&message);
	thread_clear(&thread);
	return err;
}

enum err
message_keep(struct forum *forum, const struct actor *who, int64_t thread, int64_t number, bool keeps)
{
	enum err err = who->member ? db_begin(forum->db) : ERR_DENIED;

	if (err != ERR_OK)
		return err;
	return db_end(forum->db, message_keep_inside(forum, who, thread, number, keeps));
}

/* Only what stands on a board the actor may read: who is paused reads less than they kept. */
static enum err
message_leave_readable(struct forum *forum, const struct actor *actor, struct kept_list *list)
{
	size_t left = 0;
	enum err err = ERR_OK;

	for (size_t k = 0; k < list->count; k++) {
		struct board board = {0};
		enum err seen = board_get(forum, actor, list->rows[k].board, &board);

		board_clear(&board);
		if (seen == ERR_OK)
			list->rows[left++] = list->rows[k];
		else
			kept_clear(&list->rows[k]);
		if (seen != ERR_OK && seen != ERR_NOT_FOUND)
			err = seen;
	}
	list->count = left;
	return err;
}

enum err
message_list_kept(struct forum *forum, const struct actor *actor, int64_t skip, struct kept_list *out, bool *more)
{
	enum err err;

	*more = false;
	if (!actor->member)
		return ERR_OK;
	err = bookmarks_list(forum->db, actor->member, skip, MESSAGE_KEPT_PAGE + 1, out);
	if (err != ERR_OK)
		return err;
	*more = out->count > MESSAGE_KEPT_PAGE;
	if (*more)
		kept_clear(&out->rows[--out->count]);
	return actor_can(actor, CAP_READ) ? ERR_OK : message_leave_readable(forum, actor, out);
}

enum err
message_hidden_words(struct forum *forum, const struct actor *who, int64_t thread, int64_t number, char **out)
{
	struct message message = {0};
	struct revision revision = {0};
	enum err err = messages_find(forum->db, thread, who->member, number, &message);

	if (err == ERR_OK && (!who->member || message.author != who->member || strcmp(message.state, "hidden")))
		err = ERR_NOT_FOUND;
	if (err == ERR_OK)
		err = revisions_find(forum->db, message.id, &revision);
	if (err == ERR_OK) {
		*out = revision.body;
		revision.body = NULL;
	}
	revision_clear(&revision);
	message_clear(&message);
	return err;
}
