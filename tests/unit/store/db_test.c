/*
 * The seam to the engine: every statement compiles and reads indexes, a write happens whole or not at all,
 * writers wait for each other, and what was acknowledged is there after a kill.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <glob.h>
#include <signal.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <sysexits.h>
#include <unistd.h>

#include "../../support/child.h"
#include "../../support/data.h"
#include "base/mem.h"
#include "store/boards.h"
#include "store/migrate.h"
#include "store/threads.h"

enum { WRITERS = 2, ROUNDS = 40 };

/* How many there should be: lines of the sources that begin with SQL( */
static size_t
count_statements_written(void)
{
	size_t count = 0;
	char line[200];
	glob_t files;

	assert_int_equal(glob("bbs/store/*.c", 0, NULL, &files), 0); /* run from the top of the checkout */
	for (size_t k = 0; k < files.gl_pathc; k++) {
		FILE *file = fopen(files.gl_pathv[k], "re");

		assert_non_null(file);
		while (fgets(line, sizeof line, file))
			count += !strncmp(line, "SQL(", 4);
		fclose(file);
	}
	globfree(&files);
	return count;
}

static void
every_statement_compiles(void **state)
{
	struct data *data = *state;
	const struct sql *sql;
	size_t count = 0;
	char why[200];

	for (; (sql = sql_at(count)); count++) {
		if (!db_compiles(data->forum.db, sql, why, sizeof why))
			fail_msg("%s: %s", sql->name, why);
		assert_string_equal(why, "");
		for (size_t k = 0; k < count; k++)
			assert_string_not_equal(sql_at(k)->name, sql->name);
	}
	assert_int_equal(count, count_statements_written());
	assert_false(db_compiles(data->forum.db, &(struct sql){"bad", "SELECT 1 FROM nowhere"}, why, sizeof why));
	assert_string_equal(why, "no such table: nowhere");
}

/* Statements that look at a whole table on purpose: small tables, the operator's lists, what waits, and checking. */
static bool
may_scan(const char *name)
{
	static const char *const whole[] = {"member_all", "board_all", "signpost_all", "guide_all", "shift_list_all",
	    "shift_count_all",                     /* of at most ROTA_MOST */
	    "opinion_wanted", "unsealing_waiting", /* along an index of nothing but those that wait */
	    "search_walk"};                        /* what its own inner query has found through the index of words */

	for (size_t k = 0; k < sizeof whole / sizeof *whole; k++)
		if (!strcmp(whole[k], name))
			return true;
	if (!strncmp(name, "erasing_held", 12))
		return true; /* a few rows at most, while the team looks into what was erased */
	return !strncmp(name, "check_", 6) || !strncmp(name, "figure_", 7) || !strncmp(name, "stale_", 6);
}

/* No query of a visitor grows with the size of the board: the plan of each reads an index. */
static void
no_statement_walks_a_table(void **state)
{
	struct data *data = *state;
	char *path = mem_format("%s/board.db", data->db);
	const struct sql *sql;
	sqlite3 *db;

	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	for (size_t k = 0; (sql = sql_at(k)); k++) {
		char *text = mem_format("EXPLAIN QUERY PLAN %s", sql->text);
		sqlite3_stmt *plan;

		assert_int_equal(sqlite3_prepare_v2(db, text, -1, &plan, NULL), SQLITE_OK);
		while (sqlite3_step(plan) == SQLITE_ROW) {
			const char *step = (const char *)sqlite3_column_text(plan, 3);
			bool is_table = !strncmp(step, "SCAN ", 5) && strncmp(step, "SCAN (", 6) &&
			    strcmp(step, "SCAN CONSTANT ROW") && !strstr(step, "VIRTUAL TABLE");

			if (is_table && !may_scan(sql->name))
				fail_msg("%s: %s", sql->name, step);
		}
		sqlite3_finalize(plan);
		free(text);
	}
	sqlite3_close(db);
	free(path);
}

static enum err
add_group(struct db *db, const char *slug)
{
	return boards_add_group(db, slug, slug, 1);
}

static void
a_write_happens_whole_or_not_at_all(void **state)
{
	struct data *data = *state;
	struct db *db = data->forum.db;

	assert_int_equal(db_begin(db), ERR_OK);
	assert_int_equal(add_group(db, "one"), ERR_OK);
	db_rollback(db);
	assert_int_equal(data_count(data, "SELECT count(*) FROM board_group"), 0);

	assert_int_equal(db_begin(db), ERR_OK);
	assert_int_equal(add_group(db, "one"), ERR_OK);
	assert_int_equal(db_end(db, ERR_RATE), ERR_RATE);
	assert_int_equal(data_count(data, "SELECT count(*) FROM board_group"), 0);

	assert_int_equal(db_begin(db), ERR_OK);
	assert_int_equal(add_group(db, "one"), ERR_OK);
	assert_int_equal(db_last_id(db), 1);
	assert_int_equal(db_changes(db), 1);
	assert_int_equal(db_end(db, ERR_OK), ERR_OK);
	data_close(data);
	data_open(data);
	assert_int_equal(data_count(data, "SELECT count(*) FROM board_group"), 1);

	assert_int_equal(db_begin(data->forum.db), ERR_OK);
	assert_int_equal(add_group(data->forum.db, "two"), ERR_OK);
	data_close(data); /* in the middle of it */
	data_open(data);
	assert_int_equal(data_count(data, "SELECT count(*) FROM board_group"), 1);
}

/* A statement that failed can be used again at once, and its transaction goes on. */
static void
a_refused_row_spoils_nothing(void **state)
{
	struct data *data = *state;
	struct db *db = data->forum.db;
	struct board orphan = {.slug = (char[]){"orphan"},
	    .group_slug = (char[]){"none"},
	    .name = (char[]){"x"},
	    .about = (char[]){""}};
	int64_t id = 77;

	assert_int_equal(db_begin(db), ERR_OK);
	assert_int_equal(add_group(db, "one"), ERR_OK);
	assert_int_equal(add_group(db, "one"), ERR_TAKEN);
	assert_int_equal(add_group(db, "one"), ERR_TAKEN);
	assert_int_equal(add_group(db, "two"), ERR_OK);
	assert_int_equal(boards_add(db, &orphan), ERR_NOT_FOUND);
	assert_int_equal(threads_add(db, &(struct thread){.board = 5, .title = (char[]){"none"}, .starter = 5}, &id),
	    ERR_STORE);
	assert_int_equal(id, 77);
	assert_int_equal(db_commit(db), ERR_OK);
	assert_int_equal(data_count(data, "SELECT count(*) FROM board_group"), 2);
	assert_int_equal(data_count(data, "SELECT count(*) FROM thread"), 0);
}

static int
begin_twice(void *context)
{
	struct db *db;

	if (migrate_open(context, &db) != ERR_OK || db_begin(db) != ERR_OK)
		return 1;
	return db_begin(db) == ERR_OK;
}

static void
a_write_inside_a_write_is_a_bug(void **state)
{
	struct data *data = *state;

	data_close(data); /* no handle crosses a fork */
	assert_int_equal(child_run(begin_twice, data->db), EX_SOFTWARE);
}

static void
what_is_not_ours_is_refused(void **state)
{
	struct data *data = *state;
	struct db *db = NULL;
	char path[120];
	FILE *file;

	assert_int_equal(migrate_open(data->db, &db), ERR_NOT_FOUND);
	assert_int_equal(migrate_open("/tmp/there-is-no-such-directory", &db), ERR_NOT_FOUND);
	data_path(data, "db/board.db", path, sizeof path);
	file = fopen(path, "we");
	for (int k = 0; k < 1000; k++)
		fputs("this is a letter to my sister\n", file);
	fclose(file);
	assert_int_equal(migrate_open(data->db, &db), ERR_FOREIGN);
	assert_int_equal(truncate(path, 0), 0);
	assert_int_equal(migrate_open(data->db, &db),
	    ERR_DAMAGED); /* empty: half made, or older than the first version */
	assert_null(db);
}

static int
write_messages(void *context)
{
	struct data *data = context;
	struct forum forum;
	int64_t id, number;

	if (forum_open(data->root, &data->config, &forum) != ERR_OK)
		return 1;
	for (int k = 0; k < ROUNDS; k++) {
		struct message message = {.thread = 1, .author = 1, .body = (char[]){"words"}};

		if (db_begin(forum.db) != ERR_OK)
			return 2;
		if (db_end(forum.db, messages_add(forum.db, &message, &id, &number)) != ERR_OK)
			return 3;
	}
	forum_close(&forum);
	return 0;
}

static void
make_thread(struct data *data)
{
	struct actor who = data_member(data, "kettle-on", ACTOR_MEMBER);

	data_group(data, "talking", 1);
	data_thread(data, data_board(data, "work", "talking", true), &who, "Nights");
}

static void
two_writers_at_once_lose_nothing(void **state)
{
	struct data *data = *state;
	pid_t writers[WRITERS];

	make_thread(data);
	data_close(data);
	for (int k = 0; k < WRITERS; k++)
		writers[k] = child_start(write_messages, data);
	for (int k = 0; k < WRITERS; k++)
		assert_int_equal(child_wait(writers[k]), 0);
	data_open(data);
	assert_int_equal(data_count(data, "SELECT count(*) FROM message"), WRITERS * ROUNDS);
	assert_int_equal(data_count(data, "SELECT max(number) FROM message"), WRITERS * ROUNDS);
	assert_int_equal(data_count(data, "SELECT message_count FROM thread"), WRITERS * ROUNDS);
	assert_int_equal(data_count(data, "SELECT count(*) FROM pragma_integrity_check WHERE integrity_check = 'ok'"),
	    1);
}

static int told[2];

/* Tells of every message once it is acknowledged, then dies in the middle of the next. */
static int
write_until_killed(void *context)
{
	struct data *data = context;
	struct forum forum;
	int64_t id, number;

	if (forum_open(data->root, &data->config, &forum) != ERR_OK)
		return 1;
	for (int k = 0; k < 5; k++) {
		struct message message = {.thread = 1, .author = 1, .body = (char[]){"words"}};

		if (db_begin(forum.db) != ERR_OK || messages_add(forum.db, &message, &id, &number) != ERR_OK)
			return 2;
		if (k == 4)
			raise(SIGKILL);
		if (db_commit(forum.db) != ERR_OK || write(told[1], "m", 1) != 1)
			return 3;
	}
	return 4;
}

static void
a_killed_writer_leaves_what_it_acknowledged(void **state)
{
	struct data *data = *state;
	char acknowledged[16];

	make_thread(data);
	data_close(data);
	assert_int_equal(pipe(told), 0);
	assert_int_equal(child_run(write_until_killed, data), 256 + SIGKILL);
	close(told[1]);
	assert_int_equal(read(told[0], acknowledged, sizeof acknowledged), 4);
	close(told[0]);
	data_open(data);
	assert_int_equal(data_count(data, "SELECT count(*) FROM message"), 4);
	assert_int_equal(db_begin(data->forum.db), ERR_OK); /* and its lock is gone with it */
	assert_int_equal(db_commit(data->forum.db), ERR_OK);
}

static void
the_log_is_folded_only_when_told(void **state)
{
	struct data *data = *state;
	int64_t grown;

	make_thread(data);
	grown = db_wal_bytes(data->forum.db);
	assert_true(grown > 0);
	data_close(data);
	data_open(data);
	assert_int_equal(db_wal_bytes(data->forum.db), grown);
	assert_int_equal(db_checkpoint(data->forum.db), ERR_OK);
	assert_int_equal(db_wal_bytes(data->forum.db), 0);
	assert_int_equal(data_count(data, "SELECT count(*) FROM thread"), 1);
	assert_int_equal(db_checkpoint(data->forum.db), ERR_OK);
}

/* In KiB, and so below 0. */
static void
a_cache_is_small_unless_much_is_expected(void **state)
{
	struct data *data = *state;

	assert_int_equal(db_pragma_int(data->forum.db, "PRAGMA cache_size"), -128);
	db_expect_much(data->forum.db);
	assert_int_equal(db_pragma_int(data->forum.db, "PRAGMA cache_size"), -8192);
	data_close(data);
	data_open(data);
	assert_int_equal(db_pragma_int(data->forum.db, "PRAGMA cache_size"), -128);
}

/* A reader in the middle of its page keeps what it reads; folding does what it can and waits for nobody. */
static void
a_reader_is_never_disturbed(void **state)
{
	struct data *data = *state;
	char *path = mem_format("%s/board.db", data->db);
	sqlite3 *reader;

	make_thread(data);
	assert_int_equal(sqlite3_open(path, &reader), SQLITE_OK);
	assert_int_equal(sqlite3_exec(reader, "BEGIN; SELECT count(*) FROM board_group", NULL, NULL, NULL), SQLITE_OK);
	assert_int_equal(db_begin(data->forum.db), ERR_OK);
	assert_int_equal(add_group(data->forum.db, "later"), ERR_OK);
	assert_int_equal(db_commit(data->forum.db), ERR_OK);
	assert_int_equal(db_checkpoint(data->forum.db), ERR_BUSY);
	assert_int_equal(sqlite3_exec(reader,
			     "SELECT abs(CASE count(*) WHEN 1 THEN 0 ELSE -9223372036854775807 - 1 END)"
			     " FROM board_group",
			     NULL, NULL, NULL),
	    SQLITE_OK);
	assert_int_equal(sqlite3_exec(reader, "COMMIT", NULL, NULL, NULL), SQLITE_OK);
	assert_int_equal(db_checkpoint(data->forum.db), ERR_OK);
	assert_int_equal(db_wal_bytes(data->forum.db), 0);
	sqlite3_close(reader);
	free(path);
}

static void
the_bell_changes_its_file(void **state)
{
	struct data *data = *state;
	struct stat st;
	char path[120];

	data_path(data, "db/bell", path, sizeof path);
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_size, 0);
	for (int k = 0; k < 3; k++)
		db_ring(data->forum.db);
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_size, 1); /* it never grows */
}

static void
a_copy_holds_everything_and_never_writes_over(void **state)
{
	struct data *data = *state;
	char copy[120], away[120];
	sqlite3 *db;

	make_thread(data);
	assert_true(db_wal_bytes(data->forum.db) > 0); /* what is only in the log is copied too */
	data_path(data, "backups/copy.db", copy, sizeof copy);
	data_path(data, "no-such-folder/copy.db", away, sizeof away);
	assert_int_equal(db_copy_to(data->forum.db, copy), ERR_OK);
	assert_int_equal(db_copy_to(data->forum.db, copy), ERR_TAKEN);
	assert_int_equal(db_copy_to(data->forum.db, away), ERR_IO);
	assert_int_equal(sqlite3_open_v2(copy, &db, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
	assert_int_equal(
	    sqlite3_exec(db,
		"SELECT abs(CASE (SELECT title FROM thread) WHEN 'Nights' THEN 0 ELSE -9223372036854775807 - 1 END)",
		NULL, NULL, NULL),
	    SQLITE_OK);
	sqlite3_close(db);
}

#define ON_EMPTY(test) cmocka_unit_test_setup_teardown(test, data_make_empty, data_remove)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    ON_EMPTY(every_statement_compiles),
	    ON_EMPTY(no_statement_walks_a_table),
	    ON_EMPTY(a_write_happens_whole_or_not_at_all),
	    ON_EMPTY(a_refused_row_spoils_nothing),
	    ON_EMPTY(a_write_inside_a_write_is_a_bug),
	    cmocka_unit_test_setup_teardown(what_is_not_ours_is_refused, data_make_folder, data_remove),
	    ON_EMPTY(two_writers_at_once_lose_nothing),
	    ON_EMPTY(a_killed_writer_leaves_what_it_acknowledged),
	    ON_EMPTY(the_log_is_folded_only_when_told),
	    ON_EMPTY(a_cache_is_small_unless_much_is_expected),
	    ON_EMPTY(a_reader_is_never_disturbed),
	    ON_EMPTY(the_bell_changes_its_file),
	    ON_EMPTY(a_copy_holds_everything_and_never_writes_over),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
