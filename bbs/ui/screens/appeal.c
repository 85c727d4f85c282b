/*
 * "Think we got this wrong?": words to the team, so that somebody else looks again at what it decided.
 */
#include <stdlib.h>

#include "forum/appeal.h"
#include "ui/screens.h"
#include "ui/screens/parts.h"
#include "ui/words.h"

struct appeal {
	struct screen screen;
	int64_t decision;
	struct edit words;
	struct kept_words kept;
	int64_t focus;
};

static void
appeal_view(struct screen *screen, struct visit *visit, struct view *out)
{
	struct appeal *self = (struct appeal *)screen;

	(void)visit;
	out->kind = VIEW_FORM;
	view_set_where(out, _("Home"));
	view_set_title(out, _("Think we got this wrong?"));
	view_set_intro(out,
	    _("Somebody else of the team will look at it again, within 5 days. Then we tell you what they say."));
	view_add_field(out, FIELD_BODY, _("Why do you think so?"), _("A few words are enough"), &self->words);
	out->focus = self->focus;
	view_offer(out, ACTION_SEND, _("Send to the team"));
}

static const char *
appeal_explain(enum err err)
{
	switch (err) {
	case ERR_EMPTY:
		return _("Write a few words first, so that they know what to look at.");
	case ERR_TOO_LONG:
		return _("That is too long to send. Please make it shorter. Your words are still here.");
	case ERR_TAKEN:
		return _("You have asked us already, and we have those words. Somebody will look.");
	case ERR_NOT_FOUND:
	case ERR_DENIED:
		return _("There is nothing to look at again, so nothing was sent. Your words are still here.");
	case ERR_FULL:
		return _("It wasn't sent: the board has run out of room. Your words are still on this screen. "
			 "Please try again in a few minutes.");
	default:
		return _(
		    "It wasn't sent: something went wrong on our side. Your words are still here. Please try again.");
	}
}

static struct outcome
appeal_send_it(struct appeal *self, struct visit *visit)
{
	enum err err = appeal_send(&visit->forum, &visit->actor, self->decision, self->words.text.text);

	if (err != ERR_OK) {
		visit_say(visit, ROLE_WARNING, appeal_explain(err));
		self->focus = err == ERR_EMPTY ? 1 : 0;
		return screen_stay();
	}
	kept_words_let_go(&self->kept, visit);
	visit_say(visit, ROLE_NOTICE, _("Sent. Somebody else will look at it within 5 days, and we will tell you."));
	return screen_back();
}

static struct outcome
appeal_leave(struct appeal *self)
{
	static const char *const answers[] = {N_("Go on writing"), N_("Don't send it"), NULL};
	static const struct question question = {
	    .title = N_("Leave without sending?"),
	    .words = N_("The team doesn't have your words yet. If you leave now, they are gone."),
	    .answers = answers,
	};

	if (edit_is_blank(&self->words))
		return screen_back();
	return screen_push((struct route){.kind = ROUTE_ASK, .question = &question});
}

static struct outcome
appeal_chosen(struct screen *screen, struct visit *visit, int64_t choice)
{
	if (choice != 2)
		return screen_stay();
	kept_words_let_go(&((struct appeal *)screen)->kept, visit);
	return screen_back();
}

static struct outcome
appeal_act(struct screen *screen, struct visit *visit, const struct intent *intent)
{
	struct appeal *self = (struct appeal *)screen;

	self->focus = 0;
	switch (intent->action) {
	case ACTION_SEND:
		return appeal_send_it(self, visit);
	case ACTION_BACK:
		return appeal_leave(self);
	default:
		return screen_decline();
	}
}

static void
appeal_close(struct screen *screen, struct visit *visit)
{
	struct appeal *self = (struct appeal *)screen;

	kept_words_save(&self->kept, visit, &self->words);
	edit_clear(&self->words);
}

static enum err
appeal_tick(struct screen *screen, struct visit *visit)
{
	struct appeal *self = (struct appeal *)screen;

	return kept_words_save(&self->kept, visit, &self->words);
}

struct screen *
appeal_open(struct visit *visit, const struct route *route)
{
	static const struct screen_ops ops = {
	    .name = "appeal",
	    .view = appeal_view,
	    .act = appeal_act,
	    .tick = appeal_tick,
	    .chosen = appeal_chosen,
	    .close = appeal_close,
	    .is_only = true,
	};
	struct appeal *self = screen_alloc(&ops, sizeof *self);

	self->decision = route->number;
	edit_init(&self->words, TEXT_BODY, APPEAL_WORDS_BYTES);
	kept_words_begin(&self->kept, visit, (struct form_at){.form = FORM_APPEAL, .number = self->decision},
	    &self->words);
	return &self->screen;
}
