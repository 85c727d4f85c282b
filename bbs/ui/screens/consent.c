/*
 * Consent, for a member whom the operator made and who was never asked: before anything else, and nothing without it.
 */
#include <stdlib.h>

#include "forum/consent.h"
#include "forum/report.h"
#include "ui/screens.h"
#include "ui/words.h"

enum { CONSENT_YES = 1, CONSENT_NO, CONSENT_ASK, CONSENT_GO_AWAY };

/* Did they say yes once, and change their mind? Then more is open to them than to who was never asked. */
static bool
consent_is_taken_back(struct visit *visit)
{
	bool is_given = true;
	int64_t at;

	return consent_find(&visit->forum, &visit->actor, &is_given, &at) == ERR_OK && !is_given;
}

static void
consent_view(struct screen *screen, struct visit *visit, struct view *out)
{
	char *text = words_page("content/consent.txt");

	(void)screen;
	(void)visit;
	view_set_title(out, _("Before you begin: what we keep"));
	view_set_intro(out, text);
	item_set_line(&view_add_item(out, CONSENT_YES)->text, _("I agree"));
	item_set_line(&view_add_item(out, CONSENT_NO)->text, _("I don't agree. Leave"));
	if (consent_is_taken_back(visit)) {
		item_set_line(&view_add_item(out, CONSENT_ASK)->text, _("Write to the team about it"));
		item_set_line(&view_add_item(out, CONSENT_GO_AWAY)->text, _("Leave for good"));
	}
	view_offer(out, ACTION_OPEN, _("Choose"));
	free(text);
}

static struct outcome
consent_say_yes(struct visit *visit)
{
	char *text = words_page("content/consent.txt");
	enum err err = consent_give(&visit->forum, &visit->actor, text);

	free(text);
	if (err != ERR_OK) {
		visit_say(visit, ROLE_WARNING, visit_explain(err));
		return screen_stay();
	}
	visit->owes_consent = false;
	return screen_restart(visit_first(visit));
}

static struct outcome
consent_act(struct screen *screen, struct visit *visit, const struct intent *intent)
{
	(void)screen;
	if (intent->action == ACTION_NEXT_UNREAD)
		return screen_stay();
	if (intent->action != ACTION_OPEN)
		return screen_decline();
	if (intent->item == CONSENT_YES)
		return consent_say_yes(visit);
	if (intent->item == CONSENT_ASK)
		return screen_push((struct route){.kind = ROUTE_TELL_WORDS, .choice = REASON_OTHER});
	if (intent->item == CONSENT_GO_AWAY)
		return screen_push((struct route){.kind = ROUTE_GO_AWAY});
	return screen_push((struct route){.kind = ROUTE_LEAVE});
}

/* The words to the team were sent. */
static struct outcome
consent_chosen(struct screen *screen, struct visit *visit, int64_t choice)
{
	(void)screen;
	if (choice)
		visit_say(visit, ROLE_NOTICE, _("The team has your words. Thank you."));
	return screen_stay();
}

struct screen *
consent_open(struct visit *visit, const struct route *route)
{
	static const struct screen_ops ops = {
	    .name = "consent",
	    .view = consent_view,
	    .act = consent_act,
	    .chosen = consent_chosen,
	};

	(void)visit;
	(void)route;
	return screen_alloc(&ops, sizeof(struct screen));
}
