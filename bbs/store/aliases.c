/*
 * The table alias.
 */
#include "store/aliases.h"

SQL(alias_of, "SELECT number FROM alias WHERE thread = :thread AND member = :member");
SQL(alias_count, "SELECT count(*) FROM alias WHERE thread = :thread");
SQL(alias_add, "INSERT INTO alias (thread, member, number) VALUES (:thread, :member, :number)");

enum err
aliases_find(struct db *db, int64_t thread, int64_t member, int64_t *out)
{
	struct stmt *q = db_stmt(db, &alias_of);
	bool found;

	stmt_bind_int(q, ":thread", thread);
	stmt_bind_int(q, ":member", member);
	found = stmt_next(q);
	if (found)
		*out = stmt_int(q, 0);
	return stmt_finish_found(q, found);
}

enum err
aliases_count(struct db *db, int64_t thread, int64_t *out)
{
	struct stmt *q = db_stmt(db, &alias_count);

	stmt_bind_int(q, ":thread", thread);
	return stmt_read_int(q, out);
}

enum err
aliases_add(struct db *db, int64_t thread, int64_t member, int64_t number)
{
	struct stmt *q = db_stmt(db, &alias_add);

	stmt_bind_int(q, ":thread", thread);
	stmt_bind_int(q, ":member", member);
	stmt_bind_int(q, ":number", number);
	return stmt_run(q);
}
