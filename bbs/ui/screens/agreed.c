/*
 * What a member agreed to, and when; and taking it back.
 */
#include <stdlib.h>

#include "base/clock.h"
#include "base/mem.h"
#include "forum/account.h"
#include "forum/consent.h"
#include "ui/screens.h"
#include "ui/spoken.h"
#include "ui/words.h"

enum { AGREED_KEEP = 1, AGREED_TAKE_BACK };

/* When they said yes; owned, NULL when they never did. */
static char *
agreed_when(struct visit *visit)
{
	struct member self = {0};
	bool is_given = true;
	int64_t at = 0;
	char *out = NULL;

	if (consent_find(&visit->forum, &visit->actor, &is_given, &at) != ERR_OK &&
	    account_self(&visit->forum, &visit->actor, &self) == ERR_OK)
		at = self.consented_at;
	member_clear(&self);
	if (at && is_given)
		out = spoken_time(at, clock_now());
	return out;
}

static void
agreed_view(struct screen *screen, struct visit *visit, struct view *out)
{
	char *when = agreed_when(visit), *words = words_page("content/consent.txt"), *intro;

	(void)screen;
	intro = when ? mem_format(_("Your yes to this is from %s.\n\n%s"), when, words) : mem_copy_string(words);
	view_set_where(out, _("Your settings"));
	view_set_title(out, _("What you agreed to"));
	view_set_intro(out, intro);
	item_set_line(&view_add_item(out, AGREED_KEEP)->text, _("Leave it as it is"));
	item_set_line(&view_add_item(out, AGREED_TAKE_BACK)->text, _("Take my yes back"));
	view_offer(out, ACTION_OPEN, _("Choose"));
	free(intro);
	free(words);
	free(when);
}

static struct outcome
agreed_act(struct screen *screen, struct visit *visit, const struct intent *intent)
{
	static const char *const answers[] = {N_("Leave it as it is"), N_("Take my yes back"), NULL};
	static const struct question question = {
	    .title = N_("Take your yes back?"),
	    .words =
		N_("You can do that at any time. Without your yes we may not keep anything new of you. So you can't "
		   "go on here. You can leave for good then, write to the team, or say yes again."),
	    .answers = answers,
	};

	(void)screen;
	(void)visit;
	if (intent->action != ACTION_OPEN)
		return screen_decline();
	if (intent->item != AGREED_TAKE_BACK)
		return screen_back();
	return screen_push((struct route){.kind = ROUTE_ASK, .question = &question});
}

static struct outcome
agreed_chosen(struct screen *screen, struct visit *visit, int64_t choice)
{
	enum err err;

	(void)screen;
	if (choice != 2)
		return screen_stay();
	err = consent_withdraw(&visit->forum, &visit->actor);
	if (err != ERR_OK) {
		visit_say(visit, ROLE_WARNING, visit_explain(err));
		return screen_stay();
	}
	visit->owes_consent = true;
	visit_say(visit, ROLE_NOTICE, _("Your yes is taken back. That is noted, with today's date."));
	return screen_restart((struct route){.kind = ROUTE_CONSENT});
}

struct screen *
agreed_open(struct visit *visit, const struct route *route)
{
	static const struct screen_ops ops = {
	    .name = "agreed",
	    .view = agreed_view,
	    .act = agreed_act,
	    .chosen = agreed_chosen,
	};

	(void)visit;
	(void)route;
	return screen_alloc(&ops, sizeof(struct screen));
}
