/*
 * Who has not heard back.
 */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/clock.h"
#include "base/mem.h"
#include "forum/board.h"
#include "forum/judge.h"
#include "forum/rota.h"
#include "forum/sent.h"
#include "forum/waiting.h"
#include "store/members.h"
#include "store/threads.h"
#include "store/waitings.h"

enum { HOUR_S = 3600, DAY_S = 86400 };

/* What was sent before this waits no more. */
static int64_t
waiting_after(void)
{
	return clock_now() - (int64_t)WAITING_DAYS * DAY_S;
}

/* --- sending --- */

static bool
waiting_is_day(const struct forum *forum, int64_t at)
{
	time_t t = (time_t)at;
	struct tm tm;

	clock_begin_home();
	localtime_r(&t, &tm);
	clock_end_home();
	return tm.tm_hour >= forum->config->answer_day_from && tm.tm_hour < forum->config->answer_day_to;
}

enum err
waiting_plan(struct forum *forum, int64_t at, int64_t *promised_by, int64_t *due_at)
{
	const struct config *config = forum->config;
	struct turn turn;
	int64_t from;
	enum err err = rota_find(forum, CAP_GREET, at, WAITING_COVER_S, WAITING_LEAST_S, &turn);

	if (err != ERR_OK && err != ERR_NOT_FOUND)
		return err;
	*due_at = at + (waiting_is_day(forum, at) ? config->answer_day_hours : config->answer_night_hours) * HOUR_S;
	*promised_by = 0;
	if (err == ERR_NOT_FOUND)
		return ERR_OK;
	from = (turn.starts_at > at ? turn.starts_at : at) + WAITING_ANSWER_S;
	*promised_by = from < turn.ends_at ? from : turn.ends_at;
	return ERR_OK;
}

static enum err
waiting_add(struct forum *forum, const struct sent *sent)
{
	struct waiting record = {
	    .message = sent->message,
	    .thread = sent->thread,
	    .member = sent->writer->member,
	    .since = sent->at,
	};
	int64_t signed_ever = 0;
	enum err err = messages_count_signed(forum->db, sent->writer->member, &signed_ever);

	/*
	 * That it is somebody's first message is not said of an unknown writer: few would be left to guess among. Nor is the
	 * first one with a name no first one, because something without it came before.
	 */
	record.is_first = !sent->options->is_anonymous && signed_ever == 1;
	if (err != ERR_OK || (sent->number > 1 && !record.is_first))
		return err;
	err = waiting_plan(forum, sent->at, &record.promised_by, &record.due_at);
	return err == ERR_OK ? waitings_add(forum->db, &record) : err;
}

enum err
waiting_note_sent(struct forum *forum, const struct sent *sent)
{
	const struct waiting_answer answer = {
	    .thread = sent->thread,
	    .message = sent->message,
	    .writer = sent->writer->member,
	    .reply_to = sent->reply_to,
	    .at = sent->at,
	    .is_anonymous = sent->options->is_anonymous,
	};
	enum err err = ERR_OK;

	if (sent->number > 1)
		err = waitings_answer(forum->db, &answer, sent->at - (int64_t)WAITING_DAYS * DAY_S);
	/* who answers others waits for nobody; but an unknown writer must not be known by not being on the list */
	if (err == ERR_OK && (!actor_can(sent->writer, CAP_GREET) || sent->options->is_anonymous))
		err = waiting_add(forum, sent);
	return err;
}

enum err
waiting_note_gone(struct forum *forum, int64_t message)
{
	return waitings_lose_answer(forum->db, message);
}

enum err
waiting_note_back(struct forum *forum, int64_t message)
{
	return waitings_regain_answer(forum->db, message);
}

/* --- who has it --- */

static bool
waiting_may_hold(struct forum *forum, int64_t member_id)
{
	struct member member = {0};
	int64_t now = clock_now();
	bool may = members_find_id(forum->db, member_id, &member) == ERR_OK && judge_has(&member, CAP_GREET) &&
	    !member.is_closed && member.paused_until <= now && member.break_until <= now && !member.leaving_at;

	member_clear(&member);
	return may;
}

/* Leave a holder in the record only when they have it now. A clock that was set back must not hold it for ever. */
static void
waiting_settle(struct forum *forum, struct waiting *row)
{
	int64_t now = clock_now();

	if (row->reserved_by && row->reserved_until > now && row->reserved_until <= now + WAITING_RESERVE_S &&
	    waiting_may_hold(forum, row->reserved_by))
		return;
	row->reserved_by = row->reserved_until = 0;
	*row->holder_name = '\0';
}

static enum err
waiting_settle_all(struct forum *forum, enum err err, struct waiting_list *out)
{
	for (size_t k = 0; err == ERR_OK && k < out->count; k++)
		waiting_settle(forum, &out->rows[k]);
	return err;
}

/* --- looking --- */

enum err
waiting_list(struct forum *forum, const struct actor *actor, struct waiting_list *out)
{
	if (!actor_can(actor, CAP_GREET))
		return ERR_DENIED;
	return waiting_settle_all(forum, waitings_list(forum->db, actor->member, waiting_after(), WAITING_SHOWN, out),
	    out);
}

enum err
waiting_count(struct forum *forum, const struct actor *actor, struct waiting_counts *out)
{
	*out = (struct waiting_counts){0};
	if (!actor_can(actor, CAP_GREET))
		return ERR_OK;
	return waitings_count(forum->db, waiting_after(), clock_now(), WAITING_COUNT_MOST, &out->all, &out->late);
}

enum err
waiting_list_unheard(struct forum *forum, const struct actor *actor, struct waiting_list *out)
{
	if (!actor_can(actor, CAP_ANSWER))
		return ERR_OK;
	return waiting_settle_all(forum,
	    waitings_list_unheard(forum->db, actor->member, waiting_after(), clock_now(), WAITING_FOR_ALL, out), out);
}

enum err
waiting_find_own(struct forum *forum, const struct actor *actor, int64_t thread, struct waiting *out)
{
	enum err err = ERR_NOT_FOUND;

	if (actor->member)
		err = waitings_find_own(forum->db, thread, actor->member, waiting_after(), out);
	if (err == ERR_OK)
		waiting_settle(forum, out);
	return err;
}

/* The row of this message, when it waits and is not their own. */
static enum err
waiting_find_message(struct forum *forum, const struct actor *actor, int64_t message, struct waiting *out)
{
	struct waiting row = {0};
	enum err err = waitings_find(forum->db, message, actor->member, &row);

	if (err == ERR_OK && (row.answered_at || row.since <= waiting_after() || row.member == actor->member))
		err = ERR_NOT_FOUND;
	if (err != ERR_OK) {
		waiting_clear(&row);
		return err;
	}
	waiting_settle(forum, &row);
	*out = row;
	return ERR_OK;
}

enum err
waiting_find(struct forum *forum, const struct actor *actor, int64_t thread, int64_t number, struct waiting *out)
{
	struct message message = {0};
	enum err err = actor_can(actor, CAP_GREET) ? ERR_OK : ERR_NOT_FOUND;

	if (err != ERR_OK)
		return err;
	err = number ? messages_find(forum->db, thread, actor->member, number, &message) : ERR_NOT_FOUND;
	if (err == ERR_OK)
		err = waiting_find_message(forum, actor, message.id, out);
	message_clear(&message);
	if (err != ERR_NOT_FOUND)
		return err;
	err = waitings_find_oldest(forum->db, thread, actor->member, waiting_after(), out);
	if (err == ERR_OK)
		waiting_settle(forum, out);
	return err;
}

/* --- taking one --- */

static enum err
waiting_take_inside(struct forum *forum, const struct actor *actor, struct waiting *row)
{
	bool is_mine = row->reserved_by == actor->member;
	int64_t holder = is_mine ? 0 : actor->member, until = is_mine ? 0 : clock_now() + WAITING_RESERVE_S;
	enum err err;

	if (row->reserved_by && !is_mine)
		return ERR_BUSY;
	err = waitings_reserve(forum->db, row->message, holder, until);
	if (err != ERR_OK)
		return err;
	row->reserved_by = holder;
	row->reserved_until = until;
	free(row->holder_name);
	row->holder_name = mem_copy_string(is_mine ? "" : actor->name);
	return ERR_OK;
}

enum err
waiting_take(struct forum *forum, const struct actor *actor, int64_t message, struct waiting *out)
{
	struct waiting row = {0};
	enum err err = judge_begin(forum, actor, CAP_GREET);

	if (err != ERR_OK)
		return err;
	err = waiting_find_message(forum, actor, message, &row);
	if (err == ERR_OK)
		err = waiting_take_inside(forum, actor, &row);
	if (err == ERR_BUSY)
		db_rollback(forum->db);
	else
		err = db_end(forum->db, err);
	if (err == ERR_OK || err == ERR_BUSY)
		*out = row;
	else
		waiting_clear(&row);
	return err;
}
