/*
 * Answers that the team keeps for everybody on a board, the last kept first. Each leads to its message.
 */
#include <stdlib.h>

#include "base/mem.h"
#include "forum/board.h"
#include "forum/conversation.h"
#include "forum/curate.h"
#include "ui/screens.h"
#include "ui/spoken.h"
#include "ui/veiled.h"
#include "ui/words.h"

enum { ANSWER_WORDS_COLS = 60 };

struct answers {
	struct screen screen;
	int64_t board, skip;
	bool has_more;
	struct kept_list list; /* as last shown */
};

/* The first words; of what is folded for this reader, why. */
static char *
answers_words(const struct kept *kept, const struct veil *veil)
{
	const struct message message = {.body = kept->body};
	enum veil_why why = veil_look_kept(veil, kept);

	return why == VEIL_NONE ? conversation_first_words(&message, ANSWER_WORDS_COLS) : veiled_words(why, kept->note);
}

static void
answers_add(const struct kept *kept, const struct visit *visit, const struct veil *veil, struct view *out)
{
	struct item *item = view_add_item(out, kept->message);
	char *words = answers_words(kept, veil);
	char *who =
	    spoken_writer(kept->author_name, kept->alias, visit->actor.member && kept->author == visit->actor.member);
	char *about = mem_format(_("message %d in %s"), (int)kept->number, words_title(kept->title));

	item_set_line(&item->text, words);
	item_set_line(&item->who, who);
	item_set_line(&item->about, about);
	free(about);
	free(who);
	free(words);
}

static void
answers_say_where(const struct answers *self, struct visit *visit, struct view *out)
{
	struct board board = {0};
	char *where;

	view_set_title(out, _("Kept answers"));
	if (board_get(&visit->forum, &visit->actor, self->board, &board) != ERR_OK)
		return;
	/* Translators: keep " > ", which divides the parts of the way here. */
	where = mem_format(_("Home > %s > %s"), board.group_name, board.name);
	view_set_where(out, where);
	view_set_intro(out, _("Answers that the team keeps here for everybody."));
	free(where);
	board_clear(&board);
}

static void
answers_view(struct screen *screen, struct visit *visit, struct view *out)
{
	struct answers *self = (struct answers *)screen;
	struct veil veil;
	enum err err;

	kept_list_clear(&self->list);
	err = curate_list(&visit->forum, &visit->actor, self->board, self->skip, &self->list, &self->has_more);
	answers_say_where(self, visit, out);
	view_set_empty(out, _("No answers are kept here now."));
	if (err != ERR_OK)
		view_add_notice(out, ROLE_WARNING, visit_explain(err));
	veil_init(&visit->forum, &visit->actor, &veil);
	for (size_t k = 0; k < self->list.count; k++)
		answers_add(&self->list.rows[k], visit, &veil, out);
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
answers_go(const struct answers *self, enum route_kind kind, int64_t message)
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
answers_turn_to(const struct answers *self, int64_t skip)
{
	return screen_replace((struct route){
	    .kind = ROUTE_KEPT_ANSWERS,
	    .board = self->board,
	    .number = skip > 0 ? skip : 0,
	});
}

static struct outcome
answers_act(struct screen *screen, struct visit *visit, const struct intent *intent)
{
	const struct answers *self = (struct answers *)screen;

	(void)visit;
	switch (intent->action) {
	case ACTION_OPEN:
		return answers_go(self, ROUTE_CONVERSATION, intent->item);
	case ACTION_CHOICES:
		return answers_go(self, ROUTE_MESSAGE, intent->item);
	case ACTION_MORE:
		return self->has_more ? answers_turn_to(self, self->skip + CURATE_PAGE) : screen_stay();
	case ACTION_EARLIER:
		return answers_turn_to(self, self->skip - CURATE_PAGE);
	default:
		return screen_decline();
	}
}

static void
answers_close(struct screen *screen, struct visit *visit)
{
	(void)visit;
	kept_list_clear(&((struct answers *)screen)->list);
}

static const struct screen_ops answers_ops = {
    .name = "kept-answers",
    .view = answers_view,
    .act = answers_act,
    .close = answers_close,
};

struct screen *
kept_answers_open(struct visit *visit, const struct route *route)
{
	struct answers *self = screen_alloc(&answers_ops, sizeof *self);

	(void)visit;
	self->board = route->board;
	self->skip = route->number;
	return &self->screen;
}
