/*
 * The table outbox.
 */
#include "base/mem.h"
#include "store/outbox.h"

SQL(outbox_first, "SELECT min(due_at) FROM outbox");
SQL(outbox_due, "SELECT id, kind, member, code, due_at FROM outbox WHERE due_at <= :now ORDER BY due_at LIMIT :limit");
SQL(outbox_find, "SELECT count(*) FROM outbox WHERE id = :id");
SQL(outbox_insert,
    "INSERT INTO outbox (kind, member, code, due_at) VALUES (:kind, :member, :code, :due)"
    " ON CONFLICT (kind, member) DO UPDATE SET code = excluded.code, due_at = min(due_at, excluded.due_at)");
SQL(outbox_done, "DELETE FROM outbox WHERE id = :id");
SQL(outbox_drop, "DELETE FROM outbox WHERE kind = :kind AND member = :member");

enum err
outbox_next_due(struct db *db, int64_t *out_at)
{
	struct stmt *q = db_stmt(db, &outbox_first);
	bool found = stmt_next(q) && !stmt_is_null(q, 0);
	int64_t at = found ? stmt_int(q, 0) : 0;
	enum err err = stmt_finish(q);

	if (err == ERR_OK && !found)
		err = ERR_NOT_FOUND;
	if (err == ERR_OK)
		*out_at = at;
	return err;
}

enum err
outbox_has(struct db *db, int64_t id, bool *out)
{
	struct stmt *q = db_stmt(db, &outbox_find);

	stmt_bind_int(q, ":id", id);
	*out = stmt_next(q) && stmt_int(q, 0);
	return stmt_finish(q);
}

enum err
outbox_list(struct db *db, int64_t now, int64_t limit, struct outbox_row_list *out)
{
	struct stmt *q = db_stmt(db, &outbox_due);

	stmt_bind_int(q, ":now", now);
	stmt_bind_int(q, ":limit", limit);
	while (stmt_next(q))
		*outbox_row_list_add(out) = (struct outbox_row){
		    .id = stmt_int(q, 0),
		    .kind = mem_copy_string(stmt_text(q, 1)),
		    .member = stmt_int(q, 2),
		    .code = mem_copy_string(stmt_text(q, 3)),
		    .due_at = stmt_int(q, 4),
		};
	return stmt_finish(q);
}

enum err
outbox_add(struct db *db, const char *kind, int64_t member, const char *code, int64_t due_at)
{
	struct stmt *q = db_stmt(db, &outbox_insert);

	stmt_bind_text(q, ":kind", kind);
	stmt_bind_int(q, ":member", member);
	stmt_bind_text(q, ":code", code);
	stmt_bind_int(q, ":due", due_at);
	return stmt_run(q);
}

enum err
outbox_remove(struct db *db, int64_t id)
{
	struct stmt *q = db_stmt(db, &outbox_done);

	stmt_bind_int(q, ":id", id);
	return stmt_run(q);
}

enum err
outbox_cancel(struct db *db, const char *kind, int64_t member)
{
	struct stmt *q = db_stmt(db, &outbox_drop);

	stmt_bind_text(q, ":kind", kind);
	stmt_bind_int(q, ":member", member);
	return stmt_run(q);
}
