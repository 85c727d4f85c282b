/*
 * The people of the team.
 */
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "forum/audit.h"
#include "forum/desk.h"
#include "forum/desk_team.h"
#include "forum/judge.h"
#include "forum/notice.h"
#include "forum/rota.h"

static int
desk_team_compare(const void *a, const void *b)
{
	return strcmp(((const struct teammate *)a)->name, ((const struct teammate *)b)->name);
}

enum err
desk_team_list(struct forum *forum, enum cap cap, int64_t but, struct teammate_list *out)
{
	enum err err = ERR_OK;

	for (int role = 0; err == ERR_OK && role < ACTOR_ROLE_COUNT; role++) {
		const struct member holder = {.role = (char *)actor_role_name((enum actor_role)role)};

		if (judge_has(&holder, cap) && out->count < DESK_TEAM_MOST)
			err = teammates_list(forum->db, holder.role, but, clock_now(),
			    DESK_TEAM_MOST - (int64_t)out->count, out);
	}
	if (out->count)
		qsort(out->rows, out->count, sizeof *out->rows, desk_team_compare);
	return err;
}

/* --- on call --- */

enum err
desk_team_set_on_call(struct forum *forum, const struct actor *actor, bool is_on_call)
{
	enum err err = judge_begin(forum, actor, CAP_DESK);

	if (err != ERR_OK)
		return err;
	err = on_call_set(forum->db, actor->member, is_on_call);
	if (err == ERR_OK)
		err = audit_note(forum, actor->member, "on-call", "member", actor->member, is_on_call ? "on" : "off");
	return db_end(forum->db, err);
}

bool
desk_team_is_on_call(struct forum *forum, const struct actor *actor)
{
	bool is_on_call = false;

	return actor_can(actor, CAP_DESK) && on_call_has(forum->db, actor->member, &is_on_call) == ERR_OK && is_on_call;
}

enum err
desk_team_call(struct forum *forum, int64_t but)
{
	struct teammate_list team = {0};
	enum err err = desk_team_list(forum, CAP_DESK, but, &team);

	for (size_t k = 0; err == ERR_OK && k < team.count; k++) {
		const struct teammate *mate = &team.rows[k];
		const struct member holder = {.role = mate->role};

		if (!mate->is_on_call && !judge_has(&holder, CAP_TOLD_RED))
			continue;
		err = notice_take_back(forum, mate->id, NOTICE_RED, 0, 0);
		if (err == ERR_OK)
			err = notice_tell(forum, mate->id, NOTICE_RED, 0, 0, "", "");
	}
	teammate_list_clear(&team);
	return err;
}

enum err
desk_team_uncall(struct forum *forum)
{
	struct teammate_list team = {0};
	struct case_counts counts = {0};
	enum err err = cases_count(forum->db, 0, clock_now() - DESK_LAPSE_RED_S, &counts);

	if (err == ERR_OK && !counts.red_free)
		err = desk_team_list(forum, CAP_DESK, 0, &team);
	for (size_t k = 0; err == ERR_OK && k < team.count; k++)
		err = notice_take_back(forum, team.rows[k].id, NOTICE_RED, 0, 0);
	teammate_list_clear(&team);
	return err;
}

/* --- cover --- */

/* Two shifts of one person on a day are one person. */
static bool
desk_team_is_first(const struct shift_list *shifts, size_t at)
{
	for (size_t k = 0; k < at; k++)
		if (shifts->rows[k].member == shifts->rows[at].member &&
		    shifts->rows[k].weekday == shifts->rows[at].weekday)
			return false;
	return true;
}

enum err
desk_team_cover(struct forum *forum, struct cover *out)
{
	struct shift_list shifts = {0};
	enum err err = rota_list_all(forum, &shifts);

	*out = (struct cover){0};
	for (size_t k = 0; err == ERR_OK && k < shifts.count; k++) {
		const struct shift *shift = &shifts.rows[k];
		const struct member holder = {.role = shift->member_role};

		if (shift->is_away || !judge_has(&holder, CAP_DESK) || !desk_team_is_first(&shifts, k))
			continue;
		out->people[shift->weekday - 1]++;
		out->has_rota = true;
	}
	shift_list_clear(&shifts);
	return err;
}
