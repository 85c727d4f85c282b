/*
 * For somebody whom others wrote about, or who speaks for them: what they can do, without an account.
 */
#include "ui/screens.h"
#include "ui/team.h"
#include "ui/words.h"

static void
about_me_view(struct screen *screen, struct visit *visit, struct view *out)
{
	(void)screen;
	(void)visit;
	out->kind = VIEW_DOCUMENT;
	view_set_title(out, _("Somebody wrote about me"));
	item_set_body(&view_add_item(out, 0)->text,
	    _("People here write about those they care for. Names and places should stay out. Sometimes one slips in."));
	item_set_body(&view_add_item(out, 0)->text,
	    _("Is it about you, or about somebody you speak for? You can have it taken out. You don't need to join, and "
	      "you don't have to say who you are."));
	item_set_body(&view_add_item(out, 0)->text,
	    _("Tell the team where it stands: the board, what the conversation is called, and the number of the message. "
	      "Say which words give you away. The fewer words about yourself, the better."));
	item_set_body(&view_add_item(out, 0)->text,
	    _("The team reads it when they are next here, and can hide it at once. Who runs the board can then take the "
	      "words out for good. That reaches quotes and copies too. We can't answer you here. Please look again in a "
	      "few days."));
	view_offer(out, ACTION_DONE, _("Tell the team"));
}

static struct outcome
about_me_act(struct screen *screen, struct visit *visit, const struct intent *intent)
{
	(void)screen;
	(void)visit;
	switch (intent->action) {
	case ACTION_DONE:
		return screen_push((struct route){.kind = ROUTE_TELL_WORDS, .choice = REASON_DETAILS});
	case ACTION_OPEN:
		return screen_stay();
	default:
		return screen_decline();
	}
}

static struct outcome
about_me_chosen(struct screen *screen, struct visit *visit, int64_t choice)
{
	(void)screen;
	(void)visit;
	return choice ? screen_replace((struct route){.kind = ROUTE_TOLD}) : screen_stay();
}

struct screen *
about_me_open(struct visit *visit, const struct route *route)
{
	static const struct screen_ops ops = {
	    .name = "about-me",
	    .view = about_me_view,
	    .act = about_me_act,
	    .chosen = about_me_chosen,
	};

	(void)visit;
	(void)route;
	return screen_alloc(&ops, sizeof(struct screen));
}
