/*
 * The table draft.
 */
#include <stdio.h>

#include "base/mem.h"
#include "store/drafts.h"
#include "store/title_sql.h"

#define DRAFT_SELECT \
	"SELECT d.id, d.member, d.board, d.thread, d.reply_to, d.title, d.body, d.saved_at, b.name," \
	" coalesce(" TITLE_SHOWN \
	", ''), d.help, d.note, d.tags, d.is_anonymous, d.asks_next, d.is_next, d.wake_at FROM draft d JOIN board b ON b.id = d.board LEFT JOIN thread t ON t.id = d.thread" \
	" WHERE d.member = :member"
#define DRAFT_PLACE "board = :board AND thread = :thread AND reply_to = :reply_to"

SQL(draft_list_page, DRAFT_SELECT " AND b.is_on ORDER BY d.wake_at > 0 DESC, d.saved_at DESC, d.id DESC LIMIT :limit");
SQL(draft_by_place, DRAFT_SELECT " AND d.board = :board AND d.thread = :thread AND d.reply_to = :reply_to");
SQL(draft_by_id, DRAFT_SELECT " AND d.id = :id");
SQL(draft_room, "SELECT count(*) < :most OR EXISTS (SELECT 1 FROM draft WHERE member = :member AND " DRAFT_PLACE ")"
                " FROM draft WHERE member = :member");
SQL(draft_save, "INSERT INTO draft (member, board, thread, reply_to, title, body, saved_at, help, note, tags,"
                " is_anonymous, asks_next, is_next, wake_at) VALUES (:member, :board, :thread, :reply_to, :title, :body,"
                " :at, :help, :note, :tags, :anonymous, :asks_next, :is_next, :wake_at)"
                " ON CONFLICT (member, board, thread, reply_to) DO UPDATE"
                " SET title = excluded.title, body = excluded.body, saved_at = excluded.saved_at, help = excluded.help,"
                " note = excluded.note, tags = excluded.tags, is_anonymous = excluded.is_anonymous,"
                " asks_next = excluded.asks_next, is_next = excluded.is_next, wake_at = excluded.wake_at");
SQL(draft_remove, "DELETE FROM draft WHERE member = :member AND " DRAFT_PLACE);
SQL(draft_expire, "DELETE FROM draft WHERE id IN (SELECT id FROM draft WHERE saved_at < :before LIMIT :limit)");

static void
drafts_read_options(struct stmt *q, struct options *out)
{
	snprintf(out->help, sizeof out->help, "%s", stmt_text(q, 10));
	snprintf(out->note, sizeof out->note, "%s", stmt_text(q, 11));
	snprintf(out->tags, sizeof out->tags, "%s", stmt_text(q, 12));
	out->is_anonymous = stmt_int(q, 13) != 0;
	out->asks_next = stmt_int(q, 14) != 0;
	out->is_next = stmt_int(q, 15) != 0;
	out->wake_at = stmt_int(q, 16);
}

static void
drafts_read(struct stmt *q, struct draft *out)
{
	*out = (struct draft){
	    .id = stmt_int(q, 0),
	    .member = stmt_int(q, 1),
	    .board = stmt_int(q, 2),
	    .thread = stmt_int(q, 3),
	    .reply_to = stmt_int(q, 4),
	    .title = mem_copy_string(stmt_text(q, 5)),
	    .body = mem_copy_string(stmt_text(q, 6)),
	    .saved_at = stmt_int(q, 7),
	    .board_name = mem_copy_string(stmt_text(q, 8)),
	    .thread_title = mem_copy_string(stmt_text(q, 9)),
	};
	drafts_read_options(q, &out->options);
}

static enum err
drafts_read_one(struct stmt *q, struct draft *out)
{
	bool found = stmt_next(q);

	if (found)
		drafts_read(q, out);
	return stmt_finish_found(q, found);
}

static struct stmt *
drafts_stmt(struct db *db, const struct sql *sql, int64_t member, int64_t board, int64_t thread, int64_t reply_to)
{
	struct stmt *q = db_stmt(db, sql);

	stmt_bind_int(q, ":member", member);
	stmt_bind_int(q, ":board", board);
	stmt_bind_int(q, ":thread", thread);
	stmt_bind_int(q, ":reply_to", reply_to);
	return q;
}

enum err
drafts_list(struct db *db, int64_t member, int64_t limit, struct draft_list *out)
{
	struct stmt *q = db_stmt(db, &draft_list_page);

	stmt_bind_int(q, ":member", member);
	stmt_bind_int(q, ":limit", limit);
	while (stmt_next(q))
		drafts_read(q, draft_list_add(out));
	return stmt_finish(q);
}

enum err
drafts_find(struct db *db, int64_t member, int64_t board, int64_t thread, int64_t reply_to, struct draft *out)
{
	return drafts_read_one(drafts_stmt(db, &draft_by_place, member, board, thread, reply_to), out);
}

enum err
drafts_find_id(struct db *db, int64_t member, int64_t id, struct draft *out)
{
	struct stmt *q = db_stmt(db, &draft_by_id);

	stmt_bind_int(q, ":member", member);
	stmt_bind_int(q, ":id", id);
	return drafts_read_one(q, out);
}

enum err
drafts_check_room(struct db *db, const struct draft *record, int64_t most)
{
	struct stmt *q = drafts_stmt(db, &draft_room, record->member, record->board, record->thread, record->reply_to);
	bool has_room;
	enum err err;

	stmt_bind_int(q, ":most", most);
	has_room = stmt_next(q) && stmt_int(q, 0);
	err = stmt_finish(q);
	return err == ERR_OK && !has_room ? ERR_TOO_LONG : err;
}

enum err
drafts_save(struct db *db, const struct draft *record)
{
	struct stmt *q = drafts_stmt(db, &draft_save, record->member, record->board, record->thread, record->reply_to);

	stmt_bind_text(q, ":title", record->title);
	stmt_bind_text(q, ":body", record->body);
	stmt_bind_int(q, ":at", record->saved_at);
	stmt_bind_text(q, ":help", record->options.help);
	stmt_bind_text(q, ":note", record->options.note);
	stmt_bind_text(q, ":tags", record->options.tags);
	stmt_bind_int(q, ":anonymous", record->options.is_anonymous);
	stmt_bind_int(q, ":asks_next", record->options.asks_next);
	stmt_bind_int(q, ":is_next", record->options.is_next);
	stmt_bind_int(q, ":wake_at", record->options.wake_at);
	return stmt_run(q);
}

enum err
drafts_remove(struct db *db, int64_t member, int64_t board, int64_t thread, int64_t reply_to)
{
	return stmt_run(drafts_stmt(db, &draft_remove, member, board, thread, reply_to));
}

enum err
drafts_expire(struct db *db, int64_t before, int64_t limit)
{
	struct stmt *q = db_stmt(db, &draft_expire);

	stmt_bind_int(q, ":before", before);
	stmt_bind_int(q, ":limit", limit);
	return stmt_run(q);
}
