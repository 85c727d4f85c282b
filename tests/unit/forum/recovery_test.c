/*
 * Coming back: by a code that was written down, by two of the team, and by nobody else.
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
#include "forum/notice.h"
#include "forum/recovery.h"

typedef char codes[RECOVERY_CODES][RECOVERY_CODE_BYTES];

static const char fresh[] = "three green doors";

static int
hash_once(void **state)
{
	(void)state;
	return account_init() == ERR_OK ? 0 : -1;
}

static int64_t
left(struct data *data, const struct actor *actor)
{
	int64_t count = -1;

	assert_int_equal(recovery_left(&data->forum, actor, &count), ERR_OK);
	return count;
}

static void
a_code_works_once_however_it_is_typed(void **state)
{
	struct data *data = *state;
	struct actor ann = data_member(data, "ann", ACTOR_MEMBER), back = {0};
	struct notice_row_list notices = {0};
	codes made;
	char typed[40] = "  ";

	assert_int_equal(left(data, &ann), 0);
	assert_int_equal(recovery_make(&data->forum, &ann, made), ERR_OK);
	assert_int_equal(left(data, &ann), RECOVERY_CODES);
	for (size_t k = 0, at = 2; made[3][k]; k++) /* in capitals, without hyphens */
		if (made[3][k] != '-')
			typed[at++] = (char)(made[3][k] >= 'a' ? made[3][k] - 'a' + 'A' : made[3][k]);
	assert_int_equal(recovery_use(&data->forum, "ann", typed, fresh, &back), ERR_OK);
	assert_int_equal(back.member, ann.member);
	assert_int_equal(left(data, &ann), RECOVERY_CODES - 1);
	assert_int_equal(account_sign_in_password(&data->forum, "ann", fresh, &back), ERR_OK);
	assert_int_equal(recovery_use(&data->forum, "ann", typed, fresh, &back), ERR_DENIED);
	assert_int_equal(notice_list(&data->forum, &ann, &notices), ERR_OK);
	assert_int_equal(notices.count, 1);
	assert_string_equal(notices.rows[0].kind, "password");
	notice_row_list_clear(&notices);
}

static void
new_codes_end_the_old(void **state)
{
	struct data *data = *state;
	struct actor ann = data_member(data, "ann", ACTOR_MEMBER), back;
	codes old, new;

	assert_int_equal(recovery_make(&data->forum, &ann, old), ERR_OK);
	assert_int_equal(recovery_make(&data->forum, &ann, new), ERR_OK);
	assert_int_equal(left(data, &ann), RECOVERY_CODES);
	assert_int_equal(recovery_use(&data->forum, "ann", old[0], fresh, &back), ERR_DENIED);
	assert_int_equal(recovery_use(&data->forum, "ann", new[0], fresh, &back), ERR_OK);
	assert_int_equal(data_count(data, "SELECT count(*) FROM recovery_code WHERE length(code_hash) = 64"), 8);
}

static void
five_wrong_ones_make_the_codes_wait(void **state)
{
	struct data *data = *state;
	struct actor ann = data_member(data, "ann", ACTOR_MEMBER), bob = data_member(data, "bob", ACTOR_MEMBER), back;
	codes made, bobs;

	assert_int_equal(recovery_make(&data->forum, &ann, made), ERR_OK);
	assert_int_equal(recovery_make(&data->forum, &bob, bobs), ERR_OK);
	assert_int_equal(account_set_password(&data->forum, "ann", "two buses there"), ERR_OK);
	for (int k = 0; k < RECOVERY_TRIES; k++)
		assert_int_equal(recovery_use(&data->forum, "ann", bobs[k], fresh, &back), ERR_DENIED);
	assert_int_equal(recovery_use(&data->forum, "ann", made[0], fresh, &back), ERR_DENIED);
	assert_int_equal(recovery_use(&data->forum, "bob", bobs[0], fresh, &back), ERR_OK); /* nobody else waits */
	assert_int_equal(account_sign_in_password(&data->forum, "ann", "two buses there", &back), ERR_OK);
	clock_advance_ms((int64_t)(RECOVERY_TRY_SECONDS + 1) * 1000);
	assert_int_equal(recovery_use(&data->forum, "ann", made[0], fresh, &back), ERR_OK);
}

static void
strange_names_and_codes_are_denied_alike(void **state)
{
	struct data *data = *state;
	struct actor ann = data_member(data, "ann", ACTOR_MEMBER), back;
	codes made;

	assert_int_equal(recovery_make(&data->forum, &ann, made), ERR_OK);
	for (int k = 0; k < 7; k++) /* however often: a name that nobody has is never told apart */
		assert_int_equal(recovery_use(&data->forum, "nobody-here", made[0], fresh, &back), ERR_DENIED);
	assert_int_equal(recovery_use(&data->forum, "ann", "", fresh, &back), ERR_DENIED);
	assert_int_equal(recovery_use(&data->forum, "ann", "abcd-efgh-jkm", fresh, &back), ERR_DENIED);
	assert_int_equal(recovery_use(&data->forum, "ann", "abcd-efgh-jkmn-p", fresh, &back), ERR_DENIED);
	assert_int_equal(recovery_use(&data->forum, "ann", "\xff", fresh, &back), ERR_DENIED);
	assert_int_equal(recovery_use(&data->forum, "ann", made[0], "short", &back), ERR_INVALID);
	assert_int_equal(left(data, &ann), RECOVERY_CODES); /* a poor password costs no code */
	assert_int_equal(account_set_closed(&data->forum, "ann", true), ERR_OK);
	assert_int_equal(recovery_use(&data->forum, "ann", made[0], fresh, &back), ERR_CLOSED);
}

static enum recovery_vouch
vouch(struct data *data, const struct actor *who, const struct actor *member, char *code)
{
	enum recovery_vouch out = RECOVERY_NOTED;

	assert_int_equal(recovery_vouch(&data->forum, who, member->member, &out, code), ERR_OK);
	return out;
}

static void
two_who_met_a_member_make_a_code(void **state)
{
	struct data *data = *state;
	struct actor ann = data_member(data, "ann", ACTOR_MEMBER), greeter = data_member(data, "greta", ACTOR_GREETER),
		     guide = data_member(data, "gus", ACTOR_GUIDE), back;
	char code[RECOVERY_CODE_BYTES] = "";
	codes lasting;

	assert_int_equal(recovery_make(&data->forum, &ann, lasting), ERR_OK);
	assert_int_equal(vouch(data, &greeter, &ann, code), RECOVERY_NOTED);
	assert_int_equal(vouch(data, &greeter, &ann, code), RECOVERY_NOTED); /* twice is not two */
	assert_string_equal(code, "");
	assert_int_equal(vouch(data, &guide, &ann, code), RECOVERY_CODE);
	assert_int_equal(left(data, &ann), RECOVERY_CODES); /* it is none of the member's own */
	assert_int_equal(recovery_use(&data->forum, "ann", code, fresh, &back), ERR_OK);
	assert_int_equal(recovery_use(&data->forum, "ann", code, fresh, &back), ERR_DENIED);
	assert_int_equal(vouch(data, &guide, &ann, code), RECOVERY_NOTED); /* it begins anew */
	assert_int_equal(data_count(data, "SELECT count(*) FROM audit WHERE action = 'vouch'"), 4);
	assert_int_equal(data_count(data, "SELECT count(*) FROM audit WHERE action = 'recover' AND code = 'team'"), 1);
}

static void
vouches_and_their_code_end_after_a_day(void **state)
{
	struct data *data = *state;
	struct actor ann = data_member(data, "ann", ACTOR_MEMBER), greeter = data_member(data, "greta", ACTOR_GREETER),
		     guide = data_member(data, "gus", ACTOR_GUIDE), back;
	char code[RECOVERY_CODE_BYTES] = "";

	vouch(data, &greeter, &ann, code);
	clock_advance_ms((int64_t)RECOVERY_VOUCH_SECONDS * 1000);
	assert_int_equal(vouch(data, &guide, &ann, code), RECOVERY_NOTED);
	assert_int_equal(vouch(data, &greeter, &ann, code), RECOVERY_CODE);
	clock_advance_ms((int64_t)RECOVERY_VOUCH_SECONDS * 1000);
	assert_int_equal(recovery_use(&data->forum, "ann", code, fresh, &back), ERR_DENIED);
}

static void
refuse(struct data *data, const struct actor *who, const struct actor *member, enum err expected)
{
	enum recovery_vouch out = RECOVERY_NEEDS_LEAD;
	char code[RECOVERY_CODE_BYTES] = "";

	assert_int_equal(recovery_vouch(&data->forum, who, member->member, &out, code), expected);
	assert_int_equal(out, RECOVERY_NEEDS_LEAD);
	assert_string_equal(code, "");
}

static void
nobody_takes_over_one_of_the_team(void **state)
{
	struct data *data = *state;
	struct actor mod = data_member(data, "mo", ACTOR_MODERATOR), mod2 = data_member(data, "mona", ACTOR_MODERATOR),
		     mod3 = data_member(data, "mack", ACTOR_MODERATOR), lead = data_member(data, "lee", ACTOR_LEAD),
		     greeter = data_member(data, "greta", ACTOR_GREETER), ann = data_member(data, "ann", ACTOR_REGULAR),
		     nobody = {.member = 999};
	char code[RECOVERY_CODE_BYTES] = "";

	refuse(data, &ann, &mod, ERR_DENIED);
	refuse(data, &mod, &mod, ERR_DENIED);
	refuse(data, &greeter, &mod, ERR_DENIED);
	refuse(data, &mod, &lead, ERR_DENIED);
	refuse(data, &mod, &nobody, ERR_NOT_FOUND);
	assert_int_equal(vouch(data, &mod2, &mod, code), RECOVERY_NOTED);
	assert_int_equal(vouch(data, &mod3, &mod, code), RECOVERY_NEEDS_LEAD);
	assert_string_equal(code, "");
	assert_int_equal(vouch(data, &lead, &mod, code), RECOVERY_CODE);
	assert_int_equal(vouch(data, &mod, &greeter, code), RECOVERY_NOTED);
	assert_int_equal(vouch(data, &mod2, &greeter, code), RECOVERY_CODE);
}

static void
roles_are_judged_as_they_are_now(void **state)
{
	struct data *data = *state;
	struct actor ann = data_member(data, "ann", ACTOR_MEMBER), greeter = data_member(data, "greta", ACTOR_GREETER),
		     guide = data_member(data, "gus", ACTOR_GUIDE);
	char code[RECOVERY_CODE_BYTES] = "";

	vouch(data, &greeter, &ann, code);
	assert_int_equal(account_set_role(&data->forum, "greta", ACTOR_MEMBER), ERR_OK);
	assert_int_equal(vouch(data, &guide, &ann, code), RECOVERY_NOTED); /* the other is none of the team now */
	refuse(data, &greeter, &ann, ERR_DENIED);
	assert_int_equal(account_set_role(&data->forum, "greta", ACTOR_GREETER), ERR_OK);
	assert_int_equal(account_set_closed(&data->forum, "greta", true), ERR_OK);
	assert_int_equal(vouch(data, &guide, &ann, code), RECOVERY_NOTED);
	assert_int_equal(account_set_closed(&data->forum, "ann", true), ERR_OK);
	refuse(data, &guide, &ann, ERR_CLOSED);
}

int
main(void)
{
#define ON_A_BOARD(test) cmocka_unit_test_setup_teardown(test, data_make_empty, data_remove)
	const struct CMUnitTest tests[] = {
	    ON_A_BOARD(a_code_works_once_however_it_is_typed),
	    ON_A_BOARD(new_codes_end_the_old),
	    ON_A_BOARD(five_wrong_ones_make_the_codes_wait),
	    ON_A_BOARD(strange_names_and_codes_are_denied_alike),
	    ON_A_BOARD(two_who_met_a_member_make_a_code),
	    ON_A_BOARD(vouches_and_their_code_end_after_a_day),
	    ON_A_BOARD(nobody_takes_over_one_of_the_team),
	    ON_A_BOARD(roles_are_judged_as_they_are_now),
	};

	return cmocka_run_group_tests(tests, hash_once, NULL);
}
