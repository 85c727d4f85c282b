/*
 * The table kept_answer.
 */
#include "base/mem.h"
#include "store/author_sql.h"
#include "store/kept_answers.h"
#include "store/title_sql.h"

#define KEPT_ANSWER_FROM \
	" FROM kept_answer k CROSS JOIN message m ON m.id = k.message AND m.state = 'live' JOIN member a ON a.id = m.author"
#define KEPT_ANSWER_WHERE \
	" WHERE k.board = :board AND NOT " AUTHOR_IS_LEAVING( \
	    "a") " AND NOT EXISTS (SELECT 1 FROM unseen u WHERE u.member = :member AND u.message = k.message)"

SQL(kept_answer_list, "SELECT m.id, m.thread, m.number, " TITLE_SHOWN ", " AUTHOR_NAME("m", "a") ", m.state, m.body, k.at, k.board,"
 " m.alias, m.note, m.folded, " AUTHOR_ID("m", "a") KEPT_ANSWER_FROM " JOIN thread t ON t.id = m.thread" KEPT_ANSWER_WHERE
                      " ORDER BY k.at DESC, k.message DESC LIMIT :limit OFFSET :skip");
SQL(kept_answer_count, "SELECT count(*) FROM (SELECT 1" KEPT_ANSWER_FROM KEPT_ANSWER_WHERE " LIMIT 100)");
SQL(kept_answer_count_all, "SELECT count(*) FROM (SELECT 1 FROM kept_answer WHERE board = :board LIMIT :most)");
SQL(kept_answer_have, "SELECT EXISTS (SELECT 1 FROM kept_answer WHERE message = :message)");
SQL(kept_answer_add, "INSERT INTO kept_answer (board, message, by_member, at) VALUES (:board, :message, :by, :at)"
                     " ON CONFLICT (board, message) DO NOTHING");
SQL(kept_answer_remove, "DELETE FROM kept_answer WHERE message = :message");

enum err
kept_answers_list(struct db *db, int64_t board, int64_t member, int64_t skip, int64_t limit, struct kept_list *out)
{
	struct stmt *q = db_stmt(db, &kept_answer_list);

	stmt_bind_int(q, ":board", board);
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
kept_answers_count(struct db *db, int64_t board, int64_t member, int64_t *out)
{
	struct stmt *q = db_stmt(db, &kept_answer_count);

	stmt_bind_int(q, ":board", board);
	stmt_bind_int(q, ":member", member);
	return stmt_read_int(q, out);
}

enum err
kept_answers_count_all(struct db *db, int64_t board, int64_t most, int64_t *out)
{
	struct stmt *q = db_stmt(db, &kept_answer_count_all);

	stmt_bind_int(q, ":board", board);
	stmt_bind_int(q, ":most", most);
	return stmt_read_int(q, out);
}

enum err
kept_answers_have(struct db *db, int64_t message, bool *out)
{
	struct stmt *q = db_stmt(db, &kept_answer_have);
	int64_t has;
	enum err err;

	stmt_bind_int(q, ":message", message);
	err = stmt_read_int(q, &has);
	if (err == ERR_OK)
		*out = has != 0;
	return err;
}

enum err
kept_answers_add(struct db *db, int64_t board, int64_t message, int64_t by_member, int64_t at)
{
	struct stmt *q = db_stmt(db, &kept_answer_add);

	stmt_bind_int(q, ":board", board);
	stmt_bind_int(q, ":message", message);
	stmt_bind_int(q, ":by", by_member);
	stmt_bind_int(q, ":at", at);
	return stmt_run(q);
}

enum err
kept_answers_remove(struct db *db, int64_t message)
{
	struct stmt *q = db_stmt(db, &kept_answer_remove);

	stmt_bind_int(q, ":message", message);
	return stmt_run(q);
}
