/*
 * The tables invitation and join_request.
 */
#include "base/mem.h"
#include "store/doors.h"

SQL(invitation_check,
    "SELECT 1 FROM invitation WHERE code_hash = :hash AND used_by = 0 AND expires_at > :now");
SQL(invitation_add, "INSERT INTO invitation (code_hash, made_by, made_at, expires_at) VALUES (:hash, :by, :at, :end)");
SQL(invitation_use, "UPDATE invitation SET used_by = :member, used_at = :at"
                    " WHERE code_hash = :hash AND used_by = 0 AND expires_at > :at");

#define REQUEST_SELECT \
	"SELECT r.member, m.name, r.words, r.at FROM join_request r CROSS JOIN member m ON m.id = r.member"

SQL(join_request_all,
    REQUEST_SELECT " WHERE r.at > 0 AND m.role = :role AND m.is_closed = 0 ORDER BY r.at, r.member LIMIT :limit");
SQL(join_request_one, REQUEST_SELECT " WHERE r.member = :member");
SQL(join_request_add, "INSERT INTO join_request (member, words, at) VALUES (:member, :words, :at)");
SQL(join_request_remove, "DELETE FROM join_request WHERE member = :member");

enum err
invitations_check(struct db *db, const char *code_hash, int64_t now)
{
	struct stmt *q = db_stmt(db, &invitation_check);
	bool found;

	stmt_bind_text(q, ":hash", code_hash);
	stmt_bind_int(q, ":now", now);
	found = stmt_next(q);
	return stmt_finish_found(q, found);
}

enum err
invitations_add(struct db *db, const char *code_hash, int64_t by, int64_t at, int64_t expires_at)
{
	struct stmt *q = db_stmt(db, &invitation_add);

	stmt_bind_text(q, ":hash", code_hash);
	stmt_bind_int(q, ":by", by);
	stmt_bind_int(q, ":at", at);
	stmt_bind_int(q, ":end", expires_at);
	return stmt_run(q);
}

enum err
invitations_use(struct db *db, const char *code_hash, int64_t member, int64_t at)
{
	struct stmt *q = db_stmt(db, &invitation_use);

	stmt_bind_text(q, ":hash", code_hash);
	stmt_bind_int(q, ":member", member);
	stmt_bind_int(q, ":at", at);
	return stmt_run_change(db, q);
}

static void
join_requests_read(struct stmt *q, struct join_request *out)
{
	*out = (struct join_request){
	    .member = stmt_int(q, 0),
	    .member_name = mem_copy_string(stmt_text(q, 1)),
	    .words = mem_copy_string(stmt_text(q, 2)),
	    .at = stmt_int(q, 3),
	};
}

enum err
join_requests_list(struct db *db, const char *role, int64_t limit, struct join_request_list *out)
{
	struct stmt *q = db_stmt(db, &join_request_all);

	stmt_bind_text(q, ":role", role);
	stmt_bind_int(q, ":limit", limit);
	while (stmt_next(q))
		join_requests_read(q, join_request_list_add(out));
	return stmt_finish(q);
}

enum err
join_requests_find(struct db *db, int64_t member, struct join_request *out)
{
	struct stmt *q = db_stmt(db, &join_request_one);
	bool found;

	stmt_bind_int(q, ":member", member);
	found = stmt_next(q);
	if (found)
		join_requests_read(q, out);
	return stmt_finish_found(q, found);
}

enum err
join_requests_add(struct db *db, int64_t member, const char *words, int64_t at)
{
	struct stmt *q = db_stmt(db, &join_request_add);

	stmt_bind_int(q, ":member", member);
	stmt_bind_text(q, ":words", words);
	stmt_bind_int(q, ":at", at);
	return stmt_run(q);
}

enum err
join_requests_remove(struct db *db, int64_t member)
{
	struct stmt *q = db_stmt(db, &join_request_remove);

	stmt_bind_int(q, ":member", member);
	return stmt_run(q);
}
