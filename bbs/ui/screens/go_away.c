/*
 * Leaving for good: what becomes of one's words, and when. And where one stands while leaving: stay after all, or not
 * wait.
 */
#include <stdlib.h>

#include "base/mem.h"
#include "base/text.h"
#include "forum/account.h"
#include "forum/leaving.h"
#include "ui/screens.h"
#include "ui/words.h"

enum { KEEP_NOTHING, KEEP_WORDS };
enum { WHEN_LATER, WHEN_NOW };

struct go_away {
	struct screen screen;
	bool has_password;
	int what, when;
	struct edit password;
	int64_t focus;
};

static void
go_away_view(struct screen *screen, struct visit *visit, struct view *out)
{
	struct go_away *self = (struct go_away *)screen;
	const char *const what[] = {_("Take it all out"), _("Leave it here, without my name")};
	const char *const when[] = {_("In 21 days. I can change my mind"), _("Now")};

	(void)visit;
	out->kind = VIEW_FORM;
	view_set_where(out, _("Your settings"));
	view_set_title(out, _("Leave for good"));
	view_set_intro(out,
	    _("You are out of sight at once. Your name, your keys and what you kept go in any case. So do private "
	      "messages. You can print everything about you first. It is in your settings."));
	view_add_choice(out, _("What I wrote on the boards"), "", &self->what, what, 2);
	view_add_choice(out, _("When"), _("Now can't be undone"), &self->when, when, 2);
	if (self->has_password)
		view_add_field(out, FIELD_SECRET, _("Your password now"), "", &self->password);
	out->focus = self->focus;
	view_offer(out, ACTION_DONE, _("Leave for good"));
}

static const char *
go_away_explain(enum err err)
{
	switch (err) {
	case ERR_DENIED:
		return _("That is not your password. Nothing has changed. Please type it again.");
	case ERR_RESERVED:
		return _(
		    "You are the only safeguarding lead here. Nothing has changed. Please hand over first. Who runs "
		    "the board can make somebody else lead.");
	default:
		return visit_explain(err);
	}
}

static struct outcome
go_away_now(struct go_away *self, struct visit *visit)
{
	const char *password = self->has_password ? self->password.text.text : NULL;
	enum err err =
	    leaving_begin(&visit->forum, &visit->actor, password, self->what == KEEP_WORDS, self->when == WHEN_NOW);

	if (err != ERR_OK) {
		edit_set(&self->password, "");
		self->focus = self->has_password ? 3 : 0;
		visit_say(visit, ROLE_WARNING, go_away_explain(err));
		return screen_stay();
	}
	account_refresh(&visit->forum, &visit->actor);
	visit->is_leaving = true;
	return screen_restart((struct route){.kind = ROUTE_GOING});
}

static struct outcome
go_away_ask(const struct go_away *self)
{
	static const char *const answers[] = {N_("No, stay here"), N_("Yes, leave for good"), NULL};
	static const struct question later = {
	    .title = N_("Leave for good?"),
	    .words = N_("Nobody sees you here from now on. Sign in again within 21 days, and you can undo it."),
	    .answers = answers,
	};
	static const struct question now = {
	    .title = N_("Leave for good, now?"),
	    .words = N_("It begins at once, and nobody can undo it. Not even the team can bring it back."),
	    .answers = answers,
	};

	return screen_push((struct route){.kind = ROUTE_ASK, .question = self->when == WHEN_NOW ? &now : &later});
}

static struct outcome
go_away_act(struct screen *screen, struct visit *visit, const struct intent *intent)
{
	struct go_away *self = (struct go_away *)screen;

	self->focus = 0;
	if (intent->action != ACTION_DONE)
		return screen_decline();
	if (self->when == WHEN_NOW || !self->has_password)
		return go_away_ask(self);
	return go_away_now(self, visit);
}

static struct outcome
go_away_chosen(struct screen *screen, struct visit *visit, int64_t choice)
{
	return choice == 2 ? go_away_now((struct go_away *)screen, visit) : screen_stay();
}

static void
go_away_close(struct screen *screen, struct visit *visit)
{
	(void)visit;
	edit_clear(&((struct go_away *)screen)->password);
}

struct screen *
go_away_open(struct visit *visit, const struct route *route)
{
	static const struct screen_ops ops = {
	    .name = "go-away",
	    .view = go_away_view,
	    .act = go_away_act,
	    .chosen = go_away_chosen,
	    .close = go_away_close,
	};
	struct go_away *self = screen_alloc(&ops, sizeof *self);
	struct member member = {0};

	(void)route;
	self->has_password = account_self(&visit->forum, &visit->actor, &member) != ERR_OK || member.password_hash;
	member_clear(&member);
	edit_init(&self->password, TEXT_LINE, CONTROL_SECRET_BYTES);
	return &self->screen;
}

/* --- on the way out --- */

enum { GOING_OUT = 1, GOING_STAY, GOING_MINE, GOING_NOW };

/* How it stands; owned. */
static char *
going_words(const struct leaving *leaving)
{
	if (!leaving->days_left)
		return mem_copy_string(_("It has begun, and takes a few minutes. There is nothing more for you to do. "
					 "Thank you for having been here. We wish you well."));
	if (leaving->keeps_words)
		return mem_format(
		    n_("Nobody sees you here now. In %d day your name and all that is yours are gone for "
		       "good. What you wrote on the boards stays, without your name.",
			"Nobody sees you here now. In %d days your name and all that is yours are gone for "
			"good. What you wrote on the boards stays, without your name.",
			leaving->days_left),
		    (int)leaving->days_left);
	return mem_format(n_("Nobody sees you or your words here now. In %d day all of it is gone for good.",
			      "Nobody sees you or your words here now. In %d days all of it is gone for good.",
			      leaving->days_left),
	    (int)leaving->days_left);
}

static void
going_view(struct screen *screen, struct visit *visit, struct view *out)
{
	struct leaving leaving = {0};
	enum err err = leaving_find(&visit->forum, &visit->actor, &leaving);
	char *words = err == ERR_OK ? going_words(&leaving) : mem_copy_string(visit_explain(err));

	(void)screen;
	view_set_title(out, _("You are leaving for good"));
	view_set_intro(out, words);
	item_set_line(&view_add_item(out, GOING_OUT)->text, _("Close the board"));
	if (leaving.days_left) {
		item_set_line(&view_add_item(out, GOING_STAY)->text, _("Stay after all"));
		item_set_line(&view_add_item(out, GOING_MINE)->text, _("Everything about me"));
		item_set_line(&view_add_item(out, GOING_NOW)->text, _("Don't wait. Take it all out now"));
	}
	view_offer(out, ACTION_OPEN, _("Choose"));
	free(words);
}

static struct outcome
going_stay(struct visit *visit)
{
	enum err err = leaving_undo(&visit->forum, &visit->actor);

	if (err != ERR_OK) {
		visit_say(visit, ROLE_WARNING,
		    err == ERR_LATE ? _("It is too late to undo it. It is being done now.") : visit_explain(err));
		return screen_stay();
	}
	visit->is_leaving = false;
	account_refresh(&visit->forum, &visit->actor);
	visit_say(visit, ROLE_NOTICE, _("Good that you stay. Everything of yours is back where it was."));
	return screen_restart(visit_first(visit));
}

static struct outcome
going_act(struct screen *screen, struct visit *visit, const struct intent *intent)
{
	static const char *const answers[] = {N_("No, wait"), N_("Yes, take it all out now"), NULL};
	static const struct question now = {
	    .title = N_("Take it all out now?"),
	    .words = N_("It begins at once, and nobody can undo it."),
	    .answers = answers,
	};

	(void)screen;
	if (intent->action == ACTION_NEXT_UNREAD)
		return screen_stay();
	if (intent->action != ACTION_OPEN)
		return screen_decline();
	switch (intent->item) {
	case GOING_OUT:
		return (struct outcome){.kind = OUTCOME_LEAVE};
	case GOING_STAY:
		return going_stay(visit);
	case GOING_MINE:
		return screen_push((struct route){.kind = ROUTE_MINE});
	case GOING_NOW:
		return screen_push((struct route){.kind = ROUTE_ASK, .question = &now});
	default:
		return screen_stay();
	}
}

static struct outcome
going_chosen(struct screen *screen, struct visit *visit, int64_t choice)
{
	enum err err = choice == 2 ? leaving_hurry(&visit->forum, &visit->actor) : ERR_OK;

	(void)screen;
	if (err != ERR_OK)
		visit_say(visit, ROLE_WARNING, visit_explain(err));
	return screen_stay();
}

struct screen *
going_open(struct visit *visit, const struct route *route)
{
	static const struct screen_ops ops = {
	    .name = "going",
	    .view = going_view,
	    .act = going_act,
	    .chosen = going_chosen,
	};

	(void)visit;
	(void)route;
	return screen_alloc(&ops, sizeof(struct screen));
}
