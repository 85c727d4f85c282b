/*
 * What can be done in a case: a list, each line of it a row of one table, shown when it makes sense for this case now.
 * What needs a reason goes on to a list of them, and then to a letter (case_letter.c).
 */
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "forum/desk.h"
#include "forum/desk_turn.h"
#include "forum/message.h"
#include "forum/moderation.h"
#include "forum/opinion.h"
#include "ui/screens.h"
#include "ui/screens/case_done.h"
#include "ui/screens/case_parts.h"
#include "ui/screens/held.h"
#include "ui/team.h"
#include "ui/words.h"

struct acts {
	struct screen screen;
	int64_t id;
};

/* A case and who looks at it, read anew each time. */
struct matter {
	const struct visit *visit;
	struct desk_file file;
	bool is_mine, is_held, is_appeal, is_own_decision;
	bool may_ask, may_give; /* an opinion: the first, or the second */
};

static bool
can_claim(const struct matter *matter)
{
	int64_t claimer = desk_claimer(&matter->file.row, clock_now());
	int64_t holder = desk_turn_holder(&matter->file.row, clock_now());

	return !matter->is_own_decision && (!claimer || (claimer == matter->visit->actor.member && !matter->is_mine)) &&
	    (!holder || holder == matter->visit->actor.member) &&
	    (!matter->file.is_for_lead || actor_can(&matter->visit->actor, CAP_TOLD_RED));
}

static bool
can_act(const struct matter *matter)
{
	return matter->is_mine;
}

/* What waits for the team would wait for ever. */
static bool
can_close(const struct matter *matter)
{
	return matter->is_mine && !matter->is_held;
}

/* What was told as little may be much. */
static bool
can_grade_red(const struct matter *matter)
{
	return matter->is_mine && matter->file.row.risk < RISK_RED;
}

static bool
can_grade_amber(const struct matter *matter)
{
	return matter->is_mine && matter->file.row.risk == RISK_RED;
}

static bool
can_grade_green(const struct matter *matter)
{
	return matter->is_mine && matter->file.row.risk > RISK_REST;
}

static bool
can_read(const struct matter *matter)
{
	return matter->file.message.id > 0 || (matter->is_held && matter->file.row.thread > 0);
}

static bool
can_hide(const struct matter *matter)
{
	return matter->is_mine && matter->file.message.id && message_is_live(&matter->file.message) &&
	    actor_can(&matter->visit->actor, CAP_HIDE);
}

static bool
can_restore(const struct matter *matter)
{
	return matter->is_mine && matter->file.message.id && !strcmp(matter->file.message.state, "hidden") &&
	    actor_can(&matter->visit->actor, CAP_HIDE);
}

/* Nobody but the team and its writer has seen it. */
static bool
can_release(const struct matter *matter)
{
	return matter->is_mine && matter->is_held && actor_can(&matter->visit->actor, CAP_RELEASE);
}

/* Members told of it, and it is folded until the team has looked. */
static bool
can_unfold(const struct matter *matter)
{
	return can_hide(matter) && *matter->file.message.folded;
}

static bool
can_pause(const struct matter *matter)
{
	return matter->is_mine && matter->file.row.about && matter->file.paused_until <= clock_now() &&
	    actor_can(&matter->visit->actor, CAP_PAUSE);
}

static bool
can_end_pause(const struct matter *matter)
{
	return matter->is_mine && matter->file.row.about && matter->file.paused_until > clock_now() &&
	    actor_can(&matter->visit->actor, CAP_PAUSE);
}

static bool
can_ask_second(const struct matter *matter)
{
	return matter->may_ask;
}

static bool
can_give_second(const struct matter *matter)
{
	return matter->may_give;
}

static bool
can_answer(const struct matter *matter)
{
	return matter->is_mine && matter->is_appeal;
}

/* A name that is not on it, or private messages around it. Who has the case asks; the others say yes or no. */
static bool
has_sealed(const struct matter *matter)
{
	return ((matter->file.row.alias && matter->file.row.about) || matter->file.row.private_message) &&
	    actor_can(&matter->visit->actor, CAP_UNSEAL);
}

/* The order is the order of the lines. route: where it goes on, ROUTE_COUNT: it is done at once. */
static const struct act {
	enum case_act act;
	const char *label; /* untranslated */
	bool (*is_shown)(const struct matter *);
	enum route_kind route;
} acts[] = {
    {CASE_CLAIM, N_("Take this case"), can_claim, ROUTE_COUNT},
    {CASE_LET_OUT, N_("Let it out, so that all can read it"), can_release, ROUTE_COUNT},
    {CASE_SEND_BACK, N_("Send it back to its writer"), can_release, ROUTE_CASE_GROUND},
    {CASE_READ, N_("Read the conversation there"), can_read, ROUTE_CONVERSATION},
    {CASE_CHANGE, N_("It was wrong: undo it"), can_answer, ROUTE_CASE_LETTER},
    {CASE_UPHOLD, N_("It was right: it stays"), can_answer, ROUTE_CASE_LETTER},
    {CASE_RED, N_("Red: I have read it, somebody may be in danger"), can_grade_red, ROUTE_COUNT},
    {CASE_AMBER, N_("Amber: I have read it, it can wait a little"), can_grade_amber, ROUTE_COUNT},
    {CASE_GREEN, N_("Green: I have read it, nobody is in danger"), can_grade_green, ROUTE_COUNT},
    {CASE_HIDE, N_("Hide the message"), can_hide, ROUTE_CASE_GROUND},
    {CASE_RESTORE, N_("Put the message back"), can_restore, ROUTE_CASE_LETTER},
    {CASE_UNFOLD, N_("Unfold the message, so that all can read it"), can_unfold, ROUTE_COUNT},
    {CASE_PAUSE_2_WEEKS, N_("Pause the writer for 2 weeks"), can_pause, ROUTE_CASE_GROUND},
    {CASE_PAUSE_1_MONTH, N_("Pause the writer for 1 month"), can_pause, ROUTE_CASE_GROUND},
    {CASE_END_PAUSE, N_("End the writer's pause"), can_end_pause, ROUTE_CASE_LETTER},
    {CASE_OPINION, N_("Say what you think, and ask for a second opinion"), can_ask_second, ROUTE_CASE_OPINION},
    {CASE_SECOND, N_("Give a second opinion"), can_give_second, ROUTE_CASE_OPINION},
    {CASE_NOTE, N_("Note something for the team"), can_act, ROUTE_CASE_NOTE},
    {CASE_PASS_ON, N_("Pass it on. You need no reason"), can_act, ROUTE_COUNT},
    {CASE_GIVE, N_("Give it to somebody of the team"), can_act, ROUTE_CASE_GIVE},
    {CASE_SEALED, N_("What is sealed here, and who may open it"), has_sealed, ROUTE_SEALED},
    {CASE_CLOSE_DONE, N_("Close it: what was needed is done"), can_close, ROUTE_COUNT},
    {CASE_CLOSE_TALKED, N_("Close it: I talked with them"), can_close, ROUTE_COUNT},
    {CASE_CLOSE_NONE, N_("Close it: nothing was needed"), can_close, ROUTE_COUNT},
};

enum { ACTS = sizeof acts / sizeof *acts };

static enum err
acts_get_opinion(int64_t id, struct visit *visit, struct matter *out)
{
	struct opinion_state state = {0};
	enum err err = opinion_look(&visit->forum, &visit->actor, id, &state);

	out->may_ask = state.may_ask;
	out->may_give = state.may_give;
	opinion_state_clear(&state);
	return err;
}

static enum err
acts_get(const struct acts *self, struct visit *visit, struct matter *out)
{
	enum err err = desk_open(&visit->forum, &visit->actor, self->id, &out->file);

	out->visit = visit;
	out->may_ask = out->may_give = false;
	if (err == ERR_OK && out->file.row.closed_at) {
		desk_file_clear(&out->file);
		err = ERR_CLOSED;
	}
	if (err != ERR_OK)
		return err;
	out->is_mine = out->file.row.claimed_by == visit->actor.member;
	out->is_held = case_is_held(visit, self->id);
	out->is_appeal = out->file.row.appeal_of > 0;
	out->is_own_decision = out->is_appeal && case_is_own_decision(visit, self->id);
	err = acts_get_opinion(self->id, visit, out);
	if (err != ERR_OK)
		desk_file_clear(&out->file);
	return err;
}

/* An appeal ends with an answer, and is no place for anything new. */
static bool
acts_is_for_appeal(const struct act *act)
{
	bool closes = act->act == CASE_CLOSE_DONE || act->act == CASE_CLOSE_TALKED || act->act == CASE_CLOSE_NONE;
	bool is_letter = act->route == ROUTE_CASE_GROUND || act->route == ROUTE_CASE_LETTER;

	return act->is_shown == can_answer || !(closes || is_letter || act->act == CASE_UNFOLD);
}

static bool
acts_has(const struct matter *matter, const struct act *act)
{
	return (!matter->is_appeal || acts_is_for_appeal(act)) && act->is_shown(matter);
}

static void
acts_view(struct screen *screen, struct visit *visit, struct view *out)
{
	struct matter matter;
	enum err err = acts_get((struct acts *)screen, visit, &matter);

	view_set_where(out, _("Home > The desk"));
	view_set_title(out, _("What you can do"));
	view_set_empty(out, _("Nothing just now. Go back one step to read the case."));
	if (err != ERR_OK) {
		view_add_notice(out, ROLE_WARNING, case_turn_explain(err));
		return;
	}
	for (int k = 0; k < ACTS; k++)
		if (acts_has(&matter, &acts[k]))
			item_set_line(&view_add_item(out, acts[k].act)->text, _(acts[k].label));
	view_offer(out, ACTION_OPEN, _("Choose"));
	desk_file_clear(&matter.file);
}

static enum err
acts_do(const struct acts *self, struct visit *visit, enum case_act act)
{
	struct forum *forum = &visit->forum;
	const struct actor *actor = &visit->actor;
	int64_t next;

	switch (act) {
	case CASE_CLAIM:
		return desk_claim(forum, actor, self->id);
	case CASE_RED:
		return desk_grade(forum, actor, self->id, RISK_RED);
	case CASE_AMBER:
		return desk_grade(forum, actor, self->id, RISK_AMBER);
	case CASE_GREEN:
		return desk_grade(forum, actor, self->id, RISK_REST);
	case CASE_UNFOLD:
		return moderation_unfold(forum, actor, self->id);
	case CASE_LET_OUT:
		return held_let_out(forum, actor, self->id);
	case CASE_PASS_ON:
		return desk_turn_pass_on(forum, actor, self->id, &next);
	case CASE_CLOSE_DONE:
		return desk_close(forum, actor, self->id, DESK_DONE);
	case CASE_CLOSE_TALKED:
		return desk_close(forum, actor, self->id, DESK_TALKED);
	case CASE_CLOSE_NONE:
		return desk_close(forum, actor, self->id, DESK_NONE);
	default:
		return ERR_NOT_FOUND;
	}
}

static const char *
acts_praise(enum case_act act)
{
	switch (act) {
	case CASE_CLAIM:
		return _("It is yours now.");
	case CASE_LET_OUT:
		return _("Done. Everybody can read it now, and its writer is told. The case is closed.");
	case CASE_PASS_ON:
		return _("You passed it on. It waits for somebody else. That is fine.");
	case CASE_UNFOLD:
		return _("Done. Everybody can read it again, and the writer is told.");
	case CASE_RED:
		return _("Noted. It is red now, and the lead is told.");
	case CASE_AMBER:
		return _("Noted. It is amber now.");
	case CASE_GREEN:
		return _("Noted. It is green now.");
	default:
		return _("Closed. Those who told the team hear that somebody looked. Thank you.");
	}
}

/* After taking it the list goes on, longer than before; after the rest the case is shown. */
static struct outcome
acts_finish(const struct acts *self, struct visit *visit, enum case_act act)
{
	enum err err = acts_do(self, visit, act);

	visit_say(visit, err == ERR_OK ? ROLE_NOTICE : ROLE_WARNING,
	    err == ERR_OK ? acts_praise(act) : case_turn_explain(err));
	return err == ERR_OK && act == CASE_CLAIM ? screen_stay() : screen_back();
}

static struct outcome
acts_choose(const struct acts *self, struct visit *visit, const struct act *act, const struct matter *matter)
{
	if (act->route == ROUTE_COUNT)
		return acts_finish(self, visit, act->act);
	if (act->route == ROUTE_CONVERSATION)
		return screen_push((struct route){
		    .kind = ROUTE_CONVERSATION,
		    .thread = matter->file.row.thread,
		    .number = matter->file.message.number,
		});
	return screen_push((struct route){.kind = act->route, .number = self->id, .choice = (int)act->act});
}

static struct outcome
acts_act(struct screen *screen, struct visit *visit, const struct intent *intent)
{
	const struct acts *self = (const struct acts *)screen;
	struct outcome outcome = screen_stay();
	struct matter matter;

	if (intent->action != ACTION_OPEN)
		return screen_decline();
	if (acts_get(self, visit, &matter) != ERR_OK)
		return outcome;
	for (int k = 0; k < ACTS; k++)
		if ((int64_t)acts[k].act == intent->item && acts_has(&matter, &acts[k]))
			outcome = acts_choose(self, visit, &acts[k], &matter);
	desk_file_clear(&matter.file);
	return outcome;
}

/* A letter was sent: back to the case. */
static struct outcome
acts_chosen(struct screen *screen, struct visit *visit, int64_t choice)
{
	(void)screen;
	(void)visit;
	return choice ? screen_back() : screen_stay();
}

static const struct screen_ops acts_screen = {
    .name = "case-acts",
    .view = acts_view,
    .act = acts_act,
    .chosen = acts_chosen,
};

struct screen *
case_acts_open(struct visit *visit, const struct route *route)
{
	struct acts *self = screen_alloc(&acts_screen, sizeof *self);

	(void)visit;
	self->id = route->number;
	return &self->screen;
}
