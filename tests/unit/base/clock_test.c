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
#include "base/sandbox.h"

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

/* --- zones --- */

enum { SUMMER = 1780513200, WINTER = 1767636000 }; /* 3 June 2026 19:00 UTC, 5 January 2026 18:00 UTC */

static int
hour_of(int64_t at)
{
	time_t t = (time_t)at;
	struct tm tm;

	localtime_r(&t, &tm);
	return tm.tm_hour;
}

static void
zones_are_known_by_name_only(void **state)
{
	static const char *const none[] = {"", "Europe/Nowhere", "../../etc/passwd",
	    "/usr/share/zoneinfo/Europe/London", "Europe/../Europe/London", "Europe", "Europe/", "/Europe/London",
	    "Europe//London", "tzdata.zi", "zone.tab", "Europe/London\n", "Europe/Lond on", ":Europe/London",
	    "GMT0BST,M3.5.0/1,M10.5.0", "Europe/Londonnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn"};

	(void)state;
	assert_true(clock_zone_is_known("Europe/London"));
	assert_true(clock_zone_is_known("Europe/Warsaw"));
	assert_true(clock_zone_is_known("UTC"));
	assert_true(clock_zone_is_known("Etc/GMT+5"));
	assert_true(clock_zone_is_known("America/Port-au-Prince"));
	for (size_t k = 0; k < sizeof none / sizeof *none; k++)
		assert_false(clock_zone_is_known(none[k]));
}

/* Each in a process of its own: a zone is the process's. */
static int
with_zones(void *unused)
{
	(void)unused;
	setenv("TZ", "Asia/Tokyo", 1);
	tzset();
	if (hour_of(SUMMER) != 4 || clock_use_zone("Europe/London") != ERR_OK)
		return 1;
	if (hour_of(SUMMER) != 20 || hour_of(WINTER) != 18)
		return 2;
	if (clock_use_zone("Europe/Nowhere") != ERR_NOT_FOUND || hour_of(SUMMER) != 20)
		return 3;
	if (clock_use_zone("") != ERR_OK || hour_of(SUMMER) != 4)
		return 4;
	if (clock_set_home_zone("Europe/Warsaw") != ERR_OK || hour_of(SUMMER) != 21 || hour_of(WINTER) != 19)
		return 5;
	if (clock_use_zone("Europe/London") != ERR_OK || clock_use_zone("") != ERR_OK || hour_of(SUMMER) != 21)
		return 6;
	if (clock_set_home_zone("../../etc/passwd") != ERR_NOT_FOUND || hour_of(SUMMER) != 21)
		return 7;
	return clock_set_home_zone("") == ERR_OK && hour_of(SUMMER) == 4 ? 0 : 8;
}

static int
with_zones_in_sandbox(void *unused)
{
	if (sandbox_init() != ERR_OK || sandbox_enter(SANDBOX_SESSION, NULL, NULL) != ERR_OK)
		return 100;
	return with_zones(unused);
}

static int64_t
moment(int month, int day, int64_t minutes)
{
	struct tm tm = {.tm_year = 126, .tm_mon = month - 1, .tm_mday = day};

	return clock_moment(&tm, minutes);
}

/* Clocks go forward on 29 March 2026 at 1 in London, and back on 25 October at 2. */
static int
with_moments(void *zone)
{
	enum { MARCH_29 = 1774742400, OCTOBER_25 = 1792886400, DAY = 86400 };

	if (clock_set_home_zone(zone) != ERR_OK || clock_use_zone("Asia/Tokyo") != ERR_OK)
		return 1;
	clock_begin_home();
	if (moment(3, 29, 30) != MARCH_29 + 1800 || moment(3, 29, 120) != MARCH_29 + 3600)
		return 2;
	if (moment(3, 29, 90) != MARCH_29 + 5400) /* there is none: half past two */
		return 3;
	if (moment(10, 25, 90) != OCTOBER_25 + 1800) /* there are two: the first */
		return 4;
	if (moment(10, 24, 24 * 60 + 180) != OCTOBER_25 + 3 * 3600 || moment(10, 31 + 25, 0) != OCTOBER_25 + 31 * DAY)
		return 5;
	clock_end_home();
	return hour_of(SUMMER) == 4 ? 0 : 6;
}

static void
moments_of_the_boards_clock(void **state)
{
	(void)state;
	assert_int_equal(child_run(with_moments, (char[]){"Europe/London"}), 0);
	assert_int_equal(child_run(with_moments, (char[]){"Europe/Dublin"}),
	    0); /* winter is its summer time, turned round */
}

static int
with_no_zone_of_the_machine(void *unused)
{
	(void)unused;
	unsetenv("TZ");
	tzset();
	if (clock_use_zone("Asia/Tokyo") != ERR_OK || hour_of(SUMMER) != 4)
		return 1;
	return clock_use_zone("") == ERR_OK && !getenv("TZ") ? 0 : 2;
}

static void
zones_change_what_the_clock_shows(void **state)
{
	(void)state;
	assert_int_equal(child_run(with_zones, NULL), 0);
	assert_int_equal(child_run(with_zones_in_sandbox, NULL), 0);
	assert_int_equal(child_run(with_no_zone_of_the_machine, NULL), 0);
}

int
main(void)
{
	/* clocks can't be let go again, so those that need them going come first */
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(clocks_go),
	    cmocka_unit_test(environment_pins_the_wall_clock),
	    cmocka_unit_test(pinned_clocks_stand_still),
	    cmocka_unit_test(zones_are_known_by_name_only),
	    cmocka_unit_test(zones_change_what_the_clock_shows),
	    cmocka_unit_test(moments_of_the_boards_clock),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
