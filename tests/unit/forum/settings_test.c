/*
 * What members change themselves: password, keys, name, what others see, consent.
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
#include "forum/consent.h"
#include "forum/conversation.h"
#include "forum/rename.h"

static const char first[] = "two buses there", second[] = "three green doors";

static int
hash_once(void **state)
{
	(void)state;
	return account_init() == ERR_OK ? 0 : -1;
}

static void
the_old_password_is_asked_for(void **state)
{
	struct data *data = *state;
	struct actor ann = data_member(data, "ann", ACTOR_NEW), back;

	assert_int_equal(account_change_password(&data->forum, &ann, "", first), ERR_OK); /* there was none */
	assert_int_equal(account_change_password(&data->forum, &ann, "", second), ERR_DENIED);
	assert_int_equal(account_change_password(&data->forum, &ann, second, second), ERR_DENIED);
	assert_int_equal(account_change_password(&data->forum, &ann, first, "short"), ERR_INVALID);
	assert_int_equal(account_sign_in_password(&data->forum, "ann", first, &back), ERR_OK);
	assert_int_equal(account_change_password(&data->forum, &ann, first, second), ERR_OK);
	assert_int_equal(account_sign_in_password(&data->forum, "ann", first, &back), ERR_DENIED);
	assert_int_equal(account_sign_in_password(&data->forum, "ann", second, &back), ERR_OK);
}

/* In one window the name is changed; in the other, which does not know, the old password is asked for all the same. */
static void
the_old_password_is_asked_for_under_a_new_name(void **state)
{
	struct data *data = *state;
	struct actor ann = data_member(data, "ann", ACTOR_MEMBER), elsewhere = ann, back;

	assert_int_equal(account_change_password(&data->forum, &ann, "", first), ERR_OK);
	assert_int_equal(rename_to(&data->forum, &elsewhere, "kettle-on"), ERR_OK);
	assert_int_equal(account_change_password(&data->forum, &ann, "", second), ERR_DENIED);
	assert_int_equal(account_sign_in_password(&data->forum, "kettle-on", first, &back), ERR_OK);
}

static void
the_last_way_in_stays(void **state)
{
	struct data *data = *state;
	struct actor ann = data_member(data, "ann", ACTOR_MEMBER), bob = data_member(data, "bob", ACTOR_MEMBER);
	struct key_row_list keys = {0};
	char key[32];

	assert_int_equal(account_keep_key(&data->forum, &ann, "ssh-ed25519 A"), ERR_OK);
	assert_int_equal(account_keep_key(&data->forum, &ann, "ssh-ed25519 A"), ERR_TAKEN);
	assert_int_equal(account_drop_key(&data->forum, &ann, "ssh-ed25519 A"), ERR_RESERVED);
	assert_int_equal(account_drop_key(&data->forum, &bob, "ssh-ed25519 A"), ERR_NOT_FOUND);
	assert_int_equal(account_keep_key(&data->forum, &ann, "ssh-ed25519 B"), ERR_OK);
	assert_int_equal(account_drop_key(&data->forum, &ann, "ssh-ed25519 A"), ERR_OK);
	assert_int_equal(account_change_password(&data->forum, &ann, "", first), ERR_OK);
	assert_int_equal(account_drop_key(&data->forum, &ann, "ssh-ed25519 B"), ERR_OK);
	for (int k = 0; k < ACCOUNT_KEYS_MOST; k++) {
		snprintf(key, sizeof key, "ssh-ed25519 %d", k);
		assert_int_equal(account_keep_key(&data->forum, &ann, key), ERR_OK);
	}
	assert_int_equal(account_keep_key(&data->forum, &ann, "ssh-ed25519 C"), ERR_RATE);
	assert_int_equal(account_keys(&data->forum, &ann, &keys), ERR_OK);
	assert_int_equal(keys.count, ACCOUNT_KEYS_MOST);
	assert_int_equal(keys.rows[0].added_at, DATA_NOON);
	key_row_list_clear(&keys);
}

static void
a_name_is_changed_once_in_thirty_days(void **state)
{
	struct data *data = *state;
	struct actor ann = data_member(data, "ann", ACTOR_MEMBER), was = ann;
	int64_t next = -1;

	assert_int_equal(rename_next_at(&data->forum, &ann, &next), ERR_OK);
	assert_int_equal(next, 0);
	assert_int_equal(rename_to(&data->forum, &ann, "ann"), ERR_TAKEN);
	assert_int_equal(rename_to(&data->forum, &ann, "x"), ERR_INVALID);
	assert_int_equal(rename_to(&data->forum, &ann, "join"), ERR_RESERVED);
	assert_int_equal(rename_to(&data->forum, &ann, "kettle-on"), ERR_OK);
	assert_string_equal(ann.name, "kettle-on");
	assert_int_equal(account_find(&data->forum, "ann", &was), ERR_NOT_FOUND);
	assert_int_equal(account_find(&data->forum, "kettle-on", &was), ERR_OK);
	assert_int_equal(was.member, ann.member);
	assert_int_equal(rename_to(&data->forum, &ann, "lamp-oil"), ERR_RATE);
	assert_string_equal(ann.name, "kettle-on");
	assert_int_equal(rename_next_at(&data->forum, &ann, &next), ERR_OK);
	assert_int_equal(next, DATA_NOON + RENAME_DAYS * 86400);
	clock_advance_ms((int64_t)RENAME_DAYS * 86400 * 1000);
	assert_int_equal(rename_to(&data->forum, &ann, "ann"), ERR_OK); /* their own, taken back */
	assert_int_equal(data_count(data, "SELECT count(*) FROM name_kept"), 1);
	assert_int_equal(data_count(data, "SELECT count(*) FROM audit WHERE action = 'rename'"), 2);
}

static void
a_name_given_up_is_kept_aside(void **state)
{
	struct data *data = *state;
	struct actor ann = data_member(data, "kettle-on", ACTOR_MEMBER), bob = data_member(data, "bob", ACTOR_MEMBER);

	assert_int_equal(rename_to(&data->forum, &ann, "ann"), ERR_OK);
	assert_int_equal(account_check_free(&data->forum, "kettle-on"), ERR_TAKEN);
	assert_int_equal(account_check_free(&data->forum, "kett1e-0n"), ERR_TAKEN);
	assert_int_equal(rename_check(&data->forum, &bob, "kettle-on"), ERR_TAKEN);
	assert_int_equal(rename_check(&data->forum, &ann, "kettle-on"), ERR_OK);
	assert_int_equal(rename_check(&data->forum, &bob, "ann"), ERR_TAKEN);
	assert_int_equal(rename_to(&data->forum, &bob, "ann"), ERR_TAKEN); /* gone between asking and taking */
	clock_advance_ms((int64_t)RENAME_KEPT_DAYS * 86400 * 1000);
	assert_int_equal(account_check_free(&data->forum, "kettle-on"), ERR_OK);
}

static void
a_name_may_come_to_look_another_way(void **state)
{
	struct data *data = *state;
	struct actor ann = data_member(data, "kettle-on", ACTOR_MEMBER);

	assert_int_equal(rename_to(&data->forum, &ann, "kettleon"), ERR_OK);
	assert_int_equal(data_count(data, "SELECT count(*) FROM name_kept"), 0);
}

static void
others_see_what_was_chosen(void **state)
{
	struct data *data = *state;
	struct actor ann = data_member(data, "ann", ACTOR_MEMBER);
	struct actor bob = data_member(data, "bob", ACTOR_NEW), guest = {0};
	struct member member = {0};
	char text[100];

	assert_int_equal(account_get(&data->forum, &bob, ann.member, &member), ERR_OK);
	assert_string_equal(member.about, "");
	assert_false(member.shows_joined);
	assert_int_equal(member.joined_at, 0);
	member_clear(&member);
	assert_int_equal(account_set_shown(&data->forum, &ann, "  Mum, 84,\x1b[2J and a cat ", true), ERR_OK);
	assert_int_equal(account_get(&data->forum, &bob, ann.member, &member), ERR_OK);
	assert_string_equal(member.about, "Mum, 84, [2J and a cat");
	assert_true(member.shows_joined);
	assert_int_equal(member.joined_at, DATA_NOON);
	member_clear(&member);
	assert_int_equal(account_get(&data->forum, &guest, ann.member, &member), ERR_OK);
	assert_string_equal(member.about, "");
	assert_int_equal(member.joined_at, 0);
	member_clear(&member);
	memset(text, 'a', sizeof text - 1);
	text[ACCOUNT_ABOUT_MOST + 1] = '\0';
	assert_int_equal(account_set_shown(&data->forum, &ann, text, true), ERR_TOO_LONG);
	text[ACCOUNT_ABOUT_MOST] = '\0';
	assert_int_equal(account_set_shown(&data->forum, &ann, text, true), ERR_OK);
}

static void
the_team_finds_a_member_by_name(void **state)
{
	struct data *data = *state;
	struct actor ann = data_member(data, "ann", ACTOR_GREETER), bob = data_member(data, "bob", ACTOR_REGULAR);
	int64_t found = 0;

	assert_int_equal(account_look_up(&data->forum, &bob, "ann", &found), ERR_DENIED);
	assert_int_equal(account_look_up(&data->forum, &ann, "nobody", &found), ERR_NOT_FOUND);
	assert_int_equal(found, 0);
	assert_int_equal(account_look_up(&data->forum, &ann, "bob", &found), ERR_OK);
	assert_int_equal(found, bob.member);
}

static void
consent_is_noted_once(void **state)
{
	struct data *data = *state;
	struct actor ann = data_member(data, "ann", ACTOR_MEMBER);
	struct member member = {0};

	assert_int_equal(consent_give(&data->forum, &ann, "These words."), ERR_OK);
	clock_advance_ms(5000);
	assert_int_equal(consent_give(&data->forum, &ann, "These words."), ERR_OK);
	assert_int_equal(account_self(&data->forum, &ann, &member), ERR_OK);
	assert_int_equal(member.consented_at, DATA_NOON);
	member_clear(&member);
}

static void
a_closed_member_changes_nothing(void **state)
{
	struct data *data = *state;
	struct actor ann = data_member(data, "ann", ACTOR_MEMBER);

	assert_int_equal(account_set_closed(&data->forum, "ann", true), ERR_OK);
	assert_int_equal(account_keep_key(&data->forum, &ann, "ssh-ed25519 A"), ERR_CLOSED);
	assert_int_equal(account_change_password(&data->forum, &ann, "", first), ERR_CLOSED);
	assert_int_equal(account_set_shown(&data->forum, &ann, "x", true), ERR_CLOSED);
	assert_int_equal(rename_to(&data->forum, &ann, "kettle-on"), ERR_CLOSED);
}

int
main(void)
{
#define ON_A_BOARD(test) cmocka_unit_test_setup_teardown(test, data_make_empty, data_remove)
	const struct CMUnitTest tests[] = {
	    ON_A_BOARD(the_old_password_is_asked_for),
	    ON_A_BOARD(the_old_password_is_asked_for_under_a_new_name),
	    ON_A_BOARD(the_last_way_in_stays),
	    ON_A_BOARD(a_name_is_changed_once_in_thirty_days),
	    ON_A_BOARD(a_name_given_up_is_kept_aside),
	    ON_A_BOARD(a_name_may_come_to_look_another_way),
	    ON_A_BOARD(others_see_what_was_chosen),
	    ON_A_BOARD(the_team_finds_a_member_by_name),
	    ON_A_BOARD(consent_is_noted_once),
	    ON_A_BOARD(a_closed_member_changes_nothing),
	};

	return cmocka_run_group_tests(tests, hash_once, NULL);
}
