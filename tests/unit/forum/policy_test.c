/*
 * The policy is the text file beside policy.c, line by line; a change of one without the other fails here.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "forum/policy.h"

static void
the_code_says_what_the_file_says(void **state)
{
	char *dump = policy_dump(), *rest = dump, *line, written[400];
	FILE *file = fopen("bbs/forum/policy.txt", "re");

	(void)state;
	assert_non_null(file); /* run from the top of the checkout */
	while (fgets(written, sizeof written, file)) {
		written[strcspn(written, "\n")] = '\0';
		line = strsep(&rest, "\n");
		assert_non_null(line);
		assert_string_equal(line, written);
	}
	assert_string_equal(rest, "");
	fclose(file);
	free(dump);
}

/* Said once more in other words, so that a slip in the list is not simply copied into the file. */
static void
the_rules_in_other_words(void **state)
{
	(void)state;
	for (int role = 0; role < ACTOR_ROLE_COUNT; role++) {
		struct actor actor = {.role = (enum actor_role)role, .is_proven = true};
		bool is_new = role == ACTOR_NEW, is_moderator = role == ACTOR_MODERATOR || role == ACTOR_LEAD,
		     is_guest = role == ACTOR_GUEST || role == ACTOR_PAUSED || role == ACTOR_WAITING,
		     greets = role == ACTOR_GREETER || role == ACTOR_GUIDE || role == ACTOR_HOST || is_moderator;

		assert_true(actor_can(&actor, CAP_READ_OPEN));
		assert_int_equal(actor_can(&actor, CAP_READ), !is_guest); /* paused and waiting read what guests read */
		assert_int_equal(actor_can(&actor, CAP_ANSWER), !is_guest);
		assert_int_equal(actor_can(&actor, CAP_START), !is_guest);
		assert_int_equal(actor_can(&actor, CAP_SEND_MORE), !is_guest && !is_new);
		assert_true(actor_can(&actor, CAP_TELL));
		assert_int_equal(actor_can(&actor, CAP_SETTLE), role != ACTOR_GUEST);
		assert_int_equal(actor_can(&actor, CAP_CHANGE), !is_guest);
		assert_int_equal(actor_can(&actor, CAP_KNOWN), !is_guest && !is_new && role != ACTOR_MEMBER);
		assert_int_equal(actor_can(&actor, CAP_VOUCH), greets || role == ACTOR_BROKER || role == ACTOR_STAFF);
		assert_int_equal(actor_can(&actor, CAP_GREET), greets);
		assert_int_equal(actor_can(&actor, CAP_STEER), role == ACTOR_HOST || is_moderator);
		assert_int_equal(actor_can(&actor, CAP_DESK), is_moderator);
		assert_int_equal(actor_can(&actor, CAP_HIDE), is_moderator);
		assert_int_equal(actor_can(&actor, CAP_PAUSE), is_moderator);
		assert_int_equal(actor_can(&actor, CAP_ADMIT), is_moderator);
		assert_int_equal(actor_can(&actor, CAP_STATE), is_moderator || role == ACTOR_OPERATOR);
		assert_int_equal(actor_can(&actor, CAP_GRANT), role == ACTOR_LEAD);
		assert_int_equal(actor_can(&actor, CAP_TOLD_RED), role == ACTOR_LEAD);
		assert_true(policy_covers(ACTOR_LEAD, (enum actor_role)role));
		assert_true(policy_covers((enum actor_role)role, (enum actor_role)role));
	}
}

/* Without it a moderator is an ordinary member; with it nobody else is a moderator. */
static void
the_second_factor_opens_the_desk(void **state)
{
	const struct actor without = {.role = ACTOR_MODERATOR}, with = {.role = ACTOR_MODERATOR, .is_proven = true},
			   host = {.role = ACTOR_HOST, .is_proven = true}, lead = {.role = ACTOR_LEAD};

	(void)state;
	for (int k = 0; k < CAP_COUNT; k++) {
		enum cap cap = (enum cap)k;
		bool needs = policy_needs_proof(cap);

		assert_int_equal(actor_can(&without, cap), policy_has(ACTOR_MODERATOR, cap) && !needs);
		assert_int_equal(actor_can(&lead, cap), !needs);
		assert_int_equal(actor_can(&with, cap), policy_has(ACTOR_MODERATOR, cap));
		assert_int_equal(actor_can(&host, cap), !needs); /* who is no moderator has nothing that asks for it */
		assert_true(policy_has(ACTOR_LEAD, cap));
	}
	for (int role = 0; role < ACTOR_ROLE_COUNT; role++)
		assert_int_equal(policy_is_team((enum actor_role)role),
		    role == ACTOR_MODERATOR || role == ACTOR_LEAD || role == ACTOR_OPERATOR);
}

/* They look after people, a house or a machine. What members tell the team is not for them. */
static void
brokers_staff_and_operators_have_nothing_of_a_case(void **state)
{
	static const enum actor_role roles[] = {ACTOR_BROKER, ACTOR_STAFF, ACTOR_OPERATOR};

	(void)state;
	for (size_t k = 0; k < sizeof roles / sizeof *roles; k++) {
		assert_true(policy_covers(roles[k], ACTOR_REGULAR));
		assert_false(policy_covers(roles[k], ACTOR_GREETER));
		for (int cap = 0; cap < CAP_COUNT; cap++)
			if (policy_needs_proof((enum cap)cap))
				assert_int_equal(policy_has(roles[k], (enum cap)cap),
				    cap == CAP_STATE && roles[k] == ACTOR_OPERATOR);
	}
	assert_false(policy_covers(ACTOR_HOST, ACTOR_OPERATOR));
	assert_false(policy_covers(ACTOR_OPERATOR, ACTOR_HOST));
	assert_true(policy_covers(ACTOR_MODERATOR, ACTOR_OPERATOR));
	assert_true(policy_covers(ACTOR_GREETER, ACTOR_BROKER));
	assert_false(policy_covers(ACTOR_MODERATOR, ACTOR_LEAD));
}

static void
roles_have_names(void **state)
{
	(void)state;
	for (int role = 0; role < ACTOR_ROLE_COUNT; role++)
		assert_int_equal(actor_role_find(actor_role_name((enum actor_role)role)), role);
	assert_string_equal(actor_role_name(ACTOR_GUEST), "guest");
	assert_int_equal(actor_role_find("admin"), -1);
	assert_int_equal(actor_role_find(""), -1);
	assert_int_equal(actor_role_find("Member"), -1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(the_code_says_what_the_file_says),
	    cmocka_unit_test(the_rules_in_other_words),
	    cmocka_unit_test(the_second_factor_opens_the_desk),
	    cmocka_unit_test(brokers_staff_and_operators_have_nothing_of_a_case),
	    cmocka_unit_test(roles_have_names),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
