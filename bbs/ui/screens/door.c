/*
 * The door, for the team: how joining works now, an invitation to give away, and who waits to be let in.
 */
#include <stdlib.h>

#include "base/clock.h"
#include "base/mem.h"
#include "forum/code.h"
#include "forum/joining.h"
#include "forum/private.h"
#include "ui/screens.h"
#include "ui/spoken.h"
#include "ui/words.h"

enum {
	DOOR_INVITE = JOINING_COUNT + 1,
	DOOR_PRIVATE,
	DOOR_REQUEST = 100
}; /* ids of items; below are the four ways, from 1 */

static const char *
door_describe(enum joining mode)
{
	static const char *const words[JOINING_COUNT] = {
	    [JOINING_OPEN] = N_("Open: anybody can join"),
	    [JOINING_APPROVAL] = N_("By approval: the team says yes to each"),
	    [JOINING_INVITATION] = N_("By invitation: with a code from the team"),
	    [JOINING_PAUSED] = N_("Paused: nobody new for now"),
	};

	return _(words[mode]);
}

static void
door_add_ways(struct visit *visit, struct view *out)
{
	enum joining now = joining_now(&visit->forum);

	view_add_heading(out, _("How joining works"));
	for (int mode = 0; mode < JOINING_COUNT; mode++) {
		struct item *item = view_add_item(out, mode + 1);

		item_set_line(&item->text, door_describe((enum joining)mode));
		if (mode == (int)now)
			item_set_line(&item->detail, _("now"));
	}
	item_set_line(&view_add_item(out, DOOR_INVITE)->text, _("Make an invitation"));
}

static void
door_add_requests(struct visit *visit, struct view *out)
{
	struct join_request_list list = {0};

	if (joining_requests(&visit->forum, &visit->actor, &list) == ERR_OK && list.count)
		view_add_heading(out, _("They would like to join"));
	for (size_t k = 0; k < list.count; k++) {
		struct item *item = view_add_item(out, DOOR_REQUEST + list.rows[k].member);
		char *when = spoken_time(list.rows[k].at, clock_now());

		item_set_line(&item->text, list.rows[k].member_name);
		item_set_line(&item->about, list.rows[k].words);
		item_set_line(&item->when, when);
		free(when);
	}
	join_request_list_clear(&list);
}

static void
door_add_private(struct visit *visit, struct view *out)
{
	bool is_on = private_is_on(&visit->forum);
	struct item *item;

	view_add_heading(out, _("Private messages between members"));
	item = view_add_item(out, DOOR_PRIVATE);
	item_set_line(&item->text, is_on ? _("Switch them off") : _("Switch them on"));
	item_set_line(&item->detail, is_on ? _("on now") : _("off now"));
}

static struct outcome
door_switch_private(struct visit *visit)
{
	bool is_on = !private_is_on(&visit->forum);
	enum err err = private_switch(&visit->forum, &visit->actor, is_on);

	if (err != ERR_OK)
		visit_say(visit, ROLE_WARNING, visit_explain(err));
	else
		visit_say(visit, ROLE_NOTICE,
		    is_on ? _("Private messages are on. A member who has been here for a week can ask another.")
			  : _("Private messages are off. What was written is kept, and nobody sees it."));
	return screen_stay();
}

static void
door_view(struct screen *screen, struct visit *visit, struct view *out)
{
	(void)screen;
	view_set_where(out, _("Home"));
	view_set_title(out, _("Joining"));
	view_set_intro(out, _("What you choose here counts at once, for everybody who comes."));
	door_add_ways(visit, out);
	door_add_private(visit, out);
	door_add_requests(visit, out);
	view_offer(out, ACTION_OPEN, _("Choose"));
}

static struct outcome
door_invite(struct visit *visit)
{
	char code[CODE_CHARS + 1], *words;
	enum err err = joining_invite(&visit->forum, &visit->actor, code);

	if (err != ERR_OK) {
		visit_say(visit, ROLE_WARNING, visit_explain(err));
		return screen_stay();
	}
	words =
	    mem_format(_("The code is %s. It is for one person and good for %d days. Write it down: we don't keep it."),
		code, JOINING_INVITATION_DAYS);
	visit_say(visit, ROLE_NOTICE, words);
	free(words);
	return screen_stay();
}

static struct outcome
door_choose(struct visit *visit, enum joining mode)
{
	enum err err = joining_choose(&visit->forum, &visit->actor, mode);

	visit_say(visit, err == ERR_OK ? ROLE_NOTICE : ROLE_WARNING,
	    err == ERR_OK ? door_describe(mode) : visit_explain(err));
	return screen_stay();
}

static struct outcome
door_act(struct screen *screen, struct visit *visit, const struct intent *intent)
{
	(void)screen;
	if (intent->action != ACTION_OPEN)
		return screen_decline();
	if (intent->item > DOOR_REQUEST)
		return screen_push((struct route){.kind = ROUTE_REQUEST, .number = intent->item - DOOR_REQUEST});
	if (intent->item == DOOR_INVITE)
		return door_invite(visit);
	if (intent->item == DOOR_PRIVATE)
		return door_switch_private(visit);
	return intent->item ? door_choose(visit, (enum joining)(intent->item - 1)) : screen_stay();
}

struct screen *
door_open(struct visit *visit, const struct route *route)
{
	static const struct screen_ops ops = {.name = "door", .view = door_view, .act = door_act};

	(void)visit;
	(void)route;
	return screen_alloc(&ops, sizeof(struct screen));
}

/* --- one of those who wait --- */

enum { REQUEST_YES = 1, REQUEST_NO };

static void
request_view(struct screen *screen, struct visit *visit, struct view *out)
{
	struct join_request request = {0};
	enum err err = joining_request(&visit->forum, &visit->actor, screen->route.number, &request);
	char *title, *intro, *when;

	view_set_where(out, _("Home > Joining"));
	if (err != ERR_OK) {
		view_set_title(out, _("This request isn't here any more"));
		view_set_intro(out, _("Somebody else of the team has answered it."));
		return;
	}
	when = spoken_time(request.at, clock_now());
	title = mem_format(_("%s would like to join"), request.member_name);
	intro = mem_format(_("They asked %s, and wrote:\n\n%s"), when, request.words);
	view_set_title(out, title);
	view_set_intro(out, intro);
	item_set_line(&view_add_item(out, REQUEST_YES)->text, _("Let them in"));
	item_set_line(&view_add_item(out, REQUEST_NO)->text, _("Don't let them in"));
	view_offer(out, ACTION_OPEN, _("Choose"));
	free(intro);
	free(title);
	free(when);
	join_request_clear(&request);
}

static struct outcome
request_answer(struct screen *screen, struct visit *visit, bool is_yes)
{
	enum err err = joining_answer(&visit->forum, &visit->actor, screen->route.number, is_yes);

	if (err == ERR_NOT_FOUND)
		visit_say(visit, ROLE_NOTICE, _("Somebody else of the team answered first."));
	else if (err != ERR_OK)
		visit_say(visit, ROLE_WARNING, visit_explain(err));
	else
		visit_say(visit, ROLE_NOTICE,
		    is_yes ? _("They are in. We tell them when they next come.") : _("Their account is closed now."));
	return err == ERR_OK || err == ERR_NOT_FOUND ? screen_back() : screen_stay();
}

static struct outcome
request_ask_no(void)
{
	static const char *const answers[] = {N_("Not now"), N_("Close the account they asked for"), NULL};
	static const struct question question = {
	    .title = N_("Don't let them in?"),
	    .words = N_("They can't come in by this name then. The operator can undo it."),
	    .answers = answers,
	};

	return screen_push((struct route){.kind = ROUTE_ASK, .question = &question});
}

static struct outcome
request_act(struct screen *screen, struct visit *visit, const struct intent *intent)
{
	if (intent->action != ACTION_OPEN || !intent->item)
		return intent->action == ACTION_OPEN ? screen_stay() : screen_decline();
	return intent->item == REQUEST_YES ? request_answer(screen, visit, true) : request_ask_no();
}

static struct outcome
request_chosen(struct screen *screen, struct visit *visit, int64_t choice)
{
	return choice == 2 ? request_answer(screen, visit, false) : screen_stay();
}

struct screen *
request_open(struct visit *visit, const struct route *route)
{
	static const struct screen_ops ops = {
	    .name = "request",
	    .view = request_view,
	    .act = request_act,
	    .chosen = request_chosen,
	};

	(void)visit;
	(void)route;
	return screen_alloc(&ops, sizeof(struct screen));
}
