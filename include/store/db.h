/*
 * The one door to the database engine. No type or code of the engine leaves here, so that another can come
 * behind it.
 *
 * A process opens the board with migrate_open(). Reading needs nothing more. Writing happens between db_begin() and db_commit(), which hold the board's lock: one
 * writer at a time over all processes (SQLite before 3.51.3 can corrupt a WAL when two connections write or
 * checkpoint at the same instant). Nothing waits on a visitor between the two.
 */
#ifndef BBS_STORE_DB_H
#define BBS_STORE_DB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct db;
struct stmt;

/*
 * A statement is literal text with named parameters, registered so that a test can prepare each one:
 *   SQL(member_by_id, "SELECT name FROM member WHERE id = :id");
 */
struct sql {
	const char *name;
	const char *text;
};
#define SQL(id, words) \
	static const struct sql id __attribute__((section("bbs_sql"), used, aligned(sizeof(void *)))) = {#id, words}

/* The k-th registered statement of the program, or NULL past the last. */
const struct sql *sql_at(size_t k);

void db_close(struct db *); /* NULL is fine */

/*
 * Before a wait that may be long: give back the statements and the cache, half of what a session's database takes.
 * The next screen makes its own again in a tenth of a millisecond. No statement may be unfinished. NULL is fine.
 */
void db_rest(struct db *);

/*
 * Before writing a great deal: a cache that holds what one transaction touches (8 MiB; a session's is 128 KiB), so
 * that no page goes to the log twice in it. For as long as the db is open.
 */
void db_expect_much(struct db *);

/*
 * Wait for the lock and begin to write. ERR_OK; otherwise nothing is held. Never nested.
 */
enum err db_begin(struct db *);

/* ERR_OK: it is on disk. Otherwise nothing was written. The lock is let go either way. */
enum err db_commit(struct db *);
void db_rollback(struct db *);

/* db_commit() when so_far is ERR_OK, else db_rollback(); the result of the whole. */
enum err db_end(struct db *, enum err so_far);

/*
 * A prepared statement, ready to bind; kept by the db and prepared on first use. Finish it before the same one
 * is asked for again. fatal() when it does not compile.
 */
struct stmt *db_stmt(struct db *, const struct sql *);

/* name with its colon; text borrowed until the statement is finished. */
void stmt_bind_int(struct stmt *, const char *name, int64_t value);
void stmt_bind_text(struct stmt *, const char *name, const char *text); /* NULL binds NULL */

/* True while there is a row. After false, or to stop early, stmt_finish() tells whether all went well. */
bool stmt_next(struct stmt *);
enum err stmt_finish(struct stmt *);

/* Finish one that was to find a row: `found` says whether there was one. ERR_NOT_FOUND when there was none. */
enum err stmt_finish_found(struct stmt *, bool found);
/* The number in the first row, 0 when there is no row; and finish. out untouched on failure. */
enum err stmt_read_int(struct stmt *, int64_t *out);

/* Run a statement that returns no rows, and finish it. ERR_TAKEN when a unique value is there already. */
enum err stmt_run(struct stmt *);
/* The same for one that must change a row. Also ERR_NOT_FOUND: none was. */
enum err stmt_run_change(struct db *, struct stmt *);

int64_t stmt_int(struct stmt *, int column);
const char *stmt_text(struct stmt *, int column); /* "" for NULL; good until the next stmt_next() */
bool stmt_is_null(struct stmt *, int column);

int64_t db_last_id(struct db *); /* of the last row inserted */
int64_t db_changes(struct db *); /* rows changed by the last statement */

/*
 * While a statement works on, ask this every few microseconds to milliseconds: true ends it, with ERR_STOPPED. NULL
 * asks nobody any more. context borrowed until then.
 */
void db_interrupt_when(struct db *, bool (*is_over)(void *context), void *context);

/* Run this inside each transaction, right before it is committed; what fails fails the commit. NULL for nothing. */
void db_before_commit(struct db *, enum err (*)(struct db *));

/* Ring the bell: the keeper looks at the board soon. Cheap; never fails loudly. */
void db_ring(struct db *);

/* --- for migrate.c, upkeep.c and the tests only --- */

/*
 * Open DIRECTORY/board.db, whatever version is there, or make an empty file when create is set. Each process
 * opens its own, after any fork. ERR_OK; ERR_NOT_FOUND there is none; ERR_IO; ERR_FOREIGN; ERR_STORE.
 */
enum err db_open_any(const char *directory, bool create, struct db **out);
/* Open a file that nobody is using, such as a backup, to read from. ERR_OK; ERR_NOT_FOUND; ERR_IO. */
enum err db_open_copy(const char *path, struct db **out);
/* Hold the writers' lock for what can't be done in a transaction; db_begin() and db_checkpoint() take it themselves. */
enum err db_lock(struct db *);
void db_unlock(struct db *);
/* Run several statements of literal or embedded text. */
enum err db_script(struct db *, const char *text);
int64_t db_pragma_int(struct db *, const char *pragma_query);
/* Does the statement compile? For the test over every registered statement. */
bool db_compiles(struct db *, const struct sql *, char *why, size_t why_bytes);
/* Write one page-complete copy to a new file (VACUUM INTO). ERR_TAKEN when path exists. */
enum err db_copy_to(struct db *, const char *path);
/* Move what is in the WAL into the file, under the lock. ERR_BUSY when readers held some of it back. */
enum err db_checkpoint(struct db *);
int64_t db_wal_bytes(struct db *);

#endif
