/*
 * Every kind of damage is found and named, and a copy is put back whole or not at all.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <sqlite3.h>
#include <unistd.h>

#include "../../support/data.h"
#include "base/mem.h"
#include "base/str.h"
#include "store/migrate.h"
#include "store/upkeep.h"

struct scene {
	struct data *data;
	char copy[120], kept[120], file[120];
	int64_t thread;
	struct actor ann;
};

static struct scene
begin(void **state)
{
	struct scene s = {.data = *state};
	struct actor bob;

	data_path(s.data, "backups/copy.db", s.copy, sizeof s.copy);
	data_path(s.data, "backups/kept.db", s.kept, sizeof s.kept);
	data_path(s.data, "db/board.db", s.file, sizeof s.file);
	data_group(s.data, "talking", 1);
	s.ann = data_member(s.data, "ann-here", ACTOR_MEMBER);
	bob = data_member(s.data, "bob-here", ACTOR_MEMBER);
	s.thread = data_thread(s.data, data_board(s.data, "nights", "talking", true), &s.ann, "title");
	data_message(s.data, s.thread, &s.ann, 0, "one");
	data_message(s.data, s.thread, &bob, 1, "two");
	return s;
}

static void
script_by_hand(const char *path, const char *script)
{
	sqlite3 *db;

	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, script, NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(db);
}

static int64_t
count_by_hand(const char *path, const char *query)
{
	int64_t count = -1;
	sqlite3_stmt *stmt;
	sqlite3 *db;

	assert_int_equal(sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
	if (sqlite3_prepare_v2(db, query, -1, &stmt, NULL) == SQLITE_OK && sqlite3_step(stmt) == SQLITE_ROW)
		count = sqlite3_column_int64(stmt, 0);
	sqlite3_finalize(stmt);
	sqlite3_close(db);
	return count;
}

static void
note(void *context, const char *what, const char *where)
{
	str_add_format(context, "%s: %s\n", what, where);
}

static void
each_damage_is_found(void **state)
{
	static const struct {
		const char *script, *expected, *mend;
	} cases[] = {
	    {"UPDATE thread SET message_count = 3", "message-count: conversation 1\n",
		"UPDATE thread SET message_count = 2"},
	    {"UPDATE thread SET last_message = 1", "last-message: conversation 1\n",
		"UPDATE thread SET last_message = 2"},
	    {"UPDATE thread SET first_message = 2", "first-message: conversation 1\n",
		"UPDATE thread SET first_message = 1"},
	    {"UPDATE message SET to_member = 2 WHERE id = 2", "to-member: message 2\n",
		"UPDATE message SET to_member = 1 WHERE id = 2"},
	    {"DELETE FROM message_index_docsize WHERE id = 2", "not-found-by-words: message 2\n",
		"INSERT INTO message_index_docsize SELECT 2, sz FROM message_index_docsize WHERE id = 1"},
	    {"INSERT INTO message_index_docsize VALUES (9, x'00')", "found-by-words: message 9\n",
		"DELETE FROM message_index_docsize WHERE id = 9"},
	    {"UPDATE board SET board_group = 9", "foreign-key: board row 1\n", "UPDATE board SET board_group = 1"},
	    {"PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = replace(sql, 'name TEXT NOT NULL,', 'name TEXT"
	     " NOT NULL CHECK (name <> ''talking''),') WHERE name = 'board_group'",
		"integrity: CHECK constraint failed in board_group\n", NULL},
	};
	struct scene s = begin(state);
	struct str found;
	int64_t count;

	str_init(&found);
	assert_int_equal(upkeep_check(s.data->forum.db, note, &found, &count), ERR_OK);
	assert_int_equal(count, 0);
	assert_string_equal(found.text, "");
	for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
		data_close(s.data);
		script_by_hand(s.file, cases[k].script);
		data_open(s.data);
		assert_int_equal(upkeep_check(s.data->forum.db, note, &found, &count), ERR_OK);
		assert_string_equal(found.text, cases[k].expected);
		assert_int_equal(count, 1);
		str_cut(&found, 0);
		if (cases[k].mend)
			script_by_hand(s.file, cases[k].mend);
	}
	str_clear(&found);
}

static void
a_copy_is_put_back(void **state)
{
	struct scene s = begin(state);

	assert_int_equal(db_copy_to(s.data->forum.db, s.copy), ERR_OK);
	data_message(s.data, s.thread, &s.ann, 0, "after the copy, and only in the log");
	data_close(s.data);
	assert_int_equal(upkeep_restore(s.data->db, s.copy, s.kept, NULL, NULL), ERR_OK);
	data_open(s.data);
	assert_int_equal(data_count(s.data, "SELECT count(*) FROM message"), 2);
	assert_int_equal(data_count(s.data, "SELECT journal_mode = 'wal' FROM pragma_journal_mode"), 1);
	data_message(s.data, s.thread, &s.ann, 0, "life goes on");
	assert_int_equal(count_by_hand(s.kept, "SELECT count(*) FROM message"), 3); /* nothing is lost either way */
	assert_int_equal(count_by_hand(s.copy, "SELECT count(*) FROM message"), 2);
}

static void
a_copy_is_put_where_nothing_was(void **state)
{
	struct scene s = begin(state);

	assert_int_equal(db_copy_to(s.data->forum.db, s.copy), ERR_OK);
	data_close(s.data);
	assert_int_equal(unlink(s.file), 0);
	assert_int_equal(upkeep_restore(s.data->db, s.copy, s.kept, NULL, NULL), ERR_OK);
	assert_int_not_equal(access(s.kept, F_OK), 0);
	data_open(s.data);
	assert_int_equal(data_count(s.data, "SELECT count(*) FROM message"), 2);
}

/* Whatever is wrong with a copy, the board is as it was, log and all. */
static void
an_unfit_copy_changes_nothing(void **state)
{
	static const struct {
		const char *script;
		enum err expected;
	} cases[] = {
	    {"PRAGMA application_id = 7", ERR_FOREIGN}, {"PRAGMA application_id = 0", ERR_FOREIGN},
	    {"PRAGMA user_version = 99", ERR_NEWER},
	    {"PRAGMA user_version = 0", ERR_STORE}, /* says that it is older, but the steps don't fit it */
	};
	struct scene s = begin(state);
	int64_t log_bytes;

	for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
		unlink(s.copy);
		assert_int_equal(db_copy_to(s.data->forum.db, s.copy), ERR_OK);
		script_by_hand(s.copy, cases[k].script);
		data_message(s.data, s.thread, &s.ann, 0, "only in the log");
		log_bytes = db_wal_bytes(s.data->forum.db);
		assert_true(log_bytes > 0);
		data_close(s.data);
		unlink(s.kept);
		assert_int_equal(upkeep_restore(s.data->db, s.copy, s.kept, NULL, NULL), cases[k].expected);
		data_open(s.data);
		assert_int_equal(data_count(s.data, "SELECT count(*) FROM message"), 3 + (int64_t)k);
	}
	data_close(s.data);
	assert_int_equal(upkeep_restore(s.data->db, "/tmp/there-is-no-such-file.db", s.kept, NULL, NULL),
	    ERR_NOT_FOUND);
	data_open(s.data);
	assert_int_equal(data_count(s.data, "SELECT count(*) FROM message"), 6);
}

static void
a_damaged_copy_changes_nothing(void **state)
{
	struct scene s = begin(state);
	FILE *file;

	assert_int_equal(db_copy_to(s.data->forum.db, s.copy), ERR_OK);
	data_close(s.data);
	file = fopen(s.copy, "r+e");
	assert_int_equal(fseek(file, 4096 + 8, SEEK_SET), 0);
	for (int k = 0; k < 3000; k++)
		fputc(0xa5, file);
	fclose(file);
	assert_int_equal(upkeep_restore(s.data->db, s.copy, s.kept, NULL, NULL), ERR_DAMAGED);
	file = fopen(s.copy, "we");
	for (int k = 0; k < 3000; k++)
		fputs("no database", file);
	fclose(file);
	assert_int_equal(upkeep_restore(s.data->db, s.copy, s.kept, NULL, NULL), ERR_FOREIGN);
	data_open(s.data);
	assert_int_equal(data_count(s.data, "SELECT count(*) FROM message"), 2);
}

static void
write_file(const char *path, const char *text, int times)
{
	FILE *file = fopen(path, "we");

	assert_non_null(file);
	while (times--)
		fputs(text, file);
	assert_int_equal(fclose(file), 0);
}

static void
assert_file(const char *path, const char *text, int times)
{
	FILE *file = fopen(path, "re");
	char piece[32] = "";

	assert_non_null(file);
	while (times--) {
		assert_int_equal(fread(piece, 1, strlen(text), file), strlen(text));
		assert_memory_equal(piece, text, strlen(text));
	}
	assert_int_equal(fgetc(file), EOF);
	fclose(file);
}

/* Put back over a board that can't be read at all, which may be why: what it was is kept, log and all. */
static void
a_ruined_board_is_replaced_and_kept(void **state)
{
	struct scene s = begin(state);
	char *log = mem_format("%s-wal", s.file), *kept_log = mem_format("%s-wal", s.kept);

	assert_int_equal(db_copy_to(s.data->forum.db, s.copy), ERR_OK);
	data_close(s.data);
	write_file(s.file, "no database", 3000);
	write_file(log, "no log", 1000);
	assert_int_equal(upkeep_restore(s.data->db, s.copy, s.kept, NULL, NULL), ERR_OK);
	assert_file(s.kept, "no database", 3000);
	assert_file(kept_log, "no log", 1000);
	data_open(s.data);
	assert_int_equal(data_count(s.data, "SELECT count(*) FROM message"), 2);
	free(log);
	free(kept_log);
}

/* Some of its pages are noise: the engine opens it, and stops halfway through copying it. */
static void
a_board_that_is_half_readable_is_kept_too(void **state)
{
	struct scene s = begin(state);
	char noise[4096], page[4096];
	int64_t root = data_count(s.data, "SELECT rootpage FROM sqlite_schema WHERE name = 'message'");
	FILE *file;

	assert_int_equal(db_copy_to(s.data->forum.db, s.copy), ERR_OK);
	assert_int_equal(db_checkpoint(s.data->forum.db), ERR_OK);
	data_close(s.data);
	memset(noise, 0xa5, sizeof noise);
	file = fopen(s.file, "r+e");
	assert_int_equal(fseek(file, (root - 1) * 4096, SEEK_SET), 0);
	assert_int_equal(fwrite(noise, 1, sizeof noise, file), sizeof noise);
	fclose(file);
	assert_int_equal(upkeep_restore(s.data->db, s.copy, s.kept, NULL, NULL), ERR_OK);
	file = fopen(s.kept, "re");
	assert_non_null(file);
	assert_int_equal(fseek(file, (root - 1) * 4096, SEEK_SET), 0);
	assert_int_equal(fread(page, 1, sizeof page, file), sizeof page);
	assert_memory_equal(page, noise, sizeof page);
	fclose(file);
	data_open(s.data);
	assert_int_equal(data_count(s.data, "SELECT count(*) FROM message"), 2);
}

/* Where it can't be kept, nothing is put in its place. */
static void
what_can_not_be_kept_stays(void **state)
{
	struct scene s = begin(state);

	assert_int_equal(db_copy_to(s.data->forum.db, s.copy), ERR_OK);
	data_close(s.data);
	write_file(s.file, "no database", 3000);
	assert_int_equal(upkeep_restore(s.data->db, s.copy, "/tmp/there-is-no-such-folder/kept.db", NULL, NULL),
	    ERR_IO);
	assert_file(s.file, "no database", 3000);
	write_file(s.kept, "another", 1);
	assert_int_equal(upkeep_restore(s.data->db, s.copy, s.kept, NULL, NULL), ERR_TAKEN);
	assert_file(s.kept, "another", 1);
	assert_file(s.file, "no database", 3000);
}

#define ON_EMPTY(test) cmocka_unit_test_setup_teardown(test, data_make_empty, data_remove)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    ON_EMPTY(each_damage_is_found),
	    ON_EMPTY(a_copy_is_put_back),
	    ON_EMPTY(a_copy_is_put_where_nothing_was),
	    ON_EMPTY(an_unfit_copy_changes_nothing),
	    ON_EMPTY(a_damaged_copy_changes_nothing),
	    ON_EMPTY(a_ruined_board_is_replaced_and_kept),
	    ON_EMPTY(a_board_that_is_half_readable_is_kept_too),
	    ON_EMPTY(what_can_not_be_kept_stays),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
