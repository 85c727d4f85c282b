/*
 * What others see of a member: their name; and, when they want it, a line, and since when they are here.
 */
#include "forum/account.h"
#include "ui/screens.h"
#include "ui/words.h"

struct shown {
	struct screen screen;
	struct edit about;
	int shows_joined; /* 0 no, 1 yes */
};

static void
shown_view(struct screen *screen, struct visit *visit, struct view *out)
{
	struct shown *self = (struct shown *)screen;
	const char *answers[] = {_("No"), _("Yes")};

	(void)visit;
	out->kind = VIEW_FORM;
	view_set_where(out, _("Your settings"));
	view_set_title(out, _("What others see of me"));
	view_set_intro(out, _("Other members see your name. You can add a line. Don't name anybody in it."));
	view_add_field(out, FIELD_LINE, _("A line about me"), _("Like: Mum, 84, and two cats. It may be empty."),
	    &self->about);
	view_add_choice(out, _("Others see since when I am here"), "", &self->shows_joined, answers, 2);
	view_offer(out, ACTION_DONE, _("Keep it"));
}

static struct outcome
shown_act(struct screen *screen, struct visit *visit, const struct intent *intent)
{
	struct shown *self = (struct shown *)screen;
	enum err err;

	if (intent->action != ACTION_DONE)
		return screen_decline();
	err = account_set_shown(&visit->forum, &visit->actor, self->about.text.text, self->shows_joined == 1);
	if (err == ERR_TOO_LONG)
		visit_say(visit, ROLE_WARNING, _("That line is too long. Please use 80 letters or fewer."));
	else if (err != ERR_OK)
		visit_say(visit, ROLE_WARNING, visit_explain(err));
	if (err != ERR_OK)
		return screen_stay();
	visit_say(visit, ROLE_NOTICE, _("Kept. That is what others see."));
	return screen_back();
}

static void
shown_close(struct screen *screen, struct visit *visit)
{
	(void)visit;
	edit_clear(&((struct shown *)screen)->about);
}

struct screen *
shown_open(struct visit *visit, const struct route *route)
{
	static const struct screen_ops ops = {
	    .name = "shown",
	    .view = shown_view,
	    .act = shown_act,
	    .close = shown_close,
	};
	struct shown *self = screen_alloc(&ops, sizeof *self);
	struct member member = {0};

	(void)route;
	edit_init(&self->about, TEXT_LINE, (size_t)ACCOUNT_ABOUT_MOST * 8);
	if (account_self(&visit->forum, &visit->actor, &member) == ERR_OK) {
		edit_set(&self->about, member.about);
		self->shows_joined = member.shows_joined;
	}
	member_clear(&member);
	return &self->screen;
}
