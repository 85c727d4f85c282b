/*
 * "Go to message number": a form of one field.
 */
#include <stdlib.h>

#include "base/mem.h"
#include "ui/screens.h"
#include "ui/words.h"

struct go_to {
	struct screen screen;
	int64_t highest;
	struct edit number;
};

static void
go_to_view(struct screen *screen, struct visit *visit, struct view *out)
{
	struct go_to *self = (struct go_to *)screen;
	char *hint = mem_format(_("A number from 1 to %d"), (int)self->highest);

	(void)visit;
	out->kind = VIEW_FORM;
	view_set_title(out, _("Go to a message"));
	view_add_field(out, FIELD_LINE, _("Message number"), hint, &self->number);
	view_offer(out, ACTION_DONE, _("Go there"));
	free(hint);
}

static struct outcome
go_to_act(struct screen *screen, struct visit *visit, const struct intent *intent)
{
	struct go_to *self = (struct go_to *)screen;
	char *end;
	long number;

	if (intent->action == ACTION_BACK)
		return (struct outcome){.kind = OUTCOME_CHOSEN};
	if (intent->action != ACTION_DONE)
		return screen_decline();
	number = strtol(self->number.text.text, &end, 10);
	if (*end || number < 1 || number > self->highest) {
		char *words = mem_format(_("That didn't work. Type a number from 1 to %d."), (int)self->highest);

		visit_say(visit, ROLE_WARNING, words);
		free(words);
		return screen_stay();
	}
	return (struct outcome){.kind = OUTCOME_CHOSEN, .choice = number};
}

static void
go_to_close(struct screen *screen, struct visit *visit)
{
	(void)visit;
	edit_clear(&((struct go_to *)screen)->number);
}

static const struct screen_ops go_to_screen = {
    .name = "go-to",
    .view = go_to_view,
    .act = go_to_act,
    .close = go_to_close,
};

struct screen *
go_to_open(struct visit *visit, const struct route *route)
{
	struct go_to *self = screen_alloc(&go_to_screen, sizeof *self);

	(void)visit;
	self->highest = route->number;
	edit_init(&self->number, TEXT_LINE, 12);
	return &self->screen;
}
