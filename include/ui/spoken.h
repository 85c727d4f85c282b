/*
 * Dates and counts as people say them.
 */
#ifndef BBS_UI_SPOKEN_H
#define BBS_UI_SPOKEN_H

#include <stdbool.h>
#include <stdint.h>

/*
 * "today, 7 in the evening", "yesterday, 7:20 in the evening", "Tuesday 3 June, 7 in
 * the evening", with the year when it is another one. In the board's local time. Returns owned.
 */
char *spoken_time(int64_t at, int64_t now);

/* "today", "yesterday", "tomorrow", "Tuesday 3 June", "Tuesday 3 June 2025". Returns owned. */
char *spoken_day(int64_t at, int64_t now);

/* By when: "9 tonight", "10 in the morning" of today; of another day as spoken_time(). Returns owned. */
char *spoken_until(int64_t at, int64_t now);

/* "from 8 in the morning to noon"; minutes after midnight. Returns owned. */
char *spoken_shift(int64_t starts, int64_t ends);

const char *spoken_weekday(int64_t weekday); /* 1 Monday to 7 Sunday; translated, static */

/* "20 seconds", "a minute", "10 minutes", "an hour"; for waiting. Returns owned. */
char *spoken_wait(int64_t seconds);

/*
 * What a writer is called: the name; "unknown Robin" for the alias they have in this conversation; "a former member".
 * is_own: it is whoever looks, who is told so. Returns owned.
 */
char *spoken_writer(const char *name, int64_t alias, bool is_own);

/* What is said in the place of a message that is not live: its state and writer. Returns owned. */
char *spoken_gone(const char *state, const char *name, int64_t alias);

/* "4 months", "2 years", "9 days": how old something is. Returns owned. */
char *spoken_age(int64_t seconds);

/* "3 new", "99+ new". Returns owned. */
char *spoken_unread(int64_t count);

#endif
