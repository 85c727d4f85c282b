/*
 * The two clocks. Wall time orders nothing (ids do) and limits nothing (the monotonic clock does): it may jump.
 */
#ifndef BBS_BASE_CLOCK_H
#define BBS_BASE_CLOCK_H

#include <stdbool.h>
#include <stdint.h>
#include <time.h>

#include "base/err.h"

enum { CLOCK_ZONE_BYTES = 60 }; /* longest name of a time zone */

int64_t clock_now(void);          /* seconds since 1970, UTC */
int64_t clock_monotonic_ms(void); /* milliseconds since some moment; never goes back */

/* For tests: both clocks stand still at this wall time until moved; monotonic time starts at 0. */
void clock_pin(int64_t now);
void clock_advance_ms(int64_t ms); /* only after clock_pin() */

/*
 * Is this the name of a time zone, as the IANA database has them: "Europe/London"? It is one of the files below
 * /usr/share/zoneinfo, so nothing that could be another path is: [A-Za-z0-9_+-] between slashes, a letter first. ""
 * is none. Opens the file; works in a session's sandbox.
 */
bool clock_zone_is_known(const char *name);

/*
 * The board's own zone, for this process and those it forks, used from now on; "" is the machine's (TZ, else
 * /etc/localtime). ERR_OK; ERR_NOT_FOUND, and nothing has changed, when there is no such zone.
 */
enum err clock_set_home_zone(const char *name);

/* Let localtime(3) in this process speak of this zone; "" is the board's own. Errors as above. */
enum err clock_use_zone(const char *name);

/*
 * Between these two, localtime(3) in this process speaks of the board's own zone, whichever it uses otherwise. Never
 * nested.
 */
void clock_begin_home(void);
void clock_end_home(void);

/*
 * The moment, seconds UTC, when the clocks of the zone in use show this: the day (its tm_year, tm_mon and tm_mday, which
 * may lie outside their ranges) and minutes after its midnight, 0 or more. What they show twice, as clocks go back, is
 * the first time; what they leave out, as clocks go forward, is as much later as they were moved.
 */
int64_t clock_moment(const struct tm *day, int64_t minutes);

/*
 * The environment variable BBS_CLOCK holds seconds UTC: pin the wall clock from outside, for golden tests of
 * the whole program. Ignored when absent or not a number. The monotonic clock goes on.
 */
void clock_init_from_environment(void);

/* A day as YYYY-MM-DD, in UTC; owned. */
char *clock_day(int64_t at);
/* Is this text a day there is, as YYYY-MM-DD? */
bool clock_is_day(const char *text);
/* Is this day (see above) later than today? Days in this form compare as text. */
bool clock_is_after_today(const char *day);

#endif
