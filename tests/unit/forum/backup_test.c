/*
 * Sealed copies open with their key, whole, and with nothing else; copies are kept by age.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../../support/data.h"
#include "base/clock.h"
#include "base/mem.h"
#include "forum/backup.h"
#include "forum/care.h"
#include "forum/sealed.h"

static char *
inside(const struct data *data, const char *name)
{
	return mem_format("%s/%s", data->root, name);
}

/* Configure a pair of keys; returns the secret key's file. */
static char *
use_keys(struct data *data)
{
	char *path = inside(data, "offline.key"), public[SEALED_KEY_CHARS + 1];

	assert_int_equal(backup_make_keys(path, public), ERR_OK);
	free(data->config.backup_public_key);
	data->config.backup_public_key = mem_copy_string(public);
	return path;
}

static bool
file_holds(const char *path, const char *word)
{
	char *text = NULL;
	size_t bytes = 0, room = 0;
	FILE *file = fopen(path, "r");
	bool holds;

	assert_non_null(file);
	while (!feof(file)) {
		if (bytes + 65536 > room)
			text = mem_resize_array(text, room += 1 << 20, 1);
		bytes += fread(text + bytes, 1, 65536, file);
	}
	fclose(file);
	holds = memmem(text, bytes, word, strlen(word)) != NULL;
	free(text);
	return holds;
}

static bool
exists(const struct data *data, const char *name)
{
	char *path = inside(data, name);
	bool is_there = !access(path, F_OK);

	free(path);
	return is_there;
}

static void
a_sealed_copy_opens_with_its_key(void **state)
{
	struct data *data = *state;
	char *key = use_keys(data), *opened, *kept = NULL;
	struct backup copy = {0};
	struct stat st;

	assert_int_equal(stat(key, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	assert_int_equal(backup_make(&data->forum, data->root, NULL, &copy), ERR_OK);
	assert_true(copy.is_sealed);
	assert_true(sealed_is(copy.path));
	assert_non_null(strstr(copy.path, "board-20261123-120000.db.sealed"));
	assert_false(file_holds(copy.path, "Welcome and hello"));
	assert_int_equal(backup_last_at(&data->forum), DATA_NOON);
	assert_int_equal(backup_unseal(data->root, copy.path, key, &opened), ERR_OK);
	assert_true(file_holds(opened, "Welcome and hello"));
	data_close(data);
	assert_int_equal(care_restore(data->root, opened, &kept), ERR_OK);
	data_open(data);
	assert_int_equal(data_count(data, "SELECT count(*) FROM board WHERE name = 'Welcome and hello'"), 1);
	free(kept);
	free(opened);
	free(copy.path);
	free(key);
}

static void
no_other_key_opens_it(void **state)
{
	struct data *data = *state;
	char *key = use_keys(data), *other = inside(data, "other.key"), *nobody = inside(data, "nobody.key"), *opened;
	char public[SEALED_KEY_CHARS + 1];
	struct backup copy = {0};

	assert_int_equal(backup_make_keys(other, public), ERR_OK);
	assert_int_equal(backup_make_keys(other, public), ERR_TAKEN);
	assert_int_equal(backup_make(&data->forum, data->root, NULL, &copy), ERR_OK);
	assert_int_equal(backup_unseal(data->root, copy.path, other, &opened), ERR_DENIED);
	assert_int_equal(backup_unseal(data->root, copy.path, nobody, &opened), ERR_NOT_FOUND);
	assert_int_equal(backup_unseal(data->root, copy.path, copy.path, &opened), ERR_INVALID);
	assert_int_equal(backup_unseal(data->root, key, key, &opened), ERR_FOREIGN);
	free(nobody);
	free(other);
	free(copy.path);
	free(key);
}

/* Change one byte, or cut the file there. */
static void
spoil(const char *path, off_t where, bool is_cut)
{
	int fd = open(path, O_RDWR | O_CLOEXEC);
	unsigned char byte;

	assert_true(fd >= 0);
	if (is_cut) {
		assert_int_equal(ftruncate(fd, where), 0);
	} else {
		assert_int_equal(pread(fd, &byte, 1, where), 1);
		byte ^= 1;
		assert_int_equal(pwrite(fd, &byte, 1, where), 1);
	}
	close(fd);
}

static void
a_spoilt_copy_is_refused(void **state)
{
	static const struct {
		int64_t from_end;
		bool is_cut;
	} harms[] = {{1, false}, {1, true}, {70000, false}, {65536 + 17, true}};
	struct data *data = *state;
	char *key = use_keys(data), *opened;

	for (size_t k = 0; k < sizeof harms / sizeof *harms; k++) {
		struct backup copy = {0};

		assert_int_equal(backup_make(&data->forum, data->root, NULL, &copy), ERR_OK);
		spoil(copy.path, copy.bytes - harms[k].from_end, harms[k].is_cut);
		assert_int_equal(backup_unseal(data->root, copy.path, key, &opened), ERR_DAMAGED);
		free(copy.path);
	}
	free(key);
}

/* Sizes round the pieces' edge, so that the end is found where a piece is exactly full. */
static void
every_length_comes_back(void **state)
{
	static const size_t lengths[] = {0, 1, 65535, 65536, 65537, 131072};
	struct data *data = *state;
	char public[SEALED_KEY_CHARS + 1], secret[SEALED_KEY_CHARS + 1];

	sealed_make_keys(public, secret);
	for (size_t k = 0; k < sizeof lengths / sizeof *lengths; k++) {
		char *path = inside(data, "piece"), *text = mem_alloc(lengths[k] + 1),
		     *back = mem_alloc(lengths[k] + 1);
		int plain = open(path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
		int sealed = open(data->root, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
		int opened = open(data->root, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);

		memset(text, 'k', lengths[k]);
		assert_int_equal(write(plain, text, lengths[k]), lengths[k]);
		lseek(plain, 0, SEEK_SET);
		assert_int_equal(sealed_write(plain, sealed, public), ERR_OK);
		lseek(sealed, 0, SEEK_SET);
		assert_int_equal(sealed_read(sealed, opened, secret), ERR_OK);
		assert_int_equal(pread(opened, back, lengths[k] + 1, 0), lengths[k]);
		assert_memory_equal(text, back, lengths[k]);
		close(plain);
		close(sealed);
		close(opened);
		free(back);
		free(text);
		free(path);
	}
}

static void
what_is_no_key_seals_nothing(void **state)
{
	struct data *data = *state;
	struct backup copy = {0};

	free(data->config.backup_public_key);
	data->config.backup_public_key = mem_copy_string("not a key");
	assert_int_equal(backup_make(&data->forum, data->root, NULL, &copy), ERR_INVALID);
	assert_null(copy.path);
	assert_int_equal(backup_last_at(&data->forum), 0);
}

static void
make_at(struct data *data, int64_t days)
{
	struct backup copy = {0};

	clock_pin(DATA_NOON + days * 86400);
	assert_int_equal(backup_make(&data->forum, data->root, NULL, &copy), ERR_OK);
	free(copy.path);
}

static void
old_copies_go_and_the_newest_stays(void **state)
{
	struct data *data = *state;
	char *strange = inside(data, "backups/holiday.db");
	int64_t removed = -1;
	int fd = open(strange, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);

	close(fd);
	make_at(data, 0);
	make_at(data, 20);
	make_at(data, 31);
	assert_int_equal(backup_expire(&data->forum, data->root, &removed), ERR_OK);
	assert_int_equal(removed, 1);
	assert_false(exists(data, "backups/board-20261123-120000.db"));
	assert_true(exists(data, "backups/board-20261213-120000.db"));
	clock_pin(DATA_NOON + 4000 * (int64_t)86400);
	assert_int_equal(backup_expire(&data->forum, data->root, &removed), ERR_OK);
	assert_int_equal(removed, 1);
	assert_true(exists(data, "backups/board-20261224-120000.db"));
	assert_true(exists(data, "backups/holiday.db"));
	free(strange);
}

static void
put_file(struct data *data, const char *name, int64_t at)
{
	const struct timespec times[] = {{.tv_sec = at}, {.tv_sec = at}};
	char *path = inside(data, name);
	int fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);

	assert_true(fd >= 0);
	assert_int_equal(futimens(fd, times), 0);
	close(fd);
	free(path);
}

static void
what_was_never_finished_goes_after_a_day(void **state)
{
	struct data *data = *state;
	int64_t removed = -1;

	make_at(data, 0);
	put_file(data, "backups/unsealed.77.part", DATA_NOON - 86401);
	put_file(data, "backups/unsealed.78.part", DATA_NOON - 60); /* somebody may be at work on it */
	put_file(data, "backups/board-20261123-110000.db.79.part", DATA_NOON - 86401);
	put_file(data, "backups/holiday.part", DATA_NOON - 86401);
	assert_int_equal(backup_expire(&data->forum, data->root, &removed), ERR_OK);
	assert_int_equal(removed, 2);
	assert_false(exists(data, "backups/unsealed.77.part"));
	assert_true(exists(data, "backups/unsealed.78.part"));
	assert_false(exists(data, "backups/board-20261123-110000.db.79.part"));
	assert_true(exists(data, "backups/holiday.part"));
}

static void
copies_before_an_upgrade_go_too_when_the_others_are_elsewhere(void **state)
{
	struct data *data = *state;
	char *elsewhere = inside(data, "elsewhere");
	int64_t removed = -1;

	assert_int_equal(mkdir(elsewhere, 0700), 0);
	make_at(data, 0); /* and makes backups/ */
	free(data->config.backup_directory);
	data->config.backup_directory = elsewhere;
	make_at(data, 1);
	put_file(data, "backups/before-upgrade-20261101-120000.db", DATA_NOON);
	clock_pin(DATA_NOON + 400 * (int64_t)86400);
	assert_int_equal(backup_expire(&data->forum, data->root, &removed), ERR_OK);
	assert_int_equal(removed, 2);
	assert_false(exists(data, "backups/before-upgrade-20261101-120000.db"));
	assert_true(exists(data, "elsewhere/board-20261124-120000.db"));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, data_make, data_remove)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(a_sealed_copy_opens_with_its_key),
	    TEST(no_other_key_opens_it),
	    TEST(a_spoilt_copy_is_refused),
	    TEST(every_length_comes_back),
	    TEST(what_is_no_key_seals_nothing),
	    TEST(old_copies_go_and_the_newest_stays),
	    TEST(what_was_never_finished_goes_after_a_day),
	    TEST(copies_before_an_upgrade_go_too_when_the_others_are_elsewhere),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
