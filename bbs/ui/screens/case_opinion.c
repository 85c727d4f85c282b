/*
 * What somebody of the team thinks of a case: a form, and how the two opinions are read beside the case. Who gives the
 * second one does not see the first.
 */
#include <stdlib.h>

#include "base/clock.h"
#include "base/mem.h"
#include "forum/desk.h"
#include "forum/opinion.h"
#include "ui/screens.h"
#include "ui/screens/case_parts.h"
#include "ui/screens/parts.h"
#include "ui/spoken.h"
#include "ui/team.h"
#include "ui/words.h"

enum { RISKS = RISK_RED };

struct opinion_form {
	struct screen screen;
	int64_t id;
	int risk, opinion; /* as chosen; risk 0 green, 1 amber, 2 red */
	struct edit words;
	struct kept_words kept;
	int64_t focus;
};

/* --- beside the case --- */

static const char *
opinion_word(int opinion)
{
	static const char *const words[OPINION_COUNT] = {
	    [OPINION_NONE] = N_("Nothing is needed"),
	    [OPINION_TALK] = N_("Talk with them"),
	    [OPINION_CHANGE] = N_("Take something out, or hide it"),
	    [OPINION_PAUSE] = N_("A pause for the writer, or more"),
	    [OPINION_OUTSIDE] = N_("The lead should ask for help from outside"),
	    [OPINION_UNSURE] = N_("I am not sure"),
	};

	return opinion < 0 ? "" : _(words[opinion]);
}

char *
case_outside_words(const struct visit *visit, int64_t team)
{
	if (team >= OPINION_TEAM_LEAST)
		return NULL;
	if (!*visit->config->desk_outside)
		return mem_copy_string(_(
		    "A second opinion needs three people. The team is smaller than that. Nobody outside it is named yet. "
		    "The people who run this board can name somebody."));
	return mem_format(
	    _("A second opinion needs three people. The team is smaller than that. For a view from outside, ask: %s"),
	    visit->config->desk_outside);
}

static void
opinion_add_item(const struct case_opinion *row, struct view *out)
{
	const char *word = opinion_word(opinion_find(row->opinion)), *risk = team_risk(row->risk);
	char *text =
	    *row->words ? mem_format("%s: %s.\n%s", risk, word, row->words) : mem_format("%s: %s.", risk, word);
	char *when = spoken_time(row->at, clock_now());
	struct item *item = view_add_item(out, 0);

	item_set_body(&item->text, text);
	item_set_line(&item->who, *row->by_name ? row->by_name : _("somebody who has left"));
	item_set_line(&item->when, when);
	free(when);
	free(text);
}

static void
opinion_add_line(struct view *out, const char *text)
{
	item_set_body(&view_add_item(out, 0)->text, text);
}

/* Where it stands: what is waited for, or whether the two agree. */
static void
opinion_say(const struct opinion_state *state, struct view *out)
{
	if (state->may_give)
		opinion_add_line(out,
		    _("Somebody asks for a second opinion. You can't see theirs yet, so that yours is your own."));
	else if (state->is_blind)
		opinion_add_line(out, _("Somebody asks for a second opinion. It waits for another of the team."));
	else if (state->is_asked)
		opinion_add_line(out, _("You asked for a second opinion. Nobody has given one yet."));
	else if (opinion_differs(&state->seen))
		opinion_add_line(out, _("The two differ. That is fine. Talk it over before you act."));
	else if (state->seen.count > 1)
		opinion_add_line(out, _("The two agree."));
}

void
case_add_opinions(struct visit *visit, int64_t desk_case, struct view *out)
{
	struct opinion_state state = {0};
	char *outside;

	if (opinion_look(&visit->forum, &visit->actor, desk_case, &state) != ERR_OK ||
	    (!state.seen.count && !state.is_blind)) {
		opinion_state_clear(&state);
		return;
	}
	view_add_heading(out, _("What two of us think"));
	opinion_say(&state, out);
	for (size_t k = 0; k < state.seen.count; k++)
		opinion_add_item(&state.seen.rows[k], out);
	outside = state.is_asked ? case_outside_words(visit, state.team) : NULL;
	if (outside)
		opinion_add_line(out, outside);
	free(outside);
	opinion_state_clear(&state);
}

/* --- the form --- */

static void
opinion_say_how(const struct opinion_form *self, struct visit *visit, struct view *out)
{
	struct opinion_state state = {0};
	char *outside;

	if (opinion_look(&visit->forum, &visit->actor, self->id, &state) != ERR_OK)
		return;
	view_set_intro(out,
	    state.may_give ? _("Say what you would do. After that you can read what the first one thinks.")
			   : _("Say what you would do. Somebody else will say so too, without seeing this."));
	outside = case_outside_words(visit, state.team);
	if (outside)
		view_add_notice(out, ROLE_NOTICE, outside);
	free(outside);
	opinion_state_clear(&state);
}

static void
opinion_view(struct screen *screen, struct visit *visit, struct view *out)
{
	struct opinion_form *self = (struct opinion_form *)screen;
	const char *risks[RISKS], *choices[OPINION_COUNT];

	for (int risk = RISK_REST; risk <= RISK_RED; risk++)
		risks[risk - RISK_REST] = team_risk(risk);
	for (int opinion = 0; opinion < OPINION_COUNT; opinion++)
		choices[opinion] = opinion_word(opinion);
	out->kind = VIEW_FORM;
	view_set_where(out, _("Home > The desk"));
	view_set_title(out, _("What you think"));
	opinion_say_how(self, visit, out);
	view_add_choice(out, _("How serious is it?"), "", &self->risk, risks, RISKS);
	view_add_choice(out, _("What should be done?"), "", &self->opinion, choices, OPINION_COUNT);
	view_add_field(out, FIELD_BODY, _("Why?"), _("You can leave this empty"), &self->words);
	out->focus = self->focus;
	view_offer(out, ACTION_SEND, _("Say so"));
}

static const char *
opinion_explain(enum err err)
{
	switch (err) {
	case ERR_TAKEN:
		return _("There are two opinions already, or you gave yours. Nothing was changed.");
	case ERR_CLOSED:
		return _("This case was closed meanwhile, so nothing was done. Your words are still here.");
	case ERR_DENIED:
		return _("Somebody else has this case now, so nothing was done. Your words are still here.");
	case ERR_TOO_LONG:
		return _("That is too long. Please make it shorter. Your words are still here.");
	default:
		return _(
		    "That didn't work just now, and nothing was done. Your words are still here. Please try again.");
	}
}

static struct outcome
opinion_send(struct opinion_form *self, struct visit *visit)
{
	enum err err = opinion_give(&visit->forum, &visit->actor, self->id, (enum opinion)self->opinion,
	    (enum risk)(self->risk + RISK_REST), self->words.text.text);

	if (err != ERR_OK) {
		visit_say(visit, ROLE_WARNING, opinion_explain(err));
		return screen_stay();
	}
	kept_words_let_go(&self->kept, visit);
	visit_say(visit, ROLE_NOTICE, _("Noted. It stands as you gave it, with your name."));
	return (struct outcome){.kind = OUTCOME_CHOSEN, .choice = 1};
}

static struct outcome
opinion_act(struct screen *screen, struct visit *visit, const struct intent *intent)
{
	struct opinion_form *self = (struct opinion_form *)screen;

	self->focus = 0;
	desk_touch(&visit->forum, &visit->actor, self->id);
	switch (intent->action) {
	case ACTION_SEND:
		return opinion_send(self, visit);
	case ACTION_BACK:
		return screen_back(); /* the words are kept */
	default:
		return screen_decline();
	}
}

static void
opinion_close(struct screen *screen, struct visit *visit)
{
	struct opinion_form *self = (struct opinion_form *)screen;

	kept_words_save(&self->kept, visit, &self->words);
	edit_clear(&self->words);
}

static enum err
opinion_tick(struct screen *screen, struct visit *visit)
{
	struct opinion_form *self = (struct opinion_form *)screen;

	return kept_words_save(&self->kept, visit, &self->words);
}

struct screen *
case_opinion_open(struct visit *visit, const struct route *route)
{
	static const struct screen_ops ops = {
	    .name = "case-opinion",
	    .view = opinion_view,
	    .act = opinion_act,
	    .tick = opinion_tick,
	    .close = opinion_close,
	    .is_only = true,
	};
	struct opinion_form *self = screen_alloc(&ops, sizeof *self);

	self->id = route->number;
	self->risk = RISK_AMBER - RISK_REST;
	self->opinion = OPINION_UNSURE; /* what is chosen at first must sway nobody */
	edit_init(&self->words, TEXT_BODY, OPINION_WORDS_BYTES);
	kept_words_begin(&self->kept, visit, (struct form_at){.form = FORM_OPINION, .thread = self->id}, &self->words);
	return &self->screen;
}
