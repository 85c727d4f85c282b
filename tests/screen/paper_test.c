/*
 * Views on paper: real screens of the demo board in both sizes against golden text, and what must hold of any view on
 * any paper: no line too long, no control byte, nothing cut apart that fits on a page.
 */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "../support/golden.h"
#include "../support/sample.h"
#include "../support/stage.h"
#include "base/mem.h"
#include "base/text.h"
#include "forum/board.h"
#include "forum/ready.h"
#include "ui/leaflet.h"
#include "ui/paper.h"
#include "ui/stack.h"

static struct stage stage;

static void
board_has_a_notice(struct forum *forum)
{
	struct board_change change = {.notice = "The team is small this week.",
	    .is_open = -1,
	    .is_on = -1,
	    .position = -1};

	assert_int_equal(board_edit(forum, "welcome", &change), ERR_OK);
}

#define PRIVACY \
	"# Who keeps it\nThe people who run this board. Ask for us at the desk.\n" \
	"# What is kept\nThe name you chose and what you wrote. We ask for nothing else."

static void
there_is_a_privacy_notice(struct forum *forum)
{
	assert_int_equal(ready_set(forum, READY_PRIVACY_NOTICE, PRIVACY), ERR_OK);
}

/* Every document, and lists that somebody might pin to a wall. */
static const struct {
	const char *name;
	struct part part;
	void (*before)(struct forum *); /* what happened on the board first, or NULL */
	int turns;                      /* pages of it that are looked at first */
} scenes[] = {
    {.name = "people", .part = {.route = {.kind = ROUTE_PEOPLE}}},
    {.name = "rules", .part = {.route = {.kind = ROUTE_RULES}}},
    {.name = "connect", .part = {.route = {.kind = ROUTE_CONNECT}}},
    {.name = "help", .part = {.as = "kettle-on", .route = {.kind = ROUTE_HELP}}},
    {.name = "conversation",
	.part = {.as = "kettle-on", .route = {.kind = ROUTE_CONVERSATION, .thread = 2, .number = 2}}},
    {.name = "sorry", .part = {.route = {.kind = ROUTE_SORRY, .err = ERR_NEWER}}},
    {.name = "guides", .part = {.route = {.kind = ROUTE_GUIDES}}},
    {.name = "guide", .part = {.route = {.kind = ROUTE_GUIDE, .number = 5}}},
    {.name = "consent", .part = {.route = {.kind = ROUTE_JOIN_CONSENT}}},
    {.name = "agreed", .part = {.as = "kettle-on", .route = {.kind = ROUTE_AGREED}}},
    {.name = "privacy", .part = {.route = {.kind = ROUTE_PRIVACY}}, .before = there_is_a_privacy_notice},
    {.name = "mine", .part = {.as = "late-bus", .route = {.kind = ROUTE_MINE_PAGES, .choice = 1}}},
    {.name = "mine-words", .part = {.as = "late-bus", .route = {.kind = ROUTE_MINE_PAGES, .choice = 1}}, .turns = 2},
    {.name = "mine-json", .part = {.as = "late-bus", .route = {.kind = ROUTE_MINE_PAGES, .choice = 2}}, .turns = 2},
    {.name = "about-me", .part = {.route = {.kind = ROUTE_ABOUT_ME}}},
    {.name = "board-notice",
	.part = {.as = "kettle-on", .route = {.kind = ROUTE_BOARD, .board = 1}},
	.before = board_has_a_notice},
    {.name = "rota", .part = {.as = "front-step", .route = {.kind = ROUTE_ROTA}}},
    {.name = "waiting", .part = {.as = "front-step", .route = {.kind = ROUTE_WAITING}}},
};

static void
show(size_t k, struct view *out)
{
	struct visit visit;
	struct stack stack;

	stage_reset(&stage);
	stage_begin_visit(&stage, &scenes[k].part, &visit);
	if (scenes[k].before)
		scenes[k].before(&visit.forum);
	stack_init(&stack, &visit, screens_open, &scenes[k].part.route);
	for (int turn = 0; turn < scenes[k].turns; turn++) {
		stack_view(&stack, out);
		assert_true(view_offers(out, ACTION_MORE));
		view_clear(out);
		stack_act(&stack, &(struct intent){.action = ACTION_MORE});
	}
	stack_view(&stack, out);
	stack_clear(&stack);
	stage_end_visit(&visit);
}

/* The pages as text; owned. */
static char *
print(const struct view *view, const struct paper *paper)
{
	char *text = NULL;
	size_t bytes = 0;
	FILE *out = open_memstream(&text, &bytes);

	assert_non_null(out);
	assert_int_equal(paper_print(view, paper, out), ERR_OK);
	fclose(out);
	assert_int_equal(strlen(text), bytes);
	return text;
}

/* Printable UTF-8 and newlines, no line too long, no page too short or too long. What a form feed begins is a page. */
static void
check_sheet(const char *page, size_t bytes, const struct paper *paper)
{
	size_t length;
	int rows = 0;

	for (size_t at = 0; at < bytes; at += length + 1, rows++) {
		length = strcspn(page + at, "\n");
		assert_true(at + length < bytes);
		assert_true(text_is_safe(TEXT_LINE, page + at, length));
		assert_true(text_width(page + at, length) <= paper->cols - paper->right);
	}
	assert_int_equal(rows, paper->rows - paper->bottom);
}

/* Returns how many pages there are. */
static int
check_sheets(const char *text, const struct paper *paper)
{
	int pages = 0;

	for (const char *page = text;; pages++) {
		size_t bytes = strcspn(page, "\f");

		check_sheet(page, bytes, paper);
		if (!page[bytes])
			return pages + 1;
		page += bytes + 1;
	}
}

/* Goldens show a form feed as a line of its own, so that a person can read them. */
static char *
show_feeds(const char *text)
{
	struct str out;

	str_init(&out);
	for (; *text; text++)
		if (*text == '\f')
			str_add(&out, "--- form feed ---\n");
		else
			str_add_char(&out, *text);
	return str_take(&out);
}

static void
look(const char *name, const struct view *view, const struct paper *paper)
{
	char *file = mem_format("paper/%s-%d", name, paper->cols), *text = print(view, paper),
	     *shown = show_feeds(text);

	golden_check(file, shown);
	check_sheets(text, paper);
	free(shown);
	free(text);
	free(file);
}

static void
screens_are_printed_in_both_sizes(void **unused)
{
	(void)unused;
	for (size_t k = 0; k < sizeof scenes / sizeof *scenes; k++) {
		struct view view;

		show(k, &view);
		look(scenes[k].name, &view, &paper_normal);
		look(scenes[k].name, &view, &paper_large);
		view_clear(&view);
	}
}

static void
lists_are_numbered(void **unused)
{
	struct view view;

	(void)unused;
	sample_board(&view, 5);
	look("list", &view, &paper_normal);
	look("list", &view, &paper_large);
	view_clear(&view);
}

static void
forms_have_lines_to_write_on(void **unused)
{
	struct sample_form form;
	struct view view;

	(void)unused;
	sample_form_init(&form);
	sample_write(&view, &form);
	look("form", &view, &paper_normal);
	look("form", &view, &paper_large);
	view_clear(&view);
	edit_set(&form.title, "blue-mug");
	edit_set(&form.secret, "ring the surgery");
	sample_sign_in(&view, &form);
	look("sign-in", &view, &paper_large);
	view_clear(&view);
	sample_form_clear(&form);
}

static void
every_kind_of_view_is_printed(void **unused)
{
	static const struct {
		void (*fill)(struct view *);
		const char *words;
	} samples[] = {
	    {sample_home, "6. The kitchen table, 1 new\n"},
	    {sample_empty, "There is nothing here now. When somebody answers you"},
	    {sample_guide, "A heading\n      ---------\n      You can move"},
	};
	struct view view;
	char *text;

	(void)unused;
	for (size_t k = 0; k < sizeof samples / sizeof *samples; k++) {
		samples[k].fill(&view);
		text = print(&view, &paper_normal);
		check_sheets(text, &paper_normal);
		assert_non_null(strstr(text, samples[k].words));
		free(text);
		view_clear(&view);
	}
	view_init(&view, VIEW_DOCUMENT);
	text = print(&view, &paper_normal);
	assert_int_equal(check_sheets(text, &paper_normal), 1);
	assert_non_null(strstr(text, "Page 1 of 1\n"));
	free(text);
	view_clear(&view);
}

/* Two sheets, or one that is printed on both sides. */
static void
the_leaflet_fits_on_two_pages(void **unused)
{
	struct visit visit;
	struct part part = {.route = {.kind = ROUTE_HOME}};
	struct view view;
	char *text;

	(void)unused;
	stage_reset(&stage);
	stage_begin_visit(&stage, &part, &visit);
	view_init(&view, VIEW_LIST);
	leaflet_view(&visit.forum, "SHA256:N3k+MEw/0123456789abcdefghijklmnopqrstuvwxy", &view);
	assert_int_equal(view.kind, VIEW_DOCUMENT);
	look("leaflet", &view, &paper_normal);
	look("leaflet", &view, &paper_large);
	text = print(&view, &paper_normal);
	assert_int_equal(check_sheets(text, &paper_normal), 2);
	free(text);
	view_clear(&view);
	stage_end_visit(&visit);
}

/* --- where pages end --- */

/* "one\ntwo\n..." so many lines, each a paragraph. */
static void
add_lines(struct view *view, const char *name, int count)
{
	struct str text;

	str_init(&text);
	for (int k = 1; k <= count; k++)
		str_add_format(&text, "%s%d\n", name, k);
	item_set_body(&view_add_item(view, 0)->text, text.text);
	str_clear(&text);
}

static int
page_of(const char *text, const char *words)
{
	const char *found = strstr(text, words);
	int page = 1;

	assert_non_null(found);
	for (const char *at = text; at < found; at++)
		page += *at == '\f';
	return page;
}

static const struct paper small = {.cols = 30, .rows = 14, .top = 1, .bottom = 1}; /* ten lines of words */

static void
an_item_that_fits_on_a_page_is_on_one(void **unused)
{
	struct view view;
	char *text;

	(void)unused;
	view_init(&view, VIEW_DOCUMENT);
	add_lines(&view, "a", 6);
	add_lines(&view, "b", 4);
	add_lines(&view, "c", 10);
	text = print(&view, &small);
	assert_int_equal(check_sheets(text, &small), 3);
	assert_int_equal(page_of(text, "a6\n"), 1);
	assert_int_equal(page_of(text, "b1\n"), 2);
	assert_int_equal(page_of(text, "b4\n"), 2);
	assert_int_equal(page_of(text, "c1\n"), 3);
	assert_int_equal(page_of(text, "c10\n"), 3);
	free(text);
	view_clear(&view);
}

static void
a_long_item_fills_the_page_and_goes_on(void **unused)
{
	struct view view;
	char *text;

	(void)unused;
	view_init(&view, VIEW_DOCUMENT);
	add_lines(&view, "a", 4);
	add_lines(&view, "b", 16);
	text = print(&view, &small);
	assert_int_equal(check_sheets(text, &small), 3);
	assert_int_equal(page_of(text, "b5\n"), 1);
	assert_int_equal(page_of(text, "b6\n"), 2);
	assert_int_equal(page_of(text, "b16\n"), 3);
	free(text);
	view_clear(&view);
	view_init(&view, VIEW_DOCUMENT);
	add_lines(&view, "a", 7);
	add_lines(&view, "b", 16); /* two lines of it would have room */
	text = print(&view, &small);
	assert_int_equal(page_of(text, "b1\n"), 2);
	free(text);
	view_clear(&view);
}

static void
a_heading_goes_with_what_it_is_about(void **unused)
{
	struct view view;
	char *text;

	(void)unused;
	view_init(&view, VIEW_DOCUMENT);
	add_lines(&view, "a", 4);
	view_add_heading(&view, "Heading");
	add_lines(&view, "b", 4);
	text = print(&view, &small);
	assert_int_equal(page_of(text, "Heading\n-------\n"), 2);
	assert_int_equal(page_of(text, "b4\n"), 2);
	free(text);
	view_clear(&view);
	view_init(&view, VIEW_LIST);
	for (int k = 1; k <= 3; k++)
		item_set_line(&view_add_item(&view, k)->text, "A row");
	view_add_heading(&view, "One");
	view_add_heading(&view, "Two");
	item_set_line(&view_add_item(&view, 4)->text, "The last row");
	text = print(&view, &small);
	assert_int_equal(page_of(text, "3. A row\n"), 1);
	assert_int_equal(page_of(text, "One\n"), 2);
	assert_int_equal(page_of(text, "4. The last row\n"), 2);
	free(text);
	view_clear(&view);
}

static void
no_line_of_a_paragraph_stands_alone(void **unused)
{
	static const char words[] =
	    "aaaa bbbb cccc dddd eeee ffff gggg hhhh iiii jjjj kkkk llll mmmm nnnn oooo pppp qqqq "
	    "rrrr ssss tttt uuuu vvvv wwww xxxx yyyy zzzz";
	struct view view;
	char *text;

	(void)unused;
	for (int before = 0; before < 10; before++) {
		struct str body;

		str_init(&body);
		for (int k = 0; k < before; k++)
			str_add_format(&body, "a%d\n", k);
		str_add(&body, words); /* six lines of 30 columns */
		for (int k = 0; k < 10; k++)
			str_add_format(&body, "\nz%d", k);
		view_init(&view, VIEW_DOCUMENT);
		item_set_body(&view_add_item(&view, 0)->text, body.text);
		text = print(&view, &small);
		assert_int_equal(page_of(text, "aaaa"), page_of(text, "gggg"));
		assert_int_equal(page_of(text, "tttt"), page_of(text, "zzzz"));
		free(text);
		view_clear(&view);
		str_clear(&body);
	}
}

static void
a_quote_is_marked_on_every_line(void **unused)
{
	struct view view;
	char *text;

	(void)unused;
	view_init(&view, VIEW_DOCUMENT);
	item_set_body(&view_add_item(&view, 1)->text, "> It was the longest night that I can remember.\nSame here.");
	text = print(&view, &small);
	assert_non_null(strstr(text, "\n> It was the longest night\n> that I can remember.\nSame here.\n"));
	free(text);
	view_clear(&view);
}

static void
what_is_numbered_is_set_in(void **unused)
{
	struct view view;
	char *text;

	(void)unused;
	view_init(&view, VIEW_DOCUMENT);
	item_set_body(&view_add_item(&view, 1)->text,
	    "10. Somebody who is in danger now\n- Somebody who is in danger now\n2026 is a year, nothing to set in");
	text = print(&view, &small);
	assert_non_null(strstr(text, "\n10. Somebody who is in danger\n    now\n"));
	assert_non_null(strstr(text, "\n- Somebody who is in danger\n  now\n"));
	assert_non_null(strstr(text, "\n2026 is a year, nothing to set\nin\n"));
	free(text);
	view_clear(&view);
}

/* --- whatever the words --- */

static void
replace(char **slot, char *owned)
{
	free(*slot);
	*slot = owned;
}

/* What can't be: bytes that no view would let through, as if a bug or a damaged database had put them there. */
static char *
random_text(unsigned *seed, size_t most)
{
	static const unsigned char likely[] = {0x1b, 0x9b, 0xc2, 0x07, '\n', '\f', '>', ' ', ' ', 0xe2, 0x80, 0xae, '[',
	    0x08, 0xf0, 0x9f, 0x91, 0xa9};
	size_t bytes = (size_t)rand_r(seed) % most;
	char *text = mem_alloc(bytes + 1);

	for (size_t k = 0; k < bytes; k++) {
		unsigned roll = (unsigned)rand_r(seed);

		text[k] = (char)(roll & 1 ? likely[(roll >> 8) % sizeof likely] : 1 + (roll >> 8) % 255);
	}
	return text;
}

static void
spoil_item(struct item *item, unsigned *seed)
{
	item->is_heading = rand_r(seed) % 5 == 0;
	item->number = rand_r(seed) % 3;
	replace(&item->text, random_text(seed, 400));
	replace(&item->context, random_text(seed, 30));
	replace(&item->detail, random_text(seed, 30));
	replace(&item->about, random_text(seed, 60));
	replace(&item->who, random_text(seed, 30));
	replace(&item->when, random_text(seed, 30));
}

static void
spoil(struct view *view, unsigned *seed)
{
	static const char *const choices[] = {"Yes", "No"};
	static int chosen = 1;

	replace(&view->title, random_text(seed, 90));
	replace(&view->intro, random_text(seed, 200));
	view_add_notice(view, ROLE_NOTICE, "");
	replace(&view->notices[0].text, random_text(seed, 90));
	for (int k = rand_r(seed) % 6; k > 0; k--)
		spoil_item(view_add_item(view, k), seed);
	view_add_field(view, FIELD_LINE, "", "", NULL);
	view_add_choice(view, "", "", &chosen, choices, 2);
	replace(&view->fields[0].label, random_text(seed, 90));
	replace(&view->fields[0].hint, random_text(seed, 90));
	replace(&view->fields[1].choices[0], random_text(seed, 90));
}

static void
no_text_ever_puts_a_control_byte_on_paper(void **unused)
{
	static const struct paper least = {.cols = PAPER_COLS_LEAST, .rows = PAPER_ROWS_LEAST};
	const struct paper *const papers[] = {&paper_normal, &paper_large, &small, &least};
	unsigned seed = 11;

	(void)unused;
	for (int round = 0; round < 4000; round++) {
		const struct paper *paper = papers[round % 4];
		struct view view;
		char *text;

		view_init(&view, (enum view_kind)(round % 3));
		spoil(&view, &seed);
		text = print(&view, paper);
		check_sheets(text, paper);
		free(text);
		view_clear(&view);
	}
}

static void
paper_that_is_none_is_refused(void **unused)
{
	static const struct paper papers[] = {
	    {.cols = PAPER_COLS_LEAST - 1, .rows = 60},
	    {.cols = 80, .rows = PAPER_ROWS_LEAST - 1},
	    {.cols = 80, .rows = 66, .left = 31, .right = 30},
	    {.cols = 80, .rows = 66, .left = -1},
	    {.cols = 1001, .rows = 66},
	};
	struct view view;

	(void)unused;
	sample_guide(&view);
	for (size_t k = 0; k < sizeof papers / sizeof *papers; k++)
		assert_int_equal(paper_print(&view, &papers[k], stdout), ERR_INVALID);
	view_clear(&view);
}

static void
a_full_disk_is_told(void **unused)
{
	FILE *full = fopen("/dev/full", "w");
	struct view view;

	(void)unused;
	assert_non_null(full);
	sample_guide(&view);
	assert_int_equal(paper_print(&view, &paper_normal, full), ERR_FULL);
	fclose(full);
	view_clear(&view);
}

static int
set_up(void **unused)
{
	(void)unused;
	return stage_open(&stage);
}

static int
tear_down(void **unused)
{
	(void)unused;
	return stage_close(&stage);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(screens_are_printed_in_both_sizes),
	    cmocka_unit_test(lists_are_numbered),
	    cmocka_unit_test(forms_have_lines_to_write_on),
	    cmocka_unit_test(every_kind_of_view_is_printed),
	    cmocka_unit_test(the_leaflet_fits_on_two_pages),
	    cmocka_unit_test(an_item_that_fits_on_a_page_is_on_one),
	    cmocka_unit_test(a_long_item_fills_the_page_and_goes_on),
	    cmocka_unit_test(a_heading_goes_with_what_it_is_about),
	    cmocka_unit_test(no_line_of_a_paragraph_stands_alone),
	    cmocka_unit_test(a_quote_is_marked_on_every_line),
	    cmocka_unit_test(what_is_numbered_is_set_in),
	    cmocka_unit_test(no_text_ever_puts_a_control_byte_on_paper),
	    cmocka_unit_test(paper_that_is_none_is_refused),
	    cmocka_unit_test(a_full_disk_is_told),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
