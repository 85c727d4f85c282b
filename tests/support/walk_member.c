/*
 * The walk: what guests and members ask for.
 */
#include <stdio.h>

#include "forum/appeal.h"
#include "forum/break.h"
#include "forum/conversation.h"
#include "forum/hug.h"
#include "forum/limit.h"
#include "forum/message.h"
#include "forum/private.h"
#include "forum/recovery.h"
#include "forum/report.h"
#include "store/members.h"
#include "walk.h"

static enum err
walk_list(struct walk *w, const struct actor *who, int64_t board)
{
	struct thread_list list = {0};
	enum err err = conversation_list(w->forum, who, board, INT64_MAX, &list);

	thread_list_clear(&list);
	return err == ERR_NOT_FOUND ? ERR_DENIED : err; /* what one may not see does not exist */
}

enum err
walk_read_open(struct walk *w, const struct actor *who)
{
	return walk_list(w, who, w->open);
}

enum err
walk_read(struct walk *w, const struct actor *who)
{
	return walk_list(w, who, w->closed);
}

enum err
walk_tell(struct walk *w, const struct actor *who)
{
	struct telling telling = {.reason = REASON_UNKIND, .number = 1, .words = ""};

	walk_thread(w, &w->ann);
	telling.thread = w->thread;
	return report_tell(w->forum, who, &telling);
}

enum err
walk_appeal(struct walk *w, const struct actor *who)
{
	walk_thread(w, who);
	walk_script(w,
	    "INSERT INTO decision (act, ground, about, thread, message, by_member, at) SELECT 'hide', 'details', author,"
	    " thread, id, 2, written_at FROM message ORDER BY id DESC LIMIT 1");
	return appeal_send(w->forum, who, data_count(w->data, "SELECT max(id) FROM decision"), "Please look again.");
}

enum err
walk_settle(struct walk *w, const struct actor *who)
{
	walk_thread(w, who);
	return message_withdraw(w->forum, who, w->thread, 1);
}

enum err
walk_answer(struct walk *w, const struct actor *who)
{
	int64_t number;

	walk_thread(w, &w->ann);
	return conversation_answer(w->forum, who, w->thread, 1, "I am.", NULL, &number);
}

enum err
walk_start(struct walk *w, const struct actor *who)
{
	int64_t thread;

	return conversation_start(w->forum, who, w->open, "Awake", "Who else is awake?", NULL, &thread);
}

enum err
walk_change(struct walk *w, const struct actor *who)
{
	walk_thread(w, who);
	return message_change(w->forum, who, w->thread, 1, "Who is awake?");
}

enum err
walk_hug(struct walk *w, const struct actor *who)
{
	bool is_given;

	walk_thread(w, &w->ann);
	return hug_give(w->forum, who, w->thread, 1, HUG_HUG, &is_given);
}

/* They have sent a message just now: how long must they wait? */
enum err
walk_send_more(struct walk *w, const struct actor *who)
{
	int64_t wait, gap = 90;

	walk_thread(w, who);
	w->data->config.limits_new_gap_s = gap;
	wait = limit_wait_s(w->forum, who, false);
	w->data->config.limits_new_gap_s = 0;
	return wait < gap && who->member ? ERR_OK : ERR_DENIED;
}

enum err
walk_fold(struct walk *w, const struct actor *who)
{
	struct telling telling = {.reason = REASON_DETAILS, .number = 1, .words = ""};
	enum err err;

	walk_thread(w, &w->ann);
	telling.thread = w->thread;
	err = report_tell(w->forum, who, &telling);
	if (err != ERR_OK)
		return err;
	return data_count(w->data, "SELECT folded <> '' FROM message ORDER BY id DESC LIMIT 1") ? ERR_OK : ERR_DENIED;
}

/* All have been here for long, but who is new: they would not be new then. */
enum err
walk_private(struct walk *w, const struct actor *who)
{
	int64_t id;

	walk_script(w, "UPDATE member SET joined_at = 1 WHERE role <> 'new'");
	if (private_switch(w->forum, NULL, true) != ERR_OK)
		return ERR_STORE;
	return private_write(w->forum, who, w->ann.member, "How are you?", &id);
}

enum err
walk_known(struct walk *w, const struct actor *who)
{
	int64_t number;
	enum err err;

	walk_thread(w, &w->ann);
	w->data->config.limits_first_messages = 3;
	err = conversation_answer(w->forum, who, w->thread, 1, "I am.", NULL, &number);
	w->data->config.limits_first_messages = 0;
	return err == ERR_HELD ? ERR_DENIED : err; /* it waits for the team first */
}

enum err
walk_vouch(struct walk *w, const struct actor *who)
{
	char code[RECOVERY_CODE_BYTES];
	enum recovery_vouch became;

	return recovery_vouch(w->forum, who, w->ann.member, &became, code);
}
