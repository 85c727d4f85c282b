/*
 * What happened next? Asked of who started a conversation and said they'd like to be asked: yes, another time, no.
 */
#include <stdlib.h>

#include "base/mem.h"
#include "forum/next.h"
#include "ui/screens.h"
#include "ui/spoken.h"
#include "ui/words.h"

enum { NEXT_WRITE = 1, NEXT_LATER, NEXT_NO };

struct next_screen {
	struct screen screen;
	int64_t thread;
};

static void
next_add(struct view *out, int64_t id, const char *text)
{
	item_set_line(&view_add_item(out, id)->text, text);
}

static void
next_say(const struct thread *thread, struct view *out)
{
	char *title = mem_format(_("What happened next with %s?"), words_title(thread->title)), *who, *intro;

	view_set_title(out, title);
	free(title);
	if (!thread->alias) {
		view_set_intro(out,
		    _("You said we may ask. It helps people who are where you were. A line is plenty."));
		return;
	}
	who = spoken_writer("", thread->alias, false);
	/* Translators: %s is "unknown Robin". */
	intro =
	    mem_format(_("You said we may ask. A line is plenty. You started this as %s, and this is sent as %s too."),
		who, who);
	view_set_intro(out, intro);
	free(intro);
	free(who);
}

static void
next_view(struct screen *screen, struct visit *visit, struct view *out)
{
	const struct next_screen *self = (struct next_screen *)screen;
	struct thread thread = {0};
	bool may_wait;
	enum err err = next_find(&visit->forum, &visit->actor, self->thread, &thread, &may_wait);

	view_set_where(out, _("Home"));
	if (err != ERR_OK) {
		view_set_title(out, _("What happened next?"));
		view_set_intro(out, _("There is nothing to ask about this conversation any more."));
		return;
	}
	next_say(&thread, out);
	next_add(out, NEXT_WRITE, _("Yes, write it now"));
	if (may_wait)
		next_add(out, NEXT_LATER, _("Ask me once more, in two weeks"));
	next_add(out, NEXT_NO, _("No, and don't ask again"));
	view_offer(out, ACTION_OPEN, _("Choose"));
	thread_clear(&thread);
}

static struct outcome
next_write(const struct next_screen *self, struct visit *visit)
{
	struct thread thread = {0};
	struct route route = {.kind = ROUTE_WRITE, .thread = self->thread, .is_next = true};
	bool may_wait;

	if (next_find(&visit->forum, &visit->actor, self->thread, &thread, &may_wait) != ERR_OK)
		return screen_stay();
	route.board = thread.board;
	thread_clear(&thread);
	return screen_replace(route);
}

static struct outcome
next_end(struct visit *visit, enum err err, const char *done)
{
	visit_say(visit, err == ERR_OK ? ROLE_NOTICE : ROLE_WARNING, err == ERR_OK ? done : visit_explain(err));
	return screen_back();
}

static struct outcome
next_act(struct screen *screen, struct visit *visit, const struct intent *intent)
{
	const struct next_screen *self = (struct next_screen *)screen;

	if (intent->action != ACTION_OPEN)
		return screen_decline();
	switch (intent->item) {
	case NEXT_WRITE:
		return next_write(self, visit);
	case NEXT_LATER:
		return next_end(visit, next_put_off(&visit->forum, &visit->actor, self->thread),
		    _("We ask you once more in two weeks."));
	case NEXT_NO:
		return next_end(visit, next_stop(&visit->forum, &visit->actor, self->thread),
		    _("We won't ask again. You can always write in the conversation."));
	default:
		return screen_stay();
	}
}

static const struct screen_ops next_ops = {.name = "next", .view = next_view, .act = next_act};

struct screen *
next_open(struct visit *visit, const struct route *route)
{
	struct next_screen *self = screen_alloc(&next_ops, sizeof *self);

	(void)visit;
	self->thread = route->thread;
	return &self->screen;
}
