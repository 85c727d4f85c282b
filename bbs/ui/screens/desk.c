/*
 * The desk: what waits for the team, the gravest first, then the oldest.
 */
#include <stdlib.h>

#include "base/clock.h"
#include "base/mem.h"
#include "forum/desk.h"
#include "forum/desk_team.h"
#include "forum/desk_turn.h"
#include "forum/waiting.h"
#include "ui/screens.h"
#include "ui/spoken.h"
#include "ui/team.h"
#include "ui/watching.h"
#include "ui/words.h"

/* "12 minutes old, 3 minutes left"; "12 minutes old, 2 minutes late". */
static char *
desk_clock_words(const struct desk_case *row, int64_t now)
{
	char *age = team_age(now - row->opened_at), *left, *out;

	if (!row->due_at) {
		out = mem_format(_("%s old"), age);
		free(age);
		return out;
	}
	left = team_age(llabs(row->due_at - now));
	/* Translators: two times, "12 minutes old, 3 minutes left". */
	out = mem_format(row->due_at > now ? _("%s old, %s left") : _("%s old, %s late"), age, left);
	free(left);
	free(age);
	return out;
}

static char *
desk_claim_words(const struct desk_case *row, const struct visit *visit, int64_t now)
{
	int64_t claimer = desk_claimer(row, now), holder = desk_turn_holder(row, now);

	if (holder)
		return holder == visit->actor.member ? mem_copy_string(_("given to you"))
						     : mem_format(_("given to %s"), row->for_name);
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

/* Of what they would rather not look at only that it is there. */
static char *
desk_case_words(const struct desk_case *row)
{
	return row->is_averse ? mem_format(_("%s: what you would rather not look at"), team_risk(row->risk))
			      : mem_format("%s: %s", team_risk(row->risk), team_reason_word(row->reason));
}

static void
desk_add_case(struct visit *visit, const struct desk_case *row, struct view *out)
{
	struct item *item = view_add_item(out, row->id);
	char *text = desk_case_words(row), *clock = desk_clock_words(row, clock_now());
	char *when = desk_claim_words(row, visit, clock_now());
	char *about = row->is_averse ? mem_copy_string("") : desk_about_words(row);

	item_set_line(&item->text, text);
	item_set_line(&item->detail, clock);
	item_set_line(&item->when, when);
	item_set_line(&item->about, about);
	if (row->risk == RISK_RED || row->missed_at)
		item->role = ROLE_URGENT;
	free(about);
	free(clock);
	free(when);
	free(text);
}

/* --- who else waits, and who is here --- */

/* Beside the ids of cases. */
static const int64_t DESK_UNHEARD = INT64_MAX;

static void
desk_add_unheard(struct visit *visit, struct view *out)
{
	struct waiting_counts counts;
	struct item *item;
	char *text, *late;

	if (waiting_count(&visit->forum, &visit->actor, &counts) != ERR_OK || !counts.all)
		return;
	view_add_heading(out, _("Not heard back"));
	text = mem_format(n_("%d person waits for a first answer", "%d people wait for a first answer", counts.all),
	    (int)counts.all);
	late = mem_format(n_("%d too long", "%d too long", counts.late), (int)counts.late);
	item = view_add_item(out, DESK_UNHEARD);
	item_set_line(&item->text, text);
	if (counts.late)
		item_set_line(&item->detail, late);
	free(late);
	free(text);
}

/* The days on which one of the team is there, or nobody; "" when every day has two. Owned. */
static char *
desk_thin_words(const struct cover *cover)
{
	char *out = mem_copy_string("");

	for (int day = 0; day < 7; day++) {
		char *before = out;

		if (cover->people[day] > 1)
			continue;
		/* Translators: a day of the week, "Monday". */
		out = mem_format("%s%s%s", before, *before ? ", " : "", spoken_weekday(day + 1));
		free(before);
	}
	return out;
}

static void
desk_add_line(struct view *out, const char *text)
{
	item_set_line(&view_add_item(out, 0)->text, text);
}

static void
desk_add_cover(struct visit *visit, struct view *out)
{
	char *watching = watching_words(visit), *days, *words;
	struct cover cover;

	view_add_heading(out, _("Who is here"));
	desk_add_line(out, watching);
	free(watching);
	if (desk_team_cover(&visit->forum, &cover) != ERR_OK)
		return;
	if (!cover.has_rota) {
		desk_add_line(out, _("Nobody of us is on the rota."));
		return;
	}
	days = desk_thin_words(&cover);
	/* Translators: days of the week. */
	words = *days ? mem_format(_("One of us or nobody: %s."), days)
		      : mem_copy_string(_("Two of us or more on every day."));
	desk_add_line(out, words);
	free(words);
	free(days);
}

/* --- the page --- */

struct desk {
	struct screen screen;
	int show;            /* DESK_SHOW_ALL ... */
	int64_t after, next; /* this page and the next begin after these; 0: from the start, there is none */
	int64_t asked;       /* the case that they would rather not look at, and have chosen */
};

static struct desk_ask
desk_ask(const struct desk *self)
{
	struct desk_ask ask = {.after = self->after};

	if (self->show == DESK_SHOW_MINE)
		ask.kind = CASE_MINE_ONLY;
	else if (self->show == DESK_SHOW_LATE)
		ask.kind = CASE_LATE;
	else if (self->show >= DESK_SHOW_QUEUE) {
		ask.kind = CASE_IN_QUEUE;
		ask.queue = (enum queue)(self->show - DESK_SHOW_QUEUE);
	}
	return ask;
}

static void
desk_say_where(const struct desk *self, struct view *out)
{
	view_set_where(out, _("Home"));
	view_set_title(out, _("The desk"));
	if (self->show == DESK_SHOW_MINE)
		view_set_intro(out, _("What you have, and what was given to you."));
	else if (self->show == DESK_SHOW_LATE)
		view_set_intro(out, _("What waits too long."));
	else if (self->show >= DESK_SHOW_QUEUE)
		view_set_intro(out, team_queue((enum queue)(self->show - DESK_SHOW_QUEUE)));
}

static void
desk_add_cases(struct desk *self, struct visit *visit, const struct desk_case_list *list, struct view *out)
{
	for (size_t k = 0; k < list->count && k < DESK_SHOWN; k++)
		desk_add_case(visit, &list->rows[k], out);
	if (!list->count)
		desk_add_line(out,
		    self->show || self->after ? _("Nothing here.") : _("Nothing waits. Thank you for looking."));
	self->next = list->count > DESK_SHOWN ? list->rows[DESK_SHOWN - 1].id : 0;
}

static void
desk_view(struct screen *screen, struct visit *visit, struct view *out)
{
	struct desk *self = (struct desk *)screen;
	struct desk_case_list list = {0};
	struct desk_ask ask = desk_ask(self);
	enum err err = desk_list(&visit->forum, &visit->actor, &ask, &list);

	desk_say_where(self, out);
	if (err != ERR_OK) {
		view_add_notice(out, ROLE_WARNING, visit_explain(err));
		desk_case_list_clear(&list);
		return;
	}
	if (desk_is_alone(&visit->forum, &visit->actor))
		view_add_notice(out, ROLE_WARNING,
		    _("A case is about you, and nobody else is on the team to look at it. Please tell the people who run "
		      "this board."));
	desk_add_cases(self, visit, &list, out);
	desk_add_unheard(visit, out);
	desk_add_cover(visit, out);
	view_offer(out, ACTION_OPEN, NULL);
	if (self->next)
		view_offer(out, ACTION_MORE, _("More cases"));
	if (self->after)
		view_offer(out, ACTION_EARLIER, _("From the start"));
	view_offer(out, ACTION_CHOICES, NULL);
	desk_case_list_clear(&list);
}

static struct outcome
desk_go_to(struct desk *self, int64_t after)
{
	self->after = after;
	return screen_stay();
}

/* What they would rather not look at opens when they say so. */
static struct outcome
desk_open_one(struct desk *self, struct visit *visit, int64_t id)
{
	static const char *const answers[] = {N_("Leave it to others"), N_("Look at it"), NULL};
	static const struct question question = {
	    .title = N_("Look at it all the same?"),
	    .words = N_("It is about what you would rather not look at. You need not."),
	    .answers = answers,
	};
	struct desk_file file;
	bool is_averse = false;

	if (!id)
		return screen_stay();
	if (id == DESK_UNHEARD)
		return screen_push((struct route){.kind = ROUTE_WAITING});
	if (desk_open(&visit->forum, &visit->actor, id, &file) == ERR_OK) {
		is_averse = file.row.is_averse && file.row.claimed_by != visit->actor.member;
		desk_file_clear(&file);
	}
	self->asked = id;
	return is_averse ? screen_push((struct route){.kind = ROUTE_ASK, .question = &question})
			 : screen_push((struct route){.kind = ROUTE_CASE, .number = id});
}

static struct outcome
desk_act(struct screen *screen, struct visit *visit, const struct intent *intent)
{
	struct desk *self = (struct desk *)screen;

	switch (intent->action) {
	case ACTION_OPEN:
		return desk_open_one(self, visit, intent->item);
	case ACTION_MORE:
		return self->next ? desk_go_to(self, self->next) : screen_stay();
	case ACTION_EARLIER:
		return desk_go_to(self, 0);
	case ACTION_CHOICES:
		return screen_push((struct route){.kind = ROUTE_DESK_CHOICES});
	default:
		return screen_decline();
	}
}

/* What to show, from the choices; or the answer to the question about one case. */
static struct outcome
desk_chosen(struct screen *screen, struct visit *visit, int64_t choice)
{
	struct desk *self = (struct desk *)screen;
	int64_t asked = self->asked;

	(void)visit;
	self->asked = 0;
	if (asked)
		return choice == 2 ? screen_push((struct route){.kind = ROUTE_CASE, .number = asked}) : screen_stay();
	if (choice > 0 && choice <= DESK_SHOW_COUNT) {
		self->show = (int)choice - 1;
		self->after = 0;
	}
	return screen_stay();
}

static const struct screen_ops desk_screen = {
    .name = "desk",
    .view = desk_view,
    .act = desk_act,
    .chosen = desk_chosen,
};

struct screen *
desk_open_screen(struct visit *visit, const struct route *route)
{
	struct desk *self = screen_alloc(&desk_screen, sizeof *self);

	(void)visit;
	self->show = route->choice;
	return &self->screen;
}
