/*
 * What the pages of the second step do alike.
 */
#include "forum/second.h"
#include "ui/screens/second_parts.h"
#include "ui/words.h"

struct outcome
second_go_on(const struct screen *screen, struct visit *visit)
{
	visit->owes_second = false;
	if (!screen->below)
		return screen_restart(visit_first(visit));
	return actor_can(&visit->actor, CAP_DESK) ? screen_replace((struct route){.kind = ROUTE_DESK}) : screen_back();
}

struct outcome
second_later(const struct screen *screen, struct visit *visit)
{
	visit_say(visit, ROLE_NOTICE,
	    policy_has(visit->actor.role, CAP_DESK)
		? _("You are here as a member for now. The desk is at home, under For the team. It asks you again.")
		: _("You are here as a member for now. Home asks you again, under For the team."));
	return second_go_on(screen, visit);
}

const char *
second_explain(enum err err)
{
	switch (err) {
	case ERR_EMPTY:
		return _("Please type the six numbers that your code app shows.");
	case ERR_INVALID:
		return _("Those are not the right numbers. Look at the app again, and type what it shows now. "
			 "If they are always wrong, look whether your phone has the right time.");
	case ERR_TAKEN:
		return _("Those numbers were used already. Please wait until the app shows new ones.");
	case ERR_RATE:
		return _(
		    "Too many wrong numbers. They have to wait for an hour now. A code from your paper still works.");
	default:
		return visit_explain(err);
	}
}
