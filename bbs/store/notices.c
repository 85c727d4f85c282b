/*
 * The table notice.
 */
#include "base/mem.h"
#include "store/notices.h"
#include "store/title_sql.h"

#define NOTICE_SELECT \
	"SELECT n.id, n.member, n.kind, n.thread, n.number, n.reason, n.words, n.at, n.decision, coalesce(" TITLE_SHOWN_TO( \
	    "n.member") ", '')" \
			" FROM notice n LEFT JOIN thread t ON t.id = n.thread WHERE n.member = :member"

SQL(notice_page, NOTICE_SELECT " ORDER BY n.id DESC LIMIT :limit");
SQL(notice_by_id, NOTICE_SELECT " AND n.id = :id");
SQL(notice_add, "INSERT INTO notice (member, kind, thread, number, reason, words, at, decision)"
                " VALUES (:member, :kind, :thread, :number, :reason, :words, :at, :decision)");
SQL(notice_take_back, "DELETE FROM notice WHERE member = :member AND kind = :kind AND thread = :thread AND number = :number");
SQL(notice_remove, "DELETE FROM notice WHERE member = :member AND id = :id");

static void
notices_read(struct stmt *q, struct notice_row *out)
{
	*out = (struct notice_row){
	    .id = stmt_int(q, 0),
	    .member = stmt_int(q, 1),
	    .kind = mem_copy_string(stmt_text(q, 2)),
	    .thread = stmt_int(q, 3),
	    .number = stmt_int(q, 4),
	    .reason = mem_copy_string(stmt_text(q, 5)),
	    .words = mem_copy_string(stmt_text(q, 6)),
	    .at = stmt_int(q, 7),
	    .decision = stmt_int(q, 8),
	    .thread_title = mem_copy_string(stmt_text(q, 9)),
	};
}

enum err
notices_list(struct db *db, int64_t member, int64_t limit, struct notice_row_list *out)
{
	struct stmt *q = db_stmt(db, &notice_page);

	stmt_bind_int(q, ":member", member);
	stmt_bind_int(q, ":limit", limit);
	while (stmt_next(q))
		notices_read(q, notice_row_list_add(out));
	return stmt_finish(q);
}

enum err
notices_find(struct db *db, int64_t member, int64_t id, struct notice_row *out)
{
	struct stmt *q = db_stmt(db, &notice_by_id);
	bool found;

	stmt_bind_int(q, ":member", member);
	stmt_bind_int(q, ":id", id);
	found = stmt_next(q);
	if (found)
		notices_read(q, out);
	return stmt_finish_found(q, found);
}

enum err
notices_add(struct db *db, const struct notice_row *record)
{
	struct stmt *q = db_stmt(db, &notice_add);

	stmt_bind_int(q, ":member", record->member);
	stmt_bind_text(q, ":kind", record->kind);
	stmt_bind_int(q, ":thread", record->thread);
	stmt_bind_int(q, ":number", record->number);
	stmt_bind_text(q, ":reason", record->reason);
	stmt_bind_text(q, ":words", record->words);
	stmt_bind_int(q, ":at", record->at);
	stmt_bind_int(q, ":decision", record->decision);
	return stmt_run(q);
}

enum err
notices_remove(struct db *db, int64_t member, int64_t id)
{
	struct stmt *q = db_stmt(db, &notice_remove);

	stmt_bind_int(q, ":member", member);
	stmt_bind_int(q, ":id", id);
	return stmt_run(q);
}

enum err
notices_take_back(struct db *db, const struct notice_row *record)
{
	struct stmt *q = db_stmt(db, &notice_take_back);

	stmt_bind_int(q, ":member", record->member);
	stmt_bind_text(q, ":kind", record->kind);
	stmt_bind_int(q, ":thread", record->thread);
	stmt_bind_int(q, ":number", record->number);
	return stmt_run(q);
}
