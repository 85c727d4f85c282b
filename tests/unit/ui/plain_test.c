/*
 * What plain mode says of lists, documents, news and other screens, and what a line means there.
 */
#include "plain_story.h"

static void
a_list_is_said_with_numbers(void **state)
{
	struct story story;
	struct view view;

	(void)state;
	story_begin(&story, true);
	make_home(&view);
	story_show(&story, &view, SHOW_SCREEN);
	TELLS(&story,
	    "Home.\n"
	    "Welcome back. You were last here yesterday.\n"
	    "\n"
	    "Talking.\n"
	    "1. Just listening. 3 new. You need not answer. Somebody hears you.\n"
	    "2. Memory and dementia.\n"
	    "\n"
	    "Resting.\n"
	    "3. The kitchen table. 1 new.\n"
	    "Type a number to choose it, n for next unread, b for back, ! (exclamation\n"
	    "mark) for people to call, q for leave, or h for help: 3\n"
	    "= OPEN item 13 seen 13\n"
	    "Your choice, or h for help: \n"
	    "= NEXT_UNREAD seen 13\n"
	    "Your choice, or h for help: 9\n"
	    "There is no number 9 here. Type a number from 1 to 3, or h for help.\n"
	    "Your choice, or h for help: what\n"
	    "That didn't work. Type a number from 1 to 3, or h for help.\n"
	    "Your choice, or h for help: !\n"
	    "= PEOPLE seen 13\n"
	    "Your choice, or h for help: Q\n"
	    "= LEAVE seen 13\n"
	    "Your choice, or h for help: ",
	    "3\r", "\r", "9\r", "what\r", "!\r", "Q\r");
	story_clear(&story);
}

static void
help_says_what_can_be_typed_and_then_opens_its_page(void **state)
{
	struct story story;
	struct view view;

	(void)state;
	story_begin(&story, false);
	make_home(&view);
	story_show(&story, &view, SHOW_SCREEN);
	story_hear(&story);
	str_cut(&story.transcript, 0);
	TELLS(&story,
	    "Type a number to choose it, n for next unread, b for back, ! (exclamation\n"
	    "mark) for people to call, q for leave, or h for help:\n"
	    "You can type one of these, and then press Enter.\n"
	    "A number to choose what has that number.\n"
	    "n for next unread.\n"
	    "b for back.\n"
	    "! (exclamation mark) for people to call.\n"
	    "q for leave.\n"
	    "x for leave now.\n"
	    "Enter alone for the next unread.\n"
	    "r to hear the last part again.\n"
	    "l to hear this page from its start.\n"
	    "p to say how much you want to hear at a time.\n"
	    "h once more for the help page.\n"
	    "Your choice, or h for help:\n"
	    "= HELP seen 13\n"
	    "Your choice, or h for help:\n"
	    "= HELP seen 13\n"
	    "Your choice, or h for help:\n",
	    "h\nH\n", "?\n");
	story_clear(&story);
}

static void
a_document_is_said_in_the_order_a_listener_needs(void **state)
{
	struct story story;
	struct view view;

	(void)state;
	story_begin(&story, true);
	make_talk(&view);
	story_show(&story, &view, SHOW_SCREEN);
	TELLS(&story,
	    "Home, Just listening.\n"
	    "Mum asks the same thing.\n"
	    "\n"
	    "Message 1.\n"
	    "She asks what day it is.\n"
	    "\n"
	    "Ten times before lunch.\n"
	    "From kettle-on, Tuesday 3 June, 7 in the evening.\n"
	    "\n"
	    "Message 2, in reply to 1, kettle-on.\n"
	    "Quote: She asks what day it is. Ten times before lunch. End of quote.\n"
	    "Mine too. We hung up a big clock.\n"
	    "From robin-in-kent, Tuesday 3 June, 7 in the evening.\n"
	    "\n"
	    "New. Message 3.\n"
	    "A clock! Thank you.\n"
	    "From kettle-on, Tuesday 3 June, 7 in the evening.\n"
	    "Type a message's number to hear it again, a for answer, n for next unread, b\n"
	    "for back, ! (exclamation mark) for people to call, q for leave, or h for help: a\n"
	    "= ANSWER item 103 seen 103\n"
	    "Your choice, or h for help: A 1\n"
	    "= ANSWER item 101 seen 103\n"
	    "Your choice, or h for help: 1\n"
	    "Message 1.\n"
	    "She asks what day it is.\n"
	    "\n"
	    "Ten times before lunch.\n"
	    "From kettle-on, Tuesday 3 June, 7 in the evening.\n"
	    "Your choice, or h for help: answer\n"
	    "= ANSWER item 101 seen 103\n"
	    "Your choice, or h for help: g3\n"
	    "New. Message 3.\n"
	    "A clock! Thank you.\n"
	    "From kettle-on, Tuesday 3 June, 7 in the evening.\n"
	    "Your choice, or h for help: g 12\n"
	    "= GO_TO item 103 number 12 seen 103\n"
	    "Your choice, or h for help: a 12\n" /* on another page, perhaps: the screen knows */
	    "= ANSWER item 103 number 12 seen 103\n"
	    "Your choice, or h for help: b 12\n"
	    "There is no number 12 here. Type a number from 1 to 3, or h for help.\n"
	    "Your choice, or h for help: r\n"
	    "New. Message 3.\n"
	    "A clock! Thank you.\n"
	    "From kettle-on, Tuesday 3 June, 7 in the evening.\n"
	    "Your choice, or h for help: ",
	    "a\r", "A 1\r", "1\r", "answer\r", "g3\r", "g 12\r", "a 12\r", "b 12\r", "r\r");
	story_clear(&story);
}

static void
a_long_text_stops_every_screenful(void **state)
{
	struct story story;
	struct view view;

	(void)state;
	story_begin(&story, true);
	story.wire.rows = 9;
	make_talk(&view);
	story_show(&story, &view, SHOW_SCREEN);
	TELLS(&story,
	    "Home, Just listening.\n"
	    "Mum asks the same thing.\n"
	    "\n"
	    "Message 1.\n"
	    "She asks what day it is.\n"
	    "\n"
	    "Ten times before lunch.\n"
	    "More. Press Enter to read on, or b to stop reading. a\n"
	    "= ANSWER item 101\n"
	    "More. Press Enter to read on, or b to stop reading. \n"
	    "From kettle-on, Tuesday 3 June, 7 in the evening.\n"
	    "\n"
	    "Message 2, in reply to 1, kettle-on.\n"
	    "Quote: She asks what day it is. Ten times before lunch. End of quote.\n"
	    "Mine too. We hung up a big clock.\n"
	    "From robin-in-kent, Tuesday 3 June, 7 in the evening.\n"
	    "More. Press Enter to read on, or b to stop reading. n\n"
	    "= NEXT_UNREAD item 102 seen 102\n"
	    "More. Press Enter to read on, or b to stop reading. b\n"
	    "Type a message's number to hear it again, a for answer, n for next unread, b\n"
	    "for back, ! (exclamation mark) for people to call, q for leave, or h for help: b\n"
	    "= BACK item 102 seen 102\n"
	    "Your choice, or h for help: ",
	    "a\r", "\r", "n\r", "b\r", "b\r");
	story_clear(&story);
}

static void
the_length_of_a_page_and_of_a_line_are_a_choice(void **state)
{
	struct story story;
	struct view view;

	(void)state;
	story_begin(&story, false);
	view_init(&view, VIEW_DOCUMENT);
	view.serial = 7;
	for (int k = 1; k <= 3; k++)
		add_message(&view, k, "", "", "One two three four five six seven eight nine ten eleven twelve.");
	story_show(&story, &view, SHOW_SCREEN);
	story_hear(&story);
	str_cut(&story.transcript, 0);
	TELLS(&story,
	    "Type a message's number to hear it again, or h for help:\n"
	    "From now on you hear 2 lines at a time.\n"
	    "Your choice, or h for help:\n"
	    "From now on, lines have that\n"
	    "length.\n"
	    "Your choice, or h for help:\n"
	    "Message 2.\n"
	    "One two three four five six\n"
	    "More. Press Enter to read on,\n"
	    "or b to stop reading.\n"
	    "seven eight nine ten eleven\n"
	    "twelve.\n"
	    "More. Press Enter to read on,\n"
	    "or b to stop reading.\n"
	    "Tuesday 3 June, 7 in the\n"
	    "evening.\n"
	    "Your choice, or h for help:\n"
	    "From now on you hear everything\n"
	    "without a stop.\n"
	    "Your choice, or h for help:\n"
	    "From now on, lines are never broken.\n"
	    "Your choice, or h for help:\n"
	    "Message 1.\n"
	    "One two three four five six seven eight nine ten eleven twelve.\n"
	    "Tuesday 3 June, 7 in the evening.\n"
	    "\n"
	    "Message 2.\n"
	    "One two three four five six seven eight nine ten eleven twelve.\n"
	    "Tuesday 3 June, 7 in the evening.\n"
	    "\n"
	    "Message 3.\n"
	    "One two three four five six seven eight nine ten eleven twelve.\n"
	    "Tuesday 3 June, 7 in the evening.\n"
	    "Your choice, or h for help:\n",
	    "p 2\n", "P w 31\n", "2\n", "\n", "\n", "p 0\n", "p w 0\n", "l\n");
	story_clear(&story);
}

static void
a_document_starts_where_the_reader_was(void **state)
{
	struct story story;
	struct view view;

	(void)state;
	story_begin(&story, true);
	make_talk(&view);
	view.focus = 103;
	story_show(&story, &view, SHOW_SCREEN);
	TELLS(&story,
	    "Home, Just listening.\n"
	    "Mum asks the same thing.\n"
	    "Starting at message 3. Type e for earlier ones.\n"
	    "\n"
	    "New. Message 3.\n"
	    "A clock! Thank you.\n"
	    "From kettle-on, Tuesday 3 June, 7 in the evening.\n"
	    "Type a message's number to hear it again, a for answer, n for next unread, b\n"
	    "for back, ! (exclamation mark) for people to call, q for leave, or h for help: e\n"
	    "Message 1.\n"
	    "She asks what day it is.\n"
	    "\n"
	    "Ten times before lunch.\n"
	    "From kettle-on, Tuesday 3 June, 7 in the evening.\n"
	    "\n"
	    "Message 2, in reply to 1, kettle-on.\n"
	    "Quote: She asks what day it is. Ten times before lunch. End of quote.\n"
	    "Mine too. We hung up a big clock.\n"
	    "From robin-in-kent, Tuesday 3 June, 7 in the evening.\n"
	    "Your choice, or h for help: e\n"
	    "That didn't work. Type a number from 1 to 3, or h for help.\n"
	    "Your choice, or h for help: ",
	    "e\r", "e\r");
	story_clear(&story);
}

/* The keeper rang: a fourth message, and a notice. */
static void
show_news(struct story *story, const struct event *event)
{
	struct view view;

	if (event->kind != EVENT_NEWS && event->kind != EVENT_INTENT)
		return;
	make_talk(&view);
	view_add_notice(&view, ROLE_NOTICE, "1 new message here.");
	add_message(&view, 4, "in reply to 3, kettle-on", "robin-in-kent", "You are welcome.");
	story_show(story, &view, event->kind == EVENT_NEWS ? SHOW_NEWS : SHOW_ANSWER);
}

static void
news_waits_for_the_next_prompt(void **state)
{
	struct story story;
	struct view view;

	(void)state;
	story_begin(&story, true);
	make_talk(&view);
	story_show(&story, &view, SHOW_SCREEN);
	story.take = show_news;
	PLAY(&story, "r", NEWS, "\r", "r\r", "n\r");
	assert_string_equal(strstr(story.transcript.text, "or h for help: ") + strlen("or h for help: "),
	    "r\n"
	    "= news\n"
	    "\n"
	    "Home, Just listening.\n"
	    "Mum asks the same thing.\n"
	    "\n"
	    "Message 1.\n"
	    "She asks what day it is.\n"
	    "\n"
	    "Ten times before lunch.\n"
	    "From kettle-on, Tuesday 3 June, 7 in the evening.\n"
	    "\n"
	    "Message 2, in reply to 1, kettle-on.\n"
	    "Quote: She asks what day it is. Ten times before lunch. End of quote.\n"
	    "Mine too. We hung up a big clock.\n"
	    "From robin-in-kent, Tuesday 3 June, 7 in the evening.\n"
	    "\n"
	    "New. Message 3.\n"
	    "A clock! Thank you.\n"
	    "From kettle-on, Tuesday 3 June, 7 in the evening.\n"
	    "1 new message here. Your choice, or h for help: r\n"
	    "Home, Just listening.\n"
	    "Mum asks the same thing.\n"
	    "\n"
	    "Message 1.\n"
	    "She asks what day it is.\n"
	    "\n"
	    "Ten times before lunch.\n"
	    "From kettle-on, Tuesday 3 June, 7 in the evening.\n"
	    "\n"
	    "Message 2, in reply to 1, kettle-on.\n"
	    "Quote: She asks what day it is. Ten times before lunch. End of quote.\n"
	    "Mine too. We hung up a big clock.\n"
	    "From robin-in-kent, Tuesday 3 June, 7 in the evening.\n"
	    "\n"
	    "New. Message 3.\n"
	    "A clock! Thank you.\n"
	    "From kettle-on, Tuesday 3 June, 7 in the evening.\n"
	    "Your choice, or h for help: n\n"
	    "= NEXT_UNREAD item 103 seen 103\n"
	    "1 new message here.\n"
	    "\n"
	    "Message 4, in reply to 3, kettle-on.\n"
	    "You are welcome.\n"
	    "From robin-in-kent, Tuesday 3 June, 7 in the evening.\n"
	    "Your choice, or h for help: ");
	story_clear(&story);
}

/* A hug was given: nothing but the notice has changed. */
static void
show_thanks(struct story *story, const struct event *event)
{
	struct view view;

	if (event->kind != EVENT_INTENT)
		return;
	make_talk(&view);
	view_add_notice(&view, ROLE_NOTICE, "Your hug was sent.");
	story_show(story, &view, SHOW_ANSWER);
}

static void
an_answer_is_said_alone(void **state)
{
	struct story story;
	struct view view;

	(void)state;
	story_begin(&story, true);
	make_talk(&view);
	story_show(&story, &view, SHOW_SCREEN);
	story.take = show_thanks;
	PLAY(&story, "a\r", "a\r");
	assert_string_equal(strstr(story.transcript.text, "= ANSWER"),
	    "= ANSWER item 103 seen 103\n"
	    "Your hug was sent.\n"
	    "Your choice, or h for help: a\n"
	    "= ANSWER item 103 seen 103\n"
	    "Your hug was sent.\n"
	    "Your choice, or h for help: ");
	story_clear(&story);
}

/* Nothing came of it. */
static void
show_home_again(struct story *story, const struct event *event)
{
	struct view view;

	if (event->kind != EVENT_INTENT)
		return;
	make_home(&view);
	view_offer(&view, ACTION_TAKE, NULL);
	story_show(story, &view, SHOW_ANSWER);
}

static void
a_letter_without_a_number_is_never_met_with_silence(void **state)
{
	struct story story;
	struct view view;

	(void)state;
	story_begin(&story, true);
	make_home(&view);
	view_offer(&view, ACTION_TAKE, NULL);
	story_show(&story, &view, SHOW_SCREEN);
	story.take = show_home_again;
	PLAY(&story, "i\r", "i 2\r");
	assert_string_equal(strstr(story.transcript.text, "= TAKE"),
	    "= TAKE seen 13\n"
	    "Which one do you mean? Type its number too, such as i 1.\n"
	    "Your choice, or h for help: i 2\n"
	    "= TAKE item 12 seen 13\n"
	    "Your choice, or h for help: ");
	story_clear(&story);
}

/* The list has moved: what was 1 is 2 now. */
static void
show_moved_home(struct story *story, const struct event *event)
{
	struct view view;

	if (event->kind != EVENT_NEWS)
		return;
	view_init(&view, VIEW_LIST);
	view.serial = 1;
	add_row(&view, 14, "A new one", "", "");
	add_row(&view, 12, "Memory and dementia", "", "");
	add_row(&view, 11, "Just listening", "", "");
	view_offer(&view, ACTION_OPEN, NULL);
	view_offer(&view, ACTION_TAKE, NULL);
	story_show(story, &view, SHOW_NEWS);
}

static void
a_number_means_what_was_heard(void **state)
{
	struct story story;
	struct view view;

	(void)state;
	story_begin(&story, true);
	make_home(&view);
	story_show(&story, &view, SHOW_SCREEN);
	story.take = show_moved_home;
	PLAY(&story, NEWS, "1\r", "i 2\r", "3\r");
	assert_string_equal(strstr(story.transcript.text, "= news"),
	    "= news\n"
	    "1\n"
	    "= OPEN item 11 seen 13\n"
	    "Your choice, or h for help: i 2\n"
	    "= TAKE item 12 seen 13\n"
	    "Your choice, or h for help: 3\n"
	    "That is not here any more, and nothing has changed. Type l to hear what is\n"
	    "here. Type a number from 1 to 3, or h for help.\n"
	    "Your choice, or h for help: ");
	story_clear(&story);
}

static void
another_screen_is_said_whole_and_coming_back_finds_the_place(void **state)
{
	struct story story;
	struct view view;

	(void)state;
	story_begin(&story, true);
	make_talk(&view);
	story_show(&story, &view, SHOW_SCREEN);
	PLAY(&story, "2\r");
	make_home(&view);
	story_show(&story, &view, SHOW_SCREEN);
	PLAY(&story, "q\r");
	make_talk(&view);
	story_show(&story, &view, SHOW_SCREEN);
	story_hear(&story);
	assert_non_null(strstr(story.transcript.text,
	    "Mum asks the same thing.\n"
	    "Starting at message 2. Type e for earlier ones.\n"));
	plain_renderer.goodbye(story.renderer, "Goodbye.", true);
	story_hear(&story);
	assert_non_null(strstr(story.transcript.text, "7 in the evening.\nGoodbye.\n"));
	story_clear(&story);
}

/* Asked for by the session, not by the visitor: "Are you still there?" at a kiosk. */
static void
what_cannot_wait_is_said_and_the_half_line_again(void **state)
{
	struct story story;
	struct view view;

	(void)state;
	story_begin(&story, true);
	make_talk(&view);
	story_show(&story, &view, SHOW_SCREEN);
	PLAY(&story, "n");
	str_cut(&story.transcript, 0);
	make_talk(&view);
	view_add_notice(&view, ROLE_WARNING, "Are you still there?");
	story_show(&story, &view, SHOW_ANSWER);
	TELLS(&story,
	    "\nAre you still there?\n"
	    "Your choice, or h for help: n\n"
	    "= NEXT_UNREAD item 103 seen 103\n"
	    "Your choice, or h for help: ",
	    "\r");
	story_clear(&story);
}

static void
lines_end_as_each_end_needs_it(void **state)
{
	struct story story;
	struct view view;
	char heard[64];

	(void)state;
	for (int has_terminal = 0; has_terminal < 2; has_terminal++) {
		const char *expected = has_terminal ? "Hello.\r\nType h for help: " : "Hello.\nType h for help:\n";

		story_begin(&story, has_terminal);
		view_init(&view, VIEW_DOCUMENT);
		view_set_title(&view, "Hello");
		story_show(&story, &view, SHOW_SCREEN);
		PLAY(&story, TIMEOUT);
		heard[pread(story.wire.out_fd, heard, sizeof heard - 1, 0)] = '\0';
		assert_string_equal(heard, expected);
		story_clear(&story);
	}
}

/* Pages of help have parts that can be chosen, but no numbers of their own. */
static void
parts_without_numbers_are_counted(void **state)
{
	struct story story;
	struct view view;

	(void)state;
	story_begin(&story, true);
	view_init(&view, VIEW_DOCUMENT);
	view.serial = 6;
	view_set_title(&view, "People to call");
	item_set_body(&view_add_item(&view, 5)->text, "Samaritans, 116 123.\nDay and night.");
	item_set_body(&view_add_item(&view, 0)->text, "In danger? Call 999.");
	item_set_body(&view_add_item(&view, 6)->text, "Carers UK, 0808 808 7777.");
	view_offer(&view, ACTION_OPEN, NULL);
	story_show(&story, &view, SHOW_SCREEN);
	TELLS(&story,
	    "People to call.\n"
	    "\n"
	    "1. Samaritans, 116 123.\n"
	    "Day and night.\n"
	    "\n"
	    "In danger? Call 999.\n"
	    "\n"
	    "2. Carers UK, 0808 808 7777.\n"
	    "Type a number to hear it again, o for open, or h for help: 2\n"
	    "2. Carers UK, 0808 808 7777.\n"
	    "Your choice, or h for help: o\n"
	    "= OPEN item 6 seen 6\n"
	    "Your choice, or h for help: o 1\n"
	    "= OPEN item 5 seen 6\n"
	    "Your choice, or h for help: 1\n"
	    "1. Samaritans, 116 123.\n"
	    "Day and night.\n"
	    "Your choice, or h for help: \n"
	    "In danger? Call 999.\n"
	    "Your choice, or h for help: ",
	    "2\r", "o\r", "o 1\r", "1\r", "\r");
	story_clear(&story);
}

/* The letters of a changed keymap, and a choice whose letter plain mode has for itself. */
static void
letters_are_those_of_the_keymap(void **state)
{
	struct story story;
	struct view view;

	(void)state;
	story_begin(&story, true);
	story.keymap.keys[ACTION_ANSWER] = 'y';
	story.keymap.keys[ACTION_JOIN] = 'h';
	view_init(&view, VIEW_DOCUMENT);
	view_offer(&view, ACTION_ANSWER, NULL);
	view_offer(&view, ACTION_JOIN, "Join us");
	story_show(&story, &view, SHOW_SCREEN);
	TELLS(&story,
	    "Type y for answer, the words \"join us\", or h for help: Y\n"
	    "= ANSWER\n"
	    "Your choice, or h for help: a\n"
	    "That didn't work. Type h for help.\n"
	    "Your choice, or h for help: join\n"
	    "= JOIN\n"
	    "Your choice, or h for help: ",
	    "Y\r", "a\r", "join\r");
	story_clear(&story);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_list_is_said_with_numbers),
	    cmocka_unit_test(help_says_what_can_be_typed_and_then_opens_its_page),
	    cmocka_unit_test(a_document_is_said_in_the_order_a_listener_needs),
	    cmocka_unit_test(a_long_text_stops_every_screenful),
	    cmocka_unit_test(the_length_of_a_page_and_of_a_line_are_a_choice),
	    cmocka_unit_test(a_document_starts_where_the_reader_was),
	    cmocka_unit_test(news_waits_for_the_next_prompt),
	    cmocka_unit_test(an_answer_is_said_alone),
	    cmocka_unit_test(a_letter_without_a_number_is_never_met_with_silence),
	    cmocka_unit_test(a_number_means_what_was_heard),
	    cmocka_unit_test(another_screen_is_said_whole_and_coming_back_finds_the_place),
	    cmocka_unit_test(what_cannot_wait_is_said_and_the_half_line_again),
	    cmocka_unit_test(lines_end_as_each_end_needs_it),
	    cmocka_unit_test(parts_without_numbers_are_counted),
	    cmocka_unit_test(letters_are_those_of_the_keymap),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
