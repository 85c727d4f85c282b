/*
 * Leaving. What is taken out in the end is erase.c's.
 */
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "forum/account.h"
#include "forum/audit.h"
#include "forum/judge.h"
#include "forum/leaving.h"
#include "store/leavers.h"
#include "store/members.h"
#include "store/settings.h"

#define LAST_DAY "leaving.day" /* the setting: the day that was counted last */

enum err
leaving_find(struct forum *forum, const struct actor *actor, struct leaving *out)
{
	struct member member = {0};
	int64_t days = 0;
	enum err err = actor->member ? members_find_id(forum->db, actor->member, &member) : ERR_OK;

	*out = (struct leaving){0};
	if (err == ERR_OK && member.leaving_at) {
		err = leavers_days(forum->db, actor->member, &days);
		*out = (struct leaving){
		    .is_leaving = true,
		    .keeps_words = !strcmp(member.leaving_how, "keep"),
		    .since = member.leaving_at,
		    .days_left = days < LEAVING_DAYS ? LEAVING_DAYS - days : 0,
		};
	}
	member_clear(&member);
	return err;
}

enum err
leaving_check_last_lead(struct forum *forum, const struct member *member)
{
	int64_t others = 0;
	enum err err;

	if (strcmp(member->role, actor_role_name(ACTOR_LEAD)))
		return ERR_OK;
	err = leavers_count_staying(forum->db, member->role, member->id, &others);
	return err == ERR_OK && !others ? ERR_RESERVED : err;
}

/* Before the lock is held: it takes 135 ms. */
static enum err
leaving_check_password(struct forum *forum, const struct actor *actor, const char *password)
{
	struct actor now = *actor; /* another session may have changed the name */
	char *hash = NULL;
	enum err err = account_refresh(forum, &now);

	if (err == ERR_OK)
		err = members_find_hash(forum->db, now.name, &hash);
	if (err == ERR_NOT_FOUND)
		return ERR_OK; /* there is none to ask for */
	if (err == ERR_OK)
		err = password ? account_compare_password(hash, password) : ERR_DENIED;
	if (hash)
		sodium_memzero(hash, strlen(hash));
	free(hash);
	return err;
}

static enum err
leaving_note(struct forum *forum, int64_t by, int64_t member, bool keeps_words, bool is_now)
{
	enum err err =
	    leavers_begin(forum->db, member, clock_now(), keeps_words ? "keep" : "blank", is_now ? LEAVING_DAYS : 0);

	return err == ERR_OK ? audit_note(forum, by, "leave", "member", member, is_now ? "now" : "later") : err;
}

static enum err
leaving_begin_inside(struct forum *forum, const struct actor *actor, bool keeps_words, bool is_now)
{
	struct member member = {0};
	enum err err = members_find_id(forum->db, actor->member, &member);

	if (err == ERR_OK)
		err = leaving_check_last_lead(forum, &member);
	member_clear(&member);
	return err == ERR_OK ? leaving_note(forum, actor->member, actor->member, keeps_words, is_now) : err;
}

enum err
leaving_begin(struct forum *forum, const struct actor *actor, const char *password, bool keeps_words, bool is_now)
{
	enum err err = actor->member ? leaving_check_password(forum, actor, password) : ERR_DENIED;

	if (err == ERR_OK)
		err = judge_begin(forum, actor, CAP_SETTLE);
	if (err != ERR_OK)
		return err;
	err = db_end(forum->db, leaving_begin_inside(forum, actor, keeps_words, is_now));
	if (err == ERR_OK)
		db_ring(forum->db);
	return err;
}

enum err
leaving_begin_now(struct forum *forum, int64_t member, bool keeps_words)
{
	enum err err = db_begin(forum->db);

	return err == ERR_OK ? db_end(forum->db, leaving_note(forum, AUDIT_OPERATOR, member, keeps_words, true)) : err;
}

enum err
leaving_hurry(struct forum *forum, const struct actor *actor)
{
	struct leaving leaving;
	enum err err = leaving_find(forum, actor, &leaving);

	if (err == ERR_OK && !leaving.is_leaving)
		err = ERR_DENIED;
	if (err == ERR_OK)
		err = judge_begin(forum, actor, CAP_SETTLE);
	if (err != ERR_OK)
		return err;
	err = db_end(forum->db, leaving_note(forum, actor->member, actor->member, leaving.keeps_words, true));
	if (err == ERR_OK)
		db_ring(forum->db);
	return err;
}

enum err
leaving_undo(struct forum *forum, const struct actor *actor)
{
	enum err err = judge_begin(forum, actor, CAP_SETTLE);

	if (err != ERR_OK)
		return err;
	err = leavers_undo(forum->db, actor->member, LEAVING_DAYS);
	if (err == ERR_OK)
		err = audit_note(forum, actor->member, "stay", "member", actor->member, "");
	err = db_end(forum->db, err);
	return err == ERR_NOT_FOUND ? ERR_LATE : err;
}

static enum err
leaving_count_inside(struct forum *forum, const char *today)
{
	enum err err = leavers_count_day(forum->db);

	return err == ERR_OK ? settings_save(forum->db, LAST_DAY, today, clock_now(), 0) : err;
}

enum err
leaving_count_day(struct forum *forum)
{
	char *today = clock_day(clock_now()), *last = NULL;
	enum err err = settings_find(forum->db, LAST_DAY, &last, NULL);

	if (err == ERR_NOT_FOUND || (err == ERR_OK && strcmp(last, today))) {
		err = db_begin(forum->db);
		if (err == ERR_OK)
			err = db_end(forum->db, leaving_count_inside(forum, today));
	}
	free(last);
	free(today);
	return err;
}
