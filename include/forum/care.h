/*
 * Looking after the board's file, for the operator: making it, looking for damage, putting a copy back.
 *
 * `data` is the data directory everywhere, borrowed. With ERR_IO errno holds why.
 */
#ifndef BBS_FORUM_CARE_H
#define BBS_FORUM_CARE_H

#include "forum/forum.h"

/*
 * Say that this process works on the board, before forum_open(): many may at once, but none while a copy is put
 * back. ERR_OK and *out_fd (close lets go); ERR_NOT_FOUND there is no board; ERR_BUSY it is being restored; ERR_IO.
 */
enum err care_enter(const char *data, int *out_fd);

/*
 * setup_directories(), care_enter() and setup_board(), one process at a time: two that make the same file at the
 * same moment would get in each other's way. Waits for another that makes it.
 *
 * out_is_new   there was no board before
 *
 * Errors as theirs; without ERR_OK nothing is held.
 */
enum err care_make(const char *data, bool *out_is_new, int *out_fd);

/*
 * Put a copy in the board's place, into a new data directory too. The copy is checked whole before anything is
 * touched, and stays where it is. What the ledger of erasures has is taken out of it before it opens. The caller has
 * no forum open.
 *
 * out_kept   where the board that was there before is kept, with PATH-wal beside it when it could not be read;
 *            owned, NULL when there was none
 *
 * ERR_OK; ERR_BUSY the board is running, or another operator is at work on it; ERR_NOT_FOUND no such copy;
 * ERR_FOREIGN, ERR_NEWER, ERR_DAMAGED it is not fit; ERR_FULL; ERR_IO. But for ERR_OK the board is as it was.
 */
enum err care_restore(const char *data, const char *copy, char **out_kept);

/* One thing found wrong; words of store/upkeep.h, borrowed for the call. */
typedef void care_report(void *context, const char *what, const char *where);

/* Look at everything. ERR_OK and how much was wrong; ERR_DAMAGED it can't even be read. */
enum err care_check(struct forum *, care_report *report, void *context, int64_t *out_count);

#endif
