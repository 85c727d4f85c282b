/*
 * Holding what is sent: whose, why, and the case that goes with it.
 */
#include <string.h>

#include "base/clock.h"
#include "base/str.h"
#include "base/text.h"
#include "forum/audit.h"
#include "forum/held_send.h"
#include "forum/queue.h"
#include "store/members.h"
#include "store/threads.h"

#define HELD_WORD(name, word) [HELD_##name] = word,

static const char *const why_words[HELD_COUNT] = {HELD_LIST(HELD_WORD)};

int
held_why_find(const char *word)
{
	for (int why = 0; why < HELD_COUNT; why++)
		if (!strcmp(why_words[why], word))
			return why;
	return -1;
}

/* Is there anybody who could let it out? */
static enum err
held_has_team(struct forum *forum, int64_t but, bool *out)
{
	enum err err = ERR_OK;

	*out = false;
	for (int role = 0; err == ERR_OK && !*out && role < ACTOR_ROLE_COUNT; role++) {
		int64_t count = 0;

		if (!policy_has((enum actor_role)role, CAP_RELEASE))
			continue;
		err = members_count_role(forum->db, actor_role_name((enum actor_role)role), but, clock_now(), &count);
		*out = count > 0;
	}
	return err;
}

static enum err
held_find_why(struct forum *forum, const struct actor *writer, enum held_why *why)
{
	struct sending_history history = {0};
	int64_t checked_until = 0;
	enum err err = helds_checked_until(forum->db, writer->member, &checked_until);

	if (err == ERR_OK)
		err = messages_history(forum->db, writer->member, &history);
	if (err != ERR_OK)
		return err;
	if (checked_until > clock_now())
		*why = HELD_CHECKED;
	else if (history.messages_ever < forum->config->limits_first_messages && !policy_has(writer->role, CAP_KNOWN))
		*why = HELD_FIRST;
	return ERR_OK;
}

enum err
held_judge(struct forum *forum, const struct actor *writer, const struct outgoing *outgoing, enum held_why *why)
{
	bool has_team = false;
	enum err err;

	*why = HELD_COUNT;
	if (outgoing->is_dark)
		return ERR_OK;
	err = held_find_why(forum, writer, why);
	if (err == ERR_OK && *why != HELD_COUNT)
		err = held_has_team(forum, writer->member, &has_team);
	if (!has_team)
		*why = HELD_COUNT;
	return err;
}

static enum err
held_open_case(struct forum *forum, const struct held *held)
{
	int64_t desk_case = 0, due_at = 0;
	enum err err = queue_due(forum, QUEUE_FIRST, held->sent_at, &due_at);

	if (err == ERR_OK)
		err = helds_add_case(forum->db, held, due_at, &desk_case);
	return err == ERR_OK ? audit_note(forum, AUDIT_PROGRAM, "hold", "case", desk_case, held->why) : err;
}

enum err
held_keep(struct forum *forum, const struct actor *writer, const struct outgoing *outgoing, enum held_why why,
    int64_t *out_id)
{
	int64_t now = clock_now();
	struct held held = {
	    .member = writer->member,
	    .board = outgoing->board,
	    .thread = outgoing->thread,
	    .reply_to = outgoing->reply_to,
	    .options = *outgoing->options,
	    .why = (char *)why_words[why], /* borrowed, and only read */
	    .sent_at = now,
	    .live_at = why == HELD_FIRST ? now + HELD_LIVE_S : 0,
	};
	struct str title, body;
	enum err err;

	text_clean(TEXT_LINE, outgoing->title, &title);
	text_clean(TEXT_BODY, outgoing->body, &body);
	held.title = title.text;
	held.body = body.text;
	err = helds_add(forum->db, &held, &held.id);
	if (err == ERR_OK)
		err = held_open_case(forum, &held);
	str_clear(&body);
	str_clear(&title);
	*out_id = held.id;
	return err;
}

enum err
held_check_close(struct forum *forum, int64_t desk_case)
{
	struct held held = {0};
	enum err err = helds_find_in_case(forum->db, desk_case, &held);

	held_clear(&held);
	return err == ERR_OK ? ERR_HELD : err == ERR_NOT_FOUND ? ERR_OK : err;
}
