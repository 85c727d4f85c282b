/*
 * People to call, on one key from everywhere, signed in or not.
 */
#include <stdlib.h>

#include "base/mem.h"
#include "forum/help.h"
#include "ui/content.h"
#include "ui/screens.h"
#include "ui/words.h"

static void
people_add(struct view *out, const struct signpost *signpost)
{
	struct item *item = view_add_item(out, signpost->id);
	char *words = content_signpost(signpost);
	char *text = mem_format("%s\n%s", signpost->name, words);

	item_set_body(&item->text, text);
	item->role = ROLE_URGENT;
	if (*signpost->checked_on) {
		char *checked = mem_format(_("Checked on %s"), signpost->checked_on);

		item_set_line(&item->when, checked);
		free(checked);
	}
	free(text);
	free(words);
}

static void
people_view(struct screen *screen, struct visit *visit, struct view *out)
{
	struct signpost_list list = {0};

	(void)screen;
	out->kind = VIEW_DOCUMENT;
	view_set_title(out, _("People to call"));
	view_set_intro(out, _("If someone is in danger now, call 999. This board is not watched all the time."));
	if (visit->forum.db)
		help_list(&visit->forum, &list);
	if (!list.count)
		view_set_empty(out, _("In the United Kingdom: call 999 if someone is in danger."));
	for (size_t k = 0; k < list.count; k++)
		people_add(out, &list.rows[k]);
	signpost_list_clear(&list);
}

static struct outcome
people_act(struct screen *screen, struct visit *visit, const struct intent *intent)
{
	(void)visit;
	if (intent->action == ACTION_NEXT_UNREAD && screen->below)
		return screen_back();
	if (intent->action == ACTION_PEOPLE)
		return screen_stay();
	return screen_decline();
}

static const struct screen_ops people_screen = {.name = "people", .view = people_view, .act = people_act};

struct screen *
people_open(struct visit *visit, const struct route *route)
{
	(void)visit;
	(void)route;
	return screen_alloc(&people_screen, sizeof(struct screen));
}
