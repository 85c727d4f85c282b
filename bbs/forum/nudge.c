/*
 * Whom to nudge, and when not.
 */
#include <ctype.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/random.h"
#include "forum/account.h"
#include "forum/judge.h"
#include "forum/nudge.h"
#include "store/attempts.h"
#include "store/members.h"
#include "store/nudges.h"
#include "store/outbox.h"

enum { NUDGE_DAY = 86400, NUDGE_HASH_BYTES = 32, NUDGE_HEX = NUDGE_HASH_BYTES * 2 + 1 };

static const char nudge_kind[] = "nudge", confirm_kind[] = "confirm"; /* of the outbox */
static const char ask_attempts[] = "nudge-ask", code_attempts[] = "nudge-code";

/* Without the spaces around it; owned. */
static char *
nudge_trim(const char *typed)
{
	size_t bytes;

	typed += strspn(typed, " \t");
	bytes = strlen(typed);
	while (bytes && strchr(" \t", typed[bytes - 1]))
		bytes--;
	return mem_copy_bytes(typed, bytes);
}

/* One @ with something before it, a dot among what comes after, and no sign that a mail's header gives a meaning to. */
static bool
nudge_is_address(const char *address)
{
	const char *at = strchr(address, '@'), *dot = at ? strrchr(at, '.') : NULL;

	if (!dot || at == address || at != strrchr(address, '@') || at[1] == '.' || !dot[1] || strstr(at, ".."))
		return false;
	if (*address == '-') /* sendmail would take it for an option */
		return false;
	for (const char *c = address; *c; c++)
		if (!isalnum((unsigned char)*c) && !strchr("@.!#$%&'*+-/=?^_`{|}~", *c))
			return false;
	for (const char *c = at + 1; *c; c++)
		if (!isalnum((unsigned char)*c) && *c != '.' && *c != '-')
			return false;
	return true;
}

enum err
nudge_check_address(const char *typed)
{
	char *address = nudge_trim(typed);
	enum err err = ERR_OK;

	if (!*address)
		err = ERR_EMPTY;
	else if (strlen(address) > NUDGE_ADDRESS_BYTES)
		err = ERR_TOO_LONG;
	else if (!nudge_is_address(address))
		err = ERR_INVALID;
	free(address);
	return err;
}

enum err
nudge_find(struct forum *forum, const struct actor *actor, struct nudge_row *out)
{
	return nudges_find(forum->db, actor->member, out);
}

static void
nudge_hash(int64_t member, const char *code, char out[static NUDGE_HEX])
{
	unsigned char hash[NUDGE_HASH_BYTES];
	char *text = mem_format("nudge|%lld|%s", (long long)member, code);

	crypto_generichash(hash, sizeof hash, (const unsigned char *)text, strlen(text), NULL, 0);
	sodium_bin2hex(out, NUDGE_HEX, hash, sizeof hash);
	sodium_memzero(text, strlen(text));
	free(text);
}

static enum err
nudge_ask_inside(struct forum *forum, int64_t member, const char *address)
{
	int64_t now = clock_now(), since = now - NUDGE_DAY, asked = 0;
	char code[NUDGE_CODE_DIGITS + 1], hash[NUDGE_HEX];
	enum err err = attempts_count(forum->db, member, ask_attempts, since, &asked);

	if (err == ERR_OK && asked >= NUDGE_ASKS_A_DAY)
		err = ERR_RATE;
	if (err == ERR_OK)
		err = attempts_note(forum->db, member, ask_attempts, since, now);
	if (err == ERR_OK)
		err = attempts_forget(forum->db, member, code_attempts);
	if (err != ERR_OK)
		return err;
	snprintf(code, sizeof code, "%06u", (unsigned)random_below(1000000));
	nudge_hash(member, code, hash);
	err = nudges_save(forum->db, member, address, hash, now);
	if (err == ERR_OK)
		err = outbox_cancel(forum->db, nudge_kind, member);
	if (err == ERR_OK)
		err = outbox_add(forum->db, confirm_kind, member, code, now);
	sodium_memzero(code, sizeof code);
	return err;
}

enum err
nudge_ask(struct forum *forum, const struct actor *actor, const char *typed_address)
{
	char *address = nudge_trim(typed_address);
	enum err err = nudge_check_address(address);

	if (err == ERR_OK)
		err = judge_begin(forum, actor, CAP_SETTLE);
	if (err == ERR_OK)
		err = db_end(forum->db, nudge_ask_inside(forum, actor->member, address));
	free(address);
	if (err == ERR_OK)
		db_ring(forum->db);
	return err;
}

/* *denied: counted, and to be answered ERR_DENIED. */
static enum err
nudge_confirm_inside(struct forum *forum, int64_t member, const char *code, bool *denied)
{
	struct nudge_row row = {0};
	int64_t now = clock_now(), since = now - NUDGE_CODE_SECONDS, tries = 0;
	char hash[NUDGE_HEX];
	enum err err = nudges_find(forum->db, member, &row);

	if (err == ERR_OK && !*row.code_hash)
		err = ERR_NOT_FOUND;
	if (err == ERR_OK)
		err = attempts_count(forum->db, member, code_attempts, since, &tries);
	if (err == ERR_OK && (tries >= NUDGE_CODE_TRIES || row.asked_at <= since))
		err = ERR_RATE;
	if (err == ERR_OK) {
		nudge_hash(member, code, hash);
		*denied = strcmp(hash, row.code_hash) != 0;
		err = *denied ? attempts_note(forum->db, member, code_attempts, since, now)
			      : nudges_confirm(forum->db, member);
	}
	nudge_row_clear(&row);
	return err;
}

enum err
nudge_confirm(struct forum *forum, const struct actor *actor, const char *typed_code)
{
	char code[NUDGE_CODE_DIGITS + 2]; /* one more than fits, so that a longer one is wrong */
	size_t count = 0;
	bool denied = false;
	enum err err = judge_begin(forum, actor, CAP_SETTLE);

	if (err != ERR_OK)
		return err;
	for (; *typed_code && count + 1 < sizeof code; typed_code++)
		if (!strchr(" -\t", *typed_code))
			code[count++] = *typed_code;
	code[count] = '\0';
	err = db_end(forum->db, nudge_confirm_inside(forum, actor->member, code, &denied));
	sodium_memzero(code, sizeof code);
	return err == ERR_OK && denied ? ERR_DENIED : err;
}

enum err
nudge_set_on(struct forum *forum, const struct actor *actor, bool is_on)
{
	enum err err = judge_begin(forum, actor, CAP_SETTLE);

	if (err != ERR_OK)
		return err;
	err = nudges_set_on(forum->db, actor->member, is_on);
	if (err == ERR_OK && !is_on)
		err = outbox_cancel(forum->db, nudge_kind, actor->member);
	return db_end(forum->db, err);
}

enum err
nudge_remove(struct forum *forum, const struct actor *actor)
{
	enum err err = judge_begin(forum, actor, CAP_SETTLE);

	if (err != ERR_OK)
		return err;
	err = nudges_remove(forum->db, actor->member);
	if (err == ERR_OK)
		err = outbox_cancel(forum->db, nudge_kind, actor->member);
	if (err == ERR_OK)
		err = outbox_cancel(forum->db, confirm_kind, actor->member);
	return db_end(forum->db, err);
}

bool
nudge_is_wanted(const struct nudge_row *row)
{
	return row->is_on && !*row->code_hash;
}

/* None is out since they were last here, and they are not on a break. */
static enum err
nudge_send_later(struct forum *forum, const struct nudge_row *row)
{
	struct member member = {0};
	int64_t now = clock_now();
	enum err err = members_find_id(forum->db, row->member, &member);
	bool holds_off = err == ERR_OK && (row->nudged_at > member.last_here_at || member.break_until > now);

	member_clear(&member);
	if (err != ERR_OK || holds_off)
		return err;
	err = nudges_set_nudged(forum->db, row->member, now);
	return err == ERR_OK ? outbox_add(forum->db, nudge_kind, row->member, "", now + NUDGE_AFTER_SECONDS) : err;
}

enum err
nudge_note_answer(struct forum *forum, int64_t to_member)
{
	struct nudge_row row = {0};
	enum err err = to_member ? nudges_find(forum->db, to_member, &row) : ERR_NOT_FOUND;

	if (err == ERR_NOT_FOUND)
		return ERR_OK;
	if (err == ERR_OK && nudge_is_wanted(&row))
		err = nudge_send_later(forum, &row);
	nudge_row_clear(&row);
	return err;
}

enum err
nudge_forget(struct forum *forum, const struct actor *actor)
{
	struct nudge_row row = {0};
	enum err err = nudges_find(forum->db, actor->member, &row);
	bool is_out = err == ERR_OK && row.nudged_at;

	nudge_row_clear(&row);
	if (!is_out)
		return err == ERR_NOT_FOUND ? ERR_OK : err;
	err = db_begin(forum->db);
	if (err != ERR_OK)
		return err;
	err = nudges_set_nudged(forum->db, actor->member, 0);
	if (err == ERR_OK)
		err = outbox_cancel(forum->db, nudge_kind, actor->member);
	return db_end(forum->db, err);
}
