/*
 * Another name for a member.
 */
#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "forum/account.h"
#include "forum/audit.h"
#include "forum/judge.h"
#include "forum/rename.h"
#include "store/members.h"

enum { RENAME_DAY = 86400 };

static int64_t
rename_after(const struct member *member)
{
	int64_t next = member->named_at + (int64_t)RENAME_DAYS * RENAME_DAY, now = clock_now();

	return member->named_at && member->named_at <= now && next > now ? next : 0;
}

enum err
rename_next_at(struct forum *forum, const struct actor *actor, int64_t *out)
{
	struct member member = {0};
	enum err err = members_find_id(forum->db, actor->member, &member);

	if (err == ERR_OK)
		*out = rename_after(&member);
	member_clear(&member);
	return err;
}

enum err
rename_check(struct forum *forum, const struct actor *actor, const char *name)
{
	char folded[ACCOUNT_NAME_MOST + 1];
	enum err err = account_check_name(name);

	if (err == ERR_OK && !strcmp(name, actor->name))
		err = ERR_TAKEN;
	if (err != ERR_OK)
		return err;
	account_fold_name(name, folded);
	return members_check_free(forum->db, folded, clock_now(), actor->member);
}

static enum err
rename_write(struct forum *forum, const struct actor *actor, const char *name)
{
	char old[ACCOUNT_NAME_MOST + 1], folded[ACCOUNT_NAME_MOST + 1];
	int64_t now = clock_now();
	enum err err;

	account_fold_name(actor->name, old);
	account_fold_name(name, folded);
	err = members_free_name(forum->db, folded);
	if (err == ERR_OK && strcmp(old, folded) != 0)
		err = members_keep_name(forum->db, old, actor->member, now + (int64_t)RENAME_KEPT_DAYS * RENAME_DAY);
	if (err == ERR_OK)
		err = members_set_name(forum->db, actor->member, name, folded, now);
	if (err == ERR_OK)
		err = audit_note(forum, actor->member, "rename", "member", actor->member, "");
	return err;
}

static enum err
rename_inside(struct forum *forum, struct actor *actor, const char *name)
{
	int64_t next = 0;
	enum err err = judge_now(forum, actor, CAP_SETTLE);

	if (err == ERR_OK)
		err = rename_check(forum, actor, name);
	if (err == ERR_OK)
		err = rename_next_at(forum, actor, &next);
	if (err == ERR_OK && next)
		err = ERR_RATE;
	return err == ERR_OK ? rename_write(forum, actor, name) : err;
}

enum err
rename_to(struct forum *forum, struct actor *actor, const char *name)
{
	struct actor renamed = *actor;
	enum err err = db_begin(forum->db);

	if (err == ERR_OK)
		err = db_end(forum->db, rename_inside(forum, &renamed, name));
	if (err != ERR_OK)
		return err;
	*actor = renamed;
	snprintf(actor->name, sizeof actor->name, "%s", name);
	return ERR_OK;
}
