/*
 * Checking the database, and putting a copy back in one step that either happened or did not.
 */
#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"
#include "store/author_sql.h"
#include "store/migrate.h"
#include "store/upkeep.h"

SQL(check_integrity, "SELECT integrity_check FROM pragma_integrity_check WHERE integrity_check <> 'ok'");
SQL(check_foreign, "SELECT \"table\" || ' row ' || coalesce(rowid, '?') FROM pragma_foreign_key_check");
SQL(check_count, "SELECT 'conversation ' || id FROM thread t WHERE message_count <>"
                 " (SELECT count(*) FROM message WHERE thread = t.id)");
SQL(check_last, "SELECT 'conversation ' || id FROM thread t WHERE last_message <>"
                " (SELECT coalesce(max(id), 0) FROM message WHERE thread = t.id)");
SQL(check_first, "SELECT 'conversation ' || id FROM thread t WHERE first_message <>"
                 " (SELECT coalesce(min(id), 0) FROM message WHERE thread = t.id)");
SQL(check_to, "SELECT 'message ' || m.id FROM message m JOIN thread t ON t.id = m.thread LEFT JOIN message r"
              " ON r.thread = m.thread AND r.number = m.reply_to WHERE m.to_member <> "
              MESSAGE_TO("m.author", "m.alias"));

/* What the index has, as far as it can be told without reading every word; what is stale it will be told yet. */
SQL(check_unknown, "SELECT 'message ' || id FROM message WHERE state = 'live' AND id NOT IN (SELECT id FROM"
                   " message_index_docsize) AND id NOT IN (SELECT message FROM message_stale)");
SQL(check_known, "SELECT 'message ' || id FROM message_index_docsize WHERE id NOT IN (SELECT id FROM message"
                 " WHERE state = 'live') AND id NOT IN (SELECT message FROM message_stale)");

static int64_t
upkeep_run(struct db *db, const struct sql *sql, const char *what, upkeep_report *report, void *context, enum err *err)
{
	struct stmt *q = db_stmt(db, sql);
	int64_t count = 0;

	for (; stmt_next(q); count++)
		report(context, what, stmt_text(q, 0));
	if (stmt_finish(q) != ERR_OK)
		*err = ERR_DAMAGED;
	return count;
}

enum err
upkeep_check(struct db *db, upkeep_report *report, void *context, int64_t *count)
{
	static const struct {
		const struct sql *sql;
		const char *what;
	} checks[] = {
	    {&check_integrity, "integrity"},
	    {&check_foreign, "foreign-key"},
	    {&check_count, "message-count"},
	    {&check_last, "last-message"},
	    {&check_first, "first-message"},
	    {&check_to, "to-member"},
	    {&check_unknown, "not-found-by-words"},
	    {&check_known, "found-by-words"},
	};
	enum err err = ERR_OK;

	*count = 0;
	for (size_t k = 0; k < sizeof checks / sizeof *checks && err == ERR_OK; k++)
		*count += upkeep_run(db, checks[k].sql, checks[k].what, report, context, &err);
	return err;
}

/* Is a whole file that nobody is using fit to be a board? */
static enum err
upkeep_check_copy(struct db *db)
{
	enum err err = migrate_check_owner(db);

	if (err == ERR_OK && db_pragma_int(db, "PRAGMA application_id") == 0)
		err = ERR_FOREIGN;
	if (err == ERR_OK &&
	    db_pragma_int(db,
		"SELECT count(*) FROM pragma_integrity_check"
		" WHERE integrity_check = 'ok'") != 1)
		err = ERR_DAMAGED;
	return err;
}

static enum err
upkeep_import(const char *path, const char *to)
{
	struct db *db;
	enum err err = db_open_copy(path, &db);

	if (err != ERR_OK)
		return err;
	err = upkeep_check_copy(db);
	if (err == ERR_OK)
		err = db_copy_to(db, to);
	db_close(db);
	return err;
}

/* What lies beside a board's file, the file itself first. */
static const char *const upkeep_names[] = {"board.db", "board.db-wal", "board.db-shm", "board.lock", "bell"};

static enum err
upkeep_remove(const char *directory, size_t first, size_t last)
{
	for (size_t k = first; k <= last; k++) {
		char *path = mem_format("%s/%s", directory, upkeep_names[k]);
		int failed = unlink(path) && errno != ENOENT;

		free(path);
		if (failed)
			return ERR_IO;
	}
	return ERR_OK;
}

/* The engine leaves these beside the file; the old ones must not be taken for the new file's. */
static enum err
upkeep_remove_log(const char *directory)
{
	return upkeep_remove(directory, 1, 2);
}

static void
upkeep_remove_scratch(const char *scratch)
{
	upkeep_remove(scratch, 0, sizeof upkeep_names / sizeof *upkeep_names - 1);
	rmdir(scratch);
}

static enum err
upkeep_sync(const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	int failed = fd < 0 || fsync(fd);

	if (fd >= 0)
		close(fd);
	return failed ? ERR_IO : ERR_OK;
}

/* The copy, whole and at this program's version, in a directory of its own: nothing of the board is touched. */
static enum err
upkeep_prepare(const char *copy_path, const char *scratch, const char *fresh, upkeep_mend *mend, void *context)
{
	struct db *db;
	enum err err = mkdir(scratch, 0700) ? ERR_IO : upkeep_import(copy_path, fresh);

	if (err == ERR_OK)
		err = migrate_run(scratch, NULL);
	if (err == ERR_OK)
		err = migrate_open(scratch, &db);
	if (err != ERR_OK)
		return err;
	if (mend)
		err = mend(db, context);
	if (err == ERR_OK)
		err = db_checkpoint(db); /* the file by itself is then all of it */
	db_close(db);
	return err == ERR_OK ? upkeep_sync(fresh) : err;
}

/* A file and its log to another place, or neither. */
static enum err
upkeep_move(const char *from, const char *to)
{
	char *from_log = mem_format("%s-wal", from), *to_log = mem_format("%s-wal", to);
	bool has_log = !rename(from_log, to_log);
	enum err err = has_log || errno == ENOENT ? ERR_OK : ERR_IO;

	if (err == ERR_OK && rename(from, to)) {
		int why = errno;

		err = ERR_IO;
		if (has_log)
			rename(to_log, from_log);
		errno = why;
	}
	free(from_log);
	free(to_log);
	return err;
}

/*
 * What the old file had in its log comes with it: a copy is made through the engine. The log is folded in too, so
 * that the old file without it is still whole should the next step fail.
 */
static enum err
upkeep_copy_old(const char *directory, const char *keep_path)
{
	struct db *old;
	enum err err = db_open_any(directory, false, &old);

	if (err != ERR_OK)
		return err;
	if (keep_path)
		err = db_copy_to(old, keep_path);
	if (err == ERR_OK)
		err = db_checkpoint(old);
	db_close(old);
	return err;
}

/*
 * What the engine can't read may be why a copy is put back, and somebody may know how to mend it: it is kept as it
 * is, file and log.
 */
static enum err
upkeep_keep_old(const char *directory, const char *target, const char *keep_path, bool *moved)
{
	enum err err;

	if (keep_path && !access(keep_path, F_OK))
		return ERR_TAKEN;
	err = upkeep_copy_old(directory, keep_path);
	if (err == ERR_NOT_FOUND)
		return ERR_OK;
	if (err != ERR_OK && keep_path) {
		int why = errno;

		unlink(keep_path); /* as far as the copy came */
		errno = why;
	}
	if (err != ERR_DAMAGED && err != ERR_FOREIGN)
		return err;
	err = keep_path ? upkeep_move(target, keep_path) : ERR_OK;
	*moved = keep_path && err == ERR_OK;
	return err;
}

enum err
upkeep_restore(const char *directory, const char *copy_path, const char *keep_path, upkeep_mend *mend, void *context)
{
	char *scratch = mem_format("%s/restoring", directory);
	char *fresh = mem_format("%s/board.db", scratch), *target = mem_format("%s/board.db", directory);
	bool moved = false;
	enum err err;

	upkeep_remove_scratch(scratch); /* what an earlier one left when it was killed */
	err = upkeep_prepare(copy_path, scratch, fresh, mend, context);
	if (err == ERR_OK)
		err = upkeep_keep_old(directory, target, keep_path, &moved);
	if (err == ERR_OK)
		err = upkeep_remove_log(directory);
	if (err == ERR_OK && rename(fresh, target))
		err = ERR_IO;
	if (err != ERR_OK && moved)
		upkeep_move(keep_path, target);
	if (err == ERR_OK)
		err = upkeep_sync(directory);
	upkeep_remove_scratch(scratch);
	free(scratch);
	free(fresh);
	free(target);
	return err;
}

/* --- the copies themselves --- */

/* What was erased is in no page of a file that is written anew: the engine copies only what there is. */
static enum err
upkeep_write_anew(const char *scratch, const char *path)
{
	char *part = mem_format("%s.%ld.part", path, (long)getpid());
	mode_t mask = umask(077);
	struct db *db;
	enum err err = migrate_open(scratch, &db);

	if (err == ERR_OK) {
		err = db_copy_to(db, part);
		db_close(db);
	}
	umask(mask);
	if (err == ERR_OK && rename(part, path))
		err = ERR_IO;
	if (err != ERR_OK)
		unlink(part);
	free(part);
	return err;
}

enum err
upkeep_rewrite(const char *path, upkeep_mend *mend, void *context)
{
	char *scratch = mem_format("%s.%ld.erasing", path, (long)getpid());
	char *fresh = mem_format("%s/board.db", scratch), *folder = mem_copy_string(path);
	enum err err;

	upkeep_remove_scratch(scratch);
	err = upkeep_prepare(path, scratch, fresh, mend, context);
	if (err == ERR_OK)
		err = upkeep_write_anew(scratch, path);
	upkeep_remove_scratch(scratch);
	if (err == ERR_OK)
		err = upkeep_sync(dirname(folder));
	free(folder);
	free(fresh);
	free(scratch);
	return err;
}

SQL(upkeep_setting, "SELECT value FROM setting WHERE name = :name");

enum err
upkeep_read_setting(const char *path, const char *name, char **value)
{
	struct db *db;
	struct stmt *q;
	char *found = NULL;
	enum err err = db_open_copy(path, &db);

	if (err != ERR_OK)
		return err;
	err = migrate_check_owner(db);
	if (err == ERR_OK && db_pragma_int(db, "SELECT count(*) FROM sqlite_schema WHERE name = 'setting'") == 1) {
		q = db_stmt(db, &upkeep_setting);
		stmt_bind_text(q, ":name", name);
		if (stmt_next(q))
			found = mem_copy_string(stmt_text(q, 0));
		err = stmt_finish(q);
	}
	db_close(db);
	if (err == ERR_OK)
		*value = found ? found : mem_copy_string("");
	else
		free(found);
	return err;
}
