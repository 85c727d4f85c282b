/*
 * Memory that is zeroed, checked for overflow, and an end that restores the terminal first.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <sysexits.h>
#include <unistd.h>

#include "../../support/child.h"
#include "base/mem.h"

static void
memory_is_zeroed_and_never_null(void **state)
{
	static const unsigned char zeros[4096];
	unsigned char *memory = mem_alloc(sizeof zeros);
	int *row = mem_alloc_array(100, sizeof *row);
	void *nothing = mem_alloc(0), *none = mem_alloc_array(0, 8);

	(void)state;
	assert_memory_equal(memory, zeros, sizeof zeros);
	assert_memory_equal(row, zeros, 100 * sizeof *row);
	assert_non_null(nothing);
	assert_non_null(none);
	row[99] = 7;
	row = mem_resize_array(row, 2000, sizeof *row);
	assert_int_equal(row[99], 7);
	row = mem_resize_array(row, 0, sizeof *row);
	assert_non_null(row);
	free(memory);
	free(row);
	free(nothing);
	free(none);
}

static void
copies_are_owned_and_ended(void **state)
{
	const char *original = "left-handed";
	char *copy = mem_copy_string(original), *none = mem_copy_string(NULL);
	char *part = mem_copy_bytes("a\0bc", 3), *words = mem_format("%s %d", "room", 7);

	(void)state;
	assert_string_equal(copy, original);
	assert_ptr_not_equal(copy, original);
	assert_string_equal(none, "");
	assert_memory_equal(part, "a\0b", 4);
	assert_string_equal(words, "room 7");
	free(copy);
	free(none);
	free(part);
	free(words);
}

static int
ask_for_more_than_there_is(void *context)
{
	(void)context;
	free(mem_alloc_array(SIZE_MAX / 2, 4));
	return 0;
}

static int
resize_past_the_end(void *context)
{
	(void)context;
	free(mem_resize_array(NULL, SIZE_MAX / 2, 4));
	return 0;
}

static void
overflow_ends_the_program(void **state)
{
	(void)state;
	assert_int_equal(child_run(ask_for_more_than_there_is, NULL), EX_SOFTWARE);
	assert_int_equal(child_run(resize_past_the_end, NULL), EX_SOFTWARE);
}

static int hook_pipe[2];

static void
tell_the_parent(void)
{
	if (write(hook_pipe[1], "h", 1) != 1)
		_exit(99);
}

static void
fail_in_the_hook(void)
{
	tell_the_parent();
	fatal("again");
}

static int
end_with_hook(void *hook)
{
	fatal_set_hook(*(void (**)(void))hook);
	fatal("why %d", 1);
}

static void
the_hook_runs_once_and_first(void **state)
{
	static void (*const hooks[])(void) = {tell_the_parent, fail_in_the_hook};
	char told[8];

	(void)state;
	for (size_t k = 0; k < 2; k++) {
		void (*hook)(void) = hooks[k];

		assert_int_equal(pipe(hook_pipe), 0);
		assert_int_equal(child_run(end_with_hook, &hook), EX_SOFTWARE);
		close(hook_pipe[1]);
		assert_int_equal(read(hook_pipe[0], told, sizeof told), 1);
		close(hook_pipe[0]);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(memory_is_zeroed_and_never_null),
	    cmocka_unit_test(copies_are_owned_and_ended),
	    cmocka_unit_test(overflow_ends_the_program),
	    cmocka_unit_test(the_hook_runs_once_and_first),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
