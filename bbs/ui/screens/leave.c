/*
 * Leaving: stay, leave, or leave and clear the screen; and what clearing can't hide.
 */
#include "ui/screens.h"
#include "ui/words.h"

enum { LEAVE_STAY = 1, LEAVE_GO, LEAVE_CLEAR };

static void
leave_view(struct screen *screen, struct visit *visit, struct view *out)
{
	(void)screen;
	view_set_title(out, _("Leave?"));
	if (visit->is_unsaved)
		view_set_intro(out, _("Your last words could not be saved. If you leave now, they are lost."));
	else if (visit->is_plain)
		view_set_intro(out,
		    _("What you have written is saved. I can't clear your screen. "
		      "You can close its window when you have left."));
	else
		view_set_intro(out,
		    _("What you have written is saved. Clearing takes what you read here off your screen. "
		      "It can't hide that this computer connected here."));
	item_set_line(&view_add_item(out, LEAVE_STAY)->text, _("Stay here"));
	item_set_line(&view_add_item(out, LEAVE_GO)->text, _("Leave"));
	if (!visit->is_plain)
		item_set_line(&view_add_item(out, LEAVE_CLEAR)->text, _("Leave, and clear the screen"));
	out->focus = visit->is_unsaved ? LEAVE_STAY : LEAVE_GO;
	view_offer(out, ACTION_OPEN, _("Choose"));
}

static struct outcome
leave_act(struct screen *screen, struct visit *visit, const struct intent *intent)
{
	(void)screen;
	(void)visit;
	if (intent->action == ACTION_LEAVE)
		return (struct outcome){.kind = OUTCOME_LEAVE};
	if (intent->action != ACTION_OPEN)
		return screen_decline();
	switch (intent->item) {
	case LEAVE_GO:
		return (struct outcome){.kind = OUTCOME_LEAVE};
	case LEAVE_CLEAR:
		return (struct outcome){.kind = OUTCOME_VANISH};
	default:
		return screen_back();
	}
}

static const struct screen_ops leave_screen = {.name = "leave", .view = leave_view, .act = leave_act};

struct screen *
leave_open(struct visit *visit, const struct route *route)
{
	(void)visit;
	(void)route;
	return screen_alloc(&leave_screen, sizeof(struct screen));
}
