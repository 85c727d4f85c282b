/*
 * Lists: one item chosen, marked by ">" and the cursor. Moving changes the two markers and nothing else on the
 * screen: highlighting the whole line would cost ten times the bytes of a move.
 */
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "ui/full/frame.h"
#include "ui/full/list.h"
#include "ui/full/offer.h"
#include "ui/words.h"

enum { LIST_TALL_ROWS = 30, LIST_TEXT_LINES = 3, LIST_GAP = 2, LIST_INDENT = 2, LIST_DEPTH_MOST = 6, LIST_NARROW = 60 };

/* "new" is said in words; a detail says it itself. */
static const char *
list_word_detail(const struct item *item)
{
	return item->is_new && !*item->detail ? _("new") : item->detail;
}

static const char *
list_word_text(struct page *page, const struct item *item)
{
	if (item->is_brief)
		return page_keep(page, mem_format("%d  %s  %s", item->number, item->who, item->text));
	return item->number ? page_keep(page, mem_format("%d  %s", item->number, item->text)) : item->text;
}

/* A step to the right for each level, as far as there is room for words beside it. */
static int
list_depth_cols(const struct item *item, int width)
{
	int depth = item->depth < LIST_DEPTH_MOST ? item->depth : LIST_DEPTH_MOST;

	return width < LIST_NARROW ? depth : 2 * depth;
}

static void
list_add_small_print(struct page *page, int index, const struct item *item, int width, int *col)
{
	page_add_piece(page, index, ROLE_HINT, item->context, width, col);
	page_add_piece(page, index, ROLE_HINT, item->about, width, col);
	page_add_piece(page, index, ROLE_WHEN, item->who, width, col);
	page_add_piece(page, index, ROLE_WHEN, item->when, width, col);
}

static void
list_add_item(struct full *full, int index, bool has_room)
{
	const struct item *item = &full->view->items[index];
	struct page *page = &full->page;
	const char *detail = list_word_detail(item);
	int width = full->frame.width, cols = text_width(detail, strlen(detail)), col = 0;
	bool beside = cols && cols <= width / 3;

	page->indent = list_depth_cols(item, width);
	page_add_text(page, index, item->role == ROLE_BODY && item->is_new ? ROLE_NEW : item->role,
	    list_word_text(page, item), width - page->indent - (beside ? cols + LIST_GAP : 0),
	    item->is_brief ? 1 : LIST_TEXT_LINES);
	page->indent = 0;
	if (beside)
		page_add_span(page, width - cols, item->is_new ? ROLE_NEW : ROLE_WHEN, detail, strlen(detail));
	page->indent = LIST_INDENT;
	if (!beside)
		page_add_piece(page, index, item->is_new ? ROLE_NEW : ROLE_WHEN, detail, width - LIST_INDENT, &col);
	if (has_room && !item->is_brief)
		list_add_small_print(page, index, item, width - LIST_INDENT, &col);
	page->indent = 0;
}

static void
list_add_all(struct full *full, bool has_room)
{
	const struct view *view = full->view;
	struct page *page = &full->page;

	page_clear(page);
	frame_add_head(full);
	for (int k = 0; k < (int)view->item_count; k++) {
		bool is_heading = view->items[k].is_heading;

		if (is_heading && k && full->frame.is_roomy)
			page_add_line(page, PAGE_NO_ITEM);
		frame_add_said(full, k);
		list_add_item(full, k, has_room);
		if (full->setup.is_spaced && !is_heading)
			page_add_line(page, PAGE_NO_ITEM);
	}
	if (!view->item_count)
		page_add_body(page, PAGE_NO_ITEM, ROLE_BODY, view->empty, full->frame.width);
}

/* Show the chosen item, and the heading above it when it is the first below one. */
static void
list_show_chosen(struct full *full)
{
	int index = place_settle(full->place, full->view), first, last;

	if (index < 0)
		return;
	first = page_first_line(&full->page, index);
	last = page_last_line(&full->page, index);
	if (place_look(full->view, index - 1, -1) < 0)
		first = 0;
	else if (full->view->items[index - 1].is_heading)
		first = page_first_line(&full->page, index - 1);
	if (last - first >= full->frame.content_rows)
		first = page_first_line(&full->page, index);
	frame_show_lines(full, first, last);
	frame_note_row(full);
}

/* Is the chosen item still below the screen? So it is while words above a list are read on a small one. */
static bool
list_is_above_chosen(const struct full *full)
{
	const struct place *place = full->place;

	return place->chosen && page_first_line(&full->page, place->index) >= place->top + full->frame.content_rows;
}

static void
list_scroll(struct full *full, int lines)
{
	full->is_painted = false;
	frame_scroll_to(full, full->place->top + lines);
	frame_note_row(full);
}

/* A list is opened at its top, so that what stands above it is read first; then the chosen item is kept in view. */
void
list_lay_out(struct full *full)
{
	bool from_top = !full->place->chosen || full->place->offset >= full->frame.content_rows;
	int index = place_settle(full->place, full->view), first;

	list_add_all(full, true);
	if (grid_rows(full->grid) < LIST_TALL_ROWS && full->page.count > full->frame.content_rows)
		list_add_all(full, false);
	first = index < 0 ? -1 : page_first_line(&full->page, index);
	if (frame_show_said(full) || from_top || first < 0) {
		list_scroll(full, 0);
		return;
	}
	frame_scroll_to(full, first - full->place->offset);
	list_show_chosen(full);
}

/* Back on a list, what came meanwhile further up is what the page begins with, as on the first visit. */
void
list_arrive(struct full *full)
{
	struct place *place = full->place;
	int news = place->used ? place_find_news(place, full->view, place_settle(place, full->view)) : -1;

	if (news >= 0) {
		place_choose(place, full->view, news);
		place->top = 0;
		place->offset = INT_MAX;
	}
	place_note_news(place, full->view);
}

void
list_draw(struct full *full)
{
	const struct frame *frame = &full->frame;
	struct place *place = full->place;
	int first = place->chosen ? page_first_line(&full->page, place->index) : -1;

	if (!place->top)
		place_note_news(place, full->view);
	grid_set_cursor(full->grid, frame->content_row,
	    frame->margin); /* where reading goes on, with nothing chosen in view */
	for (int k = place->top; k < full->page.count && k < place->top + frame->content_rows; k++) {
		int row = frame->content_row + k - place->top;

		page_draw_line(&full->page, k, full->grid, row, frame->margin);
		if (k != first)
			continue;
		frame_draw_mark(full, row);
		grid_set_cursor(full->grid, row, frame->margin);
	}
}

/* Choose the item that is `lines` away, or the last one before that. */
static void
list_move_lines(struct full *full, int lines)
{
	int index = full->place->index, step = lines < 0 ? -1 : 1, start = page_first_line(&full->page, index);

	for (int k = place_look(full->view, index + step, step); k >= 0; k = place_look(full->view, k + step, step)) {
		if (abs(page_first_line(&full->page, k) - start) > abs(lines) && index != full->place->index)
			break;
		index = k;
		if (abs(lines) == 1)
			break;
	}
	place_choose(full->place, full->view, index);
}

static void
list_move(struct full *full, int lines)
{
	bool is_first = place_look(full->view, full->place->index - 1, -1) < 0;

	full->is_painted = false;
	if (!full->place->chosen || list_is_above_chosen(full) || (is_first && lines < 0)) {
		list_scroll(full, lines);
		return;
	}
	list_move_lines(full, lines);
	list_show_chosen(full);
}

/* What was not seen is not chosen: the keys that would choose it read on instead. */
static bool
list_reads_on(struct full *full, uint32_t key)
{
	if (!list_is_above_chosen(full) || (key != K_ENTER && key != K_SPACE))
		return false;
	list_scroll(full, full->frame.content_rows - 1);
	return true;
}

enum action
list_press(struct full *full, uint32_t key)
{
	int rows = full->frame.content_rows, far = full->page.count + 1;

	if (list_reads_on(full, key))
		return ACTION_NONE;
	switch (key) {
	case K_UP:
		list_move(full, -1);
		return ACTION_NONE;
	case K_DOWN:
		list_move(full, 1);
		return ACTION_NONE;
	case K_PAGE_UP:
		list_move(full, 1 - rows);
		return ACTION_NONE;
	case K_PAGE_DOWN:
		list_move(full, rows - 1);
		return ACTION_NONE;
	case K_HOME:
		list_move(full, -far);
		return ACTION_NONE;
	case K_END:
		list_move(full, far);
		return ACTION_NONE;
	default:
		return offer_find(full->view, full->setup.keymap, key);
	}
}
