/*
 * What the operator has said, and what can be seen.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/text.h"
#include "forum/audit.h"
#include "forum/backup.h"
#include "forum/help.h"
#include "forum/policy.h"
#include "forum/ready.h"
#include "store/members.h"
#include "store/settings.h"

#define READY_WORD(name, word, kind) [READY_##name] = word,
#define READY_KIND(name, word, kind) [READY_##name] = kind,

static const char *const ready_words[READY_COUNT] = {READY_LIST(READY_WORD)};
static const enum ready_kind ready_kinds[READY_COUNT] = {READY_LIST(READY_KIND)};

const char *
ready_word(enum ready item)
{
	return ready_words[item];
}

enum ready_kind
ready_kind(enum ready item)
{
	return ready_kinds[item];
}

int
ready_find(const char *word)
{
	for (int item = 0; item < READY_COUNT; item++)
		if (!strcmp(ready_words[item], word))
			return item;
	return -1;
}

static char *
ready_setting(enum ready item)
{
	return mem_format("ready.%s", ready_words[item]);
}

static enum err
ready_look_role(struct forum *forum, enum actor_role role, struct ready_state *out)
{
	char *name = NULL;
	enum err err = members_find_role(forum->db, actor_role_name(role), &name);

	if (err == ERR_OK)
		*out = (struct ready_state){.is_done = true, .value = name};
	return err == ERR_NOT_FOUND ? ERR_OK : err;
}

static enum err
ready_look_signposts(struct forum *forum, struct ready_state *out)
{
	int64_t waiting = 0;
	enum err err = help_count_unconfirmed(forum, &waiting);

	if (err == ERR_OK)
		*out = (struct ready_state){.is_done = !waiting, .value = mem_format("%lld", (long long)waiting)};
	return err;
}

static enum err
ready_look_backup(struct forum *forum, struct ready_state *out)
{
	int64_t at = backup_last_at(forum);

	out->is_done = at > 0;
	out->value = at ? clock_day(at) : NULL;
	return ERR_OK;
}

static enum err
ready_look_said(struct forum *forum, enum ready item, struct ready_state *out)
{
	char *name = ready_setting(item), *value = NULL;
	enum err err = settings_find(forum->db, name, &value, NULL);

	free(name);
	if (err == ERR_OK)
		*out = (struct ready_state){.is_done = true, .value = value};
	return err == ERR_NOT_FOUND ? ERR_OK : err;
}

static enum err
ready_look_one(struct forum *forum, enum ready item, struct ready_state *out)
{
	switch (item) {
	case READY_MODERATOR:
		return ready_look_role(forum, ACTOR_MODERATOR, out);
	case READY_LEAD:
		return ready_look_role(forum, ACTOR_LEAD, out);
	case READY_SIGNPOSTS:
		return ready_look_signposts(forum, out);
	case READY_BACKUP:
		return ready_look_backup(forum, out);
	default:
		return ready_look_said(forum, item, out);
	}
}

enum err
ready_look(struct forum *forum, struct ready_state out[READY_COUNT])
{
	struct ready_state states[READY_COUNT] = {0};
	enum err err = ERR_OK;

	for (int item = 0; err == ERR_OK && item < READY_COUNT; item++) {
		err = ready_look_one(forum, (enum ready)item, &states[item]);
		if (!states[item].value)
			states[item].value = mem_copy_string("");
	}
	if (err == ERR_OK)
		memcpy(out, states, sizeof states);
	else
		ready_clear(states);
	return err;
}

void
ready_clear(struct ready_state states[READY_COUNT])
{
	for (int item = 0; item < READY_COUNT; item++) {
		free(states[item].value);
		states[item] = (struct ready_state){0};
	}
}

bool
ready_is_all_done(struct forum *forum)
{
	struct ready_state states[READY_COUNT];
	bool is_done = ready_look(forum, states) == ERR_OK;

	if (!is_done)
		return false;
	for (int item = 0; item < READY_COUNT; item++)
		is_done = is_done && states[item].is_done;
	ready_clear(states);
	return is_done;
}

static enum err
ready_check(enum ready item, const struct str *clean)
{
	if (ready_kinds[item] == READY_SEEN)
		return ERR_DENIED;
	if (!clean->bytes)
		return ERR_EMPTY;
	if (clean->bytes > (ready_kinds[item] == READY_FILE ? READY_NOTICE_BYTES : READY_TEXT_BYTES))
		return ERR_TOO_LONG;
	if (ready_kinds[item] == READY_DATE && (!clock_is_day(clean->text) || clock_is_after_today(clean->text)))
		return ERR_INVALID;
	return ERR_OK;
}

static enum err
ready_write(struct forum *forum, enum ready item, const char *value)
{
	char *name = ready_setting(item);
	enum err err = db_begin(forum->db);

	if (err == ERR_OK) {
		err = settings_save(forum->db, name, value, clock_now(), AUDIT_OPERATOR);
		if (err == ERR_OK)
			err = audit_note(forum, AUDIT_OPERATOR, "ready", "site", 0, ready_words[item]);
		err = db_end(forum->db, err);
	}
	free(name);
	return err;
}

enum err
ready_set(struct forum *forum, enum ready item, const char *value)
{
	struct str clean;
	enum err err;

	text_clean(ready_kinds[item] == READY_FILE ? TEXT_BODY : TEXT_LINE, value, &clean);
	err = ready_check(item, &clean);
	if (err == ERR_OK)
		err = ready_write(forum, item, clean.text);
	str_clear(&clean);
	return err;
}

bool
ready_has_privacy_notice(struct forum *forum)
{
	char *name = ready_setting(READY_PRIVACY_NOTICE);
	bool has = settings_find(forum->db, name, NULL, NULL) == ERR_OK;

	free(name);
	return has;
}

char *
ready_privacy_notice(struct forum *forum)
{
	struct ready_state state = {0};

	if (forum->db)
		ready_look_said(forum, READY_PRIVACY_NOTICE, &state);
	return state.value;
}
