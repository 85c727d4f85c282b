/*
 * Pinning and locking: who may, how many, what it does to a board and to answers, and that it is noted.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "../../support/data.h"
#include "base/clock.h"
#include "forum/audit.h"
#include "forum/board.h"
#include "forum/conversation.h"
#include "forum/steer.h"
#include "forum/writing.h"

enum { THREADS = 5 };

struct scene {
	struct data *data;
	struct forum *forum;
	struct actor ann, host;
	int64_t board, threads[THREADS];
};

static struct scene
begin(void **state)
{
	struct scene s = {.data = *state};

	s.forum = &s.data->forum;
	s.ann = data_member(s.data, "ann-here", ACTOR_MEMBER);
	s.host = data_member(s.data, "host-here", ACTOR_HOST);
	data_group(s.data, "one", 1);
	s.board = data_board(s.data, "nights", "one", true);
	for (int k = 0; k < THREADS; k++) {
		s.threads[k] = data_thread(s.data, s.board, &s.ann, "t");
		data_message(s.data, s.threads[k], &s.ann, 0, "words");
	}
	clock_advance_ms(3600 * 1000);
	return s;
}

static void
pinned_ones_come_apart(void **state)
{
	struct scene s = begin(state);
	struct thread_list list = {0};

	assert_int_equal(steer_pin(s.forum, &s.host, s.threads[3], true), ERR_OK);
	clock_advance_ms(1000);
	assert_int_equal(steer_pin(s.forum, &s.host, s.threads[1], true), ERR_OK);
	assert_int_equal(conversation_list_pinned(s.forum, &s.ann, s.board, &list), ERR_OK);
	assert_int_equal(list.count, 2);
	assert_int_equal(list.rows[0].id, s.threads[3]);
	assert_int_equal(list.rows[1].id, s.threads[1]);
	thread_list_clear(&list);
	assert_int_equal(conversation_list(s.forum, &s.ann, s.board, INT64_MAX, &list), ERR_OK);
	assert_int_equal(list.count, 3);
	for (size_t k = 0; k < list.count; k++)
		assert_int_equal(list.rows[k].pinned_at, 0);
	thread_list_clear(&list);
	assert_int_equal(conversation_list_pinned(s.forum, &s.ann, s.board + 1, &list), ERR_NOT_FOUND);
	assert_int_equal(board_unread(s.forum, &s.host, s.board), THREADS); /* unread is counted as ever */
}

static void
three_are_pinned_at_most(void **state)
{
	struct scene s = begin(state);

	for (int k = 0; k < STEER_PINNED_MOST; k++)
		assert_int_equal(steer_pin(s.forum, &s.host, s.threads[k], true), ERR_OK);
	assert_int_equal(steer_pin(s.forum, &s.host, s.threads[3], true), ERR_TOO_LONG);
	assert_int_equal(steer_pin(s.forum, &s.host, s.threads[0], true), ERR_OK); /* it is already */
	assert_int_equal(steer_pin(s.forum, &s.host, s.threads[0], false), ERR_OK);
	assert_int_equal(steer_pin(s.forum, &s.host, s.threads[3], true), ERR_OK);
	assert_int_equal(data_count(s.data, "SELECT count(*) FROM audit WHERE action = 'pin'"), 4);
	assert_int_equal(data_count(s.data, "SELECT count(*) FROM audit WHERE action = 'unpin' AND object_id = 1"), 1);
}

static void
only_who_steers_may(void **state)
{
	struct scene s = begin(state);
	const struct actor guest = {.role = ACTOR_GUEST};

	assert_int_equal(steer_pin(s.forum, &s.ann, s.threads[0], true), ERR_DENIED);
	assert_int_equal(steer_lock(s.forum, &s.ann, s.threads[0], true), ERR_DENIED);
	assert_int_equal(steer_lock(s.forum, &guest, s.threads[0], true), ERR_DENIED);
	assert_int_equal(steer_lock(s.forum, &s.host, 99, true), ERR_NOT_FOUND);
	assert_int_equal(data_count(s.data, "SELECT count(*) FROM audit"), 0);
	assert_int_equal(data_count(s.data, "SELECT count(*) FROM thread WHERE pinned_at + locked_at > 0"), 0);
}

static void
nobody_answers_in_a_locked_one(void **state)
{
	struct scene s = begin(state);
	struct place place = {.board = s.board, .thread = s.threads[0], .reply_to = 1};
	struct draft draft = {0};
	int64_t number;

	assert_int_equal(writing_save(s.forum, &s.ann, place, "", "I was writing", NULL), ERR_OK);
	assert_int_equal(steer_lock(s.forum, &s.host, s.threads[0], true), ERR_OK);
	assert_int_equal(conversation_answer(s.forum, &s.ann, s.threads[0], 1, "I was writing", NULL, &number),
	    ERR_LOCKED);
	assert_int_equal(writing_find(s.forum, &s.ann, place, &draft), ERR_OK); /* the words are there */
	assert_string_equal(draft.body, "I was writing");
	draft_clear(&draft);
	assert_int_equal(conversation_answer(s.forum, &s.host, s.threads[0], 1, "This is why", NULL, &number), ERR_OK);
	assert_int_equal(steer_lock(s.forum, &s.host, s.threads[0], false), ERR_OK);
	assert_int_equal(conversation_answer(s.forum, &s.ann, s.threads[0], 1, "I was writing", NULL, &number), ERR_OK);
	assert_int_equal(data_count(s.data, "SELECT count(*) FROM audit WHERE object = 'conversation'"), 2);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(pinned_ones_come_apart, data_make_empty, data_remove),
	    cmocka_unit_test_setup_teardown(three_are_pinned_at_most, data_make_empty, data_remove),
	    cmocka_unit_test_setup_teardown(only_who_steers_may, data_make_empty, data_remove),
	    cmocka_unit_test_setup_teardown(nobody_answers_in_a_locked_one, data_make_empty, data_remove),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
