/*
 * Private messages.
 *
 *  - Whether the other can be reached is asked before whether they have blocked the writer: so an account that is
 *    closed looks alike to everybody.
 *  - Being kept back changes what is put beside a message, and nothing that its writer is told or waits for.
 *  - All is judged under the board's lock: two who ask each other at once end up in one place, the second of them by
 *    saying yes.
 */
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/str.h"
#include "base/text.h"
#include "forum/account.h"
#include "forum/audit.h"
#include "forum/avoid.h"
#include "forum/conversation.h"
#include "forum/judge.h"
#include "forum/limit.h"
#include "forum/nudge.h"
#include "forum/private.h"
#include "store/form_drafts.h"
#include "store/members.h"
#include "store/settings.h"

#define PRIVATE_SETTING "private-messages"

enum { DAY = 86400 };

bool
private_is_on(struct forum *forum)
{
	char *value = NULL;
	bool is_on = settings_find(forum->db, PRIVATE_SETTING, &value, NULL) == ERR_OK && !strcmp(value, "on");

	free(value);
	return is_on;
}

enum err
private_switch(struct forum *forum, const struct actor *who, bool is_on)
{
	int64_t by = who ? who->member : AUDIT_OPERATOR;
	const char *word = is_on ? "on" : "off";
	enum err err = who ? judge_begin(forum, who, CAP_ADMIT) : db_begin(forum->db);

	if (err != ERR_OK)
		return err;
	err = settings_save(forum->db, PRIVATE_SETTING, word, clock_now(), by);
	if (err == ERR_OK)
		err = audit_note(forum, by, "private", "site", 0, word);
	return db_end(forum->db, err);
}

/* Old enough here, and with the right of it, as things are now. ERR_OK; ERR_DENIED; ERR_CLOSED; ERR_NOT_FOUND. */
static enum err
private_judge_member(struct forum *forum, int64_t id)
{
	struct actor now = {.member = id};
	struct member member = {0};
	enum err err = id > 0 ? judge_now(forum, &now, CAP_PRIVATE) : ERR_DENIED;

	if (err == ERR_OK)
		err = members_find_id(forum->db, id, &member);
	if (err == ERR_OK && (member.leaving_at || member.gone_at || clock_now() - member.joined_at < PRIVATE_AFTER_S))
		err = ERR_DENIED;
	member_clear(&member);
	return err;
}

bool
private_has_place(struct forum *forum, const struct actor *actor)
{
	return actor->member && private_is_on(forum) &&
	    (privates_check_any(forum->db, actor->member) == ERR_OK ||
		private_judge_member(forum, actor->member) == ERR_OK);
}

bool
private_may_offer(struct forum *forum, const struct actor *actor, int64_t other)
{
	struct member member = {0};
	bool is_there;

	if (!actor->member || other <= 0 || other == actor->member || !private_is_on(forum))
		return false;
	is_there = members_find_id(forum->db, other, &member) == ERR_OK && !member.is_closed && !member.leaving_at &&
	    !member.gone_at;
	member_clear(&member);
	return is_there && private_judge_member(forum, actor->member) == ERR_OK;
}

static enum err
private_judge_pair(const struct actor *actor, const struct private_pair *pair)
{
	if (!strcmp(pair->state, "asked"))
		return pair->asker == actor->member ? ERR_TAKEN : ERR_OK;
	if (!strcmp(pair->state, "open") || pair->ended_by == actor->member)
		return ERR_OK;
	return ERR_LATE;
}

static enum err
private_judge_asking(struct forum *forum, const struct actor *actor)
{
	int64_t count = 0, now = clock_now();
	enum err err = privates_count_asked(forum->db, actor->member, now - DAY, now, &count);

	return err == ERR_OK && count >= PRIVATE_ASKS_A_DAY ? ERR_RATE : err;
}

/* *pair: what they have, id 0 for nothing yet. */
static enum err
private_judge(struct forum *forum, const struct actor *actor, int64_t other, struct private_pair *pair)
{
	bool is_blocked = false;
	enum err err = private_is_on(forum) ? private_judge_member(forum, actor->member) : ERR_LOCKED;

	*pair = (struct private_pair){0};
	if (err != ERR_OK)
		return err;
	err = actor->member == other ? ERR_NOT_FOUND : private_judge_member(forum, other);
	if (err == ERR_DENIED || err == ERR_CLOSED)
		err = ERR_NOT_FOUND;
	if (err == ERR_OK)
		err = avoid_has_blocked(forum, actor->member, other, &is_blocked);
	if (err == ERR_OK && is_blocked)
		err = ERR_RESERVED;
	if (err != ERR_OK)
		return err;
	err = privates_find_pair(forum->db, actor->member, other, pair);
	return err == ERR_OK       ? private_judge_pair(actor, pair)
	    : err == ERR_NOT_FOUND ? private_judge_asking(forum, actor)
				   : err;
}

enum err
private_check(struct forum *forum, const struct actor *actor, int64_t other)
{
	struct private_pair pair;

	return private_judge(forum, actor, other, &pair);
}

static enum err
private_add(struct forum *forum, const struct actor *writer, int64_t other, int64_t id, const char *body)
{
	struct private_message record = {
	    .private_thread = id,
	    .author = writer->member,
	    .body = (char *)body, /* borrowed, and only read */
	    .written_at = clock_now(),
	};
	bool is_kept_back = false;
	int64_t message;
	enum err err = avoid_has_blocked(forum, other, writer->member, &is_kept_back);

	if (err == ERR_OK)
		err = private_messages_add(forum->db, &record, is_kept_back, &message);
	if (err == ERR_OK && !is_kept_back)
		err = nudge_note_answer(forum, other);
	return err;
}

/* Where the message goes: what they have, opened by this, or something new. */
static enum err
private_open_for(struct forum *forum, const struct actor *writer, int64_t other, const struct private_pair *pair,
    int64_t *id)
{
	if (!pair->id)
		return privates_add(forum->db, writer->member, other, clock_now(), id);
	*id = pair->id;
	return strcmp(pair->state, "open") ? privates_set_state(forum->db, pair->id, "open", 0) : ERR_OK;
}

static enum err
private_write_inside(struct forum *forum, const struct actor *who, int64_t other, const char *body, int64_t *out)
{
	struct form_place words = {.member = who->member, .form = "private", .number = other};
	struct actor writer = *who;
	struct private_pair pair;
	int64_t id = 0;
	enum err err = account_refresh(forum, &writer);

	if (err == ERR_OK)
		err = private_judge(forum, &writer, other, &pair);
	if (err == ERR_OK && limit_private_wait_s(forum, &writer))
		err = ERR_RATE;
	if (err == ERR_OK)
		err = private_open_for(forum, &writer, other, &pair, &id);
	if (err == ERR_OK)
		err = private_add(forum, &writer, other, id, body);
	if (err == ERR_OK)
		err = form_drafts_remove(forum->db, &words);
	if (err == ERR_OK)
		*out = id;
	return err;
}

enum err
private_write(struct forum *forum, const struct actor *who, int64_t other, const char *body, int64_t *out)
{
	struct str clean;
	enum err err = conversation_check_body(body);

	if (err != ERR_OK)
		return err;
	text_clean(TEXT_BODY, body, &clean);
	err = db_begin(forum->db);
	if (err == ERR_OK)
		err = db_end(forum->db, private_write_inside(forum, who, other, clean.text, out));
	str_clear(&clean);
	if (err == ERR_OK)
		db_ring(forum->db);
	return err;
}

/* --- saying yes, no, and enough --- */

static enum err
private_accept_inside(struct forum *forum, const struct actor *who, int64_t id)
{
	struct actor actor = *who;
	struct private_thread row = {0};
	enum err err = private_is_on(forum) ? judge_now(forum, &actor, CAP_PRIVATE) : ERR_LOCKED;

	if (err == ERR_OK)
		err = private_judge_member(forum, actor.member);
	if (err == ERR_OK)
		err = privates_find(forum->db, id, actor.member, &row);
	if (err == ERR_OK && row.is_blocked)
		err = ERR_RESERVED;
	if (err == ERR_OK && strcmp(row.state, "open")) {
		err = row.is_asker || strcmp(row.state, "asked") ? ERR_NOT_FOUND : ERR_OK;
		if (err == ERR_OK)
			err = privates_set_state(forum->db, id, "open", 0);
		if (err == ERR_OK)
			err = privates_note_news(forum->db, id, actor.member);
	}
	private_thread_clear(&row);
	return err;
}

static enum err
private_end_inside(struct forum *forum, const struct actor *who, int64_t id)
{
	struct actor actor = *who;
	struct private_thread row = {0};
	enum err err = judge_now(forum, &actor, CAP_SETTLE);
	bool is_asked, is_open;

	if (err == ERR_OK)
		err = privates_find(forum->db, id, actor.member, &row);
	if (err != ERR_OK)
		return err;
	is_asked = !strcmp(row.state, "asked");
	is_open = !strcmp(row.state, "open");
	if (is_asked && row.is_asker)
		err = ERR_NOT_FOUND; /* theirs is to take the message down */
	if (err == ERR_OK && (is_asked || is_open))
		err = privates_set_state(forum->db, id, is_asked ? "refused" : "ended", actor.member);
	if (err == ERR_OK && (is_asked || is_open))
		err = privates_note_news(forum->db, id, actor.member);
	private_thread_clear(&row);
	return err;
}

static enum err
private_settle(struct forum *forum, const struct actor *actor, int64_t id,
    enum err (*inside)(struct forum *, const struct actor *, int64_t))
{
	enum err err = actor->member ? db_begin(forum->db) : ERR_DENIED;

	if (err != ERR_OK)
		return err;
	err = db_end(forum->db, inside(forum, actor, id));
	if (err == ERR_OK)
		db_ring(forum->db);
	return err;
}

enum err
private_accept(struct forum *forum, const struct actor *actor, int64_t id)
{
	return private_settle(forum, actor, id, private_accept_inside);
}

enum err
private_end(struct forum *forum, const struct actor *actor, int64_t id)
{
	return private_settle(forum, actor, id, private_end_inside);
}

static enum err
private_withdraw_inside(struct forum *forum, const struct actor *who, int64_t id)
{
	struct actor actor = *who;
	struct private_message message = {0};
	enum err err = judge_now(forum, &actor, CAP_SETTLE);

	if (err == ERR_OK)
		err = private_messages_find(forum->db, id, actor.member, &message);
	if (err == ERR_OK && message.author != actor.member)
		err = ERR_DENIED;
	if (err == ERR_OK)
		err = private_messages_withdraw(forum->db, id);
	private_message_clear(&message);
	return err;
}

enum err
private_withdraw(struct forum *forum, const struct actor *actor, int64_t message)
{
	return private_settle(forum, actor, message, private_withdraw_inside);
}

/* --- reading --- */

enum err
private_list(struct forum *forum, const struct actor *actor, int64_t before, struct private_thread_list *out)
{
	if (!private_is_on(forum))
		return ERR_LOCKED;
	return privates_list(forum->db, actor->member, before, PRIVATE_PAGE + 1, out);
}

enum err
private_list_news(struct forum *forum, const struct actor *actor, struct private_thread_list *out)
{
	if (!actor->member || !private_is_on(forum))
		return ERR_OK;
	return privates_list_news(forum->db, actor->member, PRIVATE_NEWS_SHOWN, out);
}

enum err
private_get(struct forum *forum, const struct actor *actor, int64_t id, struct private_thread *out)
{
	return private_is_on(forum) ? privates_find(forum->db, id, actor->member, out) : ERR_LOCKED;
}

enum err
private_find_with(struct forum *forum, const struct actor *actor, int64_t other, int64_t *out_id)
{
	struct private_thread row = {0};
	struct private_pair pair;
	enum err err = private_is_on(forum) ? privates_find_pair(forum->db, actor->member, other, &pair) : ERR_LOCKED;

	if (err == ERR_OK)
		err = privates_find(forum->db, pair.id, actor->member, &row);
	if (err == ERR_OK)
		*out_id = row.id;
	private_thread_clear(&row);
	return err;
}

enum err
private_messages(struct forum *forum, const struct actor *actor, const struct private_thread *thread, int64_t before,
    struct private_message_list *out, bool *more)
{
	enum err err = private_messages_list(forum->db, thread->id, actor->member, before, PRIVATE_PAGE + 1, out);

	*more = out->count > PRIVATE_PAGE;
	if (*more)
		private_message_clear(&out->rows[--out->count]);
	for (size_t k = 0; k < out->count / 2; k++) {
		struct private_message row = out->rows[k];

		out->rows[k] = out->rows[out->count - 1 - k];
		out->rows[out->count - 1 - k] = row;
	}
	return err;
}

enum err
private_message(struct forum *forum, const struct actor *actor, int64_t id, struct private_message *out)
{
	return private_is_on(forum) ? private_messages_find(forum->db, id, actor->member, out) : ERR_LOCKED;
}

void
private_mark_read(struct forum *forum, const struct actor *actor, const struct private_thread *thread, int64_t message)
{
	if (!thread->has_news && message <= thread->read_message)
		return;
	if (db_begin(forum->db) == ERR_OK)
		db_end(forum->db, privates_mark_read(forum->db, thread->id, actor->member, message));
}
