/*
 * The door in its four positions, and who may move it.
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
#include "forum/account.h"
#include "forum/audit.h"
#include "forum/code.h"
#include "forum/joining.h"
#include "forum/notice.h"

#define KEY "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEE"

static enum err
join(struct data *data, const char *name, const char *invitation, struct actor *out)
{
	struct newcomer newcomer = {.name = name, .key = KEY, .invitation = invitation, .words = "My\tdad, 84. "};

	return joining_join(&data->forum, &newcomer, out);
}

static void
choose(struct data *data, enum joining mode)
{
	assert_int_equal(joining_choose(&data->forum, NULL, mode), ERR_OK);
	assert_int_equal(joining_now(&data->forum), mode);
}

static void
a_new_board_is_open(void **state)
{
	struct data *data = *state;
	struct actor ann;

	assert_int_equal(joining_now(&data->forum), JOINING_OPEN);
	assert_int_equal(join(data, "ann-here", NULL, &ann), ERR_OK);
	assert_int_equal(ann.role, ACTOR_NEW);
}

static void
only_the_team_moves_the_door(void **state)
{
	struct data *data = *state;
	struct actor host = data_member(data, "host-here", ACTOR_HOST);
	struct actor moderator = data_member(data, "mod-here", ACTOR_MODERATOR);
	struct join_request_list list = {0};
	char code[CODE_CHARS + 1];

	assert_int_equal(joining_choose(&data->forum, &host, JOINING_PAUSED), ERR_DENIED);
	assert_int_equal(joining_invite(&data->forum, &host, code), ERR_DENIED);
	assert_int_equal(joining_requests(&data->forum, &host, &list), ERR_DENIED);
	assert_int_equal(joining_now(&data->forum), JOINING_OPEN);
	assert_int_equal(joining_choose(&data->forum, &moderator, JOINING_PAUSED), ERR_OK);
	assert_int_equal(joining_now(&data->forum), JOINING_PAUSED);
	assert_int_equal(data_count(data, "SELECT count(*) FROM audit WHERE action = 'joining' AND code = 'paused'"),
	    1);
	/* one who was a moderator when they came, and is none any more */
	assert_int_equal(account_set_role(&data->forum, "mod-here", ACTOR_MEMBER), ERR_OK);
	assert_int_equal(joining_choose(&data->forum, &moderator, JOINING_OPEN), ERR_DENIED);
}

static void
paused_lets_nobody_in(void **state)
{
	struct data *data = *state;
	struct actor ann;

	choose(data, JOINING_PAUSED);
	assert_int_equal(join(data, "ann-here", NULL, &ann), ERR_CLOSED);
	assert_int_equal(data_count(data, "SELECT count(*) FROM member"), 0);
}

static void
an_invitation_lets_one_in_once(void **state)
{
	struct data *data = *state;
	char code[CODE_CHARS + 1], shouted[CODE_CHARS + 1];
	struct actor ann;

	choose(data, JOINING_INVITATION);
	assert_int_equal(join(data, "ann-here", NULL, &ann), ERR_NOT_FOUND);
	assert_int_equal(join(data, "ann-here", "k7mq-2fhp-9xtd", &ann), ERR_NOT_FOUND);
	assert_int_equal(joining_invite(&data->forum, NULL, code), ERR_OK);
	assert_int_equal(strlen(code), CODE_CHARS);
	for (size_t k = 0; k <= CODE_CHARS; k++)
		shouted[k] = code[k] == '-' ? ' ' : (char)(code[k] >= 'a' ? code[k] - 32 : code[k]);
	assert_int_equal(joining_check_invitation(&data->forum, shouted), ERR_OK);
	assert_int_equal(joining_check_invitation(&data->forum, " - "), ERR_EMPTY);
	assert_int_equal(join(data, "ann-here", shouted, &ann), ERR_OK);
	assert_int_equal(ann.role, ACTOR_NEW);
	assert_int_equal(joining_check_invitation(&data->forum, code), ERR_NOT_FOUND);
	assert_int_equal(join(data, "bob-here", code, &ann), ERR_NOT_FOUND);
	assert_int_equal(data_count(data, "SELECT count(*) FROM member"), 1);
}

static void
a_taken_name_costs_no_invitation(void **state)
{
	struct data *data = *state;
	char code[CODE_CHARS + 1];
	struct actor ann;

	data_member(data, "ann-here", ACTOR_MEMBER);
	choose(data, JOINING_INVITATION);
	assert_int_equal(joining_invite(&data->forum, NULL, code), ERR_OK);
	assert_int_equal(join(data, "ann-here", code, &ann), ERR_TAKEN);
	assert_int_equal(joining_check_invitation(&data->forum, code), ERR_OK);
}

static void
an_invitation_runs_out(void **state)
{
	struct data *data = *state;
	char code[CODE_CHARS + 1];

	assert_int_equal(joining_invite(&data->forum, NULL, code), ERR_OK);
	clock_advance_ms((int64_t)JOINING_INVITATION_DAYS * 86400 * 1000);
	assert_int_equal(joining_check_invitation(&data->forum, code), ERR_NOT_FOUND);
}

static void
the_team_says_yes_or_no(void **state)
{
	struct data *data = *state;
	struct actor moderator = data_member(data, "mod-here", ACTOR_MODERATOR), ann, bob;
	struct join_request_list list = {0};
	struct join_request request = {0};
	struct notice_row_list told = {0};

	choose(data, JOINING_APPROVAL);
	assert_int_equal(join(data, "ann-here", NULL, &ann), ERR_OK);
	assert_int_equal(join(data, "bob-here", NULL, &bob), ERR_OK);
	assert_int_equal(ann.role, ACTOR_WAITING);
	assert_false(actor_can(&ann, CAP_ANSWER));
	assert_int_equal(joining_requests(&data->forum, &moderator, &list), ERR_OK);
	assert_int_equal(list.count, 2);
	assert_string_equal(list.rows[0].member_name, "ann-here");
	assert_string_equal(list.rows[0].words, "My dad, 84.");
	join_request_list_clear(&list);
	assert_int_equal(joining_answer(&data->forum, &bob, ann.member, true), ERR_DENIED);
	assert_int_equal(joining_answer(&data->forum, &moderator, ann.member, true), ERR_OK);
	assert_int_equal(joining_answer(&data->forum, &moderator, ann.member, false), ERR_NOT_FOUND);
	assert_int_equal(joining_answer(&data->forum, &moderator, bob.member, false), ERR_OK);
	assert_int_equal(account_refresh(&data->forum, &ann), ERR_OK);
	assert_int_equal(ann.role, ACTOR_NEW);
	assert_int_equal(account_refresh(&data->forum, &bob), ERR_CLOSED);
	assert_int_equal(joining_request(&data->forum, &moderator, ann.member, &request), ERR_NOT_FOUND);
	assert_int_equal(notice_list(&data->forum, &ann, &told), ERR_OK);
	assert_int_equal(told.count, 1);
	assert_string_equal(told.rows[0].kind, "welcome");
	notice_row_list_clear(&told);
}

/* The operator gave them a role while they waited: an answer from an older page changes nothing. */
static void
who_was_promoted_is_not_set_back(void **state)
{
	struct data *data = *state;
	struct actor moderator = data_member(data, "mod-here", ACTOR_MODERATOR), ann;

	choose(data, JOINING_APPROVAL);
	assert_int_equal(join(data, "ann-here", NULL, &ann), ERR_OK);
	assert_int_equal(account_set_role(&data->forum, "ann-here", ACTOR_GREETER), ERR_OK);
	assert_int_equal(joining_answer(&data->forum, &moderator, ann.member, true), ERR_NOT_FOUND);
	assert_int_equal(account_refresh(&data->forum, &ann), ERR_OK);
	assert_int_equal(ann.role, ACTOR_GREETER);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, data_make, data_remove)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(a_new_board_is_open),
	    TEST(only_the_team_moves_the_door),
	    TEST(paused_lets_nobody_in),
	    TEST(an_invitation_lets_one_in_once),
	    TEST(a_taken_name_costs_no_invitation),
	    TEST(an_invitation_runs_out),
	    TEST(the_team_says_yes_or_no),
	    TEST(who_was_promoted_is_not_set_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
