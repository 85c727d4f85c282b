/*
 * Who is here, as a number; and whether a moderator is. Never who.
 *
 * One small file, db/here, of fixed places: each session writes the time into its own when a key comes, at most once a
 * second. No write to the database and nobody is woken by it. A place that was not written to for LIVE_S counts as
 * empty, so a session that was killed, or a visitor who fell asleep, is not here for ever; by both clocks, so that one
 * that jumps, or a machine that was started again, makes people be gone too early, never too late.
 *
 * The file is only ever read as numbers in a certain time: one of other bytes, too short or too long, is one of empty
 * places. That somebody is a moderator, and on shift, is asked of the database. No copy of the board has it.
 *
 * "A moderator is here" means signed in, on shift and active in the last 10 minutes. Source: product page, section 5.
 */
#ifndef BBS_FORUM_LIVE_H
#define BBS_FORUM_LIVE_H

#include "forum/forum.h"
#include "forum/policy.h"

enum {
	LIVE_S = 10 * 60,
	LIVE_MOST = 4096, /* places; who finds none is not counted */
};

struct live;

/* directory: the one of the database, borrowed. Nothing is opened before it is needed. Returns owned. */
struct live *live_new(const char *directory);
/* The place is empty at once. NULL is fine. */
void live_free(struct live *);

/* This visitor has just done something. Errors are nobody's trouble: they are not counted then. */
void live_stamp(struct forum *, const struct actor *);

/* How many are here: members once each, guests by their visits. 0 when it can't be known. */
int64_t live_count(struct forum *);

/* Is somebody with CAP_DESK here who is on shift now? Two reads. */
bool live_has_moderator(struct forum *);

enum live_watch {
	LIVE_NOBODY,    /* and the rota has no moderator for the next 7 days */
	LIVE_NEXT,      /* *next_at: when the next one is here, seconds UTC */
	LIVE_MODERATOR, /* one is here now */
};
enum live_watch live_look(struct forum *, int64_t *next_at);

#endif
