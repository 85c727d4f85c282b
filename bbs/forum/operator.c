/*
 * What the operator does to a member. Each act is noted in the audit, with the act. Declared in forum/account.h.
 */
#include <sodium.h>

#include "base/clock.h"
#include "forum/account.h"
#include "forum/audit.h"
#include "forum/notice.h"
#include "forum/second.h"
#include "store/members.h"

static enum err
operator_note_new(struct forum *forum, int64_t member, const void *role)
{
	return audit_note(forum, AUDIT_OPERATOR, "add", "member", member, role);
}

enum err
account_join(struct forum *forum, const char *name, const char *password, const char *key, enum actor_role role,
    bool has_consented, struct actor *out)
{
	struct account_new account = {
	    .name = name,
	    .password = password,
	    .key = key,
	    .role = role,
	    .has_consented = has_consented,
	    .with = operator_note_new,
	    .context = actor_role_name(role),
	};

	return account_add(forum, &account, out);
}

/* One change to one member: what is done, and how the audit calls it. */
struct change {
	enum err (*make)(struct forum *, int64_t member, const void *value);
	const void *value;
	const char *action, *code;
};

static enum err
operator_make(struct forum *forum, int64_t member, const struct change *change)
{
	enum err err = change->make(forum, member, change->value);

	return err == ERR_OK ? audit_note(forum, AUDIT_OPERATOR, change->action, "member", member, change->code) : err;
}

static enum err
operator_change(struct forum *forum, const char *name, const struct change *change)
{
	struct actor actor;
	enum err err = account_find(forum, name, &actor);

	if (err == ERR_OK)
		err = db_begin(forum->db);
	if (err != ERR_OK)
		return err;
	return db_end(forum->db, operator_make(forum, actor.member, change));
}

static enum err
operator_put_password(struct forum *forum, int64_t member, const void *hash)
{
	enum err err = members_set_password(forum->db, member, hash);

	return err == ERR_OK ? notice_tell(forum, member, NOTICE_PASSWORD, 0, 0, "operator", "") : err;
}

enum err
account_set_password(struct forum *forum, const char *name, const char *password)
{
	char hash[ACCOUNT_HASH_BYTES];
	const struct change change = {operator_put_password, hash, "password", ""};
	enum err err = account_check_password(name, password);

	if (err == ERR_OK)
		err = account_hash_password(password, hash);
	if (err == ERR_OK)
		err = operator_change(forum, name, &change);
	sodium_memzero(hash, sizeof hash);
	return err;
}

static enum err
operator_put_key(struct forum *forum, int64_t member, const void *key)
{
	return members_add_key(forum->db, member, key, clock_now());
}

enum err
account_add_key(struct forum *forum, const char *name, const char *key)
{
	return operator_change(forum, name, &(struct change){operator_put_key, key, "key", ""});
}

static enum err
operator_put_role(struct forum *forum, int64_t member, const void *role)
{
	enum err err = members_set_role(forum->db, member, role);

	if (err == ERR_OK && !policy_is_team((enum actor_role)actor_role_find(role)))
		err = second_forget(forum, member);
	return err;
}

enum err
account_set_role(struct forum *forum, const char *name, enum actor_role role)
{
	const char *word = actor_role_name(role);

	return operator_change(forum, name, &(struct change){operator_put_role, word, "role", word});
}

static enum err
operator_put_closed(struct forum *forum, int64_t member, const void *is_closed)
{
	return members_set_closed(forum->db, member, *(const bool *)is_closed);
}

enum err
account_set_closed(struct forum *forum, const char *name, bool is_closed)
{
	const struct change change = {operator_put_closed, &is_closed, is_closed ? "close" : "reopen", ""};

	return operator_change(forum, name, &change);
}

enum err
account_list(struct forum *forum, struct member_list *out)
{
	return members_list(forum->db, out);
}
