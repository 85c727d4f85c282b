/*
 * Breaks: how long, back at once, nothing sent meanwhile, nothing lost.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "../../support/data.h"
#include "base/clock.h"
#include "forum/break.h"
#include "forum/conversation.h"
#include "forum/nudge.h"
#include "forum/writing.h"
#include "store/nudges.h"

enum { DAY = 86400 };

static void
as_long_as_they_choose(void **state)
{
	struct data *data = *state;
	struct actor ann = data_member(data, "ann", ACTOR_MEMBER);

	assert_int_equal(break_until(&data->forum, &ann), 0);
	assert_int_equal(break_take(&data->forum, &ann, BREAK_1_WEEK), ERR_OK);
	assert_int_equal(break_until(&data->forum, &ann), DATA_NOON + 7 * DAY);
	assert_int_equal(break_take(&data->forum, &ann, BREAK_2_WEEKS), ERR_OK);
	assert_int_equal(break_until(&data->forum, &ann), DATA_NOON + 14 * DAY);
	assert_int_equal(break_take(&data->forum, &ann, BREAK_1_MONTH), ERR_OK);
	assert_int_equal(break_until(&data->forum, &ann), DATA_NOON + 30 * DAY);
	clock_advance_ms(1000LL * 30 * DAY);
	assert_int_equal(break_until(&data->forum, &ann), 0); /* over by itself */
	assert_int_equal(break_take(&data->forum, &ann, BREAK_OPEN), ERR_OK);
	clock_advance_ms(1000LL * 36500 * DAY);
	assert_int_equal(break_until(&data->forum, &ann), BREAK_NO_END);
	assert_int_equal(break_end(&data->forum, &ann), ERR_OK);
	assert_int_equal(break_until(&data->forum, &ann), 0);
	assert_int_equal(break_end(&data->forum, &ann), ERR_OK);
}

static void
guests_have_none(void **state)
{
	struct data *data = *state;
	struct actor guest = {0};

	assert_int_equal(break_take(&data->forum, &guest, BREAK_OPEN), ERR_DENIED);
	assert_int_equal(break_end(&data->forum, &guest), ERR_DENIED);
	assert_int_equal(break_until(&data->forum, &guest), 0);
}

static int64_t
nudges_out(struct data *data)
{
	return data_count(data, "SELECT count(*) FROM outbox WHERE kind = 'nudge'");
}

/* Ann is answered by Bob. */
static void
answer(struct data *data, int64_t thread, const struct actor *bob)
{
	int64_t number;

	assert_int_equal(conversation_answer(&data->forum, bob, thread, 1, "Yes.", NULL, &number), ERR_OK);
}

static void
nothing_is_sent_meanwhile(void **state)
{
	struct data *data = *state;
	struct actor ann = data_member(data, "ann", ACTOR_MEMBER), bob = data_member(data, "bob", ACTOR_MEMBER);
	int64_t thread;
	char *address = NULL;
	bool is_due = true;

	data->config.limits_new_gap_s = 0;
	data_group(data, "talking", 1);
	thread = data_thread(data, data_board(data, "general", "talking", false), &ann, "Stairs");
	data_message(data, thread, &ann, 0, "Hello");
	assert_int_equal(db_begin(data->forum.db), ERR_OK);
	assert_int_equal(nudges_save(data->forum.db, ann.member, "ann@example.org", "", clock_now()), ERR_OK);
	assert_int_equal(db_end(data->forum.db, ERR_OK), ERR_OK);

	assert_int_equal(break_take(&data->forum, &ann, BREAK_1_WEEK), ERR_OK);
	answer(data, thread, &bob);
	assert_int_equal(nudges_out(data), 0);
	assert_int_equal(break_end(&data->forum, &ann), ERR_OK);
	answer(data, thread, &bob);
	assert_int_equal(nudges_out(data), 1);
	assert_int_equal(break_take(&data->forum, &ann, BREAK_OPEN), ERR_OK); /* before it was sent */
	assert_int_equal(nudge_is_still_due(&data->forum, ann.member, &is_due, &address), ERR_OK);
	assert_false(is_due);
	assert_null(address);
}

static void
nothing_is_lost(void **state)
{
	struct data *data = *state;
	struct actor ann = data_member(data, "ann", ACTOR_MEMBER), bob = data_member(data, "bob", ACTOR_MEMBER);
	struct reply_list replies = {0};
	struct draft draft = {0};
	struct place place;
	int64_t board, thread;

	data->config.limits_new_gap_s = 0;
	data_group(data, "talking", 1);
	board = data_board(data, "general", "talking", false);
	thread = data_thread(data, board, &ann, "Stairs");
	data_message(data, thread, &ann, 0, "Hello");
	place = (struct place){.board = board};
	assert_int_equal(writing_save(&data->forum, &ann, place, "A title", "Some words", NULL), ERR_OK);
	assert_int_equal(break_take(&data->forum, &ann, BREAK_1_MONTH), ERR_OK);
	answer(data, thread, &bob);
	clock_advance_ms(1000LL * 20 * DAY);
	assert_int_equal(break_end(&data->forum, &ann), ERR_OK);
	assert_int_equal(conversation_replies(&data->forum, &ann, &replies), ERR_OK);
	assert_int_equal(replies.count, 1);
	assert_int_equal(writing_find(&data->forum, &ann, place, &draft), ERR_OK);
	assert_string_equal(draft.body, "Some words");
	reply_list_clear(&replies);
	draft_clear(&draft);
}

#define STORY(name) cmocka_unit_test_setup_teardown(name, data_make_empty, data_remove)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    STORY(as_long_as_they_choose),
	    STORY(guests_have_none),
	    STORY(nothing_is_sent_meanwhile),
	    STORY(nothing_is_lost),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
