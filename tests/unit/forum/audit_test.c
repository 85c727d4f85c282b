/*
 * The audit's chain: what was noted is there, and what was changed behind its back is found.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "../../support/data.h"

#include <sqlite3.h>

#include "base/mem.h"
#include "base/random.h"
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

static void
note_text(struct data *data, int64_t desk_case, const char *text)
{
	const struct audit_act act = {
	    .actor = 7,
	    .action = "edit",
	    .object = "message",
	    .object_id = 43,
	    .code = "details",
	    .desk_case = desk_case,
	    .text = text,
	};

	assert_int_equal(db_begin(data->forum.db), ERR_OK);
	assert_int_equal(db_end(data->forum.db, audit_note_act(&data->forum, &act)), ERR_OK);
}

static void
a_case_and_a_text_are_in_the_chain(void **state)
{
	assert_broken_at(state,
	    "INSERT INTO audit (id, at, actor, action, object, object_id, code, hash, desk_case)"
	    " SELECT 4, at, actor, action, object, object_id, code, hash, 9 FROM audit WHERE id = 3",
	    4);
}

static void
assert_found_out(struct data *data, const char *script)
{
	int64_t count = 0, broken = 0;

	by_hand(data, script);
	assert_int_equal(audit_verify(&data->forum, &count, &broken), ERR_DAMAGED);
	assert_int_equal(broken, 4);
}

static void
neither_case_nor_text_can_be_changed(void **state)
{
	struct data *data = *state;
	int64_t count = 0, broken = 0;

	begin(data); /* rows as they were before there were the two */
	note_text(data, 9, "Doreen fell.");
	assert_int_equal(audit_verify(&data->forum, &count, &broken), ERR_OK);
	assert_int_equal(count, 4);
	by_hand(data, "DROP TRIGGER audit_no_update; CREATE TABLE was AS SELECT * FROM audit WHERE id = 4");
	assert_found_out(data, "UPDATE audit SET desk_case = 8 WHERE id = 4");
	assert_found_out(data, "UPDATE audit SET desk_case = 0, text_hash = '' WHERE id = 4");
	assert_found_out(data,
	    "UPDATE audit SET desk_case = 9, text_hash = (SELECT substr(text_hash, 2) || 'x' FROM was)"
	    " WHERE id = 4");
	by_hand(data, "UPDATE audit SET text_hash = (SELECT text_hash FROM was) WHERE id = 4");
	assert_int_equal(audit_verify(&data->forum, &count, &broken), ERR_OK);
}

static void
a_row_about_a_case_says_which(void **state)
{
	struct data *data = *state;

	assert_int_equal(db_begin(data->forum.db), ERR_OK);
	assert_int_equal(db_end(data->forum.db, audit_note(&data->forum, 7, "claim", "case", 12, "")), ERR_OK);
	note(data, 7, "hide", 40);
	assert_int_equal(data_count(data, "SELECT desk_case FROM audit WHERE id = 1"), 12);
	assert_int_equal(data_count(data, "SELECT desk_case FROM audit WHERE id = 2"), 0);
}

static void
a_text_is_known_again_and_never_read(void **state)
{
	struct data *data = *state;
	struct audit_row_list rows = {0};

	note_text(data, 9, "Doreen fell.");
	note_text(data, 9, "Mum fell.");
	assert_int_equal(audit_find_text(&data->forum, "Mum fell.", strlen("Mum fell."), &rows), ERR_OK);
	assert_int_equal(rows.count, 1);
	assert_int_equal(rows.rows[0].id, 2);
	assert_int_equal(strlen(rows.rows[0].text_hash), 64);
	audit_row_list_clear(&rows);
	assert_int_equal(audit_find_text(&data->forum, "mum fell.", strlen("mum fell."), &rows), ERR_OK);
	assert_int_equal(rows.count, 0);
	assert_int_equal(data_count(data, "SELECT count(*) FROM audit WHERE code || text_hash LIKE '%fell%'"), 0);
}

/* A copy of the database alone lets nobody try out what a text may have been. */
static void
the_hash_needs_the_key(void **state)
{
	struct data *data = *state;
	struct audit_row_list rows = {0};
	char path[128];
	struct stat is;

	note_text(data, 9, "Mum fell.");
	data_path(data, "db/audit.key", path, sizeof path);
	assert_int_equal(stat(path, &is), 0);
	assert_int_equal(is.st_mode & 07777, 0600);
	assert_int_equal(is.st_size, 32);
	data_close(data);
	assert_int_equal(unlink(path), 0);
	random_pin(77);
	data_open(data);
	assert_int_equal(stat(path, &is), 0);
	assert_int_equal(audit_find_text(&data->forum, "Mum fell.", strlen("Mum fell."), &rows), ERR_OK);
	assert_int_equal(rows.count, 0);
}

static void
a_key_that_was_cut_short_is_made_anew(void **state)
{
	struct data *data = *state;
	char path[128];
	struct stat is;

	data_path(data, "db/audit.key", path, sizeof path);
	data_close(data);
	assert_int_equal(truncate(path, 5), 0);
	data_open(data);
	assert_int_equal(stat(path, &is), 0);
	assert_int_equal(is.st_size, 32);
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
	    TEST(a_case_and_a_text_are_in_the_chain),
	    TEST(neither_case_nor_text_can_be_changed),
	    TEST(a_row_about_a_case_says_which),
	    TEST(a_text_is_known_again_and_never_read),
	    TEST(the_hash_needs_the_key),
	    TEST(a_key_that_was_cut_short_is_made_anew),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
