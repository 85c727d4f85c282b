/*
 * What is sealed: two open it, nobody alone but the lead in danger to life, never for themselves; and those it was about
 * hear of it.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "../../support/data.h"
#include "../../support/proof.h"

#include "base/clock.h"
#include "forum/audit.h"
#include "forum/desk.h"
#include "forum/desk_turn.h"
#include "forum/unseal.h"
#include "forum/writing.h"

/* Case 1: ann wrote under a made-up name. Case 2: bob told of a private message by ann. */
struct story {
	struct data *data;
	struct forum *forum;
	struct actor ann, bob, mod, other, lead;
	int64_t board, thread;
};

static void
script(struct story *s, const char *text)
{
	assert_int_equal(db_begin(s->forum->db), ERR_OK);
	assert_int_equal(db_end(s->forum->db, db_script(s->forum->db, text)), ERR_OK);
}

static void
begin(void **state, struct story *s)
{
	s->data = *state;
	s->forum = &s->data->forum;
	s->ann = data_member(s->data, "ann-here", ACTOR_MEMBER);
	s->bob = data_member(s->data, "bob-here", ACTOR_MEMBER);
	s->mod = data_member(s->data, "mod-one", ACTOR_MODERATOR);
	s->other = data_member(s->data, "mod-two", ACTOR_MODERATOR);
	s->lead = data_member(s->data, "the-lead", ACTOR_LEAD);
	data_group(s->data, "one", 1);
	s->board = data_board(s->data, "nights", "one", true);
	s->thread = data_thread(s->data, s->board, &s->ann, "Awake at four");
	data_message(s->data, s->thread, &s->ann, 0, "I can't go on.");
	script(s,
	    "UPDATE message SET alias = 3 WHERE id = 1;"
	    "INSERT INTO private_thread (id, asker, other, state, asked_at) VALUES (1, 1, 2, 'open', 5);"
	    "INSERT INTO private_side (member, private_thread) VALUES (1, 1), (2, 1);"
	    "INSERT INTO private_message (private_thread, author, body, written_at, is_kept_back) VALUES"
	    " (1, 2, 'How is she?', 10, 0), (1, 1, 'I hate you', 11, 0), (1, 1, 'never seen', 12, 1), (1, 2, 'Ann?', 13, 0);"
	    "INSERT INTO desk_case (id, reason, source, risk, thread, message, about, opened_at) VALUES"
	    " (1, 'safety', 'report', 2, 1, 1, 1, 1);"
	    "INSERT INTO desk_case (id, reason, source, risk, private_message, about, opened_at) VALUES"
	    " (2, 'unkind', 'report', 1, 2, 1, 1)");
	assert_int_equal(desk_claim(s->forum, &s->mod, 1), ERR_OK);
}

static int64_t
count(struct story *s, const char *query)
{
	return data_count(s->data, query);
}

/* mod-one asked for the name, mod-two granted it. */
static void
open_name(struct story *s)
{
	assert_int_equal(unseal_ask(s->forum, &s->mod, 1, UNSEAL_NAME, UNSEAL_FOR_DANGER), ERR_OK);
	assert_int_equal(unseal_answer(s->forum, &s->other, 1, true), ERR_OK);
}

static void
two_people_see_the_name_and_nobody_else(void **state)
{
	struct story s;
	struct unsealed unsealed = {0};

	begin(state, &s);
	assert_int_equal(unseal_look(s.forum, &s.mod, 1), ERR_NOT_FOUND);
	assert_int_equal(unseal_ask(s.forum, &s.mod, 1, UNSEAL_NAME, UNSEAL_FOR_DANGER), ERR_OK);
	assert_int_equal(unseal_look(s.forum, &s.mod, 1), ERR_DENIED);
	assert_int_equal(unseal_answer(s.forum, &s.mod, 1, true), ERR_DENIED);
	assert_int_equal(unseal_answer(s.forum, &s.bob, 1, true), ERR_DENIED);
	assert_int_equal(unseal_answer(s.forum, &s.other, 1, true), ERR_OK);
	assert_int_equal(unseal_answer(s.forum, &s.lead, 1, true), ERR_NOT_FOUND);
	assert_int_equal(unseal_look(s.forum, &s.mod, 1), ERR_OK);
	assert_int_equal(unseal_look(s.forum, &s.other, 1), ERR_OK);
	assert_int_equal(unseal_look(s.forum, &s.lead, 1), ERR_DENIED);
	assert_int_equal(unseal_read(s.forum, &s.lead, 1, &unsealed), ERR_DENIED);
	assert_int_equal(unseal_read(s.forum, &s.mod, 1, &unsealed), ERR_OK);
	assert_int_equal(unsealed.members[0], s.ann.member);
	assert_string_equal(unsealed.names[0], "ann-here");
	assert_int_equal(unsealed.messages.count, 0);
	unsealed_clear(&unsealed);
}

static void
everything_is_in_the_audit_with_its_case(void **state)
{
	struct story s;
	int64_t rows = 0, broken = 0;

	begin(state, &s);
	open_name(&s);
	assert_int_equal(unseal_look(s.forum, &s.mod, 1), ERR_OK);
	assert_int_equal(count(&s,
			     "SELECT count(*) FROM audit WHERE object = 'unsealing' AND object_id = 1"
			     " AND desk_case = 1 AND ((action = 'unseal-ask' AND code = 'danger' AND actor = 3)"
			     " OR (action = 'unseal-grant' AND actor = 4) OR (action = 'unseal-look' AND actor = 3))"),
	    3);
	assert_int_equal(audit_verify(s.forum, &rows, &broken), ERR_OK);
}

static void
it_is_open_for_an_hour_and_while_the_case_is(void **state)
{
	struct story s;
	struct unsealed unsealed = {0};

	begin(state, &s);
	open_name(&s);
	clock_pin(DATA_NOON + UNSEAL_OPEN_S - 1);
	assert_int_equal(unseal_look(s.forum, &s.mod, 1), ERR_OK);
	clock_pin(DATA_NOON + UNSEAL_OPEN_S);
	assert_int_equal(unseal_look(s.forum, &s.mod, 1), ERR_DENIED);
	assert_int_equal(unseal_read(s.forum, &s.mod, 1, &unsealed), ERR_DENIED);
	clock_pin(DATA_NOON - 86400); /* the clock is set back by a day */
	assert_int_equal(unseal_look(s.forum, &s.mod, 1), ERR_DENIED);
	clock_pin(DATA_NOON);
	assert_int_equal(unseal_look(s.forum, &s.mod, 1), ERR_OK);
	assert_int_equal(desk_close(s.forum, &s.mod, 1, DESK_DONE), ERR_OK);
	assert_int_equal(unseal_look(s.forum, &s.mod, 1), ERR_DENIED);
}

static void
asked_once_and_answered_within_a_day(void **state)
{
	struct story s;
	struct unsealing_list list = {0};

	begin(state, &s);
	assert_int_equal(unseal_ask(s.forum, &s.other, 1, UNSEAL_NAME, UNSEAL_FOR_LAW), ERR_TAKEN); /* not their case */
	assert_int_equal(unseal_ask(s.forum, &s.mod, 1, UNSEAL_PRIVATE, UNSEAL_FOR_LAW), ERR_NOT_FOUND);
	assert_int_equal(unseal_ask(s.forum, &s.mod, 1, UNSEAL_NAME, UNSEAL_FOR_LAW), ERR_OK);
	assert_int_equal(unseal_ask(s.forum, &s.mod, 1, UNSEAL_NAME, UNSEAL_FOR_LAW), ERR_TAKEN);
	assert_int_equal(unseal_list_waiting(s.forum, &s.other, &list), ERR_OK);
	assert_int_equal(list.count, 1);
	assert_string_equal(list.rows[0].asker_name, "mod-one");
	unsealing_list_clear(&list);
	assert_int_equal(unseal_list_waiting(s.forum, &s.ann, &list), ERR_DENIED);
	clock_pin(DATA_NOON + UNSEAL_ASKED_S + 1);
	assert_int_equal(unseal_answer(s.forum, &s.other, 1, true), ERR_NOT_FOUND);
	assert_int_equal(unseal_ask(s.forum, &s.mod, 1, UNSEAL_NAME, UNSEAL_FOR_LAW), ERR_OK);
	assert_int_equal(unseal_answer(s.forum, &s.other, 2, false), ERR_OK);
	assert_int_equal(unseal_look(s.forum, &s.mod, 2), ERR_DENIED);
	assert_int_equal(unseal_answer(s.forum, &s.lead, 2, true), ERR_NOT_FOUND);
}

/* The second person could be the very writer. They learn nothing of it, and can grant nothing. */
static void
nobody_opens_what_is_theirs(void **state)
{
	struct story s;
	struct unsealing_list list = {0};

	begin(state, &s);
	script(&s, "UPDATE member SET role = 'moderator' WHERE id = 2");
	s.ann.role = s.bob.role = ACTOR_MODERATOR;
	proof_give(s.forum, &s.bob);
	assert_int_equal(desk_claim(s.forum, &s.bob, 2), ERR_OK); /* bob is one of the two, and told of it himself */
	assert_int_equal(unseal_ask(s.forum, &s.bob, 2, UNSEAL_PRIVATE, UNSEAL_FOR_HARM), ERR_DENIED);
	script(&s, "UPDATE member SET role = 'moderator' WHERE id = 1");
	proof_give(s.forum, &s.ann);
	assert_int_equal(unseal_ask(s.forum, &s.mod, 1, UNSEAL_NAME, UNSEAL_FOR_DANGER), ERR_OK);
	assert_int_equal(unseal_answer(s.forum, &s.ann, 1, true), ERR_DENIED);
	assert_int_equal(unseal_list(s.forum, &s.ann, 1, &list), ERR_NOT_FOUND);
	assert_int_equal(unseal_list_waiting(s.forum, &s.ann, &list), ERR_OK);
	assert_int_equal(list.count, 0);
	assert_int_equal(unseal_answer(s.forum, &s.bob, 1, true), ERR_OK);
}

static void
private_messages_around_the_one_are_read(void **state)
{
	struct story s;
	struct unsealed unsealed = {0};

	begin(state, &s);
	assert_int_equal(desk_claim(s.forum, &s.mod, 2), ERR_OK);
	assert_int_equal(unseal_ask(s.forum, &s.mod, 2, UNSEAL_PRIVATE, UNSEAL_FOR_HARM), ERR_OK);
	assert_int_equal(unseal_answer(s.forum, &s.lead, 1, true), ERR_OK);
	assert_int_equal(unseal_read(s.forum, &s.lead, 1, &unsealed), ERR_OK);
	assert_int_equal(unsealed.messages.count, 3);
	assert_string_equal(unsealed.messages.rows[0].body, "How is she?");
	assert_string_equal(unsealed.messages.rows[2].body, "Ann?");
	assert_string_equal(unsealed.names[0], "ann-here");
	assert_string_equal(unsealed.names[1], "bob-here");
	unsealed_clear(&unsealed);
}

static void
the_glass_is_for_the_lead_in_danger_to_life(void **state)
{
	struct story s;
	struct unsealing_list list = {0};
	int64_t overdue = 9, next = 0;

	begin(state, &s);
	assert_int_equal(unseal_break_glass(s.forum, &s.mod, 1, UNSEAL_NAME), ERR_DENIED);
	assert_int_equal(desk_turn_pass_on(s.forum, &s.mod, 1, &next), ERR_OK);
	assert_int_equal(desk_claim(s.forum, &s.lead, 1), ERR_OK);
	assert_int_equal(unseal_break_glass(s.forum, &s.lead, 1, UNSEAL_NAME), ERR_DENIED); /* it is not red */
	assert_int_equal(desk_grade(s.forum, &s.lead, 1, RISK_RED), ERR_OK);
	assert_int_equal(unseal_break_glass(s.forum, &s.lead, 1, UNSEAL_NAME), ERR_OK);
	assert_int_equal(unseal_look(s.forum, &s.lead, 1), ERR_OK);
	assert_int_equal(unseal_look(s.forum, &s.mod, 1), ERR_DENIED);
	assert_int_equal(count(&s, "SELECT count(*) FROM notice WHERE kind = 'glass' AND member IN (3, 4)"), 2);
	assert_int_equal(count(&s, "SELECT count(*) FROM notice WHERE kind = 'glass'"), 2);
	assert_int_equal(unseal_count_overdue(s.forum, &overdue), ERR_OK);
	assert_int_equal(overdue, 0);
	clock_pin(DATA_NOON + UNSEAL_REVIEW_S + 1);
	assert_int_equal(unseal_count_overdue(s.forum, &overdue), ERR_OK);
	assert_int_equal(overdue, 1);
	assert_int_equal(unseal_review(s.forum, &s.lead, 1, true), ERR_DENIED);
	assert_int_equal(unseal_list_waiting(s.forum, &s.other, &list), ERR_OK);
	assert_int_equal(list.count, 1);
	unsealing_list_clear(&list);
	assert_int_equal(unseal_review(s.forum, &s.other, 1, false), ERR_OK);
	assert_int_equal(unseal_review(s.forum, &s.mod, 1, true), ERR_NOT_FOUND);
	assert_int_equal(count(&s, "SELECT count(*) FROM audit WHERE action = 'glass-review' AND code = 'not-right'"),
	    1);
	assert_int_equal(unseal_count_overdue(s.forum, &overdue), ERR_OK);
	assert_int_equal(overdue, 0);
}

static void
the_writer_is_told_when_it_is_over(void **state)
{
	static const char told[] =
	    "SELECT count(*) FROM notice WHERE kind = 'opened-name' AND member = 1 AND number = 1";
	struct story s;

	begin(state, &s);
	open_name(&s);
	assert_int_equal(desk_close(s.forum, &s.mod, 1, DESK_DONE), ERR_OK);
	clock_pin(DATA_NOON + 2 * UNSEAL_OPEN_S);
	assert_int_equal(unseal_tell_due(s.forum), ERR_OK);
	assert_int_equal(count(&s, told), 0);
	clock_pin(DATA_NOON + 86400 + 1);
	assert_int_equal(unseal_tell_due(s.forum), ERR_OK);
	assert_int_equal(count(&s, told), 1);
	assert_int_equal(unseal_tell_due(s.forum), ERR_OK);
	assert_int_equal(count(&s, told), 1);
}

static void
both_of_two_are_told_even_of_a_case_that_stays_open(void **state)
{
	struct story s;

	begin(state, &s);
	assert_int_equal(desk_claim(s.forum, &s.mod, 2), ERR_OK);
	assert_int_equal(unseal_ask(s.forum, &s.mod, 2, UNSEAL_PRIVATE, UNSEAL_FOR_HARM), ERR_OK);
	assert_int_equal(unseal_answer(s.forum, &s.lead, 1, true), ERR_OK);
	clock_pin(DATA_NOON + INT64_C(31) * 86400);
	assert_int_equal(unseal_tell_due(s.forum), ERR_OK);
	assert_int_equal(count(&s, "SELECT count(*) FROM notice WHERE kind = 'opened-private' AND member IN (1, 2)"),
	    2);
}

static void
the_lead_may_note_that_telling_would_endanger(void **state)
{
	struct story s;

	begin(state, &s);
	open_name(&s);
	assert_int_equal(unseal_leave_untold(s.forum, &s.mod, 1), ERR_DENIED);
	assert_int_equal(unseal_leave_untold(s.forum, &s.lead, 1), ERR_OK);
	assert_int_equal(desk_close(s.forum, &s.mod, 1, DESK_DONE), ERR_OK);
	clock_pin(DATA_NOON + INT64_C(60) * 86400);
	assert_int_equal(unseal_tell_due(s.forum), ERR_OK);
	assert_int_equal(count(&s, "SELECT count(*) FROM notice WHERE kind = 'opened-name'"), 0);
	assert_int_equal(count(&s, "SELECT count(*) FROM audit WHERE action = 'untold'"), 1);
}

/* Without the second factor one of the team is an ordinary member. */
static void
who_is_not_proven_opens_nothing(void **state)
{
	struct story s;
	struct unsealed unsealed = {0};
	struct actor unproven;

	begin(state, &s);
	unproven = s.mod;
	unproven.is_proven = false;
	assert_int_equal(unseal_ask(s.forum, &unproven, 1, UNSEAL_NAME, UNSEAL_FOR_DANGER), ERR_DENIED);
	open_name(&s);
	assert_int_equal(unseal_look(s.forum, &unproven, 1), ERR_DENIED);
	assert_int_equal(unseal_read(s.forum, &unproven, 1, &unsealed), ERR_DENIED);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, data_make_empty, data_remove)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(two_people_see_the_name_and_nobody_else),
	    TEST(everything_is_in_the_audit_with_its_case),
	    TEST(it_is_open_for_an_hour_and_while_the_case_is),
	    TEST(asked_once_and_answered_within_a_day),
	    TEST(nobody_opens_what_is_theirs),
	    TEST(private_messages_around_the_one_are_read),
	    TEST(the_glass_is_for_the_lead_in_danger_to_life),
	    TEST(the_writer_is_told_when_it_is_over),
	    TEST(both_of_two_are_told_even_of_a_case_that_stays_open),
	    TEST(the_lead_may_note_that_telling_would_endanger),
	    TEST(who_is_not_proven_opens_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
