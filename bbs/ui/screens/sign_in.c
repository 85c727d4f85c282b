/*
 * Signing in on the board's own screen. A name and a password, six tries.
 */
#include "base/control.h"
#include "forum/account.h"
#include "ui/screens.h"
#include "ui/words.h"

struct sign_in {
	struct screen screen;
	struct edit name, password;
};

static void
sign_in_view(struct screen *screen, struct visit *visit, struct view *out)
{
	struct sign_in *self = (struct sign_in *)screen;

	(void)visit;
	out->kind = VIEW_FORM;
	view_set_title(out, _("Sign in"));
	view_add_field(out, FIELD_LINE, _("Your name here"), _("The one you chose when you joined"), &self->name);
	view_add_field(out, FIELD_SECRET, _("Your password"), "", &self->password);
	view_offer(out, ACTION_DONE, _("Sign in"));
	view_offer(out, ACTION_LOST, NULL);
}

static struct outcome
sign_in_refuse(struct sign_in *self, struct visit *visit, enum err err)
{
	edit_set(&self->password, "");
	if (err == ERR_CLOSED)
		return screen_push((struct route){.kind = ROUTE_CLOSED});
	if (err != ERR_DENIED) {
		visit_say(visit, ROLE_WARNING, visit_explain(err));
		return screen_stay();
	}
	if (++visit->sign_in_tries >= visit->config->net_tries)
		return (struct outcome){.kind = OUTCOME_LEAVE};
	visit_say(visit, ROLE_WARNING,
	    _("That name and password don't match. Try again, or go back and look around as a guest."));
	return screen_stay();
}

static struct outcome
sign_in_try(struct sign_in *self, struct visit *visit)
{
	char name[CONTROL_NAME_BYTES + 1];
	struct actor actor;
	enum err err;

	account_tidy_name(self->name.text.text, name, sizeof name);
	err = account_sign_in_password(&visit->forum, name, self->password.text.text, &actor);
	if (err != ERR_OK)
		return sign_in_refuse(self, visit, err);
	visit_become(visit, &actor);
	return screen_restart(visit_first(visit));
}

static struct outcome
sign_in_act(struct screen *screen, struct visit *visit, const struct intent *intent)
{
	struct sign_in *self = (struct sign_in *)screen;

	switch (intent->action) {
	case ACTION_DONE:
		return sign_in_try(self, visit);
	case ACTION_LOST:
		account_tidy_name(self->name.text.text, visit->wanted_name, sizeof visit->wanted_name);
		return screen_push((struct route){.kind = ROUTE_RECOVER});
	default:
		return screen_decline();
	}
}

static void
sign_in_close(struct screen *screen, struct visit *visit)
{
	struct sign_in *self = (struct sign_in *)screen;

	(void)visit;
	edit_clear(&self->name);
	edit_clear(&self->password);
}

static const struct screen_ops sign_in_screen = {
    .name = "sign-in",
    .view = sign_in_view,
    .act = sign_in_act,
    .close = sign_in_close,
};

struct screen *
sign_in_open(struct visit *visit, const struct route *route)
{
	struct sign_in *self = screen_alloc(&sign_in_screen, sizeof *self);

	(void)visit;
	(void)route;
	edit_init(&self->name, TEXT_LINE, CONTROL_NAME_BYTES);
	edit_init(&self->password, TEXT_LINE, CONTROL_SECRET_BYTES);
	return &self->screen;
}
