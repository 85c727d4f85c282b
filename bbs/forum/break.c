/*
 * Breaks. What comes of one is asked where it counts: member.break_until.
 */
#include "base/clock.h"
#include "forum/break.h"
#include "forum/judge.h"
#include "store/members.h"

enum { DAY = 86400 };

static enum err
break_set(struct forum *forum, const struct actor *actor, int64_t until)
{
	enum err err = actor->member ? judge_begin(forum, actor, CAP_SETTLE) : ERR_DENIED;

	return err == ERR_OK ? db_end(forum->db, members_set_break(forum->db, actor->member, until)) : err;
}

enum err
break_take(struct forum *forum, const struct actor *actor, enum break_length length)
{
#define BREAK_DAYS(name, days) [BREAK_##name] = days,
	static const int64_t days[BREAK_COUNT] = {BREAK_LIST(BREAK_DAYS)};

	return break_set(forum, actor, days[length] ? clock_now() + days[length] * DAY : BREAK_NO_END);
}

enum err
break_end(struct forum *forum, const struct actor *actor)
{
	return break_set(forum, actor, 0);
}

int64_t
break_until(struct forum *forum, const struct actor *actor)
{
	struct member member = {0};
	int64_t until = 0;

	if (actor->member && members_find_id(forum->db, actor->member, &member) == ERR_OK &&
	    member.break_until > clock_now())
		until = member.break_until;
	member_clear(&member);
	return until;
}
