/*
 * Names people can tell apart, passwords and keys that let in one person, and answers that give nothing away.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "../../support/child.h"
#include "../../support/data.h"
#include "base/clock.h"
#include "base/control.h"
#include "base/random.h"
#include "forum/account.h"
#include "forum/audit.h"

static const char password[] = "two buses there", wrong[] = "three buses there";
static const char key[] = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAAA", other_key[] = "ssh-ed25519 BBBB";

static int
hash_once(void **state)
{
	(void)state;
	return account_init() == ERR_OK ? 0 : -1;
}

static void
names_are_tidied(void **state)
{
	static const char *const cases[][2] = {
	    {"kettle-on", "kettle-on"},
	    {"  Kettle-On  ", "kettle-on"},
	    {"Kettle On", "kettle-on"},
	    {"", ""},
	    {"   ", ""},
	    {"caf\303\251", "caf\303\251"},
	};
	char out[CONTROL_NAME_BYTES + 1], text[500], small[5];

	(void)state;
	for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
		account_tidy_name(cases[k][0], out, sizeof out);
		assert_string_equal(out, cases[k][1]);
	}
	memset(text, 'A', sizeof text - 1);
	text[sizeof text - 1] = '\0';
	account_tidy_name(text, out, sizeof out);
	assert_int_equal(strlen(out), CONTROL_NAME_BYTES);
	account_tidy_name(text, small, sizeof small);
	assert_string_equal(small, "aaaa");
}

static void
names_have_rules(void **state)
{
	static const struct {
		const char *name;
		enum err expected;
	} cases[] = {
	    {"ann", ERR_OK},
	    {"99-problems", ERR_OK},
	    {"twenty-letters-long1", ERR_OK},
	    {"", ERR_EMPTY},
	    {"al", ERR_INVALID},
	    {"twenty-one-letters-xx", ERR_TOO_LONG},
	    {"Ann", ERR_INVALID},
	    {"an n", ERR_INVALID},
	    {"an_n", ERR_INVALID},
	    {"-ann", ERR_INVALID},
	    {"ann-", ERR_INVALID},
	    {"caf\303\251", ERR_INVALID},
	    {"ann\n", ERR_INVALID},
	    {"join", ERR_RESERVED},
	    {"guest", ERR_RESERVED},
	    {"plain", ERR_RESERVED},
	    {"help", ERR_RESERVED},
	    {"bbs", ERR_RESERVED},
	    {"moderator", ERR_RESERVED},
	    {"m0derator", ERR_RESERVED}, /* who looks like one is as bad */
	    {"adm1n", ERR_RESERVED},
	    {"adrnin", ERR_RESERVED},
	    {"theteam", ERR_RESERVED},
	    {"j0in", ERR_RESERVED},
	    {"joiner", ERR_OK},
	};

	(void)state;
	for (size_t k = 0; k < sizeof cases / sizeof *cases; k++)
		assert_int_equal(account_check_name(cases[k].name), cases[k].expected);
}

static void
look_alikes_fold_together(void **state)
{
	static const char *const same[][2] = {
	    {"oldest", "0ldest"},
	    {"lily", "1i1y"},
	    {"corner", "comer"},
	    {"late-bus", "latebus"},
	    {"cor-ner", "corner"},
	    {"r-n-r-n", "mm"},
	    {"il1-", "lll"},
	};
	static const char *const different[][2] = {{"ann", "anna"}, {"bob", "bod"}, {"nm", "mn"}, {"rrn", "rm-n"}};
	char a[30], b[30];

	(void)state;
	for (size_t k = 0; k < sizeof same / sizeof *same; k++) {
		account_fold_name(same[k][0], a);
		account_fold_name(same[k][1], b);
		assert_string_equal(a, b);
	}
	for (size_t k = 0; k < sizeof different / sizeof *different; k++) {
		account_fold_name(different[k][0], a);
		account_fold_name(different[k][1], b);
		assert_string_not_equal(a, b);
	}
}

/* Any fold is no longer than the name and folds to itself. */
static void
folding_is_final(void **state)
{
	static const char letters[] = "abrnmoli01-x";

	(void)state;
	random_pin(1);
	for (int round = 0; round < 10000; round++) {
		char name[ACCOUNT_NAME_MOST + 1], folded[ACCOUNT_NAME_MOST + 1], again[ACCOUNT_NAME_MOST + 1];
		size_t length = random_below(sizeof name);

		for (size_t k = 0; k < length; k++)
			name[k] = letters[random_below(sizeof letters - 1)];
		name[length] = '\0';
		account_fold_name(name, folded);
		account_fold_name(folded, again);
		assert_string_equal(again, folded);
		assert_in_range(strlen(folded), 0, length);
	}
}

static void
taken_names_get_suggestions(void **state)
{
	struct data *data = *state;
	char names[ACCOUNT_SUGGESTIONS][ACCOUNT_NAME_MOST + 1];

	data_member(data, "kettle-on", ACTOR_MEMBER);
	assert_int_equal(account_check_free(&data->forum, "kettle-on"), ERR_TAKEN);
	assert_int_equal(account_check_free(&data->forum, "kett1e-0n"), ERR_TAKEN);
	assert_int_equal(account_check_free(&data->forum, "kettle-off"), ERR_OK);
	assert_int_equal(account_check_free(&data->forum, "join"), ERR_RESERVED);
	for (int round = 0; round < 20; round++) {
		account_suggest(&data->forum, "kettle-on", names);
		for (size_t k = 0; k < ACCOUNT_SUGGESTIONS; k++) {
			assert_int_equal(account_check_free(&data->forum, names[k]), ERR_OK);
			assert_int_equal(strncmp(names[k], "kettle-on-", 10), 0);
			for (size_t j = 0; j < k; j++)
				assert_string_not_equal(names[j], names[k]);
		}
	}
	account_suggest(&data->forum, "a-rather-long-name-xx", names);
	assert_int_equal(account_check_free(&data->forum, names[ACCOUNT_SUGGESTIONS - 1]), ERR_OK);
	account_suggest(&data->forum, "", names);
	for (size_t k = 0; k < ACCOUNT_SUGGESTIONS; k++)
		assert_string_equal(names[k], "");
}

static void
passwords_have_rules(void **state)
{
	static const struct {
		const char *password;
		enum err expected;
	} cases[] = {
	    {"two buses there", ERR_OK},
	    {"12345679", ERR_OK},
	    {"", ERR_INVALID},
	    {"seven77", ERR_INVALID},
	    {"\303\251\303\251\303\251\303\251", ERR_INVALID}, /* four characters */
	    {"\303\251\303\251\303\251\303\251\303\251\303\251\303\251\303\251", ERR_OK},
	    {"password", ERR_TAKEN},
	    {"PassWord1", ERR_TAKEN},
	    {"kettle-on", ERR_TAKEN},
	    {"KETTLE-ON", ERR_TAKEN},
	};
	char text[CONTROL_SECRET_BYTES + 2];

	(void)state;
	for (size_t k = 0; k < sizeof cases / sizeof *cases; k++)
		assert_int_equal(account_check_password("kettle-on", cases[k].password), cases[k].expected);
	memset(text, 'x', sizeof text - 1);
	text[sizeof text - 1] = '\0';
	assert_int_equal(account_check_password("kettle-on", text), ERR_TOO_LONG);
	text[CONTROL_SECRET_BYTES] = '\0';
	assert_int_equal(account_check_password("kettle-on", text), ERR_OK);
}

static void
a_password_lets_in_one_person(void **state)
{
	struct data *data = *state;
	struct actor joined = {0}, actor = {0};

	assert_int_equal(account_join(&data->forum, "kettle-on", password, NULL, ACTOR_NEW, true, &joined), ERR_OK);
	assert_string_equal(joined.name, "kettle-on");
	assert_int_equal(joined.role, ACTOR_NEW);
	assert_true(joined.member > 0);
	assert_int_equal(account_sign_in_password(&data->forum, "kettle-on", wrong, &actor), ERR_DENIED);
	assert_int_equal(account_sign_in_password(&data->forum, "kettle-on", "", &actor), ERR_DENIED);
	assert_int_equal(account_sign_in_password(&data->forum, "nobody-here", password, &actor), ERR_DENIED);
	assert_int_equal(actor.member, 0);
	assert_int_equal(account_sign_in_password(&data->forum, "kettle-on", password, &actor), ERR_OK);
	assert_memory_equal(&actor, &joined, sizeof actor);

	assert_int_equal(account_set_password(&data->forum, "kettle-on", wrong), ERR_OK);
	assert_int_equal(account_sign_in_password(&data->forum, "kettle-on", password, &actor), ERR_DENIED);
	assert_int_equal(account_set_closed(&data->forum, "kettle-on", true), ERR_OK);
	assert_int_equal(account_sign_in_password(&data->forum, "kettle-on", wrong, &actor), ERR_CLOSED);
	assert_int_equal(account_sign_in_password(&data->forum, "kettle-on", password, &actor), ERR_DENIED);
	assert_int_equal(account_set_closed(&data->forum, "kettle-on", false), ERR_OK);
	assert_int_equal(account_sign_in_password(&data->forum, "kettle-on", wrong, &actor), ERR_OK);
}

static void
a_key_lets_in_one_person(void **state)
{
	struct data *data = *state;
	struct actor ann = {0}, actor = {0};

	assert_int_equal(account_join(&data->forum, "ann-here", NULL, key, ACTOR_NEW, false, &ann), ERR_OK);
	data_member(data, "bob-here", ACTOR_MEMBER);
	assert_int_equal(account_sign_in_key(&data->forum, "ann-here", key, &actor), ERR_OK);
	assert_memory_equal(&actor, &ann, sizeof actor);
	actor = (struct actor){0};
	assert_int_equal(account_sign_in_key(&data->forum, "ann-here", other_key, &actor), ERR_DENIED);
	assert_int_equal(account_sign_in_key(&data->forum, "bob-here", key, &actor), ERR_DENIED);
	assert_int_equal(account_sign_in_key(&data->forum, "nobody-here", key, &actor), ERR_DENIED);
	assert_int_equal(account_sign_in_password(&data->forum, "ann-here", "", &actor), ERR_DENIED); /* has none */
	assert_int_equal(actor.member, 0);
	assert_int_equal(account_add_key(&data->forum, "bob-here", key), ERR_OK); /* two people at one keyboard */
	assert_int_equal(account_sign_in_key(&data->forum, "bob-here", key, &actor), ERR_OK);
	assert_string_equal(actor.name, "bob-here");
	assert_int_equal(account_set_closed(&data->forum, "ann-here", true), ERR_OK);
	assert_int_equal(account_sign_in_key(&data->forum, "ann-here", key, &actor), ERR_CLOSED);
	assert_int_equal(account_sign_in_key(&data->forum, "ann-here", other_key, &actor), ERR_DENIED);
}

static void
a_failed_joining_leaves_nothing(void **state)
{
	struct data *data = *state;
	struct actor actor = {.member = -7};

	data_member(data, "ann-here", ACTOR_MEMBER);
	assert_int_equal(account_join(&data->forum, "ann-here", NULL, key, ACTOR_NEW, false, &actor), ERR_TAKEN);
	assert_int_equal(account_join(&data->forum, "annhere", NULL, key, ACTOR_NEW, false, &actor), ERR_TAKEN);
	assert_int_equal(account_join(&data->forum, "bob-here", NULL, NULL, ACTOR_NEW, false, &actor), ERR_EMPTY);
	assert_int_equal(account_join(&data->forum, "bob-here", "short", key, ACTOR_NEW, false, &actor), ERR_INVALID);
	assert_int_equal(account_join(&data->forum, "guest", NULL, key, ACTOR_NEW, false, &actor), ERR_RESERVED);
	assert_int_equal(account_join(&data->forum, "a-name-that-is-much-too-long", NULL, key, ACTOR_NEW, false,
			     &actor),
	    ERR_TOO_LONG);
	assert_int_equal(actor.member, -7);
	assert_int_equal(data_count(data, "SELECT count(*) FROM member"), 1);
	assert_int_equal(data_count(data, "SELECT count(*) FROM member_key"), 0);
}

/* A consent is recorded only of those who were asked. */
static void
nobody_consents_for_another(void **state)
{
	struct data *data = *state;
	struct actor actor;

	assert_int_equal(account_join(&data->forum, "asked-here", NULL, key, ACTOR_NEW, true, &actor), ERR_OK);
	assert_int_equal(account_join(&data->forum, "made-here", NULL, key, ACTOR_NEW, false, &actor), ERR_OK);
	assert_int_equal(data_count(data, "SELECT consented_at FROM member WHERE name = 'asked-here'"), DATA_NOON);
	assert_int_equal(data_count(data, "SELECT consented_at FROM member WHERE name = 'made-here'"), 0);
	assert_int_equal(data_count(data, "SELECT joined_at FROM member WHERE name = 'made-here'"), DATA_NOON);
}

static void
an_actor_can_be_brought_up_to_date(void **state)
{
	struct data *data = *state;
	struct actor ann = data_member(data, "ann-here", ACTOR_HOST), guest = {.role = ACTOR_GUEST};

	assert_int_equal(account_refresh(&data->forum, &ann), ERR_OK);
	assert_int_equal(ann.role, ACTOR_HOST);
	assert_int_equal(account_set_role(&data->forum, "ann-here", ACTOR_MEMBER), ERR_OK);
	assert_int_equal(account_refresh(&data->forum, &ann), ERR_OK);
	assert_int_equal(ann.role, ACTOR_MEMBER);
	assert_string_equal(ann.name, "ann-here");
	assert_int_equal(account_set_closed(&data->forum, "ann-here", true), ERR_OK);
	assert_int_equal(account_refresh(&data->forum, &ann), ERR_CLOSED);
	assert_int_equal(account_refresh(&data->forum, &guest), ERR_OK);
	assert_int_equal(guest.role, ACTOR_GUEST);
}

/* Overwrite a page of the file, so that looking up a name fails. */
static void
break_names(struct data *data)
{
	int64_t root = data_count(data, "SELECT rootpage FROM sqlite_schema WHERE name = 'sqlite_autoindex_member_1'");
	char path[120], noise[4096];
	FILE *file;

	assert_int_equal(db_checkpoint(data->forum.db), ERR_OK);
	data_close(data);
	data_path(data, "db/board.db", path, sizeof path);
	memset(noise, 0xa5, sizeof noise);
	file = fopen(path, "r+e");
	assert_int_equal(fseek(file, (root - 1) * 4096, SEEK_SET), 0);
	assert_int_equal(fwrite(noise, 1, sizeof noise, file), sizeof noise);
	fclose(file);
	data_open(data);
}

/* A board that can't look says so, instead of "wrong password"; and the same to everybody. */
static void
a_failing_database_is_no_wrong_password(void **state)
{
	struct data *data = *state;
	struct actor actor = {.member = -7};

	assert_int_equal(account_join(&data->forum, "kettle-on", password, NULL, ACTOR_NEW, false, &actor), ERR_OK);
	actor.member = -7;
	break_names(data);
	assert_int_equal(account_sign_in_password(&data->forum, "kettle-on", password, &actor), ERR_DAMAGED);
	assert_int_equal(account_sign_in_password(&data->forum, "kettle-on", wrong, &actor), ERR_DAMAGED);
	assert_int_equal(account_sign_in_password(&data->forum, "nobody-here", wrong, &actor), ERR_DAMAGED);
	assert_int_equal(actor.member, -7);
}

static int
join_in_child(void *context)
{
	struct data *data = context;
	struct forum forum;
	struct actor actor;

	if (forum_open(data->root, &data->config, &forum) != ERR_OK)
		return 100;
	return (int)account_join(&forum, "ann-here", NULL, key, ACTOR_NEW, false, &actor);
}

static void
two_who_want_one_name(void **state)
{
	struct data *data = *state;
	pid_t first, second;
	int a, b;

	data_close(data);
	first = child_start(join_in_child, data);
	second = child_start(join_in_child, data);
	a = child_wait(first);
	b = child_wait(second);
	assert_true((a == ERR_OK && b == ERR_TAKEN) || (a == ERR_TAKEN && b == ERR_OK));
	data_open(data);
	assert_int_equal(data_count(data, "SELECT count(*) FROM member"), 1);
}

/* First 3 messages or 7 days, whichever comes first (product page, section 6). */
static void
a_newcomer_becomes_a_member(void **state)
{
	struct data *data = *state;
	struct actor slow = data_member(data, "slow-here", ACTOR_NEW),
		     quick = data_member(data, "quick-here", ACTOR_NEW);
	struct actor host = data_member(data, "host-here", ACTOR_HOST), now = {0};
	int64_t thread;

	data_group(data, "one", 1);
	thread = data_thread(data, data_board(data, "nights", "one", true), &slow, "title");
	for (int k = 0; k < 3; k++) {
		assert_int_equal(account_find(&data->forum, "quick-here", &now), ERR_OK);
		assert_int_equal(now.role, ACTOR_NEW);
		data_message(data, thread, &quick, 0, "words");
	}
	assert_int_equal(account_find(&data->forum, "quick-here", &now), ERR_OK);
	assert_int_equal(now.role, ACTOR_MEMBER);
	clock_advance_ms((7 * 86400 - 1) * INT64_C(1000));
	assert_int_equal(account_find(&data->forum, "slow-here", &now), ERR_OK);
	assert_int_equal(now.role, ACTOR_NEW);
	clock_advance_ms(1000);
	assert_int_equal(account_find(&data->forum, "slow-here", &now), ERR_OK);
	assert_int_equal(now.role, ACTOR_MEMBER);
	assert_int_equal(account_find(&data->forum, "host-here", &now), ERR_OK);
	assert_int_equal(now.role, ACTOR_HOST);
	assert_int_equal(now.member, host.member);
	assert_int_equal(account_set_role(&data->forum, "slow-here", ACTOR_GREETER), ERR_OK);
	assert_int_equal(account_find(&data->forum, "slow-here", &now), ERR_OK);
	assert_int_equal(now.role, ACTOR_GREETER);
}

static void
the_operator_names_a_member_that_exists(void **state)
{
	struct data *data = *state;
	struct member_list list = {0};
	struct actor actor = {.member = -7};

	assert_int_equal(account_find(&data->forum, "nobody-here", &actor), ERR_NOT_FOUND);
	assert_int_equal(actor.member, -7);
	assert_int_equal(account_set_role(&data->forum, "nobody-here", ACTOR_HOST), ERR_NOT_FOUND);
	assert_int_equal(account_set_closed(&data->forum, "nobody-here", true), ERR_NOT_FOUND);
	assert_int_equal(account_add_key(&data->forum, "nobody-here", key), ERR_NOT_FOUND);
	assert_int_equal(account_set_password(&data->forum, "nobody-here", "short"), ERR_INVALID);
	data_member(data, "ann-here", ACTOR_MEMBER);
	assert_int_equal(account_list(&data->forum, &list), ERR_OK);
	assert_int_equal(list.count, 1);
	member_list_clear(&list);
}

static void
looks_and_last_visit_are_kept(void **state)
{
	struct data *data = *state;
	struct actor ann = data_member(data, "ann-here", ACTOR_MEMBER), nobody = {.member = 99, .role = ACTOR_MEMBER};
	const struct looks looks = {.is_plain = true, .theme = "contrast", .text_cols = 60, .is_spaced = true};
	struct member self = {0};

	assert_int_equal(account_self(&data->forum, &ann, &self), ERR_OK);
	assert_false(self.looks.is_plain);
	assert_string_equal(self.looks.theme, "");
	assert_int_equal(self.last_here_at, 0); /* never */
	member_clear(&self);
	assert_int_equal(account_set_looks(&data->forum, &ann, &looks), ERR_OK);
	clock_advance_ms(5000);
	assert_int_equal(account_leave(&data->forum, &ann), ERR_OK);
	assert_int_equal(account_self(&data->forum, &ann, &self), ERR_OK);
	assert_true(self.looks.is_plain);
	assert_true(self.looks.is_spaced);
	assert_int_equal(self.looks.text_cols, 60);
	assert_string_equal(self.looks.theme, "contrast");
	assert_int_equal(self.last_here_at, DATA_NOON + 5);
	member_clear(&self);
	assert_int_equal(account_set_looks(&data->forum, &nobody, &looks), ERR_NOT_FOUND);
	assert_int_equal(account_self(&data->forum, &nobody, &self), ERR_NOT_FOUND);
}

static void
what_the_operator_does_is_noted(void **state)
{
	static const char *const expected[][2] = {{"add", "greeter"}, {"role", "moderator"}, {"password", ""},
	    {"key", ""}, {"close", ""}, {"reopen", ""}};
	struct data *data = *state;
	struct audit_row_list rows = {0};
	struct actor ann;

	assert_int_equal(account_join(&data->forum, "ann-here", NULL, key, ACTOR_GREETER, false, &ann), ERR_OK);
	assert_int_equal(account_set_role(&data->forum, "ann-here", ACTOR_MODERATOR), ERR_OK);
	assert_int_equal(account_set_password(&data->forum, "ann-here", password), ERR_OK);
	assert_int_equal(account_add_key(&data->forum, "ann-here", key), ERR_OK);
	assert_int_equal(account_set_closed(&data->forum, "ann-here", true), ERR_OK);
	assert_int_equal(account_set_closed(&data->forum, "ann-here", false), ERR_OK);
	assert_int_equal(account_set_role(&data->forum, "nobody-here", ACTOR_LEAD), ERR_NOT_FOUND);
	assert_int_equal(audit_list(&data->forum, 0, 10, &rows), ERR_OK);
	assert_int_equal(rows.count, sizeof expected / sizeof *expected);
	for (size_t k = 0; k < rows.count; k++) {
		assert_string_equal(rows.rows[k].action, expected[k][0]);
		assert_string_equal(rows.rows[k].code, expected[k][1]);
		assert_int_equal(rows.rows[k].actor, AUDIT_OPERATOR);
		assert_int_equal(rows.rows[k].object_id, ann.member);
	}
	audit_row_list_clear(&rows);
}

/* Only the session knows that it was given; what the database says of the member changes nothing about that. */
static void
being_asked_again_keeps_what_was_proven(void **state)
{
	struct data *data = *state;
	struct actor mod = data_member(data, "mod-here", ACTOR_MODERATOR), found;

	assert_true(mod.is_proven && actor_can(&mod, CAP_DESK));
	assert_int_equal(account_refresh(&data->forum, &mod), ERR_OK);
	assert_true(mod.is_proven && actor_can(&mod, CAP_DESK));
	assert_int_equal(account_set_role(&data->forum, "mod-here", ACTOR_MEMBER), ERR_OK);
	assert_int_equal(account_refresh(&data->forum, &mod), ERR_OK);
	assert_false(actor_can(&mod, CAP_DESK));
	assert_int_equal(account_set_role(&data->forum, "mod-here", ACTOR_LEAD), ERR_OK);
	assert_int_equal(account_find(&data->forum, "mod-here", &found), ERR_OK);
	assert_false(found.is_proven || actor_can(&found, CAP_DESK));
	assert_true(actor_can(&found, CAP_STEER));
}

#define ON_EMPTY(test) cmocka_unit_test_setup_teardown(test, data_make_empty, data_remove)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    ON_EMPTY(being_asked_again_keeps_what_was_proven),
	    cmocka_unit_test(names_are_tidied),
	    cmocka_unit_test(names_have_rules),
	    cmocka_unit_test(look_alikes_fold_together),
	    cmocka_unit_test(folding_is_final),
	    cmocka_unit_test(passwords_have_rules),
	    ON_EMPTY(taken_names_get_suggestions),
	    ON_EMPTY(a_password_lets_in_one_person),
	    ON_EMPTY(a_key_lets_in_one_person),
	    ON_EMPTY(a_failed_joining_leaves_nothing),
	    ON_EMPTY(nobody_consents_for_another),
	    ON_EMPTY(an_actor_can_be_brought_up_to_date),
	    ON_EMPTY(a_failing_database_is_no_wrong_password),
	    ON_EMPTY(two_who_want_one_name),
	    ON_EMPTY(a_newcomer_becomes_a_member),
	    ON_EMPTY(the_operator_names_a_member_that_exists),
	    ON_EMPTY(what_the_operator_does_is_noted),
	    ON_EMPTY(looks_and_last_visit_are_kept),
	};

	return cmocka_run_group_tests(tests, hash_once, NULL);
}
