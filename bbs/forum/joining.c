/*
 * The door.
 */
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/text.h"
#include "forum/account.h"
#include "forum/audit.h"
#include "forum/code.h"
#include "forum/joining.h"
#include "forum/judge.h"
#include "forum/notice.h"
#include "store/doors.h"
#include "store/members.h"
#include "store/settings.h"

#define JOINING_SETTING "joining"
#define JOINING_PURPOSE "invitation"
#define JOINING_WORD(name, word) [JOINING_##name] = word,

static const char *const joining_words[JOINING_COUNT] = {JOINING_LIST(JOINING_WORD)};

const char *
joining_word(enum joining mode)
{
	return joining_words[mode];
}

int
joining_find(const char *word)
{
	for (int mode = 0; mode < JOINING_COUNT; mode++)
		if (!strcmp(joining_words[mode], word))
			return mode;
	return -1;
}

enum joining
joining_now(struct forum *forum)
{
	char *word = NULL;
	enum err err = settings_find(forum->db, JOINING_SETTING, &word, NULL);
	int mode = err == ERR_OK ? joining_find(word) : err == ERR_NOT_FOUND ? JOINING_OPEN : -1;

	free(word);
	return mode < 0 ? JOINING_PAUSED : (enum joining)mode;
}

static int64_t
joining_actor_id(const struct actor *who)
{
	return who ? who->member : AUDIT_OPERATOR;
}

/* Begin to write for one of the team, or for the operator: NULL. */
static enum err
joining_begin(struct forum *forum, const struct actor *who)
{
	return who ? judge_begin(forum, who, CAP_ADMIT) : db_begin(forum->db);
}

enum err
joining_choose(struct forum *forum, const struct actor *who, enum joining mode)
{
	int64_t by = joining_actor_id(who);
	enum err err = joining_begin(forum, who);

	if (err != ERR_OK)
		return err;
	err = settings_save(forum->db, JOINING_SETTING, joining_words[mode], clock_now(), by);
	if (err == ERR_OK)
		err = audit_note(forum, by, "joining", "site", 0, joining_words[mode]);
	return db_end(forum->db, err);
}

enum err
joining_invite(struct forum *forum, const struct actor *who, char *out)
{
	int64_t by = joining_actor_id(who), now = clock_now();
	char code[CODE_CHARS + 1], hash[CODE_HASH_CHARS + 1];
	enum err err = joining_begin(forum, who);

	if (err != ERR_OK)
		return err;
	code_make(code);
	code_hash(JOINING_PURPOSE, code, hash);
	err = invitations_add(forum->db, hash, by, now, now + (int64_t)JOINING_INVITATION_DAYS * 86400);
	if (err == ERR_OK)
		err = audit_note(forum, by, "invite", "site", 0, "");
	err = db_end(forum->db, err);
	if (err == ERR_OK)
		memcpy(out, code, sizeof code);
	sodium_memzero(code, sizeof code);
	return err;
}

enum err
joining_check_invitation(struct forum *forum, const char *typed)
{
	char hash[CODE_HASH_CHARS + 1];

	if (strspn(typed, " -") == strlen(typed))
		return ERR_EMPTY;
	code_hash(JOINING_PURPOSE, typed, hash);
	return invitations_check(forum->db, hash, clock_now());
}

/* What joining takes the way the door stood when it began; by then it may have been moved. */
struct joining_step {
	enum joining door;
	const struct newcomer *newcomer;
};

static enum err
joining_use_invitation(struct forum *forum, int64_t member, const struct newcomer *newcomer)
{
	char hash[CODE_HASH_CHARS + 1];

	code_hash(JOINING_PURPOSE, newcomer->invitation ? newcomer->invitation : "", hash);
	return invitations_use(forum->db, hash, member, clock_now());
}

static enum err
joining_add_request(struct forum *forum, int64_t member, const struct newcomer *newcomer)
{
	const char *words = newcomer->words ? newcomer->words : "";
	struct str clean;
	enum err err;

	text_clean(TEXT_LINE, words, &clean);
	err = join_requests_add(forum->db, member, clean.text, clock_now());
	str_clear(&clean);
	return err;
}

/* With the account, in its transaction. */
static enum err
joining_step(struct forum *forum, int64_t member, const void *context)
{
	const struct joining_step *step = context;

	if (joining_now(forum) != step->door)
		return ERR_CLOSED;
	switch (step->door) {
	case JOINING_APPROVAL:
		return joining_add_request(forum, member, step->newcomer);
	case JOINING_INVITATION:
		return joining_use_invitation(forum, member, step->newcomer);
	default:
		return ERR_OK;
	}
}

enum err
joining_join(struct forum *forum, const struct newcomer *newcomer, struct actor *out)
{
	struct joining_step step = {.door = joining_now(forum), .newcomer = newcomer};
	struct account_new account = {
	    .name = newcomer->name,
	    .password = newcomer->password,
	    .key = newcomer->key,
	    .role = step.door == JOINING_APPROVAL ? ACTOR_WAITING : ACTOR_NEW,
	    .has_consented = true,
	    .agreed_words = newcomer->agreed_words,
	    .with = joining_step,
	    .context = &step,
	};

	return step.door == JOINING_PAUSED ? ERR_CLOSED : account_add(forum, &account, out);
}

enum err
joining_requests(struct forum *forum, const struct actor *who, struct join_request_list *out)
{
	if (!actor_can(who, CAP_ADMIT))
		return ERR_DENIED;
	return join_requests_list(forum->db, actor_role_name(ACTOR_WAITING), JOINING_REQUESTS_SHOWN, out);
}

enum err
joining_request(struct forum *forum, const struct actor *who, int64_t member, struct join_request *out)
{
	return actor_can(who, CAP_ADMIT) ? join_requests_find(forum->db, member, out) : ERR_DENIED;
}

static enum err
joining_answer_inside(struct forum *forum, const struct actor *who, int64_t member, bool is_yes)
{
	struct join_request request = {0};
	struct member asking = {0};
	enum err err = join_requests_find(forum->db, member, &request);

	join_request_clear(&request);
	if (err == ERR_OK)
		err = members_find_id(forum->db, member, &asking);
	if (err == ERR_OK && strcmp(asking.role, actor_role_name(ACTOR_WAITING)))
		err = ERR_NOT_FOUND; /* the operator gave them a role meanwhile, and it stays */
	member_clear(&asking);
	if (err == ERR_OK)
		err = join_requests_remove(forum->db, member);
	if (err == ERR_OK && is_yes)
		err = members_set_role(forum->db, member, actor_role_name(ACTOR_NEW));
	if (err == ERR_OK && is_yes)
		err = notice_tell(forum, member, NOTICE_WELCOME, 0, 0, "", "");
	if (err == ERR_OK && !is_yes)
		err = members_set_closed(forum->db, member, true);
	if (err == ERR_OK)
		err = audit_note(forum, who->member, is_yes ? "admit" : "decline", "member", member, "");
	return err;
}

enum err
joining_answer(struct forum *forum, const struct actor *who, int64_t member, bool is_yes)
{
	enum err err = joining_begin(forum, who);

	if (err != ERR_OK)
		return err;
	return db_end(forum->db, joining_answer_inside(forum, who, member, is_yes));
}
