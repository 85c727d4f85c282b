/*
 * Decisions on the page of a case: what, why, when. By whom is not said: who looks again looks at the words alone.
 */
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/str.h"
#include "forum/appeal.h"
#include "forum/decision.h"
#include "ui/screens/case_done.h"
#include "ui/spoken.h"
#include "ui/team.h"
#include "ui/words.h"

static const char *
done_result(const struct decision *decision)
{
	if (!strcmp(decision->result, "upheld"))
		return _("Somebody else looked at it again. It stays.");
	if (!strcmp(decision->result, "changed"))
		return _("Somebody else looked at it again, and undid it.");
	return decision->appealed_at ? _("They have asked for another look.") : "";
}

static void
done_add(const struct visit *visit, const struct decision *decision, struct view *out)
{
	char *why = team_ground_whole(visit, decision->ground), *when = spoken_time(decision->at, clock_now());
	struct item *item = view_add_item(out, 0);
	struct str text;

	str_init(&text);
	str_add(&text, team_act_done(decision->act));
	if (*why)
		str_add_format(&text, "\n%s", why);
	if (*done_result(decision))
		str_add_format(&text, "\n%s", done_result(decision));
	item_set_body(&item->text, text.text);
	item_set_line(&item->when, when);
	str_clear(&text);
	free(when);
	free(why);
}

void
case_add_appealed(struct visit *visit, int64_t desk_case, struct view *out)
{
	struct decision decision = {0};

	if (appeal_read(&visit->forum, &visit->actor, desk_case, &decision) != ERR_OK)
		return;
	view_add_heading(out, _("What was decided"));
	done_add(visit, &decision, out);
	if (decision.by_member == visit->actor.member)
		view_add_notice(out, ROLE_NOTICE,
		    _("You decided this, so somebody else looks at it again. Is there nobody else? Then ask the lead."));
	decision_clear(&decision);
}

void
case_add_done(struct visit *visit, int64_t desk_case, struct view *out)
{
	struct decision_list list = {0};

	if (decision_list(&visit->forum, &visit->actor, desk_case, &list) == ERR_OK && list.count)
		view_add_heading(out, _("What was done"));
	for (size_t k = 0; k < list.count; k++)
		done_add(visit, &list.rows[k], out);
	decision_list_clear(&list);
}

bool
case_is_own_decision(struct visit *visit, int64_t desk_case)
{
	struct decision decision = {0};
	bool is_own = appeal_read(&visit->forum, &visit->actor, desk_case, &decision) == ERR_OK &&
	    decision.by_member == visit->actor.member;

	decision_clear(&decision);
	return is_own;
}
