/*
 * Who has not heard back, oldest first, for greeters: open one, or say "I'll answer".
 */
#include <stdlib.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/str.h"
#include "forum/waiting.h"
#include "ui/screens.h"
#include "ui/screens/home_waiting.h"
#include "ui/spoken.h"
#include "ui/team.h"
#include "ui/watching.h"
#include "ui/words.h"

static void
waiting_add_piece(struct str *out, char *owned)
{
	str_add_format(out, "%s%s", out->bytes ? ", " : "", owned);
	free(owned);
}

/* "for 5 hours, promised by 9 tonight, their first message here, front-step is answering" */
static char *
waiting_about(const struct visit *visit, const struct waiting *row, int64_t now)
{
	struct str out;
	char *age = team_age(now - row->since), *when;

	str_init(&out);
	/* Translators: how long somebody has waited, "for 5 hours". */
	waiting_add_piece(&out, mem_format(_("for %s"), age));
	free(age);
	if (row->promised_by) {
		when = spoken_until(row->promised_by, now);
		waiting_add_piece(&out,
		    mem_format(row->promised_by < now ? _("an answer was promised by %s") : _("promised by %s"), when));
		free(when);
	}
	if (row->is_first)
		waiting_add_piece(&out, mem_copy_string(_("their first message here")));
	if (row->reserved_by && row->reserved_by == visit->actor.member)
		waiting_add_piece(&out, mem_copy_string(_("you are answering")));
	else if (row->reserved_by)
		waiting_add_piece(&out, mem_format(_("%s is answering"), row->holder_name));
	return str_take(&out);
}

void
waiting_add_item(const struct visit *visit, const struct waiting *row, struct item *item)
{
	int64_t now = clock_now();
	char *who = spoken_writer(row->name, row->alias, false), *about = waiting_about(visit, row, now);

	item->is_new = !row->reserved_by;
	item_set_line(&item->text, words_title(row->title));
	item_set_line(&item->who, who);
	item_set_line(&item->about, about);
	item_set_line(&item->detail, row->due_at < now ? _("too long") : "");
	free(about);
	free(who);
}

static void
waiting_screen_view(struct screen *screen, struct visit *visit, struct view *out)
{
	struct waiting_list list = {0};
	enum err err = waiting_list(&visit->forum, &visit->actor, &list);

	(void)screen;
	view_set_where(out, _("Home"));
	view_set_title(out, _("Not heard back"));
	view_set_intro(out, _("These people wait for a first answer. Who has waited longest comes first."));
	if (err != ERR_OK)
		view_add_notice(out, ROLE_WARNING, visit_explain(err));
	for (size_t k = 0; k < list.count; k++)
		waiting_add_item(visit, &list.rows[k], view_add_item(out, list.rows[k].message));
	view_set_empty(out, _("Everybody has been answered. Thank you."));
	if (list.count) {
		view_offer(out, ACTION_OPEN, NULL);
		view_offer(out, ACTION_TAKE, NULL);
	}
	waiting_list_clear(&list);
}

void
waiting_say_taken(struct visit *visit, enum err err, const struct waiting *now)
{
	char *words;

	if (err == ERR_BUSY) {
		words = mem_format(_("%s is answering this one. It is free again if they don't."), now->holder_name);
		visit_say(visit, ROLE_NOTICE, words);
		free(words);
	} else if (err == ERR_NOT_FOUND)
		visit_say(visit, ROLE_NOTICE, _("Somebody has answered this one already."));
	else if (err != ERR_OK)
		visit_say(visit, ROLE_WARNING, visit_explain(err));
	else if (now->reserved_by)
		visit_say(visit, ROLE_NOTICE, _("It is yours for 15 minutes. The others see that you are answering."));
	else
		visit_say(visit, ROLE_NOTICE, _("It is free for others again."));
}

/* Do they have it already? */
static bool
waiting_is_held(struct visit *visit, int64_t message)
{
	struct waiting_list list = {0};
	bool is_held = false;

	if (waiting_list(&visit->forum, &visit->actor, &list) == ERR_OK)
		for (size_t k = 0; k < list.count; k++)
			is_held = is_held ||
			    (list.rows[k].message == message && list.rows[k].reserved_by == visit->actor.member);
	waiting_list_clear(&list);
	return is_held;
}

/* From the list one only ever takes: it is given back in the conversation, where the key says so. */
static struct outcome
waiting_take_it(struct visit *visit, int64_t message)
{
	struct waiting now = {0};
	enum err err;
	bool is_mine;

	if (waiting_is_held(visit, message))
		return home_open_message(visit, message);
	err = waiting_take(&visit->forum, &visit->actor, message, &now);
	is_mine = err == ERR_OK && now.reserved_by;
	waiting_say_taken(visit, err, &now);
	waiting_clear(&now);
	return is_mine ? home_open_message(visit, message) : screen_stay();
}

void
waiting_mark(struct visit *visit, int64_t thread, struct view *out)
{
	struct waiting row = {0};
	char *words;

	if (waiting_find_own(&visit->forum, &visit->actor, thread, &row) == ERR_OK) {
		words = watching_promise_words(row.promised_by);
		view_add_notice(out, ROLE_NOTICE, words);
		free(words);
	} else if (waiting_find(&visit->forum, &visit->actor, thread, 0, &row) == ERR_OK) {
		bool is_mine = row.reserved_by == visit->actor.member;

		if (row.reserved_by && !is_mine) {
			words = mem_format(_("%s is answering."), row.holder_name);
			view_add_notice(out, ROLE_NOTICE, words);
			free(words);
		} else
			view_offer(out, ACTION_TAKE, is_mine ? _("Give it back") : NULL);
	}
	waiting_clear(&row);
}

void
waiting_take_in(struct visit *visit, int64_t thread, int64_t number)
{
	struct waiting row = {0}, now = {0};
	enum err err = waiting_find(&visit->forum, &visit->actor, thread, number, &row);

	if (err == ERR_OK)
		err = waiting_take(&visit->forum, &visit->actor, row.message, &now);
	waiting_say_taken(visit, err, &now);
	waiting_clear(&now);
	waiting_clear(&row);
}

static struct outcome
waiting_screen_act(struct screen *screen, struct visit *visit, const struct intent *intent)
{
	(void)screen;
	if (!intent->item || (intent->action != ACTION_OPEN && intent->action != ACTION_TAKE))
		return intent->action == ACTION_OPEN || intent->action == ACTION_TAKE ? screen_stay()
										      : screen_decline();
	return intent->action == ACTION_TAKE ? waiting_take_it(visit, intent->item)
					     : home_open_message(visit, intent->item);
}

struct screen *
waiting_open(struct visit *visit, const struct route *route)
{
	static const struct screen_ops ops = {
	    .name = "waiting",
	    .view = waiting_screen_view,
	    .act = waiting_screen_act,
	};

	(void)visit;
	(void)route;
	return screen_alloc(&ops, sizeof(struct screen));
}
