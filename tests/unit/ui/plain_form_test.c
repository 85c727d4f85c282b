/*
 * Writing in plain mode: forms, the line editor, passwords, the keys of a line, and what a hang-up leaves.
 */
#include "plain_story.h"

static void
a_message_is_written_line_by_line(void **state)
{
	struct story story;
	struct view view;

	(void)state;
	story_begin(&story, true);
	make_writing(&story, &view);
	story_show(&story, &view, SHOW_SCREEN);
	TELLS(&story,
	    "Start a conversation.\n"
	    "Title. A few words.\n"
	    "Your answer, or /help: Mum\n"
	    "What would help?\n"
	    "1. Ideas.\n"
	    "2. Been here?\n"
	    "3. Just listen.\n"
	    "Type a number from 1 to 3: 9\n"
	    "There is no number 9 here. Type h for help.\n"
	    "Type a number from 1 to 3: 3\n"
	    "Your message.\n"
	    "Type line by line. A line with just a full stop ends it. Type /help for more.\n"
	    "Hello all.\n"
	    "\n"
	    "\n"
	    "I am tired.\n"
	    "/ or so I think\n"
	    "/undo\n"
	    "This line is gone: / or so I think\n"
	    "/list\n"
	    "Line 1: Hello all.\n"
	    "Line 2: I am tired.\n"
	    "/change 2 I am very tired.\n"
	    "It says now: I am very tired.\n"
	    "/sned\n"
	    "That didn't work, and nothing was added. Type /help to hear what you can type.\n"
	    "//send\n"
	    ".\n"
	    "You have written 3 lines. Type l to hear them.\n"
	    "Type s for send, k for keep for later, e to change something, b for back, !\n"
	    "(exclamation mark) for people to call, q for leave, or h for help: \n"
	    "Your choice, or h for help: e\n"
	    "Which one do you want to change?\n"
	    "1. Title.\n"
	    "2. What would help?\n"
	    "3. Your message.\n"
	    "Type a number from 1 to 3, or b to go back: 1\n"
	    "Title. A few words. It says now: Mum. Press Enter to keep it, or type it\n"
	    "again.\n"
	    "Your answer, or /help: Mum and me\n"
	    "You have written 3 lines. Type l to hear them.\n"
	    "Your choice, or h for help: l\n"
	    "Title: Mum and me.\n"
	    "What would help? Just listen.\n"
	    "Your message.\n"
	    "Line 1: Hello all.\n"
	    "Line 2: I am very tired.\n"
	    "Line 3: /send\n"
	    "Your choice, or h for help: s\n"
	    "= SEND\n"
	    "Your choice, or h for help: ",
	    "Mum\r", "9\r", "3\r", "Hello all.\r", "\r", "\r", "I am tired.\r", "/ or so I think\r", "/undo\r",
	    "/list\r", "/change 2 I am very tired.\r", "/sned\r", "//send\r", ".\r", "\r", "e\r", "1\r", "Mum and me\r",
	    "l\r", "s\r");
	assert_string_equal(story.title.text.text, "Mum and me");
	assert_int_equal(story.chosen, 2);
	assert_string_equal(story.body.text.text, "Hello all.\n\nI am very tired.\n/send");
	story_clear(&story);
}

static void
a_draft_is_offered_back_and_sent_at_once(void **state)
{
	struct story story;
	struct view view;

	(void)state;
	story_begin(&story, true);
	edit_set(&story.body, "Hello.");
	view_init(&view, VIEW_FORM);
	view.serial = 5;
	view_set_title(&view, "Answer");
	view_add_field(&view, FIELD_BODY, "Your message", "", &story.body);
	view_offer(&view, ACTION_SEND, NULL);
	offer_house(&view);
	story_show(&story, &view, SHOW_SCREEN);
	TELLS(&story,
	    "Answer.\n"
	    "Your message.\n"
	    "You have this so far:\n"
	    "Line 1: Hello.\n"
	    "Type on, line by line. A line with just a full stop ends it. Type /help for\n"
	    "more.\n"
	    "! Help!\n"
	    "/people\n"
	    "= PEOPLE\n"
	    "/keep\n"
	    "You can't do that here. What you have written is safe. Type /help to hear what\n"
	    "you can type.\n"
	    "/AAAB3NzaC1yc2EAAA\n"
	    "/send\n"
	    "= SEND\n",
	    "! Help!\r", "/people\r", "/keep\r", "/AAAB3NzaC1yc2EAAA\r", "/send\r");
	assert_string_equal(story.body.text.text, "Hello.\n! Help!\n/AAAB3NzaC1yc2EAAA"); /* a piece of a key */
	story_clear(&story);
}

static void
a_password_is_never_echoed(void **state)
{
	struct story story;
	struct view view;

	(void)state;
	story_begin(&story, true);
	make_signing_in(&story, &view);
	story_show(&story, &view, SHOW_SCREEN);
	TELLS(&story,
	    "Sign in.\n"
	    "Your name here.\n"
	    "Your answer, or /help: kettle-on\n"
	    "Password. Your typing is not shown. Press Enter alone to go back.\n"
	    "Your answer, or /help: \n"
	    "Your name here. It says now: kettle-on. Press Enter to keep it, or type it\n"
	    "again.\n"
	    "Your answer, or /help: \n"
	    "Password. Your typing is not shown. Press Enter alone to go back.\n"
	    "Your answer, or /help: \n"
	    "Press Enter alone to go on. Or type e to change something, b for back, !\n"
	    "(exclamation mark) for people to call, q for leave, or h for help: \n"
	    "= SIGN_IN\n"
	    "Press Enter alone to go on, or h for help: ",
	    "kettle-on\r", "\r", "\r", "sex", "\177cret\r", "\r");
	assert_string_equal(story.secret.text.text, "secret");
	story_clear(&story);
}

static void
without_a_terminal_a_password_comes_with_a_warning(void **state)
{
	struct story story;
	struct view view;

	(void)state;
	story_begin(&story, false);
	make_signing_in(&story, &view);
	story_show(&story, &view, SHOW_SCREEN);
	TELLS(&story,
	    "Sign in.\n"
	    "Your name here.\n"
	    "Your answer, or /help:\n"
	    "Password. Your password may be shown as you type. Press Enter alone to go\n"
	    "back.\n"
	    "Your answer, or /help:\n"
	    "Press Enter alone to go on. Or type e to change something, b for back, !\n"
	    "(exclamation mark) for people to call, q for leave, or h for help:\n"
	    "= SIGN_IN\n"
	    "Press Enter alone to go on, or h for help:\n",
	    "kettle-on\nsecret\n\n", END);
	story_clear(&story);
}

/* The name is not known: the form is shown again with a notice. */
static void
show_unknown_name(struct story *story, const struct event *event)
{
	struct view view;

	if (event->kind != EVENT_INTENT)
		return;
	edit_set(&story->secret, "");
	make_signing_in(story, &view);
	view_add_notice(&view, ROLE_WARNING, "That name and password don't go together.");
	story_show(story, &view, SHOW_ANSWER);
}

static void
a_short_form_that_failed_is_asked_again(void **state)
{
	struct story story;
	struct view view;

	(void)state;
	story_begin(&story, false);
	make_signing_in(&story, &view);
	story_show(&story, &view, SHOW_SCREEN);
	story.take = show_unknown_name;
	PLAY(&story, "kettle\nsecret\n\n");
	assert_string_equal(strstr(story.transcript.text, "= SIGN_IN"),
	    "= SIGN_IN\n"
	    "That name and password don't go together.\n"
	    "Your name here. It says now: kettle. Press Enter to keep it, or type it again.\n"
	    "Your answer, or /help:\n");
	story_clear(&story);
}

static void
a_line_cut_off_by_a_hangup_is_kept(void **state)
{
	static const char *const ends[] = {HANGUP, END, CLOSING};
	struct story story;
	struct view view;

	(void)state;
	for (size_t k = 0; k < sizeof ends / sizeof *ends; k++) {
		story_begin(&story, true);
		edit_set(&story.body, "Hello.");
		view_init(&view, VIEW_FORM);
		view_add_field(&view, FIELD_BODY, "Your message", "", &story.body);
		view_offer(&view, ACTION_SEND, NULL);
		story_show(&story, &view, SHOW_SCREEN);
		PLAY(&story, "I am", " s\303\251", ends[k]);
		assert_string_equal(story.body.text.text, "Hello.\nI am s\303\251");
		story_clear(&story);
	}
}

/* Whatever happens between two keys, the text holds each once. */
static void
a_half_line_is_saved_but_counted_once(void **state)
{
	struct story story;
	struct view view;

	(void)state;
	story_begin(&story, true);
	view_init(&view, VIEW_FORM);
	view_add_field(&view, FIELD_BODY, "Your message", "", &story.body);
	view_offer(&view, ACTION_SEND, NULL);
	story_show(&story, &view, SHOW_SCREEN);
	PLAY(&story, "I am", TIMEOUT, " here", NEWS, "\b\b\b\b", TIMEOUT, "well.\r", "/un", TIMEOUT, "do\r", "Yes",
	    SMALL);
	assert_string_equal(story.body.text.text, "Yes");
	story_clear(&story);
}

/* A dropped line must not send what was half typed; the end of a script may be its last line. */
static void
an_ending_without_newline_is_a_line_only_in_scripts(void **state)
{
	struct story story;
	struct view view;

	(void)state;
	story_begin(&story, true);
	make_home(&view);
	story_show(&story, &view, SHOW_SCREEN);
	PLAY(&story, "q", END);
	assert_null(strstr(story.transcript.text, "= LEAVE"));
	story_clear(&story);

	story_begin(&story, false);
	make_home(&view);
	story_show(&story, &view, SHOW_SCREEN);
	PLAY(&story, "1\nq", END);
	assert_non_null(strstr(story.transcript.text, "= OPEN item 11"));
	assert_non_null(strstr(story.transcript.text, "= LEAVE"));
	story_clear(&story);
}

static void
keys_edit_the_line_and_sequences_are_swallowed(void **state)
{
	static const struct {
		const char *typed, *echo;
	} cases[] = {
	    {"ab\bc", "ab\b \bc"},
	    {"ab\177\177\177c", "ab\b \b\b \bc"},
	    {"\347\214\253\177x", "\347\214\253\b \b\b \bx"},
	    {"e\314\201\177x", "\303\251\b \bx"},
	    {"abc\025x", "abc\b \b\b \b\b \bx"},
	    {"\033[Aa\033OBb\033[1;5Cc\033[[Ad\033]0;title\007e\033(Bf", "abcdef"},
	    {"\033[200~paste\033[201~", "paste"},
	    {"a\001\002\016\032b", "ab"},
	    {"a\tb", "a b"},
	    {"\302\233A\342\200\256b", "Ab"},
	    {"\377x", "\357\277\275x"},
	};
	struct story story;
	struct view view;

	(void)state;
	for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
		story_begin(&story, true);
		view_init(&view, VIEW_LIST);
		view.serial = 9;
		story_show(&story, &view, SHOW_SCREEN);
		PLAY(&story, cases[k].typed);
		assert_string_equal(strstr(story.transcript.text, ": ") + 2, cases[k].echo);
		story_clear(&story);
	}
}

static void
every_kind_of_line_end_ends_one_line(void **state)
{
	struct story story;
	struct view view;

	(void)state;
	story_begin(&story, true);
	view_init(&view, VIEW_FORM);
	view_add_field(&view, FIELD_BODY, "Your message", "", &story.body);
	view_offer(&view, ACTION_SEND, NULL);
	story_show(&story, &view, SHOW_SCREEN);
	PLAY(&story, "a\r\nb\nc\rd\r", "\ne\r", "\r\nf");
	assert_string_equal(story.body.text.text, "a\nb\nc\nd\ne\n\nf");
	story_clear(&story);
}

static void
ctrl_x_leaves_at_once_but_not_by_one_slip_while_writing(void **state)
{
	struct story story;
	struct view view;

	(void)state;
	story_begin(&story, true);
	make_home(&view);
	story_show(&story, &view, SHOW_SCREEN);
	PLAY(&story, "\030");
	assert_non_null(strstr(story.transcript.text, "= VANISH"));
	make_writing(&story, &view);
	story_show(&story, &view, SHOW_SCREEN);
	story_hear(&story);
	str_cut(&story.transcript, 0);
	TELLS(&story,
	    "Your answer, or /help: Mu\n"
	    "Press Ctrl-X once more to leave at once.\n"
	    "Your answer, or /help: Mu\n"
	    "= VANISH\n",
	    "Mu\030", "\030");
	assert_string_equal(story.title.text.text, "Mu");
	story_clear(&story);
}

/* A message that is full says which words had no room. */
static void
words_without_room_are_said(void **state)
{
	struct story story;
	struct view view;

	(void)state;
	story_begin(&story, true);
	edit_clear(&story.body);
	edit_init(&story.body, TEXT_BODY, 10);
	view_init(&view, VIEW_FORM);
	view_add_field(&view, FIELD_BODY, "Your message", "", &story.body);
	view_offer(&view, ACTION_SEND, NULL);
	story_show(&story, &view, SHOW_SCREEN);
	PLAY(&story, "One two three\r");
	assert_string_equal(story.body.text.text, "One two th");
	assert_non_null(strstr(story.transcript.text,
	    "Your message is full. What you wrote before is safe.\nThis did not fit: ree\n"));
	story_clear(&story);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_message_is_written_line_by_line),
	    cmocka_unit_test(a_draft_is_offered_back_and_sent_at_once),
	    cmocka_unit_test(a_password_is_never_echoed),
	    cmocka_unit_test(without_a_terminal_a_password_comes_with_a_warning),
	    cmocka_unit_test(a_short_form_that_failed_is_asked_again),
	    cmocka_unit_test(a_line_cut_off_by_a_hangup_is_kept),
	    cmocka_unit_test(a_half_line_is_saved_but_counted_once),
	    cmocka_unit_test(an_ending_without_newline_is_a_line_only_in_scripts),
	    cmocka_unit_test(keys_edit_the_line_and_sequences_are_swallowed),
	    cmocka_unit_test(every_kind_of_line_end_ends_one_line),
	    cmocka_unit_test(ctrl_x_leaves_at_once_but_not_by_one_slip_while_writing),
	    cmocka_unit_test(words_without_room_are_said),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
