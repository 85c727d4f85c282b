/*
 * A member's password: the old one is asked for, the new one twice, and none is ever shown.
 */
#include "forum/account.h"
#include "ui/screens/parts.h"
#include "ui/words.h"

struct password {
	struct screen screen;
	bool has_old; /* there is one to ask for */
	struct edit old;
	struct fresh fresh;
};

static void
password_view(struct screen *screen, struct visit *visit, struct view *out)
{
	struct password *self = (struct password *)screen;

	(void)visit;
	out->kind = VIEW_FORM;
	view_set_where(out, _("Your settings"));
	view_set_title(out, _("Your password"));
	view_set_intro(out, _("Three short words make a good password."));
	if (self->has_old)
		view_add_field(out, FIELD_SECRET, _("Your password now"), "", &self->old);
	fresh_add_fields(&self->fresh, _("The new password"), _("8 letters or more"), out);
	view_offer(out, ACTION_DONE, _("Change it"));
}

static struct outcome
password_change(struct password *self, struct visit *visit)
{
	enum err err;

	if (!fresh_is_fine(&self->fresh, visit, visit->actor.name))
		return screen_stay();
	err =
	    account_change_password(&visit->forum, &visit->actor, self->old.text.text, self->fresh.password.text.text);
	if (err == ERR_DENIED) {
		edit_set(&self->old, "");
		visit_say(visit, ROLE_WARNING,
		    _("That is not your password now. Nothing has changed. Please type it again. "
		      "Lost it? Leave, sign in again, and choose: I've lost my password."));
		return screen_stay();
	}
	if (err != ERR_OK) {
		visit_say(visit, ROLE_WARNING, visit_explain(err));
		return screen_stay();
	}
	visit_say(visit, ROLE_NOTICE, _("Your password has changed. Use the new one from now on."));
	return screen_back();
}

static struct outcome
password_act(struct screen *screen, struct visit *visit, const struct intent *intent)
{
	return intent->action == ACTION_DONE ? password_change((struct password *)screen, visit) : screen_decline();
}

static void
password_close(struct screen *screen, struct visit *visit)
{
	struct password *self = (struct password *)screen;

	(void)visit;
	edit_clear(&self->old);
	fresh_clear(&self->fresh);
}

struct screen *
password_open(struct visit *visit, const struct route *route)
{
	static const struct screen_ops ops = {
	    .name = "password",
	    .view = password_view,
	    .act = password_act,
	    .close = password_close,
	};
	struct password *self = screen_alloc(&ops, sizeof *self);
	struct member member = {0};

	(void)route;
	self->has_old = account_self(&visit->forum, &visit->actor, &member) != ERR_OK || member.password_hash;
	member_clear(&member);
	edit_init(&self->old, TEXT_LINE, CONTROL_SECRET_BYTES);
	fresh_init(&self->fresh);
	return &self->screen;
}
