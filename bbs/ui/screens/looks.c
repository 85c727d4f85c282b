/*
 * How the screen looks: a theme, or plain lines. Kept for a member, for this visit for a guest.
 */
#include <stdio.h>
#include <string.h>

#include "forum/account.h"
#include "ui/screens.h"
#include "ui/words.h"

enum { LOOKS_PLAIN = 1000 }; /* ids below are themes, from 1 */

static void
looks_view(struct screen *screen, struct visit *visit, struct view *out)
{
	const struct theme *theme;

	(void)screen;
	view_set_where(out, _("Home"));
	view_set_title(out, _("How the screen looks"));
	view_set_intro(out, _("Choose what is easiest on your eyes. You can change it at any time."));
	for (int64_t k = 0; (theme = theme_at((size_t)k)); k++) {
		struct item *item = view_add_item(out, k + 1);

		item_set_line(&item->text, _(theme->title));
		if (!visit->is_plain && !strcmp(theme->id, *visit->theme ? visit->theme : visit->config->board_theme))
			item_set_line(&item->detail, _("in use"));
	}
	item_set_line(&view_add_item(out, LOOKS_PLAIN)->text, _("Plain lines of text, for listening"));
	if (visit->is_plain)
		item_set_line(&out->items[out->item_count - 1].detail, _("in use"));
	view_offer(out, ACTION_OPEN, _("Choose"));
}

static struct outcome
looks_choose(struct visit *visit, int64_t item)
{
	const struct theme *theme = item < LOOKS_PLAIN ? theme_at((size_t)item - 1) : NULL;
	enum err err = ERR_OK;

	visit->is_plain = item == LOOKS_PLAIN;
	if (theme)
		snprintf(visit->theme, sizeof visit->theme, "%s", theme->id);
	if (visit->actor.member)
		err = account_set_looks(&visit->forum, &visit->actor, visit->is_plain, visit->theme);
	if (err != ERR_OK)
		visit_say(visit, ROLE_WARNING, _("This is how it looks for now. We couldn't keep it for next time."));
	return (struct outcome){.kind = OUTCOME_RESTYLE};
}

static struct outcome
looks_act(struct screen *screen, struct visit *visit, const struct intent *intent)
{
	(void)screen;
	if (intent->action != ACTION_OPEN)
		return screen_decline();
	return intent->item ? looks_choose(visit, intent->item) : screen_stay();
}

static const struct screen_ops looks_screen = {.name = "looks", .view = looks_view, .act = looks_act};

struct screen *
looks_open(struct visit *visit, const struct route *route)
{
	(void)visit;
	(void)route;
	return screen_alloc(&looks_screen, sizeof(struct screen));
}
