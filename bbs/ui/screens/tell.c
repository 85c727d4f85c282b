/*
 * Telling the team about a message: first which of seven plain choices, then words of one's own.
 */
#include <stdlib.h>

#include "base/mem.h"
#include "forum/conversation.h"
#include "ui/screens.h"
#include "ui/screens/private_words.h"
#include "ui/spoken.h"
#include "ui/team.h"
#include "ui/words.h"

struct tell {
	struct screen screen;
	int64_t thread, number; /* thread 0: a private message, by its id */
	enum reason reason;     /* as chosen last */
};

static void
tell_say_private(const struct tell *self, struct visit *visit, struct view *out)
{
	char *who = private_message_from(visit, self->number), *intro;

	if (!who)
		return;
	intro = mem_format(_("A private message from %s. The team is shown this one, and no other. What is it about?"),
	    who);
	view_set_where(out, _("Private messages"));
	view_set_intro(out, intro);
	free(intro);
	free(who);
}

static void
tell_say_which(const struct tell *self, struct visit *visit, struct view *out)
{
	struct thread thread = {0};
	struct message message = {0};

	if (conversation_get(&visit->forum, &visit->actor, self->thread, &thread) == ERR_OK &&
	    conversation_message(&visit->forum, &visit->actor, &thread, self->number, &message) == ERR_OK) {
		char *who = spoken_writer(message.author_name, message.alias, false);
		char *intro = mem_format(_("Message %d, from %s. What is it about?"), (int)message.number, who);

		view_set_where(out, words_title(thread.title));
		view_set_intro(out, intro);
		free(intro);
		free(who);
	}
	message_clear(&message);
	thread_clear(&thread);
}

static void
tell_view(struct screen *screen, struct visit *visit, struct view *out)
{
	const struct tell *self = (const struct tell *)screen;

	view_set_title(out, _("Tell a moderator"));
	if (self->thread)
		tell_say_which(self, visit, out);
	else
		tell_say_private(self, visit, out);
	for (int reason = 0; reason < REASON_COUNT; reason++)
		item_set_line(&view_add_item(out, reason + 1)->text, team_reason((enum reason)reason));
	view_offer(out, ACTION_OPEN, _("Choose"));
}

static struct outcome
tell_act(struct screen *screen, struct visit *visit, const struct intent *intent)
{
	struct tell *self = (struct tell *)screen;

	(void)visit;
	if (intent->action != ACTION_OPEN)
		return screen_decline();
	if (intent->item < 1 || intent->item > REASON_COUNT)
		return screen_stay();
	self->reason = (enum reason)(intent->item - 1);
	return screen_push((struct route){
	    .kind = ROUTE_TELL_WORDS,
	    .thread = self->thread,
	    .number = self->number,
	    .choice = (int)self->reason,
	});
}

/* The words were sent. */
static struct outcome
tell_chosen(struct screen *screen, struct visit *visit, int64_t choice)
{
	const struct tell *self = (const struct tell *)screen;

	(void)visit;
	if (!choice)
		return screen_stay();
	return screen_replace((struct route){
	    .kind = ROUTE_TOLD,
	    .is_worry = reason_risk(self->reason) == RISK_RED,
	});
}

static const struct screen_ops tell_screen = {
    .name = "tell",
    .view = tell_view,
    .act = tell_act,
    .chosen = tell_chosen,
};

struct screen *
tell_open(struct visit *visit, const struct route *route)
{
	struct tell *self = screen_alloc(&tell_screen, sizeof *self);

	(void)visit;
	self->thread = route->thread;
	self->number = route->number;
	return &self->screen;
}
