/*
 * The keeper as a process: it wakes the sessions of its group when there is news and not more often than every
 * 2 s, holds its lock, lets old drafts go, folds the log, and ends when told.
 *
 * Clocks are the real ones here; every wait is for something to happen.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <unistd.h>

#include "../../support/child.h"
#include "../../support/data.h"
#include "base/clock.h"
#include "base/sandbox.h"
#include "forum/conversation.h"
#include "forum/keeper.h"
#include "forum/writing.h"
#include "store/drafts.h"
#include "store/revisions.h"
#include "store/cases.h"
#include "store/outbox.h"

enum { PATIENCE_MS = 20000, LOOK_MS = 5, GAP_MS = 2000 };

/* A keeper with one session beside it, in a process group of their own. */
struct group {
	struct data *data;
	pid_t pid;
	int woken_fd; /* a byte each time the session is woken */
	int tell_fd;
	int64_t alert; /* the row of the outbox that is waited for */
};

static int
be_a_session(int tell_fd)
{
	sigset_t wake;
	int number;

	sigemptyset(&wake);
	sigaddset(&wake, SIGUSR1);
	while (!sigwait(&wake, &number))
		if (write(tell_fd, "w", 1) != 1)
			return 1;
	return 0;
}

static int
be_a_group(void *context)
{
	struct group *group = context;
	sigset_t wake;

	setpgid(0, 0);
	sigemptyset(&wake);
	sigaddset(&wake, SIGUSR1);
	sigprocmask(SIG_BLOCK, &wake, NULL);
	if (!fork())
		_exit(be_a_session(group->tell_fd));
	close(group->tell_fd);
	return keeper_run(group->data->root, &group->data->config, true);
}

static bool
keeper_is_held(const struct group *group)
{
	int fd;

	if (keeper_lock(group->data->root, &fd) == ERR_BUSY)
		return true;
	close(fd);
	return false;
}

static bool
drafts_are_gone(const struct group *group)
{
	return data_count(group->data, "SELECT count(*) FROM draft") == 0;
}

static bool
revisions_are_gone(const struct group *group)
{
	return data_count(group->data, "SELECT count(*) FROM message_revision") == 0;
}

static bool
log_is_folded(const struct group *group)
{
	return db_wal_bytes(group->data->forum.db) == 0;
}

/* Look until it is so. */
static void
until(bool (*is_so)(const struct group *), const struct group *group)
{
	int64_t end = clock_monotonic_ms() + PATIENCE_MS;

	while (!is_so(group)) {
		assert_true(clock_monotonic_ms() < end);
		poll(NULL, 0, LOOK_MS);
	}
}

static void
start(struct group *group, struct data *data)
{
	int ends[2];

	assert_int_equal(pipe2(ends, O_CLOEXEC), 0);
	*group = (struct group){.data = data, .woken_fd = ends[0], .tell_fd = ends[1]};
	data_close(data); /* no handle crosses a fork */
	group->pid = child_start(be_a_group, group);
	close(ends[1]);
	data_open(data);
	until(keeper_is_held, group);
}

static void
end(struct group *group)
{
	kill(group->pid, SIGTERM);
	assert_int_equal(child_wait(group->pid), 0);
	kill(-group->pid, SIGKILL);
	close(group->woken_fd);
}

static void
wait_until_woken(const struct group *group)
{
	struct pollfd woken = {.fd = group->woken_fd, .events = POLLIN};
	char byte;

	assert_int_equal(poll(&woken, 1, PATIENCE_MS), 1);
	assert_int_equal(read(group->woken_fd, &byte, 1), 1);
}

static bool
was_woken(const struct group *group)
{
	struct pollfd woken = {.fd = group->woken_fd, .events = POLLIN};

	return poll(&woken, 1, 0) == 1;
}

static int64_t
say_something(struct data *data, const struct actor *who)
{
	int64_t id = 0;

	assert_int_equal(conversation_start(&data->forum, who, data_board_id(data, "welcome"), "Hello", "words", NULL,
			     &id),
	    ERR_OK);
	return id;
}

static void
no_limits(struct data *data)
{
	data->config.limits_new_gap_s = data->config.limits_new_conversation_gap_s = 0;
}

static void
news_wakes_the_sessions(void **state)
{
	struct data *data = *state;
	struct actor ann = data_member(data, "ann-here", ACTOR_MEMBER);
	struct group group;
	int64_t first_ms;

	no_limits(data);
	start(&group, data);
	assert_false(was_woken(&group)); /* what was there before is no news */
	say_something(data, &ann);
	wait_until_woken(&group);
	first_ms = clock_monotonic_ms();
	for (int k = 0; k < 5; k++)
		say_something(data, &ann);
	wait_until_woken(&group);
	assert_in_range(clock_monotonic_ms() - first_ms, GAP_MS - 100,
	    PATIENCE_MS); /* five became one, after the gap */
	assert_false(was_woken(&group));
	end(&group);
}

static void
drafts_are_no_news(void **state)
{
	struct data *data = *state;
	struct actor ann = data_member(data, "ann-here", ACTOR_MEMBER);
	struct place place = {.board = data_board_id(data, "welcome")};
	struct group group;

	start(&group, data);
	assert_int_equal(writing_save(&data->forum, &ann, place, "Hello", "I'm", NULL), ERR_OK);
	db_ring(data->forum.db); /* even when the bell rings for it */
	until(log_is_folded, &group);
	assert_false(was_woken(&group));
	end(&group);
}

static void
old_drafts_are_let_go(void **state)
{
	struct data *data = *state;
	struct actor ann = data_member(data, "ann-here", ACTOR_MEMBER);
	struct draft old = {.member = ann.member,
	    .board = data_board_id(data, "welcome"),
	    .title = (char[]){"old"},
	    .body = (char[]){"words"},
	    .saved_at = clock_now() - 91 * 86400};
	struct group group;

	assert_int_equal(db_begin(data->forum.db), ERR_OK);
	assert_int_equal(db_end(data->forum.db, drafts_save(data->forum.db, &old)), ERR_OK);
	start(&group, data);
	db_ring(data->forum.db);
	until(drafts_are_gone, &group);
	end(&group);
}

/* What messages said before goes after the days of the option. */
static void
old_revisions_are_let_go(void **state)
{
	struct data *data = *state;
	struct actor ann = data_member(data, "ann-here", ACTOR_MEMBER);
	int64_t thread = data_thread(data, data_board_id(data, "welcome"), &ann, "t");
	struct group group;

	data->config.keep_revisions_days = 2;
	data_message(data, thread, &ann, 0, "words");
	assert_int_equal(db_begin(data->forum.db), ERR_OK);
	assert_int_equal(db_end(data->forum.db,
			     messages_revise(data->forum.db, 1, "others", ann.member, clock_now() - 3 * 86400)),
	    ERR_OK);
	assert_int_equal(data_count(data, "SELECT count(*) FROM message_revision"), 1);
	start(&group, data);
	db_ring(data->forum.db);
	until(revisions_are_gone, &group);
	end(&group);
}

static void
the_end_folds_the_log(void **state)
{
	struct data *data = *state;
	struct actor ann = data_member(data, "ann-here", ACTOR_MEMBER);
	struct group group;

	start(&group, data);
	say_something(data, &ann);
	assert_true(db_wal_bytes(data->forum.db) > 0);
	end(&group);
	assert_true(log_is_folded(&group));
	assert_false(keeper_is_held(&group));
	assert_int_equal(data_count(data, "SELECT count(*) FROM message"), 1);
}

static bool
the_team_is_called(const struct group *group)
{
	char path[sizeof group->data->root + 40];

	snprintf(path, sizeof path, "%s/spool/alert/%lld-red", group->data->root, (long long)group->alert);
	return !access(path, F_OK);
}

static void
add_alert(struct data *data, int64_t due_at)
{
	assert_int_equal(db_begin(data->forum.db), ERR_OK);
	assert_int_equal(db_end(data->forum.db, outbox_add(data->forum.db, "alert", 0, "", due_at)), ERR_OK);
}

/* At the start, at the bell, and at its own time with no bell at all. */
static void
what_is_due_goes_to_the_spool(void **state)
{
	struct data *data = *state;
	struct group group;

	add_alert(data, clock_now());
	start(&group, data);
	group.alert = 1;
	until(the_team_is_called, &group);
	add_alert(data, clock_now());
	db_ring(data->forum.db);
	group.alert = 2;
	until(the_team_is_called, &group);
	add_alert(data, clock_now() + 3);
	db_ring(data->forum.db); /* it hears of it, and sleeps until then */
	group.alert = 3;
	assert_false(the_team_is_called(&group));
	until(the_team_is_called, &group);
	assert_int_equal(data_count(data, "SELECT count(*) FROM outbox"), 0);
	end(&group);
}

static bool
the_lead_is_told(const struct group *group)
{
	return data_count(group->data, "SELECT count(*) FROM notice WHERE kind = 'missed'") == 1;
}

static bool
the_team_is_called_late(const struct group *group)
{
	char path[sizeof group->data->root + 40];

	snprintf(path, sizeof path, "%s/spool/alert/1-late", group->data->root);
	return !access(path, F_OK);
}

/* A case whose time ends while the keeper sleeps, with no bell: it wakes for it, and for nothing before. */
static void
the_time_of_a_case_ends(void **state)
{
	struct data *data = *state;
	struct desk_case row = {.reason = (char *)"safety",
	    .source = (char *)"worry",
	    .risk = 3,
	    .queue = (char *)"red"};
	struct group group;
	int64_t id;

	data_member(data, "the-lead", ACTOR_LEAD);
	row.opened_at = clock_now();
	row.due_at = row.opened_at + 3;
	assert_int_equal(db_begin(data->forum.db), ERR_OK);
	assert_int_equal(db_end(data->forum.db, cases_add(data->forum.db, &row, &id)), ERR_OK);
	start(&group, data);
	assert_false(the_lead_is_told(&group));
	until(the_lead_is_told, &group);
	until(the_team_is_called_late, &group);
	assert_true(clock_now() >= row.due_at);
	assert_int_equal(data_count(data, "SELECT count(*) FROM desk_case WHERE missed_at >= due_at"), 1);
	end(&group);
}

/* `bbs serve` and `bbs here` on the same data: both wake their own, one does the work, the other takes over. */
static void
a_second_keeper_stands_by(void **state)
{
	struct data *data = *state;
	struct actor ann = data_member(data, "ann-here", ACTOR_MEMBER);
	struct group first, second;

	no_limits(data);
	start(&first, data);
	start(&second, data);
	say_something(data, &ann);
	wait_until_woken(&first);
	while (!was_woken(&second)) { /* nothing tells when the second has opened the board */
		say_something(data, &ann);
		poll(NULL, 0, LOOK_MS);
	}
	kill(first.pid, SIGKILL);
	assert_int_equal(child_wait(first.pid), 256 + SIGKILL);
	kill(-first.pid, SIGKILL);
	close(first.woken_fd);
	say_something(data, &ann);
	until(keeper_is_held, &second);
	end(&second);
	assert_false(keeper_is_held(&second));
}

static void
without_a_board_it_says_so(void **state)
{
	struct data *data = *state;
	struct group group;
	int ends[2];

	data_close(data);
	assert_int_equal(pipe2(ends, O_CLOEXEC), 0);
	group = (struct group){.data = data, .woken_fd = ends[0], .tell_fd = ends[1]};
	memcpy(data->root + strlen(data->root), "/none", 6);
	group.pid = child_start(be_a_group, &group);
	data->root[strlen(data->root) - 5] = '\0';
	close(ends[1]);
	assert_int_equal(child_wait(group.pid), 1);
	kill(-group.pid, SIGKILL);
	close(ends[0]);
}

#define LIVING(test) cmocka_unit_test_setup_teardown(test, data_make_living, data_remove)

static int
compile_sandbox(void **state)
{
	(void)state;
	return sandbox_init() == ERR_OK ? 0 : -1;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    LIVING(news_wakes_the_sessions),
	    LIVING(drafts_are_no_news),
	    LIVING(old_drafts_are_let_go),
	    LIVING(old_revisions_are_let_go),
	    LIVING(the_end_folds_the_log),
	    LIVING(what_is_due_goes_to_the_spool),
	    LIVING(the_time_of_a_case_ends),
	    LIVING(a_second_keeper_stands_by),
	    LIVING(without_a_board_it_says_so),
	};

	return cmocka_run_group_tests(tests, compile_sandbox, NULL);
}
