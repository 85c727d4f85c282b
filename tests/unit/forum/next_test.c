/*
 * What happened next: who is asked and when, who may say it, and where nobody is asked.
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
#include "forum/conversation.h"
#include "forum/message.h"
#include "forum/next.h"
#include "forum/steer.h"

enum { DAY_S = 24 * 60 * 60 };

struct scene {
	struct data *data;
	struct forum *forum;
	struct actor ann, bob, host;
	int64_t board;
};

static struct scene
begin(void **state)
{
	struct scene s = {.data = *state};

	s.forum = &s.data->forum;
	s.ann = data_member(s.data, "ann-here", ACTOR_MEMBER);
	s.bob = data_member(s.data, "bob-here", ACTOR_MEMBER);
	s.host = data_member(s.data, "host-here", ACTOR_HOST);
	data_group(s.data, "one", 1);
	s.board = data_board(s.data, "nights", "one", false);
	return s;
}

static void
pass_days(int days)
{
	clock_advance_ms((int64_t)days * DAY_S * 1000);
}

static int64_t
start(const struct scene *s, const struct options *options)
{
	int64_t thread;

	clock_advance_ms(3600 * 1000);
	assert_int_equal(conversation_start(s->forum, &s->ann, s->board, "Awake at four", "I can't sleep.", options,
			     &thread),
	    ERR_OK);
	return thread;
}

static int64_t
start_asking(const struct scene *s)
{
	return start(s, &(struct options){.asks_next = true});
}

static size_t
asked(const struct scene *s, const struct actor *who)
{
	struct thread_list list = {0};
	size_t count;

	assert_int_equal(next_list(s->forum, who, &list), ERR_OK);
	count = list.count;
	thread_list_clear(&list);
	return count;
}

static enum err
answer(const struct scene *s, const struct actor *who, int64_t thread, bool is_anonymous, int64_t *number)
{
	struct options options = {.is_next = true, .is_anonymous = is_anonymous};

	clock_advance_ms(3600 * 1000);
	return conversation_answer(s->forum, who, thread, 0, "She sleeps through now.", &options, number);
}

/* The number of the message that says what happened next, as bob sees it; 0 for none. */
static int64_t
shown(const struct scene *s, int64_t id, int64_t *out_alias)
{
	struct thread thread = {0};
	struct message message = {0};
	enum err err;
	int64_t number = 0;

	assert_int_equal(conversation_get(s->forum, &s->bob, id, &thread), ERR_OK);
	err = next_get_message(s->forum, &s->bob, &thread, &message);
	if (err == ERR_OK)
		number = message.number;
	else
		assert_int_equal(err, ERR_NOT_FOUND);
	if (out_alias)
		*out_alias = message.alias;
	message_clear(&message);
	thread_clear(&thread);
	return number;
}

static void
asked_after_two_weeks_and_once(void **state)
{
	struct scene s = begin(state);
	int64_t thread = start_asking(&s), other, number;

	start(&s, NULL); /* nobody asked for this one */
	pass_days(13);
	assert_int_equal(asked(&s, &s.ann), 0);
	pass_days(1);
	assert_int_equal(asked(&s, &s.ann), 1);
	assert_int_equal(asked(&s, &s.bob), 0);
	assert_int_equal(answer(&s, &s.ann, thread, false, &number), ERR_OK);
	assert_int_equal(asked(&s, &s.ann), 0);
	assert_int_equal(shown(&s, thread, NULL), number);
	other = start_asking(&s);
	pass_days(14);
	assert_int_equal(next_stop(s.forum, &s.ann, other), ERR_OK);
	assert_int_equal(next_stop(s.forum, &s.ann, other), ERR_NOT_FOUND);
	assert_int_equal(asked(&s, &s.ann), 0);
	pass_days(100);
	assert_int_equal(asked(&s, &s.ann), 0);
}

static void
another_time_once(void **state)
{
	struct scene s = begin(state);
	struct thread thread = {0};
	int64_t id = start_asking(&s);
	bool may_wait = false;

	assert_int_equal(next_put_off(s.forum, &s.ann, id), ERR_NOT_FOUND); /* it is not due */
	pass_days(14);
	assert_int_equal(next_find(s.forum, &s.bob, id, &thread, &may_wait), ERR_NOT_FOUND);
	assert_int_equal(next_put_off(s.forum, &s.bob, id), ERR_NOT_FOUND);
	assert_int_equal(next_find(s.forum, &s.ann, id, &thread, &may_wait), ERR_OK);
	assert_string_equal(thread.title, "Awake at four");
	assert_true(may_wait);
	thread_clear(&thread);
	assert_int_equal(next_put_off(s.forum, &s.ann, id), ERR_OK);
	assert_int_equal(asked(&s, &s.ann), 0);
	pass_days(14);
	assert_int_equal(asked(&s, &s.ann), 1);
	assert_int_equal(next_find(s.forum, &s.ann, id, &thread, &may_wait), ERR_OK);
	assert_false(may_wait);
	thread_clear(&thread);
	assert_int_equal(next_put_off(s.forum, &s.ann, id), ERR_LATE);
	assert_int_equal(asked(&s, &s.ann), 1);
	assert_int_equal(next_stop(s.forum, &s.ann, id), ERR_OK);
}

static void
never_where_somebody_died(void **state)
{
	static const struct options never[] = {
	    {.asks_next = true, .note = "death"},
	    {.asks_next = true, .tags = "after"},
	    {.asks_next = true, .tags = "mum last-months"},
	    {.asks_next = true, .tags = "grief guilt"},
	};
	struct scene s = begin(state);

	for (size_t k = 0; k < sizeof never / sizeof *never; k++)
		start(&s, &never[k]);
	assert_int_equal(data_count(s.data, "SELECT count(*) FROM thread WHERE ask_next_at > 0"), 0);
	start_asking(&s);
	pass_days(14);
	assert_int_equal(asked(&s, &s.ann), 1);
	assert_int_equal(db_begin(s.forum->db), ERR_OK);
	assert_int_equal(db_script(s.forum->db, "UPDATE board SET is_for_loss = 1"), ERR_OK);
	assert_int_equal(db_commit(s.forum->db), ERR_OK);
	assert_int_equal(asked(&s, &s.ann), 0); /* the team said so since */
	start_asking(&s);
	assert_int_equal(data_count(s.data, "SELECT count(*) FROM thread WHERE ask_next_at > 0"), 1);
}

static void
only_the_starter_says_it(void **state)
{
	struct scene s = begin(state);
	int64_t thread = start_asking(&s), number;

	assert_int_equal(answer(&s, &s.bob, thread, false, &number), ERR_OK);
	assert_int_equal(shown(&s, thread, NULL), 0);
	assert_int_equal(answer(&s, &s.ann, thread, false, &number), ERR_OK);
	assert_int_equal(shown(&s, thread, NULL), number);
	assert_int_equal(message_withdraw(s.forum, &s.ann, thread, number), ERR_OK);
	assert_int_equal(shown(&s, thread, NULL), 0);
	assert_int_equal(steer_lock(s.forum, &s.host, thread, true), ERR_OK);
	assert_int_equal(answer(&s, &s.ann, thread, false, &number), ERR_LOCKED);
	thread = start_asking(&s);
	pass_days(14);
	assert_int_equal(asked(&s, &s.ann), 1);
	assert_int_equal(steer_lock(s.forum, &s.host, thread, true), ERR_OK);
	assert_int_equal(asked(&s, &s.ann), 0); /* they could not answer */
}

/* Who says it is who began: signed otherwise it would tell who an unknown starter is, or whose an alias is. */
static void
signed_as_it_began(void **state)
{
	struct scene s = begin(state);
	struct options options = {.asks_next = true, .is_anonymous = true};
	int64_t thread = start(&s, &options), number, alias;

	assert_int_equal(answer(&s, &s.ann, thread, false, &number), ERR_OK);
	assert_int_equal(shown(&s, thread, &alias), number);
	assert_int_not_equal(alias, 0);
	assert_int_equal(alias, data_count(s.data, "SELECT alias FROM thread ORDER BY id DESC LIMIT 1"));
	thread = start_asking(&s);
	assert_int_equal(answer(&s, &s.ann, thread, true, &number), ERR_OK);
	assert_int_equal(shown(&s, thread, &alias), number);
	assert_int_equal(alias, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(asked_after_two_weeks_and_once, data_make_empty, data_remove),
	    cmocka_unit_test_setup_teardown(another_time_once, data_make_empty, data_remove),
	    cmocka_unit_test_setup_teardown(never_where_somebody_died, data_make_empty, data_remove),
	    cmocka_unit_test_setup_teardown(only_the_starter_says_it, data_make_empty, data_remove),
	    cmocka_unit_test_setup_teardown(signed_as_it_began, data_make_empty, data_remove),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
