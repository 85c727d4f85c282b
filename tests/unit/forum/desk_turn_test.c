/*
 * Whose turn a case is: passing on, giving, notes, what is spared whom, and that two at once have one outcome.
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
#include "forum/appeal.h"
#include "forum/desk_team.h"
#include "forum/desk_turn.h"
#include "forum/moderation.h"
#include "forum/opinion.h"
#include "forum/rota.h"
#include "store/db.h"

struct story {
	struct data *data;
	struct forum *forum;
	struct actor ann, bob, mod, other, lead;
	int64_t board, thread;
};

/* Five messages by ann, each told of: 1 to 3 red, 4 unkind, 5 names. mod-two is on the rota all day. */
static void
begin(void **state, struct story *s)
{
	static const enum reason reasons[] = {REASON_SAFETY, REASON_SAFETY, REASON_HARM, REASON_UNKIND, REASON_DETAILS};
	int64_t id;

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
	for (int k = 0; k < 5; k++) {
		struct telling telling = {.reason = reasons[k], .thread = s->thread, .number = k + 1, .words = ""};

		data_message(s->data, s->thread, &s->ann, 0, "Mum's name is Doreen.");
		assert_int_equal(report_tell(s->forum, &s->bob, &telling), ERR_OK);
	}
	assert_int_equal(rota_add_for(s->forum, "mod-two", 1, 9 * 60, 17 * 60, &id), ERR_OK);
}

static int64_t
given_to(struct story *s, int64_t id)
{
	struct desk_file file;
	int64_t holder;

	assert_int_equal(desk_open(s->forum, &s->lead, id, &file), ERR_OK);
	holder = desk_turn_holder(&file.row, clock_now());
	desk_file_clear(&file);
	return holder;
}

static void
who_passes_on_needs_no_reason_and_the_desk_finds_another(void **state)
{
	struct story s;
	int64_t next = -1;

	begin(state, &s);
	assert_int_equal(desk_turn_pass_on(s.forum, &s.mod, 4, &next), ERR_DENIED); /* not theirs yet */
	assert_int_equal(desk_claim(s.forum, &s.mod, 4), ERR_OK);
	assert_int_equal(desk_turn_pass_on(s.forum, &s.other, 4, &next), ERR_TAKEN);
	assert_int_equal(desk_turn_pass_on(s.forum, &s.mod, 4, &next), ERR_OK);
	assert_int_equal(next, s.other.member); /* on the rota now */
	assert_int_equal(given_to(&s, 4), s.other.member);
	assert_int_equal(data_count(s.data, "SELECT count(*) FROM notice WHERE kind = 'given' AND number = 4"), 1);
	assert_int_equal(desk_claim(s.forum, &s.mod, 4), ERR_TAKEN);
	assert_int_equal(desk_claim(s.forum, &s.other, 4), ERR_OK);
	/* mod-one had it before, nobody else is on the rota, and it isn't red: anybody's */
	assert_int_equal(desk_turn_pass_on(s.forum, &s.other, 4, &next), ERR_OK);
	assert_int_equal(next, 0);
	assert_int_equal(desk_claim(s.forum, &s.mod, 4), ERR_OK);
	assert_int_equal(data_count(s.data, "SELECT count(*) FROM audit WHERE action = 'pass-on' AND desk_case = 4"),
	    2);
}

static void
a_red_one_goes_to_who_is_on_call_then_to_the_lead(void **state)
{
	struct story s;
	struct actor third;
	int64_t next = -1;

	begin(state, &s);
	third = data_member(s.data, "mod-three", ACTOR_MODERATOR);
	assert_int_equal(desk_team_set_on_call(s.forum, &third, true), ERR_OK);
	assert_int_equal(desk_claim(s.forum, &s.other, 1), ERR_OK); /* who is on the rota */
	assert_int_equal(desk_turn_pass_on(s.forum, &s.other, 1, &next), ERR_OK);
	assert_int_equal(next, third.member);
	assert_int_equal(desk_claim(s.forum, &third, 1), ERR_OK);
	assert_int_equal(desk_turn_pass_on(s.forum, &third, 1, &next), ERR_OK);
	assert_int_equal(next, s.lead.member);
}

static void
what_was_given_is_anybodys_when_they_do_not_come(void **state)
{
	struct story s;

	begin(state, &s);
	assert_int_equal(desk_claim(s.forum, &s.mod, 5), ERR_OK);
	assert_int_equal(desk_turn_give(s.forum, &s.mod, 5, s.bob.member), ERR_INVALID);
	assert_int_equal(desk_turn_give(s.forum, &s.mod, 5, s.mod.member), ERR_INVALID);
	assert_int_equal(desk_turn_give(s.forum, &s.mod, 5, s.other.member), ERR_OK);
	clock_pin(DATA_NOON + DESK_LAPSE_S);
	assert_int_equal(desk_claim(s.forum, &s.mod, 5), ERR_TAKEN);
	clock_pin(DATA_NOON + DESK_LAPSE_S + 1);
	assert_int_equal(desk_claim(s.forum, &s.mod, 5), ERR_OK);
	assert_int_equal(given_to(&s, 5), 0);
}

static void
two_red_cases_are_enough_for_a_shift(void **state)
{
	struct story s;

	begin(state, &s);
	for (int64_t id = 1; id <= 2; id++)
		assert_int_equal(desk_claim(s.forum, &s.mod, id), ERR_OK);
	assert_int_equal(desk_claim(s.forum, &s.mod, 1), ERR_OK); /* the same again is none more */
	assert_int_equal(desk_claim(s.forum, &s.mod, 3), ERR_RATE);
	assert_int_equal(desk_claim(s.forum, &s.mod, 4), ERR_OK);
	assert_int_equal(desk_claim(s.forum, &s.lead, 3), ERR_OK);
	clock_pin(DATA_NOON + DESK_SHIFT_S);
	assert_int_equal(desk_claim(s.forum, &s.mod, 3), ERR_OK);
}

/* Somebody's safety is more than a pause for one of us. */
static void
who_is_alone_takes_a_third(void **state)
{
	struct story s;

	begin(state, &s);
	assert_int_equal(db_script(s.forum->db,
			     "UPDATE member SET is_closed = 1 WHERE name IN ('the-lead', 'mod-two')"),
	    ERR_OK);
	for (int64_t id = 1; id <= 3; id++)
		assert_int_equal(desk_claim(s.forum, &s.mod, id), ERR_OK);
}

/* One that turns out to be red counts, too. */
static void
grading_red_counts(void **state)
{
	struct story s;

	begin(state, &s);
	for (int64_t id = 4; id <= 5; id++) {
		assert_int_equal(desk_claim(s.forum, &s.mod, id), ERR_OK);
		assert_int_equal(desk_grade(s.forum, &s.mod, id, RISK_RED), ERR_OK);
	}
	assert_int_equal(desk_claim(s.forum, &s.mod, 1), ERR_RATE);
}

static void
what_one_would_rather_not_see_is_not_given_to_them(void **state)
{
	struct story s;
	struct desk_case_list list = {0};
	struct teammate_list team = {0};
	int64_t next = -1;

	begin(state, &s);
	assert_int_equal(desk_turn_set_topic(s.forum, &s.bob, DESK_TOPIC_UNKIND, true), ERR_DENIED);
	assert_int_equal(desk_turn_set_topic(s.forum, &s.other, DESK_TOPIC_UNKIND, true), ERR_OK);
	assert_int_equal(desk_list(s.forum, &s.other, &(struct desk_ask){0}, &list), ERR_OK);
	assert_int_equal(list.count, 5);
	for (size_t k = 0; k < list.count; k++)
		assert_int_equal(list.rows[k].is_averse, list.rows[k].id == 4);
	desk_case_list_clear(&list);
	assert_int_equal(desk_claim(s.forum, &s.mod, 4), ERR_OK);
	assert_int_equal(desk_turn_list(s.forum, &s.mod, 4, &team), ERR_OK);
	assert_int_equal(team.count, 1);
	assert_string_equal(team.rows[0].name, "the-lead");
	teammate_list_clear(&team);
	assert_int_equal(desk_turn_give(s.forum, &s.mod, 4, s.other.member), ERR_INVALID);
	assert_int_equal(desk_turn_pass_on(s.forum, &s.mod, 4, &next), ERR_OK);
	assert_int_equal(next, 0);
	/* a tag of the conversation says it, too */
	assert_int_equal(desk_turn_set_topic(s.forum, &s.mod, DESK_TOPIC_DEATH, true), ERR_OK);
	assert_int_equal(db_script(s.forum->db,
			     "INSERT INTO thread_tag (tag, thread) SELECT 'last-months', id FROM thread"),
	    ERR_OK);
	assert_int_equal(desk_list(s.forum, &s.mod, &(struct desk_ask){0}, &list), ERR_OK);
	for (size_t k = 0; k < list.count; k++)
		assert_true(list.rows[k].is_averse);
	desk_case_list_clear(&list);
	/* it is theirs to look all the same */
	assert_int_equal(desk_claim(s.forum, &s.mod, 4), ERR_OK);
}

static void
nobody_is_given_a_case_about_themselves(void **state)
{
	struct story s;
	struct telling telling = {.reason = REASON_UNKIND, .number = 1, .words = ""};
	struct teammate_list team = {0};

	begin(state, &s);
	telling.thread = data_thread(s.data, s.board, &s.other, "From one of us");
	data_message(s.data, telling.thread, &s.other, 0, "Hm.");
	assert_int_equal(report_tell(s.forum, &s.bob, &telling), ERR_OK);
	assert_int_equal(desk_claim(s.forum, &s.lead, 6), ERR_OK);
	assert_int_equal(desk_turn_list(s.forum, &s.lead, 6, &team), ERR_OK);
	assert_int_equal(team.count, 0); /* it is for a lead, and there is one */
	teammate_list_clear(&team);
	assert_int_equal(desk_turn_give(s.forum, &s.lead, 6, s.other.member), ERR_INVALID);
	assert_int_equal(desk_turn_give(s.forum, &s.lead, 6, s.mod.member), ERR_INVALID);
}

static void
an_appeal_is_not_given_to_who_decided(void **state)
{
	struct story s;
	struct teammate_list team = {0};
	int64_t next = -1;

	begin(state, &s);
	assert_int_equal(desk_claim(s.forum, &s.other, 5), ERR_OK);
	assert_int_equal(moderation_hide(s.forum, &s.other, 5, GROUND_DETAILS, "Just Mum, please."), ERR_OK);
	assert_int_equal(appeal_send(s.forum, &s.ann, 1, "It is a doll's name."), ERR_OK);
	assert_int_equal(data_count(s.data,
			     "SELECT count(*) FROM desk_case WHERE id = 6 AND queue = 'appeal'"
			     " AND due_at = opened_at + 5 * 86400"),
	    1);
	assert_int_equal(desk_claim(s.forum, &s.mod, 6), ERR_OK);
	assert_int_equal(desk_turn_list(s.forum, &s.mod, 6, &team), ERR_OK);
	assert_int_equal(team.count, 1);
	assert_string_equal(team.rows[0].name, "the-lead");
	teammate_list_clear(&team);
	assert_int_equal(desk_turn_give(s.forum, &s.mod, 6, s.other.member), ERR_INVALID);
	assert_int_equal(desk_turn_pass_on(s.forum, &s.mod, 6, &next), ERR_OK);
	assert_int_equal(next, 0); /* who is on the rota decided it */
}

static void
notes_stand_with_the_case_but_not_before_a_blind_opinion(void **state)
{
	struct story s;
	struct desk_file file;
	char *long_words = mem_alloc(DESK_NOTE_BYTES + 2);

	begin(state, &s);
	memset(long_words, 'a', DESK_NOTE_BYTES + 1);
	assert_int_equal(desk_turn_note(s.forum, &s.mod, 4, "Mine?"), ERR_DENIED);
	assert_int_equal(desk_claim(s.forum, &s.mod, 4), ERR_OK);
	assert_int_equal(desk_turn_note(s.forum, &s.mod, 4, " \n"), ERR_EMPTY);
	assert_int_equal(desk_turn_note(s.forum, &s.mod, 4, long_words), ERR_TOO_LONG);
	free(long_words);
	assert_int_equal(desk_turn_note(s.forum, &s.mod, 4, " I wrote to ann. "), ERR_OK);
	assert_int_equal(desk_open(s.forum, &s.other, 4, &file), ERR_OK);
	assert_int_equal(file.notes.count, 1);
	assert_string_equal(file.notes.rows[0].words, "I wrote to ann.");
	assert_string_equal(file.notes.rows[0].name, "mod-one");
	desk_file_clear(&file);
	assert_int_equal(opinion_give(s.forum, &s.mod, 4, OPINION_TALK, RISK_REST, ""), ERR_OK);
	assert_int_equal(desk_open(s.forum, &s.other, 4, &file), ERR_OK);
	assert_int_equal(file.notes.count, 0);
	desk_file_clear(&file);
	assert_int_equal(opinion_give(s.forum, &s.other, 4, OPINION_NONE, RISK_REST, ""), ERR_OK);
	assert_int_equal(desk_open(s.forum, &s.other, 4, &file), ERR_OK);
	assert_int_equal(file.notes.count, 1);
	desk_file_clear(&file);
	assert_int_equal(data_count(s.data, "SELECT count(*) FROM audit WHERE action = 'case-note'"), 1);
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, data_make_empty, data_remove)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(who_passes_on_needs_no_reason_and_the_desk_finds_another),
	    TEST(a_red_one_goes_to_who_is_on_call_then_to_the_lead),
	    TEST(what_was_given_is_anybodys_when_they_do_not_come),
	    TEST(two_red_cases_are_enough_for_a_shift),
	    TEST(who_is_alone_takes_a_third),
	    TEST(grading_red_counts),
	    TEST(what_one_would_rather_not_see_is_not_given_to_them),
	    TEST(nobody_is_given_a_case_about_themselves),
	    TEST(an_appeal_is_not_given_to_who_decided),
	    TEST(notes_stand_with_the_case_but_not_before_a_blind_opinion),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
