/*
 * The audit's chain: what was noted is there, and what was changed behind its back is found.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "../../support/data.h"

#include <sqlite3.h>

#include "base/mem.h"
#include "forum/audit.h"

static void
note(struct data *data, int64_t actor, const char *action, int64_t object_id)
{
	assert_int_equal(db_begin(data->forum.db), ERR_OK);
	assert_int_equal(db_end(data->forum.db,
			     audit_note(&data->forum, actor, action, "message", object_id, "unkind")),
	    ERR_OK);
}

static void
by_hand(struct data *data, const char *script)
{
	char *path = mem_format("%s/board.db", data->db);
	sqlite3 *db;

	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, script, NULL, NULL, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_close(db), SQLITE_OK);
	free(path);
}

static void
begin(struct data *data)
{
	note(data, 7, "hide", 40);
	note(data, AUDIT_OPERATOR, "role", 41);
	note(data, AUDIT_PROGRAM, "expire", 42);
}

static void
what_was_noted_is_there(void **state)
{
	struct data *data = *state;
	struct audit_row_list rows = {0};
	int64_t count = 0, broken = 0;

	begin(data);
	assert_int_equal(audit_list(&data->forum, 1, 10, &rows), ERR_OK);
	assert_int_equal(rows.count, 2);
	assert_string_equal(rows.rows[0].action, "role");
	assert_int_equal(rows.rows[1].actor, AUDIT_PROGRAM);
	assert_int_equal(rows.rows[1].object_id, 42);
	assert_int_equal(audit_verify(&data->forum, &count, &broken), ERR_OK);
	assert_int_equal(count, 3);
	audit_row_list_clear(&rows);
}

static void
no_row_can_be_changed_or_removed(void **state)
{
	struct data *data = *state;

	begin(data);
	assert_int_equal(db_begin(data->forum.db), ERR_OK);
	assert_int_not_equal(db_script(data->forum.db, "UPDATE audit SET actor = 8 WHERE id = 1"), ERR_OK);
	assert_int_not_equal(db_script(data->forum.db, "DELETE FROM audit WHERE id = 3"), ERR_OK);
	db_rollback(data->forum.db);
	assert_int_equal(data_count(data, "SELECT count(*) FROM audit"), 3);
}

static void
assert_broken_at(void **state, const char *script, int64_t where)
{
	struct data *data = *state;
	int64_t count = 0, broken = 0;

	begin(data);
	by_hand(data, "DROP TRIGGER audit_no_update; DROP TRIGGER audit_no_delete");
	by_hand(data, script);
	assert_int_equal(audit_verify(&data->forum, &count, &broken), ERR_DAMAGED);
	assert_int_equal(broken, where);
}

static void
a_changed_row_is_found(void **state)
{
	assert_broken_at(state, "UPDATE audit SET actor = 8 WHERE id = 2", 2);
}

static void
a_missing_row_is_found(void **state)
{
	assert_broken_at(state, "DELETE FROM audit WHERE id = 1", 1);
}

static void
a_row_moved_in_is_found(void **state)
{
	assert_broken_at(state, "DELETE FROM audit WHERE id = 2; UPDATE audit SET id = 2 WHERE id = 3", 2);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, data_make_empty, data_remove)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(what_was_noted_is_there),
	    TEST(no_row_can_be_changed_or_removed),
	    TEST(a_changed_row_is_found),
	    TEST(a_missing_row_is_found),
	    TEST(a_row_moved_in_is_found),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
