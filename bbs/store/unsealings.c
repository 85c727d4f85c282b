/*
 * The table unsealing.
 */
#include "base/mem.h"
#include "store/unsealings.h"

#define UNSEALING_SELECT \
	"SELECT u.id, u.desk_case, u.kind, u.why, u.asked_by, u.asked_at, u.granted_by, u.refused_by, u.until, u.is_glass," \
	" u.reviewed_by, u.reviewed_at, u.is_untold, coalesce(iif(a.gone_at > 0, '', a.name), '')," \
	" coalesce(iif(g.gone_at > 0, '', g.name), ''), c.about, c.private_message, c.closed_at, c.thread," \
	" coalesce(m.number, 0) FROM unsealing u CROSS JOIN desk_case c ON c.id = u.desk_case" \
	" LEFT JOIN message m ON m.id = c.message LEFT JOIN member a ON a.id = u.asked_by" \
	" LEFT JOIN member g ON g.id = u.granted_by"
#define IS_NOT_THEIRS \
	"c.about <> :member AND NOT EXISTS (SELECT 1 FROM private_message p JOIN private_side s" \
	" ON s.private_thread = p.private_thread WHERE p.id = c.private_message AND s.member = :member)"

SQL(unsealing_by_id, UNSEALING_SELECT " WHERE u.id = :id");
SQL(unsealing_by_case, UNSEALING_SELECT " WHERE u.desk_case = :case ORDER BY u.id DESC LIMIT :limit");
SQL(unsealing_waiting,
    "SELECT * FROM (" UNSEALING_SELECT " WHERE u.granted_by = 0 AND u.refused_by = 0 AND u.is_glass = 0"
    " AND u.asked_at > :since AND c.closed_at = 0 AND " IS_NOT_THEIRS " ORDER BY u.asked_at LIMIT :limit) UNION ALL"
    " SELECT * FROM (" UNSEALING_SELECT " WHERE u.is_glass = 1 AND u.reviewed_at = 0 AND " IS_NOT_THEIRS
    " ORDER BY u.asked_at LIMIT :limit)");
SQL(unsealing_overdue, "SELECT count(*) FROM (SELECT 1 FROM unsealing WHERE is_glass = 1 AND reviewed_at = 0"
                       " AND asked_at < :before LIMIT 100)");
SQL(unsealing_to_tell_next,
    UNSEALING_SELECT " WHERE u.until > 0 AND u.told_at = 0 AND u.is_untold = 0 AND u.until < :now"
                     " AND ((c.closed_at > 0 AND c.closed_at < :closed) OR u.until < :over) ORDER BY u.until LIMIT 1");
SQL(unsealing_pair, "SELECT t.asker, t.other FROM private_message p JOIN private_thread t ON t.id = p.private_thread"
                    " WHERE p.id = :id");
/* What one of the two was never shown is not shown here either. */
#define UNSEALED_PRIVATE \
	"SELECT m.id, m.private_thread, m.author, m.body, m.state, m.written_at FROM private_message m" \
	" WHERE m.private_thread = (SELECT private_thread FROM private_message WHERE id = :id) AND m.is_kept_back = 0"
SQL(unsealing_private,
    "SELECT * FROM (SELECT * FROM (" UNSEALED_PRIVATE " AND m.id <= :id ORDER BY m.id DESC LIMIT :most + 1) UNION ALL"
    " SELECT * FROM (" UNSEALED_PRIVATE " AND m.id > :id ORDER BY m.id LIMIT :most)) ORDER BY id");

SQL(unsealing_add, "INSERT INTO unsealing (desk_case, kind, why, asked_by, asked_at, until, is_glass)"
                   " VALUES (:case, :kind, :why, :by, :at, :until, :glass)");
#define IS_UNANSWERED "granted_by = 0 AND refused_by = 0 AND is_glass = 0"
SQL(unsealing_grant, "UPDATE unsealing SET granted_by = :by, until = :until WHERE id = :id AND " IS_UNANSWERED);
SQL(unsealing_refuse, "UPDATE unsealing SET refused_by = :by WHERE id = :id AND " IS_UNANSWERED);
SQL(unsealing_review, "UPDATE unsealing SET reviewed_by = :by, reviewed_at = :at WHERE id = :id AND is_glass = 1"
                      " AND reviewed_at = 0");
SQL(unsealing_untold, "UPDATE unsealing SET is_untold = 1 WHERE id = :id");
SQL(unsealing_told, "UPDATE unsealing SET told_at = :at WHERE id = :id");

static void
unsealings_read(struct stmt *q, struct unsealing *out)
{
	*out = (struct unsealing){
	    .id = stmt_int(q, 0),
	    .desk_case = stmt_int(q, 1),
	    .kind = mem_copy_string(stmt_text(q, 2)),
	    .why = mem_copy_string(stmt_text(q, 3)),
	    .asked_by = stmt_int(q, 4),
	    .asked_at = stmt_int(q, 5),
	    .granted_by = stmt_int(q, 6),
	    .refused_by = stmt_int(q, 7),
	    .until = stmt_int(q, 8),
	    .is_glass = stmt_int(q, 9) != 0,
	    .reviewed_by = stmt_int(q, 10),
	    .reviewed_at = stmt_int(q, 11),
	    .is_untold = stmt_int(q, 12) != 0,
	    .asker_name = mem_copy_string(stmt_text(q, 13)),
	    .granter_name = mem_copy_string(stmt_text(q, 14)),
	    .about = stmt_int(q, 15),
	    .private_message = stmt_int(q, 16),
	    .closed_at = stmt_int(q, 17),
	    .thread = stmt_int(q, 18),
	    .number = stmt_int(q, 19),
	};
}

static enum err
unsealings_read_one(struct stmt *q, struct unsealing *out)
{
	bool found = stmt_next(q);

	if (found)
		unsealings_read(q, out);
	return stmt_finish_found(q, found);
}

static enum err
unsealings_read_all(struct stmt *q, struct unsealing_list *out)
{
	while (stmt_next(q))
		unsealings_read(q, unsealing_list_add(out));
	return stmt_finish(q);
}

/* A statement with one number, and perhaps more. */
static struct stmt *
unsealings_stmt(struct db *db, const struct sql *sql, const char *name, int64_t value)
{
	struct stmt *q = db_stmt(db, sql);

	stmt_bind_int(q, name, value);
	return q;
}

enum err
unsealings_find(struct db *db, int64_t id, struct unsealing *out)
{
	return unsealings_read_one(unsealings_stmt(db, &unsealing_by_id, ":id", id), out);
}

enum err
unsealings_list(struct db *db, int64_t desk_case, int64_t limit, struct unsealing_list *out)
{
	struct stmt *q = unsealings_stmt(db, &unsealing_by_case, ":case", desk_case);

	stmt_bind_int(q, ":limit", limit);
	return unsealings_read_all(q, out);
}

enum err
unsealings_list_waiting(struct db *db, int64_t member, int64_t since, int64_t limit, struct unsealing_list *out)
{
	struct stmt *q = unsealings_stmt(db, &unsealing_waiting, ":member", member);

	stmt_bind_int(q, ":since", since);
	stmt_bind_int(q, ":limit", limit);
	return unsealings_read_all(q, out);
}

enum err
unsealings_count_overdue(struct db *db, int64_t before, int64_t *out)
{
	return stmt_read_int(unsealings_stmt(db, &unsealing_overdue, ":before", before), out);
}

enum err
unsealings_find_to_tell(struct db *db, int64_t now, int64_t closed_before, int64_t over_before, struct unsealing *out)
{
	struct stmt *q = unsealings_stmt(db, &unsealing_to_tell_next, ":now", now);

	stmt_bind_int(q, ":closed", closed_before);
	stmt_bind_int(q, ":over", over_before);
	return unsealings_read_one(q, out);
}

enum err
unsealings_find_pair(struct db *db, int64_t private_message, int64_t out[static 2])
{
	struct stmt *q = unsealings_stmt(db, &unsealing_pair, ":id", private_message);
	bool found = stmt_next(q);

	if (found) {
		out[0] = stmt_int(q, 0);
		out[1] = stmt_int(q, 1);
	}
	return stmt_finish_found(q, found);
}

enum err
unsealings_list_private(struct db *db, int64_t private_message, int64_t most, struct private_message_list *out)
{
	struct stmt *q = unsealings_stmt(db, &unsealing_private, ":id", private_message);

	stmt_bind_int(q, ":most", most);
	while (stmt_next(q))
		*private_message_list_add(out) = (struct private_message){
		    .id = stmt_int(q, 0),
		    .private_thread = stmt_int(q, 1),
		    .author = stmt_int(q, 2),
		    .body = mem_copy_string(stmt_text(q, 3)),
		    .state = mem_copy_string(stmt_text(q, 4)),
		    .written_at = stmt_int(q, 5),
		};
	return stmt_finish(q);
}

enum err
unsealings_add(struct db *db, const struct unsealing *record, int64_t *out_id)
{
	struct stmt *q = unsealings_stmt(db, &unsealing_add, ":case", record->desk_case);
	enum err err;

	stmt_bind_text(q, ":kind", record->kind);
	stmt_bind_text(q, ":why", record->why);
	stmt_bind_int(q, ":by", record->asked_by);
	stmt_bind_int(q, ":at", record->asked_at);
	stmt_bind_int(q, ":until", record->until);
	stmt_bind_int(q, ":glass", record->is_glass);
	err = stmt_run(q);
	if (err == ERR_OK)
		*out_id = db_last_id(db);
	return err;
}

enum err
unsealings_grant(struct db *db, int64_t id, int64_t by, int64_t until)
{
	struct stmt *q = unsealings_stmt(db, &unsealing_grant, ":id", id);

	stmt_bind_int(q, ":by", by);
	stmt_bind_int(q, ":until", until);
	return stmt_run_change(db, q);
}

enum err
unsealings_refuse(struct db *db, int64_t id, int64_t by)
{
	struct stmt *q = unsealings_stmt(db, &unsealing_refuse, ":id", id);

	stmt_bind_int(q, ":by", by);
	return stmt_run_change(db, q);
}

enum err
unsealings_review(struct db *db, int64_t id, int64_t by, int64_t at)
{
	struct stmt *q = unsealings_stmt(db, &unsealing_review, ":id", id);

	stmt_bind_int(q, ":by", by);
	stmt_bind_int(q, ":at", at);
	return stmt_run_change(db, q);
}

enum err
unsealings_set_untold(struct db *db, int64_t id)
{
	return stmt_run(unsealings_stmt(db, &unsealing_untold, ":id", id));
}

enum err
unsealings_set_told(struct db *db, int64_t id, int64_t at)
{
	struct stmt *q = unsealings_stmt(db, &unsealing_told, ":id", id);

	stmt_bind_int(q, ":at", at);
	return stmt_run(q);
}
