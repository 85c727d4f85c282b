/*
 * The second factor: setting it up, giving it, and losing it.
 */
#include <assert.h>
#include <ctype.h>
#include <liboath/oath.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/random.h"
#include "forum/account.h"
#include "forum/audit.h"
#include "forum/notice.h"
#include "forum/second.h"
#include "store/attempts.h"
#include "store/second_factors.h"

enum { SECRET_BYTES = 20 }; /* as RFC 4226 recommends */

static_assert((int)SECOND_SECRET_BYTES == (int)SECOND_SECRET_CHARS + 1, "the secret fits");

static const char second_kind[] = "second"; /* of code, and of the attempts that are counted */

/* --- numbers --- */

/* Only what counts of what was typed: lower case, without spaces and hyphens. False when there is nothing. */
static bool
second_tidy(const char *typed, char out[static SECOND_TYPED_BYTES + 1])
{
	size_t length = 0;

	for (; *typed && length < SECOND_TYPED_BYTES; typed++)
		if (*typed != ' ' && *typed != '-')
			out[length++] = (char)tolower((unsigned char)*typed);
	out[length] = '\0';
	return length > 0;
}

static bool
second_is_numbers(const char *tidy)
{
	return strlen(tidy) == SECOND_DIGITS && strspn(tidy, "0123456789") == SECOND_DIGITS;
}

/* The numbers of one step. False when the secret is none. */
static bool
second_numbers(const char *secret, int64_t step, char out[static SECOND_DIGITS + 1])
{
	char *bytes = NULL;
	size_t count = 0;
	bool is_fine = oath_base32_decode(secret, strlen(secret), &bytes, &count) == OATH_OK &&
	    oath_hotp_generate(bytes, count, (uint64_t)step, SECOND_DIGITS, false, OATH_HOTP_DYNAMIC_TRUNCATION, out) ==
		OATH_OK;

	if (bytes)
		sodium_memzero(bytes, count);
	free(bytes); /* as liboath says */
	return is_fine;
}

/* Which step are these the numbers of, around now? -1: none. */
static int64_t
second_find_step(const char *secret, const char *numbers)
{
	int64_t now = clock_now() / SECOND_STEP_S, found = -1;
	char expected[SECOND_DIGITS + 1] = "";

	for (int64_t step = now - SECOND_STEPS_BESIDE; step <= now + SECOND_STEPS_BESIDE; step++)
		if (second_numbers(secret, step, expected) && !sodium_memcmp(expected, numbers, SECOND_DIGITS))
			found = step;
	sodium_memzero(expected, sizeof expected);
	return found;
}

/* Given before, or older than what was. A last step far ahead is of a clock that was set back since. */
static bool
second_is_stale(const struct second_factor *factor, int64_t step)
{
	int64_t ahead = clock_now() / SECOND_STEP_S + 2 * SECOND_STEPS_BESIDE;

	return step <= factor->last_step && factor->last_step <= ahead;
}

/* --- who --- */

/* One of the team, as they are now, and what is kept. ERR_DENIED; ERR_NOT_FOUND nothing is. */
static enum err
second_judge(struct forum *forum, struct actor *actor, struct second_factor *out)
{
	enum err err = account_refresh(forum, actor);

	if (err == ERR_OK && (!actor->member || !policy_is_team(actor->role)))
		err = ERR_DENIED;
	return err == ERR_OK ? second_factors_find(forum->db, actor->member, out) : err;
}

enum err
second_look(struct forum *forum, const struct actor *who, enum second_state *out)
{
	struct second_factor factor = {0};
	struct actor actor = *who;
	enum err err = second_judge(forum, &actor, &factor);

	if (err == ERR_OK)
		*out = actor.is_proven ? SECOND_GIVEN : factor.confirmed_at ? SECOND_TO_GIVE : SECOND_TO_SET_UP;
	else if (err == ERR_DENIED || err == ERR_NOT_FOUND)
		*out = err == ERR_DENIED ? SECOND_NEVER : SECOND_TO_SET_UP;
	sodium_memzero(&factor, sizeof factor);
	return err == ERR_DENIED || err == ERR_NOT_FOUND ? ERR_OK : err;
}

enum err
second_left(struct forum *forum, const struct actor *actor, int64_t *out)
{
	return second_codes_count(forum->db, actor->member, out);
}

/* --- setting it up --- */

static void
second_draw(struct second_factor *out)
{
	unsigned char bytes[SECRET_BYTES];
	char *text = NULL;
	size_t length = 0;

	random_bytes(bytes, sizeof bytes);
	if (oath_base32_encode((const char *)bytes, sizeof bytes, &text, &length) != OATH_OK ||
	    length != SECOND_SECRET_CHARS)
		fatal("a secret that can't be written down");
	*out = (struct second_factor){0};
	memcpy(out->secret, text, length);
	sodium_memzero(text, length);
	free(text);
	sodium_memzero(bytes, sizeof bytes);
}

static enum err
second_begin_inside(struct forum *forum, const struct actor *who, struct second_factor *out)
{
	struct actor actor = *who;
	enum err err = second_judge(forum, &actor, out);

	if (err == ERR_OK)
		return out->confirmed_at ? ERR_TAKEN : ERR_OK;
	if (err != ERR_NOT_FOUND)
		return err;
	second_draw(out);
	return second_factors_add(forum->db, actor.member, out->secret);
}

enum err
second_begin(struct forum *forum, const struct actor *actor, char out[static SECOND_SECRET_BYTES])
{
	struct second_factor factor = {0};
	enum err err = db_begin(forum->db);

	if (err == ERR_OK)
		err = db_end(forum->db, second_begin_inside(forum, actor, &factor));
	if (err == ERR_OK)
		memcpy(out, factor.secret, SECOND_SECRET_BYTES);
	sodium_memzero(&factor, sizeof factor);
	return err;
}

static enum err
second_add_codes(struct forum *forum, int64_t member, char codes[SECOND_CODES][SECOND_CODE_BYTES])
{
	enum err err = second_codes_remove(forum->db, member);

	for (int k = 0; err == ERR_OK && k < SECOND_CODES; k++) {
		char hash[CODE_HASH_CHARS + 1];

		code_make(codes[k]);
		code_hash(second_kind, codes[k], hash);
		err = second_codes_add(forum->db, member, hash);
	}
	return err;
}

/* In the audit, and the member is told: an account that somebody else is in shows itself. */
static enum err
second_note(struct forum *forum, int64_t by, int64_t member, const char *action, const char *how)
{
	enum err err = audit_note(forum, by, action, "member", member, how);

	return err == ERR_OK ? notice_tell(forum, member, NOTICE_FACTOR, 0, 0, how, "") : err;
}

static enum err
second_confirm_inside(struct forum *forum, struct actor *actor, const char *tidy,
    char codes[SECOND_CODES][SECOND_CODE_BYTES])
{
	struct second_factor factor = {0};
	enum err err = second_judge(forum, actor, &factor);
	int64_t step = err == ERR_OK && second_is_numbers(tidy) ? second_find_step(factor.secret, tidy) : -1;

	if (err == ERR_OK)
		err = factor.confirmed_at ? ERR_TAKEN : step < 0 ? ERR_INVALID : ERR_OK;
	sodium_memzero(&factor, sizeof factor);
	if (err == ERR_OK)
		err = second_factors_confirm(forum->db, actor->member, clock_now());
	if (err == ERR_OK)
		err = second_factors_set_step(forum->db, actor->member, step);
	if (err == ERR_OK)
		err = second_add_codes(forum, actor->member, codes);
	return err == ERR_OK ? second_note(forum, actor->member, actor->member, "second", "set") : err;
}

enum err
second_confirm(struct forum *forum, struct actor *actor, const char *typed, char codes[SECOND_CODES][SECOND_CODE_BYTES])
{
	char tidy[SECOND_TYPED_BYTES + 1];
	struct actor now = *actor;
	enum err err = second_tidy(typed, tidy) ? db_begin(forum->db) : ERR_EMPTY;

	if (err == ERR_OK)
		err = db_end(forum->db, second_confirm_inside(forum, &now, tidy, codes));
	sodium_memzero(tidy, sizeof tidy);
	if (err != ERR_OK) {
		sodium_memzero(codes, (size_t)SECOND_CODES * SECOND_CODE_BYTES);
		return err;
	}
	now.is_proven = true;
	*actor = now;
	return ERR_OK;
}

/* --- giving it --- */

static enum err
second_try_numbers(struct forum *forum, int64_t member, const struct second_factor *factor, const char *numbers)
{
	int64_t tries = 0, step;
	enum err err = attempts_count(forum->db, member, second_kind, clock_now() - SECOND_TRY_SECONDS, &tries);

	if (err != ERR_OK)
		return err;
	if (tries >= SECOND_TRIES)
		return ERR_RATE;
	step = second_find_step(factor->secret, numbers);
	if (step < 0)
		return ERR_INVALID;
	return second_is_stale(factor, step) ? ERR_TAKEN : second_factors_set_step(forum->db, member, step);
}

static enum err
second_try_code(struct forum *forum, int64_t member, const char *tidy)
{
	char hash[CODE_HASH_CHARS + 1];
	enum err err;

	code_hash(second_kind, tidy, hash);
	err = second_codes_use(forum->db, member, hash, clock_now());
	if (err == ERR_NOT_FOUND)
		return ERR_INVALID;
	return err == ERR_OK ? second_note(forum, member, member, "second", "code") : err;
}

/* One more wrong one; the one that makes the numbers wait is told of. */
static enum err
second_count(struct forum *forum, int64_t member)
{
	int64_t now = clock_now(), since = now - SECOND_TRY_SECONDS, tries = 0;
	enum err err = attempts_note(forum->db, member, second_kind, since, now);

	if (err == ERR_OK)
		err = attempts_count(forum->db, member, second_kind, since, &tries);
	return err == ERR_OK && tries == SECOND_TRIES ? second_note(forum, member, member, "second", "wrong") : err;
}

/* *answer: what they are told; what was counted is kept all the same. */
static enum err
second_give_inside(struct forum *forum, struct actor *actor, const char *tidy, enum err *answer)
{
	struct second_factor factor = {0};
	enum err err = second_judge(forum, actor, &factor);

	if (err == ERR_OK && !factor.confirmed_at)
		err = ERR_NOT_FOUND;
	if (err == ERR_OK)
		err = second_is_numbers(tidy) ? second_try_numbers(forum, actor->member, &factor, tidy)
					      : second_try_code(forum, actor->member, tidy);
	sodium_memzero(&factor, sizeof factor);
	*answer = err;
	if (err == ERR_INVALID)
		return second_count(forum, actor->member);
	return err == ERR_OK ? attempts_forget(forum->db, actor->member, second_kind) : err;
}

enum err
second_give(struct forum *forum, struct actor *actor, const char *typed)
{
	char tidy[SECOND_TYPED_BYTES + 1];
	struct actor now = *actor;
	enum err err = second_tidy(typed, tidy) ? db_begin(forum->db) : ERR_EMPTY, answer = ERR_STORE;

	if (err == ERR_OK)
		err = db_end(forum->db, second_give_inside(forum, &now, tidy, &answer));
	sodium_memzero(tidy, sizeof tidy);
	if (err != ERR_OK || answer != ERR_OK)
		return err != ERR_OK ? err : answer;
	now.is_proven = true;
	*actor = now;
	return ERR_OK;
}

/* --- losing it --- */

enum err
second_forget(struct forum *forum, int64_t member)
{
	enum err err = second_factors_remove(forum->db, member);

	return err == ERR_OK ? attempts_forget(forum->db, member, second_kind) : err;
}

static enum err
second_reset_inside(struct forum *forum, int64_t member)
{
	struct second_factor factor = {0};
	enum err err = second_factors_find(forum->db, member, &factor);

	sodium_memzero(&factor, sizeof factor);
	if (err == ERR_OK)
		err = second_forget(forum, member);
	else if (err == ERR_NOT_FOUND)
		err = ERR_EMPTY;
	return err == ERR_OK ? second_note(forum, AUDIT_OPERATOR, member, "second", "reset") : err;
}

enum err
second_reset(struct forum *forum, const char *name)
{
	struct actor actor;
	enum err err = account_find(forum, name, &actor);

	if (err == ERR_OK)
		err = db_begin(forum->db);
	return err == ERR_OK ? db_end(forum->db, second_reset_inside(forum, actor.member)) : err;
}

enum err
second_since(struct forum *forum, const char *name, int64_t *out)
{
	struct second_factor factor = {0};
	struct actor actor;
	enum err err = account_find(forum, name, &actor), found;

	if (err != ERR_OK)
		return err;
	found = second_factors_find(forum->db, actor.member, &factor);
	sodium_memzero(factor.secret, sizeof factor.secret);
	if (found == ERR_OK || found == ERR_NOT_FOUND)
		*out = factor.confirmed_at;
	return found == ERR_NOT_FOUND ? ERR_OK : found;
}
