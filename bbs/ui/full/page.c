/*
 * Laying words out in lines.
 */
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "ui/full/page.h"
#include "ui/wrap.h"

void
page_clear(struct page *page)
{
	for (size_t k = 0; k < page->kept_count; k++)
		free(page->kept[k]);
	free(page->kept);
	free(page->lines);
	free(page->spans);
	*page = (struct page){0};
}

void
page_add_line(struct page *page, int item)
{
	if ((size_t)page->count == page->line_capacity) {
		page->line_capacity = page->line_capacity ? page->line_capacity * 2 : 32;
		page->lines = mem_resize_array(page->lines, page->line_capacity, sizeof *page->lines);
	}
	page->lines[page->count++] = (struct page_line){.item = item, .first_span = page->span_count};
}

void
page_add_span(struct page *page, int col, enum role role, const char *text, size_t bytes)
{
	if (page->span_count == page->span_capacity) {
		page->span_capacity = page->span_capacity ? page->span_capacity * 2 : 32;
		page->spans = mem_resize_array(page->spans, page->span_capacity, sizeof *page->spans);
	}
	page->spans[page->span_count++] =
	    (struct page_span){.text = text, .bytes = bytes, .col = page->indent + col, .role = role};
	page->lines[page->count - 1].span_count++;
}

const char *
page_keep(struct page *page, char *owned)
{
	page->kept = mem_resize_array(page->kept, page->kept_count + 1, sizeof *page->kept);
	page->kept[page->kept_count++] = owned;
	return owned;
}

/* The last line that may be shown of a text that goes on. */
static void
page_add_cut_line(struct page *page, enum role role, const char *text, size_t bytes, int width)
{
	static const char dots[] = "...";
	size_t fit = text_fit(text, bytes, width - (int)strlen(dots));

	page_add_span(page, 0, role, text, fit);
	page_add_span(page, text_width(text, fit), role, dots, strlen(dots));
}

void
page_add_text(struct page *page, int item, enum role role, const char *text, int width, int most)
{
	struct wrap wrap;
	size_t length = strlen(text);

	wrap_text(text, length, width, &wrap);
	for (int k = 0; k < (int)wrap.count && k < most; k++) {
		const struct wrap_line *line = &wrap.lines[k];

		page_add_line(page, item);
		if (k == most - 1 && k + 1 < (int)wrap.count)
			page_add_cut_line(page, role, text + line->start, line->end - line->start, width);
		else if (line->end > line->start)
			page_add_span(page, 0, role, text + line->start, line->end - line->start);
	}
	wrap_clear(&wrap);
}

void
page_add_body(struct page *page, int item, enum role role, const char *text, int width)
{
	struct wrap wrap;
	size_t length = strlen(text);
	bool is_quoted = false;

	while (length && text[length - 1] == '\n')
		length--;
	wrap_text(text, length, width, &wrap);
	for (size_t k = 0; k < wrap.count; k++) {
		const struct wrap_line *line = &wrap.lines[k];

		if (!line->start || text[line->start - 1] == '\n')
			is_quoted = text[line->start] == '>';
		if (k && page->is_spaced && line->end > line->start && line[-1].end > line[-1].start)
			page_add_line(page, item); /* an empty line is free already */
		page_add_line(page, item);
		if (line->end > line->start)
			page_add_span(page, 0, is_quoted ? ROLE_QUOTE : role, text + line->start,
			    line->end - line->start);
	}
	wrap_clear(&wrap);
}

void
page_add_piece(struct page *page, int item, enum role role, const char *text, int width, int *col)
{
	int cols = text_width(text, strlen(text));

	if (!*text)
		return;
	if (*col && *col + 2 + cols <= width) {
		page_add_span(page, *col + 2, role, text, strlen(text));
		*col += 2 + cols;
		return;
	}
	page_add_text(page, item, role, text, width, INT_MAX);
	*col = cols <= width ? cols : width;
}

int
page_first_line(const struct page *page, int item)
{
	for (int k = 0; k < page->count; k++)
		if (page->lines[k].item == item)
			return k;
	return -1;
}

int
page_last_line(const struct page *page, int item)
{
	for (int k = page->count - 1; k >= 0; k--)
		if (page->lines[k].item == item)
			return k;
	return -1;
}

void
page_draw_line(const struct page *page, int number, struct grid *grid, int row, int margin)
{
	const struct page_line *line = &page->lines[number];

	for (size_t k = 0; k < line->span_count; k++) {
		const struct page_span *span = &page->spans[line->first_span + k];

		grid_put(grid, row, margin + span->col, span->role, span->text, span->bytes);
	}
}
