/*
 * Documents: items one after another, read by scrolling. Down and Up move by lines within a long item and by
 * items where the next one can be seen; Space and Page Down turn a page and keep one line of the last.
 */
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "ui/full/document.h"
#include "ui/full/frame.h"
#include "ui/full/offer.h"
#include "ui/words.h"

bool
document_is_at_end(const struct full *full)
{
	return full->place->top >= frame_last_top(full);
}

/* Number, new, who, when and context on as few lines as they need. */
static void
document_add_head_line(struct full *full, int index)
{
	const struct item *item = &full->view->items[index];
	struct page *page = &full->page;
	int width = full->frame.width, col = 0;

	if (item->number)
		page_add_piece(page, index, ROLE_WHEN, page_keep(page, mem_format("%d", item->number)), width, &col);
	if (item->is_new)
		page_add_piece(page, index, ROLE_NEW, _("new"), width, &col);
	page_add_piece(page, index, ROLE_WHO, item->who, width, &col);
	page_add_piece(page, index, ROLE_WHEN, item->when, width, &col);
	page_add_piece(page, index, ROLE_WHEN, item->detail, width, &col);
	page_add_piece(page, index, ROLE_HINT, item->context, width, &col);
	page_add_piece(page, index, ROLE_HINT, item->about, width, &col);
}

static void
document_add_item(struct full *full, int index)
{
	const struct item *item = &full->view->items[index];

	frame_add_said(full, index);
	document_add_head_line(full, index);
	if (*item->text)
		page_add_body(&full->page, index, item->role, item->text, full->frame.width);
	if (index + 1 < (int)full->view->item_count && !item->is_heading)
		page_add_line(&full->page, PAGE_NO_ITEM);
}

/* The chosen item's first line stays on the row where it was; a page opened at no item begins at its top. */
void
document_lay_out(struct full *full)
{
	bool from_top = !full->place->chosen;
	int index = place_settle(full->place, full->view);

	page_clear(&full->page);
	full->page.is_spaced = full->setup.is_spaced;
	frame_add_head(full);
	for (int k = 0; k < (int)full->view->item_count; k++)
		document_add_item(full, k);
	if (!full->view->item_count)
		page_add_body(&full->page, PAGE_NO_ITEM, ROLE_BODY, full->view->empty, full->frame.width);
	if (frame_show_said(full))
		frame_note_row(full);
	else if (index >= 0 && !from_top)
		frame_scroll_to(full, page_first_line(&full->page, index) - full->place->offset);
	else {
		frame_scroll_to(full, full->place->top);
		frame_note_row(full);
	}
}

static bool
document_shows_line(const struct full *full, int line)
{
	return line >= full->place->top && line < full->place->top + full->frame.content_rows;
}

/* The nearest item in steps of 1 or -1 that can be chosen; -1 when there is none. */
static int
document_find_next(const struct full *full, int step)
{
	return full->place->chosen ? place_look(full->view, full->place->index + step, step) : -1;
}

/* Choose the item and show it whole; of a long one the beginning, or the end when we come from below. */
static void
document_go_to(struct full *full, int index, int step)
{
	int first = page_first_line(&full->page, index), last = page_last_line(&full->page, index);

	place_choose(full->place, full->view, index);
	if (last - first < full->frame.content_rows)
		frame_show_lines(full, first, last);
	else
		frame_scroll_to(full, step > 0 ? first : last - full->frame.content_rows + 1);
}

static void
document_step(struct full *full, int step)
{
	int next = document_find_next(full, step);
	const struct page *page = &full->page;
	int edge = !full->place->chosen ? -1
	    : step > 0                  ? page_last_line(page, full->place->index)
					: page_first_line(page, full->place->index);

	if (next >= 0 && document_shows_line(full, edge))
		document_go_to(full, next, step);
	else
		frame_scroll_to(full, full->place->top + step);
}

/* After turning a page: the first item that begins on it, else the one that fills it. */
static void
document_choose_shown(struct full *full)
{
	int chosen = -1, index = full->place->index;

	if (!full->place->chosen || document_shows_line(full, page_first_line(&full->page, index)))
		return;
	for (int k = full->place->top; k < full->page.count && document_shows_line(full, k); k++) {
		int item = full->page.lines[k].item;

		if (item < 0 || !place_can_choose(&full->view->items[item]))
			continue;
		if (chosen < 0 || page_first_line(&full->page, item) == k)
			chosen = item;
		if (page_first_line(&full->page, item) == k)
			break;
	}
	if (chosen >= 0)
		place_choose(full->place, full->view, chosen);
}

static void
document_turn(struct full *full, int top)
{
	frame_scroll_to(full, top);
	document_choose_shown(full);
}

static void
document_note_seen(struct full *full)
{
	for (int k = 0; k < (int)full->view->item_count; k++) {
		int64_t id = full->view->items[k].id;

		if (id > full->place->seen && document_shows_line(full, page_last_line(&full->page, k)))
			full->place->seen = id;
	}
}

/* The cursor stands at the head of the chosen item, or at the top when that is scrolled away. */
static void
document_draw_mark(struct full *full)
{
	const struct frame *frame = &full->frame;
	int first = full->place->chosen ? page_first_line(&full->page, full->place->index) : -1;
	int row = frame->content_row;

	if (first >= 0 && document_shows_line(full, first)) {
		row += first - full->place->top;
		frame_draw_mark(full, row);
	}
	grid_set_cursor(full->grid, row, frame->margin);
}

void
document_draw(struct full *full)
{
	const struct frame *frame = &full->frame;

	for (int k = full->place->top; k < full->page.count && document_shows_line(full, k); k++)
		page_draw_line(&full->page, k, full->grid, frame->content_row + k - full->place->top, frame->margin);
	document_draw_mark(full);
	document_note_seen(full);
}

static bool
document_move(struct full *full, uint32_t key)
{
	int page = full->frame.content_rows - 1, top = full->place->top;

	switch (key) {
	case K_UP:
		document_step(full, -1);
		return true;
	case K_DOWN:
		document_step(full, 1);
		return true;
	case K_PAGE_UP:
		document_turn(full, top - page);
		return true;
	case K_PAGE_DOWN:
		document_turn(full, top + page);
		return true;
	case K_HOME:
		document_turn(full, 0);
		return true;
	case K_END:
		document_turn(full, full->page.count);
		return true;
	default:
		return false;
	}
}

/* Enter opens nothing where others open and the chosen one doesn't. */
static bool
document_opens(const struct full *full)
{
	const struct item *chosen = view_find(full->view, full->place->chosen);
	bool any = false;

	for (size_t k = 0; k < full->view->item_count && !any; k++)
		any = full->view->items[k].opens;
	return !any || (chosen && chosen->opens);
}

enum action
document_press(struct full *full, uint32_t key)
{
	bool reads_on = key == K_SPACE || keymap_asks(full->setup.keymap, key, ACTION_NEXT_UNREAD);

	enum action offer = offer_find(full->view, full->setup.keymap, key);
	bool goes_on; /* the key a tired hand presses when all is read */

	if (offer == ACTION_OPEN && !document_opens(full))
		offer = ACTION_NONE;
	goes_on = key == K_ENTER && offer == ACTION_NONE;
	if ((reads_on || goes_on) && !document_is_at_end(full))
		key = K_PAGE_DOWN;
	if (!document_move(full, key))
		return goes_on && view_offers(full->view, ACTION_DONE) ? ACTION_DONE : offer;
	frame_note_row(full);
	full->is_painted = false;
	return ACTION_NONE;
}
