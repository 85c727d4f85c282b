/*
 * The table bookmark.
 */
#include "base/mem.h"
#include "store/author_sql.h"
#include "store/bookmarks.h"
#include "store/title_sql.h"

/* The bookmarks come first, through their index in the order wanted; the rest is looked up for a page of them. */
SQL(bookmark_list_page, "SELECT k.message, m.thread, m.number, " TITLE_SHOWN ", " AUTHOR_NAME("m", "a") ", " MESSAGE_STATE("m", "a") ", "
 MESSAGE_BODY("m", "a") ", k.at, t.board, m.alias, m.note, m.folded, " AUTHOR_ID("m", "a") ""
                        " FROM bookmark k CROSS JOIN message m ON m.id = k.message JOIN thread t ON t.id = m.thread"
                        " JOIN board b ON b.id = t.board AND b.is_on JOIN member a ON a.id = m.author"
                        " WHERE k.member = :member"
                        " AND NOT EXISTS (SELECT 1 FROM unseen u WHERE u.member = :member AND u.message = k.message)"
                        " ORDER BY k.at DESC, k.message DESC LIMIT :limit OFFSET :skip");
SQL(bookmark_count, "SELECT count(*) FROM (SELECT 1 FROM bookmark WHERE member = :member LIMIT :most)");
SQL(bookmark_add, "INSERT INTO bookmark (member, message, at) VALUES (:member, :message, :at)"
                  " ON CONFLICT (member, message) DO NOTHING");
SQL(bookmark_remove, "DELETE FROM bookmark WHERE member = :member AND message = :message");

enum err
bookmarks_list(struct db *db, int64_t member, int64_t skip, int64_t limit, struct kept_list *out)
{
	struct stmt *q = db_stmt(db, &bookmark_list_page);

	stmt_bind_int(q, ":member", member);
	stmt_bind_int(q, ":skip", skip);
	stmt_bind_int(q, ":limit", limit);
	while (stmt_next(q))
		*kept_list_add(out) = (struct kept){
		    .message = stmt_int(q, 0),
		    .thread = stmt_int(q, 1),
		    .number = stmt_int(q, 2),
		    .title = mem_copy_string(stmt_text(q, 3)),
		    .author_name = mem_copy_string(stmt_text(q, 4)),
		    .state = mem_copy_string(stmt_text(q, 5)),
		    .body = mem_copy_string(stmt_text(q, 6)),
		    .at = stmt_int(q, 7),
		    .board = stmt_int(q, 8),
		    .alias = stmt_int(q, 9),
		    .note = mem_copy_string(stmt_text(q, 10)),
		    .folded = mem_copy_string(stmt_text(q, 11)),
		    .author = stmt_int(q, 12),
		};
	return stmt_finish(q);
}

enum err
bookmarks_count(struct db *db, int64_t member, int64_t most, int64_t *out)
{
	struct stmt *q = db_stmt(db, &bookmark_count);

	stmt_bind_int(q, ":member", member);
	stmt_bind_int(q, ":most", most);
	return stmt_read_int(q, out);
}

enum err
bookmarks_add(struct db *db, int64_t member, int64_t message, int64_t at)
{
	struct stmt *q = db_stmt(db, &bookmark_add);

	stmt_bind_int(q, ":member", member);
	stmt_bind_int(q, ":message", message);
	stmt_bind_int(q, ":at", at);
	return stmt_run(q);
}

enum err
bookmarks_remove(struct db *db, int64_t member, int64_t message)
{
	struct stmt *q = db_stmt(db, &bookmark_remove);

	stmt_bind_int(q, ":member", member);
	stmt_bind_int(q, ":message", message);
	return stmt_run(q);
}
