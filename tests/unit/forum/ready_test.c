/*
 * Not ready, not open: each item by itself, and all of them together. And the figures an operator looks at.
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
#include "base/mem.h"
#include "forum/backup.h"
#include "forum/conversation.h"
#include "forum/desk.h"
#include "forum/figures.h"
#include "forum/guide.h"
#include "forum/help.h"
#include "forum/ready.h"
#include "forum/rota.h"
#include "store/cases.h"
#include "store/outbox.h"

static bool
is_done(struct data *data, enum ready item)
{
	struct ready_state states[READY_COUNT];
	bool done;

	assert_int_equal(ready_look(&data->forum, states), ERR_OK);
	done = states[item].is_done;
	ready_clear(states);
	return done;
}

static void
confirm_all(struct data *data)
{
	struct signpost_list list = {0};
	const struct help_facts nothing_new = {0};

	assert_int_equal(help_list(&data->forum, &list), ERR_OK);
	for (size_t k = 0; k < list.count; k++) {
		struct signpost signpost = {0};

		assert_false(is_done(data, READY_SIGNPOSTS));
		assert_int_equal(help_confirm(&data->forum, list.rows[k].slug, &nothing_new, &signpost), ERR_OK);
		assert_string_equal(signpost.checked_on, "2026-11-23");
		assert_string_equal(signpost.recheck_by, "2027-05-25");
		signpost_clear(&signpost);
	}
	signpost_list_clear(&list);
}

static void
back_up(struct data *data)
{
	struct backup copy = {0};

	assert_int_equal(backup_make(&data->forum, data->root, NULL, &copy), ERR_OK);
	free(copy.path);
}

static void
everything_is_needed(void **state)
{
	struct data *data = *state;

	for (int item = 0; item < READY_COUNT; item++)
		assert_false(is_done(data, (enum ready)item));
	data_member(data, "mod-here", ACTOR_MODERATOR);
	data_member(data, "lead-here", ACTOR_LEAD);
	assert_int_equal(ready_set(&data->forum, READY_CONTROLLER, " A. Person,\n1 Any Street "), ERR_OK);
	assert_int_equal(ready_set(&data->forum, READY_PRIVACY_NOTICE, "# What we keep\nWords.\n"), ERR_OK);
	assert_int_equal(ready_set(&data->forum, READY_DATA_PROTECTION, "2026-05-01"), ERR_OK);
	assert_int_equal(ready_set(&data->forum, READY_ONLINE_SAFETY, "2026-11-23"), ERR_OK);
	assert_int_equal(ready_set(&data->forum, READY_THIRD_PARTIES, "2026-02-28"), ERR_OK);
	confirm_all(data);
	assert_false(ready_is_all_done(&data->forum));
	back_up(data);
	assert_true(ready_is_all_done(&data->forum));
	/* half a year later the numbers have to be looked at again */
	clock_pin(DATA_NOON + (int64_t)183 * 86400);
	assert_false(is_done(data, READY_SIGNPOSTS));
	assert_false(ready_is_all_done(&data->forum));
}

static void
what_is_said_is_looked_at(void **state)
{
	static const char *const bad_days[] = {"2026-11-24", "2026-02-29", "yesterday", "2026-5-1", "20260501",
	    "2026-05-01x"};
	struct data *data = *state;
	char *long_text = mem_alloc(READY_TEXT_BYTES + 2), *notice;

	memset(long_text, 'k', READY_TEXT_BYTES + 1);
	for (size_t k = 0; k < sizeof bad_days / sizeof *bad_days; k++)
		assert_int_equal(ready_set(&data->forum, READY_ONLINE_SAFETY, bad_days[k]), ERR_INVALID);
	assert_int_equal(ready_set(&data->forum, READY_ONLINE_SAFETY, " "), ERR_EMPTY);
	assert_int_equal(ready_set(&data->forum, READY_CONTROLLER, long_text), ERR_TOO_LONG);
	assert_int_equal(ready_set(&data->forum, READY_BACKUP, "2026-05-01"), ERR_DENIED);
	assert_null(ready_privacy_notice(&data->forum));
	assert_false(ready_has_privacy_notice(&data->forum));
	assert_int_equal(ready_set(&data->forum, READY_PRIVACY_NOTICE, "One.\nTwo.\033[2J"), ERR_OK);
	assert_true(ready_has_privacy_notice(&data->forum));
	notice = ready_privacy_notice(&data->forum);
	assert_null(strchr(notice, 033));
	assert_non_null(strstr(notice, "One.\nTwo."));
	free(notice);
	free(long_text);
}

static void
a_signpost_without_a_number_is_not_shown(void **state)
{
	struct data *data = *state;
	struct help_facts facts = {0};
	struct signpost signpost = {0};
	struct signpost_list list = {0};

	assert_int_equal(help_confirm(&data->forum, "adult-safeguarding", &facts, &signpost), ERR_EMPTY);
	assert_int_equal(help_confirm(&data->forum, "nobody", &facts, &signpost), ERR_NOT_FOUND);
	facts.number = "01632 960 123";
	facts.recheck_by = "2026-11-23";
	assert_int_equal(help_confirm(&data->forum, "adult-safeguarding", &facts, &signpost), ERR_INVALID);
	facts.recheck_by = "2026-12-31";
	assert_int_equal(help_confirm(&data->forum, "adult-safeguarding", &facts, &signpost), ERR_OK);
	assert_string_equal(signpost.number, "01632 960 123");
	assert_true(signpost.is_shown);
	signpost_clear(&signpost);
	assert_int_equal(help_hide(&data->forum, "adult-safeguarding"), ERR_OK);
	assert_int_equal(help_list(&data->forum, &list), ERR_OK);
	for (size_t k = 0; k < list.count; k++)
		assert_string_not_equal(list.rows[k].slug, "adult-safeguarding");
	signpost_list_clear(&list);
}

static struct health_state
health_of(struct data *data, enum health item)
{
	struct health_state states[HEALTH_COUNT];

	assert_int_equal(health_look(&data->forum, data->root, states), ERR_OK);
	return states[item];
}

/* Somebody has the red case, and last did something about it then. */
static void
touch_cases(struct data *data, int64_t at)
{
	assert_int_equal(db_begin(data->forum.db), ERR_OK);
	assert_int_equal(db_end(data->forum.db, cases_claim(data->forum.db, 1, 7, at)), ERR_OK);
}

static void
health_sees_what_waits(void **state)
{
	struct data *data = *state;

	assert_false(health_of(data, HEALTH_KEEPER).is_fine);
	assert_int_equal(health_of(data, HEALTH_BACKUP).number, -1);
	assert_true(health_of(data, HEALTH_RED).is_fine);
	assert_true(health_of(data, HEALTH_SPOOL).is_fine);
	assert_true(health_of(data, HEALTH_GUIDES).is_fine); /* none is shown yet */
	assert_int_equal(guide_confirm_all(&data->forum), ERR_OK);
	assert_true(health_of(data, HEALTH_GUIDES).is_fine);
	clock_pin(DATA_NOON + (int64_t)(GUIDE_RECHECK_DAYS + 1) * 86400);
	assert_true(health_of(data, HEALTH_GUIDES).number > 0);
	assert_false(health_of(data, HEALTH_GUIDES).is_fine);
	clock_pin(DATA_NOON);
	back_up(data);
	assert_true(health_of(data, HEALTH_BACKUP).is_fine);
	assert_int_equal(db_begin(data->forum.db), ERR_OK);
	assert_int_equal(
	    db_script(data->forum.db,
		"INSERT INTO desk_case (reason, source, risk, opened_at) VALUES ('safety', 'worry', 3, 1795435200)"),
	    ERR_OK);
	assert_int_equal(db_end(data->forum.db, outbox_add(data->forum.db, "alert", 0, "", DATA_NOON)), ERR_OK);
	clock_pin(DATA_NOON + (int64_t)61 * 60);
	assert_int_equal(health_of(data, HEALTH_RED).number, 61);
	assert_false(health_of(data, HEALTH_RED).is_fine);
	touch_cases(data, clock_now());
	assert_true(health_of(data, HEALTH_RED).is_fine);
	touch_cases(data, clock_now() - DESK_LAPSE_RED_S - 1); /* and then nothing more was done */
	assert_int_equal(health_of(data, HEALTH_RED).number, 61);
	assert_int_equal(health_of(data, HEALTH_SPOOL).number, 61);
	assert_false(health_of(data, HEALTH_SPOOL).is_fine);
	clock_pin(DATA_NOON + (int64_t)49 * 3600);
	assert_false(health_of(data, HEALTH_BACKUP).is_fine);
}

static void
figures_count_what_there_is(void **state)
{
	struct data *data = *state;
	struct actor ann = data_member(data, "ann-here", ACTOR_MEMBER);
	int64_t thread = data_thread(data, data_board_id(data, "welcome"), &ann, "One");
	struct figures figures;

	data_message(data, thread, &ann, 0, "Hello.");
	clock_pin(DATA_NOON + (int64_t)8 * 86400);
	data_message(data, thread, &ann, 0, "Hello again.");
	assert_int_equal(figures_look(&data->forum, 7, &figures), ERR_OK);
	assert_int_equal(figures.members, 1);
	assert_int_equal(figures.joined, 0);
	assert_int_equal(figures.messages, 2);
	assert_int_equal(figures.written, 1);
	assert_int_equal(figures.conversations, 1);
	assert_int_equal(figures.started, 0);
	assert_int_equal(figures.cases_open, 0);
}

enum { HOUR = 3600, DAY = 24 * HOUR };

/* One who is answered after so many seconds, with a promise of `promised` hours, or neither when they are 0. */
static void
somebody_asks(struct data *data, int64_t at, int64_t heard_after, int64_t promised_hours)
{
	char script[400];

	snprintf(script, sizeof script,
	    "INSERT INTO waiting (message, thread, member, since, due_at, promised_by, answered_at)"
	    " SELECT id, thread, author, %lld, %lld, %lld, %lld FROM message ORDER BY id"
	    " LIMIT 1 OFFSET (SELECT count(*) FROM waiting)",
	    (long long)at, (long long)at + 3 * HOUR, (long long)(promised_hours ? at + promised_hours * HOUR : 0),
	    (long long)(heard_after ? at + heard_after : 0));
	assert_int_equal(db_begin(data->forum.db), ERR_OK);
	assert_int_equal(db_script(data->forum.db, script), ERR_OK);
	assert_int_equal(db_commit(data->forum.db), ERR_OK);
}

static void
figures_say_who_was_answered(void **state)
{
	struct data *data = *state;
	struct actor ann = data_member(data, "ann-here", ACTOR_MEMBER);
	int64_t thread = data_thread(data, data_board_id(data, "welcome"), &ann, "One"), then = DATA_NOON;
	struct figures figures;

	for (int k = 0; k < 9; k++)
		data_message(data, thread, &ann, 0, "Hello.");
	clock_pin(DATA_NOON + 2 * DAY);
	somebody_asks(data, then, 3 * HOUR, 3); /* to the second, and as promised */
	somebody_asks(data, then, 3 * HOUR + 1, 3);
	somebody_asks(data, then, DAY, 30);
	somebody_asks(data, then, DAY + 1, 0);
	somebody_asks(data, then, 0, 3);            /* nobody did */
	somebody_asks(data, then, 0, 72);           /* there is time */
	somebody_asks(data, then, HOUR, 72);        /* kept, but not over: it is not counted yet */
	somebody_asks(data, then - DAY, HOUR, 3);   /* the first second of the days that are looked at */
	somebody_asks(data, then - DAY - 1, 60, 3); /* and before it */
	assert_int_equal(figures_look(&data->forum, 3, &figures), ERR_OK);
	assert_int_equal(figures.asked, 8);
	assert_int_equal(figures.heard, 6);
	assert_int_equal(figures.heard_3h, 3);
	assert_int_equal(figures.heard_24h, 5);
	assert_int_equal(figures.promised, 5);
	assert_int_equal(figures.promises_kept, 3);
}

/* What the board does itself: one asks, with somebody on the rota, and one answers. */
static void
figures_follow_an_answer(void **state)
{
	struct data *data = *state;
	struct actor ann = data_member(data, "ann-here", ACTOR_NEW), ben = data_member(data, "ben-here", ACTOR_GREETER);
	int64_t thread, number, id;
	struct figures figures;

	assert_int_equal(rota_add(&data->forum, &ben, 1, 9 * 60, 21 * 60, &id), ERR_OK);
	assert_int_equal(conversation_start(&data->forum, &ann, data_board_id(data, "welcome"), "One", "Hello.", NULL,
			     &thread),
	    ERR_OK);
	clock_advance_ms(2 * HOUR * 1000);
	assert_int_equal(figures_look(&data->forum, 7, &figures), ERR_OK);
	assert_int_equal(figures.asked, 1);
	assert_int_equal(figures.heard, 0);
	assert_int_equal(figures.promised, 0); /* it is not over */
	assert_int_equal(conversation_answer(&data->forum, &ben, thread, 1, "Hello you.", NULL, &number), ERR_OK);
	clock_advance_ms(HOUR * 1000);
	assert_int_equal(figures_look(&data->forum, 7, &figures), ERR_OK);
	assert_int_equal(figures.heard_3h, 1);
	assert_int_equal(figures.heard_24h, 1);
	assert_int_equal(figures.promised, 1);
	assert_int_equal(figures.promises_kept, 1);
}

/* Twelve write 1 to 12 messages: the ten most active wrote 3 to 12. And one of old, who counts no more. */
static void
figures_say_how_many_the_most_active_wrote(void **state)
{
	struct data *data = *state;
	struct actor old = data_member(data, "old-here", ACTOR_MEMBER), writer;
	int64_t thread = data_thread(data, data_board_id(data, "welcome"), &old, "One");
	struct figures figures;
	char name[16];

	for (int k = 0; k < 40; k++)
		data_message(data, thread, &old, 0, "Hello.");
	clock_pin(DATA_NOON + 8 * DAY);
	for (int k = 1; k <= 12; k++) {
		snprintf(name, sizeof name, "writer-%c", "abcdefghkmnp"[k - 1]); /* no two look alike */
		writer = data_member(data, name, ACTOR_MEMBER);
		for (int n = 0; n < k; n++)
			data_message(data, thread, &writer, 0, "Hello.");
	}
	assert_int_equal(figures_look(&data->forum, 7, &figures), ERR_OK);
	assert_int_equal(figures.written, 78);
	assert_int_equal(figures.top_ten, 75);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, data_make, data_remove)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(everything_is_needed),
	    TEST(what_is_said_is_looked_at),
	    TEST(a_signpost_without_a_number_is_not_shown),
	    TEST(health_sees_what_waits),
	    TEST(figures_count_what_there_is),
	    TEST(figures_say_who_was_answered),
	    TEST(figures_follow_an_answer),
	    TEST(figures_say_how_many_the_most_active_wrote),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
