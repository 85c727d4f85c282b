/*
 * Names, passwords and keys.
 */
#include <assert.h>
#include <ctype.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/control.h"
#include "base/gate.h"
#include "base/mem.h"
#include "base/random.h"
#include "base/text.h"
#include "forum/account.h"
#include "forum/consent.h"
#include "store/members.h"
#include "store/second_factors.h"
#include "store/threads.h"

enum {
	HASH_PASSES = 3, /* security page: argon2id t=3, 64 MiB */
	HASH_MEMORY_BYTES = 64 << 20,
	NEW_DAYS = 7, /* product page, section 6: the first 3 messages or 7 days */
	NEW_MESSAGES = 3
};

static_assert((int)ACCOUNT_HASH_BYTES == (int)crypto_pwhash_STRBYTES, "the hash fits");

static struct {
	char decoy[crypto_pwhash_STRBYTES]; /* what an unknown name's password is compared with */
} state;

enum err
account_hash_password(const char *password, char out[static ACCOUNT_HASH_BYTES])
{
	enum err err = gate_enter();

	if (err != ERR_OK)
		return err;
	if (crypto_pwhash_str_alg(out, password, strlen(password), HASH_PASSES, HASH_MEMORY_BYTES,
		crypto_pwhash_ALG_ARGON2ID13))
		err = ERR_BUSY; /* no 64 MiB to be had just now */
	gate_leave();
	return err;
}

enum err
account_init(void)
{
	unsigned char noise[16];
	char password[33];

	if (sodium_init() < 0)
		return ERR_IO;
	randombytes_buf(noise, sizeof noise);
	sodium_bin2hex(password, sizeof password, noise, sizeof noise);
	return account_hash_password(password, state.decoy);
}

void
account_tidy_name(const char *typed, char *out, size_t out_bytes)
{
	size_t length = 0;

	while (*typed == ' ')
		typed++;
	for (; *typed && length + 1 < out_bytes; typed++)
		out[length++] = *typed == ' ' ? '-' : (char)tolower((unsigned char)*typed);
	while (length && out[length - 1] == '-')
		length--;
	out[length] = '\0';
}

/* Who can be taken for one of these is as bad, so folded names are compared. The name is not too long. */
static bool
account_is_reserved(const char *name)
{
	static const char *const reserved[] = {"join", "guest", "plain", "help", "bbs", "admin", "administrator",
	    "moderator", "moderators", "operator", "root", "staff", "support", "sysop", "system", "team", "the-team",
	    "kidsof", "nobody", "anonymous"};
	char folded[ACCOUNT_NAME_MOST + 1], other[ACCOUNT_NAME_MOST + 1];

	account_fold_name(name, folded);
	for (size_t k = 0; k < sizeof reserved / sizeof *reserved; k++) {
		account_fold_name(reserved[k], other);
		if (!strcmp(folded, other))
			return true;
	}
	return false;
}

enum err
account_check_name(const char *name)
{
	size_t length = strlen(name);

	if (!length)
		return ERR_EMPTY;
	if (length > ACCOUNT_NAME_MOST)
		return ERR_TOO_LONG;
	if (length < ACCOUNT_NAME_LEAST || strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-") != length)
		return ERR_INVALID;
	if (name[0] == '-' || name[length - 1] == '-')
		return ERR_INVALID;
	return account_is_reserved(name) ? ERR_RESERVED : ERR_OK;
}

/* Hyphens don't count, not even between an r and an n, which would look like an m without it. */
void
account_fold_name(const char *name, char *out)
{
	char *end = out;

	for (; *name; name++) {
		char c = *name == '0' ? 'o' : *name == '1' || *name == 'i' ? 'l' : *name;

		if (c == '-')
			continue;
		if (c == 'n' && end > out && end[-1] == 'r')
			end[-1] = 'm';
		else
			*end++ = c;
	}
	*end = '\0';
}

enum err
account_check_free(struct forum *forum, const char *name)
{
	char folded[ACCOUNT_NAME_MOST + 1];
	enum err err = account_check_name(name);

	if (err != ERR_OK)
		return err;
	account_fold_name(name, folded);
	return members_check_free(forum->db, folded, clock_now(), 0);
}

void
account_suggest(struct forum *forum, const char *name, char out[ACCOUNT_SUGGESTIONS][ACCOUNT_NAME_MOST + 1])
{
	static const char *const endings[] = {"here", "again", "today", "two", "kettle", "garden", "robin", "lane"};
	enum { ENDINGS = sizeof endings / sizeof *endings };
	uint32_t first = random_below(ENDINGS);
	size_t found = 0;
	char stem[ACCOUNT_NAME_MOST + 1];

	memset(out, 0, ACCOUNT_SUGGESTIONS * sizeof *out);
	snprintf(stem, sizeof stem, "%.12s", name);
	for (size_t last = strlen(stem); last && stem[last - 1] == '-'; last--)
		stem[last - 1] = '\0';
	for (uint32_t k = 0; k < ENDINGS && found < ACCOUNT_SUGGESTIONS; k++) {
		char *slot = out[found];

		snprintf(slot, sizeof *out, "%.12s-%.7s", stem, endings[(first + k) % ENDINGS]);
		if (account_check_free(forum, slot) == ERR_OK)
			found++;
		else
			slot[0] = '\0';
	}
}

enum err
account_check_password(const char *name, const char *password)
{
	static const char *const commonest[] = {"password", "password1", "passw0rd", "12345678", "123456789",
	    "1234567890", "qwertyui", "qwertyuiop", "iloveyou", "sunshine", "princess", "football", "liverpool",
	    "letmein1", "abcdefgh", "11111111", "00000000"};

	if (strlen(password) > CONTROL_SECRET_BYTES)
		return ERR_TOO_LONG;
	if (text_count_graphemes(password, strlen(password)) < ACCOUNT_PASSWORD_LEAST)
		return ERR_INVALID;
	if (!strcasecmp(name, password))
		return ERR_TAKEN;
	for (size_t k = 0; k < sizeof commonest / sizeof *commonest; k++)
		if (!strcasecmp(password, commonest[k]))
			return ERR_TAKEN;
	return ERR_OK;
}

/* New for 7 days or 3 messages, whichever is over first; then a member without anybody's doing. */
static enum actor_role
account_grown_role(struct forum *forum, const struct member *member, enum actor_role stored)
{
	struct sending_history history = {0};

	if (stored != ACTOR_NEW)
		return stored;
	if (clock_now() - member->joined_at >= NEW_DAYS * 86400)
		return ACTOR_MEMBER;
	if (messages_history(forum->db, member->id, &history) == ERR_OK && history.messages_ever >= NEW_MESSAGES)
		return ACTOR_MEMBER;
	return ACTOR_NEW;
}

static void
account_make_actor(struct forum *forum, const struct member *member, struct actor *out)
{
	int role = actor_role_find(member->role);

	*out = (struct actor){.member = member->id};
	out->role = account_grown_role(forum, member, role < 0 ? ACTOR_NEW : (enum actor_role)role);
	if (member->paused_until > clock_now() || member->leaving_at)
		out->role = ACTOR_PAUSED; /* who is leaving may read what guests read, and change their mind */
	snprintf(out->name, sizeof out->name, "%s", member->name);
}

static enum err
account_write(struct forum *forum, const struct member *record, const struct account_new *account, int64_t *out_id)
{
	char folded[ACCOUNT_NAME_MOST + 1];
	enum err err = db_begin(forum->db);

	if (err != ERR_OK)
		return err;
	account_fold_name(record->name, folded);
	err = members_check_free(forum->db, folded, clock_now(), 0);
	if (err == ERR_OK)
		err = members_add(forum->db, record, folded, out_id);
	if (err == ERR_OK && account->key)
		err = members_add_key(forum->db, *out_id, account->key, record->joined_at);
	if (err == ERR_OK && account->has_consented)
		err = consent_note(forum, *out_id, true, account->agreed_words);
	if (err == ERR_OK && account->with)
		err = account->with(forum, *out_id, account->context);
	return db_end(forum->db, err);
}

enum err
account_add(struct forum *forum, const struct account_new *account, struct actor *out)
{
	const char *name = account->name, *password = account->password;
	char hash[crypto_pwhash_STRBYTES] = "";
	char role_word[16], name_copy[ACCOUNT_NAME_MOST + 1];
	struct member record = {.joined_at = clock_now(), .name = name_copy, .role = role_word};
	int64_t id;
	enum err err = account_check_free(forum, name);

	if (err == ERR_OK && password)
		err = account_check_password(name, password);
	if (err == ERR_OK && !password && !account->key)
		err = ERR_EMPTY;
	if (err == ERR_OK)
		err = messages_newest(forum->db, &record.floor_message);
	if (err == ERR_OK && password)
		err = account_hash_password(password, hash); /* 135 ms: before the lock, not under it */
	if (err != ERR_OK)
		return err;
	snprintf(name_copy, sizeof name_copy, "%s", name);
	snprintf(role_word, sizeof role_word, "%s", actor_role_name(account->role));
	record.password_hash = password ? hash : NULL;
	record.consented_at = account->has_consented ? record.joined_at : 0;
	err = account_write(forum, &record, account, &id);
	sodium_memzero(hash, sizeof hash);
	if (err != ERR_OK)
		return err;
	*out = (struct actor){.member = id, .role = account->role};
	snprintf(out->name, sizeof out->name, "%s", name);
	return ERR_OK;
}

/* found: the member's hash. NULL: compare with the decoy, which takes as long, and forget the result. */
enum err
account_compare_password(const char *found, const char *password)
{
	const char *hash = found ? found : state.decoy;
	enum err err = gate_enter();
	bool right;

	if (err != ERR_OK)
		return err;
	right = !crypto_pwhash_str_verify(hash, password, strlen(password));
	gate_leave();
	return right && found ? ERR_OK : ERR_DENIED;
}

/*
 * The member and the hash of their password. NULL hash: there is none. A name that is not there is no error here,
 * but a database that can't say is one.
 */
static enum err
account_find_hash(struct forum *forum, const char *name, struct member *member, char **hash)
{
	enum err err = members_find(forum->db, name, member);

	if (err == ERR_OK || err == ERR_NOT_FOUND)
		err = members_find_hash(forum->db, name, hash);
	return err == ERR_NOT_FOUND ? ERR_OK : err;
}

enum err
account_sign_in_password(struct forum *forum, const char *name, const char *password, struct actor *out)
{
	struct member member = {0};
	char *hash = NULL;
	enum err found = account_find_hash(forum, name, &member, &hash);
	enum err err = account_compare_password(hash, password);

	if (hash)
		sodium_memzero(hash, strlen(hash));
	free(hash);
	if (found != ERR_OK)
		err = found;
	if (err == ERR_OK && member.is_closed)
		err = ERR_CLOSED;
	if (err == ERR_OK)
		account_make_actor(forum, &member, out);
	member_clear(&member);
	return err;
}

enum err
account_sign_in_key(struct forum *forum, const char *name, const char *key, struct actor *out)
{
	struct member member = {0};
	enum err err = members_find(forum->db, name, &member);

	if (err == ERR_OK)
		err = members_check_key(forum->db, member.id, key);
	if (err == ERR_NOT_FOUND)
		err = ERR_DENIED;
	if (err == ERR_OK && member.is_closed)
		err = ERR_CLOSED;
	if (err == ERR_OK)
		account_make_actor(forum, &member, out);
	member_clear(&member);
	return err;
}

enum err
account_find(struct forum *forum, const char *name, struct actor *out)
{
	struct member member = {0};
	enum err err = members_find(forum->db, name, &member);

	if (err == ERR_OK)
		account_make_actor(forum, &member, out);
	member_clear(&member);
	return err;
}

enum err
account_refresh(struct forum *forum, struct actor *actor)
{
	struct member member = {0};
	bool is_proven = actor->is_proven;
	enum err err = actor->member ? members_find_id(forum->db, actor->member, &member) : ERR_OK;

	if (err != ERR_OK || !actor->member)
		return err;
	if (member.is_closed)
		err = ERR_CLOSED;
	else
		account_make_actor(forum, &member, actor);
	member_clear(&member);
	if (err == ERR_OK && is_proven) /* unless it was taken away since */
		err = second_factors_is_set(forum->db, actor->member, &actor->is_proven);
	return err;
}

enum err
account_leave(struct forum *forum, const struct actor *actor)
{
	enum err err = db_begin(forum->db);

	if (err != ERR_OK)
		return err;
	return db_end(forum->db, members_set_last_here(forum->db, actor->member, clock_now()));
}
