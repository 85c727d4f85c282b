/*
 * The table setting.
 */
#include "base/mem.h"
#include "store/settings.h"

SQL(setting_find, "SELECT value, set_at FROM setting WHERE name = :name");
SQL(setting_save,
    "INSERT INTO setting (name, value, set_at, set_by) VALUES (:name, :value, :at, :by)"
    " ON CONFLICT (name) DO UPDATE SET value = excluded.value, set_at = excluded.set_at, set_by = excluded.set_by");

enum err
settings_find(struct db *db, const char *name, char **value, int64_t *set_at)
{
	struct stmt *q = db_stmt(db, &setting_find);
	bool found;

	stmt_bind_text(q, ":name", name);
	found = stmt_next(q);
	if (found) {
		if (value)
			*value = mem_copy_string(stmt_text(q, 0));
		if (set_at)
			*set_at = stmt_int(q, 1);
	}
	return stmt_finish_found(q, found);
}

enum err
settings_save(struct db *db, const char *name, const char *value, int64_t at, int64_t by)
{
	struct stmt *q = db_stmt(db, &setting_save);

	stmt_bind_text(q, ":name", name);
	stmt_bind_text(q, ":value", value);
	stmt_bind_int(q, ":at", at);
	stmt_bind_int(q, ":by", by);
	return stmt_run(q);
}
