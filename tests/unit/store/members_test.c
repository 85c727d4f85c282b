/*
 * Members and keys as rows: what is put in comes out, once for each name and its look-alikes.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "../../support/data.h"
#include "base/mem.h"
#include "store/members.h"

static const char key_a[] = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAAA", key_b[] = "ssh-ed25519 BBBB";

static enum err
add(struct db *db, const char *name, const char *folded, const char *hash, int64_t *out_id)
{
	char role[] = "new";
	struct member record = {.name = mem_copy_string(name), .role = role, .joined_at = 500, .floor_message = 12};
	enum err err = db_begin(db);

	record.password_hash = hash ? mem_copy_string(hash) : NULL;
	assert_int_equal(err, ERR_OK);
	err = db_end(db, members_add(db, &record, folded, out_id));
	free(record.name);
	free(record.password_hash);
	return err;
}

static void
a_member_comes_out_as_put_in(void **state)
{
	struct db *db = ((struct data *)*state)->forum.db;
	struct member member = {0};
	int64_t id = 0;
	char *hash = NULL;

	assert_int_equal(add(db, "kettle-on", "kettleon", "$argon2id$x", &id), ERR_OK);
	assert_int_equal(members_find(db, "kettle-on", &member), ERR_OK);
	assert_int_equal(member.id, id);
	assert_string_equal(member.role, "new");
	assert_string_equal(member.password_hash, ""); /* there is one; who needs it asks for it */
	assert_int_equal(members_find_hash(db, "kettle-on", &hash), ERR_OK);
	assert_string_equal(hash, "$argon2id$x");
	free(hash);
	assert_string_equal(member.looks.theme, "");
	assert_false(member.is_closed);
	assert_false(member.looks.is_plain);
	assert_int_equal(member.joined_at, 500);
	assert_int_equal(member.last_here_at, 0); /* never */
	assert_int_equal(member.floor_message, 12);
	member_clear(&member);
	assert_int_equal(add(db, "by-key", "bykey", NULL, &id), ERR_OK);
	assert_int_equal(members_find_id(db, id, &member), ERR_OK);
	assert_string_equal(member.name, "by-key");
	assert_null(member.password_hash);
	member_clear(&member);
	hash = NULL;
	assert_int_equal(members_find_hash(db, "by-key", &hash), ERR_NOT_FOUND);
	assert_int_equal(members_find_hash(db, "nobody", &hash), ERR_NOT_FOUND);
	assert_null(hash);
	assert_int_equal(members_find(db, "kettleon", &member), ERR_NOT_FOUND);
	assert_int_equal(members_find(db, "KETTLE-ON", &member), ERR_NOT_FOUND);
	assert_int_equal(members_find_id(db, 999, &member), ERR_NOT_FOUND);
}

static void
a_name_and_its_look_alikes_are_taken_once(void **state)
{
	struct db *db = ((struct data *)*state)->forum.db;
	int64_t id = 0, other = -5;

	assert_int_equal(members_check_free(db, "kettleon", 0, 0), ERR_OK);
	assert_int_equal(add(db, "kettle-on", "kettleon", NULL, &id), ERR_OK);
	assert_int_equal(members_check_free(db, "kettleon", 0, 0), ERR_TAKEN);
	assert_int_equal(members_check_free(db, "kettleo", 0, 0), ERR_OK);
	assert_int_equal(add(db, "kettle-on", "different", NULL, &other), ERR_TAKEN);
	assert_int_equal(add(db, "kettle-0n", "kettleon", NULL, &other), ERR_TAKEN);
	assert_int_equal(other, -5);
	assert_int_equal(data_count(*state, "SELECT count(*) FROM member"), 1);
}

static void
changes_are_to_one_member(void **state)
{
	struct db *db = ((struct data *)*state)->forum.db;
	struct member changed = {0}, other = {0};
	int64_t id = 0, other_id = 0;
	char *hash = NULL;

	add(db, "kettle-on", "kettleon", "old", &id);
	add(db, "spare-key", "sparekey", "old", &other_id);
	assert_int_equal(db_begin(db), ERR_OK);
	assert_int_equal(members_set_role(db, id, "greeter"), ERR_OK);
	assert_int_equal(members_set_password(db, id, "fresh"), ERR_OK);
	assert_int_equal(members_set_closed(db, id, true), ERR_OK);
	assert_int_equal(members_set_looks(db, id, &(struct looks){.is_plain = true, .theme = "contrast"}), ERR_OK);
	assert_int_equal(members_set_last_here(db, id, 900), ERR_OK);
	assert_int_equal(db_commit(db), ERR_OK);
	assert_int_equal(members_find_id(db, id, &changed), ERR_OK);
	assert_string_equal(changed.role, "greeter");
	assert_int_equal(members_find_hash(db, "kettle-on", &hash), ERR_OK);
	assert_string_equal(hash, "fresh");
	free(hash);
	assert_string_equal(changed.looks.theme, "contrast");
	assert_true(changed.is_closed);
	assert_true(changed.looks.is_plain);
	assert_int_equal(changed.last_here_at, 900);
	assert_int_equal(members_find_id(db, other_id, &other), ERR_OK);
	assert_string_equal(other.role, "new");
	assert_int_equal(members_find_hash(db, "spare-key", &hash), ERR_OK);
	assert_string_equal(hash, "old");
	free(hash);
	assert_false(other.is_closed);
	assert_int_equal(other.last_here_at, 0);
	member_clear(&changed);
	member_clear(&other);
}

static void
the_list_is_by_name_and_counts_messages(void **state)
{
	struct data *data = *state;
	struct actor zoe = data_member(data, "zoe-here", ACTOR_MEMBER), ann = data_member(data, "ann-here", ACTOR_NEW);
	struct member_list list = {0};
	int64_t thread;

	data_group(data, "talking", 1);
	thread = data_thread(data, data_board(data, "nights", "talking", true), &ann, "title");
	data_message(data, thread, &zoe, 0, "one");
	data_message(data, thread, &zoe, 0, "two");
	assert_int_equal(members_list(data->forum.db, &list), ERR_OK);
	assert_int_equal(list.count, 2);
	assert_string_equal(list.rows[0].name, "ann-here");
	assert_int_equal(list.rows[0].message_count, 0);
	assert_string_equal(list.rows[1].name, "zoe-here");
	assert_int_equal(list.rows[1].message_count, 2);
	member_list_clear(&list);
}

static void
keys_belong_to_one_member(void **state)
{
	struct db *db = ((struct data *)*state)->forum.db;
	int64_t ann = 0, bob = 0;

	add(db, "ann-here", "annhere", NULL, &ann);
	add(db, "bob-here", "bobhere", NULL, &bob);
	assert_int_equal(members_check_key(db, ann, key_a), ERR_NOT_FOUND);
	assert_int_equal(db_begin(db), ERR_OK);
	assert_int_equal(members_add_key(db, ann, key_a, 7), ERR_OK);
	assert_int_equal(members_add_key(db, ann, key_a, 8), ERR_OK); /* twice is fine */
	assert_int_equal(members_add_key(db, ann, key_b, 8), ERR_OK);
	assert_int_equal(members_add_key(db, 999, key_b, 8), ERR_STORE);
	assert_int_equal(db_commit(db), ERR_OK);
	assert_int_equal(members_check_key(db, ann, key_a), ERR_OK);
	assert_int_equal(members_check_key(db, ann, key_b), ERR_OK);
	assert_int_equal(members_check_key(db, bob, key_a), ERR_NOT_FOUND);
	assert_int_equal(members_check_key(db, ann, "ssh-ed25519"), ERR_NOT_FOUND);
	assert_int_equal(data_count(*state, "SELECT count(*) FROM member_key"), 2);
}

#define ON_EMPTY(test) cmocka_unit_test_setup_teardown(test, data_make_empty, data_remove)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    ON_EMPTY(a_member_comes_out_as_put_in),
	    ON_EMPTY(a_name_and_its_look_alikes_are_taken_once),
	    ON_EMPTY(changes_are_to_one_member),
	    ON_EMPTY(the_list_is_by_name_and_counts_messages),
	    ON_EMPTY(keys_belong_to_one_member),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
