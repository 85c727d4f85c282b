/*
 * Dates and counts as people say them, in UTC with the present pinned.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <time.h>

#include <cmocka.h>

#include "ui/spoken.h"

enum { NOW = 1780513200, MINUTE = 60, HOUR = 3600, DAY = 86400 }; /* Wednesday 3 June 2026, 19:00 */

static void
says(char *got, const char *wanted)
{
	assert_string_equal(got, wanted);
	free(got);
}

static void
test_hours(void **unused)
{
	(void)unused;
	says(spoken_time(NOW, NOW), "today, 7 in the evening");
	says(spoken_time(NOW - 16 * HOUR, NOW), "today, 3 in the morning");
	says(spoken_time(NOW - 19 * HOUR, NOW), "today, midnight");
	says(spoken_time(NOW - 7 * HOUR, NOW), "today, noon");
	says(spoken_time(NOW - 7 * HOUR + 5 * MINUTE, NOW), "today, 12:05 in the afternoon");
	says(spoken_time(NOW - 19 * HOUR + 20 * MINUTE, NOW), "today, 12:20 at night");
	says(spoken_time(NOW + 4 * HOUR + 30 * MINUTE, NOW), "today, 11:30 at night");
}

static void
test_days(void **unused)
{
	(void)unused;
	says(spoken_day(NOW - 20 * HOUR, NOW), "yesterday");
	says(spoken_day(NOW + 20 * HOUR, NOW), "tomorrow");
	says(spoken_day(NOW - 2 * DAY, NOW), "Monday 1 June");
	says(spoken_day(NOW - 153 * DAY, NOW), "Thursday 1 January");
	says(spoken_day(NOW - 154 * DAY, NOW), "Wednesday 31 December 2025");
	says(spoken_day(NOW + 2 * DAY, NOW), "Friday 5 June"); /* a clock that went back */
}

static void
test_until(void **unused)
{
	(void)unused;
	says(spoken_until(NOW + 2 * HOUR, NOW), "9 tonight");
	says(spoken_until(NOW + 4 * HOUR + 30 * MINUTE, NOW), "11:30 tonight");
	says(spoken_until(NOW - HOUR, NOW), "6 tonight"); /* from 6 on */
	says(spoken_until(NOW - HOUR - MINUTE, NOW), "5:59 in the afternoon");
	says(spoken_until(NOW - 9 * HOUR, NOW), "10 in the morning");
	says(spoken_until(NOW - 7 * HOUR, NOW), "noon");
	says(spoken_until(NOW + 5 * HOUR, NOW), "tomorrow, midnight");
	says(spoken_until(NOW + 15 * HOUR, NOW), "tomorrow, 10 in the morning");
	says(spoken_until(NOW - 20 * HOUR, NOW), "yesterday, 11 at night"); /* it is over */
	says(spoken_until(NOW + 2 * DAY, NOW), "Friday 5 June, 7 in the evening");
}

static void
test_shifts(void **unused)
{
	(void)unused;
	says(spoken_shift(8 * 60, 12 * 60), "from 8 in the morning to noon");
	says(spoken_shift(18 * 60 + 30, 22 * 60), "from 6:30 in the evening to 10 at night");
	says(spoken_shift(22 * 60, 0), "from 10 at night to midnight");
	says(spoken_shift(21 * 60, 24 * 60), "from 9 in the evening to midnight");
	says(spoken_shift(0, 9 * 60 + 5), "from midnight to 9:05 in the morning");
	assert_string_equal(spoken_weekday(1), "Monday");
	assert_string_equal(spoken_weekday(7), "Sunday");
}

static void
test_counts(void **unused)
{
	(void)unused;
	says(spoken_wait(1), "1 second");
	says(spoken_wait(59), "59 seconds");
	says(spoken_wait(61), "2 minutes");
	says(spoken_age(59 * DAY), "59 days");
	says(spoken_age(61 * DAY), "2 months");
	says(spoken_age(125 * DAY), "4 months");
	says(spoken_age(700 * DAY), "23 months");
	says(spoken_age(731 * DAY), "2 years");
	says(spoken_unread(1), "1 new");
	says(spoken_unread(99), "99 new");
	says(spoken_unread(100), "99+ new");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_hours),
	    cmocka_unit_test(test_days),
	    cmocka_unit_test(test_until),
	    cmocka_unit_test(test_shifts),
	    cmocka_unit_test(test_counts),
	};

	setenv("TZ", "UTC", 1);
	tzset();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
