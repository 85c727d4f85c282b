/*
 * Everything about me: how to have it, and then page by page. A page is a few rows, so that nobody's years here have
 * to fit into memory; in plain mode the pages can follow one another without a stop.
 */
#include <stdlib.h>

#include "base/mem.h"
#include "forum/export.h"
#include "ui/mine.h"
#include "ui/screens.h"
#include "ui/words.h"

enum mine_form { MINE_READ = 1, MINE_READ_JSON, MINE_ALL, MINE_ALL_JSON };

static void
mine_view(struct screen *screen, struct visit *visit, struct view *out)
{
	(void)screen;
	view_set_where(out, _("Your settings"));
	view_set_title(out, _("Everything about me"));
	view_set_intro(out,
	    _("All that is kept about you, and all that you wrote. Nothing of it is sent anywhere. It only goes to your "
	      "own screen. JSON is for other programs."));
	item_set_line(&view_add_item(out, MINE_READ)->text, _("Read it page by page"));
	item_set_line(&view_add_item(out, MINE_READ_JSON)->text, _("The same as JSON"));
	if (visit->is_plain) {
		item_set_line(&view_add_item(out, MINE_ALL)->text, _("All at once, without a stop"));
		item_set_line(&view_add_item(out, MINE_ALL_JSON)->text, _("All at once, as JSON"));
	} else {
		item_set_body(&view_add_item(out, 0)->text,
		    _("To keep it in a file, come in with ssh plain@, and choose: All at once."));
	}
	view_offer(out, ACTION_OPEN, _("Choose"));
}

static struct outcome
mine_act(struct screen *screen, struct visit *visit, const struct intent *intent)
{
	(void)screen;
	(void)visit;
	if (intent->action != ACTION_OPEN)
		return screen_decline();
	if (intent->item < MINE_READ || intent->item > MINE_ALL_JSON)
		return screen_stay();
	return screen_push((struct route){.kind = ROUTE_MINE_PAGES, .choice = (int)intent->item});
}

struct screen *
mine_open(struct visit *visit, const struct route *route)
{
	static const struct screen_ops ops = {.name = "mine", .view = mine_view, .act = mine_act};

	(void)visit;
	(void)route;
	return screen_alloc(&ops, sizeof(struct screen));
}

/* --- pages --- */

/* Where a page begins. */
struct mine_place {
	struct export export;
	int next; /* of export_json() */
};

struct mine_pages {
	struct screen screen;
	enum mine_form form;
	struct mine_place *places; /* of this page and all before it; owned */
	size_t count;
	struct mine_place after; /* where the next one begins */
	bool is_end;             /* there is none */
};

static bool
mine_is_json(const struct mine_pages *self)
{
	return self->form == MINE_READ_JSON || self->form == MINE_ALL_JSON;
}

static bool
mine_is_first(const struct mine_pages *self)
{
	return self->places[self->count - 1].export.after == 0;
}

static void
mine_add_rows(const struct mine_pages *self, const struct mine_row_list *rows, struct view *out)
{
	bool is_first =
	    mine_is_first(self) || rows->rows[0].part != (enum mine_part)self->places[self->count - 1].export.part;

	if (is_first)
		view_add_heading(out, mine_part_title(rows->rows[0].part));
	for (size_t k = 0; k < rows->count; k++) {
		struct str text;

		str_init(&text);
		mine_write_row(&rows->rows[k], &text);
		item_set_body(&view_add_item(out, 0)->text, text.text);
		str_clear(&text);
	}
}

/* rows NULL: the end. */
static void
mine_add_json(struct mine_pages *self, const struct mine_row_list *rows, struct view *out)
{
	struct str text;

	str_init(&text);
	export_json(rows, &self->after.next, &text);
	item_set_body(&view_add_item(out, 0)->text, text.text);
	str_clear(&text);
}

static void
mine_add_page(struct mine_pages *self, struct visit *visit, struct view *out)
{
	struct mine_row_list rows = {0};
	enum err err;

	self->after = self->places[self->count - 1];
	err = export_next(&visit->forum, &self->after.export, &rows);
	self->is_end = err != ERR_OK;
	if (err == ERR_OK && mine_is_json(self))
		mine_add_json(self, &rows, out);
	else if (err == ERR_OK)
		mine_add_rows(self, &rows, out);
	else if (err != ERR_NOT_FOUND)
		view_add_notice(out, ROLE_WARNING, visit_explain(err));
	else if (mine_is_json(self))
		mine_add_json(self, NULL, out);
	else
		item_set_body(&view_add_item(out, 0)->text, _("That is all."));
	mine_row_list_clear(&rows);
}

static void
mine_pages_view(struct screen *screen, struct visit *visit, struct view *out)
{
	struct mine_pages *self = (struct mine_pages *)screen;

	out->kind = VIEW_DOCUMENT;
	if (self->form == MINE_READ || self->form == MINE_READ_JSON || self->count == 1) {
		view_set_where(out, _("Your settings"));
		view_set_title(out, _("Everything about me"));
	}
	mine_add_page(self, visit, out);
	out->flows = self->form >= MINE_ALL && !self->is_end && visit->is_plain;
	if (!self->is_end)
		view_offer(out, ACTION_MORE, NULL);
	if (self->count > 1 && self->form < MINE_ALL)
		view_offer(out, ACTION_EARLIER, NULL);
}

static struct outcome
mine_go_on(struct mine_pages *self)
{
	if (self->is_end)
		return screen_stay();
	self->places = mem_resize_array(self->places, self->count + 1, sizeof *self->places);
	self->places[self->count++] = self->after;
	return screen_stay();
}

static struct outcome
mine_pages_act(struct screen *screen, struct visit *visit, const struct intent *intent)
{
	struct mine_pages *self = (struct mine_pages *)screen;

	(void)visit;
	switch (intent->action) {
	case ACTION_MORE:
	case ACTION_NEXT_UNREAD:
		return mine_go_on(self);
	case ACTION_EARLIER:
		self->count -= self->count > 1;
		return screen_stay();
	case ACTION_OPEN:
		return screen_stay();
	default:
		return screen_decline();
	}
}

static void
mine_pages_close(struct screen *screen, struct visit *visit)
{
	(void)visit;
	free(((struct mine_pages *)screen)->places);
}

struct screen *
mine_pages_open(struct visit *visit, const struct route *route)
{
	static const struct screen_ops ops = {
	    .name = "mine-pages",
	    .view = mine_pages_view,
	    .act = mine_pages_act,
	    .close = mine_pages_close,
	};
	struct mine_pages *self = screen_alloc(&ops, sizeof *self);

	self->form = route->choice ? (enum mine_form)route->choice : MINE_READ;
	self->places = mem_alloc(sizeof *self->places);
	self->count = 1;
	export_begin(&visit->actor, &self->places[0].export);
	return &self->screen;
}
