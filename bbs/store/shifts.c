/*
 * The table shift.
 */
#include "base/mem.h"
#include "store/shifts.h"

SQL(shift_list_all,
    "SELECT s.id, s.member, s.weekday, s.starts, s.ends, m.name, m.role,"
    " m.paused_until > :now OR m.break_until > :now FROM shift s JOIN member m ON m.id = s.member"
    " WHERE m.is_closed = 0 AND m.leaving_at = 0 AND m.gone_at = 0 ORDER BY s.weekday, s.starts, s.id LIMIT :limit");
SQL(shift_member, "SELECT member FROM shift WHERE id = :id");
SQL(shift_count_mine, "SELECT count(*) FROM (SELECT 1 FROM shift WHERE member = :member LIMIT :most)");
SQL(shift_count_all, "SELECT count(*) FROM (SELECT 1 FROM shift LIMIT :most)");
SQL(shift_same, "SELECT count(*) FROM shift WHERE member = :member AND weekday = :weekday AND starts = :starts"
                " AND ends = :ends");
SQL(shift_add, "INSERT INTO shift (member, weekday, starts, ends) VALUES (:member, :weekday, :starts, :ends)");
SQL(shift_remove, "DELETE FROM shift WHERE id = :id");

enum err
shifts_list(struct db *db, int64_t now, int64_t limit, struct shift_list *out)
{
	struct stmt *q = db_stmt(db, &shift_list_all);

	stmt_bind_int(q, ":now", now);
	stmt_bind_int(q, ":limit", limit);
	while (stmt_next(q))
		*shift_list_add(out) = (struct shift){
		    .id = stmt_int(q, 0),
		    .member = stmt_int(q, 1),
		    .weekday = stmt_int(q, 2),
		    .starts = stmt_int(q, 3),
		    .ends = stmt_int(q, 4),
		    .member_name = mem_copy_string(stmt_text(q, 5)),
		    .member_role = mem_copy_string(stmt_text(q, 6)),
		    .is_away = stmt_int(q, 7) != 0,
		};
	return stmt_finish(q);
}

enum err
shifts_find_member(struct db *db, int64_t id, int64_t *out_member)
{
	struct stmt *q = db_stmt(db, &shift_member);
	bool found;

	stmt_bind_int(q, ":id", id);
	found = stmt_next(q);
	if (found)
		*out_member = stmt_int(q, 0);
	return stmt_finish_found(q, found);
}

enum err
shifts_count(struct db *db, int64_t member, int64_t most, int64_t *out_mine, int64_t *out_all)
{
	struct stmt *q = db_stmt(db, &shift_count_mine);
	int64_t mine = 0, all = 0;
	enum err err;

	stmt_bind_int(q, ":member", member);
	stmt_bind_int(q, ":most", most);
	err = stmt_read_int(q, &mine);
	if (err == ERR_OK) {
		q = db_stmt(db, &shift_count_all);
		stmt_bind_int(q, ":most", most);
		err = stmt_read_int(q, &all);
	}
	if (err != ERR_OK)
		return err;
	*out_mine = mine;
	*out_all = all;
	return ERR_OK;
}

static struct stmt *
shifts_bind(struct db *db, const struct sql *sql, const struct shift *record)
{
	struct stmt *q = db_stmt(db, sql);

	stmt_bind_int(q, ":member", record->member);
	stmt_bind_int(q, ":weekday", record->weekday);
	stmt_bind_int(q, ":starts", record->starts);
	stmt_bind_int(q, ":ends", record->ends);
	return q;
}

enum err
shifts_add(struct db *db, const struct shift *record, int64_t *out_id)
{
	int64_t same = 0;
	enum err err = stmt_read_int(shifts_bind(db, &shift_same, record), &same);

	if (err == ERR_OK && same)
		err = ERR_TAKEN;
	if (err == ERR_OK)
		err = stmt_run(shifts_bind(db, &shift_add, record));
	if (err == ERR_OK)
		*out_id = db_last_id(db);
	return err;
}

enum err
shifts_remove(struct db *db, int64_t id)
{
	struct stmt *q = db_stmt(db, &shift_remove);

	stmt_bind_int(q, ":id", id);
	return stmt_run_change(db, q);
}
