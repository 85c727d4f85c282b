/*
 * A row for each thing that can be done. What needs a reason goes on to a list of them, and then to a letter
 * (case_letter.c).
 */
#include <string.h>

#include "base/clock.h"
#include "forum/desk_turn.h"
#include "forum/message.h"
#include "forum/opinion.h"
#include "ui/screens/case_done.h"
#include "ui/screens/case_rows.h"
#include "ui/screens/held.h"
#include "ui/words.h"

static const char *const page_labels[CASE_PAGE_COUNT] = {
    [CASE_PAGE_FIRST] = N_("What you can do"),
    [CASE_PAGE_MESSAGE] = N_("Do something with the message"),
    [CASE_PAGE_WRITER] = N_("Do something about the writer"),
    [CASE_PAGE_TEAM] = N_("Ask the others, or note something"),
    [CASE_PAGE_CLOSE] = N_("Close the case"),
};

const char *
case_page_label(enum case_acts_page page)
{
	return _(page_labels[page]);
}

static bool
can_claim(const struct case_matter *matter)
{
	int64_t claimer = desk_claimer(&matter->file.row, clock_now());
	int64_t holder = desk_turn_holder(&matter->file.row, clock_now());

	return !matter->is_own_decision && (!claimer || (claimer == matter->visit->actor.member && !matter->is_mine)) &&
	    (!holder || holder == matter->visit->actor.member) &&
	    (!matter->file.is_for_lead || actor_can(&matter->visit->actor, CAP_TOLD_RED));
}

static bool
can_act(const struct case_matter *matter)
{
	return matter->is_mine;
}

/* What waits for the team would wait for ever. */
static bool
can_close(const struct case_matter *matter)
{
	return matter->is_mine && !matter->is_held;
}

/* What was told as little may be much. */
static bool
can_grade_red(const struct case_matter *matter)
{
	return matter->is_mine && matter->file.row.risk < RISK_RED;
}

static bool
can_grade_amber(const struct case_matter *matter)
{
	return matter->is_mine && matter->file.row.risk == RISK_RED;
}

static bool
can_grade_green(const struct case_matter *matter)
{
	return matter->is_mine && matter->file.row.risk > RISK_REST;
}

static bool
can_read(const struct case_matter *matter)
{
	return matter->file.message.id > 0 || (matter->is_held && matter->file.row.thread > 0);
}

static bool
can_hide(const struct case_matter *matter)
{
	return matter->is_mine && matter->file.message.id && message_is_live(&matter->file.message) &&
	    actor_can(&matter->visit->actor, CAP_HIDE);
}

static bool
can_restore(const struct case_matter *matter)
{
	return matter->is_mine && matter->file.message.id && !strcmp(matter->file.message.state, "hidden") &&
	    actor_can(&matter->visit->actor, CAP_HIDE);
}

/* Nobody but the team and its writer has seen it. */
static bool
can_release(const struct case_matter *matter)
{
	return matter->is_mine && matter->is_held && actor_can(&matter->visit->actor, CAP_RELEASE);
}

/* Members told of it, and it is folded until the team has looked. */
static bool
can_unfold(const struct case_matter *matter)
{
	return can_hide(matter) && *matter->file.message.folded;
}

static bool
can_pause(const struct case_matter *matter)
{
	return matter->is_mine && matter->file.row.about && matter->file.paused_until <= clock_now() &&
	    actor_can(&matter->visit->actor, CAP_PAUSE);
}

static bool
can_end_pause(const struct case_matter *matter)
{
	return matter->is_mine && matter->file.row.about && matter->file.paused_until > clock_now() &&
	    actor_can(&matter->visit->actor, CAP_PAUSE);
}

static bool
can_ask_second(const struct case_matter *matter)
{
	return matter->may_ask;
}

static bool
can_give_second(const struct case_matter *matter)
{
	return matter->may_give;
}

static bool
can_answer(const struct case_matter *matter)
{
	return matter->is_mine && matter->is_appeal;
}

/* A name that is not on it, or private messages around it. Who has the case asks; the others say yes or no. */
static bool
has_sealed(const struct case_matter *matter)
{
	return ((matter->file.row.alias && matter->file.row.about) || matter->file.row.private_message) &&
	    actor_can(&matter->visit->actor, CAP_UNSEAL);
}

/* The order is the order of the lines. */
static const struct case_row rows[] = {
    {CASE_CLAIM, CASE_PAGE_FIRST, N_("Take this case"), can_claim, ROUTE_COUNT},
    {CASE_LET_OUT, CASE_PAGE_FIRST, N_("Let it out, so that all can read it"), can_release, ROUTE_COUNT},
    {CASE_SEND_BACK, CASE_PAGE_FIRST, N_("Send it back to its writer"), can_release, ROUTE_CASE_GROUND},
    {CASE_READ, CASE_PAGE_FIRST, N_("Read the conversation there"), can_read, ROUTE_CONVERSATION},
    {CASE_CHANGE, CASE_PAGE_FIRST, N_("It was wrong: undo it"), can_answer, ROUTE_CASE_LETTER},
    {CASE_UPHOLD, CASE_PAGE_FIRST, N_("It was right: it stays"), can_answer, ROUTE_CASE_LETTER},
    {CASE_RED, CASE_PAGE_FIRST, N_("Red: I have read it, somebody may be in danger"), can_grade_red, ROUTE_COUNT},
    {CASE_AMBER, CASE_PAGE_FIRST, N_("Amber: I have read it, it can wait a little"), can_grade_amber, ROUTE_COUNT},
    {CASE_GREEN, CASE_PAGE_FIRST, N_("Green: I have read it, nobody is in danger"), can_grade_green, ROUTE_COUNT},
    {CASE_HIDE, CASE_PAGE_MESSAGE, N_("Hide the message"), can_hide, ROUTE_CASE_GROUND},
    {CASE_RESTORE, CASE_PAGE_MESSAGE, N_("Put the message back"), can_restore, ROUTE_CASE_LETTER},
    {CASE_UNFOLD, CASE_PAGE_MESSAGE, N_("Unfold the message, so that all can read it"), can_unfold, ROUTE_COUNT},
    {CASE_PAUSE_2_WEEKS, CASE_PAGE_WRITER, N_("Pause the writer for 2 weeks"), can_pause, ROUTE_CASE_GROUND},
    {CASE_PAUSE_1_MONTH, CASE_PAGE_WRITER, N_("Pause the writer for 1 month"), can_pause, ROUTE_CASE_GROUND},
    {CASE_END_PAUSE, CASE_PAGE_WRITER, N_("End the writer's pause"), can_end_pause, ROUTE_CASE_LETTER},
    {CASE_OPINION, CASE_PAGE_TEAM, N_("Say what you think, and ask for a second opinion"), can_ask_second,
	ROUTE_CASE_OPINION},
    {CASE_SECOND, CASE_PAGE_FIRST, N_("Give a second opinion"), can_give_second, ROUTE_CASE_OPINION},
    {CASE_NOTE, CASE_PAGE_TEAM, N_("Note something for the team"), can_act, ROUTE_CASE_NOTE},
    {CASE_PASS_ON, CASE_PAGE_TEAM, N_("Pass it on. You need no reason"), can_act, ROUTE_COUNT},
    {CASE_GIVE, CASE_PAGE_TEAM, N_("Give it to somebody of the team"), can_act, ROUTE_CASE_GIVE},
    {CASE_SEALED, CASE_PAGE_TEAM, N_("What is sealed here, and who may open it"), has_sealed, ROUTE_SEALED},
    {CASE_CLOSE_DONE, CASE_PAGE_CLOSE, N_("Close it: what was needed is done"), can_close, ROUTE_COUNT},
    {CASE_CLOSE_TALKED, CASE_PAGE_CLOSE, N_("Close it: I talked with them"), can_close, ROUTE_COUNT},
    {CASE_CLOSE_NONE, CASE_PAGE_CLOSE, N_("Close it: nothing was needed"), can_close, ROUTE_COUNT},
};

enum { ROWS = sizeof rows / sizeof *rows };

static enum err
case_matter_get_opinion(struct visit *visit, int64_t id, struct case_matter *out)
{
	struct opinion_state state = {0};
	enum err err = opinion_look(&visit->forum, &visit->actor, id, &state);

	out->may_ask = state.may_ask;
	out->may_give = state.may_give;
	opinion_state_clear(&state);
	return err;
}

enum err
case_matter_get(struct visit *visit, int64_t id, struct case_matter *out)
{
	enum err err = desk_open(&visit->forum, &visit->actor, id, &out->file);

	out->visit = visit;
	out->may_ask = out->may_give = false;
	if (err == ERR_OK && out->file.row.closed_at) {
		desk_file_clear(&out->file);
		err = ERR_CLOSED;
	}
	if (err != ERR_OK)
		return err;
	out->is_mine = out->file.row.claimed_by == visit->actor.member;
	out->is_held = case_is_held(visit, id);
	out->is_appeal = out->file.row.appeal_of > 0;
	out->is_own_decision = out->is_appeal && case_is_own_decision(visit, id);
	err = case_matter_get_opinion(visit, id, out);
	if (err != ERR_OK)
		desk_file_clear(&out->file);
	return err;
}

void
case_matter_clear(struct case_matter *matter)
{
	desk_file_clear(&matter->file);
}

/* An appeal ends with an answer, and is no place for anything new. */
static bool
row_is_for_appeal(const struct case_row *row)
{
	bool is_letter = row->route == ROUTE_CASE_GROUND || row->route == ROUTE_CASE_LETTER;

	return row->is_shown == can_answer || !(row->page == CASE_PAGE_CLOSE || is_letter || row->act == CASE_UNFOLD);
}

static bool
row_is_shown(const struct case_matter *matter, const struct case_row *row)
{
	return (!matter->is_appeal || row_is_for_appeal(row)) && row->is_shown(matter);
}

const struct case_row *
case_rows_next(const struct case_matter *matter, enum case_acts_page page, const struct case_row *after)
{
	for (const struct case_row *row = after ? after + 1 : rows; row < rows + ROWS; row++)
		if (row->page == page && row_is_shown(matter, row))
			return row;
	return NULL;
}

const struct case_row *
case_rows_find(const struct case_matter *matter, enum case_acts_page page, enum case_act act)
{
	const struct case_row *row = NULL;

	do
		row = case_rows_next(matter, page, row);
	while (row && row->act != act);
	return row;
}
