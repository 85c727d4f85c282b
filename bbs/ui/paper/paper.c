/*
 * A view on paper. See ui/paper.h. Not here: wrapping and where a page ends, which is in sheets.c.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/text.h"
#include "ui/paper.h"
#include "ui/paper/sheets.h"
#include "ui/words.h"

enum { PAPER_MOST = 1000, BODY_RULES = 8 };

const struct paper paper_normal = {.cols = 80, .rows = 66, .left = 6, .right = 4, .top = 3, .bottom = 3};
const struct paper paper_large = {.cols = 40, .rows = 33, .left = 1, .right = 2, .top = 1, .bottom = 2};

/* --- what a view says --- */

/* Add the words with something between, where there is anything on both sides. */
static void
join(struct str *line, const char *between, const char *words)
{
	if (*words && line->bytes)
		str_add(line, between);
	str_add(line, words);
}

/* "Message 2, from plain-flour, Sunday 5 April" */
static void
add_item_head(struct sheets *sheets, const struct item *item)
{
	struct str head;

	str_init(&head);
	if (item->number)
		str_add_format(&head, _("Message %d"), item->number);
	if (*item->who) {
		char *from = mem_format(head.bytes ? _("from %s") : _("From %s"), item->who);

		join(&head, ", ", from);
		free(from);
	}
	join(&head, ", ", item->when);
	join(&head, ", ", item->detail);
	join(&head, ", ", item->context);
	sheets_add(sheets, 0, head.text);
	sheets_add(sheets, 0, item->about);
	str_clear(&head);
}

static void
add_heading(struct sheets *sheets, const char *text, char rule)
{
	int cols = 0;
	size_t first;

	sheets_begin(sheets);
	first = sheets->count;
	sheets_add(sheets, 0, text);
	for (size_t k = first; k < sheets->count; k++) {
		int width = text_width(sheets->lines[k].text, strlen(sheets->lines[k].text));

		cols = width > cols ? width : cols;
		sheets->lines[k].is_glued = true;
	}
	sheets_add_rule(sheets, 0, rule, cols);
	sheets_glue(sheets);
}

/* A part of a document that only says a date, as people to call do, says it after its words. */
static void
add_part(struct sheets *sheets, const struct item *item, bool is_under_heading)
{
	bool has_head = item->number || *item->who || *item->context || *item->detail || *item->about;

	if (!is_under_heading)
		sheets_begin(sheets);
	if (has_head) {
		add_item_head(sheets, item);
		sheets_glue(sheets);
		sheets_add_blank(sheets);
		sheets_glue(sheets);
	}
	sheets_add(sheets, 0, item->text);
	if (!has_head && *item->when) {
		sheets_glue(sheets);
		sheets_add(sheets, 0, item->when);
	}
}

/* "3. The stairs, 2 new", then what there is to say about it. */
static void
add_row(struct sheets *sheets, const struct item *item, int position, bool is_first)
{
	char *number = mem_format(_("%d. "), item->number ? item->number : position);
	int hang = text_width(number, strlen(number));
	struct str row;

	str_init(&row);
	str_add(&row, number);
	str_add(&row, item->context);
	if (*item->context)
		str_add_char(&row, ' ');
	str_add(&row, item->text);
	join(&row, ", ", item->detail);
	if (!is_first)
		sheets_begin(sheets);
	sheets_add(sheets, 0, row.text);
	str_cut(&row, 0);
	str_add(&row, item->who);
	join(&row, ", ", item->when);
	if (*item->about || row.bytes)
		sheets_glue(sheets);
	sheets_add(sheets, hang, item->about);
	if (*item->about && row.bytes)
		sheets_glue(sheets);
	sheets_add(sheets, hang, row.text);
	str_clear(&row);
	free(number);
}

static void
add_items(struct sheets *sheets, const struct view *view)
{
	int position = 0;
	bool is_after_heading = false;

	for (size_t k = 0; k < view->item_count; k++) {
		const struct item *item = &view->items[k];

		if (item->is_heading)
			add_heading(sheets, item->text, '-');
		else if (view->kind == VIEW_LIST)
			add_row(sheets, item, ++position, is_after_heading);
		else
			add_part(sheets, item, is_after_heading);
		is_after_heading = item->is_heading;
	}
	if (view->item_count || !*view->empty)
		return;
	sheets_begin(sheets);
	sheets_add(sheets, 0, view->empty);
}

/* --- forms --- */

/* Lines to write on: far enough apart for a hand. */
static void
add_rules(struct sheets *sheets, int count)
{
	for (int k = 0; k < count; k++) {
		sheets_glue(sheets);
		sheets_add_blank(sheets);
		sheets_glue(sheets);
		sheets_add_rule(sheets, 0, '_', sheets->width);
	}
}

static void
add_choices(struct sheets *sheets, const struct field *field)
{
	for (size_t k = 0; k < field->choice_count; k++) {
		bool is_chosen = field->chosen && *field->chosen == (int)k;
		char *line = mem_format("[%c] %s", is_chosen ? 'x' : ' ', field->choices[k]);

		sheets_glue(sheets);
		sheets_add(sheets, 2, line);
		free(line);
	}
}

static void
add_field(struct sheets *sheets, const struct field *field)
{
	bool is_blank = !field->edit || edit_is_blank(field->edit);

	sheets_begin(sheets);
	sheets_add(sheets, 0, field->label);
	if (*field->hint)
		sheets_glue(sheets);
	sheets_add(sheets, 0, field->hint);
	if (field->kind == FIELD_CHOICE)
		add_choices(sheets, field);
	else if (field->kind == FIELD_SECRET) {
		sheets_glue(sheets);
		sheets_add(sheets, 0, _("This one is secret. Please don't write it on paper."));
	} else if (is_blank)
		add_rules(sheets, field->kind == FIELD_BODY ? BODY_RULES : 1);
	else {
		sheets_glue(sheets);
		sheets_add(sheets, 2, field->edit->text.text);
	}
}

static void
add_view(struct sheets *sheets, const struct view *view)
{
	if (*view->title)
		add_heading(sheets, view->title, '=');
	if (*view->intro) {
		sheets_begin(sheets);
		sheets_add(sheets, 0, view->intro);
	}
	for (size_t k = 0; k < view->notice_count; k++) {
		sheets_begin(sheets);
		sheets_add(sheets, 0, view->notices[k].text);
	}
	add_items(sheets, view);
	for (size_t k = 0; k < view->field_count; k++)
		add_field(sheets, &view->fields[k]);
}

/* --- pages --- */

struct job {
	const struct paper *paper;
	const char *title; /* safe, one line */
	FILE *out;
	int page_count;
};

static void
print_line(const struct job *job, int col, const char *text)
{
	if (*text)
		fprintf(job->out, "%*s%s", job->paper->left + col, "", text);
	fputc('\n', job->out);
}

/* "House rules                Page 1 of 2", the title cut short where it has to be. */
static void
print_foot(const struct job *job, int page, int width)
{
	char *number = mem_format(_("Page %d of %d"), page, job->page_count);
	size_t bytes = strlen(job->title), fit = text_fit(number, strlen(number), width);
	int room = width - text_width(number, fit), cols;

	fit = text_fit(job->title, bytes, room - 2);
	if (fit < bytes)
		fit = text_fit(job->title, bytes, room - 2 - 3);
	cols = text_width(job->title, fit) + (fit < bytes && room > 5 ? 3 : 0);
	fprintf(job->out, "%*s%.*s%s%*s%.*s\n", job->paper->left, "", (int)fit, job->title,
	    fit < bytes && room > 5 ? "..." : "", room - cols, "", (int)text_fit(number, strlen(number), width),
	    number);
	free(number);
}

static int
count_rows(const struct paper *paper)
{
	return paper->rows - paper->top - paper->bottom - 2; /* a blank line and the foot */
}

static int
count_pages(const struct sheets *sheets, int rows)
{
	int pages = 0;

	for (size_t at = 0; at < sheets->count || !pages; pages++)
		if (sheets->count)
			sheets_break(sheets, at, rows, &at);
		else
			at = 1;
	return pages;
}

static void
print_pages(const struct job *job, const struct sheets *sheets)
{
	int rows = count_rows(job->paper);
	size_t at = 0;

	for (int page = 1; page <= job->page_count; page++) {
		size_t next = at, end = sheets->count ? sheets_break(sheets, at, rows, &next) : at;

		if (page > 1)
			fputc('\f', job->out);
		for (int k = 0; k < job->paper->top; k++)
			fputc('\n', job->out);
		for (size_t k = at; k < at + (size_t)rows; k++)
			print_line(job, k < end ? sheets->lines[k].col : 0, k < end ? sheets->lines[k].text : "");
		fputc('\n', job->out);
		print_foot(job, page, sheets->width);
		at = next;
	}
}

static bool
is_paper(const struct paper *paper)
{
	bool has_margins = paper->left >= 0 && paper->right >= 0 && paper->top >= 0 && paper->bottom >= 0;
	bool is_small = paper->cols <= PAPER_MOST && paper->rows <= PAPER_MOST && paper->left <= PAPER_MOST &&
	    paper->right <= PAPER_MOST && paper->top <= PAPER_MOST && paper->bottom <= PAPER_MOST;

	return has_margins && is_small && paper->cols - paper->left - paper->right >= PAPER_COLS_LEAST &&
	    paper->rows - paper->top - paper->bottom >= PAPER_ROWS_LEAST;
}

/* What a printer makes of it is what wcwidth() adds up to, so the title goes through the lines' own door. */
static char *
make_title(const char *title)
{
	struct sheets sheets;
	char *line;

	sheets_init(&sheets, PAPER_MOST);
	sheets_add(&sheets, 0, title);
	line = mem_copy_string(sheets.count ? sheets.lines[0].text : "");
	sheets_clear(&sheets);
	return line;
}

enum err
paper_print(const struct view *view, const struct paper *paper, FILE *out)
{
	struct job job = {.paper = paper, .out = out};
	struct sheets sheets;
	char *title;

	if (!is_paper(paper))
		return ERR_INVALID;
	title = make_title(view->title);
	sheets_init(&sheets, paper->cols - paper->left - paper->right);
	add_view(&sheets, view);
	job.title = title;
	job.page_count = count_pages(&sheets, count_rows(paper));
	errno = 0;
	print_pages(&job, &sheets);
	sheets_clear(&sheets);
	free(title);
	if (!fflush(out) && !ferror(out))
		return ERR_OK;
	return errno == ENOSPC || errno == EDQUOT || errno == EFBIG ? ERR_FULL : ERR_IO;
}
