/*
 * The table nudge.
 */
#include "base/mem.h"
#include "store/nudges.h"

SQL(nudge_find, "SELECT address, code_hash, asked_at, nudged_at, is_on FROM nudge WHERE member = :member");
SQL(nudge_save,
    "INSERT INTO nudge (member, address, code_hash, asked_at) VALUES (:member, :address, :hash, :at)"
    " ON CONFLICT (member) DO UPDATE SET address = excluded.address, code_hash = excluded.code_hash,"
    " asked_at = excluded.asked_at, nudged_at = 0, is_on = 1");
SQL(nudge_confirm, "UPDATE nudge SET code_hash = '' WHERE member = :member");
SQL(nudge_on, "UPDATE nudge SET is_on = :on WHERE member = :member");
SQL(nudge_nudged, "UPDATE nudge SET nudged_at = :at WHERE member = :member");
SQL(nudge_remove, "DELETE FROM nudge WHERE member = :member");

enum err
nudges_find(struct db *db, int64_t member, struct nudge_row *out)
{
	struct stmt *q = db_stmt(db, &nudge_find);
	bool found;

	stmt_bind_int(q, ":member", member);
	found = stmt_next(q);
	if (found)
		*out = (struct nudge_row){
		    .member = member,
		    .address = mem_copy_string(stmt_text(q, 0)),
		    .code_hash = mem_copy_string(stmt_text(q, 1)),
		    .asked_at = stmt_int(q, 2),
		    .nudged_at = stmt_int(q, 3),
		    .is_on = stmt_int(q, 4) != 0,
		};
	return stmt_finish_found(q, found);
}

enum err
nudges_save(struct db *db, int64_t member, const char *address, const char *code_hash, int64_t asked_at)
{
	struct stmt *q = db_stmt(db, &nudge_save);

	stmt_bind_int(q, ":member", member);
	stmt_bind_text(q, ":address", address);
	stmt_bind_text(q, ":hash", code_hash);
	stmt_bind_int(q, ":at", asked_at);
	return stmt_run(q);
}

enum err
nudges_confirm(struct db *db, int64_t member)
{
	struct stmt *q = db_stmt(db, &nudge_confirm);

	stmt_bind_int(q, ":member", member);
	return stmt_run(q);
}

enum err
nudges_set_on(struct db *db, int64_t member, bool is_on)
{
	struct stmt *q = db_stmt(db, &nudge_on);

	stmt_bind_int(q, ":member", member);
	stmt_bind_int(q, ":on", is_on);
	return stmt_run(q);
}

enum err
nudges_set_nudged(struct db *db, int64_t member, int64_t at)
{
	struct stmt *q = db_stmt(db, &nudge_nudged);

	stmt_bind_int(q, ":member", member);
	stmt_bind_int(q, ":at", at);
	return stmt_run(q);
}

enum err
nudges_remove(struct db *db, int64_t member)
{
	struct stmt *q = db_stmt(db, &nudge_remove);

	stmt_bind_int(q, ":member", member);
	return stmt_run(q);
}
