/*
 * The table member_key. Declared in store/members.h.
 */
#include "base/mem.h"
#include "store/members.h"

SQL(member_key_find, "SELECT 1 FROM member_key WHERE member = :member AND key = :key");
SQL(member_key_list, "SELECT key, added_at FROM member_key WHERE member = :member ORDER BY added_at, key");
SQL(member_key_add, "INSERT INTO member_key (member, key, added_at) VALUES (:member, :key, :at)"
                    " ON CONFLICT DO NOTHING");
SQL(member_key_remove, "DELETE FROM member_key WHERE member = :member AND key = :key");

enum err
members_check_key(struct db *db, int64_t member, const char *key)
{
	struct stmt *q = db_stmt(db, &member_key_find);
	bool found;

	stmt_bind_int(q, ":member", member);
	stmt_bind_text(q, ":key", key);
	found = stmt_next(q);
	return stmt_finish_found(q, found);
}

enum err
members_list_keys(struct db *db, int64_t member, struct key_row_list *out)
{
	struct stmt *q = db_stmt(db, &member_key_list);

	stmt_bind_int(q, ":member", member);
	while (stmt_next(q))
		*key_row_list_add(out) =
		    (struct key_row){.key = mem_copy_string(stmt_text(q, 0)), .added_at = stmt_int(q, 1)};
	return stmt_finish(q);
}

enum err
members_add_key(struct db *db, int64_t member, const char *key, int64_t at)
{
	struct stmt *q = db_stmt(db, &member_key_add);

	stmt_bind_int(q, ":member", member);
	stmt_bind_text(q, ":key", key);
	stmt_bind_int(q, ":at", at);
	return stmt_run(q);
}

enum err
members_remove_key(struct db *db, int64_t member, const char *key)
{
	struct stmt *q = db_stmt(db, &member_key_remove);

	stmt_bind_int(q, ":member", member);
	stmt_bind_text(q, ":key", key);
	return stmt_run(q);
}
