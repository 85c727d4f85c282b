/*
 * Guides and useful pages: which there are, and one of them.
 */
#include "forum/guide.h"
#include "ui/guide_page.h"
#include "ui/screens.h"
#include "ui/words.h"

struct guide_screen {
	struct screen screen;
	int64_t guide;
};

static void
guides_view(struct screen *screen, struct visit *visit, struct view *out)
{
	struct guide_list list = {0};
	enum err err = guide_list(&visit->forum, &list);

	(void)screen;
	view_set_where(out, _("Home"));
	view_set_title(out, _("Guides and useful pages"));
	view_set_intro(out,
	    _("Short pages in plain words. They can't know your family, so ask somebody who does too."));
	view_set_empty(out, _("There are no pages yet. The people to call are on the ! key."));
	if (err != ERR_OK)
		view_add_notice(out, ROLE_WARNING, visit_explain(err));
	for (size_t k = 0; k < list.count; k++) {
		struct item *item = view_add_item(out, list.rows[k].id);

		item_set_line(&item->text, list.rows[k].title);
		if (guide_is_due(&list.rows[k]))
			item_set_line(&item->detail, _("due to be checked"));
	}
	guide_list_clear(&list);
	view_offer(out, ACTION_OPEN, NULL);
}

static struct outcome
guides_act(struct screen *screen, struct visit *visit, const struct intent *intent)
{
	(void)screen;
	(void)visit;
	if (intent->action != ACTION_OPEN)
		return screen_decline();
	return intent->item ? screen_push((struct route){.kind = ROUTE_GUIDE, .number = intent->item}) : screen_stay();
}

struct screen *
guides_open(struct visit *visit, const struct route *route)
{
	static const struct screen_ops ops = {.name = "guides", .view = guides_view, .act = guides_act};

	(void)visit;
	(void)route;
	return screen_alloc(&ops, sizeof(struct screen));
}

static void
guide_view(struct screen *screen, struct visit *visit, struct view *out)
{
	struct guide guide = {0};
	enum err err = guide_get(&visit->forum, ((struct guide_screen *)screen)->guide, &guide);

	out->kind = VIEW_DOCUMENT;
	view_set_where(out, _("Home > Guides and useful pages"));
	if (err != ERR_OK) {
		view_set_title(out, _("This page isn't here"));
		view_add_notice(out, ROLE_WARNING, visit_explain(err));
		return;
	}
	guide_page_view(&guide, out);
	guide_clear(&guide);
}

static struct outcome
guide_act(struct screen *screen, struct visit *visit, const struct intent *intent)
{
	(void)visit;
	/* Space at the end of a page: there is nothing unread about it. */
	if (intent->action == ACTION_NEXT_UNREAD && screen->below)
		return screen_back();
	return screen_decline();
}

struct screen *
guide_open(struct visit *visit, const struct route *route)
{
	static const struct screen_ops ops = {.name = "guide", .view = guide_view, .act = guide_act};
	struct guide_screen *self = screen_alloc(&ops, sizeof *self);

	(void)visit;
	self->guide = route->number;
	return &self->screen;
}
