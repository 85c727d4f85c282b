/*
 * Notices: told to one member, shown newest first, gone when read.
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
#include "forum/notice.h"

static void
tell(struct data *data, const struct actor *who, enum notice_kind kind, int64_t thread, const char *words)
{
	assert_int_equal(db_begin(data->forum.db), ERR_OK);
	assert_int_equal(db_end(data->forum.db,
			     notice_tell(&data->forum, who->member, kind, thread, 2, "rule-1", words)),
	    ERR_OK);
}

static void
a_notice_is_for_one_member(void **state)
{
	struct data *data = *state;
	struct actor ann = data_member(data, "ann-here", ACTOR_MEMBER), bob = data_member(data, "bob-here", ACTOR_NEW);
	struct notice_row_list list = {0};
	struct notice_row one = {0};
	int64_t thread;

	data_group(data, "one", 1);
	thread = data_thread(data, data_board(data, "nights", "one", true), &ann, "Awake at four");
	tell(data, &ann, NOTICE_HIDDEN, thread, "Please take out the number.");
	tell(data, &ann, NOTICE_PAUSED, 0, "");
	tell(data, &bob, NOTICE_WELCOME, 0, "");
	assert_int_equal(notice_list(&data->forum, &ann, &list), ERR_OK);
	assert_int_equal(list.count, 2);
	assert_int_equal(notice_kind_find(list.rows[0].kind), NOTICE_PAUSED);
	assert_string_equal(list.rows[0].thread_title, "");
	assert_string_equal(list.rows[1].thread_title, "Awake at four");
	assert_string_equal(list.rows[1].words, "Please take out the number.");
	assert_int_equal(notice_find(&data->forum, &bob, list.rows[1].id, &one), ERR_NOT_FOUND);
	assert_int_equal(notice_dismiss(&data->forum, &bob, list.rows[1].id), ERR_OK); /* not theirs: it stays */
	assert_int_equal(notice_find(&data->forum, &ann, list.rows[1].id, &one), ERR_OK);
	notice_row_clear(&one);
	assert_int_equal(notice_dismiss(&data->forum, &ann, list.rows[1].id), ERR_OK);
	notice_row_list_clear(&list);
	assert_int_equal(notice_list(&data->forum, &ann, &list), ERR_OK);
	assert_int_equal(list.count, 1);
	notice_row_list_clear(&list);
}

static void
kinds_have_words(void **state)
{
	(void)state;
	for (int kind = 0; kind < NOTICE_COUNT; kind++)
		assert_int_equal(notice_kind_find(notice_kind_name((enum notice_kind)kind)), kind);
	assert_int_equal(notice_kind_find("nothing"), -1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(a_notice_is_for_one_member, data_make_empty, data_remove),
	    cmocka_unit_test(kinds_have_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
