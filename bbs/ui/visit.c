/*
 * What every screen may need to know or say about this visit.
 */
#include <stdio.h>
#include <stdlib.h>

#include "base/clock.h"
#include "base/mem.h"
#include "forum/account.h"
#include "forum/nudge.h"
#include "ui/visit.h"
#include "ui/words.h"

void
visit_say(struct visit *visit, enum role role, const char *text)
{
	char *before = visit->flash;

	visit->flash = before ? mem_format("%s %s", before, text) : mem_copy_string(text);
	visit->flash_role = role;
	free(before);
}

bool
visit_may_only_read(const struct visit *visit)
{
	return visit->actor.member && !actor_can(&visit->actor, CAP_READ);
}

const char *
visit_explain(enum err err)
{
	switch (err) {
	case ERR_NOT_FOUND:
		return _("That isn't here any more. Nothing of yours is lost. Go back one step to carry on.");
	case ERR_DENIED:
		return _("You can't do that here. Nothing has changed.");
	case ERR_BUSY:
		return _("The board is very busy. Nothing is lost. Try again in a moment.");
	case ERR_FULL:
		return _("The board has run out of room, so nothing new can be kept. What was there is safe. "
			 "Reading still works. Please try again later.");
	case ERR_NEWER:
		return _("This board is being changed over to a newer version. What people wrote is safe. "
			 "Please come back in a few minutes.");
	default:
		return _("Something went wrong on our side, and that was not done. What was there before is safe. "
			 "Please try again.");
	}
}

void
visit_use_language(const struct visit *visit)
{
	const char *const wanted[] = {visit->language, visit->from_language, visit->config->board_language};

	for (size_t k = 0; k < sizeof wanted / sizeof *wanted; k++)
		if (*wanted[k] && words_use(wanted[k]) == ERR_OK)
			return;
	words_use("en");
}

void
visit_become(struct visit *visit, const struct actor *actor)
{
	struct member member = {0};

	visit->actor = *actor;
	visit->owes_second = policy_is_team(actor->role);
	visit->door = DOOR_MEMBER;
	if (account_self(&visit->forum, actor, &member) == ERR_OK) {
		visit->last_here_at = member.last_here_at;
		visit->is_plain = visit->is_plain || member.looks.is_plain;
		visit->owes_consent = !member.consented_at;
		visit->is_on_break = member.break_until > clock_now();
		visit->is_leaving = member.leaving_at != 0;
		visit->looks = member.looks;
		snprintf(visit->language, sizeof visit->language, "%s", member.language);
		visit_use_language(visit);
		clock_use_zone(member.timezone); /* one that is gone from this machine: the board's own stays */
	}
	member_clear(&member);
	nudge_forget(&visit->forum, actor); /* a nudge too many does no harm */
}

struct route
visit_first(const struct visit *visit)
{
	if (visit->is_leaving)
		return (struct route){.kind = ROUTE_GOING};
	if (visit->owes_consent)
		return (struct route){.kind = ROUTE_CONSENT};
	if (visit->is_on_break)
		return (struct route){.kind = ROUTE_ON_BREAK};
	return (struct route){.kind = visit->owes_second ? ROUTE_SECOND : ROUTE_HOME};
}
