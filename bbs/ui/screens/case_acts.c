/*
 * What can be done in a case: a list, and behind some of its lines another (case_rows.c says which).
 */
#include "forum/desk.h"
#include "forum/desk_turn.h"
#include "forum/held.h"
#include "forum/moderation.h"
#include "ui/screens.h"
#include "ui/screens/case_parts.h"
#include "ui/screens/case_rows.h"
#include "ui/words.h"

struct acts {
	struct screen screen;
	int64_t id;
	enum case_acts_page page;
};

/* Lines that lead to another page are beside the acts. */
enum { ACTS_PAGE = 1000 };

static void
acts_add(struct view *out, int64_t id, const char *label)
{
	item_set_line(&view_add_item(out, id)->text, label);
}

/* Closing comes last. */
static void
acts_view(struct screen *screen, struct visit *visit, struct view *out)
{
	struct acts *self = (struct acts *)screen;
	const struct case_row *row = NULL;
	struct case_matter matter;
	enum err err = case_matter_get(visit, self->id, &matter);

	view_set_where(out, _("Home > The desk"));
	view_set_title(out, case_page_label(self->page));
	view_set_empty(out, _("Nothing just now. Go back one step to read the case."));
	if (err != ERR_OK) {
		view_add_notice(out, ROLE_WARNING, case_turn_explain(err));
		return;
	}
	while ((row = case_rows_next(&matter, self->page, row)) != NULL)
		acts_add(out, row->act, _(row->label));
	for (int page = 1; self->page == CASE_PAGE_FIRST && page < CASE_PAGE_COUNT; page++)
		if (case_rows_next(&matter, (enum case_acts_page)page, NULL))
			acts_add(out, ACTS_PAGE + page, case_page_label((enum case_acts_page)page));
	view_offer(out, ACTION_OPEN, _("Choose"));
	case_matter_clear(&matter);
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

/* From a page behind the first one too: back to the case. */
static struct outcome
acts_leave(const struct acts *self)
{
	return self->page ? (struct outcome){.kind = OUTCOME_CHOSEN, .choice = 1} : screen_back();
}

/* After taking it the list goes on, longer than before; after the rest the case is shown. */
static struct outcome
acts_finish(const struct acts *self, struct visit *visit, enum case_act act)
{
	enum err err = acts_do(self, visit, act);

	visit_say(visit, err == ERR_OK ? ROLE_NOTICE : ROLE_WARNING,
	    err == ERR_OK ? acts_praise(act) : case_turn_explain(err));
	return err == ERR_OK && act == CASE_CLAIM ? screen_stay() : acts_leave(self);
}

static struct outcome
acts_choose(const struct acts *self, struct visit *visit, const struct case_row *row, const struct case_matter *matter)
{
	if (row->route == ROUTE_COUNT)
		return acts_finish(self, visit, row->act);
	if (row->route == ROUTE_CONVERSATION)
		return screen_push((struct route){
		    .kind = ROUTE_CONVERSATION,
		    .thread = matter->file.row.thread,
		    .number = matter->file.message.number,
		});
	return screen_push((struct route){.kind = row->route, .number = self->id, .choice = (int)row->act});
}

static struct outcome
acts_act(struct screen *screen, struct visit *visit, const struct intent *intent)
{
	const struct acts *self = (const struct acts *)screen;
	struct outcome outcome = screen_stay();
	const struct case_row *row;
	struct case_matter matter;

	if (intent->action != ACTION_OPEN)
		return screen_decline();
	if (intent->item > ACTS_PAGE)
		return screen_push((struct route){.kind = ROUTE_CASE_ACTS,
		    .number = self->id,
		    .choice = (int)(intent->item - ACTS_PAGE)});
	if (case_matter_get(visit, self->id, &matter) != ERR_OK)
		return outcome;
	row = case_rows_find(&matter, self->page, (enum case_act)intent->item);
	if (row)
		outcome = acts_choose(self, visit, row, &matter);
	case_matter_clear(&matter);
	return outcome;
}

/* Something was done behind it: back to the case. */
static struct outcome
acts_chosen(struct screen *screen, struct visit *visit, int64_t choice)
{
	(void)visit;
	return choice ? acts_leave((struct acts *)screen) : screen_stay();
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
	self->page = (enum case_acts_page)route->choice;
	return &self->screen;
}
