/*
 * Dates and counts as people say them: read aloud well, no abbreviation, no number that needs a table.
 */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/mem.h"
#include "ui/action.h"
#include "ui/spoken.h"
#include "ui/words.h"

static const char *const weekdays[] = {
    N_("Sunday"),
    N_("Monday"),
    N_("Tuesday"),
    N_("Wednesday"),
    N_("Thursday"),
    N_("Friday"),
    N_("Saturday"),
};
static const char *const months[] = {
    /* Translators: the months as they stand in a date; in Polish that is "stycznia". */
    N_("January"),
    N_("February"),
    N_("March"),
    N_("April"),
    N_("May"),
    N_("June"),
    N_("July"),
    N_("August"),
    N_("September"),
    N_("October"),
    N_("November"),
    N_("December"),
};

static void
spoken_break_down(int64_t at, struct tm *out)
{
	time_t t = (time_t)at;

	localtime_r(&t, out);
}

/* Whole days between two moments on the calendar: 0 today, 1 yesterday. */
static int64_t
spoken_days_between(const struct tm *then, const struct tm *now)
{
	struct tm a = {.tm_year = then->tm_year, .tm_mon = then->tm_mon, .tm_mday = then->tm_mday, .tm_hour = 12};
	struct tm b = {.tm_year = now->tm_year, .tm_mon = now->tm_mon, .tm_mday = now->tm_mday, .tm_hour = 12};

	return ((int64_t)timegm(&b) - (int64_t)timegm(&a)) / 86400;
}

char *
spoken_day(int64_t at, int64_t now_at)
{
	struct tm then, now;
	int64_t days;

	spoken_break_down(at, &then);
	spoken_break_down(now_at, &now);
	days = spoken_days_between(&then, &now);
	if (days == 0)
		return mem_copy_string(_("today"));
	if (days == 1)
		return mem_copy_string(_("yesterday"));
	if (days == -1)
		return mem_copy_string(_("tomorrow"));
	/* Translators: weekday, day, month; below the year too: "Tuesday 3 June 2025". */
	if (then.tm_year == now.tm_year)
		return mem_format(_("%s %d %s"), _(weekdays[then.tm_wday]), then.tm_mday, _(months[then.tm_mon]));
	return mem_format(_("%s %d %s %d"), _(weekdays[then.tm_wday]), then.tm_mday, _(months[then.tm_mon]),
	    then.tm_year + 1900);
}

/* "7 in the evening", "7:20 in the evening"; noon and midnight by name. */
static char *
spoken_hour(const struct tm *tm)
{
	int hour = tm->tm_hour % 12 ? tm->tm_hour % 12 : 12;
	const char *part;

	if (tm->tm_min == 0 && tm->tm_hour % 12 == 0)
		return mem_copy_string(tm->tm_hour ? _("noon") : _("midnight"));
	if (tm->tm_hour >= 22 || tm->tm_hour == 0)
		part = _("at night");
	else if (tm->tm_hour < 12)
		part = _("in the morning");
	else if (tm->tm_hour < 18)
		part = _("in the afternoon");
	else
		part = _("in the evening");
	/* Translators: the last is the part of the day, "in the evening"; %2$s and the like change the order. */
	if (tm->tm_min)
		return mem_format(_("%d:%02d %s"), hour, tm->tm_min, part);
	return mem_format(_("%d %s"), hour, part);
}

char *
spoken_time(int64_t at, int64_t now)
{
	char *day = spoken_day(at, now), *hour, *out;
	struct tm then;

	spoken_break_down(at, &then);
	hour = spoken_hour(&then);
	/* Translators: a day, and a time on it: "Tuesday 3 June, 7 in the evening". */
	out = mem_format(_("%s, %s"), day, hour);
	free(hour);
	free(day);
	return out;
}

char *
spoken_until(int64_t at, int64_t now_at)
{
	struct tm then, now;

	spoken_break_down(at, &then);
	spoken_break_down(now_at, &now);
	if (spoken_days_between(&then, &now))
		return spoken_time(at, now_at);
	if (then.tm_hour < 18)
		return spoken_hour(&then);
	/* Translators: a time on the clock this evening. */
	return then.tm_min ? mem_format(_("%d:%02d tonight"), then.tm_hour - 12, then.tm_min)
			   : mem_format(_("%d tonight"), then.tm_hour - 12);
}

static char *
spoken_minutes(int64_t minutes)
{
	struct tm tm = {.tm_hour = (int)(minutes / 60 % 24), .tm_min = (int)(minutes % 60)};

	return spoken_hour(&tm);
}

char *
spoken_shift(int64_t starts, int64_t ends)
{
	char *from = spoken_minutes(starts), *to = spoken_minutes(ends),
	     *out = mem_format(_("from %s to %s"), from, to);

	free(to);
	free(from);
	return out;
}

const char *
spoken_weekday(int64_t weekday)
{
	return _(weekdays[weekday % 7]);
}

char *
spoken_wait(int64_t seconds)
{
	int64_t minutes = (seconds + 59) / 60;

	if (seconds < 60)
		return mem_format(n_("%d second", "%d seconds", seconds), (int)seconds);
	return mem_format(n_("%d minute", "%d minutes", minutes), (int)minutes);
}

char *
spoken_age(int64_t seconds)
{
	int64_t days = seconds / 86400, in_months = days * 12 / 365, years = days / 365;

	if (in_months < 2)
		return mem_format(n_("%d day", "%d days", days), (int)days);
	if (years < 2)
		return mem_format(n_("%d month", "%d months", in_months), (int)in_months);
	return mem_format(n_("%d year", "%d years", years), (int)years);
}

char *
spoken_gone(const char *state, const char *name, int64_t alias)
{
	if (!strcmp(state, "left"))
		return mem_copy_string(_("The writer has left."));
	if (!strcmp(state, "withdrawn")) {
		char *who = spoken_writer(name, alias, false), *out = mem_format(_("%s took this message down."), who);

		free(who);
		return out;
	}
	return mem_copy_string(_("The team has hidden this message."));
}

char *
spoken_unread(int64_t count)
{
	if (count >= 100)
		return mem_copy_string(_("99+ new"));
	return mem_format(n_("%d new", "%d new", count), (int)count);
}
