/*
 * The full-screen renderer, seen through a terminal: what is on the screen, what keys ask for, and what it costs.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include <cmocka.h>

#include <locale.h>

#include "../support/golden.h"
#include "../support/play.h"
#include "../support/sample.h"
#include "base/clock.h"
#include "base/mem.h"
#include "base/random.h"
#include "ui/full/calm.h"
#include "ui/full/frame.h"

#define UP "\033[A"
#define DOWN "\033[B"
#define RIGHT "\033[C"
#define LEFT "\033[D"
#define HOME "\033[H"
#define END "\033[F"
#define PAGE_UP "\033[5~"
#define PAGE_DOWN "\033[6~"
#define CTRL_X "\030"

enum { MOVE_BYTES = 24, SCREEN_BYTES = 2500 }; /* design, section 8 */

static void
start(struct play *play, const struct view *view, int cols, int rows)
{
	if (!play->ops)
		play->ops = &full_renderer;
	clock_pin(1700000000);
	play_start(play, view, cols, rows);
	assert_int_equal(play->opened, ERR_OK);
}

static void
end(struct play *play, struct view *view)
{
	assert_string_equal(vt_strange(play->vt), "");
	play_end(play);
	view_clear(view);
}

static void
expect_events(struct play *play, const char *events)
{
	assert_string_equal(play->events.text, events);
	str_cut(&play->events, 0);
}

/* The first row in which two screens differ, to be read by a person; both are gone afterwards. */
static void
expect_same(char *before, char *after)
{
	char *before_rest, *after_rest, *one = strtok_r(before, "\n", &before_rest),
					*two = strtok_r(after, "\n", &after_rest);

	while (one && two && !strcmp(one, two)) {
		one = strtok_r(NULL, "\n", &before_rest);
		two = strtok_r(NULL, "\n", &after_rest);
	}
	if (one || two)
		print_error("was: %s\nnow: %s\n", one ? one : "(nothing)", two ? two : "(nothing)");
	assert_true(!one && !two);
	free(before);
	free(after);
}

/* The terminal shows the same after drawing everything anew: no move, scroll or edit has left anything behind. */
static void
expect_clean(struct play *play)
{
	char *before = vt_text(play->vt);

	vt_type(play->vt, "\f");
	expect_same(before, vt_text(play->vt));
}

static void
check_golden(const char *name, const struct view *view, int cols, int rows)
{
	struct play play = {0};
	char *path = mem_format("full-%s-%dx%d", name, cols, rows), *text;

	start(&play, view, cols, rows);
	text = vt_text(play.vt);
	golden_check(path, text);
	assert_string_equal(vt_strange(play.vt), "");
	assert_in_range(vt_take_bytes(play.vt), 1, cols * rows * 2);
	play_end(&play);
	free(text);
	free(path);
}

static void
check_golden_sizes(const char *name, struct view *view)
{
	check_golden(name, view, 80, 24);
	check_golden(name, view, 40, 12);
	check_golden(name, view, 132, 43);
	view_clear(view);
}

static void
test_golden_screens(void **unused)
{
	struct sample_form form;
	struct view view;

	(void)unused;
	sample_home(&view);
	check_golden_sizes("home", &view);
	sample_board(&view, 30);
	check_golden_sizes("board", &view);
	sample_board(&view, 4);
	check_golden_sizes("quiet-board", &view);
	sample_empty(&view);
	check_golden_sizes("empty", &view);
	sample_conversation(&view, 503);
	check_golden_sizes("conversation", &view);
	sample_guide(&view);
	check_golden_sizes("guide", &view);
	sample_form_init(&form);
	edit_set(&form.body, "> I have not slept through since Easter.\n\nNor have I. Żółw 日本.");
	sample_write(&view, &form);
	check_golden_sizes("write", &view);
	edit_set(&form.title, "robin");
	edit_set(&form.secret, "hush-hush");
	sample_sign_in(&view, &form);
	check_golden_sizes("sign-in", &view);
	sample_form_clear(&form);
}

/* --- lists --- */

static void
test_list_moves_and_opens(void **unused)
{
	struct play play = {0};
	struct view view;
	int row, col;

	(void)unused;
	sample_home(&view);
	start(&play, &view, 80, 24);
	vt_type(play.vt, DOWN DOWN "\r");
	expect_events(&play, "OPEN 22 seen 0\n");
	vt_get_cursor(play.vt, &row, &col);
	assert_true(vt_shows(play.vt, " > Is this normal?"));
	assert_int_equal(col, 3);
	vt_type(play.vt, UP "\n");
	expect_events(&play, "OPEN 21 seen 0\n");
	vt_type(play.vt, END "\r" HOME "\r");
	expect_events(&play, "OPEN 31 seen 0\nOPEN 11 seen 0\n");
	vt_type(play.vt, PAGE_DOWN " " PAGE_UP "?");
	expect_events(&play, "NEXT_UNREAD 31 seen 0\nHELP 11 seen 0\n");
	vt_type(play.vt, "!");
	vt_type(play.vt, "Q");
	expect_events(&play, "PEOPLE 11 seen 0\nLEAVE 11 seen 0\n");
	expect_clean(&play);
	end(&play, &view);
}

static void
test_list_other_keys_do_nothing(void **unused)
{
	struct play play = {0};
	struct view view;
	char *before, *after;

	(void)unused;
	sample_home(&view);
	start(&play, &view, 80, 24);
	before = vt_text(play.vt);
	vt_type(play.vt, "zZ7\t\032\034\001\037\033[15~\033OP\033[[A\033[200~quit\033[201~\033[<0;3;4M\033[M !!");
	vt_type(play.vt, "\033]11;rgb:0000/0000/0000\033\\\033P>|xterm q\033\\\033[?62;22cx\302\233\377\376");
	vt_type_bytes(play.vt, "\0\0", 2);
	after = vt_text(play.vt);
	assert_string_equal(before, after);
	expect_events(&play, "");
	vt_type(play.vt, "\003");
	vt_type(play.vt, "\004");
	vt_type(play.vt, CTRL_X);
	expect_events(&play, "LEAVE 11 seen 0\nLEAVE 11 seen 0\nVANISH 11 seen 0\n");
	free(before);
	free(after);
	end(&play, &view);
}

static void
test_list_of_nothing(void **unused)
{
	struct play play = {0};
	struct view view, filled;

	(void)unused;
	sample_empty(&view);
	start(&play, &view, 80, 24);
	assert_true(vt_shows(play.vt, "There is nothing here now."));
	vt_type(play.vt, DOWN UP PAGE_DOWN END " \r");
	expect_events(&play, "");
	vt_type(play.vt, "\177");
	expect_events(&play, "BACK 0 seen 0\n");
	vt_type(play.vt, "\033");
	expect_events(&play, "");
	vt_pass(play.vt, KEYS_ESCAPE_MS);
	expect_events(&play, "BACK 0 seen 0\n");
	sample_board(&filled, 5); /* and then something comes */
	filled.serial = view.serial;
	play_show(&play, &filled);
	assert_true(vt_shows(play.vt, " > Conversation 1:"));
	view_clear(&filled);
	end(&play, &view);
}

static void
test_list_scrolls_only_when_needed(void **unused)
{
	struct play play = {0};
	struct view view;

	(void)unused;
	sample_board(&view, 30);
	start(&play, &view, 80, 24);
	for (int k = 0; k < 15; k++)
		vt_type(play.vt, DOWN);
	assert_true(vt_shows(play.vt, "Conversation 1:"));
	vt_type(play.vt, DOWN);
	assert_false(vt_shows(play.vt, "Conversation 1:"));
	assert_true(vt_shows(play.vt, " > Conversation 17:"));
	assert_true(vt_shows(play.vt, "more above and below"));
	vt_type(play.vt, END);
	assert_true(vt_shows(play.vt, " > Conversation 30:"));
	expect_clean(&play);
	vt_type(play.vt, "\r");
	expect_events(&play, "OPEN 129 seen 0\n");
	end(&play, &view);
}

/* A choice that is wider than the window is shown on more lines, not cut; the first no less than the last. */
static void
test_wide_choices_are_whole(void **unused)
{
	static const char *const wide[] = {"With the key that lies on this computer at home", "No",
	    "Neither of the two"};
	struct play play = {0};
	struct view view;
	int chosen = 0;

	(void)unused;
	view_init(&view, VIEW_FORM);
	view.serial = 1;
	view_set_title(&view, "Coming back");
	view_add_choice(&view, "How you come in", "", &chosen, wide, 3);
	view_offer(&view, ACTION_DONE, NULL);
	start(&play, &view, 40, 12);
	assert_true(vt_shows(play.vt, "< With the key that lies on this"));
	assert_true(vt_shows(play.vt, "computer at home >  1 of 3"));
	vt_type(play.vt, RIGHT);
	assert_true(vt_shows(play.vt, "< No >  2 of 3"));
	assert_false(vt_shows(play.vt, "computer at home"));
	end(&play, &view);
}

static void
test_list_keeps_the_choice(void **unused)
{
	struct play play = {0};
	struct view view, longer, other;

	(void)unused;
	sample_board(&view, 5);
	sample_board(&longer, 30);
	sample_home(&other);
	start(&play, &view, 80, 24);
	vt_type(play.vt, DOWN DOWN);
	longer.items[0].id = 999; /* another one has come in front */
	play_show(&play, &longer);
	assert_true(vt_shows(play.vt, " > Conversation 3:"));
	longer.items[2].id = 998; /* the chosen one has gone */
	play_show(&play, &longer);
	assert_true(vt_shows(play.vt, " > Conversation 3:"));
	play_show(&play, &other);
	vt_type(play.vt, END);
	play_show(&play, &longer);
	assert_true(vt_shows(play.vt, " > Conversation 3:"));
	play_show(&play, &other);
	assert_true(vt_shows(play.vt, " > The kitchen table"));
	view_clear(&longer);
	view_clear(&other);
	end(&play, &view);
}

static void
test_list_focus(void **unused)
{
	struct play play = {0};
	struct view view;

	(void)unused;
	sample_board(&view, 30);
	view.focus = 125;
	start(&play, &view, 80, 24);
	assert_true(vt_shows(play.vt, " > Conversation 26:"));
	vt_type(play.vt, "\r");
	expect_events(&play, "OPEN 125 seen 0\n");
	end(&play, &view);
}

/* What came while somebody was elsewhere is what they see when they come back; what was there before is not news. */
static void
test_list_comes_back_to_news(void **unused)
{
	struct play play = {0};
	struct view view, newer, other;

	(void)unused;
	sample_board(&view, 30);
	sample_board(&newer, 30);
	newer.items[1].id = 999;
	newer.items[1].is_new = true;
	sample_home(&other);
	start(&play, &view, 80, 24);
	vt_type(play.vt, END);
	play_show(&play, &other);
	play_show(&play, &view);
	assert_true(vt_shows(play.vt, " > Conversation 30:"));
	assert_false(vt_shows(play.vt, "new above"));
	play_show(&play, &newer); /* while they look: nothing moves under their hand */
	assert_true(vt_shows(play.vt, " > Conversation 30:"));
	assert_true(vt_shows(play.vt, "new above"));
	play_show(&play, &other);
	play_show(&play, &newer);
	assert_true(vt_shows(play.vt, " > Conversation 2:"));
	assert_true(vt_shows(play.vt, "Conversation 1:"));
	vt_type(play.vt, END);
	play_show(&play, &other);
	play_show(&play, &newer);
	assert_true(vt_shows(play.vt, " > Conversation 30:"));
	assert_false(vt_shows(play.vt, "new above"));
	view_clear(&newer);
	view_clear(&other);
	end(&play, &view);
}

/* --- documents --- */

static void
test_document_pages_to_the_end(void **unused)
{
	struct play play = {0};
	struct view view;

	(void)unused;
	sample_conversation(&view, 0);
	start(&play, &view, 80, 24);
	assert_true(vt_shows(play.vt, "part 1 of 3, more below"));
	assert_true(vt_shows(play.vt, "Space Read on"));
	vt_type(play.vt, "a");
	expect_events(&play, "ANSWER 501 seen 503\n");
	vt_type(play.vt, " ");
	vt_type(play.vt, " ");
	assert_true(vt_shows(play.vt, "The last line."));
	assert_true(vt_shows(play.vt, "part 3 of 3, the end"));
	assert_true(vt_shows(play.vt, "Space Next unread"));
	expect_events(&play, "");
	vt_type(play.vt, " ");
	expect_events(&play, "NEXT_UNREAD 505 seen 505\n");
	expect_clean(&play);
	end(&play, &view);
}

static void
test_document_moves_by_items(void **unused)
{
	struct play play = {0};
	struct view view;

	(void)unused;
	sample_conversation(&view, 0);
	start(&play, &view, 80, 24);
	vt_type(play.vt, DOWN DOWN "a");
	expect_events(&play, "ANSWER 503 seen 503\n");
	vt_type(play.vt, DOWN);
	vt_type(play.vt, "a" DOWN "a");
	expect_events(&play, "ANSWER 504 seen 504\nANSWER 505 seen 504\n");
	vt_type(play.vt, UP UP UP UP "a");
	expect_events(&play, "ANSWER 501 seen 504\n");
	assert_true(vt_shows(play.vt, " > 1  robin"));
	expect_clean(&play);
	end(&play, &view);
}

static void
test_document_shows_all_lines_of_a_long_item(void **unused)
{
	struct play play = {0};
	struct view view;
	int steps = 0;

	(void)unused;
	sample_conversation(&view, 505);
	start(&play, &view, 80, 16);
	assert_true(vt_shows(play.vt, " > 5  new  robin"));
	for (; !vt_shows(play.vt, "The last line.") && steps < 60; steps++)
		vt_type(play.vt, DOWN);
	assert_in_range(steps, 5, 30);
	vt_type(play.vt, "a");
	expect_events(&play, "ANSWER 505 seen 505\n");
	expect_clean(&play);
	end(&play, &view);
}

static void
test_document_keeps_its_place(void **unused)
{
	struct play play = {0};
	struct view view, longer;
	char *before, *after;

	(void)unused;
	sample_conversation(&view, 503);
	sample_conversation(&longer, 0);
	item_set_body(&view_add_item(&longer, 506)->text, "One more.");
	start(&play, &view, 80, 24);
	vt_type(play.vt, DOWN);
	before = vt_text(play.vt);
	play_show(&play, &longer);
	after = vt_text(play.vt);
	assert_string_equal(strchr(before, '\n'), strchr(after, '\n')); /* but for the position in the first row */
	free(before);
	free(after);
	view_clear(&longer);
	end(&play, &view);
}

/* A notice too long for the head is read before what is chosen, however far down that is, and once. */
static void
test_notices_are_read_first(void **unused)
{
	struct play play = {0};
	struct view view, told, other;

	(void)unused;
	sample_conversation(&view, 505);
	sample_conversation(&told, 505);
	sample_home(&other);
	view_add_notice(&told, ROLE_NOTICE,
	    "Sent. It is safe. We can't say when somebody will answer, but people look here every day, at all hours. "
	    "If someone is in danger, call 999. You can read on by Space, or write more at any time.");
	start(&play, &view, 40, 12);
	assert_true(vt_shows(play.vt, "> 5"));
	play_show(&play, &told);
	assert_true(vt_shows(play.vt, "Note: Sent. It is safe."));
	assert_false(vt_shows(play.vt, "> 5"));
	vt_type(play.vt, " ");
	assert_true(vt_shows(play.vt, "> 5"));
	vt_type(play.vt, "a");
	expect_events(&play, "NEWS\nANSWER 505 seen 0\n");
	play_show(&play, &other);
	play_show(&play, &told);
	assert_true(vt_shows(play.vt, "> 5"));
	assert_false(vt_shows(play.vt, "Note: Sent."));
	play_show(&play, &view);
	assert_true(vt_shows(play.vt, "> 5"));
	expect_clean(&play);
	view_clear(&told);
	view_clear(&other);
	end(&play, &view);
}

static void
test_document_without_items_to_choose(void **unused)
{
	struct play play = {0};
	struct view view;

	(void)unused;
	sample_guide(&view);
	start(&play, &view, 80, 24);
	assert_true(vt_shows(play.vt, "Space Read on"));
	vt_type(play.vt, DOWN DOWN);
	assert_false(vt_shows(play.vt, "Checked on"));
	vt_type(play.vt, UP UP UP);
	assert_true(vt_shows(play.vt, "Checked on"));
	for (int k = 0; k < 5; k++)
		vt_type(play.vt, " ");
	assert_false(vt_shows(play.vt, "Read on"));
	assert_true(vt_shows(play.vt, "the end"));
	expect_events(&play, "");
	end(&play, &view);
}

static void
test_document_goes_on_by_enter(void **unused)
{
	struct play play = {0};
	struct view view;

	(void)unused;
	sample_guide(&view);
	view_offer(&view, ACTION_DONE, NULL);
	start(&play, &view, 80, 24);
	vt_type(play.vt, "\r");
	assert_false(vt_shows(play.vt, "the end"));
	expect_events(&play, ""); /* there is more to read first */
	while (!vt_shows(play.vt, "the end"))
		vt_type(play.vt, "\r");
	expect_events(&play, "");
	vt_type(play.vt, "\r");
	expect_events(&play, "DONE 0 seen 0\n");
	end(&play, &view);
}

/* --- forms --- */

static void
test_form_typing(void **unused)
{
	struct play play = {0};
	struct sample_form form;
	struct view view;

	(void)unused;
	sample_form_init(&form);
	sample_write(&view, &form);
	start(&play, &view, 80, 24);
	vt_type(play.vt, "Why q! \303\251?");
	expect_events(&play, "CHANGED\n");
	assert_string_equal(form.title.text.text, "Why q! \303\251?");
	vt_type(play.vt, "\177\010");
	assert_string_equal(form.title.text.text, "Why q! ");
	vt_type(play.vt,
	    "\033[1;5D"
	    "\033[3~"
	    "W\033OH"
	    "T"
	    "\033[4~"
	    ".");
	assert_string_equal(form.title.text.text, "TWhy W! .");
	vt_type(play.vt, "\032\032\032");
	assert_string_not_equal(form.title.text.text, "TWhy W! .");
	vt_type(play.vt, "\r" RIGHT RIGHT "s");
	assert_int_equal(form.help, 2);
	vt_type(play.vt, "\tDear all,\r\rs\r");
	assert_string_equal(form.body.text.text, "Dear all,\n\ns\n");
	assert_true(vt_shows(play.vt, "Dear all,"));
	expect_clean(&play);
	assert_null(strstr(play.events.text, "SEND"));
	vt_type(play.vt, UP UP "x\t");
	assert_string_equal(form.body.text.text, "Dear all,\nx\ns\n");
	str_cut(&play.events, 0);
	vt_type(play.vt, "s");
	expect_events(&play, "SEND 0 seen 0\n");
	end(&play, &view);
	sample_form_clear(&form);
}

static void
test_form_action_row(void **unused)
{
	struct play play = {0};
	struct sample_form form;
	struct view view;

	(void)unused;
	sample_form_init(&form);
	sample_sign_in(&view, &form);
	start(&play, &view, 80, 24);
	vt_type(play.vt, "robin\rsecret\r");
	assert_false(vt_shows(play.vt, "secret"));
	assert_true(vt_shows(play.vt, "[******"));
	assert_true(vt_shows(play.vt, ">Enter Sign in"));
	str_cut(&play.events, 0);
	vt_type(play.vt, "\r");
	expect_events(&play, "OPEN 0 seen 0\n");
	vt_type(play.vt, RIGHT "\r");
	expect_events(&play, "JOIN 0 seen 0\n");
	vt_type(play.vt,
	    "\177"
	    "s");
	assert_string_equal(form.secret.text.text, "secrets");
	str_cut(&play.events, 0);
	vt_type(play.vt, "\033");
	assert_int_equal(vt_patience_ms(play.vt), KEYS_ESCAPE_MS);
	vt_pass(play.vt, KEYS_ESCAPE_MS);
	vt_type(play.vt, "!");
	expect_events(&play, "PEOPLE 0 seen 0\n");
	vt_type(play.vt, "\033");
	vt_pass(play.vt, KEYS_ESCAPE_MS);
	expect_events(&play, "BACK 0 seen 0\n");
	vt_type(play.vt, "\177\033");
	vt_pass(play.vt, KEYS_ESCAPE_MS);
	expect_events(&play, "");
	vt_type(play.vt, "\r"); /* Esc, then Enter: back, and not sent */
	expect_events(&play, "BACK 0 seen 0\n");
	end(&play, &view);
	sample_form_clear(&form);
}

/* As a session answers an action; play_show() alone is unasked news. */
static void
show_answer(struct renderer *renderer, const struct view *view, enum show show)
{
	full_renderer.show(renderer, view, show == SHOW_NEWS ? SHOW_ANSWER : show);
}

/* Sign in, be told something, and type the letter q, which on the action row is an action. */
static void
check_told(const struct renderer_ops *ops, int rows, enum role role, const char *secret, const char *events)
{
	struct play play = {.ops = ops};
	struct sample_form form;
	struct view view, told;

	sample_form_init(&form);
	sample_sign_in(&view, &form);
	sample_sign_in(&told, &form);
	view_add_notice(&told, role,
	    "The name and the password do not belong together. Both are here as you typed them, so look at them once "
	    "more, or use one of your eight recovery codes.");
	start(&play, &view, 40, rows);
	vt_type(play.vt, "robin\rhush\r\r");
	str_cut(&play.events, 0);
	play_show(&play, &told);
	assert_true(vt_shows(play.vt, "belong together"));
	vt_type(play.vt, "q");
	assert_string_equal(form.secret.text.text, secret);
	assert_non_null(strstr(play.events.text, events));
	view_clear(&told);
	end(&play, &view);
	sample_form_clear(&form);
}

static void
test_form_answered_with_a_warning(void **unused)
{
	struct renderer_ops answers = full_renderer;

	(void)unused;
	answers.show = show_answer;
	check_told(&answers, 24, ROLE_WARNING, "hushq", "CHANGED\n");
	check_told(&answers, 24, ROLE_NOTICE, "hush", "LEAVE 0 seen 0\n");
	check_told(&answers, 12, ROLE_WARNING, "hush", "LEAVE 0 seen 0\n"); /* no room for both: the words are shown */
	check_told(&full_renderer, 24, ROLE_WARNING, "hush", "LEAVE 0 seen 0\n"); /* nobody asked */
}

static void
test_form_leaving_at_once_takes_two(void **unused)
{
	struct play play = {0};
	struct sample_form form;
	struct view view;

	(void)unused;
	sample_form_init(&form);
	sample_write(&view, &form);
	start(&play, &view, 80, 24);
	vt_type(play.vt, CTRL_X);
	assert_true(vt_shows(play.vt, "Press Ctrl-X again to leave at once."));
	clock_advance_ms(2500);
	vt_type(play.vt, CTRL_X);
	expect_events(&play, "");
	vt_type(play.vt, "a");
	assert_false(vt_shows(play.vt, "again"));
	vt_type(play.vt, CTRL_X);
	expect_events(&play, "CHANGED\n");
	vt_type(play.vt, CTRL_X);
	expect_events(&play, "VANISH 0 seen 0\n");
	vt_type(play.vt, "\003\004\034");
	expect_events(&play, "");
	end(&play, &view);
	sample_form_clear(&form);
}

/* A line is emptied by one key; a message never is. */
static void
test_form_ctrl_u_empties_a_line(void **unused)
{
	struct play play = {0};
	struct sample_form form;
	struct view view;

	(void)unused;
	sample_form_init(&form);
	sample_write(&view, &form);
	start(&play, &view, 80, 24);
	vt_type(play.vt, "a title\025");
	assert_string_equal(form.title.text.text, "");
	vt_type(play.vt, "\t\twords\025");
	assert_string_equal(form.body.text.text, "words");
	end(&play, &view);
	sample_form_clear(&form);
}

static void
test_form_paste(void **unused)
{
	struct play play = {0};
	struct sample_form form;
	struct view view;

	(void)unused;
	sample_form_init(&form);
	sample_write(&view, &form);
	start(&play, &view, 80, 24);
	vt_type(play.vt, "\033[200~one\rtwo\033[A\030\n\033[201~");
	assert_string_equal(form.title.text.text, "one two[A");
	vt_type(play.vt, "\t\t\033[200~first\r\nsecond\rthird\nq\033[201~");
	assert_string_equal(form.body.text.text, "first\nsecond\nthird\nq");
	vt_type(play.vt, "\033[200~lost end");
	clock_advance_ms(KEYS_PASTE_MS + 1);
	str_cut(&play.events, 0);
	vt_type(play.vt, "\t");
	vt_type(play.vt, "k");
	expect_events(&play, "KEEP 0 seen 0\n");
	end(&play, &view);
	sample_form_clear(&form);
}

static void
test_form_long_paste_and_limit(void **unused)
{
	struct play play = {0};
	struct sample_form form;
	struct view view;
	char *text = mem_alloc(70001);

	(void)unused;
	for (int k = 0; k < 70000; k++)
		text[k] = (char)(k % 61 ? 'a' + k % 26 : ' ');
	sample_form_init(&form);
	sample_write(&view, &form);
	start(&play, &view, 80, 24);
	vt_type(play.vt, "\t\t\033[200~");
	str_cut(&play.events, 0);
	vt_type(play.vt, text);
	expect_events(&play, "CHANGED\n");
	assert_int_equal(form.body.text.bytes, 65536);
	assert_memory_equal(form.body.text.text, text, 65536);
	assert_true(vt_shows(play.vt, "This is full."));
	vt_type(play.vt, "\033[201~" PAGE_UP PAGE_UP PAGE_DOWN);
	expect_clean(&play);
	end(&play, &view);
	sample_form_clear(&form);
	free(text);
}

static void
test_form_long_line_moves_along(void **unused)
{
	struct play play = {0};
	struct sample_form form;
	struct view view;
	int row, col;

	(void)unused;
	sample_form_init(&form);
	sample_write(&view, &form);
	start(&play, &view, 40, 12);
	for (int k = 0; k < 60; k++) {
		vt_type(play.vt, k % 7 == 6 ? "\346\227\245" : "x");
		vt_get_cursor(play.vt, &row, &col);
		assert_in_range(col, 3, 38);
	}
	expect_clean(&play);
	for (int k = 0; k < 60; k++) {
		vt_type(play.vt, LEFT);
		vt_get_cursor(play.vt, &row, &col);
		assert_in_range(col, 3, 38);
	}
	assert_int_equal(col, 3);
	end(&play, &view);
	sample_form_clear(&form);
}

/* --- sizes and terminals --- */

static void
test_resizing(void **unused)
{
	static const int sizes[][2] = {{40, 12}, {20, 5}, {132, 43}, {500, 200}, {39, 50}, {80, 24}};
	struct play play = {0};
	struct view view;
	char *before;

	(void)unused;
	sample_conversation(&view, 503);
	start(&play, &view, 80, 24);
	before = vt_text(play.vt);
	for (size_t k = 0; k < sizeof sizes / sizeof *sizes; k++) {
		vt_resize(play.vt, sizes[k][0], sizes[k][1]);
		expect_clean(&play);
	}
	expect_same(before, vt_text(play.vt));
	end(&play, &view);
}

static void
test_too_small(void **unused)
{
	struct play play = {0};
	struct view view;

	(void)unused;
	sample_home(&view);
	start(&play, &view, 20, 5);
	assert_true(vt_shows(play.vt, "Please make the"));
	assert_true(vt_shows(play.vt, "window bigger."));
	vt_type(play.vt, "\r" DOWN "?!a");
	expect_events(&play, "");
	vt_type(play.vt, "q");
	vt_type(play.vt, CTRL_X);
	expect_events(&play, "LEAVE 0 seen 0\nVANISH 0 seen 0\n");
	end(&play, &view);
}

static void
test_bar_shows_the_ways_out_at_any_size(void **unused)
{
	struct view view;

	(void)unused;
	sample_board(&view, 3);
	view_offer(&view, ACTION_ANSWER, "Answer with very many words in the label of the key");
	view_offer(&view, ACTION_EARLIER, "Show what came before with many words too");
	view_offer(&view, ACTION_JOIN, "Another very long label that nobody should write");
	for (int cols = FRAME_LEAST_COLS; cols < 130; cols += 7) {
		struct play play = {0};

		start(&play, &view, cols, 12);
		assert_true(vt_shows(play.vt, "! People to call"));
		assert_true(vt_shows(play.vt, cols < 100 ? "? More keys" : "?"));
		assert_true(vt_shows(play.vt, "Backspace Back"));
		assert_true(vt_shows(play.vt, "Conversation 1:"));
		play_end(&play);
	}
	view_clear(&view);
}

static void
test_terminals(void **unused)
{
	static const char *const terms[] = {"xterm-256color", "xterm", "linux", "vt100", "screen", "tmux-256color",
	    "nonsense", "", "ansi", "rxvt"};
	struct view view;

	(void)unused;
	sample_conversation(&view, 0);
	for (size_t k = 0; k < sizeof terms / sizeof *terms; k++) {
		struct play play = {.term = terms[k]};

		start(&play, &view, 80, 24);
		vt_type(play.vt, " " DOWN UP);
		vt_type(play.vt, " " UP UP UP);
		expect_clean(&play);
		vt_type(play.vt, PAGE_UP);
		assert_true(vt_shows(play.vt, "Dzi\304\231kuj\304\231!"));
		play_end(&play);
	}
	view_clear(&view);
}

/* calm.h is calm.ti compiled. */
static void
test_calm_is_what_tic_makes(void **unused)
{
	static const char make[] = "command -v tic >/dev/null || exit 77; folder=$(mktemp -d) || exit; "
				   "tic -x -o $folder bbs/ui/full/calm.ti && "
				   "infocmp -A $folder -x -Q2 " CALM_NAME " | grep -v '^#' | tr -d '\\n'; "
				   "rm -r $folder";
	FILE *pipe = popen(make, "r"); /* lint: allow call, every word of it is here */
	char made[4096];

	(void)unused;
	assert_non_null(pipe);
	made[fread(made, 1, sizeof made - 1, pipe)] = '\0';
	if (WEXITSTATUS(pclose(pipe)) == 77)
		skip();
	assert_string_equal(made, CALM_TERMINFO);
}

static void
test_terminals_that_cannot(void **unused)
{
	struct play play = {.ops = &full_renderer, .term = "dumb"};
	struct view view;

	(void)unused;
	sample_home(&view);
	play_start(&play, &view, 80, 24);
	assert_int_equal(play.opened, ERR_IO);
	assert_int_equal(vt_take_bytes(play.vt), 0);
	end(&play, &view);
}

static void
test_no_colours(void **unused)
{
	static const struct play ways[] = {{.no_color = true}, {.theme = "mono"}, {.term = "vt100"}};
	struct view view;

	(void)unused;
	sample_home(&view);
	for (size_t k = 0; k < sizeof ways / sizeof *ways; k++) {
		struct play play = ways[k];
		char *styles;

		start(&play, &view, 80, 24);
		styles = vt_styles(play.vt);
		assert_null(strchr(styles, 'c'));
		assert_non_null(strchr(styles, 'b'));
		assert_non_null(strchr(styles, 'r'));
		free(styles);
		play_end(&play);
	}
	view_clear(&view);
}

static void
test_contrast_has_its_own_background(void **unused)
{
	struct play play = {.theme = "contrast"};
	struct view view;
	char *styles;

	(void)unused;
	sample_home(&view);
	start(&play, &view, 80, 24);
	styles = vt_styles(play.vt);
	assert_null(strchr(styles, '.'));
	assert_in_range(vt_take_bytes(play.vt), 1, SCREEN_BYTES);
	free(styles);
	end(&play, &view);
}

/* --- the line --- */

static void
test_bytes(void **unused)
{
	struct play play = {0};
	struct view view;
	size_t most = 0;

	(void)unused;
	sample_board(&view, 30);
	start(&play, &view, 80, 24);
	assert_in_range(vt_take_bytes(play.vt), 1, SCREEN_BYTES);
	for (int k = 0; k < 28; k++) {
		size_t bytes;

		vt_type(play.vt, k < 14 ? DOWN : UP);
		bytes = vt_take_bytes(play.vt);
		most = bytes > most ? bytes : most;
	}
	print_message("a move: at most %zu bytes\n", most);
	assert_in_range(most, 1, MOVE_BYTES);
	end(&play, &view);
}

static void
test_bytes_of_full_screens(void **unused)
{
	struct view views[5];
	struct sample_form form;

	(void)unused;
	sample_form_init(&form);
	sample_home(&views[0]);
	sample_conversation(&views[1], 0);
	sample_guide(&views[2]);
	sample_write(&views[3], &form);
	sample_board(&views[4], 30);
	for (size_t k = 0; k < 5; k++) {
		struct play play = {0};
		size_t bytes;

		start(&play, &views[k], 80, 24);
		bytes = vt_take_bytes(play.vt);
		print_message("%s: %zu bytes\n", views[k].screen, bytes);
		assert_in_range(bytes, 1, SCREEN_BYTES);
		end(&play, &views[k]);
	}
	sample_form_clear(&form);
}

static void
test_slow_line_sees_fewer_pictures(void **unused)
{
	struct play play = {0};
	struct view view;
	int waited = 0;

	(void)unused;
	sample_board(&view, 30);
	start(&play, &view, 80, 24);
	assert_int_equal(vt_patience_ms(play.vt), -1);
	vt_stall(play.vt, true);
	for (int k = 0; k < 20; k++)
		vt_type(play.vt, DOWN);
	assert_int_equal(vt_patience_ms(play.vt), 50);
	for (; vt_patience_ms(play.vt) < 1000 && waited < 20; waited++)
		vt_pass(play.vt, vt_patience_ms(play.vt));
	assert_in_range(waited, 4, 8);
	vt_pass(play.vt, 1000);
	assert_int_equal(vt_patience_ms(play.vt), 1000);
	vt_take_bytes(play.vt);
	vt_stall(play.vt, false);
	vt_pass(play.vt, 1000);
	assert_true(vt_shows(play.vt, " > Conversation 21:"));
	assert_int_equal(vt_patience_ms(play.vt), -1);
	expect_clean(&play);
	end(&play, &view);
}

static void
test_goodbye(void **unused)
{
	struct play play = {.goodbye = "Goodbye, robin.\nCome back soon.", .wipe = true};
	struct view view;
	const char *written;
	size_t count;

	(void)unused;
	sample_home(&view);
	start(&play, &view, 80, 24);
	vt_take_bytes(play.vt);
	vt_end(play.vt);
	written = vt_written(play.vt, &count);
	assert_non_null(memmem(written, count, "\033[3J", 4));
	assert_non_null(memmem(written, count, "\033[?2004l", 8));
	assert_non_null(memmem(written, count, "\033[?1049l", 8));
	assert_true(vt_shows(play.vt, "Come back soon."));
	assert_false(vt_shows(play.vt, "kitchen"));
	end(&play, &view);
}

static void
test_hang_up(void **unused)
{
	struct play play = {0};
	struct view view;

	(void)unused;
	sample_home(&view);
	start(&play, &view, 80, 24);
	vt_hang_up(play.vt);
	expect_events(&play, "HANGUP\n");
	assert_true(vt_has_ended(play.vt));
	end(&play, &view);
}

/* --- anything at all --- */

/* Bytes that are more likely to matter than others. */
static size_t
random_keys(char *out, size_t most)
{
	static const char *const likely[] = {UP, DOWN, LEFT, RIGHT, PAGE_UP, PAGE_DOWN, HOME, END, "\t", "\r", " ",
	    "\033", "\033[", "\033O", "\033[200~", "\033[201~", "\177", "\010", "\033[3~", "\033[1;5D", "\033[Z",
	    "\032", "\f", "\303", "\251"};
	size_t count = 0, wanted = 1 + random_below(12);

	while (count < wanted && count + 16 < most) {
		const char *key = likely[random_below(sizeof likely / sizeof *likely)];

		if (random_below(3)) {
			memcpy(out + count, key, strlen(key));
			count += strlen(key);
		} else
			random_bytes(out + count++, 1);
	}
	return count;
}

static void
throw_keys(struct view *view, int rounds, int cols, int rows)
{
	struct play play = {0};
	char bytes[256];

	start(&play, view, cols, rows);
	for (int k = 0; k < rounds; k++) {
		vt_type_bytes(play.vt, bytes, random_keys(bytes, sizeof bytes));
		if (!random_below(50))
			vt_resize(play.vt, 20 + (int)random_below(120), 5 + (int)random_below(50));
		if (random_below(25))
			continue;
		vt_pass(play.vt, 2000);
		vt_type(play.vt, "\033[201~");
		vt_pass(play.vt, 2000);
		expect_clean(&play);
	}
	end(&play, view);
}

static void
test_random_keys(void **unused)
{
	struct sample_form form;
	struct view view;

	(void)unused;
	random_pin(7);
	sample_form_init(&form);
	sample_home(&view);
	throw_keys(&view, 2000, 80, 24);
	sample_board(&view, 30);
	throw_keys(&view, 2000, 40, 12);
	sample_conversation(&view, 0);
	throw_keys(&view, 2000, 80, 24);
	sample_write(&view, &form);
	throw_keys(&view, 2000, 80, 24);
	sample_write(&view, &form);
	throw_keys(&view, 1000, 40, 12);
	sample_sign_in(&view, &form);
	throw_keys(&view, 1000, 60, 20);
	sample_form_clear(&form);
}

/* Text that somebody might send to do harm to a terminal. */
static void
random_text(struct str *out)
{
	static const char *const hostile[] = {"\033[2J", "\033]0;x\007", "\302\233 31m", "\342\200\256", "\342\201\246",
	    "\b\b\b", "\r", "\n", "\t", "\177", "\360\237\221\251\342\200\215\360\237\221\247",
	    "\342\235\244\357\270\217", "\360\237\207\254\360\237\207\247",
	    "e\314\201\314\202\314\203\314\204\314\205\314\206", "\346\227\245", "\355\240\200",
	    "\340\244\250\340\244\277", "\341\204\200\341\205\241\341\206\250", "\363\240\201\201", "\342\200\213",
	    "\016", "\314\201", "\340\270\253\340\270\231\340\271\211\340\270\262", "\360\237\217\275", "\302\240",
	    "\302\255", "------------"};

	str_cut(out, 0);
	for (size_t k = 1 + random_below(8); k; k--) {
		char bytes[4];

		if (random_below(2))
			str_add(out, hostile[random_below(sizeof hostile / sizeof *hostile)]);
		else if (random_below(2))
			str_add_bytes(out, bytes, text_encode(random_below(0x20000), bytes));
		else {
			random_bytes(bytes, 1);
			if (bytes[0])
				str_add_char(out, bytes[0]);
		}
	}
}

static void
fill_with_random_texts(struct view *view, int count)
{
	struct str text;

	str_init(&text);
	view_init(view, random_below(2) ? VIEW_LIST : VIEW_DOCUMENT);
	view->serial = 1;
	for (int k = 0; k < count; k++) {
		struct item *item = view_add_item(view, k + 1);

		random_text(&text);
		item_set_body(view->kind == VIEW_LIST ? &item->detail : &item->text, text.text);
		random_text(&text);
		item_set_line(view->kind == VIEW_LIST ? &item->text : &item->who, text.text);
	}
	random_text(&text);
	view_set_title(view, text.text);
	view_offer(view, ACTION_HELP, text.bytes ? text.text : NULL);
	str_clear(&text);
}

static void
test_random_texts(void **unused)
{
	struct play play = {0};
	struct view views[2];

	(void)unused;
	random_pin(11);
	fill_with_random_texts(&views[0], 1);
	start(&play, &views[0], 120, 200);
	for (int k = 1; k <= 800; k++) {
		fill_with_random_texts(&views[k % 2], 63);
		play_show(&play, &views[k % 2]);
		view_clear(&views[(k + 1) % 2]);
		if (k % 50 == 0)
			expect_clean(&play);
		str_cut(&play.events, 0);
		vt_take_bytes(play.vt);
	}
	end(&play, &views[0]);
}

static int
set_up(void **unused)
{
	struct theme_error error;
	char *file = NULL;

	(void)unused;
	setlocale(LC_CTYPE, "C.UTF-8");
	return themes_load(NULL, &error, &file) != ERR_OK;
}

/* Shorter lines that stand apart, as somebody may choose; a list's rows too. */
static void
test_lines_as_chosen(void **unused)
{
	struct play play = {.text_cols = 44, .is_spaced = true};
	struct view view;
	char *text;

	(void)unused;
	sample_guide(&view);
	start(&play, &view, 80, 24);
	text = vt_text(play.vt);
	golden_check("full-guide-spaced-80x24", text);
	free(text);
	play_end(&play);
	view_clear(&view);
	sample_board(&view, 4);
	play = (struct play){.text_cols = 60, .is_spaced = true};
	start(&play, &view, 80, 24);
	text = vt_text(play.vt);
	golden_check("full-board-spaced-80x24", text);
	free(text);
	end(&play, &view);
}

static int
tear_down(void **unused)
{
	(void)unused;
	themes_clear();
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_golden_screens),
	    cmocka_unit_test(test_lines_as_chosen),
	    cmocka_unit_test(test_list_moves_and_opens),
	    cmocka_unit_test(test_list_other_keys_do_nothing),
	    cmocka_unit_test(test_list_of_nothing),
	    cmocka_unit_test(test_list_scrolls_only_when_needed),
	    cmocka_unit_test(test_wide_choices_are_whole),
	    cmocka_unit_test(test_list_keeps_the_choice),
	    cmocka_unit_test(test_list_focus),
	    cmocka_unit_test(test_list_comes_back_to_news),
	    cmocka_unit_test(test_document_pages_to_the_end),
	    cmocka_unit_test(test_document_moves_by_items),
	    cmocka_unit_test(test_document_shows_all_lines_of_a_long_item),
	    cmocka_unit_test(test_document_keeps_its_place),
	    cmocka_unit_test(test_notices_are_read_first),
	    cmocka_unit_test(test_document_without_items_to_choose),
	    cmocka_unit_test(test_document_goes_on_by_enter),
	    cmocka_unit_test(test_form_typing),
	    cmocka_unit_test(test_form_action_row),
	    cmocka_unit_test(test_form_answered_with_a_warning),
	    cmocka_unit_test(test_form_leaving_at_once_takes_two),
	    cmocka_unit_test(test_form_ctrl_u_empties_a_line),
	    cmocka_unit_test(test_form_paste),
	    cmocka_unit_test(test_form_long_paste_and_limit),
	    cmocka_unit_test(test_form_long_line_moves_along),
	    cmocka_unit_test(test_resizing),
	    cmocka_unit_test(test_too_small),
	    cmocka_unit_test(test_bar_shows_the_ways_out_at_any_size),
	    cmocka_unit_test(test_terminals),
	    cmocka_unit_test(test_calm_is_what_tic_makes),
	    cmocka_unit_test(test_terminals_that_cannot),
	    cmocka_unit_test(test_no_colours),
	    cmocka_unit_test(test_contrast_has_its_own_background),
	    cmocka_unit_test(test_bytes),
	    cmocka_unit_test(test_bytes_of_full_screens),
	    cmocka_unit_test(test_slow_line_sees_fewer_pictures),
	    cmocka_unit_test(test_goodbye),
	    cmocka_unit_test(test_hang_up),
	    cmocka_unit_test(test_random_keys),
	    cmocka_unit_test(test_random_texts),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
