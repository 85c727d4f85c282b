/*
 * Leaving: out of sight at once, back within the days there are, gone after them, and never by a clock that jumps.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "../../support/data.h"
#include "base/clock.h"
#include "forum/account.h"
#include "forum/consent.h"
#include "forum/conversation.h"
#include "forum/erase.h"
#include "forum/leaving.h"
#include "store/members.h"
#include "store/threads.h"

enum { DAY_S = 86400 };

struct scene {
	struct data *data;
	struct forum *forum;
	struct actor ann, ben;
	int64_t thread;
};

static struct scene
begin(void **state)
{
	struct scene s = {.data = *state};
	int64_t board;

	s.forum = &s.data->forum;
	data_group(s.data, "talking", 1);
	board = data_board(s.data, "nights", "talking", true);
	s.ann = data_member(s.data, "ann-here", ACTOR_MEMBER);
	s.ben = data_member(s.data, "ben-there", ACTOR_MEMBER);
	s.thread = data_thread(s.data, board, &s.ann, "Awake");
	data_message(s.data, s.thread, &s.ann, 0, "My words.");
	return s;
}

static void
assert_ben_reads(const struct scene *s, const char *title, const char *name, const char *body, const char *state)
{
	struct thread thread = {0};
	struct message message = {0};

	assert_int_equal(conversation_get(s->forum, &s->ben, s->thread, &thread), ERR_OK);
	assert_string_equal(thread.title, title);
	assert_string_equal(thread.starter_name, name);
	assert_int_equal(conversation_message(s->forum, &s->ben, &thread, 1, &message), ERR_OK);
	assert_string_equal(message.author_name, name);
	assert_string_equal(message.body, body);
	assert_string_equal(message.state, state);
	message_clear(&message);
	thread_clear(&thread);
}

static void
who_leaves_is_out_of_sight_at_once_and_may_come_back(void **state)
{
	struct scene s = begin(state);
	struct actor now = s.ann;
	struct leaving leaving;

	assert_ben_reads(&s, "Awake", "ann-here", "My words.", "live");
	assert_int_equal(leaving_begin(s.forum, &s.ann, NULL, false, false), ERR_OK);
	assert_ben_reads(&s, "", "", "", "left");
	assert_int_equal(account_refresh(s.forum, &now), ERR_OK);
	assert_int_equal(now.role, ACTOR_PAUSED);
	assert_int_equal(leaving_find(s.forum, &s.ann, &leaving), ERR_OK);
	assert_true(leaving.is_leaving);
	assert_int_equal(leaving.days_left, LEAVING_DAYS);
	assert_int_equal(leaving_undo(s.forum, &s.ann), ERR_OK);
	assert_ben_reads(&s, "Awake", "ann-here", "My words.", "live");
	assert_int_equal(leaving_undo(s.forum, &s.ann), ERR_LATE);
}

static void
words_that_are_left_stay_to_be_read(void **state)
{
	struct scene s = begin(state);

	assert_int_equal(leaving_begin(s.forum, &s.ann, NULL, true, false), ERR_OK);
	assert_ben_reads(&s, "Awake", "", "My words.", "live");
}

static void
nobody_else_sees_who_leaves(void **state)
{
	struct scene s = begin(state);
	struct member member = {0};

	assert_int_equal(leaving_begin(s.forum, &s.ann, NULL, true, false), ERR_OK);
	assert_int_equal(account_get(s.forum, &s.ben, s.ann.member, &member), ERR_NOT_FOUND);
	assert_int_equal(account_get(s.forum, &s.ann, s.ann.member, &member), ERR_OK);
	member_clear(&member);
}

static bool
is_gone(const struct scene *s)
{
	bool did;

	assert_int_equal(erase_due(s->forum, s->data->root, &did), ERR_OK);
	return data_count(s->data, "SELECT count(*) FROM member WHERE gone_at > 0") == 1;
}

static void
it_is_done_after_the_days_that_the_board_has_seen(void **state)
{
	struct scene s = begin(state);

	assert_int_equal(leaving_begin(s.forum, &s.ann, NULL, false, false), ERR_OK);
	for (int day = 0; day < LEAVING_DAYS; day++) {
		assert_false(is_gone(&s));
		clock_pin(DATA_NOON + day * DAY_S);
		assert_int_equal(leaving_count_day(s.forum), ERR_OK);
		assert_int_equal(leaving_count_day(s.forum), ERR_OK); /* once a day */
	}
	assert_int_equal(leaving_undo(s.forum, &s.ann), ERR_LATE);
	assert_true(is_gone(&s));
	assert_ben_reads(&s, "", "", "", "left");
}

static void
a_clock_that_jumps_a_year_takes_one_day(void **state)
{
	struct scene s = begin(state);
	struct leaving leaving;

	assert_int_equal(leaving_begin(s.forum, &s.ann, NULL, false, false), ERR_OK);
	clock_pin(DATA_NOON + 365 * DAY_S);
	assert_int_equal(leaving_count_day(s.forum), ERR_OK);
	assert_false(is_gone(&s));
	clock_pin(DATA_NOON - 365 * DAY_S);
	assert_int_equal(leaving_count_day(s.forum), ERR_OK);
	assert_false(is_gone(&s));
	assert_int_equal(leaving_find(s.forum, &s.ann, &leaving), ERR_OK);
	assert_int_equal(leaving.days_left, LEAVING_DAYS - 2);
}

static void
now_is_now(void **state)
{
	struct scene s = begin(state);
	struct leaving leaving;

	assert_int_equal(leaving_hurry(s.forum, &s.ann), ERR_DENIED); /* they are not leaving */
	assert_int_equal(leaving_begin(s.forum, &s.ann, NULL, true, false), ERR_OK);
	assert_int_equal(leaving_hurry(s.forum, &s.ann), ERR_OK);
	assert_int_equal(leaving_find(s.forum, &s.ann, &leaving), ERR_OK);
	assert_int_equal(leaving.days_left, 0);
	assert_true(leaving.keeps_words);
	assert_true(is_gone(&s));
	assert_ben_reads(&s, "Awake", "", "My words.", "live");
}

static void
the_password_is_asked_for_where_there_is_one(void **state)
{
	struct scene s = begin(state);
	struct actor cat;

	assert_int_equal(account_init(), ERR_OK);
	assert_int_equal(account_join(s.forum, "cat-here", "seven quiet owls", NULL, ACTOR_MEMBER, true, &cat), ERR_OK);
	assert_int_equal(leaving_begin(s.forum, &cat, NULL, false, true), ERR_DENIED);
	assert_int_equal(leaving_begin(s.forum, &cat, "six loud owls", false, true), ERR_DENIED);
	assert_int_equal(leaving_begin(s.forum, &cat, "seven quiet owls", false, true), ERR_OK);
	assert_int_equal(leaving_begin(s.forum, &(struct actor){0}, NULL, false, true), ERR_DENIED);
}

static void
the_last_lead_hands_over_first(void **state)
{
	struct scene s = begin(state);
	struct actor lea = data_member(s.data, "lea-leads", ACTOR_LEAD), les;

	assert_int_equal(leaving_begin(s.forum, &lea, NULL, false, false), ERR_RESERVED);
	les = data_member(s.data, "les-leads", ACTOR_LEAD);
	assert_int_equal(leaving_begin(s.forum, &lea, NULL, false, false), ERR_OK);
	assert_int_equal(leaving_begin(s.forum, &les, NULL, false, false), ERR_RESERVED);
}

static void
a_yes_is_kept_with_its_words_and_can_be_taken_back(void **state)
{
	struct scene s = begin(state);
	char hash[CONSENT_HASH_CHARS + 1];
	bool is_given = false;
	int64_t at = 0;

	assert_int_equal(consent_find(s.forum, &s.ann, &is_given, &at), ERR_NOT_FOUND);
	assert_int_equal(consent_give(s.forum, &s.ann, "We keep your name."), ERR_OK);
	assert_int_equal(consent_give(s.forum, &s.ann, "We keep your name."), ERR_OK); /* once */
	clock_advance_ms(5000);
	assert_int_equal(consent_withdraw(s.forum, &s.ann), ERR_OK);
	assert_int_equal(consent_find(s.forum, &s.ann, &is_given, &at), ERR_OK);
	assert_false(is_given);
	assert_int_equal(at, DATA_NOON + 5);
	assert_int_equal(data_count(s.data, "SELECT count(*) FROM consent"), 2);
	assert_int_equal(data_count(s.data, "SELECT count(*) FROM consent WHERE length(words_hash) = 64"), 1);
	assert_int_equal(data_count(s.data, "SELECT consented_at FROM member WHERE id = 1"), 0);
	consent_hash("", hash);
	assert_string_equal(hash, "");
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, data_make_empty, data_remove)

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    TEST(who_leaves_is_out_of_sight_at_once_and_may_come_back),
	    TEST(words_that_are_left_stay_to_be_read),
	    TEST(nobody_else_sees_who_leaves),
	    TEST(it_is_done_after_the_days_that_the_board_has_seen),
	    TEST(a_clock_that_jumps_a_year_takes_one_day),
	    TEST(now_is_now),
	    TEST(the_password_is_asked_for_where_there_is_one),
	    TEST(the_last_lead_hands_over_first),
	    TEST(a_yes_is_kept_with_its_words_and_can_be_taken_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
