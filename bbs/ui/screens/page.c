/*
 * Pages of our own words: help, house rules, how to connect, and the two that say why one can't go further. The
 * text is an embedded file.
 */
#include <stdlib.h>

#include "forum/ready.h"
#include "ui/content.h"
#include "ui/screens.h"
#include "ui/words.h"

struct page {
	struct screen screen;
	const char *title;
	const char *file;  /* an embedded path, or NULL */
	const char *words; /* said above the file's text; NULL for none */
};

static void
page_view(struct screen *screen, struct visit *visit, struct view *out)
{
	struct page *page = (struct page *)screen;
	char *text;

	out->kind = VIEW_DOCUMENT;
	view_set_title(out, _(page->title));
	if (page->words)
		item_set_body(&view_add_item(out, 0)->text, page->words);
	if (!page->file)
		return;
	text = content_fill(page->file, visit->config, NULL);
	content_add(out, text);
	free(text);
}

static struct outcome
page_act(struct screen *screen, struct visit *visit, const struct intent *intent)
{
	(void)visit;
	/* Space at the end of a page: there is nothing unread about it. */
	if (intent->action == ACTION_NEXT_UNREAD && screen->below)
		return screen_back();
	if (intent->action == ACTION_HELP && screen->below)
		return screen_stay();
	return screen_decline();
}

static struct screen *
page_new(const struct screen_ops *ops, const char *title, const char *file)
{
	struct page *page = screen_alloc(ops, sizeof *page);

	page->title = title;
	page->file = file;
	return &page->screen;
}

struct screen *
help_open(struct visit *visit, const struct route *route)
{
	static const struct screen_ops ops = {.name = "help", .view = page_view, .act = page_act};

	(void)route;
	return page_new(&ops, N_("Help"), visit->is_plain ? "content/help-plain.txt" : "content/help.txt");
}

struct screen *
rules_open(struct visit *visit, const struct route *route)
{
	static const struct screen_ops ops = {.name = "rules", .view = page_view, .act = page_act};

	(void)visit;
	(void)route;
	return page_new(&ops, N_("House rules"), "content/rules.txt");
}

/* help@ leads here, for people without an account too. */
static void
connect_view(struct screen *screen, struct visit *visit, struct view *out)
{
	page_view(screen, visit, out);
	if (visit->forum.db)
		view_offer(out, ACTION_MORE, _("Somebody wrote about me"));
}

static struct outcome
connect_act(struct screen *screen, struct visit *visit, const struct intent *intent)
{
	if (intent->action == ACTION_MORE && visit->forum.db)
		return screen_push((struct route){.kind = ROUTE_ABOUT_ME});
	return page_act(screen, visit, intent);
}

struct screen *
connect_open(struct visit *visit, const struct route *route)
{
	static const struct screen_ops ops = {.name = "connect", .view = connect_view, .act = connect_act};

	(void)visit;
	(void)route;
	return page_new(&ops, N_("How to come in"), "content/connect.txt");
}

/* The operator's own text, and so with nothing to fill in. */
static void
privacy_view(struct screen *screen, struct visit *visit, struct view *out)
{
	char *notice = ready_privacy_notice(&visit->forum);

	(void)screen;
	out->kind = VIEW_DOCUMENT;
	view_set_title(out, _("What happens with what you write"));
	view_set_empty(out, _("The people who run this board have not written this page yet."));
	if (notice)
		content_add(out, notice);
	free(notice);
}

struct screen *
privacy_open(struct visit *visit, const struct route *route)
{
	static const struct screen_ops ops = {.name = "privacy", .view = privacy_view, .act = page_act};

	(void)visit;
	(void)route;
	return page_new(&ops, N_("What happens with what you write"), NULL);
}

struct screen *
closed_open(struct visit *visit, const struct route *route)
{
	static const struct screen_ops ops = {.name = "closed", .view = page_view, .act = page_act};
	struct screen *screen = page_new(&ops, N_("Your account is closed"), NULL);

	(void)visit;
	(void)route;
	((struct page *)screen)->words =
	    _("The team has closed this account, so you can't come in with it.\n\n"
	      "What you wrote is safe. The people to call are here for you all the same.\n\n"
	      "If you think this is wrong, please ask the people who run this board.");
	return screen;
}

struct screen *
sorry_open(struct visit *visit, const struct route *route)
{
	static const struct screen_ops ops = {.name = "sorry", .view = page_view, .act = page_act};
	struct screen *screen = page_new(&ops, N_("We can't open the board just now"), NULL);

	(void)visit;
	((struct page *)screen)->words = visit_explain(route->err);
	return screen;
}
