/*
 * Watching a conversation, and keeping one unread for later.
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
#include "base/mem.h"
#include "forum/board.h"
#include "forum/conversation.h"
#include "forum/watch.h"

static const struct actor guest = {.role = ACTOR_GUEST};

struct scene {
	struct data *data;
	struct forum *forum;
	struct actor ann, bob;
	int64_t board, thread;
};

static struct scene
begin(void **state)
{
	struct scene s = {.data = *state};

	s.forum = &s.data->forum;
	s.ann = data_member(s.data, "ann-here", ACTOR_MEMBER);
	s.bob = data_member(s.data, "bob-here", ACTOR_MEMBER);
	data_group(s.data, "one", 1);
	s.board = data_board(s.data, "nights", "one", false);
	s.thread = data_thread(s.data, s.board, &s.ann, "Awake at four");
	data_message(s.data, s.thread, &s.ann, 0, "I can't sleep.");
	return s;
}

static void
run(const struct scene *s, const char *change)
{
	assert_int_equal(db_begin(s->forum->db), ERR_OK);
	assert_int_equal(db_script(s->forum->db, change), ERR_OK);
	assert_int_equal(db_commit(s->forum->db), ERR_OK);
}

/* Unread messages of the conversations they watch, with something unread in them; how many of these in *threads. */
static int64_t
unread(const struct scene *s, size_t *threads)
{
	struct thread_list list = {0};
	int64_t count = 0;

	assert_int_equal(watch_list_unread(s->forum, &s->bob, &list), ERR_OK);
	for (size_t k = 0; k < list.count; k++)
		count += list.rows[k].unread;
	*threads = list.count;
	thread_list_clear(&list);
	return count;
}

static void
read_all(const struct scene *s, int64_t number)
{
	struct thread thread = {0};

	assert_int_equal(conversation_get(s->forum, &s->bob, s->thread, &thread), ERR_OK);
	conversation_mark_read(s->forum, &s->bob, &thread, number);
	thread_clear(&thread);
}

static void
what_is_new_in_them(void **state)
{
	struct scene s = begin(state);
	size_t threads;

	assert_int_equal(unread(&s, &threads), 0);
	assert_false(watch_has(s.forum, &s.bob, s.thread));
	assert_int_equal(watch_set(s.forum, &s.bob, s.thread, true), ERR_OK);
	assert_int_equal(watch_set(s.forum, &s.bob, s.thread, true), ERR_OK);
	assert_true(watch_has(s.forum, &s.bob, s.thread));
	assert_false(watch_has(s.forum, &s.ann, s.thread));
	data_message(s.data, s.thread, &s.ann, 0, "Still awake.");
	assert_int_equal(unread(&s, &threads), 2);
	assert_int_equal(threads, 1);
	read_all(&s, 2);
	assert_int_equal(unread(&s, &threads), 0);
	assert_int_equal(threads, 0);
	data_message(s.data, s.thread, &s.ann, 0, "And now it is six.");
	assert_int_equal(unread(&s, &threads), 1);
	assert_int_equal(watch_set(s.forum, &s.bob, s.thread, false), ERR_OK);
	assert_int_equal(watch_set(s.forum, &s.bob, s.thread, false), ERR_OK);
	assert_int_equal(unread(&s, &threads), 0);
}

static void
who_may_and_where(void **state)
{
	struct scene s = begin(state);
	size_t threads;

	assert_int_equal(watch_set(s.forum, &guest, s.thread, true), ERR_DENIED);
	assert_int_equal(watch_set(s.forum, &s.bob, 99, true), ERR_NOT_FOUND);
	assert_int_equal(board_hide(s.forum, &s.bob, s.board, true), ERR_OK); /* they asked for it by name */
	assert_int_equal(watch_set(s.forum, &s.bob, s.thread, true), ERR_OK);
	assert_int_equal(unread(&s, &threads), 1);
	run(&s, "UPDATE board SET is_on = 0 WHERE slug = 'nights'");
	assert_int_equal(unread(&s, &threads), 0);
	assert_int_equal(watch_set(s.forum, &s.bob, s.thread, false), ERR_OK);
	assert_int_equal(watch_set(s.forum, &s.bob, s.thread, true), ERR_NOT_FOUND);
}

static void
there_is_an_end_to_it(void **state)
{
	struct scene s = begin(state);
	struct thread_list list = {0};
	int64_t last = 0;

	db_script(s.forum->db, "PRAGMA synchronous = OFF"); /* nothing here is about the disk */
	for (int k = 0; k < WATCH_MOST; k++) {
		last = data_thread(s.data, s.board, &s.ann, "One more");
		data_message(s.data, last, &s.ann, 0, "words");
		assert_int_equal(watch_set(s.forum, &s.bob, last, true), ERR_OK);
	}
	assert_int_equal(watch_set(s.forum, &s.bob, s.thread, true), ERR_TOO_LONG);
	assert_int_equal(watch_set(s.forum, &s.bob, last, true), ERR_OK); /* that one is watched already */
	assert_int_equal(watch_list_unread(s.forum, &s.bob, &list), ERR_OK);
	assert_int_equal(list.count, WATCH_SHOWN);
	assert_int_equal(list.rows[0].id, last);
	thread_list_clear(&list);
}

static void
not_now(void **state)
{
	struct scene s = begin(state);
	struct actor late;
	int64_t next;

	data_message(s.data, s.thread, &s.ann, 0, "Still awake.");
	read_all(&s, 2); /* the whole board is read now, and its floor says so */
	assert_int_equal(board_unread(s.forum, &s.bob, s.board), 0);
	assert_int_equal(watch_keep_unread(s.forum, &guest, s.thread, 1), ERR_DENIED);
	assert_int_equal(watch_keep_unread(s.forum, &s.bob, s.thread, 3), ERR_NOT_FOUND);
	assert_int_equal(watch_keep_unread(s.forum, &s.bob, 99, 1), ERR_NOT_FOUND);
	assert_int_equal(watch_keep_unread(s.forum, &s.bob, s.thread, 2), ERR_OK);
	assert_int_equal(board_unread(s.forum, &s.bob, s.board), 1);
	assert_int_equal(watch_keep_unread(s.forum, &s.bob, s.thread, 1), ERR_OK);
	assert_int_equal(board_unread(s.forum, &s.bob, s.board), 2);
	assert_int_equal(conversation_next_unread(s.forum, &s.bob, s.board, 0, &next), ERR_OK);
	assert_int_equal(next, s.thread);
	late = data_member(s.data, "late-here", ACTOR_MEMBER);
	assert_int_equal(watch_keep_unread(s.forum, &late, s.thread, 1), ERR_LATE);
	assert_int_equal(board_unread(s.forum, &late, s.board), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(what_is_new_in_them, data_make_empty, data_remove),
	    cmocka_unit_test_setup_teardown(who_may_and_where, data_make_empty, data_remove),
	    cmocka_unit_test_setup_teardown(there_is_an_end_to_it, data_make_empty, data_remove),
	    cmocka_unit_test_setup_teardown(not_now, data_make_empty, data_remove),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
