/*
 * Another name.
 */
#include <stdio.h>
#include <stdlib.h>

#include "base/clock.h"
#include "base/mem.h"
#include "forum/account.h"
#include "forum/rename.h"
#include "ui/screens/parts.h"
#include "ui/spoken.h"
#include "ui/words.h"

struct rename {
	struct screen screen;
	struct edit name;
	char wanted[CONTROL_NAME_BYTES + 1]; /* checked, and waiting for a last yes */
};

static void
rename_view(struct screen *screen, struct visit *visit, struct view *out)
{
	struct rename *self = (struct rename *)screen;
	char *intro = mem_format(_("You are %s now. You sign in with the new name, and your password and keys stay. "
				   "What you wrote shows the new name. Nobody else can take the old one for 90 days."),
	    visit->actor.name);

	out->kind = VIEW_FORM;
	view_set_where(out, _("Your settings"));
	view_set_title(out, _("Change your name"));
	view_set_intro(out, intro);
	view_add_field(out, FIELD_LINE, _("Your new name"), _("3 to 20 letters, numbers or hyphens"), &self->name);
	view_offer(out, ACTION_DONE, _("Change it"));
	free(intro);
}

/* May they, just now? If not, it is said when they may. */
static bool
rename_is_time(struct visit *visit)
{
	int64_t next = 0;
	char *day, *words;

	if (rename_next_at(&visit->forum, &visit->actor, &next) != ERR_OK || !next)
		return true;
	day = spoken_day(next, clock_now());
	words = mem_format(_("You changed your name not long ago. You can change it again on %s."), day);
	visit_say(visit, ROLE_WARNING, words);
	free(words);
	free(day);
	return false;
}

static struct outcome
rename_ask(struct rename *self, struct visit *visit)
{
	static const char *const answers[] = {N_("Yes, change my name"), N_("Not yet"), NULL};
	static const struct question question = {
	    .title = N_("Change your name?"),
	    .words = N_("Is it spelled as you want it? You can change it again after 30 days."),
	    .answers = answers,
	};
	enum err err;

	account_tidy_name(self->name.text.text, self->wanted, sizeof self->wanted);
	if (!rename_is_time(visit))
		return screen_stay();
	err = rename_check(&visit->forum, &visit->actor, self->wanted);
	if (err != ERR_OK) {
		parts_say_name(visit, self->wanted, err);
		return screen_stay();
	}
	return screen_push((struct route){.kind = ROUTE_ASK, .question = &question});
}

static struct outcome
rename_act(struct screen *screen, struct visit *visit, const struct intent *intent)
{
	return intent->action == ACTION_DONE ? rename_ask((struct rename *)screen, visit) : screen_decline();
}

static struct outcome
rename_chosen(struct screen *screen, struct visit *visit, int64_t choice)
{
	struct rename *self = (struct rename *)screen;
	char *words;
	enum err err;

	if (choice != 1)
		return screen_stay();
	err = rename_to(&visit->forum, &visit->actor, self->wanted);
	if (err == ERR_RATE)
		rename_is_time(visit);
	else if (err != ERR_OK)
		parts_say_name(visit, self->wanted, err);
	if (err != ERR_OK)
		return screen_stay();
	words = mem_format(_("You are %s now. Sign in with that name next time. Your password and keys stay."),
	    visit->actor.name);
	visit_say(visit, ROLE_NOTICE, words);
	free(words);
	return screen_back();
}

static void
rename_close(struct screen *screen, struct visit *visit)
{
	(void)visit;
	edit_clear(&((struct rename *)screen)->name);
}

struct screen *
rename_open(struct visit *visit, const struct route *route)
{
	static const struct screen_ops ops = {
	    .name = "rename",
	    .view = rename_view,
	    .act = rename_act,
	    .chosen = rename_chosen,
	    .close = rename_close,
	};
	struct rename *self = screen_alloc(&ops, sizeof *self);

	(void)visit;
	(void)route;
	edit_init(&self->name, TEXT_LINE, CONTROL_NAME_BYTES);
	return &self->screen;
}
