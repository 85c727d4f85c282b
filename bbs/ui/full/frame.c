/*
 * How the rows of the screen are shared out, and the parts that every kind of view has: where we are, the title,
 * notices, the intro. The content always gets four rows; on small screens notices and intro scroll with it.
 */
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "ui/full/frame.h"
#include "ui/words.h"

enum {
	TEXT_COLS = 100, /* longer lines are hard to read */
	ROOMY_ROWS = 20,
	TITLE_ROWS = 2,
	CONTENT_ROWS = 4, /* what the content always gets */
	INTRO_LEAVES_ROWS = 8,
	BLANK_LEAVES_ROWS = 6,
};

void
frame_measure(struct full *full)
{
	struct frame *frame = &full->frame;
	int cols = grid_cols(full->grid), rows = grid_rows(full->grid);

	frame->is_small = cols < FRAME_LEAST_COLS || rows < FRAME_LEAST_ROWS;
	frame->is_roomy = rows >= ROOMY_ROWS;
	frame->margin = cols >= 60 ? 3 : 2;
	frame->width =
	    full->setup.text_cols > 0 && full->setup.text_cols < TEXT_COLS ? full->setup.text_cols : TEXT_COLS;
	if (frame->width > cols - frame->margin - 1)
		frame->width = cols - frame->margin - 1;
}

void
frame_clear(struct frame *frame)
{
	page_clear(&frame->head);
}

/* Nothing is told by colour alone: each kind of notice begins with its own word. */
static char *
frame_word_notice(const struct notice *notice)
{
	switch (notice->role) {
	case ROLE_WARNING:
		return mem_format(_("Please note: %s"), notice->text);
	case ROLE_URGENT:
		return mem_format(_("Important: %s"), notice->text);
	default:
		return mem_format(_("Note: %s"), notice->text);
	}
}

static void
frame_add_notices(const struct full *full, struct page *page)
{
	for (size_t k = 0; k < full->view->notice_count; k++) {
		const struct notice *notice = &full->view->notices[k];
		const char *words = page_keep(page, frame_word_notice(notice));

		page_add_text(page, PAGE_NO_ITEM, notice->role, words, full->frame.width, INT_MAX);
	}
}

static void
frame_add_intro(const struct full *full, struct page *page)
{
	if (*full->view->intro)
		page_add_body(page, PAGE_NO_ITEM, ROLE_BODY, full->view->intro, full->frame.width);
}

/* How many rows this would take. */
static int
frame_count_rows(const struct full *full, void (*add)(const struct full *, struct page *))
{
	struct page page = {0};
	int rows;

	add(full, &page);
	rows = page.count;
	page_clear(&page);
	return rows;
}

/* A blank row, when there is something above it and room is left. */
static void
frame_add_blank(struct frame *frame, int *left)
{
	if (!frame->is_roomy || *left <= BLANK_LEAVES_ROWS || !frame->head.count)
		return;
	page_add_line(&frame->head, PAGE_NO_ITEM);
	--*left;
}

/* Put one part into the head when enough rows are left for the content; says whether it must scroll instead. */
static bool
frame_place(struct full *full, void (*add)(const struct full *, struct page *), int must_leave, int *left)
{
	int rows = frame_count_rows(full, add);

	if (rows && *left - rows < must_leave)
		return true;
	if (rows) {
		add(full, &full->frame.head);
		*left -= rows;
		frame_add_blank(&full->frame, left);
	}
	return false;
}

void
frame_lay_out(struct full *full)
{
	struct frame *frame = &full->frame;
	int rows = grid_rows(full->grid), left;

	frame_clear(frame);
	left = rows - full->bar.rows - 1;
	page_add_text(&frame->head, PAGE_NO_ITEM, ROLE_TITLE, full->view->title, frame->width, TITLE_ROWS);
	left -= frame->head.count;
	if (frame->is_roomy)
		left--; /* above the key bar */
	frame_add_blank(frame, &left);
	frame->notices_scroll = frame_place(full, frame_add_notices, CONTENT_ROWS, &left);
	frame->intro_scrolls =
	    full->view->kind == VIEW_DOCUMENT || frame_place(full, frame_add_intro, INTRO_LEAVES_ROWS, &left);
	frame->content_row = 1 + frame->head.count;
	frame->content_rows = left;
	frame->bar_row = rows - full->bar.rows;
}

/* The item above which notices stand, or the heading above it; -1 for the top of the page. */
static int
frame_find_said(const struct full *full)
{
	const struct view *view = full->view;
	const struct item *item = view_find(view, full->place->said_at);
	int index = item ? (int)(item - view->items) : 0;

	while (index > 0 && view->items[index - 1].is_heading)
		index--;
	return index > 0 ? index : -1;
}

void
frame_add_head(struct full *full)
{
	struct frame *frame = &full->frame;

	frame->said_index = frame->notices_scroll ? frame_find_said(full) : -1;
	frame->said_line = 0;
	if (frame->said_index < 0)
		full->place->said_at = 0;
	if (frame->notices_scroll && frame->said_index < 0)
		frame_add_notices(full, &full->page);
	if (frame->intro_scrolls)
		frame_add_intro(full, &full->page);
	if (full->page.count && (frame->is_roomy || full->view->kind != VIEW_LIST))
		page_add_line(&full->page, PAGE_NO_ITEM); /* where rows are few, a row of the list is worth more */
}

void
frame_add_said(struct full *full, int index)
{
	if (index != full->frame.said_index)
		return;
	full->frame.said_line = full->page.count;
	frame_add_notices(full, &full->page);
	page_add_line(&full->page, PAGE_NO_ITEM);
}

bool
frame_show_said(struct full *full)
{
	if (!full->is_said || !full->frame.notices_scroll)
		return false;
	frame_scroll_to(full, full->frame.said_line);
	return true;
}

int
frame_last_top(const struct full *full)
{
	int last = full->page.count - full->frame.content_rows;

	return last > 0 ? last : 0;
}

void
frame_scroll_to(struct full *full, int top)
{
	int last = frame_last_top(full);

	full->place->top = top < 0 ? 0 : top < last ? top : last;
}

void
frame_show_lines(struct full *full, int first, int last)
{
	int top = full->place->top;

	if (last >= top + full->frame.content_rows)
		top = last - full->frame.content_rows + 1;
	frame_scroll_to(full, first < top ? first : top);
}

void
frame_note_row(struct full *full)
{
	struct place *place = full->place;

	if (place->chosen)
		place->offset = page_first_line(&full->page, place->index) - place->top;
}

/* Has something come that is out of sight? What was there before is no news. */
static bool
frame_has_news_above(const struct full *full)
{
	const struct page *page = &full->page;
	int top = full->place->top, index;

	if (full->view->kind != VIEW_LIST || !top)
		return false;
	index = place_find_news(full->place, full->view, (int)full->view->item_count);
	return index >= 0 && page_first_line(page, index) < top;
}

/* How far we are, in words. */
static char *
frame_word_position(const struct full *full)
{
	int top = full->place->top, last = frame_last_top(full), step = full->frame.content_rows - 1;
	int parts = 1 + (last + step - 1) / step, part = 1 + (top + step - 1) / step;
	const char *more = !top ? _("more below") : top < last ? _("more above and below") : _("more above");

	if (!last)
		return mem_copy_string("");
	if (frame_has_news_above(full))
		more = top < last ? _("new above, more below") : _("new above");
	if (full->view->kind != VIEW_DOCUMENT)
		return mem_copy_string(more);
	if (grid_cols(full->grid) < 60)
		return mem_copy_string(top < last ? _("more below") : _("the end"));
	return mem_format(top < last ? _("part %d of %d, more below") : _("part %d of %d, the end"), part, parts);
}

/* The way we came; its beginning is left out when there is no room for it, and then the end of its last part. */
static void
frame_draw_where(struct full *full, int cols)
{
	const char *where = full->view->where, *next;
	int col = full->frame.margin;

	if (text_width(where, strlen(where)) > cols) {
		while (text_width(where, strlen(where)) + 4 > cols && (next = strstr(where, " > ")) != NULL)
			where = next + 3;
		grid_put(full->grid, 0, col, ROLE_BAR, "... ", 4);
		col += 4;
		cols -= 4;
	}
	if (text_width(where, strlen(where)) > cols) {
		size_t fit = text_fit(where, strlen(where), cols - 3);

		grid_put(full->grid, 0, col, ROLE_BAR, where, fit);
		grid_put(full->grid, 0, col + text_width(where, fit), ROLE_BAR, "...", 3);
		return;
	}
	grid_put(full->grid, 0, col, ROLE_BAR, where, strlen(where));
}

void
frame_draw(struct full *full)
{
	const struct frame *frame = &full->frame;
	char *position = frame_word_position(full);
	int cols = text_width(position, strlen(position));

	frame_draw_where(full, frame->width - (cols ? cols + 2 : 0));
	grid_put(full->grid, 0, frame->margin + frame->width - cols, ROLE_WHEN, position, strlen(position));
	free(position);
	for (int k = 0; k < frame->head.count; k++)
		page_draw_line(&frame->head, k, full->grid, 1 + k, frame->margin);
}

void
frame_draw_mark(struct full *full, int row)
{
	if (full->frame.margin > 2)
		grid_put(full->grid, row, 0, ROLE_SELECTED, " >", 2);
	else
		grid_put(full->grid, row, 0, ROLE_SELECTED, ">", 1);
}

void
frame_draw_small(struct full *full)
{
	const char *words = _("Please make the window bigger. Your words are safe. In danger? Call 999.");
	struct wrap wrap;
	int row;

	wrap_text(words, strlen(words), grid_cols(full->grid), &wrap);
	row = (grid_rows(full->grid) - (int)wrap.count) / 2;
	for (size_t k = 0; k < wrap.count; k++) {
		const char *line = words + wrap.lines[k].start;
		size_t bytes = wrap.lines[k].end - wrap.lines[k].start;
		int col = (grid_cols(full->grid) - text_width(line, bytes)) / 2;

		grid_put(full->grid, row + (int)k, col, ROLE_BODY, line, bytes);
		grid_set_cursor(full->grid, row + (int)k, col);
	}
	wrap_clear(&wrap);
}
