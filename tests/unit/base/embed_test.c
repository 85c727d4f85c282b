/*
 * The files inside the program are those of the checkout, byte for byte.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <stdio.h>
#include <sysexits.h>

#include "../../support/child.h"
#include "base/embed.h"
#include "base/mem.h"

static void
each_file_is_what_is_on_disk(void **state)
{
	const struct embedded *file;
	size_t count = 0;

	(void)state;
	for (; (file = embed_at(count)); count++) {
		bool is_theme = !strncmp(file->path, "themes/", 7);
		char *path = mem_format("%s%s", is_theme ? "" : "bbs/", file->path);
		char *copy = mem_alloc(file->bytes + 2);
		FILE *disk = fopen(path, "re");

		assert_non_null(disk); /* run from the top of the checkout */
		assert_int_equal(fread(copy, 1, file->bytes + 1, disk), file->bytes);
		assert_memory_equal(copy, file->data, file->bytes);
		fclose(disk);
		free(copy);
		free(path);
	}
	assert_true(count >= 10);
	assert_null(embed_at(count));
	assert_null(embed_at(SIZE_MAX));
}

static void
files_are_found_by_path(void **state)
{
	static const char *const paths[] = {"store/sql/0001-first.sql", "content/rules.txt", "content/boards.ini",
	    "themes/default.theme"};

	(void)state;
	for (size_t k = 0; k < sizeof paths / sizeof *paths; k++) {
		const struct embedded *file = embed_find(paths[k]);

		assert_non_null(file);
		assert_string_equal(file->path, paths[k]);
		assert_true(file->bytes > 0);
	}
	assert_null(embed_find("content/rules"));
	assert_null(embed_find(""));
	assert_null(embed_find("bbs/content/rules.txt"));
}

static void
paths_are_in_order(void **state)
{
	char *previous = mem_copy_string("");
	const struct embedded *file;

	(void)state;
	for (size_t k = 0; (file = embed_at(k)); k++) {
		assert_true(strcmp(previous, file->path) < 0);
		free(previous);
		previous = mem_copy_string(file->path);
	}
	free(previous);
}

static int
copy_what_is_not_there(void *context)
{
	(void)context;
	free(embed_copy("content/no-such-file.txt"));
	return 0;
}

static void
a_copy_is_a_string(void **state)
{
	char *copy = embed_copy("content/rules.txt");

	(void)state;
	assert_int_equal(strlen(copy), embed_find("content/rules.txt")->bytes);
	free(copy);
	assert_int_equal(child_run(copy_what_is_not_there, NULL), EX_SOFTWARE);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(each_file_is_what_is_on_disk),
	    cmocka_unit_test(files_are_found_by_path),
	    cmocka_unit_test(paths_are_in_order),
	    cmocka_unit_test(a_copy_is_a_string),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
