/*
 * Messages that a member keeps to find again, the last kept first.
 */
#include <stdlib.h>

#include "base/clock.h"
#include "base/mem.h"
#include "forum/conversation.h"
#include "forum/message.h"
#include "ui/screens.h"
#include "ui/spoken.h"
#include "ui/veiled.h"
#include "ui/words.h"

enum { KEPT_WORDS_COLS = 60 };

struct kept_screen {
	struct screen screen;
	int64_t skip;
	bool has_more;
	struct kept_list list; /* as last shown: an id alone does not say which message of which conversation */
};

/* The first words, or what became of the message. */
static char *
kept_words(const struct kept *kept, const struct veil *veil)
{
	enum veil_why why = veil_look_kept(veil, kept);
	struct message message = {.state = kept->state, .body = kept->body};

	if (!message_is_live(&message))
		return spoken_gone(kept->state, kept->author_name, kept->alias);
	return why == VEIL_NONE ? conversation_first_words(&message, KEPT_WORDS_COLS) : veiled_words(why, kept->note);
}

static void
kept_add(const struct kept *kept, const struct visit *visit, const struct veil *veil, struct view *out)
{
	struct item *item = view_add_item(out, kept->message);
	char *words = kept_words(kept, veil), *when = spoken_day(kept->at, clock_now());
	char *about = mem_format(_("message %d in %s, kept %s"), (int)kept->number, words_title(kept->title), when);
	char *who = spoken_writer(kept->author_name, kept->alias, kept->author == visit->actor.member);

	item_set_line(&item->text, words);
	item_set_line(&item->who, who);
	item_set_line(&item->about, about);
	free(who);
	free(about);
	free(when);
	free(words);
}

static void
kept_view(struct screen *screen, struct visit *visit, struct view *out)
{
	struct kept_screen *self = (struct kept_screen *)screen;
	struct veil veil;
	enum err err;

	kept_list_clear(&self->list);
	err = message_list_kept(&visit->forum, &visit->actor, self->skip, &self->list, &self->has_more);
	view_set_where(out, _("Home"));
	view_set_title(out, _("Kept messages"));
	view_set_empty(out, _("You keep no messages yet. To keep one, choose it and then \"More choices\"."));
	if (err != ERR_OK)
		view_add_notice(out, ROLE_WARNING, visit_explain(err));
	veil_init(&visit->forum, &visit->actor, &veil);
	for (size_t k = 0; k < self->list.count; k++)
		kept_add(&self->list.rows[k], visit, &veil, out);
	veil_clear(&veil);
	if (self->list.count) {
		view_offer(out, ACTION_OPEN, NULL);
		view_offer(out, ACTION_CHOICES, NULL);
	}
	if (self->has_more)
		view_offer(out, ACTION_MORE, _("Older ones"));
	if (self->skip)
		view_offer(out, ACTION_EARLIER, _("Newer ones"));
}

static struct outcome
kept_go(const struct kept_screen *self, enum route_kind kind, int64_t message)
{
	for (size_t k = 0; k < self->list.count; k++)
		if (self->list.rows[k].message == message)
			return screen_push((struct route){
			    .kind = kind,
			    .thread = self->list.rows[k].thread,
			    .number = self->list.rows[k].number,
			});
	return screen_stay();
}

static struct outcome
kept_turn_to(int64_t skip)
{
	return screen_replace((struct route){.kind = ROUTE_KEPT, .number = skip > 0 ? skip : 0});
}

static struct outcome
kept_act(struct screen *screen, struct visit *visit, const struct intent *intent)
{
	struct kept_screen *self = (struct kept_screen *)screen;

	(void)visit;
	switch (intent->action) {
	case ACTION_OPEN:
		return kept_go(self, ROUTE_CONVERSATION, intent->item);
	case ACTION_CHOICES:
		return kept_go(self, ROUTE_MESSAGE, intent->item);
	case ACTION_MORE:
		return self->has_more ? kept_turn_to(self->skip + MESSAGE_KEPT_PAGE) : screen_stay();
	case ACTION_EARLIER:
		return kept_turn_to(self->skip - MESSAGE_KEPT_PAGE);
	default:
		return screen_decline();
	}
}

static void
kept_close(struct screen *screen, struct visit *visit)
{
	(void)visit;
	kept_list_clear(&((struct kept_screen *)screen)->list);
}

static const struct screen_ops kept_ops = {
    .name = "kept",
    .view = kept_view,
    .act = kept_act,
    .close = kept_close,
};

struct screen *
kept_open(struct visit *visit, const struct route *route)
{
	struct kept_screen *self = screen_alloc(&kept_ops, sizeof *self);

	(void)visit;
	self->skip = route->number;
	return &self->screen;
}
