/*
 * Hugs: who may give them for what, whom they are for, what is counted, and how news of them clears itself.
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
#include "forum/account.h"
#include "forum/hug.h"
#include "forum/message.h"

static const struct actor guest = {.role = ACTOR_GUEST};

struct scene {
	struct data *data;
	struct forum *forum;
	struct actor ann, bob, cat;
	int64_t board, thread;
};

static struct scene
begin(void **state)
{
	struct scene s = {.data = *state};

	s.forum = &s.data->forum;
	s.ann = data_member(s.data, "ann-here", ACTOR_MEMBER);
	s.bob = data_member(s.data, "bob-here", ACTOR_MEMBER);
	s.cat = data_member(s.data, "cat-here", ACTOR_NEW);
	data_group(s.data, "one", 1);
	s.board = data_board(s.data, "nights", "one", true);
	s.thread = data_thread(s.data, s.board, &s.ann, "Awake at four");
	data_message(s.data, s.thread, &s.ann, 0, "I can't sleep.");
	data_message(s.data, s.thread, &s.bob, 1, "Me neither.");
	return s;
}

static void
run(const struct scene *s, const char *change)
{
	assert_int_equal(db_begin(s->forum->db), ERR_OK);
	assert_int_equal(db_script(s->forum->db, change), ERR_OK);
	assert_int_equal(db_commit(s->forum->db), ERR_OK);
}

static bool
give(const struct scene *s, const struct actor *who, int64_t number, enum hug hug)
{
	bool is_given;

	assert_int_equal(hug_give(s->forum, who, s->thread, number, hug, &is_given), ERR_OK);
	return is_given;
}

static void
expect_refused(const struct scene *s, const struct actor *who, int64_t number, enum err expected)
{
	bool is_given = true;

	assert_int_equal(hug_give(s->forum, who, s->thread, number, HUG_HUG, &is_given), expected);
	assert_true(is_given); /* untouched */
}

static struct hugs
count(const struct scene *s, const struct actor *who, int64_t number)
{
	struct hugs hugs[3];

	assert_int_equal(hug_count(s->forum, who, s->thread, 1, 3, hugs), ERR_OK);
	return hugs[number - 1];
}

/* How many of a kind are news to them about a message; -1 when that message is no news. */
static int64_t
news(const struct scene *s, const struct actor *who, int64_t message, enum hug hug)
{
	struct hug_news news[HUG_NEWS_MOST];
	int64_t found = -1;
	size_t many;

	assert_int_equal(hug_list_news(s->forum, who, news, &many), ERR_OK);
	for (size_t k = 0; k < many; k++)
		if (news[k].message == message)
			found = news[k].counts[hug];
	hug_news_clear(news, many);
	return found;
}

static void
given_and_taken_back(void **state)
{
	struct scene s = begin(state);
	struct hugs hugs;

	assert_true(give(&s, &s.bob, 1, HUG_HUG));
	assert_true(give(&s, &s.bob, 1, HUG_ME_TOO));
	assert_true(give(&s, &s.cat, 1, HUG_HUG));
	hugs = count(&s, &s.bob, 1);
	assert_int_equal(hugs.counts[HUG_HUG], 2);
	assert_int_equal(hugs.counts[HUG_THANKS], 0);
	assert_int_equal(hugs.counts[HUG_ME_TOO], 1);
	assert_true(hugs.is_own[HUG_HUG] && hugs.is_own[HUG_ME_TOO] && !hugs.is_own[HUG_THANKS]);
	assert_false(count(&s, &s.ann, 1).is_own[HUG_HUG]);
	assert_int_equal(count(&s, &s.ann, 2).counts[HUG_HUG], 0);
	assert_false(give(&s, &s.bob, 1, HUG_HUG));
	assert_int_equal(count(&s, &guest, 1).counts[HUG_HUG], 1);
}

static void
not_everything_can_be_hugged(void **state)
{
	struct scene s = begin(state);
	struct message message = {.state = (char[]){"live"}, .folded = (char[]){"unkind"}, .author = s.ann.member};

	expect_refused(&s, &s.ann, 1, ERR_INVALID);
	expect_refused(&s, &guest, 1, ERR_DENIED);
	expect_refused(&s, &s.bob, 3, ERR_NOT_FOUND);
	assert_true(hug_may_give(&s.bob, &message));
	assert_false(hug_may_give(&s.ann, &message));
	assert_false(hug_may_give(&guest, &message));
	run(&s, "UPDATE message SET folded = 'unkind' WHERE id = 1");
	assert_true(give(&s, &s.bob, 1, HUG_THANKS));
	run(&s, "UPDATE message SET folded = 'details' WHERE id = 1");
	expect_refused(&s, &s.bob, 1, ERR_NOT_FOUND);
	run(&s, "UPDATE message SET folded = ''");
	run(&s, "UPDATE member SET paused_until = 9999999999 WHERE id = 2");
	expect_refused(&s, &s.bob, 1, ERR_DENIED);
	run(&s, "UPDATE member SET paused_until = 0; UPDATE board SET is_on = 0 WHERE slug = 'nights'");
	expect_refused(&s, &s.bob, 1, ERR_NOT_FOUND);
	run(&s, "UPDATE board SET is_on = 1");
	assert_int_equal(account_set_closed(s.forum, "bob-here", true), ERR_OK);
	expect_refused(&s, &s.bob, 1, ERR_CLOSED);
}

/* It was on the screen when the key was pressed; the writer was quicker. */
static void
what_is_being_taken_down_is_not_hugged(void **state)
{
	struct scene s = begin(state);

	give(&s, &s.cat, 1, HUG_HUG);
	assert_int_equal(news(&s, &s.ann, 1, HUG_HUG), 1);
	assert_int_equal(message_withdraw(s.forum, &s.ann, s.thread, 1), ERR_OK);
	expect_refused(&s, &s.bob, 1, ERR_NOT_FOUND);
	assert_int_equal(news(&s, &s.ann, 1, HUG_HUG), -1);
	run(&s, "UPDATE member SET leaving_at = 1 WHERE name = 'bob-here'");
	expect_refused(&s, &s.ann, 2, ERR_NOT_FOUND); /* its writer is leaving: their words are out of sight */
	run(&s, "UPDATE member SET leaving_at = 0");
	run(&s, "DELETE FROM unseen; INSERT INTO unseen (member, message) VALUES (1, 2)");
	expect_refused(&s, &s.ann, 2, ERR_NOT_FOUND); /* they told the team about it */
}

static void
sixty_an_hour(void **state)
{
	struct scene s = begin(state);

	for (int k = 0; k < HUG_HOURLY; k++) {
		int64_t number = data_message(s.data, s.thread, &s.ann, 0, "And again.");

		give(&s, &s.bob, number, HUG_HUG);
	}
	expect_refused(&s, &s.bob, 1, ERR_RATE);
	assert_false(give(&s, &s.bob, 3, HUG_HUG)); /* taking back is always possible */
	clock_advance_ms((int64_t)3601 * 1000);
	assert_true(give(&s, &s.bob, 1, HUG_HUG));
}

static void
a_clock_that_was_set_back_locks_nobody_out(void **state)
{
	struct scene s = begin(state);

	for (int k = 0; k < HUG_HOURLY; k++)
		give(&s, &s.bob, data_message(s.data, s.thread, &s.ann, 0, "And again."), HUG_HUG);
	expect_refused(&s, &s.bob, 1, ERR_RATE);
	clock_pin(DATA_NOON - 86400);
	assert_true(give(&s, &s.bob, 1, HUG_HUG));
}

static void
news_clears_itself_and_nothing_else_is_written(void **state)
{
	struct scene s = begin(state);
	int64_t changes;

	give(&s, &s.bob, 1, HUG_HUG);
	give(&s, &s.cat, 1, HUG_HUG);
	give(&s, &s.cat, 1, HUG_THANKS);
	assert_int_equal(news(&s, &s.ann, 1, HUG_HUG), 2);
	assert_int_equal(news(&s, &s.ann, 1, HUG_THANKS), 1);
	assert_int_equal(news(&s, &s.ann, 1, HUG_ME_TOO), 0);
	assert_int_equal(news(&s, &s.bob, 1, HUG_HUG), -1);
	hug_see(s.forum, &s.ann, s.thread, 2, 9, DATA_NOON);
	hug_see(s.forum, &s.bob, s.thread, 1, 9, DATA_NOON);
	hug_see(s.forum, &s.ann, s.thread, 1, 9, DATA_NOON - 1); /* it was shown before that was given */
	assert_int_equal(news(&s, &s.ann, 1, HUG_HUG), 2);
	hug_see(s.forum, &s.ann, s.thread, 1, 1, DATA_NOON);
	assert_int_equal(news(&s, &s.ann, 1, HUG_HUG), -1);
	changes = data_count(s.data, "SELECT total_changes()");
	hug_see(s.forum, &s.ann, s.thread, 1, 9, DATA_NOON);
	assert_int_equal(data_count(s.data, "SELECT total_changes()"), changes);
	assert_false(give(&s, &s.bob, 1, HUG_HUG));
	assert_true(give(&s, &s.bob, 1, HUG_HUG)); /* it is news again */
	assert_int_equal(news(&s, &s.ann, 1, HUG_HUG), 1);
	assert_int_equal(count(&s, &s.ann, 1).counts[HUG_HUG], 2);
}

static void
it_is_for_who_wrote_in_truth(void **state)
{
	struct scene s = begin(state);
	struct options options = {.is_anonymous = true};
	struct message message = {0};
	struct thread thread = {0};
	int64_t number;

	assert_int_equal(conversation_answer(s.forum, &s.cat, s.thread, 1, "Nor can I.", &options, &number), ERR_OK);
	assert_int_equal(conversation_get(s.forum, &s.cat, s.thread, &thread), ERR_OK);
	assert_int_equal(conversation_message(s.forum, &s.cat, &thread, number, &message), ERR_OK);
	thread_clear(&thread);
	assert_true(give(&s, &s.bob, number, HUG_HUG));
	assert_int_equal(news(&s, &s.cat, message.id, HUG_HUG), 1);
	assert_int_equal(news(&s, &s.ann, message.id, HUG_HUG), -1);
	expect_refused(&s, &s.cat, number, ERR_INVALID);
	message_clear(&message);
}

static void
counting_stops(void **state)
{
	struct scene s = begin(state);

	run(&s,
	    "WITH RECURSIVE n (k) AS (SELECT 1 UNION ALL SELECT k + 1 FROM n WHERE k < 130)"
	    " INSERT INTO member (name, name_folded, role, joined_at, consented_at, last_here_at, floor_message)"
	    " SELECT 'many-' || k, 'many-' || k, 'member', 0, 0, 0, 0 FROM n;"
	    "INSERT INTO hug (message, member, kind, to_member, at) SELECT 1, id, 'hug', 1, 0 FROM member"
	    " WHERE name LIKE 'many-%'");
	assert_int_equal(count(&s, &s.ann, 1).counts[HUG_HUG], HUG_STOP);
	assert_int_equal(news(&s, &s.ann, 1, HUG_HUG), 130);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(given_and_taken_back, data_make_empty, data_remove),
	    cmocka_unit_test_setup_teardown(not_everything_can_be_hugged, data_make_empty, data_remove),
	    cmocka_unit_test_setup_teardown(what_is_being_taken_down_is_not_hugged, data_make_empty, data_remove),
	    cmocka_unit_test_setup_teardown(a_clock_that_was_set_back_locks_nobody_out, data_make_empty, data_remove),
	    cmocka_unit_test_setup_teardown(sixty_an_hour, data_make_empty, data_remove),
	    cmocka_unit_test_setup_teardown(news_clears_itself_and_nothing_else_is_written, data_make_empty,
		data_remove),
	    cmocka_unit_test_setup_teardown(it_is_for_who_wrote_in_truth, data_make_empty, data_remove),
	    cmocka_unit_test_setup_teardown(counting_stops, data_make_empty, data_remove),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
