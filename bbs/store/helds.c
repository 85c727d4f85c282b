/*
 * The table held_message, and the cases about what is in it.
 */
#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"
#include "store/helds.h"
#include "store/title_sql.h"

#define HELD_SELECT \
	"SELECT h.id, h.member, h.board, h.thread, h.reply_to, h.title, h.body, h.help, h.note, h.tags, h.is_anonymous," \
	" h.asks_next, h.is_next, h.why, h.sent_at, h.live_at, b.name, coalesce(" TITLE_SHOWN_TO( \
	    "h.member") ", '') FROM held_message h JOIN board b ON b.id = h.board LEFT JOIN thread t ON t.id = h.thread"

SQL(held_by_id, HELD_SELECT " WHERE h.id = :id");
SQL(held_by_case, HELD_SELECT " WHERE h.id = (SELECT held FROM desk_case WHERE id = :case)");
SQL(held_of_member, HELD_SELECT " WHERE h.member = :member AND b.is_on = 1 ORDER BY h.id LIMIT :limit");
SQL(held_of_thread,
    HELD_SELECT " WHERE h.thread = :thread AND h.thread > 0 AND h.member = :member ORDER BY h.id LIMIT :limit");
SQL(held_last, "SELECT coalesce((SELECT sent_at FROM held_message WHERE member = :member ORDER BY id DESC LIMIT 1), 0),"
               " coalesce((SELECT sent_at FROM held_message WHERE member = :member AND thread = 0"
               " ORDER BY id DESC LIMIT 1), 0)");
SQL(held_count, "SELECT count(*) FROM (SELECT 1 FROM held_message WHERE member = :member LIMIT 100)");
SQL(held_checked, "SELECT checked_until FROM member WHERE id = :member");
SQL(held_next, "SELECT live_at FROM held_message WHERE live_at > 0 ORDER BY live_at LIMIT 1");
SQL(held_due, "SELECT id FROM held_message WHERE live_at > 0 AND live_at <= :now ORDER BY live_at, id LIMIT 1");
SQL(held_add, "INSERT INTO held_message (member, board, thread, reply_to, title, body, help, note, tags, is_anonymous,"
              " asks_next, is_next, why, sent_at, live_at) VALUES (:member, :board, :thread, :reply_to, :title, :body,"
              " :help, :note, :tags, :anonymous, :asks_next, :is_next, :why, :sent_at, :live_at)");
SQL(held_remove, "DELETE FROM held_message WHERE id = :id");
SQL(held_stay, "UPDATE held_message SET live_at = 0 WHERE id = :id");
SQL(held_case_add, "INSERT INTO desk_case (reason, source, risk, thread, message, about, opened_at, queue, due_at, held,"
                   " is_unknown) VALUES ('held', 'held', 1, :thread, 0, :about, :at, 'first', :due_at, :held, :unknown)");
SQL(held_case_find, "SELECT id FROM desk_case WHERE held = :held AND held > 0 AND closed_at = 0");
SQL(held_case_live, "UPDATE desk_case SET thread = :thread, message = :message WHERE id = :id");

void
held_clear(struct held *held)
{
	free(held->title);
	free(held->body);
	free(held->why);
	free(held->board_name);
	free(held->thread_title);
	*held = (struct held){0};
}

void
held_list_clear(struct held_list *list)
{
	for (size_t k = 0; k < list->count; k++)
		held_clear(&list->rows[k]);
	free(list->rows);
	*list = (struct held_list){0};
}

struct held *
held_list_add(struct held_list *list)
{
	list->rows = mem_resize_array(list->rows, list->count + 1, sizeof *list->rows);
	list->rows[list->count] = (struct held){0};
	return &list->rows[list->count++];
}

static void
helds_read_options(struct stmt *q, struct options *out)
{
	snprintf(out->help, sizeof out->help, "%s", stmt_text(q, 7));
	snprintf(out->note, sizeof out->note, "%s", stmt_text(q, 8));
	snprintf(out->tags, sizeof out->tags, "%s", stmt_text(q, 9));
	out->is_anonymous = stmt_int(q, 10) != 0;
	out->asks_next = stmt_int(q, 11) != 0;
	out->is_next = stmt_int(q, 12) != 0;
}

static void
helds_read(struct stmt *q, struct held *out)
{
	*out = (struct held){
	    .id = stmt_int(q, 0),
	    .member = stmt_int(q, 1),
	    .board = stmt_int(q, 2),
	    .thread = stmt_int(q, 3),
	    .reply_to = stmt_int(q, 4),
	    .title = mem_copy_string(stmt_text(q, 5)),
	    .body = mem_copy_string(stmt_text(q, 6)),
	    .why = mem_copy_string(stmt_text(q, 13)),
	    .sent_at = stmt_int(q, 14),
	    .live_at = stmt_int(q, 15),
	    .board_name = mem_copy_string(stmt_text(q, 16)),
	    .thread_title = mem_copy_string(stmt_text(q, 17)),
	};
	helds_read_options(q, &out->options);
}

/* A statement with one number. */
static struct stmt *
helds_stmt(struct db *db, const struct sql *sql, const char *name, int64_t value)
{
	struct stmt *q = db_stmt(db, sql);

	stmt_bind_int(q, name, value);
	return q;
}

static enum err
helds_read_one(struct stmt *q, struct held *out)
{
	bool found = stmt_next(q);

	if (found)
		helds_read(q, out);
	return stmt_finish_found(q, found);
}

/* One number, or there is none. */
static enum err
helds_read_number(struct stmt *q, int64_t *out)
{
	bool found = stmt_next(q);

	if (found)
		*out = stmt_int(q, 0);
	return stmt_finish_found(q, found);
}

static enum err
helds_read_all(struct stmt *q, struct held_list *out)
{
	while (stmt_next(q))
		helds_read(q, held_list_add(out));
	return stmt_finish(q);
}

enum err
helds_find(struct db *db, int64_t id, struct held *out)
{
	return helds_read_one(helds_stmt(db, &held_by_id, ":id", id), out);
}

enum err
helds_find_in_case(struct db *db, int64_t desk_case, struct held *out)
{
	return helds_read_one(helds_stmt(db, &held_by_case, ":case", desk_case), out);
}

enum err
helds_list(struct db *db, int64_t member, int64_t limit, struct held_list *out)
{
	struct stmt *q = helds_stmt(db, &held_of_member, ":member", member);

	stmt_bind_int(q, ":limit", limit);
	return helds_read_all(q, out);
}

enum err
helds_list_thread(struct db *db, int64_t member, int64_t thread, int64_t limit, struct held_list *out)
{
	struct stmt *q = helds_stmt(db, &held_of_thread, ":member", member);

	stmt_bind_int(q, ":thread", thread);
	stmt_bind_int(q, ":limit", limit);
	return helds_read_all(q, out);
}

enum err
helds_last(struct db *db, int64_t member, int64_t *out_at, int64_t *out_conversation_at)
{
	struct stmt *q = helds_stmt(db, &held_last, ":member", member);

	if (stmt_next(q)) {
		*out_at = stmt_int(q, 0);
		*out_conversation_at = stmt_int(q, 1);
	}
	return stmt_finish(q);
}

enum err
helds_count(struct db *db, int64_t member, int64_t *out)
{
	return stmt_read_int(helds_stmt(db, &held_count, ":member", member), out);
}

enum err
helds_checked_until(struct db *db, int64_t member, int64_t *out)
{
	return helds_read_number(helds_stmt(db, &held_checked, ":member", member), out);
}

enum err
helds_next_at(struct db *db, int64_t *out)
{
	return helds_read_number(db_stmt(db, &held_next), out);
}

enum err
helds_find_due(struct db *db, int64_t now, int64_t *out)
{
	return helds_read_number(helds_stmt(db, &held_due, ":now", now), out);
}

enum err
helds_add(struct db *db, const struct held *record, int64_t *out_id)
{
	struct stmt *q = helds_stmt(db, &held_add, ":member", record->member);
	enum err err;

	stmt_bind_int(q, ":board", record->board);
	stmt_bind_int(q, ":thread", record->thread);
	stmt_bind_int(q, ":reply_to", record->reply_to);
	stmt_bind_text(q, ":title", record->title);
	stmt_bind_text(q, ":body", record->body);
	stmt_bind_text(q, ":help", record->options.help);
	stmt_bind_text(q, ":note", record->options.note);
	stmt_bind_text(q, ":tags", record->options.tags);
	stmt_bind_int(q, ":anonymous", record->options.is_anonymous);
	stmt_bind_int(q, ":asks_next", record->options.asks_next);
	stmt_bind_int(q, ":is_next", record->options.is_next);
	stmt_bind_text(q, ":why", record->why);
	stmt_bind_int(q, ":sent_at", record->sent_at);
	stmt_bind_int(q, ":live_at", record->live_at);
	err = stmt_run(q);
	if (err == ERR_OK)
		*out_id = db_last_id(db);
	return err;
}

enum err
helds_remove(struct db *db, int64_t id)
{
	return stmt_run(helds_stmt(db, &held_remove, ":id", id));
}

enum err
helds_wait_for_team(struct db *db, int64_t id)
{
	return stmt_run(helds_stmt(db, &held_stay, ":id", id));
}

enum err
helds_add_case(struct db *db, const struct held *held, int64_t due_at, int64_t *out_case)
{
	struct stmt *q = helds_stmt(db, &held_case_add, ":held", held->id);
	enum err err;

	stmt_bind_int(q, ":thread", held->thread);
	stmt_bind_int(q, ":about", held->member);
	stmt_bind_int(q, ":at", held->sent_at);
	stmt_bind_int(q, ":due_at", due_at);
	stmt_bind_int(q, ":unknown", held->options.is_anonymous);
	err = stmt_run(q);
	if (err == ERR_OK)
		*out_case = db_last_id(db);
	return err;
}

enum err
helds_find_case(struct db *db, int64_t held, int64_t *out_case)
{
	return helds_read_number(helds_stmt(db, &held_case_find, ":held", held), out_case);
}

enum err
helds_case_went_live(struct db *db, int64_t desk_case, int64_t thread, int64_t message)
{
	struct stmt *q = helds_stmt(db, &held_case_live, ":id", desk_case);

	stmt_bind_int(q, ":thread", thread);
	stmt_bind_int(q, ":message", message);
	return stmt_run(q);
}
