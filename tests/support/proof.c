/*
 * For tests that are about something else: the proof itself is tested by second_test.c.
 */
#include "base/clock.h"
#include "base/mem.h"
#include "forum/account.h"
#include "proof.h"
#include "store/second_factors.h"

void
proof_give(struct forum *forum, struct actor *actor)
{
	struct second_factor factor = {0};
	enum err err;

	actor->is_proven = policy_is_team(actor->role);
	if (!actor->is_proven || second_factors_find(forum->db, actor->member, &factor) == ERR_OK)
		return;
	err = db_begin(forum->db);
	if (err == ERR_OK)
		err = second_factors_add(forum->db, actor->member, "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
	if (err == ERR_OK)
		err = second_factors_confirm(forum->db, actor->member, clock_now());
	err = db_end(forum->db, err);
	if (err != ERR_OK)
		fatal("proof: %s", err_name(err));
}

struct actor
proof_find(struct forum *forum, const char *name)
{
	struct actor actor = {0};
	enum err err = account_find(forum, name, &actor);

	if (err != ERR_OK)
		fatal("proof: %s: %s", name, err_name(err));
	proof_give(forum, &actor);
	return actor;
}
