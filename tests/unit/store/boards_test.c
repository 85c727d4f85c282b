/*
 * Boards come out in the order the operator gave them.
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
#include "store/boards.h"

/* Their slugs in order, with a space between. */
static void
assert_order(struct data *data, bool only_on, const char *expected)
{
	struct board_list list = {0};
	struct str slugs;

	str_init(&slugs);
	assert_int_equal(boards_list(data->forum.db, only_on, 0, &list), ERR_OK);
	for (size_t k = 0; k < list.count; k++)
		str_add_format(&slugs, "%s%s", k ? " " : "", list.rows[k].slug);
	assert_string_equal(slugs.text, expected);
	str_clear(&slugs);
	board_list_clear(&list);
	assert_int_equal(list.count, 0);
}

static void
save(struct data *data, const char *slug, int64_t position, bool is_on)
{
	struct board board = {0};

	assert_int_equal(boards_find(data->forum.db, slug, &board), ERR_OK);
	board.position = position;
	board.is_on = is_on;
	assert_int_equal(db_begin(data->forum.db), ERR_OK);
	assert_int_equal(db_end(data->forum.db, boards_save(data->forum.db, &board)), ERR_OK);
	board_clear(&board);
}

static void
order_is_by_group_and_place(void **state)
{
	struct data *data = *state;

	data_group(data, "second", 2);
	data_group(data, "first", 1);
	data_board(data, "c-board", "second", true);
	data_board(data, "b-board", "first", true);
	data_board(data, "a-board", "first", false);
	assert_order(data, true, "b-board a-board c-board");
	save(data, "b-board", 5, true);
	assert_order(data, true, "a-board b-board c-board");
	save(data, "a-board", 2, false);
	assert_order(data, true, "b-board c-board");
	assert_order(data, false, "a-board b-board c-board");
	data_board(data, "d-board", "first", true);
	assert_order(data, true, "b-board d-board c-board"); /* last in its group */
}

static void
a_board_is_found_as_it_was_saved(void **state)
{
	struct data *data = *state;
	struct board board = {0}, again = {0};
	int64_t id;

	data_group(data, "talking", 1);
	id = data_board(data, "nights", "talking", true);
	assert_int_equal(boards_find_id(data->forum.db, id, 0, &board), ERR_OK);
	assert_string_equal(board.slug, "nights");
	assert_string_equal(board.group_slug, "talking");
	assert_string_equal(board.group_name, "talking");
	assert_int_equal(board.position, 1);
	assert_true(board.is_open);
	assert_true(board.is_on);
	free(board.name);
	free(board.about);
	board.name = mem_copy_string("Nights & it's \"late\"");
	board.about = mem_copy_string("Caf\303\251; DROP TABLE board");
	board.is_open = false;
	assert_int_equal(db_begin(data->forum.db), ERR_OK);
	assert_int_equal(db_end(data->forum.db, boards_save(data->forum.db, &board)), ERR_OK);
	assert_int_equal(boards_find(data->forum.db, "nights", &again), ERR_OK);
	assert_int_equal(again.id, id);
	assert_string_equal(again.name, board.name);
	assert_string_equal(again.about, board.about);
	assert_false(again.is_open);
	board_clear(&board);
	board_clear(&again);
}

static void
what_is_not_there_is_not_found(void **state)
{
	struct data *data = *state;
	struct board board = {.id = 9};
	struct board record = {.slug = (char[]){"lost"},
	    .group_slug = (char[]){"nowhere"},
	    .name = (char[]){"Lost"},
	    .about = (char[]){""}};

	assert_int_equal(boards_find(data->forum.db, "lost", &board), ERR_NOT_FOUND);
	assert_int_equal(boards_find_id(data->forum.db, 1, 0, &board), ERR_NOT_FOUND);
	assert_int_equal(board.id, 9);
	assert_int_equal(db_begin(data->forum.db), ERR_OK);
	assert_int_equal(boards_add(data->forum.db, &record), ERR_NOT_FOUND);
	assert_int_equal(boards_add_group(data->forum.db, "nowhere", "Nowhere", 1), ERR_OK);
	assert_int_equal(boards_add(data->forum.db, &record), ERR_OK);
	assert_int_equal(boards_add(data->forum.db, &record), ERR_TAKEN);
	assert_int_equal(boards_add_group(data->forum.db, "nowhere", "Again", 2), ERR_TAKEN);
	assert_int_equal(db_commit(data->forum.db), ERR_OK);
}

#define ON_EMPTY(test) cmocka_unit_test_setup_teardown(test, data_make_empty, data_remove)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    ON_EMPTY(order_is_by_group_and_place),
	    ON_EMPTY(a_board_is_found_as_it_was_saved),
	    ON_EMPTY(what_is_not_there_is_not_found),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
