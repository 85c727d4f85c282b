/*
 * Looking after the file: copies, checks, and putting a copy back.
 */
#ifndef BBS_STORE_UPKEEP_H
#define BBS_STORE_UPKEEP_H

#include "store/db.h"

/*
 * One thing found wrong: what ("integrity", "foreign-key", "message-count", "last-message", "first-message",
 * "to-member") and where, for people; borrowed for the call.
 */
typedef void upkeep_report(void *context, const char *what, const char *where);

/* Look at everything. ERR_OK: looked (count says what was found); ERR_DAMAGED it can't even be read. */
enum err upkeep_check(struct db *, upkeep_report *report, void *context, int64_t *count);

/*
 * Put a copy in place of DIRECTORY/board.db. Nobody may have the board open: hold keeper_lock() first. The copy
 * is checked whole before anything is touched.
 *
 * keep_path  where the old board is kept: a copy by the engine or, of one it can't read, the file as it is and its
 *            log beside it as KEEP_PATH-wal; NULL: it is not kept
 *
 * ERR_OK; ERR_NOT_FOUND no such file; ERR_FOREIGN, ERR_NEWER, ERR_DAMAGED the copy is not fit; ERR_TAKEN there is a
 * file at keep_path; ERR_FULL, ERR_IO, ERR_STORE and whatever else keeps the old one from being kept: the board is
 * as it was.
 */
enum err upkeep_restore(const char *directory, const char *copy_path, const char *keep_path);

#endif
