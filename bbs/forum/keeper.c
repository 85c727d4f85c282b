/*
 * The keeper's loop.
 *
 * - The bell rings at every message sent. News wakes sessions at once, then not again for 2 s.
 * - The log (WAL) is folded into the file when it has grown past 1 MiB, and when things have been quiet.
 * - Mail and calls for the team go to the spool when they are due. When that fails, the next try is a minute later.
 * - Once a minute at most it looks whether the time of a case on the desk is over, and tells who is to be told.
 * - What waits for the team goes live when it is due and a moderator is here; looked at once a minute from then on.
 * - Who leaves for good is erased when their time has come: at the bell, and at the daily work that counts their days.
 * - Once a day drafts that nobody came back to for 90 days are let go, and what messages said before when that
 *   has grown old and no open case is about it; and whoever was looked at by two of the team is told, when it is time.
 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/inotify.h>
#include <sys/prctl.h>
#include <time.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/sandbox.h"
#include "forum/dispatch.h"
#include "forum/erase.h"
#include "forum/forum.h"
#include "forum/held.h"
#include "forum/keeper.h"
#include "forum/leaving.h"
#include "forum/queue.h"
#include "forum/spool.h"
#include "forum/unseal.h"
#include "store/db.h"
#include "store/drafts.h"
#include "store/form_drafts.h"
#include "store/revisions.h"

enum {
	WAKE_GAP_MS = 2000,
	QUIET_MS = 5000,
	DAY_MS = 86400 * 1000,
	STANDBY_MS = 60 * 1000, /* how soon another keeper takes over when the one at work has gone */
	LOG_MOST_BYTES = 1 << 20,
	DRAFT_DAYS = 90,
	LET_GO_MOST = 100, /* rows in one transaction */
	DAY_S = 86400,
	RETRY_MS = 60 * 1000,
};

struct keeper {
	struct forum forum;
	const char *data; /* borrowed */
	bool wake_sessions;
	int lock_fd, bell_fd; /* bell_fd: inotify */
	bool has_lock;
	int64_t counter;      /* newest message that sessions were told of */
	int64_t woke_at_ms;   /* monotonic; 0 for never */
	int64_t daily_at_ms;  /* when the daily work is due next */
	bool log_waiting;     /* something was written since the last checkpoint */
	char *spool;          /* owned */
	bool is_spool_unsure; /* look at it whether something is due or not: nobody has since the start, or it failed */
	bool is_spool_stuck;  /* it failed, and that was said */
	int64_t spool_after_ms;  /* monotonic; not before */
	int64_t missed_after_ms; /* monotonic; not before is it looked whether a case was missed */
	int64_t held_after_ms;   /* monotonic; what waits for the team is not looked at before */
	bool has_gone_on;        /* what a crash left undone of the ledger of erasures was done */
};

static volatile sig_atomic_t ending;

static void
keeper_take_end(int number)
{
	(void)number;
	ending = 1;
}

static int
keeper_open_lock(const char *data)
{
	char *path = mem_format("%s/db/keeper.lock", data);
	int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);

	free(path);
	return fd;
}

enum err
keeper_lock(const char *data, int *out_fd)
{
	int fd = keeper_open_lock(data);

	if (fd < 0)
		return ERR_IO;
	if (flock(fd, LOCK_EX | LOCK_NB)) {
		close(fd);
		return errno == EWOULDBLOCK ? ERR_BUSY : ERR_IO;
	}
	*out_fd = fd;
	return ERR_OK;
}

static bool
keeper_open(struct keeper *keeper, const char *data, const struct config *config)
{
	char *directory = mem_format("%s/db", data), *bell = mem_format("%s/bell", directory);
	bool fine = forum_open(data, config, &keeper->forum) == ERR_OK;

	keeper->spool = spool_path(data);
	keeper->is_spool_unsure = true;
	keeper->lock_fd = keeper_open_lock(data);
	keeper->bell_fd = inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
	fine = fine && keeper->lock_fd >= 0 && keeper->bell_fd >= 0 &&
	    inotify_add_watch(keeper->bell_fd, bell, IN_MODIFY) >= 0 &&
	    sandbox_enter(SANDBOX_KEEPER, directory, keeper->spool) == ERR_OK;
	free(bell);
	free(directory);
	return fine;
}

/* Milliseconds from now until that monotonic time, 0 when it has passed. */
static int64_t
keeper_until(int64_t at_ms)
{
	int64_t left = at_ms - clock_monotonic_ms();

	return left > 0 ? left : 0;
}

static void
keeper_wake(struct keeper *keeper)
{
	if (!forum_has_news(&keeper->forum, &keeper->counter))
		return;
	keeper->woke_at_ms = clock_monotonic_ms();
	if (keeper->wake_sessions)
		kill(0, SIGUSR1);
}

static void
keeper_fold_log(struct keeper *keeper, bool quiet)
{
	if (!keeper->has_lock || !keeper->log_waiting)
		return;
	if (!quiet && db_wal_bytes(keeper->forum.db) < LOG_MOST_BYTES)
		return;
	keeper->log_waiting = db_checkpoint(keeper->forum.db) == ERR_BUSY;
}

static int64_t
keeper_days_ago(int64_t days)
{
	return clock_now() - days * DAY_S;
}

/* A few at a time, so that nobody who writes waits for it. */
static void
keeper_let_go(struct keeper *keeper, int64_t before, enum err (*expire)(struct db *, int64_t before, int64_t limit))
{
	static const struct timespec pause = {.tv_nsec = 1000000}; /* flock is not fair: others get their turn */
	struct db *db = keeper->forum.db;
	int64_t gone = LET_GO_MOST;

	while (gone == LET_GO_MOST && !ending && db_begin(db) == ERR_OK) {
		enum err err = expire(db, before, LET_GO_MOST);

		gone = err == ERR_OK ? db_changes(db) : 0;
		if (db_end(db, err) != ERR_OK)
			return;
		nanosleep(&pause, NULL);
	}
}

static void
keeper_do_daily(struct keeper *keeper)
{
	if (keeper_until(keeper->daily_at_ms) || !keeper->has_lock)
		return;
	keeper->daily_at_ms = clock_monotonic_ms() + DAY_MS;
	keeper_let_go(keeper, keeper_days_ago(DRAFT_DAYS), drafts_expire);
	keeper_let_go(keeper, keeper_days_ago(DRAFT_DAYS), form_drafts_expire);
	keeper_let_go(keeper, keeper_days_ago(keeper->forum.config->keep_revisions_days), revisions_expire);
	leaving_count_day(&keeper->forum);
	unseal_tell_due(&keeper->forum);
}

/* Members whose time has come. The log is folded in afterwards, so that it holds none of their words either. */
static void
keeper_erase(struct keeper *keeper)
{
	bool did = false;
	enum err err = ERR_OK;

	if (!keeper->has_lock)
		return;
	if (!keeper->has_gone_on)
		err = erase_go_on(&keeper->forum, keeper->data);
	if (err == ERR_OK) {
		keeper->has_gone_on = true;
		err = erase_due(&keeper->forum, keeper->data, &did);
	}
	if (err != ERR_OK)
		log_error("cannot_erase_now why=%s", err_name(err));
	keeper->log_waiting = keeper->log_waiting || did;
}

/*
 * Milliseconds until there is something to do for the spool. Due times are the wall clock's and the wait is not: when
 * the clock is set, mail may be late by as much as it was waiting for, and never early.
 */
static int64_t
keeper_until_spool(struct keeper *keeper)
{
	int64_t wait_s = 0, not_before = keeper_until(keeper->spool_after_ms);

	if (keeper->is_spool_unsure)
		return not_before;
	if (dispatch_wait(&keeper->forum, &wait_s) != ERR_OK || wait_s > DAY_S)
		wait_s = DAY_S;
	return wait_s * 1000 > not_before ? wait_s * 1000 : not_before;
}

static void
keeper_fill_spool(struct keeper *keeper)
{
	enum err err;

	if (!keeper->has_lock || keeper_until_spool(keeper))
		return;
	err = dispatch_due(&keeper->forum, keeper->spool);
	keeper->is_spool_unsure = err != ERR_OK;
	keeper->spool_after_ms = err == ERR_OK ? 0 : clock_monotonic_ms() + RETRY_MS;
	if (err != ERR_OK && !keeper->is_spool_stuck)
		log_error("spool_stuck why=%s", err_name(err));
	if (err == ERR_OK && keeper->is_spool_stuck)
		log_info("spool_goes_on");
	keeper->is_spool_stuck = err != ERR_OK;
	keeper->log_waiting = true;
}

/* Milliseconds until the time of a case may be over. One that somebody has is due and not missed: no more than once a
   minute. */
static int64_t
keeper_until_missed(struct keeper *keeper)
{
	int64_t wait_s = 0, not_before = keeper_until(keeper->missed_after_ms);

	if (queue_wait(&keeper->forum, &wait_s) != ERR_OK || wait_s > DAY_S)
		wait_s = DAY_S;
	return wait_s * 1000 > not_before ? wait_s * 1000 : not_before;
}

static void
keeper_tell_missed(struct keeper *keeper)
{
	enum err err;

	if (!keeper->has_lock || keeper_until_missed(keeper))
		return;
	err = queue_tell_missed(&keeper->forum);
	keeper->missed_after_ms = clock_monotonic_ms() + QUEUE_LOOK_S * 1000;
	if (err != ERR_OK)
		log_error("desk_clock_stuck why=%s", err_name(err));
	keeper->log_waiting = true;
}

/* When it is due, whether a moderator is here is asked again a minute later: who comes rings no bell. */
static int64_t
keeper_until_held(struct keeper *keeper)
{
	int64_t wait_s = held_wait_s(&keeper->forum), not_before = keeper_until(keeper->held_after_ms);

	if (wait_s > DAY_S)
		wait_s = DAY_S;
	return wait_s * 1000 > not_before ? wait_s * 1000 : not_before;
}

static void
keeper_let_out(struct keeper *keeper)
{
	bool did = false;
	enum err err;

	if (!keeper->has_lock || keeper_until_held(keeper))
		return;
	err = held_go_live_due(&keeper->forum, &did);
	if (err != ERR_OK)
		log_error("cannot_let_out why=%s", err_name(err));
	keeper->held_after_ms = clock_monotonic_ms() + RETRY_MS;
	keeper->log_waiting = keeper->log_waiting || did;
}

/* Until something is due by itself. */
static int64_t
keeper_until_due(struct keeper *keeper)
{
	int64_t daily, spool, missed, held;

	if (!keeper->has_lock)
		return STANDBY_MS;
	daily = keeper_until(keeper->daily_at_ms);
	spool = keeper_until_spool(keeper);
	daily = spool < daily ? spool : daily;
	missed = keeper_until_missed(keeper);
	daily = missed < daily ? missed : daily;
	held = keeper_until_held(keeper);
	daily = held < daily ? held : daily;
	return keeper->log_waiting && QUIET_MS < daily ? QUIET_MS : daily;
}

/* Wait for the bell. True when it rang, false when it was quiet until something was due. */
static bool
keeper_wait(struct keeper *keeper, const sigset_t *while_waiting)
{
	int64_t wait_ms = keeper_until_due(keeper);
	struct timespec limit = {.tv_sec = wait_ms / 1000, .tv_nsec = wait_ms % 1000 * 1000000};
	struct pollfd bell = {.fd = keeper->bell_fd, .events = POLLIN};
	char events[4096] __attribute__((aligned(8)));

	if (ppoll(&bell, 1, &limit, while_waiting) <= 0)
		return false;
	while (read(keeper->bell_fd, events, sizeof events) > 0)
		continue;
	return true;
}

/* Several rings within the gap become one waking at its end. */
static void
keeper_let_gap_pass(struct keeper *keeper, const sigset_t *while_waiting)
{
	int64_t left = keeper->woke_at_ms ? keeper_until(keeper->woke_at_ms + WAKE_GAP_MS) : 0;
	struct timespec limit = {.tv_sec = left / 1000, .tv_nsec = left % 1000 * 1000000};

	if (left && !ending)
		ppoll(NULL, 0, &limit, while_waiting);
}

static void
keeper_loop(struct keeper *keeper, const sigset_t *while_waiting)
{
	forum_has_news(&keeper->forum, &keeper->counter);
	keeper->log_waiting = true;
	while (!ending) {
		bool rang;

		if (!keeper->has_lock)
			keeper->has_lock = !flock(keeper->lock_fd, LOCK_EX | LOCK_NB);
		rang = keeper_wait(keeper, while_waiting);
		if (rang) {
			keeper->log_waiting = true;
			keeper_let_gap_pass(keeper, while_waiting);
			keeper_wake(keeper);
		}
		keeper_tell_missed(keeper); /* and then to the spool */
		keeper_fill_spool(keeper);
		keeper_let_out(keeper);
		keeper_do_daily(keeper);
		keeper_erase(keeper);
		keeper_fold_log(keeper, !rang);
	}
}

int
keeper_run(const char *data, const struct config *config, bool wake_sessions)
{
	struct keeper keeper = {.data = data, .wake_sessions = wake_sessions};
	struct sigaction action = {.sa_handler = keeper_take_end};
	sigset_t blocked, while_waiting;

	sigemptyset(&action.sa_mask);
	sigemptyset(&blocked);
	sigaddset(&blocked, SIGTERM);
	sigaddset(&blocked, SIGINT);
	sigprocmask(SIG_BLOCK, &blocked, &while_waiting);
	sigdelset(&while_waiting, SIGTERM);
	sigdelset(&while_waiting, SIGINT);
	sigaction(SIGTERM, &action, NULL);
	if (wake_sessions) /* beside a listener, Ctrl-C is the listener's to hear */
		signal(SIGINT, SIG_IGN);
	else
		sigaction(SIGINT, &action, NULL);
	signal(SIGUSR1, SIG_IGN);
	if (!keeper_open(&keeper, data, config)) {
		log_error("cannot_start errno=%d", errno);
		return 1;
	}
	keeper_loop(&keeper, &while_waiting);
	keeper.log_waiting = true;
	keeper_fold_log(&keeper, true);
	forum_close(&keeper.forum);
	free(keeper.spool);
	return 0;
}
