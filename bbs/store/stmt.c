/*
 * What most statements end with. Declared in store/db.h; nothing of the engine is here.
 */
#include "store/db.h"

enum err
stmt_finish_found(struct stmt *stmt, bool found)
{
	enum err err = stmt_finish(stmt);

	return err == ERR_OK && !found ? ERR_NOT_FOUND : err;
}

enum err
stmt_read_int(struct stmt *stmt, int64_t *out)
{
	int64_t number = stmt_next(stmt) ? stmt_int(stmt, 0) : 0;
	enum err err = stmt_finish(stmt);

	if (err == ERR_OK)
		*out = number;
	return err;
}

enum err
stmt_run_change(struct db *db, struct stmt *stmt)
{
	enum err err = stmt_run(stmt);

	return err == ERR_OK && !db_changes(db) ? ERR_NOT_FOUND : err;
}
