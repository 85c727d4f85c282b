/*
 * The columns of member that say who is leaving.
 */
#include "base/mem.h"
#include "store/leavers.h"

SQL(leaver_begin,
    "UPDATE member SET leaving_at = :at, leaving_how = :how, leaving_days = :days WHERE id = :id AND gone_at = 0");
SQL(leaver_hand_back, "UPDATE desk_case SET claimed_by = 0 WHERE closed_at = 0 AND claimed_by > 0"
                      " AND claimed_by = :id");
SQL(leaver_undo, "UPDATE member SET leaving_at = 0, leaving_how = '', leaving_days = 0"
                 " WHERE id = :id AND leaving_at > 0 AND gone_at = 0 AND leaving_days < :most");
SQL(leaver_days, "SELECT leaving_days FROM member WHERE id = :id AND leaving_at > 0 AND gone_at = 0");
SQL(leaver_count_day, "UPDATE member SET leaving_days = leaving_days + 1 WHERE leaving_at > 0 AND gone_at = 0");
SQL(leaver_due, "SELECT id, joined_at, leaving_how FROM member WHERE leaving_at > 0 AND gone_at = 0"
                " AND leaving_days >= :days ORDER BY id LIMIT 1");
SQL(leaver_staying, "SELECT count(*) FROM (SELECT 1 FROM member WHERE role = :role AND is_closed = 0"
                    " AND leaving_at = 0 AND id <> :but LIMIT 100)");

enum err
leavers_begin(struct db *db, int64_t member, int64_t at, const char *how, int64_t days)
{
	struct stmt *q = db_stmt(db, &leaver_begin);
	enum err err;

	stmt_bind_int(q, ":id", member);
	stmt_bind_int(q, ":at", at);
	stmt_bind_text(q, ":how", how);
	stmt_bind_int(q, ":days", days);
	err = stmt_run_change(db, q);
	if (err != ERR_OK)
		return err;
	q = db_stmt(db, &leaver_hand_back);
	stmt_bind_int(q, ":id", member);
	return stmt_run(q);
}

enum err
leavers_undo(struct db *db, int64_t member, int64_t most)
{
	struct stmt *q = db_stmt(db, &leaver_undo);

	stmt_bind_int(q, ":id", member);
	stmt_bind_int(q, ":most", most);
	return stmt_run_change(db, q);
}

enum err
leavers_days(struct db *db, int64_t member, int64_t *out)
{
	struct stmt *q = db_stmt(db, &leaver_days);
	bool found;

	stmt_bind_int(q, ":id", member);
	found = stmt_next(q);
	if (found)
		*out = stmt_int(q, 0);
	return stmt_finish_found(q, found);
}

enum err
leavers_count_day(struct db *db)
{
	return stmt_run(db_stmt(db, &leaver_count_day));
}

enum err
leavers_find_due(struct db *db, int64_t days, int64_t *member, int64_t *joined_at, char **how)
{
	struct stmt *q = db_stmt(db, &leaver_due);
	bool found;

	stmt_bind_int(q, ":days", days);
	found = stmt_next(q);
	if (found) {
		*member = stmt_int(q, 0);
		*joined_at = stmt_int(q, 1);
		*how = mem_copy_string(stmt_text(q, 2));
	}
	return stmt_finish_found(q, found);
}

enum err
leavers_count_staying(struct db *db, const char *role, int64_t but, int64_t *out)
{
	struct stmt *q = db_stmt(db, &leaver_staying);

	stmt_bind_text(q, ":role", role);
	stmt_bind_int(q, ":but", but);
	return stmt_read_int(q, out);
}
