/*
 * Boards that a member leaves out of home: what one may do with a board, and the list to bring them back from.
 */
#include "forum/board.h"
#include "ui/screens.h"
#include "ui/words.h"

enum { BOARD_HIDE = 1, BOARD_SHOW };

struct board_choices {
	struct screen screen;
	int64_t board;
};

static void
board_choices_view(struct screen *screen, struct visit *visit, struct view *out)
{
	struct board board = {0};
	enum err err = board_get(&visit->forum, &visit->actor, ((struct board_choices *)screen)->board, &board);

	if (err != ERR_OK) {
		view_set_title(out, _("This board isn't here"));
		view_add_notice(out, ROLE_WARNING, visit_explain(err));
		return;
	}
	view_set_where(out, _("Home"));
	view_set_title(out, board.name);
	if (board.is_hidden) {
		view_set_intro(out, _("This board is hidden: it is not on your first page."));
		item_set_line(&view_add_item(out, BOARD_SHOW)->text, _("Show this board again"));
	} else
		item_set_line(&view_add_item(out, BOARD_HIDE)->text, _("Hide this board from my first page"));
	view_offer(out, ACTION_OPEN, _("Choose"));
	board_clear(&board);
}

/* Hide a board, or show it again, and say so. */
static void
hidden_set(struct visit *visit, int64_t board, bool is_hidden)
{
	enum err err = board_hide(&visit->forum, &visit->actor, board, is_hidden);

	if (err != ERR_OK)
		visit_say(visit, ROLE_WARNING, visit_explain(err));
	else
		visit_say(visit, ROLE_NOTICE,
		    is_hidden ? _("Hidden. To bring it back, choose \"Hidden boards\" on your first page.")
			      : _("It is on your first page again."));
}

static struct outcome
board_choices_act(struct screen *screen, struct visit *visit, const struct intent *intent)
{
	if (intent->action != ACTION_OPEN)
		return screen_decline();
	if (!intent->item)
		return screen_stay();
	hidden_set(visit, ((struct board_choices *)screen)->board, intent->item == BOARD_HIDE);
	return screen_back();
}

static const struct screen_ops board_choices_ops = {
    .name = "board-choices",
    .view = board_choices_view,
    .act = board_choices_act,
};

struct screen *
board_choices_open(struct visit *visit, const struct route *route)
{
	struct board_choices *self = screen_alloc(&board_choices_ops, sizeof *self);

	(void)visit;
	self->board = route->board;
	return &self->screen;
}

static void
hidden_view(struct screen *screen, struct visit *visit, struct view *out)
{
	struct board_list boards = {0};
	enum err err = board_list_hidden(&visit->forum, &visit->actor, &boards);

	(void)screen;
	view_set_where(out, _("Home"));
	view_set_title(out, _("Hidden boards"));
	view_set_empty(out, _("No board is hidden."));
	if (err != ERR_OK)
		view_add_notice(out, ROLE_WARNING, visit_explain(err));
	if (boards.count)
		view_set_intro(out, _("Choose one to bring it back to your first page."));
	for (size_t k = 0; k < boards.count; k++) {
		struct item *item = view_add_item(out, boards.rows[k].id);

		item_set_line(&item->text, boards.rows[k].name);
		item_set_line(&item->about, boards.rows[k].about);
	}
	if (boards.count)
		view_offer(out, ACTION_OPEN, _("Bring it back"));
	board_list_clear(&boards);
}

static struct outcome
hidden_act(struct screen *screen, struct visit *visit, const struct intent *intent)
{
	(void)screen;
	if (intent->action != ACTION_OPEN)
		return screen_decline();
	if (intent->item)
		hidden_set(visit, intent->item, false);
	return screen_stay();
}

static const struct screen_ops hidden_ops = {.name = "hidden", .view = hidden_view, .act = hidden_act};

struct screen *
hidden_open(struct visit *visit, const struct route *route)
{
	(void)visit;
	(void)route;
	return screen_alloc(&hidden_ops, sizeof(struct screen));
}
