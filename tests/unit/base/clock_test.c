/*
 * The two clocks, and how they are held still.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>
#include <time.h>

#include "../../support/child.h"
#include "base/clock.h"

static int
real_clocks(void *context)
{
	int64_t before = time(NULL), now = clock_now(), first = clock_monotonic_ms();

	(void)context;
	if (now < before || now > time(NULL))
		return 1;
	while (clock_monotonic_ms() == first)
		continue;
	return clock_monotonic_ms() > first ? 0 : 2;
}

static void
clocks_go(void **state)
{
	(void)state;
	assert_int_equal(child_run(real_clocks, NULL), 0);
}

static void
pinned_clocks_stand_still(void **state)
{
	(void)state;
	clock_pin(1000);
	assert_int_equal(clock_now(), 1000);
	assert_int_equal(clock_monotonic_ms(), 0);
	clock_advance_ms(999);
	assert_int_equal(clock_now(), 1000);
	assert_int_equal(clock_monotonic_ms(), 999);
	clock_advance_ms(1);
	assert_int_equal(clock_now(), 1001);
	for (int k = 0; k < 10; k++)
		clock_advance_ms(350);
	assert_int_equal(clock_now(), 1004);
	assert_int_equal(clock_monotonic_ms(), 4500);
	clock_pin(5);
	assert_int_equal(clock_now(), 5);
	assert_int_equal(clock_monotonic_ms(), 0);
}

/* 0: the wall clock is pinned to 1234, the monotonic goes on; 1: it is the real time; 2: neither. */
static int
with_environment(void *context)
{
	const char *value = context;
	int64_t first = clock_monotonic_ms();

	if (value)
		setenv("BBS_CLOCK", value, 1);
	else
		unsetenv("BBS_CLOCK");
	clock_init_from_environment();
	while (clock_monotonic_ms() == first)
		continue;
	return clock_now() == 1234 ? 0 : clock_now() - time(NULL) > -2 ? 1 : 2;
}

static void
environment_pins_the_wall_clock(void **state)
{
	static const char *const ignored[] = {NULL, "", "noon", "1234x", "99999999999999999999", "1234 5"};

	(void)state;
	assert_int_equal(child_run(with_environment, (void *)(uintptr_t) "1234"), 0);
	for (size_t k = 0; k < sizeof ignored / sizeof *ignored; k++)
		assert_int_equal(child_run(with_environment, (void *)(uintptr_t)ignored[k]), 1);
}

int
main(void)
{
	/* clocks can't be let go again, so those that need them going come first */
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(clocks_go),
	    cmocka_unit_test(environment_pins_the_wall_clock),
	    cmocka_unit_test(pinned_clocks_stand_still),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
