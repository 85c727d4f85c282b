/*
 * What is sealed in a case: asking for it, saying yes or no to somebody who asked, the glass that the lead may break, and
 * looking at how it was broken. What was opened is sealed_open.c.
 */
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/str.h"
#include "forum/desk.h"
#include "forum/unseal.h"
#include "ui/screens.h"
#include "ui/spoken.h"
#include "ui/words.h"

/* A line of the list is one of these, and a number: of an unsealing, or a reason and one. */
enum sealed_choice {
	SEALED_ASK = 1,
	SEALED_GLASS,
	SEALED_LOOK,
	SEALED_YES,
	SEALED_NO,
	SEALED_RIGHT,
	SEALED_NOT_RIGHT,
	SEALED_UNTOLD,
	SEALED_CHOICES = 16,
};

static const char *const asks[UNSEAL_WHY_COUNT] = {
    [UNSEAL_FOR_DANGER] = N_("Ask: somebody may be in danger"),
    [UNSEAL_FOR_HARM] = N_("Ask: someone may be being harmed"),
    [UNSEAL_FOR_AGAIN] = N_("Ask: the same person hurts others again and again"),
    [UNSEAL_FOR_LAW] = N_("Ask: the law asks for it"),
};

static const char *const whys[UNSEAL_WHY_COUNT] = {
    [UNSEAL_FOR_DANGER] = N_("Somebody may be in danger."),
    [UNSEAL_FOR_HARM] = N_("Someone may be being harmed."),
    [UNSEAL_FOR_AGAIN] = N_("The same person hurts others again and again."),
    [UNSEAL_FOR_LAW] = N_("The law asks for it."),
};

static void
sealed_add(struct view *out, enum sealed_choice choice, int64_t number, const char *words)
{
	item_set_line(&view_add_item(out, number * SEALED_CHOICES + choice)->text, words);
}

static char *
sealed_say_open(const struct unsealing *row, const struct visit *visit)
{
	char *until = spoken_time(row->until, clock_now()), *out;

	if (row->is_glass)
		out = mem_format(_("%s opened it alone, until %s."), row->asker_name, until);
	else if (unseal_is_for(row, &visit->actor))
		out = mem_format(_("It is open until %s, to you and %s."), until,
		    row->asked_by == visit->actor.member ? row->granter_name : row->asker_name);
	else
		out = mem_format(_("It is open until %s, to two others of the team."), until);
	free(until);
	return out;
}

/* What became of one that was asked for; owned. */
static char *
sealed_say(const struct unsealing *row, const struct visit *visit)
{
	int why = unseal_why_find(row->why);

	switch (unseal_state(row, clock_now())) {
	case UNSEAL_ASKED:
		if (row->asked_by == visit->actor.member)
			return mem_copy_string(_("You asked. Now somebody else of the team says yes or no."));
		return mem_format(_("%s asks to open it. %s"), row->asker_name, why < 0 ? "" : _(whys[why]));
	case UNSEAL_OPEN:
		return sealed_say_open(row, visit);
	case UNSEAL_REFUSED:
		return mem_format(_("%s asked, and somebody said no."), row->asker_name);
	case UNSEAL_LAPSED:
		return mem_format(_("%s asked, and nobody answered in time."), row->asker_name);
	default:
		if (row->is_glass)
			return mem_format(_("%s opened it alone. It is sealed again."), row->asker_name);
		return mem_copy_string(_("Two of the team opened it. It is sealed again."));
	}
}

/* What this visitor can do about one. */
static void
sealed_add_row(const struct unsealing *row, const struct visit *visit, struct view *out)
{
	enum unseal_state state = unseal_state(row, clock_now());
	bool is_own = row->asked_by == visit->actor.member;

	if (state == UNSEAL_OPEN && unseal_is_for(row, &visit->actor))
		sealed_add(out, SEALED_LOOK, row->id,
		    unseal_kind_find(row->kind) == UNSEAL_NAME ? _("See who wrote it")
							       : _("Read the messages around it"));
	if (state == UNSEAL_ASKED && !is_own) {
		sealed_add(out, SEALED_YES, row->id, _("Yes, open it to the two of us for an hour"));
		sealed_add(out, SEALED_NO, row->id, _("No, leave it sealed"));
	}
	if (row->is_glass && !row->reviewed_at && !is_own) {
		sealed_add(out, SEALED_RIGHT, row->id, _("I looked at it: it was right to open it alone"));
		sealed_add(out, SEALED_NOT_RIGHT, row->id, _("I looked at it: it wasn't right"));
	}
	if (row->until && !row->is_untold && actor_can(&visit->actor, CAP_UNTOLD))
		sealed_add(out, SEALED_UNTOLD, row->id, _("Don't tell them later: it could put somebody in danger"));
}

static void
sealed_add_asks(const struct desk_file *file, const struct visit *visit, struct view *out)
{
	if (file->row.closed_at || file->row.claimed_by != visit->actor.member)
		return;
	for (int why = 0; why < UNSEAL_WHY_COUNT; why++)
		sealed_add(out, SEALED_ASK, why + 1, _(asks[why]));
	if (file->row.risk == RISK_RED && actor_can(&visit->actor, CAP_GLASS))
		sealed_add(out, SEALED_GLASS, 0, _("A life is in danger: open it alone, now"));
}

static const char *
sealed_explain(const struct desk_file *file)
{
	if (file->row.private_message)
		return _(
		    "You see the message that was told of. To read those around it takes two of the team, for an hour. "
		    "It is written down, and both writers are told later.");
	return _(
	    "To see who wrote it takes two of the team, for an hour. It is written down, and the writer is told later.");
}

static void
sealed_add_all(const struct desk_file *file, const struct visit *visit, const struct unsealing_list *list,
    struct view *out)
{
	bool is_busy = false;
	struct str intro;

	str_init(&intro);
	str_add(&intro, sealed_explain(file));
	for (size_t k = 0; k < list->count; k++) {
		enum unseal_state state = unseal_state(&list->rows[k], clock_now());
		char *words = sealed_say(&list->rows[k], visit);

		is_busy = is_busy || state == UNSEAL_ASKED || state == UNSEAL_OPEN;
		str_add_format(&intro, "\n\n%s", words);
		free(words);
		sealed_add_row(&list->rows[k], visit, out);
	}
	view_set_intro(out, intro.text);
	str_clear(&intro);
	if (!is_busy)
		sealed_add_asks(file, visit, out);
}

static void
sealed_view(struct screen *screen, struct visit *visit, struct view *out)
{
	struct unsealing_list list = {0};
	struct desk_file file = {0};
	enum err err = desk_open(&visit->forum, &visit->actor, screen->route.number, &file);

	view_set_where(out, _("Home > The desk"));
	view_set_title(out, _("What is sealed here"));
	view_set_empty(out, _("Nothing for you to do here now. To ask, take the case first."));
	if (err == ERR_OK)
		err = unseal_list(&visit->forum, &visit->actor, screen->route.number, &list);
	if (err == ERR_OK)
		sealed_add_all(&file, visit, &list, out);
	else
		view_add_notice(out, ROLE_WARNING, visit_explain(err));
	view_offer(out, ACTION_OPEN, _("Choose"));
	unsealing_list_clear(&list);
	desk_file_clear(&file);
}

static enum unseal_kind
sealed_kind(struct screen *screen, struct visit *visit)
{
	struct desk_file file = {0};
	bool is_private =
	    desk_open(&visit->forum, &visit->actor, screen->route.number, &file) == ERR_OK && file.row.private_message;

	desk_file_clear(&file);
	return is_private ? UNSEAL_PRIVATE : UNSEAL_NAME;
}

static struct outcome
sealed_done(struct visit *visit, enum err err, const char *words)
{
	const char *said = words;

	if (err == ERR_DENIED)
		said = _("That isn't yours to do here. Nothing was changed.");
	else if (err == ERR_TAKEN || err == ERR_NOT_FOUND)
		said = _("Somebody else was first, or the time is over. Nothing was changed.");
	else if (err == ERR_CLOSED)
		said = _("This case is closed already. Nothing was changed.");
	else if (err != ERR_OK)
		said = visit_explain(err);
	visit_say(visit, err == ERR_OK ? ROLE_NOTICE : ROLE_WARNING, said);
	return screen_stay();
}

static struct outcome
sealed_ask_glass(void)
{
	static const char *const answers[] = {N_("Not now"), N_("Open it alone, now"), NULL};
	static const struct question question = {
	    .title = N_("Open it alone?"),
	    .words =
		N_("Only when a life is in danger, and nobody else of the team can be reached. The others are told at "
		   "once, and one of them looks at it within 24 hours."),
	    .answers = answers,
	};

	return screen_push((struct route){.kind = ROUTE_ASK, .question = &question});
}

static struct outcome
sealed_choose(struct screen *screen, struct visit *visit, enum sealed_choice choice, int64_t number)
{
	struct forum *forum = &visit->forum;
	const struct actor *actor = &visit->actor;
	int64_t id = screen->route.number;

	switch (choice) {
	case SEALED_ASK:
		return sealed_done(visit,
		    unseal_ask(forum, actor, id, sealed_kind(screen, visit), (enum unseal_why)(number - 1)),
		    _("You asked. The others of the team see it at home."));
	case SEALED_GLASS:
		return sealed_ask_glass();
	case SEALED_LOOK:
		return screen_push((struct route){.kind = ROUTE_SEALED_OPEN, .number = number});
	case SEALED_YES:
		return sealed_done(visit, unseal_answer(forum, actor, number, true),
		    _("It is open to the two of you for an hour."));
	case SEALED_NO:
		return sealed_done(visit, unseal_answer(forum, actor, number, false), _("It stays sealed."));
	case SEALED_RIGHT:
	case SEALED_NOT_RIGHT:
		return sealed_done(visit, unseal_review(forum, actor, number, choice == SEALED_RIGHT),
		    _("Noted, for the audit. Thank you for looking."));
	case SEALED_UNTOLD:
		return sealed_done(visit, unseal_leave_untold(forum, actor, number), _("Noted. They are not told."));
	default:
		return screen_stay();
	}
}

static struct outcome
sealed_act(struct screen *screen, struct visit *visit, const struct intent *intent)
{
	if (intent->action != ACTION_OPEN)
		return screen_decline();
	desk_touch(&visit->forum, &visit->actor, screen->route.number);
	return sealed_choose(screen, visit, (enum sealed_choice)(intent->item % SEALED_CHOICES),
	    intent->item / SEALED_CHOICES);
}

/* The glass. */
static struct outcome
sealed_chosen(struct screen *screen, struct visit *visit, int64_t choice)
{
	if (choice != 2)
		return screen_stay();
	return sealed_done(visit,
	    unseal_break_glass(&visit->forum, &visit->actor, screen->route.number, sealed_kind(screen, visit)),
	    _("It is open to you for an hour. The others of the team are told."));
}

struct screen *
sealed_open(struct visit *visit, const struct route *route)
{
	static const struct screen_ops ops = {
	    .name = "sealed",
	    .view = sealed_view,
	    .act = sealed_act,
	    .chosen = sealed_chosen,
	};

	(void)visit;
	(void)route;
	return screen_alloc(&ops, sizeof(struct screen));
}

/* --- what waits for anybody of the team --- */

static void
sealed_list_add(const struct unsealing *row, struct view *out)
{
	struct item *item = view_add_item(out, row->desk_case);
	char *when = spoken_time(row->asked_at, clock_now());
	bool is_name = unseal_kind_find(row->kind) == UNSEAL_NAME;
	char *text = row->is_glass
	    ? mem_format(_("%s opened something alone"), row->asker_name)
	    : mem_format(is_name ? _("%s asks who wrote a message") : _("%s asks to read private messages"),
		  row->asker_name);

	item_set_line(&item->text, text);
	item_set_line(&item->when, when);
	if (row->is_glass && clock_now() - row->asked_at > UNSEAL_REVIEW_S) {
		item_set_line(&item->detail, _("more than a day ago"));
		item->role = ROLE_URGENT;
	}
	free(text);
	free(when);
}

static void
sealed_list_view(struct screen *screen, struct visit *visit, struct view *out)
{
	struct unsealing_list list = {0};
	enum err err = unseal_list_waiting(&visit->forum, &visit->actor, &list);

	(void)screen;
	view_set_where(out, _("Home"));
	view_set_title(out, _("Sealed things"));
	view_set_intro(out,
	    _("Here somebody of the team needs a second person: to open something, or to look at how it was opened."));
	view_set_empty(out, _("Nothing waits. Thank you for looking."));
	if (err != ERR_OK)
		view_add_notice(out, ROLE_WARNING, visit_explain(err));
	for (size_t k = 0; k < list.count; k++)
		sealed_list_add(&list.rows[k], out);
	view_offer(out, ACTION_OPEN, NULL);
	unsealing_list_clear(&list);
}

/* The case first: whoever says yes should know what it is about. */
static struct outcome
sealed_list_act(struct screen *screen, struct visit *visit, const struct intent *intent)
{
	(void)screen;
	(void)visit;
	if (intent->action != ACTION_OPEN)
		return screen_decline();
	return intent->item ? screen_push((struct route){.kind = ROUTE_CASE, .number = intent->item}) : screen_stay();
}

struct screen *
sealed_list_open(struct visit *visit, const struct route *route)
{
	static const struct screen_ops ops = {.name = "sealed-list", .view = sealed_list_view, .act = sealed_list_act};

	(void)visit;
	(void)route;
	return screen_alloc(&ops, sizeof(struct screen));
}
