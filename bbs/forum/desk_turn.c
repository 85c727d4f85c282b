/*
 * Whose turn it is.
 */
#include <stdlib.h>

#include "base/clock.h"
#include "base/str.h"
#include "base/text.h"
#include "forum/appeal_judge.h"
#include "forum/audit.h"
#include "forum/desk_act.h"
#include "forum/desk_spare.h"
#include "forum/desk_team.h"
#include "forum/desk_turn.h"
#include "forum/judge.h"
#include "forum/notice.h"
#include "forum/rota.h"

enum { ON_NOW_MOST = 32 };

/* --- who can have it --- */

/* Would the desk give it to them? As they are, and as the case is. */
static enum err
desk_turn_fits(struct forum *forum, const struct desk_case *row, const struct teammate *mate, bool *out)
{
	const struct member holder = {.role = mate->role};
	bool averse[DESK_TOPIC_COUNT] = {false}, is_averse = false;
	int64_t count = 0;
	enum err err = desk_spare_topics(forum, mate->id, averse);

	if (err == ERR_OK)
		err = desk_spare_is_about(forum, row, averse, &is_averse);
	if (err == ERR_OK)
		err = appeal_judge(forum, mate->id, row->id);
	if (err == ERR_DENIED) { /* what they decided themselves is for another */
		*out = false;
		return ERR_OK;
	}
	if (err == ERR_OK && row->risk == RISK_RED && !judge_has(&holder, CAP_TOLD_RED))
		err = desk_spare_count_red(forum, mate->id, row->id, &count);
	*out = !is_averse && count < DESK_RED_MOST;
	return err;
}

/* Everybody who could have it, but that member. */
static enum err
desk_turn_list_fit(struct forum *forum, const struct desk_case *row, bool is_for_lead, int64_t but,
    struct teammate_list *out)
{
	struct teammate_list team = {0};
	enum err err = desk_team_list(forum, is_for_lead ? CAP_TOLD_RED : CAP_DESK, row->about, &team);

	for (size_t k = 0; err == ERR_OK && k < team.count; k++) {
		bool fits = false;

		if (team.rows[k].id != but)
			err = desk_turn_fits(forum, row, &team.rows[k], &fits);
		if (!fits)
			continue;
		*teammate_list_add(out) = team.rows[k];
		team.rows[k] = (struct teammate){0};
	}
	teammate_list_clear(&team);
	return err;
}

enum err
desk_turn_list(struct forum *forum, const struct actor *actor, int64_t id, struct teammate_list *out)
{
	struct desk_file file = {0};
	struct desk_case row = {0};
	enum err err = desk_open(forum, actor, id, &file);

	if (err == ERR_OK)
		err = cases_find(forum->db, id, &row); /* whom it is about too, who may be unknown above */
	if (err == ERR_OK)
		err = desk_turn_list_fit(forum, &row, file.is_for_lead, actor->member, out);
	desk_case_clear(&row);
	desk_file_clear(&file);
	return err;
}

/* --- passing on --- */

/* How near they are: 3 on the rota now, 2 on call, 1 the lead, 0 not to be asked. */
static int
desk_turn_rank(const struct desk_case *row, const struct teammate *mate, const int64_t *on_now, size_t on_count)
{
	const struct member holder = {.role = mate->role};

	for (size_t k = 0; k < on_count; k++)
		if (on_now[k] == mate->id)
			return 3;
	if (row->risk != RISK_RED)
		return 0;
	return mate->is_on_call ? 2 : judge_has(&holder, CAP_TOLD_RED) ? 1 : 0;
}

/* The nearest who has not had it before; 0 for nobody. */
static enum err
desk_turn_pick(struct forum *forum, const struct desk_case *row, const struct teammate_list *fit, int64_t *out)
{
	int64_t on_now[ON_NOW_MOST];
	size_t on_count = 0;
	int best = 0;
	enum err err = rota_on_now(forum, CAP_DESK, clock_now(), on_now, ON_NOW_MOST, &on_count);

	*out = 0;
	for (size_t k = 0; err == ERR_OK && k < fit->count; k++) {
		int rank = desk_turn_rank(row, &fit->rows[k], on_now, on_count);
		bool had = false;

		if (rank <= best)
			continue;
		err = claims_has(forum->db, row->id, fit->rows[k].id, &had);
		if (had)
			continue;
		best = rank;
		*out = fit->rows[k].id;
	}
	return err;
}

static enum err
desk_turn_hand(struct forum *forum, int64_t by, const struct desk_case *row, int64_t member, const char *act)
{
	enum err err = cases_give(forum->db, row->id, member, clock_now());

	if (err == ERR_OK)
		err = audit_note_act(forum,
		    &(struct audit_act){
			.actor = by,
			.action = act,
			.object = "member",
			.object_id = member,
			.code = "",
			.desk_case = row->id,
		    });
	if (err == ERR_OK && member)
		err = notice_tell(forum, member, NOTICE_GIVEN, 0, row->id, "", "");
	return err;
}

enum err
desk_turn_pass_on(struct forum *forum, const struct actor *actor, int64_t id, int64_t *out)
{
	struct actor member = *actor;
	struct desk_case row = {0};
	struct teammate_list fit = {0};
	bool is_for_lead = false;
	int64_t next = 0;
	enum err err = desk_act_begin(forum, &member, CAP_DESK, id, &row);

	if (err != ERR_OK)
		return err;
	err = desk_judge_lead(forum, &row, &is_for_lead);
	if (err == ERR_OK)
		err = desk_turn_list_fit(forum, &row, is_for_lead, member.member, &fit);
	if (err == ERR_OK)
		err = desk_turn_pick(forum, &row, &fit, &next);
	if (err == ERR_OK)
		err = desk_turn_hand(forum, member.member, &row, next, "pass-on");
	teammate_list_clear(&fit);
	err = desk_act_end(forum, &row, err);
	if (err == ERR_OK)
		*out = next;
	return err;
}

static enum err
desk_turn_give_inside(struct forum *forum, int64_t by, const struct desk_case *row, int64_t to)
{
	struct teammate_list fit = {0};
	bool is_for_lead = false, is_there = false;
	enum err err = desk_judge_lead(forum, row, &is_for_lead);

	if (err == ERR_OK)
		err = desk_turn_list_fit(forum, row, is_for_lead, by, &fit);
	for (size_t k = 0; k < fit.count; k++)
		is_there = is_there || fit.rows[k].id == to;
	teammate_list_clear(&fit);
	if (err == ERR_OK && !is_there)
		err = ERR_INVALID;
	return err == ERR_OK ? desk_turn_hand(forum, by, row, to, "give") : err;
}

enum err
desk_turn_give(struct forum *forum, const struct actor *actor, int64_t id, int64_t to)
{
	struct actor member = *actor;
	struct desk_case row = {0};
	enum err err = desk_act_begin(forum, &member, CAP_DESK, id, &row);

	return err == ERR_OK ? desk_act_end(forum, &row, desk_turn_give_inside(forum, member.member, &row, to)) : err;
}

/* --- notes --- */

enum err
desk_turn_note(struct forum *forum, const struct actor *actor, int64_t id, const char *words)
{
	struct actor member = *actor;
	struct desk_case row = {0};
	struct str clean;
	enum err err;

	text_clean(TEXT_BODY, words, &clean);
	err = !clean.bytes ? ERR_EMPTY : clean.bytes > DESK_NOTE_BYTES ? ERR_TOO_LONG : ERR_OK;
	if (err == ERR_OK)
		err = desk_act_begin(forum, &member, CAP_DESK, id, &row);
	if (err != ERR_OK) {
		str_clear(&clean);
		return err;
	}
	err = case_notes_add(forum->db, id, member.member, clean.text, clock_now());
	if (err == ERR_OK)
		err = audit_note(forum, member.member, "case-note", "case", id, "");
	str_clear(&clean);
	return desk_act_end(forum, &row, err);
}
