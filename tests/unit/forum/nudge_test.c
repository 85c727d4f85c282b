/*
 * Who is nudged by e-mail, once for each absence; who never is.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "../../support/data.h"
#include "base/clock.h"
#include "forum/account.h"
#include "forum/conversation.h"
#include "forum/nudge.h"
#include "store/outbox.h"

struct scene {
	struct actor ann, bob;
	int64_t thread;
};

static struct scene
set_scene(struct data *data)
{
	struct scene scene = {
	    .ann = data_member(data, "ann", ACTOR_MEMBER),
	    .bob = data_member(data, "bob", ACTOR_MEMBER),
	};

	data->config.limits_new_gap_s = 0;
	data_group(data, "talking", 1);
	scene.thread = data_thread(data, data_board(data, "general", "talking", false), &scene.ann, "Stairs");
	data_message(data, scene.thread, &scene.ann, 0, "Hello");
	return scene;
}

static int64_t
waiting(struct data *data, const char *kind)
{
	struct outbox_row_list list = {0};
	int64_t count = 0;

	assert_int_equal(outbox_list(data->forum.db, INT64_MAX, 50, &list), ERR_OK);
	for (size_t k = 0; k < list.count; k++)
		count += !strcmp(list.rows[k].kind, kind);
	outbox_row_list_clear(&list);
	return count;
}

/* The code as it is mailed. */
static void
read_code(struct data *data, char out[16])
{
	struct outbox_row_list list = {0};

	assert_int_equal(outbox_list(data->forum.db, clock_now(), 50, &list), ERR_OK);
	assert_int_equal(list.count, 1);
	assert_string_equal(list.rows[0].kind, "confirm");
	snprintf(out, 16, "%s", list.rows[0].code);
	outbox_row_list_clear(&list);
}

static void
want_nudges(struct data *data, const struct actor *who)
{
	char code[16];

	assert_int_equal(nudge_ask(&data->forum, who, " ann@example.org "), ERR_OK);
	read_code(data, code);
	assert_int_equal(nudge_confirm(&data->forum, who, code), ERR_OK);
	assert_int_equal(db_begin(data->forum.db), ERR_OK);
	assert_int_equal(db_end(data->forum.db, outbox_cancel(data->forum.db, "confirm", who->member)), ERR_OK);
}

static void
answer(struct data *data, const struct scene *scene)
{
	int64_t number;

	assert_int_equal(conversation_answer(&data->forum, &scene->bob, scene->thread, 1, "Yes.", NULL, &number),
	    ERR_OK);
}

static void
an_address_looks_like_one(void **state)
{
	static const struct {
		const char *text;
		enum err expected;
	} cases[] = {
	    {"ann@example.org", ERR_OK},
	    {"  a.b+c@mail.example.co.uk ", ERR_OK},
	    {"", ERR_EMPTY},
	    {"   ", ERR_EMPTY},
	    {"ann", ERR_INVALID},
	    {"ann@home", ERR_INVALID},
	    {"@example.org", ERR_INVALID},
	    {"ann@.org", ERR_INVALID},
	    {"ann@example.", ERR_INVALID},
	    {"ann@exa..mple", ERR_INVALID},
	    {"ann@b@example.org", ERR_INVALID},
	    {"ann smith@example.org", ERR_INVALID},
	    {"ann@example.org,bob@example.org", ERR_INVALID},
	    {"Ann <ann@example.org>", ERR_INVALID},
	    {"-oQ/tmp@example.org", ERR_INVALID},
	    {"ann@exa_mple.org", ERR_INVALID},
	    {"ann\nBcc:b@example.org", ERR_INVALID},
	};
	char text[NUDGE_ADDRESS_BYTES + 2];

	(void)state;
	for (size_t k = 0; k < sizeof cases / sizeof *cases; k++)
		assert_int_equal(nudge_check_address(cases[k].text), cases[k].expected);
	memset(text, 'a', sizeof text - 1);
	text[sizeof text - 1] = '\0';
	memcpy(text, "a@b.", 4);
	assert_int_equal(nudge_check_address(text), ERR_TOO_LONG);
	text[NUDGE_ADDRESS_BYTES] = '\0';
	assert_int_equal(nudge_check_address(text), ERR_OK);
}

static void
a_code_confirms_an_address(void **state)
{
	struct data *data = *state;
	struct actor ann = data_member(data, "ann", ACTOR_MEMBER);
	struct nudge_row row = {0};
	char code[16], wrong[] = "000000";

	assert_int_equal(nudge_confirm(&data->forum, &ann, "123456"), ERR_NOT_FOUND);
	assert_int_equal(nudge_ask(&data->forum, &ann, "not one"), ERR_INVALID);
	assert_int_equal(waiting(data, "confirm"), 0);
	assert_int_equal(nudge_ask(&data->forum, &ann, "ann@example.org"), ERR_OK);
	read_code(data, code);
	assert_int_equal(strlen(code), NUDGE_CODE_DIGITS);
	wrong[0] = code[0] == '0' ? '1' : '0';
	assert_int_equal(nudge_confirm(&data->forum, &ann, wrong), ERR_DENIED);
	assert_int_equal(nudge_confirm(&data->forum, &ann, ""), ERR_DENIED);
	assert_int_equal(nudge_confirm(&data->forum, &ann, "12345678901234567890"), ERR_DENIED);
	assert_int_equal(nudge_confirm(&data->forum, &ann, code), ERR_OK);
	assert_int_equal(nudge_find(&data->forum, &ann, &row), ERR_OK);
	assert_string_equal(row.address, "ann@example.org");
	assert_string_equal(row.code_hash, "");
	nudge_row_clear(&row);
	assert_int_equal(nudge_remove(&data->forum, &ann), ERR_OK);
	assert_int_equal(data_count(data, "SELECT count(*) FROM nudge"), 0);
	assert_int_equal(waiting(data, "confirm"), 0);
}

static void
a_code_has_an_hour_and_five_tries(void **state)
{
	struct data *data = *state;
	struct actor ann = data_member(data, "ann", ACTOR_MEMBER);
	char code[16];

	assert_int_equal(nudge_ask(&data->forum, &ann, "ann@example.org"), ERR_OK);
	for (int k = 0; k < NUDGE_CODE_TRIES; k++)
		assert_int_equal(nudge_confirm(&data->forum, &ann, "wrong"), ERR_DENIED);
	read_code(data, code);
	assert_int_equal(nudge_confirm(&data->forum, &ann, code), ERR_RATE);
	assert_int_equal(nudge_ask(&data->forum, &ann, "ann@example.org"), ERR_OK); /* a new one has its own */
	read_code(data, code);
	clock_advance_ms((int64_t)NUDGE_CODE_SECONDS * 1000);
	assert_int_equal(nudge_confirm(&data->forum, &ann, code), ERR_RATE);
	for (int k = 2; k < NUDGE_ASKS_A_DAY; k++) /* removing it does not make more of them */
		assert_int_equal(nudge_remove(&data->forum, &ann) || nudge_ask(&data->forum, &ann, "a@b.org"), ERR_OK);
	assert_int_equal(nudge_ask(&data->forum, &ann, "a@b.org"), ERR_RATE);
	clock_advance_ms((int64_t)86400 * 1000);
	assert_int_equal(nudge_ask(&data->forum, &ann, "a@b.org"), ERR_OK);
}

static void
an_answer_nudges_once_for_each_absence(void **state)
{
	struct data *data = *state;
	struct scene scene = set_scene(data);
	bool is_due = false;
	char *address = NULL;
	int64_t due = 0;

	answer(data, &scene);
	assert_int_equal(waiting(data, "nudge"), 0); /* nobody asked for one */
	want_nudges(data, &scene.ann);
	assert_int_equal(account_leave(&data->forum, &scene.ann), ERR_OK);
	clock_advance_ms(60000);
	answer(data, &scene);
	assert_int_equal(waiting(data, "nudge"), 1);
	assert_int_equal(outbox_next_due(data->forum.db, &due), ERR_OK);
	assert_int_equal(due, clock_now() + NUDGE_AFTER_SECONDS);
	assert_int_equal(nudge_is_still_due(&data->forum, scene.ann.member, &is_due, &address), ERR_OK);
	assert_true(is_due);
	assert_string_equal(address, "ann@example.org");
	free(address);
	assert_int_equal(db_begin(data->forum.db), ERR_OK); /* it was sent */
	assert_int_equal(db_end(data->forum.db, outbox_cancel(data->forum.db, "nudge", scene.ann.member)), ERR_OK);
	answer(data, &scene);
	assert_int_equal(waiting(data, "nudge"), 0); /* still the same absence */
	clock_advance_ms(60000);
	assert_int_equal(nudge_forget(&data->forum, &scene.ann), ERR_OK); /* here again, and gone again */
	assert_int_equal(account_leave(&data->forum, &scene.ann), ERR_OK);
	clock_advance_ms(60000);
	answer(data, &scene);
	assert_int_equal(waiting(data, "nudge"), 1);
}

static void
coming_back_or_reading_ends_it(void **state)
{
	struct data *data = *state;
	struct scene scene = set_scene(data);
	struct thread thread = {0};
	bool is_due = true;
	char *address = NULL;

	want_nudges(data, &scene.ann);
	answer(data, &scene);
	assert_int_equal(conversation_get(&data->forum, &scene.ann, scene.thread, &thread), ERR_OK);
	conversation_mark_read(&data->forum, &scene.ann, &thread, 2);
	thread_clear(&thread);
	assert_int_equal(nudge_is_still_due(&data->forum, scene.ann.member, &is_due, &address), ERR_OK);
	assert_false(is_due);
	assert_null(address);
	assert_int_equal(waiting(data, "nudge"), 1);
	assert_int_equal(nudge_forget(&data->forum, &scene.ann), ERR_OK);
	assert_int_equal(waiting(data, "nudge"), 0);
}

static void
nobody_is_nudged_who_does_not_want_it(void **state)
{
	struct data *data = *state;
	struct scene scene = set_scene(data);
	bool is_due = true;
	char *address = NULL;
	int64_t number;

	assert_int_equal(nudge_ask(&data->forum, &scene.ann, "ann@example.org"), ERR_OK);
	answer(data, &scene);
	assert_int_equal(waiting(data, "nudge"), 0); /* not confirmed */
	assert_int_equal(nudge_remove(&data->forum, &scene.ann), ERR_OK);
	want_nudges(data, &scene.ann);
	assert_int_equal(conversation_answer(&data->forum, &scene.ann, scene.thread, 0, "Me again.", NULL, &number),
	    ERR_OK);
	assert_int_equal(waiting(data, "nudge"), 0); /* their own words */
	answer(data, &scene);
	assert_int_equal(waiting(data, "nudge"), 1);
	assert_int_equal(nudge_set_on(&data->forum, &scene.ann, false), ERR_OK);
	assert_int_equal(waiting(data, "nudge"), 0);
	assert_int_equal(nudge_is_still_due(&data->forum, scene.ann.member, &is_due, &address), ERR_OK);
	assert_false(is_due);
	assert_int_equal(nudge_is_still_due(&data->forum, 999, &is_due, &address), ERR_OK);
	assert_false(is_due);
}

int
main(void)
{
#define ON_A_BOARD(test) cmocka_unit_test_setup_teardown(test, data_make_empty, data_remove)
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(an_address_looks_like_one),
	    ON_A_BOARD(a_code_confirms_an_address),
	    ON_A_BOARD(a_code_has_an_hour_and_five_tries),
	    ON_A_BOARD(an_answer_nudges_once_for_each_absence),
	    ON_A_BOARD(coming_back_or_reading_ends_it),
	    ON_A_BOARD(nobody_is_nudged_who_does_not_want_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
