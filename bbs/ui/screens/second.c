/*
 * The second step of the team: the numbers of a code app, or a code on paper. One of the team who says "later" is an
 * ordinary member until they give it. Setting it up is second_set_up.c's.
 */
#include "forum/second.h"
#include "ui/screens.h"
#include "ui/screens/second_parts.h"
#include "ui/words.h"

struct second {
	struct screen screen;
	struct edit line;
};

static void
second_view(struct screen *screen, struct visit *visit, struct view *out)
{
	(void)visit;
	out->kind = VIEW_FORM;
	view_set_title(out, _("One more step for the team"));
	view_set_intro(out,
	    _("Open the code app on your phone. No phone? Type a code from your paper. Both lost? Go on as a member, "
	      "and ask the people who run this board."));
	view_add_field(out, FIELD_LINE, _("The six numbers"), _("Or a code from your paper, like abcd-efgh-jkmn"),
	    &((struct second *)screen)->line);
	view_offer(out, ACTION_DONE, NULL);
	view_offer(out, ACTION_BACK, _("Later"));
}

static struct outcome
second_try(struct second *self, struct visit *visit)
{
	enum err err = second_give(&visit->forum, &visit->actor, self->line.text.text);

	if (err == ERR_OK || err == ERR_NOT_FOUND || err == ERR_DENIED) /* or it was taken away, or the role was */
		return second_go_on(&self->screen, visit);
	if (err != ERR_STORE && err != ERR_FULL)
		edit_set(&self->line, "");
	visit_say(visit, ROLE_WARNING, second_explain(err));
	return screen_stay();
}

static struct outcome
second_act(struct screen *screen, struct visit *visit, const struct intent *intent)
{
	switch (intent->action) {
	case ACTION_DONE:
		return second_try((struct second *)screen, visit);
	case ACTION_BACK:
		return second_later(screen, visit);
	default:
		return screen_decline();
	}
}

static void
second_close(struct screen *screen, struct visit *visit)
{
	(void)visit;
	edit_clear(&((struct second *)screen)->line);
}

struct screen *
second_open(struct visit *visit, const struct route *route)
{
	static const struct screen_ops ops = {
	    .name = "second",
	    .view = second_view,
	    .act = second_act,
	    .close = second_close,
	};
	enum second_state state = SECOND_TO_GIVE;
	struct second *self;

	if (second_look(&visit->forum, &visit->actor, &state) == ERR_OK && state == SECOND_TO_SET_UP)
		return second_set_up_open(visit, route);
	self = screen_alloc(&ops, sizeof *self);
	edit_init(&self->line, TEXT_LINE, SECOND_TYPED_BYTES);
	return &self->screen;
}
