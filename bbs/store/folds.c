/*
 * message.folded
 */
#include "store/folds.h"

SQL(fold_check, "SELECT state = 'live' AND (unfolded_at = 0 OR edited_at > unfolded_at) FROM message WHERE id = :id");
SQL(fold_set, "UPDATE message SET folded = :reason WHERE id = :id AND state = 'live'");
SQL(fold_clear, "UPDATE message SET folded = '', unfolded_at = :at WHERE id = :id AND folded <> ''");

enum err
folds_check(struct db *db, int64_t message, bool *out)
{
	struct stmt *q = db_stmt(db, &fold_check);
	bool found;

	stmt_bind_int(q, ":id", message);
	found = stmt_next(q);
	if (found)
		*out = stmt_int(q, 0) != 0;
	return stmt_finish_found(q, found);
}

enum err
folds_set(struct db *db, int64_t message, const char *reason)
{
	struct stmt *q = db_stmt(db, &fold_set);

	stmt_bind_int(q, ":id", message);
	stmt_bind_text(q, ":reason", reason);
	return stmt_run_change(db, q);
}

enum err
folds_clear(struct db *db, int64_t message, int64_t at)
{
	struct stmt *q = db_stmt(db, &fold_clear);

	stmt_bind_int(q, ":id", message);
	stmt_bind_int(q, ":at", at);
	return stmt_run_change(db, q);
}
