/*
 * The rota: times as they are typed, who may say when they are here, and whose turn it is: past midnight, past the year's
 * end, and when clocks go forward and back.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "../../support/data.h"
#include "base/clock.h"
#include "forum/account.h"
#include "forum/rota.h"
#include "store/members.h"

enum { HOUR = 3600, DAY = 24 * HOUR, MONDAY = 1, SUNDAY = 7 };

/* A moment in UTC. */
static int64_t
utc(int year, int month, int day, int hour, int minute)
{
	struct tm tm = {.tm_year = year - 1900, .tm_mon = month - 1, .tm_mday = day, .tm_hour = hour, .tm_min = minute};

	return (int64_t)timegm(&tm);
}

static void
add(struct data *data, const struct actor *who, int64_t weekday, int64_t starts, int64_t ends)
{
	int64_t id;

	assert_int_equal(rota_add(&data->forum, who, weekday, starts, ends, &id), ERR_OK);
}

static void
times_are_read_as_people_type_them(void **state)
{
	static const struct {
		const char *text;
		int minutes;
	} some[] = {
	    {"9", 540},
	    {"09", 540},
	    {" 9 ", 540},
	    {"9:30", 570},
	    {"9.30", 570},
	    {"21", 1260},
	    {"21:05", 1265},
	    {"9pm", 1260},
	    {"9 pm", 1260},
	    {"9:30 PM", 1290},
	    {"12am", 0},
	    {"12 pm", 720},
	    {"noon", 720},
	    {"Midnight", 0},
	    {"0", 0},
	    {"00:00", 0},
	    {"24", 0},
	    {"24:00", 0},
	    {"23:59", 1439},
	    {"8 a.m.", 480},
	    {"", -1},
	    {" ", -1},
	    {"25", -1},
	    {"24:01", -1},
	    {"9:60", -1},
	    {"9:5", -1},
	    {"9:", -1},
	    {":30", -1},
	    {"-1", -1},
	    {"9-10", -1},
	    {"nine", -1},
	    {"13pm", -1},
	    {"0am", -1},
	    {"9:301", -1},
	    {"123", -1},
	    {"9 o'clock", -1},
	    {"99999999999999999999999999999999999999", -1},
	    {"9\xff", -1},
	};

	(void)state;
	for (size_t k = 0; k < sizeof some / sizeof *some; k++)
		if (rota_read_time(some[k].text) != some[k].minutes)
			fail_msg("\"%s\" is %d", some[k].text, rota_read_time(some[k].text));
}

static void
only_the_team_is_on_the_rota(void **state)
{
	struct data *data = *state;
	struct actor greeter = data_member(data, "greeter-here", ACTOR_GREETER);
	struct actor other = data_member(data, "other-here", ACTOR_MODERATOR);
	struct actor member = data_member(data, "ann-here", ACTOR_REGULAR), guest = {0};
	struct shift_list list = {0};
	int64_t id = 0, more;

	assert_int_equal(rota_add(&data->forum, &member, 1, 540, 600, &id), ERR_DENIED);
	assert_int_equal(rota_add(&data->forum, &guest, 1, 540, 600, &id), ERR_DENIED);
	assert_int_equal(rota_list(&data->forum, &member, &list), ERR_DENIED);
	assert_int_equal(rota_add(&data->forum, &greeter, 0, 540, 600, &id), ERR_INVALID);
	assert_int_equal(rota_add(&data->forum, &greeter, 8, 540, 600, &id), ERR_INVALID);
	assert_int_equal(rota_add(&data->forum, &greeter, 1, 540, 540, &id), ERR_INVALID);
	assert_int_equal(rota_add(&data->forum, &greeter, 1, -1, 540, &id), ERR_INVALID);
	assert_int_equal(rota_add(&data->forum, &greeter, 1, 540, 1440, &id), ERR_INVALID);
	assert_int_equal(rota_add(&data->forum, &greeter, 1, 540, 600, &id), ERR_OK);
	assert_int_equal(rota_add(&data->forum, &greeter, 1, 540, 600, &more), ERR_TAKEN);
	assert_int_equal(rota_list(&data->forum, &other, &list), ERR_OK);
	assert_int_equal(list.count, 1);
	assert_string_equal(list.rows[0].member_name, "greeter-here");
	shift_list_clear(&list);
	assert_int_equal(rota_remove(&data->forum, &other, id), ERR_NOT_FOUND); /* it is not theirs */
	assert_int_equal(rota_remove(&data->forum, &greeter, id), ERR_OK);
	assert_int_equal(rota_remove(&data->forum, &greeter, id), ERR_NOT_FOUND);
}

static void
nobody_fills_the_rota(void **state)
{
	struct data *data = *state;
	struct actor greeter = data_member(data, "greeter-here", ACTOR_GREETER);
	int64_t id;

	for (int k = 0; k < ROTA_MINE_MOST; k++)
		add(data, &greeter, 1 + k % 7, k, 600);
	assert_int_equal(rota_add(&data->forum, &greeter, 1, 700, 800, &id), ERR_TOO_LONG);
}

static void
the_operator_can_too(void **state)
{
	struct data *data = *state;
	int64_t id;

	data_member(data, "greeter-here", ACTOR_GREETER);
	data_member(data, "ann-here", ACTOR_MEMBER);
	assert_int_equal(rota_add_for(&data->forum, "nobody-here", 1, 1, 2, &id), ERR_NOT_FOUND);
	assert_int_equal(rota_add_for(&data->forum, "ann-here", 1, 1, 2, &id), ERR_DENIED);
	assert_int_equal(rota_add_for(&data->forum, "greeter-here", 9, 1, 2, &id), ERR_INVALID);
	assert_int_equal(rota_add_for(&data->forum, "greeter-here", 1, 1, 2, &id), ERR_OK);
	assert_int_equal(data_count(data, "SELECT count(*) FROM audit WHERE action = 'rota-add'"), 1);
	assert_int_equal(rota_remove_any(&data->forum, id), ERR_OK);
	assert_int_equal(rota_remove_any(&data->forum, id), ERR_NOT_FOUND);
	assert_int_equal(data_count(data, "SELECT count(*) FROM audit WHERE action = 'rota-remove'"), 1);
}

/* DATA_NOON is a Monday in November: UTC and London are the same. */
static void
the_first_turn_is_found(void **state)
{
	struct data *data = *state;
	struct actor greeter = data_member(data, "greeter-here", ACTOR_GREETER);
	struct actor second = data_member(data, "second-here", ACTOR_GUIDE);
	struct turn turn;

	assert_int_equal(rota_find(&data->forum, CAP_GREET, DATA_NOON, 12 * HOUR, 1800, &turn), ERR_NOT_FOUND);
	add(data, &greeter, MONDAY, 19 * 60, 21 * 60);
	assert_int_equal(rota_find(&data->forum, CAP_GREET, DATA_NOON, 12 * HOUR, 1800, &turn), ERR_OK);
	assert_int_equal(turn.member, greeter.member);
	assert_int_equal(turn.starts_at, DATA_NOON + 7 * HOUR);
	assert_int_equal(turn.ends_at, DATA_NOON + 9 * HOUR);
	assert_int_equal(rota_find(&data->forum, CAP_GREET, DATA_NOON, 7 * HOUR, 1800, &turn), ERR_OK);
	assert_int_equal(rota_find(&data->forum, CAP_GREET, DATA_NOON, 7 * HOUR - 1, 1800, &turn), ERR_NOT_FOUND);
	assert_int_equal(rota_find(&data->forum, CAP_DESK, DATA_NOON, 12 * HOUR, 1800, &turn), ERR_NOT_FOUND);
	/* on now, until half an hour before the end */
	assert_int_equal(rota_find(&data->forum, CAP_GREET, DATA_NOON + 8 * HOUR + 1800, 0, 1800, &turn), ERR_OK);
	assert_int_equal(rota_find(&data->forum, CAP_GREET, DATA_NOON + 8 * HOUR + 1801, 0, 1800, &turn),
	    ERR_NOT_FOUND);
	/* of two that are on, the one that ends last */
	add(data, &second, MONDAY, 18 * 60, 22 * 60);
	assert_int_equal(rota_find(&data->forum, CAP_GREET, DATA_NOON + 8 * HOUR, 0, 1800, &turn), ERR_OK);
	assert_int_equal(turn.member, second.member);
	assert_int_equal(rota_find(&data->forum, CAP_GREET, DATA_NOON, 12 * HOUR, 1800, &turn), ERR_OK);
	assert_int_equal(turn.starts_at, DATA_NOON + 6 * HOUR);
}

/* Each thing that takes somebody away, and back. */
static void
who_is_away_covers_nothing(void **state)
{
	struct data *data = *state;
	struct actor greeter = data_member(data, "greeter-here", ACTOR_GREETER);
	struct turn turn;

	add(data, &greeter, MONDAY, 11 * 60, 21 * 60);
#define WITH(what) \
	assert_int_equal(db_begin(data->forum.db), ERR_OK); \
	assert_int_equal(db_script(data->forum.db, "UPDATE member SET " what), ERR_OK); \
	assert_int_equal(db_commit(data->forum.db), ERR_OK)
#define IS(err) assert_int_equal(rota_find(&data->forum, CAP_GREET, DATA_NOON, 12 * HOUR, 1800, &turn), err)
	IS(ERR_OK);
	WITH("paused_until = 1795435201");
	IS(ERR_NOT_FOUND);
	WITH("paused_until = 1795435200");
	IS(ERR_OK);
	WITH("break_until = 1795435201");
	IS(ERR_NOT_FOUND);
	WITH("break_until = 0, is_closed = 1");
	IS(ERR_NOT_FOUND);
	WITH("is_closed = 0, leaving_at = 5");
	IS(ERR_NOT_FOUND);
	WITH("leaving_at = 0, role = 'regular'");
	IS(ERR_NOT_FOUND);
	WITH("role = 'lead'");
	IS(ERR_OK);
}

static void
a_night_goes_past_midnight_and_the_year(void **state)
{
	struct data *data = *state;
	struct actor greeter = data_member(data, "greeter-here", ACTOR_GREETER);
	int64_t now = utc(2027, 1, 1, 1, 0); /* a Friday */
	struct turn turn;

	add(data, &greeter, 4, 22 * 60, 6 * 60); /* Thursday night */
	assert_int_equal(rota_find(&data->forum, CAP_GREET, now, 12 * HOUR, 1800, &turn), ERR_OK);
	assert_int_equal(turn.starts_at, utc(2026, 12, 31, 22, 0));
	assert_int_equal(turn.ends_at, utc(2027, 1, 1, 6, 0));
	assert_int_equal(rota_find(&data->forum, CAP_GREET, utc(2027, 1, 1, 6, 0), 12 * HOUR, 1800, &turn),
	    ERR_NOT_FOUND);
	/* Sunday night into Monday: the week goes round */
	add(data, &greeter, SUNDAY, 23 * 60, 60);
	assert_int_equal(rota_find(&data->forum, CAP_GREET, utc(2027, 1, 4, 0, 10), 0, 1800, &turn), ERR_OK);
	assert_int_equal(turn.ends_at, utc(2027, 1, 4, 1, 0));
	/* the 29th of February */
	add(data, &greeter, 2, 0, 60);
	assert_int_equal(rota_find(&data->forum, CAP_GREET, utc(2028, 2, 28, 23, 0), 12 * HOUR, 1800, &turn), ERR_OK);
	assert_int_equal(turn.starts_at, utc(2028, 2, 29, 0, 0));
}

static void
the_next_one_is_up_to_a_week_away(void **state)
{
	struct data *data = *state;
	struct actor moderator = data_member(data, "night-here", ACTOR_MODERATOR);
	struct turn turn;
	int64_t on[4];
	size_t count = 9;

	assert_int_equal(rota_find_next(&data->forum, CAP_DESK, DATA_NOON, &turn), ERR_NOT_FOUND);
	add(data, &moderator, MONDAY, 11 * 60, 13 * 60);
	assert_int_equal(rota_find_next(&data->forum, CAP_DESK, DATA_NOON, &turn), ERR_OK);
	assert_int_equal(turn.starts_at, DATA_NOON + 7 * DAY - HOUR); /* the one that is on is not the next */
	assert_int_equal(rota_on_now(&data->forum, CAP_DESK, DATA_NOON, on, 4, &count), ERR_OK);
	assert_int_equal(count, 1);
	assert_int_equal(on[0], moderator.member);
	assert_int_equal(rota_on_now(&data->forum, CAP_DESK, DATA_NOON + HOUR, on, 4, &count), ERR_OK);
	assert_int_equal(count, 0); /* it has just ended */
	add(data, &moderator, MONDAY, 10 * 60, 13 * 60);
	assert_int_equal(rota_on_now(&data->forum, CAP_DESK, DATA_NOON, on, 4, &count), ERR_OK);
	assert_int_equal(count, 1); /* once */
}

/* In London clocks went forward on 29 March 2026 at 1, and go back on 25 October 2026 at 2. Both are Sundays. */
static void
clocks_are_moved(void **state)
{
	struct data *data = *state;
	struct actor greeter = data_member(data, "greeter-here", ACTOR_GREETER);
	struct turn turn;

	assert_int_equal(clock_set_home_zone("Europe/London"), ERR_OK);
	assert_int_equal(clock_use_zone("Asia/Tokyo"), ERR_OK); /* the visitor's own does not matter */
	add(data, &greeter, 6, 23 * 60, 7 * 60);
	assert_int_equal(rota_find(&data->forum, CAP_GREET, utc(2026, 3, 28, 22, 0), 12 * HOUR, 1800, &turn), ERR_OK);
	assert_int_equal(turn.starts_at, utc(2026, 3, 28, 23, 0));
	assert_int_equal(turn.ends_at, utc(2026, 3, 29, 6, 0)); /* seven hours */
	assert_int_equal(rota_find(&data->forum, CAP_GREET, utc(2026, 10, 24, 22, 0), 12 * HOUR, 1800, &turn), ERR_OK);
	assert_int_equal(turn.starts_at, utc(2026, 10, 24, 22, 0));
	assert_int_equal(turn.ends_at, utc(2026, 10, 25, 7, 0)); /* nine */
	/* half past one on those nights: there is none, and there are two */
	add(data, &greeter, SUNDAY, 90, 5 * 60);
	assert_int_equal(rota_find(&data->forum, CAP_GREET, utc(2026, 3, 29, 6, 30), 0, 1800, &turn), ERR_NOT_FOUND);
	assert_int_equal(rota_find(&data->forum, CAP_GREET, utc(2026, 3, 29, 3, 0), 0, 1800, &turn), ERR_OK);
	assert_int_equal(rota_remove_any(&data->forum, 1), ERR_OK);
	assert_int_equal(rota_find(&data->forum, CAP_GREET, utc(2026, 3, 29, 0, 0), 12 * HOUR, 1800, &turn), ERR_OK);
	assert_int_equal(turn.starts_at, utc(2026, 3, 29, 1, 30)); /* half past two by then */
	assert_int_equal(rota_find(&data->forum, CAP_GREET, utc(2026, 10, 25, 0, 0), 12 * HOUR, 1800, &turn), ERR_OK);
	assert_int_equal(turn.starts_at, utc(2026, 10, 25, 0, 30)); /* the first of the two */
	add(data, &greeter, SUNDAY, 70, 2 * 60);                    /* a time that this night has not got */
	assert_int_equal(rota_find(&data->forum, CAP_GREET, utc(2026, 3, 29, 0, 50), 0, 60, &turn), ERR_NOT_FOUND);
	assert_int_equal(clock_set_home_zone(""), ERR_OK);
}

static int
data_make_in_utc(void **state)
{
	setenv("TZ", "UTC", 1);
	tzset();
	return data_make(state);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(times_are_read_as_people_type_them),
	    cmocka_unit_test_setup_teardown(only_the_team_is_on_the_rota, data_make_in_utc, data_remove),
	    cmocka_unit_test_setup_teardown(nobody_fills_the_rota, data_make_in_utc, data_remove),
	    cmocka_unit_test_setup_teardown(the_operator_can_too, data_make_in_utc, data_remove),
	    cmocka_unit_test_setup_teardown(the_first_turn_is_found, data_make_in_utc, data_remove),
	    cmocka_unit_test_setup_teardown(who_is_away_covers_nothing, data_make_in_utc, data_remove),
	    cmocka_unit_test_setup_teardown(a_night_goes_past_midnight_and_the_year, data_make_in_utc, data_remove),
	    cmocka_unit_test_setup_teardown(the_next_one_is_up_to_a_week_away, data_make_in_utc, data_remove),
	    cmocka_unit_test_setup_teardown(clocks_are_moved, data_make_in_utc, data_remove),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
