/*
 * Has this been talked about before? Looked for when a title has been typed, and shown as a list. What was typed stays.
 */
#include <stdlib.h>

#include "base/clock.h"
#include "base/mem.h"
#include "forum/find.h"
#include "ui/screens.h"
#include "ui/screens/writing.h"
#include "ui/spoken.h"
#include "ui/words.h"

void
writing_look_for_similar(struct writing *self, struct visit *visit)
{
	struct thread_list similar = {0};
	bool had = self->has_similar;

	if (!writing_is_conversation(self) || self->is_suggested || self->looked_title == self->title.changes)
		return;
	self->looked_title = self->title.changes;
	self->has_similar =
	    find_similar(&visit->forum, &visit->actor, self->title.text.text, &similar) == ERR_OK && similar.count;
	thread_list_clear(&similar);
	if (self->has_similar && !had && !visit->flash)
		visit_say(visit, ROLE_NOTICE,
		    _("People have talked about this before. Choose \"See what they said\" to look. Your words stay here."));
}

static void
similar_add(const struct thread *thread, struct view *out)
{
	struct item *item = view_add_item(out, thread->id);
	char *messages = mem_format(n_("%d message", "%d messages", thread->message_count), (int)thread->message_count);
	char *when = spoken_time(thread->last_at, clock_now());

	item_set_line(&item->text, words_title(thread->title));
	item_set_line(&item->detail, messages);
	item_set_line(&item->when, when);
	free(when);
	free(messages);
}

static void
similar_view(struct screen *screen, struct visit *visit, struct view *out)
{
	struct thread_list similar = {0};
	struct draft draft;

	writing_get_draft(visit, writing_place(&screen->route), &draft);
	view_set_title(out, _("People have talked about this before"));
	view_set_intro(out, _("What you wrote is kept. Go back to it at any time."));
	view_set_empty(out, _("Nothing is like it any more."));
	if (find_similar(&visit->forum, &visit->actor, draft.title, &similar) == ERR_OK)
		for (size_t k = 0; k < similar.count; k++)
			similar_add(&similar.rows[k], out);
	view_offer(out, ACTION_OPEN, NULL);
	thread_list_clear(&similar);
	draft_clear(&draft);
}

static struct outcome
similar_act(struct screen *screen, struct visit *visit, const struct intent *intent)
{
	(void)screen;
	(void)visit;
	switch (intent->action) {
	case ACTION_OPEN:
		return intent->item ? screen_push((struct route){.kind = ROUTE_CONVERSATION, .thread = intent->item})
				    : screen_stay();
	case ACTION_BACK:
		return (struct outcome){.kind = OUTCOME_CHOSEN};
	default:
		return screen_decline();
	}
}

struct screen *
similar_open(struct visit *visit, const struct route *route)
{
	static const struct screen_ops ops = {.name = "similar", .view = similar_view, .act = similar_act};

	(void)visit;
	(void)route;
	return screen_alloc(&ops, sizeof(struct screen));
}
