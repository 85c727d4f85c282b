/*
 * The record of consent.
 */
#include <stdlib.h>

#include "base/clock.h"
#include "forum/consent.h"
#include "forum/judge.h"
#include "store/consents.h"
#include "store/members.h"

/* The account says since when they agree, 0 for not now; the record says all of it. */
static enum err
consent_change(struct forum *forum, int64_t id, bool is_given, const char *words)
{
	struct member member = {0};
	enum err err = members_find_id(forum->db, id, &member);
	bool is_new = err == ERR_OK && is_given != (member.consented_at != 0);

	member_clear(&member);
	if (!is_new)
		return err;
	err = members_set_consented(forum->db, id, is_given ? clock_now() : 0);
	return err == ERR_OK ? consent_note(forum, id, is_given, words) : err;
}

enum err
consent_give(struct forum *forum, const struct actor *actor, const char *words)
{
	enum err err = judge_begin(forum, actor, CAP_SETTLE);

	return err == ERR_OK ? db_end(forum->db, consent_change(forum, actor->member, true, words)) : err;
}

enum err
consent_withdraw(struct forum *forum, const struct actor *actor)
{
	enum err err = judge_begin(forum, actor, CAP_SETTLE);

	return err == ERR_OK ? db_end(forum->db, consent_change(forum, actor->member, false, NULL)) : err;
}

enum err
consent_find(struct forum *forum, const struct actor *actor, bool *out_given, int64_t *out_at)
{
	char *hash = NULL;
	enum err err = consents_find(forum->db, actor->member, out_given, &hash, out_at);

	free(hash);
	return err;
}
