/*
 * The pace of sending: what limit_wait_s() promises is when it becomes true, and not a second before.
 *
 * Security page: new 1 per 30 s, 10 an hour, 1 conversation per 10 min; a member three times that.
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
#include "base/random.h"
#include "forum/limit.h"

struct scene {
	struct data *data;
	struct actor new, member;
	int64_t board, thread;
};

static struct scene
begin(void **state)
{
	struct scene s = {.data = *state};
	struct actor starter = data_member(s.data, "starter-here", ACTOR_HOST);

	s.new = data_member(s.data, "new-here", ACTOR_NEW);
	s.member = data_member(s.data, "member-here", ACTOR_MEMBER);
	data_group(s.data, "one", 1);
	s.board = data_board(s.data, "nights", "one", true);
	s.thread = data_thread(s.data, s.board, &starter, "title");
	return s;
}

static int64_t
wait_s(const struct scene *s, const struct actor *who, bool is_conversation)
{
	return limit_wait_s(&s->data->forum, who, is_conversation);
}

static void
pass(int64_t seconds)
{
	clock_advance_ms(seconds * 1000);
}

static void
the_first_words_are_free(void **state)
{
	struct scene s = begin(state);

	assert_int_equal(wait_s(&s, &s.new, false), 0);
	assert_int_equal(wait_s(&s, &s.new, true), 0);
}

static void
messages_keep_a_gap(void **state)
{
	struct scene s = begin(state);

	data_message(s.data, s.thread, &s.new, 0, "words");
	data_message(s.data, s.thread, &s.member, 0, "words");
	assert_int_equal(wait_s(&s, &s.new, false), 30);
	assert_int_equal(wait_s(&s, &s.member, false), 10);
	pass(9);
	assert_int_equal(wait_s(&s, &s.member, false), 1);
	pass(1);
	assert_int_equal(wait_s(&s, &s.member, false), 0);
	assert_int_equal(wait_s(&s, &s.new, false), 20);
	pass(20);
	assert_int_equal(wait_s(&s, &s.new, false), 0);
}

static void
conversations_keep_a_longer_gap(void **state)
{
	struct scene s = begin(state);

	data_message(s.data, data_thread(s.data, s.board, &s.new, "title"), &s.new, 0, "words");
	data_message(s.data, data_thread(s.data, s.board, &s.member, "title"), &s.member, 0, "words");
	assert_int_equal(wait_s(&s, &s.new, true), 600);
	assert_int_equal(wait_s(&s, &s.member, true), 200);
	pass(30);
	assert_int_equal(wait_s(&s, &s.new, false), 0); /* answering is another matter */
	assert_int_equal(wait_s(&s, &s.new, true), 570);
	data_message(s.data, s.thread, &s.new, 0, "words");
	pass(170);
	assert_int_equal(wait_s(&s, &s.member, true), 0);
}

/* Ten as fast as may be, then none until the first is an hour old. */
static void
an_hour_holds_so_many(void **state)
{
	struct scene s = begin(state);

	for (int k = 0; k < 10; k++) {
		assert_int_equal(wait_s(&s, &s.new, false), 0);
		data_message(s.data, s.thread, &s.new, 0, "words");
		pass(30);
	}
	assert_int_equal(wait_s(&s, &s.new, false), 3300);
	pass(3299);
	assert_int_equal(wait_s(&s, &s.new, false), 1);
	pass(1);
	assert_int_equal(wait_s(&s, &s.new, false), 0);
	data_message(s.data, s.thread, &s.new, 0, "words");
	assert_int_equal(wait_s(&s, &s.new, false), 30);
	for (int k = 0; k < 30; k++)
		data_message(s.data, s.thread, &s.member, 0, "words");
	assert_int_equal(wait_s(&s, &s.member, false), 3600);
}

/* Whatever somebody did before, a wait that was said is right to the second. */
static void
a_promised_wait_is_kept(void **state)
{
	struct scene s = begin(state);

	random_pin(9);
	for (int k = 0; k < 120; k++) {
		const struct actor *who = random_below(2) ? &s.new : &s.member;
		bool is_conversation = !random_below(5);
		int64_t wait = wait_s(&s, who, is_conversation);

		assert_in_range(wait, 0, 3600);
		if (wait) {
			pass(wait - 1);
			assert_int_equal(wait_s(&s, who, is_conversation), 1);
			pass(1);
			assert_int_equal(wait_s(&s, who, is_conversation), 0);
		}
		if (is_conversation)
			data_message(s.data, data_thread(s.data, s.board, who, "title"), who, 0, "words");
		else
			data_message(s.data, s.thread, who, 0, "words");
		pass(random_below(60));
	}
}

/* The clock of the machine was wrong and is put right: nobody is locked out by words from the future. */
static void
a_clock_that_jumps_locks_nobody_out(void **state)
{
	struct scene s = begin(state);

	for (int k = 0; k < 10; k++)
		data_message(s.data, s.thread, &s.new, 0, "words");
	clock_pin(DATA_NOON - 86400);
	assert_int_equal(wait_s(&s, &s.new, false), 0);
	assert_int_equal(wait_s(&s, &s.new, true), 0);
	clock_pin(DATA_NOON + 10 * 86400);
	assert_int_equal(wait_s(&s, &s.new, false), 0);
}

static void
the_options_are_heeded(void **state)
{
	struct scene s = begin(state);

	s.data->config.limits_new_gap_s = 0;
	s.data->config.limits_new_hourly = 2;
	s.data->config.limits_member_factor = 2;
	data_message(s.data, s.thread, &s.member, 0, "words");
	data_message(s.data, s.thread, &s.member, 0, "words");
	data_message(s.data, s.thread, &s.member, 0, "words");
	assert_int_equal(wait_s(&s, &s.member, false), 0);
	data_message(s.data, s.thread, &s.member, 0, "words");
	assert_int_equal(wait_s(&s, &s.member, false), 3600);
}

#define ON_EMPTY(test) cmocka_unit_test_setup_teardown(test, data_make_empty, data_remove)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    ON_EMPTY(the_first_words_are_free),
	    ON_EMPTY(messages_keep_a_gap),
	    ON_EMPTY(conversations_keep_a_longer_gap),
	    ON_EMPTY(an_hour_holds_so_many),
	    ON_EMPTY(a_promised_wait_is_kept),
	    ON_EMPTY(a_clock_that_jumps_locks_nobody_out),
	    ON_EMPTY(the_options_are_heeded),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
