/*
 * The table decision.
 */
#include "base/mem.h"
#include "store/decisions.h"

#define DECISION_COLUMNS \
	"SELECT d.id, d.desk_case, d.act, d.ground, d.about, d.thread, d.message, coalesce(m.number, 0), d.by_member, d.at," \
	" d.is_untold, d.appealed_at, d.result, d.result_at FROM "
#define DECISION_MESSAGE " LEFT JOIN message m ON m.id = d.message"

SQL(decision_by_id, DECISION_COLUMNS "decision d" DECISION_MESSAGE " WHERE d.id = :id");
SQL(decision_appealed, DECISION_COLUMNS "desk_case c JOIN decision d ON d.id = c.appeal_of" DECISION_MESSAGE
                                        " WHERE c.id = :id AND c.appeal_of > 0");
SQL(decision_list_page, DECISION_COLUMNS "decision d" DECISION_MESSAGE
                                         " WHERE d.desk_case = :id AND d.desk_case > 0 ORDER BY d.id LIMIT :limit");
SQL(decision_newest_message, "SELECT coalesce(max(id), 0) FROM decision WHERE message = :id AND message > 0 AND act = :act");
SQL(decision_newest_member, "SELECT coalesce(max(id), 0) FROM decision WHERE about = :id AND act = :act");
SQL(decision_add, "INSERT INTO decision (desk_case, act, ground, about, thread, message, by_member, at, is_untold)"
                  " VALUES (:case, :act, :ground, :about, :thread, :message, :by, :at, :untold)");
SQL(decision_set_appealed, "UPDATE decision SET appealed_at = :at WHERE id = :id AND appealed_at = 0");
SQL(decision_set_result, "UPDATE decision SET result = :result, result_at = :at WHERE id = :id AND result = ''");

static struct stmt *
decisions_stmt(struct db *db, const struct sql *sql, int64_t id)
{
	struct stmt *q = db_stmt(db, sql);

	stmt_bind_int(q, ":id", id);
	return q;
}

static void
decisions_read(struct stmt *q, struct decision *out)
{
	*out = (struct decision){
	    .id = stmt_int(q, 0),
	    .desk_case = stmt_int(q, 1),
	    .act = mem_copy_string(stmt_text(q, 2)),
	    .ground = mem_copy_string(stmt_text(q, 3)),
	    .about = stmt_int(q, 4),
	    .thread = stmt_int(q, 5),
	    .message = stmt_int(q, 6),
	    .number = stmt_int(q, 7),
	    .by_member = stmt_int(q, 8),
	    .at = stmt_int(q, 9),
	    .is_untold = stmt_int(q, 10) != 0,
	    .appealed_at = stmt_int(q, 11),
	    .result = mem_copy_string(stmt_text(q, 12)),
	    .result_at = stmt_int(q, 13),
	};
}

static enum err
decisions_read_one(struct stmt *q, struct decision *out)
{
	bool found = stmt_next(q);

	if (found)
		decisions_read(q, out);
	return stmt_finish_found(q, found);
}

enum err
decisions_find(struct db *db, int64_t id, struct decision *out)
{
	return decisions_read_one(decisions_stmt(db, &decision_by_id, id), out);
}

enum err
decisions_find_appealed(struct db *db, int64_t desk_case, struct decision *out)
{
	return decisions_read_one(decisions_stmt(db, &decision_appealed, desk_case), out);
}

enum err
decisions_list(struct db *db, int64_t desk_case, int64_t limit, struct decision_list *out)
{
	struct stmt *q = decisions_stmt(db, &decision_list_page, desk_case);

	stmt_bind_int(q, ":limit", limit);
	while (stmt_next(q))
		decisions_read(q, decision_list_add(out));
	return stmt_finish(q);
}

enum err
decisions_newest(struct db *db, const char *act, int64_t message, int64_t about, int64_t *out_id)
{
	struct stmt *q =
	    decisions_stmt(db, message ? &decision_newest_message : &decision_newest_member, message ? message : about);

	stmt_bind_text(q, ":act", act);
	return stmt_read_int(q, out_id);
}

enum err
decisions_add(struct db *db, const struct decision *record, int64_t *out_id)
{
	struct stmt *q = db_stmt(db, &decision_add);
	enum err err;

	stmt_bind_int(q, ":case", record->desk_case);
	stmt_bind_text(q, ":act", record->act);
	stmt_bind_text(q, ":ground", record->ground);
	stmt_bind_int(q, ":about", record->about);
	stmt_bind_int(q, ":thread", record->thread);
	stmt_bind_int(q, ":message", record->message);
	stmt_bind_int(q, ":by", record->by_member);
	stmt_bind_int(q, ":at", record->at);
	stmt_bind_int(q, ":untold", record->is_untold);
	err = stmt_run(q);
	if (err == ERR_OK)
		*out_id = db_last_id(db);
	return err;
}

enum err
decisions_set_appealed(struct db *db, int64_t id, int64_t at)
{
	struct stmt *q = decisions_stmt(db, &decision_set_appealed, id);

	stmt_bind_int(q, ":at", at);
	return stmt_run_change(db, q);
}

enum err
decisions_set_result(struct db *db, int64_t id, const char *result, int64_t at)
{
	struct stmt *q = decisions_stmt(db, &decision_set_result, id);

	stmt_bind_text(q, ":result", result);
	stmt_bind_int(q, ":at", at);
	return stmt_run_change(db, q);
}
