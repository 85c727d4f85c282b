/*
 * The queues of the desk: where a case belongs, by when, and who is told when nobody looked.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "../../support/data.h"

#include "base/clock.h"
#include "forum/account.h"
#include "forum/desk.h"
#include "forum/desk_team.h"
#include "forum/queue.h"
#include "forum/rota.h"
#include "store/db.h"

enum { MINUTE = 60, HOUR = 3600, DAY = 86400 };

struct story {
	struct data *data;
	struct forum *forum;
	struct actor ann, bob, mod, other, lead;
	int64_t thread;
};

static void
begin(void **state, struct story *s)
{
	int64_t board;

	s->data = *state;
	s->forum = &s->data->forum;
	s->ann = data_member(s->data, "ann-here", ACTOR_MEMBER);
	s->bob = data_member(s->data, "bob-here", ACTOR_MEMBER);
	s->mod = data_member(s->data, "mod-one", ACTOR_MODERATOR);
	s->other = data_member(s->data, "mod-two", ACTOR_MODERATOR);
	s->lead = data_member(s->data, "the-lead", ACTOR_LEAD);
	data_group(s->data, "one", 1);
	board = data_board(s->data, "nights", "one", true);
	s->thread = data_thread(s->data, board, &s->ann, "Awake at four");
	for (int k = 0; k < 4; k++)
		data_message(s->data, s->thread, &s->ann, 0, "Mum's name is Doreen.");
}

static void
tell(struct story *s, enum reason reason, int64_t number)
{
	struct telling telling = {.reason = reason, .thread = s->thread, .number = number, .words = ""};

	assert_int_equal(report_tell(s->forum, &s->bob, &telling), ERR_OK);
}

static void
check_clock(struct story *s, int64_t id, enum queue queue, int64_t due_at)
{
	struct desk_file file;

	assert_int_equal(desk_open(s->forum, &s->lead, id, &file), ERR_OK);
	assert_string_equal(file.row.queue, queue_name(queue));
	assert_int_equal(file.row.due_at, due_at);
	desk_file_clear(&file);
}

static int64_t
told(struct story *s, const struct actor *who, const char *kind)
{
	char query[160];

	snprintf(query, sizeof query, "SELECT count(*) FROM notice WHERE member = %lld AND kind = '%s'",
	    (long long)who->member, kind);
	return data_count(s->data, query);
}

static void
each_queue_has_its_clock(void **state)
{
	struct story s;
	int64_t id;

	begin(state, &s);
	tell(&s, REASON_UNKIND, 1);
	check_clock(&s, 1, QUEUE_REPORT, DATA_NOON + DAY);
	tell(&s, REASON_DETAILS, 2);
	check_clock(&s, 2, QUEUE_DETAILS, DATA_NOON + 4 * HOUR);
	tell(&s, REASON_SAFETY, 3);
	check_clock(&s, 3, QUEUE_RED, DATA_NOON + 15 * MINUTE);
	/* nobody is on the rota: the next morning, two hours after the day begins at 8 */
	tell(&s, REASON_LAW, 4);
	check_clock(&s, 4, QUEUE_AMBER, DATA_NOON + 22 * HOUR);
	assert_int_equal(rota_add_for(s.forum, "mod-one", 1, 9 * 60, 17 * 60, &id), ERR_OK);
	assert_int_equal(desk_claim(s.forum, &s.mod, 3), ERR_OK);
	assert_int_equal(desk_grade(s.forum, &s.mod, 3, RISK_AMBER), ERR_OK);
	check_clock(&s, 3, QUEUE_AMBER, DATA_NOON + 2 * HOUR);
	/* its time goes on when it stays where it is, and begins anew when something graver is told */
	clock_pin(DATA_NOON + HOUR);
	tell(&s, REASON_OTHER, 1);
	check_clock(&s, 1, QUEUE_REPORT, DATA_NOON + DAY);
	tell(&s, REASON_HARM, 1);
	check_clock(&s, 1, QUEUE_RED, DATA_NOON + HOUR + 15 * MINUTE);
}

static void
what_is_missed_is_told_once_to_those_who_are_next(void **state)
{
	struct story s;
	int64_t wait = 0;

	begin(state, &s);
	assert_int_equal(queue_wait(s.forum, &wait), ERR_NOT_FOUND);
	tell(&s, REASON_SAFETY, 1);
	assert_int_equal(queue_wait(s.forum, &wait), ERR_OK);
	assert_int_equal(wait, 15 * MINUTE);
	assert_int_equal(desk_claim(s.forum, &s.mod, 1), ERR_OK);
	clock_pin(DATA_NOON + 9 * MINUTE);
	desk_touch(s.forum, &s.mod, 1);
	clock_pin(DATA_NOON + 15 * MINUTE);
	assert_int_equal(queue_wait(s.forum, &wait), ERR_OK);
	assert_int_equal(wait, 0);
	assert_int_equal(queue_tell_missed(s.forum), ERR_OK); /* somebody has it */
	assert_int_equal(data_count(s.data, "SELECT count(*) FROM desk_case WHERE missed_at > 0"), 0);
	clock_pin(DATA_NOON + 20 * MINUTE); /* and lets it lapse */
	for (int k = 0; k < 2; k++)
		assert_int_equal(queue_tell_missed(s.forum), ERR_OK);
	assert_int_equal(told(&s, &s.lead, "missed"), 1);
	assert_int_equal(told(&s, &s.mod, "missed"), 0);
	assert_int_equal(data_count(s.data, "SELECT count(*) FROM outbox WHERE kind = 'late'"), 1);
	assert_int_equal(data_count(s.data, "SELECT count(*) FROM audit WHERE action = 'missed' AND code = 'red'"), 1);
	assert_int_equal(queue_wait(s.forum, &wait), ERR_NOT_FOUND);
	/* names and details: all of the team, and one notice of it at a time */
	tell(&s, REASON_DETAILS, 2);
	tell(&s, REASON_DETAILS, 3);
	clock_pin(DATA_NOON + 20 * MINUTE + 4 * HOUR);
	assert_int_equal(queue_tell_missed(s.forum), ERR_OK);
	assert_int_equal(told(&s, &s.mod, "missed"), 1);
	assert_int_equal(told(&s, &s.other, "missed"), 1);
	assert_int_equal(told(&s, &s.lead, "missed"), 1);
	assert_int_equal(told(&s, &s.bob, "missed"), 0);
}

/* Nobody hears by the way that a case is about them. */
static void
whom_it_is_about_is_not_told(void **state)
{
	struct story s;

	begin(state, &s);
	s.thread = data_thread(s.data, 1, &s.lead, "From one of us");
	data_message(s.data, s.thread, &s.lead, 0, "Hm.");
	tell(&s, REASON_HARM, 1);
	clock_pin(DATA_NOON + DAY);
	assert_int_equal(queue_tell_missed(s.forum), ERR_OK);
	assert_int_equal(data_count(s.data, "SELECT count(*) FROM desk_case WHERE missed_at > 0"), 1);
	assert_int_equal(told(&s, &s.lead, "missed"), 0);
	assert_int_equal(told(&s, &s.lead, "red"), 0);
}

static void
red_calls_the_lead_and_who_is_on_call(void **state)
{
	struct story s;

	begin(state, &s);
	assert_int_equal(desk_team_set_on_call(s.forum, &s.bob, true), ERR_DENIED);
	assert_int_equal(desk_team_set_on_call(s.forum, &s.other, true), ERR_OK);
	assert_true(desk_team_is_on_call(s.forum, &s.other));
	assert_false(desk_team_is_on_call(s.forum, &s.mod));
	tell(&s, REASON_UNKIND, 1);
	assert_int_equal(told(&s, &s.other, "red"), 0);
	tell(&s, REASON_SAFETY, 2);
	tell(&s, REASON_HARM, 3);
	assert_int_equal(told(&s, &s.other, "red"), 1);
	assert_int_equal(told(&s, &s.lead, "red"), 1);
	assert_int_equal(told(&s, &s.mod, "red"), 0);
	/* once each has somebody there is nothing to come for */
	assert_int_equal(desk_claim(s.forum, &s.mod, 2), ERR_OK);
	assert_int_equal(told(&s, &s.other, "red"), 1);
	assert_int_equal(desk_claim(s.forum, &s.mod, 3), ERR_OK);
	assert_int_equal(told(&s, &s.other, "red"), 0);
	assert_int_equal(told(&s, &s.lead, "red"), 0);
	assert_int_equal(desk_team_set_on_call(s.forum, &s.other, false), ERR_OK);
	assert_false(desk_team_is_on_call(s.forum, &s.other));
}

static void
the_list_goes_on_and_can_be_less(void **state)
{
	struct story s;
	struct desk_case_list list = {0};
	struct desk_ask ask = {0};

	begin(state, &s);
	tell(&s, REASON_SAFETY, 1);
	assert_int_equal(
	    db_script(s.forum->db,
		"WITH RECURSIVE n (k) AS (VALUES (1) UNION ALL SELECT k + 1 FROM n WHERE k < 70)"
		" INSERT INTO desk_case (reason, source, risk, opened_at, queue) SELECT 'other', 'report', 1,"
		" 1000 + k / 2, 'report' FROM n"),
	    ERR_OK);
	assert_int_equal(desk_list(s.forum, &s.mod, &ask, &list), ERR_OK);
	assert_int_equal(list.count, DESK_SHOWN + 1);
	assert_int_equal(list.rows[0].id, 1);
	assert_int_equal(list.rows[49].id, 50);
	ask.after = list.rows[49].id;
	desk_case_list_clear(&list);
	assert_int_equal(desk_list(s.forum, &s.mod, &ask, &list), ERR_OK);
	assert_int_equal(list.count, 21);
	assert_int_equal(list.rows[0].id, 51);
	assert_int_equal(list.rows[20].id, 71);
	desk_case_list_clear(&list);
	ask = (struct desk_ask){.kind = CASE_IN_QUEUE, .queue = QUEUE_RED};
	assert_int_equal(desk_list(s.forum, &s.mod, &ask, &list), ERR_OK);
	assert_int_equal(list.count, 1);
	desk_case_list_clear(&list);
	ask = (struct desk_ask){.kind = CASE_MINE_ONLY};
	assert_int_equal(desk_list(s.forum, &s.mod, &ask, &list), ERR_OK);
	assert_int_equal(list.count, 0);
	assert_int_equal(desk_claim(s.forum, &s.mod, 7), ERR_OK);
	assert_int_equal(desk_list(s.forum, &s.mod, &ask, &list), ERR_OK);
	assert_int_equal(list.count, 1);
	assert_int_equal(list.rows[0].id, 7);
	desk_case_list_clear(&list);
	ask = (struct desk_ask){.kind = CASE_LATE};
	clock_pin(DATA_NOON + HOUR);
	assert_int_equal(queue_tell_missed(s.forum), ERR_OK);
	assert_int_equal(desk_list(s.forum, &s.mod, &ask, &list), ERR_OK);
	assert_int_equal(list.count, 1);
	assert_int_equal(list.rows[0].id, 1);
	desk_case_list_clear(&list);
}

static void
thin_cover_is_counted_by_people(void **state)
{
	struct story s;
	struct cover cover;
	int64_t id;

	begin(state, &s);
	assert_int_equal(desk_team_cover(s.forum, &cover), ERR_OK);
	assert_false(cover.has_rota);
	assert_int_equal(rota_add_for(s.forum, "mod-one", 1, 9 * 60, 12 * 60, &id), ERR_OK);
	assert_int_equal(rota_add_for(s.forum, "mod-one", 1, 14 * 60, 17 * 60, &id), ERR_OK);
	assert_int_equal(rota_add_for(s.forum, "mod-two", 4, 14 * 60, 17 * 60, &id), ERR_OK);
	assert_int_equal(rota_add_for(s.forum, "mod-one", 4, 14 * 60, 17 * 60, &id), ERR_OK);
	assert_int_equal(desk_team_cover(s.forum, &cover), ERR_OK);
	assert_true(cover.has_rota);
	assert_int_equal(cover.people[0], 1);
	assert_int_equal(cover.people[1], 0);
	assert_int_equal(cover.people[3], 2);
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, data_make_empty, data_remove)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(each_queue_has_its_clock),
	    TEST(what_is_missed_is_told_once_to_those_who_are_next),
	    TEST(whom_it_is_about_is_not_told),
	    TEST(red_calls_the_lead_and_who_is_on_call),
	    TEST(the_list_goes_on_and_can_be_less),
	    TEST(thin_cover_is_counted_by_people),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
