/*
 * The table watch.
 */
#include "base/mem.h"
#include "store/reading_sql.h"
#include "store/title_sql.h"
#include "store/watches.h"

SQL(watch_list_unread,
    "SELECT t.id, t.board, " TITLE_SHOWN ", t.message_count, t.last_at, " READ_NUMBER " AS read_number FROM watch w"
    " CROSS JOIN thread t ON t.id = w.thread JOIN board b ON b.id = t.board AND b.is_on " READING_JOIN
    " WHERE w.member = :member AND t.message_count > read_number ORDER BY t.last_message DESC LIMIT :limit");
SQL(watch_have, "SELECT EXISTS (SELECT 1 FROM watch WHERE member = :member AND thread = :thread)");
SQL(watch_count, "SELECT count(*) FROM (SELECT 1 FROM watch WHERE member = :member LIMIT :most)");
SQL(watch_add, "INSERT INTO watch (member, thread, at) VALUES (:member, :thread, :at)"
               " ON CONFLICT (member, thread) DO NOTHING");
SQL(watch_remove, "DELETE FROM watch WHERE member = :member AND thread = :thread");

enum err
watches_list_unread(struct db *db, int64_t member, int64_t limit, struct thread_list *out)
{
	struct stmt *q = db_stmt(db, &watch_list_unread);

	stmt_bind_int(q, ":member", member);
	stmt_bind_int(q, ":limit", limit);
	while (stmt_next(q))
		*thread_list_add(out) = (struct thread){
		    .id = stmt_int(q, 0),
		    .board = stmt_int(q, 1),
		    .title = mem_copy_string(stmt_text(q, 2)),
		    .message_count = stmt_int(q, 3),
		    .last_at = stmt_int(q, 4),
		    .read_number = stmt_int(q, 5),
		    .unread = stmt_int(q, 3) - stmt_int(q, 5),
		};
	return stmt_finish(q);
}

static struct stmt *
watches_stmt(struct db *db, const struct sql *sql, int64_t member, int64_t thread)
{
	struct stmt *q = db_stmt(db, sql);

	stmt_bind_int(q, ":member", member);
	stmt_bind_int(q, ":thread", thread);
	return q;
}

enum err
watches_have(struct db *db, int64_t member, int64_t thread, bool *out)
{
	int64_t has;
	enum err err = stmt_read_int(watches_stmt(db, &watch_have, member, thread), &has);

	if (err == ERR_OK)
		*out = has != 0;
	return err;
}

enum err
watches_count(struct db *db, int64_t member, int64_t most, int64_t *out)
{
	struct stmt *q = db_stmt(db, &watch_count);

	stmt_bind_int(q, ":member", member);
	stmt_bind_int(q, ":most", most);
	return stmt_read_int(q, out);
}

enum err
watches_add(struct db *db, int64_t member, int64_t thread, int64_t at)
{
	struct stmt *q = watches_stmt(db, &watch_add, member, thread);

	stmt_bind_int(q, ":at", at);
	return stmt_run(q);
}

enum err
watches_remove(struct db *db, int64_t member, int64_t thread)
{
	return stmt_run(watches_stmt(db, &watch_remove, member, thread));
}
