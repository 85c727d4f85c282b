/*
 * When the team is here: the rota by day, and a form to add one's own times.
 */
#include <stdlib.h>

#include "base/mem.h"
#include "forum/rota.h"
#include "ui/screens.h"
#include "ui/spoken.h"
#include "ui/words.h"

enum { ROTA_ADD = 1, ROTA_FIRST = 2, SHIFT_TIME_BYTES = 16 };

struct rota {
	struct screen screen;
	int64_t asked; /* the shift that is asked about */
};

static void
rota_add_shift(const struct visit *visit, const struct shift *shift, struct view *out)
{
	bool is_mine = shift->member == visit->actor.member;
	struct item *item = view_add_item(out, is_mine ? shift->id + ROTA_FIRST : 0);
	char *text = spoken_shift(shift->starts, shift->ends);

	item_set_line(&item->text, text);
	item_set_line(&item->who, shift->member_name);
	item_set_line(&item->detail, is_mine ? _("yours") : shift->is_away ? _("away now") : "");
	free(text);
}

static void
rota_view(struct screen *screen, struct visit *visit, struct view *out)
{
	struct shift_list shifts = {0};
	int64_t weekday = 0;
	enum err err = rota_list(&visit->forum, &visit->actor, &shifts);

	(void)screen;
	view_set_where(out, _("Home"));
	view_set_title(out, _("When the team is here"));
	view_set_intro(out, _("Every week, by the board's own clock. What newcomers are promised comes from here."));
	if (err != ERR_OK)
		view_add_notice(out, ROLE_WARNING, visit_explain(err));
	item_set_line(&view_add_item(out, ROTA_ADD)->text, _("Add a time when I am here"));
	for (size_t k = 0; k < shifts.count; k++) {
		if (shifts.rows[k].weekday != weekday)
			view_add_heading(out, spoken_weekday(shifts.rows[k].weekday));
		weekday = shifts.rows[k].weekday;
		rota_add_shift(visit, &shifts.rows[k], out);
	}
	view_offer(out, ACTION_OPEN, _("Choose"));
	shift_list_clear(&shifts);
}

static struct outcome
rota_act(struct screen *screen, struct visit *visit, const struct intent *intent)
{
	static const char *const answers[] = {N_("Keep it"), N_("Take it off"), NULL};
	static const struct question question = {
	    .title = N_("Take this time off the rota?"),
	    .words = N_("What was promised to somebody already still stands."),
	    .answers = answers,
	};

	(void)visit;
	if (intent->action != ACTION_OPEN)
		return screen_decline();
	if (intent->item == ROTA_ADD)
		return screen_push((struct route){.kind = ROUTE_SHIFT});
	if (intent->item < ROTA_FIRST)
		return screen_stay();
	((struct rota *)screen)->asked = intent->item - ROTA_FIRST;
	return screen_push((struct route){.kind = ROUTE_ASK, .question = &question});
}

static struct outcome
rota_chosen(struct screen *screen, struct visit *visit, int64_t choice)
{
	enum err err;

	if (choice != 2)
		return screen_stay();
	err = rota_remove(&visit->forum, &visit->actor, ((struct rota *)screen)->asked);
	if (err == ERR_OK)
		visit_say(visit, ROLE_NOTICE, _("It is off the rota."));
	else
		visit_say(visit, ROLE_WARNING, visit_explain(err));
	return screen_stay();
}

struct screen *
rota_open(struct visit *visit, const struct route *route)
{
	static const struct screen_ops ops = {
	    .name = "rota",
	    .view = rota_view,
	    .act = rota_act,
	    .chosen = rota_chosen,
	};

	(void)visit;
	(void)route;
	return screen_alloc(&ops, sizeof(struct rota));
}

/* --- add one --- */

struct shift_form {
	struct screen screen;
	int weekday; /* 0 Monday */
	struct edit from, to;
};

static void
shift_view(struct screen *screen, struct visit *visit, struct view *out)
{
	struct shift_form *self = (struct shift_form *)screen;
	const char *days[7];

	(void)visit;
	for (int k = 0; k < 7; k++)
		days[k] = spoken_weekday(k + 1);
	out->kind = VIEW_FORM;
	view_set_where(out, _("Home"));
	view_set_title(out, _("Add a time when I am here"));
	view_add_choice(out, _("Day"), "", &self->weekday, days, 7);
	view_add_field(out, FIELD_LINE, _("From"), _("Such as 9, 9:30 or 21"), &self->from);
	view_add_field(out, FIELD_LINE, _("To"), _("An earlier time than From is on the next day"), &self->to);
	view_offer(out, ACTION_DONE, _("Add it"));
}

static void
shift_explain(struct visit *visit, enum err err)
{
	switch (err) {
	case ERR_INVALID:
		visit_say(visit, ROLE_WARNING,
		    _("That is no time we can read. Type it like 9, 9:30 or 21, and not the same one twice."));
		break;
	case ERR_TAKEN:
		visit_say(visit, ROLE_NOTICE, _("This time is on the rota already."));
		break;
	case ERR_TOO_LONG:
		visit_say(visit, ROLE_WARNING, _("You have 21 times on the rota. Take one of them off first."));
		break;
	default:
		visit_say(visit, ROLE_WARNING, visit_explain(err));
	}
}

static struct outcome
shift_act(struct screen *screen, struct visit *visit, const struct intent *intent)
{
	struct shift_form *self = (struct shift_form *)screen;
	int from, to;
	int64_t id;
	enum err err;

	if (intent->action != ACTION_DONE)
		return screen_decline();
	from = rota_read_time(self->from.text.text);
	to = rota_read_time(self->to.text.text);
	err = from < 0 || to < 0
	    ? ERR_INVALID
	    : rota_add(&visit->forum, &visit->actor, self->weekday + 1, from, to % ROTA_DAY_MINUTES, &id);
	if (err != ERR_OK) {
		shift_explain(visit, err);
		return screen_stay();
	}
	visit_say(visit, ROLE_NOTICE, _("Added. Thank you for being here."));
	return screen_back();
}

static void
shift_close(struct screen *screen, struct visit *visit)
{
	(void)visit;
	edit_clear(&((struct shift_form *)screen)->from);
	edit_clear(&((struct shift_form *)screen)->to);
}

struct screen *
shift_open(struct visit *visit, const struct route *route)
{
	static const struct screen_ops ops = {
	    .name = "shift",
	    .view = shift_view,
	    .act = shift_act,
	    .close = shift_close,
	};
	struct shift_form *self = screen_alloc(&ops, sizeof *self);

	(void)visit;
	(void)route;
	edit_init(&self->from, TEXT_LINE, SHIFT_TIME_BYTES);
	edit_init(&self->to, TEXT_LINE, SHIFT_TIME_BYTES);
	return &self->screen;
}
