/*
 * The desk: what waits for the team, the gravest first, then the oldest.
 */
#include <stdlib.h>

#include "base/clock.h"
#include "base/mem.h"
#include "forum/desk.h"
#include "ui/screens.h"
#include "ui/spoken.h"
#include "ui/team.h"
#include "ui/words.h"

/* The clock of a case: "waiting 12 minutes". */
static char *
desk_clock_words(const struct desk_case *row, int64_t now)
{
	char *age = team_age(now - row->opened_at), *out = mem_format(_("waiting %s"), age);

	free(age);
	return out;
}

static char *
desk_claim_words(const struct desk_case *row, const struct visit *visit, int64_t now)
{
	int64_t claimer = desk_claimer(row, now);

	if (!claimer)
		return mem_copy_string(_("nobody has it"));
	if (claimer == visit->actor.member)
		return mem_copy_string(_("you have it"));
	return mem_format(_("%s has it"), row->claimer_name);
}

static char *
desk_about_words(const struct desk_case *row)
{
	if (*row->thread_title && row->about) {
		char *who = spoken_writer(row->about_name, row->alias, false);
		char *out = mem_format(_("%s, in %s"), who, row->thread_title);

		free(who);
		return out;
	}
	if (row->private_message)
		return mem_format(_("%s, in a private message"), row->about_name);
	return mem_copy_string(_("Told with W, not about a message"));
}

static void
desk_add_case(struct visit *visit, const struct desk_case *row, struct view *out)
{
	struct item *item = view_add_item(out, row->id);
	char *text = mem_format("%s: %s", team_risk(row->risk), team_reason_word(row->reason));
	char *clock = desk_clock_words(row, clock_now()), *when = desk_claim_words(row, visit, clock_now());
	char *about = desk_about_words(row);

	item_set_line(&item->text, text);
	item_set_line(&item->detail, clock);
	item_set_line(&item->when, when);
	item_set_line(&item->about, about);
	if (row->risk == RISK_RED)
		item->role = ROLE_URGENT;
	free(about);
	free(clock);
	free(when);
	free(text);
}

static void
desk_view(struct screen *screen, struct visit *visit, struct view *out)
{
	struct desk_case_list list = {0};
	enum err err = desk_list(&visit->forum, &visit->actor, &(struct desk_ask){0}, &list);

	(void)screen;
	view_set_where(out, _("Home"));
	view_set_title(out, _("The desk"));
	if (err == ERR_OK)
		view_set_empty(out, _("Nothing waits. Thank you for looking."));
	if (err != ERR_OK)
		view_add_notice(out, ROLE_WARNING, visit_explain(err));
	if (desk_is_alone(&visit->forum, &visit->actor))
		view_add_notice(out, ROLE_WARNING,
		    _("A case is about you, and nobody else is on the team to look at it. Please tell the people who run "
		      "this board."));
	if (list.count > DESK_SHOWN)
		view_add_notice(out, ROLE_NOTICE, _("More cases wait after these."));
	for (size_t k = 0; k < list.count && k < DESK_SHOWN; k++)
		desk_add_case(visit, &list.rows[k], out);
	view_offer(out, ACTION_OPEN, NULL);
	desk_case_list_clear(&list);
}

static struct outcome
desk_act(struct screen *screen, struct visit *visit, const struct intent *intent)
{
	(void)screen;
	(void)visit;
	if (intent->action != ACTION_OPEN)
		return screen_decline();
	return intent->item ? screen_push((struct route){.kind = ROUTE_CASE, .number = intent->item}) : screen_stay();
}

static const struct screen_ops desk_screen = {.name = "desk", .view = desk_view, .act = desk_act};

struct screen *
desk_open_screen(struct visit *visit, const struct route *route)
{
	(void)visit;
	(void)route;
	return screen_alloc(&desk_screen, sizeof(struct screen));
}
