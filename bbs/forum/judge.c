/*
 * Who is it now, and may they?
 */
#include "forum/account.h"
#include "forum/judge.h"
#include "store/db.h"

enum err
judge_now(struct forum *forum, struct actor *actor, enum cap cap)
{
	enum err err = account_refresh(forum, actor);

	return err == ERR_OK && !actor_can(actor, cap) ? ERR_DENIED : err;
}

enum err
judge_begin(struct forum *forum, const struct actor *actor, enum cap cap)
{
	struct actor now = *actor;
	enum err err = db_begin(forum->db);

	if (err != ERR_OK)
		return err;
	err = judge_now(forum, &now, cap);
	if (err != ERR_OK)
		db_rollback(forum->db);
	return err;
}

bool
judge_has(const struct member *member, enum cap cap)
{
	int role = actor_role_find(member->role);

	return policy_has(role < 0 ? ACTOR_GUEST : (enum actor_role)role, cap);
}
