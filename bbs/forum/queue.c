/*
 * Queues and their clocks.
 */
#include <string.h>
#include <time.h>

#include "base/clock.h"
#include "forum/audit.h"
#include "forum/desk.h"
#include "forum/notice.h"
#include "forum/queue.h"
#include "forum/rota.h"
#include "forum/desk_team.h"
#include "store/case_turns.h"
#include "store/cases.h"
#include "store/outbox.h"

enum { HOUR_S = 3600, MISSED_AT_ONCE = 50 };

static const struct {
	const char *word;
	int64_t seconds;
	enum cap told;
} queues[QUEUE_COUNT] = {
#define QUEUE_ROW(name, word, seconds, told) [QUEUE_##name] = {word, seconds, CAP_##told},
    QUEUE_LIST(QUEUE_ROW)};

const char *
queue_name(enum queue queue)
{
	return queues[queue].word;
}

int
queue_find(const char *word)
{
	for (int queue = 0; queue < QUEUE_COUNT; queue++)
		if (!strcmp(queues[queue].word, word))
			return queue;
	return -1;
}

enum cap
queue_told(enum queue queue)
{
	return queues[queue].told;
}

enum queue
queue_of(const struct desk_case *row)
{
	if (row->risk == RISK_RED)
		return QUEUE_RED;
	if (row->appeal_of)
		return QUEUE_APPEAL;
	if (row->held)
		return QUEUE_FIRST;
	if (!strcmp(row->reason, reason_name(REASON_DETAILS)))
		return QUEUE_DETAILS;
	return row->risk == RISK_AMBER ? QUEUE_AMBER : QUEUE_REPORT;
}

/* When the board's day begins next. */
static int64_t
queue_next_day(const struct forum *forum, int64_t now)
{
	time_t t = (time_t)now;
	int64_t minutes = (int64_t)forum->config->answer_day_from * 60, at;
	struct tm day;

	clock_begin_home();
	localtime_r(&t, &day);
	at = clock_moment(&day, minutes);
	if (at <= now) {
		day.tm_mday++;
		at = clock_moment(&day, minutes);
	}
	clock_end_home();
	return at;
}

enum err
queue_due(struct forum *forum, enum queue queue, int64_t now, int64_t *out)
{
	int64_t one;
	size_t count = 0;
	enum err err = queue == QUEUE_AMBER ? rota_on_now(forum, CAP_DESK, now, &one, 1, &count) : ERR_OK;

	if (err != ERR_OK)
		return err;
	*out = (queue == QUEUE_AMBER && !count ? queue_next_day(forum, now) : now) + queues[queue].seconds;
	return ERR_OK;
}

enum err
queue_follow(struct forum *forum, int64_t id)
{
	struct desk_case row = {0};
	int64_t due = 0;
	enum err err = cases_find(forum->db, id, &row);

	if (err == ERR_OK && strcmp(row.queue, queues[queue_of(&row)].word) != 0) {
		err = queue_due(forum, queue_of(&row), clock_now(), &due);
		if (err == ERR_OK)
			err = cases_set_clock(forum->db, id, queues[queue_of(&row)].word, due);
	}
	desk_case_clear(&row);
	return err;
}

/* --- what was missed --- */

enum err
queue_wait(struct forum *forum, int64_t *out_s)
{
	int64_t due = 0, now = clock_now();
	enum err err = cases_next_due(forum->db, &due);

	if (err == ERR_OK)
		*out_s = due > now ? due - now : 0;
	return err;
}

/* One notice of a queue waits for each of them; a later one takes its place. */
static enum err
queue_tell(struct forum *forum, const struct desk_case *row, enum cap told)
{
	struct teammate_list team = {0};
	enum err err = desk_team_list(forum, told, row->about, &team);

	for (size_t k = 0; err == ERR_OK && k < team.count; k++) {
		err = notice_take_back(forum, team.rows[k].id, NOTICE_MISSED, 0, 0);
		if (err == ERR_OK)
			err = notice_tell(forum, team.rows[k].id, NOTICE_MISSED, 0, 0, row->queue, "");
	}
	teammate_list_clear(&team);
	return err;
}

static enum err
queue_miss(struct forum *forum, const struct desk_case *row)
{
	int queue = queue_find(row->queue);
	enum err err = cases_set_missed(forum->db, row->id, clock_now());

	if (err == ERR_OK)
		err = audit_note(forum, AUDIT_PROGRAM, "missed", "case", row->id, row->queue);
	return err == ERR_OK ? queue_tell(forum, row, queues[queue < 0 ? QUEUE_REPORT : queue].told) : err;
}

static enum err
queue_miss_some(struct forum *forum, bool *did)
{
	struct desk_case_list list = {0};
	int64_t now = clock_now();
	enum err err =
	    cases_list_missed(forum->db, now, now - DESK_LAPSE_S, now - DESK_LAPSE_RED_S, MISSED_AT_ONCE, &list);

	*did = list.count > 0;
	for (size_t k = 0; err == ERR_OK && k < list.count; k++)
		err = queue_miss(forum, &list.rows[k]);
	if (err == ERR_OK && list.count)
		err = outbox_add(forum->db, "late", 0, "", now);
	desk_case_list_clear(&list);
	return err;
}

enum err
queue_tell_missed(struct forum *forum)
{
	bool did = true;
	enum err err = ERR_OK;

	while (err == ERR_OK && did) {
		err = db_begin(forum->db);
		if (err == ERR_OK)
			err = db_end(forum->db, queue_miss_some(forum, &did));
		if (err == ERR_OK && did)
			db_ring(forum->db);
	}
	return err;
}
