/*
 * Private messages: one line for each member whom they are with, the newest first.
 */
#include <stdlib.h>

#include "base/clock.h"
#include "forum/conversation.h"
#include "ui/screens.h"
#include "ui/screens/private_words.h"
#include "ui/spoken.h"
#include "ui/words.h"

enum { PRIVATES_WORDS_COLS = 60 };

struct privates {
	struct screen screen;
	int64_t before; /* only those whose newest message is older than this id */
	int64_t last;   /* the newest message of the last one on the page; 0: no more come after it */
};

static char *
privates_words(const struct private_thread *row)
{
	const struct message message = {.body = row->last_body};

	if (*row->last_body)
		return conversation_first_words(&message, PRIVATES_WORDS_COLS);
	return spoken_gone(row->last_state, row->with_name, 0);
}

static void
privates_add_row(const struct visit *visit, const struct private_thread *row, struct view *out)
{
	struct item *item = view_add_item(out, row->id);
	char *who = private_with(row), *words = privates_words(row), *when = spoken_time(row->last_at, clock_now());
	char *standing = private_standing_short(row, visit->actor.member);

	item->is_new = row->has_news && !row->is_blocked;
	item_set_line(&item->text, who);
	item_set_line(&item->detail, standing);
	item_set_line(&item->about, words);
	item_set_line(&item->when, when);
	free(standing);
	free(when);
	free(words);
	free(who);
}

static void
privates_say_error(struct visit *visit, enum err err, struct view *out)
{
	if (err == ERR_LOCKED)
		view_set_empty(out, _("This board has no private messages now. Nothing that was written is lost."));
	else
		view_add_notice(out, ROLE_WARNING, visit_explain(err));
	(void)visit;
}

static void
privates_view(struct screen *screen, struct visit *visit, struct view *out)
{
	struct privates *self = (struct privates *)screen;
	struct private_thread_list list = {0};
	enum err err = private_list(&visit->forum, &visit->actor, self->before, &list);

	view_set_where(out, _("Home"));
	view_set_title(out, _("Private messages"));
	view_set_empty(out,
	    _("There are none yet. To write to a member, choose one of their messages, then \"More choices\"."));
	if (err != ERR_OK)
		privates_say_error(visit, err, out);
	for (size_t k = 0; k < list.count && k < PRIVATE_PAGE; k++)
		privates_add_row(visit, &list.rows[k], out);
	self->last = list.count > PRIVATE_PAGE ? list.rows[PRIVATE_PAGE - 1].last_message : 0;
	if (list.count)
		view_offer(out, ACTION_OPEN, NULL);
	if (self->last)
		view_offer(out, ACTION_MORE, _("Older ones"));
	if (self->before < INT64_MAX)
		view_offer(out, ACTION_EARLIER, _("Newest ones"));
	private_thread_list_clear(&list);
}

static struct outcome
privates_act(struct screen *screen, struct visit *visit, const struct intent *intent)
{
	const struct privates *self = (const struct privates *)screen;

	(void)visit;
	switch (intent->action) {
	case ACTION_OPEN:
		return intent->item ? screen_push((struct route){.kind = ROUTE_PRIVATE, .thread = intent->item})
				    : screen_stay();
	case ACTION_MORE:
		return self->last ? screen_replace((struct route){.kind = ROUTE_PRIVATES, .number = self->last})
				  : screen_stay();
	case ACTION_EARLIER:
		return screen_replace((struct route){.kind = ROUTE_PRIVATES});
	default:
		return screen_decline();
	}
}

struct screen *
privates_open(struct visit *visit, const struct route *route)
{
	static const struct screen_ops ops = {.name = "privates", .view = privates_view, .act = privates_act};
	struct privates *self = screen_alloc(&ops, sizeof *self);

	(void)visit;
	self->before = route->number ? route->number : INT64_MAX;
	return &self->screen;
}
