/*
 * Words of one's own, to the team. A member's are kept as they are typed; a guest's are nowhere else until they are sent,
 * so this screen is never opened twice (see is_only in screen.h) and asks before it lets words go.
 */
#include <stdlib.h>

#include "forum/conversation.h"
#include "ui/screens.h"
#include "ui/screens/parts.h"
#include "ui/team.h"
#include "ui/words.h"

struct telling_form {
	struct screen screen;
	struct telling telling;
	struct edit words;
	struct kept_words kept;
	int64_t focus;
};

static const char *
telling_hint(const struct telling *telling)
{
	return telling->number ? _("You can leave this empty") : _("A few words are enough");
}

static void
telling_view(struct screen *screen, struct visit *visit, struct view *out)
{
	struct telling_form *self = (struct telling_form *)screen;
	const struct telling *telling = &self->telling;

	(void)visit;
	out->kind = VIEW_FORM;
	view_set_title(out, telling->is_worry ? _("I'm worried about someone") : team_reason(telling->reason));
	view_add_field(out, FIELD_BODY,
	    telling->number || telling->reason == REASON_OTHER ? _("What would you like the team to know?")
		: telling->reason == REASON_DETAILS            ? _("Where does it stand, and which words?")
							       : _("Who or what are you worried about?"),
	    telling_hint(telling), &self->words);
	out->focus = self->focus;
	view_offer(out, ACTION_SEND, _("Send to the team"));
}

static const char *
telling_explain(const struct telling *telling, enum err err)
{
	switch (err) {
	case ERR_EMPTY:
		return _("Write a few words first, so that the team knows what to look at.");
	case ERR_TOO_LONG:
		return _("That is too long to send. Please make it shorter. Your words are still here.");
	case ERR_RATE:
		return _(
		    "You have told us a lot already, and we have all of it. Your words are still here. Is somebody not "
		    "safe? Go back and choose that, and it goes out at once.");
	case ERR_FULL:
		return _("It wasn't sent: the board has run out of room. Your words are still on this screen. "
			 "Please try again in a few minutes.");
	case ERR_NOT_FOUND:
		return _("That message isn't here any more, so nothing was sent. Your words are still here.");
	default:
		return telling->is_worry
		    ? _("It wasn't sent: something went wrong on our side. Your words are still here. Please try again. "
			"In danger? Call 999.")
		    : _("It wasn't sent: something went wrong on our side. Your words are still here. Please try again.");
	}
}

static struct outcome
telling_send(struct telling_form *self, struct visit *visit)
{
	enum err err;

	self->telling.words = self->words.text.text;
	self->telling.told_before = visit->told;
	err = report_tell(&visit->forum, &visit->actor, &self->telling);
	if (err != ERR_OK) {
		visit_say(visit, ROLE_WARNING, telling_explain(&self->telling, err));
		self->focus = err == ERR_EMPTY ? 1 : 0;
		return screen_stay();
	}
	visit->told++;
	kept_words_let_go(&self->kept, visit);
	return (struct outcome){.kind = OUTCOME_CHOSEN, .choice = 1};
}

static struct outcome
telling_leave(struct telling_form *self)
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
telling_chosen(struct screen *screen, struct visit *visit, int64_t choice)
{
	if (choice != 2)
		return screen_stay();
	kept_words_let_go(&((struct telling_form *)screen)->kept, visit);
	return screen_back();
}

static struct outcome
telling_act(struct screen *screen, struct visit *visit, const struct intent *intent)
{
	struct telling_form *self = (struct telling_form *)screen;

	self->focus = 0;
	switch (intent->action) {
	case ACTION_SEND:
		return telling_send(self, visit);
	case ACTION_BACK:
		return telling_leave(self);
	case ACTION_WORRY:
		return screen_stay();
	default:
		return screen_decline();
	}
}

static void
telling_close(struct screen *screen, struct visit *visit)
{
	struct telling_form *self = (struct telling_form *)screen;

	kept_words_save(&self->kept, visit, &self->words);
	edit_clear(&self->words);
}

static enum err
telling_tick(struct screen *screen, struct visit *visit)
{
	struct telling_form *self = (struct telling_form *)screen;

	return kept_words_save(&self->kept, visit, &self->words);
}

static const struct screen_ops telling_screen = {
    .name = "tell-words",
    .view = telling_view,
    .act = telling_act,
    .tick = telling_tick,
    .chosen = telling_chosen,
    .close = telling_close,
    .is_only = true,
};

struct screen *
tell_words_open(struct visit *visit, const struct route *route)
{
	struct telling_form *self = screen_alloc(&telling_screen, sizeof *self);

	self->telling = (struct telling){
	    .reason = route->is_worry ? REASON_SAFETY : (enum reason)route->choice,
	    .thread = route->thread,
	    .number = route->number,
	    .is_worry = route->is_worry,
	};
	edit_init(&self->words, TEXT_BODY, REPORT_WORDS_BYTES);
	kept_words_begin(&self->kept, visit,
	    (struct form_at){
		.form = route->is_worry ? FORM_WORRY : FORM_TELL,
		.thread = route->thread,
		.number = route->number,
	    },
	    &self->words);
	return &self->screen;
}
