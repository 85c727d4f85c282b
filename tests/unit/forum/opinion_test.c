/*
 * Two opinions of a case: the second is given without the first in sight, and both stay as they were given.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "../../support/data.h"

#include "forum/desk.h"
#include "forum/figures.h"
#include "forum/opinion.h"

/* A case that mod-one has, about a message of ann's. */
struct story {
	struct data *data;
	struct forum *forum;
	struct actor ann, bob, mod, other, lead;
	int64_t thread;
};

static void
begin(void **state, struct story *s)
{
	struct telling telling = {.reason = REASON_DETAILS, .number = 1, .words = ""};

	s->data = *state;
	s->forum = &s->data->forum;
	s->ann = data_member(s->data, "ann-here", ACTOR_MEMBER);
	s->bob = data_member(s->data, "bob-here", ACTOR_MEMBER);
	s->mod = data_member(s->data, "mod-one", ACTOR_MODERATOR);
	s->other = data_member(s->data, "mod-two", ACTOR_MODERATOR);
	s->lead = data_member(s->data, "the-lead", ACTOR_LEAD);
	data_group(s->data, "one", 1);
	s->thread = data_thread(s->data, data_board(s->data, "nights", "one", true), &s->ann, "Awake at four");
	data_message(s->data, s->thread, &s->ann, 0, "Mum's name is Doreen.");
	telling.thread = s->thread;
	assert_int_equal(report_tell(s->forum, &s->bob, &telling), ERR_OK);
	assert_int_equal(desk_claim(s->forum, &s->mod, 1), ERR_OK);
}

static void
the_second_does_not_see_the_first(void **state)
{
	struct story s;
	struct opinion_state look;

	begin(state, &s);
	assert_int_equal(opinion_look(s.forum, &s.other, 1, &look), ERR_OK);
	assert_false(look.may_ask || look.may_give || look.is_asked || look.is_blind);
	assert_int_equal(look.team, 3);
	opinion_state_clear(&look);
	assert_int_equal(opinion_give(s.forum, &s.mod, 1, OPINION_CHANGE, RISK_AMBER, " Her name. \n"), ERR_OK);
	assert_int_equal(opinion_look(s.forum, &s.other, 1, &look), ERR_OK);
	assert_true(look.may_give && look.is_asked && look.is_blind);
	assert_int_equal(look.seen.count, 0);
	opinion_state_clear(&look);
	assert_int_equal(opinion_look(s.forum, &s.mod, 1, &look), ERR_OK);
	assert_true(look.is_asked && !look.is_blind && !look.may_ask && !look.may_give);
	assert_int_equal(look.seen.count, 1);
	assert_string_equal(look.seen.rows[0].words, "Her name.");
	opinion_state_clear(&look);

	assert_int_equal(opinion_give(s.forum, &s.other, 1, OPINION_TALK, RISK_AMBER, ""), ERR_OK);
	assert_int_equal(opinion_look(s.forum, &s.lead, 1, &look), ERR_OK);
	assert_int_equal(look.seen.count, 2);
	assert_true(!look.is_asked && !look.is_blind && !look.may_give && opinion_differs(&look.seen));
	assert_string_equal(look.seen.rows[0].by_name, "mod-one");
	assert_string_equal(look.seen.rows[0].opinion, "change");
	assert_string_equal(look.seen.rows[1].by_name, "mod-two");
	opinion_state_clear(&look);
	assert_int_equal(data_count(s.data,
			     "SELECT count(*) FROM notice WHERE kind = 'second' AND member = (SELECT id FROM"
			     " member WHERE name = 'mod-one')"),
	    1);
	assert_int_equal(data_count(s.data, "SELECT count(*) FROM audit WHERE action IN ('opinion', 'second-opinion')"),
	    2);
}

static void
each_gives_one_and_never_changes_it(void **state)
{
	struct story s;

	begin(state, &s);
	assert_int_equal(opinion_give(s.forum, &s.other, 1, OPINION_NONE, RISK_REST, ""), ERR_DENIED);
	assert_int_equal(opinion_give(s.forum, &s.mod, 1, OPINION_NONE, RISK_REST, ""), ERR_OK);
	assert_int_equal(opinion_give(s.forum, &s.mod, 1, OPINION_PAUSE, RISK_RED, ""), ERR_TAKEN);
	assert_int_equal(opinion_give(s.forum, &s.other, 1, OPINION_NONE, RISK_REST, ""), ERR_OK);
	assert_int_equal(opinion_give(s.forum, &s.lead, 1, OPINION_NONE, RISK_REST, ""), ERR_TAKEN);
	assert_int_equal(data_count(s.data, "SELECT count(*) FROM case_opinion WHERE opinion = 'none'"), 2);
	assert_int_equal(data_count(s.data, "SELECT wants_second FROM desk_case"), 0);
}

static void
nobody_else_sees_any_of_it(void **state)
{
	struct story s;
	struct opinion_state look = {0};
	struct desk_case_list list = {0};

	begin(state, &s);
	assert_int_equal(opinion_give(s.forum, &s.mod, 1, OPINION_NONE, RISK_REST, ""), ERR_OK);
	assert_int_equal(opinion_give(s.forum, &s.bob, 1, OPINION_NONE, RISK_REST, ""), ERR_DENIED);
	assert_int_equal(opinion_look(s.forum, &s.bob, 1, &look), ERR_DENIED);
	assert_int_equal(opinion_list_wanted(s.forum, &s.bob, &list), ERR_DENIED);
	assert_int_equal(opinion_give(s.forum, &s.other, 9, OPINION_NONE, RISK_REST, ""), ERR_NOT_FOUND);
	assert_int_equal(desk_close(s.forum, &s.mod, 1, DESK_NONE), ERR_OK);
	assert_int_equal(opinion_give(s.forum, &s.other, 1, OPINION_NONE, RISK_REST, ""), ERR_CLOSED);
}

static void
what_waits_for_a_second_is_listed(void **state)
{
	struct story s;
	struct desk_case_list list = {0};

	begin(state, &s);
	assert_int_equal(opinion_list_wanted(s.forum, &s.other, &list), ERR_OK);
	assert_int_equal(list.count, 0);
	assert_int_equal(opinion_give(s.forum, &s.mod, 1, OPINION_NONE, RISK_REST, ""), ERR_OK);
	assert_int_equal(opinion_list_wanted(s.forum, &s.mod, &list), ERR_OK);
	assert_int_equal(list.count, 0);
	assert_int_equal(opinion_list_wanted(s.forum, &s.other, &list), ERR_OK);
	assert_int_equal(list.count, 1);
	assert_string_equal(list.rows[0].thread_title, "Awake at four");
	desk_case_list_clear(&list);
}

/* A case about one of the team is for leads, and so is a second opinion of it. */
static void
a_case_about_one_of_the_team_is_for_leads(void **state)
{
	struct story s;
	struct telling telling = {.reason = REASON_UNKIND, .number = 2, .words = ""};
	struct opinion_state look;

	begin(state, &s);
	data_message(s.data, s.thread, &s.mod, 0, "Do stop it.");
	telling.thread = s.thread;
	assert_int_equal(report_tell(s.forum, &s.bob, &telling), ERR_OK);
	assert_int_equal(desk_claim(s.forum, &s.lead, 2), ERR_OK);
	assert_int_equal(opinion_give(s.forum, &s.lead, 2, OPINION_TALK, RISK_REST, ""), ERR_OK);
	assert_int_equal(opinion_give(s.forum, &s.other, 2, OPINION_TALK, RISK_REST, ""), ERR_DENIED);
	assert_int_equal(opinion_look(s.forum, &s.other, 2, &look), ERR_OK);
	assert_false(look.may_give);
	assert_int_equal(look.team, 1);
	opinion_state_clear(&look);
	assert_int_equal(opinion_look(s.forum, &s.mod, 2, &look), ERR_NOT_FOUND);
}

static void
how_often_two_differ_is_counted(void **state)
{
	struct story s;
	struct figures figures;

	begin(state, &s);
	assert_int_equal(opinion_give(s.forum, &s.mod, 1, OPINION_NONE, RISK_REST, ""), ERR_OK);
	assert_int_equal(figures_look(s.forum, 30, &figures), ERR_OK);
	assert_int_equal(figures.opinions, 0);
	assert_int_equal(opinion_give(s.forum, &s.other, 1, OPINION_NONE, RISK_RED, ""), ERR_OK);
	assert_int_equal(figures_look(s.forum, 30, &figures), ERR_OK);
	assert_int_equal(figures.opinions, 1);
	assert_int_equal(figures.opinions_apart, 1);
}

static void
words_may_be_long_but_not_too_long(void **state)
{
	struct story s;
	char words[OPINION_WORDS_BYTES + 2];

	begin(state, &s);
	memset(words, 'a', sizeof words - 1);
	words[sizeof words - 1] = '\0';
	assert_int_equal(opinion_give(s.forum, &s.mod, 1, OPINION_NONE, RISK_REST, words), ERR_TOO_LONG);
	words[OPINION_WORDS_BYTES] = '\0';
	assert_int_equal(opinion_give(s.forum, &s.mod, 1, OPINION_NONE, RISK_REST, words), ERR_OK);
}

#define BOARD_TEST(name) cmocka_unit_test_setup_teardown(name, data_make, data_remove)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    BOARD_TEST(the_second_does_not_see_the_first),
	    BOARD_TEST(each_gives_one_and_never_changes_it),
	    BOARD_TEST(nobody_else_sees_any_of_it),
	    BOARD_TEST(what_waits_for_a_second_is_listed),
	    BOARD_TEST(a_case_about_one_of_the_team_is_for_leads),
	    BOARD_TEST(how_often_two_differ_is_counted),
	    BOARD_TEST(words_may_be_long_but_not_too_long),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
