/*
 * Every older database becomes the newest and loses nothing; what is newer, foreign or half made stays as it is.
 *
 * Steps shown to work here: 0001-first, 0002-doors, 0003-carers, 0004-desk.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <glob.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../../support/child.h"
#include "../../support/data.h"
#include "base/mem.h"
#include "store/migrate.h"
#include "store/upkeep.h"

/* Make board.db by hand, beside the seam. */
static void
make_by_hand(const struct data *data, const char *script)
{
	char *path = mem_format("%s/board.db", data->db);
	sqlite3 *db;

	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, script, NULL, NULL, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_close(db), SQLITE_OK);
	free(path);
}

static int64_t
ask_by_hand(const struct data *data, const char *query)
{
	char *path = mem_format("%s/board.db", data->db);
	int64_t answer = -1;
	sqlite3_stmt *stmt;
	sqlite3 *db;

	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	if (sqlite3_prepare_v2(db, query, -1, &stmt, NULL) == SQLITE_OK && sqlite3_step(stmt) == SQLITE_ROW)
		answer = sqlite3_column_int64(stmt, 0);
	sqlite3_finalize(stmt);
	sqlite3_close(db);
	free(path);
	return answer;
}

static void
found_wrong(void *context, const char *what, const char *where)
{
	(void)context;
	print_error("%s: %s\n", what, where);
}

static void
assert_newest_and_sound(struct data *data)
{
	int64_t wrong = -1;

	data_open(data);
	assert_int_equal(data_count(data, "PRAGMA user_version"), migrate_version());
	assert_int_equal(data_count(data, "PRAGMA application_id"), STORE_APPLICATION_ID);
	assert_int_equal(upkeep_check(data->forum.db, found_wrong, NULL, &wrong), ERR_OK);
	assert_int_equal(wrong, 0);
}

static void
nothing_becomes_the_newest(void **state)
{
	static const char *const tables[] = {"member", "member_key", "board_group", "board", "thread", "message",
	    "draft", "read_mark", "board_floor", "signpost"};
	struct data *data = *state;

	assert_true(migrate_version() >= 1);
	assert_int_equal(migrate_run(data->db, NULL), ERR_OK);
	assert_newest_and_sound(data);
	for (size_t k = 0; k < sizeof tables / sizeof *tables; k++) {
		char *query =
		    mem_format("SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = '%s'", tables[k]);

		assert_int_equal(data_count(data, query), 1);
		free(query);
	}
	assert_int_equal(data_count(data, "SELECT journal_mode = 'wal' FROM pragma_journal_mode"), 1);
	assert_int_equal(data_count(data, "SELECT secure_delete FROM pragma_secure_delete"), 1);
	assert_int_equal(data_count(data, "SELECT foreign_keys FROM pragma_foreign_keys"), 1);
	assert_int_equal(data_count(data, "SELECT synchronous FROM pragma_synchronous"), 2);
}

static void
again_changes_nothing(void **state)
{
	struct data *data = *state;
	char backup[120];
	struct stat st;

	data_path(data, "backups/before.db", backup, sizeof backup);
	assert_int_equal(migrate_run(data->db, backup), ERR_OK);
	assert_int_not_equal(stat(backup, &st), 0); /* there was nothing to keep */
	make_by_hand(data, "INSERT INTO board_group (slug, name, position) VALUES ('a', 'A', 1)");
	assert_int_equal(migrate_run(data->db, backup), ERR_OK);
	assert_int_not_equal(stat(backup, &st), 0);
	assert_newest_and_sound(data);
	assert_int_equal(data_count(data, "SELECT count(*) FROM board_group"), 1);
}

static void
an_empty_file_becomes_ours(void **state)
{
	struct data *data = *state;
	char path[120];

	data_path(data, "db/board.db", path, sizeof path);
	fclose(fopen(path, "we"));
	assert_int_equal(migrate_run(data->db, NULL), ERR_OK);
	assert_newest_and_sound(data);
}

static void
newer_is_refused(void **state)
{
	struct data *data = *state;
	struct db *db;
	char *script =
	    mem_format("PRAGMA user_version = %d; CREATE TABLE tomorrow (x); INSERT INTO tomorrow VALUES (42)",
		migrate_version() + 1);

	assert_int_equal(migrate_run(data->db, NULL), ERR_OK);
	make_by_hand(data, script);
	free(script);
	assert_int_equal(migrate_run(data->db, NULL), ERR_NEWER);
	assert_int_equal(migrate_open(data->db, &db), ERR_NEWER);
	assert_int_equal(ask_by_hand(data, "SELECT x FROM tomorrow"), 42);
	assert_int_equal(ask_by_hand(data, "PRAGMA user_version"), migrate_version() + 1);
}

static void
foreign_is_refused(void **state)
{
	static const char *const scripts[] = {
	    "CREATE TABLE recipes (x); INSERT INTO recipes VALUES (7)",                                    /* no id */
	    "PRAGMA application_id = 252006675; CREATE TABLE recipes (x); INSERT INTO recipes VALUES (7)", /* another's */
	    "PRAGMA user_version = 1; CREATE TABLE recipes (x); INSERT INTO recipes VALUES (7)",
	};
	struct data *data = *state;
	struct db *db;
	char path[120];

	data_path(data, "db/board.db", path, sizeof path);
	for (size_t k = 0; k < sizeof scripts / sizeof *scripts; k++) {
		unlink(path);
		make_by_hand(data, scripts[k]);
		assert_int_equal(migrate_run(data->db, NULL), ERR_FOREIGN);
		assert_int_equal(migrate_open(data->db, &db), ERR_FOREIGN);
		assert_int_equal(ask_by_hand(data, "SELECT x FROM recipes"), 7);
		assert_int_equal(ask_by_hand(data, "SELECT count(*) FROM sqlite_schema"), 1);
	}
	unlink(path);
	make_by_hand(data, "PRAGMA application_id = 252006675"); /* no table, and yet another's */
	assert_int_equal(migrate_run(data->db, NULL), ERR_FOREIGN);
}

static void
no_database_at_all_is_refused(void **state)
{
	struct data *data = *state;
	char path[120];
	struct stat st;
	FILE *file;

	data_path(data, "db/board.db", path, sizeof path);
	file = fopen(path, "we");
	for (int k = 0; k < 2000; k++)
		fputs("dear diary\n", file);
	fclose(file);
	assert_int_equal(migrate_run(data->db, NULL), ERR_FOREIGN);
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_size, 22000);
	assert_int_equal(migrate_run("/tmp/there-is-no-such-directory", NULL), ERR_IO);
}

/* Ours by its id, but a table of the first step is there already: that step fails, and all is as it was. */
static void
a_step_that_fails_changes_nothing(void **state)
{
	struct data *data = *state;
	char *script = mem_format("PRAGMA application_id = %d; CREATE TABLE thread (x); INSERT INTO thread VALUES (3)",
	    STORE_APPLICATION_ID);
	struct db *db;

	make_by_hand(data, script);
	free(script);
	assert_int_equal(migrate_run(data->db, NULL), ERR_STORE);
	assert_int_equal(ask_by_hand(data, "SELECT x FROM thread"), 3);
	assert_int_equal(ask_by_hand(data, "SELECT count(*) FROM sqlite_schema"), 1);
	assert_int_equal(ask_by_hand(data, "PRAGMA user_version"), 0);
	assert_int_equal(migrate_open(data->db, &db), ERR_DAMAGED);
}

static int
migrate_in_child(void *directory)
{
	return (int)migrate_run(directory, NULL);
}

static void
two_at_once_make_one_database(void **state)
{
	struct data *data = *state;
	pid_t first = child_start(migrate_in_child, data->db), second = child_start(migrate_in_child, data->db);

	assert_int_equal(child_wait(first), ERR_OK);
	assert_int_equal(child_wait(second), ERR_OK);
	assert_newest_and_sound(data);
}

static void
copy_file(const char *from, const char *to)
{
	FILE *in = fopen(from, "re"), *out = fopen(to, "we");
	char block[4096];
	size_t bytes;

	assert_non_null(in);
	assert_non_null(out);
	while ((bytes = fread(block, 1, sizeof block, in)) > 0)
		assert_int_equal(fwrite(block, 1, bytes, out), bytes);
	fclose(in);
	assert_int_equal(fclose(out), 0);
}

/* tests/data/released holds a database of each released version. */
static void
every_release_migrates(void **state)
{
	struct data *data = *state;
	char path[120], log[120], backup[120];
	struct stat st;
	glob_t releases;

	data_path(data, "db/board.db", path, sizeof path);
	data_path(data, "db/board.db-wal", log, sizeof log);
	data_path(data, "backups/before.db", backup, sizeof backup);
	assert_int_equal(glob("tests/data/released/*.db", 0, NULL, &releases), 0);
	for (size_t k = 0; k < releases.gl_pathc; k++) {
		int64_t version, messages;

		copy_file(releases.gl_pathv[k], path);
		version = ask_by_hand(data, "PRAGMA user_version");
		messages = ask_by_hand(data, "SELECT count(*) FROM message");
		assert_true(version >= 1 && messages > 0);
		assert_int_equal(migrate_run(data->db, backup), ERR_OK);
		assert_int_equal(!stat(backup, &st), version < migrate_version());
		assert_newest_and_sound(data);
		assert_int_equal(data_count(data, "SELECT count(*) FROM message"), messages);
		data_close(data);
		unlink(backup);
		unlink(log); /* or it would be taken for the next one's */
		unlink(path);
	}
	globfree(&releases);
}

#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, data_make_folder, data_remove)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    IN_FOLDER(nothing_becomes_the_newest),
	    IN_FOLDER(again_changes_nothing),
	    IN_FOLDER(an_empty_file_becomes_ours),
	    IN_FOLDER(newer_is_refused),
	    IN_FOLDER(foreign_is_refused),
	    IN_FOLDER(no_database_at_all_is_refused),
	    IN_FOLDER(a_step_that_fails_changes_nothing),
	    IN_FOLDER(two_at_once_make_one_database),
	    IN_FOLDER(every_release_migrates),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
