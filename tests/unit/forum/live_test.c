/*
 * Who is here: a number over several sessions, leases that end, a moderator on shift; and a file that somebody has
 * spoilt.
 */
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "../../support/child.h"
#include "../../support/data.h"
#include "base/clock.h"
#include "base/random.h"
#include "forum/live.h"
#include "forum/rota.h"

static const struct actor guest = {.role = ACTOR_GUEST};

/* Another session on the same board. */
static struct forum
session(struct data *data, const struct actor *who)
{
	struct forum forum = {0};

	assert_int_equal(forum_open(data->root, &data->config, &forum), ERR_OK);
	live_stamp(&forum, who);
	return forum;
}

static void
people_are_counted(void **state)
{
	struct data *data = *state;
	struct actor ann = data_member(data, "ann-here", ACTOR_MEMBER);
	struct forum first, second, third, fourth;
	struct stat st;
	char path[160];

	assert_int_equal(live_count(&data->forum), 0);
	first = session(data, &ann);
	second = session(data, &guest);
	third = session(data, &guest);
	assert_int_equal(live_count(&data->forum), 3);
	fourth = session(data, &ann); /* twice the same member */
	assert_int_equal(live_count(&data->forum), 3);
	forum_close(&second);
	assert_int_equal(live_count(&data->forum), 2);
	second = session(data, &guest); /* where there was an empty place */
	assert_int_equal(live_count(&first), 3);
	data_path(data, "db/here", path, sizeof path);
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	assert_int_equal(st.st_size, 4 * 32);
	forum_close(&first);
	forum_close(&second);
	forum_close(&third);
	forum_close(&fourth);
	assert_int_equal(live_count(&data->forum), 0);
}

static int
comes_and_is_killed(void *root)
{
	struct config config;
	struct forum forum = {0};

	config_init(&config);
	if (forum_open(root, &config, &forum) != ERR_OK)
		return 1;
	live_stamp(&forum, &guest);
	_exit(live_count(&forum) == 2 ? 0 : 2); /* nothing is tidied up */
}

static void
who_was_killed_is_gone_in_the_end(void **state)
{
	struct data *data = *state;
	struct forum other = session(data, &guest);

	assert_int_equal(child_run(comes_and_is_killed, data->root), 0);
	assert_int_equal(live_count(&other), 2);
	clock_advance_ms((LIVE_S - 1) * 1000);
	live_stamp(&other, &guest);
	assert_int_equal(live_count(&other), 2);
	clock_advance_ms(1000);
	assert_int_equal(live_count(&other), 1);
	clock_advance_ms(LIVE_S * 1000);
	assert_int_equal(live_count(&other), 0); /* nobody does anything */
	live_stamp(&other, &guest);
	assert_int_equal(live_count(&other), 1);
	forum_close(&other);
}

/* The wall clock is set; the time since the machine began starts again. */
static void
clocks_that_jump_only_make_people_go(void **state)
{
	struct data *data = *state;
	struct forum other;

	clock_advance_ms(60 * 60 * 1000);
	other = session(data, &guest);
	assert_int_equal(live_count(&data->forum), 1);
	clock_pin(DATA_NOON + 3600); /* the same hour, but the machine was started again */
	assert_int_equal(live_count(&data->forum), 0);
	live_stamp(&other, &guest); /* a key: here again, though less than before by that clock */
	assert_int_equal(live_count(&data->forum), 1);
	clock_pin(DATA_NOON - 86400);
	assert_int_equal(live_count(&data->forum), 0);
	clock_pin(DATA_NOON + 86400);
	assert_int_equal(live_count(&data->forum), 0);
	forum_close(&other);
}

/* At most once a second, but at once for somebody else. */
static void
keys_are_cheap(void **state)
{
	struct data *data = *state;
	struct actor ann = data_member(data, "ann-here", ACTOR_MEMBER);
	struct forum one = session(data, &ann);

	clock_advance_ms(999);
	live_stamp(&one, &ann); /* nothing is written */
	clock_advance_ms(LIVE_S * 1000 - 999);
	assert_int_equal(live_count(&one), 0);
	live_stamp(&one, &guest);
	clock_advance_ms(500);
	live_stamp(&one, &ann); /* signed in on the screen */
	clock_advance_ms(LIVE_S * 1000 - 1000);
	assert_int_equal(live_count(&one), 1);
	forum_close(&one);
}

static void
spoil(const char *path, const void *bytes, size_t count)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);

	assert_true(fd >= 0);
	assert_int_equal(write(fd, bytes, count), count);
	close(fd);
}

static void
a_spoilt_file_does_no_harm(void **state)
{
	struct data *data = *state;
	static unsigned char noise[200 * 1024 + 7];
	struct forum one = session(data, &guest);
	char path[160];

	data_path(data, "db/here", path, sizeof path);
	for (size_t bytes = 0; bytes < 70; bytes++) { /* cut short under somebody's feet */
		assert_int_equal(truncate(path, (off_t)bytes), 0);
		assert_in_range(live_count(&one), 0, 1);
	}
	for (int round = 0; round < 20; round++) {
		random_bytes(noise, sizeof noise);
		spoil(path, noise, sizeof noise);
		assert_in_range(live_count(&one), 0, LIVE_MOST);
		clock_advance_ms(2000);
		live_stamp(&one, &guest);
		assert_in_range(live_count(&one), 1, LIVE_MOST);
		assert_false(live_has_moderator(&one));
	}
	memset(noise, 0xff, sizeof noise);
	spoil(path, noise, sizeof noise);
	assert_int_equal(live_count(&one), 0);
	spoil(path, "", 0);
	assert_int_equal(live_count(&one), 0);
	clock_advance_ms(2000);
	live_stamp(&one, &guest);
	assert_int_equal(live_count(&one), 1);
	assert_int_equal(unlink(path), 0); /* it goes on for those who have it */
	clock_advance_ms(2000);
	live_stamp(&one, &guest);
	assert_int_equal(live_count(&one), 1);
	forum_close(&one);
}

/* What is no plain file is left alone, and nobody waits for it. */
static void
a_link_or_a_pipe_is_not_opened(void **state)
{
	struct data *data = *state;
	char path[160], target[160];
	struct forum one;
	struct stat st;

	data_path(data, "db/here", path, sizeof path);
	data_path(data, "precious", target, sizeof target);
	spoil(target, "words", 5);
	assert_int_equal(symlink(target, path), 0);
	one = session(data, &guest);
	assert_int_equal(live_count(&one), 0);
	forum_close(&one);
	assert_int_equal(stat(target, &st), 0);
	assert_int_equal(st.st_size, 5);
	assert_int_equal(unlink(path), 0);
	assert_int_equal(mkfifo(path, 0600), 0);
	one = session(data, &guest);
	assert_int_equal(live_count(&one), 0);
	forum_close(&one);
	assert_int_equal(unlink(path), 0);
	assert_int_equal(mkdir(path, 0700), 0);
	one = session(data, &guest);
	assert_int_equal(live_count(&one), 0);
	forum_close(&one);
}

/* Full of people who were all here just now. */
static void
a_full_house_turns_nobody_away(void **state)
{
	struct data *data = *state;
	struct {
		uint64_t token;
		int64_t member, at_ms, at;
	} *all = calloc(LIVE_MOST, sizeof *all);
	struct forum one;
	char path[160];

	assert_non_null(all);
	clock_advance_ms(5000);
	for (int k = 0; k < LIVE_MOST; k++) {
		all[k].token = 7;
		all[k].at_ms = clock_monotonic_ms();
		all[k].at = clock_now();
	}
	data_path(data, "db/here", path, sizeof path);
	spoil(path, all, LIVE_MOST * sizeof *all);
	one = session(data, &guest);
	assert_int_equal(live_count(&one), LIVE_MOST);
	forum_close(&one);
	free(all);
}

static void
a_moderator_is_here(void **state)
{
	struct data *data = *state;
	struct actor moderator = data_member(data, "night-here", ACTOR_MODERATOR);
	struct actor greeter = data_member(data, "greeter-here", ACTOR_GREETER);
	struct forum one, other;
	int64_t id, next = 0;

	assert_int_equal(live_look(&data->forum, &next), LIVE_NOBODY);
	one = session(data, &moderator);
	assert_false(live_has_moderator(&one)); /* signed in, but on no shift */
	assert_int_equal(rota_add(&one, &moderator, 1, 8 * 60, 14 * 60, &id), ERR_OK);
	assert_true(live_has_moderator(&data->forum));
	assert_int_equal(live_look(&data->forum, &next), LIVE_MODERATOR);
	clock_advance_ms(LIVE_S * 1000); /* fell asleep */
	assert_false(live_has_moderator(&one));
	assert_int_equal(live_look(&data->forum, &next), LIVE_NEXT);
	assert_int_equal(next, DATA_NOON + 7 * 86400 - 4 * 3600);
	live_stamp(&one, &moderator);
	assert_true(live_has_moderator(&data->forum));
	assert_int_equal(db_begin(data->forum.db), ERR_OK); /* paused: no moderator now, whatever they do */
	assert_int_equal(db_script(data->forum.db, "UPDATE member SET paused_until = 1999999999"), ERR_OK);
	assert_int_equal(db_commit(data->forum.db), ERR_OK);
	assert_false(live_has_moderator(&data->forum));
	assert_int_equal(live_look(&data->forum, &next), LIVE_NOBODY);
	assert_int_equal(db_begin(data->forum.db), ERR_OK);
	assert_int_equal(db_script(data->forum.db, "UPDATE member SET paused_until = 0"), ERR_OK);
	assert_int_equal(db_commit(data->forum.db), ERR_OK);
	forum_close(&one);
	assert_false(live_has_moderator(&data->forum));
	other = session(data, &greeter); /* on shift, but no moderator */
	assert_int_equal(rota_add(&other, &greeter, 1, 8 * 60, 14 * 60, &id), ERR_OK);
	assert_false(live_has_moderator(&other));
	forum_close(&other);
}

static int
data_make_in_utc(void **state)
{
	setenv("TZ", "UTC", 1);
	return data_make(state);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(people_are_counted, data_make_in_utc, data_remove),
	    cmocka_unit_test_setup_teardown(who_was_killed_is_gone_in_the_end, data_make_in_utc, data_remove),
	    cmocka_unit_test_setup_teardown(clocks_that_jump_only_make_people_go, data_make_in_utc, data_remove),
	    cmocka_unit_test_setup_teardown(keys_are_cheap, data_make_in_utc, data_remove),
	    cmocka_unit_test_setup_teardown(a_spoilt_file_does_no_harm, data_make_in_utc, data_remove),
	    cmocka_unit_test_setup_teardown(a_link_or_a_pipe_is_not_opened, data_make_in_utc, data_remove),
	    cmocka_unit_test_setup_teardown(a_full_house_turns_nobody_away, data_make_in_utc, data_remove),
	    cmocka_unit_test_setup_teardown(a_moderator_is_here, data_make_in_utc, data_remove),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
