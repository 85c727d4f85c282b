/*
 * The growing string, against a plain array that does the same.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <sysexits.h>

#include "../../support/child.h"
#include "base/random.h"
#include "base/str.h"

enum { STEPS = 20000, MOST = 3000 };

static void
empty_string_owns_nothing(void **state)
{
	struct str s;
	char *taken;

	(void)state;
	str_init(&s);
	assert_string_equal(s.text, "");
	assert_int_equal(s.bytes, 0);
	assert_int_equal(s.capacity, 0);
	str_add(&s, "");
	str_add_bytes(&s, NULL, 0);
	str_cut(&s, 0);
	str_remove(&s, 0, 0);
	assert_int_equal(s.capacity, 0);
	taken = str_take(&s);
	assert_string_equal(taken, "");
	free(taken);
	str_clear(&s);
	str_clear(&s);
}

static void
pieces_come_together(void **state)
{
	struct str s;

	(void)state;
	str_init(&s);
	str_add(&s, "tea");
	str_add_char(&s, ' ');
	str_add_format(&s, "%d %s", 2, "sugars");
	assert_string_equal(s.text, "tea 2 sugars");
	str_insert(&s, 4, "with ", 5);
	assert_string_equal(s.text, "tea with 2 sugars");
	str_insert(&s, 0, "A ", 2);
	str_insert(&s, s.bytes, "!", 1);
	assert_string_equal(s.text, "A tea with 2 sugars!");
	str_remove(&s, 0, 2);
	str_remove(&s, s.bytes - 1, 1);
	str_remove(&s, 3, 5);
	assert_string_equal(s.text, "tea 2 sugars");
	str_cut(&s, 3);
	assert_string_equal(s.text, "tea");
	assert_int_equal(s.bytes, 3);
	str_cut(&s, 50);
	assert_string_equal(s.text, "tea");
	str_clear(&s);
}

static void
any_byte_is_kept(void **state)
{
	struct str s;

	(void)state;
	str_init(&s);
	str_add_bytes(&s, "a\0b", 3);
	str_add_char(&s, '\0');
	assert_int_equal(s.bytes, 4);
	assert_memory_equal(s.text, "a\0b\0", 5);
	str_clear(&s);
}

static void
reserved_memory_does_not_move(void **state)
{
	struct str s;
	char *before;

	(void)state;
	for (size_t bytes = 0; bytes < 200; bytes++) {
		str_init(&s);
		str_reserve(&s, bytes);
		before = s.text;
		for (size_t k = 0; k < bytes; k++)
			str_add_char(&s, 'x');
		assert_ptr_equal(s.text, before);
		assert_int_equal(strlen(s.text), bytes);
		str_clear(&s);
	}
}

static void
a_secret_grows_by_moving_whole(void **state)
{
	struct str s;

	(void)state;
	str_init(&s);
	for (int k = 0; k < 500; k++) {
		size_t capacity = s.capacity;

		str_reserve_wiped(&s, s.bytes + 1);
		assert_true(s.capacity >= capacity);
		str_add_char(&s, (char)('a' + k % 26));
		assert_int_equal(s.bytes, k + 1);
		assert_int_equal(s.text[k], 'a' + k % 26);
		assert_int_equal(s.text[0], 'a');
	}
	str_clear(&s);
}

static void
taken_string_is_the_callers(void **state)
{
	struct str s;
	char *taken;

	(void)state;
	str_init(&s);
	str_add(&s, "mine");
	taken = str_take(&s);
	str_add(&s, "next");
	assert_string_equal(taken, "mine");
	assert_string_equal(s.text, "next");
	free(taken);
	str_clear(&s);
}

/* The same thousands of random edits on a string and on an array. */
static void
edits_agree_with_an_array(void **state)
{
	char model[MOST + 100], piece[50];
	size_t bytes = 0;
	struct str s;

	(void)state;
	random_pin(7);
	str_init(&s);
	for (int step = 0; step < STEPS; step++) {
		size_t at = random_below((uint32_t)bytes + 1);
		size_t count = random_below(sizeof piece);

		random_bytes(piece, sizeof piece);
		if (random_below(2) && bytes + count <= MOST) {
			memmove(model + at + count, model + at, bytes - at);
			memcpy(model + at, piece, count);
			bytes += count;
			str_insert(&s, at, piece, count);
		} else if (random_below(20)) {
			count = count < bytes - at ? count : bytes - at;
			memmove(model + at, model + at + count, bytes - at - count);
			bytes -= count;
			str_remove(&s, at, count);
		} else {
			bytes = at;
			str_cut(&s, at);
		}
		assert_int_equal(s.bytes, bytes);
		assert_memory_equal(s.text, model, bytes);
		assert_int_equal(s.text[bytes], '\0');
	}
	str_clear(&s);
}

static int
insert_past_the_end(void *context)
{
	struct str s;

	(void)context;
	str_init(&s);
	str_add(&s, "abc");
	str_insert(&s, 4, "x", 1);
	return 0;
}

static int
remove_too_much(void *context)
{
	struct str s;

	(void)context;
	str_init(&s);
	str_add(&s, "abc");
	str_remove(&s, 2, SIZE_MAX);
	return 0;
}

static int
add_too_much(void *context)
{
	struct str s;

	(void)context;
	str_init(&s);
	str_add_bytes(&s, "abc", SIZE_MAX - 1);
	return 0;
}

static void
a_bug_ends_the_program(void **state)
{
	(void)state;
	assert_int_equal(child_run(insert_past_the_end, NULL), EX_SOFTWARE);
	assert_int_equal(child_run(remove_too_much, NULL), EX_SOFTWARE);
	assert_int_equal(child_run(add_too_much, NULL), EX_SOFTWARE);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(empty_string_owns_nothing),
	    cmocka_unit_test(pieces_come_together),
	    cmocka_unit_test(any_byte_is_kept),
	    cmocka_unit_test(reserved_memory_does_not_move),
	    cmocka_unit_test(a_secret_grows_by_moving_whole),
	    cmocka_unit_test(taken_string_is_the_callers),
	    cmocka_unit_test(edits_agree_with_an_array),
	    cmocka_unit_test(a_bug_ends_the_program),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
