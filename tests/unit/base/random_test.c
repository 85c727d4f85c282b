/*
 * Randomness: even, different every time, and the same every time when a test asks for that.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/random.h"

static void
system_bytes_never_repeat(void **state)
{
	unsigned char a[32], b[32];

	(void)state;
	random_bytes(a, sizeof a);
	random_bytes(b, sizeof b);
	assert_memory_not_equal(a, b, sizeof a);
}

static void
a_seed_gives_the_same_again(void **state)
{
	unsigned char first[3][40], again[40], other[40];

	(void)state;
	random_pin(5);
	for (int k = 0; k < 3; k++)
		random_bytes(first[k], sizeof first[k]);
	assert_memory_not_equal(first[0], first[1], sizeof first[0]);
	random_pin(5);
	for (int k = 0; k < 3; k++) {
		random_bytes(again, sizeof again);
		assert_memory_equal(again, first[k], sizeof again);
	}
	random_pin(6);
	random_bytes(other, sizeof other);
	assert_memory_not_equal(other, first[0], sizeof other);
}

static void
below_stays_below(void **state)
{
	static const uint32_t bounds[] = {2, 3, 7, 1000, 0x80000001u, 0xffffffffu};

	(void)state;
	random_pin(1);
	assert_int_equal(random_below(1), 0);
	for (size_t k = 0; k < sizeof bounds / sizeof *bounds; k++)
		for (int n = 0; n < 1000; n++)
			assert_true(random_below(bounds[k]) < bounds[k]);
}

/* With a fixed seed, so it can't fail by chance: each of 10 within 5 % of its share. */
static void
below_is_even(void **state)
{
	int seen[10] = {0};

	(void)state;
	random_pin(2);
	for (int n = 0; n < 100000; n++)
		seen[random_below(10)]++;
	for (int k = 0; k < 10; k++)
		assert_in_range(seen[k], 9500, 10500);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(system_bytes_never_repeat), /* before anything is pinned */
	    cmocka_unit_test(a_seed_gives_the_same_again),
	    cmocka_unit_test(below_stays_below),
	    cmocka_unit_test(below_is_even),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
