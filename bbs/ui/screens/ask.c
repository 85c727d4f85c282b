/*
 * One question with a few answers. The screen below decides what an answer means.
 */
#include "ui/screens.h"
#include "ui/words.h"

struct ask {
	struct screen screen;
	const char *title, *words;
	const char *const *choices;
};

static void
ask_view(struct screen *screen, struct visit *visit, struct view *out)
{
	struct ask *ask = (struct ask *)screen;

	(void)visit;
	view_set_title(out, _(ask->title));
	view_set_intro(out, _(ask->words));
	for (int64_t k = 0; ask->choices[k]; k++)
		item_set_line(&view_add_item(out, k + 1)->text, _(ask->choices[k]));
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
ask_new(const char *title, const char *words, const char *const *choices)
{
	struct ask *ask = screen_alloc(&ask_screen, sizeof *ask);

	ask->title = title;
	ask->words = words;
	ask->choices = choices;
	return &ask->screen;
}
