/*
 * A lost password: a name, one of the codes that were written down, and a new password. And what is left for those who
 * have lost the codes too.
 */
#include "forum/account.h"
#include "forum/recovery.h"
#include "ui/screens/parts.h"
#include "ui/words.h"

struct recover {
	struct screen screen;
	struct edit name, code;
	struct fresh fresh;
	bool is_named; /* the name is there already */
	bool is_wrong; /* the code was, and is to be typed again */
};

static void
recover_view(struct screen *screen, struct visit *visit, struct view *out)
{
	struct recover *self = (struct recover *)screen;

	(void)visit;
	out->kind = VIEW_FORM;
	view_set_title(out, _("I've lost my password"));
	view_set_intro(out,
	    _("A code that you wrote down lets you in once. No codes? Ask two of the team who have met you, "
	      "or the people who run this board."));
	view_add_field(out, FIELD_LINE, _("Your name here"), _("The one you chose when you joined"), &self->name);
	view_add_field(out, FIELD_LINE, _("One of your codes"), _("Twelve letters and numbers, like abcd-efgh-jkmn"),
	    &self->code);
	fresh_add_fields(&self->fresh, _("A new password"), _("8 letters or more"), out);
	if (self->is_wrong || self->is_named)
		out->focus = 2;
	view_offer(out, ACTION_DONE, _("Sign in"));
}

/* A wrong name and a wrong code get the same words, and the new password stays as it was typed. */
static struct outcome
recover_refuse(struct recover *self, struct visit *visit, enum err err)
{
	if (err == ERR_CLOSED)
		return screen_push((struct route){.kind = ROUTE_CLOSED});
	if (err != ERR_DENIED) {
		visit_say(visit, ROLE_WARNING, visit_explain(err));
		return screen_stay();
	}
	if (++visit->sign_in_tries >= visit->config->net_tries)
		return (struct outcome){.kind = OUTCOME_LEAVE};
	edit_set(&self->code, "");
	self->is_wrong = true;
	visit_say(visit, ROLE_WARNING,
	    _("That name and code don't match. A code works once. After five wrong ones, all codes wait for an hour. "
	      "Try again, or ask the team."));
	return screen_stay();
}

static struct outcome
recover_try(struct recover *self, struct visit *visit)
{
	char name[CONTROL_NAME_BYTES + 1];
	struct actor actor;
	enum err err;

	self->is_wrong = false;
	account_tidy_name(self->name.text.text, name, sizeof name);
	if (!fresh_is_fine(&self->fresh, visit, name))
		return screen_stay();
	err = recovery_use(&visit->forum, name, self->code.text.text, self->fresh.password.text.text, &actor);
	if (err != ERR_OK)
		return recover_refuse(self, visit, err);
	visit_become(visit, &actor);
	visit_say(visit, ROLE_NOTICE,
	    _("Welcome back. Your new password works from now on, and that code is used up."));
	return screen_restart(visit_first(visit));
}

static struct outcome
recover_act(struct screen *screen, struct visit *visit, const struct intent *intent)
{
	return intent->action == ACTION_DONE ? recover_try((struct recover *)screen, visit) : screen_decline();
}

static void
recover_close(struct screen *screen, struct visit *visit)
{
	struct recover *self = (struct recover *)screen;

	(void)visit;
	edit_clear(&self->name);
	edit_clear(&self->code);
	fresh_clear(&self->fresh);
}

struct screen *
recover_open(struct visit *visit, const struct route *route)
{
	static const struct screen_ops ops = {
	    .name = "recover",
	    .view = recover_view,
	    .act = recover_act,
	    .close = recover_close,
	};
	struct recover *self = screen_alloc(&ops, sizeof *self);

	(void)route;
	edit_init(&self->name, TEXT_LINE, CONTROL_NAME_BYTES);
	edit_set(&self->name, visit->wanted_name);
	self->is_named = !edit_is_blank(&self->name);
	edit_init(&self->code, TEXT_LINE, RECOVERY_TYPED_BYTES);
	fresh_init(&self->fresh);
	return &self->screen;
}
