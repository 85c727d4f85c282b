/*
 * What the desk spares its people: what they would rather not look at, and too many red cases. And whose a case is that was
 * given to somebody. Declared in forum/desk_turn.h.
 */
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "forum/desk_spare.h"
#include "forum/desk_team.h"
#include "forum/judge.h"
#include "forum/label.h"
#include "store/cases.h"
#include "store/labels.h"

#define TOPIC_WORD(name, word) [DESK_TOPIC_##name] = word,

static const char *const topics[DESK_TOPIC_COUNT] = {TOPIC_LIST(TOPIC_WORD)};

/* By why it was told, and by a tag of its conversation: whichever there is. */
static const struct {
	enum desk_topic topic;
	const char *reason, *tag;
} topic_signs[] = {
    {DESK_TOPIC_DANGER, "safety", NULL},
    {DESK_TOPIC_HARM, "harm", NULL},
    {DESK_TOPIC_UNKIND, "unkind", NULL},
    {DESK_TOPIC_DEATH, NULL, "last-months"},
    {DESK_TOPIC_DEATH, NULL, "after"},
    {DESK_TOPIC_DEATH, NULL, "grief"},
    {DESK_TOPIC_MEMORY, NULL, "memory"},
};

enum err
desk_spare_topics(struct forum *forum, int64_t member, bool out[DESK_TOPIC_COUNT])
{
	enum err err = ERR_OK;

	for (int topic = 0; err == ERR_OK && topic < DESK_TOPIC_COUNT; topic++)
		err = opt_outs_has(forum->db, member, topics[topic], &out[topic]);
	return err;
}

enum err
desk_turn_topics(struct forum *forum, const struct actor *actor, bool out[DESK_TOPIC_COUNT])
{
	memset(out, 0, DESK_TOPIC_COUNT * sizeof *out);
	return actor_can(actor, CAP_DESK) ? desk_spare_topics(forum, actor->member, out) : ERR_OK;
}

enum err
desk_turn_set_topic(struct forum *forum, const struct actor *actor, enum desk_topic topic, bool is_out)
{
	enum err err = judge_begin(forum, actor, CAP_DESK);

	return err == ERR_OK ? db_end(forum->db, opt_outs_set(forum->db, actor->member, topics[topic], is_out)) : err;
}

static bool
desk_turn_has_word(const char *words, const char *word)
{
	size_t bytes = strlen(word);

	for (const char *at = words; (at = strstr(at, word)); at += bytes)
		if ((at == words || at[-1] == ' ') && (!at[bytes] || at[bytes] == ' '))
			return true;
	return false;
}

enum err
desk_spare_is_about(struct forum *forum, const struct desk_case *row, const bool wanted[DESK_TOPIC_COUNT], bool *out)
{
	char tags[400] = "";
	enum err err = row->thread ? tags_list(forum->db, row->thread, tags, sizeof tags) : ERR_OK;

	*out = false;
	for (size_t k = 0; err == ERR_OK && k < sizeof topic_signs / sizeof *topic_signs; k++)
		*out = *out ||
		    (wanted[topic_signs[k].topic] &&
			(topic_signs[k].reason ? !strcmp(topic_signs[k].reason, row->reason)
					       : desk_turn_has_word(tags, topic_signs[k].tag)));
	return err;
}

enum err
desk_turn_mark(struct forum *forum, const struct actor *actor, struct desk_case *rows, size_t count)
{
	bool averse[DESK_TOPIC_COUNT] = {false}, has_any = false;
	enum err err = desk_turn_topics(forum, actor, averse);

	for (int topic = 0; topic < DESK_TOPIC_COUNT; topic++)
		has_any = has_any || averse[topic];
	for (size_t k = 0; err == ERR_OK && has_any && k < count; k++)
		err = desk_spare_is_about(forum, &rows[k], averse, &rows[k].is_averse);
	return err;
}

int64_t
desk_turn_holder(const struct desk_case *row, int64_t now)
{
	int64_t lapse = row->risk == RISK_RED ? DESK_LAPSE_RED_S : DESK_LAPSE_S;

	return !row->claimed_by && llabs(now - row->touched_at) <= lapse ? row->for_member : 0;
}

enum err
desk_spare_count_red(struct forum *forum, int64_t member, int64_t but, int64_t *out)
{
	return claims_count(forum->db, member, RISK_RED, clock_now() - DESK_SHIFT_S, but, out);
}

/* Is there anybody on call, or a lead, but this actor and whom it is about? */
static enum err
desk_turn_has_other(struct forum *forum, const struct actor *actor, const struct desk_case *row, bool *out)
{
	struct teammate_list team = {0};
	enum err err = desk_team_list(forum, CAP_DESK, row->about, &team);

	*out = false;
	for (size_t k = 0; err == ERR_OK && k < team.count; k++) {
		const struct member holder = {.role = team.rows[k].role};

		*out = *out ||
		    (team.rows[k].id != actor->member && (team.rows[k].is_on_call || judge_has(&holder, CAP_TOLD_RED)));
	}
	teammate_list_clear(&team);
	return err;
}

enum err
desk_turn_is_enough(struct forum *forum, const struct actor *actor, const struct desk_case *row, bool *out)
{
	int64_t count = 0;
	enum err err = ERR_OK;

	*out = false;
	if (row->risk != RISK_RED || actor_can(actor, CAP_TOLD_RED))
		return ERR_OK;
	err = desk_spare_count_red(forum, actor->member, row->id, &count);
	return err == ERR_OK && count >= DESK_RED_MOST ? desk_turn_has_other(forum, actor, row, out) : err;
}
