/*
 * SQLite behind the seam of db.h. The only file that includes sqlite3.h.
 *
 * - WAL, synchronous FULL: a message that was acknowledged is on disk.
 * - Every writer holds an exclusive flock on board.lock, opened by this process for itself.
 * - Nobody checkpoints by accident: not at commit, not at close. The keeper does, under the lock.
 */
#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/log.h"
#include "base/mem.h"
#include "store/db.h"

extern const struct sql __start_bbs_sql[], __stop_bbs_sql[];

struct stmt {
	sqlite3_stmt *handle;
	struct db *db;
	enum err failed; /* remembered from stmt_next() for stmt_finish() */
};

struct db {
	sqlite3 *handle;
	char *path; /* of board.db */
	int lock_fd, bell_fd;
	bool writing;
	enum err (*before_commit)(struct db *);
	bool (*is_over)(void *context); /* see db_interrupt_when() */
	void *over_context;
	struct stmt *stmts; /* one per registered statement, by its place in the section */
};

const struct sql *
sql_at(size_t k)
{
	return k < (size_t)(__stop_bbs_sql - __start_bbs_sql) ? &__start_bbs_sql[k] : NULL;
}

/*
 * The engine's codes become ours, here and nowhere else. Of a write it could not make it says FULL only for
 * ENOSPC, and its own sqlite3_system_errno() is not set by a failed COMMIT, so errno is looked at: callers clear it.
 */
static enum err
db_translate(int code)
{
	switch (code & 0xff) {
	case SQLITE_OK:
	case SQLITE_ROW:
	case SQLITE_DONE:
		return ERR_OK;
	case SQLITE_FULL:
		return ERR_FULL;
	case SQLITE_IOERR:
		return errno == ENOSPC || errno == EFBIG || errno == EDQUOT ? ERR_FULL : ERR_STORE;
	case SQLITE_INTERRUPT:
		return ERR_STOPPED;
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		return ERR_BUSY;
	case SQLITE_CONSTRAINT:
		return code == SQLITE_CONSTRAINT_UNIQUE || code == SQLITE_CONSTRAINT_PRIMARYKEY ? ERR_TAKEN : ERR_STORE;
	case SQLITE_NOTADB:
		return ERR_FOREIGN;
	case SQLITE_CORRUPT:
		return ERR_DAMAGED;
	default:
		return ERR_STORE;
	}
}

static enum err
db_failed(struct db *db, int code, const char *what)
{
	enum err err = db_translate(code);

	log_warning("store what=%s err=%s code=%d words=%s", what, err_name(err), code,
	    db->handle ? sqlite3_errmsg(db->handle) : "");
	return err;
}

enum err
db_script(struct db *db, const char *text)
{
	int code;

	errno = 0;
	code = sqlite3_exec(db->handle, text, NULL, NULL, NULL);
	return code == SQLITE_OK ? ERR_OK : db_failed(db, sqlite3_extended_errcode(db->handle), "script");
}

int64_t
db_pragma_int(struct db *db, const char *pragma_query)
{
	sqlite3_stmt *query;
	int64_t value = -1;

	if (sqlite3_prepare_v2(db->handle, pragma_query, -1, &query, NULL) != SQLITE_OK)
		return -1;
	if (sqlite3_step(query) == SQLITE_ROW)
		value = sqlite3_column_int64(query, 0);
	sqlite3_finalize(query);
	return value;
}

static int
db_open_beside(const char *directory, const char *name)
{
	char *path = mem_format("%s/%s", directory, name);
	int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);

	free(path);
	return fd;
}

/*
 * A session reads a few pages and writes a few rows: its private cache is small, and the file itself is
 * mapped, so that all sessions share the kernel's copy of what they read.
 */
static enum err
db_set_up(struct db *db)
{
	int off;

	sqlite3_extended_result_codes(db->handle, 1);
	sqlite3_busy_timeout(db->handle, 5000);
	sqlite3_db_config(db->handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, &off);
	sqlite3_db_config(db->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, &off);
	sqlite3_db_config(db->handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, &off);
	return db_script(db,
	    "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON;"
	    "PRAGMA wal_autocheckpoint = 0; PRAGMA cache_size = -128; PRAGMA temp_store = MEMORY;"
	    "PRAGMA mmap_size = 67108864");
}

/*
 * Once in a process that forks, before SQLite is used at all: without this each connection sets 20 pages (86 KiB)
 * of cache aside at once, though it reads almost everything from the mapped file.
 */
static void
db_set_up_engine(void)
{
	static bool is_done;

	if (!is_done)
		sqlite3_config(SQLITE_CONFIG_PAGECACHE, NULL, 0, 0);
	is_done = true;
}

static struct db *
db_new(char *path)
{
	struct db *db = mem_alloc(sizeof *db);

	db_set_up_engine();
	db->path = path;
	db->lock_fd = db->bell_fd = -1;
	db->stmts = mem_alloc_array((size_t)(__stop_bbs_sql - __start_bbs_sql), sizeof *db->stmts);
	return db;
}

enum err
db_open_any(const char *directory, bool create, struct db **out)
{
	struct db *db = db_new(mem_format("%s/board.db", directory));
	int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | (create ? SQLITE_OPEN_CREATE : 0);
	enum err err;

	err = !create && access(db->path, F_OK) ? (errno == ENOENT ? ERR_NOT_FOUND : ERR_IO) : ERR_OK;
	if (err == ERR_OK) {
		db->lock_fd = db_open_beside(directory, "board.lock");
		db->bell_fd = db_open_beside(directory, "bell");
		err = db->lock_fd < 0 || db->bell_fd < 0 ? ERR_IO : ERR_OK;
	}
	if (err == ERR_OK && sqlite3_open_v2(db->path, &db->handle, flags, NULL) != SQLITE_OK)
		err = db_failed(db, sqlite3_extended_errcode(db->handle), "open");
	if (err == ERR_OK)
		err = db_set_up(db);
	if (err != ERR_OK) {
		db_close(db);
		return err;
	}
	*out = db;
	return ERR_OK;
}

enum err
db_open_copy(const char *path, struct db **out)
{
	struct db *db;

	if (access(path, R_OK))
		return errno == ENOENT ? ERR_NOT_FOUND : ERR_IO;
	db = db_new(mem_copy_string(path));
	if (sqlite3_open_v2(path, &db->handle, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK) {
		db_close(db);
		return ERR_IO;
	}
	*out = db;
	return ERR_OK;
}

static void
db_drop_statements(struct db *db)
{
	for (const struct sql *sql = __start_bbs_sql; sql < __stop_bbs_sql; sql++) {
		struct stmt *stmt = &db->stmts[sql - __start_bbs_sql];

		sqlite3_finalize(stmt->handle);
		stmt->handle = NULL;
	}
}

void
db_close(struct db *db)
{
	if (!db)
		return;
	if (db->writing)
		db_rollback(db);
	db_drop_statements(db);
	sqlite3_close(db->handle);
	if (db->lock_fd >= 0)
		close(db->lock_fd);
	if (db->bell_fd >= 0)
		close(db->bell_fd);
	free(db->stmts);
	free(db->path);
	free(db);
}

void
db_rest(struct db *db)
{
	if (!db)
		return;
	db_drop_statements(db);
	sqlite3_db_release_memory(db->handle);
}

void
db_expect_much(struct db *db)
{
	db_script(db, "PRAGMA cache_size = -8192");
}

void
db_unlock(struct db *db)
{
	db->writing = false;
	flock(db->lock_fd, LOCK_UN);
}

enum err
db_lock(struct db *db)
{
	while (flock(db->lock_fd, LOCK_EX))
		if (errno != EINTR)
			return ERR_IO;
	return ERR_OK;
}

enum err
db_begin(struct db *db)
{
	enum err err;

	if (db->writing)
		fatal("a write inside a write");
	err = db_lock(db);
	if (err != ERR_OK)
		return err;
	err = db_script(db, "BEGIN IMMEDIATE");
	if (err != ERR_OK) {
		db_unlock(db);
		return err;
	}
	db->writing = true;
	return ERR_OK;
}

enum err
db_commit(struct db *db)
{
	enum err err = db->before_commit ? db->before_commit(db) : ERR_OK;

	if (err == ERR_OK)
		err = db_script(db, "COMMIT");
	if (err != ERR_OK) {
		db_rollback(db);
		return err;
	}
	db_unlock(db);
	return ERR_OK;
}

void
db_rollback(struct db *db)
{
	/* A failed COMMIT may have rolled back by itself. */
	if (!sqlite3_get_autocommit(db->handle))
		db_script(db, "ROLLBACK");
	db_unlock(db);
}

enum err
db_end(struct db *db, enum err so_far)
{
	if (so_far == ERR_OK)
		return db_commit(db);
	db_rollback(db);
	return so_far;
}

struct stmt *
db_stmt(struct db *db, const struct sql *sql)
{
	struct stmt *stmt = &db->stmts[sql - __start_bbs_sql];

	if (!stmt->handle) {
		int code = sqlite3_prepare_v2(db->handle, sql->text, -1, &stmt->handle, NULL);

		if (code != SQLITE_OK)
			fatal("statement %s: %s", sql->name, sqlite3_errmsg(db->handle));
		stmt->db = db;
	}
	return stmt;
}

bool
db_compiles(struct db *db, const struct sql *sql, char *why, size_t why_bytes)
{
	sqlite3_stmt *handle;
	bool fine = sqlite3_prepare_v2(db->handle, sql->text, -1, &handle, NULL) == SQLITE_OK;

	snprintf(why, why_bytes, "%s", fine ? "" : sqlite3_errmsg(db->handle));
	sqlite3_finalize(handle);
	return fine;
}

static int
stmt_parameter(struct stmt *stmt, const char *name)
{
	int place = sqlite3_bind_parameter_index(stmt->handle, name);

	if (!place)
		fatal("no parameter %s in: %s", name, sqlite3_sql(stmt->handle));
	return place;
}

void
stmt_bind_int(struct stmt *stmt, const char *name, int64_t value)
{
	sqlite3_bind_int64(stmt->handle, stmt_parameter(stmt, name), value);
}

void
stmt_bind_text(struct stmt *stmt, const char *name, const char *text)
{
	if (sqlite3_bind_text(stmt->handle, stmt_parameter(stmt, name), text, -1, SQLITE_STATIC) == SQLITE_NOMEM)
		fatal("no memory to bind");
}

bool
stmt_next(struct stmt *stmt)
{
	int code;

	errno = 0;
	code = sqlite3_step(stmt->handle);
	if (code == SQLITE_ROW)
		return true;
	if (code == SQLITE_NOMEM)
		fatal("no memory in the store");
	if (code != SQLITE_DONE) {
		stmt->failed = db_translate(sqlite3_extended_errcode(stmt->db->handle));
		if (stmt->failed != ERR_TAKEN && stmt->failed != ERR_STOPPED)
			db_failed(stmt->db, sqlite3_extended_errcode(stmt->db->handle), "step");
	}
	return false;
}

enum err
stmt_finish(struct stmt *stmt)
{
	enum err failed = stmt->failed;

	stmt->failed = ERR_OK;
	sqlite3_reset(stmt->handle);
	sqlite3_clear_bindings(stmt->handle);
	return failed;
}

enum err
stmt_run(struct stmt *stmt)
{
	while (stmt_next(stmt))
		continue;
	return stmt_finish(stmt);
}

int64_t
stmt_int(struct stmt *stmt, int column)
{
	return sqlite3_column_int64(stmt->handle, column);
}

const char *
stmt_text(struct stmt *stmt, int column)
{
	const char *text = (const char *)sqlite3_column_text(stmt->handle, column);

	return text ? text : "";
}

bool
stmt_is_null(struct stmt *stmt, int column)
{
	return sqlite3_column_type(stmt->handle, column) == SQLITE_NULL;
}

int64_t
db_last_id(struct db *db)
{
	return sqlite3_last_insert_rowid(db->handle);
}

int64_t
db_changes(struct db *db)
{
	return sqlite3_changes64(db->handle);
}

void
db_before_commit(struct db *db, enum err (*before_commit)(struct db *))
{
	db->before_commit = before_commit;
}

static int
db_is_over(void *context)
{
	struct db *db = context;

	return db->is_over(db->over_context);
}

/* The engine asks between so many of its steps; reading a page takes it three or four, and may take a millisecond. */
enum { STEPS_BETWEEN = 16 };

void
db_interrupt_when(struct db *db, bool (*is_over)(void *context), void *context)
{
	db->is_over = is_over;
	db->over_context = context;
	sqlite3_progress_handler(db->handle, STEPS_BETWEEN, is_over ? db_is_over : NULL, db);
}

void
db_ring(struct db *db)
{
	if (pwrite(db->bell_fd, "!", 1, 0) != 1)
		log_debug("bell errno=%d", errno);
}

/* The engine writes a copy without waiting for the disk. */
static enum err
db_sync_copy(const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	enum err err = fd < 0 || fsync(fd) ? ERR_IO : ERR_OK;

	if (fd >= 0)
		close(fd);
	return err;
}

/* A copy that runs out of room leaves its journal behind; nobody will ever roll it back. errno stays as it was. */
static void
db_remove_journal(const char *path)
{
	int why = errno;
	char *journal = mem_format("%s-journal", path);

	unlink(journal);
	free(journal);
	errno = why;
}

enum err
db_copy_to(struct db *db, const char *path)
{
	sqlite3_stmt *query;
	int code;

	if (!access(path, F_OK))
		return ERR_TAKEN;
	code = sqlite3_prepare_v2(db->handle, "VACUUM INTO :path", -1, &query, NULL);
	errno = 0;
	if (code == SQLITE_OK) {
		sqlite3_bind_text(query, 1, path, -1, SQLITE_STATIC);
		sqlite3_step(query);
		code = sqlite3_finalize(query);
	}
	if (code == SQLITE_OK)
		return db_sync_copy(path);
	code = sqlite3_extended_errcode(db->handle);
	db_remove_journal(path);
	return code == SQLITE_CANTOPEN ? ERR_IO : db_failed(db, code, "copy");
}

/*
 * TRUNCATE with no busy wait: it moves all that no reader still needs, and shortens the WAL when nobody reads.
 * A checkpoint on a connection that has read nothing does nothing, so it reads first.
 */
enum err
db_checkpoint(struct db *db)
{
	int code;
	enum err err = db_lock(db);

	if (err != ERR_OK)
		return err;
	db_pragma_int(db, "SELECT count(*) FROM sqlite_schema");
	sqlite3_busy_timeout(db->handle, 0);
	errno = 0;
	code = sqlite3_wal_checkpoint_v2(db->handle, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
	sqlite3_busy_timeout(db->handle, 5000);
	flock(db->lock_fd, LOCK_UN);
	return code == SQLITE_OK ? ERR_OK : db_translate(code);
}

int64_t
db_wal_bytes(struct db *db)
{
	char *path = mem_format("%s-wal", db->path);
	struct stat st;
	int64_t bytes = stat(path, &st) ? 0 : (int64_t)st.st_size;

	free(path);
	return bytes;
}
