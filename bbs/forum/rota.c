/*
 * The rota.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>

#include "base/clock.h"
#include "forum/account.h"
#include "forum/audit.h"
#include "forum/judge.h"
#include "forum/rota.h"
#include "store/members.h"
#include "store/shifts.h"

enum { DAY_S = 86400, WEEK_DAYS = 7 };

/* --- times as they are typed --- */

/* One or two digits; -1 for none, or more. */
static int
rota_read_digits(const char **text)
{
	int value = 0, count = 0;

	for (; isdigit((unsigned char)**text) && count < 3; ++*text, count++)
		value = value * 10 + (**text - '0');
	return count == 1 || count == 2 ? value : -1;
}

/* Twelve hours more, or none at all; -1 when there is something else. */
static int
rota_read_half(const char *text, int hour)
{
	bool is_pm;

	while (*text == ' ')
		text++;
	if (!*text)
		return hour;
	is_pm = !strcasecmp(text, "pm") || !strcasecmp(text, "p.m.");
	if ((!is_pm && strcasecmp(text, "am") && strcasecmp(text, "a.m.")) || hour < 1 || hour > 12)
		return -1;
	return hour % 12 + (is_pm ? 12 : 0);
}

static void
rota_trim(const char *text, char *out, size_t out_bytes)
{
	size_t bytes;

	text += strspn(text, " \t");
	bytes = strcspn(text, "\n");
	while (bytes && (text[bytes - 1] == ' ' || text[bytes - 1] == '\t'))
		bytes--;
	if (bytes >= out_bytes)
		bytes = 0; /* no time is so long */
	memcpy(out, text, bytes);
	out[bytes] = '\0';
}

int
rota_read_time(const char *text)
{
	char tidy[32];
	const char *rest = tidy;
	int hour, minute = 0;

	rota_trim(text, tidy, sizeof tidy);
	if (!strcasecmp(tidy, "noon"))
		return ROTA_DAY_MINUTES / 2;
	if (!strcasecmp(tidy, "midnight"))
		return 0;
	hour = rota_read_digits(&rest);
	if (hour >= 0 && (*rest == ':' || *rest == '.') && isdigit((unsigned char)rest[1])) {
		const char *before = ++rest;

		minute = rota_read_digits(&rest);
		if (rest - before != 2)
			minute = -1;
	}
	if (hour < 0 || minute < 0 || minute > 59)
		return -1;
	hour = rota_read_half(rest, hour);
	if (hour == 24 && !minute)
		return 0;
	return hour < 0 || hour > 23 ? -1 : hour * 60 + minute;
}

/* --- the list --- */

enum err
rota_list_all(struct forum *forum, struct shift_list *out)
{
	return shifts_list(forum->db, clock_now(), ROTA_MOST, out);
}

enum err
rota_list(struct forum *forum, const struct actor *actor, struct shift_list *out)
{
	return actor_can(actor, CAP_ROTA) ? rota_list_all(forum, out) : ERR_DENIED;
}

static bool
rota_is_time(int64_t weekday, int64_t starts, int64_t ends)
{
	return weekday >= 1 && weekday <= WEEK_DAYS && starts >= 0 && starts < ROTA_DAY_MINUTES && ends >= 0 &&
	    ends < ROTA_DAY_MINUTES && starts != ends;
}

/* Inside the transaction. */
static enum err
rota_put(struct forum *forum, const struct shift *record, int64_t *out_id)
{
	int64_t mine = 0, all = 0;
	enum err err = shifts_count(forum->db, record->member, ROTA_MOST, &mine, &all);

	if (err == ERR_OK && (mine >= ROTA_MINE_MOST || all >= ROTA_MOST))
		err = ERR_TOO_LONG;
	return err == ERR_OK ? shifts_add(forum->db, record, out_id) : err;
}

enum err
rota_add(struct forum *forum, const struct actor *actor, int64_t weekday, int64_t starts, int64_t ends, int64_t *out_id)
{
	const struct shift record = {.member = actor->member, .weekday = weekday, .starts = starts, .ends = ends};
	enum err err = rota_is_time(weekday, starts, ends) ? judge_begin(forum, actor, CAP_ROTA) : ERR_INVALID;

	if (err != ERR_OK)
		return err;
	return db_end(forum->db, rota_put(forum, &record, out_id));
}

static enum err
rota_remove_inside(struct forum *forum, const struct actor *actor, int64_t id)
{
	int64_t member = 0;
	enum err err = shifts_find_member(forum->db, id, &member);

	if (err == ERR_OK && member != actor->member)
		err = ERR_NOT_FOUND;
	return err == ERR_OK ? shifts_remove(forum->db, id) : err;
}

enum err
rota_remove(struct forum *forum, const struct actor *actor, int64_t id)
{
	enum err err = judge_begin(forum, actor, CAP_ROTA);

	if (err != ERR_OK)
		return err;
	return db_end(forum->db, rota_remove_inside(forum, actor, id));
}

static enum err
rota_add_for_inside(struct forum *forum, const char *name, struct shift *record, int64_t *out_id)
{
	struct member member = {0};
	enum err err = members_find(forum->db, name, &member);

	if (err == ERR_OK && (member.is_closed || !judge_has(&member, CAP_ROTA)))
		err = ERR_DENIED;
	record->member = member.id;
	member_clear(&member);
	if (err == ERR_OK)
		err = rota_put(forum, record, out_id);
	return err == ERR_OK ? audit_note(forum, AUDIT_OPERATOR, "rota-add", "member", record->member, "") : err;
}

enum err
rota_add_for(struct forum *forum, const char *name, int64_t weekday, int64_t starts, int64_t ends, int64_t *out_id)
{
	struct shift record = {.weekday = weekday, .starts = starts, .ends = ends};
	enum err err = rota_is_time(weekday, starts, ends) ? db_begin(forum->db) : ERR_INVALID;

	if (err != ERR_OK)
		return err;
	return db_end(forum->db, rota_add_for_inside(forum, name, &record, out_id));
}

static enum err
rota_remove_any_inside(struct forum *forum, int64_t id)
{
	int64_t member = 0;
	enum err err = shifts_find_member(forum->db, id, &member);

	if (err == ERR_OK)
		err = shifts_remove(forum->db, id);
	return err == ERR_OK ? audit_note(forum, AUDIT_OPERATOR, "rota-remove", "member", member, "") : err;
}

enum err
rota_remove_any(struct forum *forum, int64_t id)
{
	enum err err = db_begin(forum->db);

	if (err != ERR_OK)
		return err;
	return db_end(forum->db, rota_remove_any_inside(forum, id));
}

/* --- turns --- */

/* What is looked for among turns, and what was found. */
struct search {
	enum cap cap;
	int64_t now, until, least_s;
	bool only_later; /* begins after now */
	bool found;
	struct turn best;
	int64_t *members; /* whose turn it is now; NULL: not asked */
	size_t most, count;
};

/* When the rest of a turn begins. */
static int64_t
rota_from(const struct turn *turn, int64_t now)
{
	return turn->starts_at > now ? turn->starts_at : now;
}

static void
rota_note_member(struct search *search, int64_t member)
{
	for (size_t k = 0; k < search->count; k++)
		if (search->members[k] == member)
			return;
	if (search->count < search->most)
		search->members[search->count++] = member;
}

static void
rota_look_at(struct search *search, const struct turn *turn)
{
	int64_t from = rota_from(turn, search->now), best = rota_from(&search->best, search->now);

	if (from > search->until || turn->ends_at - from < search->least_s || turn->ends_at <= turn->starts_at)
		return;
	if (search->only_later && turn->starts_at <= search->now)
		return;
	if (search->members && turn->starts_at <= search->now)
		rota_note_member(search, turn->member);
	if (!search->found || from < best || (from == best && turn->ends_at > search->best.ends_at))
		search->best = *turn;
	search->found = true;
}

/* Every turn of a shift on one day; `day` in the board's time. */
static void
rota_look_on(struct search *search, const struct shift_list *shifts, const struct tm *day)
{
	struct tm noon = {.tm_year = day->tm_year, .tm_mon = day->tm_mon, .tm_mday = day->tm_mday, .tm_hour = 12};

	timegm(&noon); /* fills in the weekday */
	for (size_t k = 0; k < shifts->count; k++) {
		const struct shift *shift = &shifts->rows[k];
		const struct member holder = {.role = shift->member_role};
		int64_t ends = shift->ends > shift->starts ? shift->ends : shift->ends + ROTA_DAY_MINUTES;
		struct turn turn = {.member = shift->member};

		if (shift->weekday != (noon.tm_wday ? noon.tm_wday : WEEK_DAYS) || shift->is_away ||
		    !judge_has(&holder, search->cap))
			continue;
		turn.starts_at = clock_moment(day, shift->starts);
		turn.ends_at = clock_moment(day, ends);
		rota_look_at(search, &turn);
	}
}

/* Turns of later days begin later than one that begins on this day, or goes on now. */
static bool
rota_is_enough(const struct search *search, int ahead)
{
	return search->found && !search->members && ahead >= 0;
}

/* From yesterday, whose turns may go on past midnight, to the last day that `until` reaches. */
static enum err
rota_search(struct forum *forum, struct search *search)
{
	struct shift_list shifts = {0};
	struct tm today, day;
	time_t now = (time_t)search->now;
	enum err err = shifts_list(forum->db, search->now, ROTA_MOST, &shifts);

	if (err == ERR_OK && shifts.count) {
		clock_begin_home();
		localtime_r(&now, &today);
		for (int ahead = -1; ahead <= (search->until - search->now) / DAY_S + 1; ahead++) {
			day = today;
			day.tm_mday += ahead;
			rota_look_on(search, &shifts, &day);
			if (rota_is_enough(search, ahead))
				break;
		}
		clock_end_home();
	}
	shift_list_clear(&shifts);
	return err;
}

static enum err
rota_search_one(struct forum *forum, struct search *search, struct turn *out)
{
	enum err err = rota_search(forum, search);

	if (err == ERR_OK && !search->found)
		err = ERR_NOT_FOUND;
	if (err == ERR_OK)
		*out = search->best;
	return err;
}

enum err
rota_find(struct forum *forum, enum cap cap, int64_t now, int64_t within_s, int64_t least_s, struct turn *out)
{
	struct search search = {.cap = cap, .now = now, .until = now + within_s, .least_s = least_s};

	return rota_search_one(forum, &search, out);
}

enum err
rota_find_next(struct forum *forum, enum cap cap, int64_t now, struct turn *out)
{
	struct search search = {.cap = cap, .now = now, .until = now + WEEK_DAYS * DAY_S, .only_later = true};

	return rota_search_one(forum, &search, out);
}

enum err
rota_on_now(struct forum *forum, enum cap cap, int64_t now, int64_t *members, size_t most, size_t *count)
{
	struct search search = {.cap = cap, .now = now, .until = now, .least_s = 1, .members = members, .most = most};
	enum err err = rota_search(forum, &search);

	if (err == ERR_OK)
		*count = search.count;
	return err;
}
