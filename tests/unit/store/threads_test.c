/*
 * Conversations and messages: numbers without gaps, pages by the newest message, whom an answer is for.
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
#include "store/threads.h"

struct scene {
	struct data *data;
	struct actor ann, bob;
	int64_t board, thread;
};

static struct scene
begin(void **state)
{
	struct scene s = {.data = *state};

	data_group(s.data, "talking", 1);
	s.board = data_board(s.data, "nights", "talking", true);
	s.ann = data_member(s.data, "ann-here", ACTOR_MEMBER);
	s.bob = data_member(s.data, "bob-here", ACTOR_MEMBER);
	s.thread = data_thread(s.data, s.board, &s.ann, "Awake at four");
	return s;
}

static void
messages_are_numbered_and_counted(void **state)
{
	struct scene s = begin(state);
	struct thread thread = {0};

	for (int64_t k = 1; k <= 5; k++) {
		clock_advance_ms(60 * 1000);
		assert_int_equal(data_message(s.data, s.thread, k % 2 ? &s.ann : &s.bob, 0, "words"), k);
	}
	assert_int_equal(threads_find(s.data->forum.db, s.thread, 0, &thread), ERR_OK);
	assert_int_equal(thread.board, s.board);
	assert_string_equal(thread.title, "Awake at four");
	assert_string_equal(thread.starter_name, "ann-here");
	assert_int_equal(thread.starter, s.ann.member);
	assert_int_equal(thread.message_count, 5);
	assert_int_equal(thread.last_message - thread.first_message, 4);
	assert_int_equal(thread.started_at, DATA_NOON);
	assert_int_equal(thread.last_at, DATA_NOON + 300);
	assert_int_equal(thread.unread, 0); /* nobody asked */
	thread_clear(&thread);
}

static void
an_answer_is_for_somebody(void **state)
{
	static const struct {
		int64_t reply_to, expected_reply_to;
		bool is_for_bob;
		const char *name;
	} cases[] = {
	    {0, 0, false, ""}, /* nobody in particular: for who began it */
	    {1, 1, false, "ann-here"},
	    {2, 2, true, "bob-here"},
	    {99, 0, false, ""}, /* no such message */
	    {-1, 0, false, ""},
	};
	struct scene s = begin(state);

	data_message(s.data, s.thread, &s.ann, 0, "one");
	data_message(s.data, s.thread, &s.bob, 0, "two");
	for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
		int64_t number = data_message(s.data, s.thread, &s.ann, cases[k].reply_to, "answer");
		struct message message = {0};
		int64_t receiver = 0;

		assert_int_equal(messages_find(s.data->forum.db, s.thread, 0, number, &message), ERR_OK);
		assert_int_equal(message.reply_to, cases[k].expected_reply_to);
		assert_string_equal(message.reply_to_name, cases[k].name);
		assert_int_equal(messages_find_receiver(s.data->forum.db, message.id, &receiver), ERR_OK);
		assert_int_equal(receiver, cases[k].is_for_bob ? s.bob.member : s.ann.member);
		assert_int_equal(message.to_member, 0); /* nobody else is told */
		assert_int_equal(message.author, s.ann.member);
		assert_string_equal(message.author_name, "ann-here");
		assert_string_equal(message.body, "answer");
		assert_int_equal(message.written_at, DATA_NOON);
		message_clear(&message);
	}
}

static void
messages_come_in_pages(void **state)
{
	struct scene s = begin(state);
	int64_t other = data_thread(s.data, s.board, &s.bob, "Another");
	struct message_list page = {0};

	for (int k = 0; k < 10; k++) {
		data_message(s.data, s.thread, &s.ann, 0, "words");
		data_message(s.data, other, &s.ann, 0, "elsewhere");
	}
	assert_int_equal(messages_list(s.data->forum.db, s.thread, 0, 4, 3, &page), ERR_OK);
	assert_int_equal(page.count, 3);
	for (size_t k = 0; k < page.count; k++) {
		assert_int_equal(page.rows[k].number, 4 + k);
		assert_string_equal(page.rows[k].body, "words");
	}
	message_list_clear(&page);
	assert_int_equal(messages_list(s.data->forum.db, s.thread, 0, 9, 40, &page), ERR_OK);
	assert_int_equal(page.count, 2);
	message_list_clear(&page);
	assert_int_equal(messages_list(s.data->forum.db, s.thread, 0, 11, 40, &page), ERR_OK);
	assert_int_equal(page.count, 0);
}

/* Paging by the last id seen gives each conversation once, in the order of the newest message. */
static void
conversations_come_in_pages(void **state)
{
	struct scene s = begin(state);
	int64_t threads[7], before = INT64_MAX, seen = 0, last = INT64_MAX;

	for (int k = 0; k < 7; k++)
		threads[k] = data_thread(s.data, s.board, &s.ann, "title");
	for (int k = 0; k < 7; k++)
		data_message(s.data, threads[(k * 3) % 7], &s.bob, 0, "words");
	data_message(s.data, threads[0], &s.bob, 0, "on top");
	for (;;) {
		struct thread_list page = {0};

		assert_int_equal(threads_list(s.data->forum.db, s.board, 0, before, 2, &page), ERR_OK);
		for (size_t k = 0; k < page.count; k++) {
			assert_true(page.rows[k].last_message < last);
			last = page.rows[k].last_message;
			if (!seen)
				assert_int_equal(page.rows[k].id, threads[0]);
			seen++;
		}
		before = last;
		if (page.count < 2) {
			thread_list_clear(&page);
			break;
		}
		thread_list_clear(&page);
	}
	assert_int_equal(seen, 8);
}

static void
what_is_not_there_is_not_found(void **state)
{
	struct scene s = begin(state);
	struct message record = {.thread = 99, .author = s.ann.member, .body = (char[]){"words"}}, message = {.id = 5};
	struct thread thread = {.id = 5};
	int64_t id = 7, number = 7;

	assert_int_equal(threads_find(s.data->forum.db, 99, 0, &thread), ERR_NOT_FOUND);
	assert_int_equal(thread.id, 5);
	assert_int_equal(messages_find(s.data->forum.db, s.thread, 0, 1, &message), ERR_NOT_FOUND);
	assert_int_equal(message.id, 5);
	assert_int_equal(db_begin(s.data->forum.db), ERR_OK);
	assert_int_equal(messages_add(s.data->forum.db, &record, &id, &number), ERR_NOT_FOUND);
	record.thread = s.thread;
	record.author = 99;
	assert_int_equal(messages_add(s.data->forum.db, &record, &id, &number), ERR_STORE);
	assert_int_equal(number, 7);
	assert_int_equal(db_commit(s.data->forum.db), ERR_OK);
	assert_int_equal(data_count(s.data, "SELECT count(*) FROM message"), 0);
}

static void
the_newest_message_is_the_counter(void **state)
{
	struct scene s = begin(state);
	int64_t newest = -1, before;

	assert_int_equal(messages_newest(s.data->forum.db, &newest), ERR_OK);
	assert_int_equal(newest, 0);
	data_message(s.data, s.thread, &s.ann, 0, "one");
	assert_int_equal(messages_newest(s.data->forum.db, &before), ERR_OK);
	data_message(s.data, s.thread, &s.ann, 0, "two");
	assert_int_equal(messages_newest(s.data->forum.db, &newest), ERR_OK);
	assert_true(newest > before && before > 0);
}

static void
history_is_of_this_member(void **state)
{
	struct scene s = begin(state);
	struct sending_history history = {0};
	int64_t at = -7;

	for (int k = 0; k < 4; k++) {
		data_message(s.data, s.thread, &s.ann, 0, "words"); /* at 0, 10, 20, 30 minutes */
		clock_advance_ms(600 * 1000);
	}
	data_message(s.data, s.thread, &s.bob, 0, "somebody else's");
	assert_int_equal(messages_history(s.data->forum.db, s.ann.member, &history), ERR_OK);
	assert_int_equal(history.last_message_at, DATA_NOON + 1800);
	assert_int_equal(history.last_conversation_at, DATA_NOON);
	assert_int_equal(history.messages_ever, 4);
	assert_int_equal(messages_history(s.data->forum.db, s.bob.member, &history), ERR_OK);
	assert_int_equal(history.last_message_at, DATA_NOON + 2400);
	assert_int_equal(history.last_conversation_at, 0);
	assert_int_equal(history.messages_ever, 1);
	assert_int_equal(messages_nth_newest(s.data->forum.db, s.ann.member, 1, &at), ERR_OK);
	assert_int_equal(at, DATA_NOON + 1800);
	assert_int_equal(messages_nth_newest(s.data->forum.db, s.ann.member, 4, &at), ERR_OK);
	assert_int_equal(at, DATA_NOON);
	assert_int_equal(messages_nth_newest(s.data->forum.db, s.ann.member, 5, &at), ERR_NOT_FOUND);
	assert_int_equal(at, DATA_NOON);
}

static void
any_text_comes_back(void **state)
{
	static const char *const bodies[] = {
	    "'; DROP TABLE message; --",
	    "caf\303\251 \360\237\253\226\nsecond line\n\nthird",
	    " ",
	    "",
	};
	struct scene s = begin(state);
	char *large = mem_alloc(64 * 1024 + 1);

	memset(large, 'x', 64 * 1024);
	for (size_t k = 0; k <= sizeof bodies / sizeof *bodies; k++) {
		const char *body = k < sizeof bodies / sizeof *bodies ? bodies[k] : large;
		int64_t number = data_message(s.data, s.thread, &s.ann, 0, body);
		struct message message = {0};

		assert_int_equal(messages_find(s.data->forum.db, s.thread, 0, number, &message), ERR_OK);
		assert_string_equal(message.body, body);
		message_clear(&message);
	}
	free(large);
}

#define ON_EMPTY(test) cmocka_unit_test_setup_teardown(test, data_make_empty, data_remove)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    ON_EMPTY(messages_are_numbered_and_counted),
	    ON_EMPTY(an_answer_is_for_somebody),
	    ON_EMPTY(messages_come_in_pages),
	    ON_EMPTY(conversations_come_in_pages),
	    ON_EMPTY(what_is_not_there_is_not_found),
	    ON_EMPTY(the_newest_message_is_the_counter),
	    ON_EMPTY(history_is_of_this_member),
	    ON_EMPTY(any_text_comes_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
