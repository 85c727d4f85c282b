/*
 * The schema and its versions. The numbered files in bbs/store/sql are its only source.
 */
#ifndef BBS_STORE_MIGRATE_H
#define BBS_STORE_MIGRATE_H

#include "base/err.h"
#include "store/db.h"

enum { STORE_APPLICATION_ID = 0x4b49444f }; /* "KIDO" in the file's header */

/*
 * Open DIRECTORY/board.db, which must be at this program's version; what every process but an upgrade does.
 * ERR_OK; ERR_NOT_FOUND there is none; ERR_NEWER; ERR_DAMAGED older or half made: migrate first; ERR_FOREIGN not
 * our file; ERR_IO; ERR_STORE.
 */
enum err migrate_open(const char *directory, struct db **out);

/* The newest version this program knows: the number of the last file. */
int migrate_version(void);

/* Is it ours, and not newer than we know? ERR_OK, ERR_FOREIGN, ERR_NEWER. An empty file may become ours. */
enum err migrate_check_owner(struct db *);

/* Is an open database ours and of exactly this version? ERR_OK, ERR_FOREIGN, ERR_NEWER, ERR_DAMAGED older. */
enum err migrate_check(struct db *);

/*
 * Make DIRECTORY/board.db, or bring it to this version: every step in one transaction. A copy of an older
 * database goes to backup_path first (NULL: none). ERR_OK; ERR_NEWER, ERR_FOREIGN; ERR_DAMAGED a rule of the
 * new schema does not hold and nothing was changed; ERR_FULL, ERR_IO, ERR_STORE.
 */
enum err migrate_run(const char *directory, const char *backup_path);

#endif
