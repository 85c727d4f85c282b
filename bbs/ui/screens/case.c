/*
 * One case: why and by how many it was told, in their words; what was said, and what stands there now; who wrote it, as
 * counts; and the house rule that fits. What can be done is one choice further (case_acts.c).
 */
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "forum/desk.h"
#include "forum/desk_turn.h"
#include "forum/message.h"
#include "ui/screens.h"
#include "ui/screens/case_parts.h"
#include "ui/screens/held.h"
#include "ui/screens/case_done.h"
#include "ui/spoken.h"
#include "ui/team.h"
#include "ui/words.h"

struct case_page {
	struct screen screen;
	int64_t id;
};

static struct item *
case_add(struct view *out, const char *text)
{
	struct item *item = view_add_item(out, 0);

	item_set_body(&item->text, text);
	return item;
}

static void
case_add_owned(struct view *out, char *text)
{
	case_add(out, text);
	free(text);
}

static void
case_add_report(const struct desk_file *file, const struct report *report, struct view *out)
{
	char *unknown = report->reporter == DESK_UNKNOWN ? spoken_writer("", file->row.alias, false) : NULL;
	char *when = spoken_time(report->at, clock_now());
	char *text = *report->words ? mem_format("%s\n%s", team_reason_word(report->reason), report->words)
				    : mem_copy_string(team_reason_word(report->reason));
	struct item *item = case_add(out, text);

	item_set_line(&item->who, unknown ? unknown : report->reporter ? report->reporter_name : _("a guest"));
	item_set_line(&item->when, when);
	free(unknown);
	free(text);
	free(when);
}

static void
case_add_reports(const struct desk_file *file, struct view *out)
{
	view_add_heading(out, _("Why it is here"));
	if (!strcmp(file->row.source, "words"))
		case_add(out,
		    _("The words of the message sounded dark. The program saw that; nobody was told of it but the "
		      "team. The writer was shown people to call."));
	if (file->report_count && !file->row.appeal_of)
		case_add_owned(out,
		    mem_format(n_("%d person told the team.", "The team was told %d times.", file->report_count),
			(int)file->report_count));
	for (size_t k = 0; k < file->reports.count; k++)
		case_add_report(file, &file->reports.rows[k], out);
}

/* What one of the two showed the team, and the way leads no further. */
static void
case_say_private(const struct desk_file *file, struct view *out)
{
	view_add_heading(out, _("A private message"));
	case_add(out,
	    file->evidence.count
		? _("One of the two told the team about it. You see this one. To read those around it takes two of the team.")
		: _("One of the two told the team about it. Its writer had taken it down before."));
}

static void
case_add_evidence(const struct desk_file *file, struct view *out)
{
	if (file->row.private_message)
		case_say_private(file, out);
	if (!file->evidence.count)
		return;
	view_add_heading(out, _("What it said when it was told"));
	for (size_t k = file->evidence.count; k > 0; k--) {
		const struct evidence *evidence = &file->evidence.rows[k - 1];
		char *when = spoken_time(evidence->at, clock_now());
		char *who = spoken_writer(file->row.about_name, file->row.alias, false);
		struct item *item = case_add(out, evidence->body);

		item_set_line(&item->who, who);
		free(who);
		item_set_line(&item->when, when);
		free(when);
	}
}

static void
case_add_message(const struct desk_file *file, struct view *out)
{
	const struct message *message = &file->message;
	bool is_same = file->evidence.count && message->id && !strcmp(message->body, file->evidence.rows[0].body);

	if (!file->row.message)
		return;
	view_add_heading(out, _("What stands there now"));
	if (!message->id)
		case_add(out, _("The message isn't here any more."));
	else if (!message_is_live(message))
		case_add_owned(out, spoken_gone(message->state, message->author_name, message->alias));
	else if (is_same)
		case_add(out, _("The same words."));
	else {
		case_add(out, _("It was changed since. Now it says:"));
		case_add(out, message->body);
	}
	if (message->id && message_is_live(message) && *message->folded)
		case_add(out,
		    _("It is folded, because members told the team. It opens again when you unfold it, or when the case is "
		      "closed. If others should not read it, hide it."));
}

/* "12", and "99+" from a hundred on; "5 or more", "fewer than 5" of a writer nobody is to know. */
static char *
case_count_words(const struct desk_file *file, int64_t count)
{
	if (file->row.alias)
		return count ? mem_format(_("%d or more"), (int)count) : mem_format(_("fewer than %d"), DESK_SOME);
	return count >= 100 ? mem_copy_string("99+") : mem_format("%d", (int)count);
}

/* Of an unknown writer no day is said: it could be found again beside a name. */
static void
case_add_pause(const struct desk_file *file, struct view *out)
{
	char *day;

	if (file->paused_until <= clock_now())
		return;
	if (file->row.alias) {
		case_add(out, _("Their membership is paused."));
		return;
	}
	day = spoken_day(file->paused_until, clock_now());
	case_add_owned(out, mem_format(_("Their membership is paused until %s."), day));
	free(day);
}

static void
case_add_member(const struct desk_file *file, struct view *out)
{
	char *messages = case_count_words(file, file->messages_ever),
	     *cases = case_count_words(file, file->cases_before);
	char *pauses = case_count_words(file, file->pauses_before);
	char *who = spoken_writer(file->row.about_name, file->row.alias, false);

	if (file->row.about) {
		view_add_heading(out, who);
		case_add_owned(out,
		    mem_format(_("Messages: %s. Other cases: %s. Pauses before: %s."), messages, cases, pauses));
		case_add_pause(file, out);
	}
	free(who);
	free(pauses);
	free(cases);
	free(messages);
}

static void
case_add_rule(const struct desk_file *file, const struct visit *visit, struct view *out)
{
	char *rule = team_rule_for(visit, file->row.reason);

	if (*rule) {
		view_add_heading(out, _("The rule that fits"));
		case_add(out, rule);
	}
	free(rule);
}

/* Who has it, and what that means for whoever looks. */
static void
case_say_clock(const struct desk_file *file, const struct visit *visit, struct view *out)
{
	const struct desk_case *row = &file->row;
	int64_t now = clock_now(), claimer = desk_claimer(row, now);
	int64_t holder = desk_turn_holder(row, now);
	char *age = team_age(now - row->opened_at), *clock = case_clock_words(row, now), *words, *all;

	if (row->closed_at)
		words = mem_copy_string(_("This case is closed."));
	else if (file->is_for_lead && !actor_can(&visit->actor, CAP_TOLD_RED))
		words = mem_copy_string(_("This case is about one of the team. The lead takes it."));
	else if (holder && holder != visit->actor.member)
		words =
		    mem_format(_("It has waited %s. It was given to %s, who can take it first."), age, row->for_name);
	else if (!claimer)
		words =
		    mem_format(_("It has waited %s. Nobody has it. To act, choose \"What you can do\", and take it."),
			age);
	else if (claimer == visit->actor.member)
		words = mem_format(
		    _("It has waited %s. You have it. If you do nothing for %d minutes, others can take it."), age,
		    row->risk == RISK_RED ? DESK_LAPSE_RED_S / 60 : DESK_LAPSE_S / 60);
	else
		words = mem_format(_("It has waited %s. %s has it."), age, row->claimer_name);
	all = *clock && !claimer ? mem_format("%s %s", words, clock) : mem_copy_string(words);
	view_set_intro(out, all);
	free(all);
	free(words);
	free(clock);
	free(age);
}

static void
case_say_what(const struct desk_file *file, struct view *out)
{
	const struct desk_case *row = &file->row;
	char *title = mem_format("%s: %s", team_risk(row->risk), team_reason_word(row->reason));
	char *where = *row->thread_title ? mem_format(_("Home > The desk > %s"), row->thread_title)
					 : mem_copy_string(_("Home > The desk"));

	view_set_where(out, where);
	view_set_title(out, title);
	free(where);
	free(title);
}

static void
case_view(struct screen *screen, struct visit *visit, struct view *out)
{
	struct desk_file file;
	enum err err = desk_open(&visit->forum, &visit->actor, ((struct case_page *)screen)->id, &file);

	out->kind = VIEW_DOCUMENT;
	if (err != ERR_OK) {
		view_set_title(out, _("This case isn't here"));
		view_add_notice(out, ROLE_WARNING, visit_explain(err));
		return;
	}
	case_say_what(&file, out);
	case_say_clock(&file, visit, out);
	case_add_reports(&file, out);
	case_add_held(visit, &file, out);
	case_add_evidence(&file, out);
	case_add_message(&file, out);
	case_add_appealed(visit, file.row.id, out);
	case_add_done(visit, file.row.id, out);
	case_add_member(&file, out);
	case_add_rule(&file, visit, out);
	case_add_notes(&file, out);
	case_add_opinions(visit, file.row.id, out);
	if (!file.row.closed_at)
		view_offer(out, ACTION_CHOICES, _("What you can do"));
	desk_file_clear(&file);
}

static struct outcome
case_act(struct screen *screen, struct visit *visit, const struct intent *intent)
{
	struct case_page *self = (struct case_page *)screen;

	desk_touch(&visit->forum, &visit->actor, self->id);
	switch (intent->action) {
	case ACTION_CHOICES:
		return screen_push((struct route){.kind = ROUTE_CASE_ACTS, .number = self->id});
	case ACTION_OPEN:
		return screen_stay();
	default:
		return screen_decline();
	}
}

static const struct screen_ops case_screen = {.name = "case", .view = case_view, .act = case_act};

struct screen *
case_open(struct visit *visit, const struct route *route)
{
	struct case_page *self = screen_alloc(&case_screen, sizeof *self);

	self->id = route->number;
	desk_touch(&visit->forum, &visit->actor, self->id);
	return &self->screen;
}
