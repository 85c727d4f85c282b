/*
 * The second factor: numbers that count once, codes that count once, and what somebody who guesses gets.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <liboath/oath.h>

#include "../../support/data.h"
#include "base/clock.h"
#include "forum/account.h"
#include "forum/audit.h"
#include "forum/erase.h"
#include "forum/judge.h"
#include "forum/notice.h"
#include "forum/second.h"
#include "store/audit_rows.h"

/* One of the team who has set nothing up, as they are after signing in. */
struct scene {
	struct data *data;
	struct forum *forum;
	struct actor mod;
	char secret[SECOND_SECRET_BYTES];
	char codes[SECOND_CODES][SECOND_CODE_BYTES];
};

static struct scene
begin(void **state)
{
	struct scene s = {.data = *state, .forum = &((struct data *)*state)->forum};

	data_member(s.data, "mod-here", ACTOR_MEMBER);
	assert_int_equal(account_set_role(s.forum, "mod-here", ACTOR_MODERATOR), ERR_OK);
	assert_int_equal(account_find(s.forum, "mod-here", &s.mod), ERR_OK);
	return s;
}

/* What an app shows with this secret, so many steps from now. Its own arithmetic, by another call of the library. */
static const char *
app(const char *secret, int steps)
{
	static char numbers[SECOND_DIGITS + 1];
	char *bytes = NULL;
	size_t count = 0;

	assert_int_equal(oath_base32_decode(secret, strlen(secret), &bytes, &count), OATH_OK);
	assert_int_equal(count, 20);
	assert_int_equal(oath_totp_generate(bytes, count, clock_now() + steps * (int64_t)SECOND_STEP_S, SECOND_STEP_S,
			     0, SECOND_DIGITS, numbers),
	    OATH_OK);
	free(bytes);
	return numbers;
}

static struct scene
begin_set_up(void **state)
{
	struct scene s = begin(state);

	assert_int_equal(second_begin(s.forum, &s.mod, s.secret), ERR_OK);
	assert_int_equal(second_confirm(s.forum, &s.mod, app(s.secret, 0), s.codes), ERR_OK);
	assert_true(s.mod.is_proven);
	s.mod.is_proven = false; /* the next session */
	clock_advance_ms(60 * 1000);
	return s;
}

static enum err
give(struct scene *s, const char *typed)
{
	s->mod.is_proven = false;
	return second_give(s->forum, &s->mod, typed);
}

static enum second_state
look(const struct scene *s)
{
	enum second_state state = SECOND_NEVER;

	assert_int_equal(second_look(s->forum, &s->mod, &state), ERR_OK);
	return state;
}

static int64_t
notices(const struct scene *s, const char *how)
{
	struct notice_row_list rows = {0};
	int64_t count = 0;

	assert_int_equal(notice_list(s->forum, &s->mod, &rows), ERR_OK);
	for (size_t k = 0; k < rows.count; k++)
		count += !strcmp(rows.rows[k].kind, "factor") && !strcmp(rows.rows[k].reason, how);
	notice_row_list_clear(&rows);
	return count;
}

static void
setting_up_takes_the_first_numbers(void **state)
{
	struct scene s = begin(state);
	char again[SECOND_SECRET_BYTES];

	assert_int_equal(look(&s), SECOND_TO_SET_UP);
	assert_int_equal(second_begin(s.forum, &s.mod, s.secret), ERR_OK);
	assert_int_equal(strlen(s.secret), 32);
	assert_int_equal(strspn(s.secret, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"), 32);
	assert_int_equal(second_begin(s.forum, &s.mod, again),
	    ERR_OK); /* who looked twice has one account in the app */
	assert_string_equal(again, s.secret);
	assert_int_equal(second_confirm(s.forum, &s.mod, " - ", s.codes), ERR_EMPTY);
	assert_int_equal(second_confirm(s.forum, &s.mod, "000000", s.codes), ERR_INVALID);
	assert_int_equal(second_confirm(s.forum, &s.mod, app(s.secret, 2), s.codes), ERR_INVALID);
	assert_int_equal(second_give(s.forum, &s.mod, app(s.secret, 0)), ERR_NOT_FOUND);
	assert_false(s.mod.is_proven || actor_can(&s.mod, CAP_DESK));
	assert_int_equal(look(&s), SECOND_TO_SET_UP);

	assert_int_equal(second_confirm(s.forum, &s.mod, app(s.secret, 0), s.codes), ERR_OK);
	assert_true(s.mod.is_proven && actor_can(&s.mod, CAP_DESK));
	assert_int_equal(look(&s), SECOND_GIVEN);
	for (int k = 0; k < SECOND_CODES; k++)
		assert_int_equal(strlen(s.codes[k]), CODE_CHARS);
	assert_int_equal(notices(&s, "set"), 1);
	assert_int_equal(second_begin(s.forum, &s.mod, again), ERR_TAKEN); /* never shown again */
	assert_int_equal(second_confirm(s.forum, &s.mod, app(s.secret, 1), s.codes), ERR_TAKEN);
}

static void
it_is_for_the_team_alone(void **state)
{
	struct scene s = begin(state);
	struct actor host = data_member(s.data, "host-here", ACTOR_HOST), guest = {0};
	enum second_state stands = SECOND_GIVEN;

	assert_int_equal(second_begin(s.forum, &host, s.secret), ERR_DENIED);
	assert_int_equal(second_begin(s.forum, &guest, s.secret), ERR_DENIED);
	assert_int_equal(second_give(s.forum, &host, "123456"), ERR_DENIED);
	assert_int_equal(second_confirm(s.forum, &guest, "123456", s.codes), ERR_DENIED);
	assert_int_equal(second_look(s.forum, &host, &stands), ERR_OK);
	assert_int_equal(stands, SECOND_NEVER);
	assert_int_equal(data_count(s.data, "SELECT count(*) FROM second_factor"), 0);
}

static void
numbers_count_once_and_never_older_ones(void **state)
{
	struct scene s = begin_set_up(state);
	char typed[20];

	assert_int_equal(look(&s), SECOND_TO_GIVE);
	assert_int_equal(give(&s, app(s.secret, -2)), ERR_INVALID);
	assert_int_equal(give(&s, app(s.secret, 2)), ERR_INVALID);
	assert_int_equal(give(&s, app(s.secret, 0)), ERR_OK);
	assert_true(s.mod.is_proven);
	assert_int_equal(give(&s, app(s.secret, 0)), ERR_TAKEN); /* somebody looked over their shoulder */
	assert_false(s.mod.is_proven);
	assert_int_equal(give(&s, app(s.secret, -1)), ERR_TAKEN);
	snprintf(typed, sizeof typed, " %.3s-%.3s ", app(s.secret, 1), app(s.secret, 1) + 3);
	assert_int_equal(give(&s, typed), ERR_OK); /* a phone's clock is ahead */
	clock_advance_ms(30 * 1000);
	assert_int_equal(give(&s, app(s.secret, 0)), ERR_TAKEN);
	clock_advance_ms(30 * 1000);
	assert_int_equal(give(&s, app(s.secret, 0)), ERR_OK);
}

/* The published examples of RFC 6238, appendix B, cut to six digits. */
static void
numbers_are_those_of_the_norm(void **state)
{
	static const struct {
		int64_t at;
		const char *numbers;
	} examples[] = {{1111111111, "050471"}, {1234567890, "005924"}, {2000000000, "279037"}};
	struct scene s = begin(state);

	assert_int_equal(second_begin(s.forum, &s.mod, s.secret), ERR_OK);
	assert_int_equal(db_begin(s.forum->db), ERR_OK);
	assert_int_equal(db_script(s.forum->db, "UPDATE second_factor SET secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'"),
	    ERR_OK);
	assert_int_equal(db_commit(s.forum->db), ERR_OK);
	clock_pin(1111111109);
	assert_int_equal(second_confirm(s.forum, &s.mod, "081804", s.codes), ERR_OK);
	for (size_t k = 0; k < sizeof examples / sizeof *examples; k++) {
		clock_pin(examples[k].at);
		assert_int_equal(give(&s, examples[k].numbers), ERR_OK);
	}
}

static void
a_clock_that_was_set_back_keeps_nobody_out(void **state)
{
	struct scene s = begin_set_up(state);

	clock_advance_ms((int64_t)86400 * 1000);
	assert_int_equal(give(&s, app(s.secret, 0)), ERR_OK);
	clock_pin(DATA_NOON);
	assert_int_equal(give(&s, app(s.secret, 0)), ERR_OK);
	assert_int_equal(give(&s, app(s.secret, 0)), ERR_TAKEN);
}

static void
a_code_on_paper_works_once(void **state)
{
	struct scene s = begin_set_up(state);
	int64_t left = 0;

	assert_int_equal(second_left(s.forum, &s.mod, &left), ERR_OK);
	assert_int_equal(left, SECOND_CODES);
	assert_int_equal(give(&s, "k7mq-2fhp-9xtd"), ERR_INVALID);
	assert_int_equal(give(&s, s.codes[3]), ERR_OK);
	assert_true(s.mod.is_proven);
	assert_int_equal(notices(&s, "code"), 1);
	assert_int_equal(give(&s, s.codes[3]), ERR_INVALID);
	assert_int_equal(second_left(s.forum, &s.mod, &left), ERR_OK);
	assert_int_equal(left, SECOND_CODES - 1);
}

static void
who_guesses_has_to_wait_and_paper_does_not(void **state)
{
	struct scene s = begin_set_up(state);

	for (int k = 0; k < SECOND_TRIES; k++) {
		assert_int_equal(notices(&s, "wrong"), 0);
		assert_int_equal(give(&s, "000000"), ERR_INVALID);
	}
	assert_int_equal(notices(&s, "wrong"), 1); /* the member hears of it */
	assert_int_equal(give(&s, app(s.secret, 0)), ERR_RATE);
	assert_false(s.mod.is_proven);
	assert_int_equal(give(&s, s.codes[0]), ERR_OK);
	assert_int_equal(give(&s, app(s.secret, 0)), ERR_OK); /* and all is forgotten */
	for (int k = 0; k < SECOND_TRIES; k++)
		assert_int_equal(give(&s, "000000"), ERR_INVALID);
	assert_int_equal(give(&s, app(s.secret, 1)), ERR_RATE);
	clock_advance_ms((int64_t)SECOND_TRY_SECONDS * 1000 + 1000);
	assert_int_equal(give(&s, app(s.secret, 0)), ERR_OK);
}

/* A phone is lost, or stolen with a session open: nothing of the old one works, and they set up a new one. */
static void
a_lost_one_is_taken_away(void **state)
{
	struct scene s = begin_set_up(state);
	char other[SECOND_SECRET_BYTES];

	assert_int_equal(give(&s, app(s.secret, 0)), ERR_OK);
	assert_int_equal(second_reset(s.forum, "nobody-here"), ERR_NOT_FOUND);
	assert_int_equal(second_reset(s.forum, "mod-here"), ERR_OK);
	assert_int_equal(notices(&s, "reset"), 1);
	assert_int_equal(judge_begin(s.forum, &s.mod, CAP_DESK), ERR_DENIED);
	assert_int_equal(account_refresh(s.forum, &s.mod), ERR_OK);
	assert_false(s.mod.is_proven);
	assert_int_equal(give(&s, s.codes[0]), ERR_NOT_FOUND);
	assert_int_equal(second_reset(s.forum, "mod-here"), ERR_EMPTY);
	assert_int_equal(second_begin(s.forum, &s.mod, other), ERR_OK);
	assert_string_not_equal(other, s.secret);
	assert_int_equal(audit_verify(s.forum, &(int64_t){0}, &(int64_t){0}), ERR_OK);
	assert_int_equal(data_count(s.data, "SELECT count(*) FROM audit WHERE action = 'second'"), 2);
}

static void
who_leaves_the_team_leaves_no_secret(void **state)
{
	struct scene s = begin_set_up(state);

	assert_int_equal(account_set_role(s.forum, "mod-here", ACTOR_LEAD), ERR_OK);
	assert_int_equal(give(&s, app(s.secret, 0)), ERR_OK);
	assert_int_equal(account_set_role(s.forum, "mod-here", ACTOR_GREETER), ERR_OK);
	assert_int_equal(data_count(s.data,
			     "SELECT (SELECT count(*) FROM second_factor) + (SELECT count(*) FROM second_code)"),
	    0);
}

static void
erasing_takes_it_along(void **state)
{
	struct scene s = begin_set_up(state);

	assert_int_equal(erase_member(s.forum, s.data->root, "mod-here", false), ERR_OK);
	assert_int_equal(data_count(s.data,
			     "SELECT (SELECT count(*) FROM second_factor) + (SELECT count(*) FROM second_code)"),
	    0);
}

#define ON_EMPTY(test) cmocka_unit_test_setup_teardown(test, data_make_empty, data_remove)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    ON_EMPTY(setting_up_takes_the_first_numbers),
	    ON_EMPTY(it_is_for_the_team_alone),
	    ON_EMPTY(numbers_count_once_and_never_older_ones),
	    ON_EMPTY(numbers_are_those_of_the_norm),
	    ON_EMPTY(a_clock_that_was_set_back_keeps_nobody_out),
	    ON_EMPTY(a_code_on_paper_works_once),
	    ON_EMPTY(who_guesses_has_to_wait_and_paper_does_not),
	    ON_EMPTY(a_lost_one_is_taken_away),
	    ON_EMPTY(who_leaves_the_team_leaves_no_secret),
	    ON_EMPTY(erasing_takes_it_along),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
