/*
 * What the team does to a message or a member: first why, then words to the person (letters.c). The words begin as a letter with
 * a gap in it, and go out when the gap is filled.
 */
#include <stdlib.h>
#include <string.h>

#include "forum/desk.h"
#include "forum/moderation.h"
#include "ui/screens.h"
#include "ui/screens/letters.h"
#include "ui/screens/parts.h"
#include "ui/team.h"
#include "ui/words.h"

struct ground_list {
	struct screen screen;
	struct route route;
};

static void
ground_view(struct screen *screen, struct visit *visit, struct view *out)
{
	(void)screen;
	(void)visit;
	view_set_title(out, _("Why?"));
	view_set_intro(out, _("The writer is told this. Choose what fits best."));
	for (int ground = 0; ground < GROUND_COUNT; ground++)
		item_set_line(&view_add_item(out, ground + 1)->text, team_ground((enum ground)ground));
	view_offer(out, ACTION_OPEN, _("Choose"));
}

static struct outcome
ground_act(struct screen *screen, struct visit *visit, const struct intent *intent)
{
	struct route route = ((struct ground_list *)screen)->route;

	(void)visit;
	if (intent->action != ACTION_OPEN)
		return screen_decline();
	if (intent->item < 1 || intent->item > GROUND_COUNT)
		return screen_stay();
	route.kind = ROUTE_CASE_LETTER;
	route.ground = (int)intent->item - 1;
	return screen_push(route);
}

/* The letter below was sent: on to whoever asked for it. */
static struct outcome
ground_chosen(struct screen *screen, struct visit *visit, int64_t choice)
{
	(void)screen;
	(void)visit;
	return choice ? (struct outcome){.kind = OUTCOME_CHOSEN, .choice = choice} : screen_stay();
}

struct screen *
case_ground_open(struct visit *visit, const struct route *route)
{
	static const struct screen_ops ops = {
	    .name = "case-ground",
	    .view = ground_view,
	    .act = ground_act,
	    .chosen = ground_chosen,
	};
	struct ground_list *self = screen_alloc(&ops, sizeof *self);

	(void)visit;
	self->route = *route;
	return &self->screen;
}

struct letter {
	struct screen screen;
	int64_t id;
	enum case_act act;
	int ground; /* an enum ground */
	struct edit words;
	struct kept_words kept;
	uint64_t untouched; /* change counter of the letter as it was made */
	int64_t focus;
};

/* What has to be filled is where typing goes on. */
static void
letter_go_to_gap(struct letter *self)
{
	const char *text = self->words.text.text, *gap = strstr(text, MODERATION_GAP);

	if (gap)
		self->words.cursor = (size_t)(gap - text) + strlen(MODERATION_GAP);
}

static void
letter_view(struct screen *screen, struct visit *visit, struct view *out)
{
	struct letter *self = (struct letter *)screen;

	(void)visit;
	out->kind = VIEW_FORM;
	view_set_where(out, _("Home > The desk"));
	view_set_title(out, letter_title(self->act));
	view_add_field(out, FIELD_BODY, _("Your words to them"), _("Fill in where you see ____"), &self->words);
	out->focus = self->focus;
	view_offer(out, ACTION_SEND, _("Do it, and send this"));
}

static const char *
letter_explain(enum err err)
{
	switch (err) {
	case ERR_INVALID:
		return _("There is still a gap, ____, in your words. Fill it in first.");
	case ERR_EMPTY:
		return _("Write a few words to them first.");
	case ERR_TOO_LONG:
		return _("That is too long. Please make it shorter. Your words are still here.");
	case ERR_TAKEN:
		return _("Somebody else has this case now, so nothing was done. Your words are still here.");
	case ERR_CLOSED:
		return _("This case was closed meanwhile, so nothing was done. Your words are still here.");
	case ERR_NOT_FOUND:
		return _(
		    "It is not as it was when you looked, so nothing was done. Go back and look again. Your words are "
		    "still here.");
	case ERR_DENIED:
		return _("That isn't yours to do, so nothing was done. The lead can do it.");
	default:
		return _(
		    "That didn't work just now, and nothing was done. Your words are still here. Please try again.");
	}
}

static struct outcome
letter_send(struct letter *self, struct visit *visit)
{
	enum err err = letter_do(visit, self->id, self->act, self->ground, self->words.text.text);

	if (err != ERR_OK) {
		self->focus = err == ERR_INVALID || err == ERR_EMPTY ? 1 : 0;
		letter_go_to_gap(self);
		visit_say(visit, ROLE_WARNING, letter_explain(err));
		return screen_stay();
	}
	kept_words_let_go(&self->kept, visit);
	visit_say(visit, ROLE_NOTICE, _("Done. They are told, with your words."));
	return (struct outcome){.kind = OUTCOME_CHOSEN, .choice = 1};
}

static struct outcome
letter_leave(struct letter *self)
{
	static const char *const answers[] = {N_("Go on writing"), N_("Don't do it"), NULL};
	static const struct question question = {
	    .title = N_("Leave without doing it?"),
	    .words = N_("Nothing was done yet. If you leave now, your words to them are gone."),
	    .answers = answers,
	};

	if (self->words.changes == self->untouched)
		return screen_back();
	return screen_push((struct route){.kind = ROUTE_ASK, .question = &question});
}

static struct outcome
letter_chosen(struct screen *screen, struct visit *visit, int64_t choice)
{
	if (choice != 2)
		return screen_stay();
	kept_words_let_go(&((struct letter *)screen)->kept, visit);
	return screen_back();
}

static struct outcome
letter_act(struct screen *screen, struct visit *visit, const struct intent *intent)
{
	struct letter *self = (struct letter *)screen;

	self->focus = 0;
	desk_touch(&visit->forum, &visit->actor, self->id);
	switch (intent->action) {
	case ACTION_SEND:
		return letter_send(self, visit);
	case ACTION_BACK:
		return letter_leave(self);
	default:
		return screen_decline();
	}
}

static void
letter_close(struct screen *screen, struct visit *visit)
{
	struct letter *self = (struct letter *)screen;

	kept_words_save(&self->kept, visit, &self->words);
	edit_clear(&self->words);
}

static enum err
letter_tick(struct screen *screen, struct visit *visit)
{
	struct letter *self = (struct letter *)screen;

	return kept_words_save(&self->kept, visit, &self->words);
}

struct screen *
case_letter_open(struct visit *visit, const struct route *route)
{
	static const struct screen_ops ops = {
	    .name = "case-letter",
	    .view = letter_view,
	    .act = letter_act,
	    .tick = letter_tick,
	    .chosen = letter_chosen,
	    .close = letter_close,
	    .is_only = true,
	};
	struct letter *self = screen_alloc(&ops, sizeof *self);

	self->id = route->number;
	self->act = (enum case_act)route->choice;
	self->ground = route->ground;
	edit_init(&self->words, TEXT_BODY, MODERATION_WORDS_BYTES);
	edit_set(&self->words, letter_template(self->act));
	self->untouched = self->words.changes;
	kept_words_begin(&self->kept, visit,
	    (struct form_at){.form = FORM_LETTER, .thread = self->id, .number = route->choice}, &self->words);
	letter_go_to_gap(self);
	return &self->screen;
}
