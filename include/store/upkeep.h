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

/* What is done to a copy before it is used: it is at this program's version, and nobody else has it. */
typedef enum err upkeep_mend(struct db *, void *context);

/*
 * Put a copy in place of DIRECTORY/board.db. Nobody may have the board open: hold keeper_lock() first. The copy
 * is checked whole before anything is touched.
 *
 * keep_path  where the old board is kept: a copy by the engine or, of one it can't read, the file as it is and its
 *            log beside it as KEEP_PATH-wal; NULL: it is not kept
 *
 * mend       called on the copy before it is in place; its error leaves the board as it was. NULL for nothing
 *
 * ERR_OK; ERR_NOT_FOUND no such file; ERR_FOREIGN, ERR_NEWER, ERR_DAMAGED the copy is not fit; ERR_TAKEN there is a
 * file at keep_path; ERR_FULL, ERR_IO, ERR_STORE and whatever else keeps the old one from being kept: the board is
 * as it was.
 */
enum err upkeep_restore(const char *directory, const char *copy_path, const char *keep_path, upkeep_mend *mend,
    void *context);

/*
 * Do something to a copy itself: it is made anew beside it, at this program's version, and takes its name when it is
 * whole and on disk. Errors as of upkeep_restore(); but for ERR_OK the copy is as it was.
 */
enum err upkeep_rewrite(const char *path, upkeep_mend *mend, void *context);

/* A setting of a copy that nobody is using, of any version; value owned, "" when it has none. Errors as above. */
enum err upkeep_read_setting(const char *path, const char *name, char **value);

#endif
