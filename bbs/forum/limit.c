/*
 * The pace of sending, worked out from what was sent: no counters to keep.
 *
 * Wall time can jump. Messages from "the future" do not count, so the worst a jump can do is to let a few
 * messages through early; nobody is locked out.
 */
#include "base/clock.h"
#include "forum/held.h"
#include "forum/limit.h"
#include "store/helds.h"
#include "store/privates.h"
#include "store/threads.h"

enum { HOUR = 3600 };

static int64_t
limit_gap_left(int64_t now, int64_t last, int64_t gap)
{
	if (!last || last > now || now - last >= gap)
		return 0;
	return gap - (now - last);
}

static int64_t
limit_larger(int64_t a, int64_t b)
{
	return a > b ? a : b;
}

int64_t
limit_wait_s(struct forum *forum, const struct actor *actor, bool is_conversation)
{
	const struct config *config = forum->config;
	int64_t factor = actor_can(actor, CAP_SEND_MORE) ? config->limits_member_factor : 1;
	int64_t now = clock_now(), wait, hour_begins, held = 0, held_at = 0, held_conversation_at = 0;
	struct sending_history history = {0};

	if (messages_history(forum->db, actor->member, &history) != ERR_OK ||
	    helds_last(forum->db, actor->member, &held_at, &held_conversation_at) != ERR_OK ||
	    helds_count(forum->db, actor->member, &held) != ERR_OK)
		return 0;
	history.last_message_at = limit_larger(history.last_message_at, held_at);
	history.last_conversation_at = limit_larger(history.last_conversation_at, held_conversation_at);
	wait = limit_gap_left(now, history.last_message_at, config->limits_new_gap_s / factor);
	if (is_conversation)
		wait = limit_larger(wait,
		    limit_gap_left(now, history.last_conversation_at, config->limits_new_conversation_gap_s / factor));
	if (messages_nth_newest(forum->db, actor->member, config->limits_new_hourly * factor, &hour_begins) == ERR_OK)
		wait = limit_larger(wait, limit_gap_left(now, hour_begins, HOUR));
	if (held >= HELD_SHOWN) /* first the team looks at some of them */
		wait = limit_larger(wait, HOUR);
	return wait;
}

int64_t
limit_private_wait_s(struct forum *forum, const struct actor *actor)
{
	const struct config *config = forum->config;
	int64_t factor = actor_can(actor, CAP_SEND_MORE) ? config->limits_member_factor : 1;
	int64_t now = clock_now(), wait = 0, last, hour_begins;

	if (private_messages_last_at(forum->db, actor->member, &last) == ERR_OK)
		wait = limit_gap_left(now, last, config->limits_new_gap_s / factor);
	if (private_messages_nth_newest(forum->db, actor->member, config->limits_new_hourly * factor, &hour_begins) ==
	    ERR_OK)
		wait = limit_larger(wait, limit_gap_left(now, hour_begins, HOUR));
	return wait;
}
