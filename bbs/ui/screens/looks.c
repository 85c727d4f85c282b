/*
 * How the screen looks: a theme, or plain lines; how long a line is, and whether the lines stand apart. Kept for a
 * member, for this visit for a guest.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "forum/account.h"
#include "ui/screens.h"
#include "ui/words.h"

/* Ids of items: themes from 1, and these. */
enum { LOOKS_PLAIN = 1000, LOOKS_WIDTH = 2000, LOOKS_SPACED = 3000 };

/* Longest lines to choose from; 0 is as long as the window allows. */
static const int widths[] = {0, 76, 60, 44};

enum { WIDTHS = sizeof widths / sizeof *widths };

static void
looks_add(struct view *out, int64_t id, const char *words, bool is_in_use)
{
	struct item *item = view_add_item(out, id);

	item_set_line(&item->text, words);
	if (is_in_use)
		item_set_line(&item->detail, _("in use"));
}

static void
looks_add_themes(const struct visit *visit, struct view *out)
{
	const char *chosen = *visit->looks.theme ? visit->looks.theme : visit->config->board_theme;
	const struct theme *theme;

	for (int64_t k = 0; (theme = theme_at((size_t)k)); k++)
		looks_add(out, k + 1, _(theme->title), !visit->is_plain && !strcmp(theme->id, chosen));
	looks_add(out, LOOKS_PLAIN, _("Plain lines of text, for listening"), visit->is_plain);
}

static void
looks_add_lines(const struct visit *visit, struct view *out)
{
	view_add_heading(out, _("Lines of text"));
	for (int64_t k = 0; k < WIDTHS; k++) {
		char *words = widths[k] ? mem_format(_("Up to %d letters long"), widths[k])
					: mem_copy_string(_("As long as the window allows"));

		looks_add(out, LOOKS_WIDTH + k, words, visit->looks.text_cols == widths[k]);
		free(words);
	}
	looks_add(out, LOOKS_SPACED, _("A free line after each line"), visit->looks.is_spaced);
}

static void
looks_view(struct screen *screen, struct visit *visit, struct view *out)
{
	(void)screen;
	view_set_where(out, _("Home"));
	view_set_title(out, _("How the screen looks"));
	view_set_intro(out, _("Choose what is easiest on your eyes. You can change it at any time."));
	looks_add_themes(visit, out);
	if (!visit->is_plain) /* there the length of a line has its own command */
		looks_add_lines(visit, out);
	view_offer(out, ACTION_OPEN, _("Choose"));
}

static void
looks_take(struct visit *visit, int64_t item)
{
	const struct theme *theme = item < LOOKS_PLAIN ? theme_at((size_t)item - 1) : NULL;

	if (item == LOOKS_SPACED)
		visit->looks.is_spaced = !visit->looks.is_spaced;
	else if (item >= LOOKS_WIDTH && item < LOOKS_WIDTH + WIDTHS)
		visit->looks.text_cols = widths[item - LOOKS_WIDTH];
	else
		visit->is_plain = item == LOOKS_PLAIN;
	if (theme)
		snprintf(visit->looks.theme, sizeof visit->looks.theme, "%s", theme->id);
}

static struct outcome
looks_choose(struct visit *visit, int64_t item)
{
	enum err err = ERR_OK;

	looks_take(visit, item);
	visit->looks.is_plain = visit->is_plain;
	if (visit->actor.member)
		err = account_set_looks(&visit->forum, &visit->actor, &visit->looks);
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
