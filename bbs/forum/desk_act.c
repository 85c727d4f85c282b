/*
 * What every act on a case has in common: who may look at it, who may work on it, and the transaction.
 */
#include <stdlib.h>

#include "base/clock.h"
#include "forum/appeal_judge.h"
#include "forum/desk_act.h"
#include "forum/judge.h"
#include "store/cases.h"
#include "store/members.h"

int64_t
desk_claimer(const struct desk_case *row, int64_t now)
{
	int64_t lapse = row->risk == RISK_RED ? DESK_LAPSE_RED_S : DESK_LAPSE_S;

	/* a clock that was set back must not hold it for ever */
	return row->claimed_by && llabs(now - row->touched_at) <= lapse ? row->claimed_by : 0;
}

enum err
desk_count_others(struct forum *forum, enum cap cap, int64_t but, int64_t *out)
{
	int64_t sum = 0;
	enum err err = ERR_OK;

	for (int role = 0; err == ERR_OK && role < ACTOR_ROLE_COUNT; role++) {
		int64_t count = 0;

		if (!policy_has((enum actor_role)role, cap))
			continue;
		err = members_count_role(forum->db, actor_role_name((enum actor_role)role), but, clock_now(), &count);
		sum += count;
	}
	*out = sum;
	return err;
}

enum err
desk_act_find(struct forum *forum, const struct actor *actor, int64_t id, struct desk_case *out)
{
	enum err err = actor_can(actor, CAP_DESK) ? cases_find(forum->db, id, out) : ERR_DENIED;

	if (err == ERR_OK && out->about && out->about == actor->member) {
		desk_case_clear(out);
		err = ERR_NOT_FOUND;
	}
	return err;
}

enum err
desk_judge_lead(struct forum *forum, const struct desk_case *row, bool *out)
{
	struct member member = {0};
	int64_t about = row->alias ? 0 : row->about, leads = 0;
	enum err err = about ? members_find_id(forum->db, about, &member) : ERR_NOT_FOUND;
	bool is_team = err == ERR_OK && judge_has(&member, CAP_DESK);

	member_clear(&member);
	if (err == ERR_NOT_FOUND)
		err = ERR_OK;
	if (err == ERR_OK && is_team)
		err = desk_count_others(forum, CAP_TOLD_RED, about, &leads);
	*out = leads > 0;
	return err;
}

enum err
desk_act_judge(struct forum *forum, struct actor *member, enum cap cap, int64_t id, struct desk_case *out)
{
	bool is_for_lead = false;
	enum err err = judge_now(forum, member, cap);

	if (err == ERR_OK)
		err = desk_act_find(forum, member, id, out);
	if (err == ERR_OK)
		err = desk_judge_lead(forum, out, &is_for_lead);
	if (err == ERR_OK && is_for_lead && !actor_can(member, CAP_TOLD_RED))
		err = ERR_DENIED;
	if (err == ERR_OK)
		err = appeal_judge(forum, member->member, id);
	if (err == ERR_OK && out->closed_at)
		err = ERR_CLOSED;
	if (err == ERR_OK && desk_claimer(out, clock_now()) && out->claimed_by != member->member)
		err = ERR_TAKEN;
	return err;
}

enum err
desk_act_begin(struct forum *forum, struct actor *member, enum cap cap, int64_t id, struct desk_case *out)
{
	enum err err = db_begin(forum->db);

	if (err != ERR_OK)
		return err;
	err = desk_act_judge(forum, member, cap, id, out);
	/* a claim that lapsed is theirs still, as long as nobody else took the case */
	if (err == ERR_OK && out->claimed_by != member->member)
		err = ERR_DENIED;
	if (err == ERR_OK)
		err = cases_touch(forum->db, id, clock_now());
	if (err != ERR_OK) {
		desk_case_clear(out);
		db_rollback(forum->db);
	}
	return err;
}

enum err
desk_act_end(struct forum *forum, struct desk_case *row, enum err so_far)
{
	enum err err = db_end(forum->db, so_far);

	desk_case_clear(row);
	if (err == ERR_OK)
		db_ring(forum->db);
	return err;
}
