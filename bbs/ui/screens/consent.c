/*
 * Consent, for a member whom the operator made and who was never asked: before anything else, and nothing without it.
 */
#include <stdlib.h>

#include "forum/consent.h"
#include "ui/screens.h"
#include "ui/words.h"

enum { CONSENT_YES = 1, CONSENT_NO };

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
	return screen_push((struct route){.kind = ROUTE_LEAVE});
}

struct screen *
consent_open(struct visit *visit, const struct route *route)
{
	static const struct screen_ops ops = {.name = "consent", .view = consent_view, .act = consent_act};

	(void)visit;
	(void)route;
	return screen_alloc(&ops, sizeof(struct screen));
}
