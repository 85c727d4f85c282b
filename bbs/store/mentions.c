/*
 * The table mention.
 *
 * Who was blocked is left out only where they signed: what somebody unknown writes has to look the same whoever it is,
 * or blocking would tell who that is.
 */
#include "base/mem.h"
#include "store/author_sql.h"
#include "store/mentions.h"
#include "store/title_sql.h"

enum { MENTIONS_LOOK = 200 }; /* of one member looked at; ours */

SQL(mention_list_page,
    "SELECT m.id, m.thread, m.number, " AUTHOR_NAME("m", "a") ", " TITLE_SHOWN ", m.written_at, m.alias FROM"
    " (SELECT message AS newest FROM mention WHERE member = :member"
    " AND message > coalesce((SELECT floor_message FROM member WHERE id = :member), 0)"
    " ORDER BY message DESC LIMIT :look)"
    " CROSS JOIN message m ON m.id = newest AND m.state = 'live' JOIN thread t ON t.id = m.thread"
    " JOIN board b ON b.id = t.board AND b.is_on JOIN member a ON a.id = m.author"
    " LEFT JOIN read_mark rm ON rm.member = :member AND rm.thread = m.thread"
    " WHERE m.author <> :member AND m.to_member <> :member AND NOT " AUTHOR_IS_LEAVING("a")
    " AND m.number > coalesce(rm.number, 0)"
    " AND m.id > coalesce((SELECT message FROM board_floor WHERE member = :member AND board = t.board), 0)"
    " AND (m.alias > 0 OR NOT EXISTS (SELECT 1 FROM block x WHERE x.member = :member AND x.other = m.author))"
    " ORDER BY m.id DESC LIMIT :limit");
SQL(mention_add, "INSERT INTO mention (member, message) VALUES (:member, :message)"
                 " ON CONFLICT (member, message) DO NOTHING");
SQL(mention_remove, "DELETE FROM mention WHERE message = :message");

enum err
mentions_list(struct db *db, int64_t member, int64_t limit, struct reply_list *out)
{
	struct stmt *q = db_stmt(db, &mention_list_page);

	stmt_bind_int(q, ":member", member);
	stmt_bind_int(q, ":look", MENTIONS_LOOK);
	stmt_bind_int(q, ":limit", limit);
	while (stmt_next(q))
		*reply_list_add(out) = (struct reply){
		    .message = stmt_int(q, 0),
		    .thread = stmt_int(q, 1),
		    .number = stmt_int(q, 2),
		    .author_name = mem_copy_string(stmt_text(q, 3)),
		    .title = mem_copy_string(stmt_text(q, 4)),
		    .written_at = stmt_int(q, 5),
		    .alias = stmt_int(q, 6),
		};
	return stmt_finish(q);
}

enum err
mentions_add(struct db *db, int64_t member, int64_t message)
{
	struct stmt *q = db_stmt(db, &mention_add);

	stmt_bind_int(q, ":member", member);
	stmt_bind_int(q, ":message", message);
	return stmt_run(q);
}

enum err
mentions_remove(struct db *db, int64_t message)
{
	struct stmt *q = db_stmt(db, &mention_remove);

	stmt_bind_int(q, ":message", message);
	return stmt_run(q);
}
