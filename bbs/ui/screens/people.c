/*
 * People to call, on one key from everywhere, signed in or not.
 */
#include "ui/screens.h"
#include "ui/team.h"
#include "ui/words.h"

static void
people_view(struct screen *screen, struct visit *visit, struct view *out)
{
	(void)screen;
	out->kind = VIEW_DOCUMENT;
	view_set_title(out, _("People to call"));
	view_set_intro(out, _("If someone is in danger now, call 999. This board is not watched all the time."));
	team_add_people(visit, out);
}

static struct outcome
people_act(struct screen *screen, struct visit *visit, const struct intent *intent)
{
	(void)visit;
	if (intent->action == ACTION_NEXT_UNREAD && screen->below)
		return screen_back();
	if (intent->action == ACTION_PEOPLE)
		return screen_stay();
	return screen_decline();
}

static const struct screen_ops people_screen = {.name = "people", .view = people_view, .act = people_act};

struct screen *
people_open(struct visit *visit, const struct route *route)
{
	(void)visit;
	(void)route;
	return screen_alloc(&people_screen, sizeof(struct screen));
}
