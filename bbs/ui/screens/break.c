/*
 * Taking a break, and being on one: the page that comes first at sign-in until they are back. It offers to come back,
 * people to call, and to leave; all that waits for them waits on.
 */
#include <stdlib.h>

#include "base/clock.h"
#include "base/mem.h"
#include "forum/break.h"
#include "ui/screens.h"
#include "ui/spoken.h"
#include "ui/words.h"

static const char *const break_lengths[BREAK_COUNT] = {
    [BREAK_1_WEEK] = N_("One week"),
    [BREAK_2_WEEKS] = N_("Two weeks"),
    [BREAK_1_MONTH] = N_("One month"),
    [BREAK_OPEN] = N_("Until I come back"),
};

static void
break_view(struct screen *screen, struct visit *visit, struct view *out)
{
	(void)screen;
	(void)visit;
	view_set_where(out, _("Your settings"));
	view_set_title(out, _("Take a break"));
	view_set_intro(out,
	    _("Rest is part of caring. We send you no e-mail meanwhile, and nobody waits for you. Others aren't told. "
	      "All that you wrote and kept stays. You can come back at any time."));
	for (int length = 0; length < BREAK_COUNT; length++)
		item_set_line(&view_add_item(out, length + 1)->text, _(break_lengths[length]));
	view_offer(out, ACTION_OPEN, _("Choose"));
}

static struct outcome
break_act(struct screen *screen, struct visit *visit, const struct intent *intent)
{
	enum err err;

	(void)screen;
	if (intent->action != ACTION_OPEN)
		return screen_decline();
	if (intent->item < 1 || intent->item > BREAK_COUNT)
		return screen_stay();
	err = break_take(&visit->forum, &visit->actor, (enum break_length)(intent->item - 1));
	if (err != ERR_OK) {
		visit_say(visit, ROLE_WARNING, visit_explain(err));
		return screen_stay();
	}
	visit->is_on_break = true;
	return screen_restart((struct route){.kind = ROUTE_ON_BREAK});
}

struct screen *
break_open(struct visit *visit, const struct route *route)
{
	static const struct screen_ops ops = {.name = "break", .view = break_view, .act = break_act};

	(void)visit;
	(void)route;
	return screen_alloc(&ops, sizeof(struct screen));
}

/* --- on one --- */

enum { ON_BREAK_BACK = 1, ON_BREAK_PEOPLE, ON_BREAK_LEAVE };

static char *
on_break_words(int64_t until)
{
	char *day, *out;

	if (!until)
		return mem_copy_string(_("Your break is over. Welcome back."));
	if (until == BREAK_NO_END)
		return mem_copy_string(
		    _("You are taking a break until you come back. All that is yours waits for you."));
	day = spoken_day(until, clock_now());
	out = mem_format(_("You are taking a break until %s. All that is yours waits for you."), day);
	free(day);
	return out;
}

static void
on_break_view(struct screen *screen, struct visit *visit, struct view *out)
{
	int64_t until = break_until(&visit->forum, &visit->actor);
	char *words = on_break_words(until);

	(void)screen;
	view_set_title(out, _("Your break"));
	view_set_intro(out, words);
	item_set_line(&view_add_item(out, ON_BREAK_BACK)->text, until ? _("Come back now") : _("Go on"));
	item_set_line(&view_add_item(out, ON_BREAK_PEOPLE)->text, _("People to call"));
	item_set_line(&view_add_item(out, ON_BREAK_LEAVE)->text, _("Leave"));
	view_offer(out, ACTION_OPEN, _("Choose"));
	free(words);
}

static struct outcome
on_break_end(struct visit *visit)
{
	enum err err = break_end(&visit->forum, &visit->actor);

	if (err != ERR_OK) {
		visit_say(visit, ROLE_WARNING, visit_explain(err));
		return screen_stay();
	}
	visit->is_on_break = false;
	visit_say(visit, ROLE_NOTICE, _("Welcome back. Take your time."));
	return screen_restart(visit_first(visit));
}

static struct outcome
on_break_act(struct screen *screen, struct visit *visit, const struct intent *intent)
{
	(void)screen;
	if (intent->action == ACTION_NEXT_UNREAD)
		return screen_stay();
	if (intent->action != ACTION_OPEN)
		return screen_decline();
	switch (intent->item) {
	case ON_BREAK_BACK:
		return on_break_end(visit);
	case ON_BREAK_PEOPLE:
		return screen_push((struct route){.kind = ROUTE_PEOPLE});
	case ON_BREAK_LEAVE:
		return screen_push((struct route){.kind = ROUTE_LEAVE});
	default:
		return screen_stay();
	}
}

struct screen *
on_break_open(struct visit *visit, const struct route *route)
{
	static const struct screen_ops ops = {.name = "on-break", .view = on_break_view, .act = on_break_act};

	(void)visit;
	(void)route;
	return screen_alloc(&ops, sizeof(struct screen));
}
