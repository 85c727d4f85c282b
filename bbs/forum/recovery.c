/*
 * One-use codes, and vouching for somebody in person.
 */
#include <sodium.h>
#include <string.h>

#include "base/clock.h"
#include "forum/account.h"
#include "forum/audit.h"
#include "forum/code.h"
#include "forum/judge.h"
#include "forum/notice.h"
#include "forum/recovery.h"
#include "store/attempts.h"
#include "store/members.h"
#include "store/recovery.h"

static const char recovery_kind[] = "recovery"; /* of code, and of the attempts that are counted */

/* Draw one and keep its hash. Inside a transaction. */
static enum err
recovery_add(struct forum *forum, int64_t member, int64_t expires_at, char out[static RECOVERY_CODE_BYTES])
{
	char hash[CODE_HASH_CHARS + 1];

	code_make(out);
	code_hash(recovery_kind, out, hash);
	return recovery_codes_add(forum->db, member, hash, clock_now(), expires_at);
}

static enum err
recovery_make_inside(struct forum *forum, const struct actor *actor, char out[RECOVERY_CODES][RECOVERY_CODE_BYTES])
{
	enum err err = recovery_codes_remove_lasting(forum->db, actor->member);

	for (int k = 0; err == ERR_OK && k < RECOVERY_CODES; k++)
		err = recovery_add(forum, actor->member, 0, out[k]);
	return err;
}

enum err
recovery_make(struct forum *forum, const struct actor *actor, char out[RECOVERY_CODES][RECOVERY_CODE_BYTES])
{
	enum err err = judge_begin(forum, actor, CAP_SETTLE);

	if (err == ERR_OK)
		err = db_end(forum->db, recovery_make_inside(forum, actor, out));
	if (err != ERR_OK)
		sodium_memzero(out, (size_t)RECOVERY_CODES * RECOVERY_CODE_BYTES);
	return err;
}

enum err
recovery_left(struct forum *forum, const struct actor *actor, int64_t *out)
{
	return recovery_codes_count(forum->db, actor->member, out);
}

/* --- using one --- */

/* The member's own answer to a right code. Inside a transaction. */
static enum err
recovery_let_in(struct forum *forum, int64_t id, const char *code_hash, int64_t ends, const char *password_hash)
{
	const char *how = ends ? "team" : "code";
	enum err err = recovery_codes_use(forum->db, id, code_hash, clock_now());

	if (err == ERR_OK)
		err = members_set_password(forum->db, id, password_hash);
	if (err == ERR_OK)
		err = attempts_forget(forum->db, id, recovery_kind);
	if (err == ERR_OK)
		err = notice_tell(forum, id, NOTICE_PASSWORD, 0, 0, how, "");
	if (err == ERR_OK)
		err = audit_note(forum, id, "recover", "member", id, how);
	return err;
}

/*
 * Judge and count. A wrong one is counted for a name that nobody has too, under member 0, so that both take alike.
 * *denied: to be answered ERR_DENIED, though what was counted is kept.
 */
static enum err
recovery_use_inside(struct forum *forum, const struct member *member, const char *code, const char *password_hash,
    bool *denied)
{
	int64_t now = clock_now(), since = now - RECOVERY_TRY_SECONDS, tries = 0, ends = 0;
	char hash[CODE_HASH_CHARS + 1];
	enum err err = attempts_count(forum->db, member->id, recovery_kind, since, &tries), found;

	if (err != ERR_OK)
		return err;
	code_hash(recovery_kind, code, hash);
	found = recovery_codes_find(forum->db, member->id, hash, now, &ends);
	if (found != ERR_OK && found != ERR_NOT_FOUND)
		return found;
	*denied = found == ERR_NOT_FOUND || tries >= RECOVERY_TRIES;
	if (*denied)
		return attempts_note(forum->db, member->id, recovery_kind, since, now);
	if (member->is_closed)
		return ERR_CLOSED;
	return recovery_let_in(forum, member->id, hash, ends, password_hash);
}

static enum err
recovery_use_hashed(struct forum *forum, const char *name, const char *code, const char *password_hash,
    struct actor *out)
{
	struct member member = {0};
	bool denied = false;
	enum err err = db_begin(forum->db);

	if (err != ERR_OK)
		return err;
	err = members_find(forum->db, name, &member);
	if (err == ERR_OK || err == ERR_NOT_FOUND)
		err = recovery_use_inside(forum, &member, code, password_hash, &denied);
	err = db_end(forum->db, err);
	member_clear(&member);
	if (err == ERR_OK)
		err = denied ? ERR_DENIED : account_find(forum, name, out);
	return err;
}

enum err
recovery_use(struct forum *forum, const char *name, const char *code, const char *password, struct actor *out)
{
	char hash[ACCOUNT_HASH_BYTES];
	enum err err = account_check_password(name, password);

	if (err == ERR_OK)
		err = account_hash_password(password, hash);
	if (err == ERR_OK)
		err = recovery_use_hashed(forum, name, code, hash, out);
	sodium_memzero(hash, sizeof hash);
	return err;
}

/* --- vouching --- */

/* As it is stored: a moderator who is paused for a while is one of the team all the same. */
static enum actor_role
recovery_role(const struct member *member)
{
	int role = actor_role_find(member->role);

	return role < 0 ? ACTOR_LEAD : (enum actor_role)role;
}

static bool
recovery_is_team(enum actor_role role)
{
	return policy_has(role, CAP_VOUCH);
}

bool
recovery_may_vouch(const struct actor *who, const struct member *member)
{
	return actor_can(who, CAP_VOUCH) && who->member != member->id &&
	    policy_covers(who->role, recovery_role(member));
}

static bool
recovery_is_above(enum actor_role one, enum actor_role other)
{
	return policy_covers(one, other) && !policy_covers(other, one);
}

static bool
recovery_is_enough(enum actor_role one, enum actor_role other, enum actor_role member)
{
	if (!recovery_is_team(member))
		return true;
	return (recovery_is_above(one, member) && recovery_is_above(other, member)) || one == ACTOR_LEAD ||
	    other == ACTOR_LEAD;
}

/* The other of the two as they are now: closed, paused, or in another role since they vouched. */
static bool
recovery_find_other(struct forum *forum, const struct vouch_row *vouch, const struct member *member, struct actor *out)
{
	*out = (struct actor){.member = vouch->by_member};
	return account_refresh(forum, out) == ERR_OK && recovery_may_vouch(out, member);
}

/* Does somebody's vouch go with this one? */
static enum err
recovery_pair(struct forum *forum, const struct actor *who, const struct member *member, enum recovery_vouch *out)
{
	struct vouch_row_list vouches = {0};
	enum err err = vouches_list(forum->db, member->id, clock_now() - RECOVERY_VOUCH_SECONDS, &vouches);

	*out = RECOVERY_NOTED;
	for (size_t k = 0; err == ERR_OK && k < vouches.count; k++) {
		struct actor other;

		if (vouches.rows[k].by_member == who->member ||
		    !recovery_find_other(forum, &vouches.rows[k], member, &other))
			continue;
		if (*out != RECOVERY_CODE)
			*out = recovery_is_enough(who->role, other.role, recovery_role(member)) ? RECOVERY_CODE
												: RECOVERY_NEEDS_LEAD;
	}
	vouch_row_list_clear(&vouches);
	return err;
}

static enum err
recovery_make_temporary(struct forum *forum, int64_t member, char code[static RECOVERY_CODE_BYTES])
{
	enum err err = recovery_codes_remove_temporary(forum->db, member);

	if (err == ERR_OK)
		err = vouches_remove(forum->db, member);
	return err == ERR_OK ? recovery_add(forum, member, clock_now() + RECOVERY_VOUCH_SECONDS, code) : err;
}

static enum err
recovery_vouch_inside(struct forum *forum, const struct actor *who, const struct member *member,
    enum recovery_vouch *out, char code[static RECOVERY_CODE_BYTES])
{
	enum err err = vouches_save(forum->db, member->id, who->member, clock_now());

	if (err == ERR_OK)
		err = recovery_pair(forum, who, member, out);
	if (err == ERR_OK)
		err =
		    audit_note(forum, who->member, "vouch", "member", member->id, *out == RECOVERY_CODE ? "code" : "");
	if (err == ERR_OK && *out == RECOVERY_CODE)
		err = recovery_make_temporary(forum, member->id, code);
	return err;
}

/* Who asks and who it is about, as they are now. */
static enum err
recovery_judge(struct forum *forum, struct actor *who, int64_t id, struct member *out)
{
	enum err err = judge_now(forum, who, CAP_VOUCH);

	if (err == ERR_OK)
		err = members_find_id(forum->db, id, out);
	if (err == ERR_OK && out->is_closed)
		err = ERR_CLOSED;
	if (err == ERR_OK && !recovery_may_vouch(who, out))
		err = ERR_DENIED;
	return err;
}

enum err
recovery_vouch(struct forum *forum, const struct actor *who, int64_t id, enum recovery_vouch *out,
    char code[static RECOVERY_CODE_BYTES])
{
	struct actor now = *who;
	struct member member = {0};
	enum recovery_vouch became = RECOVERY_NOTED;
	enum err err = db_begin(forum->db);

	if (err != ERR_OK)
		return err;
	err = recovery_judge(forum, &now, id, &member);
	if (err == ERR_OK)
		err = recovery_vouch_inside(forum, &now, &member, &became, code);
	member_clear(&member);
	err = db_end(forum->db, err);
	if (err != ERR_OK)
		sodium_memzero(code, RECOVERY_CODE_BYTES);
	else
		*out = became;
	return err;
}
