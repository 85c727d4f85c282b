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
	char *dump = policy_dump(), *rest = dump, *line, written[200];
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
		bool is_new = role == ACTOR_NEW,
		     is_guest = role < ACTOR_NEW; /* paused and waiting read what guests read */

		assert_true(actor_can(&actor, CAP_READ_OPEN));
		assert_int_equal(actor_can(&actor, CAP_READ), !is_guest);
		assert_int_equal(actor_can(&actor, CAP_ANSWER), !is_guest);
		assert_int_equal(actor_can(&actor, CAP_START), !is_guest);
		assert_int_equal(actor_can(&actor, CAP_SEND_MORE), !is_guest && !is_new);
		assert_true(actor_can(&actor, CAP_TELL));
		assert_int_equal(actor_can(&actor, CAP_SETTLE), role != ACTOR_GUEST);
		assert_int_equal(actor_can(&actor, CAP_CHANGE), !is_guest);
		assert_int_equal(actor_can(&actor, CAP_VOUCH),
		    role == ACTOR_GREETER || role == ACTOR_GUIDE || role >= ACTOR_HOST);
		assert_int_equal(actor_can(&actor, CAP_STEER), role >= ACTOR_HOST);
		assert_int_equal(actor_can(&actor, CAP_DESK), role == ACTOR_MODERATOR || role == ACTOR_LEAD);
		assert_int_equal(actor_can(&actor, CAP_HIDE), role == ACTOR_MODERATOR || role == ACTOR_LEAD);
		assert_int_equal(actor_can(&actor, CAP_PAUSE), role == ACTOR_MODERATOR || role == ACTOR_LEAD);
		assert_int_equal(actor_can(&actor, CAP_ADMIT), role == ACTOR_MODERATOR || role == ACTOR_LEAD);
		assert_int_equal(actor_can(&actor, CAP_TOLD_RED), role == ACTOR_LEAD);
	}
}

/* Without it a moderator is an ordinary member; with it nobody else is a moderator. */
static void
the_second_factor_opens_the_desk(void **state)
{
	const struct actor without = {.role = ACTOR_MODERATOR}, with = {.role = ACTOR_MODERATOR, .is_proven = true},
			   guest = {.role = ACTOR_GUEST, .is_proven = true},
			   host = {.role = ACTOR_HOST, .is_proven = true}, lead = {.role = ACTOR_LEAD};

	(void)state;
	for (int k = 0; k < CAP_COUNT; k++) {
		enum cap cap = (enum cap)k;

		assert_int_equal(policy_needs_proof(cap), k >= CAP_DESK);
		assert_int_equal(actor_can(&without, cap), k < CAP_DESK);
		assert_int_equal(actor_can(&lead, cap), k < CAP_DESK);
		assert_int_equal(actor_can(&with, cap), policy_has(ACTOR_MODERATOR, cap));
		assert_int_equal(actor_can(&host, cap), k < CAP_DESK);
		assert_int_equal(actor_can(&guest, cap), cap == CAP_READ_OPEN || cap == CAP_TELL);
		assert_true(policy_has(ACTOR_LEAD, cap));
	}
	for (int role = 0; role < ACTOR_ROLE_COUNT; role++)
		assert_int_equal(policy_is_team((enum actor_role)role), role == ACTOR_MODERATOR || role == ACTOR_LEAD);
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
	    cmocka_unit_test(roles_have_names),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
