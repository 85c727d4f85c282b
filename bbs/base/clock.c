/*
 * The two clocks, and how a test holds them still. Not here: whose hours the wall clock shows, and days (calendar.c).
 */
#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <time.h>

#include "base/clock.h"

static struct {
	bool pinned;      /* both clocks stand still */
	bool wall_pinned; /* only the wall clock, from the environment */
	int64_t now, monotonic_ms;
} state;

int64_t
clock_now(void)
{
	return state.pinned || state.wall_pinned ? state.now : (int64_t)time(NULL);
}

int64_t
clock_monotonic_ms(void)
{
	struct timespec t;

	if (state.pinned)
		return state.monotonic_ms;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

void
clock_pin(int64_t now)
{
	state.pinned = true;
	state.now = now;
	state.monotonic_ms = 0;
}

void
clock_advance_ms(int64_t ms)
{
	state.now += (state.monotonic_ms % 1000 + ms) / 1000;
	state.monotonic_ms += ms;
}

void
clock_init_from_environment(void)
{
	const char *text = getenv("BBS_CLOCK");
	char *end;
	long long now;

	if (!text || !*text)
		return;
	errno = 0;
	now = strtoll(text, &end, 10);
	if (errno || *end)
		return;
	state.wall_pinned = true;
	state.now = now;
}
