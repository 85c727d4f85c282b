/*
 * One question with a few answers. The screen below decides what an answer means.
 */
#include "ui/screens.h"
#include "ui/words.h"

struct ask {
	struct screen screen;
	const struct question *question;
};

static void
ask_view(struct screen *screen, struct visit *visit, struct view *out)
{
	const struct question *question = ((struct ask *)screen)->question;

	(void)visit;
	view_set_title(out, _(question->title));
	view_set_intro(out, _(question->words));
	for (int64_t k = 0; question->answers[k]; k++)
		item_set_line(&view_add_item(out, k + 1)->text, _(question->answers[k]));
	view_offer(out, ACTION_OPEN, _("Choose"));
}

static struct outcome
ask_act(struct screen *screen, struct visit *visit, const struct intent *intent)
{
	(void)screen;
	(void)visit;
	switch (intent->action) {
	case ACTION_OPEN:
		if (!intent->item)
			return screen_stay();
		return (struct outcome){.kind = OUTCOME_CHOSEN, .choice = intent->item};
	case ACTION_BACK:
		return (struct outcome){.kind = OUTCOME_CHOSEN};
	default:
		return screen_decline();
	}
}

static const struct screen_ops ask_screen = {.name = "ask", .view = ask_view, .act = ask_act};

struct screen *
ask_open(struct visit *visit, const struct route *route)
{
	struct ask *ask = screen_alloc(&ask_screen, sizeof *ask);

	(void)visit;
	ask->question = route->question;
	return &ask->screen;
}
