/*
 * The tables recovery_code and vouch.
 */
#include "base/mem.h"
#include "store/recovery.h"

#define RECOVERY_WORKS "used_at = 0 AND (expires_at = 0 OR expires_at > :now)"

SQL(recovery_count, "SELECT count(*) FROM recovery_code WHERE member = :member AND used_at = 0 AND expires_at = 0");
SQL(recovery_find,
    "SELECT expires_at FROM recovery_code WHERE member = :member AND code_hash = :hash AND " RECOVERY_WORKS);
SQL(recovery_add, "INSERT INTO recovery_code (member, code_hash, made_at, expires_at)"
                  " VALUES (:member, :hash, :now, :expires)");
SQL(recovery_use, "UPDATE recovery_code SET used_at = :now WHERE member = :member AND code_hash = :hash");
SQL(recovery_remove_lasting, "DELETE FROM recovery_code WHERE member = :member AND expires_at = 0");
SQL(recovery_remove_temporary, "DELETE FROM recovery_code WHERE member = :member AND expires_at > 0");
SQL(vouch_list, "SELECT by_member, at FROM vouch WHERE member = :member AND at > :since ORDER BY at, by_member");
SQL(vouch_save, "INSERT INTO vouch (member, by_member, at) VALUES (:member, :by, :at)"
                " ON CONFLICT (member, by_member) DO UPDATE SET at = excluded.at");
SQL(vouch_remove, "DELETE FROM vouch WHERE member = :member");

enum err
recovery_codes_count(struct db *db, int64_t member, int64_t *out)
{
	struct stmt *q = db_stmt(db, &recovery_count);

	stmt_bind_int(q, ":member", member);
	return stmt_read_int(q, out);
}

enum err
recovery_codes_find(struct db *db, int64_t member, const char *hash, int64_t now, int64_t *out_ends)
{
	struct stmt *q = db_stmt(db, &recovery_find);
	int64_t ends = 0;
	bool found;
	enum err err;

	stmt_bind_int(q, ":member", member);
	stmt_bind_text(q, ":hash", hash);
	stmt_bind_int(q, ":now", now);
	found = stmt_next(q);
	if (found)
		ends = stmt_int(q, 0);
	err = stmt_finish(q);
	if (err == ERR_OK && !found)
		err = ERR_NOT_FOUND;
	if (err == ERR_OK)
		*out_ends = ends;
	return err;
}

enum err
recovery_codes_add(struct db *db, int64_t member, const char *hash, int64_t now, int64_t expires_at)
{
	struct stmt *q = db_stmt(db, &recovery_add);

	stmt_bind_int(q, ":member", member);
	stmt_bind_text(q, ":hash", hash);
	stmt_bind_int(q, ":now", now);
	stmt_bind_int(q, ":expires", expires_at);
	return stmt_run(q);
}

enum err
recovery_codes_use(struct db *db, int64_t member, const char *hash, int64_t now)
{
	struct stmt *q = db_stmt(db, &recovery_use);

	stmt_bind_int(q, ":member", member);
	stmt_bind_text(q, ":hash", hash);
	stmt_bind_int(q, ":now", now);
	return stmt_run(q);
}

enum err
recovery_codes_remove_lasting(struct db *db, int64_t member)
{
	struct stmt *q = db_stmt(db, &recovery_remove_lasting);

	stmt_bind_int(q, ":member", member);
	return stmt_run(q);
}

enum err
recovery_codes_remove_temporary(struct db *db, int64_t member)
{
	struct stmt *q = db_stmt(db, &recovery_remove_temporary);

	stmt_bind_int(q, ":member", member);
	return stmt_run(q);
}

enum err
vouches_list(struct db *db, int64_t member, int64_t since, struct vouch_row_list *out)
{
	struct stmt *q = db_stmt(db, &vouch_list);

	stmt_bind_int(q, ":member", member);
	stmt_bind_int(q, ":since", since);
	while (stmt_next(q))
		*vouch_row_list_add(out) = (struct vouch_row){.by_member = stmt_int(q, 0), .at = stmt_int(q, 1)};
	return stmt_finish(q);
}

enum err
vouches_save(struct db *db, int64_t member, int64_t by_member, int64_t at)
{
	struct stmt *q = db_stmt(db, &vouch_save);

	stmt_bind_int(q, ":member", member);
	stmt_bind_int(q, ":by", by_member);
	stmt_bind_int(q, ":at", at);
	return stmt_run(q);
}

enum err
vouches_remove(struct db *db, int64_t member)
{
	struct stmt *q = db_stmt(db, &vouch_remove);

	stmt_bind_int(q, ":member", member);
	return stmt_run(q);
}
