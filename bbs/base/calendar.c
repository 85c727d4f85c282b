/*
 * Whose hours the wall clock shows, and days as they are written. Declared in base/clock.h.
 */
#include <ctype.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/mem.h"

static struct {
	char *machine_zone; /* TZ as it was before a zone was chosen, owned; NULL when there was none */
	bool is_machine_noted;
	char home[CLOCK_ZONE_BYTES + 1]; /* the board's zone, "" for the machine's */
	char *visited;                   /* between begin and end: the zone used otherwise, owned, NULL for none */
} state;

/* --- zones --- */

static bool
clock_zone_is_plain(const char *name)
{
	bool begins = true; /* a part of the name */

	if (strlen(name) > CLOCK_ZONE_BYTES)
		return false;
	for (; *name; name++) {
		if (begins ? !isalpha((unsigned char)*name) : !isalnum((unsigned char)*name) && !strchr("_+-/", *name))
			return false;
		begins = *name == '/';
	}
	return !begins;
}

bool
clock_zone_is_known(const char *name)
{
	char path[sizeof "/usr/share/zoneinfo/" + CLOCK_ZONE_BYTES], magic[4] = "";
	int fd;
	bool is_known;

	if (!clock_zone_is_plain(name))
		return false;
	snprintf(path, sizeof path, "/usr/share/zoneinfo/%s", name);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return false;
	is_known = read(fd, magic, sizeof magic) == sizeof magic && !memcmp(magic, "TZif", sizeof magic);
	close(fd);
	return is_known;
}

static void
clock_note_machine(void)
{
	const char *zone = getenv("TZ");

	if (!state.is_machine_noted && zone)
		state.machine_zone = mem_copy_string(zone);
	state.is_machine_noted = true;
}

/* zone NULL: as if nothing had been said. */
static void
clock_set_zone(const char *zone)
{
	if (zone)
		setenv("TZ", zone, 1);
	else
		unsetenv("TZ");
	tzset();
}

enum err
clock_use_zone(const char *name)
{
	if (*name && !clock_zone_is_known(name))
		return ERR_NOT_FOUND;
	clock_note_machine();
	if (!*name)
		name = state.home;
	clock_set_zone(*name ? name : state.machine_zone);
	return ERR_OK;
}

enum err
clock_set_home_zone(const char *name)
{
	if (*name && !clock_zone_is_known(name))
		return ERR_NOT_FOUND;
	snprintf(state.home, sizeof state.home, "%s", name);
	return clock_use_zone("");
}

void
clock_begin_home(void)
{
	const char *zone = getenv("TZ");

	clock_note_machine();
	state.visited = zone ? mem_copy_string(zone) : NULL;
	clock_set_zone(*state.home ? state.home : state.machine_zone);
}

void
clock_end_home(void)
{
	clock_set_zone(state.visited);
	free(state.visited);
	state.visited = NULL;
}

/*
 * When these clocks show that hour, should they be as far from UTC as they are at `near`. mktime() would look through
 * years for an hour with the other daylight saving.
 */
static bool
clock_try_moment(int64_t shown, int64_t near, int64_t *out)
{
	time_t then = (time_t)near, t;
	struct tm tm;

	localtime_r(&then, &tm);
	t = (time_t)(shown - tm.tm_gmtoff);
	*out = (int64_t)t;
	localtime_r(&t, &tm);
	return (int64_t)t + tm.tm_gmtoff == shown;
}

int64_t
clock_moment(const struct tm *day, int64_t minutes)
{
	enum { DAY_S = 86400, MINUTE_S = 60 };
	struct tm midnight = {.tm_year = day->tm_year, .tm_mon = day->tm_mon, .tm_mday = day->tm_mday};
	int64_t shown = (int64_t)timegm(&midnight) + minutes * MINUTE_S; /* brings the day into range */
	int64_t before, after;
	bool is_before = clock_try_moment(shown, shown - DAY_S, &before);
	bool is_after = clock_try_moment(shown, shown + DAY_S, &after);

	if (is_before && is_after)
		return before < after ? before : after;
	if (is_before || is_after)
		return is_before ? before : after;
	return before > after ? before : after;
}

/* --- days --- */

char *
clock_day(int64_t at)
{
	time_t seconds = (time_t)at;
	struct tm tm;
	char day[32];

	strftime(day, sizeof day, "%Y-%m-%d", gmtime_r(&seconds, &tm));
	return mem_copy_string(day);
}

bool
clock_is_day(const char *text)
{
	struct tm tm = {0};
	const char *end = strlen(text) == 10 ? strptime(text, "%Y-%m-%d", &tm) : NULL;
	char *again;
	bool is_day;

	if (!end || *end)
		return false;
	tm.tm_hour = 12;
	again = clock_day((int64_t)timegm(&tm)); /* 31 June comes back as 1 July */
	is_day = !strcmp(again, text);
	free(again);
	return is_day;
}

bool
clock_is_after_today(const char *day)
{
	char *today = clock_day(clock_now());
	bool is_after = strcmp(day, today) > 0;

	free(today);
	return is_after;
}
