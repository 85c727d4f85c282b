/*
 * The tables block and mute. How many rows a member has is limited by forum/avoid.h.
 */
#include <stdio.h>

#include "base/mem.h"
#include "store/avoid.h"
#include "store/title_sql.h"

SQL(block_list, "SELECT k.other, iif(o.gone_at > 0 OR o.leaving_at > 0, '', o.name) AS shown FROM block k"
                " JOIN member o ON o.id = k.other WHERE k.member = :member ORDER BY shown, k.other");
SQL(block_has, "SELECT EXISTS (SELECT 1 FROM block WHERE member = :member AND other = :other)");
SQL(block_add, "INSERT INTO block (member, other, at) VALUES (:member, :other, :at) ON CONFLICT DO NOTHING");
SQL(block_remove, "DELETE FROM block WHERE member = :member AND other = :other");
SQL(mute_list, "SELECT u.kind, u.thread, u.what, coalesce(" TITLE_SHOWN ", '') FROM mute u"
               " LEFT JOIN thread t ON t.id = u.thread WHERE u.member = :member ORDER BY u.kind, u.thread, u.what");
SQL(mute_tag, "SELECT u.what FROM mute u JOIN thread_tag g ON g.tag = u.what AND g.thread = :thread"
              " WHERE u.member = :member AND u.kind = 'tag' LIMIT 1");
SQL(mute_add, "INSERT INTO mute (member, kind, thread, what, at) VALUES (:member, :kind, :thread, :what, :at)"
              " ON CONFLICT DO NOTHING");
SQL(mute_remove, "DELETE FROM mute WHERE member = :member AND kind = :kind AND thread = :thread AND what = :what");

static struct stmt *
avoid_stmt(struct db *db, const struct sql *sql, int64_t member)
{
	struct stmt *q = db_stmt(db, sql);

	stmt_bind_int(q, ":member", member);
	return q;
}

enum err
blocks_list(struct db *db, int64_t member, struct block_row_list *out)
{
	struct stmt *q = avoid_stmt(db, &block_list, member);

	while (stmt_next(q))
		*block_row_list_add(out) = (struct block_row){
		    .other = stmt_int(q, 0),
		    .name = mem_copy_string(stmt_text(q, 1)),
		};
	return stmt_finish(q);
}

enum err
blocks_has(struct db *db, int64_t member, int64_t other, bool *out)
{
	struct stmt *q = avoid_stmt(db, &block_has, member);
	int64_t has = 0;
	enum err err;

	stmt_bind_int(q, ":other", other);
	err = stmt_read_int(q, &has);
	if (err == ERR_OK)
		*out = has != 0;
	return err;
}

enum err
blocks_add(struct db *db, int64_t member, int64_t other, int64_t at)
{
	struct stmt *q = avoid_stmt(db, &block_add, member);

	stmt_bind_int(q, ":other", other);
	stmt_bind_int(q, ":at", at);
	return stmt_run(q);
}

enum err
blocks_remove(struct db *db, int64_t member, int64_t other)
{
	struct stmt *q = avoid_stmt(db, &block_remove, member);

	stmt_bind_int(q, ":other", other);
	return stmt_run(q);
}

enum err
mutes_list(struct db *db, int64_t member, struct mute_row_list *out)
{
	struct stmt *q = avoid_stmt(db, &mute_list, member);

	while (stmt_next(q))
		*mute_row_list_add(out) = (struct mute_row){
		    .kind = mem_copy_string(stmt_text(q, 0)),
		    .thread = stmt_int(q, 1),
		    .what = mem_copy_string(stmt_text(q, 2)),
		    .title = mem_copy_string(stmt_text(q, 3)),
		};
	return stmt_finish(q);
}

enum err
mutes_find_tag(struct db *db, int64_t member, int64_t thread, char *tag, size_t bytes)
{
	struct stmt *q = avoid_stmt(db, &mute_tag, member);
	bool found;

	stmt_bind_int(q, ":thread", thread);
	found = stmt_next(q);
	if (found)
		snprintf(tag, bytes, "%s", stmt_text(q, 0));
	return stmt_finish_found(q, found);
}

static struct stmt *
mutes_stmt(struct db *db, const struct sql *sql, int64_t member, const struct mute_row *row)
{
	struct stmt *q = avoid_stmt(db, sql, member);

	stmt_bind_text(q, ":kind", row->kind);
	stmt_bind_int(q, ":thread", row->thread);
	stmt_bind_text(q, ":what", row->what);
	return q;
}

enum err
mutes_add(struct db *db, int64_t member, const struct mute_row *row, int64_t at)
{
	struct stmt *q = mutes_stmt(db, &mute_add, member, row);

	stmt_bind_int(q, ":at", at);
	return stmt_run(q);
}

enum err
mutes_remove(struct db *db, int64_t member, const struct mute_row *row)
{
	return stmt_run(mutes_stmt(db, &mute_remove, member, row));
}
