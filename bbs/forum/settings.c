/*
 * What a member chooses for themselves: ways in, and what others see. Declared in forum/account.h. Not here: the name
 * (rename.c), codes (recovery.c), mail (nudge.c).
 */
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/text.h"
#include "forum/account.h"
#include "forum/judge.h"
#include "store/members.h"

/* What they chose to show is for members. */
enum err
account_get(struct forum *forum, const struct actor *actor, int64_t id, struct member *out)
{
	enum err err = members_find_id(forum->db, id, out);

	if (err == ERR_OK && (out->gone_at || (out->leaving_at && id != actor->member))) {
		member_clear(out);
		err = ERR_NOT_FOUND;
	}
	if (err != ERR_OK)
		return err;
	out->shows_joined = out->shows_joined && actor->member;
	if (!actor->member)
		*out->about = '\0';
	if (!out->shows_joined)
		out->joined_at = 0;
	return ERR_OK;
}

enum err
account_look_up(struct forum *forum, const struct actor *actor, const char *name, int64_t *out)
{
	struct actor found;
	enum err err = actor_can(actor, CAP_VOUCH) ? account_find(forum, name, &found) : ERR_DENIED;

	if (err == ERR_OK)
		*out = found.member;
	return err;
}

enum err
account_self(struct forum *forum, const struct actor *actor, struct member *out)
{
	return members_find_id(forum->db, actor->member, out);
}

static enum err
settings_compare(struct forum *forum, const char *name, const char *password)
{
	char *hash = NULL;
	enum err err = members_find_hash(forum->db, name, &hash);

	if (err == ERR_NOT_FOUND)
		return ERR_OK; /* there was none to ask for */
	if (err != ERR_OK)
		return err;
	err = account_compare_password(hash, password);
	sodium_memzero(hash, strlen(hash));
	free(hash);
	return err;
}

enum err
account_change_password(struct forum *forum, const struct actor *actor, const char *old, const char *password)
{
	char hash[ACCOUNT_HASH_BYTES];
	struct actor now = *actor; /* another session may have changed the name */
	enum err err = account_refresh(forum, &now);

	if (err == ERR_OK)
		err = settings_compare(forum, now.name, old);
	if (err == ERR_OK)
		err = account_check_password(now.name, password);
	if (err == ERR_OK)
		err = account_hash_password(password, hash);
	if (err == ERR_OK)
		err = judge_begin(forum, actor, CAP_SETTLE);
	if (err == ERR_OK)
		err = db_end(forum->db, members_set_password(forum->db, actor->member, hash));
	sodium_memzero(hash, sizeof hash);
	return err;
}

enum err
account_keys(struct forum *forum, const struct actor *actor, struct key_row_list *out)
{
	return members_list_keys(forum->db, actor->member, out);
}

static enum err
settings_keep_key(struct forum *forum, int64_t member, const char *key)
{
	struct key_row_list keys = {0};
	enum err err = members_list_keys(forum->db, member, &keys);
	size_t count = keys.count;

	key_row_list_clear(&keys);
	if (err != ERR_OK)
		return err;
	if (members_check_key(forum->db, member, key) == ERR_OK)
		return ERR_TAKEN;
	return count < ACCOUNT_KEYS_MOST ? members_add_key(forum->db, member, key, clock_now()) : ERR_RATE;
}

enum err
account_keep_key(struct forum *forum, const struct actor *actor, const char *key)
{
	enum err err = judge_begin(forum, actor, CAP_SETTLE);

	return err == ERR_OK ? db_end(forum->db, settings_keep_key(forum, actor->member, key)) : err;
}

static enum err
settings_drop_key(struct forum *forum, int64_t id, const char *key)
{
	struct key_row_list keys = {0};
	struct member member = {0};
	enum err err = members_check_key(forum->db, id, key);

	if (err == ERR_OK)
		err = members_find_id(forum->db, id, &member);
	if (err == ERR_OK)
		err = members_list_keys(forum->db, id, &keys);
	if (err == ERR_OK && !member.password_hash && keys.count < 2)
		err = ERR_RESERVED;
	if (err == ERR_OK)
		err = members_remove_key(forum->db, id, key);
	key_row_list_clear(&keys);
	member_clear(&member);
	return err;
}

enum err
account_drop_key(struct forum *forum, const struct actor *actor, const char *key)
{
	enum err err = judge_begin(forum, actor, CAP_SETTLE);

	return err == ERR_OK ? db_end(forum->db, settings_drop_key(forum, actor->member, key)) : err;
}

enum err
account_set_shown(struct forum *forum, const struct actor *actor, const char *about, bool shows_joined)
{
	struct str clean;
	enum err err = ERR_OK;

	text_clean(TEXT_LINE, about, &clean);
	if (text_count_graphemes(clean.text, clean.bytes) > ACCOUNT_ABOUT_MOST)
		err = ERR_TOO_LONG;
	if (err == ERR_OK)
		err = judge_begin(forum, actor, CAP_SETTLE);
	if (err == ERR_OK)
		err = db_end(forum->db, members_set_shown(forum->db, actor->member, clean.text, shows_joined));
	str_clear(&clean);
	return err;
}

enum err
account_set_looks(struct forum *forum, const struct actor *actor, const struct looks *looks)
{
	enum err err = judge_begin(forum, actor, CAP_SETTLE);

	return err == ERR_OK ? db_end(forum->db, members_set_looks(forum->db, actor->member, looks)) : err;
}

enum err
account_set_language(struct forum *forum, const struct actor *actor, const char *language)
{
	enum err err = judge_begin(forum, actor, CAP_SETTLE);

	return err == ERR_OK ? db_end(forum->db, members_set_language(forum->db, actor->member, language)) : err;
}

enum err
account_set_timezone(struct forum *forum, const struct actor *actor, const char *timezone)
{
	enum err err = judge_begin(forum, actor, CAP_SETTLE);

	return err == ERR_OK ? db_end(forum->db, members_set_timezone(forum->db, actor->member, timezone)) : err;
}
