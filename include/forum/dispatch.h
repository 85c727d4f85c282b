/*
 * What is due leaves the database for the spool. For the keeper alone: one at a time does it.
 */
#ifndef BBS_FORUM_DISPATCH_H
#define BBS_FORUM_DISPATCH_H

#include "forum/forum.h"

enum {
	DISPATCH_NUDGE_DAYS = 3, /* later nobody is told of an answer by mail */
};

/*
 * Seconds until the next one is due, 0 when it is due already. ERR_OK; ERR_NOT_FOUND nothing waits; errors of reading.
 * One indexed read.
 */
enum err dispatch_wait(struct forum *, int64_t *out_s);

/*
 * Finish what a crash left half done, then move everything that is due. spool: see spool_path(). Each row goes in a
 * transaction of its own, and its file gets its name after that: it is never lost, and never there twice.
 *
 * ERR_OK nothing is due any more; else the rest is as it was, and the call is to be made again later: ERR_FULL,
 * ERR_IO, ERR_BUSY, ERR_STORE.
 */
enum err dispatch_due(struct forum *, const char *spool);

#endif
