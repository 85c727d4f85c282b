/*
 * "Been here before?": for people whose way in did not say who they are.
 */
#include "ui/screens.h"
#include "ui/words.h"

enum { LOBBY_SIGN_IN = 1, LOBBY_JOIN, LOBBY_LOOK, LOBBY_CONNECT, LOBBY_ABOUT_ME };

static void
lobby_view(struct screen *screen, struct visit *visit, struct view *out)
{
	(void)screen;
	view_set_where(out, visit->config->board_name);
	view_set_title(out, _("Been here before?"));
	view_set_intro(out, _("A quiet place for people who worry about their parents growing older."));
	item_set_line(&view_add_item(out, LOBBY_SIGN_IN)->text, _("Yes. Sign in with my name"));
	item_set_line(&view_add_item(out, LOBBY_JOIN)->text, _("No. Join, it takes about two minutes"));
	item_set_line(&view_add_item(out, LOBBY_LOOK)->text, _("Look around first"));
	item_set_line(&view_add_item(out, LOBBY_CONNECT)->text, _("How to come in another time"));
	item_set_line(&view_add_item(out, LOBBY_ABOUT_ME)->text, _("Somebody wrote about me here"));
	out->focus = *visit->wanted_name ? LOBBY_JOIN : LOBBY_SIGN_IN;
	view_offer(out, ACTION_OPEN, _("Choose"));
}

static struct outcome
lobby_act(struct screen *screen, struct visit *visit, const struct intent *intent)
{
	(void)screen;
	(void)visit;
	if (intent->action != ACTION_OPEN)
		return screen_decline();
	switch (intent->item) {
	case LOBBY_SIGN_IN:
		return screen_push((struct route){.kind = ROUTE_SIGN_IN});
	case LOBBY_JOIN:
		return screen_push((struct route){.kind = ROUTE_JOIN});
	case LOBBY_LOOK:
		return screen_push((struct route){.kind = ROUTE_HOME});
	case LOBBY_CONNECT:
		return screen_push((struct route){.kind = ROUTE_CONNECT});
	case LOBBY_ABOUT_ME:
		return screen_push((struct route){.kind = ROUTE_ABOUT_ME});
	default:
		return screen_stay();
	}
}

static const struct screen_ops lobby_screen = {.name = "lobby", .view = lobby_view, .act = lobby_act};

struct screen *
lobby_open(struct visit *visit, const struct route *route)
{
	(void)visit;
	(void)route;
	return screen_alloc(&lobby_screen, sizeof(struct screen));
}
