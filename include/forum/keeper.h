/*
 * The keeper: one process that does what is due and wakes the visitors' sessions when there is news.
 *
 * It sleeps on the bell (db_ring()) and on the next due time, never on a tick. Waking is for its own process
 * group; the due work is for the one keeper that holds the lock, so that `bbs serve` and `bbs here` on the same
 * data never do it twice.
 */
#ifndef BBS_FORUM_KEEPER_H
#define BBS_FORUM_KEEPER_H

#include <stdbool.h>

#include "base/config.h"
#include "base/err.h"

/*
 * Run until SIGTERM. data: the data directory, borrowed. wake_sessions: send SIGUSR1 to the own process group
 * when messages went live, at most every 2 s. Returns the exit status.
 */
int keeper_run(const char *data, const struct config *config, bool wake_sessions);

/*
 * Hold the keeper's lock, so that nothing runs on this data: for restoring. ERR_OK and *out_fd (close lets go);
 * ERR_BUSY the board is running; ERR_IO.
 */
enum err keeper_lock(const char *data, int *out_fd);

#endif
