/*
 * Who is here. Read and written with pread() and pwrite(), not mapped: a file that somebody cuts short must not end a
 * session.
 */
#include <assert.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/random.h"
#include "forum/live.h"
#include "forum/rota.h"

enum {
	LIVE_MS = LIVE_S * 1000,
	STAMP_EVERY_MS = 1000,
	PLACES_AT_ONCE = 128,
	CLAIM_TRIES = 8,
	MODERATORS_MOST = 64,
};

/* One place in the file. */
struct place {
	uint64_t token; /* of the session; 0 for none */
	int64_t member; /* 0 for a guest */
	int64_t at_ms;  /* monotonic */
	int64_t at;     /* wall, seconds UTC */
};

static_assert(sizeof(struct place) == 32, "a place has no holes");

struct live {
	char *path;
	int fd;         /* -1: not open */
	uint64_t token; /* 0: no place yet */
	int64_t number; /* of the place */
	int64_t member; /* as last written */
	int64_t stamped_ms;
};

struct live *
live_new(const char *directory)
{
	struct live *live = mem_alloc(sizeof *live);

	live->path = mem_format("%s/here", directory);
	live->fd = -1;
	return live;
}

/* False: there is no such file to be had. Neither a link nor a pipe will do. */
static bool
live_open(struct live *live)
{
	struct stat st;
	int fd;

	if (live->fd >= 0)
		return true;
	fd = open(live->path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0600);
	if (fd < 0)
		return false;
	if (fstat(fd, &st) || !S_ISREG(st.st_mode)) {
		close(fd);
		return false;
	}
	live->fd = fd;
	return true;
}

static off_t
live_offset(int64_t number)
{
	return (off_t)(number * (int64_t)sizeof(struct place));
}

static bool
live_write(const struct live *live, int64_t number, const struct place *place)
{
	return pwrite(live->fd, place, sizeof *place, live_offset(number)) == (ssize_t)sizeof *place;
}

static bool
live_owns(const struct live *live)
{
	struct place place = {0};

	return live->token &&
	    pread(live->fd, &place, sizeof place, live_offset(live->number)) == (ssize_t)sizeof place &&
	    place.token == live->token;
}

void
live_free(struct live *live)
{
	const struct place empty = {0};

	if (!live)
		return;
	if (live->fd >= 0) {
		if (live_owns(live))
			live_write(live, live->number, &empty);
		close(live->fd);
	}
	free(live->path);
	free(live);
}

/* Is somebody in this place now? Both clocks must say so. */
static bool
live_is_here(const struct place *place)
{
	int64_t now = clock_now(), now_ms = clock_monotonic_ms();

	return place->token && place->member >= 0 && place->at <= now && place->at > now - LIVE_S &&
	    place->at_ms <= now_ms && place->at_ms > now_ms - LIVE_MS;
}

/* Called with each place in turn; false ends it. */
typedef bool live_visitor(void *context, int64_t number, const struct place *);

static void
live_walk(const struct live *live, live_visitor *visitor, void *context)
{
	struct place places[PLACES_AT_ONCE];

	for (int64_t number = 0; number < LIVE_MOST; number += PLACES_AT_ONCE) {
		ssize_t bytes = pread(live->fd, places, sizeof places, live_offset(number));
		int64_t count = bytes > 0 ? bytes / (ssize_t)sizeof *places : 0;

		for (int64_t k = 0; k < count; k++)
			if (!visitor(context, number + k, &places[k]))
				return;
		if (count < PLACES_AT_ONCE)
			return;
	}
}

/* --- being here --- */

/* The first empty place; past the last one there is, when all are taken. */
static bool
live_find_empty(void *context, int64_t number, const struct place *place)
{
	int64_t *found = context;

	*found = live_is_here(place) ? number + 1 : number;
	return *found > number;
}

/* Two may take one place at the same instant: whoever finds the other there looks again, now or at the next stamp. */
static void
live_claim(struct live *live, struct place *place)
{
	do
		random_bytes(&place->token, sizeof place->token);
	while (!place->token);
	for (int tries = 0; tries < CLAIM_TRIES; tries++) {
		live->number = 0;
		live_walk(live, live_find_empty, &live->number);
		live->token = place->token;
		if (live->number >= LIVE_MOST || !live_write(live, live->number, place))
			break;
		if (live_owns(live))
			return;
	}
	live->token = 0;
}

/* Less than a second ago, for the same person. */
static bool
live_is_stamped(const struct live *live, const struct place *place)
{
	return live->token && live->member == place->member && place->at_ms >= live->stamped_ms &&
	    place->at_ms - live->stamped_ms < STAMP_EVERY_MS;
}

void
live_stamp(struct forum *forum, const struct actor *actor)
{
	struct live *live = forum->live;
	struct place place = {.member = actor->member, .at_ms = clock_monotonic_ms(), .at = clock_now()};

	if (!live || live_is_stamped(live, &place) || !live_open(live))
		return;
	live->member = actor->member;
	live->stamped_ms = place.at_ms;
	place.token = live->token;
	if (!live_owns(live) || !live_write(live, live->number, &place))
		live_claim(live, &place);
}

/* --- counting --- */

struct count {
	int64_t guests;
	int64_t *members; /* owned */
	size_t member_count;
};

static bool
live_count_one(void *context, int64_t number, const struct place *place)
{
	struct count *count = context;

	(void)number;
	if (!live_is_here(place))
		return true;
	if (!place->member) {
		count->guests++;
		return true;
	}
	count->members = mem_resize_array(count->members, count->member_count + 1, sizeof *count->members);
	count->members[count->member_count++] = place->member;
	return true;
}

static int
live_compare(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return x < y ? -1 : x > y;
}

int64_t
live_count(struct forum *forum)
{
	struct count count = {0};
	int64_t different = 0;

	if (!forum->live || !live_open(forum->live))
		return 0;
	live_walk(forum->live, live_count_one, &count);
	if (count.member_count)
		qsort(count.members, count.member_count, sizeof *count.members, live_compare);
	for (size_t k = 0; k < count.member_count; k++)
		different += !k || count.members[k] != count.members[k - 1];
	free(count.members);
	return count.guests + different;
}

/* --- moderators --- */

struct watchers {
	int64_t members[MODERATORS_MOST];
	size_t count;
	bool is_here; /* one of them */
};

static bool
live_find_watcher(void *context, int64_t number, const struct place *place)
{
	struct watchers *watchers = context;

	(void)number;
	for (size_t k = 0; k < watchers->count; k++)
		if (place->member == watchers->members[k] && live_is_here(place))
			watchers->is_here = true;
	return !watchers->is_here;
}

bool
live_has_moderator(struct forum *forum)
{
	struct watchers watchers = {.count = 0};

	if (!forum->live || !forum->db ||
	    rota_on_now(forum, CAP_DESK, clock_now(), watchers.members, MODERATORS_MOST, &watchers.count) != ERR_OK ||
	    !watchers.count || !live_open(forum->live))
		return false;
	live_walk(forum->live, live_find_watcher, &watchers);
	return watchers.is_here;
}

enum live_watch
live_look(struct forum *forum, int64_t *next_at)
{
	struct turn turn;

	if (live_has_moderator(forum))
		return LIVE_MODERATOR;
	if (!forum->db || rota_find_next(forum, CAP_DESK, clock_now(), &turn) != ERR_OK)
		return LIVE_NOBODY;
	*next_at = turn.starts_at;
	return LIVE_NEXT;
}
