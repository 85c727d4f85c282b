/*
 * thread.ask_next_at and thread.next_message.
 */
#include "base/mem.h"
#include "store/nexts.h"

SQL(next_list, "SELECT t.id, t.board, t.title, t.alias FROM thread t JOIN board b ON b.id = t.board AND b.is_on"
               " AND b.is_for_loss = 0 JOIN message m ON m.id = t.first_message AND m.state = 'live'"
               " WHERE t.starter = :starter AND t.ask_next_at > 0 AND t.ask_next_at <= :now AND t.locked_at = 0"
               " ORDER BY t.ask_next_at LIMIT :limit");
SQL(next_find, "SELECT ask_next_at, started_at FROM thread WHERE id = :thread AND starter = :starter");
SQL(next_ask, "UPDATE thread SET ask_next_at = :at WHERE id = :thread");
SQL(next_said, "UPDATE thread SET next_message = :message, ask_next_at = 0 WHERE id = :thread");

enum err
nexts_list(struct db *db, int64_t starter, int64_t now, int64_t limit, struct thread_list *out)
{
	struct stmt *q = db_stmt(db, &next_list);

	stmt_bind_int(q, ":starter", starter);
	stmt_bind_int(q, ":now", now);
	stmt_bind_int(q, ":limit", limit);
	while (stmt_next(q))
		*thread_list_add(out) = (struct thread){
		    .id = stmt_int(q, 0),
		    .board = stmt_int(q, 1),
		    .title = mem_copy_string(stmt_text(q, 2)),
		    .alias = stmt_int(q, 3),
		};
	return stmt_finish(q);
}

enum err
nexts_find(struct db *db, int64_t starter, int64_t thread, int64_t *out_ask_at, int64_t *out_started_at)
{
	struct stmt *q = db_stmt(db, &next_find);
	bool found;

	stmt_bind_int(q, ":starter", starter);
	stmt_bind_int(q, ":thread", thread);
	found = stmt_next(q);
	if (found) {
		*out_ask_at = stmt_int(q, 0);
		*out_started_at = stmt_int(q, 1);
	}
	return stmt_finish_found(q, found);
}

enum err
nexts_set_ask(struct db *db, int64_t thread, int64_t ask_at)
{
	struct stmt *q = db_stmt(db, &next_ask);

	stmt_bind_int(q, ":thread", thread);
	stmt_bind_int(q, ":at", ask_at);
	return stmt_run(q);
}

enum err
nexts_set_message(struct db *db, int64_t thread, int64_t message)
{
	struct stmt *q = db_stmt(db, &next_said);

	stmt_bind_int(q, ":thread", thread);
	stmt_bind_int(q, ":message", message);
	return stmt_run(q);
}
