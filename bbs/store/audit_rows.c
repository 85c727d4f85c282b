/*
 * The table audit. Nothing here changes or removes a row, and the schema would not let it.
 */
#include <stdlib.h>

#include "base/mem.h"
#include "store/audit_rows.h"

SQL(audit_last, "SELECT id, hash FROM audit WHERE id = (SELECT max(id) FROM audit)");
SQL(audit_page, "SELECT id, at, actor, action, object, object_id, code, hash, desk_case, text_hash"
                " FROM audit WHERE id > :after ORDER BY id LIMIT :limit");
/* hardly ever does a table lose its newest row, so the sum does not stand still while one of them grows */
SQL(audit_news, "SELECT coalesce((SELECT max(id) FROM message), 0) + coalesce((SELECT max(id) FROM audit), 0)"
                " + coalesce((SELECT max(id) FROM private_message), 0)");
SQL(audit_add, "INSERT INTO audit (id, at, actor, action, object, object_id, code, hash, desk_case,"
               " text_hash) VALUES (:id, :at, :actor, :action, :object, :object_id, :code, :hash, :case, :text_hash)");

enum err
audit_rows_last(struct db *db, char **hash, int64_t *next_id)
{
	struct stmt *q = db_stmt(db, &audit_last);
	bool found = stmt_next(q);
	char *copy = mem_copy_string(found ? stmt_text(q, 1) : "");
	int64_t next = found ? stmt_int(q, 0) + 1 : 1;
	enum err err = stmt_finish(q);

	if (err != ERR_OK) {
		free(copy);
		return err;
	}
	*hash = copy;
	*next_id = next;
	return ERR_OK;
}

enum err
audit_rows_list(struct db *db, int64_t after, int64_t limit, struct audit_row_list *out)
{
	struct stmt *q = db_stmt(db, &audit_page);

	stmt_bind_int(q, ":after", after);
	stmt_bind_int(q, ":limit", limit);
	while (stmt_next(q))
		*audit_row_list_add(out) = (struct audit_row){
		    .id = stmt_int(q, 0),
		    .at = stmt_int(q, 1),
		    .actor = stmt_int(q, 2),
		    .action = mem_copy_string(stmt_text(q, 3)),
		    .object = mem_copy_string(stmt_text(q, 4)),
		    .object_id = stmt_int(q, 5),
		    .code = mem_copy_string(stmt_text(q, 6)),
		    .hash = mem_copy_string(stmt_text(q, 7)),
		    .desk_case = stmt_int(q, 8),
		    .text_hash = mem_copy_string(stmt_text(q, 9)),
		};
	return stmt_finish(q);
}

enum err
audit_rows_add(struct db *db, const struct audit_row *record)
{
	struct stmt *q = db_stmt(db, &audit_add);

	stmt_bind_int(q, ":id", record->id);
	stmt_bind_int(q, ":at", record->at);
	stmt_bind_int(q, ":actor", record->actor);
	stmt_bind_text(q, ":action", record->action);
	stmt_bind_text(q, ":object", record->object);
	stmt_bind_int(q, ":object_id", record->object_id);
	stmt_bind_text(q, ":code", record->code);
	stmt_bind_text(q, ":hash", record->hash);
	stmt_bind_int(q, ":case", record->desk_case);
	stmt_bind_text(q, ":text_hash", record->text_hash);
	return stmt_run(q);
}

enum err
audit_rows_news(struct db *db, int64_t *out)
{
	struct stmt *q = db_stmt(db, &audit_news);

	return stmt_read_int(q, out);
}
