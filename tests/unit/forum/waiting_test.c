/*
 * Who has not heard back: what waits and what answers it, by when, what is promised, who takes one, and what becomes of
 * it when clocks jump, people are paused and words are taken down.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "../../support/child.h"
#include "../../support/data.h"
#include "base/clock.h"
#include "forum/conversation.h"
#include "forum/message.h"
#include "forum/moderation.h"
#include "forum/rota.h"
#include "forum/steer.h"
#include "forum/waiting.h"

enum { HOUR = 3600, DAY = 24 * HOUR, MONDAY = 1 };

struct scene {
	struct data *data;
	struct forum *forum;
	struct actor ann, ben, cat, greeter, other, host; /* ann is new; ben and cat have written before */
	int64_t board, old;                               /* a conversation of the greeter's */
};

static struct scene
begin(void **state)
{
	struct scene s = {.data = *state};

	s.forum = &s.data->forum;
	s.ann = data_member(s.data, "ann-here", ACTOR_NEW);
	s.ben = data_member(s.data, "ben-here", ACTOR_MEMBER);
	s.cat = data_member(s.data, "cat-here", ACTOR_REGULAR);
	s.greeter = data_member(s.data, "greeter-here", ACTOR_GREETER);
	s.other = data_member(s.data, "other-here", ACTOR_GUIDE);
	s.host = data_member(s.data, "host-here", ACTOR_HOST);
	s.board = data_board_id(s.data, "welcome");
	s.old = data_thread(s.data, s.board, &s.greeter, "Hello");
	data_message(s.data, s.old, &s.greeter, 0, "Say hello here");
	data_message(s.data, s.old, &s.ben, 1, "Hello");
	data_message(s.data, s.old, &s.cat, 1, "Hello");
	clock_advance_ms(300 * 1000);
	return s;
}

static int64_t
start(struct scene *s, const struct actor *who, const char *title)
{
	int64_t thread = 0;

	clock_advance_ms(1000);
	assert_int_equal(conversation_start(s->forum, who, s->board, title, "words", NULL, &thread), ERR_OK);
	return thread;
}

static int64_t
answer(struct scene *s, const struct actor *who, int64_t thread, int64_t reply_to)
{
	int64_t number = 0;

	clock_advance_ms(60 * 1000);
	assert_int_equal(conversation_answer(s->forum, who, thread, reply_to, "words", NULL, &number), ERR_OK);
	return number;
}

static int64_t
count(struct scene *s)
{
	struct waiting_list list = {0};
	int64_t n;

	assert_int_equal(waiting_list(s->forum, &s->greeter, &list), ERR_OK);
	n = (int64_t)list.count;
	waiting_list_clear(&list);
	return n;
}

/* The k-th that waits; the caller clears it. */
static struct waiting
at(struct scene *s, const struct actor *who, size_t k)
{
	struct waiting_list list = {0};
	struct waiting row;

	assert_int_equal(waiting_list(s->forum, who, &list), ERR_OK);
	assert_in_range(k, 0, list.count - 1);
	row = list.rows[k];
	list.rows[k] = (struct waiting){0};
	waiting_list_clear(&list);
	return row;
}

static int64_t
message_id(struct scene *s, int64_t thread, int64_t number)
{
	struct message message = {0};
	struct thread record = {.id = thread};
	int64_t id;

	assert_int_equal(conversation_message(s->forum, &s->greeter, &record, number, &message), ERR_OK);
	id = message.id;
	message_clear(&message);
	return id;
}

static void
change_member(struct scene *s, const char *script)
{
	assert_int_equal(db_begin(s->data->forum.db), ERR_OK);
	assert_int_equal(db_script(s->data->forum.db, script), ERR_OK);
	assert_int_equal(db_commit(s->data->forum.db), ERR_OK);
}

static void
conversations_and_first_messages_wait(void **state)
{
	struct scene s = begin(state);
	struct waiting row;
	int64_t thread;

	assert_int_equal(count(&s), 0);
	start(&s, &s.greeter, "From a greeter");
	assert_int_equal(count(&s), 0);
	thread = start(&s, &s.ben, "How do I ask?");
	assert_int_equal(count(&s), 1);
	answer(&s, &s.cat, s.old, 1); /* not their first */
	answer(&s, &s.ann, s.old, 1); /* their first ever */
	assert_int_equal(count(&s), 2);
	row = at(&s, &s.greeter, 0);
	assert_int_equal(row.thread, thread);
	assert_int_equal(row.number, 1);
	assert_false(row.is_first);
	assert_string_equal(row.title, "How do I ask?");
	assert_string_equal(row.name, "ben-here");
	assert_string_equal(row.holder_name, "");
	waiting_clear(&row);
	row = at(&s, &s.greeter, 1);
	assert_int_equal(row.thread, s.old);
	assert_int_equal(row.number, 5);
	assert_true(row.is_first);
	waiting_clear(&row);
	answer(&s, &s.ann, s.old, 1); /* their second */
	assert_int_equal(count(&s), 2);
}

static void
another_member_answers(void **state)
{
	struct scene s = begin(state);
	int64_t thread = start(&s, &s.ben, "How do I ask?");

	answer(&s, &s.ben, thread, 1); /* more words of one's own */
	assert_int_equal(count(&s), 1);
	answer(&s, &s.cat, thread, 2); /* anybody, whatever they answer */
	assert_int_equal(count(&s), 0);
	assert_int_equal(data_count(s.data, "SELECT answered_at - since FROM waiting"), 120);
}

/* In somebody else's conversation a hello is not answered by talk with others. */
static void
a_first_hello_is_answered_itself(void **state)
{
	struct scene s = begin(state);
	int64_t hello = answer(&s, &s.ann, s.old, 1);

	answer(&s, &s.ben, s.old, 1);
	assert_int_equal(count(&s), 1);
	answer(&s, &s.greeter, s.old, 2);
	assert_int_equal(count(&s), 1);
	answer(&s, &s.greeter, s.old, hello);
	assert_int_equal(count(&s), 0);
}

static void
a_first_hello_is_answered_by_what_comes_after(void **state)
{
	struct scene s = begin(state);

	answer(&s, &s.ann, s.old, 1);
	answer(&s, &s.cat, s.old, 0);
	assert_int_equal(count(&s), 0);
}

static void
an_answer_that_is_taken_down_is_none(void **state)
{
	struct scene s = begin(state);
	int64_t thread = start(&s, &s.ben, "How do I ask?"), first = answer(&s, &s.cat, thread, 1), second;

	assert_int_equal(count(&s), 0);
	assert_int_equal(message_withdraw(s.forum, &s.cat, thread, first), ERR_OK);
	assert_int_equal(count(&s), 1);
	first = answer(&s, &s.greeter, thread, 1);
	second = answer(&s, &s.other, thread, 1);
	assert_int_equal(moderation_brake(s.forum, thread, first, GROUND_RULE_1, "Sorry"), ERR_OK);
	assert_int_equal(count(&s), 0); /* there is another */
	assert_int_equal(data_count(s.data, "SELECT answer FROM waiting"), message_id(&s, thread, second));
	assert_int_equal(message_withdraw(s.forum, &s.other, thread, second), ERR_OK);
	assert_int_equal(count(&s), 1);
	assert_int_equal(moderation_release(s.forum, thread, first, "It is back"), ERR_OK);
	assert_int_equal(count(&s), 0);
	assert_int_equal(data_count(s.data, "SELECT answered_at - since FROM waiting"), 120); /* as it was written */
}

static void
what_is_gone_waits_no_more(void **state)
{
	struct scene s = begin(state);
	int64_t thread = start(&s, &s.ben, "How do I ask?"), other = start(&s, &s.ann, "And I?");
	struct waiting row = {0};

	assert_int_equal(count(&s), 2);
	assert_int_equal(moderation_brake(s.forum, thread, 1, GROUND_RULE_1, "Sorry"), ERR_OK);
	assert_int_equal(count(&s), 1);
	assert_int_equal(waiting_take(s.forum, &s.greeter, message_id(&s, thread, 1), &row), ERR_NOT_FOUND);
	assert_int_equal(moderation_release(s.forum, thread, 1, "It is back"), ERR_OK);
	assert_int_equal(count(&s), 2);
	assert_int_equal(steer_lock(s.forum, &s.host, thread, true), ERR_OK);
	assert_int_equal(count(&s), 1);
	assert_int_equal(message_withdraw(s.forum, &s.ann, other, 1), ERR_OK);
	assert_int_equal(count(&s), 0);
	assert_int_equal(steer_lock(s.forum, &s.host, thread, false), ERR_OK);
	clock_advance_ms((int64_t)WAITING_DAYS * DAY * 1000);
	assert_int_equal(count(&s), 0);
}

static void
an_unknown_writer_stays_unknown(void **state)
{
	struct scene s = begin(state);
	const struct options unknown = {.is_anonymous = true};
	struct waiting row;
	int64_t thread;

	assert_int_equal(conversation_start(s.forum, &s.ben, s.board, "Secret", "words", &unknown, &thread), ERR_OK);
	row = at(&s, &s.host, 0);
	assert_int_equal(row.member, 0);
	assert_string_equal(row.name, "");
	assert_true(row.alias > 0);
	waiting_clear(&row);
	assert_int_equal(waiting_take(s.forum, &s.greeter, message_id(&s, thread, 1), &row), ERR_OK);
	assert_int_equal(row.member, 0);
	assert_string_equal(row.name, "");
	waiting_clear(&row);
	assert_int_equal(waiting_find_own(s.forum, &s.ben, thread, &row), ERR_OK);
	assert_int_equal(row.member, s.ben.member);
	waiting_clear(&row);
	assert_int_equal(waiting_find_own(s.forum, &s.ann, thread, &row), ERR_NOT_FOUND);
}

/* DATA_NOON is a Monday. */
static void
it_is_due_by_day_and_by_night(void **state)
{
	struct scene s = begin(state);
	static const struct {
		int hour, minute, hours;
	} some[] = {{8, 0, 3}, {7, 59, 12}, {12, 0, 3}, {21, 59, 3}, {22, 0, 12}, {3, 0, 12}};

	for (size_t k = 0; k < sizeof some / sizeof *some; k++) {
		int64_t sent_at = DATA_NOON + (some[k].hour - 12) * HOUR + some[k].minute * 60, promised = 1, due = 0;

		assert_int_equal(waiting_plan(s.forum, sent_at, &promised, &due), ERR_OK);
		assert_int_equal(due - sent_at, some[k].hours * HOUR);
		assert_int_equal(promised, 0); /* there is no rota */
	}
}

static void
a_promise_needs_somebody_who_keeps_it(void **state)
{
	struct scene s = begin(state);
	int64_t promised = 0, due, id;

	assert_int_equal(rota_add(s.forum, &s.greeter, MONDAY, 18 * 60, 22 * 60, &id), ERR_OK);
#define PROMISED(at, by) \
	assert_int_equal(waiting_plan(s.forum, DATA_NOON + (at), &promised, &due), ERR_OK); \
	assert_int_equal(promised, (by) ? DATA_NOON + (by) : 0)
	PROMISED(0, 9 * HOUR);         /* at 6, and 3 hours */
	PROMISED(-6 * HOUR, 9 * HOUR); /* 12 hours before, to the minute */
	PROMISED(-6 * HOUR - 1, 0);
	PROMISED(6 * HOUR + 600, 9 * HOUR + 600); /* they are there */
	PROMISED(8 * HOUR, 10 * HOUR);            /* they leave at 10 */
	PROMISED(9 * HOUR + 1800, 10 * HOUR);
	PROMISED(9 * HOUR + 1801, 0); /* no half hour left */
	change_member(&s, "UPDATE member SET paused_until = 1999999999 WHERE name = 'greeter-here'");
	PROMISED(0, 0);
	change_member(&s, "UPDATE member SET paused_until = 0, break_until = 1999999999 WHERE name = 'greeter-here'");
	PROMISED(0, 0);
	change_member(&s, "UPDATE member SET break_until = 0 WHERE name = 'greeter-here'");
	start(&s, &s.ben, "How do I ask?");
	assert_int_equal(data_count(s.data, "SELECT promised_by FROM waiting"), DATA_NOON + 9 * HOUR);
	assert_int_equal(rota_remove(s.forum, &s.greeter, id), ERR_OK);
	start(&s, &s.cat, "And I?"); /* what was promised stands; nothing new is */
	assert_int_equal(data_count(s.data, "SELECT sum(promised_by) FROM waiting"), DATA_NOON + 9 * HOUR);
}

static void
it_is_passed_on_in_time(void **state)
{
	struct scene s = begin(state);
	struct waiting_counts counts;
	struct waiting_list list = {0};

	start(&s, &s.ben, "How do I ask?");
	assert_int_equal(waiting_count(s.forum, &s.ann, &counts), ERR_OK);
	assert_int_equal(counts.all, 0); /* no greeter */
	clock_advance_ms(3 * HOUR * 1000);
	assert_int_equal(waiting_count(s.forum, &s.host, &counts), ERR_OK);
	assert_int_equal(counts.all, 1);
	assert_int_equal(counts.late, 0);
	clock_advance_ms(1000);
	assert_int_equal(waiting_count(s.forum, &s.host, &counts), ERR_OK);
	assert_int_equal(counts.late, 1);
	clock_advance_ms((3 * HOUR - 1) * 1000);
	assert_int_equal(waiting_list_unheard(s.forum, &s.cat, &list), ERR_OK);
	assert_int_equal(list.count, 0);
	clock_advance_ms(1000);
	assert_int_equal(waiting_list_unheard(s.forum, &s.cat, &list), ERR_OK);
	assert_int_equal(list.count, 1);
	waiting_list_clear(&list);
	assert_int_equal(waiting_list_unheard(s.forum, &s.ben, &list), ERR_OK);
	assert_int_equal(list.count, 0); /* their own */
	assert_int_equal(waiting_list_unheard(s.forum, &(struct actor){0}, &list), ERR_OK);
	assert_int_equal(list.count, 0); /* a guest */
	assert_int_equal(waiting_list(s.forum, &s.cat, &list), ERR_DENIED);
}

static void
lists_are_bounded(void **state)
{
	struct scene s = begin(state);
	struct waiting_list list = {0};
	struct waiting_counts counts;

	for (int k = 0; k < 120; k++) {
		clock_advance_ms(600 * 1000);
		start(&s, &s.cat, "again");
	}
	assert_int_equal(count(&s), WAITING_SHOWN);
	assert_int_equal(waiting_count(s.forum, &s.greeter, &counts), ERR_OK);
	assert_int_equal(counts.all, WAITING_COUNT_MOST);
	clock_advance_ms(DAY * 1000);
	assert_int_equal(waiting_list_unheard(s.forum, &s.ben, &list), ERR_OK);
	assert_int_equal(list.count, WAITING_FOR_ALL);
	waiting_list_clear(&list);
}

static void
one_at_a_time_takes_it(void **state)
{
	struct scene s = begin(state);
	int64_t thread = start(&s, &s.ben, "How do I ask?"), message = message_id(&s, thread, 1);
	struct waiting row = {0};

	assert_int_equal(waiting_take(s.forum, &s.ann, message, &row), ERR_DENIED);
	assert_int_equal(waiting_take(s.forum, &s.greeter, message + 99, &row), ERR_NOT_FOUND);
	assert_int_equal(waiting_take(s.forum, &s.greeter, message, &row), ERR_OK);
	assert_int_equal(row.reserved_by, s.greeter.member);
	assert_int_equal(row.reserved_until, clock_now() + 15 * 60);
	waiting_clear(&row);
	assert_int_equal(waiting_take(s.forum, &s.other, message, &row), ERR_BUSY);
	assert_string_equal(row.holder_name, "greeter-here");
	waiting_clear(&row);
	row = at(&s, &s.host, 0);
	assert_string_equal(row.holder_name, "greeter-here");
	waiting_clear(&row);
	assert_int_equal(waiting_take(s.forum, &s.greeter, message, &row), ERR_OK); /* gives it back */
	assert_int_equal(row.reserved_by, 0);
	waiting_clear(&row);
	assert_int_equal(waiting_take(s.forum, &s.other, message, &row), ERR_OK);
	waiting_clear(&row);
	clock_advance_ms((WAITING_RESERVE_S - 1) * 1000);
	assert_int_equal(waiting_take(s.forum, &s.greeter, message, &row), ERR_BUSY);
	waiting_clear(&row);
	clock_advance_ms(1000);
	assert_int_equal(waiting_take(s.forum, &s.greeter, message, &row), ERR_OK);
	waiting_clear(&row);
	answer(&s, &s.greeter, thread, 1);
	assert_int_equal(waiting_take(s.forum, &s.greeter, message, &row), ERR_NOT_FOUND); /* answered */
	assert_int_equal(data_count(s.data, "SELECT reserved_by + reserved_until FROM waiting"), 0);
}

/* They said something there, though not to the one who waits. */
static void
sending_ends_what_was_taken(void **state)
{
	struct scene s = begin(state);
	int64_t hello = answer(&s, &s.ann, s.old, 1);
	struct waiting row = {0};

	assert_int_equal(waiting_take(s.forum, &s.other, message_id(&s, s.old, hello), &row), ERR_OK);
	waiting_clear(&row);
	/* without a name it says nothing: what comes as the other ends is known by it */
	assert_int_equal(conversation_answer(s.forum, &s.other, s.old, 2, "x", &(struct options){.is_anonymous = true},
			     &hello),
	    ERR_OK);
	assert_int_equal(data_count(s.data, "SELECT reserved_by FROM waiting"), s.other.member);
	clock_advance_ms(60 * 1000);
	answer(&s, &s.other, s.old, 2);
	assert_int_equal(count(&s), 1);
	assert_int_equal(data_count(s.data, "SELECT reserved_by FROM waiting"), 0);
}

static void
who_may_no_more_has_it_no_more(void **state)
{
	struct scene s = begin(state);
	int64_t thread = start(&s, &s.ben, "How do I ask?"), message = message_id(&s, thread, 1);
	struct waiting row = {0};

	assert_int_equal(waiting_take(s.forum, &s.greeter, message, &row), ERR_OK);
	waiting_clear(&row);
	change_member(&s, "UPDATE member SET paused_until = 1999999999 WHERE name = 'greeter-here'");
	assert_int_equal(waiting_take(s.forum, &s.greeter, message, &row), ERR_DENIED);
	row = at(&s, &s.other, 0);
	assert_int_equal(row.reserved_by, 0);
	assert_string_equal(row.holder_name, "");
	waiting_clear(&row);
	assert_int_equal(waiting_take(s.forum, &s.other, message, &row), ERR_OK);
	waiting_clear(&row);
	change_member(&s, "UPDATE member SET role = 'member' WHERE name = 'other-here'");
	assert_int_equal(waiting_take(s.forum, &s.host, message, &row), ERR_OK);
	waiting_clear(&row);
	change_member(&s, "UPDATE member SET is_closed = 1 WHERE name = 'host-here'");
	row = at(&s, &s.greeter, 0);
	assert_int_equal(row.reserved_by, 0);
	waiting_clear(&row);
}

static void
clocks_that_jump_hold_nothing_back(void **state)
{
	struct scene s = begin(state);
	int64_t thread = start(&s, &s.ben, "How do I ask?"), message = message_id(&s, thread, 1);
	struct waiting row = {0};

	assert_int_equal(waiting_take(s.forum, &s.greeter, message, &row), ERR_OK);
	waiting_clear(&row);
	clock_pin(DATA_NOON - 5 * DAY); /* back: it would be held for five days */
	row = at(&s, &s.other, 0);
	assert_int_equal(row.reserved_by, 0);
	waiting_clear(&row);
	assert_int_equal(waiting_take(s.forum, &s.other, message, &row), ERR_OK);
	waiting_clear(&row);
	clock_pin(DATA_NOON + 3650 * DAY);
	assert_int_equal(count(&s), 0);
	assert_int_equal(waiting_take(s.forum, &s.greeter, message, &row), ERR_NOT_FOUND);
	clock_pin(DATA_NOON);
	assert_int_equal(count(&s), 1);
}

struct taker {
	struct scene *scene;
	const struct actor *who;
	int64_t message;
};

static int
takes_it(void *context)
{
	struct taker *taker = context;
	struct forum forum = {0};
	struct waiting row = {0};
	enum err err = forum_open(taker->scene->data->root, &taker->scene->data->config, &forum);

	if (err == ERR_OK)
		err = waiting_take(&forum, taker->who, taker->message, &row);
	return err == ERR_OK ? 1 : err == ERR_BUSY ? 2 : 3;
}

static void
two_at_once(void **state)
{
	struct scene s = begin(state);

	for (int round = 0; round < 10; round++) {
		int64_t thread = start(&s, &s.cat, "How do I ask?"), message = message_id(&s, thread, 1);
		struct taker one = {&s, &s.greeter, message}, two = {&s, &s.other, message};
		pid_t first, second;

		clock_advance_ms(600 * 1000);
		data_close(s.data);
		first = child_start(takes_it, &one);
		second = child_start(takes_it, &two);
		assert_int_equal(child_wait(first) + child_wait(second), 1 + 2); /* one has it, one is told */
		data_open(s.data);
	}
}

static void
a_greeter_finds_them_in_the_conversation(void **state)
{
	struct scene s = begin(state);
	int64_t thread = start(&s, &s.ben, "How do I ask?"), hello = answer(&s, &s.ann, s.old, 1);
	struct waiting row = {0};

	assert_int_equal(waiting_find(s.forum, &s.ann, thread, 1, &row), ERR_NOT_FOUND);
	assert_int_equal(waiting_find(s.forum, &s.greeter, thread, 0, &row), ERR_OK);
	assert_int_equal(row.number, 1);
	waiting_clear(&row);
	assert_int_equal(waiting_find(s.forum, &s.greeter, s.old, hello, &row), ERR_OK);
	assert_int_equal(row.number, hello);
	waiting_clear(&row);
	assert_int_equal(waiting_find(s.forum, &s.greeter, s.old, 1, &row), ERR_OK); /* not that one: the oldest */
	assert_int_equal(row.number, hello);
	waiting_clear(&row);
	answer(&s, &s.greeter, s.old, hello);
	assert_int_equal(waiting_find(s.forum, &s.greeter, s.old, hello, &row), ERR_NOT_FOUND);
}

static int
data_make_in_utc(void **state)
{
	setenv("TZ", "UTC", 1);
	tzset();
	return data_make(state);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, data_make_in_utc, data_remove)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(conversations_and_first_messages_wait),
	    TEST(another_member_answers),
	    TEST(a_first_hello_is_answered_itself),
	    TEST(a_first_hello_is_answered_by_what_comes_after),
	    TEST(an_answer_that_is_taken_down_is_none),
	    TEST(what_is_gone_waits_no_more),
	    TEST(an_unknown_writer_stays_unknown),
	    TEST(it_is_due_by_day_and_by_night),
	    TEST(a_promise_needs_somebody_who_keeps_it),
	    TEST(it_is_passed_on_in_time),
	    TEST(lists_are_bounded),
	    TEST(one_at_a_time_takes_it),
	    TEST(sending_ends_what_was_taken),
	    TEST(who_may_no_more_has_it_no_more),
	    TEST(clocks_that_jump_hold_nothing_back),
	    TEST(two_at_once),
	    TEST(a_greeter_finds_them_in_the_conversation),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
