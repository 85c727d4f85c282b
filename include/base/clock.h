/*
 * The two clocks. Wall time orders nothing (ids do) and limits nothing (the monotonic clock does): it may jump.
 */
#ifndef BBS_BASE_CLOCK_H
#define BBS_BASE_CLOCK_H

#include <stdint.h>

int64_t clock_now(void);          /* seconds since 1970, UTC */
int64_t clock_monotonic_ms(void); /* milliseconds since some moment; never goes back */

/* For tests: both clocks stand still at this wall time until moved; monotonic time starts at 0. */
void clock_pin(int64_t now);
void clock_advance_ms(int64_t ms); /* only after clock_pin() */

/*
 * The environment variable BBS_CLOCK holds seconds UTC: pin the wall clock from outside, for golden tests of
 * the whole program. Ignored when absent or not a number. The monotonic clock goes on.
 */
void clock_init_from_environment(void);

#endif
