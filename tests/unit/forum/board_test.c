/*
 * Who sees which board, and how the operator changes them.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "../../support/data.h"
#include "base/mem.h"
#include "base/str.h"
#include "forum/account.h"
#include "forum/board.h"
#include "forum/conversation.h"

static const struct actor guest = {.role = ACTOR_GUEST};
static const struct board_change no_change = {.is_open = -1, .is_on = -1, .position = -1};

static void
who_may_read(void **state)
{
	static const struct {
		bool is_open, is_on, guest_may, member_may;
	} cases[] = {
	    {true, true, true, true},
	    {false, true, false, true},
	    {true, false, false, false},
	    {false, false, false, false},
	};
	static const struct actor member = {.member = 1, .role = ACTOR_NEW},
				  moderator = {.member = 2, .role = ACTOR_MODERATOR};

	(void)state;
	for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
		struct board board = {.is_open = cases[k].is_open, .is_on = cases[k].is_on};

		assert_int_equal(board_may_read(&guest, &board), cases[k].guest_may);
		assert_int_equal(board_may_read(&member, &board), cases[k].member_may);
		assert_int_equal(board_may_read(&moderator, &board), cases[k].member_may);
	}
}

static void
edit(struct data *data, const char *slug, struct board_change change, enum err expected)
{
	assert_int_equal(board_edit(&data->forum, slug, &change), expected);
}

/* Who opened a board to guests, and when, is found again: what was typed is not in it. */
static void
the_operators_changes_are_in_the_audit(void **state)
{
	struct data *data = *state;
	struct board_change change = no_change;
	struct board record = {.slug = (char *)"quiet",
	    .group_slug = (char *)"one",
	    .name = (char *)"Quiet",
	    .about = (char *)""};

	data_group(data, "one", 1);
	assert_int_equal(board_add(&data->forum, &record), ERR_OK);
	change.is_open = 1;
	change.notice = "Closed on Monday";
	edit(data, "quiet", change, ERR_OK);
	change = no_change;
	change.is_on = 0;
	edit(data, "quiet", change, ERR_OK);
	change.name = "\x1b";
	edit(data, "quiet", change, ERR_INVALID); /* and what was refused is not */
	assert_int_equal(data_count(data, "SELECT count(*) FROM audit WHERE object = 'board' AND object_id = 1"), 4);
	assert_int_equal(
	    data_count(data,
		"SELECT count(*) FROM audit WHERE action || ' ' || code IN ('board-add ', 'board-edit notice',"
		" 'board-edit open', 'board-edit off') AND actor = 0"),
	    4);
}

static void
assert_sees(struct data *data, const struct actor *actor, const char *expected)
{
	struct board_list list = {0};
	struct str slugs;

	str_init(&slugs);
	if (actor)
		assert_int_equal(board_list(&data->forum, actor, &list), ERR_OK);
	else
		assert_int_equal(board_list_all(&data->forum, &list), ERR_OK);
	for (size_t k = 0; k < list.count; k++)
		str_add_format(&slugs, "%s%s", k ? " " : "", list.rows[k].slug);
	assert_string_equal(slugs.text, expected);
	str_clear(&slugs);
	board_list_clear(&list);
}

static void
each_sees_their_own_list(void **state)
{
	struct data *data = *state;
	struct actor member = data_member(data, "ann-here", ACTOR_NEW);
	struct board_change off = no_change;
	struct board board = {.id = 99};

	data_group(data, "one", 1);
	data_board(data, "open", "one", true);
	data_board(data, "closed", "one", false);
	data_board(data, "off", "one", true);
	off.is_on = false;
	edit(data, "off", off, ERR_OK);
	assert_sees(data, &guest, "open");
	assert_sees(data, &member, "open closed");
	assert_sees(data, NULL, "open closed off");

	assert_int_equal(board_find(&data->forum, &guest, "closed", &board), ERR_NOT_FOUND);
	assert_int_equal(board_get(&data->forum, &guest, data_board_id(data, "closed"), &board), ERR_NOT_FOUND);
	assert_int_equal(board_find(&data->forum, &member, "off", &board), ERR_NOT_FOUND);
	assert_int_equal(board_find(&data->forum, &member, "no-such", &board), ERR_NOT_FOUND);
	assert_int_equal(board_find(&data->forum, &member, "closed", &board), ERR_OK);
	assert_string_equal(board.slug, "closed");
	board_clear(&board);
}

static void
a_new_board_is_checked(void **state)
{
	static const struct {
		const char *slug, *name, *about, *group;
		enum err expected;
	} cases[] = {
	    {"good-one", "Good one", "About it.", "one", ERR_OK},
	    {"good-one", "Again", "", "one", ERR_TAKEN},
	    {"abc", "N", "", "one", ERR_OK},
	    {"ab", "Short", "", "one", ERR_INVALID},
	    {"thirty-one-letters-long-slug-xx", "Long", "", "one", ERR_INVALID},
	    {"Capital", "Capital", "", "one", ERR_INVALID},
	    {"sp ace", "Space", "", "one", ERR_INVALID},
	    {"no-name", "", "", "one", ERR_EMPTY},
	    {"blank-name", "   ", "", "one", ERR_EMPTY},
	    {"control", "a\033[2J", "", "one", ERR_INVALID},
	    {"two-lines", "a\nb", "", "one", ERR_INVALID},
	    {"long-name", "12345678901234567890123456789012345678901", "", "one", ERR_TOO_LONG},
	    {"forty", "\303\251234567890123456789012345678901234567890", "", "one", ERR_OK},
	    {"long-about", "N",
		"12345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901",
		"one", ERR_TOO_LONG},
	    {"no-group", "N", "", "two", ERR_NOT_FOUND},
	};
	struct data *data = *state;

	data_group(data, "one", 1);
	for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
		struct board record = {.slug = mem_copy_string(cases[k].slug),
		    .name = mem_copy_string(cases[k].name),
		    .about = mem_copy_string(cases[k].about),
		    .group_slug = mem_copy_string(cases[k].group)};

		assert_int_equal(board_add(&data->forum, &record), cases[k].expected);
		board_clear(&record);
	}
	assert_int_equal(data_count(data, "SELECT count(*) FROM board"), 3);
}

static void
an_edit_changes_what_it_names(void **state)
{
	struct data *data = *state;
	struct actor member = data_member(data, "ann-here", ACTOR_NEW);
	struct board_change change = no_change;
	struct board board = {0};

	data_group(data, "one", 1);
	data_board(data, "nights", "one", false);
	edit(data, "no-such", no_change, ERR_NOT_FOUND);
	edit(data, "nights", no_change, ERR_OK);
	change.name = "Long nights";
	change.is_open = true;
	edit(data, "nights", change, ERR_OK);
	assert_int_equal(board_find(&data->forum, &member, "nights", &board), ERR_OK);
	assert_string_equal(board.name, "Long nights");
	assert_string_equal(board.about, "");
	assert_true(board.is_open);
	assert_true(board.is_on);
	assert_int_equal(board.position, 1);
	board_clear(&board);
	change = no_change;
	change.about = "For those who are awake.";
	edit(data, "nights", change, ERR_OK);
	change.about = "";
	change.name = "a\tb";
	edit(data, "nights", change, ERR_INVALID);
	assert_int_equal(board_find(&data->forum, &member, "nights", &board), ERR_OK);
	assert_string_equal(board.name, "Long nights");
	assert_string_equal(board.about, "For those who are awake.");
	assert_true(board.is_open);
	board_clear(&board);
}

static void
boards_are_put_in_order(void **state)
{
	static const struct {
		const char *slug;
		int64_t position;
		const char *expected;
	} cases[] = {
	    {"ccc", 1, "ccc aaa bbb ddd eee"}, {"ccc", 4, "aaa bbb ddd ccc eee"}, {"aaa", 2, "bbb aaa ddd ccc eee"},
	    {"bbb", 99, "aaa ddd ccc bbb eee"}, {"bbb", 4, "aaa ddd ccc bbb eee"},
	    {"eee", 1, "aaa ddd ccc bbb eee"}, /* a group by itself */
	};
	static const char *const slugs[] = {"aaa", "bbb", "ccc", "ddd"};
	struct data *data = *state;

	data_group(data, "one", 1);
	data_group(data, "two", 2);
	for (size_t k = 0; k < 4; k++)
		data_board(data, slugs[k], "one", true);
	data_board(data, "eee", "two", true);
	for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
		struct board_change change = no_change;

		change.position = cases[k].position;
		edit(data, cases[k].slug, change, ERR_OK);
		assert_sees(data, NULL, cases[k].expected);
		assert_int_equal(data_count(data, "SELECT count(DISTINCT position) FROM board WHERE board_group = 1"),
		    4);
	}
}

static void
unread_is_for_members(void **state)
{
	struct data *data = *state;
	struct actor ann = data_member(data, "ann-here", ACTOR_NEW), bob = data_member(data, "bob-here", ACTOR_NEW);
	int64_t board;

	data_group(data, "one", 1);
	board = data_board(data, "nights", "one", true);
	data_message(data, data_thread(data, board, &ann, "title"), &ann, 0, "words");
	assert_int_equal(board_unread(&data->forum, &bob, board), 1);
	assert_int_equal(board_unread(&data->forum, &guest, board), 0);
	assert_int_equal(board_unread(&data->forum, &bob, 999), 0);
}

/* Left out of home and of next unread, and open to whoever goes there all the same. */
static void
a_board_is_left_out(void **state)
{
	struct data *data = *state;
	struct actor ann = data_member(data, "ann-here", ACTOR_MEMBER),
		     bob = data_member(data, "bob-here", ACTOR_MEMBER);
	struct board_list hidden = {0};
	struct board board = {0};
	int64_t one, two, thread, next;

	data_group(data, "talking", 1);
	one = data_board(data, "one", "talking", true);
	two = data_board(data, "two", "talking", true);
	thread = data_thread(data, two, &bob, "news");
	data_message(data, thread, &bob, 0, "words");
	assert_int_equal(conversation_next_unread(&data->forum, &ann, 0, 0, &next), ERR_OK);
	assert_int_equal(board_hide(&data->forum, &ann, two, true), ERR_OK);
	assert_int_equal(board_hide(&data->forum, &ann, two, true), ERR_OK);
	assert_sees(data, &ann, "one");
	assert_sees(data, &bob, "one two");
	assert_sees(data, &guest, "one two");
	assert_int_equal(conversation_next_unread(&data->forum, &ann, two, 0, &next), ERR_NOT_FOUND);
	assert_int_equal(board_get(&data->forum, &ann, two, &board), ERR_OK);
	assert_true(board.is_hidden);
	board_clear(&board);
	assert_int_equal(board_list_hidden(&data->forum, &ann, &hidden), ERR_OK);
	assert_int_equal(hidden.count, 1);
	assert_int_equal(hidden.rows[0].id, two);
	board_list_clear(&hidden);
	assert_int_equal(board_hide(&data->forum, &ann, two, false), ERR_OK);
	assert_sees(data, &ann, "one two");
	assert_int_equal(board_hide(&data->forum, &guest, one, true), ERR_DENIED);
	assert_int_equal(board_hide(&data->forum, &ann, 99, true), ERR_NOT_FOUND);
	assert_int_equal(account_set_closed(&data->forum, "ann-here", true), ERR_OK);
	assert_int_equal(board_hide(&data->forum, &ann, one, true), ERR_CLOSED); /* whatever the session knows */
}

#define ON_EMPTY(test) cmocka_unit_test_setup_teardown(test, data_make_empty, data_remove)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(who_may_read),
	    ON_EMPTY(a_board_is_left_out),
	    ON_EMPTY(each_sees_their_own_list),
	    ON_EMPTY(a_new_board_is_checked),
	    ON_EMPTY(an_edit_changes_what_it_names),
	    ON_EMPTY(the_operators_changes_are_in_the_audit),
	    ON_EMPTY(boards_are_put_in_order),
	    ON_EMPTY(unread_is_for_members),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
