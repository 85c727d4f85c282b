/*
 * The fields of a form: where each stands on the page, and how it looks.
 */
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "ui/full/fields.h"
#include "ui/full/frame.h"
#include "ui/words.h"

enum { BODY_ROWS = 3, CHOICE_ROWS = 3, CHOICE_GAP = 3, CHOICE_MARK_COLS = 4, LINE_LEAST_COLS = 10 };

/* The choices one after the other: where the next one stands, given where the last one ended. */
static void
fields_flow_choice(const char *choice, int width, int *row, int *col, int *end)
{
	int cols = CHOICE_MARK_COLS + text_width(choice, strlen(choice));

	*col = *end ? *end + CHOICE_GAP : 0;
	if (*end && *col + cols > width) {
		++*row;
		*col = 0;
	}
	*end = *col + cols;
}

/* Rows to show all choices beside each other; 0 when that is too many, so that only the chosen one is shown. */
static int
fields_count_choice_rows(const struct field *field, int width)
{
	int row = 0, col, end = 0, widest = 0;

	for (size_t k = 0; k < field->choice_count; k++) {
		fields_flow_choice(field->choices[k], width, &row, &col, &end);
		if (end > widest)
			widest = end;
	}
	return row < CHOICE_ROWS && widest <= width ? row + 1 : 0;
}

/* What is said where only one choice is shown; owned. */
static char *
fields_word_chosen(const struct field *field, size_t chosen)
{
	return mem_format(_("< %s >  %zu of %zu"), field->choices[chosen], chosen + 1, field->choice_count);
}

/* Rows for the longest of the choices, so that nothing moves when another is chosen. */
static int
fields_count_chosen_rows(const struct field *field, int width)
{
	int most = 1;

	for (size_t k = 0; k < field->choice_count; k++) {
		char *words = fields_word_chosen(field, k);
		struct wrap wrap;

		wrap_text(words, strlen(words), width, &wrap);
		if ((int)wrap.count > most)
			most = (int)wrap.count;
		wrap_clear(&wrap);
		free(words);
	}
	return most;
}

static int
fields_count_rows(const struct field *field, int width, int body_rows)
{
	int rows = 1;

	if (field->kind == FIELD_BODY)
		rows = body_rows;
	else if (field->kind == FIELD_CHOICE)
		rows = fields_count_choice_rows(field, width);
	return rows ? rows : fields_count_chosen_rows(field, width);
}

/* A line is as long as its limit where there is room, and one more for the cursor behind the last letter. */
static int
fields_count_cols(const struct field *field, int width)
{
	int most = width - 2;

	if (field->kind == FIELD_BODY || !field->edit)
		return width;
	if (field->edit->limit_bytes < (size_t)most)
		most = (int)field->edit->limit_bytes + 1;
	return most > LINE_LEAST_COLS ? most : LINE_LEAST_COLS;
}

static void
fields_add_field(struct full *full, int index, int body_rows)
{
	const struct field *field = &full->view->fields[index];
	struct box *box = &full->form.boxes[index];
	struct page *page = &full->page;
	int width = full->frame.width, col = 0;

	box->label_line = page->count;
	page_add_piece(page, PAGE_NO_ITEM, ROLE_LABEL, field->label, width, &col);
	page_add_piece(page, PAGE_NO_ITEM, ROLE_HINT, field->hint, width, &col);
	box->first_line = page->count;
	box->rows = fields_count_rows(field, width, body_rows);
	box->cols = fields_count_cols(field, width);
	for (int k = 0; k < box->rows; k++)
		page_add_line(page, PAGE_NO_ITEM);
	if (full->frame.is_roomy && index + 1 < (int)full->view->field_count)
		page_add_line(page, PAGE_NO_ITEM);
}

static void
fields_add_fields(struct full *full, int body_rows)
{
	page_clear(&full->page);
	frame_add_head(full);
	for (int k = 0; k < (int)full->view->field_count; k++)
		fields_add_field(full, k, body_rows);
}

/* The body takes the room that is left; where there is none, as much as the content can show at once. */
void
fields_lay_out(struct full *full)
{
	const struct view *view = full->view;
	int rows = full->frame.content_rows, left, bodies = 0;

	free(full->form.boxes);
	full->form.boxes = mem_alloc_array(view->field_count ? view->field_count : 1, sizeof *full->form.boxes);
	for (size_t k = 0; k < view->field_count; k++)
		bodies += view->fields[k].kind == FIELD_BODY;
	fields_add_fields(full, 0);
	left = bodies ? (rows - full->page.count) / bodies + 1 : 0;
	if (bodies)
		fields_add_fields(full, left >= BODY_ROWS ? left : rows - 2 > BODY_ROWS ? rows - 2 : BODY_ROWS);
}

void
fields_wrap(struct form *form, const struct edit *edit, int cols)
{
	if (form->wrapped == edit && form->wrapped_changes == edit->changes && form->wrapped_cols == cols)
		return;
	wrap_clear(&form->wrap);
	wrap_text(edit->text.text, edit->text.bytes, cols, &form->wrap);
	form->wrapped = edit;
	form->wrapped_changes = edit->changes;
	form->wrapped_cols = cols;
}

/* Where line `line` of the page is on the screen; -1 when it is scrolled away. */
static int
fields_find_row(const struct full *full, int line)
{
	int row = line - full->place->top;

	return row < 0 || row >= full->frame.content_rows ? -1 : full->frame.content_row + row;
}

/* A text that is longer than its line moves by half a line at a time. Returns where it is shown from. */
static size_t
fields_find_start(const char *text, size_t bytes, size_t cursor, int cols)
{
	int before = text_width(text, cursor) + 2, half = cols / 2;

	return before <= cols ? 0 : text_fit(text, bytes, ((before - cols) / half + 1) * half);
}

static void
fields_draw_brackets(struct full *full, int row, int cols)
{
	grid_put(full->grid, row, full->frame.margin, ROLE_HINT, "[", 1);
	grid_fill(full->grid, row, full->frame.margin + 1, cols, ROLE_FIELD);
	grid_put(full->grid, row, full->frame.margin + 1 + cols, ROLE_HINT, "]", 1);
}

/* Safe text in one line; returns the cursor's column. */
static int
fields_draw_words(struct full *full, int row, const char *text, size_t bytes, size_t cursor, int cols)
{
	size_t start = fields_find_start(text, bytes, cursor, cols);
	int col = full->frame.margin + 1;

	fields_draw_brackets(full, row, cols);
	grid_put(full->grid, row, col, ROLE_FIELD, text + start, text_fit(text + start, bytes - start, cols));
	return col + text_width(text + start, cursor - start);
}

static int
fields_draw_line(struct full *full, const struct field *field, const struct box *box, int row)
{
	const struct edit *edit = field->edit;

	return fields_draw_words(full, row, edit->text.text, edit->text.bytes, edit->cursor, box->cols);
}

/* One star for each character. */
static int
fields_draw_secret(struct full *full, const struct field *field, const struct box *box, int row)
{
	const struct edit *edit = field->edit;
	size_t all = text_count_graphemes(edit->text.text, edit->text.bytes);
	size_t before = text_count_graphemes(edit->text.text, edit->cursor);
	char *stars = mem_alloc(all + 1);
	int col;

	memset(stars, '*', all);
	col = fields_draw_words(full, row, stars, all, before, box->cols);
	free(stars);
	return col;
}

/* The chosen one alone, where there are too many to show. */
static void
fields_draw_chosen(struct full *full, const struct field *field, const struct box *box)
{
	char *words = field->choice_count ? fields_word_chosen(field, (size_t)*field->chosen) : mem_copy_string("");
	struct wrap wrap;

	wrap_text(words, strlen(words), full->frame.width, &wrap);
	for (int k = 0; k < (int)wrap.count; k++)
		grid_put(full->grid, fields_find_row(full, box->first_line + k), full->frame.margin, ROLE_FIELD,
		    words + wrap.lines[k].start, wrap.lines[k].end - wrap.lines[k].start);
	wrap_clear(&wrap);
	free(words);
}

/* Returns the cursor's row and column through the last two. */
static void
fields_draw_choices(struct full *full, const struct field *field, const struct box *box, int *cursor_row,
    int *cursor_col)
{
	int line = 0, col, end = 0, row;

	for (size_t k = 0; k < field->choice_count; k++) {
		bool is_chosen = (int)k == *field->chosen;

		fields_flow_choice(field->choices[k], full->frame.width, &line, &col, &end);
		row = fields_find_row(full, box->first_line + line);
		col += full->frame.margin;
		grid_put(full->grid, row, col, ROLE_FIELD, is_chosen ? "(*) " : "( ) ", CHOICE_MARK_COLS);
		grid_put(full->grid, row, col + CHOICE_MARK_COLS, ROLE_FIELD, field->choices[k],
		    strlen(field->choices[k]));
		if (is_chosen) {
			*cursor_row = row;
			*cursor_col = col + 1;
		}
	}
}

/* Which lines of the body are shown: those around the cursor. */
static void
fields_scroll_body(struct form *form, int rows, int cursor_line)
{
	if (form->body_top > cursor_line)
		form->body_top = cursor_line;
	if (form->body_top < cursor_line - rows + 1)
		form->body_top = cursor_line - rows + 1;
}

static void
fields_draw_body(struct full *full, const struct field *field, const struct box *box, int *cursor_row, int *cursor_col)
{
	struct form *form = &full->form;
	const char *text = field->edit->text.text;
	size_t cursor_line;

	fields_wrap(form, field->edit, box->cols);
	wrap_find(&form->wrap, text, field->edit->cursor, &cursor_line, cursor_col);
	fields_scroll_body(form, box->rows, (int)cursor_line);
	for (int k = 0; k < box->rows && form->body_top + k < (int)form->wrap.count; k++) {
		const struct wrap_line *line = &form->wrap.lines[form->body_top + k];
		enum role role = line->end > line->start && text[line->start] == '>' ? ROLE_QUOTE : ROLE_BODY;

		grid_put(full->grid, fields_find_row(full, box->first_line + k), full->frame.margin, role,
		    text + line->start, line->end - line->start);
	}
	*cursor_row = fields_find_row(full, box->first_line + (int)cursor_line - form->body_top);
	*cursor_col += full->frame.margin;
}

static void
fields_draw_field(struct full *full, size_t index)
{
	const struct field *field = &full->view->fields[index];
	const struct box *box = &full->form.boxes[index];
	int label_row = fields_find_row(full, box->label_line), row = fields_find_row(full, box->first_line);
	int cursor_row = row, cursor_col = full->frame.margin;

	if (field->kind == FIELD_LINE)
		cursor_col = fields_draw_line(full, field, box, row);
	else if (field->kind == FIELD_SECRET)
		cursor_col = fields_draw_secret(full, field, box, row);
	else if (field->kind == FIELD_BODY)
		fields_draw_body(full, field, box, &cursor_row, &cursor_col);
	else if (fields_count_choice_rows(field, full->frame.width))
		fields_draw_choices(full, field, box, &cursor_row, &cursor_col);
	else
		fields_draw_chosen(full, field, box);
	if (index != full->place->field)
		return;
	frame_draw_mark(full, label_row);
	grid_set_cursor(full->grid, cursor_row < 0 ? full->frame.content_row : cursor_row, cursor_col);
}

void
fields_draw(struct full *full)
{
	const struct frame *frame = &full->frame;

	for (int k = full->place->top; k < full->page.count && k < full->place->top + frame->content_rows; k++)
		page_draw_line(&full->page, k, full->grid, frame->content_row + k - full->place->top, frame->margin);
	for (size_t k = 0; k < full->view->field_count; k++)
		fields_draw_field(full, k);
}
