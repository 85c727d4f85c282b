/*
 * Bringing a database to this program's version, all or nothing.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/embed.h"
#include "base/log.h"
#include "base/mem.h"
#include "store/migrate.h"
#include "store/search.h"

/* "store/sql/0001-first.sql" is step 1. */
static const struct embedded *
migrate_step(int version)
{
	const struct embedded *file;
	char prefix[32];

	snprintf(prefix, sizeof prefix, "store/sql/%04d-", version);
	for (size_t k = 0; (file = embed_at(k)); k++)
		if (!strncmp(file->path, prefix, strlen(prefix)))
			return file;
	return NULL;
}

int
migrate_version(void)
{
	int version = 0;

	while (migrate_step(version + 1))
		version++;
	return version;
}

static int64_t
migrate_current(struct db *db)
{
	return db_pragma_int(db, "PRAGMA user_version");
}

enum err
migrate_check_owner(struct db *db)
{
	int64_t id = db_pragma_int(db, "PRAGMA application_id");
	int64_t tables = db_pragma_int(db, "SELECT count(*) FROM sqlite_schema");

	if (tables < 0)
		return ERR_FOREIGN;
	if (id != STORE_APPLICATION_ID && (id || tables))
		return ERR_FOREIGN;
	return migrate_current(db) > migrate_version() ? ERR_NEWER : ERR_OK;
}

enum err
migrate_check(struct db *db)
{
	enum err err = migrate_check_owner(db);

	if (err != ERR_OK)
		return err;
	return migrate_current(db) == migrate_version() ? ERR_OK : ERR_DAMAGED;
}

enum err
migrate_open(const char *directory, struct db **out)
{
	struct db *db;
	enum err err = db_open_any(directory, false, &db);

	if (err != ERR_OK)
		return err;
	err = migrate_check(db);
	if (err != ERR_OK) {
		db_close(db);
		return err;
	}
	db_before_commit(db, search_catch_up);
	*out = db;
	return ERR_OK;
}

static enum err
migrate_apply(struct db *db, int64_t from)
{
	char pragma[64];
	enum err err = ERR_OK;

	for (int version = (int)from + 1; err == ERR_OK && version <= migrate_version(); version++) {
		char *text = mem_copy_bytes(migrate_step(version)->data, migrate_step(version)->bytes);

		err = db_script(db, text);
		free(text);
	}
	if (err == ERR_OK && db_pragma_int(db, "SELECT count(*) FROM pragma_foreign_key_check") != 0)
		err = ERR_DAMAGED;
	if (err != ERR_OK)
		return err;
	snprintf(pragma, sizeof pragma, "PRAGMA user_version = %d", migrate_version());
	err = db_script(db, pragma);
	if (err != ERR_OK)
		return err;
	snprintf(pragma, sizeof pragma, "PRAGMA application_id = %d", STORE_APPLICATION_ID);
	return db_script(db, pragma);
}

static enum err
migrate_upgrade(struct db *db, int64_t from, const char *backup_path)
{
	enum err err = from && backup_path ? db_copy_to(db, backup_path) : ERR_OK;

	if (err == ERR_OK)
		err = db_script(db, "PRAGMA foreign_keys = OFF");
	if (err == ERR_OK)
		err = db_begin(db);
	if (err != ERR_OK)
		return err;
	/* Somebody else may have done it while we waited for the lock. */
	err = migrate_check(db) == ERR_OK ? ERR_OK : migrate_apply(db, migrate_current(db));
	err = db_end(db, err);
	if (err == ERR_OK)
		log_info("migrated from=%lld to=%d", (long long)from, migrate_version());
	return err;
}

/* Two processes that meet a new file at once must not set its journal up side by side. */
static enum err
migrate_adopt(struct db *db)
{
	enum err err = db_lock(db);

	if (err != ERR_OK)
		return err;
	err = migrate_check_owner(db);
	if (err == ERR_OK)
		err = db_script(db, "PRAGMA journal_mode = WAL");
	db_unlock(db);
	return err;
}

enum err
migrate_run(const char *directory, const char *backup_path)
{
	struct db *db;
	enum err err = db_open_any(directory, true, &db);

	if (err != ERR_OK)
		return err;
	err = migrate_adopt(db);
	if (err == ERR_OK && migrate_check(db) != ERR_OK)
		err = migrate_upgrade(db, migrate_current(db), backup_path);
	db_close(db);
	return err;
}
