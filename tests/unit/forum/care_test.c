/*
 * Copies are whole, private and never written over anything; putting one back happens alone, and either happens
 * or leaves the board as it was.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <signal.h>
#include <stdio.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/mem.h"
#include "forum/account.h"
#include "forum/backup.h"
#include "forum/board.h"
#include "forum/care.h"
#include "forum/keeper.h"
#include "forum/setup.h"
#include "store/db.h"
#include "store/migrate.h"

enum { NOON = 1795435200 }; /* 2026-11-23 12:00:00 UTC */

static struct {
	char root[32];
	char *data;
	struct config config;
	struct forum forum;
	bool is_open;
} f;

static char *
inside(const char *name)
{
	return mem_format("%s/%s", f.root, name);
}

static void
open_board(void)
{
	assert_int_equal(forum_open(f.data, &f.config, &f.forum), ERR_OK);
	f.is_open = true;
}

static void
close_board(void)
{
	if (f.is_open)
		forum_close(&f.forum);
	f.is_open = false;
}

static int
make(void **state)
{
	(void)state;
	memset(&f, 0, sizeof f);
	snprintf(f.root, sizeof f.root, "%s", "/tmp/bbs-care.XXXXXX");
	log_init(LOG_LEVEL_ERROR, "test");
	clock_pin(NOON);
	config_init(&f.config);
	if (!mkdtemp(f.root))
		return -1;
	f.data = inside("var");
	if (setup_directories(f.data) != ERR_OK || setup_board(f.data) != ERR_OK)
		return -1;
	open_board();
	return 0;
}

static int
remove_one(const char *path, const struct stat *st, int kind, struct FTW *where)
{
	(void)st;
	(void)kind;
	(void)where;
	return remove(path);
}

static int
clean(void **state)
{
	(void)state;
	close_board();
	nftw(f.root, remove_one, 8, FTW_DEPTH | FTW_PHYS);
	config_clear(&f.config);
	free(f.data);
	return 0;
}

static char *
backup(const char *path)
{
	struct backup out = {0};

	assert_int_equal(backup_make(&f.forum, f.data, path, &out), ERR_OK);
	assert_true(out.bytes > 4096);
	assert_false(out.is_sealed);
	return out.path;
}

static void
rename_board(const char *name)
{
	struct board_change change = {.name = name, .is_open = -1, .is_on = -1, .position = -1};

	assert_int_equal(board_edit(&f.forum, "welcome", &change), ERR_OK);
}

static void
assert_board_called(const char *name)
{
	struct actor anybody = {.member = 1, .role = ACTOR_MEMBER};
	struct board board = {0};

	assert_int_equal(board_find(&f.forum, &anybody, "welcome", &board), ERR_OK);
	assert_string_equal(board.name, name);
	board_clear(&board);
}

static size_t
count_files(const char *directory)
{
	DIR *dir = opendir(directory);
	struct dirent *entry;
	size_t count = 0;

	assert_non_null(dir);
	while ((entry = readdir(dir)))
		count += entry->d_name[0] != '.';
	closedir(dir);
	return count;
}

static void
write_file(const char *path, const char *text)
{
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	fputs(text, file);
	fclose(file);
}

static enum err
restore(const char *copy, char **kept)
{
	enum err err;

	*kept = NULL;
	close_board();
	err = care_restore(f.data, copy, kept);
	open_board();
	return err;
}

/* --- backup --- */

static void
a_copy_is_private_and_named_by_the_time(void **state)
{
	char *expected = inside("var/backups/board-20261123-120000.db"), *path = backup(NULL);
	struct stat st;

	(void)state;
	assert_string_equal(path, expected);
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	free(path);
	free(expected);
}

static void
two_copies_in_one_second_are_two_files(void **state)
{
	char *expected = inside("var/backups/board-20261123-120000-2.db"), *first = backup(NULL),
	     *second = backup(NULL);
	char *backups = inside("var/backups");

	(void)state;
	assert_string_not_equal(first, second);
	assert_string_equal(second, expected);
	assert_int_equal(count_files(backups), 2);
	free(backups);
	free(first);
	free(second);
	free(expected);
}

static void
no_file_is_written_over(void **state)
{
	char *path = inside("precious"), text[16] = "";
	struct backup out = {0};
	FILE *file;

	(void)state;
	write_file(path, "photographs");
	assert_int_equal(backup_make(&f.forum, f.data, path, &out), ERR_TAKEN);
	assert_null(out.path);
	file = fopen(path, "r");
	assert_non_null(fgets(text, sizeof text, file));
	fclose(file);
	assert_string_equal(text, "photographs");
	assert_int_equal(count_files(f.root), 2); /* and var */
	free(path);
}

static void
where_no_file_can_be_is_told_by_errno(void **state)
{
	char *path = inside("nowhere/copy.db");
	struct backup out;

	(void)state;
	errno = 0;
	assert_int_equal(backup_make(&f.forum, f.data, path, &out), ERR_IO);
	assert_int_equal(errno, ENOENT);
	free(path);
}

/* In a process of its own, whose files may not grow past a few pages. */
static int
backup_without_room(const char *path)
{
	struct rlimit little = {.rlim_cur = 3 * 4096, .rlim_max = 3 * 4096};
	struct backup out;

	signal(SIGXFSZ, SIG_IGN);
	setrlimit(RLIMIT_FSIZE, &little);
	return backup_make(&f.forum, f.data, path, &out) == ERR_FULL ? 0 : 1;
}

static void
a_full_disk_leaves_nothing_behind(void **state)
{
	char *path = inside("copy.db");
	pid_t child;
	int status;

	(void)state;
	close_board();
	child = fork();
	if (!child) {
		open_board();
		_exit(backup_without_room(path));
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
	assert_int_equal(count_files(f.root), 1);
	open_board();
	assert_board_called("Welcome and hello");
	free(path);
}

/* --- restore --- */

static void
a_copy_brings_back_how_it_was(void **state)
{
	char *copy, *kept, *expected = inside("var/backups/before-restore-20261123-120000.db");
	struct stat st;

	(void)state;
	rename_board("Before");
	copy = backup(NULL);
	rename_board("After");
	assert_int_equal(restore(copy, &kept), ERR_OK);
	assert_board_called("Before");
	assert_string_equal(kept, expected);
	assert_int_equal(stat(kept, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	free(copy);
	copy = kept;
	assert_int_equal(restore(copy, &kept), ERR_OK);
	assert_board_called("After");
	free(copy);
	free(kept);
	free(expected);
}

static void
a_copy_makes_a_board_where_there_was_none(void **state)
{
	char *copy, *kept;

	(void)state;
	rename_board("Moved house");
	copy = backup(NULL);
	close_board();
	free(f.data);
	f.data = inside("elsewhere");
	assert_int_equal(care_restore(f.data, copy, &kept), ERR_OK);
	assert_null(kept);
	open_board();
	assert_board_called("Moved house");
	free(copy);
}

static void
assert_refused(const char *copy, enum err expected)
{
	char *kept;

	rename_board("As it was");
	assert_int_equal(restore(copy, &kept), expected);
	assert_null(kept);
	assert_board_called("As it was");
}

static void
a_running_board_is_not_replaced(void **state)
{
	char *copy = backup(NULL);
	int keeper_fd;

	(void)state;
	assert_int_equal(keeper_lock(f.data, &keeper_fd), ERR_OK);
	assert_refused(copy, ERR_BUSY);
	close(keeper_fd);
	free(copy);
}

/* A session, or a keeper that does not have its lock yet. */
static void
a_board_that_somebody_reads_is_not_replaced(void **state)
{
	char *copy = backup(NULL), *kept, byte = 0;
	int ready[2], ends[2];
	pid_t child;

	(void)state;
	close_board();
	assert_int_equal(pipe(ready) | pipe(ends), 0);
	child = fork();
	if (!child) {
		close(ends[1]);
		open_board();
		byte = (char)write(ready[1], "!", 1);
		_exit(read(ends[0], &byte, 1) ? 1 : 0);
	}
	assert_int_equal(read(ready[0], &byte, 1), 1);
	assert_int_equal(care_restore(f.data, copy, &kept), ERR_BUSY);
	close(ends[1]);
	assert_int_equal(waitpid(child, NULL, 0), child);
	assert_int_equal(restore(copy, &kept), ERR_OK);
	close(ready[0]);
	close(ready[1]);
	close(ends[0]);
	free(kept);
	free(copy);
}

static void
an_operator_at_work_is_not_disturbed(void **state)
{
	char *copy = backup(NULL);
	int first_fd, second_fd;

	(void)state;
	assert_int_equal(care_enter(f.data, &first_fd), ERR_OK);
	assert_int_equal(care_enter(f.data, &second_fd), ERR_OK);
	close(first_fd);
	assert_refused(copy, ERR_BUSY);
	close(second_fd);
	free(copy);
}

static void
nobody_enters_during_a_restore(void **state)
{
	char *directory = inside("var/db");
	int restore_fd = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC), fd = -1;

	(void)state;
	assert_int_equal(flock(restore_fd, LOCK_EX), 0);
	assert_int_equal(care_enter(f.data, &fd), ERR_BUSY);
	close(restore_fd);
	assert_int_equal(care_enter(f.data, &fd), ERR_OK);
	close(fd);
	free(directory);
}

static void
what_is_no_copy_is_refused(void **state)
{
	char *path = inside("notes.txt");

	(void)state;
	assert_refused(path, ERR_NOT_FOUND);
	write_file(path,
	    "This is no database, but it is long enough to have the header of one. Milk, bread, pills for "
	    "Mum, ring the surgery at eight.");
	assert_refused(path, ERR_FOREIGN);
	free(path);
}

static void
set_version(int version)
{
	char *pragma = mem_format("PRAGMA user_version = %d", version);

	assert_int_equal(db_script(f.forum.db, pragma), ERR_OK);
	free(pragma);
}

static void
a_newer_copy_is_refused(void **state)
{
	char *copy;

	(void)state;
	set_version(migrate_version() + 1);
	copy = backup(NULL);
	set_version(migrate_version());
	assert_refused(copy, ERR_NEWER);
	free(copy);
}

static void
a_damaged_copy_is_refused(void **state)
{
	char *copy = backup(NULL), noise[4096];
	int fd = open(copy, O_WRONLY | O_CLOEXEC);

	(void)state;
	memset(noise, 0x5a, sizeof noise);
	for (off_t page = 4; page < 12; page++)
		assert_int_equal(pwrite(fd, noise, sizeof noise, page * 4096), sizeof noise);
	close(fd);
	assert_refused(copy, ERR_DAMAGED);
	free(copy);
}

/* --- check --- */

static void
remember(void *context, const char *what, const char *where)
{
	snprintf(context, 64, "%s: %s", what, where);
}

static void
a_check_finds_what_was_bent(void **state)
{
	int64_t members, conversations, messages, count = -1;
	char found[64] = "";

	(void)state;
	assert_int_equal(setup_demo(&f.forum, 0, &members, &conversations, &messages), ERR_OK);
	assert_int_equal(care_check(&f.forum, remember, found, &count), ERR_OK);
	assert_int_equal(count, 0);
	assert_int_equal(db_script(f.forum.db, "UPDATE thread SET message_count = 99 WHERE id = 2"), ERR_OK);
	assert_int_equal(care_check(&f.forum, remember, found, &count), ERR_OK);
	assert_int_equal(count, 1);
	assert_string_equal(found, "message-count: conversation 2");
}

static void
where_there_is_no_board_nobody_enters(void **state)
{
	char *nowhere = inside("nowhere");
	int fd;

	(void)state;
	assert_int_equal(care_enter(nowhere, &fd), ERR_NOT_FOUND);
	free(nowhere);
}

#define CASE(test) cmocka_unit_test_setup_teardown(test, make, clean)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    CASE(a_copy_is_private_and_named_by_the_time),
	    CASE(two_copies_in_one_second_are_two_files),
	    CASE(no_file_is_written_over),
	    CASE(where_no_file_can_be_is_told_by_errno),
	    CASE(a_full_disk_leaves_nothing_behind),
	    CASE(a_copy_brings_back_how_it_was),
	    CASE(a_copy_makes_a_board_where_there_was_none),
	    CASE(a_running_board_is_not_replaced),
	    CASE(a_board_that_somebody_reads_is_not_replaced),
	    CASE(an_operator_at_work_is_not_disturbed),
	    CASE(nobody_enters_during_a_restore),
	    CASE(what_is_no_copy_is_refused),
	    CASE(a_newer_copy_is_refused),
	    CASE(a_damaged_copy_is_refused),
	    CASE(a_check_finds_what_was_bent),
	    CASE(where_there_is_no_board_nobody_enters),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
